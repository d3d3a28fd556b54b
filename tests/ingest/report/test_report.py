"""What the report says, in which order, and that it says so for every kind of row."""

from __future__ import annotations

from random import Random

import pytest
from bs4 import Tag
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.reconcile.ladder import explained_with_support
from ingest.report import render_report
from schemas.contract import PUBLISHED
from schemas.frames import frame, validate, validate_publication
from tests.ingest.report.page_tools import by_id, parsed, quotes, words
from tests.ingest.report.report_rows import (
    ARTICLE,
    EVENT,
    HANSEN,
    OVERVIEW,
    WON,
    Row,
    check,
    document,
    fact,
    identifier,
    judged,
    publication,
    result,
    statement,
)

PAGE = parsed(render_report(publication()))
WINNING_TIME, HANSENS_MARK, GRAYS_MARK, COMPETITORS, VENUE = (identifier("f", number) for number in range(1, 6))


def test_the_rows_of_these_tests_keep_the_contract() -> None:
    rows = publication()
    validate_publication({name: validate(name, frame(name, rows.get(name, []))) for name in PUBLISHED})


def test_the_parts_stand_in_the_order_of_their_weight() -> None:
    expected = (
        "overview facts facts-disputed facts-resolved facts-curated facts-agreed facts-single checks checks-fail "
        "checks-unverifiable checks-pass inferred unread rejects lost not-read ignored sources"
    ).split()
    assert [section["id"] for section in PAGE.find_all("section")] == expected


@pytest.mark.parametrize(
    ("section", "facts"),
    [
        ("facts-disputed", [GRAYS_MARK]),
        ("facts-resolved", [WINNING_TIME]),
        ("facts-curated", [COMPETITORS]),
        ("checks-fail", [identifier("c", 1)]),
        ("checks-unverifiable", [identifier("c", 2)]),
    ],
)
def test_a_section_holds_what_it_is_named_after(section: str, facts: list[str]) -> None:
    assert [article["id"] for article in by_id(PAGE, section).find_all("article")] == facts


def candidates(fact_id: str) -> list[Tag]:
    return list(by_id(PAGE, fact_id).select(".candidates > tbody > tr"))


def test_candidates_stand_side_by_side_with_their_quotes_the_chosen_one_first() -> None:
    chosen, other = candidates(WINNING_TIME)
    assert words(chosen.select("th")[0]) == "1:14.4 chosen"
    assert quotes(chosen) == ["1:14.4", WON]
    assert words(other.select("th")[0]) == "1:14.2 not chosen"
    assert quotes(other) == ["1:14.2"]
    assert [q["class"] for q in (*chosen.select(".quote"), *other.select(".quote"))] == [
        ["quote", "supporting"], ["quote", "supporting"], ["quote", "opposing"],
    ]  # fmt: skip


def test_the_value_is_marked_in_its_sentence() -> None:
    assert [mark.get_text() for mark in by_id(PAGE, WINNING_TIME).find_all("mark")] == ["1 minute, 14.4 seconds"]


@pytest.mark.parametrize(
    ("value", "excerpt", "marked"),
    [
        ("14", "1:14.2 was beaten by 14 of 140.", ["14"]),
        ("14", "It took 1:14.", []),
        ("14", "Ranks 12, 13, 14.", ["14"]),
        ("Gray (AUS)", "by Gray (AUS), third", ["Gray (AUS)"]),
        ("sixteen", "Sixteen cyclists", []),
        ("x", "x", []),
    ],
)
def test_a_value_is_marked_only_where_it_stands_as_such(value: str, excerpt: str, marked: list[str]) -> None:
    rows = publication()
    rows["statements"][1] |= {"value_text": value, "excerpt": excerpt}
    quote = by_id(parsed(render_report(rows)), WINNING_TIME).select(".quote")[1]
    assert quotes(quote) == [excerpt]
    assert [mark.get_text() for mark in quote.find_all("mark")] == marked


def test_every_quote_says_where_it_stands() -> None:
    title = "Cycling at the 1928 Summer Olympics – Men's track time trial"
    assert [words(place) for place in by_id(PAGE, WINNING_TIME).select(".where")] == [
        f"{title}, Infobox, line 1",
        f"{title}, Lead, characters 200–279",
        f"{title}, Results, row 1, column “Time”, line 3",
    ]
    assert [words(row) for row in by_id(PAGE, WINNING_TIME).select(".row")] == ["Rank 1 Time 1:14.2"]


def test_a_fact_says_its_value_its_rule_and_how_the_other_value_arose() -> None:
    verdict = words(by_id(PAGE, WINNING_TIME).select(".verdict")[0])
    rule = (explained_with_support.__doc__ or "").split("\n")[0]
    assert verdict.startswith(f"Published 1:14.4 (74.4 s) resolved Why {rule} Rule explained_with_support")
    assert "How the other value arose 1:14.2 is 1:14.4 with its fifths written as tenths." in verdict


