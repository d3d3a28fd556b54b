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
FEW = 2
"""So many tasks are done by this process: to start another, and to import there what this one has, takes longer."""


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
    if count <= FEW or not crew.is_many:
        for task in tasks:
            yield from function([task])
        return
    for (result,) in crew.work(function, ([task] for task in tasks), lambda batch: batch[0].size_bytes):
        if isinstance(result, Died):
            raise LostWorkerError(doing)
        yield result
