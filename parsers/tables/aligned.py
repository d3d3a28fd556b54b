"""Tables set in columns by spaces, as converters to plain text write them.

A block of lines is one where its columns are the same in all of its lines: two spaces or more part any two cells, the
gaps between the columns run through the whole block, and each column has one cell in a line at most. It takes three
columns in three lines and a column of values: words that happen to stand below each other are prose. A line of dashes
or equals signs (`----  -------  -----`) tells the columns by itself. Where lines of dashes border the table
and blank lines part its rows, cells go on in the next line. Whatever does not fit is left as it is: a cell that goes on
elsewhere, a column that is shifted in one row.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from parsers.tables.celltypes import cell_type
from parsers.tables.narrow import narrow_table, told

Place = tuple[int, int]
"""Where a cell or a column begins and ends, in the code points of a line."""

_CELL = re.compile(r"[^ ]+(?: [^ ]+)*")
_DASHES = re.compile(r"-{2,}|={2,}")
_RULE = re.compile(r" *(?:-{2,}(?: +-{2,})+|={2,}(?: +={2,})+) *")
_LINE = re.compile(r" *-{5,} *")
_UNREAD = re.compile(r"[|\t]")
_FEWEST_COLUMNS, _FEWEST_LINES = 3, 3
_GAP = 2
_HEADER_ROWS = 2


def aligned(lines: Sequence[str]) -> list[bool]:
    """Say of each line whether it is one of a table set in columns; a block's rules, and blank lines in it, are."""
    found = [False] * len(lines)
    for start, end in _blocks(lines):
        first, last = _trimmed(lines, start, end)
        wide = _cells_of(lines[first:last])
        narrow = _narrow(lines[start:end], lines[first:last], wide)
        if narrow is not None:
            first, last = start + narrow[0], end
        if narrow is not None or wide is not None:
            found[first:last] = [True] * (last - first)
    return found


def aligned_cells(lines: Sequence[str]) -> list[list[Place]]:
    """Return the places of the cells of each line of a block, in all of its columns; an empty place is a blank cell."""
    wide = _cells_of(lines)
    narrow = _narrow(lines, lines, wide)
    return (narrow[1] if narrow else wide) or [[(0, len(line))] for line in lines]


def _narrow(
    block: Sequence[str], lines: Sequence[str], wide: Sequence[Sequence[Place]] | None
) -> tuple[int, list[list[Place]]] | None:
    """Return where a table of columns that one space parts begins, and its cells.

    None where there is none, or where the columns that two spaces part have as many known headers and filled cells.
    """
    if any(map(_UNREAD.search, block)) or any(map(_RULE.fullmatch, block)):
        return None
    narrow = narrow_table(block)
    if narrow and wide and told(block[narrow[0] :], narrow[1]) <= told(lines, wide):
        return None
    return narrow


def _blocks(lines: Sequence[str]) -> Iterator[Place]:
    """Yield where lines stand one below the other; one in which rules border rows goes on to the last of them."""
    number = 0
    while number < len(lines):
        start = number
        end = _bordered(lines, start) or _ruled(lines, start) or start
        while end < len(lines) and lines[end].strip():
            end += 1
        if end > start:
            yield start, end
        number = max(end, start + 1)


def _bordered(lines: Sequence[str], start: int) -> int | None:
    """Return where a block ends that begins with a line of dashes and ends with such a line as long."""
    if not _LINE.fullmatch(lines[start]):
        return None
    end = next((i for i in range(start + 1, len(lines)) if _LINE.fullmatch(lines[i])), None)
    if end is None or lines[end].rstrip() != lines[start].rstrip() or not any(map(_RULE.fullmatch, lines[start:end])):
        return None
    return end + 1


def _ruled(lines: Sequence[str], start: int) -> int | None:
    """Return where a block ends that begins and ends with one rule, and has blank lines between its rows."""
    if not _RULE.fullmatch(lines[start]):
        return None
    rule = lines[start].rstrip()
    end = next((i for i in range(start + 1, len(lines)) if _RULE.fullmatch(lines[i])), None)
    if end is None or lines[end].rstrip() != rule or all(line.strip() for line in lines[start:end]):
        return None
    return end + 1


def row_groups(lines: Sequence[str]) -> list[list[int]]:
    """Return the numbers of the lines of each row of a block: one, or all up to a blank line where these part rows."""
    parts = [not line.strip() or bool(_RULE.fullmatch(line) or _LINE.fullmatch(line)) for line in lines]
    if not _goes_on(lines, [line for line in lines if _RULE.fullmatch(line)]):
        return [[number] for number in range(len(lines))]
    groups: list[list[int]] = []
    for number, is_part in enumerate(parts):
        if is_part or not number or parts[number - 1]:
            groups.append([number])
        else:
            groups[-1].append(number)
    return groups


