"""What one task may use up: time and memory, as a backstop behind the limits that are counts.

Counts are part of the function that a version is; time and memory are not: what they refuse may pass elsewhere, so it
is reported and never remembered.
"""

from __future__ import annotations

import os
import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

SECONDS = 60.0
"""Wall time for one document or one group of statements; the slowest real article takes some two seconds."""
_GRACE = 1.25
"""A task that cannot be interrupted, inside a library, is ended with its process after this many times the limit, of
the processor's time."""
MEMORY_BYTES = 3 << 30
"""Address space of a worker. Reading takes some hundred megabytes; a machine of any size today has this much."""


class TimeLimitError(BaseException):  # no Exception: whoever isolates faults must not take it for one
    """A task that took longer than it may."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"it took longer than {seconds:g} seconds")


def limit_memory(size_bytes: int = MEMORY_BYTES) -> None:
    """Make this process raise `MemoryError` beyond a size, counted from what it began with.

    Nothing happens where the system does not offer that.
    """
    try:
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (_address_space() + size_bytes, hard))
    except (ValueError, OSError):
        return


def _address_space() -> int:
    """Return the bytes of this process's address space, 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError):
        return 0
    return pages * resource.getpagesize()


@contextmanager
def time_limit(seconds: float = SECONDS) -> Iterator[None]:
    """Raise `TimeLimitError` inside where it takes too long.

    In a worker, what cannot be interrupted so ends the process, and its crew sets the task aside. In the process that
    the user started nothing is ended.
    """
    in_worker = os.environ.get(WORKER) == "1"
    if in_worker:
        # Nobody handles this signal, so it ends the process. A thread that watches cost 7 % of a small page's time.
        signal.setitimer(signal.ITIMER_PROF, seconds * _GRACE)
    try:
        if threading.current_thread() is threading.main_thread():
            with _alarm(seconds):
                yield
        else:
            yield
    finally:
        if in_worker:
            signal.setitimer(signal.ITIMER_PROF, 0)


WORKER = "PHOTOFINISH_WORKER"
"""Set in the environment of a process that may be ended with its task."""


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise TimeLimitError(seconds)

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
