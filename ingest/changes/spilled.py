"""Rows that wait on the disk: what became different may be more than memory holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from ingest.ordering import Unsorted, sorted_rows

_ROWS_A_FILE = 2_000
"""So many that some files tell how the rows are spread, and are not much of them."""


class Spilled:
    """Rows on the disk, as there may be very many; they are gone with this object."""

    def __init__(self, schema: pl.Schema) -> None:
        self._schema = schema
        self._folder = TemporaryDirectory(prefix="photofinish-")
        self._files: list[Path] = []

    def add(self, rows: pl.DataFrame) -> None:
        """Put rows behind the others."""
        for part in rows.iter_slices(_ROWS_A_FILE):
            if part.height:
                path = Path(self._folder.name) / f"{len(self._files)}.parquet"
                part.write_parquet(path, compression="lz4", statistics=False)
                self._files.append(path)

    def scan(self) -> pl.LazyFrame:
        """Return all rows."""
        return pl.scan_parquet(self._files) if self._files else self._schema.to_frame(eager=False)

    def sorted(self, key: Sequence[str], by: pl.Expr) -> Iterator[pl.DataFrame]:
        """Yield the rows in the order of a key, some at a time; `by` is as of `Unsorted`."""
        if not self._files:
            yield self._schema.to_frame()
            return
        with TemporaryDirectory(dir=self._folder.name) as folder:
            yield from sorted_rows(Unsorted(self._files, key, by), Path(folder))
