"""The files under raw/: found, checked against sources.toml, given their document_id. Reads only, never writes."""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from ingest.errors import MissingFolderError, SourcesFileError
from parsers.errors import DocumentError
from parsers.forms import sniff_form, text_title
from parsers.text import decode
from schemas.contract.vocabulary import INSTANT, SHA256, URL
from schemas.document import Form
from schemas.slugs import slug

SOURCES_FILE = "sources.toml"
SUFFIXES = frozenset({".txt", ".wikitext", ".wiki", ".html", ".htm"})
ROW_STAGE = "build"
"""The stage that refuses single rows of a document that is published all the same."""
_OWN_FILES = frozenset({SOURCES_FILE, "decisions.toml", "vocabulary.toml"})
_PATTERNS = {
    "url": (URL, "an address that begins with http:// or https://"),
    "retrieved": (INSTANT, "a date as 2024-05-01 or a time in UTC as 2024-05-01T12:00:00Z"),
    "sha256": (SHA256, "a SHA-256 digest in hexadecimal"),
}
_ENTRY_FIELDS = frozenset({"path", "title", "url", "form", "license", "sha256", "revision", "retrieved"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One `[[source]]` of sources.toml; only `path` is required."""

    path: str
    title: str | None = None
    url: str | None = None
    license: str | None = None
    sha256: str | None = None
    revision: int | None = None
    retrieved: str | None = None
    form: str | None = None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file to be read, decoded, with its identity. `path` is POSIX and relative to the folder of sources."""

    path: str
    text: str
    sha256: str
    size_bytes: int
    form: Form
    title: str
    document_id: str
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class Reject:
    """Something refused, and why; see the `rejects` contract."""

    path: str
    stage: str
    error: str
    message: str
    document_id: str | None = None
    excerpt: str | None = None

    @property
    def is_document(self) -> bool:
        """Whether a whole document was refused, not one row of it."""
        return self.stage != ROW_STAGE


@dataclass(frozen=True, slots=True)
class Sources:
    """What a folder holds: files to read, refusals, and the names of files that are not articles."""

    files: tuple[SourceFile, ...]
    rejects: tuple[Reject, ...]
    ignored: tuple[str, ...]

    def without(self, refused: Iterable[Reject]) -> Sources:
        """Return the sources with further documents refused."""
        more = tuple(refused)
        paths = {reject.path for reject in more}
        return Sources(tuple(f for f in self.files if f.path not in paths), (*self.rejects, *more), self.ignored)


def load_sources(raw: Path) -> Sources:
    """Find the articles under `raw` at any depth; raise `RunError` where the folder itself cannot be trusted."""
    if not raw.is_dir():
        raise MissingFolderError(raw)
    entries = _entries(raw / SOURCES_FILE)
    paths = sorted(_relative_files(raw))
    articles = [path for path in paths if Path(path).suffix.lower() in SUFFIXES]
    ignored = [path for path in paths if path not in articles and path not in _OWN_FILES]
    found = [_load(raw, path, entries.get(path)) for path in articles]
    rejects = [entry for entry in found if isinstance(entry, Reject)]
    rejects += [_absent(path) for path in sorted(set(entries) - set(articles))]
    files, doubles = _identified([entry for entry in found if isinstance(entry, SourceFile)])
    return Sources(tuple(files), tuple(sorted([*rejects, *doubles], key=lambda r: r.path)), tuple(ignored))


def _relative_files(raw: Path) -> Iterable[str]:
    for folder, folders, names in os.walk(raw):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            path = Path(folder) / name
            if path.is_file():  # a pipe or a socket would be waited for without end
                yield path.relative_to(raw).as_posix()


def _entries(path: Path) -> dict[str, Entry]:
    """Return the entries of sources.toml by path; without the file, none."""
    if not path.is_file():
        return {}
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourcesFileError(path, f"is not TOML: {error}") from error
    entries = [_entry(path, table) for table in content.get("source", [])]
    doubled = sorted(name for name, count in Counter(entry.path for entry in entries).items() if count > 1)
    if doubled:
        raise SourcesFileError(path, f"has two entries for {', '.join(doubled)}")
    return {entry.path: entry for entry in entries}


def _entry(path: Path, table: Mapping[str, object]) -> Entry:
    unknown = sorted(set(table) - _ENTRY_FIELDS)
    if unknown:
        raise SourcesFileError(
            path, f"has unknown fields {', '.join(unknown)}; expected {', '.join(sorted(_ENTRY_FIELDS))}"
        )
    if not isinstance(table.get("path"), str):
        raise SourcesFileError(path, "has an entry without a path")
    values = {name: _text(value) for name, value in table.items() if name != "revision"}
    revision = table.get("revision")
    if revision is not None and (not isinstance(revision, int) or revision < 1):
        raise SourcesFileError(path, f"has a revision that is no positive number: {revision!r}")
    for name, (pattern, expected) in _PATTERNS.items():
        if name in values and not re.fullmatch(pattern, values[name]):
            raise SourcesFileError(
                path, f"has for {values['path']} the {name} {values[name]!r}, which is not {expected}"
            )
    return replace(Entry(str(table["path"])), **values, revision=revision)


def _text(value: object) -> str:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat() if isinstance(value, date) else str(value)


def _absent(path: str) -> Reject:
    message = f"{SOURCES_FILE} names {path}, which is not there; restore the file or remove its entry"
    return Reject(path, "sources", "missing_file", message)


def _load(raw: Path, path: str, entry: Entry | None) -> SourceFile | Reject:
    """Read one file; what is refused here is not read any further."""
    try:
        data = (raw / path).read_bytes()
    except OSError as error:
        return Reject(path, "sources", "unreadable", f"{path}: {error.strerror}; make it readable or remove it")
    digest = hashlib.sha256(data).hexdigest()
    if entry and entry.sha256 and entry.sha256 != digest:
        message = (
            f"{path} has the SHA-256 {digest}, and {SOURCES_FILE} says {entry.sha256}; "
            "restore the file, or renew its entry if the change is meant"
        )
        return Reject(path, "sources", "wrong_hash", message)
    try:
        text = decode(data)
    except DocumentError as error:
        return Reject(path, "decode", error.code, f"{path}: {error}")
    form = sniff_form(text, Path(path).suffix.lower())
    title = text_title(text, form) or (entry.title if entry else None) or _title_of_name(path)
    return SourceFile(path, text, digest, len(data), form, title, slug(title), entry)


def _title_of_name(path: str) -> str:
    return Path(path).stem.replace("_", " ").strip() or path


def _identified(files: Iterable[SourceFile]) -> tuple[list[SourceFile], list[Reject]]:
    """Give each file its document_id; of two with one title and form the second by path is refused."""
    groups: dict[str, dict[str, SourceFile]] = defaultdict(dict)
    rejects = []
    for file in files:
        first = groups[file.document_id].setdefault(file.form, file)
        if first is not file:
            message = f"{file.path} and {first.path} are both {file.title!r} as {file.form}; keep one of them"
            rejects.append(Reject(file.path, "sources", "duplicate", message, file.document_id))
    result = []
    for document_id, forms in groups.items():
        for form, file in forms.items():
            result.append(replace(file, document_id=f"{document_id}--{form}" if len(forms) > 1 else document_id))
    return sorted(result, key=lambda file: file.document_id), rejects