def test_the_statements_that_decide_are_marked() -> None:
    decisive = [q for q in by_id(PAGE, WINNING_TIME).select(".quote") if q.select(".tag")]
    assert [quotes(q) for q in decisive] == [[WON]]


def test_facts_on_the_same_statements_stand_together_and_can_both_be_reached() -> None:
    same = by_id(PAGE, HANSENS_MARK)
    assert by_id(PAGE, WINNING_TIME) in same.parents
    assert words(same).startswith("Mark of Willy Hansen (same evidence as Winning time )")


def test_two_statements_in_the_same_words_are_one_quote() -> None:
    assert words(candidates(WINNING_TIME)[1].select(".said")[0]) == "also: Mark, Willy Hansen"


def test_a_disputed_fact_publishes_nothing_and_takes_no_side() -> None:
    dispute = by_id(PAGE, GRAYS_MARK)
    assert words(dispute.select(".verdict dd")[0]) == "no value disputed"
    assert words(dispute.select("h4")[0]).startswith("Mark of Dunc Gray, Men's track time trial, 1928 Summer Olympics")
    assert [words(row.select("th")[0]) for row in candidates(GRAYS_MARK)] == [
        "1:15.3 candidate", "1:15.4 candidate",
    ]  # fmt: skip
    assert quotes(dispute) == ["Gray rode 1:15.3.", "1:15.4"]
    assert not dispute.select(".opposing, .supporting")


def test_a_curated_fact_names_its_decision_and_whom_the_article_names() -> None:
    curated = by_id(PAGE, COMPETITORS)
    assert "Decision d-1" in words(curated)
    assert "the article names Official Report as its source" in words(curated)


def test_a_less_precise_value_agrees_with_the_chosen_one() -> None:
    rows = publication()
    rows["reconciliation"] = [
        fact(
            1,
            "mark",
            "1:14.4",
            "resolved",
            "independent_vote",
            **judged({"1:14.4": [1], "1:14": [2]}, "1:14.4", "1:14"),
        )
    ]
    page = parsed(render_report(rows))
    assert [words(th) for th in page.select(".candidates tbody th")] == ["1:14.4 chosen", "1:14 agrees with it"]


def test_what_is_agreed_is_shown_with_all_its_quotes() -> None:
    assert quotes(by_id(PAGE, VENUE)) == ["Olympic Stadium", "Olympic stadium"]


def test_the_overview_counts_everything() -> None:
    overview = by_id(PAGE, "overview")
    counts = {row.select("a")[0]["href"]: words(row.select("td")[0]) for row in overview.select(".figures tr:has(a)")}
    assert counts == {
        "#facts-disputed": "1", "#facts-resolved": "2", "#facts-curated": "1", "#facts-agreed": "1",
        "#facts-single": "1", "#checks-fail": "1", "#checks-unverifiable": "1", "#checks-pass": "1",
    }  # fmt: skip
    assert [words(row) for row in overview.select(".grid tbody tr")] == [
        "field 1 1 0", "section 0 0 1", "lost 0 0 1",
    ]  # fmt: skip
    assert "1 refused" in words(overview)


def test_a_failing_check_shows_both_sides() -> None:
    failing = by_id(PAGE, identifier("c", 1))
    assert "The infobox counts 16 competitors, the report 14." in words(failing)
    assert words(failing.select(".sides")[0]) == "Expected 16 Found 14"
    assert quotes(failing) == ["16", "The Official Report lists 14."]
    assert [words(said) for said in failing.select(".said")] == ["Competitors", "Listed count"]


def test_checks_that_pass_are_counted_by_kind() -> None:
    passing = by_id(PAGE, "checks-pass")
    assert "Ranks follow marks 1 0 0" in [words(row) for row in passing.select("tbody tr")]


def test_an_inferred_row_shows_what_was_put_there_and_why() -> None:
    first, second = by_id(PAGE, "inferred").select("tbody tr")
    assert [ins.get_text() for ins in first.find_all("ins")] == ["Willy Hansen", "DEN", "1:14.4"]
    assert [gone.get_text() for gone in first.find_all("del")] == ["1:14.2"]
    assert quotes(first) == ["1:14.4", "Willy Hansen", "DEN"]
    assert [cell.get_text() for cell in second.find_all("td")][:5] == ["2", "", "", "1:15.1", "1:15.2"]
    assert "1 name, 1 nation, 1 corrected mark, 1 suggestion, not applied" in words(by_id(PAGE, "inferred"))


