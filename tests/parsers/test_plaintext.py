from __future__ import annotations

from pathlib import Path

import pytest

from schemas.document import LEAD, Document, Span
from tests.parsers.made import ARTICLES, SEEDS, document, texts

WHOLE = """= Title – with a dash =

Infobox
- Event: Men's final
- Website:
- Designer: A & B: engineers
- Date : 1 May 2000

First paragraph.
Second paragraph.

==One==
Text of one.
| a | b |
| 1 | 2 |
More of one.

=== One point one ===

* A list item
- Another

==Two==

| x | y |
| 3 | 4 |"""


def newlines(text: str, newline: str) -> str:
    return text.replace("\n", newline)


def spans(made: Document) -> list[tuple[Span, str]]:
    """Return every span of a document with the text that it must slice to."""
    found = [(p.span, p.span.of(made.text).strip()) for p in made.paragraphs]
    found += [(s.heading, s.path[-1]) for s in made.sections if s.heading]
    for box in made.infoboxes:
        found += [(f.locator.span, f.value) for f in box.fields if f.locator.span and f.value]
    for table in made.tables:
        found += [(cell.span, cell.text) for row in table.rows for cell in row if cell.span]
    found += [(loss.locator.span, loss.excerpt) for loss in made.losses if loss.locator.span]
    if made.title_span:
        found.append((made.title_span, made.title))
    return found


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_whole_document_is_read_whatever_its_newlines(newline: str, mark: str) -> None:
    made = document(mark + newlines(WHOLE, newline))
    assert made.title == "Title – with a dash"
    assert [section.name for section in made.sections] == [LEAD, "One", "One / One point one", "Two"]
    assert [(p.section.name, p.span.of(made.text)) for p in made.paragraphs] == [
        (LEAD, "First paragraph."),
        (LEAD, "Second paragraph."),
        ("One", "Text of one."),
        ("One", "More of one."),
        ("One / One point one", "A list item"),
        ("One / One point one", "Another"),
    ]
    assert [(f.key, f.value) for f in made.infoboxes[0].fields] == [
        ("Event", "Men's final"),
        ("Website", None),
        ("Designer", "A & B: engineers"),
        ("Date", "1 May 2000"),
    ]
    assert [(t.index, t.section.name, t.header_rows) for t in made.tables] == [(0, "One", 1), (1, "Two", 1)]
    for span, text in spans(made):
        assert span.of(made.text) == text


@pytest.mark.parametrize(
    "path", sorted([*ARTICLES.glob("*.txt"), *SEEDS.glob("*.txt")]), ids=lambda path: path.stem[:40]
)
def test_every_span_of_an_article_slices_to_its_text(path: Path) -> None:
    made = document(path.read_bytes().decode())
    found = spans(made)
    assert found
    for span, text in found:
        assert span.of(made.text) == text


def test_lines_are_numbered_as_an_editor_does() -> None:
    made = document(newlines(WHOLE, "\r\n"))
    assert [f.locator.source_line for f in made.infoboxes[0].fields] == [4, 5, 6, 7]


def test_a_blank_field_has_no_span() -> None:
    field = document("Infobox\n- Website:\n").infoboxes[0].fields[0]
    assert (field.value, field.locator.span) == (None, None)


def test_the_title_of_a_text_without_one_comes_from_elsewhere() -> None:
    made = document("== Background ==\nText.\n")
    assert (made.title, made.title_span) == ("Made up", None)
    assert [section.name for section in made.sections] == [LEAD, "Background"]


def test_a_title_line_later_in_the_text_is_a_heading() -> None:
    made = document("Text.\n= Late =\nMore.\n== Under ==\n")
    assert (made.title, made.title_span) == ("Made up", None)
    assert [section.name for section in made.sections] == [LEAD, "Late", "Late / Under"]


def test_a_second_title_line_is_a_heading() -> None:
    made = document("= Title =\nText.\n= Again =\n")
    assert made.title == "Title"
    assert [section.name for section in made.sections] == [LEAD, "Again"]


