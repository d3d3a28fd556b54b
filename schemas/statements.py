"""Statements: what one place of one document says, in the article's own words."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from schemas.document import Locator, SourceKind
from schemas.values import Value

Gender = Literal["men", "women", "mixed", "boys", "girls", "open", "unknown"]
SubjectKind = Literal["event", "entrant", "row", "nation", "series", "person"]


@dataclass(frozen=True, slots=True)
class EventWords:
    """How an article speaks of an event; linking turns it into an `event_id`.

    `games` is a Games or championship with its year ("1968 Summer Olympics"), or a family without one ("Olympics").
    `event` is the event's name with or without its gender ("Men's track time trial", "Track time trial").
    A year alone ("the 1964 Games") leaves `games` None.
    """

    year: int | None = None
    games: str | None = None
    sport: str | None = None
    event: str | None = None
    gender: Gender = "unknown"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a statement is about.

    - `event`: the event itself; `series`: the event over all Games (`event.year` is None);
    - `entrant`: the competitor `name` in the event; `row`: row `row` of table `table`, with `name` where it has one;
    - `nation`: the nation `name`, in the event or series given; `person`: a person, in no event.
    """

    kind: SubjectKind
    event: EventWords | None = None
    name: str | None = None
    table: int | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """What narrows a statement down. All text except `distance_m` (metres)."""

    round: str | None = None
    heat: str | None = None
    distance_m: float | None = None
    as_of: str | None = None


NO_QUALIFIERS = Qualifiers()


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing a document says, where it says so, and the extractor that read it.

    `excerpt` is the exact source text (`locator.span` slices to it); `attributed_to` is whom the article names as
    its source. `statement_id` is given by `identified`.
    """

    document_id: str
    subject: Subject
    property: str
    value: Value
    source_kind: SourceKind
    locator: Locator
    excerpt: str
    extractor: str
    qualifiers: Qualifiers = NO_QUALIFIERS
    attributed_to: str | None = None
    statement_id: str = field(default="", compare=False)


def _words(statement: Statement) -> str:
    """What the identifier is made of: no offset, no number of a table or row, nothing of other documents."""
    subject = statement.subject
    event = subject.event or EventWords()
    qualifiers = statement.qualifiers
    parts = [
        statement.document_id, statement.source_kind, statement.locator.section,
        [subject.kind, subject.name, event.year, event.games, event.sport, event.event, event.gender],
        statement.property,
        [qualifiers.round, qualifiers.heat, qualifiers.distance_m, qualifiers.as_of],
        statement.value.text, statement.attributed_to, statement.excerpt,
    ]  # fmt: skip
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def identified(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return one document's statements, in order, with their identifiers.

    Equal statements are told apart by an occurrence number, in document order.
    """
    seen: Counter[str] = Counter()
    result = []
    for statement in statements:
        words = _words(statement)
        seen[words] += 1
        digest = hashlib.sha256(f"{words} {seen[words]}".encode()).hexdigest()
        result.append(replace(statement, statement_id=f"s-{digest[:20]}"))
    return tuple(result)
