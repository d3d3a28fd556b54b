"""Rows of spanning cells to a grid: the WHATWG table model, for every form that has spans.

<https://html.spec.whatwg.org/multipage/tables.html#forming-a-table>, with what browsers do where they differ from it:
rowspans are clipped to the row group before slots are filled. Where two cells claim one slot, the first keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from parsers.errors import TooLargeError
from schemas.records import record

Payload = TypeVar("Payload")

MAX_COLSPAN = 1_000
MAX_ROWSPAN = 65_534
MAX_CELLS = 2_000_000

_INTEGER = re.compile(r"[ \t\n\f\r]*(?P<sign>[+-]?)0*(?P<digits>[0-9]*)", re.ASCII)
_ENOUGH_DIGITS = 9

GroupKind = Literal["head", "body", "foot"]


@record(frozen=True, slots=True)
class SourceCell(Generic[Payload]):
    """A cell as the source has it. `rowspan` 0 reaches to the end of the row group; `scope` is the attribute's word."""

    payload: Payload
    rowspan: int = 1
    colspan: int = 1
    is_header: bool = False
    scope: str = ""

    @property
    def heads_column(self) -> bool:
        """Whether the cell may be a header of columns: a header cell that does not say it heads a row."""
        return self.is_header and self.scope not in {"row", "rowgroup"}


@dataclass(frozen=True, slots=True)
class RowGroup(Generic[Payload]):
    """Rows that spans do not leave: `<thead>`, `<tbody>`, `<tfoot>`, or adjacent rows outside of all (a body)."""

    rows: Sequence[Sequence[SourceCell[Payload]]]
    kind: GroupKind = "body"


@record(frozen=True, slots=True)
class Slot(Generic[Payload]):
    """What covers a place of the grid: a cell, and the row and column of its first place."""

    cell: SourceCell[Payload]
    row: int
    column: int

    def is_origin(self, row: int, column: int) -> bool:
        """Say whether the place is the cell's first."""
        return self.row == row and self.column == column


@dataclass(frozen=True, slots=True)
class Grid(Generic[Payload]):
    """A full rectangle; a place that no cell covers is None. The first `head_rows` are those of head groups."""

    rows: tuple[tuple[Slot[Payload] | None, ...], ...]
    head_rows: int = 0

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.rows[0]) if self.rows else 0


def parse_span(text: str) -> int | None:
    """Parse by HTML's rules for non-negative integers; None where they fail.

    White space and a plus before the number and anything after it are passed over; only ASCII digits count. Numbers of
    many digits are cut short: every limit is far below.
    """
    match = _INTEGER.match(text)
    if match is None or not text[match.start() : match.end()].rstrip("+- \t\n\f\r"):
        return None
    number = int(match["digits"][:_ENOUGH_DIGITS] or "0")
    return None if match["sign"] == "-" and number else number


def colspan_of(attribute: str | None) -> int:
    """Return the columns that a `colspan` attribute asks for: 1 to `MAX_COLSPAN`; 1 where it is no number or 0."""
    return min(parse_span(attribute) or 1, MAX_COLSPAN) if attribute else 1


def rowspan_of(attribute: str | None) -> int:
    """Return the rows that a `rowspan` attribute asks for, up to `MAX_ROWSPAN`; 0 is to the end of the row group."""
    number = parse_span(attribute) if attribute else None
    return 1 if number is None else min(number, MAX_ROWSPAN)


def _limited(count: int) -> None:
    if count > MAX_CELLS:
        raise TooLargeError("the number of cells", count, MAX_CELLS, "of a table, with what its spans cover,")


