"""Lines of text to a full rectangular grid."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers.errors import TooLargeError
from parsers.tables.brokenlines import RawRow
from parsers.tables.celltypes import cell_type
from parsers.tables.headers import as_header, is_header, values_of
from parsers.tables.headspans import Layout, both_widened, gaps_of, header_layout, widened
from parsers.tables.repair import repair, repair_labels
from parsers.tables.roles import header_roles, joined_headers
from parsers.tables.textrows import RowForm, raw_rows
from schemas.document import Annotation, Cell, Section, Span, Table
from schemas.vocabulary import default_vocabulary

_NOWHERE = Span(0, 0)
MAX_COLUMNS = 1_000
MAX_CELLS = 2_000_000

_SEPARATOR_CELL = re.compile(r"^(?::?-{2,}:?|:-:?|-:|={2,})$")


def _is_separator(row: RawRow) -> bool:
    return any(cell for cell, _ in row) and all(not cell or _SEPARATOR_CELL.match(cell) for cell, _ in row)


def _limited(rows: Sequence[RawRow], first_line: int) -> None:
    width = max(map(len, rows))
    if width > MAX_COLUMNS:
        raise TooLargeError("the number of columns", width, MAX_COLUMNS, f"of the table at offset {first_line}")
    if width * len(rows) > MAX_CELLS:
        raise TooLargeError("the number of cells", width * len(rows), MAX_CELLS, f"of the table at offset {first_line}")


def plain_table(text: str, table_lines: tuple[Span, ...], form: RowForm, index: int, section: Section) -> Table:
    """Make the grid of a run of lines of one form, its header told and its lost rowspans repaired.

    A header is a first row whose words name columns, or one above a Markdown separator row, or one whose cells are of
    other types than those below.
    """
    raw = raw_rows(text, table_lines, form)
    _limited(raw, table_lines[0].start)
    if form == "aligned" and _is_separator(raw[0]):
        raw = raw[1:]  # the line above a header
    marked = len(raw) > 1 and _is_separator(raw[1])
    rows = _unpacked([row for row in raw if not _is_separator(row)] or raw)
    width = max(map(len, rows))
    grid = [_padded(row, width, number) for number, row in enumerate(rows)]
    written = [[cell.replace("\n", " ") for cell, _ in row] for row in rows]
    layout = header_layout(written)
    if layout:
        grid[:2] = _laid_out(grid, layout)
    header_rows = 2 if layout or _is_below_blanks(written) else _header_rows(written, marked)
    if header_rows > 1 and not layout:
        grid[0] = _over_blanks(grid[0], grid[1])
    if header_rows == 1:
        grid = _both_widened(grid, written) or [_widened(grid[0], written), *grid[1:]]
    header = [as_header(row) for row in grid[:header_rows]]
    body = _with_gaps(rows, grid, header_rows)
    texts = [[cell.text for cell in row] for row in body]
    if header:
        roles = header_roles(joined_headers(header), texts, default_vocabulary())
        body, repaired = repair(body, roles)
    else:
        body, repaired = repair_labels(body)
    return Table(index, section, None, (*header, *body), header_rows, repaired)


def _widened(header: tuple[Cell, ...], rows: Sequence[Sequence[str]]) -> tuple[Cell, ...]:
    """Return a header whose cells that have lost their width cover two columns again."""
    places = widened(rows[0], rows[1:])
    if places is None:
        return header
    return (*_over_columns(header, 0, places), *header[len(places) :])


def _both_widened(grid: Sequence[tuple[Cell, ...]], rows: Sequence[Sequence[str]]) -> list[tuple[Cell, ...]]:
    """Return a grid in which a cell of the header and one of each whole row cover two columns again, if any did."""
    found = both_widened(rows[0], rows[1:])
    if found is None:
        return []
    places, hidden = found
    width = len(grid[0])
    whole = sorted([*range(width), hidden])
    usual = [*range(width), None]
    return [
        _over_columns(cells, number, places if not number else whole if len(row) == width else usual)
        for number, (cells, row) in enumerate(zip(grid, rows, strict=True))
    ]


def _over_columns(cells: Sequence[Cell], number: int, places: Sequence[int | None]) -> tuple[Cell, ...]:
    """Return a row with for each column the cell at the place given, or a blank where that is None."""
    found = []
    for column, place in enumerate(places):
        first = list(places).index(place)
        cell = Cell("", None, (number, column)) if place is None else cells[place]
        found.append(replace(cell, origin=(number, first), is_spanned=column > first))
    return tuple(found)


def _with_gaps(rows: Sequence[RawRow], grid: Sequence[tuple[Cell, ...]], header_rows: int) -> list[tuple[Cell, ...]]:
    """Return the rows below a header of one row, those that a cell over two columns left short with their gap."""
    if header_rows != 1 or all(cell.text for cell in grid[0]):
        return list(grid[header_rows:])
    header = [cell.text for cell in grid[0]]
    gaps = gaps_of(header, [[cell for cell, _ in row] for row in rows[1:]])
    found = list(grid[1:])
    for number, places in gaps.items():
        row = rows[number + 1]
        for place in places:
            row = (*row[:place], ("", _NOWHERE), *row[place:])
        cells = _padded(row, len(header), number + 1)
        found[number] = tuple(cell if cell.span is not _NOWHERE else replace(cell, span=None) for cell in cells)
    return found


def _laid_out(grid: Sequence[tuple[Cell, ...]], layout: Layout) -> list[tuple[Cell, ...]]:
    """Return two header rows with each cell over all its columns; an upper cell over no lower one covers both rows."""
    upper, lower = [], []
    starts: dict[int, int] = {}
    for column, (above, below) in enumerate(layout):
        first = starts.setdefault(above, column)
        upper.append(replace(grid[0][above], origin=(0, first), is_spanned=column > first))
        own = replace(grid[1][below], origin=(1, column)) if below is not None else None
        lower.append(own or replace(grid[0][above], origin=(0, first), is_spanned=True))
    width = len(grid[0])
    beyond = [[Cell("", None, (row, column)) for column in range(len(layout), width)] for row in (0, 1)]
    return [(*upper, *beyond[0]), (*lower, *beyond[1])]


def _header_rows(texts: Sequence[Sequence[str]], marked: bool) -> int:
    """Count the header rows: one, and one more where it repeats a header that stands above it (it spans both).

    A row with values is none, though a record's short name stands below itself (`OR`).
    """
    if not is_header(texts[0], texts[1:]) and not (marked and not values_of(texts[0], texts[1:])):
        return 0
    if len(texts) < 3 or texts[0] == texts[1]:
        return 1
    is_repeated = any(a == b and cell_type(a) == "text" for a, b in zip(texts[0], texts[1], strict=False))
    return 2 if is_repeated and not values_of(texts[1], texts[2:]) else 1


def _unpacked(rows: list[RawRow]) -> list[RawRow]:
    """Return the rows; a second one of as many words as the first has columns that cells span stands below these.

    Who turns a page to Markdown writes blanks for the columns that a cell spans, and nothing for a cell from above.
    """
    if len(rows) < 3 or "" not in {cell for cell, _ in rows[0][1:-1]}:
        return rows
    upper = [cell for cell, _ in rows[0]]
    wide = [i for i, cell in enumerate(upper) if not cell or (i + 1 < len(upper) and not upper[i + 1])]
    own = [each for each in rows[1] if each[0]]
    texts = [[cell for cell, _ in row] for row in rows]
    are_words = all(cell_type(cell) == "text" for cell, _ in own) and not values_of(texts[1], texts[2:])
    is_packed = own == list(rows[1][: len(own)]) and len(own) == len(wide) and wide[0] > 0
    if not (is_packed and are_words) or values_of(texts[0], texts[2:]):
        return rows
    end = rows[1][-1][1].end
    below = dict(zip(wide, own, strict=True))
    return [rows[0], tuple(below.get(i, ("", Span(end, end))) for i in range(len(upper))), *rows[2:]]


def _is_below_blanks(texts: Sequence[Sequence[str]]) -> bool:
    """Say whether a second row names columns that the first leaves blank: what stood over two columns stands over one.

    Each of the two names, and both together name every column; a blank stands right of what spanned it.
    """
    if len(texts) < 3 or cell_type(texts[0][0]) != "text" or values_of(texts[0], texts[2:]):
        return False
    width = max(map(len, texts))
    upper, lower = ([*row, *[""] * (width - len(row))] for row in texts[:2])
    below = [i for i in range(width) if not upper[i] and lower[i]]
    own = [cell for cell in lower if cell]
    are_words = all(cell_type(cell) == "text" for cell in own) and not values_of(texts[1], texts[2:])
    return (
        bool(below) and are_words and all(map(any, zip(upper, lower, strict=True))) and all(lower[i - 1] for i in below)
    )


def _over_blanks(upper: tuple[Cell, ...], lower: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return a header's first row with the cells that its second row tells to span columns over all of them."""
    found: list[Cell] = []
    for cell, below in zip(upper, lower, strict=True):
        spans = found and not cell.text and below.text
        found.append(replace(found[-1], is_spanned=True) if spans else cell)
    return tuple(found)


def _padded(row: RawRow, width: int, number: int) -> tuple[Cell, ...]:
    cells = [_cell(text, span, (number, column)) for column, (text, span) in enumerate(row)]
    cells += [Cell("", None, (number, column)) for column in range(len(row), width)]
    return tuple(cells)


def _cell(text: str, span: Span, origin: tuple[int, int]) -> Cell:
    if "\n" not in text:
        return Cell(text, span, origin)
    notes = tuple(Annotation("line", line) for line in text.split("\n"))
    return Cell(" ".join(note.text for note in notes), span, origin, annotations=notes)
