"""Frames of datasets made of rows or of columns of values, with exact types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

import polars as pl

from schemas.contract import DATASETS, Column, ColumnType, Dataset
from schemas.contract.errors import ContractViolation
from schemas.frames.structure import ITEM_TYPES, TYPES, columns_violation, type_violation

_ROW = "row"
_PYTHON_TYPES: Mapping[ColumnType, tuple[type, ...]] = {
    ColumnType.TEXT: (str,),
    ColumnType.INTEGER: (int,),
    ColumnType.NUMBER: (float, int, Decimal),
    ColumnType.DATE: (date,),
    ColumnType.BOOLEAN: (bool,),
    ColumnType.TEXT_LIST: (list, tuple),
    ColumnType.ALTERNATIVES: (list, tuple),
}
_SUBTYPES_OF_OTHER_MEANING = (bool, datetime)


def frame(dataset: str, rows: Iterable[Mapping[str, object]]) -> pl.DataFrame:
    """Return the rows as a frame with the contract's columns and types, sorted by the key.

    A row may leave nullable columns out. Decimals become floats where the column is of numbers. Nothing else is
    converted: a value of another type, or of no column, raises `ContractViolation`.
    """
    contract = DATASETS[dataset]
    rows = list(rows)
    _refuse_unknown_columns(contract, rows)
    values = [[row.get(column.name) for row in rows] for column in contract.columns]
    return in_key_order(dataset, frame_of_columns(dataset, values))


def frame_of_columns(dataset: str, values: Sequence[Sequence[object]]) -> pl.DataFrame:
    """Return a frame of the values of each column, in the contract's order; as `frame`, but not sorted."""
    contract = DATASETS[dataset]
    columns = zip(contract.columns, values, strict=True)
    return pl.DataFrame([_series(contract, column, found) for column, found in columns])


def in_key_order(dataset: str, data: pl.DataFrame) -> pl.DataFrame:
    """Return a frame sorted by its dataset's key, nulls first."""
    return data.sort(DATASETS[dataset].key, nulls_last=False, maintain_order=True)


def _refuse_unknown_columns(contract: Dataset, rows: Sequence[Mapping[str, object]]) -> None:
    unknown = sorted({name for row in rows for name in row}.difference(contract.column_names))
    if unknown:
        raise ContractViolation(contract.name, [columns_violation(unknown)])


def _series(contract: Dataset, column: Column, values: Sequence[object]) -> pl.Series:
    foreign = sorted(kind.__name__ for kind in set(map(type, values)) if not _is_allowed(column, kind))
    if foreign:
        raise ContractViolation(contract.name, [type_violation(column, ", ".join(foreign))])
    try:
        if column.is_list:
            return _lists(column.name, values, ITEM_TYPES[column.type])
        return pl.Series(column.name, [_plain(value) for value in values], TYPES[column.type], strict=True)
    except (TypeError, ValueError, OverflowError, pl.exceptions.PolarsError) as error:
        raise ContractViolation(contract.name, [type_violation(column, str(error))]) from error


def _lists(name: str, values: Sequence[object], item: pl.DataType) -> pl.Series:
    """Return a column of lists from its items in one run: list by list, polars takes thirty times as long."""
    lists = [value if isinstance(value, list | tuple) else () for value in values]
    rows = [row for row, found in enumerate(lists) for _ in found]
    items = pl.Series(name, [each for found in lists for each in found], item, strict=True)
    grouped = pl.DataFrame([pl.Series(_ROW, rows, pl.Int64()), items])
    grouped = grouped.group_by(_ROW, maintain_order=True).agg(name)
    missing = pl.Series("missing", [value is None for value in values], pl.Boolean())
    whole = pl.DataFrame([pl.Series(_ROW, range(len(values)), pl.Int64()), missing])
    whole = whole.join(grouped, on=_ROW, how="left", maintain_order="left")
    empty = pl.lit(pl.Series(name, [[]], pl.List(item))).first()
    is_empty = pl.col(name).is_null() & ~pl.col("missing")
    return whole.select(pl.when(is_empty).then(empty).otherwise(pl.col(name)).alias(name))[name]


def _is_allowed(column: Column, kind: type) -> bool:
    """Say whether a column takes values of a type: even strictly, polars makes lists of texts, dates of integers."""
    if kind in _SUBTYPES_OF_OTHER_MEANING:
        return kind in _PYTHON_TYPES[column.type]
    return kind is type(None) or issubclass(kind, _PYTHON_TYPES[column.type])


def _plain(value: object) -> object:
    """Return what polars takes strictly: floats for Decimals (never -0.0, which is another byte), lists for tuples."""
    if isinstance(value, Decimal | float):
        return float(value) + 0.0
    return list(value) if isinstance(value, tuple) else value
