"""Which rows of a dataset differ between two versions.

Both files are sorted by their key, so they are walked side by side in ranges of it: memory holds one range of each, and
the rows that differ. Nothing is rounded or hashed: a row differs where one of its values does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from pathlib import Path

import polars as pl

from ingest.changes.cells import cell_text
from ingest.ordering import Changes, compacted, not_after

CHUNK = 25_000
"""The most rows of a range."""

_OLD, _NEW = "old row", "new row"

Within = Mapping[str, Changes]
"""All rows of a dataset that differ between two versions, by dataset."""


@dataclass(frozen=True, slots=True)
class Delta:
    """The rows of one dataset that differ.

    `removed` and `before` have the old version's columns, `added` and `after` the new one's; row n of `before` and row
    n of `after` have the same key. Each is in the order of the key.
    """

    dataset: str
    key: tuple[str, ...]
    removed: pl.DataFrame
    added: pl.DataFrame
    before: pl.DataFrame
    after: pl.DataFrame

    def counts(self) -> dict[str, int]:
        """Return how many rows were added, removed and changed."""
        return {"added": self.added.height, "removed": self.removed.height, "changed": self.after.height}

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not any(self.counts().values())

    def changed_columns(self) -> tuple[str, ...]:
        """Return the columns outside the key that either version has, in the order of the new one, then the old."""
        names = dict.fromkeys((*self.after.columns, *self.before.columns))
        return tuple(name for name in names if name not in self.key)


def pieces(dataset: str, key: Sequence[str], old: Path | None, new: Path | None, chunk: int = CHUNK) -> Iterator[Delta]:
    """Compare a dataset's two files range by range; yield of each what differs, be it nothing.

    None stands for a dataset that a version does not have.
    """
    for before, after in ranges(key, old, new, chunk):
        yield Delta(dataset, tuple(key), *_compared(tuple(key), before, after))


def pieces_within(dataset: str, key: Sequence[str], changes: Changes, chunk: int = CHUNK) -> Iterator[Delta]:
    """Yield the rows of a dataset that differ, some at a time, where it is known what is gone and what is new."""
    sides = _compared(tuple(key), changes.gone, changes.fresh)
    for start in range(0, max(side.height for side in sides), chunk):
        yield Delta(dataset, tuple(key), *(side.slice(start, chunk) for side in sides))


def ranges(
    key: Sequence[str], old: Path | None, new: Path | None, chunk: int
) -> Iterator[tuple[pl.DataFrame | None, pl.DataFrame | None]]:
    """Yield the rows of both files range by range, None for a file that is not there.

    A range ends where the first of the two next pieces does.
    """
    sides = [_Side(path, chunk) if path else None for path in (old, new)]
    there = [side for side in sides if side is not None]
    while True:
        edges = [side.edge() for side in there if not side.is_last]
        edge = edges[0] if len(edges) == 1 else _first(edges, key) if edges else None
        yield sides[0].until(edge, key) if sides[0] else None, sides[1].until(edge, key) if sides[1] else None
        if edge is None:
            return


class _Side:
    """A sorted file, read a piece at a time."""

    def __init__(self, path: Path, chunk: int) -> None:
        self._rows = pl.scan_parquet(path)
        self._height = int(self._rows.select(pl.len()).collect().item())
        self._chunk = chunk
        self._start = 0
        self._piece = self._read()

    def _read(self) -> pl.DataFrame:
        return self._rows.slice(self._start, self._chunk).collect()

    @property
    def is_last(self) -> bool:
        """Whether the piece is the last."""
        return self._start + self._chunk >= self._height

    def edge(self) -> pl.DataFrame:
        """Return the last row of the piece."""
        return self._piece.tail(1)

    def until(self, edge: pl.DataFrame | None, key: Sequence[str]) -> pl.DataFrame:
        """Return the rows up to an edge, all where there is none, and go on behind them."""
        found = self._piece if edge is None else self._piece.head(not_after(edge, self._piece, key))
        self._start += found.height
        if edge is not None and found.height:
            self._piece = self._read()
        return found


def _first(edges: Sequence[pl.DataFrame], key: Sequence[str]) -> pl.DataFrame:
    return pl.concat([edge.select(key) for edge in edges], how="vertical_relaxed").sort(key, nulls_last=False).head(1)


def _compared(key: tuple[str, ...], old: pl.DataFrame | None, new: pl.DataFrame | None) -> tuple[pl.DataFrame, ...]:
    """Return the rows removed, added, and changed (before and after) of one range."""
    if old is None or new is None:
        there = old if old is not None else new
        if there is None:
            raise ValueError("a dataset that neither version has cannot be compared")
        none = there.clear()
        return (there if new is None else none, there if old is None else none, none, none)
    if old.equals(new):
        return (old.clear(), new.clear(), old.clear(), new.clear())
    pairs = _pairs(key, old, new)
    before, after = old[pairs[_OLD]], new[pairs[_NEW]]
    differs = reduce(or_, _differences(key, before, after), pl.repeat(value=False, n=len(pairs), eager=True))
    found = (
        old[_others(len(old), pairs[_OLD])],
        new[_others(len(new), pairs[_NEW])],
        before.filter(differs),
        after.filter(differs),
    )
    return tuple(map(compacted, found))


def _pairs(key: tuple[str, ...], old: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """Return the row numbers of the keys that both have, in the new one's order."""
    left, right = (rows.select(key).with_row_index(name) for rows, name in ((new, _NEW), (old, _OLD)))
    return left.join(right, on=key, how="inner", nulls_equal=True, maintain_order="left").select(_OLD, _NEW)


def _others(count: int, rows: pl.Series) -> pl.Series:
    every = pl.int_range(count, eager=True, dtype=pl.UInt32)
    return every.filter(~every.is_in(rows.implode()))


def _differences(key: Sequence[str], before: pl.DataFrame, after: pl.DataFrame) -> Iterator[pl.Series]:
    """Yield for each column which rows differ in it."""
    for name in dict.fromkeys((*before.columns, *after.columns)):
        if name not in key:
            yield differs_in(name, before, after)


def differs_in(name: str, before: pl.DataFrame, after: pl.DataFrame) -> pl.Series:
    """Return which rows differ in a column; in one that only one side has, those where it is not null."""
    if name not in before.columns or name not in after.columns:
        return (before if name in before.columns else after)[name].is_not_null()
    if before.schema[name] == after.schema[name]:
        return before[name].ne_missing(after[name])
    return _texts(name, before).ne_missing(_texts(name, after))


def _texts(name: str, rows: pl.DataFrame) -> pl.Series:
    return rows.select(cell_text(name, rows.schema[name])).to_series()
