"""Reading one document: from a file to what later stages need of it. A pure function of the text and its identity."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.columns import Columns, columns_of
from ingest.datasets.documents import document_rows
from ingest.link.groups import Summary, slim, slim_document, summary_of
from ingest.link.people.links import with_links
from ingest.redo.packing import pack
from ingest.sources import ChangedFileError, Reject, SourceFile, text_of
from parsers.errors import DocumentError
from parsers.extract import extract
from parsers.plaintext import parse_plaintext
from schemas.document import Document
from schemas.extraction import Extraction


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of one file, in the pieces that are needed at different times, each packed.

    `summary` is a pair: a `Summary`, all that grouping needs, and the digest of `extraction`. That is a slim
    `Extraction`: what judging needs. `rows` are `Columns` by dataset: what the document says as it stands. `document`
    is what the report shows of an HTML page, whose source is no text for readers, and of a page of an archive.
    `seconds` is how long it took.
    """

    summary: bytes
    extraction: bytes
    rows: bytes
    document: bytes | None = None
    seconds: float = 0.0


def read_file(file: SourceFile, raw: Path) -> Reading | Reject:
    """Read one file; whatever goes wrong with it becomes a `Reject` of that file alone."""
    try:
        text = text_of(file, raw)
    except (ChangedFileError, OSError) as error:
        said = str(error) if isinstance(error, ChangedFileError) else f"{file.path}: {error.strerror}; run again"
        return Reject(file.path, "read", "changed", said, file.document_id)
    found = extract_file(file, text)
    if isinstance(found, Reject):
        return found
    summary: Summary = summary_of(found)
    rows: dict[str, Columns] = {name: columns_of(name, rows) for name, rows in document_rows(found).items()}
    extraction = pack(slim(with_links(found)))
    # Equal extractions might differ in their bytes; then a group is judged once more than it need be.
    digest = hashlib.sha256(extraction).hexdigest()
    document = _shown(found.document, file)
    return Reading(pack((summary, digest)), extraction, pack(rows), document)


def _shown(document: Document, file: SourceFile) -> bytes | None:
    """Return what the report needs to show a document whose text is no file that it can look into."""
    if file.form == "html":
        return pack(replace(document, text=""))
    if file.origin is not None:
        return pack(replace(slim_document(document), text=document.text))
    return None


def extract_file(file: SourceFile, text: str) -> Extraction | Reject:
    """Parse and read a file's text; whatever goes wrong with it becomes a `Reject` of that file alone."""
    try:
        return extract(parse(file, text))
    except DocumentError as error:
        return Reject(file.path, "parse", error.code, f"{file.path}: {error}", file.document_id)
    except MemoryError:  # a limit of this process, no fault
        raise
    except Exception as error:  # the one place that isolates a document from the others
        message = (
            f"{file.path}: reading it failed with {type(error).__name__}: {error}; "
            "this is a fault of photofinish: please report it with the article"
        )
        return Reject(file.path, "extract", "internal_error", message, file.document_id)


def parse(file: SourceFile, text: str) -> Document:
    """Parse a text by the file's form; its title is the one that the file was identified by."""
    if file.form == "plaintext":
        return parse_plaintext(file.document_id, text, file.title)
    # Imported here: whoever has plaintext alone need not wait for the libraries of the other forms.
    from parsers.wikitext import parse_wikitext

    if file.form == "wikitext":
        return replace(parse_wikitext(file.document_id, text, file.title), title=file.title)
    from parsers.html import parse_html

    def wikitext(part: str) -> Document:
        return parse_wikitext(file.document_id, part, file.title)

    return replace(parse_html(file.document_id, text, file.title, wikitext), title=file.title)
