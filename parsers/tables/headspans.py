"""Cells that have lost their width: which cells of a header of two rows stood over which, and where rows lack one.

A form without spans writes `Rank | Athlete | Snatch | Total` over `1 | 2 | 3 | Result` over rows of seven cells. How
many upper cells stood over lower ones follows from the counts; which, from what the columns hold, where one answer fits
best. Else the header stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from math import comb

from parsers.tables.celltypes import CellType, cell_type, cell_types
from parsers.tables.groups import with_groups
from parsers.tables.roles import EXPECTED_TYPES, Role, column_role, header_roles
from parsers.values import parse_mark
from parsers.values.limits import is_too_long
from schemas.medals import MEDALS
from schemas.vocabulary import default_vocabulary

_CLEARLY = 1.2
_MUCH = 4
MAX_WAYS = 130
"""Where there are more ways to lay out a header, none is tried."""
MAX_COLUMNS = 40
"""Of a table whose header is laid out; each way costs as much as its columns."""
MAX_ROWS = 40
"""So many rows are looked at."""
_COUNTED = re.compile(r"(?P<stem>[^\d]+?)\s*(?P<number>\d{1,2})")
_FEWEST = 2
_MISFIT = -3
_ENOUGH = 3
"""Of so many rows one must be whole: those who are out after a round have no cells for the next."""

_PLACES = frozenset({"city", "venue", "place"})
"""Columns of which two side by side may share a cell: start and finish."""

Layout = tuple[tuple[int, int | None], ...]
"""For each column the upper cell over it and the lower one, by their places in their rows."""


def header_layout(rows: Sequence[Sequence[str]]) -> Layout | None:
    """Return how the first two rows of a table stand over its columns, or None where they are no such header.

    `rows` are the texts of the cells that each row has. Columns that are blank throughout at the end are left out.
    """
    if len(rows) < _FEWEST + 2:
        return None
    upper, lower = _filled(rows[0]), _filled(rows[1])
    body = rows[_FEWEST:]
    width = max(len(_filled(row)) for row in body)
    whole = [row[:width] for row in body if len(row) >= width]
    groups = len(upper) + len(lower) - width
    is_short = max(len(upper), len(lower)) < width <= MAX_COLUMNS and _ENOUGH * len(whole) >= len(body)
    sizes = _sizes(lower, groups) if is_short and 0 < groups <= len(upper) else None
    if sizes is None:
        return None
    whole = whole[:MAX_ROWS]
    counted = _counted(upper, groups)
    ways = [each for each in _layouts(len(upper), sizes) if not counted or _wide(each) == counted]
    fits = {each: _fit(each, upper, lower, whole) for each in ways}
    best = [each for each, fit in fits.items() if fit == max(fits.values())]
    if not best or fits[best[0]] <= 0:
        return None
    spreads = sorted((_spread(each, whole), number) for number, each in enumerate(best))
    if len(best) > 1 and spreads[1][0] < _CLEARLY * spreads[0][0]:
        return None
    return best[spreads[0][1]]


def _filled(row: Sequence[str]) -> Sequence[str]:
    """Return a row without the blank cells at its end."""
    return row[: next((i for i in range(len(row), 0, -1) if row[i - 1]), 0)]


def _sizes(lower: Sequence[str], groups: int) -> tuple[int, ...] | None:
    """Return over how many lower cells each group stands: each begins with the same word, or all are alike."""
    if groups == 1:
        return (len(lower),) if len(lower) >= _FEWEST else None
    starts = [place for place, text in enumerate(lower) if text == lower[0]]
    if len(starts) != groups:
        return None
    sizes = tuple(b - a for a, b in pairwise([*starts, len(lower)]))
    return sizes if min(sizes) >= _FEWEST else None


def _counted(upper: Sequence[str], groups: int) -> frozenset[int]:
    """Return the places of upper cells of one word counted up from 1, as many as there are groups: these are the wide.

    None where there are no such cells, or those of two words: `Race 1` and `Race 2` over positions and points.
    """
    stems: dict[str, dict[int, int]] = {}
    for place, text in enumerate(upper):
        match = None if is_too_long(text) else _COUNTED.fullmatch(text.strip())
        if match:
            stems.setdefault(match["stem"].strip(), {})[int(match["number"])] = place
    found = [frozenset(each.values()) for each in stems.values() if list(each) == list(range(1, groups + 1))]
    return found[0] if len(found) == 1 and groups >= _FEWEST else frozenset()


def _wide(layout: Layout) -> frozenset[int]:
    """Return the places of the upper cells over lower ones."""
    return frozenset(above for above, below in layout if below is not None)


def _layouts(count: int, sizes: Sequence[int]) -> Iterator[Layout]:
    """Yield the layouts in which as many of the upper cells as there are groups stand over the lower ones."""
    if comb(count, len(sizes)) > MAX_WAYS:
        return
    for chosen in combinations(range(count), len(sizes)):
        layout: list[tuple[int, int | None]] = []
        below = 0
        for upper in range(count):
            size = sizes[chosen.index(upper)] if upper in chosen else 0
            layout += [(upper, below + i) for i in range(size)] or [(upper, None)]
            below += size
        yield tuple(layout)


def _spread(layout: Layout, body: Sequence[Sequence[str]]) -> float:
    """Return how far apart the numbers under one upper cell are: attempts, and their best, are much alike."""
    groups: dict[int, list[int]] = {}
    for column, (above, below) in enumerate(layout):
        if below is not None:
            groups.setdefault(above, []).append(column)
    ratios = [
        max(found) / min(found) for row in body for columns in groups.values() if (found := _numbers(row, columns))
    ]
    return sum(ratios) / len(ratios) if ratios else 1.0


def _numbers(row: Sequence[str], columns: Sequence[int]) -> list[float]:
    marks = (parse_mark(row[column], "points") for column in columns)
    return [float(mark.number) for mark in marks if mark and mark.number > 0]


def _fit(layout: Layout, upper: Sequence[str], lower: Sequence[str], body: Sequence[Sequence[str]]) -> int:
    """Return how well a layout fits what the columns hold: named columns with values of their type, less the others."""
    headers = [upper[a] if b is None else f"{upper[a]} {lower[b]}" for a, b in layout]
    roles = with_groups(header_roles(headers, body, default_vocabulary()), body)
    # Of the whole event there is one mark; so words for it do not stand over several lower cells.
    more_marks = max(0, sum(role.name == "mark" for role in roles) - 1) if lower else 0
    fits = (_fit_of(role, [row[place] for row in body]) for place, role in enumerate(_with_medal_marks(roles)))
    return sum(fits) + _MISFIT * more_marks


def _with_medal_marks(roles: Sequence[Role]) -> list[Role]:
    """Return roles in which what stands beside a medallist under one header is the mark that won the medal."""
    beside = [None, *(role.name for role in roles)]
    return [
        replace(role, name="mark") if role.name in MEDALS and last == f"{role.name}_medalist" else role
        for role, last in zip(roles, beside, strict=False)
    ]


def _fit_of(role: Role, values: Sequence[str]) -> int:
    types = [kind for kind in cell_types(values) if kind != "blank"]
    if role.name in {"attempt", "round_mark", "round_rank"}:
        return 1
    expected = EXPECTED_TYPES.get(role.name or "")
    if expected is None or not types:
        return 0
    return 2 if 2 * sum(kind in expected for kind in types) > len(types) else _MISFIT


def gaps_of(header: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[int, tuple[int, ...]]:
    """Return, for rows short of cells, at which columns of a header they lack them: those that it leaves blank.

    A cell over two columns (`16.40` under `Best mark` and the blank column of its records) leaves its row one short. Of
    the rows that lack none some must show what stands in the columns: before the gap the row must be like them, and
    what would stand in it unlike them. Where a row lacks more, as another wide cell ends it, what would stand in the
    gap must be like the column behind it.
    """
    blank = tuple(place for place, text in enumerate(header) if not text and any(header[place:]))
    whole = [row for row in rows if len(row) == len(header) or (blank and _shows(row, blank))]
    if not blank or not whole:
        return {}
    first, behind = blank[0], blank[-1] + 1
    types = [{cell_type(row[place]) for row in whole if place < len(row)} for place in range(behind + 1)]
    missing = {number: len(header) - len(row) - len(blank) for number, row in enumerate(rows) if first < len(row)}
    return {
        number: blank
        for number, more in missing.items()
        if (more == 0 or (more > 0 and len(blank) == 1 and cell_type(rows[number][first]) in types[behind]))
        and _lacks(rows[number][: first + 1], types[: first + 1])
    }


def _shows(row: Sequence[str], blank: Sequence[int]) -> bool:
    """Say whether a row, if shorter than its header, has the columns that it leaves blank, and one behind them."""
    return len(row) > blank[-1] + 1 and not any(row[place] for place in blank)


def _lacks(cells: Sequence[str], types: Sequence[set[CellType]]) -> bool:
    """Say whether the last of some cells is unlike its column and the others are like theirs."""
    *before, last = cells
    is_like = all(cell_type(text) in {*kinds, "blank"} for text, kinds in zip(before, types, strict=False))
    return is_like and cell_type(last) not in types[-1]


def widened(header: Sequence[str], body: Sequence[Sequence[str]]) -> tuple[int, ...] | None:
    """Return for each column the place of the header's cell over it, where some of these stood over two columns.

    Of all ways to choose them one must fit best. The last columns often have no header; then the header as it is fits
    best, and it is None.
    """
    width = max((len(_filled(row)) for row in body), default=0)
    cells = len(_filled(header))
    wide = width - cells
    if not 0 < wide <= cells or cells < _FEWEST or width > MAX_COLUMNS or comb(cells, wide) > MAX_WAYS:
        return None
    whole = [row[:width] for row in body if len(row) >= width][:MAX_ROWS]
    ways = [tuple(sorted([*range(cells), *chosen])) for chosen in combinations(range(cells), wide)]
    fits = [_fit(tuple((place, None) for place in way), header, (), whole) for way in ways]
    best = max(fits)
    as_it_is = _fit(tuple((i, None) for i in range(width)), (*header[:cells], *[""] * wide), (), whole)
    return ways[fits.index(best)] if fits.count(best) == 1 and best > as_it_is + _MUCH else None


def both_widened(header: Sequence[str], body: Sequence[Sequence[str]]) -> tuple[tuple[int, ...], int] | None:
    """Return how a header and the rows below it, each a cell short, stand over their columns: as many of each hide it.

    First for each column the place of the header's cell over it, one of them over two columns; then the place of the
    cell in each whole row that stood under two columns of places (start and finish). One way must fit best, and much
    better than the table as it is, in which something must not fit.
    """
    width = len(header)
    whole = [row for row in body if len(row) == width][:MAX_ROWS]
    if not _FEWEST < width <= MAX_COLUMNS or not whole or not header[-1] or any(len(row) > width for row in body):
        return None
    as_it_is = tuple((place, None) for place in range(width))
    names = [column_role(text, default_vocabulary()).name for text in header]
    under = [place for place, (name, after) in enumerate(pairwise(names)) if name in _PLACES and name == after]
    if not under or not _has_misfit(header, whole):
        return None
    fits = {
        (over, hidden): _fit(_over_two(width, over), header, (), [_under_two(row, hidden) for row in whole])
        for over in range(width)
        for hidden in (place + (place > over) for place in under if over not in {place, place + 1})
    }
    best = max(fits.values(), default=0)
    if list(fits.values()).count(best) != 1 or best <= _fit(as_it_is, header, (), whole) + _MUCH:
        return None
    over, hidden = next(way for way, fit in fits.items() if fit == best)
    return tuple(place for place, _ in _over_two(width, over)), hidden


def _has_misfit(header: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    roles = header_roles(header, body, default_vocabulary())
    return any(_fit_of(role, [row[place] for row in body]) < 0 for place, role in enumerate(roles[: len(body[0])]))


def _over_two(width: int, over: int) -> Layout:
    return tuple((place, None) for place in sorted([*range(width), over]))


def _under_two(row: Sequence[str], hidden: int) -> Sequence[str]:
    return [*row[: hidden + 1], *row[hidden:]]
