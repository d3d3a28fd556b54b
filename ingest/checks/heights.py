"""Heights: whether a jumper cleared the one that stands as the mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ingest.checks.model import Check
from ingest.checks.view import TableRow, View, plural
from schemas.values import decimals_of

_MIN_ROWS = 3
_CLEARED = re.compile(r"^[x–-]{0,2}o$", re.IGNORECASE)


def heights_were_cleared(view: View) -> Iterator[Check]:
    """A height as mark that is not the best one cleared: a circle in the wrong column, or a mark mistyped.

    Only where three rows or more, and three of four, have as mark the best height that they cleared.
    """
    for table in view.tables["results"]:
        rows = [
            (row, best) for row in table.rows if (best := _best(row)) is not None and row.number("mark") is not None
        ]
        wrong = [(row, best) for row, best in rows if row.number("mark") != best]
        right = len(rows) - len(wrong)
        if right < _MIN_ROWS or right < 3 * len(wrong):
            continue
        if not wrong:
            ids = [identifier for row, _ in rows for identifier in row.ids("mark", "attempt")]
            message = f"the mark is the best height cleared, in {plural(right, 'row')}"
            yield table.scope.check(
                "heights_were_cleared", table.key, "pass", "best heights", f"{right} rows", message, ids
            )  # fmt: skip
        for row, best in wrong:
            mark = row.first("mark")
            stated = mark.value.text if mark else ""
            height = f"{best:.{decimals_of(row.number('mark') or best)}f}"
            message = f"{stated} of {row.label}, and the best height cleared is {height}; look at the row's attempts"
            ids = list(row.ids("mark", "attempt", "competitor"))
            key = f"{table.key} row {row.row_index}"
            yield table.scope.check("heights_were_cleared", key, "fail", height, stated, message, ids)


def _best(row: TableRow) -> Decimal | None:
    """Return the best height that a row has as cleared, None where it has none."""
    cleared = [
        Decimal(str(s.qualifiers.distance_m))
        for s in row.statements
        if s.property == "attempt" and s.qualifiers.distance_m and _CLEARED.match(s.statement.value.text.strip())
    ]
    return max(cleared, default=None)
