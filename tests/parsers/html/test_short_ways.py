"""The short ways of reading cells and tables against the long ones, which take whatever there is."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from parsers.html import parse_html, tables
from parsers.html.page import read_page
from parsers.html.visible import Context, Reading, visible

_PIECES = st.sampled_from([
    "Aal", " ", "\u00a0", "1:04.65", "&amp;", "<br>", "<b>", "</b>", "<i>", "</i>", "<small>", "</small>", "</span>",
    "</a>", "<p>", "</p>", "<ul><li>a<li>b</ul>", "<s>x</s>", "<script>y</script>",
    "<abbr title='Did not start'>DNS</abbr>",
    '<a href="/wiki/Cuba" title="Cuba">',
    '<a href="/wiki/X" title="Cuba at the 1964 Summer Olympics" class="mw-redirect">',
    '<a href="/w?wpDestFile=Flag_of_Cuba.svg" class="new" title="File:Flag of Cuba.svg">', "<a>", "<span>",
    '<span class="flagicon">', '<span class="sortkey">7 !</span>', '<span style="display:none">08</span>',
    '<span style="display : NONE"><b>x</b></span>', '<span class="mw-broken-media" resource="./Flag_of_Cuba.svg">',
    '<span data-sort-value="9 !">', '<img alt="Cuba" src="//u.org/Flag_of_Cuba.svg/23px-Flag_of_Cuba.svg.png">',
    '<img alt="" src="Gold_medal_icon.svg">', '<sup class="reference"><a href="#cite_note-1">[1]</a></sup>',
    '<sup class="new reference"><a href="#cite_note-1">[1]</a></sup>', "<sup>2</sup>",
    '<em class="mw-editsection">e</em>',
    "<table><tr><td>inner</td></tr></table>",
])  # fmt: skip
_NOTE = "<ol><li id='cite_note-1'>^ <span class='reference-text'>Hand timed</span></li></ol>"


@given(st.lists(_PIECES, max_size=8).map("".join))
def test_a_cell_says_the_same_by_the_short_way(inner: str) -> None:
    page = read_page(f"<table><tr><td>{inner}</td></tr></table>{_NOTE}")
    assert page is not None
    elsewhere = {etree.Element("a"): Reading("")}  # where some call was left unexpanded, every element is looked up
    for cell in page.root.iter("td"):
        assert visible(cell, Context(1964, page.by_id)) == visible(cell, Context(1964, page.by_id, elsewhere))


def test_the_short_way_notes_what_a_usual_cell_has() -> None:
    page = read_page(
        "<td><span class=flagicon><img alt=Cuba src=Flag_of_Cuba.svg></span> <a href=x title='Ann Aal'>Aal</a></td>"
    )
    assert page is not None
    found = visible(next(page.root.iter("td")), Context())
    assert [(note.kind, note.text) for note in found.annotations] == [("noc", "CUB"), ("link", "Ann Aal")]


_CELLS = st.sampled_from([
    "<td>1</td>", "<td></td>", "<th>Rank</th>", "<th></th>", "<th scope=row>Aal</th>", "<td><b>x</b></td>",
    "<td id=c>y</td>", "<td colspan=1>z</td>", "<td rowspan=2>t</td>", "<td colspan=2>u</td>", "<td rowspan=0>v</td>",
])  # fmt: skip
_ROWS = st.lists(st.lists(_CELLS, max_size=4).map("".join), max_size=5) | st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(_CELLS, min_size=width, max_size=width).map("".join), max_size=5)
)


@given(_ROWS)
def test_a_table_without_spans_is_the_same_by_the_short_way(rows: list[str]) -> None:
    html = "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    short = parse_html("made", html, "Title").tables
    with patch.object(tables, "_is_plain", lambda groups: False):
        assert parse_html("made", html, "Title").tables == short


@pytest.mark.parametrize(
    ("rows", "is_plain"),
    [
        ("<tr><th>a</th></tr><tr><td>b</td></tr>", True),
        ("<tr><th>a</th></tr><tr><td>b</td><td>c</td></tr>", False),
        ("<tr><th rowspan=2>a</th></tr><tr></tr>", False),
        ("<thead><tr><th>a</th></tr></thead>", False),
    ],
)
def test_the_short_way_is_taken_for_rows_of_as_many_cells(rows: str, is_plain: bool) -> None:
    page = read_page(f"<table>{rows}</table>")
    assert page is not None
    assert tables._is_plain(tables._row_groups(next(page.root.iter("table")))) is is_plain
