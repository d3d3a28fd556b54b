"""The arithmetic of tables of results: sums of runs and rounds, bests of attempts, gaps, speeds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from statistics import median

from ingest.checks.leagues import is_group_table
from ingest.checks.model import Check, CheckOutcome
from ingest.checks.view import TableRow, TableView, View, listed, plural
from ingest.reconcile.arithmetic import Break, Relation, gap_of, lines, relations
from parsers.values import format_seconds, parse_mark
from schemas.linked import LinkedStatement
from schemas.statements import NO_QUALIFIERS
from schemas.values import decimals_of, is_measurable

_MIN_SPEEDS = 3
_FAILED_ATTEMPTS_ARE_STRUCK = frozenset({"kg"})
"""Units of which a table keeps failed attempts, struck out: a form that has lost the strokes shows them as made."""


def _tables_with_relations(view: View) -> list[tuple[TableView, list[Relation]]]:
    """Return the tables of results with the relations that their rows show."""
    found = []
    for table in view.tables["results"]:
        statements = [linked for row in table.rows for linked in row.statements]
        found.append((table, relations(lines(statements))))
    return found


def parts_add_up(view: View) -> Iterator[Check]:
    """A total that is not the sum of its runs, rounds or laps: a digit mistyped in one of them.

    Only where three rows or more, and three of four, show that the table adds up so; rows with penalties are left out.
    """
    yield from _relation_checks(view, "parts_add_up", "sum")


def gaps_fit_marks(view: View) -> Iterator[Check]:
    """A gap that is not the mark less the winner's: one of the two mistyped, or the gap to someone else.

    Riders of the same time, and those lapped, have no gap of their own.
    """
    yield from _relation_checks(view, "gaps_fit_marks", "gap")


def _relation_checks(view: View, kind: str, of: str) -> Iterator[Check]:
    for table, found in view.once(_tables_with_relations):
        for number, relation in enumerate(one for one in found if one.kind == of):
            key = f"{table.key} {relation.column} {number}"
            sides = (f"{relation.target} is {relation.how}", _holding(relation))
            if not relation.breaks:
                message = f"{sides[0]}, in {plural(len(relation.holding), 'row')}"
                yield table.scope.check(kind, key, "pass", *sides, message, relation.statement_ids)
            for broken in relation.breaks:
                yield _broken(kind, table, relation, broken)


def _holding(relation: Relation) -> str:
    count = len(relation.holding)
    return f"{count} of {plural(count + len(relation.breaks), 'row')}"


def _broken(kind: str, table: TableView, relation: Relation, broken: Break) -> Check:
    row = _row(table, broken.key[2])
    stated, given = _shown(table, broken.stated), _shown(table, broken.given)
    message = (
        f"{stated} of {row.label if row else 'a row'} is not {relation.how}, which is {given} and fits "
        f"{plural(len(relation.holding), 'other row')}; look at each of these cells"
    )
    key = f"{table.key} {relation.column} row {broken.key[2]}"
    return table.scope.check(kind, key, "fail", given, stated, message, broken.statement_ids)


def _row(table: TableView, index: int) -> TableRow | None:
    return next((row for row in table.rows if row.row_index == index), None)


def _shown(table: TableView, number: Decimal) -> str:
    """Write a number as the table writes its marks."""
    marks = [found for row in table.rows if (found := row.first("mark")) and found.value.number is not None]
    is_clock = any(":" in mark.value.text or "'" in mark.value.text for mark in marks)
    return format_seconds(number) if is_clock and number >= 60 else f"{number:f}"


def mark_is_an_attempt(view: View) -> Iterator[Check]:
    """A mark that is none of the attempts, or less than the best of them: a digit mistyped in one.

    Weights are left out: failed attempts stand in the table, struck out, and not every form keeps the strokes.
    """
    for table, found in view.once(_tables_with_relations):
        for relation in found:
            if relation.kind != "best" or _unit(table) in _FAILED_ATTEMPTS_ARE_STRUCK:
                continue
            key = f"{table.key} {relation.column}"
            if not relation.breaks:
                sides = (f"{relation.target} is {relation.how}", _holding(relation))
                message = f"{sides[0]}, in {plural(len(relation.holding), 'row')}"
                yield table.scope.check("mark_is_an_attempt", key, "pass", *sides, message, relation.statement_ids)
            yield from (_broken("mark_is_an_attempt", table, relation, broken) for broken in relation.breaks)


def _unit(table: TableView) -> str | None:
    marks = (row.first("mark") for row in table.rows)
    return next((mark.value.unit for mark in marks if mark and mark.value.unit), None)


_NO_RESULT = re.compile(r"notes|time_of_day|start")
"""Columns in which `+0:43` is said of something else: how long after the first one started."""


@dataclass(frozen=True, slots=True)
class _Gap:
    """A row that gives its gap to the first and no mark."""

    row: TableRow
    rank: int
    gap: Decimal
    text: str
    statement_id: str

    @property
    def label(self) -> str:
        return f"{self.row.label} {self.text}"


def gaps_follow_ranks(view: View) -> Iterator[Check]:
    """A smaller gap at a worse rank: a digit mistyped, or rows in the wrong order. Of rows that give no mark."""
    for table in view.tables["results"]:
        gaps = [gap for row in table.rows if (gap := _gap(row))]
        ranks = [gap.rank for gap in gaps]
        if len(gaps) < _MIN_SPEEDS or len(set(ranks)) < len(ranks) - len(ranks) // 3 or is_group_table(table):
            continue
        ordered = sorted(gaps, key=lambda gap: (gap.rank, gap.row.row_index))
        wrong = [b for a, b in pairwise(ordered) if b.gap < a.gap]
        sides = ("gaps in the order of ranks", f"{len(gaps) - len(wrong)} of {len(gaps)}")
        ids = [gap.statement_id for gap in ordered]
        if 3 * len(wrong) > len(gaps):
            message = "the gaps follow no order: to whom they are is missing"
            yield table.scope.check("gaps_follow_ranks", table.key, "unverifiable", *sides, message, ids)
            continue
        outcome: CheckOutcome = "fail" if wrong else "pass"
        message = f"the gaps of {plural(len(gaps), 'row')} grow with the ranks"
        if wrong:
            message = f"smaller than the gap before: {listed(gap.label for gap in wrong)}; look at these gaps and ranks"
        yield table.scope.check("gaps_follow_ranks", table.key, outcome, *sides, message, ids)


def _gap(row: TableRow) -> _Gap | None:
    """Return the gap of a row that gives no time of its own; a column of times may begin with one and go on in gaps."""
    rank = row.whole("rank")
    timed = any(s.property == "mark" and s.statement.value.unit == "s" for s in row.statements)
    if rank is None or timed:
        return None
    for linked in row.statements:
        text = linked.statement.value.text
        if linked.property == "gap" or (text.startswith("+") and not _NO_RESULT.match(linked.property)):
            found = gap_of(linked, "s")
            return _Gap(row, rank, found.number, text, found.statement_id) if found else None
    return None


@dataclass(frozen=True, slots=True)
class _Speed:
    """A row's speed and time, and the range of distances that they can be rounded from."""

    row: TableRow
    text: str
    decimals: int
    low: float
    high: float

    @property
    def distance(self) -> float:
        return (self.low + self.high) / 2


