"""What earlier runs computed, in one SQLite file that may be deleted at any time.

A value's key is a digest of everything that it depends on, so what is found is never stale; what cannot be read is as
if it were not there. Written by one run at a time (the run holds the output's lock), in one transaction a batch.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ingest.files import system_errors
from ingest.redo.fingerprints import ModuleDigest

_VERSION = 2
"""Of the tables below; a file of another version is made anew."""
_KEPT_RUNS = 5
"""How many runs a value outlives its last use: going back and forth between two states of raw/ costs nothing."""
_BATCH = 500
_SORTED_AT_ONCE = 50_000
_TABLES = """
CREATE TABLE modules (path TEXT PRIMARY KEY, stamp TEXT NOT NULL, digest TEXT NOT NULL, imports TEXT NOT NULL);
CREATE TABLE files (path TEXT PRIMARY KEY, stamp TEXT NOT NULL, content TEXT NOT NULL);
CREATE TABLE entries (kind TEXT NOT NULL, key TEXT NOT NULL, data BLOB NOT NULL,
                      PRIMARY KEY (kind, key)) WITHOUT ROWID;
CREATE TABLE uses (kind TEXT NOT NULL, key TEXT NOT NULL, run INTEGER NOT NULL,
                   PRIMARY KEY (kind, key)) WITHOUT ROWID;
CREATE TABLE notes (name TEXT PRIMARY KEY, content TEXT NOT NULL);
"""
"""`uses` has the run that was the first not to use a value, or 0 for one that is in use."""
_USED = "CREATE TEMP TABLE used (kind TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID"
"""What this run used, as far as it is noted: on the disk, as there may be very much."""
_IS_USED = "EXISTS (SELECT 1 FROM used WHERE used.kind = uses.kind AND used.key = uses.key)"
"""Not `(kind, key) NOT IN`: for each pair that is not found, SQLite reads the whole list to look for nulls."""


_NAMES = frozenset(re.findall(r"CREATE TABLE (\w+)", _TABLES))


def _made_anew(error: sqlite3.DatabaseError) -> str:
    why = str(error) if isinstance(error, OtherVersionError) else f"it was damaged: {error}"
    return f"the cache is made anew, and everything is read again: {why}"


@dataclass(frozen=True, slots=True)
class Held:
    """One value that the cache holds, packed."""

    key: str
    data: bytes


class OtherVersionError(sqlite3.DatabaseError):
    """A cache whose tables are those of another photofinish."""

    def __init__(self, version: int) -> None:
        super().__init__(f"it is of version {version}, and this photofinish's is {_VERSION}")


def is_damage(error: sqlite3.DatabaseError) -> bool:
    """Say whether SQLite tells of a damaged file, and not of what the system refused to it (OperationalError)."""
    return type(error) is sqlite3.DatabaseError


def remove_cache(path: Path) -> None:
    """Remove the file of a cache, with what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def note_in(path: Path, name: str) -> str | None:
    """Return a note of a cache that is only looked at, as by who may not write there; None where there is none."""
    try:
        with closing(_looked_into(path)) as database:
            return _note_of(database, name)
    except sqlite3.Error:
        return None


def _looked_into(path: Path) -> sqlite3.Connection:
    """Open a cache so that nothing is written: neither to its file, nor a file beside it."""
    how = "mode=ro" if path.with_name(f"{path.name}-wal").exists() else "mode=ro&immutable=1"
    return sqlite3.connect(f"file:{quote(path.absolute().as_posix())}?{how}", uri=True, isolation_level=None)


def _note_of(database: sqlite3.Connection, name: str) -> str | None:
    found = database.execute("SELECT content FROM notes WHERE name = ?", (name,)).fetchone()
    return str(found[0]) if found else None


