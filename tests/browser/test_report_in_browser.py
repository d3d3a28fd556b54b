"""The report in a real browser: search, filters, keys, links, print, small windows, and without a script."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped] # it has no types

from ingest.audits import load_audits
from tests.browser.conftest import Windows
from tests.pipeline.running import SEEDS, RawWith, run

EVENT = "events/1928-summer-olympics.cycling.mens-track-time-trial.html"
ARTICLE = "articles/cycling-at-the-1928-summer-olympics-mens-track-time-trial.html"
WINNING_TIME = "facts/f-490b8dd31651800a698c.html"
KINDS = [
    "index.html", "facts.html", "checks.html", "articles.html", "decisions.html", "audit.html", "methodology.html",
    EVENT, WINNING_TIME, "events/1968-summer-olympics.cycling.mens-track-time-trial.html", ARTICLE,
    "articles/track-time-trial-at-the-olympics.html",
]  # fmt: skip
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SHOWN = "[...document.querySelectorAll('#facts > li')].filter(item => item.offsetParent).length"
IS_IN_VIEW = """identifier => {
  const box = document.getElementById(identifier).getBoundingClientRect();
  return box.height > 0 && box.top >= -1 && box.top < innerHeight;
}"""


def test_search_and_filters_find_facts(windows: Windows, report: Path) -> None:
    page = windows.open(f"file://{report}/facts.html")
    page.get_by_label("Search").fill("bosch drakestein mark")
    assert page.get_by_role("status").inner_text() == f"{page.evaluate(SHOWN)} of 850 shown"
    assert "Mark of Gerard Bosch van Drakestein" in page.locator("#facts li:visible").first.inner_text()
    page.get_by_label("Search").fill("")
    page.get_by_label("Status").select_option("resolved")
    assert page.evaluate(SHOWN) == 4
    page.get_by_label("Property").select_option("date")
    assert page.evaluate(SHOWN) == 1
    assert page.url.endswith("#status=resolved&property=date")


def test_a_name_is_found_without_its_diacritics(windows: Windows, report: Path) -> None:
    page = windows.open(f"file://{report}/facts.html")
    page.get_by_label("Search").fill("rodriguez")
    assert "Francisco Rodr" in page.locator("#facts li:visible").first.inner_text()


def test_filters_are_part_of_the_address(windows: Windows, report: Path) -> None:
    page = windows.open(f"file://{report}/facts.html#status=agreed&property=gold")
    assert page.get_by_label("Status").input_value() == "agreed"
    assert 0 < page.evaluate(SHOWN) < 81


def test_facts_can_be_put_in_another_order(windows: Windows, report: Path) -> None:
    page = windows.open(f"file://{report}/facts.html#property=winning_time")
    page.get_by_label("Order").select_option("value")
    values = page.locator("#facts li:visible .value").all_inner_texts()
    assert len(values) > 2
    assert values == sorted(values)


def test_the_first_page_searches_all_facts(windows: Windows, served: str) -> None:
    page = windows.open(f"{served}/index.html", offline=False)
    page.get_by_label("Search all facts").fill("hoy")
    page.keyboard.press("Enter")
    page.wait_for_url("**/facts.html#q=hoy")
    assert 0 < page.evaluate(SHOWN) < 850


def test_from_the_first_page_to_the_very_characters_by_keyboard_alone(windows: Windows, report: Path) -> None:
    page = windows.open(f"file://{report}/index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Winning time":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/facts/*")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "1:14.4":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/*")
    anchor = page.url.partition("#")[2]
    assert page.locator(f"#{anchor}").inner_text() == "1:14.4"
    assert page.evaluate(IS_IN_VIEW, anchor)


def test_keys_lead_to_the_search_and_from_card_to_card(windows: Windows, report: Path) -> None:
    page = windows.open(f"file://{report}/{EVENT}")
    page.keyboard.press("n")
    page.keyboard.press("n")
    second = page.locator(".card .anchor").nth(1).get_attribute("href")
    assert page.evaluate("document.activeElement.getAttribute('href')") == second
    page.keyboard.press("/")
    page.keyboard.type("hansen")
    assert page.get_by_label("Search this page").input_value() == "hansen"


def test_keys_and_links_lead_from_one_fact_in_dispute_to_the_next_and_back(windows: Windows, report: Path) -> None:
    page = windows.open(f"file://{report}/{WINNING_TIME}")
    named = page.get_by_role("link", name="Next: ").inner_text()
    page.keyboard.press("n")
    page.wait_for_url(lambda url: "f-490b8dd31651800a698c" not in url)
    assert named == f"Next: {page.locator('h1').inner_text().splitlines()[0]}"
    page.keyboard.press("p")
    page.wait_for_url(f"**/{WINNING_TIME}")
    page.get_by_role("link", name="1928 Summer Olympics").first.click()
    page.wait_for_url("**/events/*")
    assert page.locator(".card.fact:target").get_by_role("link", name="Winning time").is_visible()


def test_an_old_deep_link_leads_to_the_card_and_on_to_the_page(windows: Windows, report: Path) -> None:
    page = windows.open(f"file://{report}/{EVENT}#f-490b8dd31651800a698c")
    assert page.evaluate(IS_IN_VIEW, "f-490b8dd31651800a698c")
    page.locator(".fact:target").get_by_role("link", name="Winning time").click()
    page.wait_for_url(f"**/{WINNING_TIME}")


def test_a_deep_link_opens_what_is_folded(windows: Windows, report: Path) -> None:
    first = windows.open(f"file://{report}/{EVENT}")
    identifier = first.locator("details.passing li").first.get_attribute("id") or ""
    page = windows.open(f"file://{report}/{EVENT}#{identifier}")
    assert page.locator(f"#{identifier}").is_visible()
    assert page.evaluate(IS_IN_VIEW, identifier)


def test_a_table_is_sorted_by_its_heads(windows: Windows, report: Path) -> None:
    page = windows.open(f"file://{report}/index.html")
    page.get_by_role("button", name="single").click()
    counts = [int(words) for words in page.locator("#events tbody td:last-child").all_inner_texts()]
    assert counts == sorted(counts, reverse=True)
    assert page.locator("#events th[aria-sort]").inner_text() == "single"


def test_an_audit_becomes_a_file_that_the_next_run_turns_into_error_rates(
    windows: Windows, report: Path, raw_with: RawWith, tmp_path: Path
) -> None:
    page = windows.open(f"file://{report}/audit.html")
    items = page.locator(".item")
    for number in range(3):
        items.nth(number).get_by_label("right", exact=True).check()
    items.nth(3).get_by_label("wrong").check()
    items.nth(3).get_by_label("Note").fill("a <b> & \u202e")
    page.get_by_role("button", name="Save the marks").click()
    assert page.locator("#saved").inner_text() == "Give your name first."
    page.get_by_label("Your name").fill("A. Reader")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save the marks").click()
    saved = Path(waiting.value.path()).read_bytes()
    files = {str(path.relative_to(SEEDS)): path.read_bytes() for path in SEEDS.rglob("*") if path.is_file()}
    raw = raw_with({**files, f"audits/{waiting.value.suggested_filename}": saved})
    marks, refused = load_audits(raw)
    assert (len(marks), refused) == (4, ())
    again = run(raw, tmp_path / "again")
    assert again.status == 0, again.stderr
    content = json.loads(saved)
    told = windows.open(f"file://{again.current}/report/audit.html")
    assert "1 of 4" in windows.open(f"file://{again.current}/report/index.html").locator("main").inner_text()
    marked = {mark["fact_id"] for mark in content["marks"]}
    asked = set(told.locator(".item").evaluate_all("items => items.map(item => item.dataset.fact)"))
    assert marked.isdisjoint(asked)


@pytest.mark.parametrize("path", KINDS)
def test_every_kind_of_page_is_readable_without_a_script(windows: Windows, report: Path, path: str) -> None:
    page = windows.open(f"file://{report}/{path}", scripts=False)
    assert page.locator("h1").is_visible()
    assert page.locator(".filter:visible, .search:visible, .save:visible").count() == 0
    folded = page.locator("details:not([open]) > summary")
    assert folded.count() == page.locator("details:not([open])").count()


def test_without_a_script_links_lead_from_a_value_to_its_characters(windows: Windows, report: Path) -> None:
    page = windows.open(f"file://{report}/index.html", scripts=False)
    page.get_by_role("link", name="Winning time").click()
    page.get_by_role("link", name="1:14.4", exact=True).click()
    assert page.locator("mark:target").inner_text() == "1:14.4"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", KINDS)
def test_axe_finds_nothing(windows: Windows, report: Path, path: str, dark: bool) -> None:
    page = windows.open(f"file://{report}/{path}", dark=dark)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    found = Axe().run(page).response["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]][:3]) for each in found] == []


@pytest.mark.parametrize("path", KINDS)
def test_nothing_overflows_a_small_window(windows: Windows, report: Path, path: str) -> None:
    page = windows.open(f"file://{report}/{path}", width=320)
    assert page.evaluate(OVERFLOW) == 0


def test_colours_follow_the_readers_choice(windows: Windows, report: Path) -> None:
    colour = "getComputedStyle(document.body).backgroundColor"
    light, dark = (windows.open(f"file://{report}/index.html", dark=dark).evaluate(colour) for dark in (False, True))
    assert sum(map(int, re.findall(r"\d+", light))) > 600
    assert sum(map(int, re.findall(r"\d+", dark))) < 150


def test_in_print_everything_is_there_and_nothing_to_click(windows: Windows, report: Path) -> None:
    page = windows.open(f"file://{report}/{EVENT}")
    page.emulate_media(media="print")
    assert page.locator("header nav, .filter").first.is_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert len(page.pdf()) > 20_000


def test_all_of_it_works_over_http_too(windows: Windows, served: str) -> None:
    for path in KINDS:
        assert windows.open(f"{served}/{path}", offline=False).locator("h1").is_visible()


def test_why_the_winning_time_was_chosen_is_one_step_from_the_first_page(windows: Windows, report: Path) -> None:
    page = windows.open(f"file://{report}/index.html")
    assert "Mark of Dunc Gray, bronze" in page.locator("main").inner_text()
    assert "most likely 1:15.6" in page.locator("main").inner_text()
    page.get_by_role("link", name="Winning time").click()
    assert page.locator("h1").inner_text().startswith("Winning time")
    told = page.locator("main").inner_text()
    assert "fifths of a second written as tenths" in told
    assert "Willy Hansen in 1 minute, 14.4 seconds" in told
    bronze = page.locator(".applied tr", has_text="Dunc Gray").inner_text()
    assert bronze.split("\t")[2:4] == ["1:15.3", "1:15.6"]