def _trimmed(lines: Sequence[str], start: int, end: int) -> Place:
    """Return where a block begins and ends without the lines at its ends that are no rows: a caption, a legend."""
    if _LINE.fullmatch(lines[start]):
        return start, end
    while start < end and _is_of_one_cell(lines[start]):
        start += 1
    while end > start and _is_of_one_cell(lines[end - 1]):
        end -= 1
    return start, end


def _is_of_one_cell(line: str) -> bool:
    return len(_CELL.findall(line)) < _GAP and not _RULE.fullmatch(line)


def _cells_of(lines: Sequence[str]) -> list[list[Place]] | None:
    """Return the cells of each line that is no rule, in its columns; None where the lines are no such table."""
    if not any("  " in line for line in lines) or any(map(_UNREAD.search, lines)):
        return None
    rules = [line for line in lines if _RULE.fullmatch(line)]
    columns = _places(_DASHES, rules[0]) if rules else _columns(lines)
    if len(columns) < (2 if rules else _FEWEST_COLUMNS) or len(lines) < _FEWEST_LINES:
        return None
    rows = [_ruled_row(line, columns) if rules else _row(line, columns) for line in lines]
    filled = [row for row in rows if row is not None]
    if len(filled) < len(rows) or not _has_values(lines, filled, bool(rules)):
        return None
    if _goes_on(lines, rules):
        return filled
    written = [pair for pair in zip(lines, filled, strict=True) if not _RULE.fullmatch(pair[0])]
    if any(_is_of_row_above(line, row) for line, row in written[_HEADER_ROWS:]):
        return None
    return filled


def _places(pattern: re.Pattern[str], line: str) -> list[Place]:
    return [match.span() for match in pattern.finditer(line)]


def _columns(lines: Sequence[str]) -> list[Place]:
    """Return the columns between the gaps that run through all lines of several cells."""
    taken = [cells for line in lines if len(cells := _places(_CELL, line)) > 1]
    columns: list[Place] = []
    for start, end in sorted(place for cells in taken for place in cells):
        if columns and start < columns[-1][1] + _GAP:
            columns[-1] = columns[-1][0], max(columns[-1][1], end)
        else:
            columns.append((start, end))
    return columns


def _row(line: str, columns: Sequence[Place]) -> list[Place] | None:
    """Return a line's cells by columns; None where one is in no column, two are in one, or a first one is missing.

    A line of one cell goes across the table, or is the first column's.
    """
    cells = _places(_CELL, line)
    starts = [start for start, _ in columns]
    row: list[Place] = [(len(line), len(line))] * len(columns)
    if len(cells) == 1 and bisect_right(starts, cells[0][0]) <= 1:
        return [cells[0], *row[1:]]
    taken = set()
    for start, end in cells:
        column = bisect_right(starts, start) - 1
        if column < 0 or end > columns[column][1] or column in taken:
            return None
        taken.add(column)
        row[column] = start, end
    return row if len(taken) != 1 else None


def _ruled_row(line: str, columns: Sequence[Place]) -> list[Place] | None:
    """Return a line's cells by the columns that a rule tells: of words beyond their columns it takes one cell alone."""
    row = [(min(start, len(line)), min(end, len(line))) for start, end in columns]
    row[-1] = row[-1][0], len(line)
    ends = (0, *(end for _, end in columns))
    if any(line[end:start].strip() for end, (start, _) in zip(ends, columns, strict=False)):
        cells = _places(_CELL, line)
        return [cells[0], *[(len(line), len(line))] * (len(columns) - 1)] if len(cells) == 1 else None
    return row


def _goes_on(lines: Sequence[str], rules: Sequence[str]) -> bool:
    """Say whether rows that blank lines part go on in a second line."""
    if not rules or all(line.strip() for line in lines):
        return False
    written = [bool(line.strip()) and not (_RULE.fullmatch(line) or _LINE.fullmatch(line)) for line in lines]
    return any(above and below for above, below in pairwise(written))


def _is_of_row_above(line: str, row: Sequence[Place]) -> bool:
    """Say whether a line's first cell is blank and no other is a value: cells of the row above go on in it."""
    first, *others = [line[start:end].strip() for start, end in row]
    filled = [text for text in others if text]
    return not first and bool(filled) and all(cell_type(text) == "text" for text in filled)


def _has_values(lines: Sequence[str], rows: Sequence[Sequence[Place]], has_rule: bool) -> bool:
    """Say whether half the cells of a column, below a first line, are numbers, marks, dates or the like."""
    if has_rule:
        return True
    texts = [[line[start:end] for start, end in row] for line, row in zip(lines[1:], rows[1:], strict=True)]
    columns = [[text for text in column if text] for column in zip(*texts, strict=True)]
    return any(2 * sum(cell_type(text) != "text" for text in column) >= len(column) > 1 for column in columns)
