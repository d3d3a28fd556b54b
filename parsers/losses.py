"""What an article shows to have been there and its form no longer holds: reported, never guessed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from parsers.tables.celltypes import cell_type
from parsers.text import line_number, stripped
from schemas.document import Document, Locator, Loss, Paragraph, Section, Span

_ANNOUNCES = re.compile(
    r"\bthe following (?:were|are|was|is|table|list|chart|tables|lists)\b|\bas follows\b"
    r"|\b(?:table|list|chart|results?|records?)s? below\b|\bbelow (?:is|are)\b"
    r"|\b(?:listed|shown|given) (?:below|in the table)\b",
    re.IGNORECASE,
)
_SENTENCE_WITH_COLON = re.compile(r":\s+\S")
_FOOTNOTE = re.compile(r"^(?P<mark>\^\{[^{}\s]{1,8}\}|\^[*†‡§]|[*†‡§]{1,3}(?=\s?[A-Z]))")
_MARK = re.compile(r"\^\{[^{}\s]{1,8}\}|\^?[*†‡§]{1,3}")
_CELLS_OF_A_TABLE = 12
"""So many short lines one below the other are looked at; a list of names and dates is shorter, or of words alone."""
_LINES_BETWEEN_CELLS = 6
"""Blank lines stand between rows, and where the page's source had line breaks; not after most of the cells."""
_LONGEST_CELL = 60
_SHARE_OF_VALUES = 4
"""One of so many is a number, a mark or a date."""
_GAP = re.compile(r"[^\s.!?:]  +(?=\S)")
"""What parts cells that are set in columns; two spaces after a sentence do not."""
_GAPS_OF_A_ROW = 2
_ROWS_OF_A_TABLE = 3
_LIST_WITH_END_CUT = re.compile(r",$|\b(?:and|or)$")


def find_losses(document: Document) -> Document:
    """Return `document` with `losses` filled in, in document order."""
    found = [
        *_announced(document), *_orphan_footnotes(document), *_cut_fields(document), *_empty_sections(document),
        *_truncated_tables(document), *_unrowed_tables(document), *_aligned_tables(document),
    ]  # fmt: skip
    return replace(document, losses=tuple(sorted(found, key=lambda loss: loss.locator.span or Span(0, 0))))


def _loss(document: Document, kind: str, section: Section, span: Span, reason: str) -> Loss:
    locator = Locator(section.name, span, source_line=line_number(document.text, span.start))
    return Loss(kind, locator, span.of(document.text), reason)


def _announced(document: Document) -> Iterator[Loss]:
    """Yield the last sentence of paragraphs that announce a table or list which does not follow."""
    tables = sorted(row[0].span.start for table in document.tables for row in table.rows[:1] if row[0].span)
    for number, paragraph in enumerate(document.paragraphs):
        text = paragraph.span.of(document.text)
        start = max(text.rfind(". ", 0, len(text) - 1) + 2, 0) if ". " in text else 0
        sentence = text[start:]
        if not _ANNOUNCES.search(sentence) or _SENTENCE_WITH_COLON.search(sentence):
            continue
        if not _has_follower(document, number, tables):
            span = Span(paragraph.span.start + start, paragraph.span.end)
            reason = "a table or list is announced here and this form does not hold it"
            yield _loss(document, "announced table", paragraph.section, span, reason)


def _has_follower(document: Document, number: int, tables: Sequence[int]) -> bool:
    """Say whether a table, or list items (lines without a blank line between), come straight after a paragraph."""
    paragraph = document.paragraphs[number]
    later = document.paragraphs[number + 1 : number + 2]
    next_start = later[0].span.start if later else len(document.text)
    table = bisect_left(tables, paragraph.span.end)
    if table < len(tables) and tables[table] < min(next_start, paragraph.section.body.end + 1):
        return True
    if not later or later[0].section is not paragraph.section:
        return False
    between = document.text[paragraph.span.end : next_start]
    ends_with_colon = paragraph.span.of(document.text).endswith(":")
    return ends_with_colon or between.replace("\r\n", "\n").count("\n") == 1


def _orphan_footnotes(document: Document) -> Iterator[Loss]:
    marks = Counter(_symbol(match) for match in _MARK.findall(document.text))
    for paragraph in document.paragraphs:
        match = _FOOTNOTE.match(paragraph.span.of(document.text))
        if match and marks[_symbol(match["mark"])] == 1:
            reason = f"the footnote's mark {match['mark']} stands nowhere else: what it belongs to is lost"
            yield _loss(document, "footnote mark", paragraph.section, paragraph.span, reason)


