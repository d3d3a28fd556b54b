"""What a terminal is shown of articles and names of files that hold control characters."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from tests.pipeline.articles import GOOD
from tests.pipeline.running import REPOSITORY, RawWith, photofinish, run


def test_what_an_article_holds_does_not_steer_the_terminal(raw_with: RawWith, tmp_path: Path) -> None:
    raw = raw_with(
        {"a.txt": GOOD.replace("- Competitors: 3", "- Venue: Long\x1b]0;mine\x07 La\x9bke"), "b\x1b[2J.txt": ""}
    )
    run(raw, tmp_path / "out")
    arguments = [
        "explain",
        "1952-summer-olympics/rowing/mens-single-sculls",
        "venue",
        "--output",
        str(tmp_path / "out"),
    ]
    assert "Long�]0;mine� La�ke" in on_a_terminal(arguments)
    assert "Long\x1b]0;mine\x07 La\x9bke" in photofinish(*arguments).stdout
    shown = on_a_terminal(["status", "--raw", str(raw), "--output", str(tmp_path / "out")])
    assert "refused: b�[2J.txt: the file holds no text" in shown


def on_a_terminal(arguments: list[str]) -> str:
    """Return what a terminal gets, whatever moves its cursor included."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "ingest.cli", *arguments]
    process = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(REPOSITORY)}, stdout=theirs, stderr=theirs)
    os.close(theirs)
    shown = b""
    with suppress(OSError):  # what a terminal gives once nobody writes to it any more
        while data := os.read(ours, 1 << 16):
            shown += data
    os.close(ours)
    process.wait(60)
    return shown.decode()
