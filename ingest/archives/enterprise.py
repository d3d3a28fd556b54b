"""Wikimedia Enterprise's snapshots: a line of JSON for each article, with its HTML and its wikitext.

The fields are those of https://enterprise.wikimedia.com/docs/data-dictionary/. A snapshot may hold an article twice.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime

from ingest.archives.limits import MAX_LINE, MAX_PASSED_OVER
from ingest.archives.model import Ignored, Outcome, Page, PageForm, Place, Position, Refused
from ingest.archives.selection import Matcher
from ingest.archives.window import BrokenError, LimitError, Window

_NEWLINE = re.compile(rb"\n")
_EXCERPT = 60
_MAX_NUMBER = 1 << 62
_BODIES: tuple[PageForm, ...] = ("wikitext", "html")


class _RecordError(Exception):
    """A line that is no article."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code


class SnapshotReader:
    """One reading of lines, from the window's start to before `end`. A line that begins before `begin` is not ours."""

    def __init__(self, archive: str, window: Window, matcher: Matcher, begin: Position, end: Position | None) -> None:
        self._archive, self._window, self._matcher, self._end = archive, window, matcher, end
        self._at = 0
        self._start = begin

    def outcomes(self, *, in_line: bool = False) -> Iterator[Outcome]:
        """Yield the articles that are selected, each form a page, and what is refused; `in_line`: begin at the next."""
        if in_line and not self._leave_line():
            return
        while True:
            self._start = self._window.position(self._at)
            if self._end is not None and self._start >= self._end:
                return
            try:
                line = self._line()
            except BrokenError as broken:
                self._at = self._window.end
                yield self._refused(broken.damage.code, broken.damage.message)
                continue
            except LimitError as error:
                is_passed = self._pass_over()
                stopped = "" if is_passed else "; nothing more of it is read"
                yield self._refused("too_large", f"the line is longer than {error.limit:,} bytes{stopped}")
                if not is_passed:
                    return
                continue
            if line is None:
                return
            if line.strip():
                yield from self._line_outcomes(line)

    def _leave_line(self) -> bool:
        """Go on behind the line that reading began within; say whether there was an end to it."""
        try:
            return self._line() is not None
        except LimitError:
            return self._pass_over()

    def _line(self) -> bytes | None:
        """Return the next line and go on behind it; None at the end."""
        start = self._at
        self._window.let_go(start)
        found = self._window.search(_NEWLINE, start, MAX_LINE)
        self._at = self._window.at(found)[1] if found else self._window.end
        return self._window.slice(start, self._at) if self._at > start else None

    def _pass_over(self) -> bool:
        """Go on behind a line that is too long, without keeping it; say whether it had an end within the limit."""
        for _ in range(MAX_PASSED_OVER):
            self._at = self._window.end
            self._window.let_go(self._at)
            try:
                found = self._window.search(_NEWLINE, self._at, MAX_LINE, keep=False)
            except LimitError:
                continue
            except BrokenError:
                return True
            self._at = self._window.at(found)[1] if found else self._window.end
            return found is not None
        return False

    def _line_outcomes(self, line: bytes) -> Iterator[Outcome]:
        try:
            record = _record(line)
            yield from self._articles(record)
        except _RecordError as error:
            yield self._refused(error.code, str(error))

    def _articles(self, record: dict[str, object]) -> Iterator[Outcome]:
        title = _text(record, "name")
        if title is None:
            raise _RecordError("bad_record", "the article has no name")
        namespace = _number(_object(record, "namespace"), "identifier") or 0
        if not self._matcher.takes_title(title) or not self._matcher.takes_namespace(namespace):
            return
        stamp, latest = _stamp(_text(record, "date_modified")), self._matcher.selection.latest
        if latest is not None and (stamp is None or stamp > latest):
            yield Ignored(title, f"it has no revision as of {self._matcher.selection.as_of}", self._place())
            return
        bodies = _object(record, "article_body")
        texts = {form: body for form in _BODIES if (body := _text(bodies, form))}
        if not texts:
            yield self._refused("no_text", f"{title}: the article has no body; expected article_body", title)
        for form, text in texts.items():
            if form in self._matcher.selection.forms and self._takes(record, form, text):
                yield self._page(record, title, namespace, form, text)

    def _takes(self, record: dict[str, object], form: PageForm, text: str) -> bool:
        called = [name for entry in _objects(record, "templates") if (name := _text(entry, "name"))]
        if form == "html" or called:
            return self._matcher.takes_html(text, called)
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return self._matcher.takes_wikitext(escaped.encode("utf-8", "replace"))

    def _page(self, record: dict[str, object], title: str, namespace: int, form: PageForm, text: str) -> Page | Refused:
        try:
            (title + text).encode("utf-8")
        except UnicodeEncodeError as error:
            return self._refused("not_text", f"character {error.start:,} is half of a pair of surrogates")
        names = [name for entry in _objects(record, "license") if (name := _license(entry))]
        return Page(
            title, namespace, _number(record, "identifier"), _number(_object(record, "version"), "identifier"),
            _stamp(_text(record, "date_modified")), None, form, text, None, _text(record, "url"),
            ", ".join(names) or None, self._place(),
        )  # fmt: skip

    def _place(self) -> Place:
        member = f"member {self._start.stream:,}, " if self._start.stream else ""
        detail = f"{member}byte {self._start.offset:,} of its content"
        return Place(self._archive, self._start, self._window.position(self._at), detail)

    def _refused(self, code: str, reason: str, title: str | None = None) -> Refused:
        place = self._place()
        return Refused(code, f"{place}: {reason}", place, title)


def _record(line: bytes) -> dict[str, object]:
    try:
        record = json.loads(line)
    except RecursionError as error:
        raise _RecordError("too_deep", "the values of the line stand too deep within each other") from error
    except ValueError as error:
        excerpt = line[:_EXCERPT].decode("utf-8", "backslashreplace")
        raise _RecordError("not_json", f"{error}: {excerpt!r}; expected a JSON object a line") from error
    if not isinstance(record, dict):
        raise _RecordError("bad_record", f"the line is a {type(record).__name__}; expected a JSON object")
    return record


def _object(record: dict[str, object], key: str) -> dict[str, object]:
    value = record.get(key)
    return value if isinstance(value, dict) else {}


def _objects(record: dict[str, object], key: str) -> list[dict[str, object]]:
    value = record.get(key)
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _text(record: dict[str, object], key: str) -> str | None:
    value = record.get(key)
    return value if isinstance(value, str) and value else None


def _number(record: dict[str, object], key: str) -> int | None:
    value = record.get(key)
    is_number = isinstance(value, int) and not isinstance(value, bool) and abs(value) < _MAX_NUMBER
    return value if is_number and isinstance(value, int) else None


def _license(entry: dict[str, object]) -> str | None:
    return _text(entry, "identifier") or _text(entry, "name") or _text(entry, "url")


def _stamp(text: str | None) -> str | None:
    """Return a time of RFC 3339 in UTC to the second, None where it is none."""
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    if moment is None or moment.tzinfo is None:
        return None
    try:
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except OverflowError:
        return None
