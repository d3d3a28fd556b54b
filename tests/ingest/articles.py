"""From small flattened articles to what they amount to, without files."""

from __future__ import annotations

from ingest.link import Linked, link
from ingest.reconcile import FactIndex, reconcile
from parsers.extract import extract
from parsers.plaintext import parse_plaintext
from schemas.extraction import Extraction
from schemas.slugs import slug


def extraction(title: str, body: str) -> Extraction:
    """Read one article."""
    return extract(parse_plaintext(slug(title), f"= {title} =\n\n{body}", title))


def linked(*articles: tuple[str, str]) -> tuple[list[Extraction], Linked]:
    """Read and link articles, given as (title, text)."""
    extractions = sorted((extraction(*article) for article in articles), key=lambda e: e.document.document_id)
    return extractions, link(extractions)


def judged(*articles: tuple[str, str]) -> FactIndex:
    """Read, link and judge articles."""
    extractions, links = linked(*articles)
    return reconcile(links, extractions)
