"""Why a table was read as it was, told of small tables."""

from __future__ import annotations

import pytest

from parsers.tables.why import column_reasons, kind_reason, types_of
from schemas.words import UserWords, using
from tests.parsers.made import read


def reasons(*lines: str, heading: str = "== Results ==") -> list[str]:
    draft = read(*lines, heading=heading)
    return list(column_reasons(draft.table, draft.roles))


def test_a_column_is_told_by_a_word() -> None:
    found = reasons("| Rank | Rider | Time (s) | 250 m | Shoes |", "| 1 | Ann Other | 9.58 | 4.2 | red |")
    assert found == [
        "the column word “rank” names rank",
        "the column word “rider” names competitor",
        "the column word “time” names mark",
        "the header is a length, under which times stand",
        "no column word is “shoes”; raw/vocabulary.toml can name it under [columns]",
    ]


def test_a_word_of_the_users_is_told_from_the_packages() -> None:
    with using(UserWords(columns=(("Lõppaeg", "mark"),))):
        found = reasons("| Rank | Rider | Lõppaeg |", "| 1 | Ann Other | 9.58 |")
    assert found[2] == "the word of vocabulary.toml “loppaeg” names mark"


@pytest.mark.parametrize(
    ("lines", "column", "said"),
    [
        (
            ("| Date | Time | Round |", "| 1 May | 14:00 | Final |"),
            1,
            "the column word “time” names mark; with 1 clock below it, and beside these columns, it is time_of_day",
        ),
        (
            ("| Rank | Rider | Run 1 | Run 2 |", "| 1 | Ann Other | 9.58 | 9.60 |"),
            2,
            "headers of the same word counted up from 1",
        ),
        (
            ("| Rank | Jumper | 1.90 | 1.95 | Result |", "| 1 | Ann Other | o | xo | 1.95 |"),
            3,
            "headers that are heights, with tries below them",
        ),
        (
            ("| Rank | Rider | Final | |", "| 1 | Ann Other | 9.58 | x |"),
            3,
            "the header is blank, and nothing else tells what the column is",
        ),
    ],
    ids=["values", "attempts", "heights", "blank"],
)
def test_a_column_is_told_by_values_or_by_others(lines: tuple[str, ...], column: int, said: str) -> None:
    assert reasons(*lines)[column] == said


def test_without_a_header_the_values_tell() -> None:
    found = reasons("| 1 | Ann Other | 9.58 |", "| 2 | Bo Berg | 9.60 |", "| 3 | Cy Dale | 9.70 |")
    assert found[0] == "no header; the values are 3 integer: they behave as rank"
    assert found[1] == "no header; the values are 3 text: they behave as competitor"


def test_a_kind_is_told_by_the_columns_and_an_unknown_one_says_what_is_missing() -> None:
    draft = read("| Rank | Rider | Time |", "| 1 | Ann Other | 9.58 |")
    assert kind_reason(draft.kind, draft.roles).endswith("columns told: rank, competitor, mark")
    unknown = read("| Colour | Shoes |", "| red | left |", "| blue | right |")
    said = kind_reason(unknown.kind, unknown.roles)
    assert said.startswith("no kind is told by its columns: results need a competitor or nation beside a rank")
    assert said.endswith("columns told: competitor")


def test_types_are_counted() -> None:
    assert types_of(["1", "2", "x y", ""]) == (("integer", 2), ("text", 1), ("blank", 1))


def test_what_is_no_result_says_what_it_is() -> None:
    assert kind_reason("unknown", (), "matches: two sides") == "no result is read of it: matches: two sides"


def test_a_column_that_the_user_ignores_says_why() -> None:
    with using(UserWords(ignored_columns=(("Bike", "the make of the bicycle"),))):
        found = reasons("| Rank | Rider | Time | Bike |", "| 1 | Ann Other | 9.58 | Aal |")
    assert found[3] == "vocabulary.toml ignores it: the make of the bicycle"


def test_dashes_are_no_values_and_not_nothing() -> None:
    found = reasons("| 1 | Ann Other | 9.58 | – |", "| 2 | Bo Berg | 9.60 | – |", "| 3 | Cy Dale | 9.70 | – |")
    assert found[3] == "no header; the values are only dashes: what they are is not plain"


def test_a_header_over_other_values_says_so() -> None:
    found = reasons(
        "| Date | Time | City | Nation |", "| Oslo | 5 May 1936 | 12.1 | 3 |", "| Rome | 6 May 1936 | 12.2 | 4 |"
    )
    assert found[0].startswith("the header does not stand over its columns")
