"""Progress on stderr: bars on a terminal; a line every ten seconds, and one a stage, when piped."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from ingest.commands.options import say, told_if_read
from ingest.progress import Progress, Step, rates

_EVERY_SECONDS = 10.0


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """Show how far a run is."""
    if not sys.stderr.isatty():
        yield PlainProgress().show
        return
    from rich.console import Console
    from rich.progress import BarColumn, TaskID, TextColumn
    from rich.progress import Progress as Bars

    with Bars(BarColumn(), TextColumn("{task.description}"), console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, tuple[TaskID, float]] = {}

        def show(step: Step) -> None:
            if not step.total:  # nothing of it is to be done
                return
            if step.stage not in tasks:
                tasks[step.stage] = (bars.add_task(step.stage), time.monotonic())
            task, since = tasks[step.stage]
            by_bytes = step.total_bytes > 0
            bars.update(
                task,
                completed=step.done_bytes if by_bytes else step.done,
                total=step.total_bytes if by_bytes else step.total,
                description=rates(step, time.monotonic() - since),
            )

        yield show


class PlainProgress:
    """Lines for a file or a pipe."""

    def __init__(self) -> None:
        self._since: dict[str, float] = {}
        self._told: dict[str, float] = {}

    def show(self, step: Step) -> None:
        """Say how far a stage is, where ten seconds have passed or it is at its end."""
        if not step.total:
            return
        now = time.monotonic()
        since = self._since.setdefault(step.stage, now)
        told = self._told.setdefault(step.stage, now)
        if step.is_last or now - told >= _EVERY_SECONDS:
            self._told[step.stage] = now
            with told_if_read():
                say(rates(step, now - since), err=True)
