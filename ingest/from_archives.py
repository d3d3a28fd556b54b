"""Articles from whole dumps: which pages an archive gives, read as they stream by.

What was found in an archive is remembered while the file, what is asked of it and the code stay the same; a page that
was read before is not read again, so a run that was stopped goes on where it was.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path

from ingest.archives import Ignored, Page, Selection, is_archive, is_companion, open_archive
from ingest.archives.adapter import as_reject, as_source
from ingest.archives.errors import ArchiveError
from ingest.crew import Crew, Died
from ingest.crew.tasks import ReadTask, read_tasks, refused
from ingest.errors import RunError
from ingest.extraction import Reading
from ingest.progress import Step
from ingest.redo.cache import Cache, Held
from ingest.redo.memory import stamp_of
from ingest.redo.packing import pack, unpack
from ingest.sources import Origin, Reject, SourceFile, Sources, identified
from ingest.stages.reading import FILES_A_BATCH, keep_readings, reading_key
from ingest.stages.setting import DIED, SUMMARIES, Setting

_NOTE = "asked"
LISTINGS = "listing"
"""The kind under which the cache holds what was found in an archive."""


class MissingArchiveError(RunError):
    """`--source` names what is no dump."""

    def __init__(self, path: Path) -> None:
        expected = "expected a MediaWiki export, a Wikimedia Enterprise snapshot or a ZIM file"
        super().__init__(f"{path} is no archive; {expected}")


ARTICLES = Selection(namespaces=frozenset({0}), redirects=False)
"""What is read of an archive unless something else is asked: its articles."""


class NamesakesError(RunError):
    """Two archives of one name: what is published could not tell their pages apart."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} has the name of another archive; rename one of them")


@dataclass(frozen=True, slots=True)
class Asked:
    """Archives beside those under raw/, and which of all their pages are wanted."""

    paths: tuple[Path, ...] = ()
    selection: Selection = ARTICLES

    def as_json(self) -> str:
        """Return what is asked as text, to be remembered."""
        paths = [path.absolute().as_posix() for path in self.paths]
        return json.dumps({"paths": paths, "selection": _plain(self.selection)})

    @classmethod
    def from_json(cls, text: str) -> Asked:
        """Return what `as_json` wrote; raise ValueError, KeyError or TypeError for anything else."""
        content = json.loads(text)
        chosen = content["selection"]
        namespaces = None if chosen["namespaces"] is None else frozenset(chosen["namespaces"])
        lists = {"namespaces": namespaces, "templates": tuple(chosen["templates"]), "forms": frozenset(chosen["forms"])}
        return cls(tuple(map(Path, content["paths"])), Selection(**{**chosen, **lists}))


def _plain(selection: Selection) -> dict[str, object]:
    """Return a selection as plain data: the same in every process, as the order of a set is not."""
    namespaces = None if selection.namespaces is None else sorted(selection.namespaces)
    return {**asdict(selection), "namespaces": namespaces, "forms": sorted(selection.forms)}


def keep_asked(cache: Cache, asked: Asked) -> None:
    """Remember what a run asked of archives."""
    if cache.note(_NOTE) != asked.as_json():
        cache.keep_note(_NOTE, asked.as_json())


def last_asked(cache: Cache) -> Asked:
    """Return what the last run asked of archives; what is usual where that is not known."""
    try:
        return Asked.from_json(cache.note(_NOTE) or "")
    except (ValueError, KeyError, TypeError):
        return Asked()


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive, and what it is called in the paths of its pages."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Listing:
    """What an archive gives: its pages without their texts, what is refused, and how many are no articles."""

    files: tuple[SourceFile, ...] = ()
    rejects: tuple[Reject, ...] = ()
    ignored: int = 0


def archives_of(raw: Path, sources: Sources, asked: Asked) -> list[Archive]:
    """Return the archives under a folder of sources, and those asked for besides, which go by their names alone.

    Raises `MissingArchiveError`, and `NamesakesError` where two would have the same name.
    """
    found = [Archive(name, raw / name) for name in sources.ignored if is_archive(raw / name)]
    for path in asked.paths:
        if not path.is_file() or not is_archive(path):
            raise MissingArchiveError(path)
        if any(archive.name == path.name for archive in found):
            raise NamesakesError(path)
        found.append(Archive(path.name, path))
    return found


def as_listed(sources: Sources, asked: Asked, setting: Setting) -> tuple[Sources, tuple[str, ...]]:
    """Return the sources with the pages of archives that are known, and the names of archives that are to be read."""
    present = [path for path in asked.paths if path.is_file()]
    archives = archives_of(setting.raw, sources, replace(asked, paths=tuple(present)))
    known = {archive.name: _known(archive, asked.selection, setting) for archive in archives}
    listings = [listing for listing in known.values() if listing is not None]
    return _joined(sources, archives, listings, setting.raw), tuple(n for n, found in known.items() if found is None)


