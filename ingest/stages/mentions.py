"""Whom the groups of a run mention, by digests, and what their references lead to: on the disk, where they are many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from ingest.digests import Digests, digest_over
from ingest.scratch import scratch

_TABLES = """
CREATE TABLE mentions (digest TEXT PRIMARY KEY, shape TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE referred (digest TEXT NOT NULL, reference BLOB NOT NULL, PRIMARY KEY (digest, reference)) WITHOUT ROWID;
"""


class Mentions:
    """The digests of what groups mention, each with that of what ties it to others; what references lead to, once told.

    What references lead to is held by keys of the cache.
    """

    def __init__(self) -> None:
        self._database = scratch(_TABLES)

    def add(self, digest: str, shape: str) -> None:
        """Add what a group mentions; several groups may mention the same."""
        self._database.execute("INSERT OR IGNORE INTO mentions VALUES (?, ?)", (digest, shape))

    def digests(self) -> Iterator[str]:
        """Yield the digests, in their order."""
        for (digest,) in self._database.execute("SELECT digest FROM mentions ORDER BY digest"):
            yield str(digest)

    def shapes(self) -> Iterator[str]:
        """Yield the digests of what ties them to others, in their order: as often as there are mentions of each."""
        for (shape,) in self._database.execute("SELECT shape FROM mentions ORDER BY shape"):
            yield str(shape)

    def shape(self, digest: str) -> str:
        """Return the digest of what ties mentions to others."""
        return str(self._database.execute("SELECT shape FROM mentions WHERE digest = ?", (digest,)).fetchone()[0])

    def refer(self, found: Iterable[tuple[str, Digests]]) -> None:
        """Note what references of groups lead to, each by the digest of its mentions."""
        rows = ((digest, bytes.fromhex(each)) for digest, references in found for each in references)
        self._database.executemany("INSERT OR IGNORE INTO referred VALUES (?, ?)", rows)

    def references(self, digest: str) -> Digests:
        """Return what the references of a group lead to, by the digest of its mentions."""
        query = "SELECT reference FROM referred WHERE digest = ? ORDER BY reference"
        return Digests(b"".join(found for (found,) in self._database.execute(query, (digest,))))

    def all_references(self) -> Iterator[tuple[str, Digests]]:
        """Yield what the references of all groups lead to, in the order of their digests."""
        found = self._database.execute("SELECT digest, reference FROM referred ORDER BY digest, reference")
        for digest, rows in groupby(found, key=itemgetter(0)):
            yield str(digest), Digests(b"".join(reference for _, reference in rows))

    def digest_of_all(self) -> str:
        """Return the digest of whom all groups mention."""
        return digest_over(self.digests())

    def digest_of_shapes(self) -> str:
        """Return the digest of what ties all mentions to others."""
        return digest_over(self.shapes())
