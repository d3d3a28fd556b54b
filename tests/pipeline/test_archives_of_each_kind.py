"""Whole runs over an archive of each kind, whole and cut: the same articles, and damage by name with exit status 1."""

from __future__ import annotations

import bz2
import gzip
import io
import os
import tarfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.archives.writing import VERSIONS, Revision, Written, export, multistream, packed, snapshot_line
from tests.pipeline.running import Ran, run
from tests.pipeline.test_dumps import PAIRS, SCULLS, text_of

BOX = "{{Infobox Olympic event\n| event = Men's single sculls\n| games = 1952 Summer\n}}\n\n"
TEXTS = {SCULLS: BOX + text_of(), PAIRS: text_of("7:20.1")}
ARTICLES = [Written(title, (Revision(text),), 0, number) for number, (title, text) in enumerate(TEXTS.items(), 1)]
OTHERS = [
    Written("Talk:A", (Revision("Hello."),), 1, 10),
    Written("Old title", (Revision(f"#REDIRECT [[{SCULLS}]]"),), 0, 11, redirect=SCULLS),
]
PAGES = [*ARTICLES, *OTHERS]
FILLING = [Written(f"Filling {n}", (Revision(os.urandom(36_000).hex()),), 0, n + 100) for n in range(18)]


def _lines(pages: list[Written]) -> bytes:
    """Write articles as Wikimedia Enterprise does, which gives no redirects."""
    return b"".join(
        snapshot_line(
            page.title, page.number, article_body={"wikitext": page.revisions[-1].text},
            namespace={"identifier": page.namespace},
        )
        for page in pages
        if page.redirect is None
    )  # fmt: skip


def _tar(lines: bytes) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w:gz") as file:
        member = tarfile.TarInfo("enwiki_0.ndjson")
        member.size = len(lines)
        file.addfile(member, io.BytesIO(lines))
    return target.getvalue()


def _sevenzip(path: Path, pages: list[Written]) -> None:
    pytest.importorskip("py7zr", reason="pip install py7zr")
    packed(export(pages), path)


def _multistream(path: Path, pages: list[Written]) -> None:
    multistream(path, pages, 2)


KINDS: Mapping[str, Callable[[Path, list[Written]], object]] = {
    "wiki.xml": lambda path, pages: path.write_bytes(export(pages)),
    "wiki-utf16.xml": lambda path, pages: path.write_bytes(export(pages).decode().encode("utf-16")),
    "wiki.xml.gz": lambda path, pages: path.write_bytes(gzip.compress(export(pages))),
    "wiki.xml.bz2": lambda path, pages: path.write_bytes(bz2.compress(export(pages))),
    "wiki.xml.7z": _sevenzip,
    "wiki-pages-articles-multistream.xml.bz2": _multistream,
    "wiki.ndjson": lambda path, pages: path.write_bytes(_lines(pages)),
    "wiki.ndjson.gz": lambda path, pages: path.write_bytes(gzip.compress(_lines(pages))),
    "wiki.tar.gz": lambda path, pages: path.write_bytes(_tar(_lines(pages))),
}


