"""Workers that hang, exhaust memory, overflow the stack or are killed, each for real."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from ingest.crew import Crew, Died, local_crew
from ingest.crew.forked import can_fork
from ingest.crew.local import WORTH_A_POOL
from tests.crew.tasks_that_harm import work


@pytest.fixture(scope="module", params=[WORTH_A_POOL, 0], ids=["pool", "one process"])
def crew(request: pytest.FixtureRequest) -> Iterator[Crew]:
    with local_crew(2, request.param) as found:
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


def test_nothing_is_done_in_this_process(crew: Crew) -> None:
    assert os.getpid() not in {pid for pids in crew.work(_pids, [["a"], ["b"]]) for pid in pids}


UNGUARDED = """
from ingest.crew import local_crew
from tests.crew.tasks_that_harm import work

print("the script runs")
with local_crew(2, 1_000_000_000) as crew:
    print([name for names in crew.work(work, [["a"], ["b"], ["killed"], ["c"]]) for name in names])
print("main is still", __name__)
"""


def test_a_script_without_a_guard_is_not_run_again_by_its_workers(tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text(UNGUARDED, encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, str(tmp_path / "script.py")]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)
    first, results, last = done.stdout.splitlines()
    assert (first, last) == ("the script runs", "main is still __main__"), done.stderr
    assert results.startswith("['a done', 'b done', Died(")
    assert results.endswith("'c done']")


def test_little_work_is_done_by_one_process() -> None:
    with local_crew(2, WORTH_A_POOL - 1) as alone:
        assert len({pid for pids in alone.work(_pids, [["a"], ["b"]]) for pid in pids}) == 1


def test_a_crew_without_workers_does_everything_here() -> None:
    assert list(Crew().work(_pids, [["a"]])) == [[os.getpid()]]


def test_results_of_a_lone_process_come_as_they_are_done() -> None:
    asked: list[str] = []

    def names() -> Iterator[list[str]]:
        for name in ("a", "b", "c"):
            asked.append(name)
            yield [name]

    with local_crew(1, 0) as alone:
        assert next(alone.work(work, names())) == ["a done"]
    assert asked == ["a"]


def test_large_batches_do_not_wait_in_numbers() -> None:
    def asked_before_the_first_result(size_bytes: int) -> int:
        asked: list[str] = []

        def names() -> Iterator[list[str]]:
            for number in range(20):
                asked.append(f"item {number}")
                yield [asked[-1]]

        with local_crew(2, WORTH_A_POOL) as pool:
            next(pool.work(work, names(), lambda _batch: size_bytes))
        return len(asked)

    assert asked_before_the_first_result(10) == 8
    assert asked_before_the_first_result(3_000_000) == 3
    assert asked_before_the_first_result(300_000_000) == 3


@pytest.mark.parametrize("workers", [1, 2], ids=["one process", "pool"])
def test_workers_end_with_the_process_that_was_killed(workers: int) -> None:
    script = (
        "from ingest.crew import local_crew\n"
        "from tests.crew.test_crew import _pids\n"
        "if __name__ == '__main__':\n"
        f"    with local_crew({workers}, {WORTH_A_POOL}) as crew:\n"
        "        print(*{pid for pids in crew.work(_pids, [['a']] * 9) for pid in pids}, flush=True)\n"
        "        input()\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "started.py").write_text(script, encoding="utf-8")
        command = [sys.executable, f"{folder}/started.py"]
        env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env)
        if process.stdout is None:
            pytest.fail("no pipe")
        pids = [int(pid) for pid in process.stdout.readline().split()]
        assert pids
        process.kill()
        process.communicate()
    _wait_until_gone(pids)


def _wait_until_gone(pids: Sequence[int]) -> None:
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() for pid in pids):
        assert time.monotonic() < deadline, f"{pids} are still there"
        time.sleep(0.05)


forked = pytest.mark.skipif(not can_fork(), reason="a process is copied on Linux alone")


@forked
def test_a_lone_process_holds_no_file_of_this_one(tmp_path: Path) -> None:
    with (tmp_path / ".lock").open("w") as held, local_crew(1, 0) as alone:
        (found,) = alone.work(_open_files, [["a"]])
        assert held.name not in str(found)


@forked
def test_a_lone_process_has_room_of_its_own_on_the_stack() -> None:
    def below(depth: int) -> int:
        if depth:
            return below(depth - 1)
        with local_crew(1, 0) as alone:
            ((found,),) = alone.work(_room, [["a"]])
        return int(str(found))

    assert abs(below(300) - below(0)) < 5


@forked
def test_what_a_lone_process_raises_says_where() -> None:
    with local_crew(1, 0) as alone, pytest.raises(ZeroDivisionError) as raised:
        list(alone.work(_fails, [["a"]]))
    assert "_fails" in raised.value.__notes__[0]


def test_what_a_task_raises_is_raised(crew: Crew) -> None:
    with pytest.raises(ZeroDivisionError):
        list(crew.work(_fails, [["a"]]))


def _pids(items: Sequence[str]) -> list[int]:
    return [os.getpid() for _ in items]


def _open_files(items: Sequence[str]) -> list[list[str]]:
    return [[os.readlink(entry) for entry in Path("/proc/self/fd").iterdir() if entry.is_symlink()] for _ in items]


def _room(items: Sequence[str]) -> list[int]:
    def deeper(depth: int) -> int:
        try:
            return deeper(depth + 1)
        except RecursionError:
            return depth

    return [deeper(0) for _ in items]


def _fails(items: Sequence[str]) -> list[float]:
    return [1 / 0 for _ in items]
