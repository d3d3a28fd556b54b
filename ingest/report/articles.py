"""The articles themselves: the whole text with what was read of it marked, and how completely it was read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from ingest.markup import EMPTY, Html, join, template, when
from ingest.report.frame import page, parts
from ingest.report.paths import article_page
from ingest.report.provenance import SourceView, licence
from ingest.report.rows import Row, text, whole
from ingest.report.sources import (
    Block,
    Sources,
    TableRows,
    block_parts,
    cell_id,
    field_ids,
    quote_id,
    selector_id,
    span_id,
)
from schemas.document import Cell, Document, InfoboxField, Paragraph

_TITLE = template("<h1>%s</h1>\n%s%s%s")
_FACTS = template("""<dl class="facts">
<div><dt>Text</dt><dd>%s</dd></div>
<div><dt>Address</dt><dd>%s</dd></div>
<div><dt>Revision</dt><dd>%s</dd></div>
<div><dt>File</dt><dd><code>%s</code>, %s, %s bytes</dd></div>
<div><dt>SHA-256</dt><dd><code class="digest">%s</code></dd></div>
</dl>
""")
_TEXT = template("""<section aria-labelledby="text-title"><h2 id="text-title">The article</h2>
<p class="note">%s characters, of which the marked ones are statements; a link from a value leads to its very
characters.</p>
%s<div class="article" tabindex="0" role="region" aria-label="Text of the article">%s</div></section>
""")
_SOURCE = template('<pre class="source">%s</pre>')
_LINE = template('<a class="line" id="L%s" href="#L%s">%s</a>')
_NOT_AT_HAND = Html('<p class="more">The text of the article is not at hand here.</p>')


def article_pages(
    view: SourceView, document: Document | None, statements: Sequence[Row], ledger: Html, sources: Sources
) -> Iterator[tuple[str, str]]:
    """Yield the pages of one article: who wrote it, how it was read, and its text."""
    texts = list(_texts(document, statements, sources)) if document else []
    paths = [article_page(view.document_id, part) for part in range(max(1, len(texts)))]
    links = [(path.partition("/")[2], f"Part {number}") for number, path in enumerate(paths, start=1)]
    for number, path in enumerate(paths):
        links_here = parts(links, path.partition("/")[2])
        shown = _TEXT(f"{len(document.text):,}", links_here, texts[number]) if document else _NOT_AT_HAND
        first = number == 0
        body = _TITLE(view.title, _facts(view), ledger if first else EMPTY, shown)
        yield path, page(path, view.title, body)


def _facts(view: SourceView) -> Html:
    revision = view.revision_words
    return _FACTS(licence(view), view.address_link, revision, view.path, view.form, f"{view.size:,}", view.sha256)


def _texts(document: Document, statements: Sequence[Row], sources: Sources) -> Iterator[Html]:
    if document.form != "html":
        yield from _source_texts(document, statements, sources)
        return
    excerpts: dict[str, set[str]] = {}
    for row in statements:
        if row.get("source_kind") == "prose":
            excerpts.setdefault(text(row, "selector"), set()).add(text(row, "excerpt"))
    cells = {
        (whole(row, "table_index"), whole(row, "cell_row"), whole(row, "column_index"))
        for row in statements if row.get("cell_row") is not None
    }  # fmt: skip
    for part in block_parts(document):
        yield _blocks_html(part, excerpts, cells)


# Plaintext and wikitext: the source, character by character


def _source_texts(document: Document, statements: Sequence[Row], sources: Sources) -> Iterator[Html]:
    spans = sorted(
        {(whole(row, "char_start"), -whole(row, "char_end")) for row in statements if row.get("char_start") is not None}
    )
    starts = sources.starts(document)
    line = 1
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(document.text)
        inside = [(a, -b) for a, b in spans if start <= a < end]
        yield _SOURCE(marked(document.text, start, end, inside, line))
        line += document.text.count("\n", start, end)


def marked(words: str, start: int, end: int, spans: Iterable[tuple[int, int]], line: int | None = None) -> Html:
    """Return `words[start:end]` with each of `spans` (sorted, the longer first) in a mark of its own.

    One that begins in another and ends after it is cut where the other ends: its anchor is at its beginning. Lines are
    numbered from `line`, where given.
    """
    out: list[str] = []
    lines = _Lines(line)
    if line is not None:
        out.append(lines.next())
    open_ends: list[int] = []
    at = start
    for first, last in (*spans, (end, end)):
        while open_ends and open_ends[-1] <= first:
            out += [lines.numbered(words[at : open_ends[-1]]), "</mark>"]
            at = max(at, open_ends.pop())
        out.append(lines.numbered(words[at:first]))
        at = first
        if first < last:
            out.append(f'<mark id="{span_id(first, last)}">')
            open_ends.append(min(last, open_ends[-1] if open_ends else end))
    return Html("".join(out))


class _Lines:
    """Escapes text and puts a numbered anchor at the beginning of each line."""

    def __init__(self, line: int | None) -> None:
        self._line = line

    def next(self) -> str:
        number = self._line or 0
        self._line = number + 1
        return _LINE(number, number, number)

    def numbered(self, words: str) -> str:
        escaped = _escape(words)
        if self._line is None or "\n" not in escaped:
            return escaped
        first, *others = escaped.split("\n")
        return first + "".join("\n" + self.next() + other for other in others)


_escape = template("%s")

# HTML: what a reader sees, element by element

_HEADING = template("<h3>%s</h3>\n")
_FIELD = template('<p class="field"%s><span class="header">%s</span> <mark%s>%s</mark></p>\n')
_ID = template(' id="%s"')
_PARAGRAPH = template('<p id="%s">%s</p>\n')
_TABLE = template('<table class="grid"><caption>%s</caption><tbody>\n%s</tbody></table>\n')
_CELL = template('<td id="%s"%s%s>%s</td>')
_MARK = template("<mark>%s</mark>")
_ROWS_SPAN = template(' rowspan="%s"')
_COLUMNS_SPAN = template(' colspan="%s"')


def _blocks_html(
    part: Sequence[tuple[str, Block]], excerpts: Mapping[str, Collection[str]], cells: Collection[tuple[int, int, int]]
) -> Html:
    out: list[Html] = []
    section = ""
    fields: set[str] = set()
    for name, block in part:
        if name != section:
            out.append(_HEADING(name.replace(" / ", " › ")))
            section = name
        out.append(_field(block, fields) if isinstance(block, InfoboxField) else _block(block, excerpts, cells))
    return join(out)


def _field(block: InfoboxField, seen: set[str]) -> Html:
    """Return an infobox's field; of those in one element, or that say the same there, the first has the anchor."""
    anchors = [EMPTY if anchor in seen else _ID(anchor) for anchor in field_ids(block)]
    seen.update(field_ids(block))
    return _FIELD(anchors[0], block.key, anchors[1], block.value or "")


