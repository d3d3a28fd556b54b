"""A real Dask cluster: a scheduler and two workers with nannies, each a process, on loopback."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from ingest.crew import Died, peaks
from ingest.crew.cluster import ClusterCrew, LostResultError, OtherCodeError, SchedulerError, cluster_crew
from ingest.redo.cache import Cache
from ingest.redo.code import CodePrints, code_prints
from tests.crew.tasks_that_harm import raising, work
from tests.pipeline.articles import GOOD
from tests.pipeline.running import REPOSITORY, SEEDS, run

pytest.importorskip("distributed", reason="needs Dask: pip install 'photofinish[dask]'")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def started(folder: Path, env: Mapping[str, str], *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "dask", *arguments]
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY), **env}
    log = (folder / f"{arguments[0]}.log").open("ab")
    return subprocess.Popen(command, cwd=folder, env=env, stdout=log, stderr=log, start_new_session=True)


@contextmanager
def cluster(folder: Path, env: Mapping[str, str]) -> Iterator[str]:
    """Start a cluster whose processes have an environment; give the address of its scheduler."""
    port = str(free_port())
    # Without an address for its dashboard each of them listens on all interfaces.
    quiet = ("--dashboard-address", "127.0.0.1:0")
    found = f"tcp://127.0.0.1:{port}"
    processes = [started(folder, env, "scheduler", "--host", "127.0.0.1", "--port", port, *quiet, "--no-jupyter")]
    limits = ("--nthreads", "1", "--nworkers", "1", "--nanny", "--memory-limit", "2GiB")
    local = ("--host", "127.0.0.1", "--local-directory", str(folder), *quiet)
    processes += [started(folder, env, "worker", found, *limits, *local) for _ in range(2)]
    try:
        _wait_for_workers(found, 2)
        yield found
    finally:
        for process in reversed(processes):
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with cluster(tmp_path_factory.mktemp("dask"), {}) as found:
        yield found


def _wait_for_workers(address: str, count: int) -> None:
    from distributed import Client

    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with Client(address, timeout=5) as client:  # type: ignore[no-untyped-call]
                client.wait_for_workers(count, timeout=30)
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"no cluster at {address}")


@pytest.fixture(scope="module")
def code() -> CodePrints:
    return code_prints(Cache(Path(":memory:")))


def test_a_cluster_reads_and_judges_with_the_users_words(address: str, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.txt").write_text(GOOD.replace("Rower", "Roeister").replace("Sweden", "Ruanda-Urundi"), encoding="utf-8")
    plain = run(raw, tmp_path / "plain", "--scheduler", address)
    words = '[columns]\ncompetitor = ["Roeister"]\n[nations]\nRUU = ["Ruanda-Urundi"]\n'
    (raw / "vocabulary.toml").write_text(words, encoding="utf-8")
    here, there = run(raw, tmp_path / "here"), run(raw, tmp_path / "there", "--scheduler", address)
    assert there.frame("results").select("competitor", "noc").row(1) == ("Bo Berg", "RUU")
    assert there.current.name == here.current.name
    # The words of one run are not those of the next that the same workers do.
    (raw / "vocabulary.toml").unlink()
    assert run(raw, tmp_path / "again", "--scheduler", address).current.name == plain.current.name


def test_a_cluster_gives_the_same_bytes(address: str, tmp_path: Path) -> None:
    here, there = run(SEEDS, tmp_path / "here"), run(SEEDS, tmp_path / "there", "--scheduler", address)
    assert there.status == 0, there.stderr
    assert there.current.name == here.current.name


def test_the_most_memory_of_a_clusters_worker_is_known(
    address: str, code: CodePrints, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(peaks, "_elsewhere", 0)
    monkeypatch.setattr(peaks, "_used_most", lambda _who: 1)  # what other tests of this process started
    with cluster_crew(address, code) as crew:
        list(crew.work(work, [["a"]]))
        assert peaks.workers_peak() == 1
    assert 20_000_000 < peaks.workers_peak() < 3_000_000_000


def test_what_kills_its_workers_is_set_aside_alone(address: str, code: CodePrints) -> None:
    names = ["a", "b", "killed", "c"]
    with cluster_crew(address, code) as crew:
        found = [result for batch in crew.work(work, [names[:1], names[1:], ["d"]]) for result in batch]
    assert isinstance(found.pop(2), Died)
    assert found == ["a done", "b done", "c done", "d done"]
    _wait_for_workers(address, 2)


class Lost:
    """A future of Dask that was finished, and whose result was lost before it was handed on."""

    status = "lost"

    def __init__(self, result: object) -> None:
        self.found = result

    async def _result(self, *, raiseit: bool) -> object:
        assert not raiseit
        return self.found


@pytest.mark.parametrize("result", [["one"], ["one", "two", "three"], None], ids=str)
def test_a_result_lost_after_its_task_was_done_is_no_error_of_the_task(result: object) -> None:
    from distributed.cfexecutor import _cascade_future

    future: Future[list[str]] = Future()
    with ThreadPoolExecutor(1) as thread:  # where no other test has left a loop that runs
        thread.submit(asyncio.run, _handed_on(_cascade_future, Lost(result), future)).result()
    crew = ClusterCrew(None, 1, ())  # type: ignore[arg-type]  # it asks no cluster
    with pytest.raises(LostResultError):
        crew._result_of(future)


@pytest.mark.parametrize("error", [ValueError("too many values to unpack"), AttributeError("with_traceback")], ids=str)
def test_an_error_of_a_task_stays_what_it_is(address: str, code: CodePrints, error: Exception) -> None:
    with cluster_crew(address, code) as crew, pytest.raises(type(error), match=str(error)):
        list(crew.work(raising, [[error]]))


async def _handed_on(
    cascade: Callable[[object, object], Awaitable[None]], given: Lost, future: Future[list[str]]
) -> None:
    await cascade(given, future)


def test_a_cluster_says_whether_it_sees_a_file(address: str, code: CodePrints, tmp_path: Path) -> None:
    (tmp_path / "here").write_text("text", encoding="utf-8")
    with cluster_crew(address, code) as crew:
        assert crew.sees(tmp_path / "here")
        assert not crew.sees(tmp_path / "nowhere")


def test_workers_with_other_code_are_refused(address: str, code: CodePrints) -> None:
    other = CodePrints(code.forms, code.stages, "other", code.judging)
    with pytest.raises(OtherCodeError, match="has another photofinish"), cluster_crew(address, other):
        pass


def test_a_cluster_that_is_not_there_is_an_error(code: CodePrints, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.crew.cluster._CONNECT_SECONDS", 1)
    address = f"tcp://127.0.0.1:{free_port()}"
    with pytest.raises(SchedulerError, match="expected the address of a Dask scheduler"), cluster_crew(address, code):
        pass
