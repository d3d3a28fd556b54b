from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.values import format_seconds, parse_gap, parse_length, parse_mark
from schemas.values import Quantity

SECONDS = st.integers(0, 3).flatmap(
    lambda places: st.integers(0, 359_999 * 10**places).map(lambda n: Decimal(n).scaleb(-places))
)


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("1:14.4", "74.4", "s"),
        ("1:14,4", "74.4", "s"),
        ("0:59.80", "59.80", "s"),
        ("4:47:18", "17238", "s"),
        ("2:05:10.5", "7510.5", "s"),
        ("4h 17' 35\"", "15455", "s"),
        ("1 minute, 14.4 seconds", "74.4", "s"),
        ("59.8 s", "59.8", "s"),
        ("59.80s", "59.80", "s"),
        ("16.95 m", "16.95", "m"),
        ("16.95m", "16.95", "m"),
        ("1,149 m", "1149", "m"),
        ("8,847 points", "8847", "points"),
        ("8,847 pts", "8847", "points"),
        ("340.0 kg", "340.0", "kg"),
        ("1:03.91 WR", "63.91", "s"),
        ("1:03.91 (OR)", "63.91", "s"),
        ("1:03.91*", "63.91", "s"),
        ("6.24 m WR", "6.24", "m"),
        ("\u00a01:03.91 ", "63.91", "s"),
        ("3 min 55 s 24", "235.24", "s"),
        ("2 h 29 min 53", "8993", "s"),
        ("1 h 46 min 50 s", "6410", "s"),
        ("43.4e", "43.4", None),
        ("52 s 3", "52.3", "s"),
        ("4h 35:21", "16521", "s"),
        ("7.12 m (+0.8 m/s)", "7.12", "m"),
        ("13.42 s (−0.3)", "13.42", "s"),
        ("8.24 m WR +1.1 m/s", "8.24", "m"),
        ("8.90 m (A)", "8.90", "m"),
        ("1:59 3/5", "119.6", "s"),
        ("2:45.649 TR", "165.649", "s"),
        ("6 ft 10 in (2.08 m)", "2.08", "m"),
        ("24 ft 5 1⁄2 in (7.45 m)", "7.45", "m"),
        ("12.00 penalties", "12.00", "penalties"),
        ("47.8+", "47.8", None),
        ("47.82+", "47.82", None),
        ("4 faults", "4", "faults"),
        ("7:13.05 (8)", "433.05", "s"),
        ("38.22 (=2)", "38.22", None),
    ],
)
def test_a_mark_is_read(text: str, number: str, unit: str) -> None:
    found = parse_mark(text)
    assert found is not None
    assert (str(found.number), found.unit) == (number, unit)


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("59.8", "s", "59.8"),
        ("60,711", "s", "60.711"),
        ("8,847", "points", "8847"),
        ("5.20", "m", "5.20"),
        ("9½", "points", "9.5"),
        ("7 1/5", "s", "7.2"),
        ("10 4/5", "s", "10.8"),
        ("3 1⁄2", "points", "3.5"),
        ("101⁄2", "points", "10.5"),
        ("9 2⁄2", "points", "10"),
        ("68-70-65-65=268", "strokes", "268"),
    ],
)
def test_a_bare_number_counts_what_its_column_says(text: str, unit: str, number: str) -> None:
    assert parse_mark(text, unit) == Quantity(Decimal(number), unit)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "DNF", "s.t.", "–", "x", "1:2.3:4", "1:75:", "Jane Doe", "nan", "inf", "1e5", "6d", "$1.00", "1,2,3",
        "1" * 5000, "1 " + " " * 5000 + "m",
    ],
)  # fmt: skip
def test_what_is_no_mark_is_none(text: str) -> None:
    assert parse_mark(text) is None


@pytest.mark.parametrize(
    ("text", "number"), [("+3:41.68", "221.68"), ('+ 12"', "12"), ("+0.45", "0.45"), ("+0:12", "12")]
)
def test_a_gap_is_read_in_seconds(text: str, number: str) -> None:
    assert parse_gap(text) == Quantity(Decimal(number), "s")


