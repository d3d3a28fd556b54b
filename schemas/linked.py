"""Statements after linking: what each is about, over all documents."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.statements import Qualifiers, Statement

RowKey = tuple[str, int, int]
"""A row of a table: its document, the table's index and its own."""


@dataclass(frozen=True, slots=True)
class LinkedStatement:
    """A statement with its published subject, qualifiers and, where it is about one, its event."""

    statement: Statement
    event_id: str | None
    subject: str
    qualifiers: Qualifiers

    @property
    def statement_id(self) -> str:
        """The identifier of the statement."""
        return self.statement.statement_id

    @property
    def document_id(self) -> str:
        """The document that says it."""
        return self.statement.document_id

    @property
    def place_in_row(self) -> tuple[int, str]:
        """What the statements of a row are sorted by: the column, one without a column first."""
        column = self.statement.locator.column_index
        return (-1 if column is None else column, self.statement_id)

    @property
    def property(self) -> str:
        """What is said of the subject."""
        return self.statement.property


@dataclass(frozen=True, slots=True)
class RowIdentity:
    """Who a row without a name is: inferred from other statements, which are its evidence.

    `interchangeable` says how many rows the sources do not tell apart (1: the row is certain).
    """

    document_id: str
    table_index: int
    row_index: int
    name: str
    supporting: tuple[str, ...]
    basis: str
    interchangeable: int = 1
