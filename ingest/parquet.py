"""Datasets as Parquet files: written row group by row group, the same bytes whatever the rows came in.

How Polars lays out the pages of a row group depends on the pieces that it is given, and those on the number of threads:
so each row group is made one piece here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import polars as pl
from polars.io.plugins import register_io_source

ROW_GROUP_ROWS = 25_000


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
            yield from (rows.slice(start, rows_each).rechunk() for start in range(0, whole, rows_each))
            waiting, height = [rows.slice(whole)], height - whole
    if height:
        yield pl.concat(waiting).rechunk()
