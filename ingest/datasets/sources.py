"""`statements`: what the sources say, linked to events, each with its place."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.datasets.judged import Judged, Row
from schemas.linked import LinkedStatement
from schemas.statements import Statement


def statement_rows(judged: Judged) -> Iterator[Row]:
    """Yield the rows of `statements`."""
    return map(_statement, judged.linked.statements)


def _statement(linked: LinkedStatement) -> Row:
    statement, value = linked.statement, linked.statement.value
    year = statement.subject.event.year if statement.subject.event else None
    return {
        "statement_id": statement.statement_id,
        "document_id": statement.document_id,
        "event_id": linked.event_id,
        "subject": linked.subject,
        "property": statement.property,
        "round": linked.qualifiers.round,
        "heat": linked.qualifiers.heat,
        "distance_m": linked.qualifiers.distance_m,
        "as_of": linked.qualifiers.as_of,
        "value_text": value.text,
        "value_number": value.number,
        "value_unit": value.unit,
        "value_date": value.date.as_date(year) if value.date else None,
        "attributed_to": statement.attributed_to,
        **place_of(statement),
        "footnotes": list(dict.fromkeys(statement.references)),
        "extractor": statement.extractor,
    }


def place_of(statement: Statement) -> Row:
    """Return where a statement stands, and its words: the columns of `statements` that say so."""
    locator = statement.locator
    return {
        "source_kind": statement.source_kind,
        "section": locator.section,
        "table_index": locator.table_index,
        "cell_row": locator.cell_row,
        "column_index": locator.column_index,
        "char_start": locator.span.start if locator.span else None,
        "char_end": locator.span.end if locator.span else None,
        "source_line": locator.source_line,
        "selector": locator.selector,
        "excerpt": statement.excerpt,
    }
