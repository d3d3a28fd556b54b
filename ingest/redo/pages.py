"""The pages of the report between runs: what was shown before of the same rows is not put together again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable

from ingest.redo.cache import Cache, Held
from ingest.redo.packing import pack, unpack

PAGES = "page"
"""The kind under which the cache holds the pages of an event or an article."""
_WAITING = 50


class RememberedPages:
    """The memory of one run. `code` tells the code that reads and shows."""

    def __init__(self, cache: Cache, code: str) -> None:
        self._cache = cache
        self._code = code
        self._waiting: list[Held] = []
        self.used: list[str] = []

    def pages(self, key: str, make: Callable[[], Iterable[tuple[str, str]]]) -> list[tuple[str, str]]:
        """Return the pages of a key, made where they are not known."""
        name = hashlib.sha256(f"{self._code} {key}".encode()).hexdigest()
        self.used.append(name)
        held = next(iter(self._cache.get(PAGES, [name])), None)
        known = unpack(held.data) if held is not None else None
        if isinstance(known, list):
            return known
        made = list(make())
        self._waiting.append(Held(name, pack(made)))
        if len(self._waiting) >= _WAITING:
            self.save()
        return made

    def save(self) -> None:
        """Write what is new to the cache."""
        self._cache.put(PAGES, self._waiting)
        self._waiting = []
