"""Marks in prose that a table of the same article gives for a part of the event."""

from __future__ import annotations

import pytest

from parsers.extract import extract
from parsers.plaintext import parse_plaintext

TITLE = "Speed skating at the 2001 Invented Games – Women's 500 metres"
TABLE = """

== Results ==
| Rank | Name | Race 1 | Race 2 | Total |
| --- | --- | --- | --- | --- |
| 1 | Ann Aal | 34.42 | 34.81 | 69.23 |
| 2 | Bea Bek | 34.61 | 34.65 | 69.26 |
"""


def said(prose: str) -> set[tuple[str | None, str, str, str | None]]:
    """Return (name, property, value, round) of the marks that prose tells."""
    document = parse_plaintext("d", f"= {TITLE} =\n\n{prose}{TABLE}", TITLE)
    return {
        (s.subject.name, s.property, s.value.text, s.qualifiers.round)
        for s in extract(document).statements
        if s.source_kind == "prose" and s.property in {"mark", "winning_time"}
    }


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("Bea Bek skated 34.61 at first.", ("Bea Bek", "mark", "34.61", "race-1")),
        ("Bea Bek finished in 69.26.", ("Bea Bek", "mark", "69.26", None)),
        ("Bea Bek finished in 69.62.", ("Bea Bek", "mark", "69.62", None)),
        ("Bea Bek finished in 34.42.", ("Bea Bek", "mark", "34.42", None)),
    ],
)
def test_a_mark_that_the_row_gives_for_a_part_is_of_that_part(
    prose: str, expected: tuple[str, str, str, str | None]
) -> None:
    assert said(prose) == {expected}


def test_what_the_winner_did_in_one_part_is_not_the_winning_mark() -> None:
    found = said("Ann Aal won in 69.23. Ann Aal skated 34.42 in the opening race.")
    assert (None, "winning_time", "69.23", None) in found
    assert ("Ann Aal", "mark", "34.42", "race-1") in found
    assert len(found) == 2


def test_a_column_that_nothing_names_is_a_part_as_well() -> None:
    table = TABLE.replace("Race 1", "Figures").replace("Race 2", "Routine")
    document = parse_plaintext("d", f"= {TITLE} =\n\nBea Bek scored 34.65 in the routine final.{table}", TITLE)
    marks = [s.qualifiers.round for s in extract(document).statements if s.source_kind == "prose"]
    assert marks == ["routine"]
