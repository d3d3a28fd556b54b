"""Whole runs over exports of many pages, by a pool and by a Dask cluster: what a page costs, memory, the same bytes.

    python -m tests.benchmarks.whole_exports FOLDER [PAGES ...]

FOLDER has real pages (see dumps.py), of which a multistream export of so many pages is made: articles, redirects and
pages of other kinds as in the exports there. Each is read, judged and published from nothing by two processes; the
largest then by a Dask cluster of two workers on this machine, one of which is killed midway. Prints the processor's
seconds for each page and each article, the most memory of the run's own process and of its largest worker, and the
version that was published: the same where the bytes are.
"""

from __future__ import annotations

import bz2
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

import psutil  # type: ignore[import-untyped]  # it has no types

from tests.benchmarks.dumps import PER_STREAM, pages
from tests.crew.test_cluster import cluster

PAGES = (1_000, 10_000, 100_000)
_HEADER = b'<mediawiki version="0.10" xml:lang="en">\n'
_ROOT = Path(__file__).parents[2]
_EVERY_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took: seconds of wall time and, of all its processes, of the processor; memory in MB."""

    articles: int
    wall: float
    processor: float
    process: float
    worker: float
    version: str


def write(folder: Path, target: Path, count: int) -> None:
    """Write an export of so many pages, some to a stream."""
    source = pages(folder)
    with target.open("wb") as file:
        file.write(bz2.compress(_HEADER))
        for start in range(0, count, PER_STREAM):
            file.write(bz2.compress(b"".join(islice(source, min(PER_STREAM, count - start)))))
        file.write(bz2.compress(b"</mediawiki>\n"))


def run(export: Path, output: Path, more: Sequence[str] = (), elsewhere: Sequence[int] = ()) -> Cost:
    """Run as a process of its own; `elsewhere` are processes whose work and memory count too."""
    raw = output.with_name(f"{output.name}-raw")
    raw.mkdir()
    command = [sys.executable, "-m", "ingest.cli", "run", "--raw", str(raw), "--output", str(output)]
    watched = _Watched(elsewhere)
    watched.start()
    before, began = getrusage(RUSAGE_CHILDREN), time.monotonic()
    options = ["--source", str(export), "--no-check-sha1", *more]
    subprocess.run([*command, *options], check=False, cwd=_ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall, after = time.monotonic() - began, getrusage(RUSAGE_CHILDREN)
    watched.end()
    line = json.loads((output / "runs.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    memory = line["peak_memory_mb"]
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime + watched.seconds
    worker = max(memory["largest_worker"], watched.peak)
    return Cost(line["documents"], wall, spent, memory["process"], worker, str(line["version"]))


class _Watched(threading.Thread):
    """Adds up what processes and their children do; some may end meanwhile."""

    def __init__(self, processes: Sequence[int]) -> None:
        super().__init__(daemon=True)
        self._processes = processes
        self._spent: dict[tuple[int, float], float] = {}
        self._ended = threading.Event()
        self.peak = 0.0
        self._look()
        self._before = dict(self._spent)

    @property
    def seconds(self) -> float:
        """The processor's seconds since the beginning."""
        return sum(self._spent.values()) - sum(self._before.values())

    def run(self) -> None:
        """Look at them again and again."""
        while not self._ended.wait(_EVERY_SECONDS):
            self._look()

    def end(self) -> None:
        """Look no more."""
        self._ended.set()
        if self.is_alive():
            self.join()
        self._look()

    def _look(self) -> None:
        for number in self._processes:
            try:
                root = psutil.Process(number)
                found = [root, *root.children(recursive=True)]
            except psutil.NoSuchProcess:
                continue
            for process in found:
                try:
                    times, memory = process.cpu_times(), process.memory_info().rss
                    self._spent[process.pid, process.create_time()] = times.user + times.system
                except psutil.NoSuchProcess:
                    continue
                self.peak = max(self.peak, memory / 1e6)


def _workers() -> list[psutil.Process]:
    """Return the processes of the cluster that this one started, but the workers' own children."""
    return [each for each in psutil.Process().children() if "dask" in " ".join(each.cmdline())]


def _kill_one(after: float) -> threading.Timer:
    """Kill a worker of the cluster after some seconds; its nanny starts another."""

    def kill() -> None:
        nannies = [each for each in _workers() if "worker" in each.cmdline()]
        victims = [child for child in nannies[0].children(recursive=True) if "spawn_main" in " ".join(child.cmdline())]
        os.kill(victims[0].pid, signal.SIGKILL)
        print(f"killed a worker after {after:.0f} s")

    timer = threading.Timer(after, kill)
    timer.start()
    return timer


def show(name: str, count: int, cost: Cost) -> None:
    """Print one run."""
    print(
        f"{name:<6} {count:>9,} pages {cost.articles:>8,} articles {cost.wall:9.1f} s {cost.processor:9.1f} s of the "
        f"processor: {1000 * cost.processor / count:6.2f} ms a page, {1000 * cost.processor / cost.articles:6.2f} an "
        f"article; run {cost.process:5.0f} MB, largest worker {cost.worker:5.0f} MB; version {cost.version}",
        flush=True,
    )


def main() -> None:
    """Measure and print."""
    folder, counts = Path(sys.argv[1]), [int(each) for each in sys.argv[2:]] or list(PAGES)
    with tempfile.TemporaryDirectory() as target:
        last = Cost(0, 0, 0, 0, 0, "")
        for count in counts:
            export = Path(target) / f"{count}-multistream.xml.bz2"
            write(folder, export, count)
            last = run(export, Path(target) / f"pool-{count}")
            show("pool", count, last)
        with cluster(Path(target), {}) as address:
            timer = _kill_one(last.wall / 4)
            elsewhere = [each.pid for each in _workers()]
            found = run(export, Path(target) / "dask", ["--scheduler", address], elsewhere)
            timer.cancel()
        show("Dask", counts[-1], found)
        print("the same bytes" if found.version == last.version else "DIFFERENT VERSIONS")


if __name__ == "__main__":
    main()
