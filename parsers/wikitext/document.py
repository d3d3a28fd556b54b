"""Wikitext to a `Document`."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from parsers.errors import TooLargeError
from parsers.tables.labels import MAX_LABEL, table_label
from parsers.text import line_number
from parsers.wikitext.blocks import Blocks, RawParagraph, find_blocks
from parsers.wikitext.call import Argument, Call, call_name
from parsers.wikitext.expander import Context, expanded
from parsers.wikitext.expansion import Expansion, Note
from parsers.wikitext.inline import Renderer
from parsers.wikitext.scan import Scan, scan
from parsers.wikitext.tables import TableReader, render_lines, source_span, visible_lines
from parsers.wikitext.tree import Range, RawTable
from schemas.document import (
    Annotation,
    Document,
    Infobox,
    InfoboxField,
    Locator,
    Loss,
    Paragraph,
    Section,
    Span,
    Table,
    TemplateUse,
)
from schemas.templates import TemplateRegistry, default_templates, template_key

MAX_LENGTH = 8_000_000
"""Code points. MediaWiki takes no page over two million bytes."""
MAX_LINE = 1_000_000

_LONGEST_LABEL = 2 * MAX_LABEL
"""With the markup in it."""

_OF_DATA = frozenset({"wikitable", "navbox", "infobox", "metadata", "ambox"})
_SHOWN_OF_UNCLOSED = 40
"""Code points of what is never closed that a loss quotes."""
_NO_MEANING = "no meaning is known for this template; its arguments are kept as text"
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reader sees of a piece of wikitext, and what is kept beside it."""

    text: str
    annotations: tuple[Annotation, ...]


def _normal(text: str) -> str:
    """Return the text with one kind of newline and without a byte order mark, every offset as it was."""
    if len(text) > MAX_LENGTH:
        raise TooLargeError("the length", len(text), MAX_LENGTH, "of the page")
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    if len(text) > MAX_LINE and (longest := max(map(len, text.split("\n")))) > MAX_LINE:
        raise TooLargeError("the length", longest, MAX_LINE, "of a line")
    return " " + text[1:] if text.startswith(_BOM) else text


