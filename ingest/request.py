"""What is asked of a run, and what it tells when it is done."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.changes.terms import Terms
from ingest.progress import Progress
from ingest.redo.plan import Plan
from ingest.redo.state import Tally
from ingest.sources import Reject

if TYPE_CHECKING:
    from ingest.from_archives import Asked

PUBLISHED, REFUSED, FAILED = 0, 1, 2
"""Exit statuses: all published; published but a document or decision was refused, or a decision is stale; `current`
does not reflect the sources."""


ASKED_NOTE = "asked"
"""The name in the cache of what the last run asked of archives."""


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run did. `error` says why nothing was published; `tally` is None then.

    `is_new` says that the version was not there before; `plan` what was done again, and why; `changes` what became
    different since the previous version, in a line; `losses` the falls in coverage; `removed` which old versions went;
    `warning` what failed once the version was published, or what it no longer has; `healed` what a fault before this
    run had left, and what was done about it.
    """

    status: int
    version: str | None = None
    path: Path | None = None
    previous: str | None = None
    is_new: bool = False
    tally: Tally | None = None
    plan: Plan | None = None
    refused: tuple[Reject, ...] = ()
    error: str | None = None
    read_bytes: int = 0
    slowest: tuple[tuple[str, float], ...] = ()
    changes: str | None = None
    losses: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    warning: str | None = None
    healed: tuple[str, ...] = ()

    @property
    def rejects(self) -> tuple[Reject, ...]:
        """Everything that was refused."""
        return self.tally.rejects if self.tally else self.refused


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a run: to read `raw` and publish to `output`.

    `scheduler` is the address of a cluster to do it; without one, `workers` processes of this machine do. `terms` say
    what may be published, and which old versions stay. `asked` names archives besides, and what is wanted of all.
    """

    raw: Path
    output: Path
    workers: int
    progress: Progress
    scheduler: str | None = None
    terms: Terms = field(default_factory=Terms)
    asked: Asked | None = None
