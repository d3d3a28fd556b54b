"""Frames of the published datasets: made with exact types, checked against every rule of the contract.

Every rule is one polars expression over the whole frame and one pandera check that bears the rule's id. Pandera says
which rules are broken; the same expressions then say in which columns and by which rows.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache, reduce

import pandera.polars as pa
import polars as pl
from pandera.config import ValidationDepth, get_config_context
from pandera.errors import SchemaError, SchemaErrorReason, SchemaErrors

from schemas.contract import DATASETS, PUBLISHED, Column, ColumnType, Dataset, ForeignKey, Rule
from schemas.contract.errors import SAMPLE_SIZE, ContractViolation, ValidationDisabled, Violation
from schemas.contract.model import COLUMN_RULES, REFERENCE_RULES, STRUCTURE_RULES

__all__ = [
    "ContractViolation",
    "ValidationDisabled",
    "frame",
    "frame_of_columns",
    "in_key_order",
    "pandera_schema",
    "polars_schema",
    "validate",
    "validate_order",
    "validate_publication",
    "validate_whole",
]

_ROW_NUMBER = "row_number"
_ROWS_AT_ONCE = 25_000
_KEYS_AT_ONCE = 500_000
_ITEM = pl.element()
_ITEM_TEXT = _ITEM.struct.field("value_text")
_ITEM_IDS = _ITEM.struct.field("statement_ids")

_TYPES: Mapping[ColumnType, pl.DataType] = {
    ColumnType.TEXT: pl.String(),
    ColumnType.INTEGER: pl.Int64(),
    ColumnType.NUMBER: pl.Float64(),
    ColumnType.DATE: pl.Date(),
    ColumnType.BOOLEAN: pl.Boolean(),
    ColumnType.TEXT_LIST: pl.List(pl.String()),
    ColumnType.ALTERNATIVES: pl.List(pl.Struct({"value_text": pl.String(), "statement_ids": pl.List(pl.String())})),
}
_ITEM_TYPES: Mapping[ColumnType, pl.DataType] = {
    ColumnType.TEXT_LIST: pl.String(),
    ColumnType.ALTERNATIVES: pl.Struct({"value_text": pl.String(), "statement_ids": pl.List(pl.String())}),
}
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


# Making frames


def polars_schema(dataset: str) -> pl.Schema:
    """Return the names and types of a dataset's columns, in order."""
    return pl.Schema({column.name: _TYPES[column.type] for column in DATASETS[dataset].columns})


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
        raise ContractViolation(contract.name, [_columns_violation(unknown)])


def _columns_violation(found: Sequence[str]) -> Violation:
    return Violation("columns", None, f"{STRUCTURE_RULES['columns']}, not so: {', '.join(found)}")


def _series(contract: Dataset, column: Column, values: Sequence[object]) -> pl.Series:
    foreign = sorted(kind.__name__ for kind in set(map(type, values)) if not _is_allowed(column, kind))
    if foreign:
        raise ContractViolation(contract.name, [_type_violation(column, ", ".join(foreign))])
    try:
        if column.is_list:
            return _lists(column.name, values, _ITEM_TYPES[column.type])
        return pl.Series(column.name, [_plain(value) for value in values], _TYPES[column.type], strict=True)
    except (TypeError, ValueError, OverflowError, pl.exceptions.PolarsError) as error:
        raise ContractViolation(contract.name, [_type_violation(column, str(error))]) from error


def _lists(name: str, values: Sequence[object], item: pl.DataType) -> pl.Series:
    """Return a column of lists from its items in one run: list by list, polars takes thirty times as long."""
    lists = [value if isinstance(value, list | tuple) else () for value in values]
    rows = [row for row, found in enumerate(lists) for _ in found]
    items = pl.Series(name, [each for found in lists for each in found], item, strict=True)
    grouped = pl.DataFrame([pl.Series(_ROW_NUMBER, rows, pl.Int64()), items])
    grouped = grouped.group_by(_ROW_NUMBER, maintain_order=True).agg(name)
    missing = pl.Series("missing", [value is None for value in values], pl.Boolean())
    whole = pl.DataFrame([pl.Series(_ROW_NUMBER, range(len(values)), pl.Int64()), missing])
    whole = whole.join(grouped, on=_ROW_NUMBER, how="left", maintain_order="left")
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


def _type_violation(column: Column, found: str) -> Violation:
    return Violation("types", column.name, f"{column.type.value} ({_TYPES[column.type]}), found {found}")