def test_marks_are_no_evidence_for_a_nation() -> None:
    rows = publication()
    supporting = [identifier("s", number) for number in (1, 3, 9, 10)]
    rows["results"] = [result(0, noc="DEN", noc_basis="inferred", nation="Denmark", supporting=supporting)]
    assert quotes(by_id(parsed(render_report(rows)), "inferred")) == ["Willy Hansen", "DEN"]


def test_what_is_refused_lost_unread_and_ignored_is_listed_with_its_reason() -> None:
    assert "the file is empty; fetch the article again" in words(by_id(PAGE, "rejects"))
    assert "0 cut list: Lead, line 18 lost 1 the list is cut off" in words(by_id(PAGE, "lost"))
    assert "Background section 1 no statement from 2 paragraphs" in words(by_id(PAGE, "not-read"))
    assert "0/7 Longnames field 1 steers the display" in words(by_id(PAGE, "ignored"))


def test_a_source_says_its_licence_and_no_more_than_is_known() -> None:
    article, overview = by_id(PAGE, f"source-{ARTICLE}"), by_id(PAGE, f"source-{OVERVIEW}")
    assert "Text: CC BY-SA 4.0, Wikipedia contributors" in words(article)
    assert [a["href"] for a in article.find_all("a")] == [
        "https://en.wikipedia.org/wiki/Cycling_1928", "https://creativecommons.org/licenses/by-sa/4.0/",
    ]  # fmt: skip
    assert "0" * 64 in words(article)
    assert "The licence is not recorded." in words(overview)
    assert "Wikipedia" not in words(overview)


@pytest.mark.parametrize(
    ("section", "sentence"),
    [
        ("facts-disputed", "None."),
        ("checks-fail", "None."),
        ("checks-pass", "There are no checks."),
        ("inferred", "Nothing was inferred in the results."),
        ("rejects", "Nothing was refused."),
        ("not-read", "Nothing is unread."),
        ("sources", "There are no articles."),
    ],
)
def test_nothing_is_said_to_be_nothing(section: str, sentence: str) -> None:
    assert sentence in words(by_id(parsed(render_report({})), section))


@settings(max_examples=25)
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(random: Random) -> None:
    rows = publication()
    for of_dataset in rows.values():
        random.shuffle(of_dataset)
    shuffled = {name: rows[name] for name in random.sample(sorted(rows), len(rows))}
    assert render_report(shuffled) == render_report(publication())


def many(count: int) -> dict[str, list[Row]]:
    rows = publication()
    rows["reconciliation"] = [
        fact(n, "mark", None, "disputed", "disputed", subject=f"{EVENT}#rider-{n}",
             **judged({"1": [2 * n], "2": [2 * n + 1]}))
        for n in range(100, 100 + count)
    ]  # fmt: skip
    rows["statements"] += [statement(n, "mark", f"{n % 2 + 1}", subject=HANSEN) for n in range(200, 200 + 2 * count)]
    rows["checks"] = [check(n, "ranks", "fail", "They do not follow.", 1) for n in range(100, 100 + count)]
    rows["documents"] += [document(f"other-{n}", f"Other {n}", None, None) for n in range(count)]
    return rows


def test_what_is_not_shown_is_counted() -> None:
    page = parsed(render_report(many(7), limit=5))
    disputed, failing = by_id(page, "facts-disputed"), by_id(page, "checks-fail")
    assert len(disputed.find_all("article")) == len(failing.find_all("article")) == 5
    assert "2 more of these facts are not shown here; all of them are in reconciliation.parquet." in words(disputed)
    assert "2 more of these checks are not shown here; all of them are in checks.parquet." in words(failing)
    assert "4 more articles, none of them quoted on this page, are not shown here" in words(by_id(page, "sources"))
    assert "Disputed 7" in words(disputed)


def test_many_quotes_of_one_value_are_cut_and_counted() -> None:
    rows = publication()
    rows["statements"] += [statement(n, "winning_time", "1:14.4") for n in range(100, 160)]
    rows["reconciliation"] = [
        fact(1, "winning_time", "1:14.4", "resolved", "independent_vote",
             **judged({"1:14.4": list(range(100, 160)), "1:14.2": [3]}, "1:14.4"))
    ]  # fmt: skip
    page = by_id(parsed(render_report(rows)), WINNING_TIME)
    assert len(page.find_all("q")) == 41
    assert "20 more of these statements are not shown here; all of them are in reconciliation.parquet." in words(page)


def test_a_long_excerpt_is_cut_and_says_so() -> None:
    rows = publication()
    long = "x" * 10_000
    rows["statements"][0] |= {"excerpt": long, "value_text": long, "char_end": 100 + len(long)}
    page = by_id(parsed(render_report(rows)), WINNING_TIME)
    assert max(map(len, quotes(page))) == 600
    assert "… and 9,400 characters more" in words(page)
