"""Runs over whole dumps: the same articles as from files, read once, damage by name."""

from __future__ import annotations

import bz2
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ingest.cli import cli
from tests.pipeline.articles import GOOD
from tests.pipeline.running import Ran, RawWith, run

SCULLS = "Rowing at the 1952 Summer Olympics – Men's single sculls"
PAIRS = "Rowing at the 1952 Summer Olympics – Men's coxless pair"
TABLE = """==Results==

{{| class="wikitext"
! Rank !! Rower !! Nation !! Time
|-
| 1 || Ann Other || Norway || {first}
|-
| 2 || Bo Berg || Sweden || 8:14.5
|-
| 3 || Cy Dale || France || 8:19.4
|}}
"""
PAGE = (
    "<page><title>{title}</title><ns>{ns}</ns><id>{number}</id><revision><id>{revision}</id>{text}</revision></page>\n"
)


def text_of(first: str = "8:12.8") -> str:
    return TABLE.format(first=first)


def page(title: str, text: str, number: int = 1, ns: int = 0) -> str:
    inside = f'<timestamp>2024-01-01T00:00:00Z</timestamp><text xml:space="preserve">{text}</text>'
    return PAGE.format(title=title, ns=ns, number=number, revision=number + 100, text=inside)


def export(*pages: str) -> bytes:
    site = "<siteinfo><sitename>Wiki</sitename><base>https://en.wikipedia.org/wiki/Main_Page</base></siteinfo>"
    head = f'<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">{site}\n'
    return (head + "".join(pages) + "</mediawiki>\n").encode()


@pytest.fixture
def dump(raw_with: RawWith) -> Path:
    pages = [page(SCULLS, text_of(), 1), page(PAIRS, text_of("7:20.1"), 2), page("Talk:A", "Hello.", 3, ns=1)]
    return raw_with({"dumps/wiki.xml.bz2": bz2.compress(export(*pages))})


def paths(ran: Ran) -> list[str]:
    return sorted(ran.frame("documents")["path"].to_list())


def test_a_dump_among_the_sources_is_read(dump: Path, tmp_path: Path) -> None:
    ran = run(dump, tmp_path / "out")
    assert ran.status == 0, ran.stderr
    assert paths(ran) == [f"dumps/wiki.xml.bz2#{PAIRS}", f"dumps/wiki.xml.bz2#{SCULLS}"]
    assert len(ran.frame("results")) == 6
    assert ran.frame("documents")["revision_id"].to_list() == [102, 101]


def test_its_pages_give_what_files_give(dump: Path, raw_with: RawWith, tmp_path: Path) -> None:
    from_dump = run(dump, tmp_path / "dump")
    files = tmp_path / "files"
    files.mkdir()
    for title, first in ((SCULLS, "8:12.8"), (PAIRS, "7:20.1")):
        (files / f"{title}.wikitext").write_text(text_of(first), encoding="utf-8")
    from_files = run(files, tmp_path / "from-files")
    for name in ("statements", "results", "reconciliation", "competitors", "checks"):
        assert from_dump.frame(name).equals(from_files.frame(name)), name


def test_nothing_changed_is_nothing_read(dump: Path, tmp_path: Path) -> None:
    first = run(dump, tmp_path / "out").current
    again = run(dump, tmp_path / "out")
    assert again.last_line["read"] == 0
    assert "nothing changed" in again.stdout
    assert again.current == first


def test_a_new_dump_redoes_the_pages_that_changed(dump: Path, tmp_path: Path) -> None:
    run(dump, tmp_path / "out")
    changed = [page(SCULLS, text_of("8:12.9"), 1), page(PAIRS, text_of("7:20.1"), 2)]
    (dump / "dumps" / "wiki.xml.bz2").write_bytes(bz2.compress(export(*changed)))
    again = run(dump, tmp_path / "out")
    assert again.last_line["why"] == "documents: 1 text changed"
    assert (again.last_line["judged"], again.last_line["groups"]) == (1, 2)


@pytest.mark.parametrize(
    ("options", "titles"),
    [
        (("--title", "sculls$"), [SCULLS]),
        (("--namespace", "1"), ["Talk:A"]),
        (("--as-of", "2023-12-31"), []),
    ],
    ids=["title", "namespace", "as of"],
)
def test_what_is_asked_of_a_dump(dump: Path, tmp_path: Path, options: tuple[str, ...], titles: list[str]) -> None:
    (dump / "here.txt").write_text("= Here =\n\nText.\n", encoding="utf-8")
    ran = run(dump, tmp_path / "out", *options)
    assert paths(ran) == sorted([f"dumps/wiki.xml.bz2#{title}" for title in titles] + ["here.txt"])


