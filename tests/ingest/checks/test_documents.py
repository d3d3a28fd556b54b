"""Documents that are cut off or contradict their own title."""

from __future__ import annotations

import pytest

from ingest.checks import run_checks
from parsers.extract import extract
from parsers.plaintext import parse_plaintext
from tests.ingest.checks.articles import article, found, judge, only, results

TABLE = results("Rank | Cyclist | Time", "1 | Ann Ash | 1:01.1", "2 | Bea Birch | 1:02.2")


def test_a_whole_document() -> None:
    assert only("document_is_whole", article(TABLE)).outcome == "pass"


def test_a_document_cut_off_inside_a_table() -> None:
    check = only("document_is_whole", article(TABLE).rstrip()[:-4])
    assert check.outcome == "fail"
    assert "line 7 of Results breaks off" in check.message
    assert check.statement_ids


def test_a_document_cut_off_inside_a_table_of_which_nothing_is_read() -> None:
    silent = extract(parse_plaintext("nothing", "| abc | def", "Nothing"))
    (check,) = [check for check in run_checks(judge([silent])) if check.kind == "document_is_whole"]
    assert (check.outcome, check.statement_ids) == ("unverifiable", ())


def test_a_document_without_tables_has_none_to_cut() -> None:
    assert found("document_is_whole", article("Nothing.")) == []


@pytest.mark.parametrize(
    ("infobox", "outcome"),
    [
        ({"Games": "1968 Summer"}, "pass"),
        ({"Games": "1972 Summer"}, "fail"),
        ({"Games": "1968 Winter"}, "fail"),
        ({"Event": "Men's track time trial"}, "pass"),
        ({"Event": "Women's track time trial"}, "fail"),
    ],
)
def test_title_matches_infobox(infobox: dict[str, object], outcome: str) -> None:
    assert only("title_matches_infobox", article(box=infobox)).outcome == outcome


def test_an_infobox_that_does_not_say_is_no_check() -> None:
    assert found("title_matches_infobox", article(Event="Track time trial", Games="Summer Olympics")) == []


TIE = results("Rank | Cyclist | Time", "1 | Ann Ash | 1:01.1", "2 | Bea Birch | 1:02.2", "Cy Cedar | 1:02.2 |")


def test_rows_put_right_after_a_lost_rowspan_are_told() -> None:
    check = only("lost_rowspans_are_restored", article(TIE))
    assert check.outcome == "pass"
    assert "1 row (3) put right" in check.message
    assert "Rank" in check.message
    assert check.statement_ids


def test_a_table_without_lost_rowspans_is_no_check() -> None:
    assert found("lost_rowspans_are_restored", article(TABLE)) == []
