"""What is selected before anything is parsed."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.archives import Selection
from ingest.archives.selection import Matcher, template_name
from tests.archives.writing import article, export, packed, read, snapshot_line, titles

EVENT = "Infobox Olympic event"


def takes(name: str, wikitext: str) -> bool:
    return Matcher(Selection(templates=(name,))).takes_wikitext(escape(wikitext).encode())


def shows(name: str, html: str) -> bool:
    return Matcher(Selection(templates=(name,))).takes_html(html)


@pytest.mark.parametrize(
    "call",
    [
        "{{Infobox Olympic event|event=x}}", "{{infobox Olympic event\n| event = x\n}}", "{{ Infobox_Olympic_event }}",
        "{{Template:Infobox Olympic event|x}}", "{{template: infobox Olympic  event}}",
        "{{Infobox Olympic event<!-- 1 -->|x}}", "{{<!-- 1 -->Infobox Olympic event}}",
        "{{:Template:Infobox Olympic event}}",
        "text {{a|{{Infobox Olympic event|x}}}} text",
    ],
)  # fmt: skip
def test_a_call_is_found_however_it_is_spelled(call: str) -> None:
    assert takes(EVENT, call)
    assert takes("infobox_Olympic event", call)


@pytest.mark.parametrize(
    "text",
    [
        "Infobox Olympic event", "{{Infobox Olympic event 2|x}}", "{{Infobox Olympic events}}",
        "{{Infobox olympic event|x}}", "[[Template:Infobox Olympic event]]", "{{Infobox Olympic|event}}",
        "{{tl|Infobox Olympic event}}",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_call_is_none(text: str) -> None:
    assert not takes(EVENT, text)


@given(st.text(alphabet="aAbÄé&<>\"' _-x1", min_size=1).filter(lambda name: template_name(name) != ""))
def test_any_name_finds_its_own_call(name: str) -> None:
    assert takes(name, "{{" + template_name(name) + "|x}}")


def test_one_of_several_templates_is_enough() -> None:
    matcher = Matcher(Selection(templates=("A", "B")))
    assert matcher.takes_wikitext(b"{{b}}")
    assert not matcher.takes_wikitext(b"{{c}}")


PARSOID = (
    """<table class="infobox" data-mw='{{"parts":[{{"template":{{"target":{{"wt":"{}","href":"./T"}},"""
    """"params":{{}}}}}}]}}'>"""
)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (PARSOID.format("infobox Olympic event\\n"), True),
        (PARSOID.format("infobox Olympic event"), True),
        (PARSOID.format("infobox Olympic event").replace('"', "&quot;"), True),
        (PARSOID.format("Infobox person"), False),
        ('<table class="infobox vevent">', True),
        ('<table class="wikitable">', False),
        ('<div class="ib-olympic-event">', True),
    ],
)
def test_html_shows_its_templates(html: str, expected: bool) -> None:
    assert shows(EVENT, html) is expected


def test_a_template_that_is_no_infobox_is_found_by_its_class_alone() -> None:
    assert shows("Navbox", '<div class="navbox x">')
    assert not shows("Navbox", '<table class="infobox">')


def test_title_namespace_and_template_together(tmp_path: Path) -> None:
    pages = [
        article("Race at the Olympics", "{{Infobox Olympic event}}"), article("Race", "{{Infobox Olympic event}}"),
        article("Talk of the Olympics", "{{Infobox Olympic event}}", namespace=1), article("More Olympics", "none"),
    ]  # fmt: skip
    path = packed(export(pages), tmp_path / "wiki.xml.gz")
    selection = Selection(title="Olympics$", templates=(EVENT,), namespaces=frozenset({0}))
    assert titles(read(path, selection)) == ["Race at the Olympics"]
    assert titles(read(path, Selection(namespaces=frozenset({1})))) == ["Talk of the Olympics"]


def test_a_title_is_matched_as_it_reads(tmp_path: Path) -> None:
    path = packed(export([article("A & B – “C”"), article("A amp B")]), tmp_path / "wiki.xml")
    assert titles(read(path, Selection(title="^A & B – “C”$"))) == ["A & B – “C”"]


def test_a_namespace_that_only_the_siteinfo_names(tmp_path: Path) -> None:
    path = packed(export([article("vorlage:A"), article("B: the race")], "0.3"), tmp_path / "wiki.xml")
    assert titles(read(path, Selection(namespaces=frozenset({10})))) == ["vorlage:A"]
    assert titles(read(path, Selection(namespaces=frozenset({0})))) == ["B: the race"]


def test_a_snapshot_is_selected_by_what_its_metadata_says(tmp_path: Path) -> None:
    called = [{"name": "Template:Infobox Olympic event", "url": "x"}]
    path = tmp_path / "x.ndjson"
    path.write_bytes(snapshot_line("A", templates=called) + snapshot_line("B", namespace={"identifier": 14}))
    html = frozenset({"html"})
    assert titles(read(path, Selection(templates=(EVENT,), forms=html))) == ["A"]  # type: ignore[arg-type]
    assert titles(read(path, Selection(namespaces=frozenset({14}), forms=html))) == ["B"]  # type: ignore[arg-type]
