"""Records: their progression, and what prose says of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ingest.checks.fields import Field, fields
from ingest.checks.model import Check, CheckOutcome
from ingest.checks.order import Sign, direction, outliers
from ingest.checks.view import TableRow, TableView, View, listed, plural
from parsers.rounds import round_of
from parsers.title import year_of
from schemas.linked import LinkedStatement
from schemas.slugs import slug

RECORDS = {"olympic_record": "Olympic record", "world_record": "world record"}


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One record of a progression; `day` and `year` are when, `event_id` where it was set, as far as they are told."""

    row: TableRow
    mark: Decimal
    unit: str
    text: str
    day: date | None
    year: int | None
    event_id: str | None

    @property
    def label(self) -> str:
        """How a message names it."""
        return " ".join(
            filter(None, [self.text, self.row.name, self.day.isoformat() if self.day else str(self.year or "")])
        )


@dataclass(frozen=True, slots=True)
class Progression:
    """A table of records, oldest first. `sign` is 1 where a smaller mark is better, -1 where a larger is."""

    table: TableView
    record: str
    sign: Sign
    rows: tuple[RecordRow, ...]

    @property
    def key(self) -> str:
        """What tells the progressions of a document apart."""
        return f"{self.table.key} {self.record}"

    def before(self, year: int) -> RecordRow | None:
        """Return the record that stood before a year."""
        return next((row for row in reversed(self.rows) if row.year is not None and row.year < year), None)

    def ids(self) -> list[str]:
        """Return the statements of all marks."""
        return [identifier for row in self.rows for identifier in row.row.ids(self.record)]


def progressions(view: View) -> list[Progression]:
    """Return the tables of successive records that have two rows or more."""
    tables = [table for table in view.tables["record_progression"] if not _names_records(table)]
    found = [_progression(table, record) for table in tables for record in RECORDS]
    return [progression for progression in found if len(progression.rows) > 1]


def _names_records(table: TableView) -> bool:
    """Say whether rows say of which record they are (world, Olympic, of an event): they do not succeed each other."""
    named = sum(any(" record" in f" {s.statement.value.text.lower()}" for s in row.statements) for row in table.rows)
    events = {slug(event.value.text) for row in table.rows if (event := row.first("event"))}
    return 2 * named > len(table.rows) or sum(round_of(event).round is None for event in events) > 1


def _progression(table: TableView, record: str) -> Progression:
    rows = [found for row in table.rows if (found := _record_row(row, record))]
    units = Counter(row.unit for row in rows)
    unit = min(units, key=lambda name: (-units[name], name), default="")
    rows = [row for row in rows if row.unit == unit]
    days = [Decimal(row.day.toordinal()) for row in rows if row.day]
    if len(outliers(days)) > len(outliers([-day for day in days])):
        rows.reverse()  # the newest record stands first
    sign = direction([row.mark for row in reversed(rows)], unit)
    return Progression(table, record, sign, tuple(rows))


def _record_row(row: TableRow, record: str) -> RecordRow | None:
    linked = next((s for s in row.statements if s.property == record), None)
    if linked is None or linked.statement.value.number is None:
        return None
    dated = row.first("date")
    day = dated.value.date.as_date() if dated and dated.value.date else None
    when = row.first("games") or row.first("year") or dated
    year = day.year if day else year_of(when.value.text if when else "")
    value = linked.statement.value
    return RecordRow(row, linked.statement.value.number, value.unit or "", value.text, day, year, linked.event_id)


def records_improve(view: View) -> Iterator[Check]:
    """A record that is no improvement on the one before: a digit mistyped. An equalled record is none worse."""
    for progression in view.once(progressions):
        marks = [row.mark * -progression.sign for row in progression.rows]
        worse = [progression.rows[i].label for i in outliers(marks)] if progression.sign else []
        undecided = progression.sign == 0 or 3 * len(worse) > len(marks)
        yield _ascending(progression, "records_improve", worse, undecided, progression.ids())


