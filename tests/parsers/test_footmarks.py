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


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[Ann Aal](/wiki/Ann_Aal_(rower)), [Bea](https://example.org 'Bea')", "Ann Aal, Bea"),
        ("![](//example.org/f.png) [Norway](/wiki/Norway)", "Norway"),
        ("[![Norway](//example.org/f.png)](/wiki/Norway) [Norway](/wiki/Norway)", "Norway"),
        ("![1st place, gold medalist(s)](//example.org/g.png)", "1st place, gold medalist(s)"),
        ("9.15[[1]](#cite_note-1)", "9.15"),
        ("9.15[1](#cite_note-1)", "9.15"),
    ],
)
def test_the_links_of_markdown_are_their_words(text: str, shown: str) -> None:
    assert without_marks(text) == shown


def test_a_markdown_table_of_links_and_emphasis_is_read() -> None:
    text = f"{TITLE}## Results\n\n| Rank | Swimmer | Nation | Time |\n| :-: | :-- | --- | --: |\n"
    text += "| ![1st place, gold medalist(s)](/g.png) | [Ann Aal](/wiki/A) | *Norway* | **1:48.32** |\n"
    said = {each.property: each for each in extract(document(text)).statements if each.source_kind == "table"}
    assert {name: said[name].value.text for name in ("rank", "competitor", "nation", "mark")} == {
        "rank": "gold", "competitor": "Ann Aal", "nation": "Norway", "mark": "1:48.32",
    }  # fmt: skip
    assert said["competitor"].excerpt == "[Ann Aal](/wiki/A)"


@pytest.mark.parametrize(("text", "shown"), [("[] Norway", "Norway"), ("Ann Aal, []\u00a0Norway", "Ann Aal, Norway")])
def test_a_picture_without_words_is_no_part_of_a_text(text: str, shown: str) -> None:
    assert without_marks(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "[1]",
        "a [1]",
        "a[]",
        "[](x)",
        "[Q]",
        "Ann Aal [NOR]",
        "10[abc]",
        "9.15[1](WR)",
        "Ann [NOR](x)",
        "[Ann](",
        "** 9.15",
    ],
)
def test_other_brackets_stay(text: str) -> None:
    assert without_marks(text) == text


def test_a_field_is_without_marks() -> None:
    made = document("Infobox\n- Venue: Old Oval[1]\n- Date: 4 August[a]\n")
    assert [entry.value for entry in made.infoboxes[0].fields] == ["Old Oval", "4 August"]


@pytest.mark.parametrize(
    "words",
    ["1st place, gold medalist(s)", "[1st place, gold medalist(s)]", "01 !Gold medal icon.svg", "Gold medal icon"],
)
def test_the_words_of_a_medal_s_picture_stand_for_it(words: str) -> None:
    (table,) = document(f"| Rank | Name | Time |\n| {words} | Ann Aal | 10.1 |\n| 2 | Bea Bek | 10.2 |\n").tables
    cell = table.body[0][0]
    assert (cell.text, [(note.kind, note.text) for note in cell.annotations]) == ("", [("medal", "gold")])


def test_a_relay_whose_line_breaks_are_lost_is_parted_by_its_legs() -> None:
    crew = "Ann Aal (55.82) Bea Bek (1:56.15)"
    (table,) = document(
        f"| Rank | Swimmers | Time |\n| 1 | {crew} | 3:43.4 |\n| 2 | Cee Dee (58.1) | 3:44.0 |\n"
    ).tables
    assert [note.text for note in table.body[0][1].annotations] == ["Ann Aal (55.82)", "Bea Bek (1:56.15)"]
    assert table.body[1][1].annotations == ()


@pytest.mark.parametrize("text", ["NorwayNorway", "Norway Norway", "[Norway]Norway", "[Norway] Norway"])
def test_a_nation_that_the_words_of_its_flag_double_is_named_once(text: str) -> None:
    (table,) = document(f"| Rank | Nation | Time |\n| 1 | {text} | 10.1 |\n| 2 | Sweden | 10.2 |\n").tables
    assert table.body[0][1].text == "Norway"
