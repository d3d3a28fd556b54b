"""One run: from a folder of sources to `current`, with its line in runs.jsonl whatever happens."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ingest.errors import NoInputError, RunError
from ingest.files import locked, sync
from ingest.pipeline import Product, Progress, produce
from ingest.publish import Publication, publish
from ingest.quarantine import set_aside
from ingest.report import render_report
from ingest.sources import Reject, Sources, load_sources
from schemas.contract import ContractViolation

PUBLISHED, REFUSED, FAILED = 0, 1, 2
"""Exit statuses: all published; published but a document was refused; `current` does not reflect the sources."""


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run did. `error` says why nothing was published; `product` is None then."""

    status: int
    publication: Publication | None
    product: Product | None
    sources: Sources | None
    error: str | None

    @property
    def rejects(self) -> tuple[Reject, ...]:
        """Everything that was refused."""
        if self.product:
            return self.product.rejects
        return self.sources.rejects if self.sources else ()


def run(raw: Path, output: Path, workers: int, progress: Progress) -> RunResult:
    """Read `raw`, publish to `output`, and record the run. Errors that concern the run are in the result."""
    started = datetime.now(UTC)
    clock = time.monotonic()
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return RunResult(FAILED, None, None, None, f"{output}: {error.strerror}; name a folder that can be written to")
    sources: Sources | None = None
    try:
        with locked(output / ".lock"):
            try:
                sources = load_sources(raw)
                result = _published(raw, output, sources, workers, progress)
            except (RunError, ContractViolation, OSError) as error:
                result = RunResult(FAILED, None, None, sources, _sentence(error))
            _record(output / "runs.jsonl", _line(result, started, time.monotonic() - clock, workers))
    except RunError as error:
        return RunResult(FAILED, None, None, None, str(error))
    return result


def _sentence(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"{error.filename or 'a file'}: {error.strerror}; nothing was published"
    return str(error)


def _published(raw: Path, output: Path, sources: Sources, workers: int, progress: Progress) -> RunResult:
    if not sources.files:
        raise NoInputError(raw, len(sources.rejects))
    product, publication = _whole(raw, output, sources, workers, progress)
    progress("publish", 1, 1)
    status = REFUSED if any(reject.is_document for reject in product.rejects) else PUBLISHED
    return RunResult(status, publication, product, sources, None)


def _whole(raw: Path, output: Path, sources: Sources, workers: int, progress: Progress) -> tuple[Product, Publication]:
    """Produce and publish; documents whose rows break the contract are set aside, and the others published."""
    while True:
        product = produce(sources, workers, progress)
        if not product.documents:
            raise NoInputError(raw, len(product.rejects))
        progress("publish", 0, 1)
        try:
            return product, publish(output, product.rows, render_report(product.rows), product.documents)
        except ContractViolation as violation:
            refused = set_aside(product, violation)
            if not refused:
                raise
            sources = sources.without(refused)


def _line(result: RunResult, started: datetime, seconds: float, workers: int) -> Mapping[str, object]:
    """Return what runs.jsonl keeps of a run."""
    publication, product, sources = result.publication, result.product, result.sources
    return {
        "started_at": started.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "seconds": round(seconds, 3),
        "status": result.status,
        "version": publication.version if publication else None,
        "previous": publication.previous if publication else None,
        "is_new": publication.is_new if publication else False,
        "workers": workers,
        "documents": len(product.documents) if product else 0,
        "ignored_files": len(sources.ignored) if sources else 0,
        "rows": {name: len(rows) for name, rows in sorted(product.rows.items())} if product else {},
        "checks": dict(sorted(Counter(check.outcome for check in product.checks).items())) if product else {},
        "rejects": [{"path": r.path, "stage": r.stage, "error": r.error, "message": r.message} for r in result.rejects],
        "error": result.error,
    }


def _record(path: Path, line: Mapping[str, object]) -> None:
    """Append one line; a run that is stopped while writing leaves at most an unfinished last line."""
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
        file.flush()
    sync(path)
