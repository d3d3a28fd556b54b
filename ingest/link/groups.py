"""Which statements must be judged together: those on one event, on the other editions of its series, and no more.

Facts are judged, rows built and checks made group by group, so that a change in one article touches its groups alone
and no run holds all statements at once. A group is a series (or several, where an event is told by words that lead to
different ones): every fact is about an event, an entrant, a nation or a person of one series, or about a person alone.

An article has a part in each group that it speaks of. Its *home* is the group of the event that it is about: there is
made what concerns the article as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from schemas.document import Document
from schemas.extraction import Extraction, RowReading, TableReading
from schemas.records import record
from schemas.slugs import slug
from schemas.statements import EventWords, Statement

PERSON = "competitor:"
"""What the group of a person told of without an event begins with."""


@record(frozen=True, slots=True)
class Summary:
    """What grouping must know of an article: the words in which it speaks of events, and persons told of without one.

    `event` are the words of the event that the article itself is about. `persons` are slugs.
    """

    event: EventWords
    words: frozenset[EventWords]
    persons: frozenset[str]


def summary_of(extraction: Extraction) -> Summary:
    """Return the summary of one article."""
    said = {statement.subject.event for statement in extraction.statements}
    tables = {table.event for table in extraction.tables}
    persons = {_person(statement) for statement in extraction.statements if statement.subject.event is None}
    return Summary(extraction.event, frozenset({extraction.event, *tables, *filter(None, said)}), frozenset(persons))


def _person(statement: Statement) -> str:
    return slug(statement.subject.name or "")


@dataclass(frozen=True, slots=True)
class ResolvedIndex:
    """The answers of an `EventIndex` to the words of one group: what a worker needs of it."""

    events: Mapping[EventWords, str | None]
    all_series: Mapping[EventWords, str]

    def event_id(self, words: EventWords) -> str | None:
        """Return the event that `words` speak of, or None where that cannot be told."""
        return self.events[words]

    def series(self, words: EventWords) -> str:
        """Return the subject of an event over all editions."""
        return self.all_series[words]


def part_of(extraction: Extraction, words: frozenset[EventWords], person: str | None) -> Extraction:
    """Return what of an article belongs to one group.

    `words` are those in which it speaks of the group's events; `person` is the slug of a group that is one person told
    of without an event. What the article holds itself, its tables and losses, is left out.
    """
    statements = tuple(s for s in extraction.statements if _belongs(s, words, person))
    kept = {s.statement_id for s in statements}
    tables = tuple(
        part for table in extraction.tables if (part := _part_of_table(table, kept, table.event in words)) is not None
    )
    return replace(extraction, statements=statements, tables=tables, document=slim_document(extraction.document))


def _belongs(statement: Statement, words: frozenset[EventWords], person: str | None) -> bool:
    event = statement.subject.event
    return event in words if event is not None else person is not None and _person(statement) == person


def _part_of_table(table: TableReading, kept: set[str], is_own: bool) -> TableReading | None:
    """Return a table with the rows that belong to a group: rows of a table may each name an event of their own."""
    rows = tuple(part for row in table.rows if (part := _part_of_row(row, kept, is_own)) is not None)
    return replace(table, rows=rows) if rows or is_own else None


def _part_of_row(row: RowReading, kept: set[str], is_own: bool) -> RowReading | None:
    """Return a row with its statements in the group; one that says nothing goes with its table."""
    ids = tuple(identifier for identifier in row.statement_ids if identifier in kept)
    return replace(row, statement_ids=ids) if ids or (is_own and not row.statement_ids) else None


def slim_document(document: Document) -> Document:
    """Return a document without its content: what it says is in its statements."""
    return replace(document, text="", sections=(), paragraphs=(), infoboxes=(), tables=(), losses=(), templates=())


def slim(extraction: Extraction) -> Extraction:
    """Return an extraction without what nobody judges: the text, the infoboxes and the cells of the tables."""
    tables = tuple(replace(table, rows=()) for table in extraction.document.tables)
    document = replace(slim_document(extraction.document), tables=tables, losses=extraction.document.losses)
    return replace(extraction, document=document, coverage=())
