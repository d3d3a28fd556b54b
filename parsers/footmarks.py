"""What flattening left of markup in the text, and no reader of the page saw.

Marks of footnotes (`Ann Aal[1]`, `9.15[a]`, `9.15^[note 2]`), pictures (`[] Norway`), and Markdown's links and emphasis
(`[Ann Aal](/wiki/Ann_Aal)`, `**9.15**`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from schemas.document import Annotation, Cell, Span, Table
from schemas.nations import noc_of

_NUMBER = r"\[(?:\d{1,3}|[a-z]|(?:note|nb|n|fn|(?:lower|upper)-(?:alpha|roman|greek))[ \u00a0]\d{1,3})\]"
_TARGET = r"\((?:[#/.<]|[a-z]{2,8}:)?(?:(?<=[#/.<:])(?:[^()]|\([^()]{0,300}\)){0,2000})?\)"
"""Where a link leads, in Markdown; nothing else in brackets is looked for behind square ones."""
_MARK = re.compile(
    rf"(?P<picture>!\[[^\[\]]{{0,500}}\]{_TARGET}[ \u00a0]?)"
    rf"|(?P<note>\[?{_NUMBER}\]?{_TARGET})"
    rf"|\[(?P<words>(?:[^\[\]]|!\[[^\[\]]{{0,500}}\]{_TARGET}){{1,1000}})\]{_TARGET}"
    rf"|(?<=\S)\^?{_NUMBER}(?!\()|(?<!\S)\[\](?:[ \u00a0]|$)",
    re.IGNORECASE,
)
_ALTERNATIVE = re.compile(rf"!\[(?P<words>[^\[\]]{{1,500}})\]{_TARGET}", re.IGNORECASE)
_EMPHASIS = re.compile(r"(?P<mark>\*{1,3}|_{1,3})(?P<words>[^\s*_](?:[^*\n]*[^\s*_])?)(?P=mark)")

_EMPHASES = frozenset("*_")
_MEDAL = re.compile(
    r"(?:0[123] ?!?\s?)?!?\[?(?:0[123] ?!\s?)?(?:(?:1st|2nd|3rd) place,? )?(?P<medal>gold|silver|bronze) medal"
    r"(?:l?ist\\?\(s\\?\)| icon)(?:\.svg)?\]?",
    re.IGNORECASE,
)
"""The words that stand for the picture of a medal, with the key that hides behind it, and no words of a table."""
_LETTERS_OF_MEDALS = frozenset("[!0123gsbGSB")
_DOUBLE = re.compile(r"\[?(?P<flag>[^\W\d_][^\[\]\d\n]{2,40}?)\]?\s?(?P<name>(?P=flag))(?![^\W\d_])")
"""The words of a flag before the name of its nation."""
_LEG = re.compile(r"[^\W\d_][^()\d]{2,60}\(\d{1,2}(?:[:.]\d{1,2}){1,2}\)")
_LEGS = re.compile(rf"{_LEG.pattern}(?:\s{_LEG.pattern})+")
"""Who was in a relay, each with the time of the leg behind the name: the line breaks between them are lost."""


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
    found = found.replace("\n", " ") if "\n" in found and at else found
    alone = None if found else _ALTERNATIVE.search(text)
    return alone["words"] if alone else found


def shown(text: str, span: Span) -> tuple[str, tuple[int, ...]]:
    """Return what a reader sees of a part, with the place of each character; nothing where the text is just that.

    Marks are not in it, and a line break is a space.
    """
    is_wrapped = text.find("\n", span.start, span.end) >= 0
    if not is_wrapped and text.find("[", span.start, span.end) < 0:
        return "", ()
    places: list[int] = []
    at = span.start
    for start, end in _dropped(text, span.start, span.end):
        places += range(at, start)
        at = end
    if at == span.start and not is_wrapped:
        return "", ()
    places += range(at, span.end)
    if is_wrapped:
        places = [
            at for at, above in zip(places, [span.start, *places], strict=False) if not _is_blank(text, at, above)
        ]
    return "".join([" " if text[place] in "\r\n" else text[place] for place in places]), tuple(places)


def _is_blank(text: str, place: int, above: int) -> bool:
    """Say whether a character is white space behind other white space."""
    return place != above and text[place].isspace() and text[above].isspace()


def undoubled(text: str) -> str:
    """Return a text that begins with a nation's name, which the words of its flag doubled: `NorwayNorway`."""
    double = _DOUBLE.match(text)
    return text[double.start("name") :] if double and noc_of(double["flag"]) else text


def medal_at_start(text: str) -> tuple[str, int] | None:
    """Return the medal whose picture's words a text begins with, and their length; not where they are all of it."""
    match = _MEDAL.match(text) if text[:1] in _LETTERS_OF_MEDALS else None
    return (match["medal"].lower(), match.end()) if match and match.end() < len(text) else None


def table_without_marks(table: Table) -> Table:
    """Return a table whose cells say nothing of marks; their places hold them still."""
    return replace(table, rows=tuple(tuple(map(_cell, row)) for row in table.rows))


def _cell(cell: Cell) -> Cell:
    text = undoubled(without_marks(cell.text))
    medal = _MEDAL.fullmatch(text) if text[:1] in _LETTERS_OF_MEDALS else None
    if medal:
        return replace(cell, text="", annotations=(*cell.annotations, Annotation("medal", medal["medal"].lower())))
    emphasis = _EMPHASIS.fullmatch(text) if text[:1] in _EMPHASES else None
    text = emphasis["words"] if emphasis else text
    is_crew = text.endswith(")") and not any(note.kind == "line" for note in cell.annotations)
    lines = _LEG.findall(text) if is_crew and _LEGS.fullmatch(text) else ()
    notes = (*cell.annotations, *(Annotation("line", line) for line in lines))
    return cell if text == cell.text and not lines else replace(cell, text=text, annotations=notes)
