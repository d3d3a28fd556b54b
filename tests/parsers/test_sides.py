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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Argentina (ARG) Juan Curuchet Walter Perez", "Argentina (ARG)"), ("Chris Hoy Great Britain", "Great Britain"),
        ("Jordan Belchos", None), ("Spain (ESP)", None),
    ],
)  # fmt: skip
def test_a_nation_at_either_side_has_its_code_where_it_begins(text: str, words: str | None) -> None:
    assert nation_words(text, "either") == words


def test_a_column_of_persons_and_teams_gives_each_its_nation() -> None:
    draft = read(
        "| Event | Gold | Silver | Bronze |",
        "| Keirin | Chris Hoy Great Britain | Ross Edgar Great Britain | Kiyofumi Nagai Japan |",
        "| Madison | Argentina (ARG) Juan Curuchet Walter Perez | Spain (ESP) Joan Llaneras | Russia (RUS) Max Ignat |",
        heading="== Medalists ==",
    )
    told = [{s.property: s.value.text for s in row.statements} for row in draft.rows]
    assert (told[0]["gold"], told[0]["gold_noc"]) == ("Chris Hoy", "Great Britain")
    assert (told[1]["gold"], told[1]["gold_noc"]) == ("Juan Curuchet Walter Perez", "Argentina")
