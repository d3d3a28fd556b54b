"""Paragraphs of the lead that are labels and their values."""

from __future__ import annotations

import pytest

from parsers.extract import extract
from parsers.html import parse_html
from parsers.plaintext import parse_plaintext
from parsers.wikitext import parse_wikitext
from schemas.document import Document

TITLE = "Ski jumping at the 1964 Winter Olympics – Normal hill individual"
LINE = "Date: 31 January 1964. Place: Seefeld"


def said(document: Document) -> list[tuple[str, str, str]]:
    return [(s.property, s.value.text, s.excerpt) for s in extract(document).statements if s.source_kind == "infobox"]


@pytest.mark.parametrize(
    "document",
    [
        parse_plaintext("made", f"= {TITLE} =\n\n{LINE}\n", TITLE),
        parse_wikitext("made", "'''Date''': 31 [[January]] 1964. '''Place''': Seefeld\n\n== Results ==\n", TITLE),
        parse_html("made", "<p><b>Date</b>: 31 January 1964. Place: Seefeld</p><h2>Results</h2>", TITLE),
    ],
    ids=["plaintext", "wikitext", "html"],
)
def test_labels_of_an_event_in_its_lead_are_fields(document: Document) -> None:
    assert [entry[:2] for entry in said(document)] == [("date", "31 January 1964"), ("host_city", "Seefeld")]


def test_a_value_is_at_its_words() -> None:
    document = parse_plaintext("made", f"= {TITLE} =\n\n{LINE}\n", TITLE)
    assert [entry[2] for entry in said(document)] == ["31 January 1964", "Seefeld"]


@pytest.mark.parametrize(
    "lead",
    ["Date: 31 January 1964", "Date: 31 January 1964. Note: Held in rain", "It was so: Date: 1 May. Place: Oslo"],
)
def test_other_paragraphs_are_none(lead: str) -> None:
    assert said(parse_plaintext("made", f"= {TITLE} =\n\n{lead}\n", TITLE)) == []
