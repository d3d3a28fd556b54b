"""Marks that cannot be read, lanes given twice, heights, and marks that prose tells of a round."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.checks import run_checks
from ingest.checks.model import Check
from schemas.statements import Qualifiers
from tests.ingest.checks.articles import TITLE, Said, article, extraction, found, judge, only, results

HEADER = "Rank | Lane | Name | Time"
ROWS = (
    "1 | 4 | Ann Ash | 1:04.1",
    "2 | 5 | Bea Birch | 1:04.5",
    "3 | 3 | Cia Cedar | 1:04.9",
    "4 | 6 | Dee Elm | 1:05.2",
)


def test_a_time_with_a_sign_amiss_is_named() -> None:
    row = "5 | 2 | Eva Fir | 1:05.4.9"
    check = only("marks_are_readable", article(results(HEADER, *ROWS, row)))
    assert check.found == "1:05.4.9"
    assert "“1:05.4.9” of rank 5 (Eva Fir) cannot be read" in check.message


@pytest.mark.parametrize("cell", ["DNF", "1:05.4", "—", "withdrew"])
def test_words_are_no_times_with_a_sign_amiss(cell: str) -> None:
    assert found("marks_are_readable", article(results(HEADER, *ROWS, f"5 | 2 | Eva Fir | {cell}"))) == []


def test_a_run_with_a_dot_too_many_is_named() -> None:
    rows = ("1 | Ann Ash | 49.61 | 49.57 | 1:39.18", "2 | Bea Birch | 49.74 | 49.7.46 | 1:39.48",
            "3 | Cia Oak | 49.80 | 49.79 | 1:39.59", "4 | Dee Elm | 49.90 | 49.91 | 1:39.81")  # fmt: skip
    check = only("marks_are_readable", article(results("Rank | Name | Run 1 | Run 2 | Total", *rows)))
    assert check.found == "49.7.46"


def test_two_in_one_lane() -> None:
    check = only("lanes_differ", article(results(HEADER, *ROWS, "5 | 6 | Eva Fir | 1:05.9")))
    assert (check.outcome, check.found) == ("fail", "6")
    assert "rank 4 (Dee Elm), rank 5 (Eva Fir) have the same lane, 6" in check.message


def test_lanes_of_two_heats_in_one_table_say_nothing() -> None:
    rows = ("5 | 4 | Eva Fir | 1:05.9", "6 | 5 | Fay Gum | 1:06.0")
    assert found("lanes_differ", article(results(HEADER, *ROWS, *rows))) == []
    assert found("lanes_differ", article(results(HEADER, *ROWS))) == []


HEIGHTS = "Rank | Athlete | 4.00 | 4.15 | 4.25 | Height"
JUMPS = (
    "1 | Ann Ash | o | xo | xxo | 4.25",
    "2 | Bea Birch | o | o | xxx | 4.15",
    "3 | Cia Cedar | – | xo | xxx | 4.15",
)
VAULT = "Athletics at the 1968 Summer Olympics – Men's pole vault"


def test_the_mark_is_the_best_height_cleared() -> None:
    good = article(results(HEIGHTS, *JUMPS, "4 | Dee Elm | o | xxx | | 4.00"), title=VAULT)
    assert only("heights_were_cleared", good).outcome == "pass"
    wrong = only(
        "heights_were_cleared", article(results(HEIGHTS, *JUMPS, "4 | Dee Elm | o | xxx | | 4.15"), title=VAULT)
    )
    assert (wrong.outcome, wrong.expected, wrong.found) == ("fail", "4.00", "4.15")


@pytest.mark.parametrize(("told", "outcome"), [("64.5", "pass"), ("64.9", "fail")])
def test_a_mark_that_prose_tells_of_a_heat(told: str, outcome: str) -> None:
    text = article(results("Rank | Name | Time", "1 | Ann Ash | 1:04.5", "2 | Bea Birch | 1:05.5", heading="Heat 1"))
    made = extraction(text, [Said("mark", f"1:0{told[1:]}", name="Ann Ash", kind="entrant", mark=told, unit="s")])
    told_of_heat = Qualifiers(round="heats")
    said = [replace(s, qualifiers=told_of_heat) if s.source_kind == "prose" else s for s in made.statements]
    checks: list[Check] = run_checks(judge([replace(made, statements=tuple(said))]))
    assert [c.outcome for c in checks if c.kind == "told_marks_are_those_of_rounds"] == [outcome]


@pytest.mark.parametrize(
    ("told", "by", "outcomes"), [("65.5", None, ["pass"]), ("65.9", None, ["fail"]), ("65.9", "De Wael", [])]
)
def test_a_mark_that_prose_tells_of_no_round_is_that_of_the_final(
    told: str, by: str | None, outcomes: list[str]
) -> None:
    text = article(results("Rank | Name | Time", "1 | Ann Ash | 1:04.5", "2 | Bea Birch | 1:05.5", heading="Final"))
    said = [Said("mark", f"1:0{told[1:]}", name="Bea Birch", kind="entrant", mark=told, unit="s", by=by)]
    assert [c.outcome for c in found("told_marks_are_those_of_rounds", text, said=said)] == outcomes


@pytest.mark.parametrize(
    ("name", "number", "year"), [("Prev", "1972", "1972"), ("Next", "1964", "1964"), ("Prev", "1968", "1968")]
)
def test_an_edition_on_the_wrong_side(name: str, number: str, year: str) -> None:
    check = only("editions_are_in_order", article(box={name: number}))
    assert (check.outcome, check.found) == ("fail", year)


def test_editions_in_order() -> None:
    assert found("editions_are_in_order", article(Prev="1964", Next="1972")) == []


def test_the_code_of_a_medal_is_that_of_the_row() -> None:
    table = results("Rank | Cyclist | Nation", "1 | Ann Ash | FRA", "2 | Bea Birch | AUS", "3 | Cia Oak | ITA")
    box = {"Gold": "Ann Ash", "Goldnoc": "FRA", "Silver": "Bea Birch", "Silvernoc": "NZL"}
    checks = found("medal_nations_hold_their_ranks", article(table, box=box))
    assert [(check.outcome, check.expected, check.found) for check in checks] == [
        ("pass", "FRA", "FRA"),
        ("fail", "AUS", "NZL"),
    ]


def test_one_nation_under_two_codes_is_one() -> None:
    title = TITLE.replace("1968", "1976")
    table = results("Rank | Cyclist | Nation", "1 | Ann Ash | ROM", "2 | Bea Birch | AUS", "3 | Cia Oak | ITA")
    check = only("medal_nations_hold_their_ranks", article(table, title=title, Gold="Ann Ash", Goldnoc="ROU"))
    assert check.outcome == "pass"
