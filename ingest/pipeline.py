"""The function `output = f(raw, code)`, up to the frames of the datasets: what is known already is not done again."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache
from heapq import nlargest
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ingest.assembly import Assembly
from ingest.columns import Row
from ingest.crew import Crew, Died, local_crew
from ingest.crew.tasks import JudgeTask, ReadTask, given_up, judge_tasks, read_tasks, refused
from ingest.datasets.competitors import competitor_joins_rows, competitors_rows
from ingest.datasets.decisions import decision_rows
from ingest.errors import SourceChangedError
from ingest.extraction import Reading
from ingest.judging import GroupProduct, GroupTask, Part
from ingest.link.groups import PERSON, Grouping, Summary
from ingest.link.people import Mention, People, identify
from ingest.link.people.decided import join_outcomes
from ingest.progress import Progress, Step
from ingest.reconcile.outcomes import all_outcomes
from ingest.redo.cache import Cache, Held
from ingest.redo.code import CodePrints
from ingest.redo.packing import unpack
from ingest.sources import ROW_STAGE, ChangedFileError, Reject, SourceFile, Sources, text_of
from schemas.decisions import Decision, DecisionOutcome, joins
from schemas.document import Document
from schemas.extraction import Extraction
from schemas.statements import EventWords
from schemas.words import NO_WORDS, UserWords, using

if TYPE_CHECKING:
    import polars as pl

Kind = TypeVar("Kind")

SUMMARIES, EXTRACTIONS, ROWS, GROUPS, DOCUMENTS = "summary", "extraction", "rows", "group", "document"
"""The kinds of values that the cache holds."""
DIED = "it ended the process that did it, twice"
FILES_A_BATCH = 16
_PARSED_KEPT = 32
_PARTS_A_BATCH = 64
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


@dataclass(frozen=True, slots=True)
class Setting:
    """What a run works with: where the sources are, what is known already, by which code, and who does it.

    `scheduler` is the address of a cluster; without one, `workers` processes of this machine do it. `words` are those
    that the user adds to the vocabulary.
    """

    raw: Path
    cache: Cache
    code: CodePrints
    workers: int
    progress: Progress
    scheduler: str | None = None
    words: UserWords = NO_WORDS

    def crew(self, size_bytes: int) -> AbstractContextManager[Crew]:
        """Give the crew for work on texts of this size."""
        if self.scheduler is None:
            return local_crew(self.workers, size_bytes)
        from ingest.crew.cluster import cluster_crew

        return cluster_crew(self.scheduler, self.code)


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of a document: the key that it is held by, and the digest of what judging needs of it."""

    key: str
    digest: str


def reading_key(file: SourceFile, code: CodePrints, words: UserWords) -> str:
    """Return the digest of all that reading a file depends on."""
    parts = [file.document_id, file.title, file.form, file.sha256, code.forms[file.form], words.digest]
    return _digest(parts)


def _digest(parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:32]


def produce(sources: Sources, setting: Setting) -> Product:
    """Read, link, judge and check all documents, and make every dataset's frame.

    Raises `ContractViolation` for a value of a wrong type.
    """
    with using(setting.words):
        return _produced(sources, setting)


def _produced(sources: Sources, setting: Setting) -> Product:
    keys = {file.document_id: reading_key(file, setting.code, setting.words) for file in sources.files}
    missing = _missing(sources.files, keys, setting.cache)
    with setting.crew(sum(file.size_bytes for file in missing)) as crew:
        rejected, seconds = _read(missing, keys, setting, crew)
        documents = tuple(file for file in sources.files if file.document_id not in rejected)
        tasks = _tasks({file.document_id: keys[file.document_id] for file in documents}, setting, sources)
        groups = {_group_key(task, setting): task for task in tasks}
        anew, unfinished = _judge(groups, setting, crew)
    assembly = Assembly()
    read = [keys[file.document_id] for file in documents]
    products = chain((held.data for held in setting.cache.get(GROUPS, groups)), unfinished.values())
    partly, outcomes = _assemble(assembly, read, products, setting.cache, sources.decisions)
    rejects = (*sources.rejects, *rejected.values(), *_named(partly, documents))
    assembly.add_rows("documents", map(_document, documents))
    assembly.add_rows("rejects", _reject_rows(rejects))
    used = [keys[file.document_id] for file in documents]
    frames = assembly.frames()
    if sources.decisions:
        frames["decisions"] = _decided(sources.decisions, outcomes)
    slowest = nlargest(_SLOWEST, seconds.items(), key=lambda item: item[1])
    size = sum(file.size_bytes for file in missing)
    keys_used = {SUMMARIES: used, EXTRACTIONS: used, ROWS: used, DOCUMENTS: used, GROUPS: list(groups)}
    return Product(frames, documents, rejects, len(missing), anew, len(groups), keys_used, size, tuple(slowest))


