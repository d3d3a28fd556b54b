"""The ranked rows of tables of results, with the marks that their ranks are held against."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.checks.model import Check, CheckOutcome
from ingest.checks.order import Sign, direction, outliers
from ingest.checks.view import TableRow, TableView, View
from schemas.statements import Statement

_SMALL = 3
"""So few rows show no practice by themselves."""
_MATCHES = 3
"""So many small rankings, at least, show the practice of their event."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A row with a rank, and its mark in the column that is looked at."""

    row: TableRow
    rank: int
    mark: Decimal | None
    text: str

    @property
    def label(self) -> str:
        """How a message names it."""
        return f"{self.row.label} {self.text}".rstrip()

    @property
    def ids(self) -> tuple[str, ...]:
        """The statements of rank and mark."""
        return self.row.ids("rank", "mark")


@dataclass(frozen=True, slots=True)
class Ranking:
    """The ranked rows of a table, or of one heat of it, by rank; those of equal rank by mark.

    `sign` is the direction of marks (0: cannot be told), `misplaced` the fewest rows that spoil it.
    """

    table: TableView
    key: str
    unit: str | None
    sign: Sign
    entries: tuple[Ranked, ...]
    misplaced: tuple[Ranked, ...]
    others_are_by_mark: bool = False

    @property
    def marked(self) -> list[Ranked]:
        """The entries that have a mark."""
        return [entry for entry in self.entries if entry.mark is not None]

    @property
    def is_by_mark(self) -> bool:
        """Whether marks decide the ranks: two thirds of the rows or more are in their order.

        Of two or three the event's other rankings tell it.
        """
        return self.sign != 0 and (3 * len(self.misplaced) <= len(self.marked) or self.others_are_by_mark)

    def check(
        self,
        kind: str,
        key: str,
        outcome: CheckOutcome,
        sides: tuple[str, str],
        message: str,
        entries: Sequence[Ranked],
    ) -> Check:
        """Return a check on this ranking; `entries` are the rows whose statements show it."""
        ids = [identifier for entry in entries for identifier in entry.ids]
        return self.table.scope.check(kind, f"{self.key}{key}", outcome, *sides, message, ids)


def rankings(view: View) -> list[Ranking]:
    """Return the rankings of all tables of results."""
    found = [ranking for table in view.tables["results"] for ranking in _of_table(table)]
    groups: dict[tuple[str, str | None], list[Ranking]] = defaultdict(list)
    for ranking in found:
        if ranking.unit == "s" and 1 < len(ranking.marked) <= _SMALL:
            groups[ranking.table.document_id, ranking.table.event_id].append(ranking)
    small = {id(one) for group in groups.values() if _are_by_mark(group) for one in group}
    return [replace(one, others_are_by_mark=True) if id(one) in small else one for one in found]


def _are_by_mark(group: Sequence[Ranking]) -> bool:
    """Say whether the faster wins in the matches and small heats of an event: in two of three, as far as there are."""
    misplaced = sum(len(ranking.misplaced) for ranking in group)
    return len(group) >= _MATCHES and 3 * misplaced <= sum(len(ranking.marked) for ranking in group)


def _of_table(table: TableView) -> Iterator[Ranking]:
    """Split a table by heat where the ranks begin anew in each, and take the mark that follows them best."""
    rows = [(rank, row) for row in table.rows if (rank := row.whole("rank")) is not None]
    heats = {_heat(row) for rank, row in rows if rank == 1}
    if len(heats) > 1 and _are_without_gaps([rank for rank, _ in rows]):
        heats = set()  # the first of two groups tie over all
    groups: dict[str, list[tuple[int, TableRow]]] = defaultdict(list)
    for rank, row in rows:
        groups[_heat(row) if len(heats) > 1 else ""].append((rank, row))
    for heat, group in sorted(groups.items()):
        key = f"{table.key} heat {heat}" if heat else table.key
        columns = sorted({column for _, row in group for column, _ in _marks(row)}) or [-1]
        candidates = [_ranking(table, key, group, column) for column in columns]
        yield min(candidates, key=lambda ranking: (len(ranking.misplaced), -len(ranking.marked)))


def _are_without_gaps(ranks: Sequence[int]) -> bool:
    """Say whether after n rows at rank r comes rank r + n, throughout, and the ranks are not those of heats alike."""
    counts = Counter(ranks)
    due = 1
    for rank in sorted(counts):
        if rank != due:
            return False
        due += counts[rank]
    return 2 * len(counts) > len(ranks)


def _heat(row: TableRow) -> str:
    words = row.statements[0].qualifiers if row.statements else None
    return " ".join(filter(None, [words.round, words.heat])) if words and words.heat else ""


def _marks(row: TableRow) -> Iterator[tuple[int, Statement]]:
    for linked in row.statements:
        if linked.property == "mark" and linked.statement.value.number is not None:
            yield linked.statement.locator.column_index or 0, linked.statement


def _ranking(table: TableView, key: str, group: Sequence[tuple[int, TableRow]], column: int) -> Ranking:
    cells = [next((mark for place, mark in _marks(row) if place == column), None) for _, row in group]
    units = Counter(cell.value.unit or "" for cell in cells if cell)
    unit = min(units, key=lambda name: (-units[name], name), default="") or None
    entries = [
        Ranked(row, rank, cell.value.number, cell.value.text)
        if cell and cell.value.unit == unit
        else Ranked(row, rank, None, "")
        for (rank, row), cell in zip(group, cells, strict=True)
    ]
    sign = direction([e.mark for e in sorted(entries, key=_place) if e.mark is not None], unit)
    ordered = tuple(sorted(entries, key=lambda e: (e.rank, (e.mark or 0) * sign, e.row.row_index)))
    marked = [e for e in ordered if e.mark is not None]
    misplaced = tuple(marked[i] for i in outliers([(e.mark or Decimal(0)) * sign for e in marked])) if sign else ()
    return Ranking(table, key, unit, sign, ordered, misplaced)


def _place(entry: Ranked) -> tuple[int, int]:
    return (entry.rank, entry.row.row_index)
