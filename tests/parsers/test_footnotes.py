"""Footnotes of prose: kept beside what a reader sees, at their places, and with the statements of their sentences."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from parsers.html import parse_html
from parsers.prose import read_prose
from parsers.text import placed_notes
from parsers.title import event_words
from parsers.wikitext import parse_wikitext
from schemas.document import Document, PlacedNote

TITLE = "Rowing at the 1936 Summer Olympics – Men's single sculls"
WIKITEXT = """The event was held on 14 August.<ref>{{cite book|title=Official Report}}, p. 7</ref> Ann Aal of Norway won
gold<ref name="b">A history of rowing, page 12</ref> and Bea Bek of Sweden took silver.<ref name="b" /> Rain fell.

== References ==
<references />
"""
HTML = """<html><body><p>The event was held on 14 August.<sup class="reference"><a href="#n1">[1]</a></sup> Ann Aal of
Norway won gold<sup class="reference"><a href="#n2">[2]</a></sup> and Bea Bek of Sweden took silver.<sup
class="reference"><a href="#n2">[2]</a></sup> Rain fell.</p><ol class="references"><li id="n1">^ <span
class="reference-text">Official Report, p. 7</span></li><li id="n2">^ <span class="reference-text">A history of rowing,
page 12</span></li></ol></body></html>"""


def _said(document: Document) -> dict[tuple[str, str], tuple[str, ...]]:
    return {(s.property, s.value.text): s.references for s in read_prose(document, event_words(TITLE))}


def test_the_two_forms_have_the_same_footnotes_at_the_same_places() -> None:
    wikitext, html = parse_wikitext("a", WIKITEXT, TITLE), parse_html("a", HTML, TITLE)
    assert html.paragraphs[0].visible == wikitext.paragraphs[0].visible
    assert html.paragraphs[0].notes[1:] == wikitext.paragraphs[0].notes[1:]
    text = html.paragraphs[0].visible
    assert [text[: note.position].rpartition(" ")[2] for note in html.paragraphs[0].notes] == [
        "August.", "gold", "silver.",
    ]  # fmt: skip


def test_a_statement_has_the_footnotes_of_its_sentence_and_no_others() -> None:
    said = _said(parse_html("a", HTML, TITLE))
    assert said["date", "14 August"] == ("Official Report, p. 7",)
    assert said["silver", "Bea Bek"] == said["gold", "Ann Aal"] == ("A history of rowing, page 12",)


def test_a_sentence_without_a_footnote_has_none() -> None:
    text = "Ann Aal of Norway won gold.<ref>A history of rowing</ref> Bea Bek of Sweden took silver."
    said = _said(parse_wikitext("a", text, TITLE))
    assert said["gold", "Ann Aal"] == ("A history of rowing",)
    assert said["silver", "Bea Bek"] == ()


def test_a_note_is_no_part_of_the_text() -> None:
    document = parse_wikitext("a", "Ann Aal won.{{efn|Her brother [[Bo Aal|Bo]] came second.}} It rained.", TITLE)
    (paragraph,) = document.paragraphs
    assert paragraph.visible == "Ann Aal won. It rained."
    assert paragraph.notes == (PlacedNote(12, "Her brother Bo came second."),)


@given(st.lists(st.text("ab \n", max_size=6), min_size=1, max_size=8), st.data())
def test_a_note_stands_where_the_text_before_it_ends(parts: list[str], data: st.DataObject) -> None:
    marks = sorted(data.draw(st.lists(st.integers(0, len(parts)), max_size=4)))
    found = placed_notes(parts, [(mark, str(mark)) for mark in marks])
    assert [note.position for note in found] == [len(" ".join("".join(parts[:mark]).split())) for mark in marks]
