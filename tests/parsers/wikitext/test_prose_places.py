"""A quote of prose is a piece of the source, also where a template makes the words."""

from __future__ import annotations

import pytest

from parsers.extract import extract
from parsers.wikitext import parse_wikitext

TITLE = "Wrestling at the 1964 Summer Olympics – Men's freestyle welterweight"


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "The winner was {{flagIOCathlete|[[Jan Ax]]|TUR|1964 Summer}}.",
            ["The winner was {{flagIOCathlete|[[Jan Ax]]|TUR|1964 Summer}}"],
        ),
        (
            "{{olist|{{flagathlete|[[Jan Ax]]|TUR}}|{{flagathlete|Bo Bex|URS}}}}",
            ["{{flagathlete|[[Jan Ax]]|TUR}}", "{{flagathlete|Bo Bex|URS}}"],
        ),
    ],
)
def test_what_a_template_makes_behind_its_argument_is_quoted_with_it(text: str, quotes: list[str]) -> None:
    document = parse_wikitext("made", text, TITLE)
    nocs = [each for each in extract(document).statements if each.property == "noc"]
    assert [each.excerpt for each in nocs] == quotes
    assert [each.locator.span.of(text) if each.locator.span else None for each in nocs] == quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("[[Jan Ax (wrestler)|Jan Ax]] won gold.", "[[Jan Ax (wrestler)|Jan Ax]] won gold"),
        ("'''[[Jan Ax (wrestler)|Jan Ax]]''' won gold.", "'''[[Jan Ax (wrestler)|Jan Ax]]''' won gold"),
        ("Gold was won by [[Jan Ax (wrestler)|Jan Ax]].", "Gold was won by [[Jan Ax (wrestler)|Jan Ax]]"),
        ("Gold was won by '''Jan Ax'''.", "Gold was won by '''Jan Ax'''"),
    ],
)
def test_a_quote_neither_begins_nor_ends_in_the_middle_of_a_link(text: str, quote: str) -> None:
    document = parse_wikitext("made", text, TITLE)
    (gold,) = [each for each in extract(document).statements if each.property == "gold"]
    assert gold.value.text == "Jan Ax"
    assert gold.excerpt == quote
    assert gold.locator.span is not None
    assert gold.locator.span.of(text) == quote