def parsed(files: Sequence[SourceFile], setting: Setting) -> Callable[[str], Document | None]:
    """Return what gives the parsed article of a document_id, or None; the last few are kept.

    Of an HTML page it has the elements and no text, of the other forms the text and no elements. Raises
    `SourceChangedError` where the file is no longer what was read.
    """
    by_id = {file.document_id: file for file in files}

    @lru_cache(maxsize=_PARSED_KEPT)
    def document(document_id: str) -> Document | None:
        file = by_id.get(document_id)
        return _parsed(file, setting) if file else None

    return document


def _parsed(file: SourceFile, setting: Setting) -> Document | None:
    is_held = file.form == "html" or file.origin is not None
    kind = DOCUMENTS if is_held else EXTRACTIONS
    held = next(iter(setting.cache.get(kind, [reading_key(file, setting.code, setting.words)])), None)
    if held is None:
        return None
    found = unpack(held.data)
    if is_held:
        return _as(Document, found)
    try:
        return replace(_as(Extraction, found).document, text=text_of(file, setting.raw))
    except ChangedFileError as error:
        raise SourceChangedError(file.path) from error


# Reading


def _missing(files: Sequence[SourceFile], keys: Mapping[str, str], cache: Cache) -> list[SourceFile]:
    known = cache.known(SUMMARIES, keys.values())
    return [file for file in files if keys[file.document_id] not in known]


def _read(
    files: Sequence[SourceFile], keys: Mapping[str, str], setting: Setting, crew: Crew
) -> tuple[dict[str, Reject], dict[str, float]]:
    """Read files and keep what was read of them; return those that were refused, and how long the others took."""
    rejected: dict[str, Reject] = {}
    seconds: dict[str, float] = {}
    step = Step("read", 0, len(files), 0, sum(file.size_bytes for file in files))
    setting.progress(step)
    batches = [files[start : start + FILES_A_BATCH] for start in range(0, len(files), FILES_A_BATCH)]
    tasks = ([_read_task(file, setting, crew) for file in batch] for batch in batches)
    for batch, results in zip(batches, crew.work(read_tasks, tasks), strict=True):
        readings = {}
        for file, result in zip(batch, results, strict=True):
            if isinstance(result, Reading):
                readings[keys[file.document_id]] = result
                seconds[file.document_id] = result.seconds
            else:
                rejected[file.document_id] = refused(file, DIED) if isinstance(result, Died) else result
        keep_readings(readings, setting.cache)
        size = sum(file.size_bytes for file in batch)
        step = replace(step, done=step.done + len(batch), done_bytes=step.done_bytes + size, rejects=len(rejected))
        setting.progress(step)
    return rejected, seconds


def _read_task(file: SourceFile, setting: Setting, crew: Crew) -> ReadTask:
    """Return the task of reading a file; it carries the text to workers who do not see the file."""
    if crew.is_remote:
        with suppress(OSError, ChangedFileError):  # the worker says what is wrong with it
            file = replace(file, text=text_of(file, setting.raw))
    return ReadTask(setting.raw, file, setting.words)


def keep_readings(readings: Mapping[str, Reading], cache: Cache) -> None:
    """Keep what was read; the summaries last, as they tell that the rest is there."""
    cache.put(EXTRACTIONS, (Held(key, reading.extraction) for key, reading in readings.items()))
    cache.put(ROWS, (Held(key, reading.rows) for key, reading in readings.items()))
    pages = ((key, reading.document) for key, reading in readings.items())
    cache.put(DOCUMENTS, (Held(key, document) for key, document in pages if document is not None))
    cache.put(SUMMARIES, (Held(key, reading.summary) for key, reading in readings.items()))


# Judging


