"""Header rows of tables whose markup does not tell them, from the words of their first rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.tables.grid import is_header
from parsers.tables.roles import column_role
from schemas.document import Cell
from schemas.vocabulary import default_vocabulary

_MANY_LABELS = 2


def header_rows_by_words(rows: Sequence[tuple[Cell, ...]]) -> int:
    """Return how many first rows name the columns by their words.

    A title across the whole width may stand above them. A column of header cells, or of such words ("Gold" above
    "Silver"), labels rows.
    """
    if not rows or not rows[0]:
        return 0
    start = 1 if len(rows[0]) > 1 and all(cell.origin == rows[0][0].origin for cell in rows[0]) else 0
    if len(rows) < start + 2 or sum(row[0].is_header for row in rows[start : start + 2]) == _MANY_LABELS:
        return 0
    texts = [[cell.text for cell in row] for row in rows[start:]]
    vocabulary = default_vocabulary()
    if all(column_role(row[0], vocabulary).name for row in texts[:2]):
        return 0
    return start + 1 if is_header(texts[0], texts[1:]) else 0


def as_header(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return a row all of whose cells are header cells."""
    return tuple(cell if cell.is_header else replace(cell, is_header=True) for cell in row)
