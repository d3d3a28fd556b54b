"""Tables of medals by nation and by person."""

from __future__ import annotations

import pytest

from tests.ingest.checks.articles import OVERVIEW, Said, article, found, only, results

HEADER = "Rank | Nation | Gold | Silver | Bronze | Total"
GOOD = (
    "1 | France | 2 | 0 | 1 | 3",
    "2 | Denmark | 1 | 1 | 0 | 2",
    "2 | Italy | 1 | 1 | 0 | 2",
    "4 | Poland | 0 | 2 | 3 | 5",
)
GAMES = ("1956 Melbourne", "1960 Rome", "1964 Tokyo", "1968 Mexico City")


def overview(*rows: str, games: tuple[str, ...] = GAMES, years: str | None = None) -> str:
    editions = "\n".join(["==Medalists==", "", "===Men===", "", *(f"| {name} | | | |" for name in games), ""])
    infobox = {"Yearsheld": years} if years else {}
    table = results(HEADER, *rows, heading="Medalists by country").replace("==", "====")
    return article(editions, table, title=OVERVIEW, box=infobox)


EVENT = article(Competitors=3)


def test_a_medal_table_adds_up() -> None:
    assert only("medal_table_adds_up", overview(*GOOD)).outcome == "pass"
    check = only("medal_table_adds_up", overview(*GOOD[:3], "4 | Poland | 0 | 2 | 3 | 6"))
    assert (check.outcome, check.expected, check.found) == ("fail", "5", "6")
    assert "row 4 (Poland) 0-2-3 makes 5, and the total is 6" in check.message
    assert len(check.statement_ids) == 4


def test_a_table_without_totals_has_nothing_to_add_up() -> None:
    rows = [row.rsplit(" | ", 1)[0] for row in GOOD]
    assert found("medal_table_adds_up", article(results("Rank | Nation | Gold | Silver | Bronze", *rows))) == []


def test_a_medal_table_follows_its_order() -> None:
    assert only("medal_table_follows_order", overview(*GOOD)).outcome == "pass"


def test_rows_by_total_are_in_order_too() -> None:
    rows = ("1 | Poland | 0 | 2 | 3 | 5", "2 | France | 2 | 0 | 1 | 3", "3 | Denmark | 1 | 1 | 0 | 2")
    check = only("medal_table_follows_order", overview(*rows))
    assert (check.outcome, check.expected) == ("pass", "rows and ranks by total")


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ((*GOOD[:2], "3 | Italy | 1 | 1 | 0 | 2", GOOD[3]), "row 3 (Italy) 1-1-0 at rank 3, due 2"),
        (
            (*GOOD[:3], "4 | Poland | 0 | 0 | 3 | 3", "5 | Spain | 0 | 1 | 0 | 1", "6 | Peru | 0 | 0 | 1 | 1"),
            "at rank 4, due 5",
        ),
    ],
)
def test_a_row_out_of_order_is_named(rows: tuple[str, ...], named: str) -> None:
    check = only("medal_table_follows_order", overview(*rows))
    assert check.outcome in {"fail", "unverifiable"}
    assert check.outcome == "unverifiable" or named in check.message


def test_ranks_by_something_else_are_not_decided() -> None:
    rows = ("1 | Denmark | 0 | 1 | 0 | 1", "2 | France | 2 | 0 | 1 | 3", "3 | Italy | 1 | 1 | 0 | 2")
    check = only("medal_table_follows_order", overview(*rows))
    assert check.outcome == "unverifiable"
    assert "what decides their ranks is missing" in check.message


def test_the_row_of_totals_adds_up_and_is_no_nation() -> None:
    text = overview(*GOOD, "Totals (4 nations) | | 4 | 4 | 4 | 12")
    assert only("medal_table_adds_up", text).outcome == "pass"
    assert only("medal_table_follows_order", text).outcome == "pass"


def test_medals_are_as_many_as_editions() -> None:
    checks = found("medal_table_matches_editions", EVENT, overview(*GOOD))
    assert [(check.key, check.outcome) for check in checks] == [
        ("table 1 bronze", "pass"),
        ("table 1 gold", "pass"),
        ("table 1 silver", "pass"),
    ]


def test_a_lost_row_is_found() -> None:
    checks = found("medal_table_matches_editions", EVENT, overview(*GOOD[:3]))
    assert [(check.outcome, check.expected, check.found) for check in checks] == [
        ("fail", "4", "1"),
        ("pass", "4", "4"),
        ("fail", "4", "2"),
    ]
    assert "a medal shared or not awarded" in checks[0].message


def tie(count: int, golds: int | None = None, excerpt: str = "a tie for second-most", year: int = 1968) -> list[Said]:
    said = [Said("medals_tie_count", str(count), count, "Italy", "nation", year=year, excerpt=excerpt)]
    more = [Said("gold_count", str(golds), golds, "Italy", "nation", year=year)] if golds is not None else []
    return said + more


@pytest.mark.parametrize(
    ("count", "golds", "excerpt", "outcome"),
    [
        (2, 1, "a tie for second-most", "pass"),
        (2, 1, "a tie", "pass"),
        (3, 1, "a tie for second-most", "fail"),
        (2, 1, "a tie for third-most", "fail"),
        (2, None, "a tie for second-most", "unverifiable"),
    ],
)
def test_tie_counts(count: int, golds: int | None, excerpt: str, outcome: str) -> None:
    check = only("tie_counts", EVENT, overview(*GOOD), said=tie(count, golds, excerpt))
    assert check.outcome == outcome


def test_a_tie_before_later_editions_is_not_decided() -> None:
    text = overview(*GOOD, games=(*GAMES, "1972 Munich"))
    check = only("tie_counts", EVENT, text, said=tie(3, 1))
    assert check.outcome == "unverifiable"
    assert "the table as it was before 1972 is missing" in check.message


def test_a_tie_without_any_table_is_not_decided() -> None:
    assert only("tie_counts", EVENT, said=tie(2, 1)).outcome == "unverifiable"
