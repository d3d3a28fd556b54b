"""What the template calls say that a page of Parsoid's left unexpanded."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from parsers.html.selectors import Element, Selectors
from parsers.html.transclusion import (
    Piece,
    WikitextReader,
    broken_pieces,
    call_wikitext,
    has_types,
    head_wikitext,
    template_name,
    unexpanded_calls,
)
from parsers.html.visible import Reading
from schemas.document import Cell, Document, Infobox, InfoboxField, Section, Table, TemplateUse

_ARGUMENT = re.compile(r"[\w .-]+", re.ASCII)
_NOT_READ = "the page holds only the call of a template that its wiki lacked"
_BESIDE = (
    "the page holds only the call of a template that its wiki lacked, amid other wikitext: what it makes is not there"
)


@dataclass(frozen=True, slots=True)
class Made:
    """The tables and infoboxes that one call stands for, at its element."""

    document: Document
    section: Section
    selector: str
    source_line: int
    data: str = ""
    """The element's `data-mw`, in which the names of its calls' arguments stand."""

    def tables_from(self, index: int) -> Iterator[Table]:
        """Yield the tables, counted from `index`."""
        for number, table in enumerate(self.document.tables, index):
            rows = tuple(tuple(map(self._cell, row)) for row in table.rows)
            yield replace(table, index=number, section=self.section, rows=rows)

    def infoboxes_from(self, index: int) -> Iterator[Infobox]:
        """Yield the infoboxes, counted from `index`."""
        for number, infobox in enumerate(self.document.infoboxes, index):
            yield Infobox(number, infobox.name, tuple(map(self._field, infobox.fields)))

    def _cell(self, cell: Cell) -> Cell:
        return replace(cell, span=None, selector=self.selector, source_line=self.source_line)

    def _field(self, entry: InfoboxField) -> InfoboxField:
        place = replace(
            entry.locator,
            section=self.section.name,
            span=None,
            selector=self._selector_of(entry.key),
            source_line=self.source_line,
        )
        return replace(entry, locator=place)

    def _selector_of(self, key: str) -> str:
        """Return a selector of the element that says which of its arguments is meant: all stand in one attribute."""
        is_told = _ARGUMENT.fullmatch(key) and f'"{key}"' in self.data
        return f'{self.selector}[data-mw*="{key}"]' if is_told else self.selector


@dataclass(frozen=True, slots=True)
class Unexpanded:
    """The unexpanded calls of one page, read.

    `readings`: as what stands in a line; `blocks`: those that make tables or infoboxes; `heads`: those that make the
    first rows of a `<table>`; `templates`: how all of them were read. `replaced`: tables that are in `blocks` whole;
    `losses`: elements at which something is lost, with its kind, the wikitext there and the reason.
    """

    readings: Mapping[Element, Reading] = field(default_factory=dict)
    blocks: Mapping[Element, Document] = field(default_factory=dict)
    heads: Mapping[Element, Document] = field(default_factory=dict)
    templates: tuple[TemplateUse, ...] = ()
    replaced: frozenset[Element] = frozenset()
    losses: tuple[tuple[Element, str, str, str], ...] = ()

    @classmethod
    def of(cls, root: Element, read: WikitextReader | None) -> Unexpanded:
        """Find the calls of a page and read them; without a reader they are counted as unread."""
        if not has_types(root):  # no page of Parsoid's
            return cls()
        calls = unexpanded_calls(root)
        if read is None:
            counts = Counter(template_name(call) or "" for call in calls)
            unread = (TemplateUse(name, count, "unread", _NOT_READ) for name, count in sorted(counts.items()))
            return cls(templates=tuple(unread))
        pieces = broken_pieces(root)
        whole = {piece: read(call_wikitext(piece.holder)) for piece in pieces}
        amid = {link for piece in pieces for link in piece.links}
        runs = _runs([call for call in calls if call not in amid])
        alone = {run[0]: read(_joined(run)) for run in runs if _begins_block(run[0])}
        blocks = {call: made for call, made in alone.items() if made.tables or made.infoboxes}
        blocks |= {piece.holder: made for piece, made in whole.items() if made.tables and piece.tables}
        rest = [call for run in runs for call in run if run[0] not in blocks]
        inline = _in_one_table(rest, read) if rest else None
        silent = [*blocks, *amid, *(call for run in runs if run[0] in blocks for call in run)]
        readings = {**_readings(rest, inline), **dict.fromkeys(silent, Reading(""))}
        heads = {table: read(call) for table in root.iter("table") if (call := head_wikitext(table))}
        made_of = [*(made for call, made in alone.items() if call in blocks), *whole.values(), *heads.values()]
        return cls(
            readings,
            blocks,
            heads,
            _uses([*made_of, *([inline] if inline else [])]),
            frozenset(table for piece in pieces if piece.holder in blocks for table in piece.tables),
            tuple(_losses(whole, blocks)),
        )

    def block(self, element: Element, selectors: Selectors, section: Section) -> list[Made]:
        """Return what the calls directly in an element stand for, besides text."""
        found = [child for child in element if child in self.blocks] if self.blocks else []
        return [
            Made(self.blocks[call], section, selectors.of(call), call.sourceline, call.get("data-mw", ""))
            for call in found
        ]

    def with_head(self, table: Table, element: Element) -> Table:
        """Return the table below the rows that a call in its attributes was to make."""
        document = self.heads.get(element) if self.heads else None
        if document is None:
            return table
        made = document.tables[0].rows if document.tables else ()
        heads = [
            tuple(replace(cell, span=None, is_header=True, source_line=element.sourceline) for cell in row)
            for row in made
            if len(row) == table.width
        ]
        rows = [tuple(_lowered(cell, len(heads)) for cell in row) for row in table.rows]
        return replace(table, rows=(*heads, *rows), header_rows=table.header_rows + len(heads))


def _lowered(cell: Cell, rows: int) -> Cell:
    row, column = cell.origin
    return replace(cell, origin=(row + rows, column))


def _begins_block(call: Element) -> bool:
    """Say whether a call stands at the beginning of a block, as one that makes a table or an infobox does."""
    parent = call.getparent()
    return parent.tag in {"p", "section", "body", "div"} and not (parent.text or "").strip()


def _runs(calls: Sequence[Element]) -> list[list[Element]]:
    """Return the calls in runs with nothing but white space between them: the rows of a table are such a one."""
    runs: list[list[Element]] = []
    for call in calls:
        last = runs[-1][-1] if runs else None
        if last is not None and last.getnext() is call and not (last.tail or "").strip():
            runs[-1].append(call)
        else:
            runs.append([call])
    return runs


def _joined(run: Sequence[Element]) -> str:
    return "\n".join(map(call_wikitext, run))


def _losses(
    whole: Mapping[Piece, Document], blocks: Mapping[Element, Document]
) -> Iterator[tuple[Element, str, str, str]]:
    """Yield what pieces with calls amid other wikitext show to be lost."""
    for piece, made in whole.items():
        if piece.holder in blocks:
            yield from ((piece.holder, loss.kind, loss.excerpt, loss.reason) for loss in made.losses)
        else:
            kind = "rows of a template" if piece.tables else "template"
            yield piece.holder, kind, template_name(piece.holder) or "", _BESIDE


def _in_one_table(calls: Sequence[Element], read: WikitextReader) -> Document:
    return read("{|\n" + "".join(f"|-\n| {call_wikitext(call)}\n" for call in calls) + "|}")


def _readings(calls: Sequence[Element], document: Document | None) -> dict[Element, Reading]:
    rows = document.tables[0].rows if document and document.tables else ()
    if len(rows) != len(calls):
        return {}
    return {call: Reading(row[0].text, row[0].annotations) for call, row in zip(calls, rows, strict=True) if row}


def _uses(documents: Sequence[Document]) -> tuple[TemplateUse, ...]:
    """Add up how often each template is called, and how it was read."""
    counts: Counter[tuple[str, str, str]] = Counter()
    outcomes: dict[tuple[str, str, str], TemplateUse] = {}
    for use in (use for document in documents for use in document.templates):
        key = (use.name, use.outcome, use.reason or "")
        counts[key] += use.count
        outcomes[key] = use
    return tuple(replace(outcomes[key], count=counts[key]) for key in sorted(counts))
