"""What is raised where data breaks the contract."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SAMPLE_SIZE = 3
"""How many offending rows a violation carries."""
_LONGEST_VALUE = 80


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule broken: in which column (None where it is the row's), what was expected, and by which rows.

    `rows` is a sample of at most `SAMPLE_SIZE`, reduced to the key and the columns of the rule; `row_count` counts
    them all.
    """

    rule: str
    column: str | None
    expected: str
    rows: tuple[Mapping[str, object], ...] = ()
    row_count: int = 0

    def __str__(self) -> str:
        where = f" in {self.column}" if self.column else ""
        said = f"rule {self.rule}{where} expects {self.expected}"
        if not self.rows:
            return said
        rows = "; ".join(_shown(row) for row in self.rows)
        return f"{said}; {self.row_count} row{'s' if self.row_count != 1 else ''} broke it, such as {rows}"


def _shown(row: Mapping[str, object]) -> str:
    return "{" + ", ".join(f"{name}: {_short(value)}" for name, value in row.items()) + "}"


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 3] + "..."


class ContractViolation(ValueError):  # noqa: N818 - named for what happened, as callers speak of it
    """A dataset does not keep the contract. `violations` holds every rule that it breaks."""

    def __init__(self, dataset: str, violations: Sequence[Violation]) -> None:
        self.dataset = dataset
        self.violations = tuple(violations)
        super().__init__(dataset, self.violations)

    def __str__(self) -> str:
        return f"dataset {self.dataset} breaks its contract: " + "\n- ".join(["", *map(str, self.violations)])


class ValidationDisabled(RuntimeError):  # noqa: N818 - as above
    """Pandera was told, by its environment, not to check data: nothing may be published unchecked."""

    def __init__(self, setting: str) -> None:
        self.setting = setting
        super().__init__(setting)

    def __str__(self) -> str:
        return f"pandera's validation is switched off by {self.setting}: unset it, nothing is published unchecked"
