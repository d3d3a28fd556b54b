"""What is remembered of raw files between runs, by their stamps: a file that was not touched is not read again."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable
from dataclasses import asdict

from ingest.redo.cache import Cache
from ingest.sources import FileFacts

_UNSETTLED_NS = 2_000_000_000
"""A file touched this shortly before it was read may be touched again with the same stamp: clocks of files are coarse.
"""


class RememberedFiles:
    """The memory of one run: looks into the cache once, and writes what is new at the end.

    `code` is the fingerprint of what finds out what a file is: by other code it is another memory.
    """

    def __init__(self, cache: Cache, code: str) -> None:
        self._cache = cache
        self._code = code
        self._known = cache.files()
        self._seen: set[str] = set()
        self._new: dict[str, tuple[str, str]] = {}

    def recall(self, path: str, status: os.stat_result) -> FileFacts | None:
        """Return what was found in the file when it had this status."""
        self._seen.add(path)
        stamp, content = self._known.get(path, ("", ""))
        return FileFacts(**json.loads(content)) if stamp == self._stamp(status) else None

    def keep(self, path: str, status: os.stat_result, facts: FileFacts) -> None:
        """Remember what was found, unless the file is still too fresh to be told from its next state."""
        if status.st_mtime_ns < time.time_ns() - _UNSETTLED_NS:
            self._new[path] = (self._stamp(status), json.dumps(asdict(facts)))

    def _stamp(self, status: os.stat_result) -> str:
        return f"{stamp_of(status)} {self._code}"

    def save(self) -> None:
        """Write what is new to the cache, and forget the files that are gone."""
        gone: Iterable[str] = self._known.keys() - self._seen
        if self._new or gone:
            self._cache.keep_files(self._new, gone)


def stamp_of(status: os.stat_result) -> str:
    """Return what changes whenever a file's content may have changed."""
    return f"{status.st_mtime_ns} {status.st_ctime_ns} {status.st_size} {status.st_ino}"
