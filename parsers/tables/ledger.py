"""How the columns of a table were handled: read, ignored with a reason, unread; and what they show to be lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parsers.tables.roles import Role
from parsers.values import parse_rank
from schemas.document import Table
from schemas.extraction import CoverageEntry, TableKind


def column_coverage(table: Table, kind: TableKind, roles: Sequence[Role]) -> tuple[CoverageEntry, ...]:
    """Tell of each column whether it is read; the counts are its non-empty data cells."""
    entries = []
    for column, role in enumerate(roles):
        name = f"{table.index}/{column} {role.header or '(no header)'}"
        count = sum(bool(row[column].text) for row in table.body)
        if count == 0:
            entries.append(CoverageEntry("column", name, "ignored", 0, "the column is blank throughout"))
        elif kind == "unknown":
            reason = "the columns do not tell what kind of table this is; see table_cells"
            entries.append(CoverageEntry("column", name, "unread", count, reason))
        elif role.name is None:
            reason = "no column word names this header; its cells are kept as text statements"
            entries.append(CoverageEntry("column", name, "unread", count, reason))
        else:
            entries.append(CoverageEntry("column", name, "read", count))
            entries += _lost_ranks(table, column, name) if kind == "results" and role.name == "rank" else ()
    return tuple(entries)


def _lost_ranks(table: Table, column: int, name: str) -> Iterator[CoverageEntry]:
    """Report the ranks that are missing above the first one, where that counts the rows above it.

    Icons of medals stood there, that this form does not hold. They stay null: nothing in it says which is whose.
    """
    cells = [row[column] for row in table.body]
    first = next((i for i, cell in enumerate(cells) if cell.text or cell.annotations), 0)
    rank = parse_rank(cells[first].text) if 0 < first < len(cells) else None
    if rank and rank[0] == first + 1:
        reason = f"the first {first} rows have no rank and the next is {rank[0]}: this form lacks what stood there"
        yield CoverageEntry("lost", f"ranks: {name}", "unread", first, reason)
