"""Published values against what comes of raw again: everything is read and judged anew, and a sample compared.

Which competitor is who, and which event is meant, is told by all articles together. So all of them are read, as by a
first run, and nothing that an earlier run kept is used.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args

import polars as pl

from ingest.pipeline import produce, tables_of
from ingest.redo.cache import Cache
from ingest.redo.code import CodePrints
from ingest.shards.store import ShardStore
from ingest.sources import Sources, files_but
from ingest.stages.setting import Setting
from ingest.verify.model import Verified
from schemas.contract import DATASETS, PUBLISHED
from schemas.document import Form
from schemas.words import UserWords

Row = Mapping[str, Any]
_CODE = CodePrints(dict.fromkeys(get_args(Form), ""), {}, "", "")
"""Fingerprints tell what of a cache is out of date; here nothing is in it."""
_NOT_DERIVED = frozenset({"documents", "rejects"})
"""What is told of files, not read from them: their hashes are compared instead."""


def sampled(folder: Path, count: int, seed: int) -> dict[str, list[int]]:
    """Return the numbers of rows to be looked at, by dataset: as many of each as there can be, by the seed alone."""
    heights = {name: _height(folder / f"{name}.parquet") for name in PUBLISHED if name not in _NOT_DERIVED}
    orders = [
        [(name, row) for row in random.Random(f"{seed} {name}").sample(range(height), min(height, count))]
        for name, height in heights.items()
    ]
    turns = [place for turn in zip_longest(*orders) for place in turn if place is not None]
    chosen: dict[str, list[int]] = {}
    for name, row in turns[:count]:
        chosen.setdefault(name, []).append(row)
    return {name: sorted(rows) for name, rows in chosen.items()}


def _height(path: Path) -> int:
    height: int = pl.scan_parquet(path).select(pl.len()).collect().item()
    return height


def sampled_rows(folder: Path, sample: Mapping[str, Sequence[int]]) -> dict[str, list[dict[str, Any]]]:
    """Return the published rows of a sample."""
    return {name: pl.read_parquet(folder / f"{name}.parquet")[list(rows)].to_dicts() for name, rows in sample.items()}


def statements_behind(folder: Path, rows: Mapping[str, Sequence[Row]]) -> list[dict[str, Any]]:
    """Return the published statements that sampled rows are, or name as their evidence."""
    wanted = {identifier for group in rows.values() for row in group for identifier in _named_by(row)}
    statements = pl.scan_parquet(folder / "statements.parquet")
    found: list[dict[str, Any]] = statements.filter(pl.col("statement_id").is_in(sorted(wanted))).collect().to_dicts()
    return found


def _named_by(row: Row) -> Iterator[str]:
    for name, value in row.items():
        if name == "statement_id" and isinstance(value, str):
            yield value
        elif name in {"supporting", "opposing", "statement_ids", "flips_if"}:
            yield from value


def derived(raw: Path, sources: Sources, folder: Path) -> Mapping[str, pl.DataFrame]:
    """Return every dataset as raw gives it now; what the publication set aside is set aside again."""
    rejects = pl.read_parquet(folder / "rejects.parquet").filter(pl.col("stage") == "contract")
    aside = set(rejects["path"])
    kept = replace(sources, files=files_but(sources.files, lambda file: file.path in aside))
    with nothing_known(raw, sources.words) as setting:
        return tables_of(produce(kept, setting), setting).frames()


@contextmanager
def nothing_known(raw: Path, words: UserWords) -> Iterator[Setting]:
    """Give what a first run works with."""
    cache = Cache(Path(":memory:"))
    try:
        with TemporaryDirectory(prefix="photofinish-") as folder:
            shards = ShardStore(Path(folder))
            yield Setting(
                raw, cache, _CODE, os.cpu_count() or 1, lambda _step: None,
                words=words, shards=shards, has_report=False,
            )  # fmt: skip
    finally:
        cache.close()


def check_rows(rows: Mapping[str, Sequence[Row]], frames: Mapping[str, pl.DataFrame], found: Verified) -> None:
    """Compare sampled rows, each by its key and column by column, with the derived ones."""
    for name, group in rows.items():
        key = DATASETS[name].key
        keys = pl.DataFrame(group, schema=frames[name].schema).select(key)
        again_there = frames[name].join(keys, on=key, how="semi", nulls_equal=True)
        known = {tuple(row[part] for part in key): row for row in again_there.to_dicts()}
        for row in group:
            found.rows += 1
            identity = tuple(row[part] for part in key)
            where = f"{name} {'|'.join('' if part is None else str(part) for part in identity)}"
            again = known.get(identity)
            if again is None:
                found.differ("value", where, "a row that comes of raw", "one that does not")
                continue
            for column, value in row.items():
                if again.get(column) != value:
                    found.differ("value", f"{where}, {column}", repr(again.get(column)), repr(value))


def check_heights(folder: Path, frames: Mapping[str, pl.DataFrame], found: Verified) -> None:
    """Compare how many rows each dataset has with how many come of raw."""
    for name in sorted(set(PUBLISHED) - _NOT_DERIVED):
        published = _height(folder / f"{name}.parquet")
        if published != len(frames[name]):
            found.differ("rows", name, f"{len(frames[name])} rows", f"{published}")
