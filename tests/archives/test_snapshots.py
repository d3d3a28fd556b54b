"""Wikimedia Enterprise's snapshots: lines and tar files, whole and damaged."""

from __future__ import annotations

import gzip
import io
import os
import tarfile
from pathlib import Path

import pytest

from ingest.archives import Page, Range, Refused, Selection, page_at, ranges
from ingest.archives import enterprise as enterprise_module
from tests.archives.writing import codes, ignored, pages_of, read, snapshot_line, titles


def write(folder: Path, *lines: bytes, name: str = "x.ndjson") -> Path:
    path = folder / name
    path.write_bytes(b"".join(lines) if not name.endswith(".gz") else gzip.compress(b"".join(lines)))
    return path


def tarred(path: Path, **members: bytes) -> Path:
    with tarfile.open(path, "w:gz") as tar:
        for name, content in members.items():
            info = tarfile.TarInfo(name.replace("_", "."))
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return path


def test_both_forms_of_an_article_with_its_metadata(tmp_path: Path) -> None:
    wikitext, html = read(write(tmp_path, snapshot_line("A", 5)))
    assert isinstance(wikitext, Page)
    assert isinstance(html, Page)
    assert (wikitext.form, wikitext.text, html.form, html.text) == ("wikitext", "'''A'''", "html", "<p>A</p>")
    assert (html.title, html.namespace, html.page_id, html.revision_id) == ("A", 0, 5, 1005)
    assert (html.url, html.license, html.timestamp) == (
        "https://en.wikipedia.org/wiki/A", "CC-BY-SA-4.0", "2024-05-01T12:00:00Z",
    )  # fmt: skip
    assert html.sha1 is None


def test_one_form_alone(tmp_path: Path) -> None:
    path = write(tmp_path, snapshot_line("A"))
    assert [page.form for page in pages_of(read(path, Selection(forms=frozenset({"html"}))))] == ["html"]


@pytest.mark.parametrize("name", ["x.ndjson", "x.ndjson.gz"])
@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"{not json\n", "not_json"),
        (b'{"name": "cut\n', "not_json"),
        (b"\xff\xfe\n", "not_json"),
        (b"[1, 2]\n", "bad_record"),
        (b"{}\n", "bad_record"),
        (b'{"name": 7}\n', "bad_record"),
        (b"[" * 100_000 + b"\n", "too_deep"),
        (b'{"name": "A", "x": ' + b"9" * 5_000 + b"}\n", "not_json"),
        (snapshot_line("B", article_body={}), "no_text"),
        (snapshot_line("B", article_body={"html": "\ud800"}), "not_text"),
    ],
)
def test_a_bad_line_costs_itself(tmp_path: Path, name: str, line: bytes, code: str) -> None:
    found = read(write(tmp_path, snapshot_line("A"), line, b"\n", snapshot_line("C"), name=name))
    assert titles(found) == ["A", "A", "C", "C"]
    assert codes(found) == [code]


def test_values_of_other_types_are_no_values(tmp_path: Path) -> None:
    line = snapshot_line("A", 1, identifier="x", version=[1], license="y", url=None, date_modified="soon", templates=3)
    (page, _) = read(write(tmp_path, line))
    assert isinstance(page, Page)
    found = (page.page_id, page.revision_id, page.license, page.url, page.timestamp)
    assert found == (None, None, None, None, None)


@pytest.mark.parametrize("stamp", ["2024-05-01T14:00:00.5+02:00", "2024-05-01T12:00:00Z"])
def test_a_time_is_that_of_utc(tmp_path: Path, stamp: str) -> None:
    pages = pages_of(read(write(tmp_path, snapshot_line("A", date_modified=stamp))))
    assert {page.timestamp for page in pages} == {"2024-05-01T12:00:00Z"}


def test_an_article_that_is_younger_is_ignored_by_name(tmp_path: Path) -> None:
    found = read(write(tmp_path, snapshot_line("A")), Selection(as_of="2024-04-30"))
    assert [entry.title for entry in ignored(found)] == ["A"]
    assert len(read(write(tmp_path, snapshot_line("A")), Selection(as_of="2024-05-01"))) == 2


def test_a_line_beyond_the_limit_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enterprise_module, "MAX_LINE", 200_000)
    long = snapshot_line("Long", article_body={"html": "x" * 900_000})
    found = read(write(tmp_path, snapshot_line("A"), long, snapshot_line("B")))
    assert titles(found) == ["A", "A", "B", "B"]
    assert codes(found) == ["too_large"]


def test_a_line_without_end_stops_at_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enterprise_module, "MAX_LINE", 200_000)
    assert codes(read(write(tmp_path, b"0" * 5_000_000))) == ["too_large"]


def test_the_files_of_a_tar_are_read_in_order(tmp_path: Path) -> None:
    path = tarred(
        tmp_path / "x.tar.gz", a_ndjson=snapshot_line("A", 1), read_me=b"not this", b_ndjson=snapshot_line("B", 2) * 3
    )
    found = pages_of(read(path))
    assert [page.title for page in found] == ["A", "A", *["B"] * 6]
    assert ranges(path, 4) == (Range(),)
    assert page_at(path, found[4].place) == found[4]
    assert read(path, part=Range(found[3].place.next)) == found[4:]
    assert "member 2" in str(found[4].place)


@pytest.mark.parametrize("layout", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
def test_long_names_in_a_tar(tmp_path: Path, layout: int) -> None:
    with tarfile.open(tmp_path / "x.tar.gz", "w:gz", format=layout) as tar:
        for name in ("é" * 200 + ".ndjson", "b.ndjson", "c" * 200):
            info = tarfile.TarInfo(name)
            info.size = len(snapshot_line("A"))
            tar.addfile(info, io.BytesIO(snapshot_line("A")))
    assert len(read(tmp_path / "x.tar.gz")) == 4


def test_a_truncated_tar_gives_all_whole_lines_before(tmp_path: Path) -> None:
    lines = [snapshot_line(f"A{n}", article_body={"html": os.urandom(10_000).hex()}) for n in range(100)]
    path = tarred(tmp_path / "x.tar.gz", a_ndjson=b"".join(lines))
    os.truncate(path, path.stat().st_size // 2)
    found = read(path)
    assert titles(found) == [f"A{n}" for n in range(len(titles(found)))]
    assert 45 < len(titles(found)) < 55
    assert codes(found) == ["truncated", "truncated"]


def test_a_truncated_gzip_names_the_line_that_it_cuts(tmp_path: Path) -> None:
    path = write(tmp_path, *(snapshot_line(f"A{n}") for n in range(5_000)), name="x.ndjson.gz")
    os.truncate(path, path.stat().st_size // 2)
    found = read(path)
    assert titles(found)
    assert codes(found) == ["truncated"]


def test_a_tar_of_something_else_holds_nothing(tmp_path: Path) -> None:
    assert read(tarred(tmp_path / "x.tar.gz", a_txt=b"text")) == []


def test_a_refusal_says_where_and_what(tmp_path: Path) -> None:
    (found,) = read(write(tmp_path, b"{x\n"))
    assert isinstance(found, Refused)
    assert "x.ndjson, byte 0 of its content" in found.message
    assert "expected a JSON object a line" in found.message
