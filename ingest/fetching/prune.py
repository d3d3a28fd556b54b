"""`photofinish prune`: superseded revisions away, unless a version that is kept was made from them."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from ingest.fetching.errors import NoVersionsError
from ingest.fetching.record import Record
from ingest.files import sha256_of

_VERSIONS = "versions"
_DOCUMENTS = "documents.parquet"


@dataclass(slots=True)
class Pruned:
    """What was removed, and what stays because a kept version was made from it; paths relative to raw/."""

    removed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def prune(raw: Path, output: Path, record: Record, only_tell: bool) -> Pruned:
    """Remove the files and entries of superseded revisions; with `only_tell`, say what would be removed.

    The files go first: of an entry whose file is gone nothing is read, but a file without an entry is an article.
    Raises `NoVersionsError` where it cannot be told what publications were made from.
    """
    pruned = Pruned()
    superseded = sorted(path for path, entry in record.entries.items() if not entry.current)
    used = used_by_versions(output) if superseded else frozenset()
    for path in superseded:
        is_used = (raw / path).is_file() and (path, sha256_of(raw / path)) in used
        (pruned.kept if is_used else pruned.removed).append(path)
    if not only_tell:
        for path in pruned.removed:
            (raw / path).unlink(missing_ok=True)
            record.remove(path)
        record.save()
    return pruned


def used_by_versions(output: Path) -> frozenset[tuple[str, str]]:
    """Return path and SHA-256 of every document that a version under `output` was made from."""
    import polars as pl

    folder = output / _VERSIONS
    if not folder.is_dir():
        raise NoVersionsError(output, "holds no versions")
    used: set[tuple[str, str]] = set()
    for version in sorted(os.listdir(folder)):
        documents = folder / version / _DOCUMENTS
        if version.startswith("."):
            continue  # one that is being written, or was stopped while it was
        try:
            used.update(pl.read_parquet(documents, columns=["path", "sha256"]).iter_rows())
        except (OSError, pl.exceptions.PolarsError) as error:
            raise NoVersionsError(output, f"{documents} cannot be read ({error})") from error
    return frozenset(used)
