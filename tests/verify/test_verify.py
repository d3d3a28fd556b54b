"""Publications damaged on purpose: each damage is found, and said where it is."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import CliRunner, Result

from ingest.cli import cli
from ingest.redo.cache import Held
from ingest.verify.derive import nothing_known, sampled
from schemas.datapackage import as_json
from schemas.words import NO_WORDS
from tests.pipeline.articles import GOOD
from tests.pipeline.running import run

HTML = """<!DOCTYPE html>
<html><head><title>Rowing at the 1960 Summer Olympics – Men's single sculls - Wikipedia</title></head>
<body><h1>Rowing at the 1960 Summer Olympics – Men's single sculls</h1>
<div class="mw-parser-output"><p>The event was won by <b>Ann Other</b> in 8:10.1.<sup class="reference">[1]</sup></p>
<h2>Results</h2>
<table class="wikitable"><tr><th>Rank</th><th>Rower</th><th>Nation</th><th>Time</th></tr>
<tr><td><img src="//upload.example.org/Med_1.png" alt=""></td><td>Ann Other</td><td>Norway</td><td>8:10.1</td></tr>
<tr><td>2</td><td>Bo Berg</td><td>Sweden</td><td>8:12.0</td></tr></table></div></body></html>
"""
WIKITEXT = """{{Infobox Olympic event|event=Men's single sculls|games=1964 Summer|gold=[[Ann Other]]}}
'''Men's single sculls''' was held in 1964. It was won by [[Ann Other]].

== Results ==
{| class="wikitable"
! Rank !! Rower !! Nation !! Time
|-
| 1 || [[Ann Other]] || {{flag|NOR}} || 8:02.5
|}
"""
FILES = {
    "1952.txt": GOOD,
    "1960.html": HTML,
    "Rowing at the 1964 Summer Olympics – Men's single sculls.wikitext": WIKITEXT,
}
ALL = "100000"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with raw and output, published from three articles in three forms."""
    folder = tmp_path_factory.mktemp("verify")
    (folder / "raw").mkdir()
    for name, text in FILES.items():
        (folder / "raw" / name).write_text(text, encoding="utf-8")
    assert run(folder / "raw", folder / "output").status == 0
    return folder


@pytest.fixture
def copy(made: Path, tmp_path: Path) -> Path:
    """Copy the folder, to be damaged."""
    folder = tmp_path / "copy"
    shutil.copytree(made, folder, symlinks=True)
    return folder


def _verify(folder: Path, *arguments: str) -> Result:
    places = ("--raw", str(folder / "raw"), "--output", str(folder / "output"))
    return CliRunner().invoke(cli, ["verify", *arguments, *places])


def _current(folder: Path) -> Path:
    return (folder / "output" / "current").resolve()


def _differences(folder: Path, *arguments: str) -> list[dict[str, Any]]:
    result = _verify(folder, "--json", *arguments)
    found = json.loads(result.stdout)
    assert result.exit_code == (2 if found["differences"] else 0)
    assert found["sound"] is not bool(found["differences"])
    differences: list[dict[str, Any]] = found["differences"]
    return differences


def test_what_was_published_is_sound_in_every_row(made: Path) -> None:
    result = _verify(made, "--sample", ALL)
    assert result.exit_code == 0, result.stderr
    assert "no difference in" in result.stdout
    found = json.loads(_verify(made, "--sample", ALL, "--json").stdout)
    heights = {path.stem: pl.read_parquet(path).height for path in _current(made).glob("*.parquet")}
    assert found["rows"] == sum(heights.values()) - heights["documents"] - heights["rejects"]
    assert found["quotes"] == heights["statements"]
    assert found["documents"] == 3
    forms = set(pl.read_parquet(_current(made) / "documents.parquet")["form"])
    assert forms == {"plaintext", "html", "wikitext"}


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


@pytest.mark.parametrize("name", ["statements.parquet", "coverage.parquet", "report/index.html"])
def test_a_flipped_byte_is_found(copy: Path, name: str) -> None:
    _flip(_current(copy) / name)
    differences = _differences(copy, "--sample", "0")
    assert ("altered_file", name) in {(d["kind"], d["where"]) for d in differences}


def test_a_missing_and_an_extra_file_are_found(copy: Path) -> None:
    (_current(copy) / "splits.parquet").unlink()
    (_current(copy) / "report" / "more.html").write_text("x", encoding="utf-8")
    found = {(d["kind"], d["where"]) for d in _differences(copy)}
    assert {("missing_file", "splits.parquet"), ("extra_file", "report/more.html")} <= found


@pytest.mark.parametrize(
    ("content", "kind"), [("{", "manifest"), ("[]", "manifest"), ('{"resources": [{"path": "../../x"}]}', "manifest")]
)
def test_a_manifest_that_says_nothing_is_a_difference(copy: Path, content: str, kind: str) -> None:
    (_current(copy) / "datapackage.json").write_text(content, encoding="utf-8")
    assert kind in {d["kind"] for d in _differences(copy, "--sample", "0")}


def _repair(folder: Path) -> Path:
    """Make every hash right again after a change of content: the manifest, the version, the folder, the pointers."""
    current = _current(folder)
    manifest = current / "datapackage.json"
    descriptor = json.loads(manifest.read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        data = (current / resource["path"]).read_bytes()
        resource["hash"] = f"sha256:{hashlib.sha256(data).hexdigest()}"
        resource["bytes"] = len(data)
    version = hashlib.sha256(as_json({**descriptor, "version": ""}).encode()).hexdigest()[:16]
    manifest.write_text(as_json({**descriptor, "version": version}), encoding="utf-8")
    target = current.rename(current.parent / version)
    link = folder / "output" / "current"
    link.unlink()
    link.symlink_to(f"versions/{version}")
    pointer = {"version": version, "path": f"versions/{version}"}
    (folder / "output" / "current.json").write_text(json.dumps(pointer), encoding="utf-8")
    return target


def _change(folder: Path, dataset: str, change: Callable[[pl.DataFrame], pl.DataFrame]) -> None:
    path = _current(folder) / f"{dataset}.parquet"
    change(pl.read_parquet(path)).write_parquet(path)


def test_a_swapped_value_with_repaired_hashes_is_found(copy: Path) -> None:
    _change(copy, "results", lambda data: data.with_columns(pl.col("mark") + 1))
    _repair(copy)
    assert _differences(copy, "--sample", "0") == [], "the hashes alone are right"
    (first, *_) = _differences(copy, "--sample", ALL)
    assert first["kind"] == "value"
    assert first["where"].startswith("results ")
    assert first["where"].endswith(", mark")


def test_a_hash_repaired_in_the_manifest_alone_changes_the_version(copy: Path) -> None:
    path = _current(copy) / "splits.parquet"
    _change(copy, "splits", lambda data: data.rename({"split_s": "split"}))
    manifest = _current(copy) / "datapackage.json"
    descriptor = json.loads(manifest.read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        if resource["name"] == "splits":
            resource |= {
                "hash": f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}",
                "bytes": path.stat().st_size,
            }
    manifest.write_text(as_json(descriptor), encoding="utf-8")
    assert {d["kind"] for d in _differences(copy, "--sample", "0")} == {"version"}


@pytest.mark.parametrize(
    ("column", "change"),
    [
        ("char_start", lambda data: data.with_columns(pl.col("char_start") - 1)),
        ("excerpt", lambda data: data.with_columns(pl.col("excerpt").str.to_uppercase() + "X")),
        ("selector", lambda data: data.with_columns(pl.when(pl.col("selector").is_not_null()).then(pl.lit("h1")))),
    ],
    ids=["offset", "excerpt", "selector"],
)
def test_a_quote_that_is_not_at_its_place_is_found(
    copy: Path, column: str, change: Callable[[pl.DataFrame], pl.DataFrame]
) -> None:
    if column == "selector":
        _change(copy, "statements", lambda data: data.with_columns(change(data)["literal"].alias("selector")))
    else:
        _change(copy, "statements", change)
    _repair(copy)
    kinds = [d["kind"] for d in _differences(copy, "--sample", ALL)]
    assert kinds.count("quote") > 3


def test_a_row_that_was_left_out_or_made_up_is_found(copy: Path) -> None:
    _change(copy, "medalists", lambda data: pl.concat([data, data[:1].with_columns(position=pl.lit(7, pl.Int64))]))
    _change(copy, "results", lambda data: data[1:])
    _repair(copy)
    found = {(d["kind"], d["where"]) for d in _differences(copy, "--sample", ALL)}
    assert {("rows", "results"), ("rows", "medalists")} <= found
    assert any(kind == "value" and where.endswith("|7") for kind, where in found)


def test_an_altered_article_is_found(copy: Path) -> None:
    path = copy / "raw" / "1952.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("8:12.8", "8:12.9"), encoding="utf-8")
    result = _verify(copy)
    assert result.exit_code == 2
    assert "altered raw: 1952.txt: expected sha256" in result.stderr
    assert "raw is not what was published from" in result.stdout


def test_how_to_make_a_damaged_version_anew_is_said_and_holds(copy: Path) -> None:
    folder = _current(copy)
    whole = (folder / "results.parquet").read_bytes()
    _flip(folder / "results.parquet")
    assert f"remove {folder} and run photofinish" in _verify(copy, "--sample", "0").stdout
    shutil.rmtree(folder)
    assert run(copy / "raw", copy / "output").status == 0
    assert (folder / "results.parquet").read_bytes() == whole
    assert "remove" not in _verify(copy, "--sample", "0").stdout


def test_a_missing_and_an_extra_article_are_found(copy: Path) -> None:
    (copy / "raw" / "1952.txt").unlink()
    (copy / "raw" / "1972.txt").write_text(GOOD.replace("1952", "1972"), encoding="utf-8")
    found = {(d["kind"], d["where"]) for d in _differences(copy)}
    assert found == {("missing_raw", "1952.txt"), ("extra_raw", "1972.txt")}


def test_a_decision_that_was_not_published_is_found(copy: Path) -> None:
    decide = ["decide", "1952-summer-olympics/rowing/mens-single-sculls", "competitors", "--set", "4"]
    more = ["--reason", "Counted.", "--raw", str(copy / "raw")]
    assert CliRunner().invoke(cli, [*decide, *more]).exit_code == 0
    assert {d["kind"] for d in _differences(copy)} == {"extra_decision"}


def test_of_a_folder_alone_only_the_hashes_are_compared_and_that_is_said(
    copy: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    alone = tmp_path / "given" / "publication"
    shutil.copytree(_current(copy), alone)
    monkeypatch.chdir(alone.parent)
    result = CliRunner().invoke(cli, ["verify", str(alone)])
    assert result.exit_code == 0, result.stderr
    assert "only the hashes of the publication were compared" in result.stdout
    _flip(alone / "events.parquet")
    assert CliRunner().invoke(cli, ["verify", "publication"]).exit_code == 2


def test_a_folder_of_sources_that_is_named_must_be_there(copy: Path) -> None:
    shutil.rmtree(copy / "raw")
    result = _verify(copy)
    assert result.exit_code == 2
    assert "is no folder; expected one with articles" in result.stderr


def test_a_pointer_that_names_another_version_is_found(copy: Path) -> None:
    (copy / "output" / "current.json").write_text('{"version": "0"}', encoding="utf-8")
    assert [d["kind"] for d in _differences(copy, "--sample", "0")] == ["pointer"]


def test_a_version_can_be_named(copy: Path) -> None:
    assert _differences(copy, _current(copy).name, "--sample", "3") == []
    result = _verify(copy, "0000")
    assert result.exit_code == 2
    assert _current(copy).name in result.stderr


def test_the_sample_is_the_seeds(made: Path) -> None:
    folder = _current(made)
    assert sampled(folder, 12, 1) == sampled(folder, 12, 1)
    assert sampled(folder, 12, 1) != sampled(folder, 12, 2)
    assert sum(map(len, sampled(folder, 12, 1).values())) == 12
    assert len(sampled(folder, 12, 1)) > 6, "every kind of value has its share"


def test_what_is_derived_lies_on_the_disk_and_is_gone_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A whole dump is read for it: in memory it would not fit."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with nothing_known(tmp_path, NO_WORDS) as setting:
        setting.cache.put("rows", [Held("a", b"x" * 10_000_000)])
        assert sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file()) > 9_000_000
    assert list(tmp_path.iterdir()) == []
