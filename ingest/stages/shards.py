"""Making shards: those that are not known, by the crew, into the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.columns import Row
from ingest.crew import Crew
from ingest.digests import Digests, digest_of
from ingest.progress import Step
from ingest.redo.cache import Held
from ingest.shards.articles import Source
from ingest.shards.build import GroupPart, ShardTask, build_shards
from ingest.shards.plan import shard_count, sharded
from ingest.stages.documents import Documents
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


@dataclass(frozen=True, slots=True)
class JudgedGroup:
    """A group that was judged: the keys of its rows and references, its documents, and what was decided of it."""

    name: str
    rows: str
    references: Digests
    documents: tuple[str, ...]
    decided: tuple[Row, ...]


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


def planned_shards(documents: Documents, groups: Mapping[str, JudgedGroup], setting: Setting) -> list[Shard]:
    """Return the shards of a version; `groups` are by name."""
    count = shard_count(documents.size_bytes)
    own, parts = sharded(documents, count), sharded(groups, count)
    return [
        _shard(own.get(number, ()), [groups[name] for name in parts.get(number, ())], documents, setting)
        for number in sorted({*own, *parts})
    ]


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


def missing_of(shards: Iterable[Shard], setting: Setting) -> list[Shard]:
    """Return the shards that are not there."""
    return [shard for shard in shards if not setting.shards.has(shard.key)]


def make_shards(shards: Sequence[Shard], documents: Documents, setting: Setting, crew: Crew) -> int:
    """Make the shards that are not there; return how many there were."""
    missing = missing_of(shards, setting)
    step = Step("tables", 0, len(missing))
    setting.progress(step)
    tasks = (_task(shard, documents, setting, crew) for shard in missing)
    made = done_by(crew, build_shards, tasks, len(missing), "put tables together")
    for shard, built in zip(missing, made, strict=True):
        setting.shards.keep(shard.key, built)
        step = replace(step, done=step.done + 1)
        setting.progress(step)
    # All of them: those that a stopped run made are noted nowhere, and what is not noted is forgotten.
    setting.cache.put(SHARDS, (Held(shard.key, b"") for shard in shards))
    return len(missing)


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
