"""MediaWiki's XML exports, schema 0.3 to 0.11, read page by page.

Where a page begins and ends is found by its tags: MediaWiki escapes every `<` of a text, so no text holds one. Only
what is selected is read as XML, a page at a time, so that selecting costs little beside decompressing, and a fault in a
page is that page's. Of a page's revisions one is kept at a time. (A page written with CDATA sections is read too; one
that is passed over is taken to have no tag of a page in them.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from ingest.archives.fragment import Fragment, FragmentError, matching_text, read_fragment
from ingest.archives.limits import MAX_HEADER, MAX_PAGE_HEAD, MAX_PASSED_OVER, MAX_REVISION
from ingest.archives.model import START, Ignored, Outcome, Page, Place, Position, Refused
from ingest.archives.redirects import redirect_target
from ingest.archives.selection import Matcher
from ingest.archives.site import Site
from ingest.archives.window import BrokenError, LimitError, Window

_BETWEEN = re.compile(
    rb"<(?:page>\s*<title>(?P<title>[^<]*)</title>(?:\s*<ns>(?P<ns>-?\d{1,9})</ns>)?|page[\s>]|(?P<closed>/mediawiki>))"
)
_ALIVE = b"</revision>"
_HEAD_END = re.compile(rb"<(revision[\s>]|upload[\s>]|/page>|page[\s>])")
_NEXT = re.compile(rb"<(revision[\s>]|/page>|page[\s>])")
_REVISION_END = re.compile(rb"<(/revision>|page[\s>])")
_TITLE = re.compile(rb"<title>([^<]*)</title>")
_NUMBER = re.compile(rb"<ns>\s*(-?\d{1,9})\s*</ns>")
_STAMP = re.compile(rb"<timestamp>\s*([^<]{1,40}?)\s*</timestamp>")
_ID = re.compile(rb"<id>\s*(\d{1,18})\s*</id>")
_WIKITEXT_MODEL = "wikitext"
_WIKITEXT_FORMAT = "text/x-wiki"
_CLOSING = "</mediawiki>"


class _CutError(Exception):
    """A page without an end: the next begins at `index`, or the content ends (None)."""

    def __init__(self, index: int | None) -> None:
        super().__init__("cut")
        self.index = index


@dataclass(slots=True)
class _Chosen:
    """The revision to read among those of a page, as bytes, and whether it is the last of them."""

    key: tuple[str, int]
    xml: bytes
    is_last: bool = True


class ExportReader:
    """One reading of an export, from the window's start to before `end`."""

    def __init__(
        self, archive: str, window: Window, matcher: Matcher, site: Site, begin: Position, end: Position | None
    ) -> None:
        self._archive, self._window, self._matcher, self._site, self._end = archive, window, matcher, site, end
        self._at = 0
        self._start = begin
        self._title: str | None = None
        self._is_from_start = begin == START
        self._has_pages = not self._is_from_start
        self._passed_over = 0
        self._is_closed = False
        self._is_done = False
        self._is_damaged = False
        self.titles_taken = 0

    def outcomes(self, titles: int | None = None) -> Iterator[Outcome]:
        """Yield the pages that are selected, and what is refused, in the archive's order, up to so many titles."""
        while not self._is_done and self.titles_taken != titles:
            self._title = None
            try:
                start = self._next_page()
                if start is None:
                    yield from self._ending()
                elif not self._is_over(self._window.position(start)) and (outcome := self._page(start)) is not None:
                    yield outcome
            except _CutError as cut:
                yield self._cut(cut)
            except BrokenError as broken:
                yield from self._broken(broken)
            except LimitError as error:
                yield self._too_large(error)

    def _is_over(self, position: Position) -> bool:
        """Say whether a place is another reader's: with it this reading is done."""
        self._start = position
        self._is_done = self._end is not None and position >= self._end
        return self._is_done

    def _next_page(self) -> int | None:
        """Go to the next page that may be wanted by its title and namespace, or is another reader's; None at the end.

        What most of a dump goes through: a search for each page, whose match is its title.
        """
        window = self._window
        while True:
            limit = MAX_REVISION if self._has_pages else MAX_HEADER
            found = window.search(_BETWEEN, self._at, limit, keep=False, alive=_ALIVE)
            if found is None:
                return None
            start, self._at = window.at(found)
            self._is_closed = found["closed"] is not None
            if self._is_closed:
                continue
            self._has_pages, self._passed_over = True, 0
            if self._may_be_wanted(found) or (self._end is not None and window.position(start) >= self._end):
                return start

    def _may_be_wanted(self, found: re.Match[bytes]) -> bool:
        title, namespace = found["title"], found["ns"]
        if title is None:
            return True
        if not self._matcher.takes_title(_plain(title)):
            return False
        is_wanted = namespace is None or self._matcher.takes_namespace(int(namespace))
        self.titles_taken += not is_wanted  # `_page` counts the others
        return is_wanted

    def _page(self, start: int) -> Outcome | None:
        self._at = start + len(b"<page")
        found = self._find(_HEAD_END, MAX_PAGE_HEAD)
        head_end = self._window.at(found)[0]
        head = self._window.slice(start, head_end)
        self._at = head_end
        titled = _TITLE.search(head)
        if titled is None:
            return self._refused("no_title", "the page has no title")
        title = self._title = _plain(titled[1])
        if not self._matcher.takes_title(title):
            return None
        self.titles_taken += 1
        if not self._matcher.takes_namespace(self._namespace(head, title)):
            return None
        if not self._matcher.selection.redirects and not self._matcher.selection.latest and b"<redirect" in head:
            return None
        chosen = self._chosen()
        if chosen is None:
            return Ignored(title, f"it has no revision as of {self._matcher.selection.as_of}", self._place())
        if not self._matcher.takes_wikitext(chosen.xml):
            return None
        return self._outcome(head, chosen)

    def _namespace(self, head: bytes, title: str) -> int:
        number = _NUMBER.search(head)
        return int(number[1]) if number else self._site.namespace(title)

    def _find(self, pattern: re.Pattern[bytes], limit: int) -> re.Match[bytes]:
        """Return the next of a page's tags; raise _CutError where another page begins before, or nothing follows."""
        found = self._window.search(pattern, self._at, limit)
        if found is None:
            raise _CutError(None)
        if found[1].startswith(b"page"):
            raise _CutError(self._window.at(found)[0])
        return found

    def _chosen(self) -> _Chosen | None:
        """Read a page's revisions to its end and return the last that may be taken."""
        latest = self._matcher.selection.latest
        chosen: _Chosen | None = None
        newest = ("", 0)
        while True:
            found = self._find(_NEXT, MAX_PAGE_HEAD)
            is_revision = found[1].startswith(b"revision")
            start, self._at = self._window.at(found)
            if not is_revision:
                break
            xml = self._revision(start)
            key = _key(xml)
            newest = max(newest, key)
            if (chosen is None or key >= chosen.key) and (latest is None or "" < key[0] <= latest):
                chosen = _Chosen(key, xml)
            self._window.let_go(self._at)
        if chosen is not None:
            chosen.is_last = chosen.key >= newest
        return chosen

    def _revision(self, start: int) -> bytes:
        """Return a revision as it stands, and go on behind it."""
        while True:
            found = self._window.search(_REVISION_END, self._at, MAX_REVISION - (self._at - start))
            if found is None:
                raise _CutError(None)
            index, end = self._window.at(found)
            is_end = found[1].startswith(b"/")
            xml = self._window.slice(start, end)
            self._at = end
            if xml.rfind(b"<![CDATA[") > xml.rfind(b"]]>"):
                continue
            if not is_end:
                raise _CutError(index)
            return xml

    def _outcome(self, head: bytes, chosen: _Chosen) -> Outcome | None:
        try:
            fragment = read_fragment(head + chosen.xml + b"</page>")
        except FragmentError as error:
            return self._refused(error.code, str(error))
        return self._read(fragment, head, chosen)

    def _read(self, fragment: Fragment, head: bytes, chosen: _Chosen) -> Outcome | None:
        title = fragment.text("page/title") or ""
        self._title = title
        if reason := _no_wikitext(fragment):
            return Ignored(title, reason, self._place())
        if refusal := _no_text(fragment):
            return self._refused(*refusal)
        text = fragment.text("page/revision/text") or ""
        digest = fragment.attribute("page/revision/text", "sha1") or fragment.text("page/revision/sha1")
        checked = matching_text(text, chosen.xml, digest) if digest else None
        if checked is None and self._window.is_suspect(self._at):
            return self._refused(
                "corrupt_archive", "a checksum over the page fails, and it has none of its own that holds"
            )
        if checked is None and digest and self._matcher.selection.check_sha1:
            reason = f"the text has not the SHA-1 {digest} that the export gives it"
            return self._refused("wrong_sha1", f"{reason}; fetch it again, or take it as it is with --no-check-sha1")
        digest, text = (digest, checked) if checked is not None else (None, text)
        target = self._redirect(fragment, text, chosen)
        if target and not self._matcher.selection.redirects:
            return None
        return Page(
            title, self._namespace(head, title), fragment.number("page/id"), fragment.number("page/revision/id"),
            fragment.text("page/revision/timestamp"), target, "wikitext", text, digest, self._site.url(title), None,
            self._place(),
        )  # fmt: skip

    def _redirect(self, fragment: Fragment, text: str, chosen: _Chosen) -> str | None:
        """Return where a revision leads. The export speaks of the last one, and from 0.6 on by its title."""
        flag = fragment.attributes.get("page/redirect")
        if flag is not None and chosen.is_last:
            return flag.get("title") or redirect_target(text, known=True)
        return redirect_target(text, known=False) if not chosen.is_last or self._site.version == "0.3" else None

    def _cut(self, cut: _CutError) -> Refused:
        self._at = self._window.end if cut.index is None else cut.index
        behind = "the archive ends within it" if cut.index is None else "another page begins within it"
        return self._refused("truncated", f"the page is cut: {behind}")

    def _broken(self, broken: BrokenError) -> Iterator[Refused]:
        """Tell which page the damage costs, if it has begun, and where the damage is."""
        damage, self._at, self._is_damaged = broken.damage, self._window.end, True
        if self._title is not None:
            yield self._refused(damage.code, f"the page is cut: {damage.message}")
            self._title = None
        if not self._is_over(damage.position):
            yield self._refused(damage.code, damage.message)

    def _too_large(self, error: LimitError) -> Refused:
        self._start = self._window.position(self._at) if self._title is None else self._start
        self._at = self._window.end
        self._window.let_go(self._at)
        if not self._has_pages:
            self._is_done = True
            return self._refused("not_an_export", f"no page begins within {error.limit:,} bytes; expected an export")
        self._passed_over += 1
        self._is_done = self._passed_over > MAX_PASSED_OVER
        stopped = "; nothing more of it is read" if self._is_done else ""
        return self._refused("too_large", f"no end of the page within {error.limit:,} bytes{stopped}")

    def _ending(self) -> Iterator[Refused]:
        """Say what is wrong with the archive as a whole; the reader of its last part says it."""
        self._is_done = True
        may_be_within_tag = not (self._is_from_start or self._is_damaged) and self._window.end <= len(_CLOSING)
        if self._end is not None or may_be_within_tag:
            return
        self._start = self._window.position(self._at)
        if not self._has_pages and not self._site.has_root and not self._is_damaged:
            yield self._refused("not_an_export", "there is no page in it; expected an export of MediaWiki")
        elif self._site.has_root and not self._is_closed:
            yield self._refused("truncated", f"the export ends without {_CLOSING}; fetch it again")

    def _place(self) -> Place:
        start = self._start
        stream = f"stream at byte {start.stream:,}, " if start.stream else ""
        next_one = self._window.position(self._at)
        return Place(self._archive, start, next_one, f"{stream}byte {start.offset:,} of its content")

    def _refused(self, code: str, reason: str) -> Refused:
        place = self._place()
        named = f": {self._title}" if self._title else ""
        return Refused(code, f"{place}{named}: {reason}", place, self._title)


