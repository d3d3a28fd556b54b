"""Infoboxes of HTML as fields."""

from __future__ import annotations

import pytest

from parsers.extract import document_event
from parsers.html import parse_html


def fields(rows: str, attributes: str = "class='infobox'") -> list[tuple[str, str | None]]:
    document = parse_html("made", f"<table {attributes}>{rows}</table>", "Title")
    return [(field.key, field.value) for infobox in document.infoboxes for field in infobox.fields]


GOLD = "<img alt='Gold medal' src='Gold_medal.svg'>"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("<tr><th>Venue<td>Oval", [("Venue", "Oval")]),
        ("<tr><td>Venue:<td>Oval", [("Venue", "Oval")]),
        ("<tr><th>Venue<td>", [("Venue", None)]),
        ("<tr><th colspan=2>Sprint<tr><th>Venue<td>Oval", [("Venue", "Oval")]),
        ("<tr><td colspan=2>Sprint<tr><td colspan=2>A caption<tr><th>Venue<td>Oval", [("Venue", "Oval")]),
        ("<tr><th colspan=2>Sprint<tr><th colspan=2>Location<tr><td colspan=2>Oval", [("Location", "Oval")]),
        ("<tr><th rowspan=2>Dates<td>4 August<tr><td>5 August", [("Dates", "4 August"), ("Dates", "5 August")]),
        (f"<tr><td>{GOLD}<td>Aal", [("Gold", "Aal")]),
        (f"<tr><td>{GOLD}<td>Aal<td>Norway", [("Gold", "Aal"), ("Gold NOC", "Norway")]),
        ("<tr><td>« 1932<td>1940 »", [("Previous", "1932"), ("Next", "1940")]),
        ("<tr><td>← 1932<td>", [("Previous", "1932")]),
        ("<tr><td colspan=2>X<tr><td colspan=2>← 1932 1940 →", [("Previous", "1932"), ("Next", "1940")]),
        ("<tr><td colspan=2>X<tr><td colspan=2>← 1932 Summer 1940 Summer →",
         [("Previous", "1932"), ("Next", "1940 Summer")]),
        ("<tr><th>Events<th>Men<th>Women", []),
        ("<tr><td>100 m<td><td>men<td><td>women<tr><td>200 m<td><td>men<td><td>women", []),
        ("<tr><td>", []),
    ],
)  # fmt: skip
def test_rows_are_fields(rows: str, expected: list[tuple[str, str | None]]) -> None:
    assert fields(rows) == expected


@pytest.mark.parametrize(
    "title", ["<caption>{}</caption>", "<tr><th colspan=2 class='infobox-above'>{}"], ids=["caption", "cell"]
)
def test_a_title_of_two_lines_says_event_and_games(title: str) -> None:
    rows = title + "<tr><th>Venue<td>Oval"
    assert fields(rows.format("Men's sprint<br>at the 1936 Summer Olympics")) == [
        ("Event", "Men's sprint"), ("Games", "1936 Summer Olympics"), ("Venue", "Oval"),
    ]  # fmt: skip
    assert fields(rows.format("Men's sprint<br>at the Games of the XI Olympiad"))[1] == (
        "Games",
        "Games of the XI Olympiad",
    )
    assert fields(rows.format("Men's sprint<br>at the Games of the Empire")) == [("Venue", "Oval")]
    assert fields(rows.format("Ann Aal<br>rower")) == [("Venue", "Oval")]


def test_the_rows_of_a_table_in_an_infobox_are_fields_of_it() -> None:
    rows = "<tr><th colspan=2>Medals<tr><td colspan=2><table><tr><th>Venue</th><td>Oval</td></tr></table></td></tr>"
    assert fields(rows) == [("Venue", "Oval")]
    assert len(parse_html("made", f"<table class='infobox'>{rows}</table>", "Title").tables) == 1


@pytest.mark.parametrize("attributes", ["class='infobox vevent'", "class='infobox_v2'"])
def test_an_infobox_is_told_by_its_class(attributes: str) -> None:
    assert fields("<tr><th>Venue<td>Oval", attributes) == [("Venue", "Oval")]


