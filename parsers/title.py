"""What the title of an article says of its event."""

from __future__ import annotations

import re
from functools import cache

from parsers.text import line_number
from schemas.document import LEAD, Document, Locator, Span
from schemas.eventnames import Gender, gender_named, gender_words, sport_named, sport_within
from schemas.games import edition_named, is_small_word, names_games_elsewhere
from schemas.slugs import fold
from schemas.statements import EventWords, Statement, Subject
from schemas.values import Value

_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
_IN_ENGLISH = re.compile(r"(?i)\b(?:games|olympics?|paralympics)\b")
_AT = re.compile(r"^(?P<sport>.+?) at the (?P<games>.+)$")
_EDITION_AND_EVENT = re.compile(r"^(?P<edition>[^/]*\D(?P<year>(?:1[89]|20)\d\d))/(?P<event>[^/]+)$")
_AT_CHAMPIONSHIPS = re.compile(
    r"^(?P<event>.+?) (?:aux?|ai|agli|alle|bei de[nr]|en (?:el|los|las)|nos|op (?:de|het)|na|w|на) (?P<edition>"
    r"(?:championnats?|campionati?|campeonatos?|[^\W\d_]*meisterschaft(?:en)?|[^\W\d_]*kampioenschap(?:pen)?|mistrzostwa(?:ch)?"
    r"|чемпионат[еах]*)\b.*?\b(?P<year>(?:1[89]|20)\d\d))$",
    re.IGNORECASE,
)
"""`Marathon féminin aux championnats du monde d'athlétisme 1991`."""
_MANY_EVENTS = re.compile(
    r"^(?:1[89]|20)\d\d \D{1,120}\b(?:Championships|Games|Universiade|Gymnasiade|Trials)"
    r"(?: \([^()]*\)| (?:in|of) .{1,60})?$"
)
"""An edition of championships, with no event beside it: its article has many, under headings and in rows."""
_EDITION_AT_END = re.compile(
    r"^(?!.* at )\D{1,120}\b(?:Championships|Games|Universiade|Gymnasiade|Trials) (?P<year>(?:1[89]|20)\d\d)$"
)
"""`Biathlon World Championships 1979`: as `1979 Biathlon World Championships`."""
_MEDALISTS_IN = re.compile(
    r"^(?:list of )?(?P<games>(?:(?:summer|winter|youth) )?(?:olympic|paralympic)|[^\W\d].{0,60}? games"
    r"|[^\W\d].{0,60}? championships?) medall?ists in (?P<sport>[^()]{2,60}?)(?: \([^()]*\))?$",
    re.IGNORECASE,
)
"""`List of Olympic medalists in triathlon`: all events of a sport, over all editions of the Games."""
_EDITION_COLON_EVENT = re.compile(
    r"^(?P<edition>(?P<year>(?:1[89]|20)\d\d) \D{1,120}\b(?:Championships|Games|Universiade|Gymnasiade|Trials|Cup)"
    r"(?: \([^()]*\)| (?:in|of) [^:]{1,60})?): (?P<event>\S.*)$"
)
"""`1977 World Rowing Championships: Women's double sculls`."""
_EDITION_FOR = re.compile(
    r"^(?P<edition>(?:(?:1[89]|20)\d\d )?\D{1,120}"
    r"\b(?:Championships?|Games|Universiade|Gymnasiade|Trials|Cup|Tournament)(?: (?:1[89]|20)\d\d)?)"
    r" (?:for |(?P<open>\())(?P<event>(?:wo)?men|ladies|boys|girls)(?(open)\))$",
    re.IGNORECASE,
)
"""`World Allround Speed Skating Championships 1977 (men)`: an edition that is one event."""
_DASH = re.compile(r"\s+[–—-]\s+")
_LONGEST_TITLE = 255
"""A wiki's limit (in bytes there): what is longer is no page's title, and is not searched for Games."""
_MOST_WORDS = 12
"""Of the name of Games in any language, and more."""


def genders_of(text: str) -> tuple[Gender, ...]:
    """Return the genders that `text` names, in its order: "Men's 100 metres" gives men; "Men and women" both."""
    named = _genders()
    found = [named[word] for word in _WORD.findall(fold(text)) if word in named]
    return tuple(dict.fromkeys(found))


