"""What reading one document yields; the unit that crosses process borders and the extraction cache."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from schemas.document import Document
from schemas.statements import EventWords, Statement, Subject

TableKind = Literal[
    "results", "schedule", "medal_table", "multiple_medalists", "record_progression", "medalists_by_games", "unknown"
]
Outcome = Literal["read", "ignored", "unread"]


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class CoverageEntry:
    """How a part of an article was handled; see the `coverage` contract."""

    kind: str
    name: str
    outcome: Outcome
    count: int
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything one document says, with what of it could not be read."""

    document: Document
    event: EventWords
    statements: tuple[Statement, ...]
    tables: tuple[TableReading, ...]
    coverage: tuple[CoverageEntry, ...]
