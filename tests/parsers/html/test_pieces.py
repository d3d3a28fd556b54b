"""Calls left unexpanded amid other wikitext: rows of a table are read from the wikitext, or told to be lost."""

from __future__ import annotations

import json
from html import escape

from parsers.html import parse_html
from parsers.wikitext import parse_wikitext
from schemas.document import Document

TITLE = "Cycling at the 1936 Summer Olympics – Men's sprint"


def template(name: str, **params: str) -> dict[str, object]:
    values = {key.removeprefix("p"): {"wt": value} for key, value in params.items()}
    return {"template": {"target": {"wt": name, "href": f"./Template:{name}"}, "params": values}}


def link(name: str, *, parts: list[object] | None = None, about: str = "") -> str:
    data = f'typeof="mw:Transclusion" data-mw="{escape(json.dumps({"parts": parts}))}"' if parts else ""
    return f'<a href="./Template:{name}" about="{about}" {data}>Template:{name}</a>'


def parsed(body: str) -> Document:
    text = f'<html><body class="parsoid-body"><section>{body}</section></body></html>'
    return parse_html("made", text, TITLE, lambda part: parse_wikitext("made", part, TITLE))


def rows(document: Document, table: int) -> list[list[str]]:
    return [[cell.text for cell in row] for row in document.tables[table].rows]


def _table(*calls: object) -> list[object]:
    return ["{|\n! Rank !! Name\n|-\n", *calls, "\n|-\n| 2 || Bea Bek\n|}"]


def test_a_table_with_a_known_call_between_its_rows_is_read_from_the_wikitext() -> None:
    parts = _table(template("nowrap", p1="| 1 || Ann Aal"))
    shown = "<table about='#m1'><tr><th>Rank</th><th>Name</th></tr><tr><td>2</td><td>Bea Bek</td></tr></table>"
    document = parsed(
        f"<h2>Final</h2><p about='#m1' typeof='mw:Transclusion' data-mw='{escape(json.dumps({'parts': parts}))}'>"
        f"{link('nowrap', about='#m1')}</p>{shown}"
    )
    assert len(document.tables) == 1  # what the page shows of it does not count a second time
    assert rows(document, 0)[-1] == ["2", "Bea Bek"]
    assert not document.paragraphs


def test_rows_of_an_unknown_call_are_told_to_be_lost_at_their_place() -> None:
    parts = _table(template("Some row", p1="1", p2="Ann Aal", p3="1:14.4"))
    shown = "<table about='#m1'><tr><th>Rank</th><th>Name</th></tr><tr><td>2</td><td>Bea Bek</td></tr></table>"
    document = parsed(
        f"<h2>Final</h2><p about='#m1' typeof='mw:Transclusion' data-mw='{escape(json.dumps({'parts': parts}))}'>"
        f"{link('Some row', about='#m1')}</p>{shown}"
    )
    (loss,) = document.losses
    assert (loss.kind, loss.locator.section) == ("rows of a template", "Final")
    assert loss.locator.selector
    assert not any("Template" in paragraph.visible for paragraph in document.paragraphs)
    assert [use.outcome for use in document.templates if use.name == "Some row"] == ["unread"]


def test_the_name_of_a_template_amid_text_is_no_prose() -> None:
    parts: list[object] = ["'''", template("No such thing"), "''' won."]
    document = parsed(
        f"<p about='#m2' typeof='mw:Transclusion' data-mw='{escape(json.dumps({'parts': parts}), quote=True)}'>"
        f"<b>{link('No such thing', about='#m2')}</b> won.</p>"
    )
    assert [paragraph.visible for paragraph in document.paragraphs] == ["won."]
    assert [loss.kind for loss in document.losses] == ["template"]


def test_calls_on_lines_of_their_own_that_make_one_table_are_read_together() -> None:
    calls = [
        template("Cyclingresult start", title="Stage 1"),
        template("Cyclingresult", p1="1", p2="Ann Aal", p3="NOR", p4="Team A", p5="3h 52' 04\""),
        template("Cyclingresult", p1="2", p2="Bea Bek", p3="DEN", p4="Team B", p5='+ 4"'),
        template("Cyclingresult end"),
    ]
    names = ["Cyclingresult start", "Cyclingresult", "Cyclingresult", "Cyclingresult end"]
    document = parsed(
        "<p>" + "\n".join(link(n, parts=[c], about=f"#m{i}") for i, (n, c) in enumerate(zip(names, calls, strict=True)))
        + "</p>"
    )  # fmt: skip
    assert len(document.tables) == 1
    assert [row[1] for row in rows(document, 0)[1:]] == ["Ann Aal (NOR)", "Bea Bek (DEN)"]
    assert not document.paragraphs


def test_a_link_to_a_template_in_an_article_about_templates_stays() -> None:
    document = parsed('<p>See <a href="./Template:Flag">Template:Flag</a>.</p>')
    assert [paragraph.visible for paragraph in document.paragraphs] == ["See Template:Flag."]
    assert document.losses == ()
