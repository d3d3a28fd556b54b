from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.reconcile.values import is_less_precise, meaning
from schemas.properties import property_of
from schemas.values import PartialDate, Value

MARK, DATE, NAME, NATION, VENUE = (property_of(name) for name in ("mark", "date", "gold", "noc", "venue"))


def _mark(text: str) -> Value:
    return Value(text, Decimal(text), "s")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (Value("1:14.4", Decimal("74.4"), "s"), Value("1 minute, 14.4 seconds", Decimal("74.40"), "s")),
        (_mark("59.8"), _mark("59.80")),
    ],
)
def test_equal_marks_mean_the_same(a: Value, b: Value) -> None:
    assert meaning(a, MARK, None).key == meaning(b, MARK, None).key


@pytest.mark.parametrize(
    ("a", "b", "year"),
    [
        ("DEN", "Denmark", 1928),
        ("Danish", "Denmark", 1928),
        ("the Netherlands", "NED", 1928),
        ("TRI", "Trinidad and Tobago", 1968),
    ],
)
def test_names_and_codes_of_a_nation_mean_the_same(a: str, b: str, year: int) -> None:
    assert meaning(Value(a), NATION, year).key == meaning(Value(b), NATION, year).key


@pytest.mark.parametrize(
    ("less", "more", "expected"),
    [
        ("64.6", "64.65", True),  # cut
        ("64.7", "64.65", True),  # rounded
        ("64.8", "64.65", False),
        ("64", "64.65", False),  # a whole number of seconds is no rounded mark
        ("64.65", "64.6", False),
        ("64.65", "64.65", False),
    ],
)
def test_fewer_decimals_of_the_same_mark(less: str, more: str, expected: bool) -> None:
    assert is_less_precise(meaning(_mark(less), MARK, None), meaning(_mark(more), MARK, None), MARK) is expected


def test_a_month_is_a_less_precise_day_of_it() -> None:
    month = meaning(Value("August 2004", date=PartialDate(2004, 8)), DATE, 2004)
    day = meaning(Value("20 August 2004", date=PartialDate(2004, 8, 20)), DATE, 2004)
    other = meaning(Value("20 July 2004", date=PartialDate(2004, 7, 20)), DATE, 2004)
    assert is_less_precise(month, day, DATE)
    assert not is_less_precise(month, other, DATE)
    assert not is_less_precise(day, month, DATE)


def test_a_day_without_a_year_is_of_the_year_of_its_event() -> None:
    day = meaning(Value("13 August", date=PartialDate(None, 8, 13)), DATE, 2004)
    assert day.key == meaning(Value("2004-08-13", date=PartialDate(2004, 8, 13)), DATE, 2004).key


def test_a_range_of_days_means_the_same_in_other_words() -> None:
    ranges = ("5–7 December", "5 to 7 December 1956", "December 5–7, 1956")
    assert len({meaning(Value(text), DATE, 1956).key for text in ranges}) == 1
    assert meaning(Value("4–7 December"), DATE, 1956) != meaning(Value("5–7 December"), DATE, 1956)


def test_the_last_day_of_a_range_means_that_day() -> None:
    ends = [Value(text, date=PartialDate(1956, 12, 7)) for text in ("5–7 December", "4 to 7 December", "7 December")]
    assert {meaning(end, property_of("date_end"), 1956).key for end in ends} == {"1956-12-07"}


@pytest.mark.parametrize(("day", "expected"), [(4, False), (5, True), (7, True), (8, False)])
def test_a_day_is_less_than_a_range_that_it_is_one_of(day: int, expected: bool) -> None:
    days = meaning(Value("5–7 December"), DATE, 1956)
    one = meaning(Value(f"{day} December 1956", date=PartialDate(1956, 12, day)), DATE, 1956)
    assert is_less_precise(one, days, DATE) is expected
    assert not is_less_precise(days, one, DATE)


def test_a_surname_is_a_less_precise_name() -> None:
    assert is_less_precise(meaning(Value("Hansen"), NAME, None), meaning(Value("Willy Hansen"), NAME, None), NAME)


def test_a_stadium_is_less_precise_than_the_stadium_in_its_city() -> None:
    short, long = (
        meaning(Value("Olympic Stadium"), VENUE, None),
        meaning(Value("Olympic Stadium, Amsterdam"), VENUE, None),
    )
    assert is_less_precise(short, long, VENUE)
    assert not is_less_precise(meaning(Value("Olympic"), VENUE, None), meaning(Value("Olympics"), VENUE, None), VENUE)


@pytest.mark.parametrize(
    ("less", "more", "expected"),
    [
        ("Stadio del Nuoto", "Stadio Olimpico del Nuoto", True),
        ("Stadio del Nuoto", "Stadio del Nuoto Olimpico", True),
        ("Track 1 Hall", "Track 1 B Hall", False),
        ("Swimming Hall", "Hall of Swimming", False),
    ],
)
def test_a_stadium_without_its_epithet(less: str, more: str, expected: bool) -> None:
    assert is_less_precise(meaning(Value(less), VENUE, None), meaning(Value(more), VENUE, None), VENUE) is expected


@given(st.decimals(min_value=1, max_value=10_000, places=3), st.integers(1, 3))
def test_precision_is_no_loop(number: Decimal, decimals: int) -> None:
    rounded = meaning(Value("a", round(number, decimals), "s"), MARK, None)
    exact = meaning(Value("b", number, "s"), MARK, None)
    assert not (is_less_precise(rounded, exact, MARK) and is_less_precise(exact, rounded, MARK))
