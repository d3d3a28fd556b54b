"""Infoboxes of flattened text that nothing marks."""

from __future__ import annotations

import pytest

from tests.parsers.made import document

WIDE = """\
         Venue          Olympic Oval
         Date           23 February 1988
      Competitors       29 from 16 nations
1st place, gold medalist(s)   Ann Aal ● Norway
2nd place, silver medalist(s) Bea Bek SwedenSweden
"""
LONE = "Venue Olympic Oval\nDate 23 February 1988\nCompetitors 29 from 16 nations\n"


def fields(text: str) -> list[tuple[str, str | None]]:
    return [(entry.key, entry.value) for box in document(text).infoboxes for entry in box.fields]


@pytest.mark.parametrize("text", [WIDE, LONE])
def test_lines_of_known_labels_before_the_first_heading_are_fields(text: str) -> None:
    assert fields(f"Held in rain.\n\n{text}\nProse.\n")[:3] == [
        ("Venue", "Olympic Oval"), ("Date", "23 February 1988"), ("Competitors", "29 from 16 nations"),
    ]  # fmt: skip


def test_a_medal_s_picture_labels_a_name_and_a_nation() -> None:
    assert fields(WIDE)[3:6] == [("Gold", "Ann Aal"), ("Gold NOC", "Norway"), ("Silver", "Bea Bek SwedenSweden")]


def test_each_value_is_at_its_place() -> None:
    made = document(WIDE)
    assert all(e.locator.span and e.locator.span.of(made.text) == e.value for e in made.infoboxes[0].fields)


@pytest.mark.parametrize(
    "text",
    ["Venue Olympic Oval\nDate 23 February 1988\n", f"== Results ==\n\n{LONE}", "The venue\nthe date\nthe teams\n"],
    ids=["two", "below a heading", "prose"],
)
def test_other_lines_are_none(text: str) -> None:
    assert fields(text) == []
