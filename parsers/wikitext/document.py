"""Wikitext to a `Document`."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from parsers.errors import TooLargeError
from parsers.text import line_number
from parsers.wikitext.blocks import Blocks, find_blocks
from parsers.wikitext.call import Argument, Call, call_name
from parsers.wikitext.expander import Context, expanded
from parsers.wikitext.expansion import Expansion, Note
from parsers.wikitext.inline import Renderer
from parsers.wikitext.scan import Scan, scan
from parsers.wikitext.tables import TableReader, render_lines, source_span, visible_lines
from parsers.wikitext.tree import RawTable
from schemas.document import (
    Annotation,
    Document,
    Infobox,
    InfoboxField,
    Locator,
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

    def __init__(self, text: str, registry: TemplateRegistry) -> None:
        self.text = text
        self.scan: Scan = scan(_normal(text))
        self.context = Context(self.scan, registry)
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
        for raw in self.blocks.paragraphs:
            renderer = Renderer(expansion)
            render_lines(renderer, [(raw.lines[0][0], raw.lines[-1][1])])
            visible = renderer.done_with_offsets()
            if visible.text:
                span = source_span(expansion, [(raw.lines[0][0], raw.lines[-1][1])])
                places = visible.offsets
                first, last = min(places), max(places) + 1
                whole = Span(min(span.start, first), max(span.end, last)) if span else Span(first, last)
                yield Paragraph(self.sections[raw.section], whole, visible.text, places)

    # --- Tables

    def tables(self) -> tuple[Table, ...]:
        reader = TableReader(self.expansion, self.footnote)
        raws = _data_tables(self.blocks.tables)
        return tuple(reader.table(raw, index, self.sections[raw.section]) for index, raw in enumerate(raws))

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


def _data_tables(raws: Sequence[RawTable]) -> Iterator[RawTable]:
    """Yield the outermost tables; one that only lays out others on the page is passed over for these."""
    for raw in raws:
        if is_layout(raw):
            for cell in raw.cells:
                yield from _data_tables(cell.nested or ())
        else:
            yield raw


def is_layout(raw: RawTable) -> bool:
    """Say whether a table only lays out others: it holds some, names no column, and has no style of data."""
    if "wikitable" in raw.attributes.get("class", "").split():
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
    reader = _Reader(text, registry.with_aliases(aliases) if aliases else registry)
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
        templates=reader.templates(),
    )


def visible_text(text: str, aliases: Mapping[str, str] | None = None) -> Shown:
    """Return what a reader sees of a piece of wikitext that is no whole page, as a template's argument in HTML."""
    registry = default_templates()
    reader = _Reader(text, registry.with_aliases(aliases) if aliases else registry)
    return reader.shown(Argument(0, len(text), reader.scan.nodes))
