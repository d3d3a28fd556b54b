"""Points of regattas, marks of medallists, days of stages, and days of Olympic records."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.checks import run_checks
from parsers.extract import extract
from parsers.wikitext import parse_wikitext
from schemas.statements import identified
from tests.ingest.checks.articles import Said, article, extraction, found, judge, only, results

HEADER = "Rank | Sailor | I | II | III | Total | Net"
BOATS = (
    "1 | Ann Ash | 1 | 2 | (4) | 7 | 3",
    "2 | Bea Birch | (3) | 1 | 2 | 6 | 3",
    "3 | Cia Cedar | 2 | (5) | 3 | 10 | 5",
    "4 | Dee Elm | (6) | 4 | 1 | 11 | 5",
)
TITLE = "Sailing at the 1996 Summer Olympics – Laser"


def test_what_is_discarded_counts_in_the_total_alone() -> None:
    checks = found("discards_are_left_out", article(results(HEADER, *BOATS), title=TITLE))
    assert {check.outcome for check in checks} == {"pass"}
    assert len(checks) == 2


def test_a_net_result_that_is_not_its_races() -> None:
    rows = (*BOATS[:3], "4 | Dee Elm | (6) | 4 | 1 | 11 | 6")
    wrong = [
        c for c in found("discards_are_left_out", article(results(HEADER, *rows), title=TITLE)) if c.outcome == "fail"
    ]
    assert [(check.expected, check.found) for check in wrong] == [("5", "6")]
    assert "of rank 4 (Dee Elm) is not the sum of the races that count, 5" in wrong[0].message


@pytest.mark.parametrize(
    ("marks", "outcome"), [(("49.51", "49.88", "50.22"), "pass"), (("49.88", "49.51", "50.22"), "fail")]
)
def test_marks_of_medallists_are_in_the_order_of_the_medals(marks: tuple[str, str, str], outcome: str) -> None:
    names = ("Ann Ash|AUS", "Bea Birch|ENG", "Cia Cedar|RSA")
    cells = " || ".join(f"{{{{flagathlete|{name}}}}} || {mark}" for name, mark in zip(names, marks, strict=True))
    text = f"==Men's events==\n{{| {{{{MedalistTable|type=Event|columns=2}}}}\n|-\n| 100 m freestyle || {cells}\n|}}\n"
    extracted = extract(parse_wikitext("a", text, "Swimming at the 1998 Commonwealth Games"))
    checks = run_checks(judge([extracted]))
    assert [check.outcome for check in checks if check.kind == "medal_marks_follow_medals"] == [outcome]


STAGES = ("1 | 5 May | Soria | 160.2 km | Ann Ash", "2 | 6 May | Haro | 171.0 km | Bea Birch")
RACE = "2011 Tour of Somewhere"


def test_a_stage_after_the_last_day() -> None:
    header = "Stage | Date | Route | Distance | Winner"
    stages = results(header, *STAGES, "3 | 9 May | Burgos | 154.4 km | Cia Cedar", heading="Stages")
    check = only("dates_within_event", article(stages, title=RACE, Date="5–7 May 2011"))
    assert (check.outcome, check.found) == ("fail", "2011-05-09")
    assert found("dates_within_event", article(stages, title=RACE, Date="5–9 May 2011")) == []


@pytest.mark.parametrize(
    ("date", "named"),
    [("2 September 1960", False), ("2 September 1961", True), ("1960", False), ("1 March 1960", True)],
)
def test_an_olympic_record_is_of_games(date: str, named: bool) -> None:
    records = results(
        "Record | Time | Cyclist | Place | Date",
        "World record | 1:04.61 | Gil Hazel | Rome | 21 August 1966",
        f"Olympic record | 1:07.27 | Ida Ivy | Rome | {date}",
        heading="Records",
    )
    assert bool(found("olympic_records_are_of_games", article(records))) is named


@pytest.mark.parametrize(("mark", "outcome"), [("20.30", "pass"), ("20.3", "pass"), ("20.33", "fail")])
def test_a_mark_of_a_medal_is_that_of_the_row(mark: str, outcome: str) -> None:
    event = article(
        results("Rank | Athlete | Time", "1 | Ann Ash | 20.00", "2 | Bea Birch | 20.19", "3 | Cia Cedar | 20.30"),
        title="Athletics at the 1972 Summer Olympics – Men's 200 metres",
    )
    made = extraction(event, [])
    said = replace(Said("bronze_mark", mark, mark=mark, unit="s"), year=1972).statement("overview")
    words = next(s.subject for s in made.statements if s.subject.kind == "event")
    told = replace(said, subject=words, document_id=made.document.document_id)
    checks = run_checks(judge([replace(made, statements=(*made.statements, *identified([told])))]))
    assert [check.outcome for check in checks if check.kind == "medal_marks_hold_their_ranks"] == [outcome]
