from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.errors import TooLargeError
from parsers.tables import grid
from parsers.tables.headers import is_header
from tests.parsers.made import document, table, texts

CELLS = st.text(st.characters(blacklist_characters="|\r\n\ufeff", blacklist_categories=["Cs"]), max_size=8)


def test_a_row_ends_at_its_last_pipe_and_blanks_are_cells() -> None:
    _, made = table("| Rank | Cyclist | Nation |", "| 1 | | |", "| 2 | Jane")
    assert texts(made) == [["1", "", ""], ["2", "Jane", ""]]


def test_pipes_may_touch_and_stand_in_the_line() -> None:
    _, made = table("  |Rank|Cyclist|  ", "\t|1||")
    assert [cell.text for cell in made.rows[0]] == ["Rank", "Cyclist"]
    assert texts(made) == [["1", ""]]


def test_every_row_is_as_wide_as_the_widest() -> None:
    made, only = table("| Rank | Cyclist |", "| 1 | Jane | extra | cells |", "|")
    assert {len(row) for row in only.rows} == {only.width} == {4}
    assert only.rows[0][3].span is None
    assert made.tables == (only,)


def test_a_cell_knows_its_place() -> None:
    _, made = table("| Rank | Cyclist |", "| 1 | Jane |")
    assert [[cell.origin for cell in row] for row in made.rows] == [[(0, 0), (0, 1)], [(1, 0), (1, 1)]]
    assert [[cell.is_header for cell in row] for row in made.rows] == [[True, True], [False, False]]


@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=5))
def test_what_is_written_in_cells_is_read_from_them(rows: list[list[str]]) -> None:
    made = document("\n".join("| " + " | ".join(row) + " |" for row in rows))
    only = made.tables[0]
    found = [[cell.text for cell in row] for row in only.rows]
    if len(found) == len(rows) and not only.repaired_rows:
        assert [row[: len(wanted)] for row, wanted in zip(found, rows, strict=True)] == [
            [cell.strip() for cell in row] for row in rows
        ]
    for row in only.rows:
        for cell in row:
            assert (cell.span.of(made.text) if cell.span else "") == cell.text


@pytest.mark.parametrize(
    ("first", "body", "header"),
    [
        ("Rank | Cyclist | Time", ["1 | Jane | 1:14.4"], True),
        ("Rank | Shirt | Time", ["1 | red | 1:14.4"], True),
        ("Rank | | Time", ["1 | Jane | 1:14.4"], True),
        ("Rank | Name | a | b | c | d | e", ["1 | Jane | x | x | x | x | x", "Ann | x | x | x | x | x | "], True),
        ("Month | Rain", ["May | 12.5", "June | 9.1"], True),
        ("1 | Jane | 1:14.4", ["2 | Ann | 1:15.0"], False),
        ("1896 Athens | | ", ["1928 Amsterdam | | "], False),
        ("Jane | France", ["Ann | Italy"], False),
        ("Length | 1,149 m", ["Width | 48.8 m"], False),
        (" | | ", ["1 | 2 | 3"], False),
        ("Rank | Cyclist | DNF", ["1 | Jane | 2"], False),
        ("Rank | Athlete | Time | Pen.", ["1 | Jane | 52.10 | 4"], True),
    ],
)
def test_a_header_names_columns(first: str, body: list[str], header: bool) -> None:
    rows = [[cell.strip() for cell in row.split("|")] for row in [first, *body]]
    assert is_header(rows[0], rows[1:]) == header


def test_a_second_row_that_repeats_a_spanning_header_is_header_too() -> None:
    _, made = table("| Rank | Lifter | Snatch | Snatch |", "| Rank | Lifter | 1 | 2 |", "| 1 | Jane | 100 | 105 |")
    assert made.header_rows == 2
    assert texts(made) == [["1", "Jane", "100", "105"]]


def test_a_header_alone_is_a_table_without_rows() -> None:
    _, made = table("| Rank | Cyclist |")
    assert (made.header_rows, texts(made)) == (1, [])


def test_a_separator_row_alone_is_kept_as_text() -> None:
    _, made = table("|---|---|")
    assert texts(made) == [["---", "---"]]


@pytest.mark.parametrize(("name", "limit"), [("MAX_COLUMNS", 3), ("MAX_CELLS", 7)])
def test_a_table_beyond_a_limit_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, limit: int) -> None:
    monkeypatch.setattr(grid, name, limit)
    with pytest.raises(TooLargeError, match=f"more than {limit}"):
        table("| a | b | c | d |", "| e | f | g | h |")


def test_a_table_at_the_limit_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "MAX_COLUMNS", 4)
    monkeypatch.setattr(grid, "MAX_CELLS", 8)
    assert table("| a | b | c | d |", "| e | f | g | h |")[1].width == 4
