"""The function `output = f(raw, code)`, up to the datasets: what is known already is not done again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from heapq import nlargest
from sys import intern
from typing import TYPE_CHECKING

from ingest.columns import Columns, Row, columns_of
from ingest.crew import Crew
from ingest.crew.heap import trim
from ingest.crew.local import WORTH_A_POOL
from ingest.datasets.decisions import decision_rows
from ingest.digests import Digests
from ingest.judging import GroupNote
from ingest.reconcile.outcomes import all_outcomes
from ingest.redo.packing import unpack, unpacked_as
from ingest.sources import ROW_STAGE, Reject, Sources
from ingest.stages.documents import Documents, document_row
from ingest.stages.groups import Groups, group_key, judge
from ingest.stages.people import Found, who_is_who
from ingest.stages.reading import read, unread
from ingest.stages.setting import (
    BUNDLES,
    DOCUMENTS,
    EXTRACTIONS,
    GROUPS,
    MENTIONS,
    NOTES,
    PEOPLE,
    PERSONS,
    REFERENCES,
    ROWS,
    SHAPES,
    SHARDS,
    SUMMARIES,
    TIES,
    Setting,
)  # fmt: skip
from ingest.stages.shards import (
    JudgedGroup,
    Shard,
    make_shards,
    missing_of,
    people_shards,
    planned_shards,
)  # fmt: skip
from ingest.stages.working import FEW
from schemas.decisions import DecisionOutcome
from schemas.words import using

if TYPE_CHECKING:
    import polars as pl

    from ingest.shards.tables import Tables

_SLOWEST = 10
_BUNDLE_BYTES = 20_000
"""A bundle of blocks takes about as long as so many bytes of text."""


@dataclass(frozen=True, slots=True)
class Product:
    """What a run makes, before it is put together: the shards of a version, and the documents behind them.

    `decided` is what became of all decisions.

    `read` and `judged` count what was done anew: documents and groups. `read_bytes` is the size of those documents,
    `slowest` the few that took longest, in seconds. `used` are the keys of what the cache holds of it, by kind.
    """

    shards: tuple[Shard, ...]
    documents: Documents
    rejects: tuple[Reject, ...]
    decided: tuple[DecisionOutcome, ...]
    read: int
    judged: int
    groups: int
    used: Mapping[str, Iterable[str]] = field(default_factory=dict)
    read_bytes: int = 0
    slowest: tuple[tuple[str, float], ...] = ()

    def own(self) -> Mapping[str, Columns]:
        """Return the rows that only the whole tells, by dataset."""
        return {
            "documents": columns_of("documents", map(document_row, self.documents.files)),
            "rejects": columns_of("rejects", _reject_rows(self.rejects)),
            "decisions": columns_of("decisions", decision_rows(self.decided)),
        }


def produce(sources: Sources, setting: Setting) -> Product:
    """Read, link, judge and check all documents, and make the shards of a version, if they are many.

    Raises `ContractViolation` for a value of a wrong type.
    """
    with using(setting.words):
        return _produced(sources, setting)


def _produced(sources: Sources, setting: Setting) -> Product:
    given = Documents.of(sources.files, setting)
    missing = unread(given, setting)
    with setting.crew(sum(file.size_bytes for file in missing)) as crew:
        rejected, seconds = read(missing, given, setting, crew)
        documents = given.without(rejected)
        crews = _Crews(crew, setting, documents)
        judged = _judged(Groups(documents, setting, sources), sources, setting, crews)
        trim()
        shards = [
            *planned_shards(documents, judged.parts, setting),
            *people_shards(judged.people.known.bundles, setting),
        ]
        missing_shards = missing_of(shards, setting)
        if len(missing_shards) > FEW:
            with crews.for_documents({name for shard in missing_shards for name in shard.own}) as enough:
                if enough.is_many:  # else whoever puts them together makes them too
                    make_shards(shards, documents, setting, enough)
    outcomes = [*judged.gathered.outcomes, *judged.people.known.outcomes]
    decided = all_outcomes(sources.decisions, outcomes) if sources.decisions else ()
    rejects = (*sources.rejects, *rejected.values(), *_named(sorted(judged.gathered.refused), documents))
    slowest = nlargest(_SLOWEST, seconds.items(), key=lambda item: item[1])
    size = sum(file.size_bytes for file in missing)
    return Product(
        tuple(shards), documents, rejects, tuple(decided), len(missing), judged.anew, judged.count,
        _used(documents, judged, shards), size, tuple(slowest),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Crews:
    """Gives crews for work on what was read: another than that which read, where there is more work."""

    reading: Crew
    setting: Setting
    documents: Documents

    def for_documents(self, documents: Iterable[str]) -> AbstractContextManager[Crew]:
        """Give a crew for work on some documents."""
        return self._for_bytes(sum(map(self.documents.size, documents)))

    def for_bundles(self, count: int) -> AbstractContextManager[Crew]:
        """Give a crew that tells who is who in so many bundles."""
        return self._for_bytes(count * _BUNDLE_BYTES)

    def _for_bytes(self, size: int) -> AbstractContextManager[Crew]:
        if self.reading.is_many or self.setting.workers <= 1 or size < WORTH_A_POOL:
            return nullcontext(self.reading)
        return self.setting.crew(size)


@dataclass(slots=True)
class _Gathered:
    """What is told of all judged groups, of each only what there is: most have nothing but the digest of mentions.

    `mentions` and `decided`, rows on what was decided of a group, are by the group's key; `shapes` by its mentions.
    """

    mentions: dict[str, str] = field(default_factory=dict)
    shapes: dict[str, str] = field(default_factory=dict)
    redirects: list[tuple[str, str]] = field(default_factory=list)
    decided: dict[str, tuple[Row, ...]] = field(default_factory=dict)
    outcomes: list[DecisionOutcome] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)

    def add(self, key: str, note: GroupNote) -> None:
        """Take in what is told of a group."""
        self.mentions[key] = intern(note.mentions)
        self.shapes[note.mentions] = note.shape
        self.redirects += note.redirects
        if note.outcomes:
            self.decided[key] = tuple(decision_rows(note.outcomes))
        self.add_lost(note)

    def add_lost(self, note: GroupNote) -> None:
        """Take in what is told of a group that there is nothing else of."""
        self.outcomes += note.outcomes
        self.refused += _refusals(note)


@dataclass(frozen=True, slots=True)
class _Judged:
    """All groups judged: what is told of them, those with rows by name, who is who; how many there are, and are new."""

    gathered: _Gathered
    parts: Mapping[str, JudgedGroup]
    people: Found
    count: int
    anew: int


def _judged(groups: Groups, sources: Sources, setting: Setting, crews: _Crews) -> _Judged:
    keys = {name: group_key(groups.task(name), setting) for name in groups.names()}
    known = setting.cache.known(NOTES, keys.values())
    waiting = [name for name, key in keys.items() if key not in known]
    with crews.for_documents({document_id for name in waiting for document_id in groups.documents(name)}) as crew:
        unfinished = judge(waiting, groups, keys, setting, crew)
    gathered = _Gathered()
    for held in setting.cache.get(NOTES, keys.values()):
        if held.key not in unfinished:
            gathered.add(held.key, unpacked_as(GroupNote, unpack(held.data)))
    for note in unfinished.values():
        gathered.add_lost(note)
    people = who_is_who(gathered.shapes, gathered.redirects, sources.decisions, setting, crews.for_bundles)
    parts = {
        name: _part(name, key, gathered, tuple(groups.documents(name)), people)
        for name, key in keys.items() if key not in unfinished
    }  # fmt: skip
    return _Judged(gathered, parts, people, len(keys), len(waiting))


def _part(name: str, key: str, gathered: _Gathered, documents: tuple[str, ...], people: Found) -> JudgedGroup:
    references = people.known.references[gathered.mentions[key]]
    return JudgedGroup(name, key, references, documents, gathered.decided.get(key, ()))


def _refusals(note: GroupNote) -> Iterator[Refusal]:
    for reject in note.rejects:
        yield Refusal(reject.document_id, ROW_STAGE, "incomplete_row", reject.message, reject.excerpt)
    for document_id in note.failed:
        yield Refusal(document_id, "judge", "internal_error", note.failure or "", "")


def tables_of(product: Product, setting: Setting) -> Tables:
    """Return the datasets of all shards, made here where they are not yet, and those that only the whole tells."""
    from ingest.shards.tables import Tables
    from schemas.frames import frame_of_columns

    with using(setting.words):
        make_shards(product.shards, product.documents, setting, Crew())
    own = product.own()
    frames: dict[str, pl.DataFrame] = {name: frame_of_columns(name, rows.values) for name, rows in own.items()}
    return Tables(setting.shards, [shard.key for shard in product.shards], frames)


def _used(documents: Documents, judged: _Judged, shards: Sequence[Shard]) -> Mapping[str, Iterable[str]]:
    read, groups = documents.keys_read(), [group.rows for group in judged.parts.values()]
    mentions, people = list(judged.gathered.shapes), judged.people.known
    shape_key = judged.people.shape_key
    return {
        SUMMARIES: read, EXTRACTIONS: read, ROWS: read, DOCUMENTS: read,
        GROUPS: groups, NOTES: groups,
        MENTIONS: mentions, TIES: mentions,
        PEOPLE: [judged.people.key], SHAPES: [shape_key] if shape_key else [],
        BUNDLES: people.bundles, PERSONS: people.bundles,
        REFERENCES: Digests.together(people.references.values()),
        SHARDS: [shard.key for shard in shards],
    }  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Refusal:
    """Something refused of a document that is published all the same."""

    document_id: str
    stage: str
    error: str
    message: str
    excerpt: str


def _named(refused: Iterable[Refusal], documents: Documents) -> Iterator[Reject]:
    for r in refused:
        path = documents.read(r.document_id).file.path
        yield Reject(path, r.stage, r.error, f"{path}: {r.message}", r.document_id, r.excerpt or None)


def _reject_rows(rejects: Sequence[Reject]) -> list[Row]:
    positions: dict[tuple[str, str], int] = defaultdict(int)
    rows: list[Row] = []
    for reject in rejects:
        key = (reject.path, reject.stage)
        rows.append({
            "path": reject.path, "stage": reject.stage, "position": positions[key], "document_id": reject.document_id,
            "error": reject.error, "message": reject.message, "excerpt": reject.excerpt,
        })  # fmt: skip
        positions[key] += 1
    return rows
