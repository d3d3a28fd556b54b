"""Rows of copied tables that a line break within a cell has broken: `1 | Ann Aal` above `Bea Bok | Norway | 3:20.1`.

What is copied from a browser has a tab between cells, and a line break between the lines of one cell as between rows.
Rows are put together where their cells come to the table's width by it, and all rows that seem broken do.
"""

from __future__ import annotations

from collections.abc import Sequence

from parsers.tables.celltypes import cell_type
from schemas.document import Span

RawRow = tuple[tuple[str, Span], ...]
"""The texts of a row's cells and their places. A text of several lines has them parted by line breaks."""


def with_broken_lines(rows: Sequence[RawRow]) -> list[RawRow]:
    """Return the rows, those that are one put together; as they were where one of these would not be whole."""
    width = max(map(len, rows))
    groups: list[list[RawRow]] = []
    for row in rows:
        if groups and _goes_on(groups[-1], row, width, is_first=len(groups) == 1):
            groups[-1].append(row)
        else:
            groups.append([row])
    if any(len(group) > 1 and _cells(group) != width for group in groups):
        return list(rows)
    return [_joined(group) for group in groups]


def _cells(group: Sequence[RawRow]) -> int:
    return sum(map(len, group)) - len(group) + 1


def _goes_on(group: Sequence[RawRow], row: RawRow, width: int, *, is_first: bool) -> bool:
    """Say whether a row may go on from the last cell of those above: from words to words, and not past the width.

    Rows begin with a rank or what stands for one, and what goes on does not. A header goes on in brackets or in lower
    case: other words below it are a second row of headers.
    """
    above, below = group[-1][-1][0], row[0][0]
    if _cells(group) >= width or _cells([*group, row]) > width or {cell_type(above), cell_type(below)} != {"text"}:
        return False
    if cell_type(group[0][0][0]) == "text":
        return is_first and (below[0] == "(" or below[0].islower())
    return True


def _joined(group: Sequence[RawRow]) -> RawRow:
    first, *others = group
    row = list(first)
    for other in others:
        text, place = row[-1]
        more, end = other[0]
        row[-1:] = [(f"{text}\n{more}", Span(place.start, end.end)), *other[1:]]
    return tuple(row)
