"""Who goes on, against the ranks of a heat."""

from __future__ import annotations

import pytest

from tests.ingest.checks.articles import article, found, only, results

HEADER = "Rank | Runner | Nation | Time | Notes"
NATIONS = ("France", "Italy", "Poland", "Spain", "Norway", "Chile")


def heat(*signs: str, nations: tuple[str, ...] = NATIONS) -> str:
    rows = [
        f"{rank} | Runner {chr(64 + rank)} | {nation} | 5{rank}.10 | {sign}"
        for rank, (sign, nation) in enumerate(zip(signs, nations, strict=False), start=1)
    ]
    return article(results(HEADER, *rows, heading="Heat 1"))


@pytest.mark.parametrize("signs", [("Q", "Q", "q", "", "", ""), ("Q, WR", "Q", "", "PB", "", "")])
def test_the_best_ranks_go_on(signs: tuple[str, ...]) -> None:
    assert only("best_ranks_qualify", heat(*signs)).outcome == "pass"


@pytest.mark.parametrize(
    ("signs", "said"),
    [
        (("Q", "Q", "", "", "Q", ""), "rank 5 (Runner E) has Q, and rank 3 (Runner C) before it has no sign"),
        (("Q", "", "Q", "Q", "", ""), "rank 4 (Runner D) has Q, and rank 2 (Runner B) before it has no sign"),
        (("Q", "Q", "q", "Q", "", ""), "rank 4 (Runner D) has Q, and rank 3 (Runner C) before it has q"),
    ],
)
def test_a_sign_in_the_wrong_row_is_named(signs: tuple[str, ...], said: str) -> None:
    check = only("best_ranks_qualify", heat(*signs))
    assert check.outcome == "fail"
    assert said in check.message


def test_one_with_a_remark_may_not_have_gone_on() -> None:
    assert only("best_ranks_qualify", heat("Q", "withdrew", "Q", "", "", "")).outcome == "pass"


def test_a_nation_may_have_had_no_more_places() -> None:
    nations = ("France", "France", "France", "Spain", "Norway", "Chile")
    assert only("best_ranks_qualify", heat("Q", "Q", "", "Q", "", "", nations=nations)).outcome == "pass"


def test_ranks_over_all_heats_say_little() -> None:
    assert found("best_ranks_qualify", heat("Q", "", "Q", "", "Q", "Q"))[0].outcome == "pass"