def _block(
    block: Paragraph | TableRows, excerpts: Mapping[str, Collection[str]], cells: Collection[tuple[int, int, int]]
) -> Html:
    if isinstance(block, TableRows):
        return _table(block, cells)
    selector = block.selector or ""
    return _PARAGRAPH(
        selector_id(selector), _sentences(block.visible, selector_id(selector), excerpts.get(selector, ()))
    )


def _sentences(words: str, element: str, excerpts: Collection[str]) -> Html | str:
    """Return a paragraph with its excerpts marked, each with its anchor."""
    found = {(at, -(at + len(excerpt))): excerpt for excerpt in sorted(excerpts) if (at := words.find(excerpt)) >= 0}
    if not found:
        return words
    html = marked(words, 0, len(words), [(a, -b) for a, b in sorted(found)])
    for (start, end), excerpt in found.items():
        html = Html(html.replace(f'id="{span_id(start, -end)}"', f'id="{quote_id(element, excerpt)}"', 1))
    return html


def _table(part: TableRows, cells: Collection[tuple[int, int, int]]) -> Html:
    table = part.table
    rows = join(Html(f"<tr>{join(_row(part, number, cells))}</tr>\n") for number in range(part.start, part.stop))
    caption = table.caption or f"Table {table.index + 1}"
    if part.start:
        caption = f"{caption} (from row {part.start + 1} on)"
    return _TABLE(caption, rows)


def _row(part: TableRows, number: int, cells: Collection[tuple[int, int, int]]) -> Iterator[Html]:
    """Yield a row's cells; one that spans several places is written once."""
    row, index = part.table.rows[number], part.table.index
    for column, cell in enumerate(row):
        if cell.is_spanned and (number, column) != (max(cell.origin[0], part.start), cell.origin[1]):
            continue
        tall, wide = _extent(part, number, column, cell)
        words = _MARK(cell.text) if (index, number, column) in cells else cell.text
        yield _CELL(
            cell_id(index, number, column), when(tall > 1, _ROWS_SPAN, tall), when(wide > 1, _COLUMNS_SPAN, wide), words
        )


def _extent(part: TableRows, number: int, column: int, cell: Cell) -> tuple[int, int]:
    rows = part.table.rows
    wide = 1
    while column + wide < part.table.width and _is_of(rows[number][column + wide], cell):
        wide += 1
    tall = 1
    while number + tall < part.stop and _is_of(rows[number + tall][column], cell):
        tall += 1
    return tall, wide


def _is_of(place: Cell, cell: Cell) -> bool:
    return place.is_spanned and place.origin == cell.origin
