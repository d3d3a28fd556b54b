"""The function `output = f(raw, code)`, up to the datasets: what is known already is not done again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from heapq import nlargest
from typing import TYPE_CHECKING

from ingest.columns import Columns, Row, columns_of
from ingest.crew import Crew
from ingest.crew.heap import trim
from ingest.crew.local import WORTH_A_POOL
from ingest.datasets.decisions import decision_rows
from ingest.reconcile.outcomes import all_outcomes
from ingest.shards.plan import shard_count
from ingest.sources import Reject, Sources
from ingest.stages.documents import Documents, document_row
from ingest.stages.groups import Groups, judge
from ingest.stages.judged import JudgedGroups, Refusal
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
from ingest.stages.shards import Shard, ShardPlan, make_shards, note_shards
from ingest.stages.working import are_worth_others
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
    """What a run makes, before it is put together: the shards of a version, by key, and the documents behind them.

    Shards that are `waiting` are left to whoever puts them together.

    `decided` is what became of all decisions.

    `read` and `judged` count what was done anew: documents and groups. `read_bytes` is the size of those documents,
    `slowest` the few that took longest, in seconds. `used` are the keys of what the cache holds of it, by kind.
    """

    shards: tuple[str, ...]
    waiting: tuple[Shard, ...]
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
        judged = _judged(Groups(documents, setting, sources), documents, sources, setting, crews)
        trim()
        plan = ShardPlan(documents, judged.groups, judged.people.known.bundles, setting)
        with crews.for_documents(plan.missing_documents()) as enough:
            are_made = are_worth_others(plan.missing_count, enough)
            if are_made:
                make_shards(plan.missing(), plan.missing_count, documents, setting, enough)
    note_shards(plan.keys, setting)
    outcomes = [*judged.groups.outcomes, *judged.people.known.outcomes]
    decided = all_outcomes(sources.decisions, outcomes) if sources.decisions else ()
    rejects = (*sources.rejects, *rejected.values(), *_named(sorted(judged.groups.refused), documents))
    slowest = nlargest(_SLOWEST, seconds.items(), key=lambda item: item[1])
    size = sum(file.size_bytes for file in missing)
    return Product(
        plan.keys, () if are_made else tuple(plan.missing()), documents, rejects, tuple(decided),
        len(missing), judged.anew, len(judged.groups), _used(documents, judged, plan), size, tuple(slowest),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Crews:
    """Gives crews for work on what was read: another than that which read, where there is more work."""

    reading: Crew
    setting: Setting
    documents: Documents

    def for_documents(self, documents: Iterable[str]) -> AbstractContextManager[Crew]:
        """Give a crew for work on some documents, which may come several times."""
        size, seen = 0, set[str]()
        for name in documents:
            if name not in seen:
                seen.add(name)
                size += self.documents.size(name)
            if size >= WORTH_A_POOL:
                break
        return self._for_bytes(size)

    def for_bundles(self, count: int) -> AbstractContextManager[Crew]:
        """Give a crew that tells who is who in so many bundles."""
        return self._for_bytes(count * _BUNDLE_BYTES)

    def _for_bytes(self, size: int) -> AbstractContextManager[Crew]:
        if self.reading.is_many or self.setting.workers <= 1 or size < WORTH_A_POOL:
            return nullcontext(self.reading)
        return self.setting.crew(size)


@dataclass(frozen=True, slots=True)
class _Judged:
    """All groups judged: what is told of them, who is who, and how many were judged anew."""

    groups: JudgedGroups
    people: Found
    anew: int


def _judged(groups: Groups, documents: Documents, sources: Sources, setting: Setting, crews: _Crews) -> _Judged:
    judged = JudgedGroups(groups, setting, shard_count(documents.size_bytes))
    count = judged.waiting_count
    with crews.for_documents(judged.documents_waiting()) as crew:
        unfinished = judge(judged.waiting(), count, groups, setting, crew)
    judged.take_in(unfinished)
    people = who_is_who(judged.mentions, judged.redirects, sources.decisions, setting, crews.for_bundles)
    return _Judged(judged, people, count)


def tables_of(product: Product, setting: Setting) -> Tables:
    """Return the datasets of all shards, made here where they are not yet, and those that only the whole tells."""
    from ingest.shards.tables import Tables
    from schemas.frames import frame_of_columns

    with using(setting.words):
        make_shards(product.waiting, len(product.waiting), product.documents, setting, Crew())
    own = product.own()
    frames: dict[str, pl.DataFrame] = {name: frame_of_columns(name, rows.values) for name, rows in own.items()}
    return Tables(setting.shards, product.shards, frames)


def _used(documents: Documents, judged: _Judged, plan: ShardPlan) -> Mapping[str, Iterable[str]]:
    read, groups, mentions, people = documents.keys_read(), judged.groups, judged.groups.mentions, judged.people
    references = (key for _, found in mentions.all_references() for key in found)
    return {
        SUMMARIES: read, EXTRACTIONS: read, ROWS: read, DOCUMENTS: read,
        GROUPS: groups.keys(), NOTES: groups.keys(),
        MENTIONS: mentions.digests(), TIES: mentions.digests(),
        PEOPLE: people.keys, SHAPES: people.shape_keys,
        BUNDLES: people.known.bundles, PERSONS: people.known.bundles,
        REFERENCES: references,
        SHARDS: plan.keys,
    }  # fmt: skip


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
