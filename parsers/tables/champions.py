"""Tables of champions that have those of men and of women side by side: one row tells the winners of two events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.tables.roles import MAX_HEADER, Role, column_role
from parsers.title import gender_of
from schemas.document import Cell
from schemas.statements import Gender
from schemas.vocabulary import default_vocabulary

_LABELS = frozenset({"event", "games", "games_label", "year", "date"})
_OF_WHOM = {"competitor": "champion", "gold": "champion", "gold_medalist": "champion", "nation": "champion_nation",
            "mark": "champion_mark", "points": "champion_mark"}  # fmt: skip
_FEWEST = 2
CHAMPION = "champion"


def with_champions(roles: Sequence[Role], heads: Sequence[Sequence[Cell]]) -> tuple[Role, ...]:
    """Return the roles; beside a label (`Year`, `Event`) `Men` and `Women` over names, nations and marks are champions.

    In a header of one row what follows `Men's winner` is of him. Each has one column of names.
    """
    if not heads or len(roles) <= _FEWEST or any(role.name == "rank" for role in roles):
        return tuple(roles)
    genders = _genders(heads)
    found = [
        _of_gender(role, gender, heads[-1][place].text[:MAX_HEADER])
        for place, (role, gender) in enumerate(zip(roles, genders, strict=True))
    ]
    champions = [role.gender for role in found if role.name == CHAMPION]
    is_labelled = any(role.name in _LABELS for role in found if role.gender is None)
    if len(champions) < _FEWEST or len(set(champions)) < len(champions) or not is_labelled:
        return tuple(roles)
    return tuple(found)


def _genders(heads: Sequence[Sequence[Cell]]) -> list[Gender | None]:
    """Return whom each column is of, by any row of the header; one row alone names it where it begins."""
    found: list[Gender | None] = []
    for column in zip(*heads, strict=True):
        told = (gender_of(cell.text[:MAX_HEADER]) for cell in column)
        gender: Gender | None = next((gender for gender in told if gender != "unknown"), None)
        if gender is None and len(heads) == 1 and found:
            gender = found[-1]
        found.append(gender)
    return found


def _of_gender(role: Role, gender: Gender | None, header: str) -> Role:
    """Return a role as that of the champion of a gender, by the words of its header that are not of the gender."""
    if gender is None:
        return role
    rest = " ".join(word for word in header.split() if gender_of(word) == "unknown")
    kind = column_role(rest, default_vocabulary()) if rest else Role("competitor", "")
    name = _OF_WHOM.get(kind.name or "")
    return replace(role, name=name, gender=gender, unit=kind.unit, distance_m=None, twins=0, round=None)


def names_winners(roles: Sequence[Role]) -> bool:
    """Say whether the header over champions says that they won."""
    vocabulary = default_vocabulary()
    words = (word for role in roles if role.name == CHAMPION for word in role.header[:MAX_HEADER].split())
    return any(column_role(word, vocabulary).name == "gold" for word in words)
