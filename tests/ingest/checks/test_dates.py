"""Dates: weekdays and Games."""

from __future__ import annotations

import pytest

from tests.ingest.checks.articles import OVERVIEW, TITLE, article, found, only, results


@pytest.mark.parametrize(
    ("text", "outcome", "found_day"),
    [
        ("Thursday, 17 October 1968", "pass", "Thursday"),
        ("Friday, 17 October 1968", "fail", "Thursday"),
        ("Thursday, 17 October", "pass", "Thursday"),
    ],
)
def test_weekdays_fit_dates(text: str, outcome: str, found_day: str) -> None:
    schedule = results("Date | Time | Round", f"{text} | 14:00 | Final", heading="Schedule")
    check = only("weekdays_fit_dates", article(schedule))
    assert (check.outcome, check.found) == (outcome, found_day)


def test_a_weekday_without_a_year_is_not_decided() -> None:
    schedule = results("Date | Time | Round", "Thursday, 17 October | 14:00 | Final", heading="Schedule")
    assert only("weekdays_fit_dates", article(schedule, title="Great race – Men's trial")).outcome == "unverifiable"


def test_a_date_without_a_weekday_is_no_check() -> None:
    assert found("weekdays_fit_dates", article(Date="17 October 1968")) == []


@pytest.mark.parametrize(
    ("text", "outcome"), [("17 October 1968", "pass"), ("17 October", "pass"), ("17 August 1968", "fail")]
)
def test_dates_within_games(text: str, outcome: str) -> None:
    check = only("dates_within_games", article(Date=text))
    assert (check.outcome, check.expected) == (outcome, "1968-10-12 to 1968-10-27")


def test_a_date_of_games_that_nobody_knows_is_no_check() -> None:
    text = article(Date="17 October 1968", title="Cycling at the 1968 Great Games – Men's track time trial")
    assert found("dates_within_games", text) == []


def test_a_date_of_games_without_dates_is_not_decided() -> None:
    text = article(Date="17 July 2032", title=TITLE.replace("1968", "2032"))
    assert only("dates_within_games", text).outcome in {"unverifiable", "pass"}


@pytest.mark.parametrize(("day", "outcome"), [("1968-10-17", "pass"), ("1968-11-17", "fail")])
def test_record_dates_within_games(day: str, outcome: str) -> None:
    rows = ("1:05.0 | Ann Ash | 1964 | 1964-10-16", f"1:04.6 | Bea Birch | 1968 | {day}")
    table = results("Time | Cyclist | Games | Date", *rows, heading="Olympic record progression").replace(
        "=\n\n|", "=\n\n===Men===\n\n|"
    )
    check = only("record_dates_within_games", article(Competitors=2), article(table, title=OVERVIEW))
    assert check.outcome == outcome
    assert outcome == "pass" or f"1:04.6 Bea Birch {day}" in check.message
