"""The rules of the contract as expressions: true where a row keeps the rule, null where it says nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce

import polars as pl

from schemas.contract import Column, ColumnType, Dataset, Rule
from schemas.contract.model import COLUMN_RULES

_ITEM = pl.element()
_ITEM_TEXT = _ITEM.struct.field("value_text")
ITEM_IDS = _ITEM.struct.field("statement_ids")


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
    items = _ITEM if column.type is ColumnType.TEXT_LIST else ITEM_IDS.explode(empty_as_null=False)
    return value.list.eval(items.str.contains(pattern)).list.all()


def _items_not_null(column: Column) -> pl.Expr:
    value = pl.col(column.name)
    if column.type is ColumnType.TEXT_LIST:
        return value.list.eval(_ITEM.is_not_null()).list.all()
    whole = value.list.eval(_ITEM_TEXT.is_not_null() & ITEM_IDS.is_not_null()).list.all()
    return whole & value.list.eval(ITEM_IDS.explode(empty_as_null=False).is_not_null()).list.all()


def _items_not_empty(column: Column) -> pl.Expr:
    value = pl.col(column.name)
    if column.type is ColumnType.TEXT_LIST:
        return value.list.eval(_ITEM != "").list.all()
    return value.list.eval((_ITEM_TEXT != "") & (ITEM_IDS.list.len() > 0)).list.all()


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
    stated = pl.col("alternatives").list.eval(ITEM_IDS.explode(empty_as_null=False))
    candidates = pl.col("supporting").list.concat("opposing")
    return stated.list.set_difference(candidates).list.len() == 0


_BEYOND_SQL: Mapping[str, Callable[[], pl.Expr]] = {
    "sides_disjoint": _sides_disjoint,
    "alternatives_are_candidates": _alternatives_are_candidates,
}


def expressions(contract: Dataset, rule: Rule) -> list[tuple[Column | None, pl.Expr]]:
    """Return what the rule demands: of each of its columns, or once of the whole row (None)."""
    if rule.id in COLUMN_RULES:
        return [(column, _COLUMN_EXPRESSIONS[rule.id](column)) for column in contract.columns_under(rule.id)]
    if rule.id == "key_unique":
        return [(None, pl.struct(contract.key).is_unique())]
    if rule.id == "key_sorted":
        return [(None, _not_before_the_last(contract.key))]
    return [(None, pl.sql_expr(rule.predicate) if rule.predicate else _BEYOND_SQL[rule.id]())]
