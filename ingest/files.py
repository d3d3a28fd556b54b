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
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from ingest.errors import LockedError, UnlockableError

_OS_ERROR = re.compile(r"\(os error (\d{1,5})\)")
"""How a library in Rust ends its words on what the system refused."""

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FREE_ROOM = "free room on its disk, and run again"
_BLOCK = 1 << 20
_LONGEST_NUMBER = 20
"""Digits that a process is numbered by, at the most."""


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
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise type(error)(error.errno, error.strerror, str(path)) from error
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    sync(path.parent)


def replace_link(link: Path, target: str) -> None:
    """Point a symbolic link at `target` (relative to the link's folder) in one atomic step; an `OSError` names it."""
    temporary = link.parent / f".{link.name}.{os.getpid()}"
    try:
        temporary.unlink(missing_ok=True)
        temporary.symlink_to(target)
        os.replace(temporary, link)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise type(error)(error.errno, error.strerror, str(link)) from error
    sync(link.parent)


@contextmanager
def system_errors(folder: Path) -> Iterator[None]:
    """Raise as OSError what the system refused to polars and to SQLite, who tell it in words; `folder` is where.

    What the system refused to others is raised with that place too, where it has none: a write names no file.
    """
    try:
        yield
    except OSError as error:
        if error.filename is not None or error.errno is None:
            raise
        raise OSError(error.errno, os.strerror(error.errno), str(folder)) from error
    except sqlite3.OperationalError as error:
        is_held = getattr(error, "sqlite_errorcode", None) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
        advice = "a run is at work there; wait for it to end" if is_held else "free room on its disk, or give it rights"
        raise OSError(errno.EIO, f"{error}; {advice}", str(folder)) from error
    except Exception as error:
        number = system_error_of(error)
        if number is None:
            raise
        raise OSError(number, os.strerror(number), str(folder)) from error


def told(error: OSError) -> str:
    """Return what the system refused as a sentence: the place, what, and what to do where that is known."""
    advice = f"; {_FREE_ROOM}" if error.errno in _NO_ROOM else ""
    return f"{error.filename or 'a file'}: {error.strerror or error}{advice}"


def system_error_of(error: Exception) -> int | None:
    """Return the number of the system's error that an error of polars tells of, None where it tells of none."""
    found = _OS_ERROR.search(str(error)) if type(error).__module__.startswith("polars") else None
    return int(found[1]) if found else None


@contextmanager
def locked(path: Path) -> Iterator[int | None]:
    """Hold a lock file while writing to an output; it names the process that holds it.

    Yields the number of the process that held it last, if that was ended before it could let go. The system lets go
    for a process that dies. Raises `LockedError` where another process holds it, `UnlockableError` where the file
    cannot be made.
    """
    try:
        file = path.open("a+")
    except OSError as error:
        raise UnlockableError(path, error.strerror) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise LockedError(path, _process_in(file)) from error
        stopped = _process_in(file)
        try:
            _write_process(file, os.getpid())
            yield stopped
        finally:
            _write_process(file, None)


def _process_in(file: IO[str]) -> int | None:
    file.seek(0)
    content = file.read(_LONGEST_NUMBER).strip()
    return int(content) if content.isascii() and content.isdecimal() else None


def _write_process(file: IO[str], number: int | None) -> None:
    """Note who holds a lock, None for nobody; that a full disk takes no note is no harm."""
    with suppress(OSError):
        file.truncate(0)
        if number is not None:
            file.write(f"{number}\n")
            file.flush()


def holder_of(path: Path) -> int | None:
    """Return the process that holds a lock on a file or folder, where the system tells (proc_locks(5))."""
    try:
        lines = Path("/proc/locks").read_text(encoding="ascii").splitlines()
        inode = path.stat().st_ino
    except OSError:
        return None
    fields = (line.split() for line in lines)
    holders = (f[4] for f in fields if len(f) > 5 and f[1] == "FLOCK" and f[5].rpartition(":")[2] == str(inode))
    return next((int(process) for process in holders if process.isdecimal() and int(process)), None)
