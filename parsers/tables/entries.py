"""Entries of several rows: what a team's members and an entry's further lines say, of whom."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from parsers.tables.cellstatements import name_in, says_something
from parsers.tables.cellvalues import cell_value, own_name
from parsers.tables.context import TableContext
from parsers.tables.members import members_of
from parsers.tables.roles import WHO, Role, column_role
from parsers.tables.rowevents import MARKS
from parsers.tables.together import Part
from parsers.values import parse_cardinal
from schemas.document import Cell
from schemas.nations import noc_of
from schemas.records import record
from schemas.statements import Qualifiers, Statement, Subject
from schemas.values import Value
from schemas.vocabulary import default_vocabulary

_TEAM_MARKS = frozenset({"mark", "points", "total"})


@record(frozen=True, slots=True)
class RowDraft:
    """One data row, read; its statements have no identifiers yet."""

    row_index: int
    cell_row: int
    subject: Subject
    statements: tuple[Statement, ...]
    blank_roles: tuple[str, ...]


def entry_roles(roles: Sequence[Role], part: Part | None) -> Sequence[Role | None]:
    """Return the roles of the columns that an entry says something in: of a team not those of its members.

    What stands over a member's row is the team's, but for the nation.
    """
    if part is None:
        return roles
    if part.kind == "member":
        has_names = any(role.name == "competitor" for role in roles)
        return [
            (role if has_names or role.name != "nation" else replace(role, name="competitor"))
            if i in part.own or role.name == "nation"
            else None
            for i, role in enumerate(roles)
        ]
    return [None if i in part.own else role for i, role in enumerate(_with_team_mark(roles, part.own))]


def _with_team_mark(roles: Sequence[Role], own: Collection[int]) -> Sequence[Role]:
    """Return the roles with the column of totals as the team's mark, where the usual one has its members' marks."""
    if not any(roles[i].name in MARKS for i in own):
        return roles
    vocabulary = default_vocabulary()
    unit = next((roles[i].unit for i in own if roles[i].name in MARKS and roles[i].unit), None)
    return [
        replace(role, name="mark", unit=role.unit or unit)
        if role.name is None and i not in own and column_role(role.header, vocabulary).name in _TEAM_MARKS
        else role
        for i, role in enumerate(roles)
    ]


def followers(parts: Mapping[int, Part]) -> dict[int, list[tuple[int, Part]]]:
    """Return the rows that belong to an entry, each with its number, by the number of the entry's row."""
    found: dict[int, list[tuple[int, Part]]] = {}
    for index, part in parts.items():
        if part.kind not in {"words", "opening"}:
            found.setdefault(part.lead, []).append((index, part))
    return found


def with_parts(
    context: TableContext,
    roles: Sequence[Role],
    own: Part | None,
    following: Sequence[tuple[int, Part]],
    draft: RowDraft,
) -> RowDraft:
    """Return an entry, which may be a part itself, with what its followers say of it and of its members."""
    body = context.table.body
    said = list(draft.statements)
    if own is not None and own.kind == "member":
        said += _named_in(context, roles, body[own.lead], draft.subject, "team")
        if not any(statement.property in {"noc", "nation"} for statement in said):
            said += _nation_of_team(context, roles, body[own.lead], draft.subject)
    number = 1
    for index, part in following:
        filled = [(roles[i], body[index][i]) for i in part.own if says_something(roles[i], body[index][i])]
        if part.kind == "name":
            said += [
                context.statement(draft.subject, "member", Value(name), cell, _round_of(context))
                for _, cell in filled
                for name in members_of(cell.text, cell.annotations) or (cell.text,)
            ]
        elif part.kind == "line":
            number += 1
            said += [_of_line(context, draft, role, cell, number) for role, cell in filled]
        else:
            said += _named_in(context, roles, body[index], draft.subject, "member")
            said += _of_member(context, filled) if part.kind == "of_team" else ()
    return replace(draft, statements=tuple(said))


def _nation_of_team(
    context: TableContext, roles: Sequence[Role], row: Sequence[Cell], subject: Subject
) -> list[Statement]:
    """Return the nation of a member that the row of the team names: it is that of all who stand beneath."""
    for role, cell in zip(roles, row, strict=True):
        named = context.named(cell) if role.name in WHO and cell.text else None
        nation = named and (named.nation or (named.name if noc_of(named.name) else None))
        if nation:
            return [context.statement(subject, "noc", Value(nation), cell, _round_of(context))]
    return []


def _named_in(
    context: TableContext, roles: Sequence[Role], row: Sequence[Cell], subject: Subject, name: str
) -> list[Statement]:
    """Return whom a row names, as what they are to the subject: its team, its member."""
    columns = {role.name: i for i, role in reversed(list(enumerate(roles)))}
    place = columns.get("competitor", columns.get("nation"))
    if place is None or not row[place].text:
        return []
    cell = row[place]
    return [context.statement(subject, name, Value(context.named(cell).name), cell, _round_of(context))]


def _round_of(context: TableContext) -> Qualifiers:
    return context.qualifiers(context.round.round, context.round.heat)


def _of_line(context: TableContext, draft: RowDraft, role: Role, cell: Cell, number: int) -> Statement:
    """Return what a further line of an entry has in a column, in the column's own words and counted: `time_2`.

    Whole numbers there count something (ranks at the splits above them), whatever the column's unit.
    """
    count = parse_cardinal(cell.text)
    value = cell_value(role, cell.text)[1] if count is None else Value(cell.text, Decimal(count))
    return context.statement(draft.subject, f"{own_name(role)}_{number}", value, cell, _round_of(context))


def _of_member(context: TableContext, filled: Sequence[tuple[Role, Cell]]) -> list[Statement]:
    """Return what a member's own cells say: `member_mark`, of the member and not of the team."""
    name = name_in(context, filled)
    subject = Subject("entrant", context.event, name)
    found = []
    for role, cell in filled:
        if role.name != "competitor":
            said, value = cell_value(role, cell.text)
            found.append(context.statement(subject, f"member_{said}", value, cell, _round_of(context)))
    return found if name else []
