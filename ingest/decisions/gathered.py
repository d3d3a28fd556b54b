"""The groups of statements that facts are in, as the sources have them now: what a run has read is not read again."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ingest.datasets import Judged
from ingest.errors import RunError
from ingest.given import given_now, looked_at_cache, with_known_archives
from ingest.judging import judge
from ingest.link import Linked, link
from ingest.link.groups import PERSON, ResolvedIndex, part_of
from ingest.redo.packing import UNREADABLE, unpack, unpacked_as
from ingest.sources import SourceFile
from ingest.stages.documents import Documents
from ingest.stages.grouping import Grouping
from ingest.stages.reading import read, unread
from ingest.stages.setting import EXTRACTIONS, Setting
from ingest.stages.summaries import Summaries
from schemas.decisions import Decision
from schemas.extraction import Extraction

_REMEMBERED = 64
_NATION = "nation:"


class UnreadableCacheError(RunError):
    """What a run kept is damaged."""

    def __init__(self, output: Path) -> None:
        super().__init__(f"{output}/.cache holds what cannot be read; `photofinish run` makes it anew: do that first")


@dataclass(frozen=True, slots=True)
class Group:
    """What is judged together: the parts of its articles, by document_id, and the answers to their words."""

    name: str
    parts: tuple[Extraction, ...]
    index: ResolvedIndex

    def linked(self) -> Linked:
        """Link the group's statements to their events and judge nothing: who is named needs no more."""
        return link(self.parts, self.index)

    def judged(self, decisions: Sequence[Decision]) -> Judged:
        """Judge the group."""
        return judge(self.parts, self.index, decisions)


@contextmanager
def gathered(raw: Path, output: Path) -> Iterator[Gathered]:
    """Give the groups of a folder of sources, and of the archives that the last run to `output` was asked for.

    Nothing is written to `output`. Raises `UnreadableCacheError` inside, where something kept in there is damaged.
    """
    cache = looked_at_cache(output)
    try:
        now = given_now(raw, cache)
        given, changed = with_known_archives(now, raw, cache)
        sources = given.sources
        if changed:
            from ingest.from_archives import last_asked
            from ingest.verify import with_all_archives

            sources = with_all_archives(raw, now.sources, last_asked(cache))
        setting = Setting(raw, cache, given.code, os.cpu_count() or 1, lambda _step: None, words=sources.words)
        yield Gathered(sources.files, setting, output)
    finally:
        cache.close()


class Gathered:
    """The groups of some documents; those that a run refuses are left out, as a run leaves them out."""

    def __init__(self, files: Sequence[SourceFile], setting: Setting, output: Path) -> None:
        """Read what no run has read yet."""
        self._cache = setting.cache
        self.output = output
        documents = Documents.of(files, setting)
        missing = unread(documents, setting)
        with setting.crew(sum(file.size_bytes for file in missing)) as crew:
            rejected, _ = read(missing, documents, setting, crew)
        self._documents = documents.without(rejected)
        with self._readable():
            self._summaries = Summaries(self._documents, self._cache)
            self._grouping = Grouping(self._summaries)
        self._extraction = lru_cache(maxsize=_REMEMBERED)(self._unpacked)

    def all(self) -> Iterator[Group]:
        """Yield every group, in the order of their names."""
        yield from self._named(self._grouping.names())

    def about(self, subjects: Iterable[tuple[str, str | None]]) -> Iterator[Group]:
        """Yield the groups that facts on some subjects are in, each given with its `as_of`; none where none is."""
        found = {self._grouping.group_of_subject(subject, as_of) for subject, as_of in subjects}
        yield from self._named(name for name in self._grouping.names() if name in found)

    @staticmethod
    def is_told(subject: str, as_of: str | None) -> bool:
        """Say whether a subject alone tells the group that a fact is in: nations and persons are in many."""
        return as_of is not None or not subject.startswith((_NATION, PERSON))

    def _named(self, names: Iterable[str]) -> Iterator[Group]:
        for name in names:
            with self._readable():
                group = self._group(name)
            yield group

    def _group(self, name: str) -> Group:
        members, grouping = self._grouping.members(name), self._grouping
        person = name.removeprefix(PERSON) if name.startswith(PERSON) else None
        parts = [part_of(self._extraction(each), grouping.words_in(name, each), person) for each in members]
        words = {one for each in members for one in grouping.words(each)}
        return Group(name, tuple(parts), grouping.resolved(words))

    def _unpacked(self, document_id: str) -> Extraction:
        held = next(self._cache.get(EXTRACTIONS, [self._documents[document_id]]), None)
        if held is None:
            raise KeyError(document_id)
        return unpacked_as(Extraction, unpack(held.data))

    @contextmanager
    def _readable(self) -> Iterator[None]:
        try:
            yield
        except (*UNREADABLE, sqlite3.DatabaseError) as error:
            raise UnreadableCacheError(self.output) from error
