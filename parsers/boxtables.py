"""Infoboxes drawn as plain tables: two columns before the first heading, labels of an event beside their values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.infobox import property_of_key
from parsers.values.limits import is_too_long
from schemas.document import Cell, Document, Infobox, InfoboxField, Locator, Table
from schemas.medals import MEDALS

_COLUMNS = 2
_FEWEST_FIELDS = 3
_MOST_ROWS = 30
_BESIDE = "an infobox drawn as a table; its fields are read as such"


def with_box_tables(document: Document) -> Document:
    """Return the document with the tables of its lead that are infoboxes read as such too."""
    boxes = {table.index: _fields(table) for table in document.tables if not table.section.path and _may_be(table)}
    found = {index: fields for index, fields in boxes.items() if fields}
    if not found:
        return document
    tables = tuple(replace(table, beside=_BESIDE) if table.index in found else table for table in document.tables)
    first = len(document.infoboxes)
    made = tuple(Infobox(first + number, None, fields) for number, fields in enumerate(found.values()))
    return replace(document, tables=tables, infoboxes=(*document.infoboxes, *made))


def _may_be(table: Table) -> bool:
    return table.beside is None and table.width == _COLUMNS and _FEWEST_FIELDS <= len(table.rows) <= _MOST_ROWS


def _fields(table: Table) -> tuple[InfoboxField, ...]:
    """Return the fields of a table of labels and values; none where most of its labels are not known as such."""
    pairs = [row for row in table.rows if row[1].origin != row[0].origin and row[0].text]
    if not are_fields([row[0].text for row in pairs if row[1].text]):
        return ()
    return tuple(_field(table, position, row[0], row[1]) for position, row in enumerate(pairs))


def are_fields(labels: Sequence[str]) -> bool:
    """Say whether some labels are those of an infobox's fields: three at least, and half of them all, are known."""
    known = sum(map(is_known, labels))
    return known >= _FEWEST_FIELDS and 2 * known >= len(labels)


def is_known(label: str) -> bool:
    """Say whether a label is that of a field; medals label the rows of a table of medallists as well."""
    named = None if is_too_long(label) else property_of_key(label)
    return named is not None and named not in MEDALS


def _field(table: Table, position: int, label: Cell, value: Cell) -> InfoboxField:
    where = Locator(
        table.section.name, value.span if value.text else None, source_line=value.source_line, selector=value.selector
    )
    return InfoboxField(position, label.text.rstrip(" :"), value.text or None, where, value.annotations)
