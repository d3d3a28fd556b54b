"""Selectors and source lines find what was read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup, Tag

from parsers.errors import TooLargeError
from parsers.html import parse_html
from schemas.document import Document
from tests.parsers.html.pages import pages

PAGES = pages()


def squeezed(text: str) -> str:
    return "".join(text.split())


def found_texts(document: Document) -> Iterator[tuple[str, str | None, int | None]]:
    """Yield each text that was read, with its selector and line."""
    for paragraph in document.paragraphs:
        yield paragraph.visible, paragraph.selector, paragraph.source_line
    for infobox in document.infoboxes:
        for field in infobox.fields:
            yield field.value or "", field.locator.selector, field.locator.source_line
    for table in document.tables:
        for cell in (cell for row in table.rows for cell in row if not cell.is_spanned):
            yield cell.text, cell.selector, cell.source_line


def only(soup: BeautifulSoup, selector: str) -> Tag:
    (element,) = soup.select(selector)
    return element


@pytest.mark.parametrize("flavour", PAGES)
def test_a_selector_finds_the_one_element_that_holds_the_text(flavour: str) -> None:
    text = PAGES[flavour]
    soup = BeautifulSoup(text, "lxml")
    for said, selector, line in found_texts(parse_html("made", text, "Title")):
        assert selector is not None
        for hidden in only(soup, selector).select("sup.reference, .sortkey"):
            hidden.extract()
        assert squeezed(said) in squeezed(only(soup, selector).get_text())
        assert line is not None
        assert 1 <= line <= text.count("\n") + 1


@pytest.mark.parametrize(
    ("html", "selector"),
    [
        ("<p>x</p>", "body > p:nth-of-type(1)"),
        ("<p>y</p><div id='a'><p>x</p></div>", "#a > p:nth-of-type(1)"),
        ("<p id='x'>x</p>", "#x"),
        ("<p id='4.2'>x</p>", '[id="4.2"]'),
        ("<p id='a\"b'>x</p>", '[id="a\\22 b"]'),
        ("<div><p id='a'>y</p></div><div><p id='a'>x</p></div>", "body > div:nth-of-type(2) > p:nth-of-type(1)"),
        ("<foo:bar><p>x</p></foo:bar>", "body > :nth-child(1) > p:nth-of-type(1)"),
    ],
)
def test_a_selector_begins_at_the_nearest_id_that_is_unique(html: str, selector: str) -> None:
    document = parse_html("made", html, "Title")
    found = document.paragraphs[-1]
    assert (found.visible, found.selector) == ("x", selector)
    assert only(BeautifulSoup(html, "lxml"), selector).get_text() == "x"


def test_a_selector_finds_a_row_also_where_a_browser_adds_a_body() -> None:
    (table,) = parse_html("made", "<table id='t'><tr><td>a<tr><td>x</table>", "Title").tables
    selector = table.rows[1][0].selector
    assert selector == "#t tr:nth-of-type(2) > td:nth-of-type(1)"
    as_browsers_have_it = BeautifulSoup("<table id='t'><tbody><tr><td>a<tr><td>x</table>", "lxml")
    assert only(as_browsers_have_it, selector).get_text() == "x"


def test_a_line_is_the_element_s() -> None:
    document = parse_html("made", "<p>a</p>\n\n<p>b\nc</p><table><tr>\n<td>d</td></tr></table>", "Title")
    assert [paragraph.source_line for paragraph in document.paragraphs] == [1, 3]
    assert document.tables[0].rows[0][0].source_line == 5


def test_selectors_do_not_take_all_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parsers.html.selectors.MAX_CHARACTERS", 1000)
    with pytest.raises(TooLargeError, match="selectors"):
        parse_html("made", "<div>" * 30 + "<p>x</p>" * 30, "Title")
