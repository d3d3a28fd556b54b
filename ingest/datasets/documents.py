"""`infobox_fields`, `table_cells`, `coverage`: what one document says as it stands.

Made when a document is read: what this module imports, a change of which reads every document again, is kept small.
"""

from __future__ import annotations

from collections.abc import Iterator

from schemas.extraction import Extraction

Row = dict[str, object]


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
