"""Damaged archives, each damaged for real: what is whole is read, and what is not is named."""

from __future__ import annotations

import bz2
import gzip
import itertools
import os
import random
import shutil
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.archives import EVERYTHING, Page, Range, Refused, Selection, lbzip2
from ingest.archives.streams import BZ2, GZIP
from tests.archives.writing import (
    FOOTER,
    article,
    codes,
    export,
    header_xml,
    many,
    multistream,
    packed,
    page_xml,
    pages_of,
    read,
    titles,
)


@pytest.fixture(params=["library", "lbzip2"])
def decompressor(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Read bzip2 by the library, and by lbzip2."""
    if request.param == "lbzip2" and shutil.which("lbzip2") is None:
        pytest.skip("apt-get install lbzip2")
    found = shutil.which("lbzip2") if request.param == "lbzip2" else None
    monkeypatch.setattr(lbzip2, "program", lambda: found)
    return str(request.param)


def refusals(path: Path, selection: Selection = EVERYTHING) -> list[Refused]:
    return [found for found in read(path, selection) if isinstance(found, Refused)]


def noise(size: int, seed: int) -> str:
    """Text that no compression makes small."""
    return random.Random(seed).randbytes(size // 2).hex()


def damaged(data: bytes, at: int) -> bytes:
    return data[:at] + bytes(byte ^ 0xFF for byte in data[at : at + 8]) + data[at + 8 :]


@pytest.mark.parametrize("character", [b"\x00", b"\x08", b"\x1f", b"&#1;", b"&#xFFFE;"])
def test_a_control_character_costs_its_page(tmp_path: Path, character: bytes) -> None:
    data = export([article("A"), article("B", "marked"), article("C")]).replace(b"marked", b"mar" + character + b"ked")
    found = read(packed(data, tmp_path / "wiki.xml"))
    assert titles(found) == ["A", "C"]
    assert [(entry.code, entry.title) for entry in found if isinstance(entry, Refused)] == [("control_character", "B")]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b"marked", b"\xff\xfe", "not_utf8"),
        (b"marked", b"a < b", "not_well_formed"),
        (b"marked", b"&bomb;", "entity"),
        (b"marked", b"a & b", "not_well_formed"),
        (b"marked", b"<x>" * 50 + b"</x>" * 50, "too_deep"),
        (b"marked", b"<x/>" * 2_000, "too_large"),
        (b"<title>B</title>", b"", "no_title"),
        (b"    </revision>\n  </page>\n  <page>\n    <title>C", b"<page>\n    <title>C", "truncated"),
    ],
)
def test_a_fault_costs_its_page(tmp_path: Path, old: bytes, new: bytes, code: str) -> None:
    data = export([article("A"), article("B", "marked"), article("C")])
    start = data.index(b"<title>B")
    data = data[:start] + data[start:].replace(old, new, 1)
    found = read(packed(data, tmp_path / "wiki.xml"))
    assert titles(found) == ["A", "C"]
    assert codes(found) == [code]


def test_a_text_of_twelve_megabytes_is_read(tmp_path: Path) -> None:
    text = "x" * 12_000_000
    pages = pages_of(read(packed(export([article("A", text), article("B")]), tmp_path / "wiki.xml.bz2")))
    assert [(page.title, len(page.text)) for page in pages] == [("A", 12_000_000), ("B", 10)]


def test_entities_are_never_expanded(tmp_path: Path) -> None:
    lines = ['<!ENTITY a0 "ha">', *(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))]
    bomb = f"<?xml version='1.0'?><!DOCTYPE mediawiki [{''.join(lines)}]>".encode()
    data = bomb + export([article("A", "marked"), article("B")]).replace(b"marked", b"&a11;")
    found = read(packed(data, tmp_path / "wiki.xml"))
    assert titles(found) == ["B"]
    assert codes(found) == ["entity"]


@pytest.mark.parametrize("ending", ["", ".gz", ".bz2"])
def test_a_truncated_export_gives_all_whole_pages_before(tmp_path: Path, ending: str, decompressor: str) -> None:
    path = packed(export([article(f"Page {n}", noise(200_000, n)) for n in range(20)]), tmp_path / f"wiki.xml{ending}")
    os.truncate(path, path.stat().st_size * 2 // 3)
    found = read(path)
    assert titles(found) == [f"Page {n}" for n in range(len(titles(found)))]
    assert 8 <= len(titles(found)) <= 13  # a block of bzip2 that is cut takes 900 kB with it
    assert set(codes(found)) == {"truncated"}
    assert all(page.sha1 for page in pages_of(found))


def test_an_export_that_ends_between_pages_is_truncated(tmp_path: Path) -> None:
    data = export([article("A"), article("B")]).removesuffix(FOOTER.encode())
    found = read(packed(data, tmp_path / "wiki.xml"))
    assert titles(found) == ["A", "B"]
    assert codes(found) == ["truncated"]


def test_a_truncated_7z_is_named(tmp_path: Path) -> None:
    path = packed(export(many(50)), tmp_path / "wiki.xml.7z")
    os.truncate(path, path.stat().st_size // 2)
    assert codes(read(path)) == ["corrupt_archive"]


def test_damage_within_a_7z_is_named(tmp_path: Path) -> None:
    path = packed(export([article(f"Page {n}", noise(60_000, n)) for n in range(10)]), tmp_path / "wiki.xml.7z")
    path.write_bytes(damaged(path.read_bytes(), path.stat().st_size * 2 // 3))
    found = read(path)
    assert "corrupt_archive" in codes(found)
    assert titles(found) == [f"Page {n}" for n in range(len(titles(found)))]
    assert titles(found)


def test_damage_costs_a_multistream_dump_one_stream(tmp_path: Path, decompressor: str) -> None:
    path = tmp_path / "wiki-multistream.xml.bz2"
    starts = multistream(path, many(100), 10)
    path.write_bytes(damaged(path.read_bytes(), starts[4] + 300))
    found = read(path)
    assert titles(found) == [f"Page {n}" for n in range(100) if n // 10 != 4]
    assert "corrupt_archive" in codes(found)
    assert any(f"byte {starts[4]:,}" in entry.message for entry in found if isinstance(entry, Refused))


@pytest.mark.parametrize("where", [1, 4, 7])
def test_damage_never_gives_a_page_that_was_not_written(tmp_path: Path, where: int, decompressor: str) -> None:
    """bzip2 gives a damaged block's content before it says so; the export's version has no digests of its own."""
    words = random.Random(7).choices(["race ", "gold ", "time ", "lap\n", "Anna ", "Berta ", "1:04.6 "], k=800_000)
    written = [article(f"Page {n}", "".join(words[n * 800 : n * 800 + 800])) for n in range(1000)]
    path = packed(export(written, "0.5"), tmp_path / "wiki.xml.bz2")
    path.write_bytes(damaged(path.read_bytes(), path.stat().st_size * (where + 1) // 10))
    texts = {page.title: page.revisions[0].text for page in written}
    found = read(path)
    assert codes(found)
    assert all(texts[page.title] == page.text for page in pages_of(found))


@pytest.mark.parametrize("codec", [BZ2, GZIP], ids=["bzip2", "gzip"])
def test_reading_goes_on_behind_rubbish_between_streams(tmp_path: Path, codec: object, decompressor: str) -> None:
    pack: Callable[[bytes], bytes] = bz2.compress if codec is BZ2 else gzip.compress
    pages = [page_xml(article(f"Page {n}")).encode() for n in range(3)]
    first, *others = [pack(header_xml().encode() + pages[0]), pack(pages[1]), pack(pages[2] + FOOTER.encode())]
    ending = ".bz2" if codec is BZ2 else ".gz"
    path = tmp_path / f"wiki.xml{ending}"
    path.write_bytes(first + b"rubbish" * 20_000 + b"".join(others))
    found = read(path)
    assert titles(found) == ["Page 0", "Page 1", "Page 2"]
    assert codes(found) == ["corrupt_archive"]


@pytest.mark.parametrize("ending", ["bz2", "gz"])
def test_padding_with_nul_is_no_damage(tmp_path: Path, ending: str, decompressor: str) -> None:
    path = packed(export([article("A")]), tmp_path / f"wiki.xml.{ending}")
    path.write_bytes(path.read_bytes() + bytes(200_000))
    assert [type(found) for found in read(path)] == [Page]


@pytest.mark.parametrize("name", ["x.xml", "x.xml.bz2", "x.xml.gz", "x.xml.7z", "x.tar.gz", "x.ndjson", "x.zim"])
def test_what_is_something_else_is_named(tmp_path: Path, name: str, decompressor: str) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04 this is something else\n" * 50)
    found = read(tmp_path / name)
    assert codes(found)
    assert not pages_of(found)


@pytest.mark.parametrize("name", ["x.xml", "x.xml.bz2", "x.xml.gz", "x.xml.7z", "x.tar.gz", "x.zim"])
def test_an_empty_file_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    assert len(codes(read(tmp_path / name))) == 1


def zeros(path: Path, megabytes: int) -> Path:
    """Write zeros in a single stream, without holding them."""
    packer = bz2.BZ2Compressor() if path.suffix == ".bz2" else None
    with path.open("wb") if packer else gzip.open(path, "wb") as file:
        for data in itertools.repeat(bytes(1_000_000), megabytes):
            file.write(packer.compress(data) if packer else data)
        if packer:
            file.write(packer.flush())
    return path


def test_a_bomb_of_zeros_in_a_7z_is_refused_too(tmp_path: Path) -> None:
    import py7zr

    path = tmp_path / "x.xml.7z"
    with py7zr.SevenZipFile(path, "w") as archive:
        archive.writestr(bytes(40_000_000), "x.xml")
    tracemalloc.start()
    found = read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert codes(found) == ["not_an_export"]
    assert peak < 36_000_000


def test_a_7z_packed_in_another_way_says_how_to_pack_it(tmp_path: Path) -> None:
    import py7zr

    path = tmp_path / "x.xml.7z"
    with py7zr.SevenZipFile(path, "w", filters=[{"id": py7zr.FILTER_PPMD, "order": 6, "mem": 24}]) as archive:
        archive.writestr(export([article("A")]), "x.xml")
    found = refusals(path)
    assert [entry.code for entry in found] == ["corrupt_archive"]
    assert "-m0=lzma2" in found[0].message


def test_several_exports_in_a_7z_are_read_one_after_another(tmp_path: Path) -> None:
    import py7zr

    path = tmp_path / "x.xml.7z"
    with py7zr.SevenZipFile(path, "w") as archive:
        archive.writestr(export(many(30)), "a.xml")
        archive.writestr(b"read me", "readme.txt")
        archive.writestr(export([article("Last")]), "b.xml")
    found = read(path)
    assert titles(found) == [*(f"Page {n}" for n in range(30)), "Last"]
    assert read(path, part=Range(pages_of(found)[-2].place.next)) == found[-1:]


@pytest.mark.parametrize("ending", ["bz2", "gz"])
def test_a_bomb_of_zeros_is_refused_after_a_few_megabytes(tmp_path: Path, ending: str, decompressor: str) -> None:
    found = read(zeros(tmp_path / f"x.xml.{ending}", 100))
    assert codes(found) == ["not_an_export"]
    assert "16,000,000" in found[0].message  # type: ignore[union-attr]


@pytest.mark.parametrize("where", ["title", "text", "between"])
def test_a_bomb_within_a_page_costs_what_stands_around_it(tmp_path: Path, where: str) -> None:
    head = header_xml() + page_xml(article("A"))
    before = {"title": "<page><title>", "text": "<page><title>B</title><revision><text>", "between": ""}[where]
    path = tmp_path / "x.xml.bz2"
    bomb = zeros(tmp_path / "zeros.bz2", 90).read_bytes()
    path.write_bytes(bz2.compress((head + before).encode()) + bomb + bz2.compress(page_xml(article("C")).encode()))
    found = read(path)
    assert titles(found) == ["A", "C"]
    assert "too_large" in codes(found)
