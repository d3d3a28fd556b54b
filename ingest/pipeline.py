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
from ingest.crew.local import WORTH_A_POOL
from ingest.datasets.decisions import decision_rows
from ingest.judging import GroupNote
from ingest.reconcile.outcomes import all_outcomes
from ingest.redo.packing import unpack, unpacked_as
from ingest.sources import ROW_STAGE, Reject, SourceFile, Sources
from ingest.stages.groups import Groups, group_key, judge
from ingest.stages.people import Found, who_is_who
from ingest.stages.reading import read, reading_key, unread
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
    SHARDS,
    SUMMARIES,
    TIES,
    Setting,
)  # fmt: skip
from ingest.stages.shards import (
    JudgedGroup,
    ReadDocument,
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

    `own` are the rows that only the whole tells, by dataset.

    `read` and `judged` count what was done anew: documents and groups. `read_bytes` is the size of those documents,
    `slowest` the few that took longest, in seconds. `used` are the keys of what the cache holds of it, by kind.
    """

    shards: tuple[Shard, ...]
    own: Mapping[str, Columns]
    documents: tuple[SourceFile, ...]
    rejects: tuple[Reject, ...]
    read: int
    judged: int
    groups: int
    used: Mapping[str, Sequence[str]] = field(default_factory=dict)
    read_bytes: int = 0
    slowest: tuple[tuple[str, float], ...] = ()


def produce(sources: Sources, setting: Setting) -> Product:
    """Read, link, judge and check all documents, and make the shards of a version, if they are many.

    Raises `ContractViolation` for a value of a wrong type.
    """
    with using(setting.words):
        return _produced(sources, setting)


def _produced(sources: Sources, setting: Setting) -> Product:
    keys = {file.document_id: reading_key(file, setting.code, setting.words) for file in sources.files}
    missing = unread(sources.files, keys, setting.cache)
    with setting.crew(sum(file.size_bytes for file in missing)) as crew:
        rejected, seconds = read(missing, keys, setting, crew)
        documents = tuple(file for file in sources.files if file.document_id not in rejected)
        used = {file.document_id: keys[file.document_id] for file in documents}
        sizes = {file.document_id: file.size_bytes for file in documents}
        crews = _Crews(crew, setting, sizes)
        judged = _judged(Groups(used, setting, sources), sources, setting, crews)
        known = {file.document_id: ReadDocument(file, _document(file), used[file.document_id]) for file in documents}
        shards = [*planned_shards(known, judged.parts, setting), *people_shards(judged.people.known.bundles, setting)]
        missing_shards = missing_of(shards, setting)
        if len(missing_shards) > FEW:
            with crews.for_documents({name for shard in missing_shards for name in shard.own}) as enough:
                if enough.is_many:  # else whoever puts them together makes them too
                    make_shards(shards, setting, enough)
    outcomes = all_outcomes(sources.decisions, judged.outcomes) if sources.decisions else ()
    rejects = (*sources.rejects, *rejected.values(), *_named(judged.refused, documents))
    of_all = {
        "documents": columns_of("documents", map(_document, documents)),
        "rejects": columns_of("rejects", _reject_rows(rejects)),
        "decisions": columns_of("decisions", decision_rows(outcomes)),
    }
    slowest = nlargest(_SLOWEST, seconds.items(), key=lambda item: item[1])
    size = sum(file.size_bytes for file in missing)
    return Product(
        tuple(shards), of_all, documents, rejects, len(missing), judged.anew, len(judged.notes),
        _used(used, judged, shards), size, tuple(slowest),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Crews:
    """Gives crews for work on what was read: another than that which read, where there is more work."""

    reading: Crew
    setting: Setting
    sizes: Mapping[str, int]

    def for_documents(self, documents: Iterable[str]) -> AbstractContextManager[Crew]:
        """Give a crew for work on some documents."""
        return self._for_bytes(sum(self.sizes[document_id] for document_id in documents))

    def for_bundles(self, count: int) -> AbstractContextManager[Crew]:
        """Give a crew that tells who is who in so many bundles."""
        return self._for_bytes(count * _BUNDLE_BYTES)

    def _for_bytes(self, size: int) -> AbstractContextManager[Crew]:
        if self.reading.is_many or self.setting.workers <= 1 or size < WORTH_A_POOL:
            return nullcontext(self.reading)
        return self.setting.crew(size)


@dataclass(frozen=True, slots=True)
class _Judged:
    """All groups judged: their notes by key, those with rows by name, and who is who."""

    notes: Mapping[str, GroupNote]
    parts: Mapping[str, JudgedGroup]
    people: Found
    anew: int

    @property
    def outcomes(self) -> list[DecisionOutcome]:
        """What became of the decisions on facts and on who is who."""
        return [*(each for note in self.notes.values() for each in note.outcomes), *self.people.known.outcomes]

    @property
    def refused(self) -> list[Refusal]:
        """What was refused of documents that are published all the same."""
        return sorted(refusal for note in self.notes.values() for refusal in _refusals(note))


def _judged(groups: Groups, sources: Sources, setting: Setting, crews: _Crews) -> _Judged:
    keys = {name: group_key(groups.task(name), setting) for name in groups.names()}
    known = setting.cache.known(NOTES, keys.values())
    waiting = [name for name, key in keys.items() if key not in known]
    with crews.for_documents({document_id for name in waiting for document_id in groups.documents(name)}) as crew:
        unfinished = judge(waiting, groups, keys, setting, crew)
    held = setting.cache.get(NOTES, keys.values())
    notes = {each.key: unpacked_as(GroupNote, unpack(each.data)) for each in held} | unfinished
    final = (note for key, note in notes.items() if key not in unfinished)
    people = who_is_who(final, sources.decisions, setting, crews.for_bundles)
    parts = {
        name: _part(name, key, notes[key], tuple(groups.documents(name)), people)
        for name, key in keys.items() if key not in unfinished
    }  # fmt: skip
    return _Judged(notes, parts, people, len(waiting))


def _part(name: str, key: str, note: GroupNote, documents: tuple[str, ...], people: Found) -> JudgedGroup:
    references = people.known.references[note.mentions]
    return JudgedGroup(name, key, references, documents, tuple(decision_rows(note.outcomes)))


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
        make_shards(product.shards, setting, Crew())
    frames: dict[str, pl.DataFrame] = {name: frame_of_columns(name, rows.values) for name, rows in product.own.items()}
    return Tables(setting.shards, [shard.key for shard in product.shards], frames)


def _used(documents: Mapping[str, str], judged: _Judged, shards: Sequence[Shard]) -> Mapping[str, Sequence[str]]:
    read = list(documents.values())
    mentions, people = [note.mentions for note in judged.notes.values()], judged.people.known
    return {
        SUMMARIES: read, EXTRACTIONS: read, ROWS: read, DOCUMENTS: read,
        GROUPS: list(judged.notes), NOTES: list(judged.notes),
        MENTIONS: mentions, TIES: mentions,
        PEOPLE: [judged.people.key], BUNDLES: people.bundles, PERSONS: people.bundles,
        REFERENCES: [key for keys in people.references.values() for key in keys],
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


def _named(refused: Iterable[Refusal], documents: Sequence[SourceFile]) -> Iterator[Reject]:
    paths = {file.document_id: file.path for file in documents}
    for r in refused:
        path = paths[r.document_id]
        yield Reject(path, r.stage, r.error, f"{path}: {r.message}", r.document_id, r.excerpt or None)


def _document(file: SourceFile) -> Row:
    entry = file.entry
    return {
        "document_id": file.document_id,
        "title": file.title,
        "path": file.path,
        "form": file.form,
        "sha256": file.sha256,
        "size_bytes": file.size_bytes,
        "revision_id": entry.revision if entry else None,
        "retrieved_at": entry.retrieved if entry else None,
        "source_url": entry.url if entry else None,
        "license": entry.license if entry else None,
    }


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
