"""A moving window over content: looked through for tags, kept no longer than what is being read needs."""

from __future__ import annotations

import re
from collections import deque

from ingest.archives.model import START, Position
from ingest.archives.parts import Damage, Parts

_OVERLAP = 32
"""Bytes: a tag that is looked for is shorter."""


class BrokenError(Exception):
    """The content stops at damage; what was read of the page at hand is lost."""

    def __init__(self, damage: Damage) -> None:
        super().__init__(damage.message)
        self.damage = damage


class LimitError(Exception):
    """What was looked for did not come within a limit."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"not within {limit:,} bytes")
        self.limit = limit


class Window:
    """Content from a place on, counted in bytes from there. Reading takes only what is asked for."""

    def __init__(self, parts: Parts, start: Position = START) -> None:
        self._parts = parts
        self._buffer = bytearray()
        self._begin = 0
        self._bases: deque[tuple[int, Position]] = deque([(0, start)])
        self._suspect: int | None = None
        self.is_at_end = False

    @property
    def end(self) -> int:
        """The number of bytes read so far."""
        return self._begin + len(self._buffer)

    def position(self, index: int) -> Position:
        """Return where reading may begin to find the byte `index`, which is in the window."""
        at, base = self._bases[-1]
        if index < at:
            at, base = next((entry for entry in reversed(self._bases) if entry[0] <= index), self._bases[0])
        return Position(base.stream, base.offset + index - at)

    def is_suspect(self, end: int) -> bool:
        """Say whether some of the content before `end` that is not yet let go has a checksum that does not hold."""
        return self._suspect is not None and self._suspect < end

    def slice(self, start: int, end: int) -> bytes:
        """Return the bytes from `start` to `end`, which are in the window."""
        return bytes(memoryview(self._buffer)[start - self._begin : end - self._begin])

    def search(
        self, pattern: re.Pattern[bytes], start: int, limit: int, *, keep: bool = True, alive: bytes | None = None
    ) -> re.Match[bytes] | None:
        """Find a tag at or after `start`; None where the content ends before. `at` gives the match's place.

        Raises LimitError where it is not within `limit` bytes, counted anew from each `alive`, and BrokenError at
        damage. Without `keep` what is passed over is let go.
        """
        first = start
        while True:
            if found := pattern.search(self._buffer, start - self._begin):
                return found
            if alive is not None and self._buffer.rfind(alive, start - self._begin) >= 0:
                first = self.end
            if self.end - first > limit:
                raise LimitError(limit)
            start = max(start, self.end - _OVERLAP)
            if not keep:
                self.let_go(start)
            if not self._fill():
                return None

    def at(self, found: re.Match[bytes]) -> tuple[int, int]:
        """Return where a match that `search` just returned begins and ends."""
        return self._begin + found.start(), self._begin + found.end()

    def let_go(self, index: int) -> None:
        """Forget the content before `index`."""
        count = index - self._begin
        if count <= 0:
            return
        del self._buffer[:count]
        self._begin = index
        while len(self._bases) > 1 and self._bases[1][0] <= index:
            self._bases.popleft()

    def _fill(self) -> bool:
        part = next(self._parts, None)
        if part is None:
            self.is_at_end = True
            return False
        if isinstance(part, Damage):
            self._clear()
            raise BrokenError(part)
        at, base = self._bases[-1]
        if part.stream != base.stream or part.offset != base.offset + self.end - at:
            self._bases.append((self.end, Position(part.stream, part.offset)))
        if part.is_suspect and self._suspect is None:
            self._suspect = self.end
        self._buffer += part.data
        return True

    def _clear(self) -> None:
        self._begin = self.end
        self._buffer.clear()
        self._suspect = None
        last = self._bases[-1]
        self._bases.clear()
        self._bases.append(last)