@pytest.mark.parametrize("text", ["0.45", "s.t.", "+", "+1 lap", "", "-0.4"])
def test_what_is_no_gap_is_none(text: str) -> None:
    assert parse_gap(text) is None


@pytest.mark.parametrize(
    ("text", "metres"),
    [
        ("200 m", "200"),
        ("1 kilometre", "1000"),
        ("one kilometre", "1000"),
        ("one-third of a kilometre", "333.333"),
        ("half a kilometre", "500"),
        ("1,500 metres", "1500"),
        ("16.95 metres", "16.95"),
        ("100 yards", "91.4400"),
    ],
)
def test_a_length_is_read_in_metres(text: str, metres: str) -> None:
    found = parse_length(text)
    assert found is not None
    assert found.number == Decimal(metres)
    assert found.unit == "m"


@pytest.mark.parametrize("text", ["", "m", "Time", "several kilometres", "200", "10 minutes", "4 laps"])
def test_what_is_no_length_is_none(text: str) -> None:
    assert parse_length(text) is None


@given(SECONDS)
def test_seconds_written_as_a_clock_are_read_back_with_their_decimals(number: Decimal) -> None:
    found = parse_mark(format_seconds(number), "s")
    assert found is not None
    assert (found.number, found.decimals) == (number, Quantity(number).decimals)


@given(SECONDS)
def test_writing_what_was_read_changes_nothing(number: Decimal) -> None:
    once = format_seconds(number)
    again = parse_mark(once, "s")
    assert again is not None
    assert format_seconds(again.number) == once


@given(st.text(max_size=300), st.sampled_from([None, "s", "m", "points"]))
def test_no_text_makes_a_mark_fail_or_infinite(text: str, unit: str | None) -> None:
    for found in (parse_mark(text, unit), parse_gap(text), parse_length(text)):
        assert found is None or (found.number.is_finite() and found.number >= 0)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("36.12,4", "2172.4"),
        ("1'47\"92", "107.92"),
        ('10"34', "10.34"),
        ("1:00,50 min", "60.50"),
        ("2h 30'37″5", "9037.5"),
        ("1.02.15,30", "3735.30"),
        ("2.05,1", "125.1"),
        ("1:07.49,75", "4069.75"),
        ("36.12.4", None),
    ],
)
def test_a_clock_with_points_has_its_decimals_after_a_comma(text: str, seconds: str | None) -> None:
    found = parse_mark(text)
    assert (str(found.number) if found else None) == seconds


@given(st.from_regex(r"[0-9]{1,6}([.,][0-9]{1,4})?", fullmatch=True), st.sampled_from([None, "s", "m", "points"]))
def test_a_bare_number_is_what_it_is_with_a_full_stop(number: str, unit: str | None) -> None:
    # The first is told at a glance, the second goes through every pattern.
    assert parse_mark(number, unit) == parse_mark(f"{number}.", unit)
    assert parse_mark(number, unit) is not None


@pytest.mark.parametrize("unit", sorted({*"m km cm mi mile miles yd yards ft feet metre metres kilometers".split()}))
def test_a_length_is_known_by_any_unit_in_either_case(unit: str) -> None:
    found = parse_length(f"3 {unit}")
    assert found is not None
    assert parse_length(f"3 {unit.upper()}") == found


def test_a_mark_is_read_in_the_unit_asked_for_each_time() -> None:
    found = [parse_mark("12.5", unit) for unit in ("s", "m", None)]
    assert [mark.unit for mark in found if mark] == ["s", "m", None]


def test_penalties_and_faults_are_counted_as_their_event_does() -> None:
    assert parse_mark("12.00 penalties", "faults") == Quantity(Decimal("12.00"), "faults")
    assert parse_mark("12 faults", "penalties") == Quantity(Decimal(12), "penalties")
    assert parse_mark("12 faults", "points") == Quantity(Decimal(12), "faults")


def test_a_number_in_brackets_behind_a_whole_number_may_be_more_than_a_place() -> None:
    assert parse_mark("3 (4)") is None
