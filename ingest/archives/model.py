"""What an archive gives: pages, what was refused and what was passed over, each with its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from schemas.records import record

PageForm = Literal["wikitext", "html"]
FORMS: frozenset[PageForm] = frozenset({"wikitext", "html"})


@record(frozen=True, slots=True, order=True)
class Position:
    """Where reading may begin: `offset` bytes of decompressed content after the compressed byte `stream`.

    Where nothing is compressed, and in a ZIM file, `stream` is 0; there `offset` is the byte, or the number of the
    entry. In a tar file `stream` is the number of the member. UTF-16 counts as the UTF-8 it is read as.
    """

    stream: int = 0
    offset: int = 0


START = Position()


@record(frozen=True, slots=True)
class Place:
    """Where a page stands, and where to read on after it: `next` is what a stopped run resumes from."""

    archive: str
    start: Position
    next: Position
    detail: str

    def __str__(self) -> str:
        return f"{self.archive}, {self.detail}"


@dataclass(frozen=True, slots=True)
class Page:
    """One form of one revision of a page, nothing of it parsed.

    `timestamp` is the revision's, in UTC (`2024-05-01T12:00:00Z`); `sha1` is in base 36, as the archive gives it, None
    where the archive gives none or the text has another. `place` is no part of what a page is: several lead to it.
    """

    title: str
    namespace: int
    page_id: int | None
    revision_id: int | None
    timestamp: str | None
    redirect_to: str | None
    form: PageForm
    text: str
    sha1: str | None
    url: str | None
    license: str | None
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Refused:
    """A page, or a part of an archive, that cannot be read; `code` names the reason for machines."""

    code: str
    message: str
    place: Place = field(compare=False)
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Ignored:
    """A page that was selected and is no article by what the archive says of it, or has no revision so old."""

    title: str
    reason: str
    place: Place = field(compare=False)


Outcome = Page | Refused | Ignored


@dataclass(frozen=True, slots=True)
class Range:
    """A part of an archive for one worker: what begins at or after `start` and before `end` (None: to the end).

    `streams`, where an index told them, are the only streams to read: the compressed byte of each, and how many titles
    in it the index says are wanted.
    """

    start: Position = START
    end: Position | None = None
    streams: tuple[tuple[int, int], ...] | None = None


WHOLE = Range()
