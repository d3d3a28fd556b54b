"""Tasks for the crew's tests: they must be importable in the workers' processes."""

from __future__ import annotations

import ctypes
import itertools
import json
import os
import signal
import sys
import time
from collections.abc import Sequence

from ingest.crew.limits import TimeLimitError, time_limit


def work(items: Sequence[str]) -> list[str]:
    """Do what each item says; what hangs is given half a second."""
    return [_one(item) for item in items]


def raising(items: Sequence[Exception]) -> list[str]:
    """Raise the first item."""
    raise items[0]


def _one(item: str) -> str:
    try:
        with time_limit(0.5):
            HARMS.get(item, _nothing)()
    except TimeLimitError:
        return f"{item} took too long"
    except (MemoryError, RecursionError) as error:
        return f"{item}: {type(error).__name__}"
    return f"{item} done"


def _nothing() -> None:
    time.sleep(0.001)


def _killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _crash() -> None:
    ctypes.string_at(0)


def _exit() -> None:
    os._exit(3)


def _hang() -> None:
    while True:
        pass


def _hang_in_a_library() -> None:
    # Endless, and without a bytecode between which a signal's handler could run.
    sum(itertools.repeat(0))


def _memory() -> None:
    held = []
    while True:
        held.append(bytes(64 << 20))


def _memory_that_is_used() -> None:
    held = []
    while True:
        held.append(b"x" * (64 << 20))


def _depth() -> None:
    _depth()


def _stack() -> None:
    """Overflow the stack of the process itself."""
    sys.setrecursionlimit(1 << 30)
    json.loads("[" * 1_000_000)


HARMS = {
    "killed": _killed, "crash": _crash, "exit": _exit, "hang": _hang, "hang in a library": _hang_in_a_library,
    "memory": _memory, "memory that is used": _memory_that_is_used, "depth": _depth, "stack": _stack,
}  # fmt: skip
