"""Each rule of the ladder: what it decides, and what it leaves to the next."""

from __future__ import annotations

import random

import pytest

from ingest.link import Linked
from ingest.reconcile import reconcile
from schemas.facts import Fact
from tests.ingest.articles import judged, linked

TITLE = "Rowing at the 1952 Summer Olympics – Men's single sculls"
EVENT = "1952-summer-olympics/rowing/mens-single-sculls"
OVERVIEW = "Single sculls at the Olympics"


def _article(infobox: dict[str, str], rows: str = "") -> tuple[str, str]:
    fields = "".join(f"- {key}: {value}\n" for key, value in infobox.items())
    table = f"\n==Results==\n\n| Rank | Rower | Time |\n{rows}" if rows else ""
    return TITLE, f"Infobox\n{fields}{table}"


def _overview(rows: str) -> tuple[str, str]:
    return OVERVIEW, f"==Olympic record progression==\n\n===Men===\n\n| Time | Rower | Games | Date |\n{rows}"


def _fact(name: str, *articles: tuple[str, str], subject: str = EVENT) -> Fact:
    found = judged(*articles).get(subject, name)
    assert found is not None
    return found


ROWS = "| 1 | Ann Other | 8:12.8 |\n| 2 | Bo Berg | 8:14.5 |\n"


def test_one_statement_is_single() -> None:
    fact = _fact("venue", _article({"Venue": "Lake"}))
    assert (fact.status, fact.rule, fact.opposing) == ("single", "single_statement", ())


def test_equal_values_agree() -> None:
    fact = _fact("winning_time", _article({"Win Value": "8:12.80"}, ROWS))
    assert (fact.status, fact.rule) == ("agreed", "all_equal")
    assert fact.alternatives == ()


def test_a_less_precise_value_agrees_and_the_precise_one_is_published() -> None:
    fact = _fact("winning_time", _article({"Win Value": "8:12.8"}, ROWS.replace("8:12.8", "8:12.84")))
    assert (fact.status, fact.rule) == ("agreed", "less_precise")
    assert fact.value
    assert fact.value.text == "8:12.84"
    assert fact.opposing == ()


def test_an_article_that_contradicts_itself_is_disputed_where_nobody_else_tells() -> None:
    fact = _fact("winning_time", _article({"Win Value": "8:12.1"}, ROWS))
    assert (fact.status, fact.value, fact.supporting) == ("disputed", None, ())
    assert {alternative.value.text for alternative in fact.alternatives} == {"8:12.1", "8:12.8"}


def test_a_witness_who_does_not_contradict_himself_decides() -> None:
    record = _overview("| 8:12.8 | Ann Other | 1952 | 1952-07-23 |\n")
    fact = _fact("winning_time", _article({"Win Value": "8:12.1", "Gold": "Ann Other"}, ROWS), record)
    assert (fact.status, fact.rule) == ("resolved", "independent_vote")
    assert fact.value
    assert fact.value.text == "8:12.8"
    assert len(fact.opposing) == 1


def test_two_witnesses_who_differ_are_disputed() -> None:
    record = _overview("| 8:12.1 | Ann Other | 1952 | 1952-07-23 |\n")
    fact = _fact("winning_time", _article({"Gold": "Ann Other"}, ROWS), record)
    assert fact.status == "disputed"


def test_a_tested_explanation_with_support_decides() -> None:
    rows = "| 1 | Ann Other | 8:12.2 |\n| 2 | Bo Berg | 8:14.1 |\n| 3 | Cy Dale | 8:19.0 |\n"
    records = _overview("| 8:14.2 | Bo Berg | 1952 | 1952-07-23 |\n| 8:12.4 | Ann Other | 1952 | 1952-07-23 |\n")
    article = _article({"Win Value": "8:12.4", "Gold": "Ann Other"}, rows)
    fact = _fact("mark", article, records, subject=f"{EVENT}#ann-other")
    assert (fact.status, fact.explanation_code) == ("resolved", "fifths_read_as_tenths")
    assert fact.explanation
    assert "2 of the 2 rows" in fact.explanation


def test_an_explanation_that_one_comparable_row_contradicts_is_none() -> None:
    rows = "| 1 | Ann Other | 8:12.2 |\n| 2 | Bo Berg | 8:14.1 |\n"
    records = _overview("| 8:14.9 | Bo Berg | 1952 | 1952-07-23 |\n| 8:12.4 | Ann Other | 1952 | 1952-07-23 |\n")
    article = _article({"Win Value": "8:12.4", "Gold": "Ann Other"}, rows)
    fact = _fact("winning_time", article, records)
    assert fact.explanation_code is None
    assert fact.rule == "independent_vote"


def test_an_explanation_that_breaks_the_order_of_ranks_is_none() -> None:
    rows = "| 1 | Ann Other | 8:12.2 |\n| 2 | Bo Berg | 8:12.3 |\n"
    records = _overview("| 8:12.4 | Ann Other | 1952 | 1952-07-23 |\n")
    fact = _fact("winning_time", _article({"Win Value": "8:12.4", "Gold": "Ann Other"}, rows), records)
    assert fact.explanation_code is None


def test_the_opening_day_of_the_games_is_explained() -> None:
    schedule = "\n==Schedule==\n\n| Date | Time | Round |\n| Wednesday, 23 July 1952 | 14:00 | Final |\n"
    article = TITLE, f"Infobox\n- Date: 19 July\n- Gold: Ann Other\n{schedule}"
    records = _overview("| 8:12.4 | Ann Other | 1952 | 1952-07-23 |\n")
    fact = _fact("date", article, records)
    assert (fact.status, fact.explanation_code) == ("resolved", "games_opening_date")
    assert _fact("date", article).status == "disputed"


def test_values_of_a_property_that_may_have_many_are_no_conflict() -> None:
    overview = OVERVIEW, "Infobox\n- Yearsheld: Men: 1896, 1928–2004\n"
    fact = _fact("held_in", overview, _article({}), subject="series:rowing-mens-single-sculls-at-the-olympics")
    assert (fact.status, fact.rule) == ("agreed", "all_values_hold")
    assert fact.value
    assert fact.value.text == "1896; 1928–2004"


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_statements_never_matters(seed: int) -> None:
    record = _overview("| 8:12.4 | Ann Other | 1952 | 1952-07-23 |\n")
    extractions, links = linked(_article({"Win Value": "8:12.1", "Gold": "Ann Other"}, ROWS), record)
    shuffled = list(links.statements)
    random.Random(seed).shuffle(shuffled)
    again = Linked(links.index, tuple(shuffled), links.identities, links.event_of_document)
    assert reconcile(again, extractions).all() == reconcile(links, extractions).all()


def test_an_unrelated_article_changes_no_fact() -> None:
    article = _article({"Win Value": "8:12.1", "Gold": "Ann Other"}, ROWS)
    unrelated = "Diving at the 1960 Summer Olympics – Women's platform", "Infobox\n- Gold: Ed Fox\n- Win Value: 100.1\n"
    alone = {fact.key: fact for fact in judged(article).all()}
    together = {fact.key: fact for fact in judged(article, unrelated).all()}
    assert alone.items() <= together.items()


def test_a_number_without_a_unit_is_the_same_with_one() -> None:
    rows = "| 1 | Ann Other | 52.8 |\n| 2 | Bo Berg | 1:02.5 |\n"
    article = _article({"Gold": "Ann Other", "Win Value": "52.8"}, rows)
    fact = _fact("winning_time", article)
    assert (fact.status, fact.alternatives) == ("agreed", ())
