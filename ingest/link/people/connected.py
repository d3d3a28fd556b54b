"""Numbers that are connected, in chains: union-find, with the least of each chain as its head."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from itertools import pairwise

_BYTES = 8
_BITS = 8 * _BYTES
_WAITING = 2_000_000
"""So many numbers wait at most to be sorted."""
_JOINED_KEPT = 10_000
"""So many chains are known to be joined already, in the same words: a name is told by many groups."""
_MARKS_A_NUMBER = 2


class Connected:
    """Numbers, each connected with itself at first. The order of joining does not matter."""

    def __init__(self) -> None:
        self._parents: dict[int, int] = {}

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


class ManyConnected:
    """As `Connected`, of numbers below 2 to the 64th that are all told at first: twelve bytes each, not two hundred."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self._numbers = _distinct(numbers)
        self._parents = array("I", range(len(self._numbers)))
        self._joined: set[tuple[int, ...]] = set()
        # Most numbers that are asked for are none of these: a mark by their first bits tells it without a search.
        self._shift = _BITS - max(1, (len(self._numbers) * _MARKS_A_NUMBER).bit_length())
        self._marks = bytearray(1 << _BITS - self._shift)
        for number in self._numbers:
            self._marks[number >> self._shift] = 1

    def those_of(self, numbers: Iterable[int]) -> list[int]:
        """Return those of some numbers that are among the ones told."""
        marks, shift = self._marks, self._shift
        return [number for number in numbers if marks[number >> shift] and number in self]

    def __contains__(self, number: int) -> bool:
        place = bisect_left(self._numbers, number)
        return place < len(self._numbers) and self._numbers[place] == number

    def head(self, number: int) -> int:
        """Return the least number that a number, one of those told, is connected with."""
        return self._numbers[self._head(self._place(number))]

    def join_all(self, numbers: tuple[int, ...]) -> None:
        """Connect some of the numbers, one at least."""
        if numbers in self._joined:
            return
        if len(self._joined) >= _JOINED_KEPT:
            self._joined.clear()
        self._joined.add(numbers)
        places = map(self._place, numbers)
        for one, other in pairwise(places):
            first, second = self._head(one), self._head(other)
            if first != second:
                self._parents[max(first, second)] = min(first, second)

    def _place(self, number: int) -> int:
        place = bisect_left(self._numbers, number)
        if place == len(self._numbers) or self._numbers[place] != number:
            raise KeyError(number)
        return place

    def _head(self, place: int) -> int:
        parents = self._parents
        while (parent := parents[place]) != place:
            parents[place] = place = parents[parent]
        return place


def _distinct(numbers: Iterable[int]) -> array[int]:
    """Return numbers in order, each once. They wait by their first bytes, so that few are sorted at a time."""
    waiting = [array("Q") for _ in range(256)]
    for count, number in enumerate(numbers, start=1):
        waiting[number >> 8 * (_BYTES - 1)].append(number)
        if count % _WAITING == 0:
            waiting = [array("Q", sorted(set(part))) for part in waiting]
    return array("Q", (number for part in waiting for number in sorted(set(part))))
