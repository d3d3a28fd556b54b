"""Tables whose columns nothing but spaces sets apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.parsers.made import document, read, said, texts

ROWS = (("Rank", "Athlete", "Nation", "Time", "Notes"), ("1", "Ann Aal", "Norway", "1:00.7", "OR"),
        ("", "Bea Bek", "Sweden", "1:00.9", ""), ("3", "Cee Dee", "Denmark", "1:01.2", ""))  # fmt: skip
SIMPLE = """\
  Rank   Athlete   Nation    Time     Notes
  ------ --------- --------- -------- -------
  1      Ann Aal   Norway    1:00.7   OR
         Bea Bek   Sweden    1:00.9
  3      Cee Dee   Denmark   1:01.2
"""
GAPS = """\
Rank  Athlete   Nation    Time  Notes
   1  Ann Aal   Norway  1:00.7   OR
      Bea Bek   Sweden  1:00.9
   3  Cee Dee  Denmark  1:01.2
"""
HEADLESS = """\
  ------ --------- --------- -------- -------
  Rank   Athlete   Nation    Time     Notes
  1      Ann Aal   Norway    1:00.7   OR
         Bea Bek   Sweden    1:00.9
  3      Cee Dee   Denmark   1:01.2
  ------ --------- --------- -------- -------
"""
BORDERED = """\
-------------------------------------------
 Rank  Athlete    Nation    Time    Notes
------ --------- --------- -------- -------
  1    Ann Aal    Norway    1:00.7   OR

       Bea Bek    Sweden    1:00.9

  3    Cee Dee    Denmark   1:01.2
-------------------------------------------
"""


@pytest.mark.parametrize(
    "written", [SIMPLE, SIMPLE.replace("-", "="), HEADLESS, GAPS, BORDERED, f"Final:\n{GAPS}All times in seconds\n"]
)
def test_columns_set_by_spaces_are_a_table(written: str) -> None:
    draft = read(*written.splitlines())
    assert (draft.kind, draft.table.header_rows) == ("results", 1)
    assert texts(draft.table) == [list(row) for row in ROWS[1:]]
    assert said(draft, 0) == {
        "rank": "1", "competitor": "Ann Aal", "nation": "Norway", "mark": "1:00.7", "notes": "OR",
    }  # fmt: skip


def test_a_line_across_the_columns_is_a_row_of_one_cell() -> None:
    (made,) = document("Rank  Athlete    Time\n1     Ann Aal    10.1\nDid not finish\n-     Bea Bek     DNF\n").tables
    assert texts(made) == [["1", "Ann Aal", "10.1"], ["Did not finish", "", ""], ["-", "Bea Bek", "DNF"]]


def test_a_second_row_that_names_what_the_first_leaves_blank_is_of_the_header() -> None:
    draft = read(
        "Rank  Helm     Race 1        Race 2        Total",
        "               Pos.    Pts.  Pos.    Pts.",
        "1     Ann Aal  1       0.0   4       8.0   8.0",
        "2     Bea Bok  3       5.7   2       3.0   8.7",
    )
    assert [role.header for role in draft.roles] == [
        "Rank", "Helm", "Race 1 Pos.", "Race 1 Pts.", "Race 2 Pos.", "Race 2 Pts.", "Total",
    ]  # fmt: skip
    assert [said(draft, row)["mark"] for row in (0, 1)] == ["8.0", "8.7"]


def test_a_rule_tells_columns_that_one_space_parts() -> None:
    (made,) = document(
        "Rk  Athlete NOC  Time\n--  ------- ---  ----\n 1  Ann Aal NOR  10.1\n 2  Bea     SWE  10.2 WR\n"
    ).tables
    assert texts(made) == [["1", "Ann Aal", "NOR", "10.1"], ["2", "Bea", "SWE", "10.2 WR"]]


def test_a_space_that_does_not_break_parts_no_cells() -> None:
    (made,) = document(HEADLESS.replace("Ann Aal", "Ann\u00a0Aal")).tables
    assert made.rows[1][1].text == "Ann\u00a0Aal"


@pytest.mark.parametrize(
    "text",
    [
        "Ann  Aal  won  in\n1908 and  1912 with a\nmark  of  10.1  then\n",
        "One     two\n1       2\n3       4\n",
        "Ann Aal    Bea Bek   Cee Dee\nDi Dal     Eva Eks   Flo Fim\nGry Gran   Hal Hus   Ida Ild\n",
        "Rank  Athlete    Time\n1     Ann Aal    10.1\n      2     Bea Bek    10.2\n",
        "Rank  Crew       Time\n1     Ann Aal    10.1\n      Bea Bek\n2     Cee Dee    10.2\n",
        "Event  Gold     Mark\n100 m  Ann Aal  10.1\n       Norway\n200 m  Bea Bok  20.2\n       Sweden   Oslo\n",
        "Rank  Athlete    Time\n1     Ann Aal    10.1\n",
        "------ ------\n 1 two three\n",
    ],
    ids=[
        "justified",
        "pairs",
        "names alone",
        "shifted",
        "a cell goes on",
        "cells go on",
        "two lines",
        "beyond its column",
    ],
)
def test_what_is_not_set_in_columns_throughout_is_no_table(text: str) -> None:
    assert document(text).tables == ()


WORDS = st.text("abcdefghij.", min_size=1, max_size=5)
CELLS = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
SIDES = st.sampled_from([str.ljust, str.rjust])


@st.composite
def grids(draw: st.DrawFn) -> tuple[list[list[str]], list[str]]:
    """A grid with ranks, a header and blanks, and its lines with each column at its left or right edge."""
    width, height = draw(st.integers(3, 6)), draw(st.integers(2, 6))
    header = draw(st.lists(CELLS, min_size=width, max_size=width))
    body = [
        [str(number), draw(CELLS), *draw(st.lists(CELLS | st.just(""), min_size=width - 2, max_size=width - 2))]
        for number in range(1, height + 1)
    ]
    rows = [header, *body]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    sides = draw(st.lists(SIDES, min_size=width, max_size=width))
    gap = " " * draw(st.integers(2, 4))
    lines = [
        gap.join(set_at(cell, most) for set_at, cell, most in zip(sides, row, widths, strict=True)) for row in rows
    ]
    return rows, [line.rstrip() for line in lines]


@given(grids())
def test_a_grid_in_columns_is_read_as_it_was(drawn: tuple[list[list[str]], list[str]]) -> None:
    rows, lines = drawn
    (made,) = document("\n".join(lines)).tables
    assert [[cell.text for cell in row] for row in made.rows] == rows


@given(st.lists(st.lists(WORDS, min_size=1, max_size=8).map(" ".join), min_size=1, max_size=8))
def test_words_with_one_space_between_them_are_no_table(lines: list[str]) -> None:
    assert document("\n".join(lines)).tables == ()


@given(st.lists(st.text(" -|ab1\t", max_size=30), max_size=12))
def test_each_cell_is_what_stands_at_its_place(lines: list[str]) -> None:
    made = document("\n".join(lines))
    cells = [cell for table in made.tables for row in table.rows for cell in row if cell.span]
    assert all(cell.span.of(made.text) == cell.text for cell in cells if cell.span)


def test_a_block_of_many_lines_is_read_in_time() -> None:
    rows = [f"{number:>6}  {'Ann Aal':<20}  {number / 10:>8}" for number in range(1, 5_001)]
    (made,) = document("\n".join(rows)).tables
    assert len(made.rows) == len(rows)


NARROW = """\
Rank      Athlete       Nation    Time   Notes
1    Ann Aal          ● Norway  1:00.7   OR
2    Bea Bek          ● Sweden  1:00.9
3    Cee Dee Longname ● Denmark 1:01.2
"""
CHANCE = """\
            Rank               Pair  Athlete Country  Time  OR WR
