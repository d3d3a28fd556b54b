"""Whether values go one way, and which of them do not."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

Sign = Literal[-1, 0, 1]

_PRIOR: dict[str, Sign] = {"s": 1, "m": -1, "kg": -1}
"""Times ascend from the best to the worst, lengths and weights descend; points may do either."""


def outliers(values: Sequence[Decimal], *, strict: bool = False) -> list[int]:
    """Return the positions outside the longest ascending run through `values`: the fewest that spoil the order.

    Equal neighbours are in order unless `strict`. Of several longest runs it is always the same one.
    """
    find = bisect_left if strict else bisect_right
    tails: list[Decimal] = []
    places: list[int] = []
    before: list[int] = []
    for position, value in enumerate(values):
        length = find(tails, value)
        before.append(places[length - 1] if length else -1)
        tails[length : length + 1] = [value]
        places[length : length + 1] = [position]
    kept = set()
    at = places[-1] if places else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return [position for position in range(len(values)) if position not in kept]


def direction(values: Sequence[Decimal], unit: str | None) -> Sign:
    """Return 1 where values ascend, -1 where they descend, 0 where neither can be told.

    What most of them do decides; where that is a draw, or they are too few, the unit does.
    """
    up = len(outliers(values))
    down = len(outliers([-value for value in values]))
    prior = _PRIOR.get(unit or "", 0)
    if up == down or (prior and len(values) <= 3):
        return prior
    return 1 if up < down else -1