@dataclass(slots=True)
class _Former(Generic[Payload]):
    """The state of the algorithm: the rows so far, as long as what they hold."""

    rows: list[list[Slot[Payload] | None]] = field(default_factory=list)
    filled: int = 0

    def group(self, group: RowGroup[Payload]) -> None:
        start = len(self.rows)
        self.rows.extend([] for _ in group.rows)
        for number, cells in enumerate(group.rows, start):
            self.row(number, cells)

    def row(self, number: int, cells: Sequence[SourceCell[Payload]]) -> None:
        row = self.rows[number]
        column = 0
        for cell in cells:
            while column < len(row) and row[column] is not None:
                column += 1
            if cell.rowspan == 1 == cell.colspan and column == len(row):
                row.append(Slot(cell, number, column))
            else:
                self.place(Slot(cell, number, column))
            column += cell.colspan

    def place(self, slot: Slot[Payload]) -> None:
        """Give a cell the free slots among those it claims."""
        cell = slot.cell
        end = len(self.rows) if cell.rowspan == 0 else min(slot.row + cell.rowspan, len(self.rows))
        self.filled += (end - slot.row) * cell.colspan
        _limited(self.filled)
        for row in self.rows[slot.row : end]:
            if len(row) <= slot.column:
                row.extend([None] * (slot.column - len(row)))
                row.extend([slot] * cell.colspan)
            else:
                _fill(row, slot)


def _fill(row: list[Slot[Payload] | None], slot: Slot[Payload]) -> None:
    end = slot.column + slot.cell.colspan
    row.extend([None] * (end - len(row)))
    for column in range(slot.column, end):
        if row[column] is None:
            row[column] = slot


def form_grid(groups: Sequence[RowGroup[Payload]]) -> Grid[Payload]:
    """Form the grid of a table's row groups; foot groups come last, as browsers show them.

    Raises `TooLargeError` before a grid of more than `MAX_CELLS` places takes memory.
    """
    ordered = sorted(groups, key=lambda group: group.kind == "foot")
    former: _Former[Payload] = _Former()
    head_rows = 0
    for group in ordered:
        former.group(group)
        if group.kind == "head" and head_rows == len(former.rows) - len(group.rows):
            head_rows = len(former.rows)
    width = max(map(len, former.rows), default=0)
    _limited(width * len(former.rows))
    return Grid(tuple(tuple(row) + (None,) * (width - len(row)) for row in former.rows), head_rows)


def header_rows(grid: Grid[Payload], is_blank: Callable[[Payload], bool]) -> int:
    """Return how many of the first rows name columns, by the marking of their cells.

    They are those of head groups, or the first that hold header cells alone; a blank data cell may be among those (the
    corner of a table), and a title across the whole width may stand above them; below them it is one of the rows that
    follow (`Heat 1`), as is one whose first cell spans rows of data: that labels them (the rank of a team). Where every
    row is such a one, only the first is taken for a header: tables exist that mark each cell as one.
    """
    if 0 < grid.head_rows < len(grid.rows):
        return grid.head_rows
    named = 0
    has_columns = False
    for number, row in enumerate(grid.rows, 1):
        cells = {id(slot): slot.cell for slot in row if slot is not None}
        if has_columns and len(cells) == 1 and None not in row:
            break
        if named and _labels_rows(grid, number - 1, is_blank):
            break
        has_columns = has_columns or len(cells) > 1
        if _names_columns(list(cells.values()), is_blank):
            named = number
        elif not (named == 0 and len(cells) == 1 and grid.width > 1 and None not in row):
            break
    return min(named, 1) if named == len(grid.rows) else named


def _labels_rows(grid: Grid[Payload], number: int, is_blank: Callable[[Payload], bool]) -> bool:
    """Say whether the first cell of a row begins there and covers a place in the next one, which has data."""
    first = grid.rows[number][0]
    if first is None or first.row != number or number + 1 == len(grid.rows) or grid.rows[number + 1][0] is not first:
        return False
    below = (slot.cell for slot in grid.rows[number + 1] if slot is not None and slot.row == number + 1)
    return any(not cell.heads_column and not is_blank(cell.payload) for cell in below)


def _names_columns(cells: Sequence[SourceCell[Payload]], is_blank: Callable[[Payload], bool]) -> bool:
    if not any(cell.heads_column for cell in cells):
        return False
    return all(cell.heads_column or is_blank(cell.payload) for cell in cells)
