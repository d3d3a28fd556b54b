"""Which record a table or a row is of, and as of when it stood."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.values.limits import is_too_long
from schemas.statements import EventWords
from schemas.values import PartialDate
from schemas.vocabulary import normal

UNKNOWN_RECORD = "unknown_record"
"""A record of which the article does not say which it is."""
GAMES_RECORD = "games_record"
_RECORD_WORDS = {
    "wr": "world_record", "world record": "world_record", "or": "olympic_record", "olympic record": "olympic_record",
    "weltrekord": "world_record", "wereldrecord": "world_record", "record du monde": "world_record",
    "record mundial": "world_record", "recorde mundial": "world_record", "record mondiale": "world_record",
    "record del mundo": "world_record", "varldsrekord": "world_record", "verdensrekord": "world_record",
    "weltmeisterschaftsrekord": "championship_record", "europarekord": "european_record",
    "europameisterschaftsrekord": "championship_record", "landesrekord": "national_record",
    "olympischer rekord": "olympic_record", "olympisch record": "olympic_record", "record olympique": "olympic_record",
    "record olimpico": "olympic_record", "recorde olimpico": "olympic_record", "olympiskt rekord": "olympic_record",
    "olympiarekord": "olympic_record", "olympisk rekord": "olympic_record", "olympische record": "olympic_record",
    "olympiaennatys": "olympic_record", "rekord olimpijski": "olympic_record", "olympijsky rekord": "olympic_record",
    "олимпийский рекорд": "olympic_record", "maailmanennatys": "world_record", "rekord swiata": "world_record",
    "svetovy rekord": "world_record", "мировой рекорд": "world_record", "рекорд мира": "world_record",
    "primato mondiale": "world_record", "primato olimpico": "olympic_record", "record d europe": "european_record",
    "record europeo": "european_record", "europees record": "european_record", "rekord europy": "european_record",
    "рекорд европы": "european_record", "paralympischer rekord": "paralympic_record",
    "record paralympique": "paralympic_record", "record paralimpico": "paralympic_record",
}  # fmt: skip
RECORD_WORDS = {normal(words): name for words, name in _RECORD_WORDS.items()}


_NAMED_BY = {
    "world": "world_record", "olympic": "olympic_record", "olympics": "olympic_record", "games": GAMES_RECORD,
    "championship": "championship_record", "championships": "championship_record", "national": "national_record",
    "european": "european_record", "asian": "asian_record", "african": "african_record",
    "commonwealth": "commonwealth_record",
}  # fmt: skip
"""By a word of a heading; the Games' own is the Olympic one at the Olympics."""


_CODE_BEHIND = re.compile(r"(?<=\w)\s*[(\[][A-Z]{2,4}[)\]]$")
_OF_WORLD_CHAMPIONSHIPS = re.compile(r"\bworld (?:\w+ ){0,2}championships?\b")


def record_of_page(title: str, path: Sequence[str], event: EventWords, has_games: bool = False) -> str:
    """Return which record a table is of: by its headings, or by the page's title where that speaks of records."""
    of_title = (title,) if "record" in normal(title).split() or "records" in normal(title).split() else ()
    return record_of_path((*of_title, *path), event, has_games)


def record_of_path(path: Sequence[str], event: EventWords, has_games: bool = False) -> str:
    """Return which record a table is of that does not say it row by row: the one that headings name, innermost first.

    In an article on an event over all Games the marks set at them (`has_games`) are their record. Where nothing tells,
    it is not known which record it is.
    """
    for text in reversed(path):
        words = "" if is_too_long(text) else normal(text)
        named = set(_OF_WORLD_CHAMPIONSHIPS.sub("championship", words).split())
        found = next((name for word, name in _NAMED_BY.items() if word in named), None)
        if found:
            return _of_games(event) if found == GAMES_RECORD else found
    is_of_series = event.games is not None and event.year is None and has_games
    return _of_games(event) if is_of_series else UNKNOWN_RECORD


def _of_games(event: EventWords) -> str:
    return "olympic_record" if "olympic" in (event.games or "").lower() else GAMES_RECORD


_NO_RECORD = frozenset({
    "new event", "new distance", "new weight class", "none", "not established", "no record", "n/a",
    "no previous record", "new weight categories", "world standard", "olympic standard", "neuer wettbewerb",
    "nouvelle epreuve", "nuevo evento", "no official record", "not available", "inaugural event", "tbd",
})  # fmt: skip
"""What stands in the row of a record that nobody holds."""


def is_no_record(text: str) -> bool:
    """Say whether a cell says that nobody holds a record yet: `New event`."""
    return not is_too_long(text) and normal(text) in _NO_RECORD


def without_code(label: str) -> str:
    """Return the label of a record without the code in brackets behind it: `World record (WR)`."""
    return _CODE_BEHIND.sub("", label) if label.endswith((")", "]")) else label


def record_name(label: str) -> str:
    """Return the property of a record: `world_record`, `olympic_record`, `asian_games_record`."""
    words = normal(without_code(label))
    return RECORD_WORDS.get(words) or words.replace(" ", "_")


def as_of_day(day: PartialDate | None, year: int | None) -> str | None:
    """Return the day since which a record stands, or its year."""
    whole = day.as_date() if day else None
    return whole.isoformat() if whole else (str(year) if year else None)
