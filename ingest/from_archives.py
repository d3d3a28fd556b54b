"""Articles from whole dumps: which pages an archive gives, read as they stream by.

What was found in an archive is remembered while the file, what is asked of it and the code stay the same; a page that
was read before is not read again, so a run that was stopped goes on where it was.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from ingest.archives import Selection, is_archive, is_companion
from ingest.archives.listing import Listing, Listings, plain
from ingest.archives.passes import Pass, unread
from ingest.archives.tasks import Archive
from ingest.crew import Crew
from ingest.errors import RunError
from ingest.packed import Packed
from ingest.progress import Work
from ingest.redo.cache import Cache, note_in
from ingest.request import ASKED_NOTE
from ingest.sources import Reject, SourceFile, Sources, identified, is_text
from ingest.stages.setting import Setting


class MissingArchiveError(RunError):
    """`--source` names what is no dump."""

    def __init__(self, path: Path) -> None:
        expected = "expected a MediaWiki export, a Wikimedia Enterprise snapshot or a ZIM file"
        super().__init__(f"{path} is no archive; {expected}")


ARTICLES = Selection(namespaces=frozenset({0}), redirects=False)
"""What is read of an archive unless something else is asked: its articles."""


class MisnamedArchiveError(RunError):
    """`--source` names an archive by bytes that are no UTF-8: nothing that is published could name it."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{os.fsencode(path).decode(errors='backslashreplace')}: its name is no UTF-8; rename it")


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
        return json.dumps({"paths": paths, "selection": plain(self.selection)})

    @classmethod
    def from_json(cls, text: str) -> Asked:
        """Return what `as_json` wrote; raise ValueError, KeyError or TypeError for anything else."""
        content = json.loads(text)
        chosen = content["selection"]
        namespaces = None if chosen["namespaces"] is None else frozenset(chosen["namespaces"])
        lists = {"namespaces": namespaces, "templates": tuple(chosen["templates"]), "forms": frozenset(chosen["forms"])}
        return cls(tuple(map(Path, content["paths"])), Selection(**{**chosen, **lists}))


def keep_asked(cache: Cache, asked: Asked) -> None:
    """Remember what a run asked of archives."""
    if cache.note(ASKED_NOTE) != asked.as_json():
        cache.keep_note(ASKED_NOTE, asked.as_json())


def last_asked(cache: Cache | Path) -> Asked:
    """Return what the last run asked of archives, by its cache or the file of it; what is usual where none tells."""
    note = note_in(cache, ASKED_NOTE) if isinstance(cache, Path) else cache.note(ASKED_NOTE)
    try:
        return Asked.from_json(note or "")
    except (ValueError, KeyError, TypeError):
        return Asked()


@dataclass(frozen=True, slots=True)
class Contents:
    """What an archive gives: its pages without their texts, what is refused, and how many are no articles."""

    files: Sequence[SourceFile]
    rejects: Sequence[Reject]
    ignored: int


def archives_of(raw: Path, sources: Sources, asked: Asked) -> list[Archive]:
    """Return the archives under a folder of sources, and those asked for besides, which go by their names alone.

    Raises `MissingArchiveError` and `MisnamedArchiveError`, and `NamesakesError` where two would have the same name.
    """
    found = [Archive(name, raw / name) for name in sources.ignored if is_archive(raw / name)]
    for path in asked.paths:
        if not path.is_file() or not is_archive(path):
            raise MissingArchiveError(path)
        if not is_text(path.name):
            raise MisnamedArchiveError(path)
        if any(archive.name == path.name for archive in found):
            raise NamesakesError(path)
        found.append(Archive(path.name, path))
    return found


def as_listed(sources: Sources, asked: Asked, setting: Setting) -> tuple[Sources, tuple[str, ...]]:
    """Return the sources with the pages of archives that are known, and the names of archives that are to be read."""
    present = [path for path in asked.paths if path.is_file()]
    archives = archives_of(setting.raw, sources, replace(asked, paths=tuple(present)))
    known = {archive.name: _known(archive, asked.selection, setting) for archive in archives}
    given = [found for found in known.values() if found is not None]
    return _joined(sources, archives, given, setting.raw), tuple(n for n, found in known.items() if found is None)


def with_archives(sources: Sources, asked: Asked, setting: Setting, work: Work | None = None) -> Sources:
    """Return the sources with the pages of all archives, each read where it was not before; `work` notes what was."""
    archives = archives_of(setting.raw, sources, asked)
    if not archives:
        return sources
    with setting.crew(sum(archive.text_bytes for archive in archives)) as crew:
        read = Work() if work is None else work
        given = [_found(archive, asked.selection, setting, crew, read) for archive in archives]
    return _joined(sources, archives, given, setting.raw)


def _joined(sources: Sources, archives: Sequence[Archive], given: Sequence[Contents], raw: Path) -> Sources:
    if not archives:
        return sources
    found = (sources.files, *(each.files for each in given))
    files, doubles = identified(Packed(chain.from_iterable(found)) if given else sources.files)
    names = {archive.name for archive in archives}
    return replace(
        sources,
        files=files,
        rejects=(*sources.rejects, *(reject for each in given for reject in each.rejects), *doubles),
        ignored=tuple(n for n in sources.ignored if n not in names and not is_companion(raw / n)),
        passed_over=sum(each.ignored for each in given),
    )


def _found(archive: Archive, selection: Selection, setting: Setting, crew: Crew, work: Work) -> Contents:
    """Return what an archive gives. Its pages have all been read then, but those that the code reads anew."""
    listings = Listings(archive, selection, setting)
    listing = listings.whole()
    if listing is None or _is_any_unread(listings, listing, setting):
        listing = Pass(archive, selection, setting, crew, work).listing()
    else:
        listings.use(listing)
    return _given(listings, listing)


def _is_any_unread(listings: Listings, listing: Listing, setting: Setting) -> bool:
    refused = listing.given_up.union(reject.path for reject in listing.rejects)
    looks = listings.looks(listing)
    return any(file.path not in refused for look in looks for file in unread(look.files, setting))


def _known(archive: Archive, selection: Selection, setting: Setting) -> Contents | None:
    """Return what is remembered of an archive that did not change."""
    listings = Listings(archive, selection, setting)
    listing = listings.whole()
    return _given(listings, listing) if listing is not None else None


def _given(listings: Listings, listing: Listing) -> Contents:
    refused = {reject.path for reject in listing.rejects}
    rejects: list[Reject] = []
    ignored = 0

    def files() -> Iterator[SourceFile]:
        nonlocal ignored
        for look in listings.looks(listing):
            yield from (file for file in look.files if file.path not in refused)
            rejects.extend(look.rejects)
            ignored += look.ignored

    packed = Packed(files())
    return Contents(packed, [*rejects, *listing.rejects], ignored)
