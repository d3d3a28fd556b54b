"""When two values are the same, and when one is the other with less precision."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from ingest.link.events import bare_event, games_slug
from ingest.link.names import is_short_form
from parsers.tables.celltypes import status_of
from parsers.values import parse_date_range, parse_time, parse_utc_offset
from schemas.nations import noc_of
from schemas.properties import Property
from schemas.slugs import slug
from schemas.values import PartialDate, Value, decimals_of, is_measurable

HOLDERS_APART = "; "
"""What stands between the joint holders of one medal, whom one place of an article states together."""
_TEAM_WORDS = 4
_YEAR_OF_EDITION = re.compile(r"^(?:18|19|20)\d\d\s+(?=\D)")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a value says, in a form in which equal values are equal. `key` is hashable and sortable within a type.

    The number, the date, or the first and last day of a range are kept for comparing precision.
    """

    key: str
    number: Decimal | None = None
    date: PartialDate | None = None
    days: tuple[PartialDate, PartialDate] | None = None


def meaning(value: Value, registered: Property, year: int | None) -> Meaning:
    """Return what `value` of a property means; `year` is the event's, for dates and nations that lack one."""
    reader = _READERS.get(registered.value_type, _text)
    return reader(value, year)


def _number(value: Value, _year: int | None) -> Meaning:
    if value.number is None:
        return _text(value, None)
    return Meaning(f"{value.number.normalize():f} {value.unit or ''}".strip(), value.number)


def _date(value: Value, year: int | None) -> Meaning:
    days = parse_date_range(value.text)
    if days is not None and days[0] != days[1] and _is_of_first(value, days[0]):
        first, last = (_in_year(day, year) for day in days)
        return Meaning(f"{_date_key(first)}/{_date_key(last)}", days=(first, last))
    if value.date is None:
        return _text(value, None)
    date = _in_year(value.date, year)
    return Meaning(_date_key(date), date=date)


def _is_of_first(value: Value, first: PartialDate) -> bool:
    """Say whether a value means a whole range, whose date is that of its first day; `date_end` means the last alone."""
    return value.date is None or value.date.agrees_with(first)


def _in_year(date: PartialDate, year: int | None) -> PartialDate:
    return PartialDate(year, date.month, date.day) if date.year is None else date


def _date_key(date: PartialDate) -> str:
    parts = (f"{date.year:04}" if date.year else "", f"{date.month:02}" if date.month else "", f"{date.day or '':>02}")
    return "-".join(parts).rstrip("-0") if not date.day else "-".join(parts)


def _nation(value: Value, year: int | None) -> Meaning:
    parts = value.text.split(HOLDERS_APART)
    return Meaning(HOLDERS_APART.join(sorted(noc_of(p, year) or noc_of(p) or slug(p) for p in parts)))


def _name(value: Value, year: int | None) -> Meaning:
    parts = value.text.split(HOLDERS_APART)
    return Meaning(HOLDERS_APART.join(sorted(map(slug, parts)))) if len(parts) > 1 else _text(value, year)


def _text(value: Value, _year: int | None) -> Meaning:
    return Meaning(slug(re.sub(r"^the\s+", "", value.text, flags=re.IGNORECASE)))


def _time(value: Value, _year: int | None) -> Meaning:
    return Meaning(parse_time(value.text) or slug(value.text))


def _offset(value: Value, _year: int | None) -> Meaning:
    return Meaning(parse_utc_offset(value.text) or slug(value.text))


def _status(value: Value, year: int | None) -> Meaning:
    """`DNS` and `Did not start` are one status; what is no known one is itself."""
    known = status_of(value.text)
    return Meaning(known) if known else _text(value, year)


def _games(value: Value, _year: int | None) -> Meaning:
    return Meaning(games_slug(value.text))


def _event(value: Value, _year: int | None) -> Meaning:
    """Read the name of an event; the year of the edition before it is none of the name."""
    return Meaning(bare_event(_YEAR_OF_EDITION.sub("", value.text)))


