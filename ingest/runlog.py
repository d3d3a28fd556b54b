"""What a run tells of itself: the figures of its product, and its line in runs.jsonl."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.crew.peaks import own_peak, workers_peak
from ingest.redo.state import Tally
from ingest.sources import Sources
from schemas.contract import PUBLISHED

if TYPE_CHECKING:
    import polars as pl

    from ingest.pipeline import Product
    from ingest.request import Request, RunResult

_OF_DECISIONS = (
    "position", "decision_id", "action", "subject", "property", "round", "heat", "distance_m", "as_of", "outcome",
    "moved", "message",
)  # fmt: skip


def tally_of(product: Product, version: Path, sources: Sources) -> Tally:
    """Return what a run tells of its product, published as a version in its folder."""
    import polars as pl

    tables = {name: pl.scan_parquet(version / f"{name}.parquet") for name in sorted(PUBLISHED)}
    heights = pl.collect_all([table.select(pl.len()) for table in tables.values()])
    return Tally(
        len(product.documents),
        len(sources.ignored),
        {name: int(height.item()) for name, height in zip(tables, heights, strict=True)},
        _counted(tables["reconciliation"], "status"),
        _counted(tables["checks"], "outcome"),
        product.rejects,
        tuple(tables["decisions"].sort("position").select(_OF_DECISIONS).collect().rows(named=True)),
        product.groups,
        product.read,
        product.judged,
    )


def _counted(table: pl.LazyFrame, column: str) -> dict[str, int]:
    return dict(table.group_by(column).len().sort(column).collect(engine="streaming").rows())


def line_of(result: RunResult, started: datetime, seconds: float, request: Request) -> Mapping[str, object]:
    """Return what runs.jsonl keeps of a run."""
    tally = result.tally
    return {
        "started_at": started.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "seconds": round(seconds, 3),
        "status": result.status,
        "version": result.version,
        "previous": result.previous,
        "is_new": result.is_new,
        "why": result.plan.sentence if result.plan else None,
        "workers": request.workers,
        "scheduler": request.scheduler,
        "accepted_loss": request.terms.accept_loss,
        "losses": list(result.losses),
        "removed_versions": list(result.removed),
        "documents": tally.documents if tally else 0,
        "read": tally.read if tally else 0,
        "groups": tally.groups if tally else 0,
        "judged": tally.judged if tally else 0,
        "read_bytes": result.read_bytes,
        "peak_memory_mb": _peak_memory(),
        "slowest_documents": [{"document_id": name, "seconds": round(spent, 3)} for name, spent in result.slowest],
        "ignored_files": tally.ignored if tally else 0,
        "rows": tally.rows if tally else {},
        "checks": tally.checks if tally else {},
        "decisions": list(tally.decisions) if tally else [],
        "rejects": [{"path": r.path, "stage": r.stage, "error": r.error, "message": r.message} for r in result.rejects],
        "healed": list(result.healed),
        "error": result.error,
    }


def _peak_memory() -> Mapping[str, float]:
    """Return the most memory that this process and the largest of its workers held, in MB."""
    return {"process": round(own_peak() / 1e6, 1), "largest_worker": round(workers_peak() / 1e6, 1)}