class Cache:
    """The cache of one output folder, open. `healed` are lines on what was found damaged, and what was done."""

    def __init__(self, path: Path) -> None:
        """Open the file, or make it anew where it is damaged or of another version.

        Raises OSError where the folder or the file cannot be written to.
        """
        self._path = path
        self.healed: list[str] = []
        with system_errors(path):
            try:
                self._open()
            except sqlite3.DatabaseError as error:
                if not (is_damage(error) or isinstance(error, OtherVersionError)):
                    raise
                self._remove()
                self._open()
                self.healed.append(_made_anew(error))
            self.run = int(self.note("run") or 0) + 1

    def _open(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(self._path, isolation_level=None)
        # A crash may lose the last transactions, which costs their work again; it never damages the file.
        self._database.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;")
        self._database.execute(_USED)
        found = self._database.execute("PRAGMA user_version").fetchone()[0]
        if found == _VERSION:
            self._look()
            return
        if found:
            raise OtherVersionError(found)
        with self.transaction():
            for statement in _TABLES.strip().split(";\n"):
                self._database.execute(statement)
            self._database.execute(f"PRAGMA user_version = {_VERSION}")

    def _look(self) -> None:
        """Raise `sqlite3.DatabaseError` where a table is missing."""
        there = {str(name) for (name,) in self._database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        missing = _NAMES - there
        if missing:
            raise sqlite3.DatabaseError(f"it has no table {min(missing)}")

    def _remove(self) -> None:
        self._database.close()
        remove_cache(self._path)

    def opened_again(self) -> Cache:
        """Return the same cache for another process, as SQLite forbids to use what was opened before a fork."""
        return Cache(self._path)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write everything inside at once, or nothing of it."""
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")

    # Values by the digest of what they depend on

    def known(self, kind: str, keys: Iterable[str]) -> set[str]:
        """Return those of `keys` whose value is held."""
        return {str(key) for (key,) in self._selected("key", kind, keys)}

    def keys(self, kind: str) -> set[str]:
        """Return the keys of all values of a kind."""
        return {str(key) for (key,) in self._database.execute("SELECT key FROM entries WHERE kind = ?", (kind,))}

    def get(self, kind: str, keys: Iterable[str]) -> Iterator[Held]:
        """Yield the values held, in no order; one that is missing is left out."""
        for key, data in self._selected("key, data", kind, keys):
            yield Held(key, data)

    def _selected(self, columns: str, kind: str, keys: Iterable[str]) -> Iterator[Any]:
        wanted = iter(keys)
        while part := list(islice(wanted, _BATCH)):
            marks = ",".join("?" * len(part))
            query = f"SELECT {columns} FROM entries WHERE kind = ? AND key IN ({marks})"
            yield from self._database.execute(query, (kind, *part)).fetchall()

    def put(self, kind: str, held: Iterable[Held]) -> None:
        """Keep values."""
        kept = [(kind, h.key, h.data) for h in held]
        with self.transaction():
            self._database.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)", kept)
            # Apart from the values: to write a number into their rows would write the values again.
            rows = ((kind, key) for _, key, _ in kept)
            self._database.executemany("INSERT OR REPLACE INTO uses VALUES (?, ?, 0)", rows)
            self._use(kind, (key for _, key, _ in kept))

    def use(self, kind: str, keys: Iterable[str]) -> None:
        """Note that this run used values."""
        with self.transaction():
            self._use(kind, keys)

    def _use(self, kind: str, keys: Iterable[str]) -> None:
        self._database.executemany("INSERT OR IGNORE INTO used VALUES (?, ?)", ((kind, key) for key in keys))

    def finish(self, used: Mapping[str, Iterable[str]]) -> None:
        """End a run: note what it used besides, and forget what no run has used for long."""
        with self.transaction():
            for kind, keys in used.items():
                left = iter(keys)
                while part := sorted(islice(left, _SORTED_AT_ONCE)):  # in order they go in twice as fast
                    self._use(kind, part)
            self._database.execute(f"UPDATE uses SET run = ? WHERE run = 0 AND NOT {_IS_USED}", (self.run,))
            self._database.execute(f"UPDATE uses SET run = 0 WHERE run > 0 AND {_IS_USED}")
            old = (self.run - _KEPT_RUNS,)
            gone = self._database.execute("SELECT kind, key FROM uses WHERE run > 0 AND run <= ?", old)
            self._database.executemany("DELETE FROM entries WHERE kind = ? AND key = ?", gone)
            self._database.execute("DELETE FROM uses WHERE run > 0 AND run <= ?", old)
            self._note("run", str(self.run))

    def clear(self) -> None:
        """Forget every value: what is held cannot be read."""
        self.healed.append("what the cache held could not be read; it was emptied, and everything is read again")
        with self.transaction():
            self._database.execute("DELETE FROM entries")
            self._database.execute("DELETE FROM uses")
            self._database.execute("DELETE FROM used")

    # Small facts

    def note(self, name: str) -> str | None:
        """Return a note, or None."""
        return _note_of(self._database, name)

    def keep_note(self, name: str, content: str) -> None:
        """Keep a note."""
        with self.transaction():
            self._note(name, content)

    def _note(self, name: str, content: str) -> None:
        self._database.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, content))

    # Files by path and stamp: what need not be read again

    def files(self) -> dict[str, tuple[str, str]]:
        """Return stamp and content of every file that is remembered, by path."""
        return {
            str(p): (str(s), str(c)) for p, s, c in self._database.execute("SELECT path, stamp, content FROM files")
        }

    def keep_files(self, found: Mapping[str, tuple[str, str]], gone: Iterable[str]) -> None:
        """Remember files by path, and forget those that are gone."""
        with self.transaction():
            rows = ((path, stamp, content) for path, (stamp, content) in found.items())
            self._database.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", rows)
            self._database.executemany("DELETE FROM files WHERE path = ?", ((path,) for path in gone))

    def module(self, path: str, stamp: str) -> ModuleDigest | None:
        """Return what was remembered of a file of code with this stamp."""
        query = "SELECT digest, imports FROM modules WHERE path = ? AND stamp = ?"
        found = self._database.execute(query, (path, stamp)).fetchone()
        return ModuleDigest(str(found[0]), tuple(json.loads(found[1]))) if found else None

    def keep_module(self, path: str, stamp: str, found: ModuleDigest) -> None:
        """Remember a file of code."""
        row = (path, stamp, found.digest, json.dumps(found.imports))
        self._database.execute("INSERT OR REPLACE INTO modules VALUES (?, ?, ?, ?)", row)


class LookedAtCache(Cache):
    """A cache that is only looked at, as by who may not write there: values kept are held until it is closed.

    One that is missing, damaged or of another version is as if it were empty: a run makes it anew.
    """

    def __init__(self, path: Path) -> None:
        """Look into the file."""
        self._held: dict[str, dict[str, Held]] = defaultdict(dict)
        super().__init__(path)

    def _open(self) -> None:
        if self._path.is_file():
            self._database = _looked_into(self._path)
            try:
                if self._database.execute("PRAGMA user_version").fetchone()[0] == _VERSION:
                    self._look()
                    return
            except sqlite3.DatabaseError as error:
                if not is_damage(error):
                    raise
            self._database.close()
        self._path = Path(":memory:")
        super()._open()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write nothing: there is nothing to begin."""
        yield

    def known(self, kind: str, keys: Iterable[str]) -> set[str]:
        """Return those of `keys` whose value is held."""
        wanted = set(keys)
        return super().known(kind, wanted) | (wanted & self._held[kind].keys())

    def get(self, kind: str, keys: Iterable[str]) -> Iterator[Held]:
        """Yield the values held, in no order; one that is missing is left out."""
        wanted = set(keys)
        here = wanted & self._held[kind].keys()
        yield from (self._held[kind][key] for key in sorted(here))
        yield from super().get(kind, wanted - here)

    def put(self, kind: str, held: Iterable[Held]) -> None:
        """Hold values."""
        self._held[kind].update((each.key, each) for each in held)

    def use(self, kind: str, keys: Iterable[str]) -> None:
        """Note nothing."""

    def keep_files(self, found: Mapping[str, tuple[str, str]], gone: Iterable[str]) -> None:
        """Keep nothing."""

    def keep_module(self, path: str, stamp: str, found: ModuleDigest) -> None:
        """Keep nothing."""

    def keep_note(self, name: str, content: str) -> None:
        """Keep nothing."""
