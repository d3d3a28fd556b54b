"""What a compressed file gives while it is read: pieces of content, and where it is damaged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ingest.archives.model import Position


class Chunk(NamedTuple):
    """A piece of decompressed content that begins `offset` bytes after the compressed byte `stream`.

    `is_suspect`: the checksum over it did not hold, or came to nothing.
    """

    data: bytes
    stream: int
    offset: int
    is_suspect: bool = False


class Damage(NamedTuple):
    """What keeps a file from being read on at a place. What follows, if anything, is whole again."""

    code: str
    message: str
    position: Position


Parts = Iterator[Chunk | Damage]

Told = Callable[[int], None]
"""Told, as a file is read, how many of its bytes are behind: of the file as it lies there, packed or not."""


def to_nobody(_position: int) -> None:
    """Take what nobody wants to know."""


def skipped(parts: Parts, offset: int) -> Parts:
    """Yield `parts` without the first `offset` bytes of content."""
    for part in parts:
        if isinstance(part, Damage) or offset == 0:
            yield part
        elif offset >= len(part.data):
            offset -= len(part.data)
        else:
            yield part._replace(data=part.data[offset:], offset=part.offset + offset)
            offset = 0
