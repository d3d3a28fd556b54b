"""Records: progressions, and what prose says of them."""

from __future__ import annotations

import pytest

from tests.ingest.checks.articles import OVERVIEW, Said, article, found, only, results

HEADER = "Time | Cyclist | Games | Date"
ROWS = (
    "1:09.0 | Dee Elm | 1960 | 1960-08-26",
    "1:07.0 | Eva Fir | 1964 | 1964-10-16",
    "1:05.0 | Bea Birch | 1968 | 1968-10-17",
    "1:04.0 | Ann Ash | 1968 | 1968-10-17",
)
RESULTS = results(
    "Rank | Cyclist | Time",
    "1 | Ann Ash | 1:04.0",
    "2 | Bea Birch | 1:05.0",
    "3 | Cia Cedar | 1:07.0",
    "4 | Gil Gum | 1:08.0",
)
EVENT = article(RESULTS, Gold="Ann Ash", Win_Value="1:04.0")


def progression(*rows: str, header: str = HEADER) -> str:
    table = results(header, *rows, heading="Olympic record progression")
    return article(table.replace("progression==\n", "progression==\n\n===Men===\n"), title=OVERVIEW)


def test_records_improve() -> None:
    check = only("records_improve", EVENT, progression(*ROWS))
    assert (check.outcome, check.found) == ("pass", "4 of 4")


def test_a_record_that_is_none_is_named() -> None:
    check = only("records_improve", EVENT, progression(*ROWS[:3], "1:06.0 | Ann Ash | 1968 | 1968-10-17"))
    assert check.outcome == "fail"
    assert "1:06.0 Ann Ash 1968-10-17" in check.message or "1:05.0 Bea Birch 1968-10-17" in check.message


def test_the_newest_record_may_stand_first() -> None:
    assert only("records_improve", EVENT, progression(*reversed(ROWS))).outcome == "pass"


def test_marks_without_an_order_are_no_progression() -> None:
    marks = ("1:05.0", "1:09.0", "1:03.0", "1:08.0", "1:02.0", "1:07.0")
    rows = [f"{mark} | Rider {number} | 196{number} | " for number, mark in enumerate(marks)]
    assert only("records_improve", EVENT, progression(*rows)).outcome == "unverifiable"


def test_rows_that_name_their_record_do_not_succeed_each_other() -> None:
    rows = [f"{name} | {row}" for name, row in zip(("World record", "Olympic record"), ROWS, strict=False)]
    assert found("records_improve", EVENT, progression(*rows, header=f"Kind | {HEADER}")) == []


@pytest.mark.parametrize(("events", "is_one"), [(("Sprint", "Pursuit"), False), (("Heats", "Final"), True)])
def test_records_of_several_events_do_not_succeed_each_other(events: tuple[str, str], is_one: bool) -> None:
    rows = [f"{event} | {row}" for event, row in zip(events, ROWS, strict=False)]
    assert bool(found("records_improve", EVENT, progression(*rows, header=f"Event | {HEADER}"))) == is_one


@pytest.mark.parametrize(("day", "outcome"), [("1964-10-16", "pass"), ("1974-10-16", "fail")])
def test_record_dates_ascend(day: str, outcome: str) -> None:
    rows = (ROWS[0], f"1:07.0 | Eva Fir | 1964 | {day}", *ROWS[2:])
    assert only("record_dates_ascend", EVENT, progression(*rows)).outcome == outcome


def beaten(count: int, excerpt: str = "beat the old Olympic record") -> list[Said]:
    return [Said("record_beaten_count", str(count), count, excerpt=excerpt)]


@pytest.mark.parametrize(("count", "outcome"), [(2, "pass"), (3, "fail")])
def test_record_beaten_count(count: int, outcome: str) -> None:
    check = only("record_beaten_count", EVENT, progression(*ROWS), said=beaten(count))
    assert (check.outcome, check.found) == (outcome, "2")
    assert "better than 1:07.0 Eva Fir 1964-10-16" in check.message
    assert len(check.statement_ids) == 6  # the sentence, the old record and four marks


@pytest.mark.parametrize(
    ("texts", "excerpt", "missing"),
    [
        ((EVENT,), "the old Olympic record", "progression of the Olympic record"),
        ((EVENT, progression(*ROWS[2:])), "the old Olympic record", "progression of the Olympic record"),
        ((EVENT, progression(*ROWS)), "the old world record", "progression of the world record"),
        ((article(Competitors=3), progression(*ROWS)), "the old Olympic record", "results"),
    ],
)
def test_record_beaten_count_without_one_side(texts: tuple[str, ...], excerpt: str, missing: str) -> None:
    check = only("record_beaten_count", *texts, said=beaten(2, excerpt))
    assert check.outcome == "unverifiable"
    assert f"the {missing} that tells how many is missing" in check.message


@pytest.mark.parametrize(("count", "outcome"), [(2, "pass"), (4, "fail")])
def test_record_broken_times(count: int, outcome: str) -> None:
    said = [Said("record_broken_times", str(count), count)]
    check = only("record_broken_times", EVENT, progression(*ROWS), said=said)
    assert (check.outcome, check.expected, check.found) == (outcome, str(count), "2")
    assert "1:05.0 Bea Birch 1968-10-17, 1:04.0 Ann Ash 1968-10-17" in check.message


def test_record_broken_times_without_progression() -> None:
    assert only("record_broken_times", EVENT, said=[Said("record_broken_times", "4", 4)]).outcome == "unverifiable"


CALLED = [Said("olympic_record", "1:04.0", mark="64.0", unit="s", as_of="1968", excerpt="an Olympic record of 1:04.0")]


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [(ROWS, "pass"), (ROWS[:3], "fail"), (ROWS[:2], "fail")],
    ids=["last", "another is last", "none of these Games"],
)
def test_winner_holds_record(rows: tuple[str, ...], outcome: str) -> None:
    assert only("winner_holds_record", EVENT, progression(*rows), said=CALLED).outcome == outcome


def test_winner_holds_record_without_progression() -> None:
    assert only("winner_holds_record", EVENT, said=CALLED).outcome == "unverifiable"


def test_a_record_that_is_not_the_winning_mark_is_no_check() -> None:
    said = [Said("olympic_record", "1:05.0", mark="65.0", unit="s", as_of="1968")]
    assert found("winner_holds_record", EVENT, progression(*ROWS), said=said) == []
