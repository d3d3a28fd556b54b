"""Splits: planted errors are found and named, clean fields give none."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.checks.laps import MIN_FIELD, clock_step, spread_of, suspicions
from tests.ingest.checks.articles import article, found, only, results

Field = list[list[float]]


def field(rows: int, seed: int, points: int = 4) -> Field:
    """Return times of a field: a slow first lap from a standing start, every row its own pace, laps uneven by 1 %."""
    chance = random.Random(seed)
    paces = sorted(chance.gauss(12.5, 0.4) for _ in range(rows))
    laps = [[(pace + 4 * (k == 0)) * chance.gauss(1, 0.01) for k in range(points + 1)] for pace in paces]
    times = [[round(sum(row[: k + 1]), 2) for k in range(points + 1)] for row in laps]
    return sorted(times, key=lambda row: row[-1])


def table(times: Field) -> str:
    points = len(times[0]) - 1
    header = " | ".join(["Rank", "Cyclist", *(f"{200 * (k + 1)} m" for k in range(points)), "Time"])
    rows = [
        f"{rank} | Rider {chr(65 + rank // 26)}{chr(97 + rank % 26)} | " + " | ".join(f"{time:.2f}" for time in row)
        for rank, row in enumerate(times, start=1)
    ]
    return article(results(header, *rows))


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("rows", [MIN_FIELD, 32])
def test_a_clean_field_gives_none(rows: int, seed: int) -> None:
    assert only("laps_near_the_field", table(field(rows, seed))).outcome == "pass"


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("error", [-2.0, 2.0])
@pytest.mark.parametrize("point", [0, 1, 3])
def test_a_planted_error_is_found_and_only_it(seed: int, error: float, point: int) -> None:
    times = field(24, seed)
    times[7][point] += error
    check = only("laps_near_the_field", table(times))
    assert (check.outcome, check.key) == ("fail", f"table 0 row 7 {200 * (point + 1)} m")
    assert check.found == f"{times[7][point]:.2f}"
    assert ("too long and the lap after" if error > 0 else "too short and the lap after") in check.message


def test_several_rows_are_each_found() -> None:
    times = field(30, 1)
    for row, point in ((2, 1), (11, 2), (29, 0)):
        times[row][point] -= 2
    keys = [check.key for check in found("laps_near_the_field", table(times))]
    assert keys == ["table 0 row 11 600 m", "table 0 row 2 400 m", "table 0 row 29 200 m"]


def test_who_begins_fast_and_tires_is_not_suspicious() -> None:
    times = field(24, 3)
    times[20] = [time + 0.15 * point * (point - 3) for point, time in enumerate(times[20])]
    assert only("laps_near_the_field", table(times)).outcome == "pass"


def test_how_fast_a_row_is_does_not_matter() -> None:
    times = field(24, 4)
    times[-1] = [round(time * 1.4, 2) for time in times[-1]]
    assert only("laps_near_the_field", table(times)).outcome == "pass"


def test_what_would_be_usual_is_said() -> None:
    times = field(24, 5)
    right, times[7][1] = times[7][1], times[7][1] - 5
    check = only("laps_near_the_field", table(times))
    assert float(check.expected.removeprefix("about ").removesuffix(" s")) == pytest.approx(right, abs=0.5)


def test_a_small_field_says_nothing() -> None:
    times = field(MIN_FIELD - 1, 6)
    times[4][1] += 5
    check = only("laps_near_the_field", table(times))
    assert (check.outcome, check.found) == ("unverifiable", str(MIN_FIELD - 1))


def test_one_split_is_enough_where_the_field_is_not_small() -> None:
    times = field(24, 6, points=1)
    assert only("laps_near_the_field", table(times)).outcome == "pass"
    times[4][0] += 5
    assert only("laps_near_the_field", table(times)).key == "table 0 row 4 200 m"


def test_rows_that_lack_a_split_do_not_disturb() -> None:
    text = table(field(24, 7))
    lines = text.split("\n")
    cells = lines[8].split("|")
    lines[8] = "|".join([*cells[:4], " ", *cells[5:]])
    assert only("laps_near_the_field", "\n".join(lines)).outcome == "pass"


def test_splits_rise() -> None:
    assert only("splits_rise", table(field(4, 1))).outcome == "pass"


def test_a_split_below_the_one_before_is_named() -> None:
    times = field(12, 1)
    times[3][2] = times[3][1] - 1
    check = only("splits_rise", table(times))
    assert (check.outcome, check.key) == ("fail", "table 0 row 3")
    assert "rank 4 (Rider Ae)" in check.message
    assert [check.outcome for check in found("laps_near_the_field", table(times))] == ["pass"]


def test_a_split_above_the_final_time_is_named() -> None:
    times = field(12, 1)
    times[3][3] = times[3][4] + 1
    assert only("splits_rise", table(times)).outcome == "fail"


def test_columns_of_single_laps_do_not_rise() -> None:
    laps = [[16.5, 11.5, 11.9, 12.1, 61.5 + rank] for rank in range(12)]
    check = only("splits_rise", table(laps))
    assert check.outcome == "unverifiable"
    assert "whether they are single laps is missing" in check.message
    assert found("laps_near_the_field", table(laps)) == []


@pytest.mark.parametrize(
    ("times", "step"), [((16.0, 27.8), 0.1), ((16.0, 27.85), 0.01), ((16.0, 28.0), 1.0), ((17.984,), 0.001)]
)
def test_clock_step(times: tuple[float, ...], step: float) -> None:
    assert clock_step(times) == step


def test_a_coarse_clock_hides_what_it_cannot_show() -> None:
    assert spread_of([0.5] * 20 + [0.52], 0.02).z(0.52) == pytest.approx(1)


def test_wrong_values_do_not_widen_the_spread() -> None:
    chance = random.Random(1)
    values = [chance.gauss(0, 1) for _ in range(200)]
    assert spread_of([*values, *[50.0] * 20], 0.0).size == pytest.approx(1, abs=0.15)


def test_false_alarms_are_few() -> None:
    alarms = sum(bool(suspicions([[0.0, *row] for row in field(24, seed)])) for seed in range(400))
    assert alarms <= 400 / 40


@given(st.lists(st.floats(0.1, 0.9), min_size=MIN_FIELD, max_size=40), st.floats(0.5, 2))
def test_a_scale_changes_nothing(values: list[float], factor: float) -> None:
    own, scaled = spread_of(values, 0.01), spread_of([value * factor for value in values], 0.01 * factor)
    assert scaled.size == pytest.approx(own.size * factor)
    assert scaled.z(values[0] * factor) == pytest.approx(own.z(values[0]), abs=1e-6)
