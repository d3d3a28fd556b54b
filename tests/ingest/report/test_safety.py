"""The page is one file, valid and accessible, and whatever an article says stays text."""

from __future__ import annotations

import base64
import hashlib
import re
from itertools import pairwise

import pytest

from ingest.report import render_report
from ingest.report.rows import alternatives
from tests.ingest.report.page_tools import by_id, nesting_errors, parsed, quotes, words
from tests.ingest.report.report_rows import ARTICLE, Row, identifier, publication

HTML = render_report(publication())
PAGES = [pytest.param(HTML, id="small"), pytest.param(render_report({}), id="empty")]

HOSTILE = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload='alert(1)'>",
    "</style><style>@import url(//example.org)</style>",
    "{{ 7 * 7 }}{% raw %}",
    "<!-- --> ]]> &lt;b&gt; &amp;amp;",
    "\u202eright to left\u2066",
]


def hostile_publication(words: str) -> dict[str, list[Row]]:
    """Return a publication with `words` wherever an article, or a file's name, can bring words in."""
    rows = publication()
    for column in ("value_text", "excerpt", "attributed_to", "section", "heat", "as_of"):
        for row in rows["statements"]:
            row[column] = words
    for row in rows["reconciliation"]:
        row |= {"property": words, "heat": words, "as_of": words, "explanation": words, "decision": words}
        row["value_text"] = row["value_text"] and words
        row["alternatives"] = [
            {"value_text": words, "statement_ids": statements} for _, statements in alternatives(row)
        ]
    columns = {
        "documents": ("title", "path", "source_url", "license", "revision_id", "retrieved_at"),
        "events": ("event", "games"),
        "table_cells": ("text",),
        "checks": ("message", "expected", "found", "kind"),
        "competitors": ("name",),
        "results": ("competitor", "noc", "mark_stated", "section"),
        "coverage": ("name", "reason"),
        "rejects": ("path", "error", "message", "excerpt", "stage"),
    }
    for dataset, names in columns.items():
        for row in rows[dataset]:
            row |= dict.fromkeys(names, words)
    return rows


@pytest.mark.parametrize("hostile", HOSTILE)
def test_whatever_an_article_says_stays_text(hostile: str) -> None:
    html = render_report(hostile_publication(hostile))
    page = parsed(html)
    assert nesting_errors(html) == []
    assert {tag.name for tag in page.find_all()} <= {tag.name for tag in parsed(HTML).find_all()}
    assert not [tag for tag in page.find_all() for name in tag.attrs if name.startswith("on") or name == "style"]
    assert hostile in quotes(by_id(page, identifier("f", 1)))


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<b>",
        "//example.org/",
        "https:",
        "http://[broken",
        "vbscript:x",
    ],
)
def test_only_an_address_of_the_web_is_a_link(address: str) -> None:
    rows = publication()
    rows["documents"][0]["source_url"] = address
    source = by_id(parsed(render_report(rows)), f"source-{ARTICLE}")
    assert [a["href"] for a in source.find_all("a")] == ["https://creativecommons.org/licenses/by-sa/4.0/"]
    assert "Wikipedia contributors" not in words(source)


@pytest.mark.parametrize("host", ["en.wikipedia.org.example.org", "notwikipedia.org", "example.org/wikipedia.org"])
def test_only_wikipedia_is_attributed_to_wikipedia(host: str) -> None:
    rows = publication()
    rows["documents"][0]["source_url"] = f"https://{host}/"
    assert "Wikipedia contributors" not in words(by_id(parsed(render_report(rows)), f"source-{ARTICLE}"))


def test_a_control_character_shows_as_its_picture() -> None:
    rows = publication()
    rows["rejects"][0]["excerpt"] = "a\x00b\x1bc\x7f\td"
    html = render_report(rows)
    assert quotes(by_id(parsed(html), "rejects")) == ["a␀b␛c␡\td"]
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", html)


@pytest.mark.parametrize("html", PAGES)
def test_nothing_is_loaded(html: str) -> None:
    style = str(parsed(html).style)
    assert not re.search(r"<(script|link|img|iframe|object|embed|base|form)\b|\ssrc=|\sstyle=", html)
    assert "url(" not in style
    assert "@import" not in style


@pytest.mark.parametrize("html", PAGES)
def test_the_policy_allows_this_style_and_nothing_else(html: str) -> None:
    page = parsed(html)
    policy = page.select("meta[http-equiv=Content-Security-Policy]")[0]["content"]
    found = re.search("<style>(.*?)</style>", html, re.DOTALL)
    assert found is not None
    digest = base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "\r" not in found[1]


@pytest.mark.parametrize("html", PAGES)
def test_every_link_in_the_page_has_its_target_and_every_target_one_name(html: str) -> None:
    page = parsed(html)
    ids = [str(tag["id"]) for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    inside = [str(a["href"])[1:] for a in page.find_all("a") if str(a["href"]).startswith("#")]
    assert set(inside) <= set(ids)
    labelled = [str(tag["aria-labelledby"]) for tag in page.select("[aria-labelledby]")]
    assert set(labelled) <= set(ids)


@pytest.mark.parametrize("html", PAGES)
def test_the_page_is_valid_and_has_landmarks(html: str) -> None:
    page = parsed(html)
    assert html.startswith("<!DOCTYPE html>\n")
    assert nesting_errors(html) == []
    assert page.select("html[lang=en]")
    assert [len(page.find_all(name)) for name in ("h1", "main", "nav", "title", "footer")] == [1, 1, 1, 1, 1]
    assert page.select("a")[0]["href"] == "#main"


@pytest.mark.parametrize("html", PAGES)
def test_headings_skip_no_level(html: str) -> None:
    levels = [int(heading.name[1]) for heading in parsed(html).find_all(re.compile("^h[1-6]$"))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("html", PAGES)
def test_tables_have_captions_and_their_headers_a_scope(html: str) -> None:
    page = parsed(html)
    assert all(table.find("caption") for table in page.find_all("table"))
    assert {str(header.get("scope")) for header in page.find_all("th")} <= {"col", "row", "rowgroup"}


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb` (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_text_stands_out_from_what_is_behind_it(scheme: int) -> None:
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", re.findall(r":root \{(.*?)\}", HTML, re.DOTALL)[scheme]))
    text = ("ink", "soft", "link", "disputed", "resolved", "curated", "agreed", "single")
    pairs = [(front, back) for front in text for back in ("paper", "card", "wash")]
    pairs += [("mark-ink", "mark"), ("on-badge", "agreed")]
    assert [pair for pair in pairs if contrast(colours[pair[0]], colours[pair[1]]) < 4.5] == []


@pytest.mark.parametrize(
    ("html", "error"),
    [
        ("<p><ul></ul></p>", "(1, 3): <ul> in <p>"),
        ("<p><b></p>", "(1, 6): </p> closes nothing"),
        ("<p>", "<p> is not closed"),
        ("<a id=x id=y></a>", "(1, 0): <a> has an attribute twice"),
    ],
)
def test_bad_nesting_is_found(html: str, error: str) -> None:
    assert nesting_errors(html)[0] == error
