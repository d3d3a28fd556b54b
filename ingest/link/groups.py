"""Which statements must be judged together: those on one event, on the other editions of its series, and no more.

Facts are judged, rows built and checks made group by group, so that a change in one article touches its groups alone
and no run holds all statements at once. A group is a series (or several, where an event is told by words that lead to
different ones): every fact is about an event, an entrant, a nation or a person of one series, or about a person alone.

An article has a part in each group that it speaks of. Its *home* is the group of the event that it is about: there is
made what concerns the article as a whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, pairwise
from operator import itemgetter

from ingest.link.events import EventIndex
from ingest.scratch import scratch
from schemas.document import Document
from schemas.extraction import Extraction, RowReading, TableReading
from schemas.records import record
from schemas.slugs import slug
from schemas.statements import EventWords, Statement

_REMEMBERED = 1_000
"""Articles whose words are held by group: groups of the same articles are asked for one after another."""
PERSON = "competitor:"
"""What the group of a person told of without an event begins with."""
_TABLES = """
CREATE TABLE parts (name TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (name, document)) WITHOUT ROWID;
CREATE TABLE events (event TEXT NOT NULL, series TEXT NOT NULL, PRIMARY KEY (event, series)) WITHOUT ROWID;
"""
"""The articles that have a part in each group, and the series that each event is one of."""
_SHARED = """
SELECT event, series FROM events WHERE event IN (SELECT event FROM events GROUP BY event HAVING count(*) > 1)
ORDER BY event
"""
"""Events of more than one series, as articles call them: they are few."""


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


class Grouping:
    """The groups of all articles. Of each there are names, on the disk where they are many.

    The words of an article are asked for again where they are needed.
    """

    def __init__(self, summaries: Mapping[str, Summary]) -> None:
        """`summaries` are by document_id, and in its order."""
        self._index = EventIndex(summary.event for summary in summaries.values())
        self._summaries = summaries
        self._database = scratch(_TABLES)
        for document_id, summary in summaries.items():
            self._add(document_id, summary)
        self._joined = _least_of_joined(self._database.execute(_SHARED))
        for series, group in self._joined.items():
            self._database.execute(
                "INSERT OR IGNORE INTO parts SELECT ?, document FROM parts WHERE name = ?", (group, series)
            )
            self._database.execute("DELETE FROM parts WHERE name = ?", (series,))
        self._by_group = lru_cache(maxsize=_REMEMBERED)(self._words_by_group)

    def _add(self, document_id: str, summary: Summary) -> None:
        """Note which series and persons an article speaks of, and which events are of these series."""
        series = {words: self._index.series(words) for words in summary.words}
        events = {(event, name) for words, name in series.items() if (event := self._index.event_id(words))}
        names = {*series.values(), *(f"{PERSON}{name}" for name in summary.persons)}
        self._database.executemany("INSERT OR IGNORE INTO events VALUES (?, ?)", events)
        self._database.executemany("INSERT INTO parts VALUES (?, ?)", ((name, document_id) for name in names))

    def _find(self, series: str) -> str:
        return self._joined.get(series, series)

    def group(self, words: EventWords) -> str:
        """Return the group of an event in an article's words."""
        return self._find(self._index.series(words))

    def names(self) -> Iterator[str]:
        """Yield the names of all groups, in their order."""
        return self._first("SELECT DISTINCT name FROM parts ORDER BY name")

    def names_by_articles(self) -> Iterator[str]:
        """Yield the names of all groups; those of the same articles are near each other."""
        return self._first("SELECT name FROM parts GROUP BY name ORDER BY min(document), name")

    def members(self, group: str) -> tuple[str, ...]:
        """Return the articles that have a part in a group, in the order of their document_id."""
        return tuple(self._first("SELECT document FROM parts WHERE name = ? ORDER BY document", group))

    def _first(self, query: str, *values: str) -> Iterator[str]:
        for found in self._database.execute(query, values):
            yield str(found[0])

    def home(self, document_id: str) -> str:
        """Return the group of the event that an article is about."""
        return self.group(self._summaries[document_id].event)

    def group_of_subject(self, subject: str, as_of: str | None) -> str | None:
        """Return the group of a published subject, or None where no article speaks of it.

        `as_of` tells the event or the series of the counts of a nation or a person.
        """
        base = subject.partition("#")[0]
        if not base.startswith(("nation:", PERSON)):
            return self._known(base)
        if as_of is not None:
            return self._known(as_of) or self._known(f"series:{as_of}")
        return base if base.startswith(PERSON) else None

    def _known(self, name: str) -> str | None:
        """Return the group of a series or an event, or None where no article speaks of it."""
        series = next(self._first("SELECT series FROM events WHERE event = ? LIMIT 1", name), name)
        group = self._find(series)
        return next(self._first("SELECT name FROM parts WHERE name = ? LIMIT 1", group), None)

    def words(self, document_id: str) -> frozenset[EventWords]:
        """Return all words in which an article speaks of events."""
        return self._summaries[document_id].words

    def resolved(self, words: Iterable[EventWords]) -> ResolvedIndex:
        """Return the answers to some words."""
        found = frozenset(words)
        return ResolvedIndex(
            {one: self._index.event_id(one) for one in found}, {one: self._index.series(one) for one in found}
        )

    def words_in(self, group: str, document_id: str) -> frozenset[EventWords]:
        """Return the words in which an article speaks of a group's events."""
        return self._by_group(document_id).get(group, frozenset())

    def _words_by_group(self, document_id: str) -> Mapping[str, frozenset[EventWords]]:
        found: dict[str, set[EventWords]] = defaultdict(set)
        for words in self._summaries[document_id].words:
            found[self.group(words)].add(words)
        return {group: frozenset(words) for group, words in found.items()}


def _least_of_joined(shared: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what series are called together that events connect, by each: the least of them, but for itself."""
    parents: dict[str, str] = {}

    def least(series: str) -> str:
        while (parent := parents.setdefault(series, series)) != series:
            parents[series] = series = parents[parent]
        return series

    for _, found in groupby(shared, key=itemgetter(0)):
        for (_, one), (_, other) in pairwise(found):
            first, second = sorted((least(one), least(other)))
            parents[second] = first
    return {series: head for series in list(parents) if (head := least(series)) != series}


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
