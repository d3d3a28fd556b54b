"""What the README shows is what one gets."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.cli import cli
from schemas.contract import PUBLISHED
from tests.pipeline.running import REPOSITORY, Ran

_EXAMPLE = re.compile(r"```python\n(?P<code>.*?)```\n\n```text\n(?P<shown>.*?)```", re.DOTALL)
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
EXAMPLES = {match["code"].split()[1]: match for match in _EXAMPLE.finditer(README)}


def test_there_is_an_example_for_each_reader() -> None:
    assert set(EXAMPLES) == {"duckdb", "polars", "pandas"}


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_prints_what_is_shown(name: str, seeds: Ran, tmp_path: Path) -> None:
    (tmp_path / "output").symlink_to(seeds.output)
    command = [sys.executable, "-c", EXAMPLES[name]["code"]]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr == ""
    assert _lines(done.stdout) == _lines(EXAMPLES[name]["shown"])


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip("\n").splitlines()]


def test_every_dataset_is_named() -> None:
    assert [name for name in PUBLISHED if f"`{name}`" not in README] == []


def test_every_command_is_named() -> None:
    assert [name for name in cli.commands if f"photofinish {name}" not in README] == []
