"""Text to values: marks, numbers in digits or words, ordinals, dates, times. Each returns None for what it is not."""

from parsers.values.dates import parse_date, parse_date_range, parse_time, parse_utc_offset, weekday_of
from parsers.values.marks import format_seconds, parse_gap, parse_length, parse_mark
from parsers.values.numbers import parse_cardinal, parse_ordinal, parse_rank

__all__ = [
    "format_seconds",
    "parse_cardinal",
    "parse_date",
    "parse_date_range",
    "parse_gap",
    "parse_length",
    "parse_mark",
    "parse_ordinal",
    "parse_rank",
    "parse_time",
    "parse_utc_offset",
    "weekday_of",
]
