"""From nothing or step by step: the same version, byte for byte, and only what changed is done again."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.pipeline.running import Ran, run

NAMES = ("Ann Berg", "Bea Cruz", "Cléo Dune", "Dora Elm", "Eve Falk")
ARTICLE = """= {sport} at the {year} Summer Olympics – {event} =

Infobox
- Competitors: {count}
- Gold: {gold}
- Winning time: {first}

==Results==

| Rank | Name | Nation | Time |
| 1 | {gold} | France | {first} |
| 2 | {silver} | Norway | 1:05.2 |
| 3 | Gil Hart | Italy | 1:06.0 |
"""
OVERVIEW = """= {event} at the Olympics =

==Medalists==

| Games | Gold | Silver | Bronze |
| {year} | {gold} | {silver} | Gil Hart |
"""


@st.composite
def articles(draw: st.DrawFn) -> str:
    """An article on one of few events, so that several speak of the same, in agreement or not."""
    gold, silver = draw(st.permutations(NAMES))[:2]
    return draw(st.sampled_from([ARTICLE, ARTICLE, OVERVIEW])).format(
        sport="Cycling",
        year=draw(st.sampled_from([1964, 1968])),
        event=draw(st.sampled_from(["Women's sprint", "Women's pursuit"])),
        count=draw(st.sampled_from(["3", "four"])),
        gold=gold,
        silver=silver,
        first=draw(st.sampled_from(["1:04.1", "1:04.3"])),
    )


FILES = st.sampled_from(["a.txt", "b.txt", "c.txt", "sub/d.txt"])
EDITS = st.lists(st.tuples(FILES, st.one_of(st.none(), articles())), min_size=1, max_size=3)


def write(raw: Path, edits: Mapping[str, str | None]) -> None:
    for name, text in edits.items():
        path = raw / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink(missing_ok=True)
        else:
            path.write_text(text, encoding="utf-8")


def content(ran: Ran) -> dict[str, str]:
    files = (path for path in ran.current.rglob("*") if path.is_file())
    return {path.relative_to(ran.current).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@settings(max_examples=3, suppress_health_check=[HealthCheck.too_slow])
@given(first=articles(), steps=st.lists(EDITS, min_size=1, max_size=2), few=st.sampled_from([0.1, 1.0]))
def test_step_by_step_is_as_from_nothing(first: str, steps: list[list[tuple[str, str | None]]], few: float) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        patched.setattr("ingest.shards.tables._FEW", few)  # of so few shards one alone is many
        patched.setattr("ingest.shards.plan._BYTES_A_SHARD", 200)
        patched.setattr("ingest.shards.tables._COMPARED_BYTES", 10_000)
        raw, kept = Path(folder) / "raw", Path(folder) / "kept"
        write(raw, {"always.txt": first})
        run(raw, kept)
        for number, edits in enumerate(steps):
            write(raw, dict(edits))
            grown, fresh = run(raw, kept), run(raw, Path(folder) / f"fresh-{number}")
            assert grown.status == fresh.status
            assert content(grown) == content(fresh)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    write(tmp_path / "raw", {"a.txt": article("Women's sprint"), "b.txt": article("Women's pursuit")})
    return tmp_path / "raw"


def article(event: str, gold: str = "Ann Berg", first: str = "1:04.1") -> str:
    return ARTICLE.format(sport="Cycling", year=1968, event=event, count="3", gold=gold, silver="Bea Cruz", first=first)


def done(ran: Ran) -> tuple[int, int, str]:
    """How many documents were read and groups judged, and why."""
    line = ran.last_line
    return line["read"], line["judged"], line["why"]


def test_the_first_run_does_everything(raw: Path, tmp_path: Path) -> None:
    assert done(run(raw, tmp_path / "out")) == (2, 2, "documents: 2 new; first publication")


def test_nothing_changed_is_nothing_done(raw: Path, tmp_path: Path) -> None:
    first = run(raw, tmp_path / "out")
    again = run(raw, tmp_path / "out")
    assert done(again) == (0, 0, "")
    assert again.current == first.current
    assert "nothing changed: nothing was done again" in again.stdout


def test_an_edit_redoes_its_document_and_its_group(raw: Path, tmp_path: Path) -> None:
    run(raw, tmp_path / "out")
    write(raw, {"a.txt": article("Women's sprint", first="1:04.3")})
    again = run(raw, tmp_path / "out")
    assert done(again) == (1, 1, "documents: 1 text changed")
    assert "read 1 of 2 documents, judged 1 of 2 groups of statements: documents: 1 text changed" in again.stdout


def test_a_new_article_touches_no_other_group(raw: Path, tmp_path: Path) -> None:
    run(raw, tmp_path / "out")
    write(raw, {"c.txt": article("Women's points race")})
    assert done(run(raw, tmp_path / "out")) == (1, 1, "documents: 1 new")


def test_what_is_gone_leaves_its_group(raw: Path, tmp_path: Path) -> None:
    run(raw, tmp_path / "out")
    write(raw, {"b.txt": None})
    again = run(raw, tmp_path / "out")
    assert done(again) == (0, 0, "documents: 1 removed")
    assert again.frame("documents")["path"].to_list() == ["a.txt"]


def test_going_back_costs_nothing(raw: Path, tmp_path: Path) -> None:
    first = run(raw, tmp_path / "out")
    write(raw, {"a.txt": article("Women's sprint", gold="Eve Falk")})
    run(raw, tmp_path / "out")
    write(raw, {"a.txt": article("Women's sprint")})
    back = run(raw, tmp_path / "out")
    assert done(back)[:2] == (0, 0)
    assert back.current == first.current


def test_a_renamed_file_is_the_same_article(raw: Path, tmp_path: Path) -> None:
    run(raw, tmp_path / "out")
    (raw / "a.txt").rename(raw / "z.txt")
    again = run(raw, tmp_path / "out")
    assert done(again) == (0, 0, "what is said of the sources changed")
    assert sorted(again.frame("documents")["path"]) == ["b.txt", "z.txt"]


@pytest.mark.parametrize("name", ["statements.parquet", "datapackage.json", "report/index.html"])
def test_a_publication_that_lost_a_file_is_written_again(raw: Path, tmp_path: Path, name: str) -> None:
    first = run(raw, tmp_path / "out")
    before = content(first)
    (first.current / name).unlink()
    again = run(raw, tmp_path / "out")
    assert done(again)[2] == "the publication is not whole, or not current"
    assert content(again) == before


def test_without_the_cache_everything_is_done_again_to_the_same_end(raw: Path, tmp_path: Path) -> None:
    first = run(raw, tmp_path / "out")
    for path in sorted((tmp_path / "out" / ".cache").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    again = run(raw, tmp_path / "out")
    assert done(again)[:2] == (2, 2)
    assert again.current == first.current


def test_values_that_cannot_be_read_are_made_again(raw: Path, tmp_path: Path) -> None:
    run(raw, tmp_path / "out")
    from ingest.given import opened_cache

    cache = opened_cache(tmp_path / "out")
    with cache.transaction():
        cache._database.execute("UPDATE entries SET data = x'00'")
    cache.close()
    write(raw, {"c.txt": article("Women's points race")})
    again = run(raw, tmp_path / "out")
    assert again.status == 0
    assert content(again) == content(run(raw, tmp_path / "fresh"))


def test_a_changed_extractor_redoes_its_documents(raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import ingest.given as module
    from ingest.redo.cache import Cache
    from ingest.redo.code import CodePrints, code_prints

    write(raw, {"w.wikitext": "{|\n! Rank !! Name !! Time\n|-\n| 1 || Joe Foo || 1:02.3\n|}\n"})
    run(raw, tmp_path / "out")

    def changed(cache: Cache) -> CodePrints:
        prints = code_prints(cache)
        forms, readers = ({**each, "wikitext": "other"} for each in (prints.forms, prints.readers))
        return replace(prints, forms=forms, readers=readers)

    monkeypatch.setattr(module, "code_prints", changed)
    again = run(raw, tmp_path / "out")
    # What it read is the same, so nothing is judged again and there is no new version.
    assert done(again) == (1, 0, "documents: 1 extractor changed")
    assert not again.last_line["is_new"]


def test_the_code_of_each_family_of_extractors_is_told_apart(tmp_path: Path) -> None:
    from ingest.redo.cache import Cache
    from ingest.redo.code import EXTRACTORS, code_prints

    prints = code_prints(Cache(tmp_path / "cache.sqlite"))
    assert set(prints.readers) == {*prints.forms, *EXTRACTORS}
    assert len(set(prints.readers.values())) == len(prints.readers)
    assert all(prints.readers[form] != prints.forms[form] for form in prints.forms)
    assert prints.as_mapping().items() >= prints.readers.items()
