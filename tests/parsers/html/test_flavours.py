"""The same article in every flavour of HTML is the same document."""

from __future__ import annotations

import pytest

from parsers.html import parse_html
from parsers.html.page import read_page
from schemas.document import Annotation, Document, Table
from tests.parsers.html.pages import TITLE, body, pages

PAGES = pages()


def parsed(flavour: str) -> Document:
    return parse_html("made", PAGES[flavour], TITLE if flavour == "fragment" else "Another title")


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def notes_at(document: Document, table: int, row: int, column: int) -> list[tuple[str, str]]:
    found = document.tables[table].rows[row][column].annotations
    return [(note.kind, note.text) for note in found]


@pytest.fixture(params=PAGES)
def document(request: pytest.FixtureRequest) -> Document:
    return parsed(request.param)


@pytest.mark.parametrize(
    ("page", "flavour"),
    [
        ("fragment", "fragment"), ("saved", "saved"), ("saved2022", "saved"), ("mobile", "mobile"),
        ("parsoid", "parsoid"), ("kiwix", "kiwix"),
    ],
)  # fmt: skip
def test_a_flavour_is_told_by_content(page: str, flavour: str) -> None:
    read = read_page(PAGES[page])
    assert read is not None
    assert read.flavour == flavour


def test_the_title_is_the_page_s(document: Document) -> None:
    assert document.title == TITLE
    assert document.title_span is None
    assert document.form == "html"


def test_sections_come_from_headings(document: Document) -> None:
    assert [section.name for section in document.sections] == ["Lead", "Results", "Results / Final", "References"]


def test_prose_is_what_a_reader_reads_as_such(document: Document) -> None:
    assert [(paragraph.section.name, paragraph.visible) for paragraph in document.paragraphs] == [
        ("Lead", "The men's sprint was held on 4 August. Two riders came."),
        ("Results / Final", "Held in rain"),
        ("Results / Final", "and in wind"),
    ]


def test_an_infobox_has_fields(document: Document) -> None:
    (infobox,) = document.infoboxes
    assert [(field.key, field.value) for field in infobox.fields] == [
        ("Venue", "Old Oval"),
        ("Date", "4 August"),
        ("Competitors", None),
        ("Gold", "Ann Aal"),
        ("Gold NOC", "Norway"),
        ("Silver", "Bo Bek"),
        ("Silver NOC", "Denmark"),
        ("Previous", "1932"),
        ("Next", "1940"),
    ]
    assert infobox.fields[0].annotations == (Annotation("link", "Old Oval"),)
    assert infobox.fields[4].annotations == (Annotation("noc", "NOR"),)
    assert all(field.locator.selector and field.locator.section == "Lead" for field in infobox.fields)


def test_outermost_tables_are_full_grids(document: Document) -> None:
    infobox, final, navbox = document.tables
    assert [table.index for table in document.tables] == [0, 1, 2]
    assert infobox.rows[1][1].text == "Old Oval"
    assert navbox.section.name == "References"
    assert final.caption == "Final"
    assert final.section.name == "Results / Final"
    assert final.header_rows == 1
    assert texts(final) == [
        ["Rank", "Name", "Nation", "Time"],
        ["", "Ann Aal", "Norway", "11.9"],
        ["", "Bo Bek", "Denmark", "11.9"],
    ]
    assert final.rows[2][3].is_spanned
    assert final.rows[2][3].origin == (1, 3)


def test_what_stands_beside_the_text_is_kept(document: Document) -> None:
    assert notes_at(document, 1, 1, 0) == [("sort_key", "1"), ("medal", "gold")]
    assert notes_at(document, 1, 1, 1) == [("sort_key", "Aal, Ann")]
    assert notes_at(document, 1, 1, 2) == [("noc", "NOR")]
    assert notes_at(document, 1, 1, 3) == [("footnote", "Invented Report, p. 7.")]


def test_a_page_of_no_wiki_is_read_too() -> None:
    text = f"<html><head><title>Results</title></head><body><main>{body('saved')}</main><p>Chrome</p></body></html>"
    document = parse_html("made", text, "Another title")
    assert document.title == "Results"
    assert [paragraph.visible for paragraph in document.paragraphs][-1] == "and in wind"


@pytest.mark.parametrize(
    ("element", "title"),
    [
        ("Men's sprint - Wikipedia", "Men's sprint"),
        ("Men's sprint — Wikipédia", "Men's sprint"),
        ("Men's sprint - Wikipedia, the free encyclopedia", "Men's sprint"),
        ("Games – Men's sprint | Fan Wiki", "Games – Men's sprint"),
        ("1936 Games – Men's sprint", "1936 Games – Men's sprint"),
    ],
)
def test_the_site_is_no_part_of_the_title(element: str, title: str) -> None:
    text = f"<html><head><title>{element}</title></head><body><p>It was held.</p></body></html>"
    assert parse_html("made", text, "Another title").title == title


@pytest.mark.parametrize("text", ["<!-- nothing -->", "<p></p>", "&nbsp;"])
def test_a_page_without_text_is_a_document_without_any(text: str) -> None:
    document = parse_html("made", text, "Title")
    assert document.title == "Title"
    assert (document.paragraphs, document.tables) == ((), ())
    assert [section.name for section in document.sections] == ["Lead"]
