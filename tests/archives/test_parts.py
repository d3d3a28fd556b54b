"""Archives read in parts: any division gives what one reading gives, and an index what reading everything would."""

from __future__ import annotations

import bz2
import shutil
import tempfile
from itertools import chain, islice, pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.archives import Ignored, Outcome, Page, Position, Range, Refused, Selection, lbzip2, open_archive, ranges
from ingest.archives import reading as reading_module
from tests.archives.writing import (
    Revision,
    Written,
    article,
    codes,
    export,
    header_xml,
    many,
    multistream,
    packed,
    pages_of,
    read,
    snapshot_line,
    titles,
)

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"))
PAGES = st.lists(
    st.builds(
        lambda title, texts, namespace: Written(
            title, tuple(Revision(text, n, f"20{n:02}-01-01T00:00:00Z") for n, text in enumerate(texts, 1)), namespace
        ),
        st.text(st.characters(categories=["L", "N"], include_characters="&<>\"' <page>"), min_size=1),
        st.lists(TEXTS, min_size=1, max_size=3),
        st.sampled_from([0, 1, 10]),
    ),
    max_size=8,
)


def in_parts(path: Path, count: int, selection: Selection) -> list[Outcome]:
    return list(chain.from_iterable(read(path, selection, part) for part in ranges(path, count, selection)))


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Divide small files too, and start no process for each."""
    monkeypatch.setattr(lbzip2, "program", lambda: None)
    monkeypatch.setattr(reading_module, "_LEAST", 1)


@settings(max_examples=60)
@given(PAGES, st.sampled_from(["", ".gz", ".bz2"]), st.sampled_from(["0.3", "0.6", "0.11"]))
def test_what_was_written_is_read(written: list[Written], ending: str, version: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = pages_of(read(packed(export(written, version), Path(folder) / f"wiki.xml{ending}")))
    assert [(page.title, page.text) for page in found] == [(page.title, page.revisions[-1].text) for page in written]
    assert version == "0.3" or [page.namespace for page in found] == [page.namespace for page in written]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PAGES, st.integers(1, 6), st.integers(0, 5000), st.sampled_from(["plain", "cut", "hole"]))
def test_parts_of_a_plain_export_are_the_whole(written: list[Written], count: int, at: int, fate: str) -> None:
    data = export(written)
    at = min(at, len(data))
    data = {"plain": data, "cut": data[:at], "hole": data[:at] + b"\x00" + data[at + 40 :]}[fate]
    with tempfile.TemporaryDirectory() as folder:
        path = packed(data, Path(folder) / "wiki.xml")
        parts = in_parts(path, count, Selection())
        assert pages_of(parts) == pages_of(read(path))
        if fate == "plain":
            assert parts == read(path)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PAGES, st.integers(1, 6), st.integers(20, 600), st.integers(0, 100), st.booleans())
def test_parts_of_streams_cut_anywhere_are_the_whole(
    written: list[Written], count: int, size: int, hit: int, is_damaged: bool
) -> None:
    data = export(written)
    pieces = [bz2.compress(data[start : start + size]) for start in range(0, len(data), size)]
    if is_damaged:
        piece = pieces[hit % len(pieces)]
        pieces[hit % len(pieces)] = piece[:-8] + bytes(byte ^ 255 for byte in piece[-8:])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "wiki.xml.bz2"
        path.write_bytes(b"".join(pieces))
        one, parts = read(path), in_parts(path, count, Selection())
    assert pages_of(parts) == pages_of(one)
    assert codes(parts) == codes(one)


@pytest.mark.parametrize("program", ["library", "lbzip2"])
def test_parts_of_a_multistream_dump(tmp_path: Path, program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if program == "lbzip2" and shutil.which("lbzip2") is None:
        pytest.skip("apt-get install lbzip2")
    monkeypatch.setattr(lbzip2, "program", lambda: shutil.which("lbzip2") if program == "lbzip2" else None)
    monkeypatch.setattr(lbzip2, "_BATCH", 2_000)
    path = tmp_path / "wiki.xml.bz2"
    multistream(path, many(200), 10)
    whole = read(path)
    assert titles(whole) == [f"Page {n}" for n in range(200)]
    for count in (2, 3, 7, 100):
        found = ranges(path, count)
        assert 1 < len(found) <= count
        assert in_parts(path, count, Selection()) == whole
    middle = pages_of(whole)[100]
    assert read(path, part=Range(middle.place.next)) == whole[101:]
    assert read(path, part=Range(middle.place.start)) == whole[100:]


@pytest.mark.parametrize("ending", ["", ".gz"])
def test_parts_of_a_snapshot(tmp_path: Path, ending: str) -> None:
    data = b"".join(snapshot_line(f"A{n}", n) for n in range(50))
    path = packed(data, tmp_path / f"x.ndjson{ending}")
    whole = read(path)
    assert len(whole) == 100
    for count in range(1, 60):
        assert in_parts(path, count, Selection()) == whole
    place = pages_of(whole)[41].place
    assert read(path, part=Range(place.next)) == whole[42:]
    assert read(path, part=Range(place.start)) == whole[40:]


@pytest.mark.parametrize("ending", [".xml.gz", ".xml.7z", ".tar.gz"])
def test_what_has_one_stream_is_one_part(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"x{ending}"
    path.touch()
    assert ranges(path, 8) == (Range(),)


def test_utf_16_is_one_part(tmp_path: Path) -> None:
    data = export(many(30)).decode()
    for path in (tmp_path / "x.xml", tmp_path / "x.xml.bz2"):
        assert ranges(packed(data.encode("utf-16"), path), 8) == (Range(),)


def dump(folder: Path, count: int = 100) -> Path:
    path = folder / "aawiki-20240501-pages-articles-multistream.xml.bz2"
    multistream(path, [*many(count), article("A & B", "{{x}}", 9_000)], 10)
    return path


def test_a_title_is_found_by_the_index_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = dump(tmp_path)
    wanted = Selection(title="^(Page 57|A & B)$")
    (only,) = ranges(path, 1, wanted)
    assert only.streams is not None
    assert [count for _, count in only.streams] == [1, 1]
    # Everything else becomes rubbish: what is found was found without reading it.
    data, spared = bytearray(path.read_bytes()), [start for start, _ in only.streams]
    starts = sorted({*spared, *(int(line.split(b":")[0]) for line in index_lines(path)), len(data)})
    for start, end in pairwise(starts):
        if start not in spared:
            data[start:end] = bytes(end - start)
    path.write_bytes(data)
    assert titles(read(path, wanted)) == ["Page 57", "A & B"]
    assert codes(read(path, wanted)) == []
    assert [titles(read(path, wanted, part)) for part in ranges(path, 2, wanted)] == [["Page 57"], ["A & B"]]


def index_of(path: Path) -> Path:
    return path.with_name(path.name.replace(".xml.bz2", "-index.txt.bz2"))


def index_lines(path: Path) -> list[bytes]:
    return bz2.decompress(index_of(path).read_bytes()).splitlines(keepends=True)


def test_a_title_that_no_index_names_is_nowhere(tmp_path: Path) -> None:
    path = dump(tmp_path)
    assert read(path, Selection(title="^Nobody$")) == []
    assert ranges(path, 4, Selection(title="^Nobody$")) == (Range(streams=()),)


@pytest.mark.parametrize(
    "lines", [b"rubbish\n", b"12:1:Page 5\n", b"99999999999:1:Page 5\n", b"1:1:" + b"x" * 2_000_000, None]
)
def test_an_index_that_is_wrong_is_named_and_not_used(tmp_path: Path, lines: bytes | None) -> None:
    path = dump(tmp_path)
    index_of(path).write_bytes(bz2.compress(lines) if lines is not None else b"no bzip2")
    found = read(path, Selection(title="Page 5|xxx"))
    assert codes(found) == ["index_mismatch"]
    assert len(titles(found)) == 11


def test_an_index_of_another_dump_is_named(tmp_path: Path) -> None:
    path = dump(tmp_path)
    lines = b"".join(line.replace(b"Page 57\n", b"Page 5X\n") for line in index_lines(path))
    index_of(path).write_bytes(bz2.compress(lines))
    found = read(path, Selection(title="^Page 5X$"))
    assert codes(found) == ["index_mismatch"]
    assert not pages_of(found)


def test_an_index_of_a_part_of_a_dump_is_found(tmp_path: Path) -> None:
    path = tmp_path / "enwiki-20240501-pages-articles-multistream7.xml-p12p34.bz2"
    multistream(tmp_path / "x.xml.bz2", many(30), 10)
    (tmp_path / "x.xml.bz2").rename(path)
    (tmp_path / "x-index.txt.bz2").rename(tmp_path / "enwiki-20240501-pages-articles-multistream-index7.txt-p12p34.bz2")
    (part,) = ranges(path, 1, Selection(title="^Page 2$"))
    assert part.streams is not None
    assert titles(read(path, Selection(title="^Page 2$"), part)) == ["Page 2"]


def test_first_pages_come_before_the_rest_is_read(tmp_path: Path) -> None:
    """A page is yielded though what follows, in the same stream, could not be read at all."""
    path = tmp_path / "wiki.xml.bz2"
    path.write_bytes(bz2.compress((header_xml()).encode() + export(many(2))))
    first = next(open_archive(path))
    assert isinstance(first, Page)
    big = tmp_path / "big.xml"
    with big.open("wb") as file:
        file.write(export(many(10)))
        file.truncate(50_000_000_000)  # sparse: to read it all would take minutes
    assert len(list(islice(open_archive(big), 10))) == 10


def test_damage_counts_once_whoever_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "wiki.xml.bz2"
    starts = multistream(path, many(100), 10)
    data = bytearray(path.read_bytes())
    data[starts[5] + 200 : starts[5] + 210] = bytes(10)
    path.write_bytes(data)
    whole = read(path)
    for count in (2, 5, 50):
        assert in_parts(path, count, Selection()) == whole
    assert all(isinstance(found, Page | Refused | Ignored) for found in whole)


def test_positions_order_as_the_archive_does() -> None:
    assert Position(0, 9) < Position(5, 0) < Position(5, 1)
