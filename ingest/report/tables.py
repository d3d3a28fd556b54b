"""Where in a table a statement stands: the column's header, the row's number, and what else the row says."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from ingest.report.rows import Rows, text, whole

_CELLS_SHOWN = 8
_CELL_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row with its column's header; `said` marks the one that the statement is."""

    header: str
    text: str
    said: bool


@dataclass(slots=True)
class Grid:
    """The cells of a table by row and column, and which of them are headers."""

    cells: dict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    _headers: dict[int, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    _body: set[int] = field(default_factory=set)
    _above: dict[tuple[int, int, int], str] = field(default_factory=dict)
    _numbers: dict[int, int] = field(default_factory=dict)

    def add(self, row: int, column: int, words: str, *, is_header: bool) -> None:
        """Add a cell."""
        self.cells[row][column] = words
        if is_header:
            self._headers[column].append((row, words))
        else:
            self._body.add(row)

    def header(self, row: int, column: int) -> str:
        """Return the headers above a cell, joined from the outer to the inner."""
        headers = self._headers.get(column, ())
        above = sum(at < row for at, _ in headers)
        key = column, above, len(headers)
        if key not in self._above:
            words = (text for at, text in sorted(headers) if text and at < row)
            self._above[key] = " / ".join(dict.fromkeys(words))
        return self._above[key]

    def number(self, row: int) -> int:
        """Return the number of a row, 1 the first, rows of headers not counted."""
        if not self._numbers:
            headers = 0
            for at in sorted(self.cells):
                self._numbers[at] = at + 1 - headers
                headers += at not in self._body
        return self._numbers.get(row, row + 1)


class Tables:
    """The cells of all tables, by place."""

    def __init__(self, rows: Rows) -> None:
        self._grids: dict[tuple[str, int], Grid] = defaultdict(Grid)
        for cell in rows.get("table_cells", ()):
            grid = self._grids[text(cell, "document_id"), whole(cell, "table_index")]
            place = whole(cell, "cell_row"), whole(cell, "column_index")
            grid.add(*place, text(cell, "text"), is_header=bool(cell.get("is_header")))

    def column(self, document_id: str, table: int, row: int, column: int) -> str:
        """Return the header of a column as seen from a row, or the column's number where it has none."""
        grid = self._grids.get((document_id, table))
        header = grid.header(row, column) if grid else ""
        return f"column “{header}”" if header else f"column {column + 1}"

    def row_number(self, document_id: str, table: int, row: int) -> int:
        """Return the number of a row, 1 the first, rows of headers not counted."""
        grid = self._grids.get((document_id, table))
        return grid.number(row) if grid else row + 1

    def row(self, document_id: str, table: int, row: int, column: int | None = None) -> tuple[Cell, ...]:
        """Return the cells of a row that are not blank; empty where `column` is the only one.

        A cell that spans columns counts once. What is too much is cut, and ends in an ellipsis.
        """
        grid = self._grids.get((document_id, table))
        cells = grid.cells.get(row, {}) if grid else {}
        found = [
            Cell(grid.header(row, at) if grid else "", _short(cells[at]), at == column)
            for at in sorted(cells)
            if cells[at] and (at == column or cells[at] != cells.get(at - 1))
        ]
        if column is not None and len(found) < 2:
            return ()
        return (*found[:_CELLS_SHOWN], Cell("", "…", said=False)) if len(found) > _CELLS_SHOWN else tuple(found)


def _short(words: str) -> str:
    return words if len(words) <= _CELL_LENGTH else words[: _CELL_LENGTH - 1] + "…"
