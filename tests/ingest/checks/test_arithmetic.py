"""Sums of runs and rounds, bests of attempts, gaps, speeds and stages; each holds only where the table shows it."""

from __future__ import annotations

import pytest

from tests.ingest.checks.articles import article, found, only, results

GAPS = ("1 | Ann | 10:00.0 | ", "2 | Bo | 10:01.5 | +1.5", "3 | Cy | 10:02.0 | +2.0", "4 | Di | 10:09.9 | +9.9")
RUNS = ("1 | Ann | 50.10 | 50.20 | 1:40.30", "2 | Bo | 50.30 | 50.40 | 1:40.70", "3 | Cy | 51.00 | 51.00 | 1:42.00")
SPEEDS = ("1 | Ann | 3:31.570 | 51.047", "2 | Bo | 3:33.611 | 50.559", "3 | Cy | 3:34.140 | 50.434")


def gaps(*rows: str) -> str:
    return article(results("Rank | Name | Time | Behind", *rows))


def runs(*rows: str) -> str:
    return article(results("Rank | Name | Run 1 | Run 2 | Total", *rows))


def test_gaps_that_fit() -> None:
    check = only("gaps_fit_marks", gaps(*GAPS))
    assert (check.outcome, check.found) == ("pass", "3 of 3 rows")


def test_a_gap_that_does_not_fit() -> None:
    check = only("gaps_fit_marks", gaps(*GAPS, "5 | Ed | 10:12.0 | +21.0"))
    assert (check.outcome, check.expected, check.found) == ("fail", "10:21.0", "10:12.0")
    assert len(check.statement_ids) == 2


def test_a_winners_mark_that_no_gap_is_to() -> None:
    check = only("gaps_fit_marks", gaps(GAPS[0].replace("10:00.0", "10:00.1"), *GAPS[1:]))
    assert (check.outcome, check.expected, check.found) == ("fail", "10:00.0", "10:00.1")
    assert "rank 1 (Ann)" in check.message


@pytest.mark.parametrize("gap", ["+1 lap", "s.t.", "1 lap", "+2 rounds"])
def test_the_lapped_and_those_of_the_same_time_have_no_gap(gap: str) -> None:
    assert only("gaps_fit_marks", gaps(*GAPS, f"5 | Ed | 10:30.0 | {gap}")).outcome == "pass"


@pytest.mark.parametrize("gap", ["at 9.9", "+ 9.9", '+9.9"', "9.9"])
def test_a_gap_is_read_however_it_is_written(gap: str) -> None:
    assert only("gaps_fit_marks", gaps(*GAPS[:3], f"4 | Di | 10:09.9 | {gap}")).found == "3 of 3 rows"


def test_a_gap_of_fewer_decimals_than_the_marks() -> None:
    rows = ("1 | Ann | 10:00.04 | ", "2 | Bo | 10:01.51 | +1.5", "3 | Cy | 10:02.09 | +2.0", "4 | Di | 10:09.9 | +9.9")
    assert {check.outcome for check in found("gaps_fit_marks", gaps(*rows))} <= {"pass"}


def test_intervals_are_no_gaps_to_the_winner() -> None:
    rows = ("1 | Ann | 10:00.0 | ", "2 | Bo | 10:01.5 | +1.5", "3 | Cy | 10:02.0 | +0.5", "4 | Di | 10:09.9 | +7.9")
    assert found("gaps_fit_marks", gaps(*rows)) == []


def test_gaps_of_points_count_down() -> None:
    rows = ("1 | Ann | 100 | ", "2 | Bo | 90 | 10", "3 | Cy | 85 | 15", "4 | Di | 60 | 40", "5 | Ed | 55 | 54")
    checks = found("gaps_fit_marks", article(results("Rank | Name | Points | Behind", *rows)))
    assert [(check.outcome, check.expected) for check in checks] == [("fail", "46")]


def test_gaps_grow_with_the_ranks_where_there_are_no_marks() -> None:
    rows = (
        "1 | Ann | 10:00.0",
        "2 | Bo | +1.5",
        "3 | Cy | +2.0",
        "4 | Di | +1.9",
        "5 | Ed | +1 lap",
        "6 | Flo | +12.0",
    )
    text = article(results("Rank | Name | Time", *rows))
    check = only("gaps_follow_ranks", text)
    assert check.outcome == "fail"
    assert "rank 4 (Di) +1.9" in check.message
    assert only("gaps_follow_ranks", text.replace("+1.9", "+2.0")).outcome == "pass"


def test_how_long_after_the_first_one_started_is_no_gap_to_the_winner() -> None:
    rows = ("1 | Ann | +0:43", "2 | Bo | +2:16", "3 | Cy | +0:46", "4 | Di | +2:45")
    assert found("gaps_follow_ranks", results("Rank | Name | Start time", *rows)) == []


