"""A user's raw/vocabulary.toml in whole runs: words of other languages, templates and nations, in all forms."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from ingest.cli import cli
from tests.pipeline.running import Ran, RawWith, run

TITLE = "Skiing at the 1960 Winter Olympics – Men's 15 kilometres"
PLAINTEXT = f"""= {TITLE} =

Infobox
- Austragungsort: Blyth Arena
- Competitors: 3

==Results==

| Sijaluku | Hiihtäjä | Maajoukkue | Maaliaika |
| 1 | Ann Other | Norway | 59.8 |
| 2 | Bo Berg | Ruanda-Urundi | 61.2 |
| 3 | Cy Dale | France | 63.4 |
"""
WIKITEXT = """{{Infobox sport event
| Austragungsort = Blyth Arena
| competitors = 3
}}
{{Fahnenreihe|NOR|FRA}}
==Results==
{| class="wikitable"
! Sijaluku !! Hiihtäjä !! Maajoukkue !! Maaliaika
|-
| 1 || Ann Other || {{joukkuelippu|NOR|1960 Winter}} || 59.8
|-
| 2 || Bo Berg || {{joukkuelippu|Ruanda-Urundi|1960 Winter}} || 61.2
|-
| 3 || Cy Dale || {{joukkuelippu|FRA|1960 Winter}} || 63.4
|}
"""
HTML = f"""<!DOCTYPE html><html><head><title>{TITLE} - Wikipedia</title></head><body class="mediawiki">
<h1 id="firstHeading" class="firstHeading">{TITLE}</h1>
<div id="mw-content-text"><div class="mw-parser-output">
<table class="infobox"><tr><th>Austragungsort</th><td>Blyth Arena</td></tr>
<tr><th>Competitors</th><td>3</td></tr></table>
<h2><span class="mw-headline" id="Results">Results</span></h2>
<table class="wikitable"><tr><th>Sijaluku</th><th>Hiihtäjä</th><th>Maajoukkue</th><th>Maaliaika</th></tr>
<tr><td>1</td><td>Ann Other</td><td>Norway</td><td>59.8</td></tr>
<tr><td>2</td><td>Bo Berg</td><td>Ruanda-Urundi</td><td>61.2</td></tr>
<tr><td>3</td><td>Cy Dale</td><td>France</td><td>63.4</td></tr>
</table></div></div></body></html>
"""
VOCABULARY = """
[templates]
joukkuelippu = "flagIOC"

[ignored_templates]
Fahnenreihe = "draws a row of flags"

[columns]
rank = ["Sijaluku"]
competitor = ["Hiihtäjä"]
nation = ["Maajoukkue"]
mark = ["Maaliaika"]

[column_units]
s = ["Maaliaika"]

[infobox]
venue = ["Austragungsort"]

