"""Ordinals and neighbours against the lists of editions."""

from __future__ import annotations

import pytest

from ingest.checks.editions import held_years
from schemas.games import summer_olympics
from tests.ingest.checks.articles import OVERVIEW, Said, article, found, only

EVENT = article(Competitors=3)
YEARS = [games.year for games in summer_olympics()]
CITIES = {1896: "Athens", 1960: "Rome", 1964: "Tokyo", 1968: "Mexico City", 1972: "Munich"}


def overview(*years: int, held: str | None = None) -> str:
    rows = "\n".join(
        ["==Medalists==", "", "===Men===", "", *(f"| {year} {CITIES[year]} | | | |" for year in years), ""]
    )
    return article(rows, title=OVERVIEW, box={"Yearsheld": f"Men: {held}"} if held else None)


def held(*texts: str) -> list[Said]:
    return [
        Said("held_in", text, int(text) if text.isdecimal() else None, kind="series", year=None, section="Background")
        for text in texts
    ]


def ordinal(number: int) -> Said:
    return Said("appearance_number", f"{number}th", number, section="Background")


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("1896", {1896}),
        ("1928–1948", {1928, 1932, 1936, 1948}),
        ("1928–36", {1928, 1932, 1936}),
        ("every Games since 1956", {1956, 1960, 1964, 1968}),
        ("from 1932 to 1948", {1932, 1936, 1948}),
        ("1896 and 1904", {1896, 1904}),
        ("every Games until", set()),
    ],
)
def test_held_years(text: str, years: set[int]) -> None:
    assert held_years(text, YEARS, 1968) == frozenset(years)


@pytest.mark.parametrize("text", ["since 1956", "1956–present"])
def test_an_open_range_without_an_end_is_not_read(text: str) -> None:
    assert held_years(text, YEARS, None) is None


@pytest.mark.parametrize(("number", "outcome"), [(4, "pass"), (10, "fail")])
def test_an_ordinal_is_held_against_the_list_of_its_passage(number: int, outcome: str) -> None:
    check = only("appearance_ordinals", EVENT, said=[ordinal(number), *held("1896", "every Games since 1960")])
    assert (check.outcome, check.found) == (outcome, "4")
    assert len(check.statement_ids) == 3


def test_years_that_a_sentence_names_need_not_be_all() -> None:
    assert only("appearance_ordinals", EVENT, said=[ordinal(10), *held("1896")]).outcome == "unverifiable"
    assert only("appearance_ordinals", EVENT, said=[ordinal(2), *held("1896")]).outcome == "pass"
    assert only("appearance_ordinals", EVENT, said=[ordinal(1), *held("1896")]).outcome == "fail"


@pytest.mark.parametrize(("number", "outcome"), [(3, "pass"), (4, "fail")])
def test_an_ordinal_is_held_against_the_table_of_editions(number: int, outcome: str) -> None:
    check = only("appearance_ordinals", EVENT, overview(1960, 1964, 1968, 1972), said=[ordinal(number)])
    assert check.outcome == outcome
    assert "the table of Medalists / Men" in check.message


def test_an_ordinal_without_any_list_is_not_decided() -> None:
    check = only("appearance_ordinals", EVENT, said=[ordinal(3)])
    assert (check.outcome, check.found) == ("unverifiable", "no list of the editions")


@pytest.mark.parametrize(("number", "outcome"), [(3, "pass"), (4, "fail")])
def test_a_nation_appears_no_more_often_than_the_event(number: int, outcome: str) -> None:
    said = [ordinal(3), Said("appearance_number", str(number), number, "France", "nation")]
    check = only("nation_appearances", EVENT, said=said)
    assert (check.outcome, check.expected) == (outcome, "at most 3")


@pytest.mark.parametrize(
    ("infobox", "outcome"),
    [({"Prev": 1964}, "pass"), ({"Prev": "1960"}, "fail"), ({"Next": 1972}, "pass"), ({"Next": 1976}, "fail")],
)
def test_editions_are_neighbours(infobox: dict[str, object], outcome: str) -> None:
    check = only("editions_are_neighbours", article(box=infobox), overview(1960, 1964, 1968, 1972))
    assert check.outcome == outcome


def test_a_neighbour_in_a_list_without_the_edition_is_not_decided() -> None:
    assert only("editions_are_neighbours", article(Prev=1964), overview(1960, 1964, 1972)).outcome == "unverifiable"


def test_a_neighbour_without_a_list_is_no_check() -> None:
    assert found("editions_are_neighbours", article(Prev=1964)) == []


@pytest.mark.parametrize(("years", "outcome"), [((1960, 1964, 1968), "pass"), ((1960, 1968), "fail")])
def test_held_lists_agree(years: tuple[int, ...], outcome: str) -> None:
    check = only("held_lists_agree", EVENT, overview(*years, held="1960–1968"))
    assert check.outcome == outcome
    assert outcome == "pass" or "different in 1964" in check.message
