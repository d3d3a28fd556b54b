"""How the columns of a table were handled: read, ignored with a reason, unread; and what they show to be lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parsers.tables.roles import BY_ICONS, IGNORED, Role, ignored_reason
from parsers.values import parse_rank
from schemas.document import Table
from schemas.extraction import CoverageEntry, TableKind
from schemas.vocabulary import default_vocabulary

_UNKNOWN = "the columns do not tell what kind of table this is; see table_cells"


def column_coverage(
    table: Table, kind: TableKind, roles: Sequence[Role], what: str | None = None
) -> tuple[CoverageEntry, ...]:
    """Tell of each column whether it is read; the counts are its non-empty data cells.

    `what` is what a table is of which no row is read, where that is known.
    """
    if kind == "unknown" and table.beside:
        return tuple(_beside(table, table.beside, roles))
    unread = f"{what}; see table_cells" if what else _UNKNOWN
    entries = []
    for column, role in enumerate(roles):
        name = f"{table.index}/{column} {role.header or '(no header)'}"
        count = _filled(table, column, role)
        if count == 0:
            entries.append(CoverageEntry("column", name, "ignored", 0, "the column is blank throughout"))
        elif role.name == IGNORED:
            reason = ignored_reason(role.header, default_vocabulary())
            entries.append(CoverageEntry("column", name, "ignored", count, f"vocabulary.toml: {reason}"))
        elif kind == "unknown":
            entries.append(CoverageEntry("column", name, "unread", count, unread))
        elif role.name is None:
            reason = "no column word names this header; its cells are kept as text statements"
            entries.append(CoverageEntry("column", name, "unread", count, reason))
        else:
            entries.append(CoverageEntry("column", name, "read", count))
            entries += _lost_ranks(table, column, name) if kind == "results" and role.name == "rank" else ()
    return tuple(entries)


def _filled(table: Table, column: int, role: Role) -> int:
    """Count the cells of a column that say something: by their text, or as a rank by the icon of a medal."""
    cells = [row[column] for row in table.body]
    icons = role.name in BY_ICONS
    return sum(bool(c.text) or (icons and any(note.kind == "medal" for note in c.annotations)) for c in cells)


def _beside(table: Table, why: str, roles: Sequence[Role]) -> Iterator[CoverageEntry]:
    """Yield the columns of a table that is none of the article's own."""
    for column, role in enumerate(roles):
        name = f"{table.index}/{column} {role.header or '(no header)'}"
        yield CoverageEntry("column", name, "ignored", _filled(table, column, role), why)


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
