"""Archives opened by what their names say, whole or in parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from ingest.archives import sevenzip, tarred, zim
from ingest.archives.encoding import encoding_of, in_utf8
from ingest.archives.enterprise import SnapshotReader
from ingest.archives.errors import NotAnArchiveError, UnreadableArchiveError
from ingest.archives.export import ExportReader
from ingest.archives.index import INDEX, IndexFaultError, index_of, wanted_streams
from ingest.archives.lbzip2 import bzip2
from ingest.archives.limits import CHUNK, MAX_HEADER
from ingest.archives.model import START, WHOLE, Outcome, Place, Position, Range, Refused
from ingest.archives.parts import Damage, Parts, Told, skipped, to_nobody
from ingest.archives.selection import EVERYTHING, Matcher, Selection
from ingest.archives.site import Site, read_site
from ingest.archives.streams import BZ2, BZ2_STREAM, GZIP, Feed, compressed, plain
from ingest.archives.window import BrokenError, LimitError, Window

_NAME = re.compile(
    r"\.(?:(?P<export>xml)(?:-p\d+p\d+)?(?:\.(?P<packed>gz|bz2|7z))?|(?P<lines>ndjson)(?P<gz>\.gz)?|(?P<tar>tar\.gz)|(?P<zim>zim))$",
    re.IGNORECASE,
)
_EXPORT_HEAD = re.compile(r"<mediawiki[\s>]|^\s*<page>")
_PAGE = re.compile(rb"<page[\s>]")
_UNPACK: Mapping[str, Callable[[Path, int, int | None, Told], Parts]] = {
    "bz2": bzip2,
    "gz": lambda path, stream, _end, told: compressed(path, stream, GZIP, told),
    "7z": lambda path, stream, _end, told: sevenzip.sevenzip(path, stream, told),
}
_LEAST = 1 << 16
"""Bytes of a range of a file that is not compressed: less is not worth a worker."""


def _kind(path: Path) -> re.Match[str]:
    found = _NAME.search(path.name)
    if found is None:
        raise NotAnArchiveError(path)
    return found


def is_archive(path: Path) -> bool:
    """Say whether a file is an archive by its name; a plain .xml must begin like an export besides."""
    found = _NAME.search(path.name)
    if found is None:
        return False
    if not found["export"] or found["packed"]:
        return True
    try:
        with path.open("rb") as file:
            head = file.read(CHUNK)
        text = head.decode(encoding_of(head) or "utf-8", "replace")
    except (OSError, LookupError):
        return False
    return _EXPORT_HEAD.search(text) is not None


def is_companion(path: Path) -> bool:
    """Say whether a file is the index of a multistream dump: read with the dump, no archive itself."""
    return INDEX.search(path.name) is not None


def open_archive(
    path: Path,
    selection: Selection = EVERYTHING,
    part: Range = WHOLE,
    *,
    name: str | None = None,
    is_short: bool = False,
    by_index: bool = True,
    told: Told = to_nobody,
) -> Iterator[Outcome]:
    """Yield what `selection` takes of a part of an archive, in its order, and what is refused; memory stays bounded.

    `name` is what places call the archive, by default its path. `by_index`: with an index beside a multistream dump and
    a title to select, only the streams that hold one are read. `is_short`: only the first few will be asked for. `told`
    hears how far in the file reading is. Raises ArchiveError where the file cannot be opened at all.
    """
    found = _kind(path)
    archive = path.as_posix() if name is None else name
    matcher = Matcher(selection)
    try:
        if found["zim"]:
            yield from zim.zim_outcomes(path, archive, matcher, part, told)
        elif found["export"]:
            if by_index and part == WHOLE and matcher.selection.title is not None:
                part, refused = _by_index(path, archive, matcher)
                yield from refused
            yield from _export(path, archive, matcher, part, told, is_short=is_short)
        elif found["tar"]:
            yield from _tar(path, archive, matcher, part, told)
        else:
            yield from _lines(path, archive, matcher, part, told)
    except OSError as error:
        raise UnreadableArchiveError(path, error.strerror or str(error)) from error


@dataclass(frozen=True, slots=True)
class Division:
    """The parts of an archive that together are the whole.

    `is_seekable`: a page in it is reached without reading what stands far before it. `fault` says why its index is not
    used though there is one.
    """

    parts: tuple[Range, ...]
    is_seekable: bool = True
    fault: str | None = None


_UNDIVIDED = Division((WHOLE,), is_seekable=False)


def ranges(path: Path, count: int, selection: Selection = EVERYTHING) -> tuple[Range, ...]:
    """Divide an archive into at most `count` parts of about one size that together are the whole."""
    return division(path, count, selection).parts


def division(path: Path, count: int, selection: Selection = EVERYTHING) -> Division:
    """Divide an archive into at most `count` parts of about one size.

    What has one stream is one part: gzip, bzip2 that is not multistream, 7z of one file, XML that is not UTF-8. Raises
    ArchiveError where the file cannot be opened at all.
    """
    found = _kind(path)
    try:
        if found["zim"]:
            total = zim.entries(path)
            return Division(_between([Position(0, total * k // count) for k in range(1, count)]))
        if found["export"] and (found["packed"] or "").lower() == "bz2":
            return _bzip2_division(path, count, selection)
        if found["packed"] or found["gz"] or found["tar"] or (found["export"] and not _is_utf8(plain(path, START))):
            return _UNDIVIDED
        size = path.stat().st_size
        step = max(size // count, _LEAST)
        return Division(_between([Position(0, step * k) for k in range(1, count) if step * k < size - _LEAST // 2]))
    except OSError as error:
        raise UnreadableArchiveError(path, error.strerror or str(error)) from error


def _between(starts: list[Position]) -> tuple[Range, ...]:
    inner = sorted({start for start in starts if start != START})
    return tuple(Range(start, end) for start, end in pairwise([START, *inner, None]) if start is not None)


def _is_utf8(parts: Parts) -> bool:
    head = next(parts, None)
    try:
        return head is None or isinstance(head, Damage) or encoding_of(head.data) is None
    except LookupError:
        return False


def _bzip2_division(path: Path, count: int, selection: Selection) -> Division:
    if not _is_utf8(compressed(path, 0, BZ2)):
        return _UNDIVIDED
    fault = None
    if (index := index_of(path)) is not None and selection.title is not None:
        try:
            streams = _checked(path, wanted_streams(index, Matcher(selection)))
            cuts = [len(streams) * k // count for k in range(count + 1)]
            parts = tuple(Range(streams=streams[a:b]) for a, b in pairwise(cuts) if b > a)
            return Division(parts or (Range(streams=()),))
        except IndexFaultError as error:
            fault = _unused_index(error)
    size = path.stat().st_size
    with path.open("rb", buffering=0) as file:
        feed = Feed(file, 0)
        found = [feed.find(BZ2_STREAM, size * k // count) for k in range(1, count)]
        is_seekable = feed.find(BZ2_STREAM, 1) is not None
    return Division(_between([Position(stream) for stream in found if stream is not None]), is_seekable, fault)


def _unused_index(error: IndexFaultError) -> str:
    return f"{error}; it is read without the index"


def _checked(path: Path, streams: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Return the streams of an index if one begins at each of its bytes; raise IndexFaultError."""
    with path.open("rb") as file:
        for stream, _ in streams:
            file.seek(stream)
            if not BZ2_STREAM.match(file.read(10)):
                raise IndexFaultError(f"its index says that a stream begins at byte {stream:,}, and none does")
    return streams


