"""Work in a copy of this process: its answer and its errors arrive, and it ends with whoever asked for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ingest.crew.forked import can_fork

pytestmark = pytest.mark.skipif(not can_fork(), reason="processes are not copied here: run this test on Linux")

_HEAD = """
import os, signal, sys, time
from ingest.crew.apart import LostPublisherError, done_apart
from ingest.errors import NoInputError
from pathlib import Path
"""


def _run(body: str) -> str:
    """Run a script in a process that has loaded nothing of this one."""
    done = subprocess.run([sys.executable, "-c", _HEAD + body], capture_output=True, text=True, check=True, timeout=60)
    return done.stdout.strip()


def test_work_is_done_elsewhere_and_what_it_loads_is_gone() -> None:
    said = _run("""
def work():
    import polars
    return os.getpid(), len(polars.DataFrame({"a": [1, 2]}).sort("a"))
there, rows = done_apart(work)
print(there != os.getpid(), rows, "polars" in sys.modules)
""")
    assert said == "True 2 False"


def test_an_error_arrives_with_its_sentence_and_where_it_was_raised() -> None:
    said = _run("""
def work():
    raise NoInputError(Path("raw"), 2)
try:
    done_apart(work)
except NoInputError as error:
    print(str(error)[:26], "in a process of its own" in error.__notes__[0])
""")
    assert said == "each of the 2 articles in  True"


def test_an_error_that_cannot_be_sent_is_told_all_the_same() -> None:
    said = _run("""
class Odd(Exception):
    def __init__(self):
        super().__init__("odd")
        self.held = lambda: None
def work():
    raise Odd
try:
    done_apart(work)
except RuntimeError as error:
    print(error)
""")
    assert said == "Odd: odd"


def test_a_process_that_was_ended_is_told() -> None:
    said = _run("""
try:
    done_apart(lambda: os.kill(os.getpid(), signal.SIGKILL))
except LostPublisherError as error:
    print(error)
""")
    assert said.startswith("the process that put the version together was ended (wait status 9)")


def test_where_threads_would_be_missing_it_is_done_here() -> None:
    assert _run("import polars\nprint(done_apart(os.getpid) == os.getpid())") == "True"


def test_it_ends_with_whoever_asked_for_it(tmp_path: Path) -> None:
    told = tmp_path / "pid"
    body = f"done_apart(lambda: (Path({str(told)!r}).write_text(str(os.getpid())), time.sleep(60)))"
    asked = subprocess.Popen([sys.executable, "-c", _HEAD + body])
    until = time.monotonic() + 30
    while not (told.is_file() and told.read_text()) and time.monotonic() < until:
        time.sleep(0.01)
    child = int(told.read_text())
    asked.kill()
    asked.wait()
    while _is_alive(child) and time.monotonic() < until:
        time.sleep(0.01)
    assert not _is_alive(child)


def _is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in {"Z", "X"}


def test_a_run_itself_holds_no_library_of_frames(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    text = "= Men's sprint at the 1972 Summer Olympics =\n\nThe men's sprint was won by Ann Berg of Norway."
    (raw / "a.txt").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "ingest.cli", "run", "--raw", str(raw), "--output", str(tmp_path / "out")]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"})
    (line,) = (tmp_path / "out" / "runs.jsonl").read_text(encoding="utf-8").splitlines()
    peak = json.loads(line)["peak_memory_mb"]
    assert peak["process"] < 100 < peak["largest_worker"]
