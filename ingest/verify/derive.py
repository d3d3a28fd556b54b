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
from ingest.shards.tables import Tables
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
_NUMBER = "number of the row"


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
    return {name: _rows_at(folder / f"{name}.parquet", rows) for name, rows in sample.items()}


def _rows_at(path: Path, numbers: Sequence[int]) -> list[dict[str, Any]]:
    numbered = pl.scan_parquet(path, row_index_name=_NUMBER)
    rows = numbered.filter(pl.col(_NUMBER).is_in(list(numbers))).sort(_NUMBER).drop(_NUMBER)
    found: list[dict[str, Any]] = rows.collect(engine="streaming").to_dicts()
    return found


def statements_behind(folder: Path, rows: Mapping[str, Sequence[Row]]) -> list[dict[str, Any]]:
    """Return the published statements that sampled rows are, or name as their evidence."""
    wanted = {identifier for group in rows.values() for row in group for identifier in _named_by(row)}
    statements = pl.scan_parquet(folder / "statements.parquet")
    named = statements.filter(pl.col("statement_id").is_in(sorted(wanted))).collect(engine="streaming")
    found: list[dict[str, Any]] = named.to_dicts()
    return found


def _named_by(row: Row) -> Iterator[str]:
    for name, value in row.items():
        if name == "statement_id" and isinstance(value, str):
            yield value
        elif name in {"supporting", "opposing", "statement_ids", "flips_if"}:
            yield from value


def derived(sources: Sources, folder: Path, setting: Setting) -> Tables:
    """Return every dataset as raw gives it now; what the publication set aside is set aside again."""
    rejects = pl.read_parquet(folder / "rejects.parquet", columns=["path", "stage"])
    aside = set(rejects.filter(pl.col("stage") == "contract")["path"])
    kept = replace(sources, files=files_but(sources.files, lambda file: file.path in aside))
    return tables_of(produce(kept, setting), setting)


@contextmanager
def nothing_known(raw: Path, words: UserWords) -> Iterator[Setting]:
    """Give what a first run works with; what it keeps lies on the disk, in the folder for temporary files."""
    with TemporaryDirectory(prefix="photofinish-") as folder:
        cache = Cache(Path(folder) / "cache.sqlite")
        try:
            yield Setting(
                raw, cache, _CODE, os.cpu_count() or 1, lambda _step: None,
                words=words, shards=ShardStore(Path(folder) / "shards"), has_report=False,
            )  # fmt: skip
        finally:
            cache.close()


def check_derived(folder: Path, tables: Tables, rows: Mapping[str, Sequence[Row]], found: Verified) -> None:
    """Compare how many rows each dataset has, and sampled rows by their keys, with what comes of raw.

    Of each dataset some rows are held at a time.
    """
    for name in sorted(set(PUBLISHED) - _NOT_DERIVED):
        height, known = _known(tables.batches(name), name, rows.get(name, ()))
        published = _height(folder / f"{name}.parquet")
        if published != height:
            found.differ("rows", name, f"{height} rows", f"{published}")
        for row in rows.get(name, ()):
            _check_row(name, row, known, found)


def _known(batches: Iterator[pl.DataFrame], name: str, rows: Sequence[Row]) -> tuple[int, dict[tuple[Any, ...], Row]]:
    """Return how many rows a dataset has, and those of them, by key, that have the key of one of `rows`."""
    key = DATASETS[name].key
    height, known = 0, dict[tuple[Any, ...], Row]()
    for batch in batches:
        height += len(batch)
        if rows:
            keys = pl.DataFrame(rows, schema=batch.schema).select(key)
            again = batch.join(keys, on=key, how="semi", nulls_equal=True)
            known.update({_identity(name, row): row for row in again.to_dicts()})
    return height, known


def _identity(name: str, row: Row) -> tuple[Any, ...]:
    return tuple(row[part] for part in DATASETS[name].key)


def _check_row(name: str, row: Row, known: Mapping[tuple[Any, ...], Row], found: Verified) -> None:
    found.rows += 1
    identity = _identity(name, row)
    where = f"{name} {'|'.join('' if part is None else str(part) for part in identity)}"
    again = known.get(identity)
    if again is None:
        found.differ("value", where, "a row that comes of raw", "one that does not")
        return
    for column, value in row.items():
        if again.get(column) != value:
            found.differ("value", f"{where}, {column}", repr(again.get(column)), repr(value))
