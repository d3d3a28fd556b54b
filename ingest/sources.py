"""The files under raw/: found, checked against sources.toml, given their document_id. Reads only, never writes."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from ingest.errors import MissingFolderError, UnreadableFolderError
from ingest.packed import Packed
from ingest.sources_toml import SOURCES_FILE, Entry, read_entries, unfinished_paths
from parsers.errors import DocumentError
from parsers.forms import sniff_form, text_title
from parsers.text import decode
from schemas.decisions import Decision
from schemas.document import Form
from schemas.records import record
from schemas.slugs import slug
from schemas.words import NO_WORDS, UserWords

if TYPE_CHECKING:
    from ingest.archives.model import Page, Place
    from ingest.archives.selection import Selection

SUFFIXES = frozenset({".txt", ".wikitext", ".wiki", ".html", ".htm"})
ROW_STAGE = "build"
"""The stage that refuses single rows of a document that is published all the same."""
_OWN_FILES = frozenset({SOURCES_FILE, "decisions.toml", "vocabulary.toml"})
ARCHIVE = re.compile(r"(?i)\.(xml|ndjson|zim|bz2|gz|7z)$")
"""What an archive's name ends with; whether it is one, its content says."""


@record(frozen=True, slots=True)
class SourceFile:
    """One file to be read, with its identity. `path` is POSIX and relative to the folder of sources.

    `text` is given where it is at hand, else `text_of` reads it. `origin` is where a page of an archive is found again;
    its `path` is that of the archive, `#` and the title.
    """

    path: str
    sha256: str
    size_bytes: int
    form: Form
    title: str
    document_id: str
    entry: Entry | None
    text: str | None = None
    origin: Origin | None = None


@record(frozen=True, slots=True)
class Origin:
    """Where a page of an archive is found again: the archive, the place in it, and by which selection."""

    archive: str
    place: Place
    selection: Selection


@record(frozen=True, slots=True)
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
    """What a folder holds: files to read, refusals, the names of files that are not articles, and of old revisions.

    `files` are in the order of their document_id; those of archives are packed, as they may be very many.
    `passed_over` counts pages of archives that are no articles. `decisions` are the whole entries of decisions.toml,
    `words` those of vocabulary.toml (see `ingest.decisions`, `ingest.vocabulary`).
    """

    files: Sequence[SourceFile]
    rejects: tuple[Reject, ...]
    ignored: tuple[str, ...]
    superseded: tuple[str, ...] = ()
    passed_over: int = 0
    decisions: tuple[Decision, ...] = ()
    words: UserWords = NO_WORDS

    def without(self, refused: Iterable[Reject]) -> Sources:
        """Return the sources with further documents refused."""
        more = tuple(refused)
        paths = {reject.path for reject in more}
        files = files_but(self.files, lambda file: file.path in paths)
        return replace(self, files=files, rejects=(*self.rejects, *more))


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What a file is, by its content alone. `form` is None where it is no text: `error` and `message` say why.

    `title` is the one that the text itself gives.
    """

    sha256: str
    size_bytes: int
    form: Form | None
    title: str | None
    error: str = ""
    message: str = ""


class ChangedFileError(Exception):
    """A file that changed while a run was reading."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} changed while it was being read; run again")


class FileMemory(Protocol):
    """What is remembered of files that were read before, by path: nothing that did not change is read again."""

    def recall(self, path: str, status: os.stat_result) -> FileFacts | None:
        """Return what was found in the file when it had this status."""
        ...

    def keep(self, path: str, status: os.stat_result, facts: FileFacts) -> None:
        """Remember it."""
        ...


