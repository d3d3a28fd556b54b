"""Headings of flattened text, in the ways of those who flatten: `== Results ==`, `## Results`, `Results[edit]`.

A text is in one way throughout. Markdown's is taken where no line has equals signs, and not for lists whose items begin
with `#`; links to edit a section, which copied pages have, where neither is there. These tell no level: the numbers of
the page's contents do, if it has some, else what the headings name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from parsers.headinglevels import levels_of
from parsers.text import stripped
from schemas.document import Span

_MAX_LEVEL = 6
_MARKDOWN = re.compile(r"\s*(?P<level>#{1,6})[ \t]+(?P<words>\S.*?)[ \t]*#*[ \t]*")
_EDIT = re.compile(r"\[\s*edit(?: source)?\s*\]$", re.IGNORECASE)
_CONTENTS = re.compile(r"\W*(?P<number>\d{1,2}(?:\.\d{1,2})*)\.?\s+(?P<words>\S.*)")
_USUAL_LEVEL = 2


@dataclass(frozen=True, slots=True)
class PlainHeading:
    """A heading's level, its words, and how many lines it takes."""

    level: int
    words: Span
    lines: int = 1


def find_headings(text: str, lines: Sequence[Span]) -> Mapping[int, PlainHeading]:
    """Return the headings by the numbers of the lines in which they begin."""
    for way in (_with_equals_signs, _of_markdown, _with_links):
        found = dict(way(text, lines))
        if found:
            return found
    return {}


def _with_equals_signs(text: str, lines: Sequence[Span]) -> Iterator[tuple[int, PlainHeading]]:
    """Yield those with as many equals signs on either side of words."""
    if "=" not in text:
        return
    for number, line in enumerate(lines):
        content = stripped(text, line)
        heading = _in_equals_signs(text, content) if text.startswith("=", content.start) else None
        if heading:
            yield number, heading


def _in_equals_signs(text: str, line: Span) -> PlainHeading | None:
    content = line.of(text)
    level = len(content) - len(content.lstrip("="))
    words = content[level : len(content) - level]
    closing = len(content) - len(content.rstrip("="))
    if not 0 < level <= _MAX_LEVEL or closing != level or words.strip().startswith("=") or not words.strip():
        return None
    start = line.start + level
    return PlainHeading(level, stripped(text, Span(start, start + len(words))))


def _of_markdown(text: str, lines: Sequence[Span]) -> Iterator[tuple[int, PlainHeading]]:
    """Yield those with `#` before them, where some have two and each stands by itself."""
    if "##" not in text:
        return
    for number, line in enumerate(lines):
        match = _MARKDOWN.fullmatch(text, line.start, line.end) if "#" in line.of(text)[:8] else None
        if match and (number == 0 or not lines[number - 1].of(text).strip()):
            yield number, PlainHeading(len(match["level"]), Span(match.start("words"), match.end("words")))


def _with_links(text: str, lines: Sequence[Span]) -> Iterator[tuple[int, PlainHeading]]:
    """Yield those with a link to edit their section after them or in the line below."""
    if "edit" not in text:
        return
    found: list[tuple[int, Span, int]] = []
    for number, line in enumerate(lines):
        link = _EDIT.search(line.of(text).rstrip())
        words = stripped(text, Span(line.start, line.start + link.start())) if link else Span(0, 0)
        if words.start < words.end:
            found.append((number, words, 1))
        elif link and number and (above := stripped(text, lines[number - 1])).start < above.end:
            found.append((number - 1, above, 2))
    words_of = [words.of(text) for _, words, _ in found]
    numbered = _numbered(text, lines) if found else {}
    levels = [numbered.get(words, _USUAL_LEVEL) for words in words_of]
    if numbered.keys().isdisjoint(words_of):
        levels = levels_of(words_of)
    for (number, words, count), level in zip(found, levels, strict=True):
        yield number, PlainHeading(level, words, count)


def _numbered(text: str, lines: Iterable[Span]) -> Mapping[str, int]:
    """Return the levels of headings by the numbers that a page's contents give them: `2.1 Heats` is of level 3."""
    matches = (_CONTENTS.fullmatch(line.of(text).rstrip()) for line in lines)
    return {match["words"]: match["number"].count(".") + _USUAL_LEVEL for match in matches if match}
