"""One article in three forms says the same thrice and is one witness."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from bs4 import BeautifulSoup

from tests.pipeline.forms import FORMS, ONE_ROUND, TITLE
from tests.pipeline.running import Ran, RawWith, run

SLUG = "rowing-at-the-1952-summer-olympics-mens-single-sculls"
EVENT = "1952-summer-olympics/rowing/mens-single-sculls"
_SAID = ("source_kind", "section", "subject", "property", "value_number", "value_date")


@pytest.fixture
def ran(raw_with: RawWith, tmp_path: Path) -> Ran:
    done = run(raw_with(FORMS), tmp_path / "out")
    assert done.status == 0, done.stderr
    return done


def _said(ran: Ran, form: str) -> set[tuple[Any, ...]]:
    statements = ran.frame("statements").filter(pl.col("source_kind") != "title")
    # A flag says the code beside the nation's name: plaintext has lost it.
    of_form = statements.filter(
        pl.col("document_id").str.ends_with(form), ~((pl.col("property") == "noc") & (pl.col("source_kind") == "table"))
    )
    # Tables are counted over those that the form holds: an infobox is one in HTML alone.
    of_row = pl.col("subject").str.replace(r"#row-\d+-", "#row-")
    return set(of_form.with_columns(of_row).select(*_SAID).rows())


def test_each_form_has_its_own_document(ran: Ran) -> None:
    assert ran.frame("documents").select("document_id", "form", "title").rows() == [
        (f"{SLUG}--{form}", form, TITLE) for form in ("html", "plaintext", "wikitext")
    ]


@pytest.mark.parametrize("form", ["wikitext", "html"])
def test_the_forms_say_the_same(form: str, ran: Ran) -> None:
    said, plain = _said(ran, form), _said(ran, "plaintext")
    assert len(plain) >= 65
    assert said == plain


def test_the_forms_are_one_witness(ran: Ran) -> None:
    facts = ran.frame("reconciliation").filter(property="winning_time", subject=EVENT)
    assert facts.select("status", "document_count").rows() == [("agreed", 3)]
    results = ran.frame("results")
    assert results.group_by("document_id").len()["len"].to_list() == [10, 10, 10]


def test_three_forms_do_not_outvote_another_article(raw_with: RawWith, tmp_path: Path) -> None:
    overview = """= Single sculls at the Olympics =

==Olympic record progression==

===Men===

| Time | Rower | Games | Date |
| 8:11.1 | Ann Other | 1952 | 1952-07-23 |
"""
    ran = run(raw_with({**ONE_ROUND, "overview.txt": overview}), tmp_path / "out")
    facts = ran.frame("reconciliation").filter(property="winning_time", subject=EVENT)
    assert facts["status"].to_list() == ["disputed"]


def test_the_results_are_the_same(ran: Ran) -> None:
    columns = ("rank", "tied", "competitor", "noc", "noc_basis", "mark", "status")
    results = ran.frame("results")
    rows = {
        form: results.filter(pl.col("document_id").str.ends_with(form)).select(columns).rows()
        for form in ("html", "wikitext", "plaintext")
    }
    assert rows["wikitext"] == rows["html"] == rows["plaintext"]
    assert rows["html"][1] == (2, True, "Bo Berg", "SWE", "stated", 494.5, "finished")


def test_offsets_of_wikitext_slice_to_the_excerpt(ran: Ran) -> None:
    text = next(content for name, content in FORMS.items() if name.endswith(".wikitext"))
    rows = ran.frame("statements").filter(pl.col("document_id").str.ends_with("wikitext")).to_dicts()
    assert rows
    for row in rows:
        assert text[row["char_start"] : row["char_end"]] == row["excerpt"]


def test_selectors_of_html_find_one_element_that_holds_the_excerpt(ran: Ran) -> None:
    page = BeautifulSoup(FORMS["sculls.html"], "lxml")
    rows = (
        ran.frame("statements")
        .filter(pl.col("document_id").str.ends_with("html"), pl.col("source_kind") != "title")
        .to_dicts()
    )
    assert rows
    for row in rows:
        (element,) = page.select(row["selector"])
        assert " ".join(row["excerpt"].split()) in " ".join(element.get_text().split())


def test_footnotes_are_published_with_what_they_stand_at_and_shown_with_it(raw_with: RawWith, tmp_path: Path) -> None:
    text = """'''Men's single sculls''' was held in 1936.

Ann Aal of Norway won gold.<ref>A history of rowing, page 12</ref> Bea Bek of Sweden took silver.

{| class="wikitext"
! Rank !! Rower !! Nation !! Time
|-
| 1 || Ann Aal || Norway || 8:21.5{{efn|Timed by hand.}}
|-
| 2 || Bea Bek || Sweden || 8:25.8
|}
"""
    raw = raw_with({"Rowing at the 1936 Summer Olympics – Men's single sculls.wikitext": text})
    ran = run(raw, tmp_path / "out")
    said = ran.frame("statements").filter(pl.col("footnotes").list.len() > 0)
    notes = set(said.select("property", "value_text", pl.col("footnotes").list.join("; ")).rows())
    assert ("gold", "Ann Aal", "A history of rowing, page 12") in notes
    assert ("mark", "8:21.5", "Timed by hand.") in notes
    assert not any("Bea Bek" in value for _, value, _ in notes)
    pages = (path.read_text(encoding="utf-8") for path in (ran.current / "report").rglob("*.html"))
    assert any("Timed by hand." in page and "8:21.5" in page for page in pages)


@pytest.mark.parametrize("words", ["s.t.", "St", "m.t.", "même temps"])
def test_who_has_the_time_of_the_one_before_came_in(raw_with: RawWith, tmp_path: Path, words: str) -> None:
    text = f"""{{| class="wikitext"
! Rank !! Rider !! Nation !! Time
|-
| 1 || Ann Aal || Norway || 4h 17' 35"
|-
| 2 || Bea Bek || Sweden || {words}
|-
| — || Cis Cum || Denmark || {words}
|}}
"""
    ran = run(raw_with({"1956 Lake Tour, Stage 2.wikitext": text}), tmp_path / "out")
    rows = ran.frame("results").select("competitor", "mark_stated", "mark", "status").rows()
    assert rows[1:] == [("Bea Bek", words, None, "finished"), ("Cis Cum", words, None, "unknown")]
