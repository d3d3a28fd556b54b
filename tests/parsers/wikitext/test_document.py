"""Sections, paragraphs and infoboxes of a whole page, each with its place."""

from __future__ import annotations

import pytest

from parsers.errors import TooLargeError
from parsers.wikitext import parse_wikitext
from schemas.document import Document, Paragraph

PAGE = """{{Short description|An event}}
{{Infobox Olympic event
| event       = Men's 1 lap
| games       = 2030 Summer
| image       = [[File:Lap.jpg|300px]]
| dates       = 12&nbsp;August 2030 <!-- local time -->
| competitors = 24
| nations     =
| gold        = [[Ana Ax]]
| goldNOC     = {{flagIOC|NED|2030 Summer}}
| winvalue    = 9.81<ref name="r">The report</ref> '''OR'''
| prev        = [[Men's 1 lap at the 2026 Games|2026]]
}}
The '''men's 1 lap''' was held at [[Some Velodrome|the velodrome]].<ref name="r"/>
It had {{nowrap|24 starters}} & 3&nbsp;reserves.

[[File:Start.jpg|thumb|The ''start'' of the race]]
== Results ==
=== {{nowrap|Heat}} 1 <!-- one --> ===
* First: ''[[Bo Bex]]''
*# Second
: Indented

{| class="wikitable"
! Rank !! Name
|-
| 1 || [[Ana Ax]]
|}
== Notes ==
<references/>
[[Category:Laps]]
"""


@pytest.fixture(scope="module")
def page() -> Document:
    return parse_wikitext("mens-1-lap", PAGE, "Men's 1 lap at the 2030 Games")


def visible(page: Document) -> list[tuple[str, str]]:
    return [(paragraph.section.name, paragraph.visible) for paragraph in page.paragraphs]


def test_the_title_is_not_the_texts(page: Document) -> None:
    assert (page.title, page.title_span, page.form) == ("Men's 1 lap at the 2030 Games", None, "wikitext")
    assert page.text == PAGE


def test_sections(page: Document) -> None:
    names = [(section.name, section.heading.of(PAGE) if section.heading else None) for section in page.sections]
    assert names == [
        ("Lead", None),
        ("Results", "Results"),
        ("Results / Heat 1", "{{nowrap|Heat}} 1"),
        ("Notes", "Notes"),
    ]
    assert page.sections[2].body.of(PAGE).startswith("\n* First")
    assert page.sections[2].body.of(PAGE).endswith("|}\n")
    assert page.sections[-1].body.end == len(PAGE)


def test_paragraphs(page: Document) -> None:
    assert visible(page) == [
        ("Lead", "The men's 1 lap was held at the velodrome. It had 24 starters & 3 reserves."),
        ("Results / Heat 1", "First: Bo Bex"),
        ("Results / Heat 1", "Second"),
        ("Results / Heat 1", "Indented"),
    ]
    assert page.paragraphs[1].span.of(PAGE) == "First: ''[[Bo Bex]]''"


def slice_of(paragraph: Paragraph, text: str) -> str:
    """The source from the first to the last character of a part of the visible text."""
    start = paragraph.visible.index(text)
    return PAGE[paragraph.offsets[start] : paragraph.offsets[start + len(text) - 1] + 1]


@pytest.mark.parametrize(
    ("shown", "source"),
    [
        ("men's 1 lap", "men's 1 lap"),
        ("the velodrome", "the velodrome"),
        ("24 starters", "24 starters"),
        ("held at the velodrome.", "held at [[Some Velodrome|the velodrome]]."),
        ("3 reserves", "3&nbsp;reserves"),
    ],
)
def test_visible_text_leads_back_to_the_source(page: Document, shown: str, source: str) -> None:
    assert slice_of(page.paragraphs[0], shown) == source


def test_text_that_a_template_makes_is_at_its_start() -> None:
    text = "a {{flagIOC|NED}} b"
    (paragraph,) = parse_wikitext("a", text, "A").paragraphs
    assert paragraph.visible == "a Netherlands b"
    assert paragraph.offsets == (0, 1, *[2] * len("Netherlands"), 17, 18)