@pytest.mark.parametrize(
    ("line", "is_heading"),
    [
        ("== A ==", True),
        ("==A==", True),
        ("  == A ==  ", True),
        ("====== A ======", True),
        ("== A = B ==", True),
        ("== A ===", False),
        ("======= A =======", False),
        ("== ==", False),
        ("====", False),
        ("= =x= =", False),
        ("== A == tail", False),
        ("a = b", False),
    ],
)
def test_a_heading_has_as_many_signs_on_either_side(line: str, is_heading: bool) -> None:
    made = document(f"Text.\n{line}\nMore.")
    assert (len(made.sections) == 2) == is_heading
    assert len(made.paragraphs) == (2 if is_heading else 3)


def test_levels_may_be_skipped_and_come_back() -> None:
    made = document("==A==\n====B====\n===C===\n==D==\n")
    assert [section.name for section in made.sections] == [LEAD, "A", "A / B", "A / C", "D"]


def test_the_body_of_a_section_ends_where_the_next_heading_begins() -> None:
    made = document("Lead.\n==A==\nOne.\n| a |\n==B==\nTwo.")
    assert [section.body.of(made.text).strip() for section in made.sections] == ["Lead.", "One.\n| a |", "Two."]
    assert made.tables[0].section is made.sections[1]


def test_infoboxes_are_counted_and_may_have_a_name() -> None:
    made = document(
        "Infobox Olympic event\n- Event: a\nInfobox\n- Event: b\n\nText.\n- Not: a field\n==S==\ninfobox\n- c: d"
    )
    found = [(box.index, box.name, [f.value for f in box.fields]) for box in made.infoboxes]
    assert found == [(0, "Olympic event", ["a"]), (1, None, ["b"]), (2, None, ["d"])]
    assert [p.span.of(made.text) for p in made.paragraphs] == ["Text.", "Not: a field"]


@pytest.mark.parametrize("line", ["Infobox: a sentence.", "Infoboxes are boxes.", "An Infobox"])
def test_prose_on_infoboxes_is_prose(line: str) -> None:
    made = document(f"{line}\n- a: b\n")
    assert made.infoboxes == ()
    assert made.paragraphs[0].span.of(made.text) == line


@pytest.mark.parametrize("line", ["- No colon here", "- : no key", "- " + "k" * 81 + ": long key", "Key: no bullet"])
def test_a_line_that_is_no_field_ends_the_infobox_and_is_prose(line: str) -> None:
    made = document(f"Infobox\n- a: b\n{line}\n- c: d")
    assert [f.key for f in made.infoboxes[0].fields] == ["a"]
    assert len(made.paragraphs) == 2


@pytest.mark.parametrize("line", ["***", "-", "•", "†"])
def test_a_line_of_marks_alone_is_kept(line: str) -> None:
    made = document(line)
    assert [p.span.of(made.text) for p in made.paragraphs] == [line]


def test_a_table_may_follow_prose_end_without_newline_and_start_a_text() -> None:
    made = document("| a | b |\n| 1 | 2 |\nText.\n| c | d |\n\n| e | f |")
    assert [[cell.text for cell in table.rows[0]] for table in made.tables] == [["a", "b"], ["c", "d"], ["e", "f"]]
    assert [table.section.name for table in made.tables] == [LEAD] * 3


def test_a_blank_line_ends_a_table() -> None:
    made = document("| a |\n\n| b |\n")
    assert len(made.tables) == 2


def test_a_table_of_pipes_alone_is_an_empty_grid() -> None:
    made = document("| | |\n|\n||||\n")
    assert len(made.tables) == 1
    assert texts(made.tables[0]) == [["", "", ""]] * 3


def test_a_separator_row_marks_the_header_and_is_no_row() -> None:
    made = document("| Jane | Joe |\n|:---|---:|\n| a | b |\n")
    assert made.tables[0].header_rows == 1
    assert texts(made.tables[0]) == [["a", "b"]]


def test_a_line_of_another_kind_between_field_and_table_is_in_neither() -> None:
    made = document("Infobox\n- a: b\n| c | d |\n- e: f\n")
    assert [f.key for f in made.infoboxes[0].fields] == ["a"]
    assert len(made.tables) == 1
    assert [p.span.of(made.text) for p in made.paragraphs] == ["e: f"]
