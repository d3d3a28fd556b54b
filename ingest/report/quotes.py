"""Statements as the report shows them: the exact words, where they stand, and whom they go back to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from ingest.report.rows import Row, Rows, in_order, maybe, text, whole
from ingest.report.subjects import Subjects, qualifiers
from ingest.report.tables import Cell, Tables
from ingest.report.words import capital, property_name

_EXCERPT_LENGTH = 600
_PLACE = (
    "document_id", "source_kind", "section", "table_index", "cell_row", "column_index", "char_start", "char_end",
    "source_line", "selector", "excerpt", "value_text", "attributed_to",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quote:
    """One statement. The excerpt is `before + value + after`, `cut` characters of it left out at the end.

    Several statements may stand in the same words at one place (the mark of the winner's row is the winning time as
    well): they are one quote. `count` says how many, `said_as` of what, where that is not plain from where the quote is
    shown. `side` is `supporting`, `opposing` or, outside a judged fact, empty.
    """

    count: int
    document_id: str
    title: str
    place: str
    before: str
    value: str
    after: str
    cut: int
    row: tuple[Cell, ...]
    attributed_to: str | None
    said_as: tuple[str, ...]
    side: str
    decisive: bool


@dataclass(frozen=True, slots=True)
class Quotes:
    """Statements in the order of their places; `more` that are not shown."""

    shown: tuple[Quote, ...]
    more: int


@dataclass(frozen=True, slots=True)
class About:
    """What the statements are shown for: a fact's subject, property and event, or only an event."""

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
    """All statements with what is needed to show them. Remembers which documents it has quoted."""

    def __init__(self, rows: Rows, subjects: Subjects) -> None:
        self._statements = {text(row, "statement_id"): row for row in rows.get("statements", ())}
        self._titles = {text(row, "document_id"): text(row, "title") for row in in_order(rows, "documents")}
        self._tables = Tables(rows)
        self._subjects = subjects
        self.quoted: set[str] = set()

    @property
    def tables(self) -> Tables:
        """The cells that statements stand in."""
        return self._tables

    def statement(self, identifier: str) -> Row | None:
        """Return the row of a statement, or None where it is not there."""
        return self._statements.get(identifier)

    def title(self, document_id: str) -> str:
        """Return the title of a document, or its identifier where it is not among the documents."""
        return self._titles.get(document_id, document_id)

    def quotes(self, identifiers: Iterable[str], about: About, limit: int) -> Quotes:
        """Return the statements in the order of article and place, at most `limit` of them."""
        found = [
            self._statements[identifier] for identifier in sorted(set(identifiers)) if identifier in self._statements
        ]
        found.sort(key=self._position)
        places: dict[tuple[object, ...], list[Row]] = defaultdict(list)
        for row in found:
            places[(*(row.get(column) for column in _PLACE), about.side(text(row, "statement_id")))].append(row)
        together = list(places.values())
        more = sum(len(statements) for statements in together[limit:])
        return Quotes(tuple(self._quote(statements, about) for statements in together[:limit]), more)

    def _position(self, row: Row) -> tuple[str, str, int, int, str]:
        document_id = text(row, "document_id")
        start, line = whole(row, "char_start"), whole(row, "source_line")
        return self.title(document_id), document_id, start, line, text(row, "statement_id")

    def _quote(self, statements: Sequence[Row], about: About) -> Quote:
        row, document_id = statements[0], text(statements[0], "document_id")
        identifiers = [text(statement, "statement_id") for statement in statements]
        self.quoted.add(document_id)
        before, value, after, cut = _highlighted(text(row, "excerpt"), text(row, "value_text"))
        return Quote(
            count=len(statements),
            document_id=document_id,
            title=self.title(document_id),
            place=self._place(row),
            before=before,
            value=value,
            after=after,
            cut=cut,
            row=self._row(row),
            attributed_to=maybe(row, "attributed_to"),
            said_as=tuple(dict.fromkeys(said for row in statements if (said := self._said_as(row, about)))),
            side=about.side(identifiers[0]),
            decisive=any(identifier in about.decisive for identifier in identifiers),
        )

    def _place(self, row: Row) -> str:
        """Return where a statement stands: `Results, row 1, column “Time”, line 52`."""
        kind, section = text(row, "source_kind"), text(row, "section").replace(" / ", " › ")
        found = ["infobox" if kind == "infobox" else section]
        if kind == "title":
            found = ["title"]
        if row.get("cell_row") is not None and kind == "table":
            place = text(row, "document_id"), whole(row, "table_index"), whole(row, "cell_row")
            column = self._tables.column(*place, whole(row, "column_index"))
            found += [f"row {self._tables.row_number(*place)}", column]
        if row.get("source_line") is not None:
            found.append(f"line {whole(row, 'source_line')}")
        elif row.get("char_start") is not None:
            found.append(f"characters {whole(row, 'char_start'):,}–{whole(row, 'char_end'):,}")
        return capital(", ".join(word for word in found if word))

    def _row(self, row: Row) -> tuple[Cell, ...]:
        if row.get("cell_row") is None or row.get("source_kind") != "table":
            return ()
        place = text(row, "document_id"), whole(row, "table_index"), whole(row, "cell_row")
        return self._tables.row(*place, whole(row, "column_index"))

    def _said_as(self, row: Row, about: About) -> str | None:
        """Return of what a statement is one, where that differs from what it is shown for: `Mark, Willy Hansen`."""
        subject, name = text(row, "subject"), text(row, "property")
        if subject == about.subject and name == about.property:
            return None
        words = (capital(property_name(name)), self._subjects.short(subject, about.event_id), qualifiers(row))
        return ", ".join(word for word in words if word)


def _highlighted(excerpt: str, value: str) -> tuple[str, str, str, int]:
    """Split an excerpt around the first place where the value stands as such, not inside `1:14.4`; cut what is long."""
    cut = max(0, len(excerpt) - _EXCERPT_LENGTH)
    shown = excerpt[:_EXCERPT_LENGTH]
    found = re.search(rf"(?<!\w)(?<!\d[.:,]){re.escape(value)}(?!\w|[.:,]\d)", shown)
    if not value or not found or excerpt == value:
        return shown, "", "", cut
    return shown[: found.start()], value, shown[found.end() :], cut
