"""The members of a .tar.gz, read forwards without unpacking it: all that comes before damage is given."""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ingest.archives.model import Position
from ingest.archives.parts import Chunk, Damage, Parts, Told, to_nobody
from ingest.archives.streams import GZIP, compressed

_BLOCK = tarfile.BLOCKSIZE
_MAX_NAME = 1_000_000
_PAX_PATH = re.compile(rb"(?:^|\n)\d{1,7} path=([^\n]*)\n")
_ZEROS = bytes(_BLOCK)


class Member(NamedTuple):
    """A file in the tar, to be read before the next is asked for."""

    number: int
    name: str
    parts: Parts


class _Reader:
    """The tar's bytes, forwards; `damage` is what ends them, if anything does before their end."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._kept = b""
        self.damage: Damage | None = None

    def pieces(self, size: int) -> Iterator[bytes]:
        """Yield the next `size` bytes, fewer at the end or at damage."""
        while size > 0 and (data := self._kept or self._next()):
            piece, self._kept = data[:size], data[size:]
            size -= len(piece)
            yield piece

    def read(self, size: int) -> bytes:
        return b"".join(self.pieces(size))

    def _next(self) -> bytes:
        part = None if self.damage else next(self._parts, None)
        if isinstance(part, Damage):
            self.damage = part
        return part.data if isinstance(part, Chunk) else b""


def members(path: Path, first: int = 0, told: Told = to_nobody) -> Iterator[Member | Damage]:
    """Yield the files in a .tar.gz from the one numbered `first`; damage ends it."""
    reader = _Reader(compressed(path, 0, GZIP, told))
    number, name = -1, None
    while (block := reader.read(_BLOCK)) != _ZEROS and not reader.damage:
        try:
            info = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
        except tarfile.HeaderError as error:
            yield Damage("corrupt_archive", f"behind member {number}: {error}", Position(max(number, 0)))
            return
        left = info.size
        if info.type in {tarfile.XHDTYPE, tarfile.GNUTYPE_LONGNAME} and left <= _MAX_NAME:
            name = _long_name(reader.read(left), info.type)
            left = 0
        elif info.isreg():
            number += 1
            if number >= first:
                content = _Content(reader, number, info.size)
                yield Member(number, name or info.name, content.parts())
                left = content.left
            name = None
        for _ in reader.pieces(left):
            pass
        reader.read(-info.size % _BLOCK)
    if reader.damage:
        yield reader.damage


def _long_name(data: bytes, kind: bytes) -> str | None:
    """Return the name that a header of its own gives to the member that follows, None where it gives none."""
    if kind == tarfile.GNUTYPE_LONGNAME:
        return data.rstrip(b"\0").decode("utf-8", "surrogateescape")
    found = _PAX_PATH.search(data)
    return found[1].decode("utf-8", "surrogateescape") if found else None


class _Content:
    """What a member holds; `left` is how much of it was not read."""

    def __init__(self, reader: _Reader, number: int, size: int) -> None:
        self._reader, self._number, self._size = reader, number, size
        self.left = size

    def parts(self) -> Parts:
        """Yield the member's content, then the damage that cuts it."""
        for data in self._reader.pieces(self._size):
            offset = self._size - self.left
            self.left -= len(data)
            yield Chunk(data, self._number, offset)
        if self.left:
            reason = self._reader.damage.message if self._reader.damage else "the file ends within it"
            yield Damage(
                "truncated", f"member {self._number}: {reason}", Position(self._number, self._size - self.left)
            )
