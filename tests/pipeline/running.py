"""Running the real command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
from click.testing import CliRunner

from ingest.cli import cli

REPOSITORY = Path(__file__).parents[2]
SEEDS = REPOSITORY / "raw"


@dataclass(frozen=True)
class Ran:
    """What one run did."""

    status: int
    stdout: str
    stderr: str
    output: Path

    @property
    def current(self) -> Path:
        return (self.output / "current").resolve()

    def frame(self, dataset: str) -> pl.DataFrame:
        return pl.read_parquet(self.current / f"{dataset}.parquet")

    @property
    def last_line(self) -> dict[str, Any]:
        lines = (self.output / "runs.jsonl").read_text(encoding="utf-8").splitlines()
        line: dict[str, Any] = json.loads(lines[-1])
        return line


def photofinish(*arguments: str, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ingest.cli", *arguments]
    whole_env = {**os.environ, "PYTHONPATH": str(REPOSITORY), **(env or {})}
    return subprocess.run(command, capture_output=True, text=True, env=whole_env, timeout=120, check=False)


def _arguments(raw: Path, output: Path, arguments: Sequence[str]) -> tuple[str, ...]:
    return ("run", "--raw", str(raw), "--output", str(output), *arguments)


def run(raw: Path, output: Path, *arguments: str) -> Ran:
    """Run the command in this process: what it imports is there already, so it takes a tenth of the time."""
    result = CliRunner().invoke(cli, _arguments(raw, output, arguments))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ran(result.exit_code, result.stdout, result.stderr, output)


def run_process(raw: Path, output: Path, *arguments: str, env: Mapping[str, str] | None = None) -> Ran:
    """Run the command in a process of its own, with another environment."""
    done = photofinish(*_arguments(raw, output, arguments), env=env)
    return Ran(done.returncode, done.stdout, done.stderr, output)


RawWith = Callable[[Mapping[str, str | bytes]], Path]
"""Writes files into a fresh folder of sources, and returns it."""
