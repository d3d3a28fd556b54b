from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.pipeline.running import SEEDS, Ran, RawWith, run_process


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """The publication of the four articles, made once."""
    ran = run_process(SEEDS, tmp_path_factory.mktemp("seeds"))
    assert ran.status == 0, ran.stderr
    return ran


@pytest.fixture
def raw_with(tmp_path: Path) -> RawWith:
    """Write files into a fresh folder of sources."""

    def write(files: Mapping[str, str | bytes]) -> Path:
        raw = tmp_path / "raw"
        for name, content in files.items():
            path = raw / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return raw

    return write
