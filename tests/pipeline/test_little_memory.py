"""What is remembered of a run's documents is bounded, and that changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pipeline.articles import GOOD
from tests.pipeline.running import RawWith, run

MANY = {f"{year}.txt": GOOD.replace("1952", str(year)) for year in range(1932, 1956, 4)}


def test_a_run_that_remembers_little_publishes_the_same(
    raw_with: RawWith, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = raw_with(MANY)
    expected = run(raw, tmp_path / "one").current
    monkeypatch.setattr("ingest.stages.summaries._REMEMBERED", 2)
    monkeypatch.setattr("ingest.stages.summaries._AT_ONCE", 2)
    monkeypatch.setattr("ingest.link.events._ANSWERS_KEPT", 3)
    monkeypatch.setattr("ingest.ordering._BYTES_AT_ONCE", 10_000)
    assert run(raw, tmp_path / "two").current.name == expected.name
