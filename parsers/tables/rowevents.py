"""Which event a row is of, where it names its own, and what its marks are measured in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers.rounds import round_of
from parsers.tables.context import TableContext
from parsers.tables.labels import is_event, of_nation
from parsers.tables.roles import Role
from parsers.title import event_words, gender_of
from schemas.document import Cell
from schemas.eventnames import is_only_gender
from schemas.statements import EventWords
from schemas.vocabulary import default_vocabulary, normal

_CLASS = r"(?:elite|senior|junior|youth|cadet|masters|open|under ?\d{2}|u ?\d{2})"
_ONLY_GENDER = re.compile(rf"^(?:{_CLASS} )?(?:men|women|mixed|boys|girls|ladies)(?: ?s)?(?: {_CLASS})?$")
_BESIDE_EVENT = re.compile(r"\s*\((?:wind\b[^()]{0,40}|details?)\)|\s+details$", re.IGNORECASE)
MARKS = frozenset({"mark", "attempt", "round_mark"})


def named_event(filled: Sequence[tuple[Role, Cell]]) -> str | None:
    """Return the event that a row names; a round in its column is none."""
    return next((cell.text for role, cell in filled if role.name == "event" and not round_of(cell.text).round), None)


def round_as_event(filled: Sequence[tuple[Role, Cell]]) -> str | None:
    """Return the round that stands where a schedule has its events."""
    return next((cell.text for role, cell in filled if role.name == "event" and round_of(cell.text).round), None)


def event_name(context: TableContext, named: str | None) -> str | None:
    """Return the event that a row names; one that names only whom it is for is that of the heading above.

    Below a heading of no event (`Medalists`) it is the article's own.
    """
    path = context.table.section.path
    if named is None or not path or gender_of(path[-1]) != "unknown":
        return named
    if not _ONLY_GENDER.match(normal(named)) and not is_only_gender(named):
        return named
    own = context.event
    if is_event(path[-1]):
        return f"{named} {path[-1]}"
    if own.event is None:
        return named
    return f"{named} {own.event}" if own.gender == "unknown" else None if gender_of(named) == own.gender else named


def linked_event(context: TableContext, filled: Sequence[tuple[Role, Cell]]) -> EventWords | None:
    """Return the event of a row by the title of the page that its label leads to: one of an event at the same Games.

    The label may say less than the title: `100 metres` leads to `... – Men's 100 metres`.
    """
    games = context.event.games
    notes = [note for role, cell in filled if role.name == "event" for note in cell.annotations]
    for words in [event_words(note.text) for note in notes if games and note.kind == "link"]:
        if words.event and words.games and words.games == games and (words.sport or context.event.sport is None):
            return words
    return None


def linked_edition(label: Cell | None, year: int | None) -> EventWords | None:
    """Return the event that a label of Games leads to, of the same year: `2000 Sydney` with a link to its details."""
    for note in label.annotations if label and year else ():
        words = event_words(note.text) if note.kind == "link" else None
        if words and words.event and words.games and words.sport and words.year == year:
            return words
    return None


def row_event(context: TableContext, event: EventWords, named: str | None) -> EventWords:
    """Return the event of a row that names its own."""
    if named is None:
        return event
    named = _BESIDE_EVENT.sub("", named) or named
    event = of_nation(event, context.table.section.path)
    gender = gender_of(named)
    return replace(event, event=named, gender=event.gender if gender == "unknown" else gender)


def with_unit(role: Role, unit: str | None) -> Role:
    """Give the column of marks the unit of its event where its header has none."""
    return replace(role, unit=unit) if role.name in MARKS and role.unit is None else role


def in_units_of(event: EventWords, filled: Sequence[tuple[Role, Cell]]) -> list[tuple[Role, Cell]]:
    """Return a row's cells, its marks in the unit of the event that it names itself."""
    unit = default_vocabulary().unit_of(event.event, event.sport)
    return [(with_unit(role, unit), cell) for role, cell in filled]
