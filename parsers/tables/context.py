"""What the statements of one table share, and how one is made."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import field
from decimal import Decimal

from parsers.nationality import NamedNation, without_nation
from parsers.rounds import RoundWords
from parsers.tables.members import name_without_legs, team_name
from parsers.tables.records import UNKNOWN_RECORD
from schemas.document import Cell, Document, Locator, Table, footnotes
from schemas.extraction import TableKind
from schemas.records import record
from schemas.statements import EventWords, Qualifiers, Statement, Subject
from schemas.values import Value


@record(frozen=True, slots=True)
class TableContext:
    """What the statements of one table share."""

    document: Document
    table: Table
    kind: TableKind
    event: EventWords
    round: RoundWords
    record: str = UNKNOWN_RECORD
    section: str = ""
    extractor: str = ""
    line_starts: Sequence[int] = ()  # of HTML none: its cells have no offsets
    names: dict[int, NamedNation] = field(default_factory=dict)
    known_qualifiers: dict[tuple[str | None, str | None, Decimal | None], Qualifiers] = field(default_factory=dict)

    def statement(self, subject: Subject, name: str, value: Value, cell: Cell, qualifiers: Qualifiers) -> Statement:
        """Make the statement that `cell` gives a property of the subject a value."""
        row, column = cell.origin
        document, span = self.document, cell.span
        line = bisect_right(self.line_starts, span.start) + 1 if span else cell.source_line  # as `line_number`
        locator = Locator(self.section, span, self.table.index, row, column, line, cell.selector)
        excerpt = document.text[span.start : span.end] if span else cell.text or value.text
        notes = footnotes(cell.annotations) if cell.annotations else ()
        # By position: keywords take half as long again.
        return Statement(
            document.document_id, subject, name, value, "table", locator, excerpt, self.extractor, qualifiers, None, "",
            notes,
        )  # fmt: skip

    def qualifiers(self, round_name: str | None, heat: str | None, length: Decimal | None = None) -> Qualifiers:
        """Return the same object for the same words: the rows of a table share them, and it is written out once."""
        key = (round_name, heat, length)
        found = self.known_qualifiers.get(key)
        if found is None:
            metres = None if length is None else float(length)
            found = self.known_qualifiers[key] = Qualifiers(round_name, heat, metres)
        return found

    def named(self, cell: Cell) -> NamedNation:
        """Return whom a cell names, and the nation named with them; a row asks more than once."""
        found = self.names.get(id(cell))
        if found is None:
            split = without_nation(cell.text, cell.annotations)
            team = team_name(cell.annotations) or name_without_legs(cell.text, cell.annotations)
            found = self.names[id(cell)] = NamedNation(team, split.nation) if team else split
        return found
