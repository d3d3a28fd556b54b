"""Real dumps, in the folder PHOTOFINISH_CORPUS: each page is read, ignored by name, or refused for a reason."""

from __future__ import annotations

import os
from itertools import chain
from pathlib import Path

import pytest

from ingest.archives import Ignored, Page, Refused, Selection, ranges
from tests.archives.writing import codes, pages_of, read
from tests.conftest import CORPUS

pytestmark = pytest.mark.corpus


def dumps() -> Path:
    return Path(os.environ[CORPUS]) / "dumps"


@pytest.mark.parametrize(
    ("name", "pages", "redirects", "ignored"),
    [
        ("dumpster-dive__ltgwiki-latest-pages-articles.xml", 1968, 195, 36),
        ("jwpl__aawiki-20260101-pages-meta-current.xml.bz2", 500, 19, 7),
        ("wikidump__simplewiki.xml", 7, 0, 0),
        ("gensim__testcorpus.xml.bz2", 9, 0, 0),
        ("pywikibot__article-pyrus.xml", 1, 1, 0),
        ("pywikibot__article-pyrus-utf16.xml", 1, 1, 0),
        ("pywikibot__article-pyrus.xml.bz2", 1, 1, 0),
        ("pywikibot__article-pyrus.xml.gz", 1, 1, 0),
        ("sweble__input-0.5.xml", 1, 0, 0),
        ("sweble__input-0.10.xml", 1, 1, 0),
    ],
)
def test_every_page_of_a_real_dump_is_accounted_for(name: str, pages: int, redirects: int, ignored: int) -> None:
    found = read(dumps() / name, Selection(check_sha1=False))
    read_pages = pages_of(found)
    assert len(read_pages) == pages
    assert sum(page.redirect_to is not None for page in read_pages) == redirects
    assert sum(isinstance(entry, Ignored) for entry in found) == ignored
    assert codes(found) == []


def test_the_dump_of_a_wiki_has_the_digests_that_it_states() -> None:
    found = read(dumps() / "jwpl__aawiki-20260101-pages-meta-current.xml.bz2")
    assert [entry for entry in found if isinstance(entry, Refused)] == []
    assert all(page.sha1 for page in pages_of(found))


def test_texts_that_someone_edited_are_refused() -> None:
    """The file has no blank at any line's end: an editor took them off."""
    found = read(dumps() / "dumpster-dive__ltgwiki-latest-pages-articles.xml")
    assert set(codes(found)) == {"wrong_sha1"}
    assert len(found) == 2004


def test_parts_of_a_real_dump_are_the_whole() -> None:
    path = dumps() / "dumpster-dive__ltgwiki-latest-pages-articles.xml"
    whole = read(path)
    for count in (2, 7):
        assert list(chain.from_iterable(read(path, part=part) for part in ranges(path, count))) == whole


def test_one_history_in_four_packings_is_one_page() -> None:
    found = [read(path) for path in sorted(dumps().glob("pywikibot__*"))]
    assert len(found) == 4
    assert all(one == found[0] for one in found)
    assert isinstance(found[0][0], Page)
