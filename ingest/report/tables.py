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
class _Grid:
    headers: dict[tuple[int, int], str] = field(default_factory=dict)
    cells: dict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    body_rows: set[int] = field(default_factory=set)

    def header(self, row: int, column: int) -> str:
        """Return the headers above a cell, joined from the outer to the inner."""
        above = (text for (at, over), text in sorted(self.headers.items()) if over == column and at < row and text)
        return " / ".join(dict.fromkeys(above))


class Tables:
    """The cells of all tables, by place."""

    def __init__(self, rows: Rows) -> None:
        self._grids: dict[tuple[str, int], _Grid] = defaultdict(_Grid)
        for cell in rows.get("table_cells", ()):
            grid = self._grids[text(cell, "document_id"), whole(cell, "table_index")]
            row, column = whole(cell, "cell_row"), whole(cell, "column_index")
            grid.cells[row][column] = text(cell, "text")
            if cell.get("is_header"):
                grid.headers[row, column] = text(cell, "text")
            else:
                grid.body_rows.add(row)

    def column(self, document_id: str, table: int, row: int, column: int) -> str:
        """Return the header of a column as seen from a row, or the column's number where it has none."""
        grid = self._grids.get((document_id, table))
        header = grid.header(row, column) if grid else ""
        return f"column “{header}”" if header else f"column {column + 1}"

    def row_number(self, document_id: str, table: int, row: int) -> int:
        """Return the number of a row, 1 the first, rows of headers not counted."""
        grid = self._grids.get((document_id, table))
        headers = sum(at < row and at not in grid.body_rows for at in grid.cells) if grid else 0
        return row + 1 - headers

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
