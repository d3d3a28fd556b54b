"""Many values of one kind, held packed: what is known of a million pages takes a fraction of the memory.

Where they are very many, they are in a file, of which this process and its copies know alone.
"""

from __future__ import annotations

import os
import pickle
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from tempfile import TemporaryFile
from typing import IO, Generic, TypeVar, overload
from weakref import finalize

T = TypeVar("T")

_LEVEL = 1
_WINDOW = -zlib.MAX_WBITS
"""Deflated without a header: a checksum for each of a million values guards nothing in memory."""
_BYTES_IN_MEMORY = 4_000_000


class Spool:
    """Bytes that others are appended to: in memory while they are few, then in a file that has no name.

    They can be read after a fork, by both processes.
    """

    def __init__(self) -> None:
        self.size = 0
        self._data = bytearray()
        self._file: IO[bytes] | None = None

    def append(self, data: bytes) -> None:
        """Append some bytes. Raises OSError where the disk is full."""
        if self._file is None and self.size + len(data) > _BYTES_IN_MEMORY:
            self._file = TemporaryFile(buffering=0)  # noqa: SIM115  # closed with this object
            finalize(self, self._file.close)
            self._write(self._file, self._data)
            self._data = bytearray()
        if self._file is None:
            self._data += data
        else:
            self._write(self._file, data)
        self.size += len(data)

    @staticmethod
    def _write(file: IO[bytes], data: bytes | bytearray) -> None:
        left = memoryview(data)
        while left:
            left = left[file.write(left) :]

    def read(self, start: int, end: int) -> bytes:
        """Return the bytes from one place up to another."""
        if self._file is None:
            return bytes(self._data[start:end])
        return os.pread(self._file.fileno(), end - start, start)  # leaves alone where others read and write


class Texts(Sequence[str]):
    """Texts that are decoded when they are asked for."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._spool = Spool()
        self._ends = array("Q", [0])
        for text in texts:
            self.append(text)

    def append(self, text: str) -> None:
        """Append a text."""
        self._spool.append(text.encode())
        self._ends.append(self._spool.size)

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, index: int) -> str: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...

    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        places = range(len(self))[index]
        return self._text(places) if isinstance(places, int) else [self._text(place) for place in places]

    def _text(self, place: int) -> str:
        return self._spool.read(self._ends[place], self._ends[place + 1]).decode()


class Packed(Sequence[T], Generic[T]):
    """Values that are unpacked when they are asked for, each time anew. They must be picklable, and not change.

    Values of one kind have most of their bytes in common: each is deflated with the first one as its dictionary.
    """

    def __init__(self, values: Iterable[T] = ()) -> None:
        self._dictionary = b""
        self._spool = Spool()
        self._ends = array("Q", [0])
        for value in values:
            self._add(value)
        self._places = array("Q", range(len(self._ends) - 1))

    def chosen(self, places: Iterable[int], instead: Mapping[int, T]) -> Packed[T]:
        """Return the values at some places, in that order; `instead` has those that others take the place of."""
        moved = {place: self._add(value) for place, value in instead.items()}
        found: Packed[T] = Packed()
        found._dictionary, found._spool, found._ends = self._dictionary, self._spool, self._ends
        found._places = array("Q", (moved.get(place, self._places[place]) for place in places))
        return found

    def _add(self, value: T) -> int:
        """Pack a value behind the others; return where it is."""
        data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        if not self._dictionary:
            self._dictionary = data
        packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _WINDOW, zdict=self._dictionary)
        self._spool.append(packer.compress(data) + packer.flush())
        self._ends.append(self._spool.size)
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
        data = unpacker.decompress(self._spool.read(self._ends[place], self._ends[place + 1]))
        value: T = pickle.loads(data)  # from this very object
        return value
