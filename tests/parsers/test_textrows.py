"""Rows of plaintext whose cells pipes or tabs part: what reads as a table, what is prose, and where the cells are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.parsers.made import document, read, said, texts

ROWS = (("Rank", "Cyclist", "Nation", "Time", "Notes"), ("1", "Ann Aal", "Norway", "1:00.7", "OR"),
        ("", "Bea Bek", "Sweden", "1:00.9", ""), ("3", "Cee Dee", "Denmark", "1:01.2", ""))  # fmt: skip
WRITTEN = {
    "bordered": [f"| {' | '.join(row)} |" for row in ROWS],
    "piped": [" | ".join(row) for row in ROWS],
    "piped, with a line below the header": [" | ".join(ROWS[0]), "---|---|---|---|---", *map(" | ".join, ROWS[1:])],
    "tabbed": ["\t".join(row) for row in ROWS],
}


@pytest.mark.parametrize("lines", WRITTEN.values(), ids=WRITTEN)
def test_a_table_says_the_same_whatever_parts_its_cells(lines: list[str]) -> None:
    draft = read(*lines)
    assert draft.kind == "results"
    assert texts(draft.table) == [list(row) for row in ROWS[1:]]
    assert said(draft, 0) == {
        "rank": "1", "competitor": "Ann Aal", "nation": "Norway", "mark": "1:00.7", "notes": "OR",
    }  # fmt: skip
    assert said(draft, 1) == {"competitor": "Bea Bek", "nation": "Sweden", "mark": "1:00.9"}


@pytest.mark.parametrize(
    "lines",
    [
        ["Results | Statistics", "Ann Aal won in Oslo."],
        ["\tAnn Aal won in Oslo.", "\tBea Bek came second."],
        ["Ann Aal\twon in Oslo.", "", "Bea Bek\tcame second."],
        ["- 1900 | 1904", "- 1908 | 1912"],
        ["a|b", "c|d"],
    ],
    ids=["one line", "indented", "apart", "a list", "no spaces"],
)
def test_what_is_no_row_is_prose(lines: list[str]) -> None:
    made = document("\n".join(lines))
    assert made.tables == ()
    assert len(made.paragraphs) == sum(map(bool, lines))


def test_a_line_between_two_rows_is_a_row_of_one_cell() -> None:
    (made,) = document("Rank\tName\tTime\nHeat 1\n1\tAnn\t10.1\nHeat 2\n1\tBea\t10.2\nAll times are in seconds.").tables
    assert texts(made) == [["Heat 1", "", ""], ["1", "Ann", "10.1"], ["Heat 2", "", ""], ["1", "Bea", "10.2"]]


def test_rows_of_other_forms_are_of_another_table() -> None:
    made = document("a\tb\n1\t2\n| x | y |\n| 3 | 4 |\nm | n\n5 | 6")
    assert [[cell.text for cell in table.rows[0]] for table in made.tables] == [["a", "b"], ["x", "y"]]


def test_a_line_of_the_other_form_in_a_bordered_table_is_none_of_its_rows() -> None:
    made = document("| a | b |\n| 1 | 2 |\nSee also: x | y\n| 3 | 4 |")
    assert [len(table.rows) for table in made.tables] == [2, 1]


def test_fields_of_an_infobox_are_no_rows() -> None:
    made = document("Infobox\n- Venue: Hall | Arena\n- Competitors: 12 | 13")
    assert made.tables == ()
    assert [field.value for field in made.infoboxes[0].fields] == ["Hall | Arena", "12 | 13"]


def test_a_first_row_of_values_above_a_line_is_no_header() -> None:
    draft = read(
        "World record | Ann Aal (NOR) | 10.49 | Oslo | 16 July 1988", "---|---|---|---|---",
        "Olympic record | Bea Bek (SWE) | 10.62 | Rome | 24 September 1988", heading="== Records ==",
    )  # fmt: skip
    assert draft.table.header_rows == 0
    assert [s.property for row in draft.rows for s in row.statements if s.value.text.startswith("10")] == [
        "world_record", "olympic_record",
    ]  # fmt: skip


def test_a_header_of_two_rows_may_have_the_line_below_its_first() -> None:
    draft = read(
        "Rank | Diver | Preliminary | Final", "---|---|---|---", "Points | Rank | Points | Rank | Total",
        "1 | Ann Aal (FRA) | 56.30 | 2 | 34.98 | 1 | 91.28", "2 | Bea Bek (ITA) | 57.70 | 1 | 32.24 | 2 | 89.94",
    )  # fmt: skip
    assert draft.table.header_rows == 2
    assert said(draft, 0)["final_mark"] == "34.98"


_CELL = st.text(st.characters(blacklist_characters="|\r\n\ufeff\t", blacklist_categories=["Cs"]), max_size=6)


@given(st.lists(st.lists(_CELL, min_size=2, max_size=4), min_size=2, max_size=5), st.sampled_from(["\t", " | "]))
def test_cells_are_where_their_spans_say(rows: list[list[str]], between: str) -> None:
    text = "\n".join(between.join(row) for row in rows)
    made = document(text)
    for table in made.tables:
        for row in table.rows:
            for cell in filter(lambda cell: cell.span, row):
                said = cell.span.of(text) if cell.span else ""
                assert cell.text == said or ("\n" in said and cell.text.split() == said.split())


def test_a_sentence_between_two_tables_is_no_row() -> None:
    sentence = "The following new records were set during the days of this competition.[1]"
    made = document(f"Rank\tName\tTime\n1\tAnn Aal\t10.1\n{sentence}\nDate\tName\tTime\n1 May\tBea Bek\t10.0\n")
    assert [len(table.rows) for table in made.tables] == [2, 2]


def test_a_record_s_short_name_below_itself_makes_no_second_row_of_the_header() -> None:
    draft = read("| Name | Time | OR |", "| Ann Aal | 10.1 | OR |", "| Bea Bek | 10.2 | |")
    assert draft.table.header_rows == 1
