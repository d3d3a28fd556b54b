"""Judging groups of statements: those that are not known, by the crew, into the cache."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.crew import Crew, Died
from ingest.crew.tasks import Judgement, JudgeTask, given_up, judge_tasks
from ingest.digests import digest_of
from ingest.judging import GroupNote, GroupTask, Part
from ingest.link.groups import PERSON
from ingest.progress import Step
from ingest.redo.cache import Cache, Held
from ingest.redo.packing import unpack, unpacked_as
from ingest.sources import Sources
from ingest.stages.grouping import Grouping
from ingest.stages.setting import DIED, EXTRACTIONS, GROUPS, MENTIONS, NOTES, TIES, Setting
from ingest.stages.summaries import Summaries
from schemas.decisions import Decision
from schemas.statements import EventWords

_PARTS_A_BATCH = 64
_WORDS_REMEMBERED = 10_000


class Groups:
    """The groups of all documents. Their tasks are made when they are asked for: together they would be large."""

    def __init__(self, keys: Mapping[str, str], setting: Setting, sources: Sources) -> None:
        """`keys` are what was read, by document_id."""
        self._summaries = Summaries(keys, setting.cache)
        self._grouping = Grouping(self._summaries)
        self._decisions: dict[str | None, list[Decision]] = defaultdict(list)
        for decision in sources.decisions:
            name = self._grouping.group_of_subject(decision.subject, decision.qualifiers.as_of)
            self._decisions[name].append(decision)

    def names(self) -> Iterator[str]:
        """Yield the names of all groups: those of the same articles are near each other."""
        return self._grouping.names_by_articles()

    def documents(self, name: str) -> tuple[str, ...]:
        """Return the documents that have a part in a group, sorted."""
        return self._grouping.members(name)

    def task(self, name: str) -> GroupTask:
        """Return what judging a group needs."""
        members, grouping, read = self.documents(name), self._grouping, self._summaries
        parts = tuple(
            Part(read.key(each), read.digest(each), each, grouping.words_in(name, each), grouping.home(each) == name)
            for each in members
        )
        # All words, not those of the group alone: a table that has rows here may be about an event of another group.
        known = frozenset[EventWords]().union(*map(grouping.words, members))
        person = name.removeprefix(PERSON) if name.startswith(PERSON) else None
        return GroupTask(name, parts, grouping.resolved(known), person, tuple(self._decisions.get(name, ())))


def group_key(task: GroupTask, setting: Setting) -> str:
    """Return the digest of all that judging a group depends on."""
    parts = [(part.digest, part.document_id, sorted(map(_told, part.words)), part.is_home) for part in task.parts]
    answers = sorted(
        (_told(words), event_id, task.index.series(words)) for words, event_id in task.index.events.items()
    )
    given = [list(map(repr, task.decisions)), setting.words.digest]
    return digest_of([task.name, task.person, parts, answers, *given, setting.code.judging])


@lru_cache(maxsize=_WORDS_REMEMBERED)
def _told(words: EventWords) -> str:
    """Return an event's words as text; an overview has them in each of its groups."""
    return repr(words)


@dataclass(frozen=True, slots=True)
class NamedGroup:
    """A group by its name, and by the key of what the cache holds of it."""

    name: str
    key: str


def judge(
    waiting: Iterable[NamedGroup], count: int, groups: Groups, setting: Setting, crew: Crew
) -> dict[str, GroupNote]:
    """Judge the groups `waiting`, so many, and keep what comes of it.

    Return the notes on those that a backstop ended, of which nothing is kept, by key.
    """
    step = Step("judge", 0, count)
    setting.progress(step)
    handed_out: deque[list[NamedGroup]] = deque()  # few at a time: the crew takes them as workers become free
    unkept: dict[str, GroupNote] = {}
    for results in crew.work(judge_tasks, _handed_out(waiting, groups, setting, handed_out), _size):
        batch = handed_out.popleft()
        judged = {
            each.key: given_up(groups.task(each.name), DIED) if isinstance(result, Died) else result
            for each, result in zip(batch, results, strict=True)
        }
        _keep({key: each for key, each in judged.items() if each.is_final}, setting.cache)
        unkept.update(
            (key, unpacked_as(GroupNote, unpack(each.note))) for key, each in judged.items() if not each.is_final
        )
        step = replace(step, done=step.done + len(batch))
        setting.progress(step)
    return unkept


def _handed_out(
    waiting: Iterable[NamedGroup], groups: Groups, setting: Setting, batches: deque[list[NamedGroup]]
) -> Iterator[list[JudgeTask]]:
    """Yield the tasks of each batch, which is noted among `batches`."""
    for batch in _batches(waiting, groups):
        batches.append(batch)
        yield _judge_tasks([groups.task(each.name) for each in batch], setting)


def _keep(judged: Mapping[str, Judgement], cache: Cache) -> None:
    """Keep what came of groups; the notes last, as they tell that the rest is there."""
    cache.put(GROUPS, (Held(key, each.rows) for key, each in judged.items()))
    cache.put(MENTIONS, (Held(each.mentions_key, each.mentions) for each in judged.values()))
    cache.put(TIES, (Held(each.mentions_key, each.ties) for each in judged.values()))
    cache.put(NOTES, (Held(key, each.note) for key, each in judged.items()))


def _judge_tasks(groups: Sequence[GroupTask], setting: Setting) -> list[JudgeTask]:
    """Return the tasks of a batch; the extractions that several groups name are sent once."""
    keys = sorted({part.key for group in groups for part in group.parts})
    packed = {held.key: held.data for held in setting.cache.get(EXTRACTIONS, keys)}
    parts = [{part.key: packed[part.key] for part in group.parts} for group in groups]
    return [JudgeTask(group, found, setting.words) for group, found in zip(groups, parts, strict=True)]


def _size(tasks: Sequence[JudgeTask]) -> int:
    packed = {key: len(data) for task in tasks for key, data in task.packed.items()}
    return sum(packed.values())


def _batches(waiting: Iterable[NamedGroup], groups: Groups) -> Iterator[list[NamedGroup]]:
    """Yield the groups to be judged together."""
    batch: list[NamedGroup] = []
    parts = 0
    for group in waiting:
        batch.append(group)
        parts += len(groups.documents(group.name))
        if parts >= _PARTS_A_BATCH:
            yield batch
            batch, parts = [], 0
    if batch:
        yield batch
