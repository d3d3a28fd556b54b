"""Lists of nations against their counts."""

from __future__ import annotations

import pytest

from tests.ingest.checks.articles import Said, article, found, only, results

DEBUTS = [Said("debut_nation", name) for name in ("Barbados", "Lebanon", "Philippines")]
RETURNS = [Said("returning_nation", name) for name in ("France", "Italy")]


def counts(debuts: int, returns: int) -> list[Said]:
    return [Said("debut_nation_count", str(debuts), debuts), Said("returning_nation_count", str(returns), returns)]


@pytest.mark.parametrize(("count", "outcome"), [(3, "pass"), (4, "fail")])
def test_nation_lists_match_counts(count: int, outcome: str) -> None:
    checks = found("nation_lists_match_counts", article(), said=[*DEBUTS, *RETURNS, *counts(count, 2)])
    assert [(check.key, check.outcome, check.found) for check in checks] == [
        (f"debut_nation {count}", outcome, "3"),
        ("returning_nation 2", "pass", "2"),
    ]


def test_a_count_without_a_list_is_no_check() -> None:
    assert found("nation_lists_match_counts", article(), said=counts(0, 2)) == []


@pytest.mark.parametrize(("nations", "outcome"), [(5, "pass"), (6, "fail")])
def test_debuts_and_returns_are_all_nations(nations: int, outcome: str) -> None:
    check = only("debuts_and_returns_are_all_nations", article(Nations=nations), said=counts(3, 2))
    assert (check.outcome, check.found) == (outcome, "3 + 2 = 5")


def test_no_nation_is_in_both_lists() -> None:
    assert only("debuts_are_no_returns", article(), said=[*DEBUTS, *RETURNS]).outcome == "pass"
    check = only("debuts_are_no_returns", article(), said=[*DEBUTS, *RETURNS, Said("returning_nation", "Lebanon")])
    assert (check.outcome, check.found) == ("fail", "LIB")


@pytest.mark.parametrize(
    ("nation", "year", "named"),
    [
        ("RUS", 1988, True),
        ("URS", 1988, False),
        ("GER", 1984, True),
        ("FRG", 1984, False),
        ("LBN", 1968, False),
        ("ROC", 1976, False),
        ("GER", 1956, False),
        ("UKR", 1996, False),
    ],
)
def test_a_nation_that_had_no_team_that_year(nation: str, year: int, named: bool) -> None:
    title = f"Cycling at the {year} Summer Olympics – Men's sprint"
    table = results("Rank | Cyclist | Nation", f"1 | Ann Ash | {nation}", "2 | Bea Birch | FRA", "3 | Cia Oak | ITA")
    checks = found("nations_are_of_the_year", article(table, title=title))
    assert [check.found for check in checks] == ([nation] if named else [])


def test_championships_have_nations_of_their_own() -> None:
    table = results("Rank | Cyclist | Nation", "1 | Ann Ash | RUS", "2 | Bea Birch | FRA", "3 | Cia Oak | ITA")
    assert found("nations_are_of_the_year", article(table, title="1987 World Championships – Men's sprint")) == []
