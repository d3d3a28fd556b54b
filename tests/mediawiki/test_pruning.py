"""Old revisions removed, but none that a kept version was made from."""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl
import pytest

from ingest.fetching.writing import NewFile, commit, writing
from ingest.sources import load_sources
from ingest.sources_toml import Entry
from tests.mediawiki.running import Fetched

TITLE = "Norway"


@pytest.fixture
def revised(fetched: Fetched) -> Fetched:
    """Three revisions of a page, the last one current."""
    with writing(fetched.raw, make=True) as record:
        for revision in (1, 2, 3):
            path = f"articles/norway-r{revision}.wikitext"
            entry = Entry(path, TITLE, form="wikitext", api="http://127.0.0.1/w/api.php", page_id=1, revision=revision)
            commit(fetched.raw, record, [NewFile(entry, b"Revision %d" % revision)])
        for revision in (1, 2):
            record.change(f"articles/norway-r{revision}.wikitext", current=False)
        record.save()
    return fetched


def _version(fetched: Fetched, name: str, *revisions: int) -> Path:
    """Write what a version says of its documents."""
    entries = [fetched.entries[f"articles/norway-r{revision}.wikitext"] for revision in revisions]
    folder = fetched.output / "versions" / name
    folder.mkdir(parents=True)
    documents = {"path": [entry.path for entry in entries], "sha256": [entry.sha256 for entry in entries]}
    pl.DataFrame(documents, schema={"path": pl.String, "sha256": pl.String}).write_parquet(folder / "documents.parquet")
    return folder


def test_only_what_no_version_was_made_from_goes(revised: Fetched) -> None:
    _version(revised, "a", 1)
    _version(revised, "b", 3)
    said = revised.prune()
    assert said.stdout.splitlines() == [
        "removed: articles/norway-r2.wikitext",
        f"kept: articles/norway-r1.wikitext: a version in {revised.output} was made from it",
        "1 superseded file removed, 1 kept",
    ]
    assert revised.files == {"sources.toml", "articles/norway-r1.wikitext", "articles/norway-r3.wikitext"}
    assert set(revised.entries) == revised.files - {"sources.toml"}


def test_what_was_kept_goes_when_its_version_is_gone(revised: Fetched) -> None:
    folder = _version(revised, "a", 1, 2)
    _version(revised, "b", 3)
    assert revised.prune().stdout.splitlines()[-1] == "0 superseded files removed, 2 kept"
    shutil.rmtree(folder)
    assert revised.prune().stdout.splitlines()[-1] == "2 superseded files removed, 0 kept"
    assert revised.files == {"sources.toml", "articles/norway-r3.wikitext"}


def test_a_dry_run_removes_nothing(revised: Fetched) -> None:
    _version(revised, "b", 3)
    before = revised.files
    said = revised.prune("--dry-run")
    assert said.stdout.splitlines()[0] == "would remove: articles/norway-r1.wikitext"
    assert said.stdout.splitlines()[-1] == "2 superseded files would be removed, 0 kept"
    assert revised.files == before


@pytest.mark.parametrize("broken", ["no output", "no documents", "no parquet"])
def test_where_it_cannot_be_told_nothing_goes(broken: str, revised: Fetched) -> None:
    if broken != "no output":
        (revised.output / "versions" / "a").mkdir(parents=True)
    if broken == "no parquet":
        (revised.output / "versions" / "a" / "documents.parquet").write_bytes(b"PAR1")
    before = revised.files
    said = revised.prune()
    assert said.status == 2
    assert "nothing was pruned; name the folder of publications with --output" in said.stderr
    assert revised.files == before


def test_a_version_that_is_being_written_counts_for_nothing(revised: Fetched) -> None:
    (revised.output / "versions" / ".staging-1").mkdir(parents=True)
    _version(revised, "b", 3)
    assert revised.prune().status == 0


def test_a_file_that_a_person_removed_loses_its_entry(revised: Fetched) -> None:
    _version(revised, "b", 3)
    (revised.raw / "articles" / "norway-r1.wikitext").unlink()
    assert load_sources(revised.raw).rejects == ()
    revised.prune()
    assert set(revised.entries) == {"articles/norway-r3.wikitext"}


def test_old_revisions_are_named_and_not_read(revised: Fetched) -> None:
    sources = load_sources(revised.raw)
    assert [file.path for file in sources.files] == ["articles/norway-r3.wikitext"]
    assert sources.superseded == ("articles/norway-r1.wikitext", "articles/norway-r2.wikitext")
    assert (sources.rejects, sources.ignored) == ((), ())