def _content(
    path: Path, start: Position, end: Position | None = None, told: Told = to_nobody, *, is_short: bool = False
) -> Parts:
    """Return an export's content in UTF-8 from a place on; it does not end at `end`, as a page may lie across it."""
    packed = (_kind(path)["packed"] or "").lower()
    if not packed:
        if start.offset and _is_utf8(plain(path, START)):
            return plain(path, start, told)
        return skipped(in_utf8(plain(path, START, told)), start.offset)
    if packed == "bz2" and is_short:
        # By the library: a process of lbzip2 would go on to decompress what nobody reads.
        return skipped(in_utf8(compressed(path, start.stream, BZ2, told)), start.offset)
    unpacked = _UNPACK[packed](path, start.stream, end.stream if end else None, told)
    return skipped(in_utf8(unpacked), start.offset)


@lru_cache(maxsize=4)
def _site(path: Path, _stamp: tuple[int, int]) -> Site:
    """Return what an export's header says; the same is asked for each of its parts."""
    window = Window(_content(path, START, is_short=True))
    try:
        found = window.search(_PAGE, 0, MAX_HEADER)
        end = window.at(found)[0] if found else window.end
    except (BrokenError, LimitError):
        end = 0
    return read_site(window.slice(0, min(end, MAX_HEADER)))


