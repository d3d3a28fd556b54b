"""What a table keeps, and a changed mark must keep with it: the order of ranks, their ties, and the sums of a row."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from ingest.reconcile.explanations.model import ComparableRow
from schemas.linked import RowKey

Sign = Literal[1, -1]
Ranked = tuple[Decimal, Decimal]
"""A rank, and a mark that is the smaller the better."""
_BEST_IS: Mapping[str | None, tuple[Sign, ...]] = {"s": (1,), "m": (-1,), "kg": (-1,)}
"""Times ascend from the best, lengths and weights descend; points may do either."""


def keeps_ranks(rows: Sequence[ComparableRow], changed: Mapping[RowKey, Decimal]) -> bool:
    """Say whether marks changed in some rows leave the order of ranks and every tie as they are.

    Held against the changed marks are the rows that stay as they are and are in order themselves, two of three at
    least. A table whose ranks follow no marks keeps nothing that could be tested: nothing is said to fit it.
    """
    return all(_keeps(heat, changed) for heat in by_heat(rows))


def keeps_sums(row: ComparableRow, mark: Decimal) -> bool:
    """Say whether a row's other cells allow a mark: what they add up to is not the stated one alone."""
    given = [number for number, _ in row.sums]
    return mark in given or row.mark not in given


def keeps_all(rows: Sequence[ComparableRow], changed: Mapping[RowKey, Decimal]) -> bool:
    """Say whether marks changed in some rows leave ranks, ties and sums as they are."""
    sums = all(keeps_sums(row, changed[row.key]) for row in rows if row.key in changed)
    return sums and keeps_ranks(rows, changed)


def by_heat(rows: Iterable[ComparableRow]) -> list[list[ComparableRow]]:
    """Return the rows that have a mark and a rank, those that are ranked together in one list, by rank."""
    ranked = [row for row in rows if row.rank is not None and row.mark is not None]
    firsts = {row.heat for row in ranked if row.rank == 1}
    groups: dict[tuple[str, int, str], list[ComparableRow]] = defaultdict(list)
    for row in ranked:
        groups[row.key[0], row.key[1], row.heat if len(firsts) > 1 else ""].append(row)
    return [sorted(groups[key], key=lambda row: (row.rank, row.key)) for key in sorted(groups)]


def _keeps(rows: Sequence[ComparableRow], changed: Mapping[RowKey, Decimal]) -> bool:
    if not any(row.key in changed for row in rows):
        return True
    unit = next((row.value.unit for row in rows if row.value.unit), None)
    return not _parts_tie(rows, changed) and any(_fits(rows, changed, sign) for sign in _BEST_IS.get(unit, (1, -1)))


def _fits(rows: Sequence[ComparableRow], changed: Mapping[RowKey, Decimal], sign: Sign) -> bool:
    """Say whether the changed marks stand in the order that the others have."""
    others = [
        (row.rank, sign * row.mark)
        for row in rows
        if row.key not in changed and row.rank is not None and row.mark is not None
    ]
    kept = longest_ascending(sorted(others))
    if 3 * len(kept) < 2 * len(others):
        return False
    restored = [(row.rank, sign * changed[row.key]) for row in rows if row.key in changed and row.rank is not None]
    return all(a[1] <= b[1] for a, b in pairwise(sorted([*kept, *restored])))


def longest_ascending(ranked: Sequence[Ranked]) -> list[Ranked]:
    """Return the longest run of entries, in their order, whose second parts never fall; of several the same always."""
    tails: list[Decimal] = []
    places: list[int] = []
    before: list[int] = []
    for position, (_, mark) in enumerate(ranked):
        length = bisect_right(tails, mark)
        before.append(places[length - 1] if length else -1)
        tails[length : length + 1] = [mark]
        places[length : length + 1] = [position]
    kept, at = [], places[-1] if places else -1
    while at >= 0:
        kept.append(ranked[at])
        at = before[at]
    return kept[::-1]


def _parts_tie(rows: Sequence[ComparableRow], changed: Mapping[RowKey, Decimal]) -> bool:
    """Say whether two rows of one rank and mark would no longer have the same mark."""
    ties: dict[tuple[Decimal | None, Decimal | None], set[Decimal | None]] = defaultdict(set)
    for row in rows:
        ties[row.rank, row.mark].add(changed.get(row.key, row.mark))
    return any(len(marks) > 1 for marks in ties.values())
