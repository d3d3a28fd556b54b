"""What would take too long or too much is refused by counts, and nothing is dropped in silence."""

from __future__ import annotations

import pytest

from parsers.errors import TooLargeError
from parsers.extract import extract
from parsers.html import parse_html

TABLE = "<table><tr><td>after</td></tr></table>"


@pytest.mark.parametrize("depth", [256, 900])
@pytest.mark.parametrize("tag", ["div", "b", "span"])
def test_what_follows_deep_elements_is_read(tag: str, depth: int) -> None:
    document = parse_html("made", f"<{tag}>" * depth + "x" + f"</{tag}>" * depth + TABLE, "Title")
    assert document.tables[0].rows[0][0].text == "after"


@pytest.mark.parametrize(
    ("html", "what"),
    [
        ("<div>" * 1_500 + "x", "depth"),
        ("<b>" * 50_000 + "x", "depth"),
        ("<table><tr><td>" * 3_000 + "x", "depth"),
        ("<table><tr><td>" + "<i>" * 1_500 + "x", "depth"),
        ("<table><tr>" + "<td colspan=1000>x</td>" * 5_000, "cells"),
        ("<table>" + "<tr><td rowspan=65534 colspan=1000>x</td></tr>" * 3_000, "cells"),
        ("<p>" * 2_000_001, "tags"),
        ("<table " + " ".join(f"a{i}=1" for i in range(5_000)) + ">", "attributes"),
        ("<p>" + "word " * 1_600_001 + "</p>", "length"),
        ("<p>" + "word <b>and</b> " * 900_001 + "</p>", "length"),
    ],
    ids=["div", "unclosed b", "nested tables", "in a cell", "colspans", "spans", "tags", "attributes", "block",
         "block of pieces"],
)  # fmt: skip
def test_counts_decide(html: str, what: str) -> None:
    with pytest.raises(TooLargeError, match=what):
        parse_html("made", html, "Title")


@pytest.mark.parametrize("before", [0, 1, 1_999, 2_000, 3_999])
@pytest.mark.parametrize("after", ["", ">", "></table>" + "x" * 3_000])
def test_a_tag_of_many_attributes_is_refused_wherever_it_begins(before: int, after: str) -> None:
    tag = "<table" + "".join(f" {letter}{number}" for letter in "ab" for number in range(501))
    with pytest.raises(TooLargeError, match="attributes"):
        parse_html("made", "x" * before + tag + after, "Title")


def test_a_long_attribute_is_not_many() -> None:
    html = f"<table data-mw='{'word ' * 9_000}'><tr><td>a</td></tr></table>"
    assert parse_html("made", html, "Title").tables[0].rows[0][0].text == "a"


@pytest.mark.parametrize(
    "html",
    [
        "<" * 50_000,
        TABLE + "<!--" * 50_000,
        "<b><i></b>" * 5_000 + TABLE,
        "<table>" + "<b>x" * 300,
        "<table><tr><td>" + "&amp;&nbsp;&notit;" * 5_000 + "</td></tr></table>",
        "<table><tr><td colspan=1000000000>x</td></tr></table>",
        "\x01\x02\x7f<p>\x08a\u202eb\u202c</p>",
        "<p>" + "x" * 5_000_000,
    ],
    ids=["lt", "comments", "misnested", "foster", "entities", "colspan", "controls", "one line"],
)
def test_broken_pages_are_read(html: str) -> None:
    parse_html("made", html, "Title")


def test_a_table_without_a_column_says_nothing() -> None:
    page = parse_html("page", "<!doctype html><table><caption><select><tr>", "Page")
    assert [table.width for table in page.tables] == [0]
    assert extract(page).statements == ()
