"""Nations beside names in the cells of a column."""

from __future__ import annotations

import pytest

from parsers.tables.sides import nation_words
from tests.parsers.made import read, said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ann Other South Korea", "South Korea"),
        ("Ann Other France", "France"),
        ("South Korea", None),
        ("Great Britain", None),
        ("France", None),
        ("Ann Other", None),
    ],
)
def test_a_nation_at_the_end_leaves_a_name(text: str, words: str | None) -> None:
    assert nation_words(text, "end") == words


def test_a_column_of_teams_keeps_their_names() -> None:
    draft = read("| Rank | Crew | Time |", "| 1 | South Korea | 9.58 |", "| 2 | Great Britain | 9.60 |")
    assert [said(draft, row)["competitor"] for row in (0, 1)] == ["South Korea", "Great Britain"]