def record_dates_ascend(view: View) -> Iterator[Check]:
    """A record dated before the one that it broke: a date mistyped, or rows in the wrong order."""
    for progression in view.once(progressions):
        dated = [row for row in progression.rows if row.day]
        if len(dated) > 1:
            wrong = outliers([Decimal(row.day.toordinal()) for row in dated if row.day])
            ids = [identifier for row in dated for identifier in row.row.ids("date")]
            labels = [dated[i].label for i in wrong]
            yield _ascending(progression, "record_dates_ascend", labels, 3 * len(wrong) > len(dated), ids)


def _ascending(progression: Progression, kind: str, wrong: Sequence[str], undecided: bool, ids: Sequence[str]) -> Check:
    count, what = len(progression.rows), "marks" if kind == "records_improve" else "dates"
    outcome: CheckOutcome = "unverifiable" if undecided else "fail" if wrong else "pass"
    message = f"the {what} of {plural(count, 'record')} follow each other"
    if undecided:
        message = f"the {what} have no order: whether the table is one progression is missing"
    elif wrong:
        message = f"out of the order of the others: {listed(wrong)}; look at their {what}"
    sides = (f"{what} in the order of the records", f"{count - len(wrong)} of {count}")
    return progression.table.scope.check(kind, progression.key, outcome, *sides, message, ids)


def _record_of(linked: LinkedStatement) -> str:
    """Return which record a sentence speaks of: the world record where it names no other."""
    words = linked.statement.excerpt.lower()
    return "world_record" if "world" in words and "olympic" not in words else "olympic_record"


def _of_series(view: View, event_id: str | None, record: str) -> list[Progression]:
    series = view.series_of_event.get(event_id or "")
    return view.once(_by_series).get((series or "", record), [])


def _by_series(view: View) -> dict[tuple[str, str], list[Progression]]:
    found: dict[tuple[str, str], list[Progression]] = defaultdict(list)
    for progression in view.once(progressions):
        found[progression.table.series, progression.record].append(progression)
    return found


def record_beaten_count(view: View) -> Iterator[Check]:
    """A number of competitors who beat the old record that the results do not have: a mark or the record is wrong."""
    every_field = view.once(fields)
    for linked in view.said("record_beaten_count"):
        count, record = linked.statement.value.number, _record_of(linked)
        if count is None or linked.event_id is None:
            continue
        found = [field for field in every_field if field.scope.event_id == linked.event_id]
        old = [p for p in _of_series(view, linked.event_id, record) if _old(view, linked, p)]
        own = sorted(found, key=lambda field: field.scope.document_id != linked.document_id)
        if not old or not own:
            yield _beaten_unknown(
                view, linked, int(count), record, "results" if old else f"progression of the {RECORDS[record]}"
            )
        yield from (_beaten(view, linked, int(count), p, own[0]) for p in old if own)


def _old(view: View, linked: LinkedStatement, progression: Progression) -> RecordRow | None:
    return progression.before(view.judged.year(linked.event_id) or 0)


def _beaten_unknown(view: View, linked: LinkedStatement, count: int, record: str, missing: str) -> Check:
    message = f"{count} beat the old {RECORDS[record]}: the {missing} that tells how many is missing"
    return view.scope(linked).check(
        "record_beaten_count", str(count), "unverifiable", str(count), f"no {missing}", message, [linked.statement_id]
    )


def _beaten(view: View, linked: LinkedStatement, count: int, progression: Progression, field: Field) -> Check:
    old = _old(view, linked, progression)
    marks = best_marks(field, progression.sign)
    limit = old.mark if old else Decimal(0)
    better = sum(mark * progression.sign < limit * progression.sign for mark, _ in marks.values())
    text = old.label if old else ""
    outcome: CheckOutcome = "pass" if better == count else "fail"
    message = (
        f"{count} beat the old {RECORDS[progression.record]}; {better} of {len(marks)} results are better than {text}"
    )
    if outcome == "fail":
        message += "; look at the marks around it and at the record that stood before"
    ids = [linked.statement_id, *(identifier for _, identifier in marks.values())]
    ids += old.row.ids(progression.record) if old else ()
    key = f"{count} {progression.table.document_id} {progression.key}"
    return view.scope(linked).check("record_beaten_count", key, outcome, str(count), str(better), message, ids)


