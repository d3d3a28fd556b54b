"""`mark_suggested`: what a tested hypothesis would make of marks that no other place states. Changes nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ingest.datasets.judged import Judged
from ingest.reconcile.context import Sums, comparable, sums_of
from ingest.reconcile.explanations import ComparableRow, fifths
from schemas.extraction import TableReading
from schemas.facts import Fact
from schemas.linked import LinkedStatement
from schemas.statements import NO_QUALIFIERS


def suggested_marks(judged: Judged, document_id: str, table: TableReading) -> dict[int, Decimal]:
    """Return the suggested mark of each row of a table that has one, by row_index.

    A hypothesis is asked only where it was accepted: where a fact of this table was decided by it.
    """
    facts = [(row.row_index, mark, fact) for row in table.rows for mark, fact in _marks(judged, row.statement_ids)]
    if not any(fact.explanation_code == fifths.CODE for _, _, fact in facts):
        return {}
    sums = sums_of({(document_id, table.table_index, r.row_index): judged.row_statements(r) for r in table.rows})
    rows = [_row(judged, (document_id, table, index), mark, fact, sums) for index, mark, fact in facts]
    return {key[2]: mark for key, mark in fifths.suggestions(rows).items()}


def _marks(judged: Judged, identifiers: Sequence[str]) -> Iterator[tuple[LinkedStatement, Fact]]:
    """Yield a row's mark with the fact that it is one of the statements of."""
    for linked in (judged.statements[identifier] for identifier in identifiers):
        if linked.property == "mark" and linked.statement.value.number is not None:
            fact = judged.facts.get(linked.subject, "mark", linked.qualifiers)
            fact = fact or judged.facts.get(linked.subject, "mark", NO_QUALIFIERS)
            if fact:
                yield linked, fact
            return


def _row(
    judged: Judged, place: tuple[str, TableReading, int], mark: LinkedStatement, fact: Fact, sums: Sums
) -> ComparableRow:
    document_id, table, index = place
    row = next(row for row in table.rows if row.row_index == index)
    said = [judged.statements[identifier] for identifier in (*fact.supporting, *fact.opposing)]
    rank = next((s.statement.value.number for s in judged.row_statements(row) if s.property == "rank"), None)
    key = (document_id, table.table_index, index)
    return comparable(key, mark, rank, said, sums.get(key, ()))