class _Reader:
    """Reads one page."""

    def __init__(self, text: str, registry: TemplateRegistry, title: str = "") -> None:
        self.text = text
        self.scan: Scan = scan(_normal(text))
        self.context = Context(self.scan, registry, title=title)
        self.expansion: Expansion = expanded(self.context, 0, len(text), self.scan.nodes)
        self.blocks: Blocks = find_blocks(self.expansion.text)
        self.footnotes: dict[tuple[int, int], str] = {}
        self.sections = self.read_sections()
        self.starts = [section.body.start for section in self.sections]

    # --- Sections and paragraphs

    def read_sections(self) -> tuple[Section, ...]:
        expansion, headings = self.expansion, self.blocks.headings
        path: list[tuple[int, str]] = []
        bodies = [expansion.point(heading.line[0]) for heading in headings] + [len(self.text)]
        first = 1 if self.text.startswith(_BOM) else 0
        sections = [Section((), Span(first, max(first, bodies[0])))]
        for number, heading in enumerate(headings):
            name = visible_lines(expansion, [heading.text], None).text
            path = [entry for entry in path if entry[0] < heading.level] + [(heading.level, name)]
            start = expansion.span(heading.line[0], heading.line[1]).end
            span = expansion.span(*heading.text) if heading.text[0] < heading.text[1] else Span(start, start)
            body = Span(start, max(start, bodies[number + 1]))
            sections.append(Section(tuple(name for _, name in path), body, span))
        return tuple(sections)

    def paragraphs(self) -> Iterator[Paragraph]:
        expansion = self.expansion
        beside = [RawParagraph(raw.section, [place]) for raw, place in _texts_of_layouts(self.blocks.tables)]
        raws = self.blocks.paragraphs
        for raw in sorted([*raws, *beside], key=lambda one: one.lines[0]) if beside else raws:
            renderer = Renderer(expansion, note=self.footnote)
            render_lines(renderer, [(raw.lines[0][0], raw.lines[-1][1])])
            visible = renderer.done_with_offsets()
            if visible.text:
                span = source_span(expansion, [(raw.lines[0][0], raw.lines[-1][1])])
                places = visible.offsets
                first, last = min(places), max(places) + 1
                whole = Span(min(span.start, first), max(span.end, last)) if span else Span(first, last)
                yield Paragraph(self.sections[raw.section], whole, visible.text, places, notes=visible.notes)

    # --- Tables

    def tables(self) -> tuple[Table, ...]:
        reader = TableReader(self.expansion, self.footnote)
        raws = [*_data_tables(self.blocks.tables)]
        raws += [(nested, None) for raw, _ in raws for nested in _nested(raw)]
        return tuple(
            replace(reader.table(raw, index, self.sections[raw.section]), label=self.label(raw, above))
            for index, (raw, above) in enumerate(raws)
        )

    def label(self, raw: RawTable, above: Range | None) -> str | None:
        """Return the label of a table: the paragraph above it, or the text above it in the cell that holds it."""
        if raw.below >= 0:
            lines = self.blocks.paragraphs[raw.below].lines
            above = lines[0][0], lines[-1][1]
        if above is None or above[1] - above[0] > _LONGEST_LABEL:
            return None
        return table_label(visible_lines(self.expansion, [above], None).text)

    # --- Footnotes

    def footnote(self, note: Note) -> str:
        """Return a footnote's text; of one by name, that of the reference of this name."""
        start, end, nodes = note.start, note.end, note.nodes
        if note.name:
            node = self.scan.references.get(note.name)
            if node is None:
                return ""
            (start, end), nodes = node.inner, node.children
        if (start, end) not in self.footnotes:
            self.footnotes[start, end] = ""
            self.footnotes[start, end] = self.shown(Argument(start, end, nodes), with_annotations=False).text
        return self.footnotes[start, end]

    def shown(self, argument: Argument, with_annotations: bool = True) -> Shown:
        """Return what a reader sees of an argument, expanded by itself."""
        expansion = expanded(self.context, argument.start, argument.end, argument.nodes)
        ranges = [(0, len(expansion.text))]
        visible = visible_lines(expansion, ranges, self.footnote if with_annotations else None)
        return Shown(visible.text, visible.annotations)

    # --- Infoboxes

    def infoboxes(self) -> tuple[Infobox, ...]:
        """Return the infoboxes in their order; those in a field of another are found as that is read."""
        done: dict[int, tuple[str, tuple[InfoboxField, ...]]] = {}
        while waiting := sorted(self.context.infoboxes.keys() - done.keys()):
            for place in waiting:
                call = self.context.infoboxes[place]
                done[place] = (call.name, tuple(self.fields(call)))
        return tuple(Infobox(index, *done[place]) for index, place in enumerate(sorted(done)))

    def fields(self, call: Call) -> Iterator[InfoboxField]:
        section = self.section_at(call.node.start).name
        for position, (key, argument) in enumerate(call.arguments.items()):
            shown = self.shown(argument)
            place = argument.key_start if argument.is_blank and argument.key_start >= 0 else argument.start
            span = None if argument.is_blank else Span(argument.start, argument.end)
            locator = Locator(section, span, source_line=line_number(self.text, place))
            yield InfoboxField(position, key, shown.text or None, locator, shown.annotations)

    def section_at(self, offset: int) -> Section:
        return self.sections[max(0, bisect_right(self.starts, offset) - 1)]

    # --- Losses

    def losses(self) -> Iterator[Loss]:
        """Yield what the page shows to have been there and does not hold."""
        expansion = self.expansion
        for start in sorted(self.blocks.unclosed):
            span = expansion.span(start, start + 2)
            yield self.loss("unclosed table", span, "the table is never closed: its end, and rows of it, may be lost")
        for start in self.scan.unclosed:
            if self.text[start:].strip("<!-> \t\r\n"):
                span = Span(start, min(len(self.text), start + _SHOWN_OF_UNCLOSED))
                yield self.loss("unclosed comment", span, "this is never closed: a reader sees nothing of what follows")
        for start in self.scan.unended:
            span = Span(start, min(len(self.text), start + _SHOWN_OF_UNCLOSED))
            yield self.loss("unclosed template", span, "the call has no end: it is read as text, its fields are lost")
        for start, end in self.blocks.rows:
            reason = "in a table, a template whose meaning is not known: the rows that it makes are not there"
            yield self.loss("rows of a template", expansion.span(start, end), reason)

    def loss(self, kind: str, span: Span, reason: str) -> Loss:
        locator = Locator(self.section_at(span.start).name, span, source_line=line_number(self.text, span.start))
        return Loss(kind, locator, span.of(self.text), reason)

    # --- Templates

    def templates(self) -> tuple[TemplateUse, ...]:
        text, registry = self.scan.text, self.context.registry
        written = Counter(call_name(text, node) for node in self.scan.templates)
        counts: Counter[str] = Counter()
        names: dict[str, str] = {}
        for name, count in written.items():
            if ":" in name and registry.meaning(name) is None:
                name = name[: name.index(":") + 1]
            key = template_key(name)
            counts[key] += count
            names.setdefault(key, name)
        return tuple(self.use(names[key], counts[key]) for key in sorted(counts))

    def use(self, name: str, count: int) -> TemplateUse:
        is_box, meaning = self.context.meaning(name)
        if meaning is not None and meaning.ignored:
            return TemplateUse(name, count, "ignored", meaning.ignored)
        if meaning is not None or is_box:
            return TemplateUse(name, count, "read")
        return TemplateUse(name, count, "unread", _NO_MEANING)


