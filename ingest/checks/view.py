"""What the checks look at: the tables and statements of all documents, indexed once.

Invariant: nothing here depends on the order of the documents; lists follow document, table and row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar

from ingest.checks.model import Check, CheckOutcome
from ingest.datasets.judged import Judged
from parsers.tables.celltypes import status_of
from schemas.extraction import Extraction, RowReading, TableKind, TableReading
from schemas.linked import LinkedStatement
from schemas.statements import EventWords, Statement

_ENTRANT_KINDS = frozenset({"row", "nation", "entrant"})
_SHOWN_ROWS = 6

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a check is made: its document and event (None: over several), and the words for the place in a message."""

    document_id: str | None
    event_id: str | None
    place: str

    def check(
        self,
        kind: str,
        key: str,
        outcome: CheckOutcome,
        expected: str,
        found: str,
        message: str,
        ids: Iterable[str],
    ) -> Check:
        """Return the check; `message` is what is found here, `ids` the statements of both sides in any order."""
        text = f"{self.place}: {message}"
        return Check(kind, key, self.document_id, self.event_id, outcome, expected, found, text, tuple(sorted({*ids})))


@dataclass(frozen=True, slots=True)
class TableRow:
    """One data row: what it states, and the name that it states or that other sources give it (`is_inferred`)."""

    row_index: int
    name: str | None
    is_inferred: bool
    statements: tuple[LinkedStatement, ...]

    @property
    def subject(self) -> str | None:
        """The published subject, or None where the row speaks of no entrant."""
        return next((s.subject for s in self.statements if s.statement.subject.kind in _ENTRANT_KINDS), None)

    @property
    def label(self) -> str:
        """How a message names the row: its rank and name, the name alone where it has none, else its number from 1."""
        rank = self.first("rank")
        if rank and self.name and not any(map(str.isalnum, rank.value.text)):
            return self.name  # a dash in place of a rank
        place = f"rank {rank.value.text}" if rank else f"row {self.row_index + 1}"
        return f"{place} ({self.name})" if self.name else f"{place} (row {self.row_index + 1})" if rank else place

    @property
    def status(self) -> str | None:
        """Why there is no mark (`dnf`, `dns`, ...), or None."""
        stated = self.first("status")
        return status_of(stated.value.text) if stated else None

    @property
    def members(self) -> tuple[str, ...]:
        """The persons whom the table names as those of the row's team."""
        return tuple(s.statement.value.text for s in self.statements if s.property == "member")

    @property
    def is_entry(self) -> bool:
        """Whether the row is one of the field: a separator or a remark across the table is not."""
        has_number = any(self.number(name) is not None for name in ("rank", "mark"))
        return has_number or self.status is not None or self.first("competitor") is not None

    def first(self, name: str) -> Statement | None:
        """Return the row's first statement of a property."""
        return next((s.statement for s in self.statements if s.property == name), None)

    def number(self, name: str) -> Decimal | None:
        """Return the number of the first statement of a property."""
        statement = self.first(name)
        return statement.value.number if statement else None

    def whole(self, name: str) -> int | None:
        """Return the number of the first statement of a property, where it is whole."""
        number = self.number(name)
        return int(number) if number is not None and number == number.to_integral_value() else None

    def ids(self, *names: str) -> tuple[str, ...]:
        """Return the identifiers of the row's statements of these properties, of all without any."""
        return tuple(s.statement_id for s in self.statements if not names or s.property in names)


@dataclass(frozen=True, slots=True)
class TableView:
    """One table whose rows are read, with the event or series that it is about."""

    title: str
    document_id: str
    reading: TableReading
    event_id: str | None
    series: str
    rows: tuple[TableRow, ...]

    @property
    def key(self) -> str:
        """What tells the checks of one document's tables apart."""
        return f"table {self.reading.table_index}"

    @property
    def rounds(self) -> frozenset[str | None]:
        """The rounds that its rows are of."""
        return frozenset(
            s.qualifiers.round for row in self.rows for s in row.statements if s.property != "winning_time"
        )

    @property
    def scope(self) -> Scope:
        """The scope of checks on this table."""
        return Scope(self.document_id, self.event_id, _place(self.reading.section, self.title))

    def ids(self, *names: str) -> tuple[str, ...]:
        """Return the identifiers of all rows' statements of these properties."""
        return tuple(identifier for row in self.rows for identifier in row.ids(*names))


