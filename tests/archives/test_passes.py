"""Passes over archives: who decompresses, what is done again after a stop, and that it is the same by any crew."""

from __future__ import annotations

import bz2
import io
import random
import re
import sys
import tarfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from ingest.archives import Selection, streams
from ingest.archives import tasks as tasks_module
from ingest.archives.errors import UnreadableArchiveError
from ingest.archives.tasks import Archive, LookTask
from ingest.crew import Crew, Died, local_crew
from ingest.crew.local import WORTH_A_POOL
from ingest.crew.tasks import ReadTask
from ingest.from_archives import ARTICLES, Asked, with_archives
from ingest.progress import Step
from ingest.redo.cache import Cache
from ingest.redo.code import CodePrints, code_prints
from ingest.shards.store import ShardStore
from ingest.sources import SourceFile, Sources, text_of
from ingest.stages.setting import SUMMARIES, Setting
from schemas.words import UserWords
from tests.archives.writing import (
    FOOTER,
    article,
    export,
    header_xml,
    multistream,
    packed,
    page_xml,
    snapshot_line,
)

Item = TypeVar("Item")
Result = TypeVar("Result")
NOBODY = Sources((), (), ())


@pytest.fixture(scope="module")
def code() -> CodePrints:
    return code_prints(Cache(Path(":memory:")))


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks_module, "PART_BYTES", 2_000)


def setting(cache: Cache, code: CodePrints, **others: object) -> Setting:
    given: dict[str, object] = {"progress": lambda _step: None, "workers": 1, **others}
    return Setting(raw=Path(), cache=cache, shards=ShardStore(Path("nowhere")), code=code, **given)  # type: ignore[arg-type]


def passed(path: Path, cache: Cache, code: CodePrints, selection: Selection = ARTICLES, **others: object) -> Sources:
    found = with_archives(NOBODY, Asked((path,), selection), setting(cache, code, **others))
    return replace(found, files=tuple(found.files))


def known(cache: Cache) -> set[tuple[str, bytes]]:
    return {(held.key, held.data) for held in cache.get(SUMMARIES, cache.keys(SUMMARIES))}


