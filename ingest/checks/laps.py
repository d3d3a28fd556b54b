"""Which split of a field's does not fit its row: the rule alone, on times.

The rule looks at the share of the time between its two neighbours that was gone at a split. A share does not depend on
how fast a row was, and needs no distances: the points are the same in every row. A split is suspicious where

- its share is SUSPICIOUS spreads or more from the field's median, and no less than those of the splits beside it (whose
  neighbour it is: a wrong split disturbs their shares too);
- of the laps on its two sides, as shares of the row's whole time, one is OFF spreads or more too long and the other too
  short.

A spread is the standard deviation of those within OUTSIDE scaled median absolute deviations of the median, so that
wrong splits do not widen it (Iglewicz and Hoaglin, "How to Detect and Handle Outliers", 1993), and no less than the
clock's step can show. Of fields of ten to sixty rows with normal laps and no error, about one in forty gives a
suspicion. A single lap that was really far too slow can look like a wrong split: that is for a person to tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

MIN_FIELD = 10
"""With fewer rows the field's spread says too little about what is usual."""
SUSPICIOUS = 5.0
OUTSIDE = 3.0
OFF = 2.0

_TO_SIGMA = 1.4826  # the median absolute deviation of normal errors, to their standard deviation
_CUT_SIGMA = 0.9866  # the standard deviation of normal errors cut at three, to that of the whole
_STEPS = (1.0, 0.1, 0.01, 0.001)

Times = Sequence[float | None]
"""A row's times at the points of a table, seconds: start (0), splits, finish. None where one is missing."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A suspicious split: its row and point, how many spreads its share is off, and the time that would be usual."""

    row: int
    point: int
    spreads: float
    usual: float


@dataclass(frozen=True, slots=True)
class Spread:
    """What is usual in a field: the median, and how far values stray from it."""

    centre: float
    size: float

    def z(self, value: float) -> float:
        """Return how many spreads `value` is from the median."""
        return (value - self.centre) / self.size


def spread_of(values: Iterable[float | None], least: float) -> Spread:
    """Return the spread of the values that are there; `least` is the smallest that the clock's step can show."""
    known = [value for value in values if value is not None]
    centre = median(known or [0.0])
    scale = _TO_SIGMA * median([abs(value - centre) for value in known] or [0.0])
    inner = [value - centre for value in known if abs(value - centre) <= OUTSIDE * scale]
    size: float = (sum(value * value for value in inner) / max(len(inner) - 1, 1)) ** 0.5 / _CUT_SIGMA
    return Spread(centre, max(size, least))


def clock_step(times: Iterable[float]) -> float:
    """Return the step of the clock that took the times: the largest of 1, 0.1, ... that all are multiples of."""
    taken = list(times)
    return next((step for step in _STEPS if all(abs(t / step - round(t / step)) < 1e-6 for t in taken)), _STEPS[-1])


def lap(times: Times, point: int) -> float | None:
    """Return the time from the point before to `point`."""
    before, at = times[point - 1], times[point]
    return None if before is None or at is None else at - before


def share(times: Times, point: int) -> float | None:
    """Return which share of the time between the points before and after `point` was gone at it."""
    first, second = lap(times, point), lap(times, point + 1)
    return None if first is None or second is None else first / (first + second)


def part(times: Times, point: int) -> float | None:
    """Return the lap that ends at `point` as a share of the whole time."""
    taken, whole = lap(times, point), times[-1]
    return None if taken is None or not whole else taken / whole


class Field:
    """The times of a field of at least one row; every row rises from point to point."""

    def __init__(self, rows: Sequence[Times]) -> None:
        self.rows = rows
        self.ends = range(1, len(rows[0]))
        self.points = range(1, len(rows[0]) - 1)
        step = clock_step(time for times in rows for time in times if time is not None)
        self.usual = {end: _median(lap(times, end) for times in rows) for end in self.ends}
        self.shares = {
            point: spread_of(
                (share(times, point) for times in rows), step / (self.usual[point] + self.usual[point + 1])
            )
            for point in self.points
        }
        whole = _median(times[-1] for times in rows)
        self.laps = {end: spread_of((part(times, end) for times in rows), step / whole) for end in self.ends}

    def z(self, row: int, point: int) -> float:
        """Return how many spreads the share at a split is from the field's; 0 where it cannot be told."""
        own = share(self.rows[row], point) if point in self.points else None
        return 0.0 if own is None else self.shares[point].z(own)

    def lap_z(self, row: int, end: int) -> float:
        """Return how many spreads the part of a lap is from the field's; 0 where it cannot be told."""
        own = part(self.rows[row], end)
        return 0.0 if own is None else self.laps[end].z(own)

    def suspicion(self, row: int, point: int) -> Suspicion | None:
        """Return what is suspicious of a split, or None."""
        z, times = self.z(row, point), self.rows[row]
        before, after = times[point - 1], times[point + 1]
        beside = max(abs(self.z(row, other)) for other in (point - 1, point + 1))
        if abs(z) < max(SUSPICIOUS, beside) or before is None or after is None:
            return None
        first, second = (self.lap_z(row, end) for end in (point, point + 1))
        if first * second >= 0 or min(abs(first), abs(second)) < OFF:
            return None
        return Suspicion(row, point, z, before + self.shares[point].centre * (after - before))


def _median(values: Iterable[float | None]) -> float:
    return median([value for value in values if value is not None] or [1.0])


def suspicions(rows: Sequence[Times]) -> list[Suspicion]:
    """Return the suspicious splits of a field, by row; below MIN_FIELD rows they say little."""
    field = Field(rows)
    found = (field.suspicion(row, point) for row in range(len(rows)) for point in field.points)
    return [suspicion for suspicion in found if suspicion is not None]
