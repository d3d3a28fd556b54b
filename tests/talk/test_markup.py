"""Whatever an article holds, on a talk page it is only shown."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.talk.markup import comment, heading, link, plain, table
from parsers.wikitext import parse_wikitext

HOSTILE = [
    "[[File:X.jpg|thumb]]",
    "{{delete}}",
    "~~~~",
    "'''bold'''",
    "</nowiki>{{delete}}<nowiki>",
    "&lt;b&gt;",
    "a\n|-\n| b",
    "|}",
    "== x ==",
    "* item",
    "# item",
    ": indented",
    "http://example.org",
    "__NOTOC__",
    "<script>alert(1)</script>",
    "<!-- gone -->",
    "-{zh:x}-",
    "ISBN 0-306-40615-2",
    "[http://example.org x]",
    "----",
    "| a || b",
]


@pytest.mark.parametrize("text", ["1:14.4", "Gerard Bosch van Drakestein", "13 August 2004", "8,210", "O'Neil"])
def test_what_needs_no_escape_gets_none(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_is_shown_and_not_followed(text: str) -> None:
    shown = plain(text)
    assert shown.startswith("<nowiki>")
    assert shown.endswith("</nowiki>")
    inner = shown.removeprefix("<nowiki>").removesuffix("</nowiki>")
    assert "<" not in inner
    assert html.unescape(inner) == " ".join(text.split())


def _cells(text: str) -> list[str]:
    """Return the cells of the data row of a table as the project's own reader sees them."""
    document = parse_wikitext("x", f"== Talk ==\n\n{text}\n\nAfter.\n", "X")
    (found,) = document.tables
    assert [section.name for section in document.sections] == ["Lead", "Talk"]
    assert [p.visible for p in document.paragraphs] == ["After."]
    assert document.templates == ()
    return [cell.text for cell in found.rows[-1]]


@given(
    st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40)),
    st.text(st.sampled_from("[]{}|<>'=-*#:;~_\n a1"), max_size=30),
)
def test_a_table_holds_any_text_in_its_cell(first: str, second: str) -> None:
    made = table(("Value", "Quote", "Where"), [(plain(first), f"“{plain(second)}”", "lead")])
    cells = _cells(made)
    assert len(cells) == 3
    assert cells[2] == "lead"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_cell_shows_the_very_text(text: str) -> None:
    made = table(("Value", "Where"), [(plain(text), "lead")])
    assert _cells(made) == [" ".join(text.split()), "lead"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_heading_is_one_heading(text: str) -> None:
    document = parse_wikitext("x", f"{heading(3, text)}\n\nAfter.\n", "X")
    assert len(document.sections) == 2
    assert [p.visible for p in document.paragraphs] == ["After."]


def test_a_link_leads_to_the_section() -> None:
    assert link("Rowing – Final") == "[[:Rowing – Final]]"
    assert link("Rowing", "Results", "Results / Final") == "[[:Rowing#Results|Results / Final]]"


@pytest.mark.parametrize("title", ["A]] [[B", "A|B", "{{x}}", "<b>", "A#B"])
def test_no_link_is_made_of_what_is_no_title(title: str) -> None:
    assert "[[" not in link(title).replace("<nowiki>A]] [[B</nowiki>", "")


@given(st.text(max_size=60))
def test_nothing_ends_a_comment(text: str) -> None:
    made = comment(text)
    assert made.index("-->") == len(made) - 3
    assert "\n" not in made
