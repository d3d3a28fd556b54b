"""Files put under raw/ together with their entries, so that a stop at any moment leaves nothing that is read as more.

The order is: the names of the files in `.fetching`; the files; sources.toml; `.fetching` away again. Whoever reads raw/
takes a file that `.fetching` names and sources.toml does not for none; whoever writes there next removes it.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.errors import MissingFolderError
from ingest.fetching.errors import RawBusyError, RawWriteError
from ingest.fetching.record import Record
from ingest.files import holder_of, sync, write_whole
from ingest.sources_toml import SOURCES_FILE, UNFINISHED_FILE, Entry, read_entries, unfinished_paths

_TEMPORARY = re.compile(rf"\.({re.escape(SOURCES_FILE)}|{re.escape(UNFINISHED_FILE)})\.[a-z0-9_]{{8}}")
"""What `write_whole` leaves when it is killed; an editor's swap files have shorter endings."""


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to be written, and its entry, as yet without the digest; without content the file is there already."""

    entry: Entry
    content: bytes | None


@contextmanager
def writing(raw: Path, make: bool = False) -> Iterator[Record]:
    """Hold the folder of sources alone among those that write there, and give its sources.toml.

    The folder itself is locked, so that no file of ours stays in it; the lock ends with the process. Raises
    `RawBusyError` where another holds it, `RawWriteError` where it cannot be written to, `MissingFolderError` where it
    is not there and is not to be made.
    """
    if not make and not raw.is_dir():
        raise MissingFolderError(raw)
    try:
        raw.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(raw, os.O_RDONLY)
    except OSError as error:
        raise RawWriteError(raw, error.strerror or "cannot be opened") from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield Record(raw)
    except BlockingIOError as error:
        raise RawBusyError(raw, holder_of(raw)) from error
    except OSError as error:
        raise RawWriteError(Path(error.filename or raw), error.strerror or str(error)) from error
    finally:
        os.close(descriptor)


def heal(raw: Path, record: Record) -> list[str]:
    """Remove what a stopped fetch left; return the paths of the files removed."""
    left = sorted(path for path in unfinished_paths(raw) - set(record.entries) if _is_inside(raw, path))
    removed = [path for path in left if (raw / path).is_file()]
    for path in [*removed, *(_part(path) for path in left)]:
        (raw / path).unlink(missing_ok=True)
    for temporary in raw.iterdir():
        if _TEMPORARY.fullmatch(temporary.name):
            temporary.unlink()
    (raw / UNFINISHED_FILE).unlink(missing_ok=True)
    return removed


def _part(path: str) -> str:
    """Return the name that a file has while it is written."""
    folder, _, name = path.rpartition("/")
    return f"{folder}/.{name}.part"


def _is_inside(raw: Path, path: str) -> bool:
    return (raw / path).resolve().is_relative_to(raw.resolve())


def commit(raw: Path, record: Record, files: Sequence[NewFile]) -> None:
    """Write files and, last, sources.toml with their entries and all other changes of `record`: all or nothing."""
    unfinished = raw / UNFINISHED_FILE
    contents = {file.entry.path: file.content for file in files if file.content is not None}
    try:
        if contents:
            write_whole(unfinished, "".join(f"{path}\n" for path in contents))
            _write(raw, contents)
        for file in files:
            record.put(_whole(file))
        record.save()
    except BaseException:
        for path in set(contents) - set(read_entries(record.path)):  # it may have been written just before the stop
            (raw / path).unlink(missing_ok=True)
        unfinished.unlink(missing_ok=True)
        raise
    unfinished.unlink(missing_ok=True)


def _whole(file: NewFile) -> Entry:
    if file.content is None:
        return file.entry
    return replace(file.entry, sha256=hashlib.sha256(file.content).hexdigest())


def _write(raw: Path, contents: Mapping[str, bytes]) -> None:
    """Write files that were not there, under other names first.

    All are written before the first is waited for: the disk then takes them together.
    """
    parts = {raw / path: raw / _part(path) for path in contents}
    try:
        for name, content in contents.items():
            (raw / name).parent.mkdir(parents=True, exist_ok=True)
            (raw / _part(name)).write_bytes(content)
        for path, part in parts.items():
            sync(part)
            os.replace(part, path)
        for folder in {path.parent for path in parts}:
            sync(folder)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