@pytest.fixture(scope="module")
def from_files(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """The publication of the same articles, each a file."""
    raw = tmp_path_factory.mktemp("files")
    for title, text in TEXTS.items():
        (raw / f"{title}.wikitext").write_text(text, encoding="utf-8")
    ran = run(raw, tmp_path_factory.mktemp("from-files"))
    assert ran.frame("results").height == 6
    return ran


def made(folder: Path, name: str, pages: list[Written]) -> Path:
    raw = folder / "raw"
    raw.mkdir()
    KINDS[name](raw / name, pages)
    return raw


@pytest.mark.parametrize("name", ["wiki.xml", "wiki.xml.gz", "in files"])
def test_figures_memory_and_the_slowest_ten_are_recorded(tmp_path: Path, name: str) -> None:
    long = Written("The long one", (Revision("\n\n".join(text_of(f"8:{n % 60:02}.5") for n in range(60))),), 0, 99)
    pages = [*(Written(f"Race {n}", (Revision(text_of()),), 0, n + 1) for n in range(12)), long]
    if name == "in files":
        (tmp_path / "raw").mkdir()
        for each in pages:
            (tmp_path / "raw" / f"{each.title}.wikitext").write_text(each.revisions[0].text, encoding="utf-8")
    else:
        made(tmp_path, name, pages)
    line = run(tmp_path / "raw", tmp_path / "out").last_line
    assert (line["documents"], line["read"], line["judged"]) == (13, 13, line["groups"])
    assert line["read_bytes"] == sum(len(each.revisions[0].text.encode()) for each in pages)
    assert min(line["peak_memory_mb"]["process"], line["peak_memory_mb"]["largest_worker"]) > 10
    slowest = line["slowest_documents"]
    assert len(slowest) == 10
    assert [each["seconds"] for each in slowest] == sorted((each["seconds"] for each in slowest), reverse=True)
    assert "the-long-one" in [each["document_id"] for each in slowest[:2]]  # the first one warms the process up
    assert line["seconds"] > slowest[0]["seconds"] > 0
    again = run(tmp_path / "raw", tmp_path / "out").last_line
    assert (again["read"], again["read_bytes"], again["slowest_documents"]) == (0, 0, [])


def test_an_address_that_is_none_costs_the_address_alone(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    line = snapshot_line(SCULLS, url="wiki/not an address", article_body={"wikitext": TEXTS[SCULLS]})
    (tmp_path / "raw" / "wiki.ndjson").write_bytes(line)
    ran = run(tmp_path / "raw", tmp_path / "out")
    assert ran.status == 0, ran.stderr
    assert ran.frame("documents").select("title", "source_url").rows() == [(SCULLS, None)]


def titles(ran: Ran) -> set[str]:
    return set(ran.frame("documents")["title"])


def assert_the_same(ran: Ran, from_files: Ran) -> None:
    assert ran.status == 0, ran.stderr
    for name in ("statements", "results", "reconciliation", "competitors", "checks"):
        assert ran.frame(name).equals(from_files.frame(name)), name


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_gives_what_files_give(tmp_path: Path, from_files: Ran, name: str) -> None:
    assert_the_same(run(made(tmp_path, name, PAGES), tmp_path / "out"), from_files)


@pytest.mark.parametrize("version", VERSIONS)
def test_every_schema_gives_what_files_give(tmp_path: Path, from_files: Ran, version: str) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "wiki.xml").write_bytes(export(PAGES, version))
    assert_the_same(run(tmp_path / "raw", tmp_path / "out"), from_files)


@pytest.mark.parametrize("name", KINDS)
def test_pages_are_selected_in_every_kind(tmp_path: Path, name: str) -> None:
    title = ("--title", "sculls$") if "multistream" in name else ()  # by its index
    ran = run(made(tmp_path, name, PAGES), tmp_path / "out", "--template", "Infobox Olympic event", *title)
    assert ran.status == 0, ran.stderr
    assert titles(ran) == {SCULLS}


def test_the_last_revision_of_several_or_that_as_of_a_day(tmp_path: Path) -> None:
    history = tuple(Revision(text_of(f"8:1{number}.0"), number, f"2024-05-0{number}T12:00:00Z") for number in (1, 2, 3))
    raw = made(tmp_path, "wiki.xml.bz2", [Written(SCULLS, history)])
    assert "8:13.0" in set(run(raw, tmp_path / "out").frame("results")["mark_stated"])
    earlier = run(raw, tmp_path / "out", "--as-of", "2024-05-02")
    assert "8:12.0" in set(earlier.frame("results")["mark_stated"])
    assert earlier.frame("documents")["revision_id"].to_list() == [2]


@pytest.mark.parametrize("name", [name for name in KINDS if name != "wiki.xml.7z"])
def test_a_cut_archive_gives_the_whole_pages_before_and_is_named(tmp_path: Path, name: str) -> None:
    raw = made(tmp_path, name, [*ARTICLES, *FILLING])
    os.truncate(raw / name, (raw / name).stat().st_size * 3 // 4)
    ran = run(raw, tmp_path / "out")
    assert ran.status == 1, ran.stderr
    assert {SCULLS, PAIRS} <= titles(ran)
    assert f"refused: {name}" in ran.stderr
    assert set(ran.frame("rejects")["error"]) <= {"truncated", "not_json", "corrupt_archive"}
    assert any(f"Filling {n}" in titles(ran) for n in range(10))


def test_a_cut_7z_is_named_and_the_rest_published(tmp_path: Path) -> None:
    raw = made(tmp_path, "wiki.xml.7z", [*ARTICLES, *FILLING])  # its directory stands at its end
    os.truncate(raw / "wiki.xml.7z", (raw / "wiki.xml.7z").stat().st_size * 3 // 4)
    (raw / "other.wikitext").write_text(text_of(), encoding="utf-8")
    ran = run(raw, tmp_path / "out")
    assert ran.status == 1, ran.stderr
    assert ran.frame("rejects").select("path", "error").rows() == [("wiki.xml.7z", "corrupt_archive")]
    assert titles(ran) == {"other"}
