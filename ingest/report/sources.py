"""The articles behind the report: which part of which page shows a statement's very characters, and what is around."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ingest.report.paths import article_page, chunks, short_digest
from ingest.report.rows import Row, maybe, text, whole
from schemas.document import Cell, Document, InfoboxField, Paragraph, Table

Documents = Callable[[str], Document | None]
"""Gives the parsed document of a document_id, or None where it is not at hand."""

PART_LENGTH = 300_000
"""Code points of article text on one page, more or less: a page ends where a line or a block does."""
_LONGEST_PIECE = 50_000
_AROUND = 240
_SENTENCE_START = re.compile(r"(?<=[.!?])\s+|\n")

_CELL_LENGTH = 20
"""What a cell, a field or a paragraph counts beside its text."""


@dataclass(frozen=True, slots=True)
class TableRows:
    """Some rows of a table: all of them, unless the table is longer than a page."""

    table: Table
    start: int
    stop: int


Block = InfoboxField | Paragraph | TableRows


@dataclass(frozen=True, slots=True)
class Context:
    """What stands before and after an excerpt in its sentence or line."""

    before: str
    after: str


NOTHING_AROUND = Context("", "")


class Sources:
    """All articles, each parsed document at hand with the parts of its page."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self._starts: dict[str, list[int]] = {}
        self._parts: dict[str, dict[str, int]] = {}
        self._paragraphs: dict[str, dict[str | None, str]] = {}

    def document(self, document_id: str) -> Document | None:
        """Return a parsed document, or None where it is not at hand."""
        return self._documents(document_id)

    def link(self, row: Row) -> str | None:
        """Return the path and fragment of a statement's very characters, or None where its article is not at hand."""
        document_id = text(row, "document_id")
        document = self._documents(document_id)
        if document is None:
            return None
        if row.get("char_start") is not None:
            start = whole(row, "char_start")
            part = bisect_right(self.starts(document), start) - 1
            return f"{article_page(document_id, part)}#{span_id(start, whole(row, 'char_end'))}"
        element = element_id(row)
        kind, quote = row.get("source_kind"), quote_id(element, text(row, "excerpt"))
        parts = self._parts_of(document)
        anchor = quote if kind == "prose" or (kind == "infobox" and quote in parts) else element
        return f"{article_page(document_id, parts.get(quote, parts.get(element, 0)))}#{anchor}"

    def starts(self, document: Document) -> list[int]:
        """Return where in the text each page of an article begins."""
        found = self._starts.get(document.document_id)
        if found is None:
            found = self._starts[document.document_id] = list(_page_starts(document.text))
        return found

    def _parts_of(self, document: Document) -> dict[str, int]:
        parts = self._parts.get(document.document_id)
        if parts is None:
            parts = self._parts[document.document_id] = {
                name: number for number, part in enumerate(block_parts(document)) for name in _anchors(part)
            }
        return parts

    def context(self, row: Row) -> Context:
        """Return the rest of the sentence or line that an excerpt of prose or of an infobox stands in."""
        document = self._documents(text(row, "document_id"))
        if document is None or row.get("source_kind") == "table":
            return NOTHING_AROUND
        if row.get("char_start") is not None:
            return _around(document.text, whole(row, "char_start"), whole(row, "char_end"))
        return self._paragraph_around(document, row)

    def _paragraph_around(self, document: Document, row: Row) -> Context:
        found = self._paragraphs.get(document.document_id)
        if found is None:
            found = {p.selector: p.visible for p in document.paragraphs if p.selector}
            self._paragraphs[document.document_id] = found
        words, excerpt = found.get(maybe(row, "selector"), ""), text(row, "excerpt")
        at = words.find(excerpt)
        return _around(words, at, at + len(excerpt)) if at >= 0 else NOTHING_AROUND


def span_id(start: int, end: int) -> str:
    """Return the anchor of a range of characters."""
    return f"c{start}-{end}"


