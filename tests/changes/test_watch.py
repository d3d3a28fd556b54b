"""`photofinish watch` as its user meets it: a process of its own, files that change under it, and signals."""

from __future__ import annotations

import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.changes.articles import MOVED, PAIRS, SCULLS
from tests.pipeline.running import REPOSITORY

SECONDS = 60.0
SEEN_OTHERWISE = f"""
[[decision]]
subject = "1952-summer-olympics/rowing/mens-single-sculls"
property = "gold"
action = "defer"
reason = "x"
by = "A"
on = 2024-05-01
evidence = "e-{"0" * 20}-{"0" * 20}"
"""
QUIET = 2.0
"""Long enough for a run that was not asked for to show."""


class Watch:
    """A watching process, its lines, and the folder that it watches."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.raw, self.output = folder / "raw", folder / "output"
        command = [sys.executable, "-c", "from ingest.commands.watch import watch; watch()"]
        options = ["--raw", str(self.raw), "--output", str(self.output), "--settle", "0.2", *arguments]
        self.process = subprocess.Popen(
            [*command, *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONUNBUFFERED": "1"},
        )
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._collect, daemon=True).start()

    def _collect(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))

    def line(self, seconds: float = SECONDS) -> str:
        return self._lines.get(timeout=seconds)

    def is_quiet(self) -> bool:
        try:
            self.line(QUIET)
        except queue.Empty:
            return True
        return False

    def end(self, number: int) -> int:
        self.process.send_signal(number)
        return self.process.wait(SECONDS)

    @property
    def current(self) -> str:
        return (self.output / "current").resolve().name


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text(SCULLS, encoding="utf-8")
    watching = Watch(tmp_path)
    yield watching
    watching.process.kill()
    watching.process.wait()


def test_it_runs_at_once_and_after_each_change(watch: Watch) -> None:
    assert f"status 0: published {watch.output}/versions/" in watch.line()
    before = watch.current
    (watch.raw / "a.txt").write_text(MOVED, encoding="utf-8")
    assert "status 0: published" in watch.line()
    assert watch.current != before
    (watch.raw / "deep").mkdir()
    (watch.raw / "deep" / "b.txt").write_text(PAIRS, encoding="utf-8")
    assert "status 0: published" in watch.line()
    assert watch.is_quiet(), "a run changes nothing that is watched"


def test_what_editors_and_downloads_leave_starts_no_run(watch: Watch) -> None:
    watch.line()
    for name in (".a.txt.swp", "a.txt~", ".a.txt.x7f2"):
        (watch.raw / name).write_text("half", encoding="utf-8")
    assert watch.is_quiet()


def test_a_run_that_fails_leaves_the_publication_and_the_watch(watch: Watch) -> None:
    watch.line()
    before = watch.current
    (watch.raw / "a.txt").unlink()
    line = watch.line()
    assert "status 2: photofinish: nothing was published: " in line
    assert watch.current == before
    (watch.raw / "a.txt").write_text(SCULLS, encoding="utf-8")
    assert "status 0" in watch.line()


def test_a_line_says_why_a_run_is_not_all_well(watch: Watch) -> None:
    watch.line()
    (watch.raw / "b.txt").write_bytes(b"a\0b")
    line = watch.line()
    assert " status 1: published " in line
    assert "; 1 refused: b.txt: byte 1 is NUL" in line
    (watch.raw / "b.txt").write_text(PAIRS, encoding="utf-8")
    assert " status 0: published " in watch.line()
    (watch.raw / "decisions.toml").write_text(SEEN_OTHERWISE, encoding="utf-8")
    line = watch.line()
    assert " status 1: published " in line
    assert line.endswith("; 1 decision stale")
    (watch.raw / "b.txt").write_bytes(b"")
    line = watch.line()
    assert "status 2: photofinish: nothing was published: it would hold less than version " in line
    assert ", beyond the budget: " in line
    assert "; 1 refused: b.txt: the file holds no text" in line


def test_a_file_that_is_written_slowly_is_read_whole_in_the_end(watch: Watch) -> None:
    watch.line()
    before = watch.current
    with (watch.raw / "a.txt").open("w", encoding="utf-8") as file:
        for place in range(0, len(MOVED), 150):
            file.write(MOVED[place : place + 150])
            file.flush()
            time.sleep(0.1)
    with (watch.raw / "b.txt").open("wb") as broken:
        broken.write(PAIRS.encode()[:300] + b"\xff")
        broken.flush()
        lines = [watch.line()]
        broken.seek(0)
        broken.truncate()
        broken.write(PAIRS.encode())
    deadline = time.monotonic() + SECONDS
    while "1 refused" in lines[-1] and time.monotonic() < deadline:
        lines.append(watch.line())
    assert "status 0: published" in lines[-1]
    assert watch.current != before
    assert watch.process.poll() is None


def test_a_folder_put_in_the_place_of_another_is_watched(watch: Watch) -> None:
    watch.line()
    before = watch.current
    other = watch.raw.with_name("other")
    shutil.copytree(watch.raw, other)
    (other / "a.txt").write_text(MOVED, encoding="utf-8")
    watch.raw.rename(watch.raw.with_name("old"))
    time.sleep(0.5)
    other.rename(watch.raw)
    lines = [watch.line()]
    while "status 0: published" not in lines[-1]:
        lines.append(watch.line())
    assert watch.current != before
    (watch.raw / "b.txt").write_text(PAIRS, encoding="utf-8")
    assert "status 0" in watch.line()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_when_told(watch: Watch, number: signal.Signals) -> None:
    watch.line()
    began = time.monotonic()
    assert watch.end(number) == 0
    assert time.monotonic() - began < 10
    assert watch.process.stderr is not None
    assert watch.process.stderr.read() == ""


def test_a_run_that_is_under_way_is_stopped_with_it(watch: Watch) -> None:
    watch.line()
    for number in range(200):
        (watch.raw / f"{number}.txt").write_text(SCULLS.replace("1952", str(1000 + number)), encoding="utf-8")
    time.sleep(1)
    assert watch.end(signal.SIGTERM) == 0
    time.sleep(0.5)
    assert (watch.output / "current" / "datapackage.json").is_file()
    alive = [path for path in Path("/proc").glob("[0-9]*/cmdline") if str(watch.raw) in _text(path)]
    assert alive == [], "no run goes on behind"


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode(errors="replace")
    except OSError:
        return ""


def test_options_after_two_dashes_are_given_to_every_run(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    watching = Watch(tmp_path, "--", "--nonsense")
    try:
        assert "status 64: " in watching.line()
    finally:
        watching.end(signal.SIGTERM)


def test_no_folder_cannot_be_watched(tmp_path: Path) -> None:
    watching = Watch(tmp_path)
    assert watching.process.wait(SECONDS) == 2
    assert watching.process.stderr is not None
    assert "is no folder; expected one with articles" in watching.process.stderr.read()
