"""bzip2 by lbzip2 where it is installed: it decompresses some two times as fast as the library, to the same bytes.

It is given some megabytes at a time, cut where streams begin, and gives back only what its checksums hold for. Where it
fails, what it had not yet given is read by the library, which tells where the damage is.
"""

from __future__ import annotations

import bz2
import contextlib
import os
import shutil
import subprocess
import threading
from collections import deque
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, chain
from pathlib import Path
from typing import IO

from ingest.archives.limits import CHUNK
from ingest.archives.parts import Chunk, Damage, Parts, Told, skipped, to_nobody
from ingest.archives.streams import BZ2, BZ2_STREAM, HELD_BACK, compressed

_BATCH = 4 << 20
"""Compressed bytes given to one process: a second of work, against which starting it is nothing."""
_OVERLAP = 9
_HELD_BACK = HELD_BACK + 2 * CHUNK
"""Bytes not given until more follow. How much lbzip2 gives before it fails differs from time to time: what the library
would mark as suspect, or lose, must never have been given.
"""
_LAST = b"photofinish: all of it was read\n"
_LAST_STREAM = bz2.compress(_LAST)
"""Fed behind every batch: lbzip2 ignores, without a word, all that follows something that is no stream."""


_ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in {"LBZIP2", "BZIP2", "BZIP"}}
"""Without what would be read as its options."""


@cache
def program() -> str | None:
    """Return the path of lbzip2, None where it is not installed."""
    return shutil.which("lbzip2")


def bzip2(path: Path, stream: int, end: int | None = None, told: Told = to_nobody) -> Parts:
    """Yield the content of a bzip2 file from the stream that begins at the byte `stream`.

    At `end`, where a stream begins, positions begin anew: what begins there is another reader's.
    """
    found = program()
    return compressed(path, stream, BZ2, told) if found is None else _batches(path, stream, end, found, told)


def _batches(path: Path, stream: int, end: int | None, found: str, told: Told) -> Parts:
    begin: int | None = stream
    while begin is not None:
        process = _Process(found, path, begin, end if end is not None and end > begin else None)
        given = 0
        held: deque[bytes] = deque()
        size = 0
        with process:
            for data in process.content():
                held.append(data)
                size += len(data)
                told(process.fed)
                while size - len(held[0]) > _HELD_BACK:
                    yield Chunk(held[0], begin, given)
                    given += len(held[0])
                    size -= len(held.popleft())
        if process.failed:
            yield from _carefully(path, begin, process.end, given, told)
        else:
            starts = accumulate(map(len, held), initial=given)
            yield from (Chunk(data, begin, at) for data, at in zip(held, starts, strict=False))
        begin = process.end


def _carefully(path: Path, begin: int, end: int | None, given: int, told: Told) -> Parts:
    """Yield what a failed process has not given of the streams from `begin` to before `end`."""
    for part in skipped(compressed(path, begin, BZ2, told), given):
        stream = part.position.stream if isinstance(part, Damage) else part.stream
        if end is not None and stream >= end:
            return
        yield part


class _Process:
    """One lbzip2 that is fed from a file up to `stop`.

    `end` is where the next batch begins, None at the file's end; `fed` the byte up to which it was given the file.
    """

    def __init__(self, found: str, path: Path, begin: int, stop: int | None) -> None:
        self._path, self._begin, self._stop = path, begin, stop
        self.end: int | None = None
        self.fed = begin
        self.failed = False
        command = [found, "--decompress", "--stdout", "-n", "1"]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env=_ENVIRONMENT,
        )
        self._feeder = threading.Thread(target=self._feed, daemon=True)

    def __enter__(self) -> None:
        self._feeder.start()

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._feeder.join()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def content(self) -> Iterator[bytes]:
        """Yield what it decompresses; `failed` and `end` hold after that."""
        output, kept = _pipe(self._process.stdout), b""
        while data := os.read(output.fileno(), CHUNK):
            data = kept + data
            kept = data[-len(_LAST) :]
            if len(data) > len(_LAST):
                yield data[: -len(_LAST)]
        self._feeder.join()
        self.failed = self._process.wait() != 0 or kept != _LAST

    def _feed(self) -> None:
        """Give it the file's bytes up to where a stream begins behind the batch's size."""
        target = _pipe(self._process.stdin)
        with contextlib.suppress(BrokenPipeError), self._path.open("rb", buffering=0) as file:
            file.seek(self._begin)
            for data in chain(self._batch(file), (_LAST_STREAM,)):
                view = memoryview(data)
                while view:
                    view = view[target.write(view) :]
                self.fed = file.tell()
        with contextlib.suppress(BrokenPipeError):
            target.close()

    def _batch(self, file: IO[bytes]) -> Iterator[bytes]:
        left = self._stop - self._begin if self._stop is not None else None
        position, kept = self._begin, b""
        while data := file.read(CHUNK if left is None else min(left, CHUNK)):
            window, at = kept + data, position - len(kept)
            position += len(data)
            left = left - len(data) if left is not None else None
            if position - self._begin > _BATCH and (found := BZ2_STREAM.search(window, at == self._begin)):
                self.end = at + found.start()
                yield window[: found.start()]
                return
            kept = window[-_OVERLAP:]
            yield window[:-_OVERLAP]
        yield kept
        self.end = self._stop


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise BrokenPipeError
    return pipe
