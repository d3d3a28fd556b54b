"""What a contract is made of: columns, rules, foreign keys and datasets, as plain data.

No dataframe library is imported here, so that a run that finds nothing changed stays light. `schemas.frames` makes
polars and pandera schemas of it, `schemas.datapackage` the published descriptor.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class ColumnType(StrEnum):
    """The types of published columns. `alternatives` is a list of `{value_text, statement_ids}`."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"
    TEXT_LIST = "text_list"
    ALTERNATIVES = "alternatives"


@dataclass(frozen=True, slots=True)
class Column:
    """One published column.

    `vocabulary` closes the set of values; `pattern` (anchored, the common subset of Rust's, Python's and ECMAScript's
    regular expressions) holds for the text or, in a list, for each item; `minimum` and `maximum` are inclusive;
    `min_items` is the least length of a list. `may_be_empty` lets `""` in, which no other text column does.
    """

    name: str
    type: ColumnType
    description: str
    nullable: bool = False
    unit: str | None = None
    vocabulary: tuple[str, ...] | None = None
    pattern: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    min_items: int = 0
    unique_items: bool = False
    may_be_empty: bool = False

    @property
    def is_list(self) -> bool:
        """Whether a value is a list."""
        return self.type in (ColumnType.TEXT_LIST, ColumnType.ALTERNATIVES)


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that every row keeps. `description` completes the sentence "every row: ...".

    `predicate` is an SQL condition in the sense of `CHECK`: a row breaks it where it is false, not where it is null.
    Any engine can run it on the published files. Where plain SQL cannot say it, it is None and `schemas.frames` does.
    """

    id: str
    description: str
    columns: tuple[str, ...] = ()
    predicate: str | None = None


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Each value of `column` (each item, in a list) that is not null is one of `dataset`'s `target`."""

    column: str
    dataset: str
    target: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """One published table: its columns in order, the key by which its rows are sorted and unique, and its rules.

    `in_version` is False for what stands beside the versions (`changes`).
    """

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    description: str
    rules: tuple[Rule, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    in_version: bool = True

    def column(self, name: str) -> Column:
        """Return the column of that name."""
        return next(column for column in self.columns if column.name == name)

    @property
    def column_names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def columns_under(self, rule_id: str) -> tuple[Column, ...]:
        """Return the columns that the column rule `rule_id` says something about."""
        return tuple(column for column in self.columns if COLUMN_RULES[rule_id].applies(column))

    def checked_rules(self) -> tuple[Rule, ...]:
        """Return every rule on values, in order: those of columns, of the key, and of rows."""
        return (*_column_rules(self), *_key_rules(self), *self.rules)


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """A rule made from what a column declares: which columns it holds for, and what it expects of one."""

    applies: Callable[[Column], bool]
    expects: Callable[[Column], str]


def _bounds(column: Column) -> str:
    bounds = [("at least", column.minimum), ("at most", column.maximum)]
    return " and ".join(f"{word} {bound:g}" for word, bound in bounds if bound is not None)


COLUMN_RULES: Mapping[str, ColumnRule] = MappingProxyType(
    {
        "not_null": ColumnRule(lambda c: not c.nullable, lambda c: "not null"),
        "not_empty": ColumnRule(lambda c: c.type is ColumnType.TEXT and not c.may_be_empty, lambda c: 'not ""'),
        "finite": ColumnRule(lambda c: c.type is ColumnType.NUMBER, lambda c: "neither NaN nor infinite"),
        "vocabulary": ColumnRule(lambda c: bool(c.vocabulary), lambda c: "one of " + ", ".join(c.vocabulary or ())),
        "range": ColumnRule(lambda c: bool(_bounds(c)), _bounds),
        "pattern": ColumnRule(lambda c: bool(c.pattern), lambda c: f"like {c.pattern}"),
        "min_items": ColumnRule(lambda c: c.min_items > 0, lambda c: f"a list of at least {c.min_items}"),
        "items_not_null": ColumnRule(lambda c: c.is_list, lambda c: "a list without null"),
        "items_not_empty": ColumnRule(lambda c: c.is_list, lambda c: 'a list without ""'),
        "items_unique": ColumnRule(lambda c: c.unique_items, lambda c: "a list that holds nothing twice"),
    }
)
"""The rules that columns give rise to, by id."""

STRUCTURE_RULES: Mapping[str, str] = MappingProxyType(
    {
        "columns": "exactly the contract's columns in the contract's order",
        "types": "the contract's type",
    }
)
"""The rules on a frame's columns rather than on its values."""

REFERENCE_RULES: Mapping[str, str] = MappingProxyType(
    {
        "datasets": "every dataset of a version, and no other",
        "references": "a value that exists in the table it points to",
    }
)
"""The rules on a whole publication."""


def _column_rules(dataset: Dataset) -> tuple[Rule, ...]:
    rules = []
    for rule_id, rule in COLUMN_RULES.items():
        columns = dataset.columns_under(rule_id)
        if columns:
            said = "; ".join(f"{column.name} is {rule.expects(column)}" for column in columns)
            rules.append(Rule(rule_id, said, tuple(column.name for column in columns)))
    return tuple(rules)


def _key_rules(dataset: Dataset) -> tuple[Rule, ...]:
    key = ", ".join(dataset.key)
    return (
        Rule("key_unique", f"({key}) is unique", dataset.key),
        Rule("key_sorted", f"rows are sorted by ({key}), nulls first and text by code point", dataset.key),
    )
