"""Frames checked against every rule of the contract.

Every rule is one polars expression over the whole frame and one pandera check that bears the rule's id. Pandera says
which rules are broken; the same expressions then say in which columns and by which rows.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

import pandera.polars as pa
import polars as pl
from pandera.config import ValidationDepth, get_config_context
from pandera.errors import SchemaError, SchemaErrorReason, SchemaErrors

from schemas.contract import DATASETS, Dataset, Rule
from schemas.contract.errors import SAMPLE_SIZE, ContractViolation, ValidationDisabled, Violation
from schemas.contract.model import COLUMN_RULES
from schemas.frames.expressions import expressions
from schemas.frames.structure import TYPES, structure_violations

ROW_NUMBER = "row_number"
_ROWS_AT_ONCE = 25_000
_KEYS_AT_ONCE = 100_000


@cache
def pandera_schema(dataset: str) -> pa.DataFrameSchema:
    """Return the contract as a pandera schema: strict, ordered, and one check a rule, named by the rule's id.

    Nullability is a check of ours too, since pandera takes NaN for null and runs a query for each column.
    """
    contract = DATASETS[dataset]
    judge = _Judge(contract)
    return pa.DataFrameSchema(
        {column.name: pa.Column(TYPES[column.type], nullable=True) for column in contract.columns},
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
    return pl.all_horizontal(expression for _, expression in expressions(contract, rule)).all()


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
    structure = structure_violations(contract, data)
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
    structure = structure_violations(contract, data.collect_schema().to_frame())
    if structure:
        raise ContractViolation(dataset, structure)
    for keys in _runs(data.select(contract.key), _KEYS_AT_ONCE):
        broken = [violation for rule in _key_rules(contract) for violation in rule_violations(contract, rule, keys)]
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
    return [violation for rule in rules for violation in rule_violations(contract, rule, data)]


def _rule_id(error: SchemaError) -> str:
    if error.reason_code is not SchemaErrorReason.DATAFRAME_CHECK:
        raise error  # a check that could not be run: a mistake in this module, not in the data
    return str(error.check.name)


def rule_violations(contract: Dataset, rule: Rule, data: pl.DataFrame) -> list[Violation]:
    """Return a violation for each column of a broken rule, or one for a rule on rows."""
    violations = []
    for column, kept in expressions(contract, rule):
        broken = data.with_row_index(ROW_NUMBER).filter(~kept.fill_null(value=True))
        if len(broken):
            expected = COLUMN_RULES[rule.id].expects(column) if column else rule.description
            shown = (column.name,) if column else rule.columns
            name = column.name if column else None
            violations.append(Violation(rule.id, name, expected, sample_of(contract, broken, shown), len(broken)))
    return violations


def sample_of(contract: Dataset, broken: pl.DataFrame, columns: Sequence[str]) -> tuple[Mapping[str, object], ...]:
    """Return the first rows that broke a rule: their numbers, their keys, and the values of `columns`."""
    shown = dict.fromkeys((ROW_NUMBER, *contract.key, *columns))
    return tuple(broken.head(SAMPLE_SIZE).select(list(shown)).rows(named=True))
