"""Columns whose cells name a nation beside a person: `Jane Doe Australia`, throughout."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from parsers.nationality import CODE_AT_END
from parsers.tables.roles import Role
from parsers.values.limits import is_too_long
from schemas.document import Annotation, Cell
from schemas.nations import noc_of

Side = Literal["end", "start", "either"]
_CODE_AFTER = re.compile(r"^\s*\((?P<code>[A-Z]{3})\)")
_NAMES = frozenset({"competitor", "gold_medalist", "silver_medalist", "bronze_medalist"})
_MARKED = frozenset({"noc", "nation"})
_MOST_WORDS = 5
_FEW_OF = 10
"""One cell in so many may name no nation that is known."""


def nation_words(text: str, side: Side) -> str | None:
    """Return the words at one side of a text that are a known nation and leave a name beside it, the most of them.

    At either side a nation at the start has its code in brackets after it, as a team's before its members.
    """
    if side == "either":
        start = nation_words(text, "start")
        return start if start and start.endswith(")") else nation_words(text, "end")
    words = [] if is_too_long(text) else text.split()
    if len(words) > 1 and noc_of(CODE_AT_END.sub("", text)):
        return None  # "South Korea" is no South of Korea
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        nation = " ".join(words[-count:] if side == "end" else words[:count])
        if noc_of(nation):
            code = _CODE_AFTER.match(text[len(nation) :]) if side == "start" else None
            return f"{nation}{code.group()}" if code and noc_of(code["code"]) else nation
    return None


def _side(texts: Sequence[str]) -> Side | None:
    """Return the side at which nearly all of a column's texts name a nation; one text alone may be a person's name."""
    sides: tuple[Side, ...] = ("end", "start", "either")
    return next((side for side in sides if _is_side(texts, side)), None)


def _is_side(texts: Sequence[str], side: Side) -> bool:
    """Say whether nearly all texts name a nation at a side; the first few that do not are enough to tell."""
    without = 0
    for text in texts:
        if nation_words(text, side) is None:
            without += 1
            if without * _FEW_OF > len(texts):
                return False
    return len(texts) - without > 1


def _is_open(cell: Cell) -> bool:
    """Say whether a cell's own markup leaves open which nation it names."""
    return bool(cell.text) and not any(note.kind in _MARKED for note in cell.annotations)


def with_nations(rows: Sequence[tuple[Cell, ...]], roles: Sequence[Role]) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows with the nations that columns of names hold noted beside their cells.

    The columns of the three medals are one: a table of one row has three names in it. A table with a column of
    nations has none beside its names.
    """
    named = [i for i, role in enumerate(roles) if role.name in _NAMES]
    if not named or any(role.name == "nation" for role in roles):
        return tuple(rows)
    texts = list({row[i].origin: row[i].text for row in rows for i in named if _is_open(row[i])}.values())
    side = _side(texts)
    if side is None:
        return tuple(rows)
    return tuple(tuple(_noted(cell, side) if i in named else cell for i, cell in enumerate(row)) for row in rows)


def nations_of_names(texts: Sequence[str]) -> tuple[str | None, ...]:
    """Return the nation that each of some names of one kind has at a side of it, if they do so nearly all."""
    side = _side(texts)
    return tuple(nation_words(text, side) if side else None for text in texts)


def _noted(cell: Cell, side: Side) -> Cell:
    nation = nation_words(cell.text, side) if _is_open(cell) else None
    return replace(cell, annotations=(*cell.annotations, Annotation("nation", nation))) if nation else cell
