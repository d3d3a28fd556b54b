"""By how much an event was won, and ranks of runs."""

from __future__ import annotations

import pytest

from tests.ingest.checks.articles import Said, article, found, only, results

ROWS = ("1 | Ann Ash | 1:04.10", "2 | Bea Birch | 1:04.53", "3 | Cia Cedar | 1:04.90")


@pytest.mark.parametrize(("margin", "outcome"), [("0.43", "pass"), ("0.4", "pass"), ("0.56", "fail"), ("0.5", "fail")])
def test_the_margin_lies_between_the_first_two(margin: str, outcome: str) -> None:
    said = [Said("winning_margin", f"{margin} seconds", mark=margin, unit="s")]
    check = only("margins_fit_marks", article(results("Rank | Cyclist | Time", *ROWS)), said=said)
    assert (check.outcome, check.expected) == (outcome, "0.43")


RUNS = (
    "1 | Ann Ash | 50.10 | 2 | 51.10 | 1 | 1:41.20",
    "2 | Bea Birch | 50.00 | 1 | 51.30 | 2 | 1:41.30",
    "3 | Cia Cedar | 50.40 | 3 | 51.40 | 3 | 1:41.80",
    "4 | Dee Elm | 50.60 | 4 | 51.60 | 5 | 1:42.20",
    "5 | Eva Fir | 50.90 | 5 | 51.50 | 4 | 1:42.40",
)
HEADER = "Rank | Name | Run 1 | Rank | Run 2 | Rank | Time"


def test_ranks_of_runs_follow_their_marks() -> None:
    checks = found("part_ranks_follow_marks", article(results(HEADER, *RUNS)))
    assert [check.outcome for check in checks] == ["pass", "pass"]


def test_a_rank_of_a_run_that_is_not_its_marks() -> None:
    rows: tuple[str, ...] = (*RUNS[:2], RUNS[2].replace("| 3 | 51", "| 4 | 51"), *RUNS[3:])
    checks = found("part_ranks_follow_marks", article(results(HEADER, *rows)))
    assert [check.outcome for check in checks] == ["pass"]  # two of five at one rank are more than a slip
    rows = (*rows, "6 | Fay Gum | 51.00 | 6 | 51.90 | 6 | 1:42.90", "7 | Gil Hazel | 51.10 | 7 | 52.00 | 7 | 1:43.10",
            "8 | Ida Ivy | 51.20 | 8 | 52.10 | 8 | 1:43.30")  # fmt: skip
    wrong = [c for c in found("part_ranks_follow_marks", article(results(HEADER, *rows))) if c.outcome == "fail"]
    assert len(wrong) == 1
    assert "rank 4 in run 1 of rank 3 (Cia Cedar), 50.40" in wrong[0].message
