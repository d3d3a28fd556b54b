"""What a reader sees of a cell, and what is kept beside it."""

from __future__ import annotations

import pytest

from parsers.html import parse_html
from schemas.document import Annotation, Cell

FLAG = '<img alt="{alt}" src="//upload.example.org/thumb/{file}/22px-{file}.png" />'


def cell(html: str, title: str = "Title", after: str = "") -> Cell:
    table = parse_html("made", f"<table class=wikitable><tr><td>{html}</td></tr></table>{after}", title).tables[0]
    return table.rows[0][0]


def notes(html: str, title: str = "Title", after: str = "") -> list[tuple[str, str]]:
    return [(note.kind, note.text) for note in cell(html, title, after).annotations]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("1:04.65", "1:04.65"),
        ("  a \n b&nbsp;&nbsp;c ", "a b c"),
        ("Ann Aal<br>Bo Bek<br />Cy Cee", "Ann Aal Bo Bek Cy Cee"),
        ("<ul><li>Ann Aal</li><li>Bo Bek</li></ul>", "Ann Aal Bo Bek"),
        ("<p>one</p><p>two</p>", "one two"),
        ("<b>Aal</b>, <i>Bek</i>", "Aal, Bek"),
        ("10<sup>2</sup>", "102"),
        ("<span style='display:none'>01</span>1", "1"),
        ("<span style='DISPLAY : none;'>01</span>1", "1"),
        ("<span style='visibility:hidden;color:transparent'>0</span>9.8", "9.8"),
        ("<span class='sortkey'>01</span>1", "1"),
        ("11.9<sup class='reference'><a href='#cite_note-1'>[1]</a></sup>", "11.9"),
        ("11.9<sup class='noprint Inline-Template'>[<i>citation needed</i>]</sup>", "11.9"),
        ("a<script>b()</script><style>.c{}</style>d", "ad"),
        ("Final<span class='mw-editsection'>[edit]</span>", "Final"),
        ("Aal<span class='noprint' style='font-size:85%'>&nbsp;[<a class='extiw' href='/x'>fr</a>]</span>", "Aal"),
        ("outer<table><tr><td>inner</td></tr></table>rest", "outer rest"),
        ("a<!-- hidden -->b", "ab"),
        ("&lt;b&gt; &amp; &eacute;", "<b> & é"),
        ("\u200bAal\ufeff", "Aal"),
        ("\u05d0\u05d1 12.3 abc", "\u05d0\u05d1 12.3 abc"),
        ("<img alt='Gold medal' src='Gold_medal.svg'>", ""),
        (FLAG.format(alt="Cuba", file="Flag_of_Cuba.svg") + " Cuba", "Cuba"),
        ("Aal <span>(<a href='/wiki/X'>NOR</a>)</span>", "Aal (NOR)"),
    ],
)
def test_the_text_is_what_a_reader_sees(html: str, text: str) -> None:
    assert cell(html).text == text


@pytest.mark.parametrize(
    ("alt", "file", "link", "title", "code"),
    [
        ("Cuba", "x.svg", "", "Title", None),
        ("Cuba", "Flag_of_Cuba.svg", "", "Title", "CUB"),
        ("", "Flag_of_the_United_States.svg", "", "Title", "USA"),
        ("", "Flag_of_Cuba_%28sky_blue%29.svg", "", "Title", "CUB"),
        ("", "Flag_of_Germany.svg", "", "Rowing at the 1928 Summer Olympics", "GER"),
        ("", "Flag_of_Germany.svg", "", "Rowing at the 1960 Summer Olympics", "EUA"),
        ("", "Flag_of_Germany.svg", "", "Rowing at the 1972 Summer Olympics", None),
        ("", "Flag_of_Germany.svg", "West Germany at the 1972 Summer Olympics", "Title", "FRG"),
        ("", "Flag_of_German_Olympic_Team_1960-1968.svg", "", "Rowing at the 1964 Summer Olympics", "EUA"),
        ("", "German_Olympic_flag_(1959-1968).svg", "", "Rowing at the 1964 Summer Olympics", "EUA"),
        ("", "US_flag_48_stars.svg", "", "Shooting at the 1924 Summer Olympics", "USA"),
        ("", "Olympic_flag.svg", "", "Title", None),
        ("", "Chequered_flag.svg", "", "Title", None),
        ("Map of Cuba", "Map_of_Cuba.svg", "", "Title", None),
    ],
)  # fmt: skip
def test_a_flag_stands_for_the_code_of_its_year(alt: str, file: str, link: str, title: str, code: str | None) -> None:
    picture = FLAG.format(alt=alt, file=file)
    html = f'<a href="/wiki/X" title="{link}">{picture}</a>' if link else picture
    found = [text for kind, text in notes(html, title) if kind == "noc"]
    assert found == ([code] if code else [])


def test_a_flag_template_needs_no_file_name() -> None:
    assert notes('<span class="flagicon"><img alt="Cuba" src="data:x"></span>') == [("noc", "CUB")]


def test_a_flag_before_its_nation_is_told_by_the_link_after_it() -> None:
    html = FLAG.format(alt="", file="Flag_of_Germany.svg") + (
        ' <a href="/wiki/X" title="West Germany at the 1976 Winter Olympics">West Germany</a>'
    )
    assert notes(html, "Skating at the 1976 Winter Olympics")[0] == ("noc", "FRG")


