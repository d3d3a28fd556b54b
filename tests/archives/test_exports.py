"""What each version of MediaWiki's export has of its own, and what its pages are read as."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.archives import Page, Position, Range, Refused, Selection, is_archive, is_companion, open_archive, page_at
from ingest.archives.errors import MissingReaderError, NotAnArchiveError, SelectionError, UnreadableArchiveError
from ingest.archives.fragment import base36_sha1
from tests.archives.writing import (
    VERSIONS,
    Revision,
    Written,
    article,
    codes,
    export,
    ignored,
    packed,
    page_xml,
    pages_of,
    read,
    titles,
)

HISTORY = Written(
    "Race",
    (
        Revision("first", 1, "2020-01-01T00:00:00Z"),
        Revision("third", 3, "2022-06-30T23:59:59Z"),
        Revision("second", 2, "2021-01-01T00:00:00Z"),
    ),
)


def write(folder: Path, *pages: Written, version: str = "0.10") -> Path:
    return packed(export(pages, version), folder / "wiki.xml")


@pytest.mark.parametrize("version", VERSIONS)
def test_every_schema_gives_the_same_page(tmp_path: Path, version: str) -> None:
    text = "'''Race''' & <ref>“x”</ref>\n\n{|\n|}"
    path = write(tmp_path, article("Vorlage:A & B", text, 5, namespace=10), version=version)
    (page,) = read(path)
    assert isinstance(page, Page)
    assert (page.title, page.namespace, page.page_id, page.revision_id) == ("Vorlage:A & B", 10, 5, 7)
    assert (page.text, page.form, page.timestamp) == (text, "wikitext", "2024-05-01T12:00:00Z")
    assert page.url == "https://de.wikipedia.org/wiki/Vorlage:A_%26_B"
    assert page.license is None
    assert page.sha1 == (base36_sha1(text) if int(version[2:]) >= 6 else None)


@pytest.mark.parametrize("version", VERSIONS)
def test_every_schema_tells_where_a_redirect_leads(tmp_path: Path, version: str) -> None:
    text = "#WEITERLEITUNG [[Das_Ziel#Teil|x]]"
    path = write(tmp_path, Written("Von", (Revision(text),), redirect="Das Ziel"), article("Ziel"), version=version)
    assert [page.redirect_to for page in pages_of(read(path))] == ["Das Ziel", None]
    assert titles(read(path, Selection(redirects=False))) == ["Ziel"]


def test_a_list_whose_first_entry_is_a_link_is_no_redirect(tmp_path: Path) -> None:
    path = write(tmp_path, article("List", "#Gold [[Someone]]"), version="0.3")
    assert [page.redirect_to for page in pages_of(read(path))] == [None]


@pytest.mark.parametrize("ending", ["", ".gz", ".bz2", ".7z"])
def test_every_packing_gives_the_same_pages(tmp_path: Path, ending: str) -> None:
    path = packed(export([article("A"), article("B")]), tmp_path / f"wiki.xml{ending}")
    assert is_archive(path)
    assert titles(read(path)) == ["A", "B"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "iso-8859-1"])
@pytest.mark.parametrize("ending", ["", ".bz2"])
def test_every_encoding_gives_the_same_pages(tmp_path: Path, encoding: str, ending: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>\n'
    data = (declared + export([article("Ä", "é " * 100_000), article("B")]).decode()).encode(encoding)
    path = packed(data, tmp_path / f"wiki.xml{ending}")
    first, second = read(path)
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert (first.title, first.text, second.title) == ("Ä", "é " * 100_000, "B")
    assert is_archive(path)
    assert page_at(path, second.place) == second


def test_an_encoding_that_nobody_knows_is_named(tmp_path: Path) -> None:
    data = b'<?xml version="1.0" encoding="klingon"?>' + export([article("A")])
    assert codes(read(packed(data, tmp_path / "wiki.xml"))) == ["unknown_encoding"]


def test_an_export_without_siteinfo_is_read(tmp_path: Path) -> None:
    data = export([article("Template:A"), article("B")], "0.3", siteinfo=False)
    found = pages_of(read(packed(data, tmp_path / "wiki.xml")))
    assert [(page.title, page.namespace, page.url) for page in found] == [("Template:A", 10, None), ("B", 0, None)]


def test_pages_without_anything_around_them_are_read(tmp_path: Path) -> None:
    data = (page_xml(article("A")) + page_xml(article("B"))).encode()
    assert [type(found) for found in read(packed(data, tmp_path / "wiki.xml"))] == [Page, Page]


def test_an_export_of_a_missing_page_holds_none_and_is_whole(tmp_path: Path) -> None:
    assert read(packed(export([]), tmp_path / "wiki.xml")) == []


def test_the_last_revision_is_the_newest_wherever_it_stands(tmp_path: Path) -> None:
    assert [page.text for page in pages_of(read(write(tmp_path, HISTORY)))] == ["third"]


@pytest.mark.parametrize(
    ("as_of", "text"),
    [("2022-06-30", "third"), ("2022-06-30T23:59:58Z", "second"), ("2020-12-31", "first"), ("2030-01-01", "third")],
)
def test_the_last_revision_as_of_a_date(tmp_path: Path, as_of: str, text: str) -> None:
    path = write(tmp_path, HISTORY)
    assert [page.text for page in pages_of(read(path, Selection(as_of=as_of)))] == [text]


def test_a_page_that_is_younger_is_ignored_by_name(tmp_path: Path) -> None:
    (found,) = ignored(read(write(tmp_path, HISTORY), Selection(as_of="2019-12-31")))
    assert (found.title, found.reason) == ("Race", "it has no revision as of 2019-12-31")


def test_an_old_revision_redirects_as_its_own_text_says(tmp_path: Path) -> None:
    old, new = Revision("#REDIRECT [[X]]", 1, "2020-01-01T00:00:00Z"), Revision("Text.", 2, "2021-01-01T00:00:00Z")
    turned = (replace(new, stamp=old.stamp), replace(old, stamp=new.stamp))
    path = write(tmp_path, Written("A", (old, new)), Written("B", turned, redirect="X"))
    assert [page.redirect_to for page in pages_of(read(path))] == [None, "X"]
    assert [page.redirect_to for page in pages_of(read(path, Selection(as_of="2020-06-01")))] == ["X", None]


def test_hidden_text_is_refused_by_name(tmp_path: Path) -> None:
    path = write(tmp_path, Written("Hidden", (Revision(), Revision(number=8, deleted=True))), article("Seen"))
    found = read(path)
    assert codes(found) == ["deleted_text"]
    assert titles(found) == ["Seen"]


def test_a_stub_is_refused_by_name_and_an_empty_text_is_not(tmp_path: Path) -> None:
    stub = export([article("A", "12345")], "0.11").replace(b">12345</text>", b" />")
    assert codes(read(packed(stub, tmp_path / "wiki.xml"))) == ["no_text"]
    assert [page.text for page in pages_of(read(write(tmp_path, article("A", ""), version="0.11")))] == [""]


def test_what_is_no_wikitext_is_ignored_by_name(tmp_path: Path) -> None:
    script = Written("MediaWiki:Common.js", (Revision(model="javascript"),))
    found = read(write(tmp_path, script, article("A")))
    assert [(entry.title, entry.reason) for entry in ignored(found)] == [
        ("MediaWiki:Common.js", "its content model is javascript")
    ]
    assert titles(found) == ["A"]


@pytest.mark.parametrize("version", ["0.6", "0.11"])
def test_a_text_that_is_not_the_one_of_its_digest_is_refused(tmp_path: Path, version: str) -> None:
    changed = Written("A", (Revision("changed", sha1=base36_sha1("true")),))
    path = write(tmp_path, changed, article("B"), version=version)
    found = read(path)
    assert codes(found) == ["wrong_sha1"]
    assert isinstance(found[0], Refused)
    assert found[0].message.endswith("fetch it again, or take it as it is with --no-check-sha1")
    assert [(page.title, page.sha1 is None) for page in pages_of(read(path, Selection(check_sha1=False)))] == [
        ("A", True),
        ("B", False),
    ]


def test_newlines_that_xml_would_change_are_kept_where_the_digest_says_so(tmp_path: Path) -> None:
    path = write(tmp_path, article("A", "one\r\ntwo\rthree"))
    assert [page.text for page in pages_of(read(path))] == ["one\r\ntwo\rthree"]


def test_a_text_that_the_export_composed_is_decomposed_again(tmp_path: Path) -> None:
    path = write(tmp_path, Written("A", (Revision("é", sha1=base36_sha1("e\u0301")),)))
    assert [page.text for page in pages_of(read(path))] == ["e\u0301"]


def test_cdata_may_hold_tags(tmp_path: Path) -> None:
    data = export([article("A", "XX"), article("B")], "0.5")
    inner = b"<![CDATA[</revision></page><page>]]>"
    path = packed(data.replace(b">XX<", b">" + inner + b"<"), tmp_path / "wiki.xml")
    assert [page.text for page in pages_of(read(path))] == ["</revision></page><page>", "Some text."]


def test_slots_and_uploads_beside_the_text_are_passed_over(tmp_path: Path) -> None:
    data = export([article("A", "main")], "0.11").decode()
    slot = "<content><role>x</role><model>json</model><text>{}</text></content>"
    upload = "<upload><timestamp>2030-01-01T00:00:00Z</timestamp><comment>c</comment></upload>"
    data = data.replace("    </revision>", f"{slot}</revision>{upload}")
    assert [page.text for page in pages_of(read(packed(data.encode(), tmp_path / "wiki.xml")))] == ["main"]


def test_a_place_leads_back_to_its_page_and_on_to_the_next(tmp_path: Path) -> None:
    path = packed(export([article("A"), article("B"), article("C")]), tmp_path / "wiki.xml.bz2")
    first, second, third = pages_of(read(path))
    assert page_at(path, second.place) == second
    assert read(path, part=Range(second.place.next)) == [third]
    assert read(path, part=Range(first.place.next)) == [second, third]
    assert str(first.place).startswith("wiki.xml.bz2, byte ")


def test_all_that_workers_are_handed_can_be_pickled(tmp_path: Path) -> None:
    (page,) = read(write(tmp_path, article("A")))
    work = (page, Selection(title="A", templates=("B",), namespaces=frozenset({0})), Range(Position(1, 2)))
    assert pickle.loads(pickle.dumps(work)) == work


def test_memory_of_a_history_is_that_of_its_longest_revision(tmp_path: Path) -> None:
    import tracemalloc

    revisions = tuple(Revision("x" * 1_000_000, n, f"20{n:02}-01-01T00:00:00Z") for n in range(1, 41))
    path = packed(export([Written("A", revisions)]), tmp_path / "wiki.xml.bz2")
    tracemalloc.start()
    (page,) = read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(page, Page)
    assert page.revision_id == 40
    assert peak < 15_000_000


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("enwiki-20240501-pages-articles-multistream1.xml-p1p41242.bz2", True), ("x.ndjson", True),
        ("x.ndjson.gz", True), ("x.tar.gz", True), ("x.zim", True), ("x.XML.GZ", True), ("x.html", False),
        ("x.bz2", False), ("x-multistream-index.txt.bz2", False),
    ],
)  # fmt: skip
def test_an_archive_is_told_by_its_name(name: str, expected: bool) -> None:
    assert is_archive(Path(name)) is expected


def test_other_xml_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text("<rss><page/></rss>")
    assert not is_archive(tmp_path / "feed.xml")


def test_an_index_is_a_companion() -> None:
    assert is_companion(Path("enwiki-pages-articles-multistream-index1.txt-p1p2.bz2"))
    assert not is_companion(Path("enwiki-pages-articles-multistream.xml.bz2"))


def test_what_cannot_be_opened_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotAnArchiveError, match=r"expected \.xml"):
        read(tmp_path / "x.rar")
    with pytest.raises(UnreadableArchiveError, match="No such file"):
        read(tmp_path / "absent.xml")
    path = packed(export([article("A")]), tmp_path / "wiki.xml.7z")
    monkeypatch.setitem(__import__("sys").modules, "py7zr", None)
    with pytest.raises(MissingReaderError, match=r"pip install 'photofinish\[sevenzip\]'"):
        list(open_archive(path))


@pytest.mark.parametrize(
    "make",
    [
        lambda: Selection(title="("), lambda: Selection(as_of="yesterday"), lambda: Selection(as_of="2024-13-01"),
        lambda: Selection(templates=(" ",)),
    ],
)  # fmt: skip
def test_a_selection_that_means_nothing_is_refused(make: object) -> None:
    with pytest.raises(SelectionError, match="is not"):
        make()  # type: ignore[operator]
