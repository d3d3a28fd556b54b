"""Which columns hold who took part: names, nations, the teams of clubs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers.nationality import flag_of, without_nation
from parsers.tables.celltypes import cell_type
from parsers.tables.members import is_whole_name, team_name
from parsers.tables.roles import MAX_HEADER, Role
from parsers.values.limits import is_too_long
from schemas.document import Cell, Table
from schemas.nations import noc_of
from schemas.vocabulary import normal

_WHICH_TEAM = re.compile(r"[\s-]+(?:\d{1,2}|[A-DIV]|I{2,3})$")
_HELPERS = frozenset(
    "skip coach coaches manager trainer captain referee director horse horses boat yacht constructor engine chassis "
    "car club venue city hometown cheval pferd caballo cavallo paard entraineur entrenador allenatore".split()
)
"""Words of headers over persons and names that are not those who are ranked."""
_WHO = frozenset({"competitor", "nation", "gold_medalist"})
_MAY_NAME = frozenset({None, "notes"})
_BESIDE_FLAGS = frozenset({None, "competitor"})
_TEAMS = frozenset(
    "team teams equipe equipes equipo equipos squadra squadre mannschaft mannschaften ploeg ploegen lag druzyna "
    "joukkue команда команды ekipa csapat".split()
)
"""Headers over teams, which may be nations or clubs."""


def with_flags(roles: Sequence[Role], table: Table) -> tuple[Role, ...]:
    """Return the roles; a column of flags alone, under no word or those of the names beside it, is of nations."""
    if any(role.name == "nation" for role in roles):
        return tuple(roles)
    flags = [i for i, role in enumerate(roles) if role.name in _BESIDE_FLAGS and _are_flags([r[i] for r in table.body])]
    return tuple(replace(role, name="nation") if flags == [i] else role for i, role in enumerate(roles))


def _are_flags(cells: Sequence[Cell]) -> bool:
    if any(cell.text for cell in cells):
        return False
    return 2 * sum(any(note.kind == "noc" for note in cell.annotations) for cell in cells) > len(cells)


def with_names(roles: Sequence[Role], table: Table) -> tuple[Role, ...]:
    """Return the roles, with the one column of names told by the nation that each has beside it (`Helm (Country)`).

    Beside ranks and marks it is the first column of an unknown header with another person's name in each row.
    """
    if any(role.name in _WHO for role in roles):
        return _with_teams(roles, table)
    untold = (i for i, role in enumerate(roles) if role.name in _MAY_NAME)  # `Final` over names is a word for marks
    named = [i for i in untold if _has_nations([row[i] for row in table.body])]
    if not named and {"rank", "mark"} <= {role.name for role in roles}:
        unnamed = (i for i, role in enumerate(roles) if role.name is None and role.header)
        named = [i for i in unnamed if _are_persons([row[i].text for row in table.body])][:1]
    return tuple(replace(role, name=_named_in(table, i)) if named == [i] else role for i, role in enumerate(roles))


def _named_in(table: Table, column: int) -> str:
    """Return who a column of names with nations beside them holds: the nations themselves, or those who compete."""
    filled = [row[column] for row in table.body if row[column].text]
    return "nation" if filled and all(map(_names_nation, filled)) else "competitor"


def _with_teams(roles: Sequence[Role], table: Table) -> tuple[Role, ...]:
    """Return the roles; of two columns of nations one that names none holds who was in the team (`Country`, `Team`)."""
    nations = [i for i, role in enumerate(roles) if role.name == "nation"]
    named: list[int] = []
    if any(role.name == "competitor" for role in roles):
        return _with_clubs(roles, nations, table)
    if len(nations) == 1:
        cells = [row[nations[0]] for row in table.body]
        are_clubs = _is_of_teams(roles[nations[0]]) and _name_clubs(cells)
        is_competitor = are_clubs or _hold_members(cells) or _name_others(cells)
        named = nations if is_competitor else _of_persons(roles, table)
        return tuple(replace(role, name="competitor") if [i] == named else role for i, role in enumerate(roles))
    if not nations:
        return tuple(roles)
    named = [i for i in nations if not any(_names_nation(row[i]) for row in table.body)]
    named = named or [i for i in nations if _name_clubs([row[i] for row in table.body])]
    are_told = all(_names_nation(row[i]) for row in table.body for i in nations if i not in named and row[i].text)
    named = named if are_told else []
    return tuple(replace(role, name="competitor") if named == [i] else role for i, role in enumerate(roles))


def _with_clubs(roles: Sequence[Role], nations: Sequence[int], table: Table) -> tuple[Role, ...]:
    """Return the roles; beside names with nations of their own a column of teams that are others holds their clubs.

    A club's code may be that of a nation: `ARG` of Argos.
    """
    place = nations[0] if len(nations) == 1 and _is_of_teams(roles[nations[0]]) else None
    who = next(i for i, role in enumerate(roles) if role.name == "competitor")
    told = [(row[place], own) for row in table.body if place is not None and (own := _own_nation(row[who]))]
    others = sum(
        bool(team.text) and noc_of(without_nation(team.text, team.annotations).name) != own for team, own in told
    )
    if place is None or 2 * others <= len(told) or 2 * len(told) <= len(table.body):
        return tuple(roles)
    return tuple(replace(role, name="team") if i == place else role for i, role in enumerate(roles))


def _own_nation(cell: Cell) -> str | None:
    """Return the code of the nation that a cell gives with a name."""
    return noc_of(without_nation(cell.text, cell.annotations).nation or "")


def _is_of_teams(role: Role) -> bool:
    return normal(role.header[:MAX_HEADER]) in _TEAMS


def _name_clubs(cells: Sequence[Cell]) -> bool:
    """Say whether most cells name a team that is no nation."""
    filled = [cell for cell in cells if cell.text]
    return 2 * sum(not _names_team(cell) for cell in filled) > len(filled)


def _of_persons(roles: Sequence[Role], table: Table) -> list[int]:
    """Return the one column of an unknown header with another person's name, or a team's, in each row (`Remeras`)."""
    if not any(role.name in {"mark", "rank", "points"} for role in roles):
        return []
    unnamed = (i for i, role in enumerate(roles) if role.name is None and role.header[:MAX_HEADER] and not _helps(role))
    columns = ((i, [row[i] for row in table.body]) for i in unnamed)
    named = [i for i, cells in columns if _are_persons([cell.text for cell in cells]) or _hold_crews(cells)]
    return named if len(named) == 1 else []


def _hold_crews(cells: Sequence[Cell]) -> bool:
    """Say whether each cell names several persons, each on a line of its own (`Boot`)."""
    filled = [cell for cell in cells if cell.text]
    return len(filled) > 1 and all(team_name(cell.annotations) for cell in filled)


def _helps(role: Role) -> bool:
    """Say whether a header names who or what is with those who compete: `Skip`, `Coach`, `Horse`."""
    return not _HELPERS.isdisjoint(normal(role.header[:MAX_HEADER]).split())


def _hold_members(cells: Sequence[Cell]) -> bool:
    """Say whether most cells of nations hold who was in their teams too, each on a line of its own."""
    filled = [cell for cell in cells if cell.text]
    return 2 * sum(bool(team_name(cell.annotations)) for cell in filled) > len(filled)


def _name_others(cells: Sequence[Cell]) -> bool:
    """Say whether most cells of nations name somebody else beside a flag: who ran for it, a club of it."""
    filled = [cell for cell in cells if cell.text]
    named = sum(flag_of(cell.annotations) is not None and not _names_team(cell) for cell in filled)
    return named == len(filled) > 0 or (named > 1 and 2 * named > len(filled))


def _names_team(cell: Cell) -> bool:
    """Say whether a cell names a nation or one of its teams: `France`, `France II`."""
    return _names_nation(cell) or noc_of(_WHICH_TEAM.sub("", cell.text[:MAX_HEADER])) is not None


def _names_nation(cell: Cell) -> bool:
    return bool(cell.text) and noc_of(without_nation(cell.text, cell.annotations).name) is not None


def _are_persons(texts: Sequence[str]) -> bool:
    """Say whether each text of a column is another name of two words or more, as those of persons are."""
    filled = [text for text in texts if text]
    are_names = all(cell_type(text) == "text" and not is_too_long(text) and is_whole_name(text) for text in filled)
    return len(filled) > 1 and are_names and len(set(filled)) == len(filled)


def _has_nations(cells: Sequence[Cell]) -> bool:
    """Say whether all cells name somebody with a nation: a flag of their own, or a nation in brackets."""
    filled = [cell for cell in cells if cell.text]
    named = (without_nation(cell.text, cell.annotations) for cell in filled)
    return len(filled) > 1 and all(one.nation and cell_type(one.name) == "text" for one in named)