def with_archives(sources: Sources, asked: Asked, setting: Setting) -> Sources:
    """Return the sources with the pages of all archives, each read where it was not before."""
    archives = archives_of(setting.raw, sources, asked)
    if not archives:
        return sources
    size = sum(archive.path.stat().st_size for archive in archives)
    with setting.crew(size) as crew:
        listings = [_listing(archive, asked.selection, setting, crew) for archive in archives]
    return _joined(sources, archives, listings, setting.raw)


def _joined(sources: Sources, archives: Sequence[Archive], listings: Sequence[Listing], raw: Path) -> Sources:
    files, doubles = identified([*sources.files, *(file for listing in listings for file in listing.files)])
    names = {archive.name for archive in archives}
    return replace(
        sources,
        files=tuple(files),
        rejects=(*sources.rejects, *(reject for listing in listings for reject in listing.rejects), *doubles),
        ignored=tuple(n for n in sources.ignored if n not in names and not is_companion(raw / n)),
        passed_over=sum(listing.ignored for listing in listings),
    )


def _listing(archive: Archive, selection: Selection, setting: Setting, crew: Crew) -> Listing:
    """Return what an archive gives. Its pages have all been read then, but those that the code reads anew."""
    known = _known(archive, selection, setting)
    key = _key(archive, selection, setting)
    if known is not None and not _unread(known.files, setting):
        setting.cache.use(LISTINGS, [key])
        return known
    found = _Streamed(archive, selection, setting, crew).listing()
    setting.cache.put(LISTINGS, [Held(key, pack(found))])
    return found


def _key(archive: Archive, selection: Selection, setting: Setting) -> str:
    code = setting.code.stages.get("archives", "")
    return f"{archive.name} {stamp_of(archive.path.stat())} {json.dumps(_plain(selection))} {code}"


def _known(archive: Archive, selection: Selection, setting: Setting) -> Listing | None:
    """Return what is remembered of an archive that did not change."""
    held = next(iter(setting.cache.get(LISTINGS, [_key(archive, selection, setting)])), None)
    known = unpack(held.data) if held is not None else None
    return known if isinstance(known, Listing) else None


def _unread(files: Sequence[SourceFile], setting: Setting) -> list[SourceFile]:
    """Return the files of which nothing is known."""
    keys = [reading_key(file, setting.code, setting.words) for file in files]
    known = setting.cache.known(SUMMARIES, keys)
    return [file for file, key in zip(files, keys, strict=True) if key not in known]


class _Streamed:
    """One pass over an archive, in which memory holds a few batches of pages at a time."""

    def __init__(self, archive: Archive, selection: Selection, setting: Setting, crew: Crew) -> None:
        self._archive = archive
        self._selection = selection
        self._setting = setting
        self._crew = crew
        self._files: list[SourceFile] = []
        self._rejects: list[Reject] = []
        self._ignored = 0
        self._under_way: deque[list[SourceFile]] = deque()

    def listing(self) -> Listing:
        """Read the pages that are not known; return what there is."""
        done = 0
        for results in self._crew.work(read_tasks, self._batches()):
            batch = self._under_way.popleft()
            self._settle(batch, results)
            done += len(batch)
            step = Step(f"read {self._archive.name}", done, -1, rejects=len(self._rejects))
            self._setting.progress(step)
        dropped = {reject.path for reject in self._rejects}
        files = tuple(file for file in self._files if file.path not in dropped)
        return Listing(files, tuple(self._rejects), self._ignored)

    def _batches(self) -> Iterator[list[ReadTask]]:
        pages = self._pages()
        while batch := list(islice(pages, FILES_A_BATCH)):
            self._files += [replace(file, text=None) for file in batch]
            new = _unread(batch, self._setting)
            if new:
                self._under_way.append([replace(file, text=None) for file in new])
                yield [ReadTask(self._setting.raw, file) for file in new]

    def _pages(self) -> Iterator[SourceFile]:
        """Yield the pages as files with their texts; what is refused or no article is noted."""
        try:
            for outcome in open_archive(self._archive.path, self._selection, name=self._archive.name):
                if isinstance(outcome, Page):
                    source = as_source(outcome)
                    if isinstance(source, SourceFile):
                        origin = Origin(self._archive.path.as_posix(), outcome.place, self._selection)
                        yield replace(source, origin=origin)
                    else:
                        self._rejects.append(source)
                elif isinstance(outcome, Ignored):
                    self._ignored += 1
                else:
                    self._rejects.append(as_reject(outcome))
        except ArchiveError as error:
            self._rejects.append(Reject(self._archive.name, "archive", "unreadable", str(error)))

    def _settle(self, batch: Sequence[SourceFile], results: Iterable[Reading | Reject | Died]) -> None:
        readings = {}
        for file, result in zip(batch, results, strict=True):
            if isinstance(result, Reading):
                readings[reading_key(file, self._setting.code, self._setting.words)] = result
            else:
                self._rejects.append(refused(file, DIED) if isinstance(result, Died) else result)
        keep_readings(readings, self._setting.cache)