def best_marks(field: Field, sign: Sign) -> dict[str, tuple[Decimal, str]]:
    """Return each competitor's best mark over all rounds, with its statement."""
    best: dict[str, tuple[Decimal, str]] = {}
    for table in field.tables:
        for row in table.rows:
            for linked in row.statements:
                mark = linked.statement.value.number
                if linked.property == "mark" and mark is not None:
                    key = slug(row.name) if row.name else f"{table.key} {row.row_index}"
                    if key not in best or mark * sign < best[key][0] * sign:
                        best[key] = (mark, linked.statement_id)
    return best


def record_broken_times(view: View) -> Iterator[Check]:
    """A record broken more or less often than its progression shows: marks that fell the same day, or a retelling."""
    for linked in view.said("record_broken_times"):
        count, record = linked.statement.value.number, _record_of(linked)
        if count is None or linked.event_id is None:
            continue
        known = _of_series(view, linked.event_id, record)
        yield from (_broken(view, linked, int(count), progression) for progression in known)
        if not known:
            message = f"the {RECORDS[record]} was broken {plural(int(count), 'time')}: its progression is missing"
            yield view.scope(linked).check(
                "record_broken_times",
                str(count),
                "unverifiable",
                str(count),
                "no progression",
                message,
                [linked.statement_id],
            )


def _broken(view: View, linked: LinkedStatement, count: int, progression: Progression) -> Check:
    rows = [row for row in progression.rows if row.event_id == linked.event_id]
    outcome: CheckOutcome = "pass" if len(rows) == count else "fail"
    name = RECORDS[progression.record]
    message = f"the {name} was broken {plural(count, 'time')}, and {progression.table.scope.place} has {len(rows)}"
    if rows:
        message += f": {listed(row.label for row in rows)}"
    if outcome == "fail":
        message += "; look whether records that fell soon after are left out there, or the number counts others too"
    ids = [linked.statement_id, *(i for row in rows for i in row.row.ids(progression.record))]
    key = f"{count} {progression.table.document_id} {progression.key}"
    return view.scope(linked).check("record_broken_times", key, outcome, str(count), str(len(rows)), message, ids)


def winner_holds_record(view: View) -> Iterator[Check]:
    """A winning mark called a record that is not the last of its Games in the progression: one of them is wrong."""
    for record in RECORDS:
        seen: set[tuple[str, str]] = set()
        for linked in view.said(record):
            event_id = linked.event_id
            if event_id and (linked.document_id, event_id) not in seen and _is_winning_record(view, linked):
                seen.add((linked.document_id, event_id))
                yield from _held(view, linked, record)


def _is_winning_record(view: View, linked: LinkedStatement) -> bool:
    """Say whether prose calls the winning mark a record of that year."""
    fact = view.judged.facts.get(linked.event_id or "", "winning_time")
    winning = fact.value.number if fact and fact.value else None
    year = str(view.judged.year(linked.event_id))
    is_prose = linked.statement.source_kind == "prose" and (linked.qualifiers.as_of or "").startswith(year)
    return is_prose and winning is not None and linked.statement.value.number == winning


def _held(view: View, linked: LinkedStatement, record: str) -> Iterator[Check]:
    known = _of_series(view, linked.event_id, record)
    winner = view.judged.facts.get(linked.event_id or "", "gold")
    name = winner.value.text if winner and winner.value else "the winner"
    said = f"{linked.statement.value.text} by {name}"
    evidence = [linked.statement_id, *(winner.supporting if winner else ())]
    for progression in known:
        rows = [row for row in progression.rows if row.event_id == linked.event_id]
        last = rows[-1] if rows else None
        same = last is not None and last.mark == linked.statement.value.number
        found = last.label if last else "no record of these Games"
        message = f"the winning mark {said} is called the {RECORDS[record]}; the last of these Games is {found}"
        if not same:
            message += "; look at the last row of these Games in the progression"
        ids = [*evidence, *(last.row.ids(record) if last else ())]
        key = f"{record} {progression.table.document_id} {progression.key}"
        outcome: CheckOutcome = "pass" if same else "fail"
        yield view.scope(linked).check("winner_holds_record", key, outcome, said, found, message, ids)
    if not known:
        message = f"the winning mark {said} is called the {RECORDS[record]}: its progression is missing"
        yield view.scope(linked).check(
            "winner_holds_record", record, "unverifiable", said, "no progression", message, evidence
        )
