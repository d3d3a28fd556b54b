"""Whole dumps as a stream of pages, in memory that does not grow with them.

    for outcome in open_archive(Path("enwiki-pages-articles-multistream.xml.bz2"), Selection(title="Olympics")): ...

MediaWiki's XML exports, Wikimedia Enterprise's NDJSON and ZIM files. A damaged page costs that page: it is a `Refused`
among the pages, and reading goes on behind it where the format allows.
"""

from __future__ import annotations

from ingest.archives.again import page_again, page_at
from ingest.archives.model import WHOLE, Ignored, Outcome, Page, Place, Position, Range, Refused
from ingest.archives.reading import Division, division, is_archive, is_companion, open_archive, ranges
from ingest.archives.selection import EVERYTHING, Selection

__all__ = [
    "EVERYTHING", "WHOLE", "Division", "Ignored", "Outcome", "Page", "Place", "Position", "Range", "Refused",
    "Selection", "division", "is_archive", "is_companion", "open_archive", "page_again", "page_at",
    "ranges",
]  # fmt: skip
