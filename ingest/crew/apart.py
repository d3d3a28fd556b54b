"""Work done by a copy of this process that ends with it: what it loads and holds is gone then.

Whoever puts a version together needs libraries of a hundred megabytes and memory for sorting; whoever hands out a
million pages to workers needs neither, and lives as long.
"""

from __future__ import annotations

import ctypes
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable
from typing import NoReturn, TypeVar

from ingest.crew.forked import can_fork
from ingest.errors import RunError

T = TypeVar("T")

_THREADED = "polars"
"""Its threads would be missing in a copy of a process that has loaded it."""
_ALLOCATOR = ("_RJEM_MALLOC_CONF", "dirty_decay_ms:100,muzzy_decay_ms:0")
"""Has polars' allocator (jemalloc) give memory back soon: by itself it keeps all it ever had until others want it."""
_PR_SET_PDEATHSIG = 1
"""prctl(2): the signal to be sent when the parent dies."""


class LostPublisherError(RunError):
    """The process that put a version together was ended by the system."""

    def __init__(self, status: int) -> None:
        super().__init__(
            f"the process that put the version together was ended (wait status {status}); nothing was published: free "
            "memory, and run again"
        )


def done_apart(work: Callable[[], T]) -> T:
    """Return what `work` returns, or raise what it raises; done in a process of its own where one can be copied.

    The copy has everything that this process has, but must not use what a fork does not survive: a database that is
    open, a pool of workers. It is ended when this process is.
    """
    if not can_fork() or _THREADED in sys.modules:
        return work()
    results, here = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        os.close(results)
        _serve(work, here, parent)
    os.close(here)
    try:
        with os.fdopen(results, "rb") as pipe:
            data = pipe.read()
    except BaseException:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise
    _, status = os.waitpid(child, 0)
    if status or not data:
        raise LostPublisherError(status)
    is_done, result = pickle.loads(data)  # from a copy of ourselves
    if is_done:
        return result  # type: ignore[no-any-return]  # what `work` returned
    raise result


def _serve(work: Callable[[], object], pipe: int, parent: int) -> NoReturn:
    """Do the work, answer, and end without returning to what the parent was doing."""
    try:
        _end_with(parent)
        os.environ.setdefault(*_ALLOCATOR)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends this process when it is interrupted
        with os.fdopen(pipe, "wb") as results:
            results.write(_answer(work))
        os._exit(0)
    finally:
        os._exit(1)


def _end_with(parent: int) -> None:
    """Have this process ended when its parent dies: nobody would be left to hold the lock."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before that was asked for
        os._exit(1)


def _answer(work: Callable[[], object]) -> bytes:
    try:
        answer: tuple[bool, object] = (True, work())
    except Exception as error:  # raised again in the parent
        error.add_note(f"in a process of its own:\n{traceback.format_exc()}")
        answer = (False, error)
    try:
        return pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
    except (pickle.PicklingError, TypeError, AttributeError):  # of a library that did not think of other processes
        told = RuntimeError(f"{type(answer[1]).__name__}: {answer[1]}")
        return pickle.dumps((False, told), pickle.HIGHEST_PROTOCOL)
