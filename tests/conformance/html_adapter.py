"""What the parser of HTML makes of a case of the suites, in the form that their scorer takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from parsers.html.page import read_page
from parsers.html.selectors import Selectors
from parsers.html.tables import TableReader, outermost_tables
from parsers.html.visible import Context
from schemas.document import Section, Span


def tables(case: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the outermost tables of a case, those too that only lay out others."""
    page = read_page(case["input"])
    if page is None:
        return []
    reader = TableReader(Context(None, page.by_id), Selectors(page.identified))
    nowhere = Section((), Span(0, 0))
    found = [reader.read(table, index, nowhere) for index, table in enumerate(outermost_tables(page.root))]
    return [
        {
            "rows": len(table.rows),
            "cols": table.width,
            "grid": [[cell.text for cell in row] for row in table.rows],
        }
        for table in found
    ]
