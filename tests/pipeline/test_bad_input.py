"""Bad input costs itself alone: it is named, the rest is published, and the last publication stays."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.datasets import results
from schemas.linked import LinkedStatement
from tests.pipeline.articles import GOOD, OTHER
from tests.pipeline.running import RawWith, run, run_process

BAD_FILES: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", "empty"),
    "blank": (" \n\n", "empty"),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not_text"),
    "latin-1": ("= Prüfung =\n\nText.\n".encode("latin-1"), "not_utf8"),
    "utf-16": ("= Title =\n".encode("utf-16"), "not_text"),
    "one-long-line": ("= Long =\n\n" + "word " * 2_000_000, "too_large"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_refused_document_is_named_and_the_rest_is_published(name: str, raw_with: RawWith, tmp_path: Path) -> None:
    content, error = BAD_FILES[name]
    ran = run(raw_with({"good.txt": GOOD, "bad.txt": content}), tmp_path / "out")
    assert ran.status == 1
    rejects = ran.frame("rejects").to_dicts()
    assert [(row["path"], row["error"]) for row in rejects] == [("bad.txt", error)]
    refusals = [line for line in ran.stderr.splitlines() if line.startswith("refused:")]
    assert len(refusals) == 1
    assert "bad.txt" in refusals[0]
    assert ran.frame("documents")["path"].to_list() == ["good.txt"]
    assert ran.frame("results").height == 3


def test_many_refusals_are_told_in_part_and_published_whole(raw_with: RawWith, tmp_path: Path) -> None:
    bad = {f"bad-{number:02}.txt": "" for number in range(60)}
    ran = run(raw_with({"good.txt": GOOD, **bad}), tmp_path / "out")
    refusals = [line for line in ran.stderr.splitlines() if line.startswith("refused:")]
    assert len(refusals) == 51
    assert refusals[-1] == "refused: 10 more (all in rejects.parquet)"
    assert ran.frame("rejects").height == 60


def test_the_second_file_of_a_title_is_refused_by_path(raw_with: RawWith, tmp_path: Path) -> None:
    ran = run(raw_with({"b.txt": GOOD, "a.txt": GOOD, "other.txt": OTHER}), tmp_path / "out")
    assert ran.status == 1
    assert ran.frame("documents")["path"].to_list() == ["a.txt", "other.txt"]
    (reject,) = ran.frame("rejects").to_dicts()
    assert (reject["path"], reject["error"]) == ("b.txt", "duplicate")
    assert "a.txt" in reject["message"]


def test_a_text_that_ends_inside_a_table_is_a_failed_check(raw_with: RawWith, tmp_path: Path) -> None:
    cut = GOOD[: GOOD.index("| Cy Dale") + 6]
    ran = run(raw_with({"cut.txt": cut}), tmp_path / "out")
    failed = ran.frame("checks").filter(kind="document_is_whole", outcome="fail").to_dicts()
    assert len(failed) == 1
    assert "line" in failed[0]["message"]
    assert ran.frame("results").height == 3


def _entry(path: str, digest: str) -> str:
    return f'[[source]]\npath = "{path}"\nsha256 = "{digest}"\n'


def test_a_file_with_another_hash_is_refused(raw_with: RawWith, tmp_path: Path) -> None:
    good = hashlib.sha256(GOOD.encode()).hexdigest()
    entries = _entry("good.txt", good) + _entry("other.txt", good)
    ran = run(raw_with({"good.txt": GOOD, "other.txt": OTHER, "sources.toml": entries}), tmp_path / "out")
    assert ran.status == 1
    (reject,) = ran.frame("rejects").to_dicts()
    assert (reject["path"], reject["error"]) == ("other.txt", "wrong_hash")
    assert good in reject["message"]


def test_an_entry_without_its_file_is_refused(raw_with: RawWith, tmp_path: Path) -> None:
    entries = _entry("gone.txt", "0" * 64)
    ran = run(raw_with({"good.txt": GOOD, "sources.toml": entries}), tmp_path / "out")
    assert ran.status == 1
    (reject,) = ran.frame("rejects").to_dicts()
    assert (reject["path"], reject["error"]) == ("gone.txt", "missing_file")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("[[source\n", id="no TOML"),
        pytest.param('[[source]]\ntitle = "x"\n', id="no path"),
        pytest.param('[[source]]\npath = "good.txt"\nsha265 = "x"\n', id="misspelt field"),
        pytest.param(_entry("good.txt", "0" * 64) * 2, id="two entries"),
        pytest.param(_entry("good.txt", "0"), id="no digest"),
        pytest.param('[[source]]\npath = "good.txt"\nurl = "ftp://x"\n', id="no web address"),
        pytest.param('[[source]]\npath = "good.txt"\nretrieved = "yesterday"\n', id="no date"),
        *(
            pytest.param(f'[[source]]\npath = "{path}"\ncurrent = false\n', id=f"path {path!r}")
            for path in (
                "",
                ".",
                "..",
                "../good.txt",
                "a/../../good.txt",
                "/good.txt",
                "./good.txt",
                "a//good.txt",
                "a/",
            )
        ),
    ],
)
def test_a_sources_file_that_cannot_be_trusted_stops_the_run(content: str, raw_with: RawWith, tmp_path: Path) -> None:
    ran = run(raw_with({"good.txt": GOOD, "sources.toml": content}), tmp_path / "out")
    assert ran.status == 2
    assert "sources.toml" in ran.stderr
    assert not (tmp_path / "out" / "current").exists()
    assert ran.last_line["status"] == 2


def test_nothing_to_read_leaves_the_last_publication(raw_with: RawWith, tmp_path: Path) -> None:
    raw = raw_with({"good.txt": GOOD})
    before = run(raw, tmp_path / "out").current
    (raw / "good.txt").unlink()
    ran = run(raw, tmp_path / "out")
    assert ran.status == 2
    assert ran.current == before
    assert (before / "results.parquet").is_file()
    assert "holds no articles" in ran.stderr


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    ran = run(tmp_path / "nowhere", tmp_path / "out")
    assert ran.status == 2
    assert "nowhere" in ran.stderr


def test_all_refused_leaves_nothing_to_publish(raw_with: RawWith, tmp_path: Path) -> None:
    ran = run(raw_with({"bad.txt": ""}), tmp_path / "out")
    assert ran.status == 2
    assert "each of the 1 articles" in ran.stderr


def test_a_row_that_breaks_the_contract_sets_its_document_aside(
    raw_with: RawWith, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(statements: Sequence[LinkedStatement]) -> str:
        return (
            "nonsense" if statements[0].document_id.endswith("1956-summer-olympics-mens-single-sculls") else "finished"
        )

    monkeypatch.setattr(results, "_status", faulty)
    ran = run(raw_with({"good.txt": GOOD, "other.txt": OTHER}), tmp_path / "out")
    assert ran.status == 1
    (reject,) = ran.frame("rejects").to_dicts()
    assert (reject["path"], reject["error"]) == ("other.txt", "contract_violation")
    assert "fault of photofinish" in ran.stderr
    assert ran.frame("documents")["path"].to_list() == ["good.txt"]


def test_a_pipe_is_no_article(raw_with: RawWith, tmp_path: Path) -> None:
    raw = raw_with({"good.txt": GOOD})
    os.mkfifo(raw / "pipe.txt")
    assert run(raw, tmp_path / "out").status == 0


def test_a_name_that_is_no_text_is_refused(raw_with: RawWith, tmp_path: Path) -> None:
    raw = raw_with({"good.txt": GOOD})
    for name in (b"r\xe9sultats.txt", b"d\xe9p\xf4t.xml"):
        (raw / os.fsdecode(name)).write_text(OTHER, encoding="utf-8")
    ran = run(raw, tmp_path / "out")
    assert ran.status == 1
    told = [(each["path"], each["error"]) for each in ran.frame("rejects").to_dicts()]
    assert told == [("d\\xe9p\\xf4t.xml", "wrong_name"), ("r\\xe9sultats.txt", "wrong_name")]
    assert "r\\xe9sultats.txt: its name is no UTF-8; rename the file or folder" in ran.stderr


def test_names_of_files_are_utf_8_in_any_locale(raw_with: RawWith, tmp_path: Path) -> None:
    raw = raw_with({"Zürich – 1952.txt": GOOD})
    other = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ran = run_process(raw, tmp_path / "out", env=other)
    assert ran.status == 0, ran.stderr
    assert ran.frame("documents")["path"].to_list() == ["Zürich – 1952.txt"]


def test_links_that_lead_to_no_file_are_refused_and_not_passed_over(raw_with: RawWith, tmp_path: Path) -> None:
    raw = raw_with({"good.txt": GOOD, "deep/x.csv": ""})
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/other.txt").write_text(OTHER, encoding="utf-8")
    (raw / "linked").symlink_to(tmp_path / "elsewhere")
    (raw / "deep/itself").symlink_to("..")
    (raw / "gone.txt").symlink_to("nowhere.txt")
    (raw / "circle.txt").symlink_to("circle.txt")
    (raw / "other.csv").symlink_to("nowhere.csv")
    ran = run(raw, tmp_path / "out")
    assert ran.status == 1
    told = [(each["path"], each["error"]) for each in ran.frame("rejects").to_dicts()]
    folders = [("deep/itself", "linked_folder"), ("linked", "linked_folder")]
    assert told == [("circle.txt", "unreadable"), folders[0], ("gone.txt", "unreadable"), folders[1]]
    assert "linked: a link to a folder is not followed" in ran.stderr


def test_files_of_other_kinds_are_ignored_and_counted(raw_with: RawWith, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "deep/er/good.txt": GOOD,
        "notes.md": "# x",
        "deep/data.csv": "a,b",
        ".hidden/x.txt": "x",
    }
    ran = run(raw_with(files), tmp_path / "out")
    assert ran.status == 0
    assert ran.frame("documents")["path"].to_list() == ["deep/er/good.txt"]
    assert ran.last_line["ignored_files"] == 2


def test_a_title_comes_from_the_name_of_the_file_where_the_text_has_none(raw_with: RawWith, tmp_path: Path) -> None:
    text = GOOD.split("\n", 1)[1]
    name = "Rowing_at_the_1952_Summer_Olympics_–_Men's_single_sculls.txt"
    ran = run(raw_with({name: text}), tmp_path / "out")
    assert ran.frame("documents")["title"].to_list() == ["Rowing at the 1952 Summer Olympics – Men's single sculls"]
    assert ran.frame("events")["event_id"].to_list() == ["1952-summer-olympics/rowing/mens-single-sculls"]
    assert ran.frame("statements").filter(source_kind="title").is_empty()
