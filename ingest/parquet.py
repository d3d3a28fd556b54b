"""Datasets as Parquet files: written row group by row group, the same bytes whatever the rows came in.

How Polars lays out the pages of a row group depends on the pieces that it is given, and those on the number of threads;
and of a list on all the values in memory beside it, whichever rows they belong to: so each row group is made one piece
here that holds nothing but its rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import polars as pl
from polars.io.plugins import register_io_source

from schemas.contract import DATASETS, SCHEMA_VERSION
from schemas.frames import polars_schema

ROW_GROUP_ROWS = 25_000


def write_dataset(path: Path, name: str, batches: Iterable[pl.DataFrame]) -> int:
    """Write a dataset with its contract as the file's metadata; return how many rows it has."""
    metadata = {"photofinish:schema_version": SCHEMA_VERSION, "photofinish:dataset": _contract_json(name)}
    return write_rows(path, batches, polars_schema(name), metadata)


def _contract_json(name: str) -> str:
    """Return the dataset's contract as the Parquet file carries it: key, and each column's meaning and unit."""
    dataset = DATASETS[name]
    columns = {column.name: {"description": column.description, "unit": column.unit} for column in dataset.columns}
    content = {"name": name, "description": dataset.description, "key": list(dataset.key), "columns": columns}
    return json.dumps(content, ensure_ascii=False, sort_keys=True)


def write_rows(
    path: Path,
    batches: Iterable[pl.DataFrame],
    schema: pl.Schema,
    metadata: Mapping[str, str],
    at_once: int = ROW_GROUP_ROWS,
) -> int:
    """Write rows that come in any number of batches; return how many they are. Raises what the batches raise.

    A row group has `at_once` rows.
    """
    written = 0
    raised: list[Exception] = []

    def source(
        _columns: list[str] | None, _predicate: pl.Expr | None, _rows: int | None, _batch_size: int | None
    ) -> Iterator[pl.DataFrame]:
        nonlocal written
        try:
            for group in _row_groups(batches, at_once):
                written += group.height
                yield group
        except Exception as error:
            raised.append(error)
            raise

    try:
        register_io_source(source, schema=schema).sink_parquet(
            path, compression="zstd", row_group_size=at_once, metadata=dict(metadata), engine="streaming"
        )
    except pl.exceptions.PolarsError as error:
        if raised:  # polars tells of it in words alone
            raise raised[0] from error
        raise
    return written


def _row_groups(batches: Iterable[pl.DataFrame], rows_each: int) -> Iterator[pl.DataFrame]:
    """Yield rows as many at a time as a row group has, each in one piece."""
    waiting: list[pl.DataFrame] = []
    height = 0
    for batch in batches:
        waiting.append(batch)
        height += batch.height
        if height >= rows_each:
            rows = pl.concat(waiting)
            whole = height - height % rows_each
            yield from (_alone(rows.slice(start, rows_each)) for start in range(0, whole, rows_each))
            waiting, height = [rows.slice(whole)], height - whole
    if height:
        yield _alone(pl.concat(waiting))


def _alone(rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows as a frame that shares no values with others; gathering copies what rows have and nothing else."""
    every = pl.int_range(rows.height, eager=True)
    return pl.DataFrame([column.rechunk().gather(every) for column in rows.rechunk()])
