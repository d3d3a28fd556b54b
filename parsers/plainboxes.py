"""Infoboxes of flattened text that nothing marks: lines of a label and its value before the first heading.

As browsers of text and converters write them: `Venue  Olympic Oval`, `Venue Olympic Oval`,
`Venue| Olympic Oval`. Three labels in lines one
below the other must be known. A line that the words of a medal's picture begin names a medallist and the nation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from parsers.footmarks import medal_at_start
from parsers.infobox import property_of_key
from parsers.text import stripped
from schemas.document import Span
from schemas.medals import MEDALS

Field = tuple[str, Span]
"""A label and where its value stands."""

_PAIR = re.compile(r"(?P<label>[^\s|]+(?: [^\s|]+){0,3}?)(?:\s{2,}|\s*\|\s*)(?P<value>[^\s|]+(?:\s[^\s|]+)*)")
_PARTS = re.compile(r"[^\s●]+(?: [^\s●]+)*")
_FEWEST = 3
_MOST_WORDS = 3
_LONGEST = 600


def find_boxes(text: str, lines: Sequence[Span], is_free: Sequence[bool]) -> Mapping[int, Sequence[Field]]:
    """Return the fields of the lines of infoboxes, by the numbers of the lines; `is_free` says which may be such."""
    found: dict[int, Sequence[Field]] = {}
    for block in _blocks(text, lines, is_free):
        fields = {number: list(_fields(text, stripped(text, lines[number]))) for number in block}
        known = [number for number in block if fields[number] and not _is_medal(fields[number][0][0])]
        if len(known) >= _FEWEST:
            found |= {number: own for number, own in fields.items() if own}
    return found


def _blocks(text: str, lines: Sequence[Span], is_free: Sequence[bool]) -> Iterator[list[int]]:
    """Yield the numbers of lines that stand one below the other; a short text's only."""
    block: list[int] = []
    for number, line in enumerate(lines):
        if is_free[number] and line.of(text).strip():
            block.append(number)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _is_medal(label: str) -> bool:
    return label.split()[0].lower() in MEDALS


def _fields(text: str, line: Span) -> Iterator[Field]:
    words = line.of(text)
    if not words or len(words) > _LONGEST:
        return
    medal = medal_at_start(words)
    if medal:
        yield from _medallist(text, line, *medal)
        return
    pair = _PAIR.fullmatch(words)
    if pair and _is_label(pair["label"]):
        yield pair["label"], Span(line.start + pair.start("value"), line.end)
        return
    count = next((count for count in range(_MOST_WORDS, 0, -1) if _is_label(" ".join(words.split(" ")[:count]))), 0)
    label = " ".join(words.split(" ")[:count])
    value = stripped(text, Span(line.start + len(label), line.end))
    if count and value.start < value.end:
        yield label, value


def _is_label(words: str) -> bool:
    named = property_of_key(words)
    return named is not None and named not in MEDALS and words[:1].isupper()


def _medallist(text: str, line: Span, medal: str, length: int) -> Iterator[Field]:
    """Yield the name and the nation behind the words of a medal's picture."""
    parts = [match.span() for match in _PARTS.finditer(text, line.start + length, line.end)]
    labels = (medal.capitalize(), f"{medal.capitalize()} NOC")
    for label, (start, end) in zip(labels, parts, strict=False):
        middle = (start + end) // 2
        yield label, Span(middle if text[start:middle] == text[middle:end] else start, end)
