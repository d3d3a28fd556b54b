"""After each fault one whole publication stands, and the next run mends what was left, with a line that says so."""

from __future__ import annotations

import ctypes
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from ingest.given import CACHE_FILE, given_now
from ingest.redo.cache import Cache
from ingest.redo.state import Given
from tests.pipeline.articles import GOOD, OTHER
from tests.pipeline.running import REPOSITORY, Ran, RawWith, photofinish, run, run_process
from tests.pipeline.test_faults_of_machines import assert_whole, started, wait_for_the_others

CHANGED = OTHER.replace("8:02.5", "8:02.7")
SECONDS = 60
_PR_CAPBSET_DROP, _OVERRIDES = 24, (1, 2, 3)
"""capabilities(7): what lets root read and write whatever the modes of files say."""


@pytest.fixture
def raw(raw_with: RawWith) -> Path:
    return raw_with({"good.txt": GOOD, "other.txt": OTHER})


@pytest.fixture
def published(raw: Path, tmp_path: Path) -> Path:
    """Publish once, then change an article; return the folder of publications."""
    assert run(raw, tmp_path / "out").status == 0
    (raw / "other.txt").write_text(CHANGED, encoding="utf-8")
    return tmp_path / "out"


def told(ran: Ran) -> list[str]:
    """Return what a run says of what it mended, which runs.jsonl keeps."""
    lines = [line.removeprefix("photofinish: ") for line in ran.stderr.splitlines()]
    assert [line for line in lines if line in ran.last_line["healed"]] == ran.last_line["healed"]
    return list(ran.last_line["healed"])


def assert_as_from_nothing(ran: Ran, raw: Path) -> None:
    assert ran.status == 0, ran.stderr
    assert assert_whole(ran.output) == run(raw, ran.output.with_name("fresh")).current.name
    again = run(raw, ran.output)
    assert "nothing changed" in again.stdout
    assert told(again) == []


# Killed, and two at once


