"""Where each thing is in the report: the page of a fact, a check, an article, and the characters of a statement."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import TypeVar

from ingest.report.rows import Row, maybe, text

Item = TypeVar("Item")

_NAME_LENGTH = 120
_TOGETHER = {"nation": "nations", "competitor": "competitors"}
"""Subjects of which a single one has too few facts for a page."""


def group_of(row: Row, home: str | None = None) -> str:
    """Return what a fact's page is of: its event, else its series, else `home`, what it was judged with.

    Where that is not known, all nations have a page, and all competitors.
    """
    event_id = maybe(row, "event_id")
    if event_id:
        return event_id
    head = text(row, "subject").partition("#")[0]
    kind = head.partition(":")[0]
    return (home or _TOGETHER[kind] if kind in _TOGETHER else head) or home or "others"


def event_page(group: str, part: int = 0) -> str:
    """Return the path of a group's page; `part` 0 is the first."""
    return f"events/{_file_name(group)}{_number(part)}.html"


def rows_page(group: str, part: int) -> str:
    """Return the path of a page on inferred rows that the group's first page has no room for; `part` 1 is the first."""
    return f"events/{_file_name(group)}.rows{_number(part)}.html"


def fact_page(fact_id: str, part: int = 0) -> str:
    """Return the path of the page of a fact in dispute; `part` 0 is the first."""
    return f"facts/{_file_name(fact_id)}{_number(part)}.html"


def article_page(document_id: str, part: int = 0) -> str:
    """Return the path of an article's page."""
    return f"articles/{_file_name(document_id)}{_number(part)}.html"


def numbered(name: str, part: int) -> str:
    """Return the path of a page at the top: `facts.html`, `facts.2.html`."""
    return f"{name}{_number(part)}.html"


def _number(part: int) -> str:
    return f".{part + 1}" if part else ""


def _file_name(identifier: str) -> str:
    """Return an identifier as a file's name; slugs hold no dot, so no two become one."""
    name = identifier.replace("/", ".").replace(":", ".")
    if len(name) <= _NAME_LENGTH:
        return name
    return f"{name[:_NAME_LENGTH]}.{short_digest(identifier)}"


def short_digest(*words: str) -> str:
    """Return twelve characters that stand for some words."""
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()[:12]


def chunks(items: Iterable[Item], weights: Iterable[int], limit: int) -> Iterator[list[Item]]:
    """Yield items in runs that weigh at most `limit` together; one that weighs more is alone."""
    run: list[Item] = []
    total = 0
    for item, weight in zip(items, weights, strict=True):
        if run and total + weight > limit:
            yield run
            run, total = [], 0
        run.append(item)
        total += weight
    if run:
        yield run
