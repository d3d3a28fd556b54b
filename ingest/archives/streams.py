"""Plain, gzip and bzip2 files as pieces of content, read on behind damage at the next stream.

A bzip2 block's checksum comes after its content. So the last megabyte is held back until more follows: where a checksum
fails, what it covers is still here and is marked. A gzip member has one checksum at its very end; what is read of a
damaged one can be trusted only where the content has digests of its own.
"""

from __future__ import annotations

import bz2
import re
import zlib
from collections import deque
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from ingest.archives.limits import CHUNK
from ingest.archives.model import Position
from ingest.archives.parts import Chunk, Damage, Parts, Told, to_nobody

HELD_BACK = 1 << 20
"""Bytes: a little more than the largest block of bzip2 holds of text."""
BZ2_STREAM = re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)")
_GZIP_MEMBER = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")
_MAGIC_BYTES = 10
_STEP = 1 << 10
"""Bytes asked for at a time: where the library fails, what it has so far of these is lost."""


class _Decoder(Protocol):
    """One stream being decompressed, with the interface of `bz2.BZ2Decompressor`."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


class _GzipDecoder:
    def __init__(self) -> None:
        self._decoder = zlib.decompressobj(31)

    @property
    def eof(self) -> bool:
        return self._decoder.eof

    @property
    def needs_input(self) -> bool:
        return not self._decoder.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._decoder.unused_data

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        return self._decoder.decompress(self._decoder.unconsumed_tail + data, max_length)


@dataclass(frozen=True, slots=True)
class Codec:
    """How a kind of compression begins, is undone, and says that it is damaged."""

    name: str
    magic: re.Pattern[bytes]
    decoder: Callable[[], _Decoder]
    errors: tuple[type[Exception], ...]
    held_back: int
    step: int


BZ2 = Codec("bzip2", BZ2_STREAM, bz2.BZ2Decompressor, (OSError, ValueError), HELD_BACK, _STEP)
GZIP = Codec("gzip", _GZIP_MEMBER, _GzipDecoder, (zlib.error,), 0, CHUNK)


class Feed:
    """A file read forwards, with a place to put back what was read too much. `position` is of the next byte."""

    def __init__(self, file: BinaryIO, position: int, told: Told = to_nobody) -> None:
        self._file = file
        self._told = told
        self._back = b""
        self.position = position
        file.seek(position)

    def read(self) -> bytes:
        """Return the next bytes, b"" at the end of the file."""
        data, self._back = self._back or self._file.read(CHUNK), b""
        self.position += len(data)
        self._told(self.position)
        return data

    def unread(self, data: bytes) -> None:
        """Put back the last bytes that were read."""
        self._back = data + self._back
        self.position -= len(data)

    def find(self, magic: re.Pattern[bytes], start: int) -> int | None:
        """Go to the next place from `start` where a stream begins; None at the end of the file."""
        self._file.seek(start)
        self._back, self.position, kept = b"", start, b""
        while data := self.read():
            window = kept + data
            if found := magic.search(window):
                self.unread(window[found.start() :])
                return self.position
            kept = window[1 - _MAGIC_BYTES :]
        return None


def plain(path: Path, start: Position, told: Told = to_nobody) -> Parts:
    """Yield the content of a file that is not compressed, from the byte `start.offset`."""
    with path.open("rb", buffering=0) as file:
        feed = Feed(file, start.offset, told)
        while data := feed.read():
            yield Chunk(data, 0, feed.position - len(data))


def compressed(path: Path, stream: int, codec: Codec, told: Told = to_nobody) -> Parts:
    """Yield the content of a file from the stream that begins at the byte `stream`."""
    with path.open("rb", buffering=0) as file:
        yield from _streams(Feed(file, stream, told), codec)


def _streams(feed: Feed, codec: Codec) -> Parts:
    while data := feed.read():
        feed.unread(data)
        begin: int | None = feed.position
        if not codec.magic.match(_head(feed)):
            if not data.strip(b"\0"):  # padded, as on a tape
                feed.read()
                continue
            yield _damage("corrupt_archive", f"no {codec.name} stream begins", feed.position, 0)
            begin = feed.find(codec.magic, feed.position)
            if begin is None:
                return
        damage = yield from _stream(feed, codec, feed.position)
        if damage is not None:
            yield damage
            if feed.find(codec.magic, damage.position.stream + _MAGIC_BYTES) is None:
                return


def _head(feed: Feed) -> bytes:
    """Return the bytes that a stream begins with, without going on."""
    head = b""
    while len(head) < _MAGIC_BYTES and (data := feed.read()):
        head += data
    feed.unread(head)
    return head


def _stream(feed: Feed, codec: Codec, begin: int) -> Generator[Chunk, None, Damage | None]:
    """Yield the content of one stream; return the damage that ended it, or None."""
    decoder, offset = codec.decoder(), 0
    held: deque[Chunk] = deque()
    while not decoder.eof:
        data = feed.read() if decoder.needs_input else b""
        if not data and decoder.needs_input:
            yield from held
            return _damage("truncated", "the file ends within it", begin, offset)
        content, fault = _piece(decoder, data, codec)
        if content:
            held.append(Chunk(content, begin, offset))
            offset += len(content)
        if fault is not None:
            yield from (chunk._replace(is_suspect=True) for chunk in held)
            return _damage("corrupt_archive", fault, begin, offset)
        while held and offset - held[0].offset > codec.held_back:
            yield held.popleft()
    yield from held
    feed.unread(decoder.unused_data)
    return None


def _piece(decoder: _Decoder, data: bytes, codec: Codec) -> tuple[bytes, str | None]:
    """Return the next content, and why there is no more of it if so."""
    pieces: list[bytes] = []
    size = 0
    try:
        while size < CHUNK:
            piece = decoder.decompress(data, codec.step)
            data = b""
            pieces.append(piece)
            size += len(piece)
            if decoder.eof or decoder.needs_input:
                break
    except codec.errors as error:
        return b"".join(pieces), str(error) or type(error).__name__
    return b"".join(pieces), None


def _damage(code: str, reason: str, begin: int, offset: int) -> Damage:
    position = Position(begin, offset)
    return Damage(code, f"the stream at byte {begin:,}, after {offset:,} bytes of content: {reason}", position)