# The rules as expressions: true where a row keeps the rule, null where it says nothing


def _finite(column: Column) -> pl.Expr:
    return pl.col(column.name).is_finite()


def _in_vocabulary(column: Column) -> pl.Expr:
    return pl.col(column.name).is_in(list(column.vocabulary or ()))


def _in_range(column: Column) -> pl.Expr:
    value = pl.col(column.name)
    above = value >= column.minimum if column.minimum is not None else pl.lit(value=True)
    return above & (value <= column.maximum) if column.maximum is not None else above


def _like_pattern(column: Column) -> pl.Expr:
    value, pattern = pl.col(column.name), column.pattern or ""
    if column.type is ColumnType.TEXT:
        return value.str.contains(pattern)
    items = _ITEM if column.type is ColumnType.TEXT_LIST else _ITEM_IDS.explode(empty_as_null=False)
    return value.list.eval(items.str.contains(pattern)).list.all()


def _items_not_null(column: Column) -> pl.Expr:
    value = pl.col(column.name)
    if column.type is ColumnType.TEXT_LIST:
        return value.list.eval(_ITEM.is_not_null()).list.all()
    whole = value.list.eval(_ITEM_TEXT.is_not_null() & _ITEM_IDS.is_not_null()).list.all()
    return whole & value.list.eval(_ITEM_IDS.explode(empty_as_null=False).is_not_null()).list.all()


def _items_not_empty(column: Column) -> pl.Expr:
    value = pl.col(column.name)
    if column.type is ColumnType.TEXT_LIST:
        return value.list.eval(_ITEM != "").list.all()
    return value.list.eval((_ITEM_TEXT != "") & (_ITEM_IDS.list.len() > 0)).list.all()


def _items_unique(column: Column) -> pl.Expr:
    value = pl.col(column.name)
    if column.type is ColumnType.ALTERNATIVES:
        value = value.list.eval(_ITEM_TEXT)
    return value.list.n_unique() == value.list.len()


_COLUMN_EXPRESSIONS: Mapping[str, Callable[[Column], pl.Expr]] = {
    "not_null": lambda column: pl.col(column.name).is_not_null(),
    "not_empty": lambda column: pl.col(column.name) != "",
    "finite": _finite,
    "vocabulary": _in_vocabulary,
    "range": _in_range,
    "pattern": _like_pattern,
    "min_items": lambda column: pl.col(column.name).list.len() >= column.min_items,
    "items_not_null": _items_not_null,
    "items_not_empty": _items_not_empty,
    "items_unique": _items_unique,
}


def _not_before_the_last(key: Sequence[str]) -> pl.Expr:
    """Say whether a row's key is at least that of the row before, nulls first, compared column by column."""

    def refined(rest: pl.Expr, name: str) -> pl.Expr:
        value, last = pl.col(name), pl.col(name).shift(1)
        greater = (last < value).fill_null(last.is_null() & value.is_not_null())
        return greater | (last.eq_missing(value) & rest)

    ordered = reduce(refined, reversed(key), pl.lit(value=True))
    return ordered | (pl.int_range(pl.len()) == 0)


def _sides_disjoint() -> pl.Expr:
    return pl.col("supporting").list.set_intersection("opposing").list.len() == 0


def _alternatives_are_candidates() -> pl.Expr:
    stated = pl.col("alternatives").list.eval(_ITEM_IDS.explode(empty_as_null=False))
    candidates = pl.col("supporting").list.concat("opposing")
    return stated.list.set_difference(candidates).list.len() == 0


_BEYOND_SQL: Mapping[str, Callable[[], pl.Expr]] = {
    "sides_disjoint": _sides_disjoint,
    "alternatives_are_candidates": _alternatives_are_candidates,
}


def _expressions(contract: Dataset, rule: Rule) -> list[tuple[Column | None, pl.Expr]]:
    """Return what the rule demands: of each of its columns, or once of the whole row (None)."""
    if rule.id in COLUMN_RULES:
        return [(column, _COLUMN_EXPRESSIONS[rule.id](column)) for column in contract.columns_under(rule.id)]
    if rule.id == "key_unique":
        return [(None, pl.struct(contract.key).is_unique())]
    if rule.id == "key_sorted":
        return [(None, _not_before_the_last(contract.key))]
    return [(None, pl.sql_expr(rule.predicate) if rule.predicate else _BEYOND_SQL[rule.id]())]


# Checking frames


