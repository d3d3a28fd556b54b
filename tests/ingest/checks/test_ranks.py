"""Ranks against marks."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.checks.order import direction, outliers
from tests.ingest.checks.articles import article, found, only, results

NAMES = "Ann Ash,Bea Birch,Cia Cedar,Dee Elm,Eva Fir,Fay Gum,Gil Hazel,Ida Ivy".split(",")


def table(*rows: tuple[object, str], column: str = "Time", heading: str = "Results") -> str:
    return results(
        f"Rank | Cyclist | {column}",
        *(f"{rank} | {name} | {mark}" for (rank, mark), name in zip(rows, NAMES, strict=False)),
        heading=heading,
    )


TIMES = ((1, "59.1"), (2, "1:00.2"), (3, "1:00.3"), (4, "1:00.4"))


def test_times_ascend_with_the_ranks() -> None:
    assert only("ranks_follow_marks", article(table(*TIMES))).outcome == "pass"


@pytest.mark.parametrize("column", ["Distance (m)", "Weight (kg)", "Points"])
def test_lengths_weights_and_points_may_descend(column: str) -> None:
    rows = ((1, "80.5"), (2, "79.5"), (3, "78.5"), (4, "60.5"))
    assert only("ranks_follow_marks", article(table(*rows, column=column))).outcome == "pass"


def test_a_mark_out_of_order_is_named() -> None:
    check = only("ranks_follow_marks", article(table(*TIMES, (5, "1:00.1"), (6, "1:00.9"))))
    assert check.outcome == "fail"
    assert "others: rank 5 (Eva Fir) 1:00.1;" in check.message
    assert len(check.statement_ids) == 6  # rank and mark of it and of the rows beside it


def test_marks_that_do_not_decide_the_ranks_say_nothing() -> None:
    rows = ((1, "1:00.4"), (2, "1:00.1"), (3, "1:00.6"), (4, "1:00.2"), (5, "1:00.5"))
    check = only("ranks_follow_marks", article(table(*rows)))
    assert check.outcome == "unverifiable"
    assert "what else decides the ranks is missing" in check.message


def test_two_rows_of_points_do_not_tell_which_is_better() -> None:
    check = only("ranks_follow_marks", article(table((1, "10"), (2, "10"), column="Points")))
    assert check.outcome == "unverifiable"
    assert "whether more or fewer points is better" in check.message


def test_the_column_that_follows_the_ranks_counts() -> None:
    rows = [f"{rank} | {name} | 1:0{9 - rank}.1 | 1:0{rank}.1" for rank, name in enumerate(NAMES, start=1)]
    assert only("ranks_follow_marks", article(results("Rank | Cyclist | Best | Time", *rows))).outcome == "pass"


def test_heats_are_ranked_each_for_itself() -> None:
    rows = [
        f"{heat} | {rank} | {NAMES[heat * 3 + rank - 3]} | 1:0{rank}.{heat}" for heat in (1, 2) for rank in (1, 2, 3)
    ]
    checks = found("ranks_are_complete", article(results("Heat | Rank | Name | Time", *rows)))
    assert [check.outcome for check in checks] == ["pass", "pass"]


def test_equal_marks_at_different_ranks_are_found() -> None:
    check = only("equal_marks_share_a_rank", article(table(*TIMES, (5, "1:00.4"))))
    assert (check.outcome, check.found) == ("fail", "ranks 4, 5")
    assert "rank 4 (Dee Elm) 1:00.4, rank 5 (Eva Fir) 1:00.4" in check.message
    assert "finer marks, which the table does not give" in check.message


def test_equal_marks_at_one_rank_pass() -> None:
    assert only("equal_marks_share_a_rank", article(table(*TIMES, ("4", "1:00.4")))).outcome == "pass"


def test_a_table_that_always_separates_equal_marks_knows_more() -> None:
    rows = ((1, "59.1"), (2, "59.1"), (3, "59.2"), (4, "59.2"), (5, "59.3"), (6, "59.3"))
    check = only("equal_marks_share_a_rank", article(table(*rows)))
    assert (check.outcome, check.found) == ("unverifiable", "3 of 3 equal marks at different ranks")


def test_lengths_have_tie_breaks() -> None:
    rows = ((1, "8.10"), (2, "8.05"), (3, "8.05"), (4, "7.90"))
    check = only("equal_marks_share_a_rank", article(table(*rows, column="Distance (m)")))
    assert check.outcome == "unverifiable"
    assert "a tie-break" in check.message


def test_different_marks_at_one_rank_are_found() -> None:
    check = only("equal_ranks_share_a_mark", article(table(*TIMES, (4, "1:00.5"), (6, "1:00.6"))))
    assert (check.outcome, check.found) == ("fail", "1:00.4, 1:00.5")
    assert only("equal_ranks_share_a_mark", article(table(*TIMES, (4, "1:00.4")))).outcome == "pass"


def test_a_rank_shared_by_many_is_that_of_a_round() -> None:
    rows = (*TIMES, *((5, f"1:00.{digit}") for digit in (5, 6, 7, 8)))
    assert only("equal_ranks_share_a_mark", article(table(*rows))).outcome == "unverifiable"


@pytest.mark.parametrize(
    ("ranks", "outcome"),
    [
        ((1, 2, 3, 4, 5), "pass"),
        ((1, 2, 2, 4, 5), "pass"),
        ((9, 10, 11, 12, 13), "pass"),
        ((1, 2, 2, 3, 4), "fail"),
        ((1, 2, 3, 5, 6), "fail"),
        ((2, 9, 17, 30, 31), "unverifiable"),
    ],
)
def test_ranks_are_complete(ranks: tuple[int, ...], outcome: str) -> None:
    rows = [(rank, f"1:00.{rank:02}") for rank in ranks]
    assert only("ranks_are_complete", article(table(*rows))).outcome == outcome


def test_a_gap_is_named() -> None:
    check = only("ranks_are_complete", article(table(*TIMES[:3], (5, "1:00.5"))))
    assert "rank 4 is due at rank 5 (Dee Elm)" in check.message


@given(st.lists(st.integers(0, 50).map(Decimal)), st.booleans())
def test_what_is_left_without_outliers_ascends(values: list[Decimal], strict: bool) -> None:
    out = outliers(values, strict=strict)
    rest = [value for place, value in enumerate(values) if place not in out]
    assert rest == sorted(rest)
    assert not strict or len(set(rest)) == len(rest)


@given(st.lists(st.integers(0, 50).map(Decimal), max_size=7))
def test_outliers_are_the_fewest(values: list[Decimal]) -> None:
    runs = (
        sum(mask >> place & 1 for place in range(len(values)))
        for mask in range(2 ** len(values))
        if (kept := [v for place, v in enumerate(values) if mask >> place & 1]) == sorted(kept)
    )
    assert len(values) - len(outliers(values)) == max(runs)


@pytest.mark.parametrize(
    ("values", "unit", "sign"),
    [((1, 2, 3, 4), "kg", 1), ((4, 3, 2, 1), "s", -1), ((2, 1), "s", 1), ((2, 1), "points", -1), ((1, 1), "points", 0)],
)
def test_direction(values: tuple[int, ...], unit: str, sign: int) -> None:
    assert direction([Decimal(value) for value in values], unit) == sign


def test_members_beneath_their_team_share_its_rank() -> None:
    rows = [
        f"{rank} | {name} | {points}"
        for rank, team in ((1, "Norway"), (2, "Sweden"), (3, "France"))
        for name, points in ((f"{team} (team)", 160 - rank), (f"Ann {team}", 43), (f"Bo {team}", 42))
    ]
    check = only("ranks_are_complete", article(results("Rank | Shooter | Points", *rows)))
    assert check.outcome == "pass"
    gone = [row for row in rows if not row.startswith("2")]
    assert only("ranks_are_complete", article(results("Rank | Shooter | Points", *gone))).outcome != "pass"


@pytest.mark.parametrize(
    ("lost", "hint"), [("37.2", "as 1:37.2"), ("39.9", None), ("1:35.0", None)], ids=["fits", "too slow", "has minutes"]
)
def test_a_time_without_its_minutes_is_named(lost: str, hint: str | None) -> None:
    times = ((1, "1:32.6"), (2, "1:33.4"), (3, "1:36.0"), (4, lost), (5, "1:38.4"), (6, "1:39.0"))
    check = only("ranks_follow_marks", article(table(*times)))
    assert check.outcome == "fail"
    assert ("would be in order" in check.message) == bool(hint)
    assert hint is None or hint in check.message


def test_the_first_of_two_groups_may_tie_over_all() -> None:
    rows = ("1 | A | Ann Ash | 2.21", "1 | B | Bea Birch | 2.21", "3 | A | Cia Oak | 2.18", "4 | B | Di Elm | 2.15")
    text = article(results("Rank | Group | Athlete | Height (m)", *rows, heading="Qualification"))
    assert [check.outcome for check in found("ranks_are_complete", text)] == ["pass"]


def test_matches_of_two_are_told_by_the_others_of_the_event() -> None:
    match = "Semifinal 1,Semifinal 2,Bronze medal match,Final".split(",")
    times = (("4:52.7", "4:59.5"), ("4:57.3", "4:55.9"), ("4:50.1", "4:51.5"), ("4:46.1", "4:53.6"))
    tables = [
        results("Rank | Team | Time", f"1 | Team {n} | {first}", f"2 | Team {n + 4} | {second}", heading=heading)
        for n, (heading, (first, second)) in enumerate(zip(match, times, strict=True))
    ]
    assert [check.outcome for check in found("ranks_follow_marks", article(*tables))].count("fail") == 1
    assert "fail" not in [check.outcome for check in found("ranks_follow_marks", article(*tables[:2]))]
