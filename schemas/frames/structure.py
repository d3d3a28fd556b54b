"""The columns of a dataset, as polars has them: their names, order and types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from schemas.contract import DATASETS, Column, ColumnType, Dataset
from schemas.contract.errors import Violation
from schemas.contract.model import STRUCTURE_RULES

ITEM_TYPES: Mapping[ColumnType, pl.DataType] = {
    ColumnType.TEXT_LIST: pl.String(),
    ColumnType.ALTERNATIVES: pl.Struct({"value_text": pl.String(), "statement_ids": pl.List(pl.String())}),
}
"""What the lists of a type hold."""
TYPES: Mapping[ColumnType, pl.DataType] = {
    ColumnType.TEXT: pl.String(),
    ColumnType.INTEGER: pl.Int64(),
    ColumnType.NUMBER: pl.Float64(),
    ColumnType.DATE: pl.Date(),
    ColumnType.BOOLEAN: pl.Boolean(),
    **{kind: pl.List(item) for kind, item in ITEM_TYPES.items()},
}


def polars_schema(dataset: str) -> pl.Schema:
    """Return the names and types of a dataset's columns, in order."""
    return pl.Schema({column.name: TYPES[column.type] for column in DATASETS[dataset].columns})


def structure_violations(contract: Dataset, data: pl.DataFrame) -> list[Violation]:
    """Return how the columns of a frame differ from those of its dataset: by name or order, else by type."""
    if tuple(data.columns) != contract.column_names:
        missing = [f"{name} is missing" for name in contract.column_names if name not in data.columns]
        extra = [f"{name} is unknown" for name in data.columns if name not in contract.column_names]
        return [columns_violation(missing + extra or [f"order {', '.join(data.columns)}"])]
    found = zip(contract.columns, data.dtypes, strict=True)
    return [type_violation(column, str(dtype)) for column, dtype in found if dtype != TYPES[column.type]]


def columns_violation(found: Sequence[str]) -> Violation:
    """Return that a frame has not the columns of its dataset, and what it has."""
    return Violation("columns", None, f"{STRUCTURE_RULES['columns']}, not so: {', '.join(found)}")


def type_violation(column: Column, found: str) -> Violation:
    """Return that a column is not of its type, and what was found."""
    return Violation("types", column.name, f"{column.type.value} ({TYPES[column.type]}), found {found}")
