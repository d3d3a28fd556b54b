"""Reading documents: those of which nothing is known, by the crew, into the cache."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from ingest.crew import Crew, Died
from ingest.crew.tasks import ReadTask, read_tasks, refused
from ingest.extraction import Reading
from ingest.progress import Step
from ingest.redo.cache import Cache, Held
from ingest.shards.articles import shown_document
from ingest.sources import ChangedFileError, Reject, SourceFile, text_of
from ingest.stages.documents import Documents, ReadDocument
from ingest.stages.setting import DIED, DOCUMENTS, EXTRACTIONS, ROWS, SUMMARIES, Setting
from schemas.document import Document

FILES_A_BATCH = 16
_PARSED_KEPT = 32


def unread(documents: Documents, setting: Setting) -> list[SourceFile]:
    """Return the files of which nothing is known."""
    known = setting.cache.known(SUMMARIES, documents.keys_read())
    return [documents.read(name).file for name, key in documents.items() if key not in known]


def read(
    files: Sequence[SourceFile], keys: Mapping[str, str], setting: Setting, crew: Crew
) -> tuple[dict[str, Reject], dict[str, float]]:
    """Read files and keep what was read of them; return those that were refused, and how long the others took."""
    rejected: dict[str, Reject] = {}
    seconds: dict[str, float] = {}
    step = Step("read", 0, len(files), 0, sum(file.size_bytes for file in files))
    setting.progress(step)
    batches = [files[start : start + FILES_A_BATCH] for start in range(0, len(files), FILES_A_BATCH)]
    tasks = ([_read_task(file, setting, crew) for file in batch] for batch in batches)
    for batch, results in zip(batches, crew.work(read_tasks, tasks), strict=True):
        readings = {}
        for file, result in zip(batch, results, strict=True):
            if isinstance(result, Reading):
                readings[keys[file.document_id]] = result
                seconds[file.document_id] = result.seconds
            else:
                rejected[file.document_id] = refused(file, DIED) if isinstance(result, Died) else result
        keep_readings(readings, setting.cache)
        size = sum(file.size_bytes for file in batch)
        step = replace(step, done=step.done + len(batch), done_bytes=step.done_bytes + size, rejects=len(rejected))
        setting.progress(step)
    return rejected, seconds


def _read_task(file: SourceFile, setting: Setting, crew: Crew) -> ReadTask:
    return ReadTask(setting.raw, at_hand(file, setting.raw, crew), setting.words)


def at_hand(file: SourceFile, raw: Path, crew: Crew) -> SourceFile:
    """Return a file with its text where the workers do not see the file."""
    if crew.is_remote:
        with suppress(OSError, ChangedFileError):  # the worker says what is wrong with it
            return replace(file, text=text_of(file, raw))
    return file


def keep_readings(readings: Mapping[str, Reading], cache: Cache) -> None:
    """Keep what was read; the summaries last, as they tell that the rest is there."""
    cache.put(EXTRACTIONS, (Held(key, reading.extraction) for key, reading in readings.items()))
    cache.put(ROWS, (Held(key, reading.rows) for key, reading in readings.items()))
    pages = ((key, reading.document) for key, reading in readings.items())
    cache.put(DOCUMENTS, (Held(key, document) for key, document in pages if document is not None))
    cache.put(SUMMARIES, (Held(key, reading.summary) for key, reading in readings.items()))


def parsed(documents: Documents, setting: Setting) -> Callable[[str], Document | None]:
    """Return what gives the parsed article of a document_id, or None; the last few are kept."""

    @lru_cache(maxsize=_PARSED_KEPT)
    def document(document_id: str) -> Document | None:
        return _parsed(documents.read(document_id), setting) if document_id in documents else None

    return document


def _parsed(source: ReadDocument, setting: Setting) -> Document | None:
    read, shown = (next(iter(setting.cache.get(kind, [source.key])), None) for kind in (EXTRACTIONS, DOCUMENTS))
    return shown_document(source.file, setting.raw, read.data, shown.data if shown else None) if read else None
