"""A document: one form of one article, as the parsers hand it on whatever its format was.

All offsets count Unicode code points of `Document.text`, the strictly decoded bytes without newline translation.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from schemas.records import record

Form = Literal["plaintext", "wikitext", "html"]
SourceKind = Literal["infobox", "table", "prose", "title"]

LEAD = "Lead"
"""The name of the section before the first heading."""

SECTION_SEPARATOR = " / "


@record(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points of the document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the text of this span."""
        return text[self.start : self.end]


@record(frozen=True, slots=True)
class Locator:
    """Where in a document something stands. Coordinates are those of datasets.md (see the `statements` contract)."""

    section: str
    span: Span | None = None
    table_index: int | None = None
    cell_row: int | None = None
    column_index: int | None = None
    source_line: int | None = None
    selector: str | None = None


@record(frozen=True, slots=True)
class Section:
    """A heading and the text up to the next one. `path` runs from the outermost heading; the lead's is empty."""

    path: tuple[str, ...]
    body: Span
    heading: Span | None = None

    @property
    def name(self) -> str:
        """The published name: the headings from the outermost, or `Lead`."""
        return SECTION_SEPARATOR.join(self.path) or LEAD


@record(frozen=True, slots=True)
class PlacedNote:
    """A footnote of a paragraph: its text, and how many code points of what a reader sees stand before its mark."""

    position: int
    text: str


@record(frozen=True, slots=True)
class Paragraph:
    """A block of prose: one source line of plaintext, a `<p>` or a list item elsewhere.

    `span` is of the source. Where the source has markup, `visible` is what a reader sees and `offsets` holds, for each
    of its characters, the source offset it comes from; in plaintext both are empty, and the source is what is seen. In
    HTML `offsets` is empty too: `selector` finds the element. `notes` are its footnotes, in order; plaintext has none.
    """

    section: Section
    span: Span
    visible: str = ""
    offsets: tuple[int, ...] = ()
    selector: str | None = None
    source_line: int | None = None
    notes: tuple[PlacedNote, ...] = ()


@record(frozen=True, slots=True)
class Annotation:
    """What stands in a cell or field beside the text that a reader reads, where it carries meaning.

    `noc`: the code that a flag stands for; `medal`: gold, silver or bronze of a medal's icon; `footnote`: its text;
    `link`: the title of the page linked to; `sort_key`: a hidden key; `line`: one of the lines of a text of several;
    `nation`: the words of the text that name a nation, as those of its whole column do; `struck`: the text, where all
    of it is struck out; `place`: the number before the text that counts the rows of its table.
    """

    kind: Literal["noc", "medal", "footnote", "link", "sort_key", "line", "nation", "struck", "place"]
    text: str


def is_struck(annotations: Iterable[Annotation]) -> bool:
    """Say whether all the text of a cell is struck out: a lift that failed, a mark that was taken away."""
    return any(note.kind == "struck" for note in annotations)


def footnotes(annotations: Iterable[Annotation]) -> tuple[str, ...]:
    """Return the texts of the footnotes among what stands in a cell or field."""
    return tuple([note.text for note in annotations if note.kind == "footnote"])


@record(frozen=True, slots=True)
class InfoboxField:
    """One field of an infobox. `value` is None where the field is blank; `locator.span` is the value's.

    `value` is what a reader sees; in wikitext the source at `locator.span` may hold markup besides.
    """

    position: int
    key: str
    value: str | None
    locator: Locator
    annotations: tuple[Annotation, ...] = ()


@record(frozen=True, slots=True)
class Infobox:
    """An infobox in the article's order. `name` is the template's, where the form tells it."""

    index: int
    name: str | None
    fields: tuple[InfoboxField, ...]


@record(frozen=True, slots=True)
class Cell:
    """One place of a table's grid.

    `span` is where the text stands; a place that a spanning cell covers has the span and the `origin` (cell_row,
    column_index) of the cell that covers it, and `is_spanned` set. `text` is what a reader sees; in HTML `span` is None
    and `selector` finds the element.
    """

    text: str
    span: Span | None
    origin: tuple[int, int]
    is_header: bool = False
    is_spanned: bool = False
    annotations: tuple[Annotation, ...] = ()
    selector: str | None = None
    source_line: int | None = None


@record(frozen=True, slots=True)
class Table:
    """A full rectangular grid: every row has as many cells as the table has columns.

    `repaired_rows` maps a `cell_row` to the reason why its cells were moved (lost rowspans). `label` is a line straight
    above the table that says what it is of (`Heat 1`), as bold lines do that stand for a heading. `beside` says why a
    table is none of the article's own, where the page's markup tells: an infobox, navigation.
    """

    index: int
    section: Section
    caption: str | None
    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int
    repaired_rows: tuple[tuple[int, str], ...] = ()
    label: str | None = None
    beside: str | None = None

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.rows[0]) if self.rows else 0

    @property
    def body(self) -> tuple[tuple[Cell, ...], ...]:
        """The data rows; `row_index` counts them from 0, `cell_row` is `row_index + header_rows`."""
        return self.rows[self.header_rows :]


@record(frozen=True, slots=True)
class Loss:
    """Something the text shows to have been there and that this form no longer holds."""

    kind: str
    locator: Locator
    excerpt: str
    reason: str


@record(frozen=True, slots=True)
class TemplateUse:
    """How often an article uses a template, and whether its meaning is known: read, ignored for a reason, or unread."""

    name: str
    count: int
    outcome: Literal["read", "ignored", "unread"]
    reason: str | None = None


@record(frozen=True, slots=True)
class Document:
    """One form of one article, parsed.

    `title_span` is None where the text itself has no title (then `title` came from sources.toml or the file's name).
    """

    document_id: str
    title: str
    title_span: Span | None
    form: Form
    text: str
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    infoboxes: tuple[Infobox, ...]
    tables: tuple[Table, ...]
    losses: tuple[Loss, ...] = ()
    templates: tuple[TemplateUse, ...] = ()
