"""Runs of spaces, which a browser shows as one, change nothing of what a sentence says."""

from __future__ import annotations

import pytest

from parsers.plaintext import parse_plaintext
from parsers.prose import read_prose
from parsers.title import event_words

TITLE = "Rowing at the 1928 Summer Olympics – Men's single sculls"


def said(sentence: str) -> list[tuple[str, str, str]]:
    document = parse_plaintext("x", f"= {TITLE} =\n\n{sentence}\n", TITLE)
    found = read_prose(document, event_words(TITLE))
    for each in found:
        span = each.locator.span
        assert span is not None
        assert span.of(document.text) == each.excerpt
    return sorted((each.property, " ".join(each.value.text.split()), " ".join(each.excerpt.split())) for each in found)


@pytest.mark.parametrize("space", ["  ", "   ", "\u00a0 ", " \t"])
@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("The event was won by Anna Berg of Norway in_1 minute, 14.4 seconds.", 4),
        ("Sixteen_rowers from_16 nations_competed.", 2),
        ("Anna Berg_won gold,_ahead of_Eva Lund.", 1),
    ],
)
def test_runs_of_spaces_change_nothing(sentence: str, count: int, space: str) -> None:
    expected = said(sentence.replace("_", " "))
    assert len(expected) >= count
    assert said(sentence.replace("_", space)) == expected
