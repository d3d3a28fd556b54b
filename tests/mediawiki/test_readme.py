"""The commands of the README's section "When sources change", as they stand there, against a real wiki."""

from __future__ import annotations

import os
import re
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.mediawiki.pages import SCULLS, results
from tests.mediawiki.wiki import REPOSITORY, Wiki

_SECTION = re.compile(r"^## When sources change\n(.*?)^## ", re.DOTALL | re.MULTILINE)
_BLOCK = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)
SECTION: str = _SECTION.findall((REPOSITORY / "README.md").read_text(encoding="utf-8"))[0]
LINES: list[str] = [
    line.partition("  #")[0].strip() for block in _BLOCK.findall(SECTION) for line in block.splitlines()
]
PLACEHOLDER = re.compile(r"\[?\b(?:OLD|NEW|VERSION)\b\]?")
SECONDS = 120


class Shell:
    """A folder with `raw`, in which the lines of the README are typed; `left` are those that were not yet."""

    def __init__(self, folder: Path, wiki: Wiki) -> None:
        self.folder = folder
        self.left = set(LINES)
        program = folder / "bin" / "photofinish"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\nexec {sys.executable} -m ingest.cli "$@"\n', encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        (folder / "raw").mkdir()
        # In place of the wiki that is asked by default, as the section says: everything else is as it stands there.
        (folder / "raw" / "sources.toml").write_text(
            f'[fetch]\napi = "{wiki.api}"\ncontact = "you@example.org"\n', encoding="utf-8"
        )
        self.environment = {
            **os.environ, "PYTHONPATH": str(REPOSITORY), "PATH": f"{program.parent}:{os.environ['PATH']}",
        }  # fmt: skip

    def line(self, start: str) -> str:
        """Return the one line of the README that begins so."""
        (found,) = [line for line in LINES if re.match(rf"photofinish {start}(?!\S)", line)]
        return found

    def typed(self, start: str, *names: str, status: int = 0) -> str:
        """Type a line of the README, with names for what it leaves open; return what it says."""
        line = self.line(start)
        self.left.discard(line)
        given = iter(names)
        return self.said(PLACEHOLDER.sub(lambda _: next(given, ""), line), status)

    def said(self, line: str, status: int = 0) -> str:
        done = subprocess.run(
            ["bash", "-c", line], cwd=self.folder, env=self.environment, capture_output=True, text=True,
            timeout=SECONDS, check=False,
        )  # fmt: skip
        assert done.returncode == status, f"{line}: {done.stdout}{done.stderr}"
        return done.stdout

    @property
    def current(self) -> str:
        return (self.folder / "output" / "current").resolve(strict=True).name

    @property
    def articles(self) -> set[str]:
        return {path.name for path in (self.folder / "raw" / "articles").iterdir()}


@pytest.fixture
def shell(wiki: Wiki, tmp_path: Path) -> Shell:
    return Shell(tmp_path, wiki)


@pytest.fixture
def watching(shell: Shell) -> Iterator[subprocess.Popen[str]]:
    line = shell.line("watch")
    process = subprocess.Popen(
        ["bash", "-c", f"exec {line}"], cwd=shell.folder, env={**shell.environment, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    shell.left.discard(line)
    alarm = threading.Timer(SECONDS, process.kill)
    alarm.start()
    yield process
    alarm.cancel()
    process.kill()
    process.communicate()


def edit(wiki: Wiki, time: str) -> int:
    return wiki.edit(SCULLS, results("men's single sculls", "Ann Other", time))


def test_every_command_of_the_section_does_what_is_said_of_it(shell: Shell, wiki: Wiki) -> None:
    for line in [line for line in LINES if line.startswith("photofinish fetch")]:
        shell.left.discard(line)
        shell.said(line)
    old = {name for name in shell.articles if name.endswith(".wikitext")}
    assert (len(old), len(shell.articles)) == (1, 2), "one article, in both forms"
    assert shell.typed("status").startswith("new: articles/")
    assert "published output/versions/" in shell.typed("run")
    first = shell.current
    assert shell.typed("status") == "nothing changed: `run` has nothing to do\n"

    revision = edit(wiki, "8:13.0")
    assert f"changed: {SCULLS}, revision {revision} after" in shell.typed("update")
    assert shell.typed("status").splitlines()[0].startswith("text changed: articles/")
    shell.typed("run")
    second = shell.current
    assert second != first
    for said in (shell.typed("diff"), shell.typed("diff", first, second)):
        assert re.search(rf"revision \d+ → {revision}", said), said
    assert (shell.folder / "output" / "changes" / f"{first}..{second}" / "changes.parquet").is_file()

    assert "0 superseded files removed, 2 kept" in shell.typed("prune"), "the first version is made from them"
    assert old < shell.articles
    listed = shell.typed("versions")
    assert first in listed
    assert second in listed
    shell.typed("rollback", first)
    assert shell.current == first
    shell.typed("run")
    assert shell.current == second
    edit(wiki, "8:14.0")
    shell.typed("update")
    shell.said("photofinish run --keep 2")
    assert not (shell.folder / "output" / "versions" / first).exists()
    assert "2 superseded files removed, 2 kept" in shell.typed("prune")
    assert not old & shell.articles
    assert shell.left == {shell.line("watch")}


def test_watch_runs_again_when_an_update_brings_something(
    shell: Shell, wiki: Wiki, watching: subprocess.Popen[str]
) -> None:
    assert watching.stdout is not None
    assert "status 2" in watching.stdout.readline(), "there is nothing to publish yet"
    shell.said(next(line for line in LINES if line.startswith("photofinish fetch")))
    assert "status 0: published" in watching.stdout.readline()
    before = shell.current
    edit(wiki, "8:13.0")
    shell.typed("update")
    assert "status 0: published" in watching.stdout.readline()
    assert shell.current != before
    watching.send_signal(signal.SIGINT)
    assert watching.wait(SECONDS) == 0
