"""The articles behind a shard, unpacked when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.columns import Columns, Row, rows_of
from ingest.datasets.sources import place_of
from ingest.errors import SourceChangedError
from ingest.redo.packing import unpack, unpacked_as
from ingest.sources import ChangedFileError, SourceFile, text_of
from schemas.document import Document
from schemas.extraction import Extraction

if TYPE_CHECKING:
    from ingest.report import Article

_KEPT = 32


@dataclass(frozen=True, slots=True)
class Source:
    """A document that a shard's groups cite, or that is its own.

    `row` is that of `documents`; `rows` are the packed rows of what it says as it stands, `extraction` is what was
    read of it, `document` what the report shows where that is not the file itself, both packed. Of a document that is
    not its own the shard needs the extraction only where there is no `document`.
    """

    file: SourceFile
    row: Row
    rows: bytes
    extraction: bytes | None
    document: bytes | None
    is_own: bool

    @property
    def size_bytes(self) -> int:
        """The bytes of what is packed."""
        return len(self.rows) + len(self.extraction or b"") + len(self.document or b"")


class Articles:
    """The articles of a shard: parsed, with the rows that are of them alone."""

    def __init__(self, sources: Sequence[Source], raw: Path) -> None:
        self._sources = {source.file.document_id: source for source in sources}
        self._raw = raw
        self.document = lru_cache(maxsize=_KEPT)(self._document)

    def rows(self, source: Source, dataset: str) -> Iterator[Row]:
        """Yield what an article says as it stands: its rows of a dataset."""
        found: Mapping[str, Columns] = unpacked_as(dict, unpack(source.rows))
        if dataset in found:
            yield from rows_of(dataset, found[dataset])

    def own(self) -> Iterator[Article]:
        """Yield the shard's own articles, as the report shows them."""
        from ingest.report import Article

        for source in self._sources.values():
            if source.is_own:
                places = [place_of(statement) for statement in _extraction(source.extraction).statements]
                yield Article(source.row, places, list(self.rows(source, "coverage")))

    def _document(self, document_id: str) -> Document | None:
        """Return a parsed article, or None where it is not at hand.

        Of an HTML page it has the elements and no text, of the other forms the text and no elements.
        """
        source = self._sources.get(document_id)
        if source is None:
            return None
        return shown_document(source.file, self._raw, source.extraction, source.document)


def _extraction(packed: bytes | None) -> Extraction:
    if packed is None:
        raise ValueError("what was read of a document was wanted, and is not with the shard's sources")
    return unpacked_as(Extraction, unpack(packed))


def shown_document(file: SourceFile, raw: Path, extraction: bytes | None, document: bytes | None) -> Document:
    """Return a parsed article as the report shows it, from what was read of it and kept, packed.

    The extraction is wanted where there is no `document`.

    Raises `SourceChangedError` where the file is no longer what was read.
    """
    if document is not None:
        return unpacked_as(Document, unpack(document))
    try:
        text = text_of(file, raw)
    except (ChangedFileError, OSError) as error:
        raise SourceChangedError(file.path) from error
    return replace(_extraction(extraction).document, text=text)
