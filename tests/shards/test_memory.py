"""What is sorted may wait on the disk: the table that comes of it is the same, byte for byte."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

_SORT = """
import sys
import polars as pl
folder, target = sys.argv[1:]
pl.scan_parquet(f"{folder}/*.parquet").sort("key").sink_parquet(target, row_group_size=10_000, engine="streaming")
"""
_MAKE = """
import hashlib
import sys
import polars as pl
for part in range(8):
    keys = sorted(hashlib.sha256(f"{part} {row}".encode()).hexdigest() for row in range(30_000))
    pl.DataFrame({"key": keys, "text": [key * 4 for key in keys]}).write_parquet(f"{sys.argv[1]}/{part}.parquet")
"""


def python(code: str, *arguments: str, **environment: str) -> None:
    subprocess.run([sys.executable, "-c", code, *arguments], check=True, env={**os.environ, **environment}, timeout=120)


def test_a_sort_that_spills_gives_the_same_bytes(tmp_path: Path) -> None:
    parts, spilled = tmp_path / "parts", tmp_path / "spilled"
    parts.mkdir()
    spilled.mkdir()
    python(_MAKE, str(parts))
    python(_SORT, str(parts), str(tmp_path / "a.parquet"))
    python(
        _SORT, str(parts), str(tmp_path / "b.parquet"),
        POLARS_OOC_MEMORY_BUDGET_MB="10", POLARS_OOC_SPILL_DIR=str(spilled),
    )  # fmt: skip
    digests = {hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() for name in ("a.parquet", "b.parquet")}
    assert len(digests) == 1
    assert list(spilled.iterdir()), "nothing was spilled: the setting has another name in this version of polars"
