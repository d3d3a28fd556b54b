"""`documents`, `infobox_fields`, `table_cells`, `statements`, `coverage`: what the sources say, as it stands."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.datasets.judged import Judged, Row
from schemas.extraction import Extraction
from schemas.linked import LinkedStatement
from schemas.statements import Statement


def document_rows(extraction: Extraction) -> dict[str, list[Row]]:
    """Return what one document says as it stands, whatever other documents say: rows by dataset."""
    return {
        "infobox_fields": list(_infobox_rows(extraction)),
        "table_cells": list(_cell_rows(extraction)),
        "coverage": list(_coverage_rows(extraction)),
    }


def _infobox_rows(extraction: Extraction) -> Iterator[Row]:
    for infobox in extraction.document.infoboxes:
        for entry in infobox.fields:
            yield {
                "document_id": extraction.document.document_id,
                "infobox_index": infobox.index,
                "position": entry.position,
                "infobox_name": infobox.name,
                "key": entry.key,
                "value_text": entry.value,
            }


def _cell_rows(extraction: Extraction) -> Iterator[Row]:
    for table in extraction.document.tables:
        for cell_row, row in enumerate(table.rows):
            for column_index, cell in enumerate(row):
                yield {
                    "document_id": extraction.document.document_id,
                    "table_index": table.index,
                    "cell_row": cell_row,
                    "column_index": column_index,
                    "section": table.section.name,
                    "caption": table.caption,
                    "is_header": cell.is_header,
                    "text": cell.text,
                    "is_spanned": cell.is_spanned,
                }


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


def _coverage_rows(extraction: Extraction) -> Iterator[Row]:
    for entry in extraction.coverage:
        yield {
            "document_id": extraction.document.document_id,
            "kind": entry.kind,
            "name": entry.name,
            "outcome": entry.outcome,
            "count": entry.count,
            "reason": entry.reason,
        }
