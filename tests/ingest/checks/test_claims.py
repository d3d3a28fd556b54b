"""Marks that are called records."""

from __future__ import annotations

import pytest

from tests.ingest.checks.articles import Said, article, found, only, results

RECORDS = results(
    "Record | Time | Cyclist | Place | Date",
    "World record | 1:04.61 | Gil Hazel | Rome | 21 August 1966",
    "Olympic record | 1:07.27 | Ida Ivy | Rome | 26 August 1960",
    heading="Records",
)


def event(time: str, note: str) -> str:
    rows = (f"1 | Ann Ash | {time} | {note}", "2 | Bea Birch | 1:09.0 |", "3 | Cia Cedar | 1:09.9 |")
    return article(RECORDS, results("Rank | Cyclist | Time | Notes", *rows))


@pytest.mark.parametrize(("time", "note"), [("1:03.91", "WR"), ("1:05.0", "OR"), ("1:04.61", "=WR")])
def test_a_record_beats_the_one_before(time: str, note: str) -> None:
    assert only("claimed_records_are_better", event(time, note)).outcome == "pass"


@pytest.mark.parametrize(("time", "note", "old"), [("1:05.0", "WR", "1:04.61"), ("1:08.0", "OR", "1:07.27")])
def test_a_record_that_is_worse_is_told(time: str, note: str, old: str) -> None:
    check = only("claimed_records_are_better", event(time, note))
    assert (check.outcome, check.expected, check.found) == ("fail", f"better than {old}", time)
    assert f"{time} of rank 1 (Ann Ash) is called" in check.message


def test_what_prose_calls_a_record() -> None:
    said = [Said("world_record", "1:05.0", mark="65.0", unit="s", as_of="1968")]
    check = only("claimed_records_are_better", event("1:05.0", ""), said=said)
    assert check.outcome == "fail"


def test_other_records_are_not_compared() -> None:
    assert found("claimed_records_are_better", event("1:10.0", "NR")) == []