def test_infobox(page: Document) -> None:
    (infobox,) = page.infoboxes
    assert infobox.name == "Infobox Olympic event"
    assert [(field.key, field.value) for field in infobox.fields] == [
        ("event", "Men's 1 lap"),
        ("games", "2030 Summer"),
        ("image", None),
        ("dates", "12 August 2030"),
        ("competitors", "24"),
        ("nations", None),
        ("gold", "Ana Ax"),
        ("goldNOC", "Netherlands"),
        ("winvalue", "9.81 OR"),
        ("prev", "2026"),
    ]
    spans = {field.key: field.locator.span for field in infobox.fields}
    assert {key: span.of(PAGE) if span else None for key, span in spans.items()} == {
        "event": "Men's 1 lap",
        "games": "2030 Summer",
        "image": "[[File:Lap.jpg|300px]]",
        "dates": "12&nbsp;August 2030",
        "competitors": "24",
        "nations": None,
        "gold": "[[Ana Ax]]",
        "goldNOC": "{{flagIOC|NED|2030 Summer}}",
        "winvalue": "9.81<ref name=\"r\">The report</ref> '''OR'''",
        "prev": "[[Men's 1 lap at the 2026 Games|2026]]",
    }


def test_infobox_annotations_and_lines(page: Document) -> None:
    fields = {field.key: field for field in page.infoboxes[0].fields}
    assert [annotation.text for annotation in fields["goldNOC"].annotations] == ["NED"]
    assert [annotation.text for annotation in fields["winvalue"].annotations] == ["The report"]
    assert fields["nations"].locator.source_line == 8
    assert fields["gold"].locator.source_line == 9


def test_an_infobox_in_a_field_is_one_of_its_own() -> None:
    text = "{{Infobox a|b=c|module={{Infobox d|embed=yes|e={{flag|NOR}}}}}}{{Cycling race infobox|f=g}}"
    boxes = parse_wikitext("a", text, "A").infoboxes
    assert [(box.index, box.name, [(field.key, field.value) for field in box.fields]) for box in boxes] == [
        (0, "Infobox a", [("b", "c"), ("module", None)]),
        (1, "Infobox d", [("embed", "yes"), ("e", "Norway")]),
        (2, "Cycling race infobox", [("f", "g")]),
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb", ["a b"]),
        ("a\n\nb", ["a", "b"]),
        ("a<br>b", ["a b"]),
        ("a<p>b</p>\nc", ["a b", "c"]),
        ("<!-- a -->\nb<!-- c -->d", ["bd"]),
        ("'''a''' ''b'' '''''c''''' d'e f''''g'''", ["a b c d'e f'g"]),
        ("L'''idée'' de '''b'''", ["L'idée de b"]),
        ("[http://a b c] http://d [http://e]", ["b c http://d"]),
        ("[[a]]s [[b (c)|]] [[:d]] [[e#f|g]] [[|h]] [[i", ["as b d g [[|h]] [[i"]),
        ("&lt;a&gt; &amp;lt; &#91;b] &nope;", ["<a> &lt; [b] &nope;"]),
        ("<nowiki>[[a]] ''b''</nowiki> c", ["[[a]] ''b'' c"]),
        ("<span style='display:none'>1</span>a<s>b</s><unknown>c", ["ab<unknown>c"]),
        ("__NOTOC__\na __b__", ["a __b__"]),
        ("{{nobody}}\n[[Category:A]]\n[[fr:B]]\n{{DEFAULTSORT:C}}", []),
        ("<gallery>\nFile:a.jpg|b\n</gallery>\n<references>\n<ref>a</ref>\n</references>", []),
        ("----\na", ["a"]),
        ("<div>\na\n</div>", ["a"]),
        ("{|\nb\n|-\n|c\n|}\nd", ["b", "d"]),
        ("\ufeffa", ["a"]),
    ],
)
def test_prose(text: str, shown: list[str]) -> None:
    assert [paragraph.visible for paragraph in parse_wikitext("a", text, "A").paragraphs] == shown


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("= a =", ("a",)),
        ("==a== <!-- b -->", ("a",)),
        ("== a = b ==", ("a = b",)),
        ("===a==", ("=a",)),
        ("== ==", ("",)),
        ("=======a=======", ("=a=",)),
        ("== ''a'' [[b|c]]<ref>d</ref> ==", ("a c",)),
        ("<h3 class='x'>a</h3>", ("a",)),
        ("==a==\r\nb\r\n===c===\r\nd", ("a", "c")),
        ("{|\n|\n==a==\n|}", ("a",)),
    ],
)
def test_headings(text: str, path: tuple[str, ...]) -> None:
    assert parse_wikitext("a", text, "A").sections[-1].path == path


@pytest.mark.parametrize("text", ["a == b ==", " ==a==", "==a", "<nowiki>==a==</nowiki>", "{{nobody|b=\n==a==\n}}"])
def test_no_headings(text: str) -> None:
    assert len(parse_wikitext("a", text, "A").sections) == 1


@pytest.mark.parametrize("text", ["a" * 1_000_001, "a\n" * 4_000_001])
def test_a_page_that_is_too_long_is_refused(text: str) -> None:
    with pytest.raises(TooLargeError):
        parse_wikitext("a", text, "A")
