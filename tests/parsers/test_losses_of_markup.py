"""What wikitext and HTML show to have been there and do not hold."""

from __future__ import annotations

import pytest

from parsers.extract import extract
from parsers.html import parse_html
from parsers.wikitext import parse_wikitext
from schemas.document import Document
from tests.parsers.made import document

HEAD = "==Results==\n{| class=wikitable\n! Rank !! Athlete !! Time\n"


def losses(made: Document) -> list[tuple[str, str]]:
    assert all(loss.locator.section == "Results" for loss in made.losses)
    return [(loss.kind, loss.excerpt) for loss in made.losses]


def wikitext(text: str) -> Document:
    return parse_wikitext("a", text, "A")


def test_a_table_that_is_never_closed() -> None:
    assert losses(wikitext(f"{HEAD}|-\n| 1 || Ann Aal || 10.5\n")) == [("unclosed table", "{|")]
    assert losses(wikitext(f"{HEAD}|-\n| 1 || Ann Aal || 10.5\n|}}\n")) == []


def test_a_template_that_made_rows_is_no_text_of_the_cell_above() -> None:
    made = wikitext(f"{HEAD}{{{{Odd row|1|Ann Aal|10.5}}}}\n|-\n| 2 || Bea Bek || 10.6\n|}}\n")
    assert losses(made) == [("rows of a template", "{{Odd row|1|Ann Aal|10.5}}")]
    assert [cell.text for cell in made.tables[0].rows[0]] == ["Rank", "Athlete", "Time"]
    (entry,) = [entry for entry in extract(made).coverage if entry.kind == "lost"]
    assert (entry.outcome, entry.count) == ("unread", 1)


@pytest.mark.parametrize(
    "cell", ["|\n{{Odd name|Ann|Aal|FRA}}\n", "| {{Odd name|Ann|Aal|FRA}}\n"], ids=["on its own line", "in the cell"]
)
def test_a_template_that_is_a_cell_is_its_text(cell: str) -> None:
    made = wikitext(f"{HEAD}|-\n| 1\n{cell}| 10.5\n|}}\n")
    assert losses(made) == []
    assert made.tables[0].rows[1][1].text == "Ann Aal FRA"


def test_a_template_outside_of_tables_is_text() -> None:
    made = wikitext("{{Odd box|one|two|three}}\nMore.")
    assert (made.losses, [paragraph.visible for paragraph in made.paragraphs]) == ((), ["one two three More."])


@pytest.mark.parametrize("opening", ["<!-- a note", "<includeonly>"])
def test_what_follows_a_comment_that_is_never_closed_is_reported(opening: str) -> None:
    ((kind, excerpt),) = losses(wikitext(f"==Results==\nHeld in rain.{opening}\n{{|\n| 1 || Ann Aal\n|}}\n"))
    assert kind == "unclosed comment"
    assert excerpt.startswith(opening)
    assert losses(wikitext("==Results==\nHeld in rain.<!--\n")) == []
    assert losses(wikitext("==Results==\nHeld <!-- a note --> in rain.")) == []


def test_a_call_that_has_no_end_is_reported_where_it_begins_a_line() -> None:
    box = "{{Infobox sport event\n| venue = {{nowrap|Old Oval}\n}}\nText."
    (loss,) = wikitext(box).losses
    assert (loss.kind, loss.excerpt[:9]) == ("unclosed template", "{{Infobox")
    assert wikitext(box.replace("Oval}", "Oval}}")).losses == ()
    assert wikitext("The mark {{ stands in the text.").losses == ()


PAGE = "<!DOCTYPE html><html><head><title>A</title></head><body><h2>Results</h2><p>Ann Aal won."


def test_a_page_that_was_cut_off() -> None:
    assert [kind for kind, _ in losses(parse_html("a", PAGE, "A"))] == ["truncated page"]
    assert losses(parse_html("a", PAGE + "</p></body></html><!-- saved -->", "A")) == []
    assert losses(parse_html("a", "<div><h2>Results</h2><p>Ann Aal won.", "A")) == []


def ranks_lost(*rows: str) -> list[tuple[int, str | None]]:
    made = document("\n".join(["== Results ==", "| Rank | Athlete | Time |", *rows]))
    found = extract(made)
    assert all(entry.outcome == "unread" for entry in found.coverage if entry.kind == "lost")
    return [(entry.count, entry.reason) for entry in found.coverage if entry.kind == "lost"]


def test_ranks_whose_icons_are_gone_are_reported_and_not_guessed() -> None:
    rows = ("| | Ann Aal | 10.1 |", "| | Bea Bek | 10.2 |", "| | Cy Cee | 10.3 |", "| 4 | Di Dom | 10.4 |")
    ((count, reason),) = ranks_lost(*rows)
    assert count == 3
    assert reason == "the first 3 rows have no rank and the next is 4: this form lacks what stood there"
    made = document("\n".join(["== Results ==", "| Rank | Athlete | Time |", *rows]))
    assert [s.value.text for s in extract(made).statements if s.property == "rank"] == ["4"]


@pytest.mark.parametrize(
    "rows",
    [
        ("| 1 | Ann Aal | 10.1 |", "| 2 | Bea Bek | 10.2 |"),
        ("| | Ann Aal | DNS |", "| 1 | Bea Bek | 10.2 |"),
        ("| | Ann Aal | 10.1 |", "| | Bea Bek | 10.2 |"),
    ],
    ids=["all there", "not counted by the next", "none at all"],
)
def test_other_blanks_under_rank_are_no_loss(rows: tuple[str, ...]) -> None:
    assert ranks_lost(*rows) == []


RAW = "'''X''' was won by [[Ann Aal]] in 1:48.3.\n{|\n! Rank !! Name\n|-\n| 1 || [[Ann Aal]]\n|}\n"


@pytest.mark.parametrize("tag", ["pre", "textarea"])
def test_wikitext_that_a_page_shows_as_text_is_reported_and_no_prose(tag: str) -> None:
    made = parse_html("a", f"<html><body><h2>Results</h2><{tag}>{RAW}</{tag}></body></html>", "A")
    ((kind, excerpt),) = losses(made)
    assert kind == "wikitext as text"
    assert excerpt.startswith("'''X''' was won by [[Ann Aal]]")
    assert made.paragraphs == ()
    other = parse_html("a", f"<html><body><h2>Results</h2><{tag}>Held in rain.</{tag}></body></html>", "A")
    assert losses(other) == []
