"""What grouping must know of each document that was read: kept in the cache, and asked for as it is needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from ingest.link.groups import Summary
from ingest.redo.cache import Cache
from ingest.redo.packing import unpack, unpacked_as
from ingest.stages.setting import SUMMARIES

_AT_ONCE = 500
_REMEMBERED = 1_000


class Summaries(Mapping[str, Summary]):
    """Summaries by document_id, in its order. The last few are remembered: together they may be large."""

    def __init__(self, keys: Mapping[str, str], cache: Cache) -> None:
        """`keys` are what the cache holds them by, by document_id and in its order."""
        self._keys = keys
        self._cache = cache
        self._last: dict[str, tuple[Summary, str]] = {}

    def __getitem__(self, document_id: str) -> Summary:
        """Return the summary of a document."""
        return self._found(document_id)[0]

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[str]:
        """Yield every document_id; a few summaries ahead are asked for together, as most often all are."""
        names = iter(self._keys)
        while part := list(islice(names, _AT_ONCE)):
            self._look_up(part)
            yield from part

    def key(self, document_id: str) -> str:
        """Return what the document was read by: the key of all that the cache holds of it."""
        return self._keys[document_id]

    def digest(self, document_id: str) -> str:
        """Return the digest of what judging needs of a document."""
        return self._found(document_id)[1]

    def _found(self, document_id: str) -> tuple[Summary, str]:
        if document_id not in self._last:
            self._look_up([document_id])
        return self._last[document_id]

    def _look_up(self, names: Sequence[str]) -> None:
        missing = [name for name in names if name not in self._last]
        held = {each.key: each.data for each in self._cache.get(SUMMARIES, map(self._keys.__getitem__, missing))}
        for name in missing:
            summary, digest = unpacked_as(tuple, unpack(held[self._keys[name]]))
            self._last[name] = unpacked_as(Summary, summary), unpacked_as(str, digest)
        while len(self._last) > _REMEMBERED:
            del self._last[next(iter(self._last))]
