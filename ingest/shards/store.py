"""Shards as files: what a sort reads that must not hold them all."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from sys import intern
from tempfile import TemporaryDirectory
from typing import Any

from ingest.redo.packing import unpack, unpacked_as
from ingest.shards.build import Built

LINES = "_lines"
"""What the lines of lists are kept as, beside the datasets."""
_LISTS = "lists"
_PAGES, _INDEX, _DIGESTS = "_pages", "_pages.json", "_digests.json"


class DamagedShardError(Exception):
    """A shard is not what was kept: a disk may have lost it with the power."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is damaged or missing; delete the folder that it is in, and run again")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a shard: its file and the SHA-256 of what was written to it. There are many: a path would weigh."""

    store: Path
    shard: str
    name: str
    digest: bytes

    @property
    def path(self) -> Path:
        """Its file."""
        return self.store / self.shard / f"{self.name}.parquet"

    @property
    def sha256(self) -> str:
        """The digest in hexadecimal."""
        return self.digest.hex()


class ShardStore:
    """A folder with a folder for each shard, in which each dataset that it has rows of is a Parquet file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def has(self, key: str) -> bool:
        """Say whether a shard is there: whole or not at all, unless the power failed as it was written."""
        return (self._folder / key).is_dir()

    def keep(self, key: str, shard: Built) -> None:
        """Keep a shard."""
        made = self._folder / f".{key}-{os.getpid()}"
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir(parents=True)
        tables = {**shard.tables, **({LINES: shard.lines} if shard.index else {})}
        for name, data in tables.items():
            (made / f"{name}.parquet").write_bytes(data)
        digests = {name: hashlib.sha256(data).hexdigest() for name, data in tables.items()}
        (made / _DIGESTS).write_text(json.dumps(digests), encoding="utf-8")
        if shard.index:
            (made / _PAGES).write_bytes(shard.pages)
            (made / _INDEX).write_text(json.dumps(shard.index), encoding="utf-8")
        shutil.rmtree(self._folder / key, ignore_errors=True)
        os.rename(made, self._folder / key)

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """Give a folder for what is needed for a while."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".scratch-", dir=self._folder) as folder:
            yield Path(folder)

    def tables(self, keys: Iterable[str]) -> dict[str, list[Table]]:
        """Return the tables of some shards, by dataset; those of the lines as `LINES`.

        Raises `DamagedShardError` where one is not there that was kept.
        """
        found: dict[str, list[Table]] = defaultdict(list)
        for key in keys:
            for name, digest in _read(self._folder / key / _DIGESTS).items():
                table = Table(self._folder, key, intern(name), bytes.fromhex(digest))
                if not table.path.is_file():
                    raise DamagedShardError(table.path)
                found[name].append(table)
        return found

    def index(self, key: str) -> list[tuple[str, str]]:
        """Return the path and the SHA-256 of each page of a shard."""
        path = self._folder / key / _INDEX
        return [(name, digest) for name, digest in _read(path)] if path.is_file() else []

    def pages(self, key: str) -> dict[str, str]:
        """Return the pages of a shard by their paths."""
        return dict(unpacked_as(list, unpack((self._folder / key / _PAGES).read_bytes())))

    @property
    def lists(self) -> Path:
        """The folder for the lines of all shards in their order."""
        return self._folder / _LISTS

    def forget_all_but(self, keys: Collection[str], lists: Collection[str] = ()) -> None:
        """Remove the shards and the files in `lists` that nobody will ask for, and what a stopped run left."""
        for entry in _entries(self._folder):
            if entry.name not in keys and entry.name != _LISTS:
                shutil.rmtree(entry.path, ignore_errors=True)
        for entry in _entries(self.lists):
            if entry.name not in lists:
                shutil.rmtree(entry.path) if entry.is_dir() else os.unlink(entry.path)


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    if folder.is_dir():
        yield from os.scandir(folder)


def _read(path: Path) -> Any:  # noqa: ANN401 - it is JSON
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise DamagedShardError(path) from error


NO_SHARDS = ShardStore(Path(os.devnull))
"""For those who make no version: it has no shards, and can keep none."""
