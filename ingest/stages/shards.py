"""Making shards: those that are not known, by the crew, into the store."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.crew import Crew
from ingest.digests import digest_of
from ingest.progress import Step
from ingest.redo.cache import Held
from ingest.scratch import scratch
from ingest.shards.articles import Source
from ingest.shards.build import GroupPart, ShardTask, build_shards
from ingest.shards.plan import shard_count, shard_of
from ingest.stages.documents import Documents
from ingest.stages.judged import JudgedGroup, JudgedGroups
from ingest.stages.reading import at_hand
from ingest.stages.setting import (
    DOCUMENTS,
    EXTRACTIONS,
    GROUPS,
    PERSONS,
    REFERENCES,
    ROWS,
    SHARDS,
    Setting,
)  # fmt: skip
from ingest.stages.working import done_by

_BUNDLES_A_SHARD = 16
_TABLES = (
    "CREATE TABLE own (shard INTEGER NOT NULL, document TEXT NOT NULL, PRIMARY KEY (shard, document)) WITHOUT ROWID"
)
"""The documents of each shard."""


@dataclass(frozen=True, slots=True)
class Shard:
    """A shard by what it is made of. `sources` are its own documents and those that its groups have a part in, by id.

    `bundles` are the keys of who is who in some bundles.
    """

    key: str
    groups: tuple[JudgedGroup, ...] = ()
    sources: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    bundles: tuple[str, ...] = ()


class ShardPlan:
    """The shards of a version. In memory are their keys: what each is made of is looked up when it is asked for."""

    def __init__(self, documents: Documents, judged: JudgedGroups, bundles: Sequence[str], setting: Setting) -> None:
        """`bundles` are the keys of who is who."""
        self._documents = documents
        self._judged = judged
        self._setting = setting
        self._database = scratch(_TABLES)
        count = shard_count(documents.size_bytes)
        rows = ((shard_of(name, count), name) for name in documents)
        self._database.executemany("INSERT INTO own VALUES (?, ?)", rows)
        own = {int(number) for (number,) in self._database.execute("SELECT DISTINCT shard FROM own")}
        self._numbers = sorted(own | judged.shards())
        self._people = people_shards(bundles, setting)
        self.keys = tuple(shard.key for shard in self._all())
        self._missing = [place for place, key in enumerate(self.keys) if not setting.shards.has(key)]

    @property
    def missing_count(self) -> int:
        """How many of the shards are not there."""
        return len(self._missing)

    def missing(self) -> Iterator[Shard]:
        """Yield the shards that are not there."""
        return map(self._at, self._missing)

    def missing_documents(self) -> Iterator[str]:
        """Yield the documents that the shards have which are not there."""
        for place in self._missing:
            if place < len(self._numbers):
                yield from self._own(self._numbers[place])

    def _all(self) -> Iterator[Shard]:
        return map(self._at, range(len(self._numbers) + len(self._people)))

    def _at(self, place: int) -> Shard:
        if place >= len(self._numbers):
            return self._people[place - len(self._numbers)]
        number = self._numbers[place]
        return _shard(self._own(number), self._judged.of_shard(number), self._documents, self._setting)

    def _own(self, number: int) -> list[str]:
        found = self._database.execute("SELECT document FROM own WHERE shard = ? ORDER BY document", (number,))
        return [str(document) for (document,) in found]


def _shard(own: Iterable[str], groups: Sequence[JudgedGroup], documents: Documents, setting: Setting) -> Shard:
    names = tuple(own)
    cited = {each for group in groups for each in group.documents} if setting.has_report else set()
    sources = tuple(sorted({*names, *cited}))
    parts = [
        [[group.name, group.rows, group.references.packed.hex(), repr(group.decided)] for group in groups],
        [[source.key, repr(source.row)] for source in map(documents.read, sources)],
        names, setting.code.shards, setting.words.digest, setting.has_report,
    ]  # fmt: skip
    return Shard(digest_of(parts), tuple(groups), sources, names)


def people_shards(bundles: Sequence[str], setting: Setting) -> list[Shard]:
    """Return the shards of who is who, a few bundles each."""
    count = -(-len(bundles) // _BUNDLES_A_SHARD)
    parts = [tuple(bundles[number::count]) for number in range(count)]
    return [Shard(digest_of([part, setting.code.shards]), bundles=part) for part in parts]


def make_shards(missing: Iterable[Shard], count: int, documents: Documents, setting: Setting, crew: Crew) -> None:
    """Make shards that are not there, so many."""
    step = Step("tables", 0, count)
    setting.progress(step)
    made: deque[str] = deque()
    tasks = (_noted_task(shard, documents, setting, crew, made) for shard in missing)
    for built in done_by(crew, build_shards, tasks, count, "put tables together"):
        setting.shards.keep(made.popleft(), built)
        step = replace(step, done=step.done + 1)
        setting.progress(step)


def note_shards(keys: Iterable[str], setting: Setting) -> None:
    """Note the shards of a version, those too that were there: what is not noted is forgotten.

    Those that a stopped run made are noted nowhere.
    """
    setting.cache.put(SHARDS, (Held(key, b"") for key in keys))


def _noted_task(shard: Shard, documents: Documents, setting: Setting, crew: Crew, made: deque[str]) -> ShardTask:
    """Return the task of a shard, whose key is noted among those that are being `made`."""
    made.append(shard.key)
    return _task(shard, documents, setting, crew)


def _task(shard: Shard, documents: Documents, setting: Setting, crew: Crew) -> ShardTask:
    cache = setting.cache
    rows = {held.key: held.data for held in cache.get(GROUPS, [group.rows for group in shard.groups])}
    references = {key for group in shard.groups for key in group.references}
    people = {held.key: held.data for held in cache.get(REFERENCES, references)}
    parts = tuple(
        GroupPart(group.name, rows[group.rows], tuple(people[key] for key in group.references))
        for group in shard.groups
    )  # fmt: skip
    persons = tuple(held.data for held in cache.get(PERSONS, shard.bundles))
    decided = tuple({str(row["decision_id"]): row for group in shard.groups for row in group.decided}.values())
    raw = setting.raw if setting.has_report and not shard.bundles else None
    return ShardTask(parts, tuple(_sources(shard, documents, setting, crew)), decided, raw, setting.words, persons)


def _sources(shard: Shard, documents: Documents, setting: Setting, crew: Crew) -> Iterator[Source]:
    sources = [documents.read(name) for name in shard.sources]
    keys = [source.key for source in sources]
    rows, shown = ({held.key: held.data for held in setting.cache.get(kind, keys)} for kind in (ROWS, DOCUMENTS))
    own = set(shard.own)
    wanted = [source.key for source in sources if source.file.document_id in own or source.key not in shown]
    read = {held.key: held.data for held in setting.cache.get(EXTRACTIONS, wanted)}
    for source in sources:
        key, file = source.key, source.file
        if key not in shown:
            file = at_hand(file, setting.raw, crew)
        yield Source(file, source.row, rows[key], read.get(key), shown.get(key), file.document_id in own)
