"""The table model of every form that has spans: spans, groups, limits, headers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.errors import TooLargeError
from parsers.grid import (
    Grid,
    GroupKind,
    RowGroup,
    SourceCell,
    colspan_of,
    form_grid,
    header_rows,
    parse_span,
    rowspan_of,
)

Cell = SourceCell[str]


def cell(text: str, rowspan: int = 1, colspan: int = 1) -> Cell:
    return SourceCell(text, rowspan, colspan)


def header(text: str, rowspan: int = 1, colspan: int = 1, scope: str = "") -> Cell:
    return SourceCell(text, rowspan, colspan, is_header=True, scope=scope)


def shown(grid: Grid[str]) -> list[list[str | None]]:
    return [[slot.cell.payload if slot else None for slot in row] for row in grid.rows]


def body(*rows: list[Cell]) -> Grid[str]:
    return form_grid([RowGroup(rows)])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", 3), ("  \t\n\f\r3", 3), ("+3", 3), ("3px", 3), ("3.9", 3), ("03", 3), ("0", 0), ("-0", 0), ("+0", 0),
        ("00000000000003", 3), ("0x2", 0), ("2 3", 2), ("-1", None), ("", None), ("+", None), ("+-2", None),
        ("+ 2", None), ("two", None), ("px3", None), ("２", None), ("٣", None), ("\u00a03", None), ("\x0b3", None),
    ],
)  # fmt: skip
def test_a_span_is_parsed_as_html_parses_numbers(text: str, number: int | None) -> None:
    assert parse_span(text) == number


@given(st.text(alphabet="+- 0123456789px\n２", max_size=8))
def test_a_span_is_never_negative_and_its_number_is_the_text_s(text: str) -> None:
    number = parse_span(text)
    assert number is None or (number >= 0 and str(number) in text)


@pytest.mark.parametrize(
    ("attribute", "columns", "rows"),
    [
        (None, 1, 1), ("", 1, 1), ("0", 1, 0), ("7", 7, 7), ("-7", 1, 1), ("1000", 1000, 1000), ("1001", 1000, 1001),
        ("65535", 1000, 65534), ("1000000000", 1000, 65534), ("9" * 5000, 1000, 65534),
    ],
)  # fmt: skip
def test_spans_have_limits(attribute: str | None, columns: int, rows: int) -> None:
    assert (colspan_of(attribute), rowspan_of(attribute)) == (columns, rows)


def test_a_spanning_cell_fills_what_it_covers() -> None:
    grid = body([cell("a", 2, 2), cell("b")], [cell("c")], [cell("d"), cell("e"), cell("f")])
    assert shown(grid) == [["a", "a", "b"], ["a", "a", "c"], ["d", "e", "f"]]
    slot = grid.rows[1][1]
    assert slot is not None
    assert (slot.row, slot.column) == (0, 0)
    assert slot.is_origin(0, 0)
    assert not slot.is_origin(1, 1)


def test_a_short_row_has_empty_places() -> None:
    assert shown(body([cell("a")], [cell("b"), cell("c")], [])) == [["a", None], ["b", "c"], [None, None]]


def test_a_rowspan_ends_with_its_group() -> None:
    groups = [RowGroup([[cell("a", 5), cell("b")], [cell("c")]]), RowGroup([[cell("d"), cell("e")]])]
    assert shown(form_grid(groups)) == [["a", "b"], ["a", "c"], ["d", "e"]]


def test_rowspan_zero_reaches_the_end_of_its_group() -> None:
    groups = [RowGroup([[cell("a", 0), cell("b")], [cell("c")], [cell("d")]]), RowGroup([[cell("e")]])]
    assert shown(form_grid(groups)) == [["a", "b"], ["a", "c"], ["a", "d"], ["e", None]]


def test_of_two_cells_on_one_slot_the_first_keeps_it() -> None:
    assert shown(body([cell("a"), cell("b", 2)], [cell("c", 1, 3)])) == [["a", "b", None], ["c", "b", "c"]]


def test_a_foot_comes_last() -> None:
    groups = [RowGroup([[cell("foot")]], "foot"), RowGroup([[cell("body")]])]
    assert shown(form_grid(groups)) == [["body"], ["foot"]]


def test_no_rows_are_no_grid() -> None:
    assert form_grid([]) == Grid(())
    assert shown(body([], [])) == [[], []]


@pytest.mark.parametrize(
    "rows",
    [
        [[cell(str(i), 0, 10) for i in range(3)], *[[] for _ in range(40)]],
        [[cell("wide", 1, 100) for _ in range(5)], *[[] for _ in range(5)]],
        [[cell(str(i)) for i in range(40)] for _ in range(40)],
    ],
    ids=["spans both ways", "one wide row", "many cells"],
)
def test_a_grid_beyond_the_limit_is_refused(rows: list[list[Cell]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parsers.grid.MAX_CELLS", 1000)
    with pytest.raises(TooLargeError, match="of a table"):
        body(*rows)


def test_a_thousand_wide_cells_over_many_rows_are_refused_before_they_take_memory() -> None:
    with pytest.raises(TooLargeError):
        body([SourceCell(str(i), rowspan_of("1000000000"), colspan_of("1000000000")) for i in range(9)], *[[]] * 65_000)


def named_rows(*rows: list[Cell]) -> int:
    return header_rows(body(*rows), lambda payload: not payload)


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ([[header("Rank"), header("Name")], [cell("1"), cell("Doe")]], 1),
        ([[header("Rank", 2), header("Final", 1, 2)], [header("1"), header("2")], [cell("1"), cell("8")]], 2),
        ([[cell(""), header("Gold")], [header("Men"), cell("Doe")]], 1),
        ([[cell("Final", 1, 2)], [header("Rank"), header("Name")], [cell("1"), cell("Doe")]], 2),
        ([[cell("Final", 1, 2)], [cell("1"), cell("Doe")]], 0),
        ([[header("Country"), cell("England")], [header("Champions"), cell("Doe")]], 0),
        ([[header("England", scope="row")], [cell("a")]], 0),
        ([[header("a"), header("b")], [header("c"), header("d")], [header("e"), header("f")]], 1),
        ([[header("Rank")]], 1),
        ([], 0),
    ],
    ids=[
        "one row", "two rows", "a blank corner", "a title above", "a title alone", "labels", "scope row", "all headers",
        "a header alone", "no rows",
    ],
)  # fmt: skip
def test_header_rows_are_told_by_their_cells(rows: list[list[Cell]], count: int) -> None:
    assert named_rows(*rows) == count


def test_the_rows_of_a_head_are_header_rows() -> None:
    groups = [RowGroup([[cell("Rank")]], "head"), RowGroup([[cell("1")]])]
    assert header_rows(form_grid(groups), lambda payload: not payload) == 1


KINDS: tuple[GroupKind, ...] = ("head", "body", "foot")
ROWS = st.lists(st.lists(st.tuples(st.integers(0, 6), st.integers(1, 5)), max_size=5), max_size=5)
GROUPS = st.lists(st.tuples(st.sampled_from(KINDS), ROWS), max_size=4)


@given(GROUPS)
def test_a_grid_is_a_rectangle_in_which_every_cell_appears(
    groups: list[tuple[GroupKind, list[list[tuple[int, int]]]]],
) -> None:
    made = [
        RowGroup([[SourceCell((g, r, c), *spans) for c, spans in enumerate(row)] for r, row in enumerate(rows)], kind)
        for g, (kind, rows) in enumerate(groups)
    ]
    grid = form_grid(made)
    assert len(grid.rows) == sum(len(group.rows) for group in made)
    assert {len(row) for row in grid.rows} <= {grid.width}
    found = {slot.cell.payload: slot for row in grid.rows for slot in row if slot}
    assert found.keys() == {cell.payload for group in made for row in group.rows for cell in row}
    for r, row in enumerate(grid.rows):
        for c, slot in enumerate(row):
            if slot is not None:
                assert slot.row <= r < slot.row + (slot.cell.rowspan or len(grid.rows))
                assert slot.column <= c < slot.column + slot.cell.colspan
    for slot in found.values():
        assert grid.rows[slot.row][slot.column] is slot
