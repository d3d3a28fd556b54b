"""Medallists at their ranks, and in the tables of those with several medals."""

from __future__ import annotations

import pytest

from tests.ingest.checks.articles import OVERVIEW, Said, article, found, only, results

ROWS = ("1 | Ann Ash | 1:01.1", "2 | Bea Birch | 1:02.2", "3 | Cia Cedar | 1:03.3", "4 | Bea Elm | 1:04.4")
EVENT = article(results("Rank | Cyclist | Time", *ROWS), Gold="Ann Ash", Silver="Bea Birch", Bronze="Cia Cedar")


def test_medallists_hold_their_ranks() -> None:
    checks = found("medallists_hold_their_ranks", EVENT)
    assert [(check.expected, check.found, check.outcome) for check in checks] == [
        ("Cia Cedar", "Cia Cedar", "pass"),
        ("Ann Ash", "Ann Ash", "pass"),
        ("Bea Birch", "Bea Birch", "pass"),
    ]


@pytest.mark.parametrize(
    ("silver", "outcome"),
    [
        ("Birch", "pass"),
        ("Bea Birch-Oak", "unverifiable"),
        ("Bea Elm", "fail"),
        ("Dee Fir", "fail"),
    ],
)
def test_a_medallist_is_held_against_the_rank(silver: str, outcome: str) -> None:
    text = article(results("Rank | Cyclist | Time", *ROWS), Silver=silver)
    assert only("medallists_hold_their_ranks", text).outcome == outcome


def test_a_name_that_was_inferred_from_the_medal_proves_nothing() -> None:
    rows = ("1 | | 1:01.1", "2 | | 1:02.2")
    assert found("medallists_hold_their_ranks", article(results("Rank | Cyclist | Time", *rows), Gold="Ann Ash")) == []


TEAMS = (
    "1 | Norway (NOR) | 70", "| Arne Ask | 40", "| Bo Berg | 30", "2 | Sweden (SWE) | 60", "| Carl Dal | 35",
    "| Dan Ek | 25", "3 | Finland (FIN) | 50", "| Eero Eno | 30", "| Fred Fors | 20",
)  # fmt: skip


@pytest.mark.parametrize(
    ("silver", "outcome"),
    [("Carl Dal, Dan Ek", "pass"), ("Dan Ek and Carl Dal", "pass"), ("Arne Ask, Bo Berg", "fail"),
     ("Carl Dal, Arne Ask", "fail"), ("Carl Dal", "pass")],
)  # fmt: skip
def test_medallists_named_one_by_one_are_held_against_the_members_of_their_team(silver: str, outcome: str) -> None:
    text = article(results("Rank | Shooter | Points", *TEAMS), Silver=silver)
    assert only("medallists_hold_their_ranks", text).outcome == outcome


def test_a_nation_in_place_of_the_medallists_leaves_it_open() -> None:
    rows = ("1 | Norway | 70", "2 | Sweden | 60", "3 | Finland | 50")
    check = only("medallists_hold_their_ranks", article(results("Rank | Shooter | Points", *rows), Silver="Carl Dal"))
    assert check.outcome == "unverifiable"
    assert "a team and its members" in check.message


HEADER = "Rank | Cyclist | Nation | Olympics | Gold | Silver | Bronze | Total"
EARLIER = [Said("bronze", "Ann Ash", year=1964), Said("gold", "Dee Fir", year=1964)]


def overview(*rows: str) -> str:
    sections = "\n".join(
        ["==Medalists==", "", "===Men===", "", "| 1964 Tokyo | | | |", "| 1968 Mexico City | | | |", ""]
    )
    return article(sections, results(HEADER, *rows, heading="Multiple medalists").replace("==", "===="), title=OVERVIEW)


def test_all_with_several_medals_are_listed() -> None:
    check = only(
        "multiple_medalists_are_complete", EVENT, overview("1 | Ann Ash | | 1964–1968 | 1 | 0 | 1 | 2"), said=EARLIER
    )
    assert (check.outcome, check.expected) == ("pass", "Ann Ash")


def test_who_is_missing_is_named_with_the_medals() -> None:
    check = only(
        "multiple_medalists_are_complete", EVENT, overview("1 | Dee Fir | | 1960–1964 | 2 | 0 | 0 | 2"), said=EARLIER
    )
    assert (check.outcome, check.expected) == ("fail", "Ann Ash: bronze in 1964, gold in 1968")
    assert len(check.statement_ids) == 3  # the two medals and the one name that is listed


def test_nobody_with_several_medals_is_no_check() -> None:
    assert found("multiple_medalists_are_complete", EVENT, overview("1 | Dee Fir | | 1960–1964 | 2 | 0 | 0 | 2")) == []


@pytest.mark.parametrize(
    ("row", "outcome"),
    [
        ("1 | Ann Ash | | 1964–1968 | 1 | 0 | 1 | 2", "pass"),
        ("1 | Ann Ash | | 1964–1968 | 0 | 1 | 1 | 2", "fail"),
        ("1 | Ann Ash | | 1968–1972 | 1 | 0 | 1 | 2", "fail"),
        ("1 | Ann Ash | | 1964–1972 | 2 | 0 | 1 | 3", "unverifiable"),
    ],
)
def test_multiple_medalists_match_medals(row: str, outcome: str) -> None:
    check = only("multiple_medalists_match_medals", EVENT, overview(row), said=EARLIER)
    assert check.outcome == outcome
    assert check.expected == "bronze in 1964, gold in 1968"


@pytest.mark.parametrize(("total", "outcome"), [("2", "pass"), ("3", "fail")])
def test_multiple_medalists_add_up(total: str, outcome: str) -> None:
    assert (
        only("multiple_medalists_adds_up", overview(f"1 | Ann Ash | | 1964–1968 | 1 | 0 | 1 | {total}")).outcome
        == outcome
    )


@pytest.mark.parametrize(("count", "outcome"), [(2, "pass"), (3, "fail")])
def test_medal_counts_match_table(count: int, outcome: str) -> None:
    said = [Said("medal_count", str(count), count, "Ann Ash", "person")]
    text = overview("1 | Ann Ash | | 1964–1968 | 1 | 0 | 1 | 2")
    assert only("medal_counts_match_table", EVENT, text, said=said).outcome == outcome