def speeds_fit_times(view: View) -> Iterator[Check]:
    """A speed that with the time gives another distance than the other rows: one of the two mistyped.

    Speed times time is the same distance in all rows of an event, whatever the units and the round.
    """
    events: dict[tuple[str, str | None], list[tuple[TableView, _Speed]]] = defaultdict(list)
    for table in view.tables["results"]:
        events[table.document_id, table.event_id] += [(table, speed) for row in table.rows if (speed := _speed(row))]
    for _, found in sorted(events.items(), key=lambda item: str(item[0])):
        if len(found) >= _MIN_SPEEDS:
            yield from _speeds(found)


def _speeds(found: Sequence[tuple[TableView, _Speed]]) -> Iterator[Check]:
    table, usual = found[0][0], median(speed.distance for _, speed in found)
    off = [(table, speed) for table, speed in found if not speed.low <= usual <= speed.high]
    ids = [identifier for _, speed in found for identifier in speed.row.ids("speed", "mark")]
    sides = (f"speed × time = {usual:.0f} m in km/h", f"{len(found) - len(off)} of {plural(len(found), 'row')}")
    if 4 * len(off) > len(found):
        message = "speeds and times give no one distance: whether all rode the same is missing"
        yield table.scope.check("speeds_fit_times", table.key, "unverifiable", *sides, message, ids)
    elif off:
        yield from (_wrong_speed(place, speed, usual) for place, speed in off)
    else:
        message = f"speed and time of {plural(len(found), 'row')} give one distance"
        yield table.scope.check("speeds_fit_times", table.key, "pass", *sides, message, ids)