def element_id(row: Row) -> str:
    """Return the anchor of the element that a statement of an HTML article stands in."""
    if row.get("cell_row") is not None and row.get("source_kind") == "table":
        return cell_id(whole(row, "table_index"), whole(row, "cell_row"), whole(row, "column_index"))
    return selector_id(text(row, "selector"))


def cell_id(table: int, row: int, column: int) -> str:
    """Return the anchor of a table's cell."""
    return f"t{table}r{row}c{column}"


def selector_id(selector: str) -> str:
    """Return the anchor of an element by its selector."""
    return "e" + short_digest(selector)


def quote_id(element: str, excerpt: str) -> str:
    """Return the anchor of a sentence in an element."""
    return "q" + short_digest(element, excerpt)


def _page_starts(words: str) -> Iterator[int]:
    at = 0
    while len(words) - at > PART_LENGTH + _LONGEST_PIECE:
        yield at
        end = words.find("\n", at + PART_LENGTH, at + PART_LENGTH + _LONGEST_PIECE)
        at = end + 1 if end >= 0 else at + PART_LENGTH
    yield at


def _around(words: str, start: int, end: int) -> Context:
    """Return the rest of the sentence, or of the line where that ends first."""
    before = words[max(0, start - _AROUND) : start]
    cuts = [found.end() for found in _SENTENCE_START.finditer(before)]
    before = before[cuts[-1] :] if cuts else ("…" + before if start > _AROUND else before)
    after = words[end : end + _AROUND]
    if words[max(start, end - 1) : end] in {".", "!", "?"}:
        return Context(before, "")
    found = _SENTENCE_START.search(after)
    return Context(before, after[: found.start()] if found else after + ("…" if end + _AROUND < len(words) else ""))


# Articles whose text is shown element by element


def blocks(document: Document) -> list[tuple[str, Block]]:
    """Return what an article is made of in its order, each block with the name of its section."""
    order = {section.name: number for number, section in enumerate(document.sections)}
    found: list[tuple[str, int, Block]] = []
    for infobox in document.infoboxes:
        found += [(f.locator.section, f.locator.source_line or 0, f) for f in infobox.fields]
    found += [(p.section.name, p.source_line or 0, p) for p in document.paragraphs]
    for table in document.tables:
        line = next((cell.source_line for row in table.rows for cell in row if cell.source_line), 0)
        found += [(table.section.name, line, part) for part in _table_parts(table)]
    found.sort(key=lambda entry: (order.get(entry[0], 0), entry[1]))
    return [(section, block) for section, _, block in found]


def block_parts(document: Document) -> Iterator[list[tuple[str, Block]]]:
    """Yield the blocks of each page of an article; at least one page."""
    found = blocks(document)
    if not found:
        yield []
    yield from chunks(found, (_length(block) for _, block in found), PART_LENGTH)


def _table_parts(table: Table) -> Iterator[TableRows]:
    start = 0
    for rows in chunks(table.rows, map(_row_length, table.rows), PART_LENGTH):
        yield TableRows(table, start, start + len(rows))
        start += len(rows)


def _length(block: Block) -> int:
    if isinstance(block, TableRows):
        return sum(map(_row_length, block.table.rows[block.start : block.stop]))
    words = block.visible if isinstance(block, Paragraph) else block.value
    return _CELL_LENGTH + len(words or "")


def _row_length(row: Sequence[Cell]) -> int:
    return sum(_CELL_LENGTH + len(cell.text) for cell in row if not cell.is_spanned)


def field_ids(found: InfoboxField) -> tuple[str, str]:
    """Return the anchors of an infobox's field: of its element, which others may share with it, and of its words."""
    element = selector_id(found.locator.selector or "")
    return element, quote_id(element, found.value or "")


def _anchors(part: list[tuple[str, Block]]) -> Iterator[str]:
    for _, block in part:
        if isinstance(block, Paragraph):
            yield selector_id(block.selector or "")
        elif isinstance(block, InfoboxField):
            yield from field_ids(block)
        else:
            for row in range(block.start, block.stop):
                yield from (cell_id(block.table.index, row, column) for column in range(block.table.width))
