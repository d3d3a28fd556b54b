"""An article that attacks, through the whole pipeline into a real browser: it stays text, and fits the window."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Windows
from tests.pipeline.running import RawWith, run

LONG = "W" * 600
ATTACKS = (
    "</script><script>document.title = 'taken'</script>",
    "<img src=x onerror=\"document.title = 'taken'\">",
    "]]><svg onload=\"document.title = 'taken'\">",
    "[click](javascript:document.title='taken')",
    "\u202eright to left\u202c",
    LONG,
)
ARTICLE = "\n".join(
    [
        "= Hurling at the 1912 Summer Olympics – Men's hurl =",
        "",
        "Infobox",
        f"- Event: Men's hurl {ATTACKS[0]}",
        "- Games: 1912 Summer",
        f"- Venue: {ATTACKS[1]}",
        f"- {ATTACKS[2]}: {ATTACKS[3]}",
        "",
        f"The men's hurl was won by Anna {LONG} in 1:10.2. {ATTACKS[4]}",
        "",
        "== Results ==",
        "| Rank | Athlete | Nation | Time |",
        "| --- | --- | --- | --- |",
        *(f"| {rank} | {attack} | {attack} | 1:1{rank}.0 |" for rank, attack in enumerate(ATTACKS, start=1)),
        "",
    ]
)
ESCAPED = "<p>won in 1:10.2</p>" + "".join(
    f"<p>{attack.replace('&', '&amp;').replace('<', '&lt;')}</p>" for attack in ATTACKS
)
TITLE = "Curling at the 1913 Games"
HTML = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{ESCAPED}</body></html>"


@pytest.mark.parametrize("width", [320, 1200])
def test_a_hostile_article_stays_text(windows: Windows, raw_with: RawWith, tmp_path: Path, width: int) -> None:
    raw = raw_with({"hurl.txt": ARTICLE, "curl.html": HTML})
    ran = run(raw, tmp_path / "out")
    assert ran.status == 0, ran.stderr
    pages = sorted((ran.current / "report").rglob("*.html"))
    assert len(pages) > 9
    said = ""
    for path in pages:
        page = windows.open(f"file://{path}", width=width)
        assert page.title().endswith("– photofinish")
        assert (
            page.evaluate("document.querySelectorAll('img, svg[onload], [onerror], a[href^=\"javascript\"]').length")
            == 0
        )
        assert page.evaluate("document.scripts.length") == 1
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0, path
        said += page.locator("main").text_content() or ""
    for attack in ATTACKS:
        assert attack in said
