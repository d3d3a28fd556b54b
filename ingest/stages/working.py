"""Work that a crew does, and that nothing comes of unless all of it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from ingest.crew import Crew, Died
from ingest.errors import LostWorkerError

Task = TypeVar("Task")
Result = TypeVar("Result")
FEW = 2
"""So many tasks are done by this process: to start another, and to import there what this one has, takes longer."""


def done_by(
    crew: Crew, function: Callable[[Sequence[Task]], list[Result]], tasks: Iterable[Task], count: int, doing: str
) -> Iterator[Result]:
    """Yield the result of each of `count` tasks, in order.

    Raises `LostWorkerError` where a task killed its worker twice: `doing` says what it was about.
    """
    if count <= FEW or not crew.is_many:
        for task in tasks:
            yield from function([task])
        return
    for (result,) in crew.work(function, ([task] for task in tasks)):
        if isinstance(result, Died):
            raise LostWorkerError(doing)
        yield result
