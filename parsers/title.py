"""What the title of an article says of its event."""

from __future__ import annotations

import re

from parsers.text import line_number
from schemas.document import LEAD, Document, Locator, Span
from schemas.statements import EventWords, Gender, Statement, Subject
from schemas.values import Value

_GENDERS: dict[str, Gender] = {
    "men": "men", "mens": "men", "male": "men", "women": "women", "womens": "women", "ladies": "women",
    "female": "women", "mixed": "mixed", "boys": "boys", "girls": "girls", "open": "open",
}  # fmt: skip
_GENDER_WORD = re.compile(
    r"(?i)\b(mens|womens|men|women|ladies|boys|girls|male|female|mixed|open)(?:['’]s?|s['’])?(?=\W|$)"
)
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
_AT = re.compile(r"^(?P<sport>.+?) at the (?P<games>.+)$")
_DASH = re.compile(r"\s+[–—-]\s+")


def genders_of(text: str) -> tuple[Gender, ...]:
    """Return the genders that `text` names, in its order: "Men's 100 metres" gives men; "Men and women" both."""
    found = [_GENDERS[match.group(1).lower()] for match in _GENDER_WORD.finditer(text)]
    return tuple(dict.fromkeys(found))


def gender_of(text: str) -> Gender:
    """Return the one gender that `text` names, or `unknown` where it names none or several."""
    found = genders_of(text)
    return found[0] if len(found) == 1 else "unknown"


def year_of(text: str) -> int | None:
    """Return the first year in `text`."""
    match = _YEAR.search(text)
    return int(match.group(1)) if match else None


def event_words(title: str) -> EventWords:
    """Read a title as the event it speaks of.

    "Cycling at the 1928 Summer Olympics – Men's track time trial" has sport, games and event; "Track time trial at
    the Olympics" is an event over a family of Games, as is "Swimming at the Summer Olympics – Women's
    400 metre freestyle"; "2023 UCI Road World Championships – Men's time trial" has no
    sport. A title that fits none is the event's name.
    """
    head, *rest = _DASH.split(title.strip(), maxsplit=1)
    tail = rest[0].strip() if rest else None
    match = _AT.match(head)
    year = year_of(head)
    gender = gender_of(tail or head)
    if match and year is not None:
        return EventWords(year, match["games"].strip(), match["sport"].strip(), tail, gender)
    if match and tail is not None:
        return EventWords(None, match["games"].strip(), match["sport"].strip(), tail, gender)
    if match:
        return EventWords(None, match["games"].strip(), None, match["sport"].strip(), gender)
    if tail is not None and year is not None:
        return EventWords(year, head.strip(), None, tail, gender)
    return EventWords(year, None, None, title.strip(), gender)


def title_statements(document: Document, event: EventWords) -> list[Statement]:
    """Return what a title that stands in the text says: games, sport and event, each at its own words.

    A title from the file's name or from sources.toml is no statement.
    """
    if document.title_span is None:
        return []
    words = event_words(document.title)
    subject = Subject("event" if event.year is not None else "series", event)
    parts = {"games": words.games, "sport": words.sport, "event": words.event}
    return [_part(document, document.title_span, subject, name, text) for name, text in parts.items() if text]


def _part(document: Document, title: Span, subject: Subject, name: str, text: str) -> Statement:
    start = title.start + document.title.index(text)
    span = Span(start, start + len(text))
    locator = Locator(LEAD, span, source_line=line_number(document.text, start))
    return Statement(document.document_id, subject, name, Value(text), "title", locator, text, f"title.{name}")
