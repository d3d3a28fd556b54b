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


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("= Title =\n", "Title"),
        ("=Title=", "Title"),
        ("\ufeff= Title =\r\nText", "Title"),
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