def test_a_dump_beside_the_sources(raw_with: RawWith, tmp_path: Path) -> None:
    raw = raw_with({"here.txt": "= Here =\n\nText.\n"})
    beside = tmp_path / "other.xml"
    beside.write_bytes(export(page(SCULLS, text_of())))
    ran = run(raw, tmp_path / "out", "--source", str(beside))
    assert paths(ran) == ["here.txt", f"other.xml#{SCULLS}"]


def test_a_dump_that_is_not_named_again_is_missed_aloud(raw_with: RawWith, tmp_path: Path) -> None:
    beside = tmp_path / "elsewhere.xml"
    beside.write_bytes(export(page(SCULLS, text_of())))
    raw, output = raw_with({"a.txt": GOOD}), tmp_path / "out"
    assert "--source" not in run(raw, output, "--source", str(beside)).stderr
    shown = CliRunner().invoke(cli, ["status", "--raw", str(raw), "--output", str(output)]).stdout
    assert f"as by the last run: --source {beside}; a run without it takes its pages away" in shown
    assert "the last run was given" not in run(raw, output, "--source", str(beside)).stderr
    ran = run(raw, output)
    assert f"the last run was given {beside} as well (--source): its pages are gone" in ran.stderr
    assert run(raw, output).stderr.count("the last run") == 0
    shown = CliRunner().invoke(cli, ["status", "--raw", str(raw), "--output", str(output)]).stdout
    assert shown == "nothing changed: `run` has nothing to do\n"


def test_one_article_as_file_and_in_a_dump_is_one_witness(dump: Path, tmp_path: Path) -> None:
    (dump / "sculls.txt").write_text(f"= {SCULLS} =\n\nThe winner was Ann Other.\n", encoding="utf-8")
    ran = run(dump, tmp_path / "out")
    assert ran.status == 0, ran.stderr
    found = ran.frame("documents").filter(title=SCULLS).sort("form").select("document_id", "form").rows()
    stem = "rowing-at-the-1952-summer-olympics-mens-single-sculls"
    assert found == [(f"{stem}--plaintext", "plaintext"), (f"{stem}--wikitext", "wikitext")]
    assert set(ran.frame("statements")["document_id"]) <= set(ran.frame("documents")["document_id"])


DAMAGE: Mapping[str, bytes] = {
    "cut": export(page(SCULLS, text_of()), page(PAIRS, text_of()))[:-200],
    "not well formed": export(page(SCULLS, text_of()), page(PAIRS, "<b>bold</text>")),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_costs_the_damaged_page(raw_with: RawWith, tmp_path: Path, name: str) -> None:
    ran = run(raw_with({"wiki.xml": DAMAGE[name]}), tmp_path / "out")
    assert ran.status == 1
    assert f"wiki.xml#{SCULLS}" in paths(ran)
    assert ran.frame("rejects")["stage"].unique().to_list() == ["archive"]
    assert "wiki.xml" in ran.stderr


def called(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def test_status_knows_the_pages_of_a_dump(dump: Path, tmp_path: Path) -> None:
    here = ("--raw", str(dump), "--output", str(tmp_path / "out"))
    assert "looked through: dumps/wiki.xml.bz2" in called("status", *here).stdout
    run(dump, tmp_path / "out")
    assert called("status", *here).stdout == "nothing changed: `run` has nothing to do\n"
    (dump / "dumps" / "wiki.xml.bz2").write_bytes(bz2.compress(export(page(SCULLS, text_of("8:12.9")))))
    assert "looked through: dumps/wiki.xml.bz2" in called("status", *here).stdout


def test_what_came_of_dumps_can_be_verified(dump: Path, tmp_path: Path) -> None:
    beside = tmp_path / "other.xml"
    beside.write_bytes(export(page("Rowing at the 1956 Summer Olympics – Men's single sculls", text_of("8:02.5"))))
    run(dump, tmp_path / "out", "--source", str(beside), "--title", "single")
    result = called("verify", "--raw", str(dump), "--output", str(tmp_path / "out"))
    assert result.exit_code == 0, result.stderr
    assert "no difference in" in result.stdout
    assert "2 documents" in result.stdout


def test_a_decision_is_shown_what_the_pages_of_a_dump_say(dump: Path, tmp_path: Path) -> None:
    facts = run(dump, tmp_path / "out").frame("reconciliation").filter(property="winning_time")
    subject = facts["subject"][0]
    shown = called("decide", subject, "winning_time", "--choose", facts["value_text"][0], "--reason", "x", "--dry-run",
                   "--by", "A. Reader", "--raw", str(dump))  # fmt: skip
    assert shown.exit_code == 0, shown.output
    assert facts["value_text"][0] in shown.output