def _held(output: Path) -> int:
    """Wait until a run holds the lock; return the process that its file names."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        content = (output / ".lock").read_text().strip() if (output / ".lock").exists() else ""
        if content:
            return int(content)
        time.sleep(0.005)
    raise AssertionError("the run takes no lock")


@pytest.fixture
def stopped_run(raw: Path, published: Path) -> Iterator[subprocess.Popen[str]]:
    """A run that holds the lock and goes no further."""
    process = started(raw, published)
    assert _held(published) == process.pid
    os.killpg(process.pid, signal.SIGSTOP)
    yield process
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=SECONDS)


def test_a_second_run_names_the_process_of_the_first_whose_death_lets_go(
    raw: Path, published: Path, stopped_run: subprocess.Popen[str]
) -> None:
    before = assert_whole(published)
    refused = run_process(raw, published)
    lock = f"another run, process {stopped_run.pid}, holds {published / '.lock'}; wait for it to end"
    assert (refused.status, lock in refused.stderr) == (2, True)
    assert assert_whole(published) == before
    os.killpg(stopped_run.pid, signal.SIGKILL)
    stopped_run.wait(SECONDS)
    wait_for_the_others(published / ".lock")
    after = run_process(raw, published)
    assert told(after) == [
        f"the last run (process {stopped_run.pid}) was ended before it was done; what it left unfinished is removed, "
        "what it had finished is used"
    ]
    assert_as_from_nothing(after, raw)


@pytest.mark.parametrize("command", [("rollback", "1")])
def test_going_back_while_a_run_writes_names_its_process(
    published: Path, stopped_run: subprocess.Popen[str], command: tuple[str, ...]
) -> None:
    version = (published / "current").resolve().name
    done = photofinish(command[0], version, "--output", str(published))
    assert done.returncode == 2
    assert f"process {stopped_run.pid}" in done.stderr


def test_a_run_that_was_interrupted_has_let_go_itself(raw: Path, published: Path) -> None:
    process = started(raw, published)
    _held(published)
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=SECONDS)
    assert "Traceback" not in stderr
    assert (published / ".lock").read_text() == ""
    assert told(run(raw, published)) == []


# The cache


def _garbage(path: Path) -> None:
    path.write_bytes(b"no database at all, but a text\n" * 400)


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _rotten(path: Path) -> None:
    """Overwrite the pages of the file behind the first two, as a bad disk does: the header still holds."""
    data = bytearray(path.read_bytes())
    data[8_192:] = random.Random(1).randbytes(len(data) - 8_192)
    path.write_bytes(data)


def _other_version(path: Path) -> None:
    _executed(path, "PRAGMA user_version = 999")


def _without_a_table(path: Path) -> None:
    _executed(path, "DROP TABLE uses")


def _other_values(path: Path) -> None:
    _executed(path, "UPDATE entries SET data = x'00'")


def _executed(path: Path, statement: str) -> None:
    database = sqlite3.connect(path)
    database.execute(statement)
    database.commit()
    database.close()


SPOILT: Mapping[str, tuple[Callable[[Path], None], str]] = {
    "no database": (_garbage, "the cache is made anew, and everything is read again: it was damaged: file is not a"),
    "cut in half": (_cut, "the cache"),
    "rotten pages": (_rotten, "the cache"),
    "another version": (_other_version, "the cache is made anew, and everything is read again: it is of version 999"),
    "a table missing": (_without_a_table, "the cache is made anew, and everything is read again: it was damaged: it h"),
    "values of something else": (_other_values, "what the cache held could not be read; it was emptied, and everythin"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_cache_is_made_anew_and_that_is_said(raw: Path, published: Path, name: str) -> None:
    spoil, line = SPOILT[name]
    path = published / CACHE_FILE
    _executed(path, "PRAGMA wal_checkpoint(TRUNCATE)")
    spoil(path)
    ran = run_process(raw, published)
    (said,) = told(ran)
    assert said.startswith(line)
    assert ran.last_line["read"] == 2
    assert_as_from_nothing(ran, raw)


@pytest.mark.parametrize("how", ["cut", "gone"])
def test_shards_that_were_damaged_are_made_again(raw: Path, published: Path, how: str) -> None:
    run(raw, published)
    (published / "current").unlink()  # so that a version is put together of nothing but shards
    shutil.rmtree(published / "versions")
    tables = sorted((published / ".cache" / "shards").rglob("*.parquet"))
    assert tables
    for table in tables:
        os.truncate(table, 7) if how == "cut" else table.unlink()
    ran = run_process(raw, published)
    assert told(ran) == ["what the cache held could not be read; it was emptied, and everything is read again"]
    assert_as_from_nothing(ran, raw)


def test_a_cache_that_is_looked_at_by_another_is_not_taken_for_damaged(raw: Path, published: Path) -> None:
    database = sqlite3.connect(published / CACHE_FILE, isolation_level=None)
    database.execute("BEGIN EXCLUSIVE")
    try:
        done = photofinish("status", "--raw", str(raw), "--output", str(published))
    finally:
        database.execute("ROLLBACK")
        held = database.execute("SELECT count(*) FROM entries").fetchone()[0]
        database.close()
    assert held > 0
    assert "Traceback" not in done.stderr
    assert (published / CACHE_FILE).is_file()
    assert run(raw, published).last_line["read"] == 1, "what the cache held is used"


# A source that changes while it is read


def test_an_article_that_changes_while_it_is_read_is_read_by_the_next_run(
    raw: Path, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = assert_whole(published)
    look = given_now

    def changed_behind(folder: Path, cache: Cache) -> Given:
        given = look(folder, cache)
        (raw / "other.txt").write_text(OTHER.replace("8:02.5", "8:02.9"), encoding="utf-8")
        return given

    with monkeypatch.context() as patched:
        patched.setattr("ingest.run.given_now", changed_behind)
        during = run(raw, published)
    assert during.status == 2, during.stderr
    assert "refused: other.txt changed" in during.stderr
    assert assert_whole(published) == before
    after = run(raw, published)
    assert "1 text changed" in after.last_line["why"]
    assert_as_from_nothing(after, raw)


# A clock that goes back


def test_a_clock_that_went_back_changes_nothing(raw: Path, published: Path) -> None:
    """All that was written yesterday is of tomorrow."""
    later = time.time() + 86_400
    for path in [raw, *raw.rglob("*"), *published.rglob("*")]:
        os.utime(path, (later, later), follow_symlinks=False)
    runs = published / "runs.jsonl"
    year = time.strftime("%Y", time.gmtime())
    runs.write_text(runs.read_text().replace(f'"started_at": "{year}', '"started_at": "2199'), encoding="utf-8")
    first = assert_whole(published)
    ran = run(raw, published, "--keep", "2")
    assert told(ran) == []
    second = assert_whole(published)
    assert_as_from_nothing(ran, raw)
    (raw / "good.txt").write_text(GOOD.replace("8:12.8", "8:12.9"), encoding="utf-8")
    third = run(raw, published, "--keep", "2").current.name
    listed = photofinish("versions", "--output", str(published)).stdout
    assert [name for name in (third, second, first) if name in listed] == [third, second]
    assert listed.index(third) < listed.index(second)
    shown = photofinish("diff", "--output", str(published)).stdout
    assert f"{second}" in shown
    assert f"{third}" in shown


# Without permission


def _without_privileges() -> None:
    """Have modes of files hold for root as for anyone."""
    if os.geteuid() == 0:
        for capability in _OVERRIDES:
            ctypes.CDLL(None).prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)


def as_anyone(*arguments: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-m", "ingest.cli", *arguments], env=env, capture_output=True, text=True, timeout=120,
        check=False, preexec_fn=_without_privileges,
    )  # fmt: skip


FORBIDDEN: Mapping[str, tuple[str, int]] = {
    "the folder of publications": ("out", 0o500),
    "the folder of versions": ("out/versions", 0o500),
    "the cache": ("out/.cache", 0o500),
    "the cache, to be read as well": ("out/.cache", 0),
    "runs.jsonl": ("out/runs.jsonl", 0o400),
    "the folder of sources": ("raw", 0),
    "a folder of sources within": ("raw/deep", 0),
}


@pytest.mark.parametrize("name", FORBIDDEN)
def test_without_permission_nothing_is_published_and_the_next_run_does(
    raw: Path, published: Path, tmp_path: Path, name: str
) -> None:
    (raw / "deep").mkdir()
    (raw / "deep" / "more.txt").write_text(GOOD.replace("1952", "1948"), encoding="utf-8")
    before = assert_whole(published)
    path, mode = tmp_path / FORBIDDEN[name][0], FORBIDDEN[name][1]
    usual = path.stat().st_mode & 0o777
    path.chmod(mode)
    try:
        done = as_anyone("run", "--raw", str(raw), "--output", str(published))
    finally:
        path.chmod(usual)
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == 2, done.stderr
    assert "photofinish: " in done.stderr
    assert str(path) in done.stderr
    if name != "runs.jsonl":
        assert assert_whole(published) == before
    after = run(raw, published)
    assert_as_from_nothing(after, raw)


def test_an_article_that_may_not_be_read_is_refused_by_name(raw: Path, published: Path) -> None:
    (raw / "good.txt").chmod(0)
    try:
        done = as_anyone("run", "--raw", str(raw), "--output", str(published), "--accept-loss", "it may not be read")
    finally:
        (raw / "good.txt").chmod(0o644)
    assert done.returncode == 1, done.stderr
    assert "refused: good.txt: Permission denied; make it readable or remove it" in done.stderr
    assert_as_from_nothing(run(raw, published), raw)


@pytest.mark.parametrize("command", ["versions", "diff", "conflicts", "verify"])
def test_who_may_only_read_may_look(raw: Path, published: Path, command: str) -> None:
    run(raw, published)
    folders = [published, *(path for path in published.rglob("*") if path.is_dir() and not path.is_symlink())]
    for path in folders:
        path.chmod(0o500)
    arguments = ["--output", str(published), *(["--raw", str(raw)] if command == "verify" else [])]
    try:
        done = as_anyone(command, *arguments)
    finally:
        for path in folders:
            path.chmod(0o755)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
