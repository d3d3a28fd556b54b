"""All shards together: the datasets of a version, read lazily."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path

import polars as pl

from ingest.ordering import Changes, Unsorted, sorted_rows
from ingest.shards.store import LINES, ShardStore
from schemas.contract import DATASETS, PUBLISHED, SCHEMA_VERSION
from schemas.frames import polars_schema

_FEW = 0.05
"""The share of all shards that is few of them: what differs between them is held in memory."""


class Tables:
    """The datasets of a version: what its shards hold, and `own`, what only the whole tells."""

    def __init__(self, store: ShardStore, keys: Sequence[str], own: Mapping[str, pl.DataFrame]) -> None:
        self._store = store
        self._keys = keys
        self._tables = store.tables(keys)
        self._own = own

    def scan(self, dataset: str) -> pl.LazyFrame:
        """Return a dataset in the order of its key, nulls first."""
        ordered = _OVER_SHARDS.get(dataset, _as_it_is)(self._rows(dataset))
        return ordered.sort(DATASETS[dataset].key, nulls_last=False)

    def batches(self, dataset: str) -> Iterator[pl.DataFrame]:
        """Yield the rows of a dataset in the order of its key, some at a time."""
        files = self.files(dataset)
        if dataset in self._own or dataset in _OVER_SHARDS or not files:
            yield self.scan(dataset).collect()
            return
        with self._store.scratch() as folder:
            key = DATASETS[dataset].key
            yield from sorted_rows(Unsorted(files, key, pl.col(key[0])), folder)

    def digests(self) -> dict[str, str]:
        """Return what tells each dataset that the shards hold from one with other rows, or written otherwise."""
        digests = {name: sorted(table.sha256 for table in tables) for name, tables in self._tables.items()}
        names = [name for name in PUBLISHED if name not in self._own]
        return {name: _digest(pl.__version__, SCHEMA_VERSION, DATASETS[name], digests.get(name)) for name in names}

    def differing(self, last: Sequence[str]) -> dict[str, tuple[list[Path], list[Path]]]:
        """Return the files with all rows that may differ from what some shards hold: theirs, and those of these.

        By dataset, of those that keep the rows of a shard as they are; of the lines of lists too. Nothing where they
        are many, or not known.
        """
        gone, fresh = self._others(last, set(self._keys)), self._others(self._keys, set(last))
        if not last or gone is None or fresh is None:
            return {}
        return {name: (gone.files(name), fresh.files(name)) for name in (*self._kept(), LINES)}

    def changed(self, last: Sequence[str]) -> dict[str, Changes]:
        """Return what became different of datasets that were made of some shards, as far as `differing` tells."""
        sides = self.differing(last)
        sides.pop(LINES, None)
        return {name: _changes(name, gone, fresh) for name, (gone, fresh) in sides.items()}

    def files(self, dataset: str) -> list[Path]:
        """Return the files with the rows of a dataset."""
        return [table.path for table in self._tables.get(dataset, ())]

    def _others(self, keys: Sequence[str], known: Collection[str]) -> Tables | None:
        """Return the tables of the shards that are not known, where they are few and there."""
        others = [key for key in keys if key not in known]
        few = len(others) <= _FEW * len(self._keys)
        return Tables(self._store, others, {}) if few and all(map(self._store.has, others)) else None

    def _kept(self) -> list[str]:
        return [name for name in PUBLISHED if name not in self._own and name not in _OVER_SHARDS]

    def lines(self) -> list[Path]:
        """Return the files with the lines of the report's lists, in no order."""
        return self.files(LINES)

    def frames(self) -> dict[str, pl.DataFrame]:
        """Return every dataset, in memory."""
        return {name: self.scan(name).collect() for name in PUBLISHED}

    def _rows(self, dataset: str) -> pl.LazyFrame:
        if dataset in self._own:
            return self._own[dataset].lazy()
        return _scanned(dataset, self.files(dataset))


def _scanned(dataset: str, files: Sequence[Path]) -> pl.LazyFrame:
    return pl.scan_parquet(list(files)) if files else polars_schema(dataset).to_frame(eager=False)


def _changes(dataset: str, gone: Sequence[Path], fresh: Sequence[Path]) -> Changes:
    before, after = (_scanned(dataset, side).collect() for side in (gone, fresh))
    return Changes.between(before, after, DATASETS[dataset].key)


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _as_it_is(data: pl.LazyFrame) -> pl.LazyFrame:
    return data


def _records_numbered(data: pl.LazyFrame) -> pl.LazyFrame:
    """Number the records of an article over all its tables: a group knows of its own rows alone."""
    place = pl.col("position").rank("ordinal").over("document_id", "record", "gender")
    return data.with_columns((place.cast(pl.Int64) - 1).alias("position"))


_OVER_SHARDS: Mapping[str, Callable[[pl.LazyFrame], pl.LazyFrame]] = {"record_progression": _records_numbered}
"""What can be told only where the rows of all groups are together."""
