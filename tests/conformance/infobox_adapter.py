"""What the reader of infoboxes makes of a case of the InfoTabS suite, and how it is compared with what is expected.

The suite's tables have lost their classes, so the reader is given the table itself. Its values are lists of lines: they
are compared joined, without punctuation, as the suite's own note says, and
without the dates that a reader does not see.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from parsers.html.infoboxes import read_infobox
from parsers.html.page import read_page
from parsers.html.selectors import Selectors
from parsers.html.tables import TableReader, outermost_tables
from parsers.html.visible import Context
from schemas.document import Section, Span

_TITLE = "title"
_HIDDEN_DATE = re.compile(r"\(\s*\d{4}-\d\d(?:-\d\d)?\s*\)|(?<=\d{4}) \(\d{4}\)")
"""Dates for machines, which these pages hide from readers: `May 30, 1975 (1975-05-30)`, `1966 (1966)`."""
_PUNCTUATION = re.compile(r"[\W_]+")


def fields(case: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the fields of a case's infobox, the values of one key in their order."""
    page = read_page(case["input"])
    if page is None:
        return {}
    reader = TableReader(Context(None, page.by_id), Selectors(page.identified))
    found: dict[str, list[str]] = defaultdict(list)
    for index, table in enumerate(outermost_tables(page.root)):
        for field in read_infobox(table, index, Section((), Span(0, 0)), reader).fields:
            found[bare(field.key)].append(field.value or "")
    return found


def bare(text: str) -> str:
    """Return a text without punctuation, case and diacritics."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _PUNCTUATION.sub("", folded.casefold())


def right(case: Mapping[str, Any]) -> tuple[int, int]:
    """Return how many fields of a case are expected, and how many are read with the same value."""
    found = fields(case)
    expected = {key: values for key, values in case["expected"].items() if key != _TITLE}
    return len(expected), sum(_is_same(found.get(bare(key), []), values) for key, values in expected.items())


def _is_same(found: Iterable[str], expected: Iterable[str]) -> bool:
    return bool(found) and bare("".join(found)) == bare(_HIDDEN_DATE.sub("", html.unescape("".join(expected))))
