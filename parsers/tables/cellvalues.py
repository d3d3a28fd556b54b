"""What a cell states, by the role of its column: a property and its value."""

from __future__ import annotations

import re
from decimal import Decimal

from parsers.tables.celltypes import status_of
from parsers.tables.roles import Role
from parsers.values import parse_cardinal, parse_date_range, parse_gap, parse_mark, parse_rank
from parsers.values.limits import MAX_VALUE, has_digit
from schemas.caches import remembered
from schemas.values import Value
from schemas.vocabulary import default_vocabulary, normal

_DASHES = frozenset("-–—")
"""Below a medal a dash says that there was none."""
_OTHER = re.compile(r"\W+")
_MEDAL_COUNTS = {"gold": "gold_count", "silver": "silver_count", "bronze": "bronze_count", "total": "medal_total"}


def own_name(role: Role) -> str:
    """Return a property in the header's own words; the second column of a header is told from the first."""
    named = _own_words(role.header[:MAX_VALUE])
    return f"{named}_{role.twins + 1}" if role.twins else named


@remembered(4_096)  # every cell of its column asks for it
def _own_words(header: str) -> str:
    words = _OTHER.sub("_", normal(header)).strip("_") or "cell"
    return f"column_{words}" if words[0].isdecimal() else words


def cell_value(role: Role, text: str) -> tuple[str, Value]:
    """Return the property that a cell states and its value, by the role of its column."""
    name = role.name or own_name(role)
    if name == "rank":
        return _rank_value(text)
    if name == "round_mark":
        mark = parse_mark(text, role.unit)
        return _of_round(role, "mark"), Value(text, mark.number, mark.unit) if mark else Value(text)
    if name == "round_rank":
        return _of_round(role, "rank"), _rank_value(text)[1]
    if name == "attempt":
        return _attempt_value(role, text)
    if name in {"mark", "split", "points", "gap"}:
        return _mark_value(name, role, text)
    if name in _MEDAL_COUNTS:
        count = 0 if text.strip() in _DASHES else parse_cardinal(text)
        return _MEDAL_COUNTS[name], Value(text) if count is None else Value(text, Decimal(count))
    if name == "other_points":
        points = parse_mark(text, "points")
        return "points", Value(text, points.number, points.unit) if points else Value(text)
    if name in {"lane", "start_order", "count"}:
        count = parse_cardinal(text)
        return name, Value(text) if count is None else Value(text, Decimal(count))
    if name == "date":
        days = parse_date_range(text)
        return name, Value(text, date=days[0]) if days else Value(text)
    return name, Value(text)


def _of_round(role: Role, name: str) -> str:
    return f"{role.round}_{name}".replace("-", "_")


def _attempt_value(role: Role, text: str) -> tuple[str, Value]:
    """Return an attempt under its column's own words (`run_2`); one at a height is qualified by that height."""
    if role.distance_m is not None:
        return "attempt", Value(text)
    mark = parse_mark(text, role.unit)
    return own_name(role), Value(text, mark.number, mark.unit) if mark else Value(text)


def _rank_value(text: str) -> tuple[str, Value]:
    status = status_of(text)
    if status:
        return "status", Value(text)
    rank = parse_rank(text)
    return "rank", Value(text) if rank is None else Value(text, Decimal(rank[0]))


def _mark_value(name: str, role: Role, text: str) -> tuple[str, Value]:
    if status_of(text):
        return "status", Value(text)
    gap = parse_gap(text)
    if gap:
        return "gap", Value(text, gap.number, gap.unit)
    mark = parse_mark(text, "points" if name == "points" else role.unit)
    if mark is None:
        is_told = has_digit(text) or normal(text) in default_vocabulary().same_time
        return name if is_told else "notes", Value(text)  # "did not advance" is no mark
    return "mark" if name == "points" else name, Value(text, mark.number, mark.unit)
