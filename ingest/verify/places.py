"""Quotes at their places: the excerpt of a statement against the raw file, without any reading of the article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from ingest.sources import ChangedFileError, SourceFile, text_of
from ingest.verify.model import Verified
from parsers.pictures import medal_of

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

Row = Mapping[str, Any]
_KEPT = 8
_LONGEST = 200
_NAMING = ("alt", "title", "src")
_TEMPLATE = "data-mw"
"""What Parsoid gives an element that is made by a template: https://www.mediawiki.org/wiki/Specs/HTML"""
_UNSEEN = "style, script, sup.reference, .sortkey, .reference"
"""What stands in an element beside the words that a reader reads."""
_SPACES = re.compile(r"\s+")


def check_places(raw: Path, files: Mapping[str, SourceFile], statements: Iterable[Row], found: Verified) -> None:
    """Look each statement's excerpt up where it is said to stand; `files` are by document_id.

    In plaintext and wikitext the text from `char_start` to `char_end` is the excerpt; in HTML the selector finds one
    element, and its text holds the excerpt.
    """
    text = _texts(raw, files)
    soup = _soups(text)
    for row in sorted(statements, key=lambda row: (row["document_id"], row["statement_id"])):
        file = files.get(row["document_id"])
        whole = text(row["document_id"])
        if file is None or whole is None:
            continue  # told already: the document is missing or another
        found.quotes += 1
        where = f"{row['statement_id']} in {file.path}"
        if row["char_start"] is not None:
            there = whole[row["char_start"] : row["char_end"]]
            if there != row["excerpt"]:
                found.differ("quote", f"{where}, characters {row['char_start']} on", repr(row["excerpt"]), repr(there))
        elif row["selector"] is not None:
            _check_element(soup(row["document_id"]), row, where, found)
        else:
            found.differ("quote", where, "a place", "neither characters nor a selector")


def _check_element(soup: BeautifulSoup, row: Row, where: str, found: Verified) -> None:
    elements = soup.select(row["selector"])
    if len(elements) != 1:
        found.differ("quote", f"{where}, {row['selector']}", "one element", f"{len(elements)}")
        return
    if elements[0].get(_TEMPLATE) is not None or elements[0].select_one(f"[{_TEMPLATE}]") is not None:
        found.in_templates += 1  # what the template makes of its arguments is in no page: the element is all there is
        return
    wanted = _squeezed(row["excerpt"])
    if not any(wanted in _squeezed(text) for text in _texts_of(elements[0])):
        there = elements[0].get_text(" ", strip=True)[:_LONGEST]
        found.differ("quote", f"{where}, {row['selector']}", repr(row["excerpt"]), repr(there))


def _texts_of(element: Tag) -> Iterator[str]:
    """Yield what an element says: its text, that without what readers pass over, and what its pictures are called.

    A medal's icon says `gold` by the name of its file.
    """
    yield element.get_text()
    seen = copy(element)
    for hidden in seen.select(_UNSEEN):
        hidden.extract()
    yield seen.get_text()
    for picture in element.select("img"):
        names = [unquote(str(picture.get(name) or "")) for name in _NAMING]
        yield from (*names, medal_of(*names) or "")


def _squeezed(text: str) -> str:
    return _SPACES.sub("", text)


def _texts(raw: Path, files: Mapping[str, SourceFile]) -> Callable[[str], str | None]:
    @lru_cache(_KEPT)
    def text(document_id: str) -> str | None:
        file = files.get(document_id)
        try:
            return text_of(file, raw) if file else None
        except (ChangedFileError, OSError):
            return None

    return text


def _soups(text: Callable[[str], str | None]) -> Callable[[str], BeautifulSoup]:
    @lru_cache(_KEPT)
    def soup(document_id: str) -> BeautifulSoup:
        from bs4 import BeautifulSoup

        return BeautifulSoup(text(document_id) or "", "lxml")

    return soup
