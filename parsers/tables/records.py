"""Which record a table or a row is of, and as of when it stood."""

from __future__ import annotations

from collections.abc import Sequence

from schemas.statements import EventWords
from schemas.values import PartialDate
from schemas.vocabulary import normal

RECORD_WORDS = {
    "wr": "world_record", "world record": "world_record", "or": "olympic_record", "olympic record": "olympic_record",
}  # fmt: skip


def record_of_path(path: Sequence[str], event: EventWords) -> str:
    """Return which record a table is of that does not say it row by row: what headings name, else the Games' own."""
    named = {word for text in path for word in normal(text).split()}
    if "world" in named:
        return "world_record"
    is_olympic = "olympic" in named or event.games is None or "olympic" in event.games.lower()
    return "olympic_record" if is_olympic else "games_record"


def record_name(label: str) -> str:
    """Return the property of a record: `world_record`, `olympic_record`, `asian_games_record`."""
    words = normal(label)
    return RECORD_WORDS.get(words) or words.replace(" ", "_")


def as_of_day(day: PartialDate | None, year: int | None) -> str | None:
    """Return the day since which a record stands, or its year."""
    whole = day.as_date() if day else None
    return whole.isoformat() if whole else (str(year) if year else None)
