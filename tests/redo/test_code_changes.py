"""What a change of the code itself costs: a copy of the program is edited, and asked and run again."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.changes.articles import CONTRADICTED, PRECISE
from tests.pipeline.running import REPOSITORY, Ran

WIKITEXT = """{{Infobox Olympic event
| event = Men's coxless pair
| games = 1952 Summer
}}

==Results==
{| class="wikitable"
! Rank !! Rower !! Nation !! Time
|-
| 1 || Di Eriksen || Norway || 7:41.3
|-
| 2 || Ed Fine || Sweden || 7:42.0
|}
"""
PAIR = "Rowing at the 1952 Summer Olympics – Men's coxless pair"
NOTHING = "nothing changed: `run` has nothing to do\n"


class Copy:
    """A copy of the program that may be edited, and the folders that it works on."""

    def __init__(self, folder: Path) -> None:
        self.code, self.raw, self.output = folder / "code", folder / "raw", folder / "out"
        for room in ("ingest", "parsers", "schemas"):
            shutil.copytree(REPOSITORY / room, self.code / room, ignore=shutil.ignore_patterns("__pycache__"))
        self.raw.mkdir()

    def does(self, command: str, *arguments: str, status: int = 0) -> subprocess.CompletedProcess[str]:
        where = ["--raw", str(self.raw), *([] if command == "decide" else ["--output", str(self.output)])]
        done = subprocess.run(
            [sys.executable, "-m", "ingest.cli", command, *where, *arguments], cwd=self.code, text=True,
            env={**os.environ, "PYTHONPATH": str(self.code)}, capture_output=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == status, done.stderr
        return done

    def runs(self) -> Ran:
        done = self.does("run", "--workers", "1")
        return Ran(done.returncode, done.stdout, done.stderr, self.output)

    def append(self, module: str, text: str) -> None:
        with (self.code / module).open("a", encoding="utf-8") as file:
            file.write(text)


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    found = Copy(tmp_path)
    (found.raw / "a.txt").write_text(CONTRADICTED, encoding="utf-8")
    (found.raw / f"{PAIR}.wikitext").write_text(WIKITEXT, encoding="utf-8")
    assert found.runs().status == 0
    assert found.does("status").stdout == NOTHING
    return found


def test_a_comment_costs_nothing_and_a_changed_extractor_its_documents_alone(copy: Copy) -> None:
    before = (copy.output / "current").resolve()
    copy.append("parsers/wikitext/tables.py", "\n# A comment more.\n")
    assert copy.does("status").stdout == NOTHING
    copy.append("parsers/wikitext/tables.py", "\n_NOBODY_ASKS = 1\n")
    assert copy.does("status").stdout == f"extractor changed: {PAIR}.wikitext\n"
    ran = copy.runs()
    assert (ran.last_line["read"], ran.last_line["documents"]) == (1, 2)
    # The same statements: nothing is judged again, and the same tables are no new version, which is said.
    assert (ran.last_line["judged"], ran.last_line["groups"]) == (0, 2)
    assert ran.current == before
    assert "nothing new: still" in ran.stdout
    assert "read 1 of 2 documents, judged 0 of 2 groups of statements: documents: 1 extractor changed" in ran.stdout
    assert copy.does("status").stdout == NOTHING


def test_changed_rules_judge_again_and_read_nothing(copy: Copy) -> None:
    copy.append("ingest/reconcile/ladder.py", "\n_NOBODY_ASKS = 1\n")
    assert copy.does("status").stdout == "judged again: rules changed\n"
    ran = copy.runs()
    assert (ran.last_line["read"], ran.last_line["judged"]) == (0, ran.last_line["groups"])
    assert "nothing new: still" in ran.stdout


def test_a_changed_decision_is_the_reason(copy: Copy) -> None:
    event = "1952-summer-olympics/rowing/mens-single-sculls"
    by = ("--reason", "it is doubted", "--by", "A Person")
    copy.does("decide", event, "winning_time", "--only", "--choose", "8:12.8", *by)  # not what asks the same
    assert copy.does("status").stdout == "judged again: 1 decision changed\n"
    ran = copy.runs()
    assert ran.last_line["why"] == "1 decision changed"
    assert ran.last_line["read"] == 0
    assert copy.does("status").stdout == NOTHING


WITHOUT_VENUES = """
_read_infoboxes = read_infoboxes


def read_infoboxes(document, event):
    from dataclasses import replace

    found = _read_infoboxes(document, event)
    kept = tuple(each for each in found.statements if each.property != "venue")
    return replace(found, statements=kept)
"""
WITHOUT_A_RULE = '\nLADDER = tuple(rule for rule in LADDER if rule.__name__ != "less_precise")\n'


def causes(copy: Copy) -> set[tuple[str, str]]:
    """Return kind and words of every cause that `diff` tells of the last step."""
    done = subprocess.run(
        [sys.executable, "-m", "ingest.cli", "diff", "--json", "--output", str(copy.output)], cwd=copy.code, text=True,
        env={**os.environ, "PYTHONPATH": str(copy.code)}, capture_output=True, timeout=120, check=True,
    )  # fmt: skip
    return {(change["cause_kind"], change["cause"]) for change in json.loads(done.stdout)["changes"]}


def test_a_changed_extractor_is_the_cause_that_diff_tells(copy: Copy) -> None:
    copy.append("parsers/infobox.py", WITHOUT_VENUES)
    copy.does("run", "--accept-loss", "venues are not read any more")
    ((kind, cause),) = causes(copy)
    assert kind == "extractor"
    assert cause.startswith("code of infobox: ")


def test_a_changed_rule_is_the_cause_that_diff_tells(copy: Copy) -> None:
    (copy.raw / "a.txt").write_text(PRECISE, encoding="utf-8")
    copy.runs()
    copy.append("ingest/reconcile/ladder.py", WITHOUT_A_RULE)
    copy.does("run", "--accept-loss", "a rule was taken away")
    found = causes(copy)
    assert {kind for kind, _ in found} == {"rule"}
    assert any("in place of less_precise (rules of judging: " in cause for _, cause in found)


def test_a_decision_and_an_edit_are_the_causes_that_diff_tells(copy: Copy) -> None:
    event = "1952-summer-olympics/rowing/mens-single-sculls"
    copy.does("decide", event, "winning_time", "--choose", "8:12.8", "--reason", "it is doubted", "--by", "A Person")
    copy.runs()
    assert {kind for kind, _ in causes(copy)} == {"decision"}
    (copy.raw / f"{PAIR}.wikitext").write_text(WIKITEXT.replace("7:42.0", "7:42.5"), encoding="utf-8")
    copy.runs()
    assert {kind for kind, _ in causes(copy)} == {"source"}
