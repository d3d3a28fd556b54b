"""Mapping documents over an executor: each file to its extraction, in order, whatever the number of workers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

from ingest.sources import Reject, SourceFile
from parsers.errors import DocumentError
from parsers.extract import extract
from parsers.plaintext import parse_plaintext
from schemas.document import Document
from schemas.extraction import Extraction

# Bytes. Below this size of all texts a pool costs more than it saves: a worker needs half a second to start.
_WORTH_A_POOL = 500_000
_CHUNK = 16


def parse(file: SourceFile) -> Document:
    """Parse a file by its form; its title is the one that it was identified by."""
    if file.form == "plaintext":
        return parse_plaintext(file.document_id, file.text, file.title)
    # Imported here: whoever has plaintext alone need not wait for the libraries of the other forms.
    from parsers.wikitext import parse_wikitext

    if file.form == "wikitext":
        return replace(parse_wikitext(file.document_id, file.text, file.title), title=file.title)
    from parsers.html import parse_html

    def wikitext(text: str) -> Document:
        return parse_wikitext(file.document_id, text, file.title)

    return replace(parse_html(file.document_id, file.text, file.title, wikitext), title=file.title)


def extract_file(file: SourceFile) -> Extraction | Reject:
    """Parse and read one file; whatever goes wrong with it becomes a `Reject` of that file alone."""
    try:
        return extract(parse(file))
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
    # Spawned, not forked, everywhere: a fork copies the progress bar's thread in whatever state it is.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from _mapped(pool, files)


def _mapped(executor: Executor, files: Sequence[SourceFile]) -> Iterator[Extraction | Reject]:
    yield from executor.map(extract_file, files, chunksize=_CHUNK)
