"""Tables of a page as full grids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from parsers.grid import Grid, GroupKind, RowGroup, SourceCell, colspan_of, form_grid, header_rows, rowspan_of
from parsers.html.selectors import Element, Selectors
from parsers.html.visible import Context, Reading, classes, visible
from parsers.tables.headers import as_header, header_rows_by_words
from schemas.document import Cell, Section, Table

_GROUPS: dict[str, GroupKind] = {"thead": "head", "tbody": "body", "tfoot": "foot"}
_CELLS = frozenset({"td", "th"})
_OPAQUE = frozenset({"table", "colgroup", "col", "template", "script", "style"})
_INFOBOXES = frozenset({"infobox", "portable-infobox"})
_OF_DATA = frozenset({"wikitable", "navbox", "navbox-inner", "navbox-subgroup", "metadata", "ambox"})
_OPAQUE_OR_CELL = _OPAQUE | _CELLS


@dataclass(slots=True)
class _Rows:
    """Collects the row groups of a table, passing over what does not belong between rows.

    Browsers put such things before the table; libxml2 leaves them where they are, with the rows in them, and a cell
    that was not closed with the cells that follow in it.
    """

    in_cells: bool = False
    count: int = 0
    groups: list[RowGroup[Element]] = field(default_factory=list)
    group: list[list[SourceCell[Element]]] | None = None
    row: list[SourceCell[Element]] | None = None

    def collect(self, table: Element) -> None:
        """Take the rows of a table whatever stands between them; `collect_usual` is the shorter way."""
        stack = [(iter(table), "table")]
        while stack:
            child = next(stack[-1][0], None)
            if child is None:
                self.close(stack.pop()[1])
                continue
            tag = child.tag
            if tag in _CELLS:
                self.cell(child, tag == "th")
            if tag not in (_OPAQUE if self.in_cells else _OPAQUE_OR_CELL):
                self.open(tag)
                stack.append((iter(child), tag))

    def collect_usual(self, table: Element) -> bool:
        """Take the rows of a table in which groups, rows and cells stand where they belong; say whether they do."""
        for child in table[:]:
            tag = child.tag
            if tag in _GROUPS:
                self.end_group("body")
                if not all(map(self._usual_row, child[:])):
                    return False
                self.end_group(_GROUPS[tag])
            elif tag == "caption":
                if next(child.iterdescendants("tr"), None) is not None:
                    return False
            elif tag not in _OPAQUE and not self._usual_row(child):
                return False
        self.end_group("body")
        return True

    def _usual_row(self, element: Element) -> bool:
        if element.tag != "tr":
            return False
        cells = element[:]
        self.rows.append([_source_cell(cell, cell.tag == "th") for cell in cells])
        self.count += len(cells)
        return _CELLS.issuperset([cell.tag for cell in cells])

    def open(self, tag: str) -> None:
        if tag in _GROUPS:
            self.end_group("body")
        elif tag == "tr":
            self.row = []
            self.rows.append(self.row)

    def close(self, tag: str) -> None:
        if tag == "tr":
            self.row = None
        elif tag in _GROUPS or tag == "table":
            self.end_group(_GROUPS.get(tag, "body"))

    @property
    def rows(self) -> list[list[SourceCell[Element]]]:
        if self.group is None:
            self.group = []
        return self.group

    def end_group(self, kind: GroupKind) -> None:
        self.row = None
        if self.group:
            self.groups.append(RowGroup(self.group, kind))
        self.group = None

    def cell(self, element: Element, is_header: bool) -> None:
        """Add a cell to its row; one outside of any begins a row."""
        self.count += 1
        if self.row is None:
            self.row = []
            self.rows.append(self.row)
        self.row.append(_source_cell(element, is_header))


def _source_cell(element: Element, is_header: bool) -> SourceCell[Element]:
    named = element.keys()
    if not named:  # to ask each attribute by its name takes longer than all else here
        return SourceCell(element, 1, 1, is_header)
    rows = rowspan_of(element.get("rowspan")) if "rowspan" in named else 1
    columns = colspan_of(element.get("colspan")) if "colspan" in named else 1
    scope = element.get("scope").lower() if "scope" in named else ""
    return SourceCell(element, rows, columns, is_header, scope)


def is_infobox(element: Element) -> bool:
    """Say whether a table or block is an infobox, by its class. The header cells of a table name rows."""
    names = classes(element)
    return any(name in _INFOBOXES or name.startswith("infobox_") for name in names)


def is_layout(table: Element) -> bool:
    """Say whether a table that holds others only lays these out: it names no column, and has no style of data."""
    if table.get("role") == "presentation":
        return True
    names = classes(table)
    if is_infobox(table) or any(name in _OF_DATA for name in names):
        return False
    return not any(next(head.iterancestors("table")) is table for head in table.iterdescendants("th", "caption"))


def element_grid(table: Element) -> Grid[Element]:
    """Form the grid of a `<table>`; its payloads are the cells' elements. Raises `TooLargeError`."""
    return form_grid(_row_groups(table))


