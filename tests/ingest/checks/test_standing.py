"""What a row says of one competitor."""

from __future__ import annotations

import pytest

from tests.ingest.checks.articles import TITLE, Said, article, found, only, results

HEADER = "Rank | Cyclist | Nation | Time | Notes"
ROWS = (
    "1 | Ann Ash | France | 1:04.1 |",
    "2 | Bea Birch | Italy | 1:04.5 |",
    "3 | Cia Cedar | Poland | 1:04.9 |",
)


@pytest.mark.parametrize("status", ["DNS", "DNF", "did not start"])
def test_one_who_did_not_finish_has_no_time(status: str) -> None:
    check = only("statuses_fit_marks", article(results(HEADER, *ROWS, f" | Dee Elm | Spain | 1:05.2 | {status}")))
    assert check.outcome == "fail"
    assert "(Dee Elm)" in check.message
    assert check.found == f"1:05.2, {status}"


@pytest.mark.parametrize("row", [" | Dee Elm | Spain | 1:05.2 | DQ", " | Dee Elm | Spain | DNF |"])
def test_one_who_was_disqualified_may_have_a_time(row: str) -> None:
    assert found("statuses_fit_marks", article(results(HEADER, *ROWS, row))) == []


def test_a_run_that_was_not_finished_makes_no_total() -> None:
    rows = ("1 | Ann Ash | 50.10 | 51.10 | 1:41.20", " | Bea Birch | DNF | – | 1:45.10")
    check = only("statuses_fit_marks", article(results("Rank | Name | Run 1 | Run 2 | Time", *rows)))
    assert check.found == "1:45.10, DNF"


def test_a_row_that_was_copied() -> None:
    check = only("competitors_stand_once", article(results(HEADER, *ROWS, ROWS[2])))
    assert (check.outcome, check.found) == ("fail", "2 rows")
    assert "rank 3 (Cia Cedar) stands in 2 rows" in check.message


def test_one_name_with_two_horses_stands_twice() -> None:
    rows = ("1 | Ann Ash | Bella | 4", "2 | Bea Birch | Carlo | 8", "2 | Bea Birch | Dora | 8")
    assert found("competitors_stand_once", article(results("Rank | Rider | Horse | Faults", *rows))) == []


def test_misses_in_brackets_add_up() -> None:
    cells = ("1 (0+1+0+0)", "2 (1+0+1+0)", "0 (0+0+0+0)", "3 (1+1+1+1)")
    rows = [f"{n} | {n} Poe | {cell} | 5{n}:00.0" for n, cell in enumerate(cells, start=1)]
    check = only("brackets_add_up", article(results("Rank | Name | Penalties | Time", *rows)))
    assert (check.outcome, check.expected, check.found) == ("fail", "4", "3")
    rows[3] = rows[3].replace("3 (", "4 (")
    assert only("brackets_add_up", article(results("Rank | Name | Penalties | Time", *rows))).outcome == "pass"


def test_a_competitor_is_of_one_nation_in_all_rounds() -> None:
    final = results(HEADER, *ROWS, heading="Final")
    heats = results(HEADER, *ROWS[:2], "3 | Cia Cedar | Norway | 1:05.0 |", heading="Heats")
    check = only("nations_stay", article(heats, final))
    assert (check.outcome, check.found) == ("fail", "NOR, POL")
    assert "Cia Cedar is of NOR in Heats, POL in Final" in check.message
    assert found("nations_stay", article(final, results(HEADER, *ROWS, heading="Heats"))) == []


def test_two_of_one_name_in_a_table_are_two_persons() -> None:
    both = ("2 | Ann Ash | Italy | 1:04.5 |", "3 | Ann Ash | Poland | 1:04.9 |")
    tables = [results(HEADER, ROWS[0], *both, heading=heading) for heading in ("Heats", "Final")]
    assert found("nations_stay", article(*tables)) == []


def test_one_disqualified_later_has_no_rank() -> None:
    said = [Said("status", "disqualified", name="Bea Birch", kind="entrant")]
    check = only("disqualified_are_not_ranked", article(results(HEADER, *ROWS)), said=said)
    assert (check.outcome, check.found) == ("fail", "rank 2 (Bea Birch)")
    out = results(HEADER, ROWS[0], ROWS[2].replace("3", "2", 1), " | Bea Birch | Italy | 1:04.5 | DQ")
    assert found("disqualified_are_not_ranked", article(out), said=said) == []


def test_who_started_for_other_games_is_not_meant() -> None:
    said = [Said("status", "disqualified", name="Bea Birch", kind="entrant", year=1964, title=TITLE)]
    assert found("disqualified_are_not_ranked", article(results(HEADER, *ROWS)), said=said) == []
