"""Batches of work done by an executor, in order, though workers may die of some of it.

A worker that dies takes its batch with it, and in a process pool all that is under way. What was unfinished is then
done again one task at a time with nothing beside it, so that the task which kills its worker alone is known for certain
and set aside, and no other is.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD = 4
"""Batches that wait for each worker: enough that none is idle, few enough that memory does not grow with the work."""
_BYTES_AHEAD = 4_000_000
"""Batches that are larger together, for each worker, wait fewer."""


@dataclass(frozen=True, slots=True)
class Died:
    """What is left of a task that killed its worker twice: among others, and alone."""

    reason: str


@dataclass(frozen=True, slots=True)
class _UnderWay(Generic[Item, Result]):
    batch: Sequence[Item]
    future: Future[list[Result]]
    size_bytes: int


def _unweighed(_batch: object) -> int:
    return 0


class Crew:
    """Does batches of work. Without an executor, in this process.

    `start` gives an executor, anew after one broke; `deaths` are what its futures raise when a worker dies; `ahead`
    batches are handed out for each worker. A crew that `is_remote` may see no file of this machine.
    """

    is_remote = False

    def __init__(
        self,
        workers: int = 1,
        start: Callable[[], Executor] | None = None,
        deaths: tuple[type[BaseException], ...] = (),
        ahead: int = _AHEAD,
    ) -> None:
        self._workers = workers
        self._start = start
        self._deaths = deaths
        self._most = workers * ahead
        self._executor: Executor | None = None

    @property
    def is_many(self) -> bool:
        """Say whether there are several workers, or may be."""
        return self.is_remote or self._workers > 1

    @property
    def is_apart(self) -> bool:
        """Say whether the work is done by other processes than this one."""
        return self._start is not None

    def work(
        self,
        function: Callable[[Sequence[Item]], list[Result]],
        batches: Iterable[Sequence[Item]],
        size: Callable[[Sequence[Item]], int] = _unweighed,
    ) -> Iterator[list[Result | Died]]:
        """Yield the results of each batch, in order; `function` gives one result an item.

        Batches are taken as workers become free; `size` tells their bytes, as large ones must not wait in numbers. What
        `function` itself raises is raised here.
        """
        if self._start is None:
            for batch in batches:
                yield [*function(batch)]
            return
        waiting: deque[_UnderWay[Item, Result]] = deque()
        for batch in batches:
            waiting.append(_UnderWay(batch, self._submit(function, batch), size(batch)))
            while self._are_enough(waiting):
                yield from self._finished(function, waiting)
        while waiting:
            yield from self._finished(function, waiting)

    def _are_enough(self, waiting: Sequence[_UnderWay[Item, Result]]) -> bool:
        """Say whether no more is handed out before something is finished; every worker has something to do then."""
        if len(waiting) <= self._workers:
            return len(waiting) >= self._most
        size = sum(each.size_bytes for each in waiting)
        return len(waiting) >= self._most or size > self._workers * _BYTES_AHEAD

    def sees(self, _path: Path) -> bool:
        """Say whether every worker sees a file of this machine."""
        return True

    def close(self) -> None:
        """Let the workers go."""
        if self._executor is not None:
            self._let_go(self._executor, wait=True)
            self._executor = None

    def _let_go(self, executor: Executor, *, wait: bool) -> None:
        executor.shutdown(wait=wait, cancel_futures=True)

    def _submit(
        self, function: Callable[[Sequence[Item]], list[Result]], batch: Sequence[Item]
    ) -> Future[list[Result]]:
        try:
            return self._submit_to(self._running(), function, batch)
        except self._deaths:  # a worker died while none of its tasks was looked at
            self._restart()
            return self._submit_to(self._running(), function, batch)

    def _submit_to(
        self, executor: Executor, function: Callable[[Sequence[Item]], list[Result]], batch: Sequence[Item]
    ) -> Future[list[Result]]:
        return executor.submit(function, batch)

    def _result_of(self, future: Future[list[Result]]) -> list[Result]:
        return future.result()

    def _running(self) -> Executor:
        if self._executor is None:
            if self._start is None:
                raise RuntimeError("a crew without workers submits nothing")
            self._executor = self._start()
        return self._executor

    def _restart(self) -> None:
        if self._executor is not None:
            self._let_go(self._executor, wait=False)
            self._executor = None

    def _finished(
        self, function: Callable[[Sequence[Item]], list[Result]], waiting: deque[_UnderWay[Item, Result]]
    ) -> Iterator[list[Result | Died]]:
        """Yield the results of the batch that waits longest; of all that wait, where a worker died of one."""
        first = waiting[0]
        try:
            results = self._result_of(first.future)
        except self._deaths:
            yield from self._recovered(function, waiting)
        else:
            waiting.popleft()
            yield [*results]

    def _recovered(
        self, function: Callable[[Sequence[Item]], list[Result]], waiting: deque[_UnderWay[Item, Result]]
    ) -> Iterator[list[Result | Died]]:
        """Wait until nothing is under way, then do again what was lost, one task at a time."""
        found: list[tuple[Sequence[Item], list[Result | Died] | None]]
        found = [(each.batch, self._result(each.future)) for each in waiting]
        waiting.clear()
        self._restart()
        for batch, results in found:
            if results is None:
                results = [alone for item in batch for alone in self._alone(function, item)]
            yield results

    def _result(self, future: Future[list[Result]]) -> list[Result | Died] | None:
        try:
            return [*self._result_of(future)]
        except self._deaths:
            return None

    def _alone(self, function: Callable[[Sequence[Item]], list[Result]], item: Item) -> list[Result | Died]:
        """Return the one result of a task that is done with nothing beside it."""
        try:
            return [*self._result_of(self._submit(function, [item]))]
        except self._deaths as death:
            self._restart()
            return [Died(type(death).__name__)]