@pytest.mark.parametrize("attributes", ["", "class='wikitable'", "class='infobox-subbox'"])
def test_no_other_table_is_one(attributes: str) -> None:
    assert fields("<tr><th>Venue<td>Oval", attributes) == []


def test_parsoid_tells_the_template_s_name() -> None:
    data = """data-mw='{"parts":[{"template":{"target":{"wt":"Infobox Games\\n","href":"./T"},"params":{}}}]}'"""
    html = f"<table class='infobox' typeof='mw:Transclusion' {data}><tr><th>Venue<td>Oval</table>"
    (infobox,) = parse_html("made", html, "Title").infoboxes
    assert infobox.name == "Infobox Games"


@pytest.mark.parametrize(
    "html",
    [
        "<div class='infobox'><h2>Sprint</h2><div><div>Venue</div><div>Oval</div></div>"
        "<div><div>Date:</div><div>4 August<br>5 August</div></div></div>",
        "<div class='infobox vevent'><dl><dt>Venue</dt><dd>Oval</dd><dt>Date</dt><dd>4 August 5 August</dd></dl></div>",
        "<aside class='portable-infobox'><h2>Sprint</h2><section><div><h3>Venue</h3><div>Oval</div></div>"
        "<div><h3>Date</h3><div>4 August 5 August</div></div></section></aside>",
    ],
    ids=["blocks in pairs", "a list of terms", "a portable infobox"],
)
def test_an_infobox_may_be_built_of_blocks(html: str) -> None:
    document = parse_html("made", f"<div>{html}<p>Ann Aal won.</p></div>", "Title")
    (infobox,) = document.infoboxes
    assert [(field.key, field.value) for field in infobox.fields] == [("Venue", "Oval"), ("Date", "4 August 5 August")]
    assert [paragraph.visible for paragraph in document.paragraphs] == ["Ann Aal won."]
    assert all(field.locator.selector for field in infobox.fields)


def _pair(label: str, value: str) -> str:
    return f"<div class='pi-data'><h3 class='pi-data-label'>{label}</h3><div class='pi-data-value'>{value}</div></div>"


def test_an_infobox_of_blocks_has_labels_above_their_values_too() -> None:
    medals = "<table><tr><th>Gold<th>Silver<tr><td>Ann Aal<td>Bea Bok</table>"
    page = f"<aside class='portable-infobox'>{_pair('Venue', 'Oval')}<section>{medals}</section></aside><p>Text."
    document = parse_html("made", page, "Title")
    (box,) = document.infoboxes
    assert [(field.key, field.value) for field in box.fields] == [
        ("Venue", "Oval"), ("Gold", "Ann Aal"), ("Silver", "Bea Bok"),
    ]  # fmt: skip
    assert document.tables == ()


TERMS = "<dl><dt>Venue<dd>Oval<dt>Date<dd>4 August 1936<dt>Nations<dd>8</dl>"


def test_a_list_of_an_infoboxs_terms_above_the_first_heading_is_one() -> None:
    (box,) = parse_html("made", f"<title>Sprint</title><h1>Sprint</h1>{TERMS}<h2>Final</h2>", "x").infoboxes
    assert [(field.key, field.value) for field in box.fields] == [
        ("Venue", "Oval"), ("Date", "4 August 1936"), ("Nations", "8"),
    ]  # fmt: skip


@pytest.mark.parametrize("page", [f"<h2>Final</h2>{TERMS}", "<dl><dt>Heat 1<dd>Aal<dt>Venue<dd>Oval<dt>Date<dd>x</dl>"])
def test_other_lists_of_terms_are_prose(page: str) -> None:
    document = parse_html("made", page, "Sprint")
    assert document.infoboxes == ()
    assert document.paragraphs


def test_an_article_on_a_sport_of_one_event_is_on_that_event() -> None:
    box = "<table class=infobox><tr><th colspan=2 class='infobox-above'>{}<br>at the Games of the XIV Olympiad</table>"
    title = "Modern pentathlon at the 1948 Summer Olympics"
    named = [
        document_event(parse_html("made", box.format(words), title)).event
        for words in ("Men's modern pentathlon", "Men's team")
    ]
    assert named == ["Men's modern pentathlon", None]
