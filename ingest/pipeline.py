"""The function `output = f(raw, code)`, up to the rows of the datasets; no effects beyond the progress told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.checks import run_checks
from ingest.checks.model import Check
from ingest.datasets import Judged, build_rows
from ingest.datasets.judged import Row
from ingest.extraction import extract_all
from ingest.link import link
from ingest.reconcile import reconcile
from ingest.sources import ROW_STAGE, Reject, SourceFile, Sources
from schemas.extraction import Extraction

Progress = Callable[[str, int, int], None]
"""Told the stage, how many of its items are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Product:
    """What a run makes, before it is written: the rows of every dataset, and the documents behind them."""

    rows: dict[str, list[Row]]
    documents: tuple[SourceFile, ...]
    rejects: tuple[Reject, ...]
    checks: tuple[Check, ...]
    judged: Judged


def produce(sources: Sources, workers: int, progress: Progress) -> Product:
    """Read, link, judge and check all documents, and build every dataset's rows."""
    extractions, refused = _extracted(sources.files, workers, progress)
    progress("judge", 0, 1)
    linked = link(extractions)
    judged = Judged(extractions, linked, reconcile(linked, extractions))
    checks = run_checks(judged)
    rows = build_rows(judged, checks)
    progress("judge", 1, 1)
    read = {extraction.document.document_id for extraction in extractions}
    documents = tuple(file for file in sources.files if file.document_id in read)
    rejects = (*sources.rejects, *refused, *_row_rejects(judged, documents))
    rows["documents"] = [_document(file) for file in documents]
    rows["rejects"] = _reject_rows(rejects)
    return Product(rows, documents, rejects, tuple(checks), judged)


def _extracted(files: Sequence[SourceFile], workers: int, progress: Progress) -> tuple[list[Extraction], list[Reject]]:
    extractions, rejects = [], []
    progress("read", 0, len(files))
    for number, result in enumerate(extract_all(files, workers), start=1):
        if isinstance(result, Reject):
            rejects.append(result)
        else:
            extractions.append(result)
        progress("read", number, len(files))
    return extractions, rejects


def _row_rejects(judged: Judged, documents: Sequence[SourceFile]) -> list[Reject]:
    paths = {file.document_id: file.path for file in documents}
    return [
        Reject(
            paths[r.document_id],
            ROW_STAGE,
            "incomplete_row",
            f"{paths[r.document_id]}: {r.message}",
            r.document_id,
            r.excerpt or None,
        )
        for r in judged.rejects
    ]


def _document(file: SourceFile) -> Row:
    entry = file.entry
    return {
        "document_id": file.document_id,
        "title": file.title,
        "path": file.path,
        "form": file.form,
        "sha256": file.sha256,
        "size_bytes": file.size_bytes,
        "revision_id": entry.revision if entry else None,
        "retrieved_at": entry.retrieved if entry else None,
        "source_url": entry.url if entry else None,
        "license": entry.license if entry else None,
    }


def _reject_rows(rejects: Sequence[Reject]) -> list[Row]:
    positions: dict[tuple[str, str], int] = defaultdict(int)
    rows: list[Row] = []
    for reject in rejects:
        key = (reject.path, reject.stage)
        rows.append({
            "path": reject.path, "stage": reject.stage, "position": positions[key], "document_id": reject.document_id,
            "error": reject.error, "message": reject.message, "excerpt": reject.excerpt,
        })  # fmt: skip
        positions[key] += 1
    return rows
