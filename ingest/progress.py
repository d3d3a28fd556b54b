"""How far a run is, told step by step to whoever shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from heapq import nlargest


@dataclass(frozen=True, slots=True)
class Step:
    """How far a stage is: documents or groups done, of how many; the bytes of their texts; what was refused so far.

    `total` is negative where nobody knows it: an archive does not say how many of its pages are wanted.
    """

    stage: str
    done: int
    total: int
    done_bytes: int = 0
    total_bytes: int = 0
    rejects: int = 0

    @property
    def is_last(self) -> bool:
        """Whether the stage is at its end."""
        return self.done == self.total


Progress = Callable[[Step], None]
"""Told of each step."""

SLOWEST = 10
"""How many documents are named that took longest."""


@dataclass(slots=True)
class Work:
    """What was read so far: how many documents, the bytes of their texts, and those that took longest, in seconds."""

    count: int = 0
    size_bytes: int = 0
    slowest: tuple[tuple[str, float], ...] = ()

    def add(self, count: int, size_bytes: int, seconds: Iterable[tuple[str, float]]) -> None:
        """Note some more that was read."""
        self.count += count
        self.size_bytes += size_bytes
        self.slowest = tuple(nlargest(SLOWEST, (*self.slowest, *seconds), key=lambda each: each[1]))


def rates(step: Step, seconds: float) -> str:
    """Return pages and bytes a second, time left from bytes, and refusals, after so many seconds of a stage."""
    of = f"of {step.total:,}" if step.total >= 0 else "pages"
    parts = [f"{step.stage}: {step.done:,} {of}"]
    if step.done_bytes and seconds > 0:
        parts.append(f"{step.done / seconds:,.1f} pages/s, {step.done_bytes / seconds / 1e6:,.2f} MB/s")
        if not step.is_last:
            parts.append(f"{_duration(seconds * (step.total_bytes - step.done_bytes) / step.done_bytes)} left")
    if step.rejects:
        parts.append(f"{step.rejects:,} refused")
    return "; ".join(parts)


def _duration(seconds: float) -> str:
    """Return a time as `1:02:03` or `2:03`."""
    minutes, whole = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{whole:02}" if hours else f"{minutes}:{whole:02}"
