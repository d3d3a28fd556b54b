"""Decisions in whole runs: taken by the command, published by the next run, told where they no longer hold."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import CliRunner, Result

from ingest import extraction
from ingest.cli import cli
from tests.pipeline.articles import GOOD, OTHER
from tests.pipeline.running import Ran, photofinish, run
from tests.pipeline.test_dumps import SCULLS, export, page, text_of

EVENT = "1952-summer-olympics/rowing/mens-single-sculls"
WINNER = f"{EVENT}#ann-other"
DIFFERING = GOOD.replace("- Competitors: 3\n", "- Competitors: 3\n- Win Value: 8:12.1\n")
"""The infobox says 8:12.1, the table 8:12.8."""


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "1952.txt").write_text(DIFFERING, encoding="utf-8")
    return folder


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


def decide(raw: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["decide", *arguments, "--raw", str(raw)])


def choose(raw: Path, value: str, name: str = "winning_time", subject: str = EVENT) -> Result:
    words = ("--reason", "The papers say so.", "--by", "A. Reader", "--only")
    return decide(raw, subject, name, "--choose", value, *words)


def fact(ran: Ran, name: str, subject: str = EVENT) -> dict[str, Any]:
    (row,) = ran.frame("reconciliation").filter(subject=subject, property=name).to_dicts()
    return row


def test_a_decision_is_published_with_who_decided_and_what_the_rules_say(raw: Path, output: Path) -> None:
    assert fact(run(raw, output), "winning_time")["status"] == "disputed"
    shown = choose(raw, "8:12.8")
    assert shown.exit_code == 0, shown.stderr
    assert "before: no value  [disputed, rule disputed]" in shown.stdout
    assert "after:  8:12.8  [curated, rule decision_choose]" in shown.stdout
    ran = run(raw, output)
    assert ran.status == 0, ran.stderr
    row = fact(ran, "winning_time")
    assert (row["value_text"], row["status"], row["rule"]) == ("8:12.8", "curated", "decision_choose")
    (decision,) = ran.frame("decisions").to_dicts()
    assert row["decision"] == decision["decision_id"]
    assert (decision["outcome"], decision["decided_by"], decision["ladder_status"]) == (
        "applied", "A. Reader", "disputed",
    )  # fmt: skip
    assert f"decision 1 applied: choose, winning_time of {EVENT}: gives 8:12.8" in ran.stdout
    assert [line["outcome"] for line in ran.last_line["decisions"]] == ["applied"]
    assert ran.frame("events")["winning_mark"].to_list() == [492.8]


def test_explain_tells_who_decided_and_what_became_of_it(raw: Path, output: Path) -> None:
    choose(raw, "8:12.8")
    run(raw, output)
    arguments = ["explain", EVENT, "winning_time", "--output", str(output)]
    shown = CliRunner().invoke(cli, arguments).stdout
    assert "  decided: choose 8:12.8, by A. Reader on " in shown
    assert "      applied: gives 8:12.8; the ladder alone gives no value (disputed, rule disputed)" in shown
    (fact,) = json.loads(CliRunner().invoke(cli, [*arguments, "--json"]).stdout)
    assert [(decided["by"], decided["outcome"]) for decided in fact["decisions"]] == [("A. Reader", "applied")]


def test_what_is_shown_first_is_what_the_next_run_publishes(raw: Path, output: Path) -> None:
    before = run(raw, output).frame("events").to_dicts()[0]
    shown = decide(raw, EVENT, "winning_time", "--choose", "8:12.1", "--reason", "x", "--json")
    (change,) = [each for each in json.loads(shown.stdout)["changes"] if each["dataset"] == "events"]
    after = run(raw, output).frame("events").to_dicts()[0]
    differing = {name for name in after if after[name] != before[name]}
    assert set(change["columns"]) == differing == {"winning_mark_text", "winning_mark", "mark_unit", "disputed_facts"}


def test_a_decided_mark_is_curated_in_the_results(raw: Path, output: Path) -> None:
    assert choose(raw, "8:12.1", "mark", WINNER).exit_code == 0
    row = run(raw, output).frame("results").filter(competitor="Ann Other").to_dicts()[0]
    assert (row["mark_stated"], row["mark"], row["mark_basis"]) == ("8:12.8", 492.1, "curated")


def test_a_value_that_is_set_is_no_statement(raw: Path, output: Path) -> None:
    assert decide(raw, EVENT, "competitors", "--set", "4", "--reason", "Counted.").exit_code == 0
    ran = run(raw, output)
    row = fact(ran, "competitors")
    assert (row["value_text"], row["status"], row["rule"], row["supporting"]) == ("4", "curated", "decision_set", [])
    assert "4" not in ran.frame("statements").filter(property="competitors")["value_text"].to_list()
    assert ran.frame("events")["competitors"].to_list() == [4]


def test_a_deferred_value_is_null(raw: Path, output: Path) -> None:
    assert decide(raw, EVENT, "winning_time", "--defer", "--only", "--reason", "Later.").exit_code == 0
    ran = run(raw, output)
    assert fact(ran, "winning_time")["rule"] == "decision_defer"
    assert ran.frame("decisions")["outcome"].to_list() == ["applied"]


def test_rejecting_the_only_statement_leaves_the_value_null(raw: Path, output: Path) -> None:
    identifier = fact(run(raw, output), "competitors")["supporting"][0]
    assert decide(raw, EVENT, "competitors", "--reject", identifier, "--reason", "Misprint.").exit_code == 0
    ran = run(raw, output)
    row = fact(ran, "competitors")
    assert (row["value_text"], row["status"], row["opposing"]) == (None, "curated", [identifier])
    assert ran.frame("events")["competitors"].to_list() == [None]


def test_where_the_evidence_changed_the_rules_decide_and_both_are_shown(raw: Path, output: Path) -> None:
    choose(raw, "8:12.8")
    (raw / "1952.txt").write_text(DIFFERING.replace("8:12.1", "8:12.3"), encoding="utf-8")
    ran = run(raw, output)
    assert ran.status == 1
    assert f"decision 1 stale: choose, winning_time of {EVENT}: what the sources say is not what was seen" in ran.stderr
    assert fact(ran, "winning_time")["status"] == "disputed"
    (decision,) = ran.frame("decisions").to_dicts()
    assert (decision["outcome"], decision["decided_text"], decision["ladder_status"]) == ("stale", "8:12.8", "disputed")
    assert run(raw, output).status == 1, "also where nothing changed since"
    refreshed = decide(raw, "--refresh")
    assert refreshed.exit_code == 1
    assert "decision 1 stale" in refreshed.stdout
    assert choose(raw, "8:12.3").exit_code == 0, "it is decided anew, in its place"
    assert run(raw, output).status == 0


def test_a_text_that_moved_is_told_and_its_fingerprint_renewed_by_decide_alone(raw: Path, output: Path) -> None:
    choose(raw, "8:12.8")
    toml = raw / "decisions.toml"
    toml.write_text(f"# reviewed\n\n{toml.read_text(encoding='utf-8')}", encoding="utf-8")
    written = toml.read_text(encoding="utf-8")
    (raw / "1952.txt").write_text(DIFFERING.replace("==Results==", "==Result=="), encoding="utf-8")
    ran = run(raw, output)
    assert ran.status == 0
    assert "`photofinish decide --refresh` renews the fingerprint" in ran.stdout
    assert ran.frame("decisions").select("outcome", "moved").rows() == [("applied", True)]
    assert fact(ran, "winning_time")["status"] == "curated"
    assert toml.read_text(encoding="utf-8") == written, "a run never writes raw"
    assert "decision 1 renewed" in decide(raw, "--refresh", "--dry-run").stdout
    assert toml.read_text(encoding="utf-8") == written
    assert "decision 1 renewed" in decide(raw, "--refresh").stdout
    after = toml.read_text(encoding="utf-8")
    assert after.startswith("# reviewed")
    assert [line for line in after.splitlines() if line not in written.splitlines()] == [
        f'evidence = "{fact(ran, "winning_time")["evidence"]}"'
    ]
    assert run(raw, output).frame("decisions")["moved"].to_list() == [False]
    assert "decision 1 unchanged" in decide(raw, "--refresh").stdout


def test_what_the_rules_say_too_and_what_nothing_states_is_told(raw: Path, output: Path) -> None:
    choose(raw, "3", "competitors")
    toml = raw / "decisions.toml"
    entry = toml.read_text(encoding="utf-8")
    gone = entry[entry.rindex("[[") :].replace("1952", "1948")
    toml.write_text(f"{entry}\n{gone}", encoding="utf-8")
    ran = run(raw, output)
    assert ran.status == 0
    assert ran.frame("decisions").sort("position")["outcome"].to_list() == ["redundant", "unused"]
    assert "decision 1 redundant: choose, competitors of" in ran.stdout
    assert "decision 2 unused: choose, competitors of 1948" in ran.stdout


def test_a_bad_entry_is_refused_and_the_others_decide(raw: Path, output: Path) -> None:
    choose(raw, "8:12.8")
    toml = raw / "decisions.toml"
    text = toml.read_text(encoding="utf-8")
    toml.write_text(f'{text}\n[[decision]]\nsubject = "x"\naction = "chose"\n', encoding="utf-8")
    ran = run(raw, output)
    assert ran.status == 1
    assert "decisions.toml: entry 2 (x): `action` is 'chose'; expected one of choose" in ran.stderr
    assert ran.frame("rejects").select("path", "stage", "error").rows() == [
        ("decisions.toml", "decisions", "bad_decision")
    ]
    assert fact(ran, "winning_time")["status"] == "curated"


def test_a_file_that_is_no_toml_leaves_the_last_publication(raw: Path, output: Path) -> None:
    first = run(raw, output).current
    (raw / "decisions.toml").write_text("[[decision", encoding="utf-8")
    ran = run(raw, output)
    assert ran.status == 2
    assert "correct the file, or move it away to publish without decisions" in ran.stderr
    assert ran.current == first


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((EVENT, "winning_time", "--choose", "8:13"), "nobody states 8:13, only 8:12.1, 8:12.8"),
        ((EVENT, "winning_time", "--set", "fast"), "fast is no value of winning_time; expected a mark as 1:14.4"),
        ((EVENT, "winning_time", "--reject", "s-1"), "no statement of this fact is s-1; there are s-"),
        ((EVENT, "winning_time", "--accept-explanation"), "no tested explanation leaves a single value"),
        ((EVENT, "competitors", "--both-true"), "only 3 is stated"),
        ((EVENT, "competitors", "--defer"), "3 is not contested"),
        ((EVENT, "nothing", "--defer"), "nothing in the sources states nothing of"),
        (("f-00000000000000000000", "--defer"), "nothing in the sources states f-0000"),
        (("ann-other", "nobody-such", "--same"), "no source speaks of competitor:nobody-such"),
    ],
)
def test_what_would_decide_nothing_is_refused_and_not_written(raw: Path, arguments: tuple[str, ...], said: str) -> None:
    shown = decide(raw, *arguments, "--reason", "x")
    assert shown.exit_code == 2
    assert said in shown.stderr
    assert not (raw / "decisions.toml").exists()


def test_only_shown_is_not_written(raw: Path) -> None:
    shown = decide(raw, EVENT, "winning_time", "--choose", "8:12.8", "--dry-run")
    assert shown.exit_code == 0
    assert "not written (--dry-run)" in shown.stdout
    assert sorted(path.name for path in raw.iterdir()) == ["1952.txt"]


def test_a_fact_of_which_there_are_several_is_named_by_its_fact_id(raw: Path, output: Path) -> None:
    text = f"{DIFFERING}\n==Heats==\n\n===Heat 1===\n\n| Rank | Rower | Time |\n| 1 | Ann Other | 8:20.0 |\n"
    (raw / "1952.txt").write_text(text, encoding="utf-8")
    several = run(raw, output).frame("reconciliation").filter(subject=WINNER, property="mark")
    assert several.height > 1
    shown = choose(raw, "8:12.8", "mark", WINNER)
    assert shown.exit_code == 2
    assert all(identifier in shown.stderr for identifier in several["fact_id"])
    heat = several.filter(pl.col("heat").is_not_null())["fact_id"][0]
    assert decide(raw, heat, "--set", "8:20.5", "--reason", "Timed anew.").exit_code == 0
    curated = run(raw, output).frame("reconciliation").filter(status="curated")
    assert curated.select("fact_id", "value_text").rows() == [(heat, "8:20.5")]


@pytest.fixture
def fifths(raw: Path) -> Path:
    """Return a folder with a table whose fifths are written as tenths, as the records of another article show."""
    rows = [("Ann Other", "8:12.2"), ("Bo Berg", "8:14.1"), ("Cy Dale", "8:19.3"), ("Di Eck", "8:21.0")]
    table = "".join(f"| {rank} | {name} | {mark} |\n" for rank, (name, mark) in enumerate(rows, start=1))
    title = "Rowing at the 1952 Summer Olympics – Men's single sculls"
    text = f"= {title} =\n\nInfobox\n- Gold: Ann Other\n\n==Results==\n\n| Rank | Rower | Time |\n{table}"
    records = "| 8:14.2 | Bo Berg | 1952 | 1952-07-23 |\n| 8:12.4 | Ann Other | 1952 | 1952-07-23 |\n"
    overview = f"==Olympic record progression==\n\n===Men===\n\n| Time | Rower | Games | Date |\n{records}"
    (raw / "1952.txt").write_text(text, encoding="utf-8")
    (raw / "overview.txt").write_text(f"= Single sculls at the Olympics =\n\n{overview}", encoding="utf-8")
    return raw


def test_a_suggested_mark_is_published_once_its_explanation_is_accepted(fifths: Path, output: Path) -> None:
    def third(ran: Ran) -> dict[str, Any]:
        return ran.frame("results").filter(competitor="Cy Dale").to_dicts()[0]

    before = third(run(fifths, output))
    assert (before["mark"], before["mark_suggested"], before["mark_basis"]) == (499.3, 499.6, "stated")
    shown = decide(fifths, f"{EVENT}#cy-dale", "mark", "--accept-explanation", "--reason", "As in the other rows.")
    assert shown.exit_code == 0, shown.stderr
    ran = run(fifths, output)
    after = third(ran)
    assert (after["mark_stated"], after["mark"], after["mark_basis"]) == ("8:19.3", 499.6, "curated")
    row = fact(ran, "mark", f"{EVENT}#cy-dale")
    assert (row["rule"], row["explanation_code"], row["supporting"]) == (
        "decision_accept_explanation", "fifths_read_as_tenths", [],
    )  # fmt: skip
    assert ran.frame("decisions")["value_text"].to_list() == ["8:19.6"]


def test_a_mark_that_no_hypothesis_can_explain_is_not_accepted(fifths: Path) -> None:
    shown = decide(fifths, f"{EVENT}#di-eck", "mark", "--accept-explanation", "--reason", "x")
    assert shown.exit_code == 2
    assert "no tested explanation leaves a single value" in shown.stderr


def test_what_rests_on_the_same_statements_and_is_not_decided_is_named(raw: Path) -> None:
    shown = decide(raw, EVENT, "winning_time", "--choose", "8:12.8", "--only", "--dry-run")
    assert f"not touched, though it rests on the same: mark of {WINNER}, no value  [disputed, rule" in shown.stdout


def test_what_the_very_same_words_tell_is_decided_at_once(raw: Path, output: Path) -> None:
    shown = decide(raw, EVENT, "winning_time", "--choose", "8:12.8", "--reason", "x")
    assert f"decided with it, the same question: mark of {WINNER}, 8:12.8  [curated" in shown.stdout
    assert "not touched" not in shown.stdout
    assert "decisions.toml, entries 1, 2; the next run publishes it" in shown.stdout
    ran = run(raw, output)
    assert ran.status == 0
    assert fact(ran, "winning_time")["status"] == fact(ran, "mark", WINNER)["status"] == "curated"
    assert ran.frame("decisions")["outcome"].to_list() == ["applied", "applied"]
    again = json.loads(decide(raw, WINNER, "mark", "--choose", "8:12.1", "--reason", "y", "--json").stdout)
    assert (again["entry"], [each["entry"] for each in again["together"]]) == (2, [1])


def test_a_statement_is_rejected_in_every_fact_that_its_cell_tells(raw: Path, output: Path) -> None:
    facts = run(raw, output).frame("reconciliation").filter(subject=EVENT, property="winning_time").to_dicts()
    sides = {each["value_text"]: each["statement_ids"][0] for each in facts[0]["alternatives"]}
    shown = decide(raw, EVENT, "winning_time", "--reject", sides["8:12.8"], "--reason", "Misprint.")
    assert shown.exit_code == 0, shown.stderr
    ran = run(raw, output)
    assert [fact(ran, *of)["value_text"] for of in (("winning_time",), ("mark", WINNER))] == ["8:12.1", "8:12.1"]


def test_what_other_words_tell_is_another_question(raw: Path) -> None:
    (raw / "1952.txt").write_text(f"{DIFFERING}\nThe winner's mark was doubted.\n", encoding="utf-8")
    shown = json.loads(decide(raw, EVENT, "competitors", "--set", "4", "--reason", "Counted.", "--json").stdout)
    assert shown["together"] == []


def test_an_entry_written_by_hand_is_bound_by_refresh(raw: Path, output: Path) -> None:
    entry = (
        f'[[decision]]\nsubject = "{EVENT}"\nproperty = "winning_time"\naction = "choose"\nvalue = "8:12.8"\n'
        'reason = "Seen."\nby = "A. Reader"\non = 2024-05-01\n'
    )
    (raw / "decisions.toml").write_text(entry, encoding="utf-8")
    ran = run(raw, output)
    assert ran.status == 1
    assert "`evidence` is missing; `photofinish decide --refresh` writes" in ran.stderr
    assert "decision 1 bound" in decide(raw, "--refresh").stdout
    assert fact(run(raw, output), "winning_time")["status"] == "curated"


def test_who_is_who_is_decided_too(raw: Path, output: Path) -> None:
    shown = decide(raw, "competitor:ann-other", "competitor:bo-berg", "--different", "--reason", "Two careers.")
    assert shown.exit_code == 0, shown.stderr
    row = run(raw, output).frame("decisions").to_dicts()[0]
    assert (row["outcome"], row["other"], row["fact_id"]) == ("applied", "competitor:bo-berg", None)


def test_to_tell_who_is_who_no_fact_is_judged(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def judged(*_arguments: object) -> None:
        raise AssertionError("a group was judged")

    monkeypatch.setattr("ingest.decisions.gathered.judge", judged)
    shown = decide(raw, "competitor:ann-other", "competitor:bo-berg", "--different", "--reason", "Two careers.")
    assert shown.exit_code == 0, shown.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        (EVENT, "winning_time", "--reason", "x"),
        (EVENT, "winning_time", "--defer", "--both-true", "--reason", "x"),
        (EVENT, "winning_time", "--defer"),
        ("ann-other", "--same", "--reason", "x"),
        ("--refresh", "--defer"),
    ],
    ids=["no action", "two actions", "no reason", "one competitor", "refresh and more"],
)
def test_wrong_usage_is_64(raw: Path, arguments: tuple[str, ...]) -> None:
    done = photofinish("decide", *arguments, "--raw", str(raw))
    assert done.returncode == 64, done.stderr


def test_a_run_names_the_round_that_a_decision_is_of(raw: Path, output: Path) -> None:
    text = DIFFERING.replace("==Results==", "==Results==\n\n===Final===")
    (raw / "1952.txt").write_text(text, encoding="utf-8")
    heat = run(raw, output).frame("reconciliation").filter(property="mark", round="final", subject=f"{EVENT}#bo-berg")
    arguments = ("--set", "8:14.6", "--reason", "Timed anew.")
    assert decide(raw, heat["fact_id"].item(), *arguments).exit_code == 0
    assert f"decision 1 applied: set, mark (final) of {EVENT}#bo-berg: " in run(raw, output).stdout


def test_what_a_run_has_read_is_not_read_again(raw: Path, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = run(raw, output)
    (raw / "1956.txt").write_text(OTHER, encoding="utf-8")
    identifier = fact(ran, "winning_time")["fact_id"]
    monkeypatch.setattr(extraction, "extract", _not_to_be_called)
    kept = ("--output", str(output), "--dry-run")
    for asked in ((EVENT, "winning_time"), (identifier,)):
        assert decide(raw, *asked, "--choose", "8:12.8", *kept).exit_code == 0
    assert decide(raw, EVENT.replace("1952", "1956"), "winning_time", "--defer", *kept).exit_code == 2


def _not_to_be_called(*_: object) -> None:
    raise RuntimeError("nothing is to be read")


def test_facts_of_an_archive_that_the_run_was_given_are_decided(raw: Path, output: Path) -> None:
    dump = raw.parent / "wiki.xml"
    dump.write_bytes(export(page(SCULLS.replace("1952", "1960"), text_of(), 1)))
    assert run(raw, output, "--source", str(dump)).status == 0
    event = EVENT.replace("1952", "1960")
    shown = decide(raw, event, "winning_time", "--set", "8:12.9", "--reason", "x", "--output", str(output))
    assert shown.exit_code == 0, shown.stderr
    assert fact(run(raw, output, "--source", str(dump)), "winning_time", event)["value_text"] == "8:12.9"


def test_a_damaged_cache_is_named_with_the_remedy(raw: Path, output: Path) -> None:
    run(raw, output)
    with sqlite3.connect(output / ".cache/photofinish.sqlite") as cache:
        cache.execute("UPDATE entries SET data = x'00' WHERE kind IN ('summary', 'extraction')")
    shown = decide(raw, EVENT, "winning_time", "--choose", "8:12.8", "--dry-run", "--output", str(output))
    assert shown.exit_code == 2, shown.exc_info
    assert "`photofinish run` makes it anew" in shown.stderr
