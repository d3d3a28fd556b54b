"""Counts of competitors and nations against the rows of results."""

from __future__ import annotations

import pytest

from tests.ingest.checks.articles import Said, article, found, only, results

THREE = ("1 | Ann Ash | Denmark | 1:01.1", "2 | Bea Birch | France | 1:02.2", "3 | Cia Cedar | Italy | 1:03.3")
HEADER = "Rank | Cyclist | Nation | Time"


@pytest.mark.parametrize(("stated", "outcome"), [(3, "pass"), (4, "fail")])
def test_rows_match_competitors(stated: int, outcome: str) -> None:
    check = only("rows_match_competitors", article(results(HEADER, *THREE), Competitors=stated))
    assert (check.outcome, check.expected, check.found) == (outcome, str(stated), "3 rows")
    assert len(check.statement_ids) == 4


def test_each_stated_count_is_held_against_the_rows() -> None:
    text = article(results(HEADER, *THREE), Competitors=3)
    checks = found("rows_match_competitors", text, said=[Said("competitors", "four", 4)])
    assert [(check.expected, check.outcome) for check in checks] == [("3", "pass"), ("4", "fail")]


def test_who_did_not_start_is_no_competitor() -> None:
    check = only("rows_match_competitors", article(results(HEADER, *THREE, "– | Dee Elm | Spain | DNS"), Competitors=4))
    assert check.outcome == "fail"
    assert "with the 1 who did not start they are equal" in check.message


def test_heats_and_final_are_counted_once() -> None:
    heats = results(HEADER, *THREE, heading="Heats")
    text = article(heats, results(HEADER, *THREE[:2], heading="Final"), Competitors=3)
    assert only("rows_match_competitors", text).outcome == "pass"


@pytest.mark.parametrize(("stated", "outcome"), [(3, "pass"), (4, "fail"), (5, "unverifiable")])
def test_a_final_is_not_the_field(stated: int, outcome: str) -> None:
    check = only("rows_match_competitors", article(results(HEADER, *THREE, heading="Final"), Competitors=stated))
    assert check.outcome == outcome
    assert (outcome == "unverifiable") == ("the tables are of the final alone" in check.message)
    nations = only("rows_match_nations", article(results(HEADER, *THREE, heading="Final"), Nations=stated))
    assert nations.outcome == outcome


def test_rows_without_names_in_several_tables_tell_nothing() -> None:
    rows = ("1 | | | 1:01.1", "2 | | | 1:02.2")
    text = article(results(HEADER, *rows, heading="Heats"), results(HEADER, *rows, heading="Final"), Competitors=3)
    check = only("rows_match_competitors", text)
    assert check.outcome == "unverifiable"
    assert "4 of the 4 rows of 2 tables name nobody" in check.message


@pytest.mark.parametrize(("stated", "outcome"), [(4, "pass"), (2, "pass"), (3, "fail")])
def test_teams_that_name_their_members_are_counted_by_both(stated: int, outcome: str) -> None:
    rows = ("1 | Ann Ash, Bea Birch | 1:01.1", "2 | Cia Cedar, Dee Elm | 1:02.2")
    check = only("rows_match_competitors", article(results("Rank | Cyclists | Time", *rows), Competitors=stated))
    assert (check.outcome, check.found) == (outcome, "4 persons in 2 teams")


def test_teams_that_change_between_rounds_tell_nothing() -> None:
    heats = results("Rank | Cyclists | Time", "1 | Ann Ash, Bea Birch | 1:01.1", "2 | Cia Cedar, Dee Elm | 1:02.2")
    final = results("Rank | Cyclists | Time", "1 | Ann Ash, Eve Fir | 1:01.0", heading="Final")
    assert only("rows_match_competitors", article(heats, final, Competitors=4)).outcome == "unverifiable"


def test_rows_that_may_be_teams_tell_nothing() -> None:
    rows = ("1 | Ash Birch | 1:01.1", "2 | Cedar Elm | 1:02.2")
    check = only("rows_match_competitors", article(results("Rank | Cyclists | Time", *rows), Competitors=4, Nations=2))
    assert check.outcome == "unverifiable"
    assert "how many each team had is missing" in check.message


@pytest.mark.parametrize(("stated", "outcome"), [(5, "pass"), (2, "pass"), (7, "fail"), (6, "fail")])
def test_members_beneath_their_teams_are_the_competitors(stated: int, outcome: str) -> None:
    rows = (
        "1 | Norway (NOR) | 70", "| Arne Ask | 30", "| Bo Berg | 25", "| Per Foss | 15", "2 | Sweden (SWE) | 60",
        "| Carl Dal | 35", "| Dan Ek | 25",
    )  # fmt: skip
    check = only("rows_match_competitors", article(results("Rank | Shooter | Points", *rows), Competitors=stated))
    assert (check.outcome, check.found) == (outcome, "5 persons in 2 teams")


