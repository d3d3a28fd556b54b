"""An executor of one process that is a copy of this one: there in milliseconds, and expendable.

A spawned worker needs half a second to import what a fork has already. The copy keeps no file of ours, answers on a
pipe, and ends when nobody asks any more. Only the thread that forks is copied: what is done there must not wait for
another, so it must not use polars, whose threads would be missing.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import traceback
import warnings
from collections.abc import Callable
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import partial
from typing import IO, NoReturn, ParamSpec, TextIO, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_STANDARD = (0, 1, 2)
"""The file descriptors that every process has."""


def can_fork() -> bool:
    """Say whether a process may be copied here. On macOS the system's own libraries do not survive it."""
    return sys.platform.startswith("linux")


class ForkedExecutor(Executor):
    """Does one task after another in a child process; `submit` returns when the task is done.

    A future raises `BrokenProcessPool` where the child died of its task; the executor is of no use then.
    """

    def __init__(self, begin: Callable[[], None]) -> None:
        """Fork; `begin` is called in the child."""
        there, tasks = os.pipe()
        results, here = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        with warnings.catch_warnings():
            # Newer Pythons warn of threads that are not copied; see above.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._child: int | None = os.fork()
        if self._child == 0:
            _serve(there, here, begin)
        os.close(there)
        os.close(here)
        self._tasks: IO[bytes] = os.fdopen(tasks, "wb")
        self._results: IO[bytes] = os.fdopen(results, "rb")

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have a task done. What `fn` raises the future raises."""
        future: Future[T] = Future()
        if self._child is None:
            raise BrokenProcessPool("the process that did the work has ended")
        try:
            pickle.dump(partial(fn, *args, **kwargs), self._tasks, pickle.HIGHEST_PROTOCOL)
            self._tasks.flush()
            is_done, result = pickle.load(self._results)
        except (EOFError, BrokenPipeError, pickle.UnpicklingError):
            self.shutdown()
            future.set_exception(BrokenProcessPool("a process ended while it did its work"))
        except BaseException:  # an interrupt between task and result: the next task must not get this one's
            self.shutdown()
            raise
        else:
            if is_done:
                future.set_result(result)
            else:
                future.set_exception(result)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the child; it has nothing that must be kept."""
        if self._child is None:
            return
        child, self._child = self._child, None
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        for pipe in (self._tasks, self._results):
            with suppress(BrokenPipeError):  # what was not yet written to a child that died
                pipe.close()


def _serve(there: int, here: int, begin: Callable[[], None]) -> NoReturn:
    """Do what comes through a pipe until it is closed; never return to what the parent was doing."""
    try:
        _become_a_worker(there, here)
        begin()
        with os.fdopen(there, "rb") as tasks, os.fdopen(here, "wb") as results:
            while True:
                results.write(_answer(pickle.load(tasks)))
                results.flush()
    except (EOFError, BrokenPipeError):
        os._exit(0)
    finally:
        os._exit(1)


def _become_a_worker(there: int, here: int) -> None:
    """Let go of what is the parent's: its open files, what it does on signals, the depth of its stack."""
    # A lock that the parent holds on a file would outlive it in here.
    for descriptor in {int(name) for name in os.listdir("/proc/self/fd")} - {*_STANDARD, there, here}:
        with suppress(OSError):  # the one that the listing itself was read by
            os.close(descriptor)
    # The objects of the parent may be locked by a thread that is not here.
    sys.stdin, sys.stdout, sys.stderr = os.fdopen(0, closefd=False), _output(1), _output(2)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    frame, depth = sys._getframe(), 0
    while frame.f_back is not None:
        frame, depth = frame.f_back, depth + 1
    sys.setrecursionlimit(sys.getrecursionlimit() + depth)


def _output(descriptor: int) -> TextIO:
    return os.fdopen(descriptor, "w", closefd=False)


def _answer(task: Callable[[], object]) -> bytes:
    try:
        result: tuple[bool, object] = (True, task())
    except Exception as error:  # raised again in the parent
        error.add_note(f"in a process of its own:\n{traceback.format_exc()}")
        result = (False, error)
    return pickle.dumps(result, pickle.HIGHEST_PROTOCOL)
