"""Tables whose columns one space alone may part, as browsers of text dump them.

Such a browser makes each column as wide as its widest cell, so that a gap runs through all rows between any two. A gap
may also run through names by chance; the header tells: its words are known, and each column has one. A picture without
words is a dot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parsers.tables.celltypes import cell_type
from parsers.tables.roles import WHO, column_role
from schemas.vocabulary import default_vocabulary

Place = tuple[int, int]
"""Where a cell or a column begins and ends, in the code points of a line."""

_WORD = re.compile(r"\S+")
_CELL = re.compile(r"\S+(?: \S+)*")
_PICTURE = "●"
_FEWEST_COLUMNS, _FEWEST_ROWS = 3, 2
_MOST_ABOVE = 8
"""Lines above a header in its block: a caption, a sentence."""
_HEADER_ROWS = 2
_MIDDLE = 2
"""Half characters by which middles differ as lengths are even or odd: as the sums of both ends do."""
_FEWEST_KNOWN = 2
_SUBJECTS = WHO | {"date", "event"}
"""What a row is of: somebody, or a day."""


def narrow_table(lines: Sequence[str]) -> tuple[int, list[list[Place]]] | None:
    """Return the line with which a table that goes on to the last begins, and its cells; None where there is none."""
    if len(lines) <= _FEWEST_ROWS:
        return None
    shown = [line.replace(_PICTURE, " ").rstrip() for line in lines]
    for start in range(min(_MOST_ABOVE, len(lines) - _FEWEST_ROWS)):
        if _known_words(shown[start]) >= _FEWEST_KNOWN and (cells := _cells(shown[start:])):
            return start, cells
    return None


def told(lines: Sequence[str], rows: Sequence[Sequence[Place]]) -> tuple[int, int]:
    """Count the columns whose header, the words of the first line, is known, and the cells that have words."""
    known = sum(_role(lines[0][start:end].strip()) is not None for start, end in rows[0])
    return known, sum(bool(_text(line, cell)) for line, row in zip(lines, rows, strict=True) for cell in row)


def _role(words: str) -> str | None:
    return column_role(words, default_vocabulary()).name if words else None


def _role_of(column: int, lines: Sequence[str], headers: Sequence[Sequence[Place]]) -> str | None:
    """Return what the header of a column, in one line or several, stands for."""
    words = (_text(line, row[column]) for line, row in zip(lines, headers, strict=False))
    return _role(" ".join(filter(None, words)))


def _known_words(line: str) -> int:
    return sum(_role(word) is not None for word in line.split())


def _cells(lines: Sequence[str]) -> list[list[Place]] | None:
    """Return the cells of the lines of a table, those of its header first."""
    header_rows = _header_rows(lines)
    lowest, body = lines[header_rows - 1 :], lines[header_rows:]
    columns = _columns(lowest)
    if len(columns) < _FEWEST_COLUMNS or len(body) < _FEWEST_ROWS:
        return None
    columns = _headed(columns, lines[:header_rows], body)
    headers = [_by_columns(line, columns) for line in lines[:header_rows]]
    roles = [_role_of(i, lines, headers) for i in range(len(columns))]
    if sum(role is not None for role in roles) < _FEWEST_KNOWN or not _SUBJECTS.intersection(filter(None, roles)):
        return None
    headers = _over_first(lines, headers, columns)
    rows = [[_within(line, column) for column in columns] for line in body]
    texts = [[_text(line, cell) for cell in row] for line, row in zip(body, rows, strict=True)]
    if len(columns) < _FEWEST_COLUMNS or not _are_rows(texts) or not _is_in_line(body, columns[0]):
        return None
    return [*headers, *rows]


def _header_rows(lines: Sequence[str]) -> int:
    """Count the lines of a header: below the first come those that begin further right and hold no value."""
    begin = len(lines[0]) - len(lines[0].lstrip())
    count = 1
    while count < min(_HEADER_ROWS, len(lines)):
        line = lines[count]
        words = line.split()
        if not words or len(line) - len(line.lstrip()) <= begin + len(words[0]) or _known_words(line) < 1:
            break
        if any(cell_type(word) not in {"text", "blank"} for word in words):
            break
        count += 1
    return count


def _columns(lines: Sequence[str]) -> list[Place]:
    """Return what lies between the gaps that run through all lines."""
    taken = bytearray(max(map(len, lines)))
    for line in lines:
        for match in _WORD.finditer(line):
            start, end = match.span()
            taken[start:end] = b"\x01" * (end - start)
    return [match.span() for match in re.finditer(rb"\x01+", bytes(taken))]


def _by_columns(line: str, columns: Sequence[Place]) -> list[Place]:
    """Return the cells of a line of the header; a word that stands over several columns is the middle one's."""
    row: list[Place] = [(len(line), len(line))] * len(columns)
    for match in _WORD.finditer(line):
        start, end = match.span()
        nearest = min(range(len(columns)), key=lambda i: _distance((start + end) / 2, columns[i]))
        held = row[nearest]
        row[nearest] = (min(start, held[0]), end)
    return row