[nations]
RUU = { names = ["Ruanda-Urundi"], first_year = 1924, last_year = 1962 }
"""
FORMS = {
    "a.txt": PLAINTEXT,
    "b.wikitext": WIKITEXT,
    "c.html": HTML,
    "sources.toml": f'[[source]]\npath = "b.wikitext"\ntitle = "{TITLE}"\n',
}
EXPECTED = [
    (1, "Ann Other", "NOR", 59.8, "s"),
    (2, "Bo Berg", "RUU", 61.2, "s"),
    (3, "Cy Dale", "FRA", 63.4, "s"),
]


def results(ran: Ran, document: str) -> list[tuple[object, ...]]:
    rows = ran.frame("results").filter(pl.col("document_id").str.ends_with(document)).sort("row_index")
    return rows.select("rank", "competitor", "noc", "mark", "mark_unit").rows()


def digests(ran: Ran) -> dict[str, str]:
    files = sorted(path for path in ran.current.rglob("*") if path.is_file())
    return {str(f.relative_to(ran.current)): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


def status(raw: Path, output: Path) -> str:
    shown = CliRunner().invoke(cli, ["status", "--raw", str(raw), "--output", str(output)])
    assert shown.exit_code == 0, shown.output
    return shown.stdout


@pytest.mark.parametrize("form", ["plaintext", "wikitext", "html"])
def test_the_users_words_are_read_in_every_form(raw_with: RawWith, tmp_path: Path, form: str) -> None:
    ran = run(raw_with({**FORMS, "vocabulary.toml": VOCABULARY}), tmp_path / "out")
    assert ran.status == 0, ran.stderr
    assert results(ran, f"--{form}") == EXPECTED
    venues = ran.frame("statements").filter(pl.col("document_id").str.ends_with(form), property="venue")
    assert venues["value_text"].to_list() == ["Blyth Arena"]
    fact = ran.frame("reconciliation").filter(property="noc").select("value_text", "status").rows()
    assert ("RUU", "single") in fact or ("RUU", "agreed") in fact


def test_without_them_nothing_of_the_table_is_read_and_the_ledger_says_so(raw_with: RawWith, tmp_path: Path) -> None:
    ran = run(raw_with(FORMS), tmp_path / "out")
    assert ran.status == 0, ran.stderr
    assert results(ran, "wikitext") == []
    unread = ran.frame("coverage").filter(outcome="unread")["name"].to_list()
    assert {"Fahnenreihe", "joukkuelippu"} <= set(unread)


def test_the_ledger_tells_which_templates_the_user_ignores_and_why(raw_with: RawWith, tmp_path: Path) -> None:
    ran = run(raw_with({**FORMS, "vocabulary.toml": VOCABULARY}), tmp_path / "out")
    templates = ran.frame("coverage").filter(kind="template").select("name", "outcome", "reason").rows()
    assert ("Fahnenreihe", "ignored", "draws a row of flags") in templates
    assert ("joukkuelippu", "read", None) in templates


def test_a_pool_of_workers_gives_the_same_bytes(
    raw_with: RawWith, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = raw_with({**FORMS, "vocabulary.toml": VOCABULARY})
    one = run(raw, tmp_path / "one", "--workers", "1")
    monkeypatch.setattr("ingest.crew.local.WORTH_A_POOL", 0)
    two = run(raw, tmp_path / "two", "--workers", "2")
    assert results(two, "plaintext") == EXPECTED
    assert digests(one) == digests(two)


def test_one_run_leaves_nothing_to_the_next_in_the_same_process(raw_with: RawWith, tmp_path: Path) -> None:
    raw = raw_with(FORMS)
    before = digests(run(raw, tmp_path / "one"))
    (raw / "vocabulary.toml").write_text(VOCABULARY, encoding="utf-8")
    assert results(run(raw, tmp_path / "two"), "html") == EXPECTED
    (raw / "vocabulary.toml").unlink()
    assert digests(run(raw, tmp_path / "three")) == before


def test_a_change_of_words_redoes_every_document_and_says_so(raw_with: RawWith, tmp_path: Path) -> None:
    raw, output = raw_with(FORMS), tmp_path / "out"
    before = run(raw, output).current.name
    (raw / "vocabulary.toml").write_text(VOCABULARY, encoding="utf-8")
    told = sorted(status(raw, output).splitlines())
    assert told == [f"vocabulary changed: {name}" for name in ("a.txt", "b.wikitext", "c.html")]
    ran = run(raw, output)
    assert ran.status == 0, ran.stderr
    assert ran.last_line["why"] == "documents: 3 vocabulary changed"
    assert results(ran, "wikitext") == EXPECTED
    assert digests(ran) == digests(run(raw, tmp_path / "from nothing"))
    (raw / "vocabulary.toml").write_text(f"# Only a comment.\n{VOCABULARY}", encoding="utf-8")
    assert "nothing changed" in status(raw, output)
    (raw / "vocabulary.toml").unlink()
    assert run(raw, output, "--accept-loss", "the words are gone").current.name == before


def test_a_bad_entry_is_told_the_rest_applies_and_the_status_is_1(raw_with: RawWith, tmp_path: Path) -> None:
    bad = VOCABULARY.replace("[rounds]", "") + '\n[units]\nfurlongs = ["gallop"]\n'
    ran = run(raw_with({**FORMS, "vocabulary.toml": bad}), tmp_path / "out")
    assert ran.status == 1
    assert "refused: vocabulary.toml: [units] furlongs: is unknown; expected one of faults, kg, m" in ran.stderr
    assert results(ran, "plaintext") == EXPECTED
    assert "vocabulary.toml" in ran.frame("rejects")["path"].to_list()


@pytest.mark.parametrize("command", ["run", "status"])
def test_a_file_that_is_no_toml_stops_the_run(raw_with: RawWith, tmp_path: Path, command: str) -> None:
    raw = raw_with({**FORMS, "vocabulary.toml": "[columns"})
    output = tmp_path / "out"
    result = CliRunner().invoke(cli, [command, "--raw", str(raw), "--output", str(output)])
    assert result.exit_code == 2
    assert "vocabulary.toml: is not TOML" in result.stderr
    assert "move it away to read the articles without it" in result.stderr
    assert not (output / "current").exists()


def test_other_commands_read_with_the_same_words(raw_with: RawWith, tmp_path: Path) -> None:
    raw, output = raw_with({**FORMS, "vocabulary.toml": VOCABULARY}), tmp_path / "out"
    ran = run(raw, output)
    verified = CliRunner().invoke(cli, ["verify", "--raw", str(raw), "--output", str(output), "--sample", "500"])
    assert verified.exit_code == 0, verified.output
    subject = ran.frame("results").filter(competitor="Bo Berg")["event_id"][0] + "#bo-berg"
    arguments = ["decide", subject, "noc", "--set", "BEL", "--reason", "x", "--dry-run", "--json", "--raw", str(raw)]
    shown = CliRunner().invoke(cli, arguments)
    assert shown.exit_code == 0, shown.output
    assert '"RUU"' in json.dumps(json.loads(shown.stdout))
