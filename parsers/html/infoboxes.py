"""Infoboxes: the rows of a table of class infobox as fields.

A row of a label and a value is a field. A row of one cell is a heading of the rows below; where it is no header cell,
it is the value of the heading above. A row that a medal's icon labels is the field of that medal ("Gold"), and a third
cell its nation ("Gold NOC"); arrows label the previous and the next ("Previous", "Next").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from parsers.html.selectors import Element
from parsers.html.tables import TableReader, element_grid, outermost_tables
from parsers.html.transclusion import template_name
from parsers.html.visible import BLOCKS, Reading, classes, is_block
from parsers.title import year_of
from schemas.document import Infobox, InfoboxField, Locator, Section
from schemas.games import edition_named

_HEADING_CLASSES = frozenset({"infobox-header", "infobox-title", "infobox-above", "infobox-subheader", "summary"})
_LABEL_VALUE_NATION = 3
_TITLE_LINES = 2
_LABEL_AND_VALUE = 2
_LABELS = frozenset({"div", "span", "b", "strong", "h2", "h3", "h4", "h5", "p"})
_ITEMS = frozenset({"br", "li", "dt", "h2", "h3", "h4"})
_BACK = re.compile(r"^[«←‹<◄⟵]\s*(?P<value>.+)$")
_FORTH = re.compile(r"^(?P<value>.+?)\s*[»→›>►⟶]$")
_BOTH = re.compile(
    r"^[«←‹<◄⟵]\s*(?P<back>[^\s«»←→]+)(?:\s+.*?)?\s+"
    r"(?P<forth>(?:1[89]|20)\d\d(?:\s+[^\d\s«»←→][^\d«»←→]*?)?|[^\s«»←→]+)\s*[»→›>►⟶]$"
)
_AT = re.compile(r"^at (?:the )?(?P<games>.*(?:(?:1[89]|20)\d\d|\b[IVXL]+\b).*)$", re.IGNORECASE)
_TITLES = frozenset({"infobox-title", "infobox-above"})


@dataclass(slots=True)
class _Fields:
    """The state of one pass over the rows."""

    reader: TableReader
    section: Section
    fields: list[InfoboxField] = field(default_factory=list)
    heading: str | None = None
    rows_seen: int = 0

    def table(self, table: Element) -> None:
        rows = _rows(table)
        several = [len(cells) for cells in rows if len(cells) > 1]
        if 2 * sum(count > _LABEL_VALUE_NATION for count in several) > len(several):
            return  # a matrix of links in an infobox's looks
        self.title(table)
        for cells in rows:
            self.row(cells)

    def title(self, table: Element) -> None:
        """Add event and Games, where the title says both: "Men's sprint" and, on a line below, "at the 1936 Games"."""
        titles = (node for node in table.iter("caption", "th") if node.tag == "caption" or _is_title(node))
        title = next(titles, None)
        if title is None:
            return
        lines = [note.text for note in self.reader.reading(title).annotations if note.kind == "line"]
        games = _AT.match(lines[1]) if len(lines) == _TITLE_LINES else None
        if games and (year_of(games["games"]) or edition_named(games["games"])):
            self.add("Event", title, Reading(lines[0]))
            self.add("Games", title, Reading(games["games"]))

    def row(self, cells: list[Element]) -> None:
        self.rows_seen += 1
        if len(cells) == 1:
            self.single(cells[0])
        elif len(cells) > 1 and not self.neighbours(cells):
            self.labelled(cells)

    def single(self, cell: Element) -> None:
        text = self.reader.reading(cell).text
        for table in outermost_tables(cell):
            self.table(table)
        if text and (cell.tag == "th" or self.rows_seen == 1 or not _HEADING_CLASSES.isdisjoint(classes(cell))):
            self.heading = text if self.rows_seen > 1 else None
        elif text and not self.neighbours([cell]) and self.heading:
            self.add(self.heading, cell, self.reader.reading(cell))

    def labelled(self, cells: list[Element]) -> None:
        label, *rest = cells
        if all(cell.tag == "th" for cell in cells):
            return
        reading = self.reader.reading(label)
        medal = next((note.text.capitalize() for note in reading.annotations if note.kind == "medal"), None)
        if medal and not reading.text:
            for key, cell in zip((medal, f"{medal} NOC"), rest, strict=False):
                self.add(key, cell, self.reader.reading(cell))
        elif reading.text:
            for cell in rest:
                self.add(reading.text.rstrip(" :"), cell, self.reader.reading(cell))
        else:
            for cell in rest:
                self.single(cell)

    def neighbours(self, cells: list[Element]) -> bool:
        """Add the previous and the next, where arrows say so; say whether they did."""
        found = [(key, cell, reading) for cell in cells for key, reading in _arrows(self.reader.reading(cell))]
        others = sum(bool(self.reader.reading(cell).text) for cell in cells) - len({id(cell) for _, cell, _ in found})
        if not found or others > 0:
            return False
        for key, cell, reading in found:
            self.add(key, cell, reading)
        return True

    def add(self, key: str, cell: Element, reading: Reading) -> None:
        locator = Locator(
            self.section.name, selector=self.reader.selectors.of(cell), source_line=cell.sourceline
        )  # fmt: skip
        self.fields.append(InfoboxField(len(self.fields), key, reading.text or None, locator, reading.annotations))


def _is_title(cell: Element) -> bool:
    """Say whether a cell is the title of an infobox, by its class."""
    return not _TITLES.isdisjoint(classes(cell))


def _rows(table: Element) -> list[list[Element]]:
    """Return the cells of each row of a table, those that span into it too."""
    rows = element_grid(table).rows
    return [list({id(slot): slot.cell.payload for slot in row if slot is not None}.values()) for row in rows]


def _arrows(reading: Reading) -> Iterator[tuple[str, Reading]]:
    both = _BOTH.match(reading.text)
    if both:
        yield "Previous", Reading(both["back"], reading.annotations)
        yield "Next", Reading(both["forth"], reading.annotations)
        return
    back, forth = _BACK.match(reading.text), _FORTH.match(reading.text)
    if back and not forth:
        yield "Previous", Reading(back["value"], reading.annotations)
    elif forth and not back:
        yield "Next", Reading(forth["value"], reading.annotations)


def read_block_infobox(element: Element, index: int, section: Section, reader: TableReader) -> Infobox:
    """Read an infobox built of blocks: `<dt>` and `<dd>`, or blocks of a label and a value, two in each.

    A table in it has its labels in a row above their values.
    """
    fields = _Fields(reader, section)
    label: Element | None = None
    for node in element.iterdescendants():
        if node.tag == "dt":
            label = node
        elif node.tag == "dd" and label is not None:
            _labelled_by(fields, label, node)
        elif node.tag == "table":
            for above, below in zip(*_rows(node), strict=True):
                _labelled_by(fields, above, below)
        elif isinstance(node.tag, str) and len(node) == _LABEL_AND_VALUE and _is_pair(node):
            _labelled_by(fields, node[0], node[1])
    return Infobox(index, template_name(element), tuple(fields.fields))


def is_headed_pair(table: Element) -> bool:
    """Say whether a table has a row of labels above one of as many values, and no more."""
    rows = _rows(table)
    if len(rows) != _LABEL_AND_VALUE or len(rows[0]) != len(rows[1]):
        return False
    return all(cell.tag == "th" for cell in rows[0]) and all(cell.tag == "td" for cell in rows[1])


def _is_pair(node: Element) -> bool:
    """Say whether a block has a label and a value and nothing beside them: the label holds no blocks."""
    first, second = node
    if node.tag not in BLOCKS or not isinstance(first.tag, str) or not isinstance(second.tag, str):
        return False
    beside = (node.text, first.tail, second.tail)
    is_same_line = first.tag in _LABELS and second.tag not in _ITEMS
    return is_same_line and not any(text and text.strip() for text in beside) and not any(map(is_block, first))


def _labelled_by(fields: _Fields, label: Element, value: Element) -> None:
    text = fields.reader.reading(label).text.rstrip(" :")
    if text:
        fields.add(text, value, fields.reader.reading(value))


def read_infobox(table: Element, index: int, section: Section, reader: TableReader) -> Infobox:
    """Read an infobox; its name is the template's where Parsoid's HTML tells it. Raises `TooLargeError`."""
    fields = _Fields(reader, section)
    fields.table(table)
    return Infobox(index, template_name(table), tuple(fields.fields))
