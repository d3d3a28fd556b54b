"""What flattening left of markup in the text, and no reader of the page saw.

Marks of footnotes (`Ann Aal[1]`, `9.15[a]`, `9.15^[note 2]`), pictures (`[] Norway`), and Markdown's links and emphasis
(`[Ann Aal](/wiki/Ann_Aal)`, `**9.15**`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from schemas.document import Cell, Span, Table

_NUMBER = r"\[(?:\d{1,3}|[a-z]|(?:note|nb|n|fn|(?:lower|upper)-(?:alpha|roman|greek))[ \u00a0]\d{1,3})\]"
_TARGET = r"\((?:[#/.<]|[a-z]{2,8}:)?(?:(?<=[#/.<:])(?:[^()\n]|\([^()\n]{0,300}\)){0,2000})?\)"
"""Where a link leads, in Markdown; nothing else in brackets is looked for behind square ones."""
_MARK = re.compile(
    rf"(?P<picture>!\[[^\[\]\n]{{0,500}}\]{_TARGET}[ \u00a0]?)"
    rf"|(?P<note>\[?{_NUMBER}\]?{_TARGET})"
    rf"|\[(?P<words>(?:[^\[\]\n]|!\[[^\[\]\n]{{0,500}}\]{_TARGET}){{1,1000}})\]{_TARGET}"
    rf"|(?<=\S)\^?{_NUMBER}(?!\()|(?<!\S)\[\](?:[ \u00a0]|$)",
    re.IGNORECASE,
)
_ALTERNATIVE = re.compile(rf"!\[(?P<words>[^\[\]\n]{{1,500}})\]{_TARGET}", re.IGNORECASE)
_EMPHASIS = re.compile(r"(?P<mark>\*{1,3}|_{1,3})(?P<words>[^\s*_](?:[^*\n]*[^\s*_])?)(?P=mark)")

_EMPHASES = frozenset("*_")


def _dropped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where marks stand in a part of a text."""
    for match in _MARK.finditer(text, start, end):
        words = match.span("words")
        if words == (-1, -1):
            yield match.span()
        else:
            yield match.start(), words[0]
            yield from _dropped(text, *words)
            yield words[1], match.end()


def without_marks(text: str) -> str:
    """Return a text without the marks in it. One that stands alone is what the text says, as a picture's words are."""
    if "[" not in text:
        return text
    places, at = [], 0
    for start, end in _dropped(text, 0, len(text)):
        places.append(text[at:start])
        at = end
    found = "".join([*places, text[at:]]).strip() if at else text
    alone = None if found else _ALTERNATIVE.search(text)
    return alone["words"] if alone else found


def shown(text: str, span: Span) -> tuple[str, tuple[int, ...]]:
    """Return what a reader sees of a part, with the place of each character; nothing where no mark is in it."""
    if text.find("[", span.start, span.end) < 0:
        return "", ()
    places: list[int] = []
    at = span.start
    for start, end in _dropped(text, span.start, span.end):
        places += range(at, start)
        at = end
    if at == span.start:
        return "", ()
    places += range(at, span.end)
    return "".join([text[place] for place in places]), tuple(places)


def table_without_marks(table: Table) -> Table:
    """Return a table whose cells say nothing of marks; their places hold them still."""
    if not any("[" in cell.text or cell.text[:1] in _EMPHASES for row in table.rows for cell in row):
        return table
    return replace(table, rows=tuple(tuple(map(_cell, row)) for row in table.rows))


def _cell(cell: Cell) -> Cell:
    text = without_marks(cell.text)
    emphasis = _EMPHASIS.fullmatch(text) if text[:1] in _EMPHASES else None
    text = emphasis["words"] if emphasis else text
    return cell if text == cell.text else replace(cell, text=text)
