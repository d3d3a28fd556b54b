"""Reading a whole dump by several workers: pages a second, processor time, and the most memory of each process.

    python -m tests.benchmarks.whole_dumps FOLDER [MEGABYTES [TITLE]]

FOLDER has real pages (see dumps.py), of which a multistream dump of so much XML is made. Every page whose title holds
TITLE is read, from nothing, with one worker and with two; then again, when all of it is known. The parent is the
process of the run up to where reading ends; linking and publishing come after that.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

from ingest.from_archives import ARTICLES, Asked, with_archives
from ingest.redo.cache import Cache
from ingest.redo.code import code_prints
from ingest.shards.store import ShardStore
from ingest.sources import Sources
from ingest.stages.setting import Setting
from tests.benchmarks.dumps import PER_STREAM, compress

MEGABYTES = 100
TITLE = r"\(\d*7\)$"
_EVERY_SECONDS = 0.1
_ROOT = Path(__file__).parents[2]
_KILOBYTES = 1 << 10


class Children(Thread):
    """Watches how much memory the processes that this one started hold."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = 0
        self._ended = Event()

    def run(self) -> None:
        """Look at them again and again."""
        while not self._ended.wait(_EVERY_SECONDS):
            self.most = max([self.most, *map(_peak, _children())])

    def end(self) -> None:
        """Look no more."""
        self._ended.set()
        self.join()


def _children() -> list[str]:
    tasks = Path("/proc/self/task").iterdir()
    return [child for task in tasks for child in (task / "children").read_text().split()]


def _peak(process: str) -> int:
    """Return the most megabytes that a process has held, 0 where it is gone."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // _KILOBYTES for line in lines if line.startswith("VmHWM")), 0)


def read(path: Path, workers: int, title: str, output: Path) -> None:
    """What a process that is measured does: reads the dump into a cache and prints its figures."""
    cache = Cache(output / "cache.sqlite")
    watched = Children()
    watched.start()
    began, first = time.perf_counter(), 0.0

    def told(step: object) -> None:
        nonlocal first
        first = first or (time.perf_counter() - began if getattr(step, "done", 0) else 0.0)

    setting = Setting(path.parent, cache, code_prints(cache), workers, told, shards=ShardStore(output / "shards"))
    asked = Asked((path,), replace(ARTICLES, title=title or None, check_sha1=False))
    sources = with_archives(Sources((), (), ()), asked, setting)
    seconds = time.perf_counter() - began
    watched.end()
    cache.close()
    own, theirs = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    figures = {
        "pages": len(sources.files),
        "megabytes": round(sum(file.size_bytes for file in sources.files) / 1e6, 2),
        "refused": len(sources.rejects),
        "seconds": round(seconds, 1),
        "first": round(first, 1),
        "parent_seconds": round(own.ru_utime + own.ru_stime, 1),
        "worker_seconds": round(theirs.ru_utime + theirs.ru_stime, 1),
        "parent_megabytes": own.ru_maxrss // _KILOBYTES,
        "worker_megabytes": watched.most,
    }
    print(json.dumps(figures))


def measured(path: Path, workers: int, title: str, output: Path) -> Mapping[str, float]:
    """Return the figures of a process of its own."""
    command = [
        sys.executable,
        "-m",
        "tests.benchmarks.whole_dumps",
        "--read",
        str(path),
        str(workers),
        title,
        str(output),
    ]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=_ROOT)
    figures: Mapping[str, float] = json.loads(done.stdout)
    return figures


def show(name: str, figures: Mapping[str, float]) -> None:
    """Print one reading."""
    speed = figures["pages"] / figures["seconds"]
    print(
        f"{name:28} {figures['pages']:8,.0f} pages, {figures['megabytes']:,.1f} MB of wikitext,"
        f" {figures['refused']:,.0f} refused, {figures['seconds']:8,.1f} s,"
        f" {speed:8,.1f} pages/s, first after {figures['first']:.1f} s; processor: parent"
        f" {figures['parent_seconds']:,.1f} s, workers {figures['worker_seconds']:,.1f} s; memory: parent"
        f" {figures['parent_megabytes']:,.0f} MB, worker {figures['worker_megabytes']:,.0f} MB",
        flush=True,
    )


def main() -> None:
    """Make the dump, read it by one worker and by two, and again."""
    folder = Path(sys.argv[1])
    megabytes = int(sys.argv[2]) if len(sys.argv) > 2 else MEGABYTES
    title = sys.argv[3] if len(sys.argv) > 3 else TITLE
    with tempfile.TemporaryDirectory() as target:
        path = Path(target) / "made-multistream.xml.bz2"
        compress(folder, path, megabytes)
        print(f"{megabytes:,} MB of XML, {path.stat().st_size / 1e6:,.0f} MB packed, {PER_STREAM} pages a stream")
        outputs = {workers: Path(target) / f"{workers}" for workers in (1, 2)}
        for workers, output in outputs.items():
            show(f"{workers} workers", measured(path, workers, title, output))
        show("1 worker, all of it known", measured(path, 1, title, outputs[1]))


if __name__ == "__main__":
    if sys.argv[1] == "--read":
        read(Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4], Path(sys.argv[5]))
    else:
        main()