@cache
def _genders() -> dict[str, Gender]:
    """Return what each word of a gender names, folded; `women's` and `ladies'` are two words, or one."""
    return {word: gender for word in gender_words() if (gender := gender_named(word))}


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
    sport. A title that fits none is the event's name. Titles of other languages are read where they name Games of many
    sports: "Olympische Sommerspiele 1972/Leichtathletik – Kugelstoßen (Männer)".
    """
    head, *rest = _DASH.split(title.strip(), maxsplit=1)
    tail = rest[0].strip() if rest else None
    told = _told_otherwise(title.strip()) if len(title) <= _LONGEST_TITLE else None
    if told is not None:
        return told
    listed = _MEDALISTS_IN.match(title.strip()) if "medal" in title else None
    if listed:
        return EventWords(None, listed["games"], listed["sport"], None, gender_of(title))
    one = _EDITION_FOR.match(title.strip()) if len(title) <= _LONGEST_TITLE else None
    if one and year_of(one["edition"]):
        return EventWords(year_of(one["edition"]), one["edition"], None, one["event"], gender_of(one["event"]))
    if tail is not None and year_of(head) is None and _is_edition(tail) and not _AT.match(head):
        head, tail = tail, head  # "Women's javelin throw – 2006 Commonwealth Games"
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
    if gender == "unknown" and _is_edition(head):
        return EventWords(year, head.strip(), None, None, gender)
    return EventWords(year, None, None, title.strip(), gender)


def _is_edition(text: str) -> bool:
    """Say whether a text is the name of an edition of championships or Games, and no more."""
    return bool(_MANY_EVENTS.match(text) or _EDITION_AT_END.match(text))


def _told_otherwise(title: str) -> EventWords | None:
    """Read a title of another language, or of an event below its championships; None for other titles."""
    elsewhere = None if _IN_ENGLISH.search(title) else _elsewhere(title)
    return elsewhere or _below_championships(title)


def _elsewhere(title: str) -> EventWords | None:
    """Read a title of another language: a sport or an event, the Games that it was at, and an event after a dash.

    The Games are the most words in a row that name an edition. Where there is nothing before them, sport and event
    come after a slash: of German titles.
    """
    head, _, below = title.partition("/")
    before, games, after = _around_games(head)
    if games is None:
        return None
    edition = edition_named(games)
    year = edition[0] if edition else None
    parts = [part for part in _DASH.split(below or after.strip(" –—-,:/"), maxsplit=1) if part.strip()]
    if below or not before:
        sport, event = (parts[0].strip(), parts[1].strip() if len(parts) > 1 else None) if parts else (None, None)
    elif sport_named(before) or parts:
        sport, event = before, after.strip(" –—-,:/") or None
    else:
        sport, event = sport_within(before), before
    return EventWords(year, games, sport, event, gender_of(event or sport or ""))


def _below_championships(title: str) -> EventWords | None:
    """Read `Schwimmweltmeisterschaften 2003/100 m Rücken der Frauen`: an edition, an event of it behind slash or colon.

    Or one before it, with a preposition of its language, where what follows is called championships.
    A year behind the slash, whole or of two digits, is a season's: `Weltcup 2011/12`.
    """
    match = _AT_CHAMPIONSHIPS.match(title) or _EDITION_AND_EVENT.match(title) or _EDITION_COLON_EVENT.match(title)
    if match is None or _season_of(match["year"], match["event"]):
        return None
    return EventWords(
        int(match["year"]), match["edition"].strip(), None, match["event"].strip(), gender_of(match["event"])
    )


def _season_of(year: str, below: str) -> bool:
    after = re.match(r"\d{2,4}(?!\d)", below)
    return after is not None and int(after.group()) in {int(year) + 1, (int(year) + 1) % 100}


def _around_games(text: str) -> tuple[str, str | None, str]:
    """Return what stands before the Games that a text names, their name without a preposition, and what stands after.

    English names are left to the patterns of English titles, which name any competition.
    """
    words = text.split()
    for count in range(min(len(words), _MOST_WORDS), 0, -1):
        for start in range(len(words) - count + 1):
            named = words[start : start + count]
            if not named[-1].strip("–—-") or not names_games_elsewhere(" ".join(named)):
                continue
            while is_small_word(named[0]) and names_games_elsewhere(" ".join(named[1:])):
                named = named[1:]
            end = start + count
            return " ".join(words[:start]), " ".join(named), " ".join(words[end:])
    return text, None, ""


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
    found = document.title.rindex if name == "event" else document.title.index  # `Tournament (men)`
    start = title.start + found(text)
    span = Span(start, start + len(text))
    locator = Locator(LEAD, span, source_line=line_number(document.text, start))
    return Statement(document.document_id, subject, name, Value(text), "title", locator, text, f"title.{name}")
