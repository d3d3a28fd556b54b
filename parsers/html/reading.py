"""HTML to a `Document`: one walk over the page for headings, prose, tables and infoboxes.

There are no spans in HTML; selectors and source lines say where things stand. Tables are counted over the outermost
ones of the whole page; those nested in their cells come after all of these, in the page's order, each in the section
of the table around it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from parsers.errors import TooLargeError
from parsers.html.chrome import is_chrome
from parsers.html.infoboxes import read_infobox
from parsers.html.page import Page, read_page
from parsers.html.selectors import Element, Selectors
from parsers.html.tables import TableReader, is_infobox
from parsers.html.transclusion import WikitextReader
from parsers.html.unexpanded import Unexpanded
from parsers.html.visible import BLOCKS, MAX_DEPTH, Context, is_block, is_hidden, visible
from parsers.title import year_of
from schemas.document import Document, Infobox, Paragraph, Section, Span, Table

_NOWHERE = Span(0, 0)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_OPAQUE = frozenset({"script", "style", "template", "head"})


@dataclass(slots=True)
class _Builder:
    """The state of the walk. `prose` says of each element on the way down whether headings and text in it count."""

    page: Page
    context: Context
    selectors: Selectors
    reader: TableReader
    unexpanded: Unexpanded
    path: list[tuple[int, str]] = field(default_factory=list)
    sections: list[Section] = field(default_factory=lambda: [Section((), _NOWHERE)])
    paragraphs: list[Paragraph] = field(default_factory=list)
    infoboxes: list[Infobox] = field(default_factory=list)
    boxes: set[Element] = field(default_factory=set)
    tables: list[Table] = field(default_factory=list)
    outer: list[tuple[Element, Section]] = field(default_factory=list)

    @property
    def section(self) -> Section:
        return self.sections[-1]

    def walk(self) -> None:
        root = self.page.root
        stack: list[tuple[Iterator[Element], bool]] = [(iter(root), root is self.page.content)]
        while stack:
            child = next(stack[-1][0], None)
            if child is None:
                stack.pop()
                continue
            inside = self.enter(child, stack[-1][1])
            if inside is not None:
                stack.append((iter(child), inside))
                if len(stack) > MAX_DEPTH:
                    raise TooLargeError("the depth", len(stack), MAX_DEPTH, "of elements")

    def enter(self, element: Element, prose: bool) -> bool | None:
        """Take what the element holds; return whether prose counts in it, or None to pass over what is in it."""
        tag = element.tag
        if not isinstance(tag, str) or tag in _OPAQUE:
            return None
        if tag == "table":
            self.table(element)
            return None
        if tag not in BLOCKS and not is_block(element):
            return None
        prose = (prose or element is self.page.content) and not is_chrome(element) and not is_hidden(element)
        if prose and tag in _HEADINGS:
            self.heading(element, _HEADINGS[tag])
        elif prose:
            self.unexpanded_block(element)
            self.paragraph(element)
        return prose

    def heading(self, element: Element, level: int) -> None:
        text = visible(element, self.context).text
        if element is self.page.heading or not text:
            return
        self.path = [entry for entry in self.path if entry[0] < level] + [(level, text)]
        self.sections.append(Section(tuple(name for _, name in self.path), _NOWHERE))

    def paragraph(self, element: Element) -> None:
        if not _has_own_text(element):
            return
        text = visible(element, self.context, own_only=True).text
        if text:
            selector = self.selectors.of(element)
            line = element.sourceline
            self.paragraphs.append(Paragraph(self.section, _NOWHERE, text, selector=selector, source_line=line))

    def table(self, element: Element) -> None:
        table = self.reader.read(element, len(self.tables), self.section)
        self.tables.append(self.unexpanded.with_head(table, element))
        self.outer.append((element, self.section))
        if is_infobox(element):
            self.infobox(element, self.section)

    def infobox(self, element: Element, section: Section) -> None:
        infobox = read_infobox(element, len(self.infoboxes), section, self.reader)
        if infobox.fields:
            self.infoboxes.append(infobox)
            self.boxes.add(element)

    def unexpanded_block(self, element: Element) -> None:
        """Take the tables and infoboxes that a call left unexpanded stands for."""
        for made in self.unexpanded.block(element, self.selectors, self.section):
            self.tables.extend(made.tables_from(len(self.tables)))
            self.infoboxes.extend(made.infoboxes_from(len(self.infoboxes)))

    def nested(self) -> None:
        """Take the tables within tables, after all outermost ones. Those of an infobox were read as its fields."""
        for outer, section in self.outer:
            if outer in self.boxes:
                continue
            for element in outer.iterdescendants("table"):
                self.tables.append(self.reader.read(element, len(self.tables), section))
                if is_infobox(element):
                    self.infobox(element, section)


def _has_own_text(element: Element) -> bool:
    """Say whether anything but blocks stands directly in an element."""
    if element.text and not element.text.isspace():
        return True
    return any(
        (child.tail and not child.tail.isspace()) or (isinstance(child.tag, str) and not is_block(child))
        for child in element
    )


def parse_html(document_id: str, text: str, fallback_title: str, wikitext: WikitextReader | None = None) -> Document:
    """Parse `text`; `fallback_title` is the title where the page has none.

    `wikitext` reads the template calls that Parsoid's HTML leaves unexpanded where the wiki lacks the template; without
    it they stay as the links that the page shows. Raises `TooLargeError` for what exceeds a count: tags, depth, cells.
    """
    page = read_page(text)
    if page is None:
        section = Section((), _NOWHERE)
        return Document(document_id, fallback_title, None, "html", text, (section,), (), (), ())
    title = page.title or fallback_title
    builder = _builder(page, title, wikitext)
    builder.walk()
    builder.nested()
    return Document(
        document_id=document_id,
        title=title,
        title_span=None,
        form="html",
        text=text,
        sections=tuple(builder.sections),
        paragraphs=tuple(builder.paragraphs),
        infoboxes=tuple(builder.infoboxes),
        tables=tuple(builder.tables),
        templates=builder.unexpanded.templates,
    )


def _builder(page: Page, title: str, wikitext: WikitextReader | None) -> _Builder:
    unexpanded = Unexpanded.of(page.root, wikitext)
    context = Context(year_of(title), page.by_id, unexpanded.readings)
    selectors = Selectors(page.identified)
    return _Builder(page, context, selectors, TableReader(context, selectors), unexpanded)
