"""ZIM files by libzim: the HTML that offline readers show.

A ZIM file names each entry's title and says nothing of revisions; its licence is one for all.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.archives.errors import MissingReaderError
from ingest.archives.limits import MAX_REVISION
from ingest.archives.model import Ignored, Outcome, Page, Place, Position, Range, Refused
from ingest.archives.parts import Told, to_nobody
from ingest.archives.selection import Matcher
from ingest.archives.site import Site

if TYPE_CHECKING:
    import libzim.reader as libzim

_HTML = "text/html"
_SITE = Site()


def _open(path: Path) -> libzim.Archive:
    try:
        from libzim.reader import Archive
    except ImportError as error:
        raise MissingReaderError(path, "libzim", "zim") from error
    return Archive(path)


def entries(path: Path) -> int:
    """Return how many entries a ZIM file has, 0 where it cannot be read."""
    try:
        return int(_open(path).all_entry_count)
    except RuntimeError:
        return 0


def zim_outcomes(path: Path, archive: str, matcher: Matcher, part: Range, told: Told = to_nobody) -> Iterator[Outcome]:
    """Yield the selected HTML pages of the entries in a range, and what is refused.

    An entry does not say where it lies: `told` hears as much of the file as there are entries behind.
    """
    if "html" not in matcher.selection.forms:
        return
    try:
        opened = _open(path)
        end = opened.all_entry_count if part.end is None else part.end.offset
        reader = _ZimReader(opened, archive, matcher)
    except RuntimeError as error:
        place = Place(archive, part.start, part.start, "its header")
        yield Refused("corrupt_archive", f"{archive}: {error}; expected a ZIM file; fetch it again", place)
        return
    size, total = path.stat().st_size, max(1, opened.all_entry_count)
    for number in range(part.start.offset, end):
        told(size * number // total)
        outcome = reader.outcome(number)
        if outcome is not None:
            yield outcome


class _ZimReader:
    def __init__(self, opened: libzim.Archive, archive: str, matcher: Matcher) -> None:
        self._opened, self._archive, self._matcher = opened, archive, matcher
        known = "License" in opened.metadata_keys
        self._license = opened.get_metadata("License").decode("utf-8", "replace").strip() or None if known else None

    def outcome(self, number: int) -> Outcome | None:
        place = Place(self._archive, Position(0, number), Position(0, number + 1), f"entry {number:,}")
        try:
            return self._read(self._opened._get_entry_by_id(number), place)
        except (RuntimeError, IndexError, KeyError) as error:
            return Refused("corrupt_archive", f"{place}: {error}; the entry cannot be read", place)

    def _read(self, entry: libzim.Entry, place: Place) -> Outcome | None:
        title = entry.title
        namespace = _SITE.namespace(title)
        if not self._matcher.takes_title(title) or not self._matcher.takes_namespace(namespace):
            return None
        if entry.is_redirect:
            if not self._matcher.selection.redirects or self._matcher.selection.templates:
                return None
            return self._page(title, namespace, entry.get_redirect_entry().title, "", place)
        item = entry.get_item()
        if not item.mimetype.startswith(_HTML):
            return None
        if self._matcher.selection.latest is not None:
            return Ignored(title, "a ZIM file does not say when its pages were revised", place)
        if item.size > MAX_REVISION:
            reason = f"{item.size:,} bytes are more than {MAX_REVISION:,}"
            return Refused("too_large", f"{place}: {title}: {reason}; expected an article", place, title)
        return self._decoded(title, namespace, bytes(item.content), place)

    def _decoded(self, title: str, namespace: int, content: bytes, place: Place) -> Outcome | None:
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            return Refused("not_utf8", f"{place}: {title}: byte {error.start:,} is not UTF-8", place, title)
        return self._page(title, namespace, None, text, place) if self._matcher.takes_html(text) else None

    def _page(self, title: str, namespace: int, target: str | None, text: str, place: Place) -> Page:
        return Page(title, namespace, None, None, None, target, "html", text, None, None, self._license, place)
