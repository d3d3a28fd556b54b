"""Template calls that Parsoid's HTML leaves unexpanded are read by what reads wikitext."""

from __future__ import annotations

import json
from html import escape

from bs4 import BeautifulSoup

from parsers.html import parse_html
from parsers.wikitext import parse_wikitext
from schemas.document import Document, TemplateUse

TITLE = "Cycling at the 1936 Summer Olympics – Men's sprint"


def data(name: str, **params: str) -> str:
    call = {
        "target": {"wt": name, "href": f"./Template:{name}"},
        "params": {key.removeprefix("p"): {"wt": value} for key, value in params.items()},
    }
    return escape(json.dumps({"parts": [{"template": call}]}))


def call(name: str, **params: str) -> str:
    """The link that stands for a call, with its parameters; of a positional one the name is p and its number."""
    return (
        f'<a rel="mw:WikiLink" href="./Template:{name}" title="Template:{name}" typeof="mw:Transclusion" class="new" '
        f'data-mw="{data(name, **params)}">Template:{name}</a>'
    )


def page(body: str) -> str:
    return (
        f'<html><head><title>{TITLE}</title></head><body class="parsoid-body"><section>{body}</section></body></html>'
    )


def parsed(body: str) -> Document:
    return parse_html("made", page(body), "T", lambda text: parse_wikitext("made", text, TITLE))


def test_a_call_in_a_cell_is_what_it_shows() -> None:
    flag = call("flagIOCmedalist", p1="[[Ann Aal]]", p2="NOR", p3="1936 Summer")
    document = parsed(f"<table><tr><td>Sprint</td><td>{flag}</td></tr></table>")
    cell = document.tables[0].rows[0][1]
    assert "Ann Aal" in cell.text
    assert "Template" not in cell.text
    assert ("noc", "NOR") in [(note.kind, note.text) for note in cell.annotations]


def test_a_call_in_prose_is_what_it_shows() -> None:
    document = parsed(f"<p>It was {call('nowrap', p1='1:04.65')} long.</p>")
    assert [paragraph.visible for paragraph in document.paragraphs] == ["It was 1:04.65 long."]


def test_a_call_that_makes_an_infobox_is_one() -> None:
    document = parsed(f"<p id='p'>{call('Infobox Olympic event', venue='Old Oval')}\nIt was held.</p>")
    (infobox,) = document.infoboxes
    assert [(field.key, field.value) for field in infobox.fields] == [("venue", "Old Oval")]
    assert infobox.fields[0].locator.selector == '#p > a:nth-of-type(1)[data-mw*="venue"]'
    assert infobox.fields[0].locator.span is None
    assert [paragraph.visible for paragraph in document.paragraphs] == ["It was held."]


def test_fields_of_one_call_are_told_apart_though_their_words_are_the_same() -> None:
    document = parsed(f"<p id='p'>{call('Infobox Olympic event', bronzeNOC='FRA', bronze2NOC='FRA')}</p>")
    (infobox,) = document.infoboxes
    first, second = (field.locator.selector or "" for field in infobox.fields)
    assert first != second
    tree = BeautifulSoup(document.text, "lxml")
    assert [len(tree.select(selector)) for selector in (first, second)] == [1, 1]


def test_a_call_in_a_table_s_attributes_makes_its_head() -> None:
    attribute = {"attribs": [[{"txt": "x", "html": call("MedalistTable", type="Event")}, {"html": ""}]]}
    document = parsed(
        f'<table typeof="mw:ExpandedAttrs" data-mw="{escape(json.dumps(attribute))}">'
        "<tr><td>Sprint</td><td>Aal</td><td>Bek</td><td>Cee</td></tr></table>"
    )
    (table,) = document.tables
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Event", "Gold", "Silver", "Bronze"],
        ["Sprint", "Aal", "Bek", "Cee"],
    ]
    assert table.header_rows == 1
    assert table.rows[1][0].origin == (1, 0)


def test_without_a_reader_the_link_stays_and_is_counted() -> None:
    document = parse_html("made", page(f"<p>It was {call('nowrap', p1='x')}.</p>"), "T")
    assert document.paragraphs[0].visible == "It was Template:nowrap."
    (use,) = document.templates
    assert (use.name, use.count, use.outcome) == ("nowrap", 1, "unread")


def test_how_templates_were_read_is_counted() -> None:
    body = f"<p>a {call('nowrap', p1='x')} {call('nowrap', p1='y')} {call('No such thing')}</p>"
    uses = {use.name.lower(): use for use in parsed(body).templates}
    assert uses["nowrap"] == TemplateUse(uses["nowrap"].name, 2, "read")
    assert uses["no such thing"].outcome == "unread"


def test_data_that_is_no_call_is_passed_over() -> None:
    for value in ("", "{", "[]", '{"parts": 1}', '{"parts": [1, "x", {"template": 2}]}', "[" * 100_000):
        html = f'<p>a <a typeof="mw:Transclusion" href="./x" data-mw="{escape(value)}">b</a></p>'
        assert parsed(html).paragraphs[0].visible == "a b"
