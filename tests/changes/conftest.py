from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.changes.articles import PAIRS, SCULLS
from tests.pipeline.running import REPOSITORY, Ran, run

_READING_LESS = """
from dataclasses import replace
import ingest.extraction
from parsers.extract import extract

def reading_less(document):
    found = extract(document)
    return replace(found, statements=tuple(s for s in found.statements if not ({})))

ingest.extraction.extract = reading_less
from ingest.cli import main
main()
"""


class Publish:
    """Publishes the two articles, some with another text, some left out (None), some added; each variation once."""

    def __init__(self, factory: pytest.TempPathFactory) -> None:
        self._factory = factory
        self._made: dict[tuple[tuple[str, str], ...], Ran] = {}

    def __call__(self, changes: Mapping[str, str | None], *, afresh: bool = False) -> Ran:
        files = self._files(changes)
        if afresh:
            return self._run(files)
        if files not in self._made:
            self._made[files] = self._run(files)
        return self._made[files]

    def _run(self, files: tuple[tuple[str, str], ...]) -> Ran:
        folder = self._folder(files)
        return run(folder / "raw", folder / "output")

    def reading_less(self, changes: Mapping[str, str | None], without: str) -> Ran:
        """Publish by an extractor that leaves out each statement `s` for which `without` holds."""
        folder = self._folder(self._files(changes))
        command = [sys.executable, "-c", _READING_LESS.format(without), "run", "--raw", str(folder / "raw")]
        done = subprocess.run(
            [*command, "--output", str(folder / "output")],
            env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr, folder / "output")

    @staticmethod
    def _files(changes: Mapping[str, str | None]) -> tuple[tuple[str, str], ...]:
        files = {"a.txt": SCULLS, "b.txt": PAIRS, **changes}
        return tuple((name, text) for name, text in sorted(files.items()) if text is not None)

    def _folder(self, files: tuple[tuple[str, str], ...]) -> Path:
        folder = self._factory.mktemp("made")
        (folder / "raw").mkdir()
        for name, text in files:
            (folder / "raw" / name).write_text(text, encoding="utf-8")
        return folder


@pytest.fixture(scope="session")
def publish(tmp_path_factory: pytest.TempPathFactory) -> Publish:
    """What publishes; nothing may be written to what it made."""
    return Publish(tmp_path_factory)


@pytest.fixture(scope="session")
def first(publish: Publish) -> Ran:
    """The publication of the two articles as they are."""
    return publish({})
