from __future__ import annotations

import pytest

from parsers.forms import sniff_form, text_title
from schemas.document import Form

PLAIN = "= Title =\n\nInfobox\n- Event: x\n\nText.\n"
WIKITEXT = "{{Infobox|event=x}}\n'''Title''' is [[a link]].\n"
HTML = "<!DOCTYPE html><html><body><p>Text</p></body></html>"


@pytest.mark.parametrize(
    ("text", "suffix", "form"),
    [
        (PLAIN, ".txt", "plaintext"),
        (WIKITEXT, ".txt", "wikitext"),
        (WIKITEXT, ".wikitext", "wikitext"),
        ("Only words.", ".wiki", "wikitext"),
        (HTML, ".txt", "html"),
        ("\ufeff\n " + HTML, ".txt", "html"),
        ("<div>Text</div>", ".txt", "html"),
        ("Text with <b>bold</b>", ".html", "html"),
        ("Only words.", ".html", "plaintext"),
        ("One [[link]] alone.", ".txt", "plaintext"),
        ("| 1 | a |\n| 2 | b |", ".txt", "plaintext"),
        ("", ".txt", "plaintext"),
    ],
)
def test_the_content_tells_the_form_before_the_suffix_does(text: str, suffix: str, form: Form) -> None:
    assert sniff_form(text, suffix) == form


ROWS = "{| class=wikitable\n! Rank !! Name\n|-\n| 1 || Ann Aal\n|}\n"
TABLE = "<table><tr><th>Rank<th>Name<tr><td>1<td>Ann Aal</table>"


@pytest.mark.parametrize(
    "text",
    [
        "<!-- saved from url=(0055)https://en.wikipedia.org/wiki/X -->\n<!DOCTYPE html>\n<html><body>",
        '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x">\n<html>',
        "<!-- one --><!-- two --><div class='mw-parser-output'>" + TABLE + "</div>",
        "<html><body><pre>{{Infobox|a=b}}\n'''X''' is [[y]].\n" + ROWS + "</pre></body></html>",
        '<div class="mw-parser-output"><p>Write {{Infobox}} and [[links]].</p>\n' + TABLE + "</div>",
        "<h1>Title</h1>\n<p>Text</p>" + TABLE,
        "<main><p>x</p></main>",
        "<style>.a{}</style><div>" + TABLE + "</div>",
        "<b>The race</b> was held in <a href='/wiki/Oslo'>Oslo</a>.",
        "<head><title>X</title></head><body>",
    ],
)
@pytest.mark.parametrize("suffix", [".txt", ".html", ""])
def test_html_is_told_by_its_tags_whatever_its_text_quotes(text: str, suffix: str) -> None:
    assert sniff_form(text, suffix) == "html"


@pytest.mark.parametrize(
    "text",
    [
        ROWS,
        "== Results ==\n" + ROWS,
        "{{Infobox event\n| a = b\n}}\n",
        "<!-- a note -->\n== Results ==\n" + ROWS,
        "<div style='float:right'>\n{{Infobox|a=b}}\n</div>\n'''X''' was held in [[Y]].",
        "<section begin=a />{{x}}\n'''b''' [[c]]<section end=a />",
        "<onlyinclude>\nText\n</onlyinclude>",
        "#REDIRECT [[Rowing at X]]\n",
        "#WEITERLEITUNG [[Rudern]]",
        "{{Infobox|a=b}}\n'''X''' is [[y]].<br>\n" + ROWS,
        "== Results ==\nText.\n\n<table>\n<tr><td>1</td></tr>\n</table>",
    ],
)
@pytest.mark.parametrize("suffix", [".txt", ".wikitext", ""])
def test_wikitext_is_told_by_what_flattened_text_does_not_have(text: str, suffix: str) -> None:
    assert sniff_form(text, suffix) == "wikitext"


def test_wikitext_may_be_in_a_file_that_is_named_as_html() -> None:
    assert sniff_form("{{Infobox|a=b}}\n'''X''' is [[y]].<br>\n" + ROWS, ".html") == "wikitext"


@pytest.mark.parametrize(
    "text",
    [
        PLAIN + "A stray {{ brace, and a wind < 2.0 m/s.\n",
        PLAIN + "The calls {{flag}} and {{flag}} were left.\n",
        PLAIN + "'''Ann''' won.\n\n'''Bo''' was second.\n",
        "<3 the sport\n" + PLAIN,
        "Wind < 2 m/s, and a > b.",
        "<p.12> The race was held.",
        "#1 was Ann.\n#2 was Bo.",
        "= T =\n\nWith <b>bold</b> left in.",
    ],
)
def test_marks_that_were_left_over_make_no_markup(text: str) -> None:
    assert sniff_form(text, ".txt") == "plaintext"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("= Title =\n", "Title"),
        ("=Title=", "Title"),
        ("\ufeff= Title =\r\nText", "Title"),
        ("= Title =\r\r== A ==\rText", "Title"),
        ("\n\n= Title = \n", "Title"),
        ("= A – B's C =\n", "A – B's C"),
        ("== Section ==\n", None),
        ("Text.\n= Title =\n", None),
        ("=\n", None),
        ("= =\n", None),
        ("", None),
    ],
)
def test_plaintext_gives_its_own_title_in_its_first_line(text: str, title: str | None) -> None:
    assert text_title(text, "plaintext") == title


def test_other_forms_give_no_title_of_their_own() -> None:
    assert text_title("= Title =\n", "wikitext") is None


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("<title>Judo 1994 | Mat Wiki | Fandom</title><h1>Judo 1994</h1>", "Judo 1994"),
        ("<title>Judo 1994 | Mat Wiki | Fandom</title><h1 id=a><span>Judo</span><br>1994</h1>", "Judo 1994"),
        ("<title>Judo – 60 kg - Wikipedia</title><h1>Judo – 60 kg</h1>", "Judo – 60 kg"),
        ("<title>Judo – 60 kg</title><h1>Results Archive</h1>", "Judo – 60 kg"),
        ("<title>60 kg – 1994 Games</title><main><h1>Judo at the 1994 Games – 60 kg</h1></main>",
         "Judo at the 1994 Games – 60 kg"),
        ("<title>Judo | Mats</title><h1>Judo</h1><h1>Karate</h1>", "Judo | Mats"),
        ("<title>Judo | Mats</title><h1>Judo", "Judo | Mats"),
        ("<main><h1> </h1></main>", None),
    ],
)  # fmt: skip
def test_a_page_s_only_heading_of_the_first_level_tells_its_title_from_the_site_s(page: str, title: str | None) -> None:
    assert text_title(page, "html") == title