1st place, gold medalist(s)   Pair 1 Ann Aal Norway  4:16.9 OR
2nd place, silver medalist(s) Pair 2 Ann Bek Sweden  4:12.0 OR WR
3rd place, bronze medalist(s) Pair 5 Ann Cid Denmark 4:16.8 OR
"""


def test_a_known_header_tells_columns_that_one_space_parts() -> None:
    (made,) = document(f"A sentence above.\n{NARROW}").tables
    assert texts(made) == [
        ["1", "Ann Aal", "Norway", "1:00.7", "OR"],
        ["2", "Bea Bek", "Sweden", "1:00.9", ""],
        ["3", "Cee Dee Longname", "Denmark", "1:01.2", ""],
    ]


def test_a_gap_through_names_by_chance_parts_no_columns() -> None:
    (made,) = document(CHANCE).tables
    assert texts(made)[1] == ["", "Pair 2", "Ann Bek", "Sweden", "4:12.0", "OR", "WR"]


def test_a_second_line_of_the_header_is_told() -> None:
    above = "Rank  Name   Country          kg\n                     Press  Clean & Jerk Total\n"
    (made,) = document(
        f"{above}1    Ann Aal Norway   127.5 157.5        285.0\n2    Bea Bek Sweden   120.0 145.0        265.0\n"
    ).tables
    assert made.header_rows == 2
    assert texts(made) == [
        ["1", "Ann Aal", "Norway", "127.5", "157.5", "285.0"],
        ["2", "Bea Bek", "Sweden", "120.0", "145.0", "265.0"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Rank  Crew   Time\n      Ann Aal\n1     Bea Bek 10.1\n      Cee Dee\n2     Di Dal  10.2\n",
        "The name and the time\nof 12 of the men who\nran in 1908 were not\n",
    ],
    ids=["cells of many lines", "prose"],
)
def test_what_a_known_header_does_not_tell_is_no_table(text: str) -> None:
    assert document(text).tables == ()


MULTILINE = """\
  ----------------- ------------------- ---------
  Rank              Swimmers            Time

  1                 Ann Aal             3:44.5
                    Bea Bek

  2                 Cee Dee             3:47.2
                    Di Dal
  ----------------- ------------------- ---------
"""


def test_cells_go_on_where_blank_lines_part_rows_between_two_rules() -> None:
    (made,) = document(MULTILINE).tables
    assert texts(made) == [["1", "Ann Aal Bea Bek", "3:44.5"], ["2", "Cee Dee Di Dal", "3:47.2"]]
    assert [note.text for note in made.body[0][1].annotations if note.kind == "line"] == ["Ann Aal", "Bea Bek"]
