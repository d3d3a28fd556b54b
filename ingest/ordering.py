"""Rows of many files in the order of their key, a part at a time.

Polars can sort what is larger than memory, but takes several times as long then. Here rows are first divided, on the
disk, into ranges of the key that are sorted one by one; and where few rows changed, they are put into the sorted rows
of before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import polars as pl

_BYTES_AT_ONCE = 12_000_000
"""In memory: what is sorted at once."""
_SAMPLED = 64
"""Files by whose rows the ranges are chosen."""
_ROWS_AT_ONCE = 25_000
_RANGE = "range"
_OTHER = "\0other"
"""What the name of a column ends with that is compared to another."""


def _all_rows(rows: pl.LazyFrame) -> pl.LazyFrame:
    return rows


@dataclass(frozen=True, slots=True)
class Unsorted:
    """Rows in Parquet files, at least one, that are wanted in the order of `key`, nulls first.

    `by` is what ranges of the key are of: a text that sorts as the key does, or as its beginning. `take` chooses rows
    and columns of a file.
    """

    files: Sequence[Path]
    key: Sequence[str]
    by: pl.Expr
    take: Callable[[pl.LazyFrame], pl.LazyFrame] = _all_rows

    def read(self, files: Sequence[Path]) -> pl.DataFrame:
        """Return the rows of some files."""
        return self.take(pl.scan_parquet(list(files))).collect()


def sorted_rows(unsorted: Unsorted, folder: Path) -> Iterator[pl.DataFrame]:
    """Yield rows in their order, some at a time; `folder` takes what waits for its turn."""
    files, key = unsorted.files, unsorted.key
    sample = unsorted.read(sampled := files[:: -(-len(files) // _SAMPLED)])
    file_bytes = max(1, int(sample.estimated_size()) // len(sampled))
    count = -(-file_bytes * len(files) // _BYTES_AT_ONCE)
    if count <= 1:
        yield (sample if len(sampled) == len(files) else unsorted.read(files)).sort(key, nulls_last=False)
        return
    bounds = _bounds(sample.select(unsorted.by.fill_null("").alias(_RANGE))[_RANGE].sort(), count)
    del sample
    _divide(unsorted, bounds, folder, max(1, _BYTES_AT_ONCE // file_bytes))
    for number in range(len(bounds) + 1):
        parts = sorted(folder.glob(f"{number}-*.arrow"))
        if parts:
            yield pl.concat([pl.read_ipc(part) for part in parts]).sort(key, nulls_last=False)
            for part in parts:
                part.unlink()


def _bounds(found: pl.Series, count: int) -> pl.Series:
    """Return where so many ranges end that are about as large as each other, by what some files hold, sorted."""
    places = sorted({len(found) * number // count for number in range(1, count)}) if len(found) else []
    return found.gather(places).unique().sort()


def _divide(unsorted: Unsorted, bounds: pl.Series, folder: Path, files_at_once: int) -> None:
    """Write the rows of each range to files of its own, one for each handful of files."""
    by = unsorted.by.fill_null("")
    for number, start in enumerate(range(0, len(unsorted.files), files_at_once)):
        rows = unsorted.read(unsorted.files[start : start + files_at_once])
        places = bounds.search_sorted(rows.select(by.alias(_RANGE))[_RANGE], side="right")
        for (place,), part in rows.with_columns(places.alias(_RANGE)).partition_by(_RANGE, as_dict=True).items():
            part.drop(_RANGE).write_ipc(folder / f"{place}-{number}.arrow", compression="lz4")


def compacted(rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows in memory of their own: a few that were chosen of many hold all their texts otherwise."""
    written = BytesIO()
    rows.write_ipc(written, compat_level=pl.CompatLevel.oldest())
    return pl.read_ipc(written.getvalue())


@dataclass(frozen=True, slots=True)
class Changes:
    """Rows that are gone from, and that are new to, what is otherwise as it was; a row that changed is in both.

    Both in the order of their key.
    """

    gone: pl.DataFrame
    fresh: pl.DataFrame

    @classmethod
    def between(cls, before: pl.DataFrame, after: pl.DataFrame, key: Sequence[str]) -> Changes:
        """Return what became different: rows that are the same on both sides are on neither.

        Where a key is there twice, that is found by whoever checks the rows: all are left as they are.
        """
        sides = [before, after]
        if not any(rows.select(pl.struct(key).is_duplicated().any()).item() for rows in sides if rows.height):
            same = _same(before, after, key)
            sides = [rows.join(same, on=key, how="anti", nulls_equal=True) for rows in sides]
        return cls(*(compacted(rows.sort(key, nulls_last=False)) for rows in sides))

    @classmethod
    def together(cls, parts: Sequence[Changes], key: Sequence[str]) -> Changes:
        """Return the changes of parts, at least one, that have no key in common."""
        gone, fresh = (pl.concat(side).sort(key, nulls_last=False) for side in _sides(parts))
        return cls(gone, fresh)


def _sides(parts: Sequence[Changes]) -> tuple[list[pl.DataFrame], list[pl.DataFrame]]:
    return [part.gone for part in parts], [part.fresh for part in parts]


def _same(one: pl.DataFrame, other: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    """Return the keys of the rows that two frames have in common."""
    both = one.join(other, on=key, how="inner", nulls_equal=True, suffix=_OTHER)
    rest = [name for name in one.columns if name not in key]
    alike = [pl.col(name).eq_missing(pl.col(f"{name}{_OTHER}")) for name in rest]
    return both.filter(pl.all_horizontal(pl.lit(value=True), *alike)).select(key)


def with_changes(last: Path, changes: Changes, key: Sequence[str]) -> Iterator[pl.DataFrame]:
    """Yield the rows of a sorted file but those `gone`, and those that are `fresh`, in the order of their key."""
    rows = pl.scan_parquet(last)
    height = rows.select(pl.len()).collect().item()
    gone = changes.gone.select(key).sort(key, nulls_last=False)
    fresh = changes.fresh.sort(key, nulls_last=False)
    for start in range(0, height, _ROWS_AT_ONCE):
        part = rows.slice(start, _ROWS_AT_ONCE).collect()
        is_last = start + _ROWS_AT_ONCE >= height
        taken = gone.height if is_last else not_after(part.tail(1), gone, key)
        added = fresh.height if is_last else not_after(part.tail(1), fresh, key)
        if taken:
            part = part.join(gone.head(taken), on=key, how="anti", nulls_equal=True, maintain_order="left")
        if added:
            part = pl.concat([part, fresh.head(added)]).sort(key, nulls_last=False)
        gone, fresh = gone.slice(taken), fresh.slice(added)
        yield part
    if fresh.height:
        yield fresh


def not_after(edge: pl.DataFrame, rows: pl.DataFrame, key: Sequence[str]) -> int:
    """Return how many of some sorted rows do not come after a row."""
    if not rows.height:
        return 0
    marked = [
        rows.select(key).with_columns(edge=pl.lit(value=False)),
        edge.select(key).with_columns(edge=pl.lit(value=True)),
    ]
    found = pl.concat(marked, how="vertical_relaxed").sort(key, nulls_last=False, maintain_order=True)
    return int(found["edge"].arg_true()[0])
