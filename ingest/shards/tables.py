"""All shards together: the datasets of a version, read lazily."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import polars as pl

from ingest.ordering import Changes, Unsorted, sorted_rows
from ingest.shards.store import LINES, ShardStore, Table
from schemas.contract import DATASETS, PUBLISHED, SCHEMA_VERSION
from schemas.frames import polars_schema

_FEW = 0.05
"""The share of a dataset's files that is few of them: else all its rows are sorted anew."""
_COMPARED_BYTES = 8_000_000
"""Of files whose rows are compared at once; in memory they take about five times as much."""

Differing = Mapping[str, tuple[Sequence[Table], Sequence[Table]]]
"""Tables that hold all rows of a dataset that may differ between two versions: of the old one, and of the new."""


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

    def differing(self, last: Sequence[str]) -> Differing:
        """Return the tables with all rows that may differ from what some shards hold: theirs, and those of these.

        Of the datasets that keep the rows of a shard as they are, and of the lines of lists; nothing of those where
        they are many, or not known.
        """
        known, these = set(last), set(self._keys)
        others = [key for key in last if key not in these]
        if not last or not all(map(self._store.has, others)):
            return {}
        gone, fresh = self._store.tables(others), self._store.tables(key for key in self._keys if key not in known)
        sides = {name: _unlike(gone.get(name, ()), fresh.get(name, ())) for name in (*self._kept(), LINES)}
        most = {name: _FEW * len(self._tables.get(name, ())) for name in sides}
        return {name: found for name, found in sides.items() if max(map(len, found)) <= most[name]}

    def files(self, dataset: str) -> list[Path]:
        """Return the files with the rows of a dataset."""
        return [table.path for table in self._tables.get(dataset, ())]

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


def _unlike(gone: Sequence[Table], fresh: Sequence[Table]) -> tuple[list[Table], list[Table]]:
    """Return the tables that only one side has: a shard made anew has most of its rows as they were."""
    before, after = ({table.sha256 for table in side} for side in (gone, fresh))
    return [one for one in gone if one.sha256 not in after], [one for one in fresh if one.sha256 not in before]


def changed(differing: Differing) -> dict[str, Changes]:
    """Return what became different of datasets, as far as it is told which tables differ."""
    return {name: _changes(name, *sides) for name, sides in differing.items() if name != LINES}


def _changes(dataset: str, gone: Sequence[Table], fresh: Sequence[Table]) -> Changes:
    """Compare the rows of some tables, by the digests of their keys some at a time."""
    key = DATASETS[dataset].key
    sides = [_scanned(dataset, [table.path for table in side]) for side in (gone, fresh)]
    size = max(sum(table.path.stat().st_size for table in side) for side in (gone, fresh))
    count = max(1, -(-size // _COMPARED_BYTES))
    place = pl.struct(key).hash() % count
    parts = []
    for number in range(count):
        before, after = (side.filter(place == number).collect() if count > 1 else side.collect() for side in sides)
        parts.append(Changes.between(before, after, key))
    return Changes.together(parts, key)


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
