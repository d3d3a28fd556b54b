"""Pages and refusals as a run knows them."""

from __future__ import annotations

from hashlib import sha1, sha256
from pathlib import Path

from ingest.archives import Page, Refused
from ingest.archives.adapter import as_reject, as_source
from ingest.sources import Reject, SourceFile
from tests.archives.writing import Revision, Written, article, export, packed, read


def found(folder: Path, *pages: Written) -> list[SourceFile | Reject]:
    outcomes = read(packed(export(pages), folder / "wiki.xml.bz2"))
    return [as_source(outcome) for outcome in outcomes if isinstance(outcome, Page)]


def test_a_page_is_a_source_named_after_archive_and_title(tmp_path: Path) -> None:
    text = "'''Race''' {{x}} {{y}}"
    (source,) = found(tmp_path, article("Men's race – final", text, 5))
    assert isinstance(source, SourceFile)
    assert source.path == "wiki.xml.bz2#Men's race – final"
    assert (source.title, source.document_id, source.form, source.text) == (
        "Men's race – final", "mens-race-final", "wikitext", text,
    )  # fmt: skip
    assert (source.sha256, source.size_bytes) == (sha256(text.encode()).hexdigest(), len(text))
    assert source.entry is not None
    assert source.entry.url == "https://de.wikipedia.org/wiki/Men's_race_%E2%80%93_final"
    assert (source.entry.page_id, source.entry.revision, source.entry.timestamp) == (5, 7, "2024-05-01T12:00:00Z")
    assert source.entry.sha1 == sha1(text.encode()).hexdigest()


def test_a_page_without_text_is_rejected(tmp_path: Path) -> None:
    (reject,) = found(tmp_path, article("Empty", " \n"))
    assert isinstance(reject, Reject)
    assert (reject.path, reject.error, reject.document_id) == ("wiki.xml.bz2#Empty", "empty", "empty")


def test_a_refusal_is_a_reject_with_its_title(tmp_path: Path) -> None:
    hidden = Written("Hidden race", (Revision(deleted=True),))
    (refused,) = read(packed(export([hidden]), tmp_path / "wiki.xml"))
    assert isinstance(refused, Refused)
    reject = as_reject(refused)
    assert (reject.path, reject.stage, reject.error) == ("wiki.xml#Hidden race", "archive", "deleted_text")
    assert reject.document_id == "hidden-race"
    assert reject.is_document


def test_a_refusal_of_an_archive_is_named_by_it(tmp_path: Path) -> None:
    (tmp_path / "wiki.xml").write_text("<rss/>")
    (refused,) = read(tmp_path / "wiki.xml")
    assert isinstance(refused, Refused)
    assert as_reject(refused).path == "wiki.xml"