_READERS: dict[str, Callable[[Value, int | None], Meaning]] = {
    "count": _number, "number": _number, "mark": _number, "length": _number, "year": _number, "date": _date,
    "nation": _nation, "time": _time, "offset": _offset, "games": _games, "event": _event,
    "name": _name, "status": _status,
}  # fmt: skip


def is_less_precise(a: Meaning, b: Meaning, registered: Property) -> bool:
    """Say whether `a` is `b` with less precision: `1:04.6` of `1:04.65`, `13 August` of `13 August 2004`.

    A day is less than the range of days that it is one of.
    """
    if a.number is not None and b.number is not None:
        return registered.value_type in {"mark", "length", "number"} and _is_rounded(a.number, b.number)
    if a.date is not None and b.date is not None:
        return a.date.precision < b.date.precision and a.date.agrees_with(b.date)
    if a.date is not None and b.days is not None:
        return _is_within(a.date, b.days)
    if _is_one_of(a.key, b.key):
        return True
    if registered.value_type == "name":
        return is_short_form(a.key, b.key) or (a.key < b.key and _is_same_team(a.key, b.key))
    if registered.value_type == "text" and _is_abridged(b.key, a.key):
        return True
    return registered.value_type in {"text", "games"} and _holds_words(b.key, a.key)


def is_within_tolerance(a: Meaning, b: Meaning, registered: Property) -> bool:
    """Say whether two numbers are no further apart than the registry allows for their type."""
    if a.number is None or b.number is None or not registered.tolerance:
        return False
    return abs(a.number - b.number) <= registered.tolerance * max(abs(a.number), abs(b.number))


def precision(found: Meaning) -> int:
    """Return how much a value says: the decimals of a number, the parts of a date, the words of a text."""
    if found.number is not None:
        return decimals_of(found.number)
    dates = [found.date] if found.date else [*found.days] if found.days else []
    return sum(date.precision for date in dates) if dates else found.key.count("-")


def _is_within(day: PartialDate, days: tuple[PartialDate, PartialDate]) -> bool:
    """Say whether a day is one of a range's, where both are whole dates."""
    first, at, last = (each.as_date() for each in (days[0], day, days[1]))
    return first is not None and at is not None and last is not None and first <= at <= last


def _is_one_of(part: str, whole: str) -> bool:
    """Say whether `part` names some of the joint holders that `whole` names."""
    return HOLDERS_APART in whole and set(part.split(HOLDERS_APART)) < set(whole.split(HOLDERS_APART))


def _is_same_team(a: str, b: str) -> bool:
    """Say whether two names of teams have the same words in another order, with or without "and" between members."""
    names = (key.replace(HOLDERS_APART, "-").split("-") for key in (a, b))
    words, others = (Counter(word for word in found if word != "and") for found in names)
    return words == others and words.total() >= _TEAM_WORDS


def _holds_words(whole: str, part: str) -> bool:
    """Say whether `part` is a run of whole words at the start or end of `whole`."""
    return whole != part and bool(part) and (whole.startswith(f"{part}-") or whole.endswith(f"-{part}"))


def _is_abridged(whole: str, part: str) -> bool:
    """Say whether `part` is `whole` without some words between the first and the last: a stadium's epithet."""
    words, kept = whole.split("-"), part.split("-")
    if not 1 < len(kept) < len(words) or (kept[0], kept[-1]) != (words[0], words[-1]) or any(map(str.isdecimal, words)):
        return False
    rest = iter(words)
    return all(word in rest for word in kept)


def _is_rounded(a: Decimal, b: Decimal) -> bool:
    """Say whether `a` is `b` cut or rounded to fewer decimals. A whole number of seconds is no rounded mark."""
    decimals = decimals_of(a)
    if not 0 < decimals < decimals_of(b) or not is_measurable(b):
        return False
    step = Decimal(1).scaleb(-decimals)
    return a in {b.quantize(step, ROUND_DOWN), b.quantize(step, ROUND_HALF_UP)}
