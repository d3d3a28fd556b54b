"""Numbers that are connected, in chains: union-find, with the least of each chain as its head."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise


class Connected:
    """Numbers, each connected with itself at first. The order of joining does not matter."""

    def __init__(self) -> None:
        self._parents: dict[int, int] = {}

    def __contains__(self, number: int) -> bool:
        return number in self._parents

    def head(self, number: int) -> int:
        """Return the least number that a number is connected with."""
        parents = self._parents
        while (parent := parents.setdefault(number, number)) != number:
            parents[number] = number = parents[parent]
        return number

    def join(self, one: int, other: int) -> None:
        """Connect two numbers."""
        first, second = self.head(one), self.head(other)
        if first != second:
            self._parents[max(first, second)] = min(first, second)

    def join_all(self, numbers: Sequence[int]) -> None:
        """Connect some numbers, one at least."""
        self.head(numbers[0])
        for one, other in pairwise(numbers):
            self.join(one, other)
