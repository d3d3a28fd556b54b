"""What a worker does with an archive: divide it, look through a part of it, read pages of it at their places.

Nothing of an archive's content comes from the process that hands out the tasks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.archives.adapter import STAGE, as_reject, as_source
from ingest.archives.errors import ArchiveError
from ingest.archives.model import WHOLE, Page, Place, Range, Refused
from ingest.archives.parts import Told, to_nobody
from ingest.archives.reading import Division, division, open_archive, unused_index
from ingest.archives.selection import Selection
from ingest.crew.limits import TimeLimitError, time_limit
from ingest.crew.tasks import ReadTask, read_tasks, sentence
from ingest.extraction import Reading
from ingest.sources import Origin, Reject, SourceFile

PART_BYTES = 1 << 19
"""Of a compressed file: some two streams of Wikimedia's. Pages are read again from where their part begins."""
_PLAIN_PART_BYTES = 4 << 20
_PACKED = frozenset({".bz2", ".gz", ".7z", ".zim"})
_UNPACKED = 4
"""How many times as large text is that was packed, at the least."""


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive, and what it is called in the paths of its pages."""

    name: str
    path: Path

    @property
    def is_packed(self) -> bool:
        """Say whether its content is larger than the file."""
        return self.path.suffix.lower() in _PACKED

    @property
    def text_bytes(self) -> int:
        """About how much text it holds; 0 where it is gone."""
        size = self.path.stat().st_size if self.path.is_file() else 0
        return size * _UNPACKED if self.is_packed else size


@dataclass(frozen=True, slots=True)
class DivideTask:
    """An archive to be divided into parts; with an index, by the streams that hold what is wanted."""

    archive: Archive
    selection: Selection


@dataclass(frozen=True, slots=True)
class LookTask:
    """A part of an archive to be looked through."""

    archive: Archive
    selection: Selection
    part: Range


@dataclass(frozen=True, slots=True)
class Look:
    """What a part gives: its pages without their texts, what is refused, and how many are no articles."""

    files: tuple[SourceFile, ...] = ()
    rejects: tuple[Reject, ...] = ()
    ignored: int = 0


ArchiveTask = DivideTask | LookTask | ReadTask
Done = Division | Look | Reading | Reject


def archive_tasks(tasks: Sequence[ArchiveTask]) -> list[Done]:
    """Do some tasks, each within its limits."""
    return [_done(task) for task in tasks]


def _done(task: ArchiveTask) -> Done:
    if isinstance(task, ReadTask):
        return read_tasks([task])[0]
    try:
        if isinstance(task, DivideTask):
            return _divided(task)
        with time_limit():
            found = Found(task.archive, task.selection)
            files = with_forms([without_text(page) for page in found.pages(task.part)])
            return Look(tuple(files), tuple(found.rejects), found.ignored)
    except (TimeLimitError, MemoryError) as error:
        return given_up(task, sentence(error))
    except ArchiveError as error:
        return _unreadable(task.archive, error)


def _divided(task: DivideTask) -> Division:
    path = task.archive.path
    try:
        size = path.stat().st_size
    except OSError:  # said when it is looked through
        return Division((WHOLE,))
    part = PART_BYTES if task.archive.is_packed else _PLAIN_PART_BYTES
    return division(path, 1 + size // part, task.selection)


def given_up(task: ArchiveTask, said: str) -> Reject:
    """Return the refusal of a part of an archive that a backstop ended."""
    if isinstance(task, ReadTask):
        raise TypeError("a page that is given up is refused by its own name")
    where = "" if isinstance(task, DivideTask) else f" {_place(task.part)}"
    message = f"{task.archive.name}: looking through it{where} was given up: {said}; fetch the archive again"
    return Reject(task.archive.name, STAGE, "limit", message)


def _place(part: Range) -> str:
    if part.streams is not None:
        return f"in its streams at {', '.join(f'byte {stream:,}' for stream, _ in part.streams)}"
    start = f"from byte {part.start.stream or part.start.offset:,}"
    return start if part.end is None else f"{start} to byte {part.end.stream or part.end.offset:,}"


def _unreadable(archive: Archive, error: ArchiveError) -> Reject:
    return Reject(archive.name, STAGE, "unreadable", str(error))


def may_pass(reject: Reject) -> bool:
    """Say whether an archive, or a part of it, was not looked through for a reason that may be gone another time."""
    return reject.stage == STAGE and reject.error in {"unreadable", "limit"}


class Found:
    """What an archive, or a part of it, gives: pages one by one, and what is noted meanwhile."""

    def __init__(self, archive: Archive, selection: Selection, told: Told = to_nobody) -> None:
        self._archive = archive
        self._selection = selection
        self._told = told
        self.rejects: list[Reject] = []
        self.ignored = 0

    def pages(self, part: Range = WHOLE) -> Iterator[SourceFile]:
        """Yield the pages as files with their texts; what is refused or no article is noted."""
        path, name = self._archive.path, self._archive.name
        for outcome in open_archive(path, self._selection, part, name=name, by_index=False, told=self._told):
            if isinstance(outcome, Page):
                source = as_source(outcome)
                if isinstance(source, SourceFile):
                    # There may be millions of these: no more is kept than what finds the page again.
                    start = outcome.place.start
                    place = Place(name, start, start, "")
                    yield replace(source, origin=Origin(path.absolute().as_posix(), place, self._selection))
                else:
                    self.rejects.append(source)
            elif isinstance(outcome, Refused):
                self.rejects.append(as_reject(outcome))
            else:
                self.ignored += 1

    def pages_that_can_be_read(self, part: Range) -> Iterator[SourceFile]:
        """Yield the pages of a part; that the archive cannot be opened is noted too."""
        try:
            yield from self.pages(part)
        except ArchiveError as error:
            self.rejects.append(_unreadable(self._archive, error))


def without_text(file: SourceFile) -> SourceFile:
    """Return a page as it is found again."""
    return replace(file, text=None)


def with_forms(files: Sequence[SourceFile]) -> list[SourceFile]:
    """Return files with the document_id that they will have among all: one article's forms are told apart by it."""
    forms: dict[str, set[str]] = defaultdict(set)
    for file in files:
        forms[file.document_id].add(file.form)
    return [
        replace(file, document_id=f"{file.document_id}--{file.form}") if len(forms[file.document_id]) > 1 else file
        for file in files
    ]


def index_refusal(archive: Archive, fault: str) -> Reject:
    """Return the refusal of the index beside an archive."""
    return as_reject(unused_index(archive.name, fault))
