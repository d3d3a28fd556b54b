"""Published rows as plain mappings: reading their cells, and putting them in the order of their keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from schemas.contract import DATASETS

Row = Mapping[str, object]
Rows = Mapping[str, Sequence[Row]]


def text(row: Row, column: str) -> str:
    """Return a cell as text; empty where it is null."""
    value = row.get(column)
    return "" if value is None else str(value)


def maybe(row: Row, column: str) -> str | None:
    """Return a cell as text, or None where it is null."""
    value = row.get(column)
    return None if value is None else str(value)


def whole(row: Row, column: str) -> int:
    """Return a count or an index; 0 where it is null."""
    value = row.get(column)
    return value if isinstance(value, int) else 0


def texts(row: Row, column: str) -> tuple[str, ...]:
    """Return a list of texts; empty where it is null."""
    return _texts(row.get(column))


def alternatives(row: Row) -> list[tuple[str, tuple[str, ...]]]:
    """Return the values stated of a fact, each with the identifiers of its statements."""
    found = row.get("alternatives")
    items = found if isinstance(found, list | tuple) else ()
    return [(str(item["value_text"]), _texts(item["statement_ids"])) for item in items]


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list | tuple) else ()


def in_order(rows: Rows, dataset: str) -> list[Row]:
    """Return the rows of a dataset in the order of its key, nulls first."""
    return sorted(rows.get(dataset, ()), key=lambda row: sort_key(row, DATASETS[dataset].key))


def sort_key(row: Row, columns: Iterable[str]) -> tuple[tuple[bool, object], ...]:
    """Return what sorts rows by columns that may be null."""
    return tuple((row.get(column) is not None, row.get(column, "")) for column in columns)
