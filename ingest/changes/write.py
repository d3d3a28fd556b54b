"""output/changes/<from>..<to>: what became different between two publications, complete and as a page."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from ingest.changes.diff import Difference, compare, told_damage
from ingest.changes.facts import FactChanges, fact_changes
from ingest.changes.inputs import Inputs
from ingest.changes.losses import Budget, Loss, coverage_losses, shrunken_documents
from ingest.changes.page import render_changes
from ingest.changes.rows import Within
from ingest.changes.versions import changes_folder, remove_whole
from ingest.files import sync, write_whole
from ingest.parquet import write_dataset
from ingest.words import counted
from schemas.frames import validate_whole

_STAGING = ".staging"
_WORDS = {
    "disputed": "lost their value",
    "gone": "gone",
    "changed": "of another value",
    "judged": "judged otherwise",
    "settled": "no longer in dispute",
    "added": "new",
}


@dataclass(frozen=True, slots=True)
class ChangeSummary:
    """What became different in short: rows by dataset and change, facts by what became of them, losses."""

    old: str
    new: str
    rows: Mapping[str, Mapping[str, int]]
    facts: Mapping[str, int]
    losses: tuple[Loss, ...]
    shrunken: tuple[Loss, ...]
    path: Path | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing became different."""
        return not self.rows

    def __str__(self) -> str:
        facts = [f"{self.facts[name]:,} {words}" for name, words in _WORDS.items() if self.facts.get(name)]
        said = f"facts: {', '.join(facts)}" if facts else "no fact became different"
        rows = sum(count for counts in self.rows.values() for count in counts.values())
        return f"{said} ({counted(rows, 'row')} in {counted(len(self.rows), 'dataset')})"


def write_changes(
    output: Path,
    old: str,
    new: str,
    inputs_old: Inputs | None,
    inputs_new: Inputs | None,
    *,
    budget: Budget | None = None,
    accepted: str | None = None,
    within: Within | None = None,
) -> ChangeSummary:
    """Write changes.parquet and index.html for two versions of an output; what was there before is replaced.

    The caller holds the lock. `accepted` is the reason given for losses beyond the budget; `within` is as of `compare`.
    The folder is there whole or not at all. Raises `RunError` where a version is damaged, OSError where nothing can be
    written; neither touches a version.
    """
    found, facts, summary = summarised(output, old, new, inputs_old, inputs_new, budget, within=within)
    page = render_changes(found, facts, summary.losses, summary.shrunken, accepted)
    target = changes_folder(output, old, new)
    target.parent.mkdir(parents=True, exist_ok=True)
    for left in target.parent.glob(f"{_STAGING}-*"):
        shutil.rmtree(left, ignore_errors=True)
    staging = target.parent / f"{_STAGING}-{os.getpid()}"
    staging.mkdir()
    try:
        _write(staging, found, page)
        if target.exists():
            remove_whole(target)
        os.rename(staging, target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    sync(target.parent)
    return ChangeSummary(old, new, summary.rows, summary.facts, summary.losses, summary.shrunken, target)


def summarised(
    output: Path,
    old: str,
    new: str,
    inputs_old: Inputs | None,
    inputs_new: Inputs | None,
    budget: Budget | None = None,
    only: str | None = None,
    within: Within | None = None,
) -> tuple[Difference, FactChanges, ChangeSummary]:
    """Compare two versions of an output, or one dataset of them, and write nothing."""
    folders = [output / "versions" / version for version in (old, new)]
    found = compare(folders[0], folders[1], inputs_old, inputs_new, only, within)
    facts = fact_changes(found)
    rows = found.counts
    losses, shrunken = _losses(folders[0], folders[1], budget) if rows and not only else ((), ())
    return found, facts, ChangeSummary(old, new, rows, facts.counts, losses, shrunken)


def _losses(old: Path, new: Path, budget: Budget | None) -> tuple[tuple[Loss, ...], tuple[Loss, ...]]:
    """Return the falls in coverage, and the articles of which much less is read."""
    with told_damage(old, new):
        return coverage_losses(old, new, budget), shrunken_documents(old, new, budget)


def _write(staging: Path, found: Difference, page: str) -> None:
    path = staging / "changes.parquet"
    write_dataset(path, "changes", found.batches())
    validate_whole("changes", pl.scan_parquet(path))
    sync(path)
    write_whole(staging / "index.html", page)
    sync(staging)
