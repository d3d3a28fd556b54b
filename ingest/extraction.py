"""Mapping documents over an executor: each file to its extraction, in order, whatever the number of workers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor

from ingest.sources import Reject, SourceFile
from parsers.errors import DocumentError, UnknownFormError
from parsers.extract import extract
from parsers.plaintext import parse_plaintext
from schemas.extraction import Extraction

# Below this size of all texts a pool costs more than it saves (starting a worker takes a tenth of a second).
_WORTH_A_POOL = 2_000_000
_CHUNK = 16


def extract_file(file: SourceFile) -> Extraction | Reject:
    """Parse and read one file; whatever goes wrong with it becomes a `Reject` of that file alone."""
    try:
        if file.form != "plaintext":
            raise UnknownFormError(file.form, "plaintext")
        return extract(parse_plaintext(file.document_id, file.text, file.title))
    except DocumentError as error:
        return Reject(file.path, "parse", error.code, f"{file.path}: {error}", file.document_id)
    except Exception as error:  # the one place that isolates a document from the others
        message = (
            f"{file.path}: reading it failed with {type(error).__name__}: {error}; "
            "this is a fault of photofinish: please report it with the article"
        )
        return Reject(file.path, "extract", "internal_error", message, file.document_id)


def extract_all(files: Sequence[SourceFile], workers: int) -> Iterator[Extraction | Reject]:
    """Yield the extraction of each file in the order given; a pool is used where it pays."""
    if workers <= 1 or sum(file.size_bytes for file in files) < _WORTH_A_POOL:
        yield from map(extract_file, files)
        return
    with ProcessPoolExecutor(max_workers=workers) as pool:
        yield from _mapped(pool, files)


def _mapped(executor: Executor, files: Sequence[SourceFile]) -> Iterator[Extraction | Reject]:
    yield from executor.map(extract_file, files, chunksize=_CHUNK)
