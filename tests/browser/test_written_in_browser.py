"""Articles of other sports, years, forms and mistakes than the four: every page of their report holds what is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped] # it has no types

from tests.browser.conftest import Windows
from tests.browser.written import FILES
from tests.pipeline.running import run

OPEN = "document.querySelectorAll('details').forEach(each => { each.open = true })"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
KINDS = {"index.html", "facts.html", "checks.html", "articles.html", "decisions.html", "audit.html", "methodology.html"}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the articles."""
    folder = tmp_path_factory.mktemp("written")
    raw = folder / "raw"
    raw.mkdir()
    for name, words in FILES.items():
        (raw / name).write_text(words, encoding="utf-8")
    ran = run(raw, folder / "out")
    assert ran.status == 0, ran.stderr
    return ran.current / "report"


def pages_of(report: Path) -> Iterator[Path]:
    found = sorted(report.rglob("*.html"))
    assert {path.name for path in found if path.parent == report} == KINDS
    assert {path.parent.name for path in found} == {report.name, "events", "facts", "articles"}
    yield from found


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_on_any_page(windows: Windows, written: Path, dark: bool) -> None:
    found = {}
    for path in pages_of(written):
        page = windows.open(f"file://{path}", dark=dark)
        page.evaluate(OPEN)
        violations = Axe().run(page).response["violations"]
        found[path.name] = [(each["id"], [node["target"] for node in each["nodes"]][:3]) for each in violations]
        page.close()
    assert len(found) > 25
    assert {name: violations for name, violations in found.items() if violations} == {}


def test_no_page_overflows_a_small_window(windows: Windows, written: Path) -> None:
    page = windows.open(f"file://{written}/index.html", width=320)
    for path in pages_of(written):
        page.goto(f"file://{path}")
        assert page.evaluate(OVERFLOW) == 0, path


def test_every_fact_in_dispute_can_be_argued_with_without_a_script(windows: Windows, written: Path) -> None:
    page = windows.open(f"file://{written}/index.html", scripts=False)
    links = page.locator("section:has(#dispute-title) a.name")
    addresses = [f"{written}/{links.nth(number).get_attribute('href')}" for number in range(links.count())]
    assert len(addresses) > 4
    for address in addresses:
        page.goto(f"file://{address}")
        assert page.locator(".candidates tbody tr").count() > 1
        assert page.locator(".verdict dt", has_text="What would change it").is_visible()
        assert page.locator(".decide pre", has_text="[[decision]]").is_visible()
        value = page.locator(".candidates th a").first
        said = value.inner_text()
        value.click()
        assert said in page.locator(":target").inner_text()
