"""Marks that flattening left: of footnotes (`Ann Aal[1]`, `9.15[a]`, `9.15^[note 2]`), of a picture (`[] Norway`)."""

from __future__ import annotations

import re
from dataclasses import replace

from schemas.document import Cell, Span, Table

_MARK = re.compile(
    r"(?<=\S)\^?\[(?:\d{1,3}|[a-z]|(?:note|nb|n|fn|(?:lower|upper)-(?:alpha|roman|greek))[ \u00a0]\d{1,3})\](?!\()"
    r"|(?<!\S)\[\](?:[ \u00a0]|$)",
    re.IGNORECASE,
)


def without_marks(text: str) -> str:
    """Return a text without the marks in it. One that stands alone is what the text says."""
    return _MARK.sub("", text) if "[" in text else text


def shown(text: str, span: Span) -> tuple[str, tuple[int, ...]]:
    """Return what a reader sees of a part, with the place of each character; nothing where no mark is in it."""
    if text.find("[", span.start, span.end) < 0:
        return "", ()
    places: list[int] = []
    at = span.start
    for match in _MARK.finditer(text, span.start, span.end):
        places += range(at, match.start())
        at = match.end()
    if at == span.start:
        return "", ()
    places += range(at, span.end)
    return "".join([text[place] for place in places]), tuple(places)


def table_without_marks(table: Table) -> Table:
    """Return a table whose cells say nothing of marks; their places hold them still."""
    if not any("[" in cell.text for row in table.rows for cell in row):
        return table
    return replace(table, rows=tuple(tuple(map(_cell, row)) for row in table.rows))


def _cell(cell: Cell) -> Cell:
    text = without_marks(cell.text)
    return cell if text == cell.text else replace(cell, text=text)
