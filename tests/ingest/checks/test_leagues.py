"""Tables of groups in which each plays each."""

from __future__ import annotations

import pytest

from ingest.checks.model import Check
from tests.ingest.checks.articles import article, found, results

HEADER = "Pos | Team | Pld | W | D | L | GF | GA | GD | Pts"
GOOD = (
    "1 | France | 4 | 3 | 1 | 0 | 9 | 2 | +7 | 7",
    "2 | Italy | 4 | 2 | 1 | 1 | 7 | 5 | +2 | 5",
    "3 | Poland | 4 | 1 | 2 | 1 | 4 | 4 | 0 | 4",
    "4 | Spain | 4 | 1 | 1 | 2 | 4 | 8 | −4 | 3",
    "5 | Norway | 4 | 0 | 1 | 3 | 2 | 7 | −5 | 1",
)
KINDS = ("matches_add_up", "goals_add_up", "points_fit_matches")


def checks(*rows: str) -> list[Check]:
    text = article(results(HEADER, *rows, heading="Group A"))
    return [check for kind in KINDS for check in found(kind, text)]


def test_a_table_adds_up() -> None:
    assert [(check.kind, check.outcome) for check in checks(*GOOD)] == [(kind, "pass") for kind in KINDS]


@pytest.mark.parametrize(
    ("row", "kind", "said"),
    [
        ("3 | Poland | 4 | 1 | 2 | 2 | 4 | 4 | 0 | 4", "matches_add_up", "Poland: 4 is stated and 5 is due"),
        ("3 | Poland | 4 | 1 | 2 | 1 | 4 | 3 | 0 | 4", "goals_add_up", "Poland: 0 is stated and 1 is due"),
        ("3 | Poland | 4 | 1 | 2 | 1 | 4 | 4 | 0 | 5", "points_fit_matches", "Poland: 5 is stated and 4 is due"),
    ],
)
def test_a_row_that_does_not_add_up_is_named(row: str, kind: str, said: str) -> None:
    failing = [check for check in checks(*GOOD[:2], row, *GOOD[3:]) if check.outcome == "fail"]
    assert [check.kind for check in failing] == [kind]
    assert said in failing[0].message


def test_three_points_for_a_win() -> None:
    rows = [f"{row.rsplit('|', 1)[0]}| {points}" for row, points in zip(GOOD, (10, 7, 5, 4, 1), strict=True)]
    assert {check.outcome for check in checks(*rows)} == {"pass"}


def test_points_of_another_kind_say_nothing() -> None:
    rows = [f"{row.rsplit('|', 1)[0]}| {points}" for row, points in zip(GOOD, (25, 18, 15, 12, 10), strict=True)]
    assert [check.kind for check in checks(*rows)] == ["matches_add_up", "goals_add_up"]


def test_differences_of_goals_are_no_gaps_to_the_first() -> None:
    rows = ("1 | Norway | 3 | 2 | 0 | 1 | 9 | 6 | +3 | 4", *GOOD[1:])
    assert found("gaps_follow_ranks", article(results(HEADER, *rows, heading="Group A"))) == []
