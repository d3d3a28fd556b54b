"""Where the program begins: an interruption while its modules are read is told as any other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
_AT_IMPORT = """
import importlib.abc, os, signal, sys

class Stopped(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == {name!r}:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Stopped())
sys.argv = ["photofinish", "versions"]
from ingest.start import main

main()
"""


@pytest.mark.parametrize("name", ["click", "ingest.cli", "ingest.commands.run"])
def test_who_stops_it_at_once_is_told_so(name: str) -> None:
    ran = _python("-c", _AT_IMPORT.format(name=name))
    assert (ran.returncode, ran.stderr) == (130, "stopped; the last publication stands\n")


def test_before_the_command_line_almost_nothing_is_imported() -> None:
    ran = _python("-c", "import sys; before = set(sys.modules); import ingest.start; print(set(sys.modules) - before)")
    assert ran.stdout.strip() in {"{'ingest', 'ingest.start'}", "{'ingest.start', 'ingest'}"}


def test_the_package_is_the_command() -> None:
    assert _python("-m", "ingest", "--version").stdout.startswith("photofinish")


def _python(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, env=environment, timeout=60, check=False,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # as from a terminal
    )  # fmt: skip
