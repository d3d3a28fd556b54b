"""Shards as files: what a sort reads that must not hold them all."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections import defaultdict
from collections.abc import Collection, Iterable
from pathlib import Path

from ingest.redo.packing import unpack, unpacked_as
from ingest.shards.build import Built

LINES = "_lines"
"""What the lines of lists are kept as, beside the datasets."""
_PAGES, _INDEX, _DIGESTS = "_pages", "_pages.json", "_digests.json"


class ShardStore:
    """A folder with a folder for each shard, in which each dataset that it has rows of is a Parquet file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def has(self, key: str) -> bool:
        """Say whether a shard is there: it is there whole, or not at all."""
        return (self._folder / key).is_dir()

    def keep(self, key: str, shard: Built) -> None:
        """Keep a shard."""
        made = self._folder / f".{key}-{os.getpid()}"
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir(parents=True)
        for name, data in shard.tables.items():
            (made / f"{name}.parquet").write_bytes(data)
        digests = {name: hashlib.sha256(data).hexdigest() for name, data in shard.tables.items()}
        (made / _DIGESTS).write_text(json.dumps(digests), encoding="utf-8")
        if shard.index:
            (made / f"{LINES}.parquet").write_bytes(shard.lines)
            (made / _PAGES).write_bytes(shard.pages)
            (made / _INDEX).write_text(json.dumps(shard.index), encoding="utf-8")
        shutil.rmtree(self._folder / key, ignore_errors=True)
        os.rename(made, self._folder / key)

    def files(self, keys: Iterable[str], name: str) -> list[Path]:
        """Return the files of a dataset, or of the lines, in some shards."""
        paths = (self._folder / key / f"{name}.parquet" for key in keys)
        return [path for path in paths if path.is_file()]

    def digests(self, keys: Iterable[str]) -> dict[str, list[str]]:
        """Return the SHA-256 of each table in some shards, by dataset, sorted."""
        found: dict[str, list[str]] = defaultdict(list)
        for key in keys:
            for name, digest in json.loads((self._folder / key / _DIGESTS).read_bytes()).items():
                found[name].append(digest)
        return {name: sorted(digests) for name, digests in found.items()}

    def index(self, key: str) -> list[tuple[str, str]]:
        """Return the path and the SHA-256 of each page of a shard."""
        path = self._folder / key / _INDEX
        return [(name, digest) for name, digest in json.loads(path.read_bytes())] if path.is_file() else []

    def pages(self, key: str) -> dict[str, str]:
        """Return the pages of a shard by their paths."""
        return dict(unpacked_as(list, unpack((self._folder / key / _PAGES).read_bytes())))

    def forget_all_but(self, keys: Collection[str]) -> None:
        """Remove the shards that nobody will ask for, and what a stopped run left."""
        if self._folder.is_dir():
            for entry in os.scandir(self._folder):
                if entry.name not in keys:
                    shutil.rmtree(entry.path, ignore_errors=True)


NO_SHARDS = ShardStore(Path(os.devnull))
"""For those who make no version: it has no shards, and can keep none."""