def load_sources(raw: Path, memory: FileMemory | None = None) -> Sources:
    """Find the articles under `raw` at any depth; raise `RunError` where the folder itself cannot be trusted."""
    if not raw.is_dir():
        raise MissingFolderError(raw)
    folders: list[str] = []
    listed, misnamed = _by_name(_relative_files(raw, folders))
    unfinished = unfinished_paths(raw)
    entries = read_entries(raw / SOURCES_FILE)  # last: who fetches writes it last, so what we found is what it says
    superseded = {path for path, entry in entries.items() if not entry.current}
    current = {path: entry for path, entry in entries.items() if entry.current}
    listed |= {path for path in current if (raw / path).is_file()}
    paths = sorted(listed - superseded - (unfinished - set(entries)))
    articles = [path for path in paths if _is_article(path)]
    ignored = [path for path in paths if not _is_article(path) and not _is_own(path)]
    found = [_load(raw, path, entries.get(path), memory) for path in articles]
    rejects = [entry for entry in found if isinstance(entry, Reject)]
    rejects += [_misnamed(path) for path in misnamed if _is_article(path) or ARCHIVE.search(path)]
    rejects += map(_not_followed, folders)
    rejects += [_absent(path) for path in sorted(set(current) - set(articles))]
    files, doubles = identified([entry for entry in found if isinstance(entry, SourceFile)])
    refused = sorted([*rejects, *doubles], key=lambda r: r.path)
    return Sources(files, tuple(refused), tuple(ignored), tuple(sorted(superseded)))


def _by_name(paths: Iterable[str]) -> tuple[set[str], list[str]]:
    """Part paths that can be published from those whose bytes are no UTF-8: Python has lone surrogates for them."""
    found: tuple[set[str], list[str]] = (set(), [])
    for path in paths:
        if is_text(path):
            found[0].add(path)
        else:
            found[1].append(path)
    return found


def is_text(path: str) -> bool:
    """Say whether a path can be written in UTF-8."""
    return path.isascii() or path.encode(errors="replace").decode() == path


def _misnamed(path: str) -> Reject:
    shown = os.fsencode(path).decode(errors="backslashreplace")
    return Reject(shown, "sources", "wrong_name", f"{shown}: its name is no UTF-8; rename the file or folder")


def _not_followed(path: str) -> Reject:
    shown = os.fsencode(path).decode(errors="backslashreplace")
    message = f"{shown}: a link to a folder is not followed; put the folder itself here, or give it as --raw"
    return Reject(shown, "sources", "linked_folder", message)


def _is_article(path: str) -> bool:
    return os.path.splitext(path)[1].lower() in SUFFIXES


