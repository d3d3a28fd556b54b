"""HTML to a `Document`: one walk over the page for headings, prose, tables and infoboxes.

There are no spans in HTML; selectors and source lines say where things stand. Tables are counted over the outermost
ones of the whole page; those nested in their cells come after all of these, in the page's order, each in the section
of the table around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from parsers.boxtables import are_fields
from parsers.errors import TooLargeError
from parsers.forms import sniff_form
from parsers.html.chrome import is_chrome
from parsers.html.infoboxes import is_headed_pair, read_block_infobox, read_infobox
from parsers.html.page import Page, read_page
from parsers.html.selectors import Element, Selectors
from parsers.html.tables import TableReader, is_infobox, is_layout
from parsers.html.transclusion import WikitextReader
from parsers.html.unexpanded import Unexpanded
from parsers.html.visible import BLOCKS, MAX_DEPTH, Context, is_block, is_hidden, visible, visible_prose
from parsers.tables.labels import table_label
from parsers.text import line_number
from parsers.title import year_of
from schemas.document import Document, Infobox, Locator, Loss, Paragraph, Section, Span, Table

_NOWHERE = Span(0, 0)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LITERAL = frozenset({"pre", "textarea"})
_OPAQUE = frozenset({"script", "style", "template", "head"})
_HTML_START = re.compile(r"\ufeff?\s*(?:<!doctype[^>]*>\s*)?<html\b", re.IGNORECASE)
_HTML_END = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_TAIL = 4_000
"""Where a page's end is looked for: the tools that save pages add comments after it."""
_EXCERPT = 80


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
    outer: list[tuple[Element, Section, list[Element]]] = field(default_factory=list)
    labels: int = 0

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
        if tag == "table" and not self.table(element, prose):
            return None
        if tag not in BLOCKS and not is_block(element):
            return None
        prose = prose or element is self.page.content
        if prose and is_chrome(element):
            if is_infobox(element) and self.infobox_of_blocks(element):
                return None
            prose = False
        prose = prose and not is_hidden(element)
        if prose and tag == "dl" and not self.path and self.list_of_fields(element):
            return None
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
        if not _has_own_text(element) or _is_wikitext(element):
            return
        text, notes = visible_prose(element, self.context)
        if text:
            place = self.selectors.of(element)
            line = element.sourceline
            self.paragraphs.append(
                Paragraph(self.section, _NOWHERE, text, selector=place, source_line=line, notes=notes)
            )

    def table(self, element: Element, prose: bool) -> bool:
        """Take a table; say whether it only lays out others on the page, which are met on the way through it.

        `prose` says whether it stands where prose counts.
        """
        if element in self.unexpanded.replaced:
            return False
        inner = list(element.iterdescendants("table"))
        if inner and is_layout(element):
            return True
        table = self.reader.read(element, len(self.tables), self.section)
        label = self.label()
        beside = _beside(element, prose)
        if label or beside:
            table = replace(table, label=label, beside=beside)
        self.tables.append(self.unexpanded.with_head(table, element))
        self.outer.append((element, self.section, inner))
        if is_infobox(element):
            self.infobox(element, self.section)
        return False

    def label(self) -> str | None:
        """Return the paragraph straight above a table where it says what the table is of."""
        paragraphs, self.labels = self.paragraphs[self.labels :], len(self.paragraphs)
        if not paragraphs or paragraphs[-1].section is not self.section:
            return None
        return table_label(paragraphs[-1].visible)

    def infobox_of_blocks(self, element: Element) -> bool:
        """Take an infobox that is no table; say whether it is one."""
        if element.tag == "table" or not all(map(is_headed_pair, element.iterdescendants("table"))):
            return False
        infobox = read_block_infobox(element, len(self.infoboxes), self.section, self.reader)
        if infobox.fields:
            self.infoboxes.append(infobox)
        return bool(infobox.fields)

    def list_of_fields(self, element: Element) -> bool:
        """Take a list of terms above the first heading for an infobox, where its terms are such labels."""
        terms = [visible(term, self.context).text for term in element.iter("dt")]
        return are_fields(terms) and self.infobox_of_blocks(element)

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
        for outer, section, inner in self.outer:
            if outer in self.boxes:
                continue
            for element in inner:
                self.tables.append(self.reader.read(element, len(self.tables), section))
                if is_infobox(element):
                    self.infobox(element, section)


def _beside(element: Element, prose: bool) -> str | None:
    """Return why a table is none of the article's own, or None."""
    if is_infobox(element):
        return "an infobox; its fields are read as such"
    return None if prose and not is_chrome(element) else "navigation, a notice, or what else stands beside the article"


def _is_wikitext(element: Element) -> bool:
    """Say whether an element shows wikitext as text, as a browser's page of a wiki's raw text or of its editor does."""
    return element.tag in _LITERAL and sniff_form("".join(element.itertext()), "") == "wikitext"


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
        losses=tuple(_losses(builder, text)),
        templates=builder.unexpanded.templates,
    )


def _losses(builder: _Builder, text: str) -> Iterator[Loss]:
    """Yield what calls that were left unexpanded show to be lost, and the end of a page that was cut off."""
    for element, kind, excerpt, reason in builder.unexpanded.losses:
        place = Locator(
            _section_of(element, builder), source_line=element.sourceline, selector=builder.selectors.of(element)
        )
        yield Loss(kind, place, excerpt, reason)
    for element in filter(_is_wikitext, builder.page.root.iter(*sorted(_LITERAL))):
        place = Locator(
            _section_of(element, builder), source_line=element.sourceline, selector=builder.selectors.of(element)
        )
        excerpt = " ".join("".join(element.itertext())[:_EXCERPT].split())
        yield Loss("wikitext as text", place, excerpt, "wikitext stands here as text: save it by itself, as .wikitext")
    if _HTML_START.match(text) and not _HTML_END.search(text, max(0, len(text) - _TAIL)):
        locator = Locator(builder.section.name, source_line=line_number(text, len(text)))
        excerpt = " ".join(text[-_EXCERPT:].split())
        yield Loss("truncated page", locator, excerpt, "the page ends before </html>: what came after is lost")


def _section_of(element: Element, builder: _Builder) -> str:
    """Return the name of the section in which an element stands, by the headings before it."""
    path: list[tuple[int, str]] = []
    for heading in element.xpath("preceding::*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]"):
        level = _HEADINGS[heading.tag]
        if heading is not builder.page.heading and (text := visible(heading, builder.context).text):
            path = [entry for entry in path if entry[0] < level] + [(level, text)]
    return Section(tuple(name for _, name in path), _NOWHERE).name


def _builder(page: Page, title: str, wikitext: WikitextReader | None) -> _Builder:
    unexpanded = Unexpanded.of(page.root, wikitext)
    context = Context(year_of(title), page.by_id, unexpanded.readings)
    selectors = Selectors(page.identified)
    return _Builder(page, context, selectors, TableReader(context, selectors), unexpanded)
