"""The winner's mark is also the event's winning mark, in the round that decides and nowhere else."""

from __future__ import annotations

import pytest

from parsers.extract import extract
from tests.parsers.made import article, document

HEADER = "| Rank | Athlete | Time |"


def winning(*sections: str) -> list[tuple[str, str, str | None]]:
    """Return section, text and unit of each winning mark that the tables of an article say."""
    made = document("\n".join(sections))
    found = [s for s in extract(made).statements if s.property == "winning_time" and s.source_kind == "table"]
    assert all(s.subject.kind == "event" and s.qualifiers.round is None for s in found)
    return [(s.locator.section, s.value.text, s.value.unit) for s in found]


def results(heading: str, *marks: str) -> str:
    """Make a section with a table of such marks, ranked in their order."""
    rows = [f"| {rank} | Name{rank} | {mark} |" for rank, mark in enumerate(marks, start=1)]
    return "\n".join([heading, HEADER, *rows])


def test_the_only_table_decides() -> None:
    assert winning(results("== Results ==", "1:14.4", "1:15.2")) == [("Results", "1:14.4", "s")]


def test_the_final_decides_whatever_the_order() -> None:
    final, heats = results("== Final ==", "1:14.4"), results("== Heats ==", "1:13.0")
    assert winning(final, heats) == winning(heats, final) == [("Final", "1:14.4", "s")]


def test_of_two_finals_the_first_in_rank_decides() -> None:
    assert winning(results("== Final B ==", "1:16.0"), results("== Final A ==", "1:17.0")) == [
        ("Final A", "1:17.0", "s")
    ]


@pytest.mark.parametrize("heading", ["== Heats ==", "== Semifinal 1 ==", "== Qualification =="])
def test_a_round_that_is_not_the_last_decides_nothing(heading: str) -> None:
    assert winning(results(heading, "1:13.0")) == []


def test_two_tables_that_name_no_round_decide_nothing() -> None:
    assert winning(results("== Results ==", "1:14.4"), results("== More ==", "1:13.0")) == []


def test_men_and_women_have_a_winner_each() -> None:
    assert winning(results("== Men ==", "1:14.4"), results("== Women ==", "1:20.4")) == [
        ("Men", "1:14.4", "s"),
        ("Women", "1:20.4", "s"),
    ]


def test_two_who_share_the_first_rank_share_the_winning_mark() -> None:
    text = "\n".join(["== Results ==", HEADER, "| 1 | Jane | 1:14.4 |", "| Ann | 1:14.4 | |", "| 3 | Sue | 1:15.4 |"])
    assert winning(text) == [("Results", "1:14.4", "s")] * 2


@pytest.mark.parametrize("mark", ["DNF", "s.t.", ""])
def test_one_without_a_mark_wins_without_one(mark: str) -> None:
    assert winning("\n".join(["== Results ==", HEADER, f"| 1 | Jane | {mark} |", "| 2 | Ann | 1:15.2 |"])) == []


@pytest.mark.parametrize(
    ("name", "text", "unit"),
    [
        ("athletics-long-jump", "6.24", "m"),
        ("swimming-backstroke", "55.05", "s"),
        ("weightlifting-75kg", "340.0", "kg"),
        ("road-cycling", "2:53:24", "s"),
        ("alpine-giant-slalom", "2:40.74", "s"),
        ("rowing-coxed-four", "7:16.2", "s"),
    ],
)
def test_the_winner_of_each_sport_is_found(name: str, text: str, unit: str) -> None:
    found = [s for s in extract(article(name)).statements if s.property == "winning_time" and s.source_kind == "table"]
    assert [(s.value.text, s.value.unit) for s in found] == [(text, unit)]


@pytest.mark.parametrize("name", ["judo-medal-table", "hammer-throw-series", "harbour-bridge"])
def test_where_nobody_races_nobody_wins(name: str) -> None:
    assert [s for s in extract(article(name)).statements if s.property == "winning_time"] == []