@cache
def pandera_schema(dataset: str) -> pa.DataFrameSchema:
    """Return the contract as a pandera schema: strict, ordered, and one check a rule, named by the rule's id.

    Nullability is a check of ours too, since pandera takes NaN for null and runs a query for each column.
    """
    contract = DATASETS[dataset]
    judge = _Judge(contract)
    return pa.DataFrameSchema(
        {column.name: pa.Column(_TYPES[column.type], nullable=True) for column in contract.columns},
        checks=[judge.check(rule) for rule in contract.checked_rules()],
        strict=True,
        ordered=True,
        name=dataset,
    )


class _Judge:
    """Says of each rule of a dataset whether a frame keeps it: one query for all rules, once a frame."""

    def __init__(self, contract: Dataset) -> None:
        self._verdicts = [_kept(contract, rule).alias(rule.id) for rule in contract.checked_rules()]
        self._judged: Callable[[], pl.LazyFrame | None] = lambda: None
        self._kept: Mapping[str, bool] = {}

    def check(self, rule: Rule) -> pa.Check:
        """Return the rule as a pandera check."""
        return pa.Check(lambda data: self._keeps(data.lazyframe, rule.id), name=rule.id, error=rule.description)

    def _keeps(self, data: pl.LazyFrame, rule_id: str) -> bool:
        if self._judged() is not data:
            self._kept = data.select(self._verdicts).collect().row(0, named=True)
            self._judged = weakref.ref(data)
        return self._kept[rule_id]


def _kept(contract: Dataset, rule: Rule) -> pl.Expr:
    return pl.all_horizontal(expression for _, expression in _expressions(contract, rule)).all()


def validate(dataset: str, data: pl.DataFrame) -> pl.DataFrame:
    """Return `data` as it is, or raise `ContractViolation` with every rule that it breaks.

    Raises `ValidationDisabled` where pandera is told not to look at data, and TypeError on a LazyFrame, of which
    pandera would check the names and types alone.
    """
    _refuse_disabled_validation()
    if not isinstance(data, pl.DataFrame):
        raise TypeError(f"{dataset}: only an eager polars.DataFrame can be checked, not a {type(data).__name__}")
    contract = DATASETS[dataset]
    # First, for pandera fails to report a wrong type and a broken check of the same frame together.
    structure = _structure_violations(contract, data)
    if structure:
        raise ContractViolation(dataset, structure)
    try:
        pandera_schema(dataset).validate(data, lazy=True)
    except SchemaErrors as errors:
        raise ContractViolation(dataset, _violations(contract, data, errors.schema_errors)) from errors
    return data


def validate_whole(dataset: str, data: pl.LazyFrame) -> None:
    """Check a dataset that may be too large for memory, as `validate` does, in runs of its rows.

    Each run begins with the last row of the one before: so rows in wrong order, or of one key, are found wherever they
    stand, as those of one key are neighbours where the order is right. Row numbers in a violation count within a run.
    """
    for rows in _runs(data, _ROWS_AT_ONCE):
        validate(dataset, rows)


def validate_order(dataset: str, data: pl.LazyFrame) -> None:
    """Check what only a whole dataset can break, its rows being known to keep all else: columns, order, unique keys."""
    contract = DATASETS[dataset]
    structure = _structure_violations(contract, data.collect_schema().to_frame())
    if structure:
        raise ContractViolation(dataset, structure)
    for keys in _runs(data.select(contract.key), _KEYS_AT_ONCE):
        broken = [violation for rule in _key_rules(contract) for violation in _rule_violations(contract, rule, keys)]
        if broken:
            raise ContractViolation(dataset, broken)


def _key_rules(contract: Dataset) -> list[Rule]:
    return [rule for rule in contract.checked_rules() if rule.id in ("key_unique", "key_sorted")]


def _runs(data: pl.LazyFrame, size: int) -> Iterator[pl.DataFrame]:
    """Yield the rows in runs, each with the last row of the one before; at least one run."""
    height = data.select(pl.len()).collect().item()
    for start in range(0, max(1, height), size):
        first = max(0, start - 1)
        yield data.slice(first, start + size - first).collect()


def _refuse_disabled_validation() -> None:
    config = get_config_context()
    if not config.validation_enabled:
        raise ValidationDisabled("PANDERA_VALIDATION_ENABLED")
    if config.validation_depth is not ValidationDepth.SCHEMA_AND_DATA:
        raise ValidationDisabled("PANDERA_VALIDATION_DEPTH")


