"""Many values of one kind, held packed: what is known of a million pages takes a fifth of the memory."""

from __future__ import annotations

import pickle
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar, overload

T = TypeVar("T")

_LEVEL = 1
_WINDOW = -zlib.MAX_WBITS
"""Deflated without a header: a checksum for each of a million values guards nothing in memory."""


class Packed(Sequence[T], Generic[T]):
    """Values that are unpacked when they are asked for, each time anew. They must be picklable, and not change.

    Values of one kind have most of their bytes in common: each is deflated with the first one as its dictionary.
    """

    def __init__(self, values: Iterable[T] = ()) -> None:
        self._dictionary = b""
        self._data = bytearray()
        self._ends = array("Q", [0])
        for value in values:
            self._add(value)
        self._places = array("Q", range(len(self._ends) - 1))

    def chosen(self, places: Iterable[int], instead: Mapping[int, T]) -> Packed[T]:
        """Return the values at some places, in that order; `instead` has those that others take the place of."""
        moved = {place: self._add(value) for place, value in instead.items()}
        found: Packed[T] = Packed()
        found._dictionary, found._data, found._ends = self._dictionary, self._data, self._ends
        found._places = array("Q", (moved.get(place, self._places[place]) for place in places))
        return found

    def _add(self, value: T) -> int:
        """Pack a value behind the others; return where it is."""
        data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        if not self._dictionary:
            self._dictionary = data
        packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _WINDOW, zdict=self._dictionary)
        self._data += packer.compress(data) + packer.flush()
        self._ends.append(len(self._data))
        return len(self._ends) - 2

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[T]:
        return map(self._value, self._places)

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...

    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        if isinstance(index, slice):
            return [self._value(place) for place in self._places[index]]
        return self._value(self._places[index])

    def _value(self, place: int) -> T:
        unpacker = zlib.decompressobj(_WINDOW, zdict=self._dictionary)
        data = unpacker.decompress(self._data[self._ends[place] : self._ends[place + 1]])
        value: T = pickle.loads(data)  # from this very object
        return value
