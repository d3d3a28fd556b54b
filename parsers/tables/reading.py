"""Tables to statements: each non-empty cell of a table whose rows are read is one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from parsers.rounds import RoundWords, within
from parsers.tables.cellstatements import says_something
from parsers.tables.celltypes import status_of
from parsers.tables.cellvalues import with_commas
from parsers.tables.context import TableContext
from parsers.tables.entries import RowDraft, entry_roles, followers, with_parts
from parsers.tables.groups import with_one_mark_of
from parsers.tables.kinds import kind_and_why, table_roles
from parsers.tables.labels import event_of_path, round_in, table_label
from parsers.tables.ledger import column_coverage
from parsers.tables.numbered import with_places
from parsers.tables.records import record_of_page
from parsers.tables.roles import Role
from parsers.tables.rowevents import with_unit
from parsers.tables.rowreaders import READERS, Reader
from parsers.tables.sides import with_nations
from parsers.tables.together import row_parts
from parsers.text import line_starts
from parsers.title import gender_of
from schemas.document import Cell, Document, Table
from schemas.extraction import CoverageEntry, TableKind
from schemas.games import names_games_elsewhere
from schemas.records import record
from schemas.statements import EventWords, Statement
from schemas.vocabulary import default_vocabulary

_EDITIONS = frozenset({"games", "games_label", "year"})
_OF_ONE_EVENT = frozenset({"results", "entries", "record_progression", "schedule"})


@record(frozen=True, slots=True)
class TableDraft:
    """One table, read."""

    table: Table
    kind: TableKind
    event: EventWords
    roles: tuple[Role, ...]
    rows: tuple[RowDraft, ...]
    coverage: tuple[CoverageEntry, ...]


def _heading_across(table: Table) -> str:
    """Return what stands across the top of a table as its only words there, where that names a round or an event."""
    row = table.rows[0] if table.rows else ()
    if len(row) < 2 or not row[0].is_header or any(cell.origin != row[0].origin for cell in row):
        return ""
    return table_label(row[0].text) or ""


def read_table(document: Document, table: Table, event: EventWords) -> TableDraft:
    """Read one table. A table of no known kind yields no rows, and its columns are unread."""
    path = (*table.section.path, table.label or "", table.caption or "", _heading_across(table))
    named = event_of_path(event, path)
    unit = default_vocabulary().unit_of(*reversed(path), named.sport, named.event, named.games)
    texts = [[cell.text for cell in row] for row in table.body]
    roles = with_one_mark_of(tuple(with_unit(role, unit) for role in table_roles(table)), unit, texts)
    roles = with_commas(roles, texts, bool(event.games) and names_games_elsewhere(event.games or ""))
    kind, what = kind_and_why(table, roles, document.title)
    event = named if kind in _OF_ONE_EVENT or _is_of_editions(kind, roles) else event
    gender = next((g for g in map(gender_of, reversed(path)) if g != "unknown"), event.gender)
    words = replace(event, gender=gender)
    shown = replace(
        table, rows=(*table.rows[: table.header_rows], *with_nations(with_places(table.body, roles), roles))
    )
    context = TableContext(
        document, shown, kind, words, round_in(document, path), _record_of(document, path, words, roles),
        table.section.name, f"table.{kind}", () if document.form == "html" else line_starts(document.text),
    )  # fmt: skip
    reader = READERS.get(kind)
    rows = tuple(_rows(context, roles, reader)) if reader else ()
    if kind == "medalists_by_games":
        rows = tuple(_once(rows))
    return TableDraft(table, kind, words, roles, rows, column_coverage(table, kind, roles, what))


def _is_of_editions(kind: TableKind, roles: Sequence[Role]) -> bool:
    """Say whether a table of medallists has those of one event in its rows, edition by edition."""
    names = {role.name for role in roles}
    return kind == "medalists_by_games" and "event" not in names and not _EDITIONS.isdisjoint(names)


def _record_of(document: Document, path: Sequence[str], event: EventWords, roles: Sequence[Role]) -> str:
    return record_of_page(document.title, path, event, any(role.name == "games" for role in roles))


def _rows(context: TableContext, roles: Sequence[Role], reader: Reader) -> Iterator[RowDraft]:
    """Yield the entries of a table, each with what the rows that belong to it say."""
    table = context.table
    headers = {tuple([cell.text for cell in row]) for row in table.rows[: table.header_rows]}
    firsts = {texts[0] for texts in headers if texts}
    has_spans = any(cell.is_spanned for row in table.body for cell in row)
    parts = row_parts(table.body, roles, context.kind == "results", has_spans)
    belonging = followers(parts)
    for index, row in enumerate(table.body):
        part = parts.get(index)
        if part is not None and part.kind == "words":
            context = _under(context, row[0].text, part.round)
        if part is not None and not part.is_entry(index):
            continue
        shown = entry_roles(roles, part)
        filled = [(role, cell) for role, cell in zip(shown, row, strict=True) if role and says_something(role, cell)]
        if has_spans:
            filled = _with_statuses_once(filled)
        blank = tuple([role.name for role, cell in zip(roles, row, strict=True) if not cell.text and role.name])
        if filled and not (row[0].text in firsts and tuple([cell.text for cell in row]) in headers):
            subject, statements = reader(context, index, filled)
            draft = RowDraft(index, index + table.header_rows, subject, tuple(statements), blank)
            following = belonging.get(index, ())
            yield with_parts(context, roles, part, following, draft) if part or following else draft


def _with_statuses_once(filled: list[tuple[Role, Cell]]) -> list[tuple[Role, Cell]]:
    """Return the cells of a row; a status across several columns stands once.

    That is in the column of the mark, else in that of a round's mark, or else in the first.
    """
    across = {cell.origin for _, cell in filled if cell.is_spanned and status_of(cell.text)}
    chosen: dict[tuple[int, int], Role] = {}
    for role, cell in filled if across else ():
        if cell.origin in across and (cell.origin not in chosen or _tells_more(role, chosen[cell.origin])):
            chosen[cell.origin] = role
    return [(role, cell) for role, cell in filled if chosen.get(cell.origin, role) is role]


def _tells_more(role: Role, chosen: Role) -> bool:
    """Say whether a status is rather in the column of a role than in that of the one chosen before it."""
    return role.name == "mark" or (role.name == "round_mark" and chosen.name not in {"mark", "round_mark"})


def _under(context: TableContext, words: str, named: RoundWords) -> TableContext:
    """Return what holds below words across the table: the round or the gender that they name."""
    gender = gender_of(words)
    event = context.event if gender == "unknown" else replace(context.event, gender=gender)
    return replace(context, round=within(context.round, named), event=event)


def _once(rows: Iterable[RowDraft]) -> Iterator[RowDraft]:
    """Let a cell that spans rows say once what it says of one subject."""
    said: set[Statement] = set()
    for row in rows:
        new = tuple(s for s in row.statements if s not in said)
        said.update(new)
        yield replace(row, statements=new)
