"""What the command line shows of a publication."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ingest.cli import cli
from schemas.contract import DATASETS
from tests.pipeline.running import Ran

TITLE = "Cycling at the 1928 Summer Olympics – Men's track time trial"
ARTICLE = "cycling-at-the-1928-summer-olympics-mens-track-time-trial"
EVENT = "1928-summer-olympics/cycling/mens-track-time-trial"


def _photofinish(seeds: Ran, *arguments: str) -> Result:
    return CliRunner().invoke(cli, [*arguments, "--output", str(seeds.output)])


def test_conflicts_show_both_sides_and_why(seeds: Ran) -> None:
    shown = _photofinish(seeds, "conflicts")
    assert shown.exit_code == 0
    (winning,) = [block for block in shown.stdout.split("\n\n") if block.startswith(f"{EVENT}  winning_time")]
    assert "1:14.4  [resolved, rule explained_with_support]" in winning
    assert "fifths" in winning
    assert "+ 1:14.4: “1:14.4”" in winning
    assert "- 1:14.2: “1:14.2” — cycling-at-the-1928-summer-olympics-mens-track-time-trial, Results, line 51" in winning
    assert "would change without: s-" in winning


def test_what_the_very_same_words_tell_is_one_conflict(seeds: Ran) -> None:
    shown = _photofinish(seeds, "conflicts").stdout.split("\n\n")
    about = [block for block in shown if f"{EVENT}#willy-hansen" in block.splitlines()[0] or EVENT in block]
    (winning,) = [block for block in about if "1:14.2: “1:14.2”" in block]
    told = json.loads(_photofinish(seeds, "conflicts", "--json").stdout)
    mark = next(fact for fact in told if (fact["subject"], fact["property"]) == (f"{EVENT}#willy-hansen", "mark"))
    assert f"  the same question: mark of {EVENT}#willy-hansen  {mark['fact_id']}" in winning.splitlines()
    assert winning.splitlines()[0].endswith(mark["same_question"][0])


def test_conflicts_of_one_status(seeds: Ran) -> None:
    statuses = {fact["status"] for fact in json.loads(_photofinish(seeds, "conflicts", "--json").stdout)}
    assert "resolved" in statuses
    disputed = json.loads(_photofinish(seeds, "conflicts", "--status", "disputed", "--json").stdout)
    assert {fact["status"] for fact in disputed} <= {"disputed"}


def test_explain_is_what_is_published(seeds: Ran) -> None:
    (fact,) = json.loads(_photofinish(seeds, "explain", EVENT, "winning_time", "--json").stdout)
    row = seeds.frame("reconciliation").filter(fact_id=fact["fact_id"]).to_dicts()[0]
    assert (fact["value"], fact["rule"], fact["flips_if"]) == (row["value_text"], row["rule"], row["flips_if"])
    said = {quote["statement_id"] for quote in fact["quotes"]}
    assert said == {*row["supporting"], *row["opposing"]}


def test_explain_of_a_subject_shows_all_its_facts(seeds: Ran) -> None:
    facts = json.loads(_photofinish(seeds, "explain", EVENT, "--json").stdout)
    assert len(facts) == seeds.frame("reconciliation").filter(subject=EVENT).height


def test_an_unknown_subject_names_those_that_come_near(seeds: Ran) -> None:
    shown = _photofinish(seeds, "explain", "1928 willy-hansen")
    assert shown.exit_code == 2
    assert f"{EVENT}#willy-hansen" in shown.stderr


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (("explain", EVENT.replace("trial", "trail")), EVENT),
        (("explain", "Willy Hansen"), f"{EVENT}#willy-hansen"),
        (("explain", EVENT, "wining_time"), "did you mean winning_time?"),
        (("explain", "--table", ARTICLE.replace("trial", "trail"), "1"), ARTICLE),
        (("talk", EVENT.replace("trial", "trail")), EVENT),
        (("talk", "Cycling at the 1928 Olympics - Men's time trial"), TITLE),
        (("decide", EVENT, "wining_time", "--defer", "--dry-run"), f"winning_time of {EVENT}"),
        (("decide", EVENT.replace("trial", "trail"), "date", "--defer", "--dry-run"), EVENT),
    ],
    ids=" ".join,
)
def test_what_may_have_been_meant_is_named(seeds: Ran, arguments: tuple[str, ...], meant: str) -> None:
    shown = _photofinish(seeds, *arguments)
    assert shown.exit_code == 2
    assert meant in shown.stderr
    assert len(shown.stderr.splitlines()) == 1


def test_what_nothing_comes_near_to_names_nothing(seeds: Ran) -> None:
    shown = _photofinish(seeds, "explain", "zzz")
    assert shown.stderr == "photofinish: no fact is about zzz; see `photofinish conflicts`\n"


def test_a_fact_is_explained_by_its_fact_id(seeds: Ran) -> None:
    (fact,) = json.loads(_photofinish(seeds, "explain", EVENT, "winning_time", "--json").stdout)
    assert json.loads(_photofinish(seeds, "explain", fact["fact_id"], "--json").stdout) == [fact]


def test_an_unknown_property_names_those_of_the_subject(seeds: Ran) -> None:
    shown = _photofinish(seeds, "explain", EVENT, "winning_tme")
    assert shown.exit_code == 2
    assert f"no fact about {EVENT} is its winning_tme; did you mean winning_time? expected one of" in shown.stderr
    assert "winning_time" in shown.stderr
    assert "willy-hansen" not in shown.stderr


@pytest.mark.parametrize("command", [("conflicts",), ("explain", "x")])
def test_without_a_publication_there_is_nothing_to_look_into(command: tuple[str, ...], tmp_path: Path) -> None:
    shown = CliRunner().invoke(cli, [*command, "--output", str(tmp_path)])
    assert shown.exit_code == 2
    assert "holds no publication" in shown.stderr


def test_the_dictionary_tells_of_every_column() -> None:
    shown = CliRunner().invoke(cli, ["dictionary"])
    assert shown.exit_code == 0
    chapters = {part.split("\n", 1)[0]: part for part in shown.stdout.split("\n## ")[1:]}
    assert set(chapters) == set(DATASETS)
    columns = [(name, column.name) for name, dataset in DATASETS.items() for column in dataset.columns]
    missing = [(name, column) for name, column in columns if not re.search(rf"^\| `{column}\??`", chapters[name], re.M)]
    assert missing == []


def test_a_field_of_an_infobox_is_told_from_the_lead(seeds: Ran) -> None:
    shown = _photofinish(seeds, "explain", EVENT, "winning_time").stdout
    places = {line.rpartition(" — ")[2].split(", ")[1] for line in shown.splitlines() if " — " in line}
    assert {"infobox", "Results"} <= places
    (told,) = json.loads(_photofinish(seeds, "explain", EVENT, "venue", "--json").stdout)
    assert told["quotes"][0]["source_kind"] == "infobox"
