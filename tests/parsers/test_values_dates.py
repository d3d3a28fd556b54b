from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.values import parse_date, parse_date_range, parse_time, parse_utc_offset, weekday_of
from parsers.values.dates import MONTHS
from schemas.values import PartialDate

FORMATS = ("{d} {m} {y}", "{m} {d}, {y}", "{w}, {d} {m} {y}", "{w} {d} {m} {y}", "{d}th of {m} {y}", "{m} {d} {y}")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DATES = st.dates(date(1896, 1, 1), date(2100, 12, 31))


def written(day: date, form: str) -> str:
    month = MONTHS[day.month - 1].capitalize()
    return form.format(d=day.day, m=month, y=day.year, w=WEEKDAYS[day.weekday()])


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1928-08-05", (1928, 8, 5)),
        ("5 August 1928", (1928, 8, 5)),
        ("August 5, 1928", (1928, 8, 5)),
        ("5 Aug. 1928", (1928, 8, 5)),
        ("Sept 5, 1928", (1928, 9, 5)),
        ("5\u00a0August 1928", (1928, 8, 5)),
        ("Sunday, 5 August 1928", (1928, 8, 5)),
        ("13 August", (None, 8, 13)),
        ("August 2004", (2004, 8, None)),
        ("29 February", (None, 2, 29)),
        ("1928", (1928, None, None)),
    ],
)
def test_a_date_keeps_the_precision_of_its_source(text: str, parts: tuple[int | None, ...]) -> None:
    assert parse_date(text) == PartialDate(*parts)


@pytest.mark.parametrize(
    "text",
    ["", "31 April 1928", "29 February 1927", "1928-13-01", "1928-02-30", "32 May", "Final", "19:00", "5", "x" * 999],
)
def test_what_no_calendar_has_is_no_date(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("3–7 August 2021", (2021, 8, 3), (2021, 8, 7)),
        ("30 July – 2 August 2004", (2004, 7, 30), (2004, 8, 2)),
        ("30 July to 2 August 2004", (2004, 7, 30), (2004, 8, 2)),
        ("22 and 23 July 1952", (1952, 7, 22), (1952, 7, 23)),
        ("August 3–7, 2021", (2021, 8, 3), (2021, 8, 7)),
        ("12–14 August", (None, 8, 12), (None, 8, 14)),
        ("24 September 1988 (heats & final)", (1988, 9, 24), (1988, 9, 24)),
        ("17 & 19 September 2000", (2000, 9, 17), (2000, 9, 19)),
        ("17, 18 & 20 September 2000", (2000, 9, 17), (2000, 9, 20)),
        ("30 July & 2 August 1996", (1996, 7, 30), (1996, 8, 2)),
        ("22–23 July 1952 (final)", (1952, 7, 22), (1952, 7, 23)),
        ("5 August 1928", (1928, 8, 5), (1928, 8, 5)),
        ("1928-08-05", (1928, 8, 5), (1928, 8, 5)),
    ],
)
def test_a_range_has_a_first_and_a_last_day(text: str, first: tuple[int, ...], last: tuple[int, ...]) -> None:
    assert parse_date_range(text) == (PartialDate(*first), PartialDate(*last))


@pytest.mark.parametrize("text", ["", "Rank", "1:14.4", "1 – 2 – 3 May 2000", "(final)", "33–34 July 1952"])
def test_what_is_no_range_is_none(text: str) -> None:
    assert parse_date_range(text) is None


@given(DATES, st.sampled_from(FORMATS))
def test_a_written_date_is_read_back(day: date, form: str) -> None:
    found = parse_date(written(day, form))
    assert found is not None
    assert found.as_date() == day


@given(DATES)
def test_the_weekday_is_the_one_written(day: date) -> None:
    assert weekday_of(written(day, "{w}, {d} {m} {y}")) == day.weekday()
    assert weekday_of(written(day, "{d} {m} {y}")) is None


@given(DATES)
def test_reading_a_date_as_iso_again_changes_nothing(day: date) -> None:
    found = parse_date(written(day, "{d} {m} {y}"))
    assert found is not None
    whole = found.as_date()
    assert whole is not None
    assert parse_date(whole.isoformat()) == found


