"""The cells of a row to statements: each says what the role of its column makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from parsers.nationality import NamedNation
from parsers.tables.celltypes import is_blank, status_of
from parsers.tables.cellvalues import of_first_line
from parsers.tables.context import TableContext
from parsers.tables.members import members_of
from parsers.tables.roles import BY_ICONS, IGNORED, WHO, Role
from schemas.document import Cell, Span, is_struck
from schemas.statements import NO_QUALIFIERS, Qualifiers, Statement, Subject
from schemas.values import Value

MEDAL_RANKS = {"gold": Decimal(1), "silver": Decimal(2), "bronze": Decimal(3)}


def says_something(role: Role, cell: Cell) -> bool:
    """Say whether a cell holds text in its place, the icon of a medal where a rank is expected, a flag for a nation."""
    if (cell.span is None and cell.selector is None) or role.name == IGNORED:
        return False
    if role.name in WHO and is_blank(cell.text):
        # A dash is nobody's name. A flag alone names a nation.
        return role.name == "nation" and not cell.text and flag_of(cell) is not None
    if role.name == "date" and is_blank(cell.text):
        return False
    return bool(cell.text) or (role.name in BY_ICONS and any(note.kind == "medal" for note in cell.annotations))


def flag_of(cell: Cell) -> str | None:
    """Return the code of the nation whose flag stands in a cell."""
    return next((note.text for note in cell.annotations if note.kind == "noc"), None)


def cell_statements(
    context: TableContext, subject: Subject, role: Role, cell: Cell, qualifiers: Qualifiers
) -> list[Statement]:
    """Return what a cell says of a subject: of whom it names also their nation and members, of notes also a status."""
    if role.name == "member":
        names = [note.text for note in cell.annotations if note.kind == "line"] or [cell.text]
        return [context.statement(subject, "member", Value(name), cell, qualifiers) for name in names]
    if role.name == "nation" and not cell.text:
        return [context.statement(subject, "noc", Value(flag_of(cell) or ""), cell, qualifiers)]
    if role.name in WHO:
        name, codes = with_code(context, subject, cell, qualifiers)
        members = members_of(cell.text, cell.annotations) if role.name == "competitor" else ()
        parts = [context.statement(subject, "member", Value(member), cell, qualifiers) for member in members]
        places = [note.text for note in cell.annotations if note.kind == "place"] if cell.annotations else ()
        ranks = [context.statement(subject, "rank", Value(text, Decimal(text)), cell, qualifiers) for text in places]
        return [*ranks, context.statement(subject, role.name, Value(name), cell, qualifiers), *codes, *parts]
    if role.name == "notes" and context.kind == "results" and status_of(cell.text):
        status = context.statement(subject, "status", Value(cell.text), cell, qualifiers)
        return [context.statement(subject, "notes", Value(cell.text), cell, qualifiers), status]
    medal = None
    if role.name == "rank" and not cell.text:
        medal = next((note.text for note in cell.annotations if note.kind == "medal"), None)
    if medal in MEDAL_RANKS:
        name, value = "rank", Value(medal, MEDAL_RANKS[medal])
    else:
        name, value = of_first_line(role, cell.text, cell.annotations)
        if cell.annotations and value.number is not None and is_struck(cell.annotations):
            value = Value(value.text)  # a lift that failed, a place that was taken away: it does not count
    return [context.statement(subject, name, value, cell, qualifiers)]


def plain_statements(context: TableContext, subject: Subject, filled: Sequence[tuple[Role, Cell]]) -> list[Statement]:
    """Return what the cells of a row say that is of no round; which Games they name is `olympics`."""
    found = [s for role, cell in filled for s in cell_statements(context, subject, role, cell, NO_QUALIFIERS)]
    return [replace(s, property="olympics") if s.property in {"games", "year"} else s for s in found]


def with_code(
    context: TableContext, subject: Subject, cell: Cell, qualifiers: Qualifiers
) -> tuple[str, list[Statement]]:
    """Split `Jane Doe (FRA)` or `France (FRA)` into the name and a statement of the nation's code."""
    named = context.named(cell)
    if named.nation is None:
        return named.name, []
    code = context.statement(subject, "noc", Value(named.nation), _at_nation(context, cell, named), qualifiers)
    return named.name, [code]


def _at_nation(context: TableContext, cell: Cell, named: NamedNation) -> Cell:
    """Return the cell narrowed to the nation in brackets at its end, where the source's text has it so."""
    nation = named.nation or ""
    if cell.span is None or not cell.text.endswith(f"({nation})") or cell.span.of(context.document.text) != cell.text:
        return cell
    end = cell.span.end - 1
    return replace(cell, text=nation, span=Span(end - len(nation), end))


def name_in(context: TableContext, filled: Sequence[tuple[Role, Cell]], role_name: str = "competitor") -> str | None:
    """Return whom the cells of a row name in a role; a nation named with them is left out."""
    for role, cell in filled:
        if role.name == role_name:
            return context.named(cell).name
    return None
