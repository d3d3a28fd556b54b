"""Tables of HTML as grids."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.html import parse_html
from schemas.document import Table


def tables(html: str) -> tuple[Table, ...]:
    return parse_html("made", html, "Title").tables


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


@pytest.mark.parametrize(
    ("html", "grid"),
    [
        ("<tr><td>a<td>b<tr><td>c", [["a", "b"], ["c", ""]]),
        ("<td>a</td>", [["a"]]),
        ("<tr><td rowspan=0>a</td><td>b</td></tr><tr><td>c</td></tr>", [["a", "b"], ["a", "c"]]),
        ("<tbody><tr><td rowspan=9>a<td>b</tbody><tbody><tr><td>c<td>d</tbody>", [["a", "b"], ["c", "d"]]),
        ("<tfoot><tr><td>z</tfoot><tbody><tr><td>a</tbody>", [["a"], ["z"]]),
        ("<tr><td>a</td></tr><form><tr><td>b</td></tr></form>", [["a"], ["b"]]),
        ("<tr><td><div>a<td>b</tr>", [["a", "b"]]),
        ("<tr><td>a</td></tr></body><tr><td>b</td></tr>", [["a"], ["b"]]),
        ("<tr></tr><tr></tr>", [[], []]),
        ("<caption>c</caption>", []),
    ],
)
def test_a_table_is_the_grid_that_browsers_make(html: str, grid: list[list[str]]) -> None:
    (table,) = tables(f"<table>{html}</table>")
    assert texts(table) == grid


def test_a_caption_is_no_cell() -> None:
    (table,) = tables("<table><caption>Heat <b>1</b></caption><tr><td>a</td></tr></table>")
    assert table.caption == "Heat 1"
    assert texts(table) == [["a"]]


def test_nested_tables_come_after_the_outermost() -> None:
    outer, last, inner, innermost = tables(
        "<h2>Heats</h2><table><tr><th>Heat 1<table><caption>In</caption><tr><td>a<table><tr><td>b</td></tr></table>"
        "</td></tr></table></th></tr></table><h2>Final</h2><table><tr><td>c</td></tr></table>"
    )
    assert [table.index for table in (outer, last, inner, innermost)] == [0, 1, 2, 3]
    assert [texts(table) for table in (outer, last, inner, innermost)] == [[["Heat 1"]], [["c"]], [["a"]], [["b"]]]
    assert [table.section.name for table in (outer, last, inner, innermost)] == ["Heats", "Final", "Heats", "Heats"]
    assert (outer.caption, inner.caption) == (None, "In")


def test_a_table_in_something_inline_is_found() -> None:
    assert [texts(table) for table in tables("<p>a <b><table><tr><td>x</td></tr></table></b></p>")] == [[["x"]]]


def test_places_that_a_cell_covers_tell_its_first() -> None:
    (table,) = tables("<table><tr><td rowspan=2 colspan=2>a</td></tr><tr></tr></table>")
    places = [(cell.origin, cell.is_spanned) for row in table.rows for cell in row]
    assert places == [((0, 0), False), ((0, 0), True), ((0, 0), True), ((0, 0), True)]
    assert len({cell.selector for row in table.rows for cell in row}) == 1


def test_a_place_without_a_cell_is_blank() -> None:
    (table,) = tables("<table><tr><td>a<td>b<tr><td>c</table>")
    blank = table.rows[1][1]
    assert (blank.text, blank.selector, blank.is_spanned, blank.origin) == ("", None, False, (1, 1))


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ("<tr><th>Rank<th>Name<tr><td>1<td>Aal", 1),
        ("<thead><tr><td>Rank<td>Name</thead><tr><td>1<td>Aal", 1),
        ("<tr><td><b>Rank</b><td><b>Name</b><tr><td>1<td>Aal", 1),
        ("<tr><td colspan=2>Final<tr><td>Rank<td>Name<tr><td>1<td>Aal", 2),
        ("<tr><th rowspan=2>Rank<th colspan=2>Final<tr><th>Time<th>Gap<tr><td>1<td>9.8<td>0", 2),
        ("<tr><td>Gold<td>Aal<tr><td>Silver<td>Bek", 0),
        ("<tr><th>Venue<td>Oval<tr><th>Date<td>4 August", 0),
        ("<tr><td>1<td>Aal<tr><td>2<td>Bek", 0),
    ],
)
def test_header_rows_are_told_by_markup_or_words(html: str, count: int) -> None:
    (table,) = tables(f"<table>{html}</table>")
    assert table.header_rows == count
    assert all(cell.is_header for row in table.rows[:count] for cell in row)


def test_an_infobox_has_no_header_rows() -> None:
    (table,) = tables("<table class='infobox'><tr><th colspan=2>Sprint<tr><th>Venue<td>Oval</table>")
    assert table.header_rows == 0


TEXTS = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=5)
CELLS = st.tuples(TEXTS, st.integers(1, 3), st.integers(1, 3))


@given(st.lists(st.lists(CELLS, max_size=4), max_size=4))
def test_a_grid_that_is_rendered_and_read_again_is_the_grid(rows: list[list[tuple[str, int, int]]]) -> None:
    spanning = "".join(
        "<tr>" + "".join(f"<td rowspan={r} colspan={c}>{escape(text)}</td>" for text, r, c in row) + "</tr>"
        for row in rows
    )
    (table,) = tables(f"<table>{spanning}</table>")
    plain = "".join("<tr>" + "".join(f"<td>{escape(cell.text)}</td>" for cell in row) + "</tr>" for row in table.rows)
    (again,) = tables(f"<table>{plain}</table>")
    assert texts(again) == texts(table)
