"""A value that a person writes in a decision, read by the type of its property."""

from __future__ import annotations

from decimal import Decimal

from parsers.title import year_of
from parsers.values import parse_cardinal, parse_date, parse_length, parse_mark
from schemas.properties import property_of
from schemas.values import Value

EXPECTED = {
    "count": "a count as 16 or sixteen",
    "year": "a year as 1928",
    "number": "a number as 55.84",
    "mark": "a mark as 1:14.4, 8.95 m or 120 kg",
    "length": "a length as 200 m or 1 kilometre",
    "date": "a date as 5 August 1928 or 1928-08-05",
}
"""What the text of a value must be, by the type of its property; of other types any text is a value."""


def value_of(text: str, property_name: str) -> Value:
    """Return the value that a text means; what cannot be read by the property's type stays text."""
    kind = property_of(property_name).value_type
    if kind == "date":
        return Value(text, date=parse_date(text))
    if kind == "year":
        year = year_of(text)
        return Value(text) if year is None else Value(text, Decimal(year))
    if kind == "count":
        count = parse_cardinal(text)
        return Value(text) if count is None else Value(text, Decimal(count))
    if kind in {"mark", "number"}:
        mark = parse_mark(text)
        return Value(text) if mark is None else Value(text, mark.number, mark.unit)
    if kind == "length":
        length = parse_length(text)
        return Value(text) if length is None else Value(text, length.number, "m")
    return Value(text)


def unreadable(value: Value, property_name: str) -> str | None:
    """Return what a value was expected to be where it is not that, else None."""
    expected = EXPECTED.get(property_of(property_name).value_type)
    return expected if expected and value.number is None and value.date is None else None
