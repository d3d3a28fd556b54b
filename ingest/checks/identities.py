"""Who the rows without a name are, and which events articles speak of."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.checks.model import Check
from ingest.checks.view import TableView, View, listed
from schemas.linked import LinkedStatement, RowIdentity


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


def events_are_told(view: View) -> Iterator[Check]:
    """Statements on an edition whose event cannot be told: they stand alone, and no table of events has them.

    Usual cause: an overview without the article of any of its events, so that its sport is not known.
    """
    for extraction in view.documents:
        document_id = extraction.document.document_id
        untold = [s for s in view.by_document.get(document_id, ()) if _speaks_of_untold_event(s)]
        if untold:
            years = sorted({year for s in untold if (words := s.statement.subject.event) and (year := words.year)})
            message = (
                f"{len(untold)} statements speak of events in {listed([str(year) for year in years])} that cannot be "
                "told; what is missing is an article on one of these events, or the sport"
            )
            yield view.scope(untold[0]).check(
                "events_are_told", "events", "unverifiable", "an event each", f"{len(untold)} without", message,
                [s.statement_id for s in untold],
            )  # fmt: skip


def _speaks_of_untold_event(linked: LinkedStatement) -> bool:
    words = linked.statement.subject.event
    return linked.event_id is None and words is not None and words.year is not None and words.event is not None


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