def _violations(contract: Dataset, data: pl.DataFrame, errors: Iterable[SchemaError]) -> list[Violation]:
    """Return the violations behind pandera's errors, in the contract's order."""
    failed = {_rule_id(error) for error in errors}
    rules = [rule for rule in contract.checked_rules() if rule.id in failed]
    return [violation for rule in rules for violation in _rule_violations(contract, rule, data)]


def _rule_id(error: SchemaError) -> str:
    if error.reason_code is not SchemaErrorReason.DATAFRAME_CHECK:
        raise error  # a check that could not be run: a mistake in this module, not in the data
    return str(error.check.name)


def _structure_violations(contract: Dataset, data: pl.DataFrame) -> list[Violation]:
    if tuple(data.columns) != contract.column_names:
        missing = [f"{name} is missing" for name in contract.column_names if name not in data.columns]
        extra = [f"{name} is unknown" for name in data.columns if name not in contract.column_names]
        return [_columns_violation(missing + extra or [f"order {', '.join(data.columns)}"])]
    found = zip(contract.columns, data.dtypes, strict=True)
    return [_type_violation(column, str(dtype)) for column, dtype in found if dtype != _TYPES[column.type]]


def _rule_violations(contract: Dataset, rule: Rule, data: pl.DataFrame) -> list[Violation]:
    """Return a violation for each column of a broken rule, or one for a rule on rows."""
    violations = []
    for column, kept in _expressions(contract, rule):
        broken = data.with_row_index(_ROW_NUMBER).filter(~kept.fill_null(value=True))
        if len(broken):
            expected = COLUMN_RULES[rule.id].expects(column) if column else rule.description
            shown = (column.name,) if column else rule.columns
            name = column.name if column else None
            violations.append(Violation(rule.id, name, expected, _sample(contract, broken, shown), len(broken)))
    return violations


def _sample(contract: Dataset, broken: pl.DataFrame, columns: Sequence[str]) -> tuple[Mapping[str, object], ...]:
    shown = dict.fromkeys((_ROW_NUMBER, *contract.key, *columns))
    return tuple(broken.head(SAMPLE_SIZE).select(list(shown)).rows(named=True))


# Checking a publication


def validate_publication(frames: Mapping[str, pl.DataFrame | pl.LazyFrame]) -> None:
    """Check that every dataset of a version is there and that every foreign key leads somewhere.

    The frames have passed `validate` one by one. Raises `ContractViolation` for the first dataset that breaks a rule.
    """
    different = sorted(set(frames).symmetric_difference(PUBLISHED))
    if different:
        expected = f"{REFERENCE_RULES['datasets']}: {', '.join(different)}"
        raise ContractViolation("publication", [Violation("datasets", None, expected)])
    lazy = {name: data.lazy() for name, data in frames.items()}
    for name in PUBLISHED:
        violations = [violation for key in DATASETS[name].foreign_keys for violation in _dangling(name, key, lazy)]
        if violations:
            raise ContractViolation(name, violations)


def _dangling(name: str, key: ForeignKey, frames: Mapping[str, pl.LazyFrame]) -> list[Violation]:
    """Return a violation where a value of the key's column is not in the table that it points to."""
    contract = DATASETS[name]
    column = contract.column(key.column)
    targets = frames[key.dataset].select(pl.col(key.target).alias(key.column))
    # The values alone first: with the keys of their rows they take ten times as long.
    alone = _values(column, frames[name].select(key.column)).drop_nulls().join(targets, on=key.column, how="anti")
    if not alone.select(pl.len()).collect(engine="streaming").item():
        return []
    shown = list(dict.fromkeys((*contract.key, key.column)))
    values = _values(column, frames[name].select(shown).with_row_index(_ROW_NUMBER)).drop_nulls(key.column)
    dangling = values.join(targets, on=key.column, how="anti", maintain_order="left").collect(engine="streaming")
    expected = f"{REFERENCE_RULES['references']}: {key.dataset}.{key.target}"
    sample = _sample(contract, dangling, (key.column,))
    return [Violation("references", key.column, expected, sample, dangling[_ROW_NUMBER].n_unique())]


def _values(column: Column, data: pl.LazyFrame) -> pl.LazyFrame:
    """Return the frame with one row for each single value of the column."""
    if column.type is ColumnType.ALTERNATIVES:
        ids = pl.col(column.name).list.eval(_ITEM_IDS.explode(empty_as_null=False))
        data = data.with_columns(ids)
    return data.explode(column.name) if column.is_list else data
