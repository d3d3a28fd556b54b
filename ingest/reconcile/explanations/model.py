"""What hypotheses look at, and what they give."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from ingest.reconcile.candidates import Candidate, Case
from schemas.games import Games
from schemas.linked import LinkedStatement, RowKey
from schemas.values import Value


@dataclass(frozen=True, slots=True)
class ComparableRow:
    """A row of the table that a value stands in: what it says of one property, and what other places say of the same.

    `heat` is what ranks are counted in, "" where the whole table is. `sums` are what the row's other cells give for the
    value, and how (`the sum of run_1, run_2`). `cell_row` is the grid's row that holds the value.
    """

    key: RowKey
    rank: Decimal | None
    value: Value
    others: tuple[Value, ...] = ()
    heat: str = ""
    sums: tuple[tuple[Decimal, str], ...] = ()
    cell_row: int | None = None

    @property
    def mark(self) -> Decimal | None:
        """The number of the value, where it has one."""
        return self.value.number

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """The numbers that other places state."""
        return tuple(value.number for value in self.others if value.number is not None)

    @property
    def differs(self) -> bool:
        """Whether another place states another number."""
        return any(number != self.mark for number in self.numbers)


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a series: its event, its year, and what is said of it by property.

    `places` maps an article and a kind of place in it (its infobox, a table) to what is said there by property.
    """

    event_id: str
    year: int
    stated: Mapping[str, tuple[Value, ...]]
    places: Mapping[tuple[str, str], Mapping[str, tuple[Value, ...]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FieldCount:
    """How many competitors or nations the tables of one article list for an event, and how many of them started."""

    entered: int
    started: int


@dataclass(frozen=True, slots=True)
class Stripped:
    """Who was disqualified in the deciding round of an event: their names, and the names by the mark they had made."""

    names: tuple[str, ...]
    by_mark: Mapping[Decimal, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ExplanationContext:
    """What hypotheses are tested against; all of it is of the statements that are judged together.

    - `tables` maps (document_id, table_index, property) to its rows;
    - `games` maps an event to its Games;
    - `editions` maps an event to the editions of its series, by year, itself included: the one way to look at another
      event than the case's own;
    - `fields` maps (event_id, property) to what each article's tables count;
    - `about` maps an article to the event and the series that it is about;
    - `named` maps an event to the names in each of its tables of results, as slugs: two in one table are two persons;
    - `stripped` maps an event to those whom its tables have as disqualified.
    """

    tables: Mapping[tuple[str, int, str], Sequence[ComparableRow]] = field(default_factory=dict)
    games: Mapping[str, Games] = field(default_factory=dict)
    editions: Mapping[str, Sequence[Edition]] = field(default_factory=dict)
    fields: Mapping[tuple[str, str], Sequence[FieldCount]] = field(default_factory=dict)
    about: Mapping[str, tuple[str | None, str]] = field(default_factory=dict)
    named: Mapping[str, Sequence[frozenset[str]]] = field(default_factory=dict)
    stripped: Mapping[str, Stripped] = field(default_factory=dict)

    def articles_about(self, case: Case, what: Literal["event", "series"]) -> frozenset[str]:
        """Return the articles about the event of a case, or about the series that its event is an edition of."""
        event_id = case.event_id or case.key.subject
        series = {of for event, of in self.about.values() if event == event_id} | {case.key.subject}
        if what == "event":
            return frozenset(article for article, (event, _) in self.about.items() if event == event_id)
        return frozenset(article for article, (event, of) in self.about.items() if event is None and of in series)

    def rows_of(self, statements: Sequence[LinkedStatement], name: str) -> list[ComparableRow]:
        """Return the rows of the tables that state a value of a property."""
        places = {(s.document_id, s.statement.locator.table_index) for s in statements}
        found: list[ComparableRow] = []
        for document_id, table in sorted(places, key=str):
            if table is not None:
                found.extend(self.tables.get((document_id, table, name), ()))
        return found

    def own_rows(self, statements: Sequence[LinkedStatement], name: str) -> list[ComparableRow]:
        """Return the very rows in which statements stand."""
        places = {(s.document_id, s.statement.locator.table_index, s.statement.locator.cell_row) for s in statements}
        return [row for row in self.rows_of(statements, name) if (*row.key[:2], row.cell_row) in places]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A hypothesis that stood its test. `text` says it, with the count of rows that fit.

    `supports` says that the article's own arithmetic gives the winning value. `either_way` says that the winning value
    could come of the losing one as well: it decides nothing against a witness.
    """

    code: str
    text: str
    supports: bool = False
    either_way: bool = False


Hypothesis = Callable[[Case, Candidate, Candidate, ExplanationContext], Explanation | None]


def row_property(case: Case) -> str:
    """Return what a table's row calls the property of a case: the winning mark is the mark of rank 1."""
    return "mark" if case.key.property_name == "winning_time" else case.key.property_name
