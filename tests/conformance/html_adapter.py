"""What the parser of HTML makes of a case of the suites, in the form that their scorer takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from parsers.html.page import read_tree
from parsers.html.reading import parse_html
from parsers.html.tables import outermost_tables


def tables(case: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the outermost tables of a case, as documents publish them: before those nested in them."""
    text = case["input"]
    root = read_tree(text)
    outermost = 0 if root is None else sum(1 for _ in outermost_tables(root))
    return [
        {
            "rows": len(table.rows),
            "cols": table.width,
            "grid": [[cell.text for cell in row] for row in table.rows],
        }
        for table in parse_html("case", text, "Case").tables[:outermost]
    ]
