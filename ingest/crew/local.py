"""The crew of this machine: a pool of processes, or one, none of which is this one: a task may kill its process."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import parent_process

from ingest.crew.crew import Crew
from ingest.crew.forked import ForkedExecutor, can_fork
from ingest.crew.limits import WORKER, limit_memory
from ingest.crew.spawned import WithoutMain, end_spawned

# Bytes. Below this size of all texts a pool costs more than it saves: a worker needs half a second to start.
WORTH_A_POOL = 500_000


@contextmanager
def local_crew(workers: int, size_bytes: int) -> Iterator[Crew]:
    """Give the crew for work on texts of this size: one process, where that is faster."""
    if workers <= 1 or size_bytes < WORTH_A_POOL:
        crew = Crew(1, _single, (BrokenProcessPool,), ahead=1)
    else:
        crew = Crew(workers, partial(_pool, workers), (BrokenProcessPool,))
    try:
        yield crew
    except KeyboardInterrupt:  # nobody waits for what they are at
        end_spawned()
        raise
    finally:
        crew.close()


def _single() -> Executor:
    return ForkedExecutor(_begin) if can_fork() else _pool(1)


def _pool(workers: int) -> Executor:
    # Spawned, as a pool keeps threads of its own in this process, which a fork of a second worker would miss.
    return ProcessPoolExecutor(workers, mp_context=WithoutMain(), initializer=_begin_in_a_pool)


def _begin_in_a_pool() -> None:
    # A worker waits for its next task by a pipe that it holds both ends of: it would wait for ever for a parent that
    # was killed.
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    _begin()


def _end_with_the_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _begin() -> None:
    """Begin as a worker: this process may be ended with its task."""
    os.environ[WORKER] = "1"
    limit_memory()
    # Reading makes many small values and hardly a cycle: looking for cycles often takes a tenth of the time.
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
