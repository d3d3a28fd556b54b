"""Rows of the datasets as columns: smaller to keep and to send than mappings, and what a frame is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from schemas.contract import DATASETS

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Columns:
    """Rows of one dataset: the values of each of its columns, in the contract's order."""

    values: tuple[list[object], ...]

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.values[0]) if self.values else 0

    def extend(self, more: Columns) -> None:
        """Append rows."""
        for own, added in zip(self.values, more.values, strict=True):
            own.extend(added)


def no_rows(dataset: str) -> Columns:
    """Return columns without a row."""
    return Columns(tuple([] for _ in DATASETS[dataset].columns))


def columns_of(dataset: str, rows: Iterable[Row]) -> Columns:
    """Return rows as columns; what a row leaves out is null. Raises `KeyError` for a column of no contract."""
    names = DATASETS[dataset].column_names
    known = frozenset(names)
    found = list(rows)
    unknown = {name for row in found for name in row} - known
    if unknown:
        raise KeyError(f"{dataset} has no column {', '.join(sorted(unknown))}")
    return Columns(tuple([row.get(name) for row in found] for name in names))


def rows_of(dataset: str, columns: Columns) -> Iterator[dict[str, object]]:
    """Yield columns as rows again."""
    names = DATASETS[dataset].column_names
    for values in zip(*columns.values, strict=True):
        yield dict(zip(names, values, strict=True))
