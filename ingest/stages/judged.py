"""What is told of all groups of statements, once they are judged: on the disk, where they are many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from ingest.columns import Row
from ingest.datasets.decisions import decision_rows
from ingest.digests import Digests
from ingest.judging import GroupNote
from ingest.redo.packing import unpack, unpacked_as
from ingest.scratch import scratch
from ingest.shards.plan import shard_of
from ingest.sources import ROW_STAGE
from ingest.stages.groups import Groups, NamedGroup, group_key
from ingest.stages.mentions import Mentions
from ingest.stages.setting import NOTES, Setting
from schemas.decisions import DecisionOutcome

_AT_ONCE = 500
_TABLES = """
CREATE TABLE named (place INTEGER PRIMARY KEY, name TEXT NOT NULL, key TEXT NOT NULL, waits INTEGER NOT NULL);
CREATE TABLE judged (shard INTEGER NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL, mentions TEXT NOT NULL,
                     PRIMARY KEY (shard, name)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class JudgedGroup:
    """A group that was judged: the keys of its rows and references, its documents, and what was decided of it."""

    name: str
    rows: str
    references: Digests
    documents: tuple[str, ...]
    decided: tuple[Row, ...]


@dataclass(frozen=True, slots=True, order=True)
class Refusal:
    """Something refused of a document that is published all the same."""

    document_id: str
    stage: str
    error: str
    message: str
    excerpt: str


class JudgedGroups:
    """The groups of a run: first named, then taken in as they were judged, with those of a shard together.

    `mentions` are whom they mention; `redirects`, `outcomes` and `refused` what else their notes tell.
    """

    def __init__(self, groups: Groups, setting: Setting, shards: int) -> None:
        """Name all groups, and look which of them are known. `shards` is how many there are of a version."""
        self._groups = groups
        self._cache = setting.cache
        self._shards = shards
        self._database = scratch(_TABLES)
        self._decided: dict[str, tuple[Row, ...]] = {}
        self.mentions = Mentions()
        self.redirects: list[tuple[str, str]] = []
        self.outcomes: list[DecisionOutcome] = []
        self.refused: list[Refusal] = []
        names = groups.names()
        while part := list(islice(names, _AT_ONCE)):
            self._name({name: group_key(groups.task(name), setting) for name in part})

    def _name(self, keys: Mapping[str, str]) -> None:
        known = self._cache.known(NOTES, keys.values())
        rows = ((name, key, key not in known) for name, key in keys.items())
        self._database.executemany("INSERT INTO named (name, key, waits) VALUES (?, ?, ?)", rows)

    def __len__(self) -> int:
        return self._number("SELECT count(*) FROM named")

    @property
    def waiting_count(self) -> int:
        """How many groups there are of which nothing is known."""
        return self._number("SELECT count(*) FROM named WHERE waits")

    def waiting(self) -> Iterator[NamedGroup]:
        """Yield the groups of which nothing is known."""
        for name, key in self._database.execute("SELECT name, key FROM named WHERE waits ORDER BY place"):
            yield NamedGroup(name, key)

    def documents_waiting(self) -> Iterator[str]:
        """Yield the documents that have a part in those groups, some several times."""
        for group in self.waiting():
            yield from self._groups.documents(group.name)

    def take_in(self, unfinished: Mapping[str, GroupNote]) -> None:
        """Take in what is told of all groups; of those `unfinished` there is but the note, by key."""
        named = self._database.execute("SELECT key, name FROM named ORDER BY place")
        while part := dict(named.fetchmany(_AT_ONCE)):
            notes = {
                held.key: unpacked_as(GroupNote, unpack(held.data))
                for held in self._cache.get(NOTES, [key for key in part if key not in unfinished])
            }
            # In the order of their names, and not in that in which the cache has them.
            self._add((name, key, notes[key]) for key, name in part.items() if key in notes)
        for note in unfinished.values():
            self._add_lost(note)

    def _add(self, groups: Iterable[tuple[str, str, GroupNote]]) -> None:
        for name, key, note in groups:
            row = (shard_of(name, self._shards), name, key, note.mentions)
            self._database.execute("INSERT INTO judged VALUES (?, ?, ?, ?)", row)
            self.mentions.add(note.mentions, note.shape)
            self.redirects += note.redirects
            if note.outcomes:
                self._decided[name] = tuple(decision_rows(note.outcomes))
            self._add_lost(note)

    def _add_lost(self, note: GroupNote) -> None:
        self.outcomes += note.outcomes
        self.refused += _refusals(note)

    def keys(self) -> Iterator[str]:
        """Yield the keys of all that were judged."""
        for (key,) in self._database.execute("SELECT key FROM judged"):
            yield str(key)

    def shards(self) -> set[int]:
        """Return the shards that groups are in."""
        return {int(shard) for (shard,) in self._database.execute("SELECT DISTINCT shard FROM judged")}

    def of_shard(self, shard: int) -> Sequence[JudgedGroup]:
        """Return the groups of a shard, in the order of their names; who is who is told."""
        query = "SELECT name, key, mentions FROM judged WHERE shard = ? ORDER BY name"
        return [
            JudgedGroup(
                name, key, self.mentions.references(digest), self._groups.documents(name), self._decided.get(name, ())
            )
            for name, key, digest in self._database.execute(query, (shard,)).fetchall()
        ]

    def _number(self, query: str) -> int:
        return int(self._database.execute(query).fetchone()[0])


def _refusals(note: GroupNote) -> Iterator[Refusal]:
    for reject in note.rejects:
        yield Refusal(reject.document_id, ROW_STAGE, "incomplete_row", reject.message, reject.excerpt)
    for document_id in note.failed:
        yield Refusal(document_id, "judge", "internal_error", note.failure or "", "")
