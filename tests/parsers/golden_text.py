"""Statements as text that a person can read and compare: one line a statement.

`section | subject | property [qualifiers] = value {number unit, date} | "excerpt" @line`
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from schemas.statements import EventWords, Qualifiers, Statement, Subject
from schemas.values import PartialDate, Value

UPDATE = "PHOTOFINISH_UPDATE_GOLDEN"


def event_text(event: EventWords | None) -> str:
    """`1928 Summer Olympics, Cycling, Men's track time trial (men)`, what is not known left out."""
    if event is None:
        return ""
    year = str(event.year) if event.year and str(event.year) not in (event.games or "") else None
    words = [word for word in (year, event.games, event.sport, event.event) if word]
    return f"{', '.join(words)} ({event.gender})"


def subject_text(subject: Subject, event: EventWords | None = None) -> str:
    """`row 0.3 Jane Doe`, `event`: its kind, place and name; its event only where it is not `event`."""
    place = None if subject.row is None else f"{subject.table}.{subject.row}"
    own = f"of {event_text(subject.event)}" if subject.event != event else None
    return " ".join(part for part in (subject.kind, place, subject.name, own) if part)


def _qualifiers_text(qualifiers: Qualifiers) -> str:
    distance = None if qualifiers.distance_m is None else f"{qualifiers.distance_m:g} m"
    heat = None if qualifiers.heat is None else f"heat {qualifiers.heat}"
    as_of = None if qualifiers.as_of is None else f"as of {qualifiers.as_of}"
    words = [word for word in (qualifiers.round, heat, distance, as_of) if word]
    return f" [{', '.join(words)}]" if words else ""


def _date_text(date: PartialDate) -> str:
    parts = (date.year, date.month, date.day)
    return "-".join("?" if part is None else f"{part:02}" for part in parts)


def _meaning(value: Value) -> str:
    number = None if value.number is None else " ".join(filter(None, (str(value.number), value.unit)))
    words = [word for word in (number, value.date and _date_text(value.date)) if word]
    return f" {{{', '.join(words)}}}" if words else ""


def statement_text(statement: Statement, event: EventWords | None = None) -> str:
    """One statement as one line; `event` is the document's, which is not repeated."""
    name = f"{statement.property}{_qualifiers_text(statement.qualifiers)}"
    value = f"{statement.value.text}{_meaning(statement.value)}"
    source = f" by {statement.attributed_to}" if statement.attributed_to else ""
    said = f'"{statement.excerpt}" @{statement.locator.source_line}{source}'
    return f"{statement.locator.section} | {subject_text(statement.subject, event)} | {name} = {value} | {said}"


def statements_text(statements: Iterable[Statement], event: EventWords | None = None) -> str:
    """All statements, in their order, under a line with the document's event."""
    return "\n".join([f"# {event_text(event)}", *(statement_text(s, event) for s in statements)]) + "\n"


def check_golden(path: Path, text: str) -> None:
    """Compare `text` with the file exactly; with PHOTOFINISH_UPDATE_GOLDEN=1 rewrite the file instead."""
    if os.environ.get(UPDATE) == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    expected = path.read_bytes().decode() if path.exists() else ""
    assert text == expected, f"{path.name} differs; rewrite it with {UPDATE}=1 and read the difference"