@pytest.mark.parametrize(
    ("text", "time"),
    [("14:00", "14:00"), ("9:30", "09:30"), ("2:15 pm", "14:15"), ("12:00 a.m.", "00:00"), ("17.55", "17:55")],
)
def test_a_local_time_is_read(text: str, time: str) -> None:
    assert parse_time(text) == time


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("17:20-17:40", "17:20"),
        ("17:20 – 17:40", "17:20"),
        ("18h30", "18:30"),
        ("20:00 Uhr", "20:00"),
        ("19:45 (UTC+1)", "19:45"),
        ("1:30 pm EDT", "13:30"),
    ],
)
def test_a_session_begins_with_its_first_time(text: str, time: str) -> None:
    assert parse_time(text) == time


@pytest.mark.parametrize("text", ["", "25:00", "14:60", "1:14.4", "noon", "1:02:03", "2:15 NR", "10.30 WR"])
def test_what_is_no_local_time_is_none(text: str) -> None:
    assert parse_time(text) is None


@given(st.times())
def test_a_time_read_twice_is_a_time_read_once(time: object) -> None:
    once = parse_time(f"{time:%H:%M}")
    assert once is not None
    assert parse_time(once) == once


@pytest.mark.parametrize(
    ("text", "offset"),
    [("UTC-6", "-06:00"), ("UTC+2", "+02:00"), ("UTC+05:30", "+05:30"), ("UTC−03:00", "-03:00"), ("UTC±0", "+00:00")],
)
def test_an_offset_is_read(text: str, offset: str) -> None:
    assert parse_utc_offset(text) == offset


@pytest.mark.parametrize("text", ["", "UTC", "+02:00", "UTC+15", "CET", "Time (UTC+2)"])
def test_what_is_no_offset_is_none(text: str) -> None:
    assert parse_utc_offset(text) is None


@given(st.text(max_size=300))
def test_no_text_makes_a_date_fail(text: str) -> None:
    parse_date(text)
    parse_date_range(text)
    parse_time(text)
    parse_utc_offset(text)
    weekday_of(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("August 13, 2008 (heats) August 14, 2008 (semifinals) August 15, 2008 (final)", (2008, 8, 13), (2008, 8, 15)),
        ("24 July 1980 (heats), 25 July 1980 (final)", (1980, 7, 24), (1980, 7, 25)),
        ("30 July and 1 August 2004", (2004, 7, 30), (2004, 8, 1)),
        ("2, 3 and 5 August 1948", (1948, 8, 2), (1948, 8, 5)),
        ("August 2, 3 and 5, 1948", (1948, 8, 2), (1948, 8, 5)),
        ("3 May, 5 May, 9 May 1936", (1936, 5, 3), (1936, 5, 9)),
    ],
)
def test_a_list_of_days_is_from_the_first_to_the_last(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert parse_date_range(text) == (PartialDate(*first), PartialDate(*last))


def test_days_in_a_sentence_are_no_date() -> None:
    assert parse_date_range("held on 24 July 1980, moved to 25 July 1980") is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("4. August 2019", (2019, 8, 4), (2019, 8, 4)),
        ("Samstag, 4. August 2019", (2019, 8, 4), (2019, 8, 4)),
        ("9 januari 1998", (1998, 1, 9), (1998, 1, 9)),
        ("le 2 septembre 2007", (2007, 9, 2), (2007, 9, 2)),
        ("1er août 1948", (1948, 8, 1), (1948, 8, 1)),
        ("5 de agosto de 2016", (2016, 8, 5), (2016, 8, 5)),
        ("3.–7. August 2021", (2021, 8, 3), (2021, 8, 7)),
        ("12. und 13. März 1998", (1998, 3, 12), (1998, 3, 13)),
        ("30. Juli bis 2. August 2004", (2004, 7, 30), (2004, 8, 2)),
        ("del 3 al 5 de mayo de 2010", (2010, 5, 3), (2010, 5, 5)),
        ("12–13 mars 1998", (1998, 3, 12), (1998, 3, 13)),
        ("7. elokuuta 1952", (1952, 8, 7), (1952, 8, 7)),
    ],
)
def test_dates_of_other_languages(text: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    assert parse_date_range(text) == (PartialDate(*first), PartialDate(*last))


@pytest.mark.parametrize("text", ["1. Maj Petersen", "Sarah Mars", "10 a", "31. Juni 2001", "5 marzo Rossi 3"])
def test_names_and_days_that_no_calendar_has_are_no_dates_in_any_language(text: str) -> None:
    assert parse_date_range(text) is None


@pytest.mark.parametrize(
    "text", ["20—21 июля 1980", "20 и 21 июля 1980 года", "20 i 21 lipca 1980 r.", "20–21 lipca 1980"]
)
def test_days_in_slavic_languages(text: str) -> None:
    assert parse_date_range(text) == (PartialDate(1980, 7, 20), PartialDate(1980, 7, 21))
