"""The index of a multistream dump: in which stream each title stands.

A line is `<byte of the stream>:<page id>:<title>`, the title escaped as in XML. The index lies beside the dump:
`X-multistream.xml.bz2` has `X-multistream-index.txt.bz2` (https://meta.wikimedia.org/wiki/Data_dumps).
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from ingest.archives.lbzip2 import bzip2
from ingest.archives.limits import MAX_PAGE_HEAD
from ingest.archives.model import START
from ingest.archives.parts import Parts
from ingest.archives.selection import Matcher
from ingest.archives.streams import plain
from ingest.archives.window import BrokenError, LimitError, Window

_DUMP = re.compile(r"^(.*-multistream\d*)\.xml(-p\d+p\d+)?\.bz2$")
INDEX = re.compile(r"-multistream-index\d*\.txt(-p\d+p\d+)?(\.bz2)?$")
_LINE = re.compile(rb"(\d{1,18}):(\d{1,18}):(.*)")
_NEWLINE = re.compile(rb"\n")


class IndexFaultError(Exception):
    """The index cannot be trusted; the dump is read without it."""


def index_of(path: Path) -> Path | None:
    """Return the index beside a dump, or None."""
    found = _DUMP.match(path.name)
    if found is None:
        return None
    head, number = re.match(r"^(.*-multistream)(\d*)$", found[1]).groups()  # type: ignore[union-attr]
    stem = f"{head}-index{number}.txt{found[2] or ''}"
    return next((file for name in (f"{stem}.bz2", stem) if (file := path.with_name(name)).is_file()), None)


def wanted_streams(index: Path, matcher: Matcher) -> tuple[tuple[int, int], ...]:
    """Return the streams that hold wanted titles, in order, each with their number; raise IndexFaultError."""
    parts: Parts = bzip2(index, 0) if index.suffix == ".bz2" else plain(index, START)
    window, at, number = Window(parts), 0, 0
    streams: dict[int, int] = {}
    try:
        while found := window.search(_NEWLINE, at, MAX_PAGE_HEAD):
            start, end = window.at(found)
            number += 1
            stream, title = _entry(window.slice(at, start), index, number)
            if matcher.takes_title(title):
                streams[stream] = streams.get(stream, 0) + 1
            at = end
            window.let_go(at)
    except BrokenError as error:
        raise IndexFaultError(f"{index.name} is damaged: {error}") from error
    except LimitError as error:
        raise IndexFaultError(f"{index.name}, line {number + 1}: longer than {error.limit:,} bytes") from error
    return tuple(sorted(streams.items()))


def _entry(line: bytes, index: Path, number: int) -> tuple[int, str]:
    found = _LINE.fullmatch(line.rstrip(b"\r"))
    if found is None:
        excerpt = line[:60].decode("utf-8", "backslashreplace")
        raise IndexFaultError(f"{index.name}, line {number}: {excerpt!r} is not byte:id:title")
    return int(found[1]), unescape(found[3].decode("utf-8", "replace"))
