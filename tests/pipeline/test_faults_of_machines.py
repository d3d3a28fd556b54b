"""A run that is killed at any instant, or may write no further, leaves one whole publication and raw as it was."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.pipeline.articles import GOOD, OTHER
from tests.pipeline.running import REPOSITORY, RawWith, run

KILLS = 11
"""In each of `SEEDS` tests."""
SEEDS = range(5)
LIMITS = (2, 16, 40, 80, 160, 320)
"""Kilobytes: what a file may hold at most, as on a disk that is full."""


def started(raw: Path, output: Path, kilobytes: int | None = None) -> subprocess.Popen[str]:
    def limited() -> None:
        if kilobytes is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, kilobytes * 1024))

    command = [sys.executable, "-m", "ingest.cli", "run", "--raw", str(raw), "--output", str(output)]
    return subprocess.Popen(
        command, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=limited,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)}, start_new_session=True,
    )  # fmt: skip


def wait_for_the_others(lock: Path) -> None:
    """Wait until what a run had started has died too: the system may take a moment."""
    deadline = time.monotonic() + 60
    while lock.exists() and time.monotonic() < deadline:
        with lock.open("ab") as file:
            try:
                return fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(0.01)


def assert_whole(output: Path) -> str:
    """Return the version that `current` shows, every file of which is what its descriptor says."""
    current = (output / "current").resolve(strict=True)
    descriptor = json.loads((current / "datapackage.json").read_text(encoding="utf-8"))
    for entry in descriptor["resources"]:
        digest = hashlib.sha256((current / entry["path"]).read_bytes()).hexdigest()
        assert entry["hash"] == f"sha256:{digest}", entry["path"]
    assert json.loads((output / "current.json").read_text(encoding="utf-8"))["version"] == current.name
    return current.name


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("seed", SEEDS)
def test_killed_at_any_instant_one_whole_publication_stands(raw_with: RawWith, tmp_path: Path, seed: int) -> None:
    moments = random.Random(seed)
    raw = raw_with({"good.txt": GOOD, "other.txt": OTHER})
    began = time.monotonic()
    process = started(raw, tmp_path / "out")
    assert process.wait(timeout=120) == 0
    longest = time.monotonic() - began
    killed = tried = 0
    while killed < KILLS:
        tried += 1
        assert tried < 4 * KILLS, "the moments are not chosen well"
        raw_with({"other.txt": OTHER.replace("8:02.5", f"8:{tried:02}.{seed}")})
        given = digests(raw)
        process = started(raw, tmp_path / "out")
        time.sleep(moments.uniform(0.1, 0.8) * longest)
        os.killpg(process.pid, signal.SIGKILL)
        killed += process.wait(timeout=60) == -signal.SIGKILL
        wait_for_the_others(tmp_path / "out" / ".lock")
        assert_whole(tmp_path / "out")
        assert digests(raw) == given
    healed = run(raw, tmp_path / "out")
    assert healed.status == 0
    assert assert_whole(tmp_path / "out") == run(raw, tmp_path / "fresh").current.name


@pytest.mark.parametrize("kilobytes", LIMITS)
def test_where_nothing_more_can_be_written_the_last_publication_stands(
    raw_with: RawWith, tmp_path: Path, kilobytes: int
) -> None:
    raw = raw_with({"good.txt": GOOD})
    before = run(raw, tmp_path / "out").current.name
    raw_with({f"{year}.txt": GOOD.replace("1952", str(year)) for year in range(1912, 1952, 4)})
    given = digests(raw)
    process = started(raw, tmp_path / "out", kilobytes)
    _, stderr = process.communicate(timeout=120)
    assert "Traceback" not in stderr
    assert digests(raw) == given
    after = assert_whole(tmp_path / "out")
    assert (process.returncode, after) == (2, before), stderr
    assert "photofinish: nothing was published: " in stderr
    healed = run(raw, tmp_path / "out")
    assert healed.status == 0
    assert healed.current.name == run(raw, tmp_path / "fresh").current.name