def _data_tables(raws: Sequence[RawTable], above: Range | None = None) -> Iterator[tuple[RawTable, Range | None]]:
    """Yield the outermost tables, with the text above one; what only lays out others is passed over for these."""
    for raw in raws:
        if is_layout(raw):
            for cell in raw.cells:
                yield from _data_tables(cell.nested or (), next(iter(cell.ranges), None))
        else:
            yield raw, above if above and above[1] <= raw.start else None
        above = None


def _nested(raw: RawTable) -> Iterator[RawTable]:
    """Yield the tables in the cells of another, from outside in."""
    for cell in raw.cells:
        for table in cell.nested or ():
            yield table
            yield from _nested(table)


def _texts_of_layouts(raws: Sequence[RawTable]) -> Iterator[tuple[RawTable, Range]]:
    """Yield the pieces of text beside the tables in tables that only lay these out: they are prose."""
    for raw in raws:
        if is_layout(raw):
            for cell in raw.cells:
                yield from ((raw, place) for place in cell.ranges)
                yield from _texts_of_layouts(cell.nested or ())


def is_layout(raw: RawTable) -> bool:
    """Say whether a table only lays out others: it holds some, names no column, and has no style of data."""
    if raw.attributes.get("role") == "presentation":
        return any(cell.nested for cell in raw.cells)
    if raw.captions or not _OF_DATA.isdisjoint(raw.attributes.get("class", "").split()):
        return False
    cells = raw.cells
    return any(cell.nested for cell in cells) and not any(cell.is_header for cell in cells)


def parse_wikitext(
    document_id: str,
    text: str,
    fallback_title: str,
    aliases: Mapping[str, str] | None = None,
) -> Document:
    """Parse `text`. `aliases` are names of templates beside those that are known, each with the one it stands for.

    Spans count code points of `text`. Raises `TooLargeError` where a count exceeds its limit, and KeyError for an alias
    of a template that is not known.
    """
    registry = default_templates()
    reader = _Reader(text, registry.with_aliases(aliases) if aliases else registry, fallback_title)
    return Document(
        document_id=document_id,
        title=fallback_title,
        title_span=None,
        form="wikitext",
        text=text,
        sections=reader.sections,
        paragraphs=tuple(reader.paragraphs()),
        infoboxes=reader.infoboxes(),
        tables=reader.tables(),
        losses=tuple(reader.losses()),
        templates=reader.templates(),
    )


def visible_text(text: str, aliases: Mapping[str, str] | None = None) -> Shown:
    """Return what a reader sees of a piece of wikitext that is no whole page, as a template's argument in HTML."""
    registry = default_templates()
    reader = _Reader(text, registry.with_aliases(aliases) if aliases else registry)
    return reader.shown(Argument(0, len(text), reader.scan.nodes))
