"""Judging groups of statements: those that are not known, by the crew, into the cache."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.crew import Crew, Died
from ingest.crew.tasks import JudgeTask, given_up, judge_tasks
from ingest.judging import GroupTask, Part
from ingest.link.groups import PERSON, Grouping, Summary
from ingest.progress import Step
from ingest.redo.cache import Held
from ingest.redo.packing import unpack
from ingest.sources import Sources
from ingest.stages.setting import DIED, EXTRACTIONS, GROUPS, SUMMARIES, Setting, digest_of, unpacked_as
from schemas.decisions import Decision
from schemas.statements import EventWords

_PARTS_A_BATCH = 64


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of a document: the key that it is held by, and the digest of what judging needs of it."""

    key: str
    digest: str


def group_tasks(keys: Mapping[str, str], setting: Setting, sources: Sources) -> list[GroupTask]:
    """Return the groups of all documents; `keys` are what was read, by document_id."""
    held = {h.key: unpacked_as(tuple, unpack(h.data)) for h in setting.cache.get(SUMMARIES, keys.values())}
    read = {document_id: Read(key, held[key][1]) for document_id, key in keys.items()}
    grouping = Grouping({document_id: unpacked_as(Summary, held[key][0]) for document_id, key in keys.items()})
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


def group_key(task: GroupTask, setting: Setting) -> str:
    """Return the digest of all that judging a group depends on."""
    parts = [(part.digest, part.document_id, sorted(map(repr, part.words)), part.is_home) for part in task.parts]
    answers = sorted((repr(words), event_id, task.index.series(words)) for words, event_id in task.index.events.items())
    given = [list(map(repr, task.decisions)), setting.words.digest]
    return digest_of([task.name, task.person, parts, answers, *given, setting.code.judging])


def judge(groups: Mapping[str, GroupTask], setting: Setting, crew: Crew) -> tuple[int, dict[str, bytes]]:
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
