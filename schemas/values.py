"""Value types: what a text means once it is read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from schemas.records import record


@record(frozen=True, slots=True, order=True)
class PartialDate:
    """A date with the precision that its source gives: any of year, month and day may be absent.

    `13 August` has no year; `August 2004` has no day.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def as_date(self, year: int | None = None) -> date | None:
        """Return the calendar date, with `year` where the source gives none; None where it is not one whole day."""
        own_year = self.year if self.year is not None else year
        if own_year is None or self.month is None or self.day is None:
            return None
        try:
            return date(own_year, self.month, self.day)
        except ValueError:
            return None

    def agrees_with(self, other: PartialDate) -> bool:
        """Say whether every part that both give is the same, with at least one part in common."""
        pairs = [(self.year, other.year), (self.month, other.month), (self.day, other.day)]
        common = [(a, b) for a, b in pairs if a is not None and b is not None]
        return bool(common) and all(a == b for a, b in common)

    @property
    def precision(self) -> int:
        """How many of the three parts are given."""
        return sum(part is not None for part in (self.year, self.month, self.day))


def decimals_of(number: Decimal) -> int:
    """Return how many decimals a number is written with: 2 for 59.80."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def is_measurable(number: Decimal) -> bool:
    """Say whether a number has few enough digits to be a mark, count or length, and to be calculated with exactly."""
    return abs(number) < 10**12 and decimals_of(number) <= 9


@record(frozen=True, slots=True)
class Quantity:
    """A number with the unit and the decimals of its source: `1:14.4` is 74.4 s, one decimal.

    `number` is in `unit`; times are seconds ("s"), lengths metres ("m"). Decimal, because the number of decimals is
    part of what the source says.
    """

    number: Decimal
    unit: str | None = None

    @property
    def decimals(self) -> int:
        """How many decimals the source gives."""
        return decimals_of(self.number)


@record(frozen=True, slots=True)
class Value:
    """A value as the source writes it (`text`), and what it means: a number with its unit, or a date.

    `text` is never empty. `number` keeps the decimals of the source.
    """

    text: str
    number: Decimal | None = None
    unit: str | None = None
    date: PartialDate | None = None
