"""What archives give, kept in the cache part by part: a run that was stopped looks only through what is left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TypeVar

from ingest.archives.index import index_of
from ingest.archives.model import Range
from ingest.archives.reading import Division
from ingest.archives.selection import Selection
from ingest.archives.tasks import Archive, Look
from ingest.digests import digest_of
from ingest.redo.cache import Held
from ingest.redo.memory import stamp_of
from ingest.redo.packing import UNREADABLE, pack, unpack, unpacked_as
from ingest.sources import Reject
from ingest.stages.setting import Setting

Kind = TypeVar("Kind")

LISTINGS = "listing"
"""The kind under which the cache holds what was found in an archive."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What an archive gives as a whole: the keys of what its parts give, in order, and what was refused in reading.

    `given_up` are the paths of pages that a backstop ended. They are no rejects: what comes later tries them again, as
    it does with files, unless nothing at all changed.
    """

    parts: tuple[str, ...] = ()
    rejects: tuple[Reject, ...] = ()
    given_up: frozenset[str] = frozenset()


def plain(selection: Selection) -> dict[str, object]:
    """Return a selection as plain data: the same in every process, as the order of a set is not."""
    namespaces = None if selection.namespaces is None else sorted(selection.namespaces)
    return {**asdict(selection), "namespaces": namespaces, "forms": sorted(selection.forms)}


class Listings:
    """What is kept of one archive, while the file, its index, what is asked of it and the code stay the same."""

    def __init__(self, archive: Archive, selection: Selection, setting: Setting) -> None:
        self._cache = setting.cache
        code = [setting.code.stages.get(stage, "") for stage in ("archives", "sources")]
        index = index_of(archive.path) if selection.title is not None else None
        stamps = [stamp_of(each.stat()) for each in (archive.path, index) if each is not None]
        path = archive.path.absolute().as_posix()  # pages are found again by it
        self._key = digest_of([archive.name, path, stamps, plain(selection), code])

    def whole(self) -> Listing | None:
        """Return what was kept of a whole pass; None where a part of it is missing."""
        found = self._get([self._key], Listing).get(self._key)
        if found is None or self._cache.known(LISTINGS, found.parts) != set(found.parts):
            return None
        return found

    def keep_whole(self, listing: Listing) -> None:
        """Keep what came of a pass over all parts."""
        self._put(self._key, listing)

    def use(self, listing: Listing) -> None:
        """Note that this run used what was kept."""
        self._cache.use(LISTINGS, [self._key, f"{self._key} parts", *listing.parts])

    def division(self) -> Division | None:
        """Return how the archive was divided."""
        key = f"{self._key} parts"
        return self._get([key], Division).get(key)

    def keep_division(self, found: Division) -> None:
        """Keep how the archive is divided."""
        self._put(f"{self._key} parts", found)

    def part_key(self, part: Range) -> str:
        """Return the key of what a part gives."""
        return digest_of([self._key, repr(part)])

    def piece_key(self, number: int) -> str:
        """Return the key of what is found in an archive that is read as a stream, piece by piece."""
        return digest_of([self._key, number])

    def look(self, key: str) -> Look | None:
        """Return what a part gave, None where it was not yet looked through."""
        return self._get([key], Look).get(key)

    def keep_look(self, key: str, look: Look) -> None:
        """Keep what a part gives."""
        self._put(key, look)

    def looks(self, listing: Listing) -> Iterator[Look]:
        """Yield what each part gave, in order, one at a time; what is refused in reading is among their files."""
        for key in listing.parts:
            yield self.look(key) or Look()

    def _put(self, key: str, value: object) -> None:
        self._cache.put(LISTINGS, [Held(key, pack(value))])

    def _get(self, keys: Sequence[str], kind: type[Kind]) -> Mapping[str, Kind]:
        try:
            return {held.key: unpacked_as(kind, unpack(held.data)) for held in self._cache.get(LISTINGS, keys)}
        except UNREADABLE:  # kept by other code
            return {}
