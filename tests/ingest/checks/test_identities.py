"""Rows without a name: whether the one that they were given is certain."""

from __future__ import annotations

from ingest.checks import run_checks
from parsers.extract import extract
from parsers.plaintext import parse_plaintext
from tests.ingest.checks.articles import article, found, judge, results

ROWS = ("1 | | 1:01.1", "2 | | 1:02.2", "3 | | 1:03.3", "3 | | 1:03.3")
TABLE = results("Rank | Cyclist | Time", *ROWS)


def _outcomes(**infobox: object) -> dict[str, tuple[str, str]]:
    checks = found("inferred_rows_are_told_apart", article(TABLE, box=infobox))
    return {check.expected: (check.outcome, check.found) for check in checks}


def test_the_only_row_of_a_rank_is_told_apart() -> None:
    assert _outcomes(Gold="Ann Ash") == {"1 row for Ann Ash": ("pass", "1 row")}


def test_one_of_two_equal_rows_is_not() -> None:
    outcomes = _outcomes(Bronze="Bea Birch")
    assert outcomes == {"1 row for Bea Birch": ("unverifiable", "2 rows that the source does not tell apart")}


def test_the_message_says_that_the_names_are_interchangeable() -> None:
    (check,) = found("inferred_rows_are_told_apart", article(TABLE, box={"Bronze": "Bea Birch"}))
    assert "interchangeable" in check.message
    assert len(check.statement_ids) == 2


def test_rows_with_names_are_no_check() -> None:
    named = results("Rank | Cyclist | Time", "1 | Ann Ash | 1:01.1", "2 | Bea Birch | 1:02.2")
    assert found("inferred_rows_are_told_apart", article(named, box={"Gold": "Ann Ash"})) == []


OVERVIEW = """
==Medalists==

===Men===

| 1960 Rome | | | |
| 1964 Tokyo | | | |
"""


def _overview(sport_known: bool) -> list[tuple[str, str]]:
    series = extract(parse_plaintext("overview", f"= Road race at the Olympics =\n{OVERVIEW}", ""))
    event = extract(parse_plaintext("event", "= Cycling at the 1968 Summer Olympics – Men's road race =\n\nText.", ""))
    checks = run_checks(judge([series, event] if sport_known else [series]))
    return [(check.outcome, check.message) for check in checks if check.kind == "events_are_told"]


def test_an_overview_alone_does_not_tell_its_events() -> None:
    ((outcome, message),) = _overview(sport_known=False)
    assert outcome == "unverifiable"
    assert "1960" in message
    assert "1964" in message


def test_the_article_of_one_event_tells_them_all() -> None:
    assert _overview(sport_known=True) == []
