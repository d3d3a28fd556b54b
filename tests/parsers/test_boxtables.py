"""Infoboxes that an article draws as plain tables of labels and values."""

from __future__ import annotations

import pytest

from parsers.extract import extract
from parsers.html import parse_html
from parsers.wikitext import parse_wikitext
from schemas.extraction import Extraction
from schemas.values import PartialDate

TITLE = "Olympische Winterspiele 1998/Skispringen – Großschanze (Männer)"
ROWS = [
    ("Sportart", "Skispringen"),
    ("Disziplin", "Großschanze"),
    ("Geschlecht", "Männer"),
    ("Teilnehmer", "63 Athleten aus 19 Ländern"),
    ("Wettkampfort", "Hakuba"),
    ("Wettkampfphase", "15. Februar 1998"),
]


def _wikitext(rows: list[tuple[str, str]], above: str = "") -> Extraction:
    lines = "".join(f"|-\n| '''{label}''' || {value}\n" for label, value in rows)
    table = f'{above}{{| class="wikitable float-right"\n|-\n! colspan="2" | Spiele\n{lines}|}}\n'
    return extract(parse_wikitext("made", f"{table}\n== Ergebnisse ==\nText.\n", TITLE))


def _html(rows: list[tuple[str, str]]) -> Extraction:
    lines = "".join(f"<tr><td><b>{label}</b></td><td>{value}</td></tr>" for label, value in rows)
    table = f'<table class="wikitable"><tbody><tr><th colspan="2">Spiele</th></tr>{lines}</tbody></table>'
    return extract(parse_html("made", f'<div class="mw-parser-output">{table}<h2>Ergebnisse</h2></div>', TITLE))


@pytest.mark.parametrize("found", [_wikitext(ROWS), _html(ROWS)], ids=["wikitext", "html"])
def test_labels_and_values_before_the_first_heading_are_an_infobox(found: Extraction) -> None:
    said = {s.property: s.value for s in found.statements if s.source_kind == "infobox"}
    assert [str(said[name].number) for name in ("competitors", "nations")] == ["63", "19"]
    assert (said["venue"].text, said["event"].text) == ("Hakuba", "Großschanze")
    assert said["date"].date == PartialDate(1998, 2, 15)
    assert found.document.tables[0].beside is not None


def test_each_field_is_at_its_value() -> None:
    found = _wikitext(ROWS)
    places = [s.locator.span for s in found.statements if s.source_kind == "infobox"]
    assert all(place is not None for place in places)
    text = found.document.text
    assert [place.of(text) for place in places if place][:2] == ["Skispringen", "Großschanze"]


@pytest.mark.parametrize(
    ("rows", "above"),
    [
        ([("Gold", "Ann Aal"), ("Silber", "Bea Bek"), ("Bronze", "Cia Cox")], ""),
        ([("Sportart", "Skispringen"), ("Ann Aal", "126,0"), ("Bea Bek", "125,0"), ("Cia Cox", "1")], ""),
        (ROWS[:2], ""),
        (ROWS, "== Wettkampf ==\n"),
    ],
    ids=["medallists", "names", "too few", "below a heading"],
)
def test_other_tables_are_none(rows: list[tuple[str, str]], above: str) -> None:
    assert _wikitext(rows, above).document.infoboxes == ()
