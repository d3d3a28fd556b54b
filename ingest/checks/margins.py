"""The marks of the first: the margin that prose tells, and marks in a list of medallists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from ingest.checks.fields import deciding_table, fields
from ingest.checks.model import Check, CheckOutcome
from ingest.checks.view import TableRow, TableView, View, ids_of, listed
from schemas.linked import LinkedStatement
from schemas.statements import Statement
from schemas.values import decimals_of

_SIGNS = {"s": 1, "m": -1, "kg": -1}


def margins_fit_marks(view: View) -> Iterator[Check]:
    """A winning margin that is not what lies between the first two marks: one of the three is mistyped."""
    for field in view.once(fields):
        told = view.said_of(field.scope.event_id, "winning_margin")
        said = [linked for linked in told if linked.document_id == field.scope.document_id]
        table = deciding_table(field.tables) if said else None
        best = [row for rank in (1, 2) if table and (row := _at_rank(table, rank))]
        if len(best) == 2:
            yield from (check for linked in said for check in _margin(view, linked, *best))


def _at_rank(table: TableView, rank: int) -> TableRow | None:
    """Return the one row at a rank; at the second, one of several."""
    rows = [row for row in table.rows if row.whole("rank") == rank and row.number("mark") is not None]
    return rows[0] if len(rows) == 1 or (rank > 1 and rows) else None


def _margin(view: View, linked: LinkedStatement, first: TableRow, second: TableRow) -> Iterator[Check]:
    value, marks = linked.statement.value, (first.first("mark"), second.first("mark"))
    if value.number is None or any(mark is None or mark.value.unit != value.unit for mark in marks):
        return
    between = abs((second.number("mark") or Decimal(0)) - (first.number("mark") or Decimal(0)))
    fits = abs(between - value.number) * 2 <= Decimal(1).scaleb(-decimals_of(value.number))
    outcome: CheckOutcome = "pass" if fits else "fail"
    message = f"a winning margin of {value.text} is told, and between {first.label} and {second.label} lie {between:f}"
    if not fits:
        message += "; look at both marks and at the margin"
    ids = [linked.statement_id, *first.ids("rank", "mark"), *second.ids("rank", "mark")]
    yield view.scope(linked).check(
        "margins_fit_marks", linked.statement_id, outcome, f"{between:f}", value.text, message, ids
    )  # fmt: skip


_MARKS = ("winning_time", "silver_mark", "bronze_mark")


def medal_marks_follow_medals(view: View) -> Iterator[Check]:
    """A better mark for a lesser medal in a list of medallists: marks swapped, or a digit mistyped."""
    cells: dict[tuple[str, int | None, int | None], dict[str, LinkedStatement]] = defaultdict(dict)
    for name in _MARKS:
        for linked in view.said(name):
            place = linked.statement.locator
            if linked.statement.source_kind == "table" and linked.statement.subject.kind == "event":
                cells[linked.document_id, place.table_index, place.cell_row].setdefault(name, linked)
    for _, found in sorted(cells.items(), key=lambda item: str(item[0])):
        marks = [found[name] for name in _MARKS if name in found]
        if len(marks) > 1 and found.keys() != {_MARKS[0]}:
            yield from _in_order(view, marks)


def medal_marks_hold_their_ranks(view: View) -> Iterator[Check]:
    """A mark in a list of medallists that the row at the medal's rank has otherwise: a digit mistyped in one."""
    for field in view.once(fields):
        table = deciding_table(field.tables)
        for rank, name in enumerate(_MARKS[1:], start=2) if table else ():
            row = _at_rank(table, rank) if table else None
            mark = row.first("mark") if row else None
            for linked in view.said_of(field.scope.event_id, name) if row and mark else ():
                if row and mark and mark.value.unit == linked.statement.value.unit:
                    yield from _held(view, linked, row, mark)


def _held(view: View, linked: LinkedStatement, row: TableRow, mark: Statement) -> Iterator[Check]:
    told, number = linked.statement.value, mark.value.number
    if told.number is None or number is None:
        return
    fewer, more = sorted((told.number, number), key=decimals_of)
    step = Decimal(1).scaleb(-decimals_of(fewer))  # one of them may be rounded
    same = fewer == more or (decimals_of(fewer) < decimals_of(more) and abs(fewer - more) < step)
    outcome: CheckOutcome = "pass" if same else "fail"
    message = f"{told.text} is the mark of the medal, and {row.label} has {mark.value.text}"
    message += "" if same else "; look at both"
    ids = [linked.statement_id, *row.ids("rank", "mark")]
    yield view.scope(linked).check(
        "medal_marks_hold_their_ranks", linked.statement_id, outcome, mark.value.text, told.text, message, ids
    )  # fmt: skip


def _in_order(view: View, marks: Sequence[LinkedStatement]) -> Iterator[Check]:
    numbers = [linked.statement.value.number for linked in marks if linked.statement.value.number is not None]
    units = {linked.statement.value.unit for linked in marks}
    sign = _SIGNS.get(units.pop() or "") if len(units) == 1 else None
    if sign is None or len(numbers) < len(marks):
        return
    fits = all(a * sign <= b * sign for a, b in pairwise(numbers))
    shown = listed(linked.statement.value.text for linked in marks)
    message = f"{shown} are the marks of the medallists in the order of the medals"
    if not fits:
        message = f"{shown} are the marks in the order of the medals, and not in their own; look at each of them"
    outcome: CheckOutcome = "pass" if fits else "fail"
    ids = ids_of(marks)
    yield view.scope(marks[0]).check(
        "medal_marks_follow_medals", marks[0].statement_id, outcome, "in order", shown, message, ids
    )  # fmt: skip
