"""The margin by which an event was won, as prose tells it, against the marks."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ingest.checks.fields import deciding_table, fields
from ingest.checks.model import Check, CheckOutcome
from ingest.checks.view import TableRow, TableView, View
from schemas.linked import LinkedStatement
from schemas.values import decimals_of


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