def _speed(row: TableRow) -> _Speed | None:
    stated, mark = row.first("speed"), row.first("mark")
    words = stated.value.text.split() if stated else []
    read = parse_mark(words[0].removesuffix("km/h")) if words else None
    if stated is None or read is None or read.unit is not None or not is_measurable(read.number):
        return None
    if mark is None or mark.value.number is None or mark.value.unit != "s" or not is_measurable(mark.value.number):
        return None
    (slow, fast), (short, long) = _bounds(read.number), _bounds(mark.value.number)
    return _Speed(row, stated.value.text, decimals_of(read.number), slow * short / 3.6, fast * long / 3.6)


def _bounds(number: Decimal) -> tuple[float, float]:
    """Return between what a number may lie that was rounded, or cut, to its decimals."""
    step = Decimal(1).scaleb(-decimals_of(number))
    return float(number - step), float(number + step)


def _wrong_speed(table: TableView, speed: _Speed, usual: float) -> Check:
    time = speed.row.number("mark") or Decimal(1)
    expected = f"{usual * 3.6 / float(time):.{speed.decimals}f}" if time else "another"
    message = (
        f"the speed {speed.text} of {speed.row.label} gives {speed.distance:.0f} m with its time, the other rows "
        f"{usual:.0f} m; with that distance it would be {expected}; look at its speed and its time"
    )
    key = f"{table.key} row {speed.row.row_index}"
    ids = speed.row.ids("speed", "mark")
    return table.scope.check("speeds_fit_times", key, "fail", expected, speed.text, message, ids)


def stages_add_up(view: View) -> Iterator[Check]:
    """Stages whose lengths do not add up to the race's: a stage changed, or a digit mistyped.

    Each length is rounded, so a tenth of a kilometre for each stage is no difference.
    """
    for table in view.tables["schedule"]:
        lengths = [(row, length) for row in table.rows if (length := _length(row)) is not None]
        own = [linked for linked in view.by_document.get(table.document_id, ()) if _is_distance(linked)]
        if len(lengths) >= _MIN_SPEEDS:
            total = sum((length for _, length in lengths), start=Decimal(0))
            yield from (_stages(table, [row for row, _ in lengths], total, linked) for linked in own)


def _is_distance(linked: LinkedStatement) -> bool:
    """Say whether a statement gives the length of the whole race, not of a part or of another edition's."""
    is_plain = linked.property == "distance_m" and linked.statement.qualifiers == NO_QUALIFIERS
    return is_plain and linked.statement.source_kind == "infobox" and linked.statement.value.number is not None


def _length(row: TableRow) -> Decimal | None:
    """Return a row's length in metres."""
    for linked in row.statements:
        value = linked.statement.value
        read = None
        if linked.property in {"mark", "distance", "length", "distance_m"}:
            read = parse_mark(value.text.split("(")[0].strip(), "m")
        if read and read.unit == "m":
            return read.number
    return None


def _stages(table: TableView, rows: Sequence[TableRow], total: Decimal, linked: LinkedStatement) -> Check:
    text, stated = linked.statement.value.text, linked.statement.value.number or Decimal(0)
    allowed = 100 * len(rows) + 1000
    outcome: CheckOutcome = "pass" if abs(total - stated) <= allowed else "fail"
    found = f"{total / 1000:f} km in {plural(len(rows), 'stage')}"
    message = f"the stages add up to {found}, the race is {text}"
    if outcome == "fail":
        message += "; look for a stage that is missing, neutralised or mistyped"
    ids = [linked.statement_id, *(i for row in rows for i in row.ids("mark", "distance", "length", "distance_m"))]
    return table.scope.check("stages_add_up", table.key, outcome, text, found, message, ids)