class View:
    """All that is judged, by what checks ask for."""

    def __init__(self, judged: Judged) -> None:
        self.judged = judged
        self.documents: tuple[Extraction, ...] = tuple(
            sorted(judged.extractions, key=lambda extraction: extraction.document.document_id)
        )
        self.titles = {e.document.document_id: e.document.title for e in self.documents}
        self._series: dict[EventWords, str] = {}
        self._made: dict[Callable[[View], Any], Any] = {}

    def once(self, make: Callable[[View], T]) -> T:
        """Return what `make` gives for this view, made at the first call: what several checks look at."""
        if make not in self._made:
            self._made[make] = make(self)
        found: T = self._made[make]
        return found

    @cached_property
    def tables(self) -> dict[TableKind, list[TableView]]:
        """The tables of each kind."""
        found: dict[TableKind, list[TableView]] = defaultdict(list)
        for extraction in self.documents:
            for reading in extraction.tables:
                found[reading.kind].append(self._table(extraction, reading))
        return found

    @cached_property
    def _tables_by_document(self) -> dict[str, list[TableView]]:
        found: dict[str, list[TableView]] = defaultdict(list)
        for group in self.tables.values():
            for table in group:
                found[table.document_id].append(table)
        return found

    def tables_of(self, document_id: str) -> Sequence[TableView]:
        """Return the tables of one document, of whatever kind."""
        return self._tables_by_document.get(document_id, ())

    def _table(self, extraction: Extraction, reading: TableReading) -> TableView:
        document_id = extraction.document.document_id
        return TableView(
            extraction.document.title,
            document_id,
            reading,
            self.judged.event_of(reading),
            self.series(reading.event),
            tuple(self._row(document_id, reading.table_index, row) for row in reading.rows),
        )

    def _row(self, document_id: str, table: int, row: RowReading) -> TableRow:
        name, basis, _ = self.judged.name_of(document_id, table, row)
        return TableRow(row.row_index, name, basis == "inferred", tuple(self.judged.row_statements(row)))

    @cached_property
    def _by_property(self) -> dict[str, list[LinkedStatement]]:
        found: dict[str, list[LinkedStatement]] = defaultdict(list)
        for linked in self.judged.linked.statements:
            found[linked.property].append(linked)
        return {name: sorted(group, key=_order) for name, group in found.items()}

    def said(self, name: str) -> Sequence[LinkedStatement]:
        """Return every statement of a property, by document and identifier."""
        return self._by_property.get(name, ())

    @cached_property
    def by_document(self) -> dict[str, list[LinkedStatement]]:
        """The statements of each document, in source order."""
        found: dict[str, list[LinkedStatement]] = defaultdict(list)
        for linked in self.judged.linked.statements:
            found[linked.document_id].append(linked)
        return found

    @cached_property
    def _by_event_property(self) -> dict[tuple[str, str], list[LinkedStatement]]:
        found: dict[tuple[str, str], list[LinkedStatement]] = defaultdict(list)
        for name in sorted(self._by_property):
            for linked in self._by_property[name]:
                if linked.event_id:
                    found[linked.event_id, name].append(linked)
        return found

    def said_of(self, event_id: str | None, name: str, kind: str = "event") -> list[LinkedStatement]:
        """Return the statements of a property on an event, or on its entrants or nations (`kind` of subject)."""
        found = self._by_event_property.get((event_id, name), ()) if event_id else ()
        return [linked for linked in found if linked.statement.subject.kind == kind]

    def series(self, words: EventWords) -> str:
        """Return the series that an event, named in an article's words, is an edition of."""
        if words not in self._series:
            self._series[words] = self.judged.linked.index.series(words)
        return self._series[words]

    @cached_property
    def events_of_series(self) -> dict[str, tuple[str, ...]]:
        """The events of each series that any source speaks of, sorted."""
        found: dict[str, set[str]] = defaultdict(set)
        for linked in self.judged.linked.statements:
            words = linked.statement.subject.event
            if linked.event_id and words:
                found[self.series(words)].add(linked.event_id)
        return {series: tuple(sorted(events)) for series, events in found.items()}

    @cached_property
    def series_of_event(self) -> dict[str, str]:
        """The series of each event."""
        return {event: series for series, events in sorted(self.events_of_series.items()) for event in events}

    def scope(self, linked: LinkedStatement) -> Scope:
        """Return the scope of a check on one statement."""
        document_id = linked.document_id
        place = _place(linked.statement.locator.section, self.titles.get(document_id, document_id))
        return Scope(document_id, linked.event_id, place)


def _place(section: str, title: str) -> str:
    return f"“{title}”, {section}"


def _order(linked: LinkedStatement) -> tuple[str, str]:
    return (linked.document_id, linked.statement_id)


def by_value(statements: Iterable[LinkedStatement]) -> Iterator[tuple[Decimal, list[LinkedStatement]]]:
    """Yield each number that is stated with the statements that state it; what is no number says nothing here."""
    groups: dict[Decimal, list[LinkedStatement]] = defaultdict(list)
    for linked in statements:
        if linked.statement.value.number is not None:
            groups[linked.statement.value.number].append(linked)
    yield from sorted(groups.items())


def ids_of(statements: Iterable[LinkedStatement]) -> list[str]:
    """Return the identifiers of statements."""
    return [linked.statement_id for linked in statements]


def listed(words: Iterable[str]) -> str:
    """Join words for a message, the first few of many."""
    found = list(words)
    shown = ", ".join(found[:_SHOWN_ROWS])
    return f"{shown} and {len(found) - _SHOWN_ROWS} more" if len(found) > _SHOWN_ROWS else shown


def plural(count: object, word: str) -> str:
    """Return a count with its word: `1 row`, `2 rows`."""
    return f"{count} {word}" if str(count) == "1" else f"{count} {word}s"
