from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.values import parse_cardinal, parse_ordinal, parse_rank
from parsers.values.numbers import CARDINAL_WORD

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
IRREGULAR = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth"}


def words(number: int) -> str:
    """Write a number below a thousand."""
    if number >= 100:
        rest = f" and {words(number % 100)}" if number % 100 else ""
        return f"{ONES[number // 100]} hundred{rest}"
    if number < 20:
        return ONES[number]
    return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")


def ordinal_words(number: int) -> str:
    """Write the ordinal of a number below a hundred."""
    *front, last = words(number).split("-")
    if last in IRREGULAR:
        end = IRREGULAR[last]
    elif last == "twelve":
        end = "twelfth"
    else:
        end = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return "-".join([*front, end])


def ordinal_digits(number: int) -> str:
    teens = 10 < number % 100 < 14
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


@given(st.integers(0, 999))
def test_prose_finds_the_whole_of_a_count_in_words(number: int) -> None:
    found = re.search(rf"\b{CARDINAL_WORD}", f"with {words(number)} riders", re.IGNORECASE)
    assert found is not None
    assert found.group() == words(number)


@pytest.mark.parametrize("text", ["a hundredth of a second", "hundreds of riders", "two hundred thousand people"])
def test_what_is_no_count_of_hundreds_is_none(text: str) -> None:
    found = re.search(rf"\b{CARDINAL_WORD}", text, re.IGNORECASE)
    assert found is None or "hundred" not in found.group()


@given(st.integers(0, 999))
def test_a_count_in_words_is_read_back(number: int) -> None:
    assert parse_cardinal(words(number)) == number
    assert parse_cardinal(words(number).capitalize()) == number


@given(st.integers(0, 999_999))
def test_a_count_in_digits_is_read_back(number: int) -> None:
    assert parse_cardinal(str(number)) == number
    assert parse_cardinal(f"{number:,}") == number


@given(st.integers(1, 99))
def test_an_ordinal_is_read_back(number: int) -> None:
    assert parse_ordinal(ordinal_words(number)) == number
    assert parse_ordinal(ordinal_digits(number)) == number


@given(st.integers(0, 999))
def test_reading_a_count_twice_is_reading_it_once(number: int) -> None:
    assert parse_cardinal(str(parse_cardinal(words(number)))) == number


@pytest.mark.parametrize(
    ("text", "number"), [("1\u202f234", 1234), ("1\u00a0234", 1234), ("one thousand two hundred", 1200)]
)
def test_groups_of_thousands_are_read(text: str, number: int) -> None:
    assert parse_cardinal(text) == number


@pytest.mark.parametrize("text", ["", "-1", "1.5", "1,23", "several", "a", "and", "sixteenth", "9" * 400, "x" * 400])
def test_what_is_no_count_is_none(text: str) -> None:
    assert parse_cardinal(text) is None


@pytest.mark.parametrize("text", ["", "10", "ten", "last", "the first time", "9" * 400 + "th"])
def test_what_is_no_ordinal_is_none(text: str) -> None:
    assert parse_ordinal(text) is None


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("4", (4, False)),
        ("=6", (6, True)),
        ("6=", (6, True)),
        ("T6", (6, True)),
        ("3.", (3, False)),
        (" 7 ", (7, False)),
        ("T-6", (6, True)),
        ("4.º", (4, False)),
        ("3e", (3, False)),
        ("1er", (1, False)),
        ("1st place, gold medalist(s)", (1, False)),
        ("[3rd place, bronze medalist(s)]", (3, False)),
        ("02 2nd place, silver medalist(s)", (2, False)),
    ],
)
def test_a_rank_says_whether_it_is_marked_as_tied(text: str, rank: tuple[int, bool]) -> None:
    assert parse_rank(text) == rank


@pytest.mark.parametrize(
    "text", ["", "0", "–", "DNF", "1st", "12345", "4 5", "1.5", "4th place, no medal", "2nd place"]
)
def test_what_is_no_rank_is_none(text: str) -> None:
    assert parse_rank(text) is None


@given(st.text(max_size=300))
def test_no_text_makes_a_number_fail(text: str) -> None:
    for found in (parse_cardinal(text), parse_ordinal(text)):
        assert found is None or 0 <= found < 10**16
    parse_rank(text)
