"""The contract of the published datasets: every name, type, unit, meaning and rule, written once.

It is plain data: `schemas.frames` checks frames against it, `schemas.datapackage` publishes it, and
`schemas.compatibility` says what a change of it means to those who read the files.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from schemas.contract import amounts, decided, judgements, people, sources
from schemas.contract.errors import ContractViolation, ValidationDisabled, Violation
from schemas.contract.model import COLUMN_RULES, Column, ColumnType, Dataset, ForeignKey, Rule

__all__ = [
    "COLUMN_RULES",
    "DATASETS",
    "PUBLISHED",
    "SCHEMA_VERSION",
    "Column",
    "ColumnType",
    "ContractViolation",
    "Dataset",
    "ForeignKey",
    "Rule",
    "ValidationDisabled",
    "Violation",
]

SCHEMA_VERSION = "1.0.1"
"""Semantic: a name, type or meaning that changes is a new major version, a column that is added a minor one."""

DATASETS: Mapping[str, Dataset] = MappingProxyType(
    {
        dataset.name: dataset
        for dataset in (
            sources.DOCUMENTS, sources.INFOBOX_FIELDS, sources.TABLE_CELLS, sources.STATEMENTS,
            amounts.EVENTS, amounts.RESULTS, amounts.SPLITS, amounts.MEDALISTS, amounts.RECORD_PROGRESSION,
            amounts.MEDAL_TABLE, amounts.MULTIPLE_MEDALISTS, amounts.SCHEDULE, amounts.COMPETITORS,
            people.COMPETITOR_JOINS,
            judgements.RECONCILIATION, decided.DECISIONS, judgements.CHECKS, judgements.COVERAGE, judgements.REJECTS,
            judgements.CHANGES,
        )
    }
)  # fmt: skip
"""Every dataset by name, in the order in which it is documented."""

PUBLISHED: tuple[str, ...] = tuple(name for name, dataset in DATASETS.items() if dataset.in_version)
"""The names of the datasets that every version holds, rows or not."""
