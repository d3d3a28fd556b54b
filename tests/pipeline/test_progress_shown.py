"""Progress as a person meets it: on a terminal, and in a log that stderr is piped to."""

from __future__ import annotations

import gzip
import os
import pty
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pipeline.articles import GOOD
from tests.pipeline.running import REPOSITORY
from tests.pipeline.test_dumps import SCULLS, export, page, text_of

# A line every ten seconds is one every tenth of a second here.
_HASTY = """
import ingest.commands.progress
ingest.commands.progress._EVERY_SECONDS = 0.1
from ingest.cli import main
main()
"""
_LINE = re.compile(
    r"read wiki\.xml\.gz: (?P<pages>[\d,]+) pages; [\d,.]+ pages/s, (?P<rate>[\d,]+\.\d\d) MB/s; \d+:\d\d left"
    r"; (?P<rejects>\d+) refused"
)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Write a dump of one stream with a page that is refused, and many that take a while."""
    folder = tmp_path / "raw"
    folder.mkdir()
    noise = random.Random(4)
    pages = [page(f"Page {n}", f"{noise.randbytes(6_000).hex()}", n + 10) for n in range(100)]
    damaged = page("Damaged", "a \x01 b", 2)
    (folder / "wiki.xml.gz").write_bytes(gzip.compress(export(page(SCULLS, text_of(), 1), damaged, *pages), 1))
    return folder


def _run(raw: Path, stderr: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", _HASTY, "run", "--raw", str(raw), "--output", str(raw.parent / "out")]
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY), "COLUMNS": "200", "TERM": "xterm-256color"}
    return subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=stderr)


def test_a_pipe_gets_lines_with_pages_and_bytes_a_second_the_time_left_and_what_was_refused(raw: Path) -> None:
    process = _run(raw, subprocess.PIPE)
    told = process.communicate(timeout=120)[1].decode()
    assert process.returncode == 1, told
    assert "\x1b" not in told
    lines = [found for line in told.splitlines() if (found := _LINE.fullmatch(line))]
    assert len(lines) >= 2, told
    counts = [int(found["pages"].replace(",", "")) for found in lines]
    assert counts == sorted(counts)
    assert any(float(found["rate"]) > 0 for found in lines)
    assert lines[-1]["rejects"] == "1"


def test_a_terminal_shows_the_same_in_place(raw: Path) -> None:
    ours, theirs = pty.openpty()
    process = _run(raw, theirs)
    os.close(theirs)
    shown = b""
    try:
        while data := os.read(ours, 1 << 16):
            shown += data
    except OSError:  # what a terminal gives once nobody writes to it any more
        pass
    os.close(ours)
    assert process.wait(60) == 1
    told = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode(errors="replace"))
    assert "\x1b" in shown.decode(errors="replace")
    assert _LINE.search(told), told[-2_000:]


@pytest.mark.parametrize("streams", [{"stdout"}, {"stdout", "stderr"}])
def test_a_run_that_nobody_listens_to_is_done_all_the_same(tmp_path: Path, streams: set[str]) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/a.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "raw/b.txt").write_text("", encoding="utf-8")
    done = _unread(["run", "--raw", str(tmp_path / "raw"), "--output", str(tmp_path / "out")], streams)
    assert done.returncode == 1
    assert (tmp_path / "out/current/results.parquet").is_file()
    assert b"Exception" not in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_command_that_is_not_read_to_its_end_is_not_taken_for_one_that_published() -> None:
    done = _unread(["dictionary"], {"stdout"})
    assert (done.returncode, done.stderr) == (141, b"")


def _unread(arguments: list[str], streams: set[str]) -> subprocess.CompletedProcess[bytes]:
    """Run a command whose output goes to a pipe that nobody reads."""
    ours, theirs = os.pipe()
    os.close(ours)
    outputs = {name: theirs if name in streams else subprocess.PIPE for name in ("stdout", "stderr")}
    command = [sys.executable, "-m", "ingest.cli", *arguments]
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    try:
        done = subprocess.run(command, env=env, **outputs, timeout=60, check=False)  # type: ignore[call-overload]
    finally:
        os.close(theirs)
    return subprocess.CompletedProcess(command, done.returncode, done.stdout or b"", done.stderr or b"")