@pytest.mark.parametrize(
    ("attributes", "medal"),
    [
        ('alt="Gold medal" src="x.svg"', "gold"),
        ('alt="1st place, gold medalist(s)" src="x.svg"', "gold"),
        ('alt="2nd place, silver medalist(s)" src="x.svg"', "silver"),
        ('alt="" src="/thumb/Bronze_medal_icon.svg/16px-Bronze_medal_icon.svg.png"', "bronze"),
        ('alt="" src="/Med_2.png"', "silver"),
        ('alt="" src="/Gold_medal_olympic.svg"', "gold"),
        ('alt="Golden Gate" src="/Golden_Gate.jpg"', None),
    ],
)
def test_a_medal_s_icon_is_a_medal(attributes: str, medal: str | None) -> None:
    assert notes(f"<img {attributes}>") == ([("medal", medal)] if medal else [])


@pytest.mark.parametrize(
    ("html", "key"),
    [
        ('<span class="sortkey">01 !</span>', "01"),
        ('<span style="display:none">Aal, Ann</span>Ann Aal', "Aal, Ann"),
        ('<span data-sort-value="Aal, Ann&#160;!">Ann Aal</span>', "Aal, Ann"),
        ('<span style="display:none">(<span class="bday">1936-08-04</span>)</span>', None),
    ],
)
def test_a_hidden_key_is_kept(html: str, key: str | None) -> None:
    assert notes(html) == ([("sort_key", key)] if key else [])


def test_the_titles_of_links_are_kept() -> None:
    html = (
        '<a href="/x" title="Ann Aal">A. Aal</a>, <a class="new" href="/y" title="Bo Bek (page does not exist)">B</a>'
    )
    assert notes(html) == [("link", "Ann Aal"), ("link", "Bo Bek")]


MARK = '<sup class="reference"><a href="{}">[1]</a></sup>'


@pytest.mark.parametrize(
    ("mark", "target", "text"),
    [
        ("#cite_note-1", '<ol><li id="cite_note-1">^ <span class="reference-text">A hand time.</span></li></ol>',
         "A hand time."),
        ("#cite_note-1", '<ol><li id="cite_note-1"><a href="#cite_ref-1">^</a> A hand time.</li></ol>', "A hand time."),
        ("./Page#cite_note-1", '<ol><li id="cite_note-1">A hand time.</li></ol>', "A hand time."),
        ("#endnote_a", '<p><cite id="endnote_a"><a href="#ref_a">^</a></cite> A hand time.</p>', "A hand time."),
        ("#cite_note-1", f'<ol><li id="cite_note-1">A time.{MARK.format("#cite_note-1")}</li></ol>', "A time."),
    ],
)  # fmt: skip
def test_a_footnote_s_text_is_kept(mark: str, target: str, text: str) -> None:
    assert notes("11.9" + MARK.format(mark), after=target) == [("footnote", text)]


def test_a_mark_that_leads_nowhere_is_no_footnote() -> None:
    assert cell("11.9" + MARK.format("#nowhere")).annotations == ()


def test_the_key_of_a_cell_is_its_attribute() -> None:
    html = '<table><tr><td data-sort-value="64.65">1:04.65</td></tr></table>'
    assert parse_html("made", html, "Title").tables[0].rows[0][0].annotations == (Annotation("sort_key", "64.65"),)


MISSING = (
    '<span class="flagicon"><a href="/w/index.php?title=Special:Upload&amp;wpDestFile=Flag_of_Malaysia.png" '
    'class="new" title="File:Flag of Malaysia.png">File:Flag of Malaysia.png</a></span> Aal'
)
BROKEN = (
    '<span typeof="mw:Error mw:File"><a href="./Special:FilePath/Flag_of_Malaysia.png"><span class="mw-broken-media" '
    'resource="./File:Flag_of_Malaysia.png">File:Flag of Malaysia.png</span></a></span> Aal'
)


@pytest.mark.parametrize("html", [MISSING, BROKEN], ids=["a page of the wiki", "Parsoid"])
def test_the_name_of_a_picture_that_is_missing_is_no_text(html: str) -> None:
    assert cell(html).text == "Aal"
    assert ("noc", "MAS") in notes(html)


LAZY = (
    '<span class="flagicon"><span typeof="mw:File"><span><noscript><img src="//x/Flag_of_Cuba.svg.png"></noscript>'
    '<span class="lazy-image-placeholder" data-{}src="//x/22px-Flag_of_Cuba.svg.png" data-alt="">&nbsp;</span>'
    "</span></span>&nbsp;</span> Aal"
)


@pytest.mark.parametrize("prefix", ["", "mw-"])
def test_a_picture_that_a_mobile_page_has_not_loaded_yet_says_what_it_would(prefix: str) -> None:
    html = LAZY.format(prefix)
    assert cell(html).text == "Aal"
    assert notes(html) == [("noc", "CUB")]


def test_a_medal_that_a_mobile_page_has_not_loaded_yet_is_a_medal() -> None:
    html = '<span class="lazy-image-placeholder" data-mw-src="/16px-M.png" data-alt="1st place, gold medalist"></span>'
    assert notes(html) == [("medal", "gold")]
