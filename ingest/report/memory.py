"""What pages depend on, so that a page is not written again while all that is the same."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from ingest.report.events import Group
from ingest.report.evidence import Evidence
from ingest.report.rows import Row, text, texts

Pages = Iterable[tuple[str, str]]
"""The path in the report's folder and the HTML of each page."""


class PageMemory(Protocol):
    """Remembers pages by the digest of what they depend on; the code that reads and shows is the memory's to know."""

    def pages(self, key: str, make: Callable[[], Pages]) -> Pages:
        """Return the pages of a key, made where they are not known."""
        ...


class NoMemory:
    """Makes every page anew."""

    def pages(self, key: str, make: Callable[[], Pages]) -> Pages:
        """Return the pages that `make` gives."""
        return make()


def group_key(group: Group, evidence: Evidence, decisions: Sequence[Row]) -> str:
    """Return the digest of all that a group's pages depend on.

    Its own rows, the statements that they cite with the articles of these, the names of its subjects, and what was
    decided.
    """
    rows = [*group.facts, *group.checks, *group.results, *group.splits, *group.records]
    cited = {each for row in rows for name in _CITING for each in texts(row, name)}
    statements = [found for each in sorted(cited) if (found := evidence.statement(each)) is not None]
    documents = sorted({text(row, "document_id") for row in (*statements, *rows)})
    subjects = sorted({text(row, name) for row in (*group.facts, *statements) for name in ("subject", "as_of")})
    return _digest(
        [
            group.name, rows, statements, [evidence.document(each) for each in documents],
            [evidence.subjects.parts(each) for each in (group.name, *subjects)], decisions,
        ]
    )  # fmt: skip


_CITING = ("supporting", "opposing", "flips_if", "statement_ids")


def article_key(document: Row, *parts: Sequence[Row]) -> str:
    """Return the digest of all that an article's pages depend on: the file, and the rows that are of it."""
    return _digest([document, *parts])


def _digest(parts: Iterable[object]) -> str:
    found = hashlib.sha256()
    for words in _words(parts):
        found.update(words.encode())
    return found.hexdigest()


def _words(parts: Iterable[object]) -> Iterator[str]:
    yield from (f"{part!r}\n" for part in parts)
