"""Splits: whether they rise, and whether each fits its row as the field's do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.checks.laps import MIN_FIELD, Suspicion, suspicions
from ingest.checks.model import Check
from ingest.checks.view import TableRow, TableView, View, plural
from schemas.linked import LinkedStatement


@dataclass(frozen=True, slots=True)
class Timed:
    """A row with its times at the table's points in order: start, splits, finish. None where a time is missing."""

    row: TableRow
    times: tuple[float | None, ...]
    cells: tuple[LinkedStatement | None, ...]

    @property
    def rises(self) -> bool:
        """Whether each time is above the one before."""
        known = [time for time in self.times if time is not None]
        return all(a < b for a, b in pairwise(known))

    def ids(self, *points: int) -> list[str]:
        """Return the statements of the times at `points`, of all without any."""
        chosen = [self.cells[point] for point in points or range(len(self.cells))]
        return [cell.statement_id for cell in chosen if cell is not None]


def _timed_tables(view: View) -> list[tuple[TableView, tuple[float, ...], list[Timed]]]:
    """Return the tables of results with the distances of their splits and the rows that have any."""
    return [(table, *_timed(table)) for table in view.tables["results"]]


def _timed(table: TableView) -> tuple[tuple[float, ...], list[Timed]]:
    """Return the distances of a table's splits, and its rows that have any."""
    distances = sorted({d for row in table.rows for d in _splits(row)})
    rows = [_timed_row(row, distances) for row in table.rows if _splits(row)]
    return tuple(distances), rows


def _splits(row: TableRow) -> dict[float, LinkedStatement]:
    found: dict[float, LinkedStatement] = {}
    for linked in row.statements:
        distance = linked.qualifiers.distance_m
        if linked.property == "split" and distance is not None and linked.statement.value.number is not None:
            found.setdefault(distance, linked)
    return found


def _timed_row(row: TableRow, distances: Sequence[float]) -> Timed:
    splits = _splits(row)
    finish = next((s for s in row.statements if s.property == "mark" and s.statement.value.unit == "s"), None)
    cells = (None, *(splits.get(distance) for distance in distances), finish)
    times = [0.0, *(_seconds(cell) for cell in cells[1:])]
    return Timed(row, tuple(times), cells)


def _seconds(cell: LinkedStatement | None) -> float | None:
    return float(cell.statement.value.number) if cell and cell.statement.value.number is not None else None


def splits_rise(view: View) -> Iterator[Check]:
    """A split that is not above the one before, or not below the final time: digits swapped, or a cell moved."""
    for table, _, rows in view.once(_timed_tables):
        falling = [timed for timed in rows if not timed.rises]
        if rows and 2 * len(falling) > len(rows):
            message = (
                f"the splits of {len(falling)} of {len(rows)} rows do not rise: whether they are single laps is missing"
            )
            ids = [identifier for timed in rows for identifier in timed.ids()]
            sides = ("each time above the one before", f"{len(falling)} of {len(rows)} rows where it is not")
            yield table.scope.check("splits_rise", table.key, "unverifiable", *sides, message, ids)
        elif falling:
            yield from (_falling(table, timed) for timed in falling)
        elif rows:
            message = f"the splits of {plural(len(rows), 'row')} rise to the final time"
            ids = [identifier for timed in rows for identifier in timed.ids()]
            sides = ("each time above the one before", f"all of {plural(len(rows), 'row')}")
            yield table.scope.check("splits_rise", table.key, "pass", *sides, message, ids)


def _falling(table: TableView, timed: Timed) -> Check:
    texts = [cell.statement.value.text for cell in timed.cells if cell is not None]
    message = f"the splits of {timed.row.label} do not rise: {', '.join(texts)}; look at the cells around the fall"
    key = f"{table.key} row {timed.row.row_index}"
    return table.scope.check(
        "splits_rise", key, "fail", "each time above the one before", ", ".join(texts), message, timed.ids()
    )


def laps_near_the_field(view: View) -> Iterator[Check]:
    """A lap too short beside a lap too long: the split between them is mistyped, often by one digit (see `laps`)."""
    for table, distances, all_rows in view.once(_timed_tables):
        rows = [timed for timed in all_rows if timed.rises]
        if not rows or 2 * len(rows) <= len(all_rows):
            continue
        if len(rows) < MIN_FIELD:
            yield _field_too_small(table, rows)
            continue
        found = suspicions([timed.times for timed in rows])
        yield from (_suspicious(table, rows[suspicion.row], suspicion, distances) for suspicion in found)
        if not found:
            message = f"no lap of {plural(len(rows), 'row')} is far from the field's"
            ids = [identifier for timed in rows for identifier in timed.ids()]
            sides = ("laps near the field's", f"all of {plural(len(rows), 'row')}")
            yield table.scope.check("laps_near_the_field", table.key, "pass", *sides, message, ids)


def _field_too_small(table: TableView, rows: Sequence[Timed]) -> Check:
    sides = (f"at least {MIN_FIELD} rows with splits", str(len(rows)))
    message = f"{plural(len(rows), 'row')} with splits tell too little of what is usual: {sides[0]} are needed"
    ids = [identifier for timed in rows for identifier in timed.ids()]
    return table.scope.check("laps_near_the_field", table.key, "unverifiable", *sides, message, ids)


def _suspicious(table: TableView, timed: Timed, suspicion: Suspicion, distances: Sequence[float]) -> Check:
    point = suspicion.point
    cell = timed.cells[point]
    stated = cell.statement.value.text if cell else ""
    distance = f"{distances[point - 1]:g} m"
    before, after = ("long", "short") if suspicion.spreads > 0 else ("short", "long")
    message = (
        f"the split {stated} of {timed.row.label} at {distance} makes the lap before it too {before} and the lap after "
        f"it too {after}, by {abs(suspicion.spreads):.1f} times the field's spread; the field's laps would give about "
        f"{suspicion.usual:.2f} s there: look whether a digit of it, or of a time beside it, is wrong"
    )
    key = f"{table.key} row {timed.row.row_index} {distance}"
    beside = timed.ids(*range(max(point - 1, 1), point + 2))
    return table.scope.check(
        "laps_near_the_field", key, "fail", f"about {suspicion.usual:.2f} s", stated, message, beside
    )