def _tasks(keys: Mapping[str, str], setting: Setting, sources: Sources) -> list[GroupTask]:
    """Return the groups of all documents; `keys` are what was read, by document_id."""
    held = {h.key: _as(tuple, unpack(h.data)) for h in setting.cache.get(SUMMARIES, keys.values())}
    read = {document_id: Read(key, held[key][1]) for document_id, key in keys.items()}
    grouping = Grouping({document_id: _as(Summary, held[key][0]) for document_id, key in keys.items()})
    members = grouping.members()
    decisions: dict[str | None, list[Decision]] = defaultdict(list)
    for decision in sources.decisions:
        decisions[grouping.group_of_subject(decision.subject, decision.qualifiers.as_of)].append(decision)
    return [_task(grouping, name, {d: read[d] for d in found}, decisions[name]) for name, found in members.items()]


def _task(grouping: Grouping, name: str, read: Mapping[str, Read], decisions: Sequence[Decision]) -> GroupTask:
    parts = tuple(
        Part(read[each].key, read[each].digest, each, grouping.words_in(name, each), grouping.home(each) == name)
        for each in sorted(read)
    )
    # All words, not those of the group alone: a table that has rows here may be about an event of another group.
    known = frozenset[EventWords]().union(*(grouping.words(each) for each in read))
    person = name.removeprefix(PERSON) if name.startswith(PERSON) else None
    return GroupTask(name, parts, grouping.resolved(known), person, tuple(decisions))


def _group_key(task: GroupTask, setting: Setting) -> str:
    """Return the digest of all that judging a group depends on."""
    parts = [(part.digest, part.document_id, sorted(map(repr, part.words)), part.is_home) for part in task.parts]
    answers = sorted((repr(words), event_id, task.index.series(words)) for words, event_id in task.index.events.items())
    given = [list(map(repr, task.decisions)), setting.words.digest]
    return _digest([task.name, task.person, parts, answers, *given, setting.code.judging])


def _judge(groups: Mapping[str, GroupTask], setting: Setting, crew: Crew) -> tuple[int, dict[str, bytes]]:
    """Judge the groups that are not known, and keep what comes of it.

    Return how many there were, and the products of those that a backstop ended, which are not kept.
    """
    known = setting.cache.known(GROUPS, groups)
    waiting = {key: task for key, task in groups.items() if key not in known}
    step = Step("judge", 0, len(waiting))
    setting.progress(step)
    batches = list(_batches(waiting))
    tasks = (_judge_tasks([waiting[key] for key in batch], setting) for batch in batches)
    unkept: dict[str, bytes] = {}
    for batch, results in zip(batches, crew.work(judge_tasks, tasks), strict=True):
        found = [
            given_up(waiting[key], DIED) if isinstance(r, Died) else r for key, r in zip(batch, results, strict=True)
        ]
        judged = list(zip(batch, found, strict=True))
        setting.cache.put(GROUPS, (Held(key, each.product) for key, each in judged if each.is_final))
        unkept.update((key, each.product) for key, each in judged if not each.is_final)
        step = replace(step, done=step.done + len(batch))
        setting.progress(step)
    return len(waiting), unkept


def _judge_tasks(groups: Sequence[GroupTask], setting: Setting) -> list[JudgeTask]:
    """Return the tasks of a batch; the extractions that several groups name are sent once."""
    keys = sorted({part.key for group in groups for part in group.parts})
    packed = {held.key: held.data for held in setting.cache.get(EXTRACTIONS, keys)}
    parts = [{part.key: packed[part.key] for part in group.parts} for group in groups]
    return [JudgeTask(group, found, setting.words) for group, found in zip(groups, parts, strict=True)]


def _batches(groups: Mapping[str, GroupTask]) -> Iterator[list[str]]:
    """Yield the keys of groups to be judged together: those of the same articles are near each other."""
    batch: list[str] = []
    parts = 0
    for key, task in sorted(groups.items(), key=lambda item: (item[1].parts[0].document_id, item[1].name)):
        batch.append(key)
        parts += len(task.parts)
        if parts >= _PARTS_A_BATCH:
            yield batch
            batch, parts = [], 0
    if batch:
        yield batch


# Assembling


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
        assembly.add(_as(dict, unpack(held.data)))
    refused: list[Refusal] = []
    outcomes: list[DecisionOutcome] = []
    for packed in products:
        product = _as(GroupProduct, unpack(packed))
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


def _as(kind: type[Kind], value: object) -> Kind:
    """Return what was unpacked, which is of the kind that was packed."""
    if not isinstance(value, kind):
        raise TypeError(f"expected a packed {kind.__name__}, not {type(value).__name__}")
    return value
