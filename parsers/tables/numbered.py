"""Names with the places before them: `1. Jane Doe` in a table that has no column of ranks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from parsers.tables.roles import Role
from schemas.document import Annotation, Cell

_NUMBERED = re.compile(r"^(?P<place>\d{1,3})[.)] +(?=[^\W\d_])")
_FEWEST = 2


def with_places(rows: Sequence[tuple[Cell, ...]], roles: Sequence[Role]) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows with the places that stand before the names noted beside them, and out of their texts.

    All names of the one column must have one, and they count up from 1.
    """
    named = [i for i, role in enumerate(roles) if role.name == "competitor"]
    if len(named) != 1 or not rows or any(role.name == "rank" for role in roles):
        return tuple(rows)
    column = named[0]
    filled = [row[column].text for row in rows if row[column].text]
    if len(filled) < _FEWEST or not filled[0].startswith("1") or not _count_up(filled):
        return tuple(rows)
    return tuple(tuple(_placed(cell) if i == column else cell for i, cell in enumerate(row)) for row in rows)


def _count_up(texts: Sequence[str]) -> bool:
    places = [int(match["place"]) for text in texts if (match := _NUMBERED.match(text))]
    is_whole = len(places) == len(texts) and places[0] == 1 < places[-1]
    return is_whole and all(a <= b <= i for i, (a, b) in enumerate(pairwise(places), start=2))


def _placed(cell: Cell) -> Cell:
    match = _NUMBERED.match(cell.text)
    if match is None:
        return cell
    notes = (
        note if note.kind != "line" else replace(note, text=_NUMBERED.sub("", note.text)) for note in cell.annotations
    )
    return replace(cell, text=cell.text[match.end() :], annotations=(*notes, Annotation("place", match["place"])))