def _row_groups(table: Element) -> list[RowGroup[Element]]:
    count = len(list(table.iter("td", "th")))
    rows = _Rows()
    if not rows.collect_usual(table) or rows.count != count:
        rows = _Rows()
        rows.collect(table)
    if rows.count != count:  # those of nested tables, or in cells that were not closed
        rows = _Rows(in_cells=True)
        rows.collect(table)
    return rows.groups


def _is_plain(groups: Sequence[RowGroup[Element]]) -> bool:
    """Say whether a table is rows of as many cells each, none of which spans others."""
    if len(groups) != 1 or groups[0].kind != "body":
        return False
    rows = groups[0].rows
    if len({len(row) for row in rows}) != 1:
        return False
    return all(cell.rowspan == 1 == cell.colspan for row in rows for cell in row)


def outermost_tables(element: Element) -> Iterator[Element]:
    """Yield the tables below an element that stand in no other table below it, in the page's order."""
    last = None
    for table in element.iterdescendants("table"):
        if last is None or not _is_within(table, last):
            last = table
            yield table


def _is_within(element: Element, ancestor: Element) -> bool:
    return any(node is ancestor for node in element.iterancestors("table"))


@dataclass(slots=True)
class TableReader:
    """Reads the tables of one page. A cell's element is read once, however many places of the grid it covers."""

    context: Context
    selectors: Selectors
    readings: dict[Element, Reading] = field(default_factory=dict)

    def reading(self, element: Element) -> Reading:
        """Return what a reader sees of a cell, without the tables in it."""
        return self.readings.get(element) or self._read(element)

    def _read(self, element: Element) -> Reading:
        found = self.readings[element] = visible(element, self.context)
        return found

    def read(self, element: Element, index: int, section: Section) -> Table:
        """Read a table. Raises `TooLargeError`."""
        groups = _row_groups(element)
        if _is_plain(groups):
            rows, head = self._plain_rows(groups[0].rows)
            grid = form_grid([RowGroup(head)])
        else:
            grid = form_grid(groups)
            rows = self._cells(grid)
        headers = 0 if is_infobox(element) else self._header_rows(grid, rows)
        if headers:
            rows = [*map(as_header, rows[:headers]), *rows[headers:]]
        return Table(index, section, self.caption(element), tuple(rows), headers)

    def _header_rows(self, grid: Grid[Element], rows: list[tuple[Cell, ...]]) -> int:
        return header_rows(grid, lambda cell: not self.reading(cell).text) or header_rows_by_words(rows)

    def caption(self, table: Element) -> str | None:
        """Return what a reader sees of the caption, or None."""
        for caption in table.iterdescendants("caption"):
            if next(caption.iterancestors("table")) is table:
                return visible(caption, self.context).text or None
        return None

    def _cells(self, grid: Grid[Element]) -> list[tuple[Cell, ...]]:
        """Make the cells of every place; the places that one cell covers beside its first share one object."""
        spanned: dict[int, Cell] = {}
        rows = []
        for number, row in enumerate(grid.rows):
            cells = []
            for column, slot in enumerate(row):
                if slot is None:
                    cells.append(Cell("", None, (number, column)))
                elif slot.row == number and slot.column == column:
                    cells.append(self._cell(slot.cell, (number, column)))
                else:
                    if id(slot) not in spanned:
                        spanned[id(slot)] = replace(self._cell(slot.cell, (slot.row, slot.column)), is_spanned=True)
                    cells.append(spanned[id(slot)])
            rows.append(tuple(cells))
        return rows

    def _plain_rows(
        self, rows: Sequence[Sequence[SourceCell[Element]]]
    ) -> tuple[list[tuple[Cell, ...]], list[Sequence[SourceCell[Element]]]]:
        """Return the rows of a table without spans, and those of the first that may be its header: a shorter way.

        One row that is not of the header is enough to tell where the header ends.
        """
        made = [
            tuple([self._cell(cell, (number, column)) for column, cell in enumerate(row)])
            for number, row in enumerate(rows)
        ]
        ends = (n for n, row in enumerate(made, 1) if any(cell.text and not cell.is_header for cell in row))
        return made, list(rows[: next(ends, len(rows))])

    def _cell(self, cell: SourceCell[Element], place: tuple[int, int]) -> Cell:
        element = cell.payload
        reading = self.readings.get(element) or self._read(element)
        selector = self.selectors.of(element)
        # By position: keywords would take a third of the time.
        return Cell(reading.text, None, place, cell.is_header, False, reading.annotations, selector, element.sourceline)
