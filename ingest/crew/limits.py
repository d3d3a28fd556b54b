"""What one task may use up: time and memory, as a backstop behind the limits that are counts.

Counts are part of the function that a version is; time and memory are not: what they refuse may pass elsewhere, so it
is reported and never remembered.
"""

from __future__ import annotations

import faulthandler
import os
import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SECONDS = 60.0
"""Wall time for one document or one group of statements; the slowest real article takes some two seconds."""
_GRACE = 1.25
"""A task that cannot be interrupted, inside a library, is ended with its process after this many times the limit."""
MEMORY_BYTES = 3 << 30
"""Address space of a worker. Reading takes some hundred megabytes; a machine of any size today has this much."""


class TimeLimitError(BaseException):  # no Exception: whoever isolates faults must not take it for one
    """A task that took longer than it may."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"it took longer than {seconds:g} seconds")


def limit_memory(size_bytes: int = MEMORY_BYTES) -> None:
    """Make this process raise `MemoryError` beyond a size. Nothing happens where the system does not offer that."""
    try:
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (size_bytes, hard))
    except (ValueError, OSError):
        return


@contextmanager
def time_limit(seconds: float = SECONDS) -> Iterator[None]:
    """Raise `TimeLimitError` inside where it takes too long.

    In a worker, what cannot be interrupted so ends the process, and its crew sets the task aside. In the process that
    the user started nothing is ended.
    """
    in_worker = os.environ.get(WORKER) == "1"
    if in_worker:
        faulthandler.dump_traceback_later(seconds * _GRACE, exit=True, file=_nowhere())
    try:
        if threading.current_thread() is threading.main_thread():
            with _alarm(seconds):
                yield
        else:
            yield
    finally:
        if in_worker:
            faulthandler.cancel_dump_traceback_later()


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


_devnull: list[int] = []


def _nowhere() -> int:
    """Return where the traceback goes that nobody reads, opened once."""
    if not _devnull:
        _devnull.append(os.open(os.devnull, os.O_WRONLY))
    return _devnull[0]
