"""What a talk page tells, by articles written for it, through the real command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ingest.cli import cli
from parsers.wikitext import parse_wikitext
from tests.pipeline.running import run

TITLE = "Rowing at the 1952 Summer Olympics – Men's single sculls"
EVENT = "1952-summer-olympics/rowing/mens-single-sculls"
OVERVIEW = "Single sculls at the Olympics"
ARTICLE = f"""= {TITLE} =

Infobox
- Event: Men's single sculls
- Games: 1952 Summer
- Venue: Meilahti
- Competitors: 3
- Win Value: 8:12.1
- Gold: Ann Other

The event was won by Ann Other in 8:12.8.

==Results==

| Rank | Rower | Nation | Time |
| 1 | Ann Other | Norway | 8:12.8 |
| 2 | Bo Berg | Sweden | 8:14.5 |
"""
RECORDS = f"""= {OVERVIEW} =

==Olympic record progression==

===Men===

| Time | Rower | Games | Date |
| 8:12.9 | Ann Other | 1952 | 1952-07-23 |
"""
CALM = ARTICLE.replace("1952", "1956").replace("8:12.1", "8:12.8").replace("Competitors: 3", "Competitors: 2")


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    raw = tmp_path_factory.mktemp("raw")
    for name, text in {"1952.txt": ARTICLE, "records.txt": RECORDS, "1956.txt": CALM}.items():
        (raw / name).write_text(text, encoding="utf-8")
    output = tmp_path_factory.mktemp("output")
    assert run(raw, output).status == 0
    return output


def _talk(output: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["talk", *arguments, "--output", str(output)])


def test_an_article_is_told_what_it_contradicts_in_itself(output: Path) -> None:
    shown = _talk(output, TITLE)
    assert shown.exit_code == 0
    assert shown.stdout.startswith(f"<!-- Talk:{TITLE} -->")
    document = parse_wikitext("talk", shown.stdout, f"Talk:{TITLE}")
    names = [section.path[-1] for section in document.sections if section.path]
    assert names[:3] == ["Statements that differ", "Within this article", "Winning time; Mark (Ann Other)"]
    cells = [[cell.text for cell in row] for row in document.tables[0].rows]
    assert cells[0] == ["Value", "Quote", "Where"]
    assert ["8:12.1", "“8:12.1”", "lead, infobox"] in cells
    assert ["8:12.8", "“8:12.8”", "Results, table row 1, column Time"] in cells
    assert ["8:12.9", "“8:12.9”", f"{OVERVIEW}, Olympic record progression / Men, table row 1, column Time"] in cells
    assert f"[[:{TITLE}#Results|Results]]" in shown.stdout
    assert f"[[:{OVERVIEW}#Men|Olympic record progression / Men]]" in shown.stdout


def test_a_sum_that_does_not_come_out_is_told_with_its_statements(output: Path) -> None:
    shown = _talk(output, TITLE).stdout
    after = shown.split("=== Counts and sums that do not agree ===")[1]
    assert "3" in after.split("{|")[0]
    assert "| “3”" in after
    assert shown.rstrip().endswith("~~~~")


def test_another_article_is_told_what_it_contradicts_there(output: Path) -> None:
    shown = _talk(output, OVERVIEW).stdout
    assert "=== Between this article and others ===" in shown
    assert "=== Within this article ===" not in shown


def test_of_an_event_each_article_has_its_own_page(output: Path) -> None:
    shown = _talk(output, EVENT).stdout
    assert [line for line in shown.splitlines() if line.startswith("<!--")] == [
        f"<!-- Talk:{TITLE} -->", f"<!-- Talk:{OVERVIEW} -->",
    ]  # fmt: skip
    pages = json.loads(_talk(output, EVENT, "--output-format", "json").stdout)
    assert [page["title"] for page in pages] == [TITLE, OVERVIEW]
    assert pages == json.loads(_talk(output, EVENT, "--json").stdout)


def test_nothing_is_asserted_where_nothing_was_found(output: Path) -> None:
    title = TITLE.replace("1952", "1956")
    assert _talk(output, title).stdout == f"<!-- Talk:{title}: nothing was found to differ -->\n"
    shown = _talk(output, EVENT.replace("1952", "1956"))
    assert (shown.exit_code, shown.stdout[:25]) == (0, "nothing was found to diff")


def test_every_quote_is_in_its_article(output: Path) -> None:
    texts = {TITLE: ARTICLE, OVERVIEW: RECORDS, TITLE.replace("1952", "1956"): CALM}
    for page in json.loads(_talk(output, EVENT, "--json").stdout):
        quotes = [q for part in (*page["within"], *page["between"], *page["failures"]) for q in part["quotes"]]
        assert quotes
        assert all(quote["excerpt"] in texts[quote["title"]] for quote in quotes)


def test_what_is_no_event_and_no_article_is_an_error(output: Path) -> None:
    shown = _talk(output, "single sculls at")
    assert shown.exit_code == 2
    assert OVERVIEW in shown.stderr
