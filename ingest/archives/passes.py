"""A pass over an archive: its pages are found and read, and memory holds a few parts of it at a time.

Where pages can be reached at their places, workers look through the parts and read the pages themselves: nothing is
decompressed here. Of what has one stream, or is not seen by the workers, this process reads on and hands over texts.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.archives.listing import Listing, Listings
from ingest.archives.model import Range
from ingest.archives.reading import Division
from ingest.archives.selection import Selection
from ingest.archives.tasks import (
    Archive,
    ArchiveTask,
    DivideTask,
    Done,
    Found,
    Look,
    LookTask,
    archive_tasks,
    given_up,
    index_refusal,
    may_pass,
    with_forms,
    without_text,
)
from ingest.crew import Crew, Died
from ingest.crew.tasks import ReadTask, is_given_up, refused
from ingest.extraction import Reading
from ingest.progress import Progress, Step, Work
from ingest.sources import Reject, SourceFile
from ingest.stages.documents import reading_key
from ingest.stages.reading import FILES_A_BATCH, keep_readings
from ingest.stages.setting import DIED, SUMMARIES, Setting

_BATCH_BYTES = 1 << 20
"""Of texts: a batch of long pages is handed out sooner."""
_TOLD_BYTES = 1 << 18
"""Of a file that is read on and on: how much of it between one step that is shown and the next."""
_PAGES_A_BATCH = 3 * FILES_A_BATCH
"""More than files: for each batch the worker decompresses what stands before it in its part."""


@dataclass(frozen=True, slots=True)
class _UnderWay:
    """A batch that was handed out: a part that is looked through, or pages of a part that are read."""

    part: int
    files: Sequence[SourceFile] | None


def unread(files: Iterable[SourceFile], setting: Setting) -> list[SourceFile]:
    """Return the files of which nothing is known."""
    keyed = [(file, reading_key(file, setting.code, setting.words)) for file in files]
    known = setting.cache.known(SUMMARIES, [key for _, key in keyed])
    return [file for file, key in keyed if key not in known]


class Pass:
    """One pass; what it finds is kept, and what was kept by one that was stopped is not done again.

    What it reads is noted in `work`.
    """

    def __init__(self, archive: Archive, selection: Selection, setting: Setting, crew: Crew, work: Work) -> None:
        # Workers elsewhere stand in other folders.
        self._archive = replace(archive, path=archive.path.absolute()) if crew.is_remote else archive
        self._selection = selection
        self._setting = setting
        self._crew = crew
        self._work = work
        self._may_pass = False
        self._listings = Listings(archive, selection, setting)
        self._shown = _Shown(archive, setting.progress)
        self._rejects: dict[int, list[Reject]] = defaultdict(list)
        self._to_read: deque[_UnderWay] = deque()
        self._under_way: deque[_UnderWay] = deque()

    def listing(self) -> Listing:
        """Find and read the pages that are not known; keep and return what there is."""
        division = self._division()
        is_seen = division.is_seekable and self._crew.sees(self._archive.path)
        keys = self._in_parts(division.parts) if is_seen else self._streamed(division.parts)
        first = [index_refusal(self._archive, division.fault)] if division.fault else []
        rejects = [*first, *(each for part in sorted(self._rejects) for each in self._rejects[part])]
        ended = frozenset(each.path for each in rejects if is_given_up(each))
        found = Listing(keys, tuple(each for each in rejects if not is_given_up(each)), ended)
        if not self._may_pass and not any(map(may_pass, rejects)):
            self._listings.keep_whole(found)
        self._shown.end()
        return found

    def _division(self) -> Division:
        known = self._listings.division()
        if known is not None:
            return known
        task = DivideTask(self._archive, self._selection)
        if not self._crew.sees(self._archive.path):
            found: Done | Died = archive_tasks([task])[0]
        else:
            ((found,),) = self._crew.work(archive_tasks, [[task]])
        if not isinstance(found, Division):
            self._rejects[0].append(found if isinstance(found, Reject) else given_up(task, DIED))
            return Division(())
        self._listings.keep_division(found)
        return found

    # By parts: workers look through them, and read what stands in them

    def _in_parts(self, parts: Sequence[Range]) -> tuple[str, ...]:
        keys = [self._listings.part_key(part) for part in parts]
        self._shown.divide(len(parts))
        to_look = deque(enumerate(parts))
        while to_look or self._to_read:  # what is found last is read when all else is done
            for results in self._crew.work(archive_tasks, self._batches(to_look, keys)):
                done = self._under_way.popleft()
                if done.files is not None:
                    self._keep(done.part, done.files, results)
                    continue
                (look,) = results
                if isinstance(look, Look):
                    self._listings.keep_look(keys[done.part], look)
                    self._found(done.part, look)
                else:
                    task = LookTask(self._archive, self._selection, parts[done.part])
                    self._rejects[done.part].append(look if isinstance(look, Reject) else given_up(task, DIED))
                    self._shown.found(done.part, 0, 0, 1)
        return tuple(keys)

    def _batches(self, to_look: deque[tuple[int, Range]], keys: Sequence[str]) -> Iterator[Sequence[ArchiveTask]]:
        """Yield what is to be read before what is to be looked through: what was found is not to pile up."""
        while True:
            if self._to_read:
                each = self._to_read.popleft()
                self._under_way.append(each)
                yield [self._read_task(file) for file in each.files or ()]
            elif to_look:
                number, part = to_look.popleft()
                known = self._listings.look(keys[number])
                if known is not None:
                    self._found(number, known)
                    continue
                self._under_way.append(_UnderWay(number, None))
                yield [LookTask(self._archive, self._selection, part)]
            else:
                return

    def _found(self, part: int, look: Look) -> None:
        """Note which pages of a part are to be read."""
        new = unread(look.files, self._setting)
        batches = [_UnderWay(part, batch) for batch in _batched(new)]
        self._to_read += batches
        self._shown.found(part, len(batches), len(look.files) - len(new), len(look.rejects))

    # As a stream: read here, the texts handed over

    def _streamed(self, parts: Sequence[Range]) -> tuple[str, ...]:
        keys: list[str] = []
        for results in self._crew.work(archive_tasks, self._texts(parts, keys)):
            done = self._under_way.popleft()
            self._keep(done.part, done.files or (), results)
        return tuple(keys)

    def _texts(self, parts: Sequence[Range], keys: list[str]) -> Iterator[Sequence[ArchiveTask]]:
        for number, part in enumerate(parts):
            found = Found(self._archive, self._selection, self._shown.at)
            self._shown.found(number, 1, 0, 0)
            for batch in _batched(found.pages_that_can_be_read(part)):
                pages = with_forms(batch)
                self._add(keys, Look(tuple(map(without_text, pages))))
                new = unread(pages, self._setting)
                self._shown.found(number, bool(new), len(pages) - len(new), 0)
                if new:
                    self._under_way.append(_UnderWay(number, list(map(without_text, new))))
                    yield [self._read_task(page) for page in new]
            self._add(keys, Look((), tuple(found.rejects), found.ignored))
            self._may_pass |= any(map(may_pass, found.rejects))
            self._shown.read(number, 0, len(found.rejects))

    def _add(self, keys: list[str], look: Look) -> None:
        keys.append(self._listings.piece_key(len(keys)))
        self._listings.keep_look(keys[-1], look)

    # What both do

    def _read_task(self, file: SourceFile) -> ReadTask:
        return ReadTask(self._setting.raw, file, self._setting.words)

    def _keep(self, part: int, files: Sequence[SourceFile], results: Sequence[Done | Died]) -> None:
        readings, rejects = {}, self._rejects[part]
        before = len(rejects)
        for file, result in zip(files, results, strict=True):
            if isinstance(result, Reading):
                readings[reading_key(file, self._setting.code, self._setting.words)] = result
            else:
                rejects.append(result if isinstance(result, Reject) else refused(file, DIED))
        keep_readings(readings, self._setting.cache)
        done = [(file, result) for file, result in zip(files, results, strict=True) if isinstance(result, Reading)]
        size = sum(file.size_bytes for file, _ in done)
        self._work.add(len(done), size, ((file.document_id, result.seconds) for file, result in done))
        self._shown.read(part, len(files), len(rejects) - before)


class _Shown:
    """How far a pass is, by the bytes of the file as it lies there.

    Of parts that workers look through, one is done when all of its pages are; what is read here is done as it is read.
    """

    def __init__(self, archive: Archive, progress: Progress) -> None:
        self._progress = progress
        self._size = archive.path.stat().st_size
        self._parts = 0
        self._left: Counter[int] = Counter()
        self._step = Step(f"read {archive.name}", 0, -1, total_bytes=self._size)

    def divide(self, parts: int) -> None:
        """Note how many parts of one size there are."""
        self._parts = parts

    def at(self, position: int) -> None:
        """Note up to which byte the file was read; often, even where no page of it is wanted."""
        if position - self._step.done_bytes >= _TOLD_BYTES:
            self._step = replace(self._step, done_bytes=min(position, self._size))
            self._progress(self._step)

    def found(self, part: int, batches: int, known: int, rejects: int) -> None:
        """Note batches of a part that are to be read, and how many of its pages are known already, or refused."""
        self._left[part] += batches
        self._tell(part, known, rejects)

    def read(self, part: int, pages: int, rejects: int) -> None:
        """Note that a batch of a part was read."""
        self._left[part] -= 1
        self._tell(part, pages, rejects)

    def end(self) -> None:
        """Note that nothing is left."""
        self._progress(replace(self._step, total=self._step.done, done_bytes=self._size))

    def _tell(self, part: int, pages: int, rejects: int) -> None:
        done_bytes = self._step.done_bytes
        if self._parts and not self._left[part]:
            del self._left[part]
            done_bytes += self._size // self._parts
        step = replace(self._step, done=self._step.done + pages, done_bytes=done_bytes)
        self._step = replace(step, rejects=step.rejects + rejects)
        self._progress(self._step)


def _batched(files: Iterable[SourceFile]) -> Iterator[list[SourceFile]]:
    """Yield files in batches to be read together; the forms of one article are not parted."""
    batch: list[SourceFile] = []
    size = 0
    for file in files:
        is_other = not batch or file.document_id != batch[-1].document_id
        if is_other and (len(batch) >= _PAGES_A_BATCH or size >= _BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(file)
        size += file.size_bytes
    if batch:
        yield batch
