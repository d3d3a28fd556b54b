"""Runs over a dump that are killed midway, or whose workers are: nothing is done twice, the bytes are equal."""

from __future__ import annotations

import bz2
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from ingest.given import CACHE_FILE
from tests.crew.test_cluster import cluster
from tests.pipeline.running import REPOSITORY, Ran, run_process
from tests.pipeline.test_dumps import export, page, text_of

PAGES = 160
FEW = 20
_SECONDS = 90


def title(number: int) -> str:
    return f"Rowing at the {1900 + 4 * (number % 30)} Summer Olympics – Men's event {number}"


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a multistream dump that takes two workers some seconds."""
    folder = tmp_path_factory.mktemp("raw")
    told = "In heat {n} A. Rower {n} of Norway won in 7:{n:02}.4 ahead of B. Other {n} of Sweden, who took 7:{n:02}.9. "
    prose = ["".join(told.format(n=(n * 7 + k) % 60) for k in range(30)) for n in range(PAGES)]
    pages = [page(title(n), f"{prose[n]}\n\n{text_of(f'7:{n % 60:02}.1')}", n + 1) for n in range(PAGES)]
    head, tail = export().decode().split("\n", 1)
    pieces = [head, *("".join(pages[n : n + 10]) for n in range(0, PAGES, 10)), tail]
    padding = bz2.compress(b"\n") * 4_000  # a small dump has one worker
    (folder / "wiki.xml.bz2").write_bytes(b"".join(bz2.compress(piece.encode()) for piece in pieces[:-1]) + padding)
    with (folder / "wiki.xml.bz2").open("ab") as file:
        file.write(bz2.compress(tail.encode()))
    return folder


@pytest.fixture(scope="module")
def whole(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """Run once without harm."""
    ran = run_process(raw, tmp_path_factory.mktemp("whole"), "--workers", "2")
    assert ran.status == 0, ran.stderr
    assert len(ran.frame("documents")) == PAGES
    return ran


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    pytest.importorskip("distributed", reason="needs Dask: pip install 'photofinish[dask]'")
    with cluster(tmp_path_factory.mktemp("dask"), {}) as found:
        yield found


def started(raw: Path, output: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "ingest.cli", "run", "--raw", str(raw), "--output", str(output), *options]
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    return subprocess.Popen(
        command, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )  # fmt: skip


def read_so_far(output: Path, table: str = "entries") -> int:
    """Return how many pages a run under way has read."""
    try:
        with sqlite3.connect(f"file:{output / CACHE_FILE}?mode=ro", uri=True) as database:
            return int(database.execute(f"SELECT count(*) FROM {table} WHERE kind = 'summary'").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def count_what_is_read(output: Path) -> None:
    """Note from now on in a table of its own what a run keeps."""
    with sqlite3.connect(output / CACHE_FILE) as database:
        database.execute("CREATE TABLE again (kind TEXT)")
        database.execute("CREATE TRIGGER kept INSERT ON entries BEGIN INSERT INTO again VALUES (NEW.kind); END")


def wait_until_midway(output: Path) -> int:
    deadline = time.monotonic() + _SECONDS
    while (found := read_so_far(output)) < FEW:
        assert time.monotonic() < deadline, "the run reads nothing"
        time.sleep(0.02)
    assert found < PAGES, "the run was not caught midway"
    return found


def workers_of(process: int) -> list[int]:
    """Return the processes of a pool: those of the processes that a run started which have work of its own."""
    tasks = Path(f"/proc/{process}/task").iterdir()
    children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    return [child for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def finished(process: subprocess.Popen[str], output: Path) -> Ran:
    stdout, stderr = process.communicate(timeout=_SECONDS)
    return Ran(process.returncode, stdout, stderr, output)


def options(address: str | None) -> Sequence[str]:
    return ("--workers", "2") if address is None else ("--scheduler", address)


@pytest.mark.parametrize("executor", ["one process", "pool", "cluster"])
def test_a_run_that_was_killed_goes_on(
    raw: Path, whole: Ran, tmp_path: Path, executor: str, request: pytest.FixtureRequest
) -> None:
    chosen = options(request.getfixturevalue("address") if executor == "cluster" else None)
    chosen = ("--workers", "1") if executor == "one process" else chosen
    process = started(raw, tmp_path, *chosen)
    wait_until_midway(tmp_path)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    done = read_so_far(tmp_path)
    count_what_is_read(tmp_path)
    assert not (tmp_path / "current").exists()
    again = finished(started(raw, tmp_path, *chosen), tmp_path)
    assert again.status == 0, again.stderr
    assert again.current.name == whole.current.name
    assert read_so_far(tmp_path, "again") == PAGES - done


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_run_that_is_interrupted_ends_at_once_and_quietly(raw: Path, tmp_path: Path, workers: str) -> None:
    process = started(raw, tmp_path, "--workers", workers)
    wait_until_midway(tmp_path)
    began = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)  # as Ctrl-C does: every process of a terminal gets it
    ran = finished(process, tmp_path)
    assert time.monotonic() - began < 10
    assert ran.status == 130
    assert ran.stderr.splitlines()[-1] == "stopped; the last publication stands"
    assert "Traceback" not in ran.stderr
    assert ran.last_line["error"] == "it was interrupted"
    assert run_process(raw, tmp_path, "--workers", workers).last_line["healed"] == []


@pytest.mark.parametrize("executor", ["pool", "cluster"])
def test_a_worker_that_is_killed_costs_nothing_but_time(
    raw: Path, whole: Ran, tmp_path: Path, executor: str, request: pytest.FixtureRequest
) -> None:
    address = request.getfixturevalue("address") if executor == "cluster" else None
    process = started(raw, tmp_path, *options(address))
    wait_until_midway(tmp_path)
    workers = workers_of(process.pid) if address is None else _workers_in(address)
    assert len(workers) == 2
    os.kill(workers[0], signal.SIGKILL)
    ran = finished(process, tmp_path)
    assert ran.status == 0, ran.stderr
    assert not ran.frame("rejects").height
    assert ran.current.name == whole.current.name


def _workers_in(address: str) -> list[int]:
    from distributed import Client

    with Client(address) as client:  # type: ignore[no-untyped-call]
        return list(client.run(os.getpid).values())
