"""Every HTML page of the corpus is read: all its selectors find one element, and no page lacks what it shows."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from parsers.html import parse_html
from parsers.wikitext import parse_wikitext
from schemas.document import Cell, Document, Table
from tests.conftest import CORPUS

pytestmark = pytest.mark.corpus


def folder() -> Path:
    return Path(os.environ[CORPUS])


def parsed(path: Path) -> Document:
    title = path.stem.replace("_", " ")
    return parse_html("made", path.read_text(encoding="utf-8"), title, lambda t: parse_wikitext("made", t, title))


def test_every_page_is_read_and_every_selector_finds_one_element() -> None:
    paths = sorted((folder() / "html").rglob("*.html"))
    assert paths
    for path in paths:
        document = parsed(path)
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")
        assert document.paragraphs, path
        assert any(table.header_rows for table in document.tables), path
        cells = [cell for table in document.tables for row in table.rows for cell in row if not cell.is_spanned]
        sampled = [cell.selector for cell in cells if cell.selector][::23]
        sampled += [paragraph.selector for paragraph in document.paragraphs if paragraph.selector][::7]
        for selector in sampled:
            assert len(soup.select(selector)) == 1, (path.name, selector)


def said(cell: Cell) -> tuple[str, tuple[str, ...]]:
    return "".join(cell.text.split()), tuple(note.text for note in cell.annotations if note.kind == "noc")


def grids(document: Document, section: str) -> list[list[list[tuple[str, tuple[str, ...]]]]]:
    found: list[Table] = [table for table in document.tables if section in table.section.name]
    return [[[said(cell) for cell in row] for row in table.rows] for table in found]


@pytest.mark.parametrize("section", ["Medal table", "Road cycling", "Track cycling", "Mountain biking", "BMX"])
def test_the_medals_of_an_overview_are_the_same_from_wikitext_and_from_parsoid(section: str) -> None:
    name = "Cycling_at_the_2008_Summer_Olympics"
    (wikitext,) = [path for path in (folder() / "wikitext").iterdir() if path.stem == name]
    from_wikitext = parse_wikitext("made", wikitext.read_text(encoding="utf-8"), name.replace("_", " "))
    from_html = parsed(folder() / "html" / "parsoid" / f"{name}.html")
    assert grids(from_html, section) == grids(from_wikitext, section) != []
