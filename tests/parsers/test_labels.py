"""What a line above a table, or the headings of a page of many events, say of it."""

from __future__ import annotations

import pytest

from parsers.extract import extract
from parsers.html import parse_html
from parsers.plaintext import parse_plaintext
from parsers.rounds import RoundWords
from parsers.tables.labels import event_of_path, round_of_table, table_label
from parsers.title import event_words
from parsers.wikitext import parse_wikitext
from schemas.document import Document

TABLE = "{| class=wikitable\n! Rank !! Athlete !! Time\n|-\n| 1 || Ann Aal || 10.5\n|}\n"
CELLS = "<tr><th>Rank<th>Athlete<th>Time<tr><td>1<td>Ann Aal<td>10.5"
PIPES = "| Rank | Athlete | Time |\n| 1 | Ann Aal | 10.5 |\n"


@pytest.mark.parametrize(
    "text", ["Heat 1", "Final A:", "Heat 2 (wind +0.3)", "Women's 100 metres", "Men", "Pool 3", "Stage 4"]
)
def test_words_of_a_round_or_an_event_are_a_label(text: str) -> None:
    assert table_label(text)


@pytest.mark.parametrize(
    "text", ["The heats were held on 4 May.", "Ann Aal", "", "Open-air races", "Source: the report"]
)
def test_other_lines_are_none(text: str) -> None:
    assert table_label(text) is None


@pytest.mark.parametrize(
    ("path", "round_", "heat"),
    [
        (("Heats", "Heat 1"), "heats", "1"),
        (("Results", "", "Stage 2 result"), "stage-2", None),
        (("Stage 2", "", "General classification after stage 2"), "general-classification-after-stage-2", None),
        (("Stage 2", "", ""), "stage-2", None),
        (("Classification", "", ""), "classification", None),
        (("Overall classification", "", ""), None, None),
        (("Repechage", "Repechage heat 2"), "repechage", "2"),
        (("First round", "Pool 3"), "heats", "3"),
        (("Results", "Race 2"), None, "2"),
        (("Men's 100 metres – Final",), "final", None),
        (("Results",), None, None),
    ],
)
def test_the_round_of_a_table(path: tuple[str, ...], round_: str | None, heat: str | None) -> None:
    assert round_of_table(path) == RoundWords(round_, heat)


@pytest.mark.parametrize(
    ("title", "path", "event", "gender"),
    [
        ("Athletics at the 1985 Invented Games", ("Men", "100 metres", "Final"), "Men 100 metres", "men"),
        ("Athletics at the 1985 Invented Games", ("Results", "Women's high jump"), "Women's high jump", "women"),
        ("Athletics at the 1985 Invented Games", ("Medal summary", "Men"), None, "unknown"),
        ("Athletics at the 1985 Invented Games", ("100 metres",), None, "unknown"),
        ("Archery at the 1985 Invented Games – Men's individual", ("Results", "Team"), "Men's team", "men"),
        ("Archery at the 1985 Invented Games – Men's individual", ("Team members",), "Men's individual", "men"),
    ],
)
def test_the_event_of_a_table(title: str, path: tuple[str, ...], event: str | None, gender: str) -> None:
    found = event_of_path(event_words(title), path)
    assert (found.event, found.gender) == (event, gender)


def heats(document: Document) -> list[tuple[str | None, str | None]]:
    """Return round and heat of each competitor, in order."""
    return [(s.qualifiers.round, s.qualifiers.heat) for s in extract(document).statements if s.property == "competitor"]


def wikitext(text: str) -> Document:
    return parse_wikitext("a", text, "A")


@pytest.mark.parametrize("line", [";Heat {}", "'''Heat {}'''", "'''Heat {}:'''", "Heat {}"])
def test_lines_above_tables_in_wikitext(line: str) -> None:
    assert heats(wikitext(f"==Heats==\n{line.format(1)}\n{TABLE}\n{line.format(2)}\n{TABLE}")) == [
        ("heats", "1"), ("heats", "2"),
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["<dl><dt>Heat {}</dt></dl>", "<p><b>Heat {}</b></p>", "<p>Heat {}</p>"])
def test_lines_above_tables_in_html(line: str) -> None:
    page = "<div><h2>Heats</h2>" + "".join(f"{line.format(i)}<table>{CELLS}</table>" for i in (1, 2)) + "</div>"
    assert heats(parse_html("a", page, "A")) == [("heats", "1"), ("heats", "2")]


def test_lines_above_tables_in_plaintext() -> None:
    text = f"== Heats ==\nHeat 1\n{PIPES}\nHeat 2\n\n{PIPES}"
    assert heats(parse_plaintext("a", text, "A")) == [("heats", "1"), ("heats", "2")]


def test_a_label_is_of_the_next_table_alone() -> None:
    assert heats(wikitext(f"==Results==\n'''Final'''\n{TABLE}\n{TABLE}")) == [("final", None), (None, None)]
    assert heats(wikitext(f"'''Final'''\n\n==Results==\n{TABLE}")) == [(None, None)]


LAYOUT = "==Heats==\n{|\n|\n'''Heat 1'''\n" + TABLE + "|\n'''Heat 2'''\n" + TABLE + "|}\n"
LAYOUT_HTML = (
    f"<div><h2>Heats</h2><table><tr><td><p><b>Heat 1</b></p><table>{CELLS}</table></td>"
    f"<td><p><b>Heat 2</b></p><table>{CELLS}</table></td></tr></table></div>"
)


@pytest.mark.parametrize("document", [wikitext(LAYOUT), parse_html("a", LAYOUT_HTML, "A")], ids=["wikitext", "html"])
def test_tables_side_by_side_are_outermost_ones_with_their_labels(document: Document) -> None:
    assert [(table.index, table.label) for table in document.tables] == [(0, "Heat 1"), (1, "Heat 2")]
    assert heats(document) == [("heats", "1"), ("heats", "2")]
    assert [paragraph.visible for paragraph in document.paragraphs] == ["Heat 1", "Heat 2"]


def test_tables_in_a_table_of_data_come_after_the_outermost_in_both_forms() -> None:
    wiki = wikitext("{| class=wikitable\n! a\n|-\n|\n{|\n| in\n|}\n|}\n{|\n| last\n|}")
    page = parse_html(
        "a", "<table class=wikitable><tr><th>a<tr><td><table><tr><td>in</table></table><table><tr><td>last</table>", "A"
    )
    for document in (wiki, page):
        assert [table.rows[-1][0].text for table in document.tables] == ["", "last", "in"]


def test_a_heading_of_a_gender_s_results_gives_the_event_its_gender_alone() -> None:
    edition = event_words("Biathlon World Championships 1979")
    assert event_of_path(edition, ("Men's results", "20 km individual")).event == "Men's 20 km individual"


def test_a_round_across_the_top_of_a_table_is_its_label() -> None:
    rows = "<tr><td>1<td>Ann Aal<td>Norway<td>10.1<tr><td>2<td>Bea Bek<td>Sweden<td>10.2</table>"
    page = f"<h2>Results</h2><h3>Heats</h3><table><tr><th colspan=4>Heat 2{rows}"
    assert heats(parse_html("made", page, "Rowing at the 1952 Summer Olympics – Men's eight")) == [("heats", "2")] * 2
