"""What a cell states, by the role of its column: a property and its value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from parsers.tables.celltypes import status_of
from parsers.tables.roles import Role
from parsers.values import parse_cardinal, parse_date_range, parse_gap, parse_mark, parse_ordinal, parse_rank
from parsers.values.limits import MAX_VALUE, has_digit
from schemas.caches import remembered
from schemas.document import Annotation
from schemas.medals import MEDALS
from schemas.values import PartialDate, Quantity, Value
from schemas.vocabulary import default_vocabulary, normal

_DASHES = frozenset("-–—")
"""Below a medal a dash says that there was none."""
_MEASURED = frozenset({"mark", "points", "attempt", "round_mark"})
_FEWEST_LINES = 2
_COMMA = re.compile(r"^(?:0,\d+|\d+,(?:\d\d?|\d{4,}))(?![\d,])")
_POINT = re.compile(r"^(?:\d+:)*\d+(?:,\d{3})*\.\d")
_THOUSANDS = re.compile(r"^\d{1,3},\d{3}(?![\d,])")
"""What would be thousands elsewhere."""
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
        mark = _mark_of(role, text)
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
        points = _mark_of(role, text, "points")
        return "points", Value(text, points.number, points.unit) if points else Value(text)
    if name in {"lane", "start_order", "count"}:
        count = parse_cardinal(text)
        return name, Value(text) if count is None else Value(text, Decimal(count))
    if name == "date":
        days = parse_date_range(text) or _days_before_place(text)
        return name, Value(text, date=days[0]) if days else Value(text)
    return name, Value(text)


def _days_before_place(text: str) -> tuple[PartialDate, PartialDate] | None:
    """Return the days before the place that stands behind a comma: `29 May 2011, Nottwil`."""
    before, comma, place = text[:MAX_VALUE].rpartition(",")
    days = parse_date_range(before) if comma and not has_digit(place) else None
    return days if days and days[0].year else None


def of_first_line(role: Role, text: str, annotations: Sequence[Annotation]) -> tuple[str, Value]:
    """Return what a cell of several lines states where it is no one value: that of its first line.

    Below a team's time stand those of its members, below a distance the wind, below a status what happened.
    """
    name, value = cell_value(role, text)
    if value.number is not None or name == "status" or role.name not in _MEASURED:
        return name, value
    lines = [note.text for note in annotations if note.kind == "line"]
    if len(lines) < _FEWEST_LINES:
        return name, value
    first_name, first = cell_value(role, lines[0])
    if first_name == "status":
        return first_name, first
    others = [mark.number for line in lines[1:] if (mark := _mark_of(role, line))]
    if first.number is None or any(number >= first.number for number in others):
        return name, value
    return first_name, Value(text, first.number, first.unit)


def with_commas(
    roles: Sequence[Role], body: Sequence[Sequence[str]], has_decimal_commas: bool = False
) -> tuple[Role, ...]:
    """Return the roles, told that a comma is a decimal one where the table has such and no decimal point.

    `9,4` tells it; then `16,400` beside it is sixteen point four, and no thousands. So does an article's language
    (`has_decimal_commas`), where all of the table's numbers have three decimals.
    """
    texts = [text for row in body for text in row if text[:1].isdecimal()]
    telling = _THOUSANDS if has_decimal_commas else _COMMA
    is_comma = any(telling.match(text) or _COMMA.match(text) for text in texts) and not any(map(_POINT.match, texts))
    return tuple(replace(role, comma=True) for role in roles) if is_comma else tuple(roles)


def _mark_of(role: Role, text: str, unit: str | None = None) -> Quantity | None:
    """Read a mark in its column's unit, or in the one given; a decimal comma is read as a point."""
    unit = unit or role.unit
    return parse_mark(text.replace(",", "."), unit) if role.comma and _THOUSANDS.match(text) else parse_mark(text, unit)


def _of_round(role: Role, name: str) -> str:
    return f"{role.round}_{name}".replace("-", "_")


def _attempt_value(role: Role, text: str) -> tuple[str, Value]:
    """Return an attempt under its column's own words (`run_2`); one at a height is qualified by that height."""
    if role.distance_m is not None:
        return "attempt", Value(text)
    mark = _mark_of(role, text)
    return own_name(role), Value(text, mark.number, mark.unit) if mark else Value(text)


def _rank_value(text: str) -> tuple[str, Value]:
    status = status_of(text)
    if status:
        return "status", Value(text)
    rank = parse_rank(text)
    if rank is not None:
        return "rank", Value(text, Decimal(rank[0]))
    ordinal = parse_ordinal(text)
    if ordinal is not None:
        return "rank", Value(text, Decimal(ordinal))
    medal = medal_named(text)
    return "rank", Value(text, Decimal(MEDALS.index(medal) + 1)) if medal else Value(text)


def medal_named(text: str) -> str | None:
    """Return the medal that a word names, in any language: `Gold`, `Silber`; no place in numbers (`1st`)."""
    words = normal(text[:MAX_VALUE])
    named = default_vocabulary().columns.get(words)
    return named if named in MEDALS and not words[:1].isdecimal() else None


def _mark_value(name: str, role: Role, text: str) -> tuple[str, Value]:
    if status_of(text):
        return "status", Value(text)
    gap = parse_gap(text)
    if gap:
        return "gap", Value(text, gap.number, gap.unit)
    mark = _mark_of(role, text, "points" if name == "points" else role.unit)
    if mark is None:
        is_told = has_digit(text) or normal(text) in default_vocabulary().same_time
        return name if is_told else "notes", Value(text)  # "did not advance" is no mark
    return "mark" if name == "points" else name, Value(text, mark.number, mark.unit)
