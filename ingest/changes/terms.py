"""On which terms a run publishes: what it may lose, what it tells of the step, which old versions stay."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.changes import LOSS_BUDGET
from ingest.changes.errors import CoverageLossError
from ingest.changes.inputs import load_inputs
from ingest.changes.versions import keep, missing_changes
from ingest.crew.apart import done_apart
from ingest.errors import RunError
from schemas.contract import ContractViolation

if TYPE_CHECKING:
    from ingest.changes.rows import Within
    from ingest.publish import Datasets, Publication


@dataclass(frozen=True, slots=True)
class Terms:
    """What may be published.

    `accept_loss` is the reason for publishing less than before, beyond `loss_budget` (a share); `keep` is the number of
    versions that stay, None for all.
    """

    accept_loss: str | None = None
    loss_budget: float = LOSS_BUDGET
    keep: int | None = None


@dataclass(frozen=True, slots=True)
class StepTold:
    """What is told of the step from the previous version: the changes in a line, the losses, or why it is not told."""

    changes: str | None = None
    losses: tuple[str, ...] = ()
    warning: str | None = None


def guard(output: Path, datasets: Datasets, terms: Terms) -> None:
    """Raise `CoverageLossError` where what would be published holds less than what is, and nobody accepts it."""
    if terms.accept_loss is not None:
        return
    from ingest.changes.losses import Budget, blocking_losses

    current, losses = blocking_losses(output, datasets, Budget(share=terms.loss_budget))
    if losses and current is not None:
        raise CoverageLossError(losses, current)


def step_of(output: Path, publication: Publication, terms: Terms, within: Within | None = None) -> StepTold:
    """Write what became different since the previous version; `within` is as of `compare`.

    The version is published already: what fails here is told, and undoes nothing.
    """
    new, previous = publication.version, publication.previous
    if previous in {None, new}:
        return StepTold()
    return _step(output, str(previous), new, terms, within)


def mended(output: Path, terms: Terms) -> None:
    """Write the changes of the last step, where a run was stopped before it had."""
    missing = missing_changes(output)
    if missing is not None:
        done_apart(partial(_step, output, *missing, terms))


def _step(output: Path, old: str, new: str, terms: Terms, within: Within | None = None) -> StepTold:
    from ingest.changes.losses import Budget
    from ingest.changes.write import write_changes

    try:
        summary = write_changes(
            output, old, new, load_inputs(output, old), load_inputs(output, new),
            budget=Budget(share=terms.loss_budget), accepted=terms.accept_loss,
            within=within,
        )  # fmt: skip
    except (RunError, ContractViolation, OSError) as error:
        return StepTold(warning=f"the changes from {old} to {new} could not be written: {error}")
    return StepTold(str(summary), tuple(map(str, summary.losses)))


def tidied(output: Path, terms: Terms) -> tuple[str, ...]:
    """Remove the versions that the terms let go; return which."""
    return keep(output, terms.keep) if terms.keep is not None else ()
