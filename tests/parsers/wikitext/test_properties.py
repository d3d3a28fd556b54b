"""What holds of every page."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parsers.wikitext import parse_wikitext
from parsers.wikitext.blocks import find_blocks
from parsers.wikitext.expander import Context, expanded
from parsers.wikitext.expansion import Expansion
from parsers.wikitext.inline import Renderer, simple_line
from parsers.wikitext.scan import scan
from parsers.wikitext.tables import TableReader
from schemas.document import Document, Section, Span
from schemas.templates import default_templates

WORDS = st.sampled_from(
    [
        *"a é 12 \n \n\n = == === * : ; | || |- |+ |} {| ! !! {{ }} {{{ }}} [[ ]] ' '' ''' & < > __TOC__".split(" "),
        "[[b|c]]", "[[File:a.jpg|b]]", "{{flag|NED}}", "{{nowrap|a b}}", "{{nobody|c|\n* d}}", "{{Infobox x|a=b}}",
        "{{!}}", "{{n/a}}", "{{MedalistTable}}", "{{Medals table|gold_NED=1}}", "{{Cyclingresult start}}",
        "{{Cyclingresult|1|a|NED|b|c}}", "<br>", "<ref>d</ref>", '<ref name="a"/>', "<ref>", "</ref>", "<nowiki>",
        "</nowiki>", "<!--", "-->", "<table>", "<tr>", "<td>", "</table>", "<div>", "&nbsp;", "&#65;", "[http://a ",
        "]", " ", "rowspan=2|", "colspan=3|", "<includeonly>", "</includeonly>", "\r\n", "<h2>", "</h2>",
        '<span style="display:none">', "</span>", "\ufeff",
    ]
)  # fmt: skip
PAGES = st.lists(WORDS, max_size=40).map("".join)


def spans(document: Document) -> list[Span]:
    cells = [cell.span for table in document.tables for row in table.rows for cell in row]
    fields = [field.locator.span for box in document.infoboxes for field in box.fields]
    sections = [span for section in document.sections for span in (section.body, section.heading)]
    return [span for span in (*cells, *fields, *sections, *(p.span for p in document.paragraphs)) if span]


@given(PAGES)
@example("{|\n|a\n")
@example("{{Infobox x|a={{Infobox x|b={{Infobox x}}}}}}")
def test_every_place_is_one_of_the_text(text: str) -> None:
    document = parse_wikitext("a", text, "A")
    assert document.text == text
    for span in spans(document):
        assert 0 <= span.start <= span.end <= len(text)
    for table in document.tables:
        assert {len(row) for row in table.rows} <= {table.width}


@given(PAGES)
def test_every_visible_character_comes_from_the_paragraph(text: str) -> None:
    for paragraph in parse_wikitext("a", text, "A").paragraphs:
        assert len(paragraph.offsets) == len(paragraph.visible) > 0
        assert paragraph.visible == " ".join(paragraph.visible.split())
        assert paragraph.section is not None
        for offset in paragraph.offsets:
            assert paragraph.span.start <= offset < max(paragraph.span.end, paragraph.span.start + 1)


@given(PAGES)
def test_sections_follow_one_another(text: str) -> None:
    sections = parse_wikitext("a", text, "A").sections
    for before, after in pairwise(sections):
        assert before.body.end <= after.body.start
    assert sections[-1].body.end == len(text)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200))
def test_any_text_is_read(text: str) -> None:
    parse_wikitext("a", text, "A")


def expansion_of(text: str) -> Expansion:
    scanned = scan(text)
    return expanded(Context(scanned, default_templates()), 0, len(text), scanned.nodes)


@given(PAGES.map(lambda text: text.replace("\n", " ")))
@example("'''''a''' b''")
@example("''a''''b")
def test_the_short_way_of_a_line_shows_what_the_long_one_does(text: str) -> None:
    expansion = expansion_of(text)
    end = len(expansion.text)
    short = simple_line(expansion, 0, end, lambda note: "note")
    renderer = Renderer(expansion, lambda note: "note")
    renderer.render(0, end)
    long = renderer.done()
    if short is not None:
        assert (short.text, short.annotations) == (long.text, long.annotations)


@given(PAGES.map("{{|\n|-\n{}\n|}}".format))
def test_the_short_way_of_a_table_makes_its_grid(text: str) -> None:
    expansion = expansion_of(text)
    reader = TableReader(expansion, lambda note: "")
    for raw in find_blocks(expansion.text).tables:
        table = reader.table(raw, 0, Section((), Span(0, 0)))
        grid = reader.grid(raw)
        assert [[cell.text for cell in row] for row in table.rows] == [
            [slot.cell.payload.text if slot else "" for slot in row] for row in grid.rows
        ]


CELL = st.text("ab1 é.", max_size=5).map(str.strip)
ROWS = st.integers(1, 5).flatmap(lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1))
STYLES = ["| {}", "|{}", "! {}", "| class=x | {}"]


@given(ROWS, st.sampled_from(STYLES), st.booleans())
def test_a_grid_that_is_written_is_read(rows: list[list[str]], style: str, in_lines: bool) -> None:
    if in_lines:
        written = "".join("|-\n" + "".join(style.format(cell) + "\n" for cell in row) for row in rows)
    else:
        written = "".join("|-\n| " + " || ".join(row) + "\n" for row in rows)
    (table,) = parse_wikitext("a", "{|\n" + written + "|}", "A").tables
    assert [[cell.text for cell in row] for row in table.rows] == [[" ".join(c.split()) for c in row] for row in rows]


SPANS = st.lists(st.lists(st.tuples(CELL, st.integers(1, 3), st.integers(0, 3)), min_size=1, max_size=4), min_size=1)


@given(SPANS)
def test_wikitext_and_html_make_one_grid(rows: list[list[tuple[str, int, int]]]) -> None:
    wiki, tags = "{|\n", "<table>"
    for row in rows:
        wiki, tags = wiki + "|-\n", tags + "<tr>"
        for text, columns, down in row:
            attributes = f'colspan="{columns}" rowspan="{down}"'
            wiki += f"| {attributes} | {text}\n"
            tags += f"<td {attributes}>{text}</td>"
        tags += "</tr>"
    found = [parse_wikitext("a", text, "A").tables[0] for text in (wiki + "|}", tags + "</table>")]
    shown = [[[(cell.text, cell.origin, cell.is_spanned) for cell in row] for row in table.rows] for table in found]
    assert shown[0] == shown[1]


PATHOLOGICAL = [
    "{{", "{{{", "{{a|", "{{a|b=c ", "{{a\n", "{|\n", "{|\n|-\n| ", '{| class="', "[[", "[[a|", "[[File:a|", "<ref>",
    '<ref name="', "<div>", "<b><i>", "<", "<!--", "<!--a--> ", "<nowiki>", "''a'''b", "==a\n", "=", "http://",
    "[http://a ", "&", ":", ";a:b\n", "-{", "{{a|<b>", "[[a|<div>", "{{Infobox a|b=\n", "'''", "|a\n", "{{!}}",
]  # fmt: skip


@pytest.mark.parametrize("unit", PATHOLOGICAL)
def test_openings_that_are_never_closed_are_text(unit: str) -> None:
    document = parse_wikitext("a", unit * 20_000, "A")
    assert document.infoboxes == ()