def _symbol(mark: str) -> str:
    """Return what a mark and its footnote have in common: `^{*}`, `^*` and `*` are one."""
    inner = mark.lstrip("^").strip("{}")
    return inner if set(inner) <= set("*†‡§") else mark


def _cut_fields(document: Document) -> Iterator[Loss]:
    for infobox in document.infoboxes:
        for entry in infobox.fields:
            if entry.value and entry.locator.span and _LIST_WITH_END_CUT.search(entry.value):
                reason = f"the list of the field {entry.key} is cut off after its last separator"
                yield Loss("cut list", entry.locator, entry.value, reason)


def _empty_sections(document: Document) -> Iterator[Loss]:
    parents = {section.path[:depth] for section in document.sections for depth in range(len(section.path))}
    for section in document.sections:
        body = stripped(document.text, section.body)
        if section.heading and body.start == body.end and section.path not in parents:
            reason = "the heading has nothing under it: what it headed is lost"
            yield _loss(document, "empty section", section, section.heading, reason)


def _truncated_tables(document: Document) -> Iterator[Loss]:
    """Yield the last line of a document that ends inside a table row."""
    end = len(document.text.rstrip())
    start = max(document.text.rfind("\n", 0, end), document.text.rfind("\r", 0, end)) + 1
    line = document.text[start:end]
    if line.lstrip().startswith("|") and not line.endswith("|") and _is_bordered(document):
        section = document.sections[-1] if document.sections else Section((), Span(0, 0))
        yield _loss(document, "truncated table", section, Span(start, end), "the text ends inside a row of a table")


def _is_bordered(document: Document) -> bool:
    """Say whether the last table's first row begins with a pipe: only then a row ends with one."""
    first = document.tables[-1].rows[0][0].span if document.tables else None
    return first is not None and document.text[: first.start].rstrip(" \t").endswith("|")


def _unrowed_tables(document: Document) -> Iterator[Loss]:
    """Yield the first line of each run of cells that stand one below the other."""
    if document.form != "plaintext":
        return
    run: list[Paragraph] = []
    for paragraph in document.paragraphs:
        is_cell = _may_be_cell(document, paragraph)
        if run and not (is_cell and _follows(document, run[-1], paragraph, _LINES_BETWEEN_CELLS)):
            yield from _unrowed(document, run)
            run = []
        if is_cell:
            run.append(paragraph)
    yield from _unrowed(document, run)


def _unrowed(document: Document, run: Sequence[Paragraph]) -> Iterator[Loss]:
    types = [cell_type(paragraph.span.of(document.text)) for paragraph in run]
    values = sum(kind not in {"text", "blank"} for kind in types)
    close = sum(_follows(document, above, below) for above, below in pairwise(run))
    if len(run) >= _CELLS_OF_A_TABLE and _SHARE_OF_VALUES * values >= len(run) and 2 * close >= len(run):
        reason = f"{len(run)} lines here are cells of a table, each on its own: which row each is of is lost"
        yield _loss(document, "rows of a table", run[0].section, run[0].span, reason)


def _aligned_tables(document: Document) -> Iterator[Loss]:
    """Yield the first line of each run of lines whose cells nothing but spaces parts."""
    if document.form != "plaintext" or "   " not in document.text:
        return
    run: list[Paragraph] = []
    for paragraph in document.paragraphs:
        if run and not _follows(document, run[-1], paragraph):
            yield from _aligned(document, run)
            run = []
        run.append(paragraph)
    yield from _aligned(document, run)


def _aligned(document: Document, run: Sequence[Paragraph]) -> Iterator[Loss]:
    gapped = sum(len(_GAP.findall(paragraph.span.of(document.text))) >= _GAPS_OF_A_ROW for paragraph in run)
    if gapped >= _ROWS_OF_A_TABLE and 2 * gapped >= len(run):
        reason = f"{len(run)} lines here are rows of a table whose cells spaces part: where each ends is lost"
        yield _loss(document, "columns of a table", run[0].section, run[0].span, reason)


def _follows(document: Document, above: Paragraph, below: Paragraph, most: int = 1) -> bool:
    """Say whether a paragraph stands on the line below another, or at `most` so many lines below."""
    between = document.text[above.span.end : below.span.start]
    return above.section is below.section and 1 <= between.replace("\r\n", "\n").count("\n") <= most


def _may_be_cell(document: Document, paragraph: Paragraph) -> bool:
    """Say whether a line is short and no sentence, nor an item of a list."""
    text, start = document.text, paragraph.span.start
    words = paragraph.span.of(text)
    before = text[max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1 : start]
    return len(words) <= _LONGEST_CELL and not before.strip(" \t\u00a0\ufeff") and not words.endswith((".", ":", ";"))
