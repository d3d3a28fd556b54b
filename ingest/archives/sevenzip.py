"""7z files: py7zr reads the directory and sets up the decompression, which is then asked for a piece at a time.

py7zr's own way is to hand over what a megabyte of the file becomes, which for zeros is gigabytes. What is packed by
anything but LZMA (7-Zip's own choice) is refused.
"""

from __future__ import annotations

import lzma
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ingest.archives.errors import MissingReaderError
from ingest.archives.limits import CHUNK
from ingest.archives.model import Position
from ingest.archives.parts import Chunk, Damage, Parts, Told, to_nobody

if TYPE_CHECKING:
    import py7zr


class _UnreadableError(Exception):
    """A 7z file, or a member of it, that cannot be read on."""


@dataclass(frozen=True, slots=True)
class _Member:
    """A file in a 7z file: `before` bytes of its folder's content come first."""

    name: str
    folder: int
    before: int
    size: int
    checksum: int | None


def _open(path: Path) -> py7zr.SevenZipFile:
    try:
        import py7zr
    except ImportError as error:
        raise MissingReaderError(path, "py7zr", "sevenzip") from error
    try:
        archive = py7zr.SevenZipFile(path)
    except (py7zr.exceptions.ArchiveError, lzma.LZMAError, EOFError, ValueError, TypeError, IndexError) as error:
        raise _UnreadableError(f"it cannot be opened: {error or type(error).__name__}") from error
    if archive.needs_password():
        archive.close()
        raise _UnreadableError("it asks for a password")
    return archive


def sevenzip(path: Path, stream: int, told: Told = to_nobody) -> Parts:
    """Yield the content of the exports in a 7z file from the one numbered `stream`; raise MissingReaderError."""
    try:
        with _open(path) as archive, path.open("rb") as file:
            members = [member for member in _members(archive) if member.name.lower().endswith(".xml")]
            for number, member in enumerate(members[stream:], start=stream):
                yield from _content(archive, file, member, number, told)
    except _UnreadableError as error:
        yield Damage("corrupt_archive", str(error), Position())


def _members(archive: py7zr.SevenZipFile) -> Iterator[_Member]:
    folders = archive.header.main_streams.unpackinfo.folders if archive.header.main_streams else []
    before: dict[int, int] = {}
    for entry in archive.files:
        if entry.emptystream or entry.folder is None:
            continue
        folder = next(number for number, found in enumerate(folders) if found is entry.folder)
        size = int(entry.uncompressed)
        yield _Member(str(entry.filename), folder, before.get(folder, 0), size, entry.crc32)
        before[folder] = before.get(folder, 0) + size


def _content(archive: py7zr.SevenZipFile, file: BinaryIO, member: _Member, number: int, told: Told) -> Parts:
    offset, checksum = 0, 0
    try:
        for data in _cut(_folder(archive, file, member.folder), member.before, member.size):
            checksum = zlib.crc32(data, checksum)
            told(file.tell())
            yield Chunk(data, number, offset)
            offset += len(data)
        if offset < member.size:
            raise _UnreadableError(f"it should be {member.size:,}")
        if member.checksum is not None and checksum != member.checksum:
            raise _UnreadableError("its checksum does not hold")
    except (_UnreadableError, lzma.LZMAError, EOFError) as error:
        reason = f"{member.name}, after {offset:,} bytes: {str(error) or type(error).__name__}"
        yield Damage("corrupt_archive", reason, Position(number, offset))


def _cut(pieces: Iterator[bytes], before: int, size: int) -> Iterator[bytes]:
    """Yield `size` bytes of some content behind the first `before`."""
    for piece in pieces:
        data = piece[before : before + size]
        before = max(0, before - len(piece))
        size -= len(data)
        if data:
            yield data
        if size <= 0:
            return


def _folder(archive: py7zr.SevenZipFile, file: BinaryIO, number: int) -> Iterator[bytes]:
    """Yield the content of a folder: 7z's word for files packed in one stream."""
    streams = archive.header.main_streams
    left = int(streams.packinfo.packsizes[number])
    chain = streams.unpackinfo.folders[number].get_decompressor(left, reset=True).chain
    if len(chain) != 1 or not isinstance(chain[0], lzma.LZMADecompressor):
        raise _UnreadableError("it is not packed by LZMA; pack it again with 7z a -m0=lzma2")
    decoder = chain[0]
    file.seek(archive.afterheader + streams.packinfo.packpositions[number])
    while not decoder.eof:
        packed = file.read(min(left, CHUNK)) if decoder.needs_input else b""
        left -= len(packed)
        data = decoder.decompress(packed, CHUNK)
        if data:
            yield data
        elif decoder.needs_input and left <= 0:
            return
