"""What reading one document yields; the unit that crosses process borders and the extraction cache."""

from __future__ import annotations

from typing import Literal

from schemas.document import Document
from schemas.records import record
from schemas.statements import EventWords, Statement, Subject

TableKind = Literal[
    "results",
    "entries",
    "schedule",
    "medal_table",
    "multiple_medalists",
    "record_progression",
    "medalists_by_games",
    "unknown",
]
Outcome = Literal["read", "ignored", "unread"]


@record(frozen=True, slots=True)
class RowReading:
    """One data row of a table, read: what its cells say, by role of their column.

    `statement_ids` are of the statements of `Extraction.statements` made from this row, in column order.
    `blank_roles` are the columns that the table has and this row leaves empty.
    """

    row_index: int
    cell_row: int
    subject: Subject
    statement_ids: tuple[str, ...]
    blank_roles: tuple[str, ...] = ()


@record(frozen=True, slots=True)
class TableReading:
    """A table of a known kind, with what its rows say. `event` is the event or series that it speaks of.

    `rounds` are those that its columns name, where several stand side by side.
    """

    table_index: int
    kind: TableKind
    section: str
    event: EventWords
    rows: tuple[RowReading, ...]
    roles: tuple[str, ...] = ()
    rounds: tuple[str, ...] = ()


@record(frozen=True, slots=True)
class CoverageEntry:
    """How a part of an article was handled; see the `coverage` contract."""

    kind: str
    name: str
    outcome: Outcome
    count: int
    reason: str | None = None


@record(frozen=True, slots=True)
class NameLink:
    """The title of the page to which the name that a statement gives is linked, as it stands in the source."""

    statement_id: str
    name: str
    title: str


@record(frozen=True, slots=True)
class Extraction:
    """Everything one document says, with what of it could not be read.

    `links` are those of names; `redirect` is the title that the document leads to where it is only that.
    """

    document: Document
    event: EventWords
    statements: tuple[Statement, ...]
    tables: tuple[TableReading, ...]
    coverage: tuple[CoverageEntry, ...]
    links: tuple[NameLink, ...] = ()
    redirect: str | None = None
