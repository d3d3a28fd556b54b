"""Flattened plaintext to a `Document`.

The form: a `= Title =` line, `== headings ==` of any depth (or other ones, `parsers.plainheadings`), an `Infobox` block
of `- Key: Value` lines, prose a line a paragraph, and tables of `| cell | cell |` lines without markup for headers, or
of lines that pipes, tabs or set columns part (`parsers.tables.textrows`). Its maker lost templates and rowspans; what
can be repaired is (`parsers.tables.repair`), the rest is reported (`parsers.losses`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from parsers.aloneheadings import alone_headings
from parsers.brokenlinks import with_whole_links
from parsers.footmarks import shown, table_without_marks, without_marks
from parsers.losses import find_losses
from parsers.plainboxes import find_boxes
from parsers.plainheadings import find_headings
from parsers.tables.grid import plain_table
from parsers.tables.labels import table_label
from parsers.tables.textrows import RowForm, row_forms
from parsers.text import line_number, lines, stripped
from parsers.wrapped import wrapped
from schemas.document import Document, Infobox, InfoboxField, Locator, Paragraph, Section, Span, Table

_INFOBOX = re.compile(r"^\s*Infobox\b(?P<name>[^:|=]{0,60})$", re.IGNORECASE)
_BULLETS = "-*•"
_MAX_KEY = 80
_LIST_MARK = re.compile(r"^\s*(?:[*#•]+|[-–](?=\s))\s*")
_RULE = re.compile(r"\s*\+(?:[-=:]{2,}\+)+\s*")
_BOM = "\ufeff"


@dataclass(slots=True)
class _Builder:
    """The state of one pass over the lines."""

    document_id: str
    text: str
    title: str | None = None
    title_span: Span | None = None
    path: list[tuple[int, str]] = field(default_factory=list)
    section: Section = field(default_factory=lambda: Section((), Span(0, 0)))
    sections: list[Section] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    infoboxes: list[Infobox] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    fields: list[InfoboxField] | None = None
    infobox_name: str | None = None
    table_lines: list[Span] = field(default_factory=list)
    table_form: RowForm = "bordered"
    first_of_section: tuple[int, int] = (0, 0)
    labels: int = 0

    def end_table(self) -> None:
        if self.table_lines:
            table = plain_table(self.text, tuple(self.table_lines), self.table_form, len(self.tables), self.section)
            self.tables.append(replace(table_without_marks(table), label=self.label()))
            self.table_lines = []

    def label(self) -> str | None:
        """Return the line above a table, in its section, where it says what the table is of."""
        above = self.paragraphs[max(self.labels, self.first_of_section[0]) :]
        self.labels = len(self.paragraphs)
        return table_label(above[-1].span.of(self.text)) if above else None

    def end_infobox(self) -> None:
        if self.fields is not None:
            self.infoboxes.append(Infobox(len(self.infoboxes), self.infobox_name, tuple(self.fields)))
            self.fields = None

    def end_section(self, end: int) -> None:
        self.end_table()
        self.end_infobox()
        section = Section(self.section.path, Span(self.section.body.start, end), self.section.heading)
        # Everything found in the section was given the unfinished one; the finished differs in its end alone.
        paragraphs, tables = self.first_of_section
        self.paragraphs[paragraphs:] = [replace(p, section=section) for p in self.paragraphs[paragraphs:]]
        self.tables[tables:] = [replace(table, section=section) for table in self.tables[tables:]]
        self.first_of_section = len(self.paragraphs), len(self.tables)
        self.sections.append(section)

    def heading(self, level: int, span: Span, line: Span) -> None:
        if level == 1 and self.title is None and not self.sections and self.is_first(span):
            self.title, self.title_span = span.of(self.text), span
            self.section = Section((), Span(line.end, line.end))
            return
        self.end_section(line.start)
        self.path = [entry for entry in self.path if entry[0] < level] + [(level, span.of(self.text))]
        self.section = Section(tuple(name for _, name in self.path), Span(line.end, line.end), span)

    def is_first(self, heading: Span) -> bool:
        """Say whether nothing stands before a heading but its own words, as a page's `<title>` may be flattened."""
        words = heading.of(self.text)
        return not self.tables and all(paragraph.span.of(self.text) == words for paragraph in self.paragraphs)

    def infobox_field(self, fields: list[InfoboxField], parts: tuple[Span, Span]) -> None:
        key, value = parts
        content = without_marks(value.of(self.text))
        line = line_number(self.text, key.start)
        locator = Locator(self.section.name, value if content else None, source_line=line)
        fields.append(InfoboxField(len(fields), key.of(self.text), content or None, locator))

    def box_fields(self, fields: Sequence[tuple[str, Span]]) -> None:
        """Add fields to the infobox, which begins with the first of them."""
        self.end_table()
        if self.fields is None:
            self.fields, self.infobox_name = [], None
        for label, value in fields:
            words = without_marks(value.of(self.text))
            locator = Locator(self.section.name, value, source_line=line_number(self.text, value.start))
            self.fields.append(InfoboxField(len(self.fields), label, words, locator))

    def line(self, line: Span, form: RowForm | None) -> None:
        if form is None and _RULE.fullmatch(self.text, line.start, line.end):
            return  # between the rows of a table that is drawn
        if form is not None and not (form != "bordered" and self.is_field(line)):
            self.row(line, form)
        else:
            self.end_table()
            self.other(line)

    def is_field(self, line: Span) -> bool:
        """Say whether a line is a field of the infobox that is read."""
        return self.fields is not None and _field_parts(self.text, stripped(self.text, line)) is not None

    def row(self, line: Span, form: RowForm) -> None:
        self.end_infobox()
        if form != self.table_form:
            self.end_table()
        self.table_form = form
        self.table_lines.append(line)

    def other(self, line: Span) -> None:
        content = stripped(self.text, line)
        infobox = _INFOBOX.match(content.of(self.text))
        parts = _field_parts(self.text, content) if self.fields is not None else None
        if self.fields is not None and parts:
            self.infobox_field(self.fields, parts)
        elif infobox:
            self.end_infobox()
            self.fields, self.infobox_name = [], infobox["name"].strip() or None
        elif content.start < content.end:
            self.end_infobox()
            mark = _LIST_MARK.match(content.of(self.text))
            words = Span(content.start + (mark.end() if mark else 0), content.end)
            place = words if words.start < words.end else content
            self.paragraphs.append(Paragraph(self.section, place, *shown(self.text, place)))


