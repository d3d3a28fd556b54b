"""Work that a crew does, and that nothing comes of unless all of it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from ingest.crew import Crew, Died
from ingest.errors import LostWorkerError


class Sized(Protocol):
    """A task that tells how many bytes it takes to another process."""

    @property
    def size_bytes(self) -> int:
        """The bytes of what it carries packed."""
        ...


Task = TypeVar("Task", bound=Sized)
Result = TypeVar("Result")
_FEW = 2
"""So many tasks are done by this process: to start others, and to import there what this one has, takes longer."""
_FEW_FOR_ONE = 64
"""So many are where there is but one other: it does them no sooner, but what it loads and holds is gone with it."""


def are_worth_others(count: int, crew: Crew) -> bool:
    """Say whether so many tasks should be done by other processes."""
    return crew.is_apart and count > (_FEW if crew.is_many else _FEW_FOR_ONE)


def done_by(
    crew: Crew,
    function: Callable[[Sequence[Task]], list[Result]],
    tasks: Iterable[Task],
    count: int,
    doing: str,
) -> Iterator[Result]:
    """Yield the result of each of `count` tasks, in order.

    Raises `LostWorkerError` where a task killed its worker twice: `doing` says what it was about.
    """
    if not are_worth_others(count, crew):
        for task in tasks:
            yield from function([task])
        return
    for (result,) in crew.work(function, ([task] for task in tasks), lambda batch: batch[0].size_bytes):
        if isinstance(result, Died):
            raise LostWorkerError(doing)
        yield result
