"""Headings of flattened text that nothing marks, as converters to plain text and browsers of text write them.

A text has such headings where two lines that stand by themselves, or one above a table, are words that head parts of
articles. What else stands by itself is a heading where a table or prose follows. The level, which such a text does not
tell, comes from what the heading names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from parsers.headinglevels import levels_of
from parsers.plainheadings import PlainHeading
from parsers.rounds import round_of
from parsers.tables.labels import is_generic
from parsers.text import stripped
from parsers.title import event_words, gender_of
from schemas.document import Span
from schemas.eventnames import is_only_gender
from schemas.slugs import slug
from schemas.vocabulary import default_vocabulary, normal

_MOST_CHARACTERS = 80
_MOST_WORDS = 8
_MOST_WORDS_ABOVE_PROSE = 4
_SHORTEST_PROSE = 80
_FEWEST = 2
_MOST_IN_A_ROW = 3
"""More lines by themselves, one after another, are the cells of a table."""
_NO_HEADING = re.compile(
    r"[-*•|+=_^\[(<\"“]|\d+[.):]?(?:\s|$)(?!\s*[×x]|\s*\w*met|\s*k?m\b)|.*(?:[.,;:!?|\t]$|\S  +\S|\t|: )"
)
"""How items of lists, sentences and rows look; `4 × 100 metres` heads an event."""
_TITLE = 1


def alone_headings(text: str, lines: Sequence[Span], is_row: Sequence[bool], title: str) -> Mapping[int, PlainHeading]:
    """Return the headings by the numbers of their lines; `title` is what the article is known by."""
    words = [stripped(text, line) for line in lines]
    said = [place.of(text) for place in words]
    alone = [_is_alone(said, is_row, number) for number in range(len(said))]
    candidates = _without_cells(said, alone)
    known = [number for number in candidates if _heads_a_part(said[number])]
    if len(known) < _FEWEST and not any(_is_above_row(said, is_row, number) for number in known):
        return {}
    found: dict[int, PlainHeading] = {}
    first = next((number for number, line in enumerate(said) if line), 0)
    if candidates[0] == first and _is_title(said[first], title):
        found[first] = PlainHeading(_TITLE, words[first])
    below = [n for n in candidates if n not in found and (_heads_a_part(said[n]) or _is_followed(said, is_row, n))]
    levels = levels_of([said[number] for number in below])
    return found | {n: PlainHeading(level, words[n]) for n, level in zip(below, levels, strict=True)}


def alone_title(text: str) -> str | None:
    """Return the title that a text without marked headings begins with, where it names an event of an edition."""
    head, _, rest = text.lstrip("\ufeff \t\r\n").partition("\n")
    line = head.strip()
    return line if not rest.split("\n", 1)[0].strip() and _names_event(line) else None


def _is_title(line: str, title: str) -> bool:
    return slug(line) == slug(title) or _names_event(line)


def _names_event(line: str) -> bool:
    if not 0 < len(line) <= 2 * _MOST_CHARACTERS or line.endswith((".", ":", ",")):
        return False
    words = event_words(line)
    return words.year is not None and words.games is not None


def _is_alone(said: Sequence[str], is_row: Sequence[bool], number: int) -> bool:
    """Say whether a line stands by itself and is of words that may head something."""
    line = said[number]
    if not line or is_row[number] or len(line) > 2 * _MOST_CHARACTERS:
        return False
    above = said[number - 1] if number else ""
    below = said[number + 1] if number + 1 < len(said) else ""
    return not above and not below and not _NO_HEADING.match(line) and not line[0].islower()


def _without_cells(said: Sequence[str], alone: Sequence[bool]) -> list[int]:
    """Return the numbers of the lines by themselves that are no cells: of many in a row only the first that head."""
    found: list[int] = []
    filled = [number for number, line in enumerate(said) if line]
    for is_alone, run in groupby(filled, key=lambda number: alone[number]):
        numbers = list(run)
        if is_alone and len(numbers) > _MOST_IN_A_ROW:
            known = next((i for i, number in enumerate(numbers) if i and not _heads_a_part(said[number])), len(numbers))
            numbers = numbers[:known]
        found += numbers if is_alone else []
    return found


def _heads_a_part(line: str) -> bool:
    """Say whether a line is words that head parts of articles: of sections, rounds and genders."""
    if len(line) > _MOST_CHARACTERS:
        return False
    is_section = normal(line) in default_vocabulary().sections or is_generic(slug(line))
    return is_section or bool(round_of(line).round) or is_only_gender(line)


def _next(said: Sequence[str], number: int) -> int | None:
    return next((i for i in range(number + 1, len(said)) if said[i]), None)


def _is_above_row(said: Sequence[str], is_row: Sequence[bool], number: int) -> bool:
    after = _next(said, number)
    return after is not None and is_row[after]


def _is_followed(said: Sequence[str], is_row: Sequence[bool], number: int) -> bool:
    """Say whether a table follows, or prose after few words; or a heading that does, for what names a gender."""
    count = len(said[number].split())
    after = _next(said, number)
    if after is None or count > _MOST_WORDS or len(said[number]) > _MOST_CHARACTERS:
        return False
    is_prose = len(said[after]) >= _SHORTEST_PROSE and not is_row[after]
    if is_row[after] or gender_of(said[number]) != "unknown":
        return True
    return _heads_a_part(said[after]) or (is_prose and count <= _MOST_WORDS_ABOVE_PROSE)
