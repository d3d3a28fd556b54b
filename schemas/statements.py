"""Statements: what one place of one document says, in the article's own words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import field
from json.encoder import encode_basestring as _quoted
from typing import Literal

from schemas.document import Locator, SourceKind
from schemas.eventnames import Gender as Gender
from schemas.records import record
from schemas.values import Value

SubjectKind = Literal["event", "entrant", "row", "nation", "series", "person"]


@record(frozen=True, slots=True)
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


@record(frozen=True, slots=True)
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


@record(frozen=True, slots=True)
class Qualifiers:
    """What narrows a statement down. All text except `distance_m` (metres)."""

    round: str | None = None
    heat: str | None = None
    distance_m: float | None = None
    as_of: str | None = None


NO_QUALIFIERS = Qualifiers()


@record(frozen=True, slots=True)
class Statement:
    """One thing a document says, where it says so, and the extractor that read it.

    `excerpt` is the exact source text (`locator.span` slices to it); `attributed_to` is whom the article names as
    its source, `references` the texts of the footnotes at its place. `statement_id` is given by `identified`.
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
    references: tuple[str, ...] = ()


_SHA256 = hashlib.sha256()
"""Never fed: a copy of it takes a third of the time of a new one."""


class _Words:
    """Writes what an identifier is made of: no offset, no number of a table or row, nothing of other documents.

    It is JSON, put together of parts: a row's statements have one subject, a document's one name, so most parts are
    written once. Parts are remembered by object, and objects kept, because to compare two subjects is to write one.
    """

    def __init__(self) -> None:
        self._written: dict[int, tuple[object, str]] = {}
        self._last_place: tuple[str, ...] = ()
        self._last_words = ""

    def of(self, statement: Statement) -> str:
        """Return the words of a statement."""
        subject, qualifiers, text, excerpt = (
            statement.subject, statement.qualifiers, statement.value.text, statement.excerpt,
        )  # fmt: skip
        written = self._written
        subject_words = (written.get(id(subject)) or self._subject(subject))[1]
        qualifier_words = (written.get(id(qualifiers)) or self._qualifiers(qualifiers))[1]
        value = _quoted(text)
        quote = value if excerpt == text else _quoted(excerpt)
        attributed = "null" if statement.attributed_to is None else _quoted(statement.attributed_to)
        return (
            f"[{self._place(statement)},{subject_words},{_quoted(statement.property)},{qualifier_words},{value},"
            f"{attributed},{quote}]"
        )

    def _place(self, statement: Statement) -> str:
        """Return the words of document, kind and section; most statements have those of the one before."""
        place = (statement.document_id, statement.source_kind, statement.locator.section)
        if place != self._last_place:
            self._last_place, self._last_words = place, ",".join(map(_quoted, place))
        return self._last_words

    def _subject(self, subject: Subject) -> tuple[object, str]:
        event = (self._written.get(id(subject.event)) if subject.event else None) or self._event(subject.event)
        words = f"[{_quoted(subject.kind)},{_text(subject.name)},{event[1]}]"
        found = self._written[id(subject)] = subject, words
        return found

    def _event(self, event: EventWords | None) -> tuple[object, str]:
        told = event or _NO_EVENT
        year = "null" if told.year is None else str(told.year)
        texts = map(_text, (told.games, told.sport, told.event, told.gender))
        found = self._written[id(told)] = told, f"{year},{','.join(texts)}"
        return found

    def _qualifiers(self, qualifiers: Qualifiers) -> tuple[object, str]:
        length = "null" if qualifiers.distance_m is None else json.dumps(qualifiers.distance_m)
        words = f"[{_text(qualifiers.round)},{_text(qualifiers.heat)},{length},{_text(qualifiers.as_of)}]"
        found = self._written[id(qualifiers)] = qualifiers, words
        return found


_NO_EVENT = EventWords()


def _text(text: str | None) -> str:
    return "null" if text is None else _quoted(text)


def identified(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return one document's statements, in order, with their identifiers.

    Equal statements are told apart by an occurrence number, in document order.
    """
    words_of = _Words().of
    seen: dict[str, int] = {}
    result = []
    for statement in statements:
        words = words_of(statement)
        seen[words] = number = seen.get(words, 0) + 1
        digest = _SHA256.copy()
        digest.update(f"{words} {number}".encode())
        result.append(_with_identifier(statement, f"s-{digest.hexdigest()[:20]}"))
    return tuple(result)


def _with_identifier(s: Statement, identifier: str) -> Statement:
    """Return a statement with its identifier; written out, because `replace` takes four times as long."""
    return Statement(
        s.document_id, s.subject, s.property, s.value, s.source_kind, s.locator, s.excerpt, s.extractor, s.qualifiers,
        s.attributed_to, identifier, s.references,
    )  # fmt: skip
