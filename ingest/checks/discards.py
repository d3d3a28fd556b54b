"""Points of regattas: races in brackets are discarded, and count in the total and not in the net result."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.checks.model import Check
from ingest.checks.view import TableRow, TableView, View, plural
from schemas.linked import LinkedStatement

_MIN_ROWS = 3
_DISCARDED = re.compile(r"^[(\[]\s*(?P<points>\d{1,3}(?:\.\d)?)\s*[)\]]$")
_RACE = re.compile(r"^(?:[ivx]+|(?:race|r|m|column)_?\d{1,2}|\d{1,2}|medal_race|race)$")


@dataclass(frozen=True, slots=True)
class _Series:
    """A row's points: those that count, those that were discarded, and the statements of all."""

    row: TableRow
    counting: Decimal
    discarded: Decimal
    ids: tuple[str, ...]


def discards_are_left_out(view: View) -> Iterator[Check]:
    """A net result that is not the sum of the races that count, or a total not that of all: a digit mistyped.

    Only where three rows or more, and three of four, show that the column is such a sum.
    """
    for table in view.tables["results"]:
        series = [found for row in table.rows if (found := _series(row))]
        if sum(each.discarded > 0 for each in series) < _MIN_ROWS:
            continue
        for name in ("mark", "points", "total", "net", "total_points", "net_points"):
            yield from _column(table, name, series)


def _series(row: TableRow) -> _Series | None:
    """Return the points of a row; None where a race has something else, as one not finished."""
    races = [linked for linked in row.statements if _RACE.match(linked.property)]
    plain = [_points(linked) for linked in races]
    bracketed = [_DISCARDED.match(linked.statement.value.text) for linked in races]
    if not races or any(number is None and not match for number, match in zip(plain, bracketed, strict=True)):
        return None
    counting = sum((number for number in plain if number is not None), start=Decimal(0))
    discarded = sum((Decimal(match["points"]) for match in bracketed if match), start=Decimal(0))
    return _Series(row, counting, discarded, tuple(linked.statement_id for linked in races))


def _points(linked: LinkedStatement) -> Decimal | None:
    value = linked.statement.value
    if _DISCARDED.match(value.text):
        return None
    return value.number if value.number is not None else Decimal(value.text) if value.text.isdecimal() else None


def _column(table: TableView, name: str, series: Sequence[_Series]) -> Iterator[Check]:
    """Yield what a column says: the sum of all races, or of those that count, whichever more rows show."""
    stated = [(each, each.row.number(name)) for each in series]
    rows = [(each, number) for each, number in stated if number is not None]
    ways = [
        ("the races that count", [(each, number, each.counting) for each, number in rows]),
        ("all races", [(each, number, each.counting + each.discarded) for each, number in rows]),
    ]
    words, given = max(ways, key=lambda way: sum(number == due for _, number, due in way[1]))
    wrong = [(each, number, due) for each, number, due in given if number != due]
    right = len(given) - len(wrong)
    if right < _MIN_ROWS or right < 3 * len(wrong):
        return
    key = f"{table.key} {name}"
    if not wrong:
        ids = [identifier for each, _ in rows for identifier in (*each.ids, *each.row.ids(name))]
        message = f"the points are the sum of {words}, in {plural(right, 'row')}"
        yield table.scope.check("discards_are_left_out", key, "pass", "sums", f"{right} rows", message, ids)
    for each, number, due in wrong:
        message = (
            f"{number:f} of {each.row.label} is not the sum of {words}, {due:f}, as it is in "
            f"{plural(right, 'other row')}; look at each race of the row"
        )
        ids = [*each.ids, *each.row.ids(name, "competitor")]
        row_key = f"{key} row {each.row.row_index}"
        yield table.scope.check("discards_are_left_out", row_key, "fail", f"{due:f}", f"{number:f}", message, ids)
