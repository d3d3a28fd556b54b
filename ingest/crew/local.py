"""The crew of this machine: a pool of processes."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context

from ingest.crew.crew import Crew
from ingest.crew.limits import WORKER, limit_memory

# Bytes. Below this size of all texts a pool costs more than it saves: a worker needs half a second to start.
WORTH_A_POOL = 500_000


@contextmanager
def local_crew(workers: int, size_bytes: int) -> Iterator[Crew]:
    """Give the crew for work on texts of this size: this process alone, where that is faster."""
    if workers <= 1 or size_bytes < WORTH_A_POOL:
        yield Crew()
        return
    crew = Crew(workers, lambda: _pool(workers), (BrokenProcessPool,))
    try:
        yield crew
    finally:
        crew.close()


def _pool(workers: int) -> Executor:
    # Spawned, not forked, everywhere: a fork copies the progress bar's thread in whatever state it is.
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """Begin as a worker: this process may be ended with its task."""
    os.environ[WORKER] = "1"
    limit_memory()
    # Reading makes many small values and hardly a cycle: looking for cycles often takes a tenth of the time.
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