def _over_first(lines: Sequence[str], headers: Sequence[list[Place]], columns: Sequence[Place]) -> list[list[Place]]:
    """Return a header of two lines with what stands over several columns at the first of them.

    Those are the ones that the lower line names and that it is the nearest to.
    """
    if len(headers) < _HEADER_ROWS:
        return list(headers)
    upper, lower = headers[0], headers[1]
    over = [i for i, cell in enumerate(upper) if _text(lines[0], cell) and _text(lines[1], lower[i])]
    found = [cell if i not in over else (len(lines[0]), len(lines[0])) for i, cell in enumerate(upper)]
    below = [i for i, cell in enumerate(lower) if _text(lines[1], cell) and not _text(lines[0], found[i])]
    nearest = {i: min(over, key=lambda j: _off(upper[j], columns[i]), default=i) for i in below}
    for place in over:
        found[min(i for i in below if nearest[i] == place)] = upper[place]
    return [found, lower]


def _distance(point: float, column: Place) -> float:
    return max(column[0] - point, point - column[1], 0.0)


def _headed(columns: Sequence[Place], above: Sequence[str], body: Sequence[str]) -> list[Place]:
    """Return the columns, the parts put together of those that a gap parts by chance.

    Such a part has no header of its own, or nothing below one that is not known. Parts between two headers go with the
    one that then stands best over its column: at its left, in its middle or at its right.
    """
    found = _without_bare_headers(columns, above, body)
    headers = [_header_of(column, i, found, above) for i, column in enumerate(found)]
    result: list[Place] = []
    last: Place | None = None
    parts: list[Place] = []
    for column, header in zip(found, headers, strict=True):
        if header is None:
            parts.append(column)
            continue
        taken = _split(result[-1] if last else None, last, parts, column, header)
        before, after = parts[:taken], parts[taken:]
        if last and before:
            result[-1] = result[-1][0], before[-1][1]
        elif before:
            result += before
        result.append((after[0][0] if after else column[0], column[1]))
        last, parts = header, []
    if last and parts and _off(last, (result[-1][0], parts[-1][1])) < _off(last, result[-1]):
        result[-1] = result[-1][0], parts[-1][1]
        parts = []
    return [*result, *parts]


def _without_bare_headers(columns: Sequence[Place], above: Sequence[str], body: Sequence[str]) -> list[Place]:
    """Return the columns, those with nothing but an unknown header put together with the one before."""
    found: list[Place] = []
    for column in columns:
        words = " ".join(_text(line, column) for line in above).strip()
        if found and words and not _role(words) and not any(_text(line, column) for line in body):
            found[-1] = found[-1][0], column[1]
        else:
            found.append(column)
    return found


def _header_of(column: Place, number: int, columns: Sequence[Place], above: Sequence[str]) -> Place | None:
    """Return where the lowest header of a column stands."""
    cells = ((line, _by_columns(line, columns)[number]) for line in reversed(above))
    return next((cell for line, cell in cells if _text(line, cell)), None)


def _split(left: Place | None, left_header: Place | None, parts: Sequence[Place], right: Place, header: Place) -> int:
    """Return how many of the parts between two columns go with the left one, or stay alone where there is none."""

    def misfit(taken: int) -> float:
        rest = parts[taken:]
        own = _off(header, (rest[0][0] if rest else right[0], right[1]))
        if left is None or left_header is None:
            return own
        return own + _off(left_header, (left[0], parts[taken - 1][1] if taken else left[1]))

    return min(range(len(parts), -1, -1), key=misfit)


def _off(header: Place, column: Place) -> float:
    """Return how far a header is from the left, the middle and the right of a column, whichever is nearest."""
    middle = abs(header[0] + header[1] - column[0] - column[1]) / 2
    return min(abs(header[0] - column[0]), middle, abs(header[1] - column[1]))


def _within(line: str, column: Place) -> Place:
    return min(column[0], len(line)), min(column[1], len(line))


def _text(line: str, place: Place) -> str:
    return line[place[0] : place[1]].strip()


def _are_rows(texts: Sequence[Sequence[str]]) -> bool:
    """Say whether no row is a part of the one above or below, and a column holds values throughout."""
    if any(_is_part(row) or any("  " in text for text in row) for row in texts):
        return False
    return any(_is_of_values(column) for column in zip(*texts, strict=True))


def _is_in_line(lines: Sequence[str], column: Place) -> bool:
    """Say whether the cells of a column begin, end or have their middle at one place: no row is shifted."""
    cells = [match.span() for line in lines if (match := _CELL.search(line[: column[1]]))]
    middles = [start + end for start, end in cells]
    edges = (len({start for start, _ in cells}), len({end for _, end in cells}))
    return 1 in edges or max(middles, default=0) - min(middles, default=0) <= _MIDDLE


def _is_part(row: Sequence[str]) -> bool:
    first, *others = row
    filled = [text for text in others if text]
    return not first and bool(filled) and all(cell_type(text) == "text" for text in filled)


def _is_of_values(column: Sequence[str]) -> bool:
    filled: Iterator[str] = filter(None, column)
    types = [cell_type(text) for text in filled]
    return len(types) > 1 and 2 * sum(kind != "text" for kind in types) >= len(types)
