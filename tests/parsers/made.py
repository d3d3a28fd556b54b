"""Small documents for tests, and what is read from them."""

from __future__ import annotations

from pathlib import Path

from parsers.infobox import read_infoboxes
from parsers.plaintext import parse_plaintext
from parsers.tables.reading import TableDraft, read_table
from parsers.title import event_words, title_statements
from schemas.document import Document, Table
from schemas.statements import EventWords, Statement

ARTICLES = Path(__file__).parent / "articles"
SEEDS = Path(__file__).parents[2] / "raw" / "articles"
EVENT = EventWords(2000, "2000 Summer Olympics", "Athletics", "Men's 100 metres", "men")


def document(text: str) -> Document:
    """Parse a text that may lack a title."""
    return parse_plaintext("made", text, "Made up")


def article(name: str) -> Document:
    """Parse one of the invented articles."""
    return parse_plaintext(name, (ARTICLES / f"{name}.txt").read_bytes().decode(), name)


def table(*lines: str, heading: str = "== Results ==") -> tuple[Document, Table]:
    """Make a document with one table under a heading."""
    made = document("\n".join([heading, "", *lines]))
    return made, made.tables[0]


def read(*lines: str, heading: str = "== Results ==", event: EventWords = EVENT) -> TableDraft:
    """Read the one table of such a document."""
    made, only = table(*lines, heading=heading)
    return read_table(made, only, event)


def texts(made: Table) -> list[list[str]]:
    """Return the cells of a table's data rows."""
    return [[cell.text for cell in row] for row in made.body]


def said(draft: TableDraft, row: int) -> dict[str, str]:
    """Return what a row says, by property; a property said twice fails."""
    statements = draft.rows[row].statements
    found = {s.property: s.value.text for s in statements}
    assert len(found) == len(statements), [s.property for s in statements]
    return found


def infobox(*fields: str, event: EventWords = EVENT) -> list[Statement]:
    """Return what an infobox with such fields says."""
    made = document("\n".join(["Infobox", *(f"- {field}" for field in fields)]))
    return list(read_infoboxes(made, event).statements)


def read_all(made: Document, event: EventWords | None = None) -> list[Statement]:
    """Return what title, infoboxes and tables say, in document order; prose is left to its own tests."""
    words = event or event_words(made.title)
    drafts = [read_table(made, one, words) for one in made.tables]
    from_tables = [s for draft in drafts for row in draft.rows for s in row.statements]
    found = [*title_statements(made, words), *read_infoboxes(made, words).statements, *from_tables]
    return sorted(found, key=lambda s: (s.locator.span.start if s.locator.span else 0, s.property))
