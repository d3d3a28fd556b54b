"""Writing so that a crash at any moment leaves whole files: temporary name, fsync, rename."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import LockedError, UnlockableError

_OS_ERROR = re.compile(r"\(os error (\d{1,5})\)")
"""How a library in Rust ends its words on what the system refused."""

_BLOCK = 1 << 20


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def sync(path: Path) -> None:
    """Wait until a file's or folder's content is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_whole(path: Path, text: str) -> None:
    """Write a text file that is either the old or the new one at every moment; an `OSError` names the file itself."""
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(path)) from error
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)  # mkstemp's 0600 would hide the file from other readers
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    sync(path.parent)


def replace_link(link: Path, target: str) -> None:
    """Point a symbolic link at `target` (relative to the link's folder) in one atomic step."""
    temporary = link.parent / f".{link.name}.{os.getpid()}"
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(target)
    try:
        os.replace(temporary, link)
    except OSError:
        temporary.unlink()
        raise
    sync(link.parent)


@contextmanager
def system_errors(folder: Path) -> Iterator[None]:
    """Raise as OSError what the system refused to polars and to SQLite, who tell it in words; `folder` is where."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise OSError(errno.EIO, f"{error}; free room on its disk, or give it rights", str(folder)) from error
    except Exception as error:
        number = system_error_of(error)
        if number is None:
            raise
        raise OSError(number, os.strerror(number), str(folder)) from error


def system_error_of(error: Exception) -> int | None:
    """Return the number of the system's error that an error of polars tells of, None where it tells of none."""
    found = _OS_ERROR.search(str(error)) if type(error).__module__.startswith("polars") else None
    return int(found[1]) if found else None


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock file while writing to an output.

    Raises `LockedError` where another process holds it, `UnlockableError` where the file cannot be made.
    """
    try:
        file = path.open("w")
    except OSError as error:
        raise UnlockableError(path, error.strerror) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise LockedError(path) from error
        yield