@pytest.mark.parametrize(("stated", "outcome"), [(3, "pass"), (2, "fail")])
def test_rows_match_nations(stated: int, outcome: str) -> None:
    check = only("rows_match_nations", article(results(HEADER, *THREE), Nations=stated))
    assert (check.outcome, check.found) == (outcome, "3 nations")


def test_nations_of_medallists_are_inferred_and_the_others_missing() -> None:
    rows = [row.replace("Denmark", "").replace("France", "") for row in THREE]
    text = article(results(HEADER, *rows), Nations=3, Gold="Ann Ash", Goldnoc="DEN")
    check = only("rows_match_nations", text)
    assert (check.outcome, check.found) == ("unverifiable", "2 nations and 1 row without one")
    assert "that of 1 of the 3 rows is missing" in check.message


def test_more_nations_than_stated_fail_whatever_is_missing() -> None:
    rows = [row.replace("Italy", "") for row in THREE]
    assert only("rows_match_nations", article(results(HEADER, *rows), Nations=1)).outcome == "fail"


LIMIT = Said("nation_limit", "one", 1)


def test_nation_limit() -> None:
    assert only("nation_limit", article(results(HEADER, *THREE)), said=[LIMIT]).outcome == "pass"
    above = article(results(HEADER, *THREE, "4 | Dee Elm | Italy | 1:04.4"))
    check = only("nation_limit", above, said=[LIMIT])
    assert (check.outcome, check.found) == ("fail", "2")
    assert "rank 3 (Cia Cedar), rank 4 (Dee Elm)" in check.message


def test_nation_limit_without_nations_is_not_decided() -> None:
    check = only("nation_limit", article(results(HEADER, *THREE, "4 | Dee Elm | | 1:04.4")), said=[LIMIT])
    assert (check.outcome, check.found) == ("unverifiable", "at most 1, 1 row without a nation")


@pytest.mark.parametrize(
    ("competitors", "nations", "limit", "outcome"),
    [
        (32, 32, 1, "pass"),
        (17, 13, 2, "pass"),
        (33, 32, 1, "fail"),
        (12, 13, 2, "fail"),
        (27, 13, 2, "fail"),
        (64, 16, 1, "unverifiable"),
    ],
)
def test_counts_fit_nation_limit(competitors: int, nations: int, limit: int, outcome: str) -> None:
    text = article(Competitors=competitors, Nations=nations)
    check = only("counts_fit_nation_limit", text, said=[Said("nation_limit", str(limit), limit)])
    assert check.outcome == outcome
    assert len(check.statement_ids) == 3


@pytest.mark.parametrize(("number", "outcome"), [(24, "pass"), (33, "fail")])
def test_start_order_within_field(number: int, outcome: str) -> None:
    said = [Said("start_order", f"#{number}", number, "Ann Ash", "entrant")]
    assert only("start_order_within_field", article(Competitors=32), said=said).outcome == outcome


def test_last_in_the_starting_order_is_no_number() -> None:
    said = [Said("start_order", "last", None, "Ann Ash", "entrant")]
    assert found("start_order_within_field", article(Competitors=32), said=said) == []


@pytest.mark.parametrize(("count", "outcome"), [(3, "pass"), (5, "fail")])
def test_rows_match_listed_count(count: int, outcome: str) -> None:
    said = [Said("listed_count", str(count), count, by="De Wael")]
    check = only("rows_match_listed_count", article(results(HEADER, *THREE)), said=said)
    assert (check.outcome, check.expected, check.found) == (outcome, str(count), "3 rows")


FIVE = (*THREE, "3 | Dee Elm | Spain | 1:03.3", "5 | Eva Fir | Poland | 1:05.5")
OMITS = [
    Said("omitted_by", "Official Report", None, "Bea Birch", "entrant", by="Official Report"),
    Said("omitted_by", "1928 Official Report", None, "Cia Cedar", "entrant", by="1928 Official Report"),
]


def test_what_an_omission_leaves_is_said_with_its_ranks() -> None:
    check = only("omitted_competitors", article(results(HEADER, *FIVE)), said=OMITS)
    assert (check.outcome, check.expected, check.found) == ("unverifiable", "3", "not stated")
    assert "3 of the 5 remain there, and rank 3 is 2, rank 5 is 3" in check.message


@pytest.mark.parametrize(("count", "outcome"), [(3, "pass"), (5, "fail")])
def test_an_omission_is_held_against_the_count_of_its_source(count: int, outcome: str) -> None:
    said = [*OMITS, Said("listed_count", str(count), count, by="Official Report")]
    assert only("omitted_competitors", article(results(HEADER, *FIVE)), said=said).outcome == outcome
