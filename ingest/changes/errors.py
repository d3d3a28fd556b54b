"""Why two versions cannot be compared, or one cannot be made current."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ingest.errors import RunError

_SHOWN = 6


class UnknownVersionError(RunError):
    """No version has that name."""

    def __init__(self, output: Path, name: str, known: Sequence[str]) -> None:
        there = f"it holds {', '.join(known)}" if known else "it holds none; run photofinish first"
        super().__init__(f"{output} holds no version {name}: {there}")


class AmbiguousVersionError(RunError):
    """Several versions begin with what was given."""

    def __init__(self, name: str, found: Sequence[str]) -> None:
        super().__init__(f"{name} is the beginning of {', '.join(found)}; give more of it")


class NoVersionToCompareError(RunError):
    """There is no version before the current one."""

    def __init__(self, output: Path) -> None:
        super().__init__(
            f"{output}/runs.jsonl knows of no version before the current one; name two: see `photofinish versions`"
        )


class DamagedVersionError(RunError):
    """A version is not what its manifest says."""

    def __init__(self, folder: Path, damage: Sequence[str]) -> None:
        said = "; ".join(damage)
        super().__init__(f"{folder} is damaged: {said}; choose another version")


class UnknownDatasetError(RunError):
    """There is no dataset of that name."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(f"there is no dataset {name}; expected one of {', '.join(known)}")


class CoverageLossError(RunError):
    """What would be published holds less than what is published, beyond the budget."""

    def __init__(self, losses: Sequence[object], previous: str) -> None:
        listed = "".join(f"\n- {loss}" for loss in losses[:_SHOWN])
        if len(losses) > _SHOWN:
            listed += f"\n- and {len(losses) - _SHOWN} more"
        super().__init__(
            f"it would hold less than version {previous}, beyond the budget:{listed}\n"
            "Mend the articles named and what was refused, or publish all the same with `--accept-loss REASON`"
        )


class IncomparableError(RunError):
    """The rows of a dataset are told apart otherwise in the two versions."""

    def __init__(self, dataset: str, old: str, new: str) -> None:
        super().__init__(f"the key of {dataset} is another in {old} than in {new}: their rows cannot be told together")
