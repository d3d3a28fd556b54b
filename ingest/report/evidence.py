"""Statements as the report shows them: the exact words in their sentence or row, where they stand, whom they name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass

from ingest.markup import EMPTY, Html, join, listed, template, when
from ingest.report.pieces import MORE
from ingest.report.rows import Row, Rows, in_order, maybe, text, texts, whole
from ingest.report.sources import NOTHING_AROUND, Sources
from ingest.report.subjects import Subjects, qualifiers
from ingest.report.tables import Cell, Tables
from ingest.report.words import capital, property_name
from ingest.words import counted

_EXCERPT_LENGTH = 600
_BRIEF_LENGTH = 60
_IN_NUMBERS = (".", ":", ",")
_PLACE = (
    "document_id", "source_kind", "section", "table_index", "cell_row", "column_index", "char_start", "char_end",
    "source_line", "selector", "excerpt", "value_text", "attributed_to",
)  # fmt: skip

_QUOTE = template('<li class="quote %s">%s%s%s%s%s<span class="where">%s, %s%s</span></li>\n')
_NOTE_LENGTH = 300
_FOOTNOTE = template('<span class="row">%s <span dir="auto">%s</span></span>')
_SAID_AS = template('<span class="as">%s</span> ')
_AROUND = template('<span class="around" dir="auto">%s</span>')
_WORDS = template('<q dir="auto">%s</q>')
_MARKED = template("%s<mark>%s</mark>")
_END = template("%s%s")
_CUT = template('<span class="note"> … and %s characters more</span>')
_DECISIVE = template(' <span class="tag">decisive</span>')
_ROW = template('<span class="row">%s</span>')
_CELL = template('<span class="cell%s">%s<bdi>%s</bdi></span> ')
_HEADER = template('<span class="header">%s</span> ')
_NAMES = template("; the article names <strong>%s</strong> as its source")
_PLACE_LINK = template('<a class="place" href="%s">%s</a>')
_PLACE_WORDS = template('<span class="place">%s</span>')


@dataclass(frozen=True, slots=True)
class About:
    """What statements are shown for: a fact's subject, property and event, or only an event."""

    event_id: str | None
    subject: str | None = None
    property: str | None = None
    opposing: Collection[str] = ()
    supporting: Collection[str] = ()
    decisive: Collection[str] = ()

    def side(self, statement_id: str) -> str:
        """Return on which side of the fact a statement is; empty where nothing is judged."""
        if statement_id in self.opposing:
            return "opposing"
        return "supporting" if statement_id in self.supporting else ""


