"""Workers that hang, exhaust memory, overflow the stack or are killed, each for real."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

import pytest

from ingest.crew import Crew, Died, local_crew
from ingest.crew.local import WORTH_A_POOL
from tests.crew.tasks_that_harm import work


@pytest.fixture(scope="module")
def crew() -> Iterator[Crew]:
    with local_crew(2, WORTH_A_POOL) as found:
        yield found


def batches(names: Sequence[str], size: int = 3) -> list[list[str]]:
    return [list(names[start : start + size]) for start in range(0, len(names), size)]


def results(crew: Crew, names: Sequence[str]) -> list[str | Died]:
    return [result for batch in crew.work(work, batches(names)) for result in batch]


def test_results_come_in_order(crew: Crew) -> None:
    names = [f"item {number}" for number in range(40)]
    assert results(crew, names) == [f"{name} done" for name in names]


@pytest.mark.parametrize("harm", ["killed", "crash", "exit", "hang in a library", "stack"])
def test_what_kills_its_worker_is_set_aside_alone(crew: Crew, harm: str) -> None:
    names = [f"item {number}" for number in range(30)]
    names[13] = harm
    found = results(crew, names)
    assert isinstance(found.pop(13), Died)
    del names[13]
    assert found == [f"{name} done" for name in names]


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("hang", "hang took too long"),
        ("memory", "memory: MemoryError"),
        ("depth", "depth: RecursionError"),
    ],
)
def test_what_can_be_interrupted_kills_no_worker(crew: Crew, harm: str, said: str) -> None:
    assert results(crew, ["a", harm, "b"]) == ["a done", said, "b done"]


def test_several_killers_are_all_found(crew: Crew) -> None:
    names = ["a", "killed", "b", "exit", "c", "d", "killed", "e"]
    found = results(crew, names)
    assert [isinstance(result, Died) for result in found] == [name in {"killed", "exit"} for name in names]


def test_a_crew_of_one_process_does_everything_here() -> None:
    with local_crew(2, WORTH_A_POOL - 1) as alone:
        assert list(alone.work(_pids, [["a"]])) == [[os.getpid()]]


def test_what_a_task_raises_is_raised(crew: Crew) -> None:
    with pytest.raises(ZeroDivisionError):
        list(crew.work(_fails, [["a"]]))


def _pids(items: Sequence[str]) -> list[int]:
    return [os.getpid() for _ in items]


def _fails(items: Sequence[str]) -> list[float]:
    return [1 / 0 for _ in items]
