"""Footnote marks that flattening left in the text are no part of what it says; its places hold them."""

from __future__ import annotations

import pytest

from parsers.extract import extract
from parsers.footmarks import without_marks
from tests.parsers.made import document

TITLE = "= Swimming at the 1972 Summer Olympics – Men's 100 metre medley =\n\n"


@pytest.mark.parametrize("mark", ["[1]", "[a]", "[note 2]", "[nb 1]", "[lower-alpha 1]", "^[1]", "[1][2]"])
def test_a_mark_is_no_part_of_a_name_a_time_or_a_sentence(mark: str) -> None:
    text = f"{TITLE}Ann Aal{mark} won gold in 1:48.32.{mark}\n\n== Results ==\n\n"
    text += f"| Rank | Swimmer | Nation | Time |\n| 1 | Ann Aal{mark} | Norway{mark} | 1:48.32{mark} |\n"
    said = {(each.source_kind, each.property): each for each in extract(document(text)).statements}
    assert said["prose", "gold"].value.text == said["table", "competitor"].value.text == "Ann Aal"
    assert said["table", "nation"].value.text == "Norway"
    assert said["table", "mark"].value.text == "1:48.32"
    assert said["table", "competitor"].excerpt == f"Ann Aal{mark}"
    assert said["prose", "gold"].excerpt.startswith(f"Ann Aal{mark} won gold")
    for each in said.values():
        assert each.locator.span is not None
        assert each.locator.span.of(text) == each.excerpt


@pytest.mark.parametrize(("text", "shown"), [("[] Norway", "Norway"), ("Ann Aal, []\u00a0Norway", "Ann Aal, Norway")])
def test_a_picture_without_words_is_no_part_of_a_text(text: str, shown: str) -> None:
    assert without_marks(text) == shown


@pytest.mark.parametrize(
    "text", ["[1]", "a [1]", "a[]", "[](x)", "[Q]", "Ann Aal [NOR]", "10[abc]", "Ann[1](https://example.org)"]
)
def test_other_brackets_stay(text: str) -> None:
    assert without_marks(text) == text


def test_a_field_is_without_marks() -> None:
    made = document("Infobox\n- Venue: Old Oval[1]\n- Date: 4 August[a]\n")
    assert [entry.value for entry in made.infoboxes[0].fields] == ["Old Oval", "4 August"]