def _relative_files(raw: Path, linked: list[str]) -> Iterator[str]:
    """Yield the paths of the files in a folder and those in it, POSIX and relative; put links to folders in `linked`.

    Of ten thousand files and more: texts, as `Path` objects cost more than all else that is done with them.
    """
    left = [""]
    while left:
        folder = left.pop()
        for entry in _entries(os.path.join(raw, folder)):
            if entry.is_dir(follow_symlinks=False):
                left.append(f"{folder}{entry.name}/")
            elif _is_file(entry):
                yield f"{folder}{entry.name}"
            elif entry.is_symlink() and entry.is_dir():
                linked.append(f"{folder}{entry.name}")


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """Return what stands in a folder and is not hidden; nothing where it has just been removed.

    Raises `UnreadableFolderError` where it may not be looked into: its articles must not be taken for removed.
    """
    try:
        with os.scandir(folder) as entries:
            return [entry for entry in entries if not entry.name.startswith(".")]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise UnreadableFolderError(Path(folder), error.strerror) from error


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Say whether an entry is a file, or an article's link that leads nowhere: to read it tells that.

    A pipe or a socket would be waited for without end.
    """
    try:
        return entry.is_file() or (_is_article(entry.name) and entry.is_symlink() and not os.path.exists(entry.path))
    except OSError:  # links that lead in a circle
        return _is_article(entry.name)


def _absent(path: str) -> Reject:
    message = f"{SOURCES_FILE} names {path}, which is not there; restore the file or remove its entry"
    return Reject(path, "sources", "missing_file", message)


def _load(raw: Path, path: str, entry: Entry | None, memory: FileMemory | None) -> SourceFile | Reject:
    """Look into one file; what is refused here is not read any further."""
    try:
        facts = _facts(raw, path, memory)
    except OSError as error:
        return Reject(path, "sources", "unreadable", f"{path}: {error.strerror}; make it readable or remove it")
    if entry and entry.sha256 and entry.sha256 != facts.sha256:
        message = (
            f"{path} has the SHA-256 {facts.sha256}, and {SOURCES_FILE} says {entry.sha256}; "
            "restore the file, or renew its entry if the change is meant"
        )
        return Reject(path, "sources", "wrong_hash", message, slug(facts.title or entry.title or title_of_name(path)))
    if facts.form is None:
        return Reject(path, "decode", facts.error, f"{path}: {facts.message}")
    title = facts.title or (entry.title if entry else None) or title_of_name(path)
    return SourceFile(path, facts.sha256, facts.size_bytes, facts.form, title, slug(title), entry)


def _facts(raw: Path, path: str, memory: FileMemory | None) -> FileFacts:
    if memory is None:
        return facts_of((raw / path).read_bytes(), path)
    status = os.stat(os.path.join(raw, path))
    found = memory.recall(path, status)
    if found is None:
        found = facts_of((raw / path).read_bytes(), path)
        memory.keep(path, status, found)
    return found


def facts_of(data: bytes, path: str) -> FileFacts:
    """Return what a file is, by its content."""
    digest = hashlib.sha256(data).hexdigest()
    try:
        text = decode(data)
    except DocumentError as error:
        return FileFacts(digest, len(data), None, None, error.code, str(error))
    form = sniff_form(text, Path(path).suffix.lower())
    return FileFacts(digest, len(data), form, text_title(text, form))


def text_of(file: SourceFile, raw: Path) -> str:
    """Return the text of a file that `load_sources` found in `raw`.

    Raises `ChangedFileError` where it is no longer the same, and OSError where it is no longer there.
    """
    if file.text is not None:
        return file.text
    if file.origin is not None:
        return _text_in_archive(file, file.origin)
    data = (raw / file.path).read_bytes()
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise ChangedFileError(file.path)
    return decode(data)


def _is_own(path: str) -> bool:
    """Say whether a file is one of ours, read elsewhere: what people decided, and the marks of audits."""
    return path in _OWN_FILES or (path.startswith("audits/") and path.endswith(".json"))


def _text_in_archive(file: SourceFile, origin: Origin) -> str:
    from ingest.archives import page_again

    def is_it(page: Page) -> bool:
        return page.form == file.form and hashlib.sha256(page.text.encode()).hexdigest() == file.sha256

    found = page_again(Path(origin.archive), origin.place, origin.selection, is_it)
    if found is None:
        raise ChangedFileError(file.path)
    return decode(found.text.encode())


def title_of_name(path: str) -> str:
    """Return the title that a file has by its name, where nothing else gives one."""
    return Path(path).stem.replace("_", " ").strip() or path


def identified(files: Sequence[SourceFile]) -> tuple[Sequence[SourceFile], list[Reject]]:
    """Give each file its document_id; of two with one title and form the second is refused.

    Return them in the order of their document_id, packed if they came packed.
    """
    first: dict[tuple[str, Form], int] = {}
    given: dict[int, str] = {}
    rejects = []
    for place, file in enumerate(files):
        name = slug(file.title)
        at = first.setdefault((name, file.form), place)
        if at != place:
            message = f"{file.path} and {files[at].path} are both {file.title!r} as {file.form}; keep one of them"
            rejects.append(Reject(file.path, "sources", "duplicate", message, name))
        elif file.document_id != name:
            given[place] = file.document_id
    forms = Counter(name for name, _ in first)
    order, others = [], {}
    for (name, form), place in first.items():
        document_id = f"{name}--{form}" if forms[name] > 1 else name
        order.append((document_id, place))
        if document_id != given.get(place, name):
            others[place] = replace(files[place], document_id=document_id)
    return _chosen(files, [place for _, place in sorted(order)], others), rejects


def _chosen(
    files: Sequence[SourceFile], places: Iterable[int], others: Mapping[int, SourceFile] = MappingProxyType({})
) -> Sequence[SourceFile]:
    """Return some files, `others` in the place of those at the same places; packed if they are packed."""
    if isinstance(files, Packed):
        return files.chosen(places, others)
    return tuple(others.get(place) or files[place] for place in places)


def files_but(files: Sequence[SourceFile], refused: Callable[[SourceFile], bool]) -> Sequence[SourceFile]:
    """Return the files that are not refused; packed if they are packed."""
    kept = [place for place, file in enumerate(files) if not refused(file)]
    return files if len(kept) == len(files) else _chosen(files, kept)