def _field_parts(text: str, content: Span) -> tuple[Span, Span] | None:
    """Return the key and the value of a `- Key: Value` line; a value may hold colons, a key does not."""
    if content.start == content.end or text[content.start] not in _BULLETS:
        return None
    colon = text.find(":", content.start, content.end)
    key = stripped(text, Span(content.start + 1, max(colon, content.start + 1)))
    if colon < 0 or not 0 < key.end - key.start <= _MAX_KEY:
        return None
    return key, stripped(text, Span(colon + 1, content.end))


def parse_plaintext(document_id: str, text: str, fallback_title: str) -> Document:
    """Parse `text`; `fallback_title` is the title where the text has no `= Title =` line.

    Raises `TooLargeError` for a line beyond the limit.
    """
    builder = _Builder(document_id, text)
    start = 1 if text.startswith(_BOM) else 0
    builder.section = Section((), Span(start, start))
    found = with_whole_links(text, [Span(max(line.start, start), line.end) for line in lines(text)])
    forms = row_forms(text, found)
    headings = find_headings(text, found)
    if not headings:
        headings = alone_headings(text, found, [form is not None for form in forms], fallback_title)
    first = min((number for number in headings if headings[number].level > 1), default=len(found))
    boxes = find_boxes(text, found, [form is None and number < first for number, form in enumerate(forms)])
    is_prose = [form is None and i not in headings and i not in boxes for i, form in enumerate(forms)]
    go_on = wrapped(text, found, is_prose)
    below = 0
    for number, (line, form) in enumerate(zip(found, forms, strict=True)):
        heading = headings.get(number)
        if heading is not None:
            below = number + heading.lines
            builder.heading(heading.level, heading.words, Span(line.start, found[below - 1].end))
        elif number in boxes:
            builder.box_fields(boxes[number])
        elif number >= below:
            below = next(i for i in range(number, len(found)) if i not in go_on) + 1
            builder.line(Span(line.start, found[below - 1].end), form)
    builder.end_section(len(text))
    document = Document(
        document_id=document_id,
        title=builder.title or fallback_title,
        title_span=builder.title_span,
        form="plaintext",
        text=text,
        sections=tuple(builder.sections),
        paragraphs=tuple(builder.paragraphs),
        infoboxes=tuple(builder.infoboxes),
        tables=tuple(builder.tables),
    )
    return find_losses(document)
