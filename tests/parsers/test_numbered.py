"""Names with the places before them."""

from __future__ import annotations

import pytest

from tests.parsers.made import read, said


def test_places_before_names_are_ranks() -> None:
    draft = read("| Athlete | Nation | Time |", "| 1. Ann Aal | Italy | 10.8 |", "| 2. Bea Bek | France | 10.9 |")
    assert said(draft, 1) == {"rank": "2", "competitor": "Bea Bek", "nation": "France", "mark": "10.9"}
    rank = next(s for s in draft.rows[1].statements if s.property == "rank")
    assert (rank.excerpt, rank.value.text) == ("2. Bea Bek", "2")


@pytest.mark.parametrize(
    "names",
    [
        ("1. Ann Aal", "Bea Bek"),
        ("1. FC Aal", "1. FC Bek"),
        ("2. Ann Aal", "3. Bea Bek"),
        ("1. Ann Aal", "5. Bea Bek"),
        ("1.5 Ann", "2.5 Bea"),
    ],
)
def test_other_numbers_before_names_are_none(names: tuple[str, str]) -> None:
    draft = read("| Athlete | Nation | Time |", *(f"| {name} | Italy | 10.8 |" for name in names))
    assert [said(draft, row)["competitor"] for row in (0, 1)] == list(names)
    assert "rank" not in said(draft, 0)


def test_places_beside_a_column_of_ranks_stay_in_the_names() -> None:
    draft = read("| Rank | Athlete | Time |", "| 1 | 1. Ann Aal | 10.8 |", "| 2 | 2. Bea Bek | 10.9 |")
    assert said(draft, 1)["competitor"] == "2. Bea Bek"
