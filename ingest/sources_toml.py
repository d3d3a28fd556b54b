"""sources.toml as it is read: where each file under raw/ comes from, and how fetching is configured.

`ingest.fetching.record` writes the same file, keeping people's comments; this module knows what may stand in it.
"""

from __future__ import annotations

import posixpath
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from pathlib import Path

from ingest.errors import SourcesFileError
from schemas.contract.vocabulary import INSTANT, SHA256, URL
from schemas.records import record

SOURCES_FILE = "sources.toml"
UNFINISHED_FILE = ".fetching"
"""Names, one a line, the files that a fetch is about to put under raw/; gone once sources.toml has them."""
_SHA1 = "^[0-9a-f]{40}$"
_TIME = "a date as 2024-05-01 or a time in UTC as 2024-05-01T12:00:00Z"
_ADDRESS = "an address that begins with http:// or https://"
_PATTERNS = {
    "url": (URL, _ADDRESS),
    "api": (URL, _ADDRESS),
    "retrieved": (INSTANT, _TIME),
    "timestamp": (INSTANT, _TIME),
    "sha256": (SHA256, "a SHA-256 digest in hexadecimal"),
    "sha1": (_SHA1, "a SHA-1 digest in hexadecimal"),
}
GONE = ("deleted", "hidden", "merged", "redirected")
"""What can have become of a page, or of a revision, so that its wiki no longer shows the text that is held."""


@record(frozen=True, slots=True)
class Entry:
    """One `[[source]]` of sources.toml; only `path` is required.

    `sha1` is the digest of the revision's wikitext as its wiki's API gives it, also where the file is HTML; `sha256`
    is that of the file. `redirects` are the titles that led to `title`, in order. `current` is false for a revision
    that a newer one superseded: its file is not read. `gone` says why its wiki no longer shows this text.
    """

    path: str
    title: str | None = None
    url: str | None = None
    license: str | None = None
    sha256: str | None = None
    revision: int | None = None
    retrieved: str | None = None
    form: str | None = None
    api: str | None = None
    page_id: int | None = None
    timestamp: str | None = None
    sha1: str | None = None
    renderer: str | None = None
    redirects: tuple[str, ...] = ()
    current: bool = True
    gone: str | None = None


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """The `[fetch]` table: whom a wiki may write to about our requests, and the API that is asked by default."""

    contact: str | None = None
    api: str | None = None


_ENTRY_FIELDS = frozenset(field.name for field in fields(Entry))
_SETTINGS = frozenset(field.name for field in fields(FetchSettings))


def read_entries(path: Path) -> dict[str, Entry]:
    """Return the entries of sources.toml by path; without the file, none. Raise `SourcesFileError` for a bad one."""
    entries = [_entry(path, table) for table in _tables(path, _content(path))]
    doubled = sorted(name for name, count in Counter(entry.path for entry in entries).items() if count > 1)
    if doubled:
        raise SourcesFileError(path, f"has two entries for {', '.join(doubled)}")
    return {entry.path: entry for entry in entries}


def read_settings(path: Path) -> FetchSettings:
    """Return the `[fetch]` table of sources.toml; without it, nothing is set."""
    table = _content(path).get("fetch", {})
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        raise SourcesFileError(path, '[fetch] is no table of texts, as contact = "name@example.org"')
    _known(path, table, _SETTINGS, "[fetch] has")
    return FetchSettings(**table)


def unfinished_paths(raw: Path) -> set[str]:
    """Return the files of a fetch under way, or stopped half-way: until sources.toml has them they are no articles."""
    try:
        return set((raw / UNFINISHED_FILE).read_text(encoding="utf-8").splitlines())
    except FileNotFoundError:
        return set()


def _content(path: Path) -> Mapping[str, object]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourcesFileError(path, f"is not TOML: {error}") from error


def _tables(path: Path, content: Mapping[str, object]) -> list[Mapping[str, object]]:
    tables = content.get("source", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise SourcesFileError(path, "has a source that is no [[source]] table")
    return tables


def _known(path: Path, table: Mapping[str, object], names: frozenset[str], where: str) -> None:
    unknown = sorted(set(table) - names)
    if unknown:
        raise SourcesFileError(
            path, f"{where} unknown fields {', '.join(unknown)}; expected {', '.join(sorted(names))}"
        )


def _entry(path: Path, table: Mapping[str, object]) -> Entry:
    _known(path, table, _ENTRY_FIELDS, "has")
    if not isinstance(table.get("path"), str):
        raise SourcesFileError(path, "has an entry without a path")
    if not _is_inside(str(table["path"])):
        expected = "expected one in the folder, relative to it, as articles/rowing-1952.txt"
        raise SourcesFileError(path, f"has an entry with the path {table['path']!r}; {expected}")
    values = {name: _read(path, table, name) for name in table}
    for name, (pattern, expected) in _PATTERNS.items():
        if name in values and not re.fullmatch(pattern, str(values[name])):
            raise SourcesFileError(
                path, f"has for {values['path']} the {name} {values[name]!r}, which is not {expected}"
            )
    if values.get("gone", GONE[0]) not in GONE:
        raise SourcesFileError(path, f"has for {values['path']} gone = {values['gone']!r}; expected {', '.join(GONE)}")
    return Entry(**values)  # type: ignore[arg-type]  # each value was just read by its field's own reader


def _is_inside(path: str) -> bool:
    """Say whether a path names one file in the folder and in one way: files are also removed by what entries say."""
    return posixpath.normpath(path) == path and path != "." and not path.startswith(("/", "../")) and path != ".."


def _read(path: Path, table: Mapping[str, object], name: str) -> object:
    try:
        return _READERS.get(name, _text)(table[name])
    except TypeError as error:
        raise SourcesFileError(path, f"has a {name} that is {error}: {table[name]!r}") from error


def _number(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise TypeError("no positive number")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("neither true nor false")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TypeError("no list of texts")
    return tuple(value)


def _text(value: object) -> str:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat() if isinstance(value, date) else str(value)


_READERS: Mapping[str, Callable[[object], object]] = {
    "revision": _number, "page_id": _number, "current": _flag, "redirects": _texts,
}  # fmt: skip
