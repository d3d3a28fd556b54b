"""ZIM files, written by libzim and read again."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from itertools import chain
from pathlib import Path

import pytest

from ingest.archives import Page, Range, Selection, ranges
from ingest.archives.errors import MissingReaderError
from tests.archives.writing import codes, pages_of, read, titles

pytest.importorskip("libzim", reason="pip install 'photofinish[zim]'")
import libzim.writer as writer  # behind the line that skips


class Entry(writer.Item):  # type: ignore[misc]  # libzim's classes have no types
    def __init__(self, path: str, title: str, content: str | bytes, mimetype: str = "text/html") -> None:
        super().__init__()
        self._values = (path, title, mimetype)
        self._content = content

    def get_path(self) -> str:
        return self._values[0]

    def get_title(self) -> str:
        return self._values[1]

    def get_mimetype(self) -> str:
        return self._values[2]

    def get_contentprovider(self) -> object:
        return writer.StringProvider(self._content)

    def get_hints(self) -> dict[object, int]:
        return {writer.Hint.FRONT_ARTICLE: 1}


def write(folder: Path, *entries: Entry, redirects: Mapping[str, str] | None = None) -> Path:
    path = folder / "wiki.zim"
    with writer.Creator(path) as creator:
        for entry in entries:
            creator.add_item(entry)
        for title, target in (redirects or {}).items():
            creator.add_redirection(title, title, target, {})
        creator.add_metadata("License", "CC BY-SA 4.0")
    return path


def test_html_pages_with_their_titles_and_the_licence(tmp_path: Path) -> None:
    page, style = Entry("Race_1", "Race 1", "<p>é</p>"), Entry("style.css", "style", "p {}", "text/css")
    (found,) = read(write(tmp_path, page, style))
    assert isinstance(found, Page)
    assert (found.title, found.text, found.form, found.license) == ("Race 1", "<p>é</p>", "html", "CC BY-SA 4.0")
    assert (found.revision_id, found.timestamp, found.url) == (None, None, None)


def test_redirects_lead_to_titles(tmp_path: Path) -> None:
    path = write(tmp_path, Entry("Race", "The race", "<p>x</p>"), redirects={"Old": "Race"})
    assert {page.title: page.redirect_to for page in pages_of(read(path))} == {"The race": None, "Old": "The race"}
    assert titles(read(path, Selection(redirects=False))) == ["The race"]


def test_selection(tmp_path: Path) -> None:
    box = '<table class="infobox vevent"></table>'
    path = write(tmp_path, Entry("A", "Race A", box), Entry("B", "Race B", "<p>x</p>"), Entry("C", "Talk:Race C", box))
    assert titles(read(path, Selection(title="Race [AB]"))) == ["Race A", "Race B"]
    assert titles(read(path, Selection(templates=("Infobox Olympic event",)))) == ["Race A", "Talk:Race C"]
    assert titles(read(path, Selection(namespaces=frozenset({1})))) == ["Talk:Race C"]
    assert read(path, Selection(forms=frozenset({"wikitext"}))) == []


def test_parts_are_the_whole_and_a_run_goes_on(tmp_path: Path) -> None:
    path = write(tmp_path, *(Entry(f"P{n}", f"Page {n}", f"<p>{n}</p>") for n in range(40)))
    whole = read(path)
    assert len(whole) == 40
    assert list(chain.from_iterable(read(path, part=part) for part in ranges(path, 3))) == whole
    assert read(path, part=Range(pages_of(whole)[9].place.next)) == whole[10:]


def test_a_page_that_is_no_text_costs_itself(tmp_path: Path) -> None:
    found = read(write(tmp_path, Entry("A", "A", b"\xff\xfe"), Entry("B", "B", "<p>x</p>")))
    assert (titles(found), codes(found)) == (["B"], ["not_utf8"])


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_truncated_file_is_named(tmp_path: Path, share: float) -> None:
    path = write(tmp_path, *(Entry(f"P{n}", f"Page {n}", os.urandom(3_000).hex()) for n in range(200)))
    os.truncate(path, int(path.stat().st_size * share))
    assert "corrupt_archive" in codes(read(path))


def test_without_libzim_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, Entry("A", "A", "<p>x</p>"))
    monkeypatch.setitem(sys.modules, "libzim.reader", None)
    with pytest.raises(MissingReaderError, match=r"pip install 'photofinish\[zim\]'"):
        read(path)
