"""Rows of tables that list the medallists of an event Games by Games."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from parsers.tables.cellstatements import MEDAL_RANKS, with_code
from parsers.tables.celltypes import is_blank
from parsers.tables.cellvalues import cell_value
from parsers.tables.champions import CHAMPION
from parsers.tables.context import TableContext
from parsers.tables.kinds import games_label
from parsers.tables.labels import medal_of
from parsers.tables.members import Holder, joint_holders, team_name
from parsers.tables.roles import Role
from parsers.tables.rowevents import event_name, linked_edition, linked_event, row_event
from parsers.title import year_of
from parsers.values import parse_mark
from parsers.values.limits import is_too_long
from schemas.document import Cell
from schemas.eventnames import event_name_slug
from schemas.nations import noc_of
from schemas.statements import NO_QUALIFIERS, EventWords, Statement, Subject
from schemas.values import Value
from schemas.vocabulary import default_vocabulary, normal

_MEDALS = {"gold_medalist": "gold", "silver_medalist": "silver", "bronze_medalist": "bronze"}
_LABEL = "event_label"
_WITH_MARK = re.compile(
    r"^(?P<name>\D{2,200}?)[\s,–—-]*\s\(?(?P<mark>\d{1,5}[:.,]\d[\d:.,]*(?:\s?(?:m|kg|s|pts|points))?)\)?$"
)
"""A medallist with the mark that won the medal: `Jane Doe (FRA) 2:11:49`."""


def games_row(
    context: TableContext, index: int, filled: Sequence[tuple[Role, Cell]]
) -> tuple[Subject, list[Statement]]:
    """Read a row of one Games: where they were held, who won which medal for whom, and with what mark."""
    label = next((cell for role, cell in filled if role.name in {"games_label", "games", "year"}), None)
    read = games_label(label.text) if label else None
    year = read.year if read else year_of(label.text if label else "")
    named = next((cell.text for role, cell in filled if role.name == "event"), None)
    linked = linked_event(context, filled) or linked_edition(label, year)
    told = row_event(context, replace(context.event, year=year or context.event.year), event_name(context, named))
    subject = Subject("event", linked or told)
    statements: list[Statement] = []
    row_medal = next((medal_of(cell) for role, cell in filled if role.name == "medal_label"), None)
    for role, cell in filled:
        if role.gender is not None:
            statements += _of_champion(context, subject, role, cell)
        elif row_medal is not None:
            statements += _of_medal(context, subject, row_medal, role, cell)
        elif cell is label:
            statements += _label_statements(context, subject, cell, year, read.city if read else None)
        elif role.name in _MEDALS:
            statements += _medalist_cell(context, subject, _MEDALS[role.name], cell)
        elif role.name in MEDAL_RANKS:
            statements.append(_medal_mark(context, subject, role.name, cell))
        else:
            name, value = cell_value(role, cell.text)
            # What leads to the event's own page may say less than its title, and is no other name of it.
            name = _LABEL if name == "event" and linked and not _is_name(cell.text, linked) else name
            statements.append(context.statement(subject, name, value, cell, NO_QUALIFIERS))
    return subject, statements


def _is_name(label: str, event: EventWords) -> bool:
    return event_name_slug(label) == event_name_slug(event.event or "")


def _of_medal(context: TableContext, subject: Subject, medal: str, role: Role, cell: Cell) -> list[Statement]:
    """Return what a cell says of the medal that its row is of: who won it, for which nation, with what mark."""
    if role.name == "medal_label":
        return []  # what it says is the property of the other cells' statements
    if role.name == "competitor":
        return _medalist_cell(context, subject, medal, cell)
    if role.name == "nation":
        return [context.statement(subject, f"{medal}_noc", Value(context.named(cell).name), cell, NO_QUALIFIERS)]
    if role.name in {"mark", "points"}:
        return [_medal_mark(context, subject, medal, cell)]
    name, value = cell_value(role, cell.text)
    return [context.statement(subject, f"{medal}_{name}", value, cell, NO_QUALIFIERS)]


def _of_champion(context: TableContext, subject: Subject, role: Role, cell: Cell) -> list[Statement]:
    """Return what a cell says of the winner of the event of one gender; a cell over several columns says it once."""
    event = subject.event or context.event
    own = Subject("event", replace(event, gender=role.gender or event.gender))
    if cell.is_spanned and role.name != CHAMPION:
        return []
    if role.name == CHAMPION:
        return _medalist_cell(context, own, "gold", cell)
    if role.name == "champion_nation":
        return [context.statement(own, "gold_noc", Value(context.named(cell).name), cell, NO_QUALIFIERS)]
    if role.name == "champion_mark":
        return [_medal_mark(context, own, "gold", cell)]
    name, value = cell_value(role, cell.text)
    return [context.statement(own, f"gold_{name}", value, cell, NO_QUALIFIERS)]


def _label_statements(
    context: TableContext, subject: Subject, cell: Cell, year: int | None, city: str | None
) -> list[Statement]:
    series = Subject("series", replace(context.event, year=None))
    if year is None:
        return [context.statement(subject, "games", Value(cell.text), cell, NO_QUALIFIERS)]
    held = context.statement(series, "held_in", Value(str(year), Decimal(year)), cell, NO_QUALIFIERS)
    if city is None:
        return [held]
    return [held, context.statement(subject, "host_city", Value(city), cell, NO_QUALIFIERS)]


def _medalist_cell(context: TableContext, subject: Subject, medal: str, cell: Cell) -> list[Statement]:
    named = None if is_too_long(cell.text) else _WITH_MARK.match(cell.text)
    if named is None:
        return _medalist(context, subject, medal, cell)
    alone = replace(cell, text=named["name"])
    found = _medalist(context, subject, medal, alone)
    context.names.pop(id(alone), None)  # another cell may be made in its place
    return [*found, _medal_mark(context, subject, medal, replace(cell, text=named["mark"]))]


def _medalist(context: TableContext, subject: Subject, medal: str, cell: Cell) -> list[Statement]:
    if is_blank(cell.text):
        return []  # a dash is nobody's name
    if not is_too_long(cell.text) and normal(cell.text) in default_vocabulary().nobody:
        return [context.statement(subject, f"{medal}_notes", Value(cell.text), cell, NO_QUALIFIERS)]
    event = subject.event.event if subject.event else None
    holders = joint_holders(cell.annotations, event) if cell.annotations else ()
    if holders:
        return _joint(context, subject, medal, cell, holders)
    name, codes = with_code(context, subject, cell, NO_QUALIFIERS)
    if noc_of(name) and not team_name(cell.annotations):  # a nation alone is nobody's name
        return [context.statement(subject, f"{medal}_noc", Value(name), cell, NO_QUALIFIERS)]
    nocs = [replace(code, property=f"{medal}_noc") for code in codes]
    return [context.statement(subject, medal, Value(name), cell, NO_QUALIFIERS), *nocs]


def _joint(
    context: TableContext, subject: Subject, medal: str, cell: Cell, holders: Sequence[Holder]
) -> list[Statement]:
    """Return what a cell says of the holders of one medal; their nations in the words that stand in the source."""
    names = [context.statement(subject, medal, Value(holder.name), cell, NO_QUALIFIERS) for holder in holders]
    source = names[0].excerpt
    if not all(holder.name in source for holder in holders):
        # Names that do not stand there as they are have no order that the nations' could be told to be.
        nations = [(Subject("entrant", subject.event, holder.name), holder.nations[0]) for holder in holders]
        return [*names, *(context.statement(who, "noc", Value(code), cell, NO_QUALIFIERS) for who, code in nations)]
    told = [next((word for word in holder.nations if word in source), None) for holder in holders]
    if None in told:
        return names
    return [
        *names,
        *(context.statement(subject, f"{medal}_noc", Value(word or ""), cell, NO_QUALIFIERS) for word in told),
    ]


def _medal_mark(context: TableContext, subject: Subject, medal: str, cell: Cell) -> Statement:
    """Return what a number beside a medallist is: the mark that won the medal."""
    event = subject.event or context.event
    mark = parse_mark(cell.text, default_vocabulary().unit_of(event.event, event.sport))
    value = Value(cell.text, mark.number, mark.unit) if mark else Value(cell.text)
    return context.statement(
        subject, "winning_time" if medal == "gold" else f"{medal}_mark", value, cell, NO_QUALIFIERS
    )
