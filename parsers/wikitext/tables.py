"""Raw tables to grids of visible cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.grid import Grid, RowGroup, SourceCell, colspan_of, form_grid, header_rows, rowspan_of
from parsers.tables.headers import as_header, header_rows_by_words
from parsers.wikitext.expansion import Expansion
from parsers.wikitext.inline import BREAK, FootnoteText, Renderer, Visible, collapsed, is_plain, simple_line
from parsers.wikitext.tree import Range, RawCell, RawTable
from schemas.document import Annotation, Cell, Section, Span, Table

_LIST = "*#:;"


def render_lines(renderer: Renderer, ranges: Sequence[Range]) -> None:
    """Render ranges of text: list items and paragraphs on lines of their own, other line breaks as spaces."""
    for number, (start, end) in enumerate(ranges):
        if number:
            renderer.add(BREAK, -1 - start)
        _render_range(renderer, start, end)


def _render_range(renderer: Renderer, start: int, end: int) -> None:
    text = renderer.expansion.text
    if "\n" not in text[start:end] and not (start and text[start - 1] == "\n"):
        renderer.render(start, end)
        return
    separator = ""
    while start <= end:
        newline = text.find("\n", start, end)
        until = newline if newline >= 0 else end
        first = start
        if start == 0 or text[start - 1] == "\n":
            while first < until and text[first] in _LIST:
                first += 1
        if text[first:until].strip():
            if separator:
                renderer.add(BREAK if first > start else separator, start - 1)
            renderer.render(first, until)
            separator = BREAK if first > start else " "
        elif separator:
            separator = BREAK
        start = until + 1


def visible_lines(expansion: Expansion, ranges: Sequence[Range], footnote: FootnoteText | None) -> Visible:
    """Return what a reader sees of ranges of text."""
    renderer = Renderer(expansion, footnote)
    render_lines(renderer, ranges)
    return renderer.done()


def source_span(expansion: Expansion, ranges: Sequence[Range]) -> Span | None:
    """Return the source of ranges of text, without the blanks at their ends; None where nothing stands in them."""
    text = expansion.text
    if len(ranges) == 1:
        start, end = ranges[0]
        content = text[start:end]
        inner = content.strip()
        if not inner:
            return None
        start += len(content) - len(content.lstrip())
        return expansion.span(start, start + len(inner))
    filled = [(start, end) for start, end in ranges if text[start:end].strip()]
    if not filled:
        return None
    first, last = text[slice(*filled[0])], text[slice(*filled[-1])]
    start = filled[0][0] + len(first) - len(first.lstrip())
    return expansion.span(start, filled[-1][0] + len(last.rstrip()))


@dataclass(slots=True, eq=False)
class Shown:
    """What is shown of a cell."""

    text: str
    span: Span | None
    annotations: tuple[Annotation, ...]


@dataclass(frozen=True, slots=True)
class TableReader:
    """Makes tables of raw ones."""

    expansion: Expansion
    footnote: FootnoteText

    def shown(self, cell: RawCell) -> Shown:
        """Return what is shown of a cell, with the sort key of its attributes."""
        ranges = cell.ranges
        key = cell.attributes.get("data-sort-value") if cell.attributes else None
        keys = (Annotation("sort_key", collapsed(key)),) if key else ()
        if len(ranges) == 1:
            text = self.expansion.text[ranges[0][0] : ranges[0][1]]
            if is_plain(text):
                start = ranges[0][0] + len(text) - len(text.lstrip())
                inner = text.strip()
                span = self.expansion.span(start, start + len(inner)) if inner else None
                return Shown(collapsed(inner), span, keys)
            line = simple_line(self.expansion, *ranges[0], self.footnote)
            if line is not None:
                return Shown(line.text, source_span(self.expansion, ranges), keys + line.annotations)
        elif not ranges:
            return Shown("", None, keys)
        visible = visible_lines(self.expansion, ranges, self.footnote)
        return Shown(visible.text, source_span(self.expansion, ranges), (*keys, *visible.annotations))

    def grid(self, raw: RawTable) -> Grid[Shown]:
        """Return the grid of a table."""
        groups = [RowGroup([list(map(self._spanning, row)) for row in group.rows], group.kind) for group in raw.groups]
        return form_grid(groups)

    def _spanning(self, cell: RawCell) -> SourceCell[Shown]:
        attributes = cell.attributes
        shown = self.shown(cell)
        if not attributes:
            return SourceCell(shown, 1, 1, cell.is_header)
        rows, columns = rowspan_of(attributes.get("rowspan")), colspan_of(attributes.get("colspan"))
        return SourceCell(shown, rows, columns, cell.is_header, attributes.get("scope", "").strip().lower())

    def caption(self, raw: RawTable) -> str | None:
        """Return the first caption that says something."""
        for caption in raw.captions:
            ranges = caption.ranges
            if ranges and (text := visible_lines(self.expansion, ranges, None).text):
                return text
        return None

    def table(self, raw: RawTable, index: int, section: Section) -> Table:
        """Return a table as documents hold it."""
        if _is_plain(raw):
            rows, headers = self.plain_rows(raw.groups[0].rows)
        else:
            grid = self.grid(raw)
            rows = [tuple(_cells(grid, number)) for number in range(len(grid.rows))]
            headers = header_rows(grid, _is_blank)
        if not headers:
            headers = header_rows_by_words(rows)
        if headers:
            rows[:headers] = map(as_header, rows[:headers])
        return Table(index, section, self.caption(raw), tuple(rows), headers)

    def plain_rows(self, raws: Sequence[Sequence[RawCell]]) -> tuple[list[tuple[Cell, ...]], int]:
        """Return the rows of a table without spans, and how many of them are its header: a shorter way."""
        rows = []
        head: list[list[SourceCell[Cell]]] = []
        in_head = True
        for number, raw in enumerate(raws):
            cells = []
            for column, cell in enumerate(raw):
                shown = self.shown(cell)
                made = Cell(shown.text, shown.span, (number, column), cell.is_header, False, shown.annotations)
                cells.append(made)
            rows.append(tuple(cells))
            if in_head:
                # One row that is not of the header is enough to tell where the header ends.
                head.append([_source_cell(cell, made) for cell, made in zip(raw, cells, strict=True)])
                in_head = not any(made.text and not made.is_header for made in cells)
        return rows, header_rows(form_grid([RowGroup(head)]), _is_blank)


def _is_plain(raw: RawTable) -> bool:
    """Say whether a table is rows of as many cells each, none of which spans others."""
    if len(raw.groups) != 1 or raw.groups[0].kind != "body":
        return False
    rows = raw.groups[0].rows
    if len({len(row) for row in rows}) != 1:
        return False
    return not any("rowspan" in cell.attributes or "colspan" in cell.attributes for row in rows for cell in row)


def _is_blank(shown: Shown | Cell) -> bool:
    return not shown.text


def _source_cell(cell: RawCell, made: Cell) -> SourceCell[Cell]:
    return SourceCell(made, 1, 1, cell.is_header, cell.attributes.get("scope", "").strip().lower())


def _cells(grid: Grid[Shown], number: int) -> Iterator[Cell]:
    for column, slot in enumerate(grid.rows[number]):
        if slot is None:
            yield Cell("", None, (number, column))
            continue
        shown = slot.cell.payload
        is_spanned = not slot.is_origin(number, column)
        origin = (slot.row, slot.column)
        yield Cell(shown.text, shown.span, origin, slot.cell.is_header, is_spanned, shown.annotations)
