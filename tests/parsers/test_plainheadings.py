"""Headings of flattened text in the ways of those who flatten."""

from __future__ import annotations

import pytest

from parsers.forms import text_title
from parsers.plaintext import parse_plaintext
from schemas.document import Document

TABLE = "| Rank | Name |\n| 1 | Ann Aal |\n"


def parsed(text: str) -> Document:
    return parse_plaintext("made", text, "Name of the file")


def sections(text: str) -> list[str]:
    return [section.name for section in parsed(text).sections]


MARKDOWN = f"# Sculls\n\nHeld in rain.\n\n## Results\n\n### Final ###\n\n{TABLE}"


def test_markdown_s_headings_are_headings() -> None:
    document = parsed(MARKDOWN)
    assert document.title == text_title(MARKDOWN, "plaintext") == "Sculls"
    assert document.title_span is not None
    assert document.title_span.of(MARKDOWN) == "Sculls"
    assert sections(MARKDOWN) == ["Lead", "Results", "Results / Final"]
    assert document.tables[0].section.name == "Results / Final"


def test_the_page_s_title_may_stand_before_the_heading_that_says_the_same() -> None:
    assert parsed("Sculls\n\n" + MARKDOWN).title == "Sculls"


@pytest.mark.parametrize(
    "text",
    [
        "The order:\n#1 Ann Aal\n#2 Bo Bek\n",
        "The order:\n# Ann Aal\n# Bo Bek\n## Cy Cee\n",
        "# Ann Aal\n# Bo Bek\n",
        "== Results ==\n\n## Ann Aal\n\nText.\n",
    ],
)
def test_lists_whose_items_begin_so_are_no_headings(text: str) -> None:
    assert not {"Ann Aal", "Bo Bek", "Cy Cee"} & set(sections(text))


@pytest.mark.parametrize("link", ["[edit]", "\n[edit]", " [ edit ]", "[edit source]"])
def test_a_link_to_edit_a_section_shows_its_heading(link: str) -> None:
    contents = "Contents\n1 Results\n1.1 Heats\n\n"
    body = f"Results{link}\n\nHeats{link}\n\n{TABLE}"
    assert sections(f"Held in rain.\n\n{contents}{body}") == ["Lead", "Results", "Results / Heats"]
    assert sections(f"Held in rain.\n\n{body}") == ["Lead", "Results", "Results / Heats"]


def test_words_on_editing_are_no_heading() -> None:
    assert sections("Please [edit] this.\n\n[edit]\n") == ["Lead"]


def test_a_drawn_table_is_one() -> None:
    ruled = "+------+---------+\n| Rank | Name    |\n+======+=========+\n| 1    | Ann Aal |\n+------+---------+\n"
    document = parsed("Above.\n\n" + ruled)
    assert [[cell.text for cell in row] for row in document.tables[0].rows] == [["Rank", "Name"], ["1", "Ann Aal"]]
    assert [paragraph.span.of(document.text) for paragraph in document.paragraphs] == ["Above."]
