"""Pages read again at their places. Asked for in the order in which they stand, they cost one pass over each stream."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from ingest.archives.model import Outcome, Page, Place, Position, Range
from ingest.archives.reading import open_archive
from ingest.archives.selection import EVERYTHING, Selection

_NEAR = 4_000_000
"""Bytes of content: what stands farther ahead is sooner reached anew."""
_PASSED_OVER = 200
"""Pages: what was not met among so many is not ahead."""
_FORMS_A_PLACE = 2


@dataclass(slots=True)
class _Reading:
    """A reading that may be gone on with: what of, and for which place it was asked last.

    What it gives is compared by content: one place may be told in several ways (see `Position`).
    """

    of: tuple[Path, int, int, str, Selection]
    outcomes: Iterator[Outcome]
    asked: Position


class _Kept(threading.local):
    """The reading that a thread keeps open."""

    reading: _Reading | None = None


_kept = _Kept()


def _let_go() -> None:
    _kept.reading = None


if hasattr(os, "register_at_fork"):
    # A copy of this process keeps none of its files open, and would read on in one that is closed.
    os.register_at_fork(after_in_child=_let_go)


def page_at(path: Path, place: Place, selection: Selection = EVERYTHING) -> Outcome | None:
    """Return what stands at a place again, read with the selection it was found by; None where nothing does.

    Raises ArchiveError where the file cannot be opened.
    """
    return next(_opened(path, place, selection), None)


def page_again(path: Path, place: Place, selection: Selection, is_it: Callable[[Page], bool]) -> Page | None:
    """Return the page that stands at a place and is the one looked for, or None.

    Raises ArchiveError where the file cannot be opened.
    """
    status = path.stat() if path.exists() else None
    of = (path, status.st_mtime_ns if status else 0, status.st_size if status else 0, place.archive, selection)
    reading, _kept.reading = _kept.reading, None  # what raises is not gone on with
    found = None
    if reading is not None and reading.of == of and _is_ahead(reading.asked, place.start):
        found = _first(reading.outcomes, is_it, _PASSED_OVER)
    if reading is None or found is None:
        reading = _Reading(of, _opened(path, place, selection), place.start)
        found = _first(reading.outcomes, is_it, _FORMS_A_PLACE)
    reading.asked = place.start
    _kept.reading = reading
    return found


def _opened(path: Path, place: Place, selection: Selection) -> Iterator[Outcome]:
    return open_archive(path, selection, Range(place.start), name=place.archive, is_short=True)


def _is_ahead(asked: Position, wanted: Position) -> bool:
    return asked <= wanted and asked.stream == wanted.stream and wanted.offset - asked.offset < _NEAR


def _first(outcomes: Iterator[Outcome], is_it: Callable[[Page], bool], most: int) -> Page | None:
    return next((each for each in islice(outcomes, most) if isinstance(each, Page) and is_it(each)), None)