class Counted(Crew):
    """A crew of this process that counts what it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.looked = 0
        self.read: Counter[str] = Counter()

    def work(
        self,
        function: Callable[[Sequence[Item]], list[Result]],
        batches: Iterable[Sequence[Item]],
        size: Callable[[Sequence[Item]], int] = lambda _batch: 0,
    ) -> Iterator[list[Result | Died]]:
        def counted() -> Iterator[Sequence[Item]]:
            for batch in batches:
                self.looked += sum(isinstance(task, LookTask) for task in batch)
                self.read.update(task.file.title for task in batch if isinstance(task, ReadTask))
                yield batch

        return super().work(function, counted(), size)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    crew = Counted()
    monkeypatch.setattr("ingest.crew.local.Crew", lambda *_args, **_more: crew)
    return crew


def noise(number: int) -> str:
    """A text that no compression makes small."""
    return random.Random(number).randbytes(1_000).hex()


def dump(path: Path, count: int = 60, per_stream: int = 5) -> Path:
    multistream(path, [article(f"Page {n}", f"Text {n}. {noise(n)}", n + 1) for n in range(count)], per_stream)
    return path


def no_decompressing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise RuntimeError("this process decompresses")

    for name in ("compressed", "bzip2"):
        monkeypatch.setattr(f"ingest.archives.reading.{name}", refuse)
    monkeypatch.setattr(streams, "compressed", refuse)
    monkeypatch.setattr("ingest.archives.index.bzip2", refuse)


@pytest.mark.parametrize("title", [None, "7$"], ids=["every page", "by the index"])
def test_the_process_of_a_run_does_not_decompress(
    tmp_path: Path, code: CodePrints, monkeypatch: pytest.MonkeyPatch, title: str | None
) -> None:
    path = dump(tmp_path / "wiki-multistream.xml.bz2", 600)
    assert Archive(path.name, path).text_bytes > WORTH_A_POOL  # so that the workers are no copies of this process
    no_decompressing(monkeypatch)
    found = passed(path, Cache(Path(":memory:")), code, Selection(title=title), workers=2)
    assert not found.rejects
    assert len(found.files) == (60 if title else 600)


def test_any_crew_finds_and_reads_the_same(tmp_path: Path, code: CodePrints) -> None:
    path = dump(tmp_path / "wiki-multistream.xml.bz2", 400)
    data = bytearray(path.read_bytes())
    at = data.index(b"BZh9", len(data) // 2) + 600
    data[at : at + 8] = bytes(byte ^ 255 for byte in data[at : at + 8])
    path.write_bytes(data)
    caches = [Cache(Path(":memory:")) for _ in range(3)]
    one, two, three = (passed(path, cache, code, workers=n) for n, cache in zip((1, 2, 3), caches, strict=True))
    assert one == two == three
    assert {reject.error for reject in one.rejects} == {"corrupt_archive"}
    assert 380 < len(one.files) < 400
    assert known(caches[0]) == known(caches[1]) == known(caches[2])


def test_workers_that_do_not_see_the_archive_are_handed_texts(
    tmp_path: Path, code: CodePrints, monkeypatch: pytest.MonkeyPatch, small_parts: None
) -> None:
    path = dump(tmp_path / "wiki-multistream.xml.bz2")
    seen, unseen = Cache(Path(":memory:")), Cache(Path(":memory:"))
    first = passed(path, seen, code)
    monkeypatch.setattr(Crew, "sees", lambda *_: False)
    second = passed(path, unseen, code)
    assert second == first
    assert known(seen) == known(unseen)
    assert len(known(seen)) == 60


@pytest.mark.parametrize("stopped_after", [1, 20, 59])
@pytest.mark.parametrize("name", ["wiki-multistream.xml.bz2", "wiki.xml", "wiki.xml.gz"])
def test_a_pass_that_was_stopped_goes_on(
    tmp_path: Path, code: CodePrints, counted: Counted, small_parts: None, stopped_after: int, name: str
) -> None:
    pages = [article(f"Page {n}", f"Text {n}. {noise(n)}", n + 1) for n in range(60)]
    path = tmp_path / name
    if name == "wiki.xml":
        path.write_bytes(export(pages))
    elif name.endswith(".gz"):
        packed(export(pages), path)
    else:
        dump(path)
    cache = Cache(Path(":memory:"))

    def stop(step: Step) -> None:
        if step.done >= stopped_after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        passed(path, cache, code, progress=stop)
    done, looked = len(cache.keys(SUMMARIES)), counted.looked
    assert done >= stopped_after
    counted.read.clear()
    found = passed(path, cache, code)
    assert counted.read.total() == 60 - done
    assert len(found.files) == 60
    if name == "wiki-multistream.xml.bz2":
        assert counted.looked - looked < 24  # all parts, had none been kept
    whole = Cache(Path(":memory:"))
    assert passed(path, whole, code) == found
    assert known(whole) == known(cache)


def test_what_is_known_is_neither_looked_through_nor_read(tmp_path: Path, code: CodePrints, counted: Counted) -> None:
    path, cache = dump(tmp_path / "wiki-multistream.xml.bz2"), Cache(Path(":memory:"))
    first = passed(path, cache, code)
    looked, read = counted.looked, counted.read.copy()
    assert passed(path, cache, code) == first
    assert (counted.looked, counted.read) == (looked, read)


def test_of_another_dump_only_new_pages_are_read(tmp_path: Path, code: CodePrints, counted: Counted) -> None:
    path, cache = dump(tmp_path / "wiki-multistream.xml.bz2"), Cache(Path(":memory:"))
    passed(path, cache, code)
    counted.read.clear()
    dump(path, 63, per_stream=7)
    assert len(passed(path, cache, code).files) == 63
    assert counted.read == {"Page 60": 1, "Page 61": 1, "Page 62": 1}


def test_the_forms_of_an_article_are_read_once(tmp_path: Path, code: CodePrints, counted: Counted) -> None:
    path = tmp_path / "x.ndjson"
    path.write_bytes(b"".join(snapshot_line(f"A{n}", n) for n in range(40)))
    found = passed(path, Cache(Path(":memory:")), code)
    assert [file.document_id for file in found.files[:2]] == ["a0--html", "a0--wikitext"]
    assert not found.rejects
    assert set(counted.read.values()) == {2}


def test_pages_across_streams_are_read_at_their_places(tmp_path: Path, code: CodePrints, small_parts: None) -> None:
    """As programs write bzip2 that cut it anywhere, to pack it on many processors."""
    data = export([article(f"Page {n}", f"Text {n}. {noise(n)}", n + 1) for n in range(60)])
    path = tmp_path / "wiki.xml.bz2"
    path.write_bytes(b"".join(bz2.compress(data[at : at + 7_001]) for at in range(0, len(data), 7_001)))
    cache = Cache(Path(":memory:"))
    found = passed(path, cache, code)
    assert not found.rejects
    assert (len(found.files), len(known(cache))) == (60, 60)


def test_the_users_words_hold_in_dumps(tmp_path: Path, code: CodePrints) -> None:
    table = '{| class="wikitext"\n! Rank !! Roeister !! Nation\n|-\n| 1 || Bo Berg || Norway\n|}'
    path, cache = packed(export([article("A", table)]), tmp_path / "wiki.xml"), Cache(Path(":memory:"))
    words = UserWords(columns=(("roeister", "competitor"),))
    passed(path, cache, code)
    plain = {data for _, data in known(cache)}
    passed(path, cache, code, words=words)
    assert len({data for _, data in known(cache)} - plain) == 1


def test_a_faulty_index_is_told_by_any_crew(tmp_path: Path, code: CodePrints) -> None:
    path = dump(tmp_path / "wiki-multistream.xml.bz2")
    (tmp_path / "wiki-multistream-index.txt.bz2").write_bytes(bz2.compress(b"17:1:Page 7\n"))
    found = passed(path, Cache(Path(":memory:")), code, Selection(title="7$"))
    assert [reject.error for reject in found.rejects] == ["index_mismatch"]
    assert len(found.files) == 6


def test_a_page_that_changed_under_way_is_refused_alone(
    tmp_path: Path, code: CodePrints, counted: Counted, small_parts: None
) -> None:
    path = dump(tmp_path / "wiki-multistream.xml.bz2")
    written = path.read_bytes()

    def change(step: Step) -> None:
        if step.done == 0 and path.read_bytes() == written:  # the first part was looked through, and nothing read
            others = [header_xml(), *(page_xml(article(f"Page {n}", "Other.")) for n in range(60)), FOOTER]
            path.write_bytes(b"".join(bz2.compress(each.encode()) for each in others))

    found = passed(path, Cache(Path(":memory:")), code, progress=change)
    assert {reject.error for reject in found.rejects} >= {"changed"}
    assert all("wiki-multistream.xml.bz2" in reject.message for reject in found.rejects)


def test_a_part_that_ends_its_worker_costs_that_part(tmp_path: Path, code: CodePrints, small_parts: None) -> None:
    path = dump(tmp_path / "wiki-multistream.xml.bz2")

    class Fragile(Crew):
        def work(
            self,
            function: Callable[[Sequence[Item]], list[Result]],
            batches: Iterable[Sequence[Item]],
            size: Callable[[Sequence[Item]], int] = lambda _batch: 0,
        ) -> Iterator[list[Result | Died]]:
            looked = 0
            for batch in batches:
                looked += isinstance(batch[0], LookTask)
                is_fatal = looked == 3 and isinstance(batch[0], LookTask)
                yield [Died("killed")] if is_fatal else [*function(batch)]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ingest.crew.local.Crew", lambda *_args, **_more: Fragile())
        found = passed(path, Cache(Path(":memory:")), code)
    assert [reject.error for reject in found.rejects] == ["limit"]
    assert "wiki-multistream.xml.bz2: looking through it from byte " in found.rejects[0].message
    assert 40 < len(found.files) < 60


@pytest.mark.parametrize(("name", "size"), [("x.xml", 100), ("x.xml.bz2", 400), ("x.ndjson", 100), ("x.tar.gz", 400)])
def test_packed_text_is_larger_than_its_file(tmp_path: Path, name: str, size: int) -> None:
    (tmp_path / name).write_bytes(bytes(100))
    assert Archive(name, tmp_path / name).text_bytes == size
    assert Archive("gone", tmp_path / "gone.xml").text_bytes == 0


def test_a_crew_of_this_machine_sees_its_files(tmp_path: Path) -> None:
    with local_crew(1, 0) as crew:
        assert crew.sees(tmp_path)


def test_what_a_missing_library_kept_from_being_read_is_read_once_it_is_there(
    tmp_path: Path, code: CodePrints, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("py7zr", reason="pip install py7zr")
    path, cache = packed(export([article("A")]), tmp_path / "wiki.xml.7z"), Cache(Path(":memory:"))
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "py7zr", None)
        refused = passed(path, cache, code)
    assert [reject.error for reject in refused.rejects] == ["unreadable"]
    found = passed(path, cache, code)
    assert ([file.title for file in found.files], found.rejects) == (["A"], ())


def test_an_index_that_is_removed_or_mended_is_no_longer_complained_of(tmp_path: Path, code: CodePrints) -> None:
    path, cache = dump(tmp_path / "wiki-multistream.xml.bz2", 10), Cache(Path(":memory:"))
    index = tmp_path / "wiki-multistream-index.txt.bz2"
    whole = index.read_bytes()
    index.write_bytes(bz2.compress(re.sub(rb"(?m)^[0-9]+:", b"7:", bz2.decompress(whole))))
    asked = replace(ARTICLES, title="7$")
    assert [reject.error for reject in passed(path, cache, code, asked).rejects] == ["index_mismatch"]
    index.unlink()
    assert passed(path, cache, code, asked).rejects == ()
    index.write_bytes(whole)
    found = passed(path, cache, code, asked)
    assert ([file.title for file in found.files], found.rejects) == (["Page 7"], ())


STREAMS = ["wiki.xml.gz", "wiki.xml.bz2", "wiki.xml.7z", "wiki.xml", "wiki.ndjson.gz", "wiki.tar.gz"]
"""Of each kind an archive that is one stream; the plain one is in UTF-16."""


def stream(folder: Path, name: str, count: int) -> Path:
    """Write an archive of some megabytes that cannot be read in parts."""
    path = folder / name
    if "ndjson" in name or "tar" in name:
        lines = b"".join(
            snapshot_line(f"Page {n}", n, article_body={"wikitext": f"Text {n}. {randoms(n)}"}) for n in range(count)
        )
        if "ndjson" in name:
            return packed(lines, path)
        with tarfile.open(path, "w:gz") as file:
            member = tarfile.TarInfo("wiki_0.ndjson")
            member.size = len(lines)
            file.addfile(member, io.BytesIO(lines))
        return path
    data = export([article(f"Page {n}", f"Text {n}. {randoms(n)}", n + 1) for n in range(count)])
    return packed(data if path.suffix != ".xml" else data.decode().encode("utf-16"), path)


def randoms(number: int) -> str:
    return random.Random(number).randbytes(5_000).hex()


@pytest.mark.parametrize("title", [None, "nowhere"], ids=["every page", "none"])
@pytest.mark.parametrize("name", STREAMS)
def test_how_far_a_stream_is_read_is_told_in_bytes_of_the_file(
    tmp_path: Path, code: CodePrints, name: str, title: str | None
) -> None:
    path = stream(tmp_path, name, 400)
    steps: list[Step] = []
    found = passed(path, Cache(Path(":memory:")), code, Selection(title=title), progress=steps.append)
    assert len(found.files) == (0 if title else 400)
    size = path.stat().st_size
    done = [step.done_bytes for step in steps]
    assert {step.total_bytes for step in steps} == {size}
    assert done == sorted(done)
    assert done[-1] == size
    # Wanted or not: a line every ten seconds needs to know where the reading is.
    assert len({each for each in done if 0 < each < size}) >= 2


def test_a_page_is_found_again_from_any_folder(
    tmp_path: Path, code: CodePrints, monkeypatch: pytest.MonkeyPatch
) -> None:
    dump(tmp_path / "wiki-multistream.xml.bz2", 5)
    monkeypatch.chdir(tmp_path)
    found = passed(Path("wiki-multistream.xml.bz2"), Cache(Path(":memory:")), code)
    monkeypatch.chdir("/")
    assert text_of(found.files[-1], tmp_path).startswith("Text 4.")


def test_a_page_is_found_in_a_copy_of_a_process_that_has_read_one(tmp_path: Path, code: CodePrints) -> None:
    pages = [article(f"Page {n}", f"Text {n}. {noise(n) * 40}", n + 1) for n in range(3)]
    path = packed(export(pages), tmp_path / "wiki.xml.gz")
    first, second, _ = passed(path, Cache(Path(":memory:")), code).files
    assert text_of(first, tmp_path).startswith("Text 0.")
    with local_crew(1, 0) as crew:
        (found,) = crew.work(_texts, [[second]])
    assert found == ["Text 1."]


def test_that_a_page_cannot_be_reached_is_said_by_a_worker(tmp_path: Path, code: CodePrints) -> None:
    path = packed(export([article("A")]), tmp_path / "wiki.xml.gz")
    files = passed(path, Cache(Path(":memory:")), code).files
    path.unlink()
    with local_crew(1, 0) as crew, pytest.raises(UnreadableArchiveError, match=r"wiki\.xml\.gz: No such file"):
        list(crew.work(_texts, [files]))


def _texts(files: Sequence[SourceFile]) -> list[str]:
    return [text_of(file, Path())[:7] for file in files]
