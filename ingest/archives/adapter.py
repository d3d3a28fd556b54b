"""Pages of an archive as the sources and the rejects of a run."""

from __future__ import annotations

import re
from hashlib import sha256

from ingest.archives.model import Page, Refused
from ingest.sources import Reject, SourceFile
from ingest.sources_toml import Entry
from parsers.errors import DocumentError
from parsers.text import decode
from schemas.contract.vocabulary import URL
from schemas.slugs import slug

STAGE = "archive"
"""The stage at which a page is refused because of what its archive says or lacks."""


def page_path(archive: str, title: str) -> str:
    """Return what names a page among files: `dumps/x.xml.bz2#Title`."""
    return f"{archive}#{title}"


def as_source(page: Page) -> SourceFile | Reject:
    """Return a page as a source whose path is `archive#Title`, or why it has no text that is read.

    What sources.toml would say of a file, the archive says: title, address, licence, revision. The digest and the size
    are those of the page's own text in UTF-8.
    """
    path = page_path(page.place.archive, page.title)
    data = page.text.encode("utf-8")
    document_id = slug(page.title)
    try:
        text = decode(data)
    except DocumentError as error:
        return Reject(path, "decode", error.code, f"{path}: {error}", document_id)
    digest = sha256(data).hexdigest()
    entry = Entry(
        path=path, title=page.title, url=_address(page.url), license=page.license, sha256=digest,
        revision=page.revision_id, page_id=page.page_id, timestamp=page.timestamp, sha1=_hexadecimal(page.sha1),
    )  # fmt: skip
    return SourceFile(
        path=path, sha256=digest, size_bytes=len(data), form=page.form, title=page.title, document_id=document_id,
        entry=entry, text=text,
    )  # fmt: skip


def _address(url: str | None) -> str | None:
    """Return an address; what an archive gives that is none is no reason to lose the page."""
    return url if url is not None and re.fullmatch(URL, url) else None


def _hexadecimal(digest: str | None) -> str | None:
    """Return a SHA-1 in base 36 as a wiki's API writes it."""
    return f"{int(digest, 36):040x}" if digest else None


def as_reject(refused: Refused) -> Reject:
    """Return what is refused of an archive as a run reports it; without a title it is the archive itself."""
    archive = refused.place.archive
    path = archive if refused.title is None else page_path(archive, refused.title)
    return Reject(path, STAGE, refused.code, refused.message, slug(refused.title) if refused.title else None)