def test_runs_that_add_up_and_a_row_that_does_not() -> None:
    check = only("parts_add_up", runs(*RUNS))
    assert (check.outcome, check.found) == ("pass", "3 of 3 rows")
    check = only("parts_add_up", runs(*RUNS, "4 | Di | 51.50 | 51.60 | 1:43.01"))
    assert (check.outcome, check.expected, check.found) == ("fail", "1:43.10", "1:43.01")


def test_two_rows_show_no_habit() -> None:
    assert found("parts_add_up", runs(*RUNS[:2])) == []


def test_the_better_of_two_runs_is_no_sum() -> None:
    rows = ("1 | Ann | 50.10 | 50.20 | 50.10", "2 | Bo | 50.90 | 50.40 | 50.40", "3 | Cy | 51.00 | 51.20 | 51.00")
    assert found("parts_add_up", runs(*rows)) == []
    assert only("mark_is_an_attempt", runs(*rows)).outcome == "pass"
    wrong = only("mark_is_an_attempt", runs(*rows, "4 | Di | 52.36 | 53.00 | 52.63"))
    assert (wrong.outcome, wrong.expected) == ("fail", "52.36")


def test_a_row_with_a_penalty_is_left_out() -> None:
    table = results(
        "Rank | Name | Run 1 | Run 2 | Total | Notes",
        *(f"{row} | " for row in RUNS),
        "4 | Di | 51.50 | 51.60 | 1:53.10 | 10 s penalty",
    )
    assert only("parts_add_up", article(table)).outcome == "pass"


def test_penalties_in_a_column_are_added_or_taken_off() -> None:
    rows = ("1 | Ann | 9.0 | 8.5 | 0.0 | 17.5", "2 | Bo | 8.9 | 8.4 | 0.3 | 17.0", "3 | Cy | 8.0 | 8.0 | 0.1 | 15.9")
    table = results("Rank | Name | Difficulty | Execution | Penalty | Total", *rows)
    assert only("parts_add_up", article(table)).outcome == "pass"


def test_what_was_not_finished_has_no_sum() -> None:
    assert only("parts_add_up", runs(*RUNS, " | Di | 51.50 | | DNF")).outcome == "pass"


def test_failed_lifts_stand_in_the_table_like_others() -> None:
    rows = ("1 | Ann | 100 | 105 | 110 | 105", "2 | Bo | 100 | 103 | 104 | 104", "3 | Cy | 90 | 95 | 96 | 96",
            "4 | Di | 80 | 82 | 84 | 84", "5 | Ed | 80 | 81 | 83 | 83")  # fmt: skip
    table = results("Rank | Name | Lift 1 | Lift 2 | Lift 3 | Result (kg)", *rows)
    assert found("mark_is_an_attempt", article(table)) == []


def test_speeds_that_give_one_distance_and_one_that_gives_another() -> None:
    table = results("Rank | Name | Time | Speed", *SPEEDS)
    assert only("speeds_fit_times", article(table)).outcome == "pass"
    table = results("Rank | Name | Time | Speed", *SPEEDS, "4 | Di | 3:36.912 | 49.879", "5 | Ed | 3:38.450 | 49.439")
    check = only("speeds_fit_times", article(table))
    assert (check.outcome, check.expected, check.found) == ("fail", "49.790", "49.879")


def test_riders_who_rode_other_distances_are_no_finding() -> None:
    rows = ("1 | Ann | 3:31.570 | 51.047", "2 | Bo | 3:33.611 | 48.2", "3 | Cy | 3:34.140 | 47.1")
    assert only("speeds_fit_times", article(results("Rank | Name | Time | Speed", *rows))).outcome == "unverifiable"


STAGES = (
    "1 May 1988 | 1 | 150 km",
    "2 May 1988 | 2 | 160.5 km",
    "3 May 1988 | 3 | 140.5 km",
    "4 May 1988 | 4 | 150 km",
)


@pytest.mark.parametrize(("distance", "outcome"), [("601 km", "pass"), ("601.4 km", "pass"), ("641 km", "fail")])
def test_stages_add_up_to_the_length_of_the_race(distance: str, outcome: str) -> None:
    table = results("Date | Stage | Distance", *STAGES, heading="Schedule")
    check = only("stages_add_up", article(table, title="1988 Tour of Ruritania", Distance=distance))
    assert check.outcome == outcome
    assert check.expected == distance


def test_heats_of_two_are_held_against_the_other_rounds() -> None:
    heat = results(
        "Rank | Name | Time | Speed", "1 | Ann | 3:31.570 | 51.074", "2 | Bo | 3:34.140 | 50.434", heading="Final"
    )
    text = article(results("Rank | Name | Time | Speed", *SPEEDS, heading="Qualifying"), heat)
    check = only("speeds_fit_times", text)
    assert (check.outcome, check.expected, check.found) == ("fail", "51.047", "51.074")
