"""The function `output = f(raw, code)`, up to the frames of the datasets: what is known already is not done again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import chain
from typing import TYPE_CHECKING

from ingest.assembly import Assembly
from ingest.columns import Row
from ingest.datasets.competitors import competitor_joins_rows, competitors_rows
from ingest.datasets.decisions import decision_rows
from ingest.judging import GroupProduct
from ingest.link.people import Mention, People, identify
from ingest.link.people.decided import join_outcomes
from ingest.reconcile.outcomes import all_outcomes
from ingest.redo.cache import Cache
from ingest.redo.packing import unpack
from ingest.sources import ROW_STAGE, Reject, SourceFile, Sources
from ingest.stages.groups import group_key, group_tasks, judge
from ingest.stages.reading import read, reading_key, unread
from ingest.stages.setting import DOCUMENTS, EXTRACTIONS, GROUPS, ROWS, SUMMARIES, Setting, unpacked_as
from schemas.decisions import Decision, DecisionOutcome, joins
from schemas.words import using

if TYPE_CHECKING:
    import polars as pl

_SLOWEST = 10


@dataclass(frozen=True, slots=True)
class Product:
    """What a run makes, before it is written: the frame of every dataset, and the documents behind them.

    `read` and `judged` count what was done anew: documents and groups. `read_bytes` is the size of those documents,
    `slowest` the few that took longest, in seconds. `used` are the keys of what the cache holds of it, by kind.
    """

    frames: Mapping[str, pl.DataFrame]
    documents: tuple[SourceFile, ...]
    rejects: tuple[Reject, ...]
    read: int
    judged: int
    groups: int
    used: Mapping[str, Sequence[str]] = field(default_factory=dict)
    read_bytes: int = 0
    slowest: tuple[tuple[str, float], ...] = ()


def produce(sources: Sources, setting: Setting) -> Product:
    """Read, link, judge and check all documents, and make every dataset's frame.

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
        tasks = group_tasks({file.document_id: keys[file.document_id] for file in documents}, setting, sources)
        groups = {group_key(task, setting): task for task in tasks}
        anew, unfinished = judge(groups, setting, crew)
    assembly = Assembly()
    used = [keys[file.document_id] for file in documents]
    products = chain((held.data for held in setting.cache.get(GROUPS, groups)), unfinished.values())
    partly, outcomes = _assemble(assembly, used, products, setting.cache, sources.decisions)
    rejects = (*sources.rejects, *rejected.values(), *_named(partly, documents))
    assembly.add_rows("documents", map(_document, documents))
    assembly.add_rows("rejects", _reject_rows(rejects))
    frames = assembly.frames()
    if sources.decisions:
        frames["decisions"] = _decided(sources.decisions, outcomes)
    slowest = nlargest(_SLOWEST, seconds.items(), key=lambda item: item[1])
    size = sum(file.size_bytes for file in missing)
    keys_used = {SUMMARIES: used, EXTRACTIONS: used, ROWS: used, DOCUMENTS: used, GROUPS: list(groups)}
    return Product(frames, documents, rejects, len(missing), anew, len(groups), keys_used, size, tuple(slowest))


def _assemble(
    assembly: Assembly,
    documents: Sequence[str],
    products: Iterable[bytes],
    cache: Cache,
    decisions: Sequence[Decision],
) -> tuple[list[Refusal], list[DecisionOutcome]]:
    """Give the assembly all rows; return what was refused of documents, and what became of decisions."""
    mentions: list[Mention] = []
    redirects: dict[str, str] = {}
    for held in cache.get(ROWS, documents):
        assembly.add(unpacked_as(dict, unpack(held.data)))
    refused: list[Refusal] = []
    outcomes: list[DecisionOutcome] = []
    for packed in products:
        product = unpacked_as(GroupProduct, unpack(packed))
        assembly.add(product.rows)
        outcomes += product.outcomes
        mentions += product.mentions
        redirects.update(product.redirects)
        refused += (Refusal(r.document_id, ROW_STAGE, "incomplete_row", r.message, r.excerpt) for r in product.rejects)
        if product.failure is not None:
            refused += (Refusal(each, "judge", "internal_error", product.failure, "") for each in product.failed)
    people = identify(mentions, redirects, joins(decisions))
    _identify(assembly, people)
    return sorted(refused), [*outcomes, *join_outcomes(decisions, people)]


def _identify(assembly: Assembly, people: People) -> None:
    """Give the assembly who is who, which only all groups together tell."""
    assembly.identify(people.references)
    assembly.add_rows("competitors", competitors_rows(people))
    assembly.add_rows("competitor_joins", competitor_joins_rows(people))


def _decided(decisions: Sequence[Decision], outcomes: Sequence[DecisionOutcome]) -> pl.DataFrame:
    """Return what became of every decision; those on no fact of any group included."""
    from schemas.frames import frame

    return frame("decisions", decision_rows(all_outcomes(decisions, outcomes)))


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