def _plain(escaped: bytes) -> str:
    text = escaped.decode("utf-8", "replace")
    return unescape(text) if "&" in text else text


def _key(xml: bytes) -> tuple[str, int]:
    """Return what a revision is ordered by: when it was made, then its number. Both stand before the text."""
    head = xml[: xml.find(b"<text")] if b"<text" in xml[:MAX_PAGE_HEAD] else xml[:MAX_PAGE_HEAD]
    stamp, number = _STAMP.search(head), _ID.search(head)
    return stamp[1].decode("ascii", "replace") if stamp else "", int(number[1]) if number else 0


def _no_wikitext(fragment: Fragment) -> str | None:
    """Return why a page is not wikitext, by what the export says of it."""
    model = fragment.text("page/revision/model")
    if model is not None and model != _WIKITEXT_MODEL:
        return f"its content model is {model}"
    format_ = fragment.text("page/revision/format")
    return f"its format is {format_}" if format_ is not None and format_ != _WIKITEXT_FORMAT else None


def _no_text(fragment: Fragment) -> tuple[str, str] | None:
    """Return why a revision has no text though one was made."""
    if fragment.attribute("page/revision/text", "deleted") is not None:
        return "deleted_text", "the text of its last revision is hidden"
    if "page/revision/text" not in fragment.texts:
        return "no_text", "the revision has no text; expected an export with texts"
    size = fragment.attribute("page/revision/text", "bytes")
    is_stub = not fragment.texts["page/revision/text"] and (
        (size or "0") != "0" or (size is None and fragment.attribute("page/revision/text", "id") is not None)
    )
    return ("no_text", "the export is a stub, without texts; expected one with texts") if is_stub else None
