"""Tables of medals against their totals and against the article's medallists."""

from __future__ import annotations

import pytest

from tests.ingest.checks.articles import article, found, results

TITLE = "Cycling at the 1968 Summer Olympics"
TABLE = ("1 | France | 2 | 1 | 0 | 3", "2 | Italy | 1 | 1 | 1 | 3", "3 | Poland | 0 | 1 | 2 | 3")
MEDALLISTS = (
    "Men's sprint | Al Ash (FRA) | Bo Birch (ITA) | Cy Cedar (POL)",
    "Men's pursuit | Di Elm (FRA) | Ed Fir (POL) | Flo Gum (ITA)",
    "Men's road race | Gil Hazel (ITA) | Hal Ivy (FRA) | Ike Oak (POL)",
)


def overview(*table: str, totals: str = "Totals (3 entries) | | 3 | 3 | 3 | 9") -> str:
    medallists = results("Event | Gold | Silver | Bronze", *MEDALLISTS, heading="Medalists")
    counts = results("Rank | Nation | Gold | Silver | Bronze | Total", *table, totals, heading="Medal table")
    return article(medallists, counts, title=TITLE)


def test_the_totals_are_the_sums_of_the_rows() -> None:
    assert {check.outcome for check in found("medals_are_the_totals", overview(*TABLE))} == {"pass"}


def test_a_total_that_is_no_sum_is_named() -> None:
    wrong = [
        check
        for check in found("medals_are_the_totals", overview(*TABLE, totals="Totals (3 entries) | | 3 | 4 | 3 | 10"))
        if check.outcome == "fail"
    ]
    assert [(check.expected, check.found) for check in wrong] == [("10", "9"), ("4", "3")]
    assert "the rows make 3 in the column of silver, and the row of totals says 4" in wrong[1].message


def test_the_table_has_the_medals_of_the_medallists() -> None:
    checks = found("medal_table_matches_medallists", overview(*TABLE))
    assert [check.outcome for check in checks] == ["pass", "pass", "pass"]


def test_a_medal_of_another_nation_is_named() -> None:
    table = ("1 | France | 2 | 0 | 0 | 2", TABLE[1], "3 | Poland | 0 | 2 | 2 | 4")
    wrong = [c for c in found("medal_table_matches_medallists", overview(*table)) if c.outcome == "fail"]
    assert [(check.expected, check.found) for check in wrong] == [("1", "0"), ("1", "2")]
    assert "FRA has 0 silver in the table, and 1 by the article's medallists" in wrong[0].message


@pytest.mark.parametrize("count", ["12", "25"])
def test_a_table_of_more_events_says_nothing(count: str) -> None:
    table = (f"1 | France | {count} | 1 | 0 | 3", *TABLE[1:])
    checks = found("medal_table_matches_medallists", overview(*table))
    assert [check.key.split()[-1] for check in checks] == ["bronze", "silver"]
