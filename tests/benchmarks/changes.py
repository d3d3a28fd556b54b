"""Comparing two versions of 1,000 documents, beside reading both versions' Parquet files whole.

    python tests/benchmarks/changes.py [VERSION [COPIES]]

A version is made of the rows of another (the current one of output/, with its few articles) repeated under other names.
Prints medians of wall seconds, the ratio to reading within the same round, because machines differ and are noisy, and
the highest memory of the process.
"""

from __future__ import annotations

import hashlib
import json
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import polars as pl

from ingest.changes.diff import compare
from ingest.changes.inputs import Inputs
from ingest.changes.losses import coverage_losses
from ingest.changes.write import write_changes
from schemas.contract import DATASETS

ROUNDS = 3
_NAMES = ("document_id", "event_id", "statement_id", "fact_id", "check_id", "competitor_id", "path", "subject")
_LISTS = ("supporting", "opposing", "statement_ids", "flips_if")


def repeated(dataset: str, rows: pl.DataFrame, copies: int) -> pl.DataFrame:
    """Return the rows `copies` times, each under names of its own, in the order of the key."""
    names = [name for name in _NAMES if name in rows.columns]
    lists = [name for name in _LISTS if name in rows.columns]
    parts = []
    for number in range(copies):
        end = f"-{number}"
        alone = [(pl.col(name) + end).alias(name) for name in names]
        parts.append(rows.with_columns(*alone, *(pl.col(name).list.eval(pl.element() + end) for name in lists)))
    return pl.concat(parts).sort(DATASETS[dataset].key, nulls_last=False)


def moved(rows: pl.DataFrame, documents: str) -> pl.DataFrame:
    """Return statements of which those of the documents named so stand a line lower, and have other ids."""
    here = pl.col("document_id").str.ends_with(documents)
    later = [
        pl.when(here).then(pl.col(name) + step).otherwise(pl.col(name)).alias(name)
        for name, step in (("char_start", 30), ("char_end", 30), ("source_line", 1))
    ]
    return rows.with_columns(*later)


def write(folder: Path, tables: Mapping[str, pl.DataFrame]) -> Path:
    """Write tables as a version's folder."""
    folder.mkdir(parents=True)
    resources = []
    for name, rows in tables.items():
        path = folder / f"{name}.parquet"
        rows.write_parquet(path, compression="zstd", row_group_size=100_000)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        schema = {"primaryKey": list(DATASETS[name].key)}
        resources.append({"name": name, "path": path.name, "hash": f"sha256:{digest}", "schema": schema})
    (folder / "datapackage.json").write_text(json.dumps({"resources": resources}), encoding="utf-8")
    return folder


def edited(tables: Mapping[str, pl.DataFrame], documents: str) -> dict[str, pl.DataFrame]:
    """Return the tables after an edit of the documents whose names end so: other bytes, and statements lower down."""
    here = pl.col("document_id").str.ends_with(documents)
    digest = pl.when(here).then(pl.lit("f" * 64)).otherwise(pl.col("sha256")).alias("sha256")
    changed = {"documents": tables["documents"].with_columns(digest)}
    return {**tables, **changed, "statements": moved(tables["statements"], documents)}


def timed(work: Callable[[], object]) -> float:
    """Return the wall seconds of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def read(*versions: Path) -> None:
    """Read every Parquet file of the versions whole."""
    for version in versions:
        for path in sorted(version.glob("*.parquet")):
            pl.read_parquet(path)


def main() -> None:
    """Time the comparison of versions that differ in one article, and in all of them."""
    source = Path(sys.argv[1] if len(sys.argv) > 1 else "output/current").resolve()
    copies = int(sys.argv[2]) if len(sys.argv) > 2 else 250
    tables = {
        path.stem: repeated(path.stem, pl.read_parquet(path), copies) for path in sorted(source.glob("*.parquet"))
    }
    with tempfile.TemporaryDirectory() as name:
        versions = Path(name) / "versions"
        old = write(versions / "old", tables)
        new = {
            "one article edited": write(versions / "one", edited(tables, "time-trial-7")),
            "every article edited": write(versions / "every", edited(tables, "")),
        }
        rows, size = sum(map(len, tables.values())), sum(path.stat().st_size for path in old.iterdir())
        print(f"{len(tables['documents']):,} documents, {rows:,} rows, {size / 1e6:.1f} MB a version")
        print(f"{'':44} {'seconds':>8} {'ratio to reading both':>22}")
        del tables
        for what, version in new.items():
            _compare_times(what, Path(name), old, version)
    print(f"highest memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _compare_times(what: str, output: Path, old: Path, new: Path) -> None:
    inputs = Inputs()
    works: Mapping[str, Callable[[], object]] = {
        f"{what}: reading both": lambda: read(old, new),
        f"{what}: compare": lambda: compare(old, new, inputs, inputs),
        f"{what}: losses of coverage": lambda: coverage_losses(old, new),
        f"{what}: write_changes, all of it": lambda: write_changes(output, old.name, new.name, inputs, inputs),
    }
    rounds = [{name: timed(work) for name, work in works.items()} for _ in range(ROUNDS + 1)][1:]
    reading = next(iter(works))
    for name in works:
        ratios = [entry[name] / entry[reading] for entry in rounds]
        print(f"{name:44} {statistics.median(entry[name] for entry in rounds):8.3f} {statistics.median(ratios):22.1f}")


if __name__ == "__main__":
    main()
