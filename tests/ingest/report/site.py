"""The whole report of a publication made by hand, page by page."""

from __future__ import annotations

from collections.abc import Sequence

from bs4 import BeautifulSoup

from ingest.report import Documents
from parsers.plaintext import parse_plaintext
from schemas.audits import Mark
from schemas.document import Document
from tests.ingest.report.assembled import report_pages
from tests.ingest.report.page_tools import parsed
from tests.ingest.report.report_rows import ARTICLE, Row, identifier, publication

EVENT_PAGE = "events/1928-summer-olympics.cycling.mens-track-time-trial.html"
ARTICLE_PAGE = f"articles/{ARTICLE}.html"


def fact_page(number: int) -> str:
    """Return the path of the page of a fact in dispute of the publication made by hand."""
    return f"facts/{identifier('f', number)}.html"


Rows = dict[str, list[Row]]


def nowhere(_document_id: str) -> Document | None:
    """Return no document: none is at hand."""
    return None


def site(rows: Rows, documents: Documents = nowhere, marks: Sequence[Mark] = ()) -> dict[str, str]:
    """Return the HTML of every page by its path; a path that comes twice is an error."""
    pages = list(report_pages(rows, documents, marks))
    found = dict(pages)
    assert len(found) == len(pages)
    return found


def pages(rows: Rows, documents: Documents = nowhere, marks: Sequence[Mark] = ()) -> dict[str, BeautifulSoup]:
    """Return every page as a browser would see it."""
    return {path: parsed(html) for path, html in site(rows, documents, marks).items()}


def dispute(rows: Rows, number: int = 1, documents: Documents = nowhere) -> BeautifulSoup:
    """Return the page of a fact in dispute."""
    return pages(rows, documents)[fact_page(number)]


def event_page(rows: Rows, documents: Documents = nowhere) -> BeautifulSoup:
    """Return the page of the event that the publication made by hand is about."""
    return pages(rows, documents)[EVENT_PAGE]


def placed(text: str, words: dict[int, str]) -> tuple[Rows, Documents]:
    """Return the publication with some statements placed in an article's text, each where its words first stand.

    `words` maps the number of a statement to its excerpt.
    """
    rows = publication()
    for row in rows["statements"]:
        for number, excerpt in words.items():
            if row["statement_id"] == identifier("s", number):
                start = text.index(excerpt)
                row |= {"char_start": start, "char_end": start + len(excerpt), "excerpt": excerpt}
    document = parse_plaintext(ARTICLE, text, "An article")
    return rows, lambda document_id: document if document_id == ARTICLE else None
