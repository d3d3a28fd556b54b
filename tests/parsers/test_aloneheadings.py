"""Headings of flattened text that nothing marks."""

from __future__ import annotations

import pytest

from parsers.forms import text_title
from parsers.plaintext import parse_plaintext

TABLE = "Rank\tName\tTime\n1\tAnn Aal\t10.1\n2\tBea Bek\t10.2\n"
PROSE = "The race was held in rain, as the one before it had been, on a course that led around the lake twice.\n"
TITLE = "Rowing at the 1952 Summer Olympics – Men's single sculls"


def sections(text: str, title: str = "Name of the file") -> list[str]:
    return [section.name for section in parse_plaintext("made", text, title).sections]


def test_lines_by_themselves_that_head_parts_of_articles_are_headings() -> None:
    rounds = f"Results\n\nHeats\n\nHeat 1\n\n{TABLE}\nFinal\n\n{TABLE}"
    text = f"{TITLE}\n\n{PROSE}\nBackground\n\n{PROSE}\n{rounds}\nReferences\n\nA.\n"
    document = parse_plaintext("made", text, "other")
    assert document.title == text_title(text, "plaintext") == TITLE
    assert sections(text) == [
        "Lead", "Background", "Results", "Results / Heats", "Results / Heats / Heat 1", "Results / Final", "References",
    ]  # fmt: skip


def test_events_stand_below_their_gender_and_above_their_parts() -> None:
    men = f"Men\n\n20 km individual\n\n{TABLE}\n10 km sprint\n\nResults\n\n{TABLE}"
    text = f"{men}\nWomen's results\n\n5 km\n\n{TABLE}\nMedal table\n\n{TABLE}"
    assert sections(text)[1:] == [
        "Men", "Men / 20 km individual", "Men / 10 km sprint", "Men / 10 km sprint / Results", "Women's results",
        "Women's results / 5 km", "Medal table",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        f"{PROSE}\nThe start of the final\n\n{PROSE}",
        f"{PROSE}\nResults.\n\nHeats:\n\n{PROSE}",
        "Rank\n\nName\n\nFinal\n\nTime\n\n1\n\nAnn Aal\n\nHeats\n\n10.1\n",
        "Results\nHeats\nHeld in rain.\n",
    ],
    ids=["a caption", "sentences", "cells", "not by themselves"],
)
def test_other_lines_are_none(text: str) -> None:
    assert sections(text) == ["Lead"]


def test_marked_headings_are_the_only_ones() -> None:
    assert sections(f"== Results ==\n\nHeats\n\n{TABLE}\nFinal\n\n{TABLE}") == ["Lead", "Results"]
