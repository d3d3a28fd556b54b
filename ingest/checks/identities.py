"""Who the rows without a name are."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.checks.model import Check
from ingest.checks.view import TableView, View
from schemas.linked import RowIdentity


def inferred_rows_are_told_apart(view: View) -> Iterator[Check]:
    """A name inferred for one of several rows that the source does not tell apart: it may be the other's.

    Usual cause: a tie, where rank and mark are the same and the form has lost the names.
    """
    identities = view.judged.linked.identities
    for table in view.tables["results"]:
        for row in table.rows:
            identity = identities.get((table.document_id, table.reading.table_index, row.row_index))
            if identity:
                yield _told_apart(table, identity)


def _told_apart(table: TableView, identity: RowIdentity) -> Check:
    certain = identity.interchangeable == 1
    message = f"row {identity.row_index + 1} is taken to be {identity.name}: {identity.basis}"
    found = "1 row" if certain else f"{identity.interchangeable} rows that the source does not tell apart"
    return table.scope.check(
        "inferred_rows_are_told_apart",
        f"{table.key} row {identity.row_index}",
        "pass" if certain else "unverifiable",
        f"1 row for {identity.name}",
        found,
        message if certain else f"{message}; what would tell them apart is missing",
        identity.supporting,
    )