def _by_index(path: Path, archive: str, matcher: Matcher) -> tuple[Range, tuple[Refused, ...]]:
    """Return what of an export an index says is wanted; all of it without one, or where it cannot be trusted."""
    index = index_of(path)
    if index is None:
        return WHOLE, ()
    try:
        return Range(streams=_checked(path, wanted_streams(index, matcher))), ()
    except IndexFaultError as error:
        return WHOLE, (unused_index(archive, _unused_index(error)),)


def _export(
    path: Path, archive: str, matcher: Matcher, part: Range, told: Told, *, is_short: bool
) -> Iterator[Outcome]:
    status = path.stat()
    site = _site(path, (status.st_mtime_ns, status.st_size))
    if part.streams is None:
        window = Window(_content(path, part.start, part.end, told, is_short=is_short), part.start)
        yield from ExportReader(archive, window, matcher, site, part.start, part.end).outcomes()
        return
    for stream, count in part.streams:
        told(stream)
        yield from _stream(path, archive, matcher, site, stream, count)


def unused_index(archive: str, fault: str) -> Refused:
    """Return the refusal of the index beside an archive."""
    return Refused("index_mismatch", f"{archive}: {fault}", Place(archive, START, START, "its index"))


def _stream(path: Path, archive: str, matcher: Matcher, site: Site, stream: int, count: int) -> Iterator[Outcome]:
    """Yield what is wanted of one stream, up to the last title that its index names."""
    start = Position(stream)
    window = Window(in_utf8(compressed(path, stream, BZ2)), start)
    reader = ExportReader(archive, window, matcher, site, start, Position(stream + 1))
    yield from reader.outcomes(titles=count)
    if reader.titles_taken < count:
        place = Place(archive, start, start, f"stream at byte {stream:,}")
        reason = f"its index names {count:,} of the titles here, and {reader.titles_taken:,} are"
        yield Refused("index_mismatch", f"{place}: {reason}; fetch the index of this dump, or remove it", place)


def _lines(path: Path, archive: str, matcher: Matcher, part: Range, told: Told) -> Iterator[Outcome]:
    start = part.start
    if _kind(path)["gz"]:
        parts = skipped(compressed(path, start.stream, GZIP, told), start.offset)
        yield from SnapshotReader(archive, Window(parts, start), matcher, start, part.end).outcomes()
        return
    # From the byte before: only if that is a newline does a line begin at the start.
    before = replace(start, offset=max(0, start.offset - 1))
    reader = SnapshotReader(archive, Window(plain(path, before, told), before), matcher, before, part.end)
    yield from reader.outcomes(in_line=start.offset > 0)


def _tar(path: Path, archive: str, matcher: Matcher, part: Range, told: Told) -> Iterator[Outcome]:
    for member in tarred.members(path, part.start.stream, told):
        if isinstance(member, Damage):
            place = Place(archive, member.position, member.position, "the tar")
            yield Refused(member.code, f"{archive}: {member.message}; fetch it again", place)
            continue
        start = part.start if member.number == part.start.stream else Position(member.number)
        if not member.name.lower().endswith(".ndjson"):
            continue
        window = Window(skipped(member.parts, start.offset), start)
        yield from SnapshotReader(archive, window, matcher, start, part.end).outcomes()
