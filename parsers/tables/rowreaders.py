"""One data row to its subject and what is said of it: a reader for each kind of table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from parsers.rounds import round_of
from parsers.tables.bygames import games_row
from parsers.tables.cellstatements import cell_statements, name_in, plain_statements
from parsers.tables.celltypes import is_totals_label, status_of
from parsers.tables.cellvalues import cell_value, own_name
from parsers.tables.context import TableContext
from parsers.tables.records import RECORD_WORDS, as_of_day, record_name
from parsers.tables.roles import Role
from parsers.tables.rowevents import event_name, in_units_of, linked_event, named_event, round_as_event, row_event
from parsers.title import year_of
from parsers.values import parse_date_range, parse_time
from schemas.document import Cell
from schemas.extraction import TableKind
from schemas.slugs import slug
from schemas.statements import NO_QUALIFIERS, Qualifiers, Statement, Subject
from schemas.values import Value
from schemas.vocabulary import normal

_OF_ENTRIES = frozenset({"competitor", "nation", "team", "member", "race_number", "start_order", "lane"})
_DIGITS = 2
_OF_PARTS = frozenset({"attempt", "split", None})
_OF_THE_EVENT = frozenset({"date", "local_time", "round", "distance_m"})

Reader = Callable[[TableContext, int, Sequence[tuple[Role, Cell]]], tuple[Subject, list[Statement]]]


def _results_row(
    context: TableContext, index: int, filled: Sequence[tuple[Role, Cell]]
) -> tuple[Subject, list[Statement]]:
    event = linked_event(context, filled) or row_event(context, context.event, event_name(context, named_event(filled)))
    subject = Subject("row", event, name_in(context, filled), context.table.index, index)
    filled = in_units_of(event, filled) if event.event != context.event.event else filled
    heat = next((cell.text for role, cell in filled if role.name == "heat"), None) or context.round.heat
    stated_round = next((round_of(cell.text).round for role, cell in filled if role.name == "round"), None)
    base = context.qualifiers(stated_round or context.round.round, heat)
    statements = []
    for role, cell in filled:
        length = role.distance_m
        qualifiers = base if length is None else context.qualifiers(base.round, base.heat, length)
        statements += cell_statements(context, subject, role, cell, qualifiers)
    return subject, [*statements, *_status_of_parts(context, subject, filled, statements, base)]


def _entries_row(
    context: TableContext, index: int, filled: Sequence[tuple[Role, Cell]]
) -> tuple[Subject, list[Statement]]:
    """Read one who was to start: what is measured on the list (a best of the season) is no mark of the event."""
    name = name_in(context, filled)
    own = Subject("entrant", context.event, name) if name else Subject(
        "row", context.event, None, context.table.index, index
    )  # fmt: skip
    heat = next((cell.text for role, cell in filled if role.name == "heat"), None) or context.round.heat
    qualifiers = context.qualifiers(context.round.round, heat)
    told = [(role if role.name in _OF_ENTRIES else replace(role, name=None), cell) for role, cell in filled]
    return own, [s for role, cell in told for s in cell_statements(context, own, role, cell, qualifiers)]


def _status_of_parts(
    context: TableContext,
    subject: Subject,
    filled: Sequence[tuple[Role, Cell]],
    statements: Sequence[Statement],
    qualifiers: Qualifiers,
) -> list[Statement]:
    """Return the status that a run or another part of an event tells of one who has no mark of all of it."""
    if any(s.property == "status" or (s.property == "mark" and s.value.number is not None) for s in statements):
        return []
    is_placed = any(s.property == "rank" and s.value.number is not None for s in statements)
    names = _OF_PARTS if is_placed else _OF_PARTS | {"round_mark"}
    parts = [cell for role, cell in filled if role.name in names and status_of(cell.text)]
    return [context.statement(subject, "status", Value(cell.text), cell, qualifiers) for cell in parts[:1]]


def _medal_table_row(
    context: TableContext, index: int, filled: Sequence[tuple[Role, Cell]]
) -> tuple[Subject, list[Statement]]:
    nation = name_in(context, filled, "nation")
    row = Subject("row", context.event, None, context.table.index, index)
    labels = [cell for _, cell in filled if is_totals_label(cell.text)]
    if labels:
        # Sums are of no nation: the label is kept as a note, and the row is not one of the table's ranks.
        rest = [(role, cell) for role, cell in filled if cell not in labels]
        notes = [context.statement(row, "notes", Value(cell.text), cell, NO_QUALIFIERS) for cell in labels]
        return row, [*notes, *plain_statements(context, row, rest)]
    subject = Subject("nation", context.event, nation) if nation else row
    return subject, plain_statements(context, subject, filled)


def _medalists_row(
    context: TableContext, index: int, filled: Sequence[tuple[Role, Cell]]
) -> tuple[Subject, list[Statement]]:
    subject = Subject("row", context.event, name_in(context, filled), context.table.index, index)
    return subject, plain_statements(context, subject, filled)


def _record_row(
    context: TableContext, index: int, filled: Sequence[tuple[Role, Cell]]
) -> tuple[Subject, list[Statement]]:
    day = next((parse_date_range(cell.text) for role, cell in filled if role.name == "date"), None)
    games = next((cell.text for role, cell in filled if role.name in {"games", "year"}), "")
    year = year_of(games) or (day[0].year if day else None) or context.event.year
    event = linked_event(context, filled) or row_event(
        context, replace(context.event, year=year), event_name(context, named_event(filled))
    )
    subject = Subject("entrant", event, name_in(context, filled)) if name_in(context, filled) else Subject(
        "row", event, None, context.table.index, index
    )  # fmt: skip
    as_of = Qualifiers(as_of=as_of_day(day[0] if day else None, year))
    filled = in_units_of(event, filled) if event.event != context.event.event else filled
    label = next((cell.text for role, cell in filled if role.name == "record"), None)
    code = next((cell.text for _, cell in filled if normal(cell.text) in RECORD_WORDS), None)
    record = record_name(label or code or "") or context.record
    found = [s for role, cell in filled for s in cell_statements(context, subject, role, cell, NO_QUALIFIERS)]
    return subject, [replace(s, property=record, qualifiers=as_of) if s.property == "mark" else s for s in found]


def _schedule_row(
    context: TableContext, index: int, filled: Sequence[tuple[Role, Cell]]
) -> tuple[Subject, list[Statement]]:
    event = linked_event(context, filled) or row_event(context, context.event, event_name(context, named_event(filled)))
    subject = Subject("event", event)
    label = next((_of_round(role, cell) for role, cell in filled if role.name == "round"), None)
    label = label or round_as_event(filled)
    words = round_of(label) if label else context.round
    qualifiers = Qualifiers(words.round or (slug(label) if label else None), words.heat)
    # What else a schedule has of a round ("Group A") is not said of the event: two rows would contradict each other.
    row = Subject("row", event, None, context.table.index, index)
    statements = []
    for role, cell in filled:
        name, value = cell_value(role, cell.text)
        if role.name in {"time_of_day", "mark"} and parse_time(_first_line(cell)):
            # A second column of times is of the end.
            name, value = own_name(role) if role.twins else "local_time", Value(_first_line(cell))
        elif name == "mark" and value.unit == "m":
            name = "distance_m"
        about = subject if name in _OF_THE_EVENT else row
        statements.append(context.statement(about, name, value, cell, qualifiers))
        days = parse_date_range(cell.text) if name == "date" else None
        if days and days[0] != days[1]:
            statements.append(context.statement(subject, "date_end", Value(cell.text, date=days[1]), cell, qualifiers))
    return subject, statements


def _of_round(role: Role, cell: Cell) -> str:
    """Return what a cell of rounds names; a number alone is counted in the words of its header: `Stage`, `1`."""
    return f"{role.header} {cell.text}" if len(cell.text) <= _DIGITS and cell.text.isalnum() else cell.text


def _first_line(cell: Cell) -> str:
    """Return the first of several times in a cell: a round of several heats or days begins with it."""
    return next((note.text for note in cell.annotations if note.kind == "line"), cell.text)


READERS: dict[TableKind, Reader] = {
    "results": _results_row,
    "entries": _entries_row,
    "medal_table": _medal_table_row,
    "multiple_medalists": _medalists_row,
    "record_progression": _record_row,
    "schedule": _schedule_row,
    "medalists_by_games": games_row,
}
