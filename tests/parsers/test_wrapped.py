"""Prose and links that go over several lines of flattened text."""

from __future__ import annotations

from parsers.extract import extract
from tests.parsers.made import document

WRAPPED = """\
It was held in rain, before many, at the Long Lake Stadium. The event was won by
Ann Aal of Norway.
Bea Bek came.
"""


def paragraphs(text: str) -> list[str]:
    made = document(text)
    return [each.visible or each.span.of(made.text) for each in made.paragraphs]


def test_a_line_that_the_next_word_would_make_too_long_goes_on_in_the_next() -> None:
    first = "It was held in rain, before many, at the Long Lake Stadium. The event was won by Ann Aal of Norway."
    assert paragraphs(WRAPPED) == [first, "Bea Bek came."]
    assert {(s.property, s.value.text) for s in extract(document(WRAPPED)).statements} >= {("gold", "Ann Aal")}


def test_lines_of_lists_and_paragraphs_as_lines_stay_apart() -> None:
    assert paragraphs("Ann Aal\nBea Bek\n\nHeld in rain.\nHeld in wind.\n") == [
        "Ann Aal", "Bea Bek", "Held in rain.", "Held in wind.",
    ]  # fmt: skip


def test_a_link_over_two_lines_is_one() -> None:
    venue = 'Venue| [Long Lake\nStadium](/wiki/Long_Lake_Stadium "Long Lake\nStadium")'
    (box,) = document(f"{venue}  \nDates| 12 July 1924  \nCompetitors| 25 from 10 nations  \n").infoboxes
    assert [entry.value for entry in box.fields] == ["Long Lake Stadium", "12 July 1924", "25 from 10 nations"]


def test_rows_of_pipes_that_a_line_break_within_a_cell_has_broken_are_put_together() -> None:
    rows = "1 | Ann Aal  \nBea Bek | Norway | 3:20.1\n2 | Cee Dee  \nDi Dal | Sweden | 3:21.0\n"
    (table,) = document(f"Rank | Rowers | Nation | Time\n---|---|---|---\n{rows}").tables
    assert [[cell.text for cell in row] for row in table.body] == [
        ["1", "Ann Aal Bea Bek", "Norway", "3:20.1"], ["2", "Cee Dee Di Dal", "Sweden", "3:21.0"],
    ]  # fmt: skip
