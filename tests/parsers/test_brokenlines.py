"""Rows of copied tables that line breaks within their cells have broken."""

from __future__ import annotations

import pytest

from parsers.extract import extract
from tests.parsers.made import document, read, said, texts

CREWS = """== Final ==

Rank\tRowers\tNation\tTime
\tAnn Aal
Bea Bok\tNorway\t3:20.1
\tCee Dee
Di Eks\tSweden\t3:21.4
3\tEva Fim
Flo Gry
Gry Hus\tFinland\t3:24.0
4\tHal Ild\tDenmark\t3:29.9
"""


def test_the_lines_of_a_cell_are_one_cell() -> None:
    (made,) = document(CREWS).tables
    assert texts(made) == [
        ["", "Ann Aal Bea Bok", "Norway", "3:20.1"], ["", "Cee Dee Di Eks", "Sweden", "3:21.4"],
        ["3", "Eva Fim Flo Gry Gry Hus", "Finland", "3:24.0"], ["4", "Hal Ild", "Denmark", "3:29.9"],
    ]  # fmt: skip


def test_they_are_the_members_of_a_team_at_their_place() -> None:
    statements = extract(document(CREWS)).statements
    members = [each for each in statements if each.property == "member"]
    assert [each.value.text for each in members] == [
        "Ann Aal", "Bea Bok", "Cee Dee", "Di Eks", "Eva Fim", "Flo Gry", "Gry Hus",
    ]  # fmt: skip
    assert {each.excerpt for each in members[:2]} == {"Ann Aal\nBea Bok"}
    assert all(each.locator.span and each.locator.span.of(CREWS) == each.excerpt for each in members)


def test_cells_of_many_lines_are_of_their_rows_and_lines_between_whole_rows_are_not() -> None:
    text = "Rank\tRowers\tNation\tTime\n1\tAnn\nBea\nCee\nDi\tNorway\t3:20.1\n2\tEva\nFlo\nGry\nHal\tSweden\t3:21.4\n"
    (made,) = document(text).tables
    assert texts(made) == [["1", "Ann Bea Cee Di", "Norway", "3:20.1"], ["2", "Eva Flo Gry Hal", "Sweden", "3:21.4"]]
    apart = "Rank\tName\tTime\n1\tAnn\t10.1\nSecond heat\nTwo qualify\nRank\tName\tTime\n1\tBea\t10.2\n"
    assert [texts(each) for each in document(apart).tables] == [[["1", "Ann", "10.1"]], [["1", "Bea", "10.2"]]]


def test_a_header_goes_on_in_brackets() -> None:
    lines = ("Place\tRider\tTotal points\tDressage", "(max. 800)\tJumping", "1\tAnn\t9.5\t4.5\t5", "2\tBea\t9\t4\t5")
    draft = read(*lines)
    assert [role.header for role in draft.roles][3:] == ["Dressage (max. 800)", "Jumping"]
    assert said(draft, 1)["competitor"] == "Bea"


@pytest.mark.parametrize(
    "lines",
    [
        ["Rank\tRider\tSnatch", "Best\tTries", "1\tAnn\t9.5\t4", "2\tBea\t9\t4"],
        ["Rank\tName\tNation\tTime", "1\tAnn\tNorway\t10.1", "2\tBea\tDNF", "3\tCee\tDNF"],
        ["Rank\tName\tNation\tTime\tNote", "1\tAnn\tNorway\t10.1\tQ", "2\tBea", "Cee\tDenmark\t10.3"],
        ["Nation\tName\tTime", "Norway\tAnn\t10.1", "Sweden\tBea", "Cee\t10.2"],
    ],
    ids=["a second row of headers", "short rows", "not whole", "rows that begin with words"],
)
def test_other_short_rows_stay_as_they_are(lines: list[str]) -> None:
    (made,) = document("\n".join(lines)).tables
    assert len(made.rows) == len(lines)
