"""A version's folder as tables: what is published, read lazily."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from ingest.changes.errors import DamagedVersionError
from ingest.publish import MANIFEST
from schemas.contract import PUBLISHED
from schemas.frames import polars_schema


@dataclass(frozen=True, slots=True)
class Folder:
    """One version on the disk: the digest of each dataset's file, and each dataset's key, as its manifest says."""

    path: Path
    files: Mapping[str, str]
    keys: Mapping[str, tuple[str, ...]]

    @property
    def version(self) -> str:
        """The version's name."""
        return self.path.name

    def file(self, dataset: str) -> Path | None:
        """Return a dataset's file, or None where this version has no such dataset."""
        return self.path / f"{dataset}.parquet" if dataset in self.files else None

    def scan(self, dataset: str) -> pl.LazyFrame:
        """Return a dataset lazily; one that this version does not have is empty."""
        path = self.file(dataset)
        return pl.scan_parquet(path) if path else polars_schema(dataset).to_frame(eager=False)


def opened(path: Path) -> Folder:
    """Return a version's folder; raise `DamagedVersionError` where its manifest or a file that it names is missing."""
    try:
        resources = json.loads((path / MANIFEST).read_text(encoding="utf-8"))["resources"]
        tables = [entry for entry in resources if entry["path"].endswith(".parquet")]
        files = {entry["name"]: entry["hash"] for entry in tables}
        keys = {entry["name"]: _key(entry["schema"]) for entry in tables}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedVersionError(path, [f"{MANIFEST} is missing or unreadable"]) from error
    missing = [f"{name}.parquet is missing" for name in files if not (path / f"{name}.parquet").is_file()]
    if missing:
        raise DamagedVersionError(path, missing)
    return Folder(path, files, keys)


def _key(schema: Mapping[str, Any]) -> tuple[str, ...]:
    """Return a Table Schema's key: the unique one where a column of it may be null."""
    return tuple(schema["primaryKey"] if "primaryKey" in schema else schema["uniqueKeys"][0])


def datasets_of(*folders: Folder) -> tuple[str, ...]:
    """Return the datasets that any of the versions has, in the contract's order, those it no longer knows last."""
    there = {name for folder in folders for name in folder.files}
    return (*(name for name in PUBLISHED if name in there), *sorted(there.difference(PUBLISHED)))
