"""Reading a rendered page in tests."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from bs4 import BeautifulSoup, Tag

VOID = {"meta", "rect", "line", "path", "circle", "input"}
"""Elements of the report that have no end tag, or need none."""
PHRASING = {"p", "h1", "h2", "h3", "h4", "span", "a", "q", "bdi", "summary", "caption", "dt"}
FLOW_ONLY = {"p", "ul", "ol", "li", "dl", "table", "section", "article", "details", "h2", "h3", "h4"}


def parsed(html: str) -> BeautifulSoup:
    """Return the page as a browser would see it."""
    return BeautifulSoup(html, "lxml")


def by_id(page: BeautifulSoup, identifier: str) -> Tag:
    """Return the element with an identifier."""
    found = page.find(id=identifier)
    assert isinstance(found, Tag), identifier
    return found


def words(element: Tag) -> str:
    """Return the text of an element with single spaces, and none before a stop, a comma or a colon."""
    return re.sub(r" (?=[.,;:])", "", " ".join(element.get_text(" ").split()))


def quotes(element: Tag) -> list[str]:
    """Return the quotes in an element, as they are written."""
    return [q.get_text() for q in element.find_all("q")]


class Nesting(HTMLParser):
    """Collects what a lenient parser would repair: tags that do not match, and blocks where only words may stand."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.errors: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in FLOW_ONLY and self.open and self.open[-1] in PHRASING:
            self.errors.append(f"{self.getpos()}: <{tag}> in <{self.open[-1]}>")
        if len({name for name, _ in attrs}) != len(attrs):
            self.errors.append(f"{self.getpos()}: <{tag}> has an attribute twice")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.errors.append(f"{self.getpos()}: </{tag}> closes nothing")


def nesting_errors(html: str) -> list[str]:
    """Return where the elements of a page are not nested as HTML demands."""
    reader = Nesting()
    reader.feed(html)
    reader.close()
    return reader.errors + [f"<{tag}> is not closed" for tag in reader.open]
