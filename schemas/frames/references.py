"""A publication as a whole: every dataset is there, and every foreign key leads somewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from schemas.contract import DATASETS, PUBLISHED, Column, ColumnType, ForeignKey
from schemas.contract.errors import ContractViolation, Violation
from schemas.contract.model import REFERENCE_RULES
from schemas.frames.checking import ROW_NUMBER, sample_of
from schemas.frames.expressions import ITEM_IDS

_TARGETS_AT_ONCE = 1_000_000


@dataclass(frozen=True, slots=True)
class Since:
    """What became different since a version whose references lead somewhere, few rows by dataset.

    `fresh` are the rows that it did not have; where they are not told, all are looked at. `gone` are rows that it had
    and that may be there no more; where they are not told, whatever refers to the dataset is looked at.
    """

    fresh: Mapping[str, pl.LazyFrame] = field(default_factory=dict)
    gone: Mapping[str, pl.LazyFrame] = field(default_factory=dict)

    def tells(self, name: str, key: ForeignKey) -> bool:
        """Say whether of a foreign key of a dataset only what became different must be looked at."""
        return name in self.fresh and key.dataset in self.gone


def validate_publication(frames: Mapping[str, pl.DataFrame | pl.LazyFrame], since: Since | None = None) -> None:
    """Check that every dataset of a version is there and that every foreign key leads somewhere.

    The frames have passed `validate` one by one. `since` tells what is new in them, where that is known. Raises
    `ContractViolation` for the first dataset that breaks a rule.
    """
    different = sorted(set(frames).symmetric_difference(PUBLISHED))
    if different:
        expected = f"{REFERENCE_RULES['datasets']}: {', '.join(different)}"
        raise ContractViolation("publication", [Violation("datasets", None, expected)])
    lazy = {name: data.lazy() for name, data in frames.items()}
    for name in PUBLISHED:
        keys = [key for key in DATASETS[name].foreign_keys if not _is_kept_since(name, key, lazy, since or Since())]
        violations = [violation for key in keys for violation in _dangling(name, key, lazy)]
        if violations:
            raise ContractViolation(name, violations)


def _dangling(name: str, key: ForeignKey, frames: Mapping[str, pl.LazyFrame]) -> list[Violation]:
    """Return a violation where a value of the key's column is not in the table that it points to."""
    contract = DATASETS[name]
    column = contract.column(key.column)
    targets = frames[key.dataset].select(pl.col(key.target).alias(key.column))
    # The values alone first: with the keys of their rows they take ten times as long.
    if not _is_any_missing(key.column, _values(column, frames[name].select(key.column)).drop_nulls(), targets):
        return []
    shown = list(dict.fromkeys((*contract.key, key.column)))
    values = _values(column, frames[name].select(shown).with_row_index(ROW_NUMBER)).drop_nulls(key.column)
    dangling = values.join(targets, on=key.column, how="anti", maintain_order="left").collect(engine="streaming")
    expected = f"{REFERENCE_RULES['references']}: {key.dataset}.{key.target}"
    sample = sample_of(contract, dangling, (key.column,))
    return [Violation("references", key.column, expected, sample, dangling[ROW_NUMBER].n_unique())]


def _is_kept_since(name: str, key: ForeignKey, frames: Mapping[str, pl.LazyFrame], since: Since) -> bool:
    """Say whether it is known that a key leads somewhere in all rows, by those that are fresh or gone."""
    if not since.tells(name, key):
        return False
    column, targets = DATASETS[name].column(key.column), frames[key.dataset].select(key.target)
    referred = _values(column, since.fresh[name].select(key.column)).select(pl.col(key.column).alias(key.target))
    if _absent(referred, targets).len():
        return False
    lost = _absent(since.gone[key.dataset].select(key.target), targets)
    if not lost.len():
        return True
    still = _values(column, frames[name].select(key.column)).filter(pl.col(key.column).is_in(lost.implode()))
    return _height(still) == 0


def _absent(values: pl.LazyFrame, targets: pl.LazyFrame) -> pl.Series:
    """Return which of a few values are not among the targets; both have one column, of one name."""
    wanted = values.drop_nulls().unique().collect().to_series()
    found = targets.filter(pl.first().is_in(wanted.implode())).unique().collect(engine="streaming").to_series()
    return wanted.filter(~wanted.is_in(found.implode()))


def _is_any_missing(column: str, values: pl.LazyFrame, targets: pl.LazyFrame) -> bool:
    """Say whether a value of the column is not among the targets.

    Both are looked at part by part, by their hashes, so that memory holds the targets of one part.
    """
    parts = -(-_height(targets) // _TARGETS_AT_ONCE) or 1
    place = pl.col(column).hash() % parts
    return any(
        _height(values.filter(place == part).join(targets.filter(place == part), on=column, how="anti"))
        for part in range(parts)
    )


def _height(data: pl.LazyFrame) -> int:
    height: int = data.select(pl.len()).collect(engine="streaming").item()
    return height


def _values(column: Column, data: pl.LazyFrame) -> pl.LazyFrame:
    """Return the frame with one row for each single value of the column."""
    if column.type is ColumnType.ALTERNATIVES:
        ids = pl.col(column.name).list.eval(ITEM_IDS.explode(empty_as_null=False))
        data = data.with_columns(ids)
    return data.explode(column.name) if column.is_list else data
