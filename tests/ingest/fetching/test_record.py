"""sources.toml written by the machine: what people wrote stays, and what is read back is what was meant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import SourcesFileError
from ingest.fetching.errors import UnwritableSourcesError
from ingest.fetching.record import Record
from ingest.sources_toml import GONE, Entry, FetchSettings, read_entries, read_settings

PEOPLES = """\
# what we read
[fetch]
contact = "us@example.org"  # our list

# typed off by hand
[[source]]
path = "a.txt"   # not the scan
retrieved = 2024-05-01

# from the club
[[source]]
path = "b.txt"
title = "B"

# nothing after this
"""
ADDED = Entry("articles/c-r5.wikitext", "C “quoted” \\ é", revision=5, redirects=("x", "y"), page_id=7)


def _record(folder: Path, text: str = PEOPLES) -> Record:
    (folder / "sources.toml").write_text(text, encoding="utf-8")
    return Record(folder)


def _saved(record: Record) -> str:
    record.save()
    assert read_entries(record.path) == record.entries
    return record.path.read_text(encoding="utf-8")


def test_what_is_added_comes_after_what_was_there(tmp_path: Path) -> None:
    record = _record(tmp_path)
    record.put(ADDED)
    assert _saved(record) == PEOPLES + (
        '\n[[source]]\npath = "articles/c-r5.wikitext"\ntitle = "C “quoted” \\\\ é"\nrevision = 5\npage_id = 7\n'
        'redirects = ["x", "y"]\n'
    )


def test_what_is_changed_changes_its_own_lines_alone(tmp_path: Path) -> None:
    record = _record(tmp_path)
    record.change("a.txt", gone="deleted")
    record.change("b.txt", title="B, moved", current=False)
    assert _saved(record) == PEOPLES.replace("2024-05-01\n", '2024-05-01\ngone = "deleted"\n').replace(
        'title = "B"\n', 'title = "B, moved"\ncurrent = false\n'
    )
    record.change("a.txt", gone=None)
    record.change("b.txt", title="B", current=True)
    assert _saved(record) == PEOPLES


@pytest.mark.parametrize("path", ["a.txt", "b.txt"])
def test_what_is_removed_takes_no_comment_along(path: str, tmp_path: Path) -> None:
    record = _record(tmp_path)
    record.remove(path)
    text = _saved(record)
    for comment in ("# what we read", "# our list", "# typed off by hand", "# from the club", "# nothing after this"):
        assert comment in text


def test_all_may_be_removed_and_more_added(tmp_path: Path) -> None:
    record = _record(tmp_path)
    record.remove("a.txt")
    record.remove("b.txt")
    assert _saved(record).startswith("# what we read\n[fetch]")
    again = Record(tmp_path)
    again.put(ADDED)
    assert "[[source]]" in _saved(again)


def test_added_changed_and_removed_before_it_is_saved_is_nothing(tmp_path: Path) -> None:
    record = _record(tmp_path)
    record.put(ADDED)
    record.change(ADDED.path, current=False)
    record.remove(ADDED.path)
    assert _saved(record) == PEOPLES


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment", '[fetch]\ncontact = "a@b"\n\n\n'])
def test_a_file_without_sources_can_be_added_to(text: str, tmp_path: Path) -> None:
    record = _record(tmp_path, text)
    record.put(ADDED)
    assert _saved(record).startswith(text.rstrip("\n"))


def test_a_table_between_the_sources_is_no_harm(tmp_path: Path) -> None:
    record = _record(tmp_path, '[[source]]\npath = "a"\n[fetch]\ncontact = "a@b"\n[[source]]\npath = "b"\n')
    record.put(ADDED)
    record.change("a", title="A")
    _saved(record)
    assert read_settings(record.path) == FetchSettings(contact="a@b")


def _add(record: Record) -> None:
    record.put(ADDED)


def _change(record: Record) -> None:
    record.change("a.txt", gone="deleted")


@pytest.mark.parametrize("work", [_add, _change])
def test_an_inline_list_of_sources_is_left_as_it_is(work: Callable[[Record], None], tmp_path: Path) -> None:
    text = 'source = [{path = "a.txt"}]\n'
    record = _record(tmp_path, text)
    work(record)
    with pytest.raises(UnwritableSourcesError, match=r"write each source as a \[\[source\]\] table"):
        record.save()
    assert record.path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[[source]]\npath = "a"\npage_id = 0\n', "a page_id that is no positive number"),
        ('[[source]]\npath = "a"\ncurrent = "no"\n', "a current that is neither true nor false"),
        ('[[source]]\npath = "a"\nredirects = "b"\n', "a redirects that is no list of texts"),
        ('[[source]]\npath = "a"\nsha1 = "0"\n', "which is not a SHA-1 digest"),
        ('[[source]]\npath = "a"\ntimestamp = "then"\n', "which is not a date"),
        ('[[source]]\npath = "a"\napi = "en"\n', "which is not an address"),
        ('[[source]]\npath = "a"\ngone = "fishing"\n', f"expected {', '.join(GONE)}"),
        ("source = 1\n", r"no \[\[source\]\] table"),
    ],
)
def test_an_entry_that_cannot_be_trusted_is_named(text: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(SourcesFileError, match=reason):
        _record(tmp_path, text)


@pytest.mark.parametrize("text", ["fetch = 1\n", "[fetch]\ncontact = 1\n", '[fetch]\nmail = "a@b"\n'])
def test_settings_that_cannot_be_trusted_are_named(text: str, tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SourcesFileError, match=r"\[fetch\]"):
        read_settings(tmp_path / "sources.toml")


_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
_ENTRIES = st.builds(
    Entry,
    path=_TEXTS,
    title=_TEXTS,
    license=_TEXTS,
    revision=st.integers(1, 2**60),
    redirects=st.lists(_TEXTS).map(tuple),
    current=st.booleans(),
    retrieved=st.sampled_from(["2024-05-01", "2024-05-01T12:00:00Z"]),
    gone=st.sampled_from([None, *GONE]),
)


@settings(max_examples=25)  # each writes to the disk, and waits for it
@given(st.lists(_ENTRIES, min_size=1, max_size=4, unique_by=lambda entry: entry.path), st.data())
def test_what_is_written_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, entries: list[Entry], data: st.DataObject
) -> None:
    record = _record(tmp_path_factory.mktemp("record"))
    for entry in entries:
        record.put(entry)
    _saved(record)
    chosen = data.draw(st.sampled_from(entries))
    record.change(chosen.path, title=data.draw(_TEXTS), gone=data.draw(st.sampled_from([None, *GONE])))
    text = _saved(record)
    assert all(line in text.splitlines() for line in PEOPLES.splitlines() if line.startswith("#"))