class Evidence:
    """All statements with what is needed to show them, on pages one folder down in the report."""

    def __init__(self, rows: Rows, subjects: Subjects, sources: Sources) -> None:
        self._statements = {text(row, "statement_id"): row for row in rows.get("statements", ())}
        self._documents = {text(row, "document_id"): row for row in in_order(rows, "documents")}
        self.tables = Tables(rows)
        self.subjects = subjects
        self.sources = sources
        self._up = "../"
        self._is_brief = False

    def at_top(self) -> Evidence:
        """Return the same for pages at the top of the report's folder."""
        found = copy(self)
        found._up = ""
        return found

    def brief(self) -> Evidence:
        """Return the same with quotes cut short and without what is around them: for pages that would be too large."""
        found = copy(self)
        found._is_brief = True
        return found

    def statement(self, identifier: str) -> Row | None:
        """Return the row of a statement, or None where it is not there."""
        return self._statements.get(identifier)

    def statements(self, identifiers: Iterable[str]) -> list[Row]:
        """Return the rows of statements in the order of article and place."""
        found = [row for identifier in identifiers if (row := self._statements.get(identifier)) is not None]
        return sorted(found, key=self._position) if len(found) > 1 else found

    def title(self, document_id: str) -> str:
        """Return the title of a document, or its identifier where it is not among the documents."""
        row = self._documents.get(document_id)
        return text(row, "title") if row is not None else document_id

    def document(self, document_id: str) -> Row | None:
        """Return the row of a document, or None where it is not among the documents."""
        return self._documents.get(document_id)

    def quotes(self, identifiers: Iterable[str], about: About, limit: int, file: str) -> Html:
        """Return a list of quotes, at most `limit`; `file` holds those that are left out."""
        together = self._by_place(identifiers, about)
        more = sum(map(len, together[limit:]))
        shown = quote_list(self._quote(rows, about) for rows in together[:limit])
        return join((shown, when(more, MORE, f"{counted(more, 'more statement')} {_is(more)}", file)))

    def all_quotes(self, identifiers: Iterable[str], about: About) -> Iterator[Html]:
        """Yield every quote, one for each place."""
        return (self._quote(rows, about) for rows in self._by_place(identifiers, about))

    def _by_place(self, identifiers: Iterable[str], about: About) -> list[list[Row]]:
        """Return statements in the order of their places, those in the same words together."""
        places: dict[tuple[object, ...], list[Row]] = defaultdict(list)
        for row in self.statements(sorted(set(identifiers))):
            places[(*map(row.get, _PLACE), about.side(text(row, "statement_id")))].append(row)
        return list(places.values())

    def place(self, row: Row) -> Html:
        """Return where a statement stands, linked to the very characters where the article is at hand."""
        link, words = self.sources.link(row), self.place_words(row)
        return _PLACE_LINK(self._up + link, words) if link else _PLACE_WORDS(words)

    def place_words(self, row: Row) -> str:
        """Return where a statement stands: `Results, row 1, column “Time”, line 52`."""
        kind, section = text(row, "source_kind"), text(row, "section").replace(" / ", " › ")
        found = {"infobox": ["infobox"], "title": ["title"]}.get(kind, [section])
        if kind == "table" and row.get("cell_row") is not None:
            place = text(row, "document_id"), whole(row, "table_index"), whole(row, "cell_row")
            column = self.tables.column(*place, whole(row, "column_index"))
            found = [*found, f"row {self.tables.row_number(*place)}", column]
        if row.get("source_line") is not None:
            found = [*found, f"line {whole(row, 'source_line')}"]
        elif row.get("char_start") is not None:
            found = [*found, f"characters {whole(row, 'char_start'):,}–{whole(row, 'char_end'):,}"]
        return capital(", ".join(word for word in found if word))

    def row(self, row: Row) -> Html:
        """Return the row of a table that a statement stands in, its own cell marked."""
        if row.get("cell_row") is None or row.get("source_kind") != "table" or self._is_brief:
            return EMPTY
        place = text(row, "document_id"), whole(row, "table_index"), whole(row, "cell_row")
        cells = join(map(_cell, self.tables.row(*place, whole(row, "column_index"))))
        return when(cells, _ROW, cells)

    def words(self, row: Row, *others: Row) -> Html:
        """Return a statement's words, its value marked, within the sentence that they stand in.

        `others` stand in the same words: their values are marked as well.
        """
        is_whole = row.get("source_kind") == "prose" and not self._is_brief
        around = self.sources.context(row) if is_whole else NOTHING_AROUND
        excerpt, longest = text(row, "excerpt"), _BRIEF_LENGTH if self._is_brief else _EXCERPT_LENGTH
        excerpt, cut = excerpt[:longest], max(0, len(excerpt) - longest)
        return join(
            (
                when(around.before, _AROUND, around.before),
                _WORDS(highlighted(excerpt, [text(each, "value_text") for each in (row, *others)])),
                when(around.after, _AROUND, around.after),
                when(cut, _CUT, f"{cut:,}"),
            )
        )

    def _position(self, row: Row) -> tuple[str, str, int, int, str]:
        document_id = text(row, "document_id")
        start, line = whole(row, "char_start"), whole(row, "source_line")
        return self.title(document_id), document_id, start, line, text(row, "statement_id")

    def _quote(self, statements: Sequence[Row], about: About) -> Html:
        """Return one place's words; several statements may stand in the same words there."""
        row, identifiers = statements[0], [text(statement, "statement_id") for statement in statements]
        said = list(dict.fromkeys(self._said_as(statements, about)))
        also = "also: " if said and len(statements) > len(said) else ""
        names = maybe(row, "attributed_to")
        return _QUOTE(
            about.side(identifiers[0]),
            when(said, _SAID_AS, also + "; ".join(said)),
            self.words(*statements),
            when(any(identifier in about.decisive for identifier in identifiers), _DECISIVE),
            self.row(row),
            self._footnotes(row),
            self.title(text(row, "document_id")),
            self.place(row),
            when(names, _NAMES, names),
        )

    def _footnotes(self, row: Row) -> Html:
        """Return the footnotes that stand there, cut short where they are long."""
        notes = texts(row, "footnotes")
        words = "; ".join(note if len(note) <= _NOTE_LENGTH else f"{note[:_NOTE_LENGTH]}…" for note in notes)
        return when(notes and not self._is_brief, _FOOTNOTE, "Footnotes:" if len(notes) > 1 else "Footnote:", words)

    def _said_as(self, statements: Iterable[Row], about: About) -> Iterator[str]:
        """Yield of what each statement is one, where that differs from what it is shown for: `Mark, Willy Hansen`."""
        for row in statements:
            subject, name = text(row, "subject"), text(row, "property")
            if subject == about.subject and name == about.property:
                continue
            words = (capital(property_name(name)), self.subjects.short(subject, about.event_id), qualifiers(row))
            yield ", ".join(word for word in words if word)


def quote_list(quotes: Iterable[Html]) -> Html:
    """Return quotes as a list; nothing where there are none."""
    return listed('ul class="quotes"', quotes)


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _cell(cell: Cell) -> Html:
    return _CELL(" here" if cell.said else "", when(cell.header, _HEADER, cell.header), cell.text)


def highlighted(excerpt: str, values: Iterable[str]) -> Html | str:
    """Return an excerpt with each value marked where it first stands as such, not inside `1:14.4`."""
    spans = sorted({span for value in values if (span := _first_place(excerpt, value))})
    pieces, at = [], 0
    for start, end in spans:
        if start >= at:
            pieces.append(_MARKED(excerpt[at:start], excerpt[start:end]))
            at = end
    return _END(join(pieces), excerpt[at:]) if pieces else excerpt


def _first_place(excerpt: str, value: str) -> tuple[int, int] | None:
    if not value or excerpt == value or value not in excerpt:
        return None
    at = excerpt.find(value)
    while at >= 0 and not _stands_alone(excerpt, at, at + len(value)):
        at = excerpt.find(value, at + 1)
    return (at, at + len(value)) if at >= 0 else None


def _stands_alone(excerpt: str, start: int, end: int) -> bool:
    """Say whether no word or number goes on at either end: `14` stands alone in `14 of 16.`, not in `1:14.2`."""
    before, after = excerpt[max(0, start - 2) : start], excerpt[end : end + 2]
    goes_on = _is_of_word(before[-1:]) or _is_of_word(after[:1])
    return not (goes_on or (before[-1:] in _IN_NUMBERS and before[:1].isdigit() and len(before) > 1)) and not (
        after[:1] in _IN_NUMBERS and after[1:].isdigit()
    )


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character == "_"
