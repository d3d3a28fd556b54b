"""Processes that are started afresh, do not run the program again that starts them, and do not hear of Ctrl-C.

A process that `multiprocessing` spawns imports the parent's main module first, so that what is defined in there can be
sent to it. A script that calls a run, and has no `if __name__ == "__main__"`, would do all that it does once more in
each worker. Nothing that workers are sent is defined in a main module.
https://docs.python.org/3/library/multiprocessing.html#the-spawn-and-forkserver-start-methods
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import active_children
from multiprocessing.context import SpawnContext, SpawnProcess
from types import ModuleType


class _Spawned(SpawnProcess):
    def start(self) -> None:
        """Start the process."""
        with _without_main(), _not_interrupted():
            super().start()


@contextmanager
def _without_main() -> Iterator[None]:
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


@contextmanager
def _not_interrupted() -> Iterator[None]:
    """Start what never hears of Ctrl-C: who started it ends it. What comes meanwhile is told to this process after."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_spawned() -> None:
    """End the processes that were spawned here and are at work."""
    for child in active_children():
        if isinstance(child, _Spawned):
            child.kill()


class WithoutMain(SpawnContext):
    """Spawns processes that know nothing of the main module."""

    Process = _Spawned
