"""Ten thousand facts: every one of them is on a page, and no page is too large to open."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from schemas.contract import PUBLISHED
from schemas.frames import frame, validate, validate_publication
from tests.ingest.report.many_rows import FACTS, much
from tests.ingest.report.page_tools import parsed
from tests.ingest.report.report_rows import check, publication, result, statement
from tests.ingest.report.site import EVENT_PAGE, site

LARGEST = 2_000_000


@cache
def pages_of_much() -> dict[str, str]:
    found = much()
    return site(found.rows, found.document)


def test_the_generated_rows_keep_the_contract() -> None:
    rows = much().rows
    assert len(rows["reconciliation"]) == FACTS
    validate_publication({name: validate(name, frame(name, rows.get(name, []))) for name in PUBLISHED})


def test_every_fact_is_on_a_page_of_its_event_and_in_the_list_of_all() -> None:
    facts, found = much().rows["reconciliation"], pages_of_much()
    every = sorted(str(row["fact_id"]) for row in facts)
    shown = [
        identifier for path, html in found.items() if path.startswith("events/")
        for identifier in re.findall(r' id="(f-\w+)"', html)
    ]  # fmt: skip
    assert sorted(shown) == every
    links = [
        str(a["href"]) for path, html in found.items() if re.fullmatch(r"facts(\.\w+)?\.html", path)
        for a in parsed(html).select("#facts a.name")
    ]  # fmt: skip
    assert sorted(re.findall(r"f-\w+", " ".join(links))) == every
    assert {link.partition("#")[0] for link in links} <= set(found)


def test_every_fact_in_dispute_has_a_page_that_is_reached_from_its_event() -> None:
    in_dispute = {str(row["fact_id"]) for row in much().rows["reconciliation"] if row["status"] != "single"}
    found = pages_of_much()
    assert len(in_dispute) > 100
    assert {path for path in found if path.startswith("facts/")} == {f"facts/{each}.html" for each in in_dispute}
    events = "".join(html for path, html in found.items() if path.startswith("events/"))
    assert in_dispute <= set(re.findall(r'href="\.\./facts/(f-\w+)\.html"', events))


def test_no_page_is_too_large() -> None:
    sizes = {path: len(html.encode()) for path, html in pages_of_much().items()}
    assert {path: size for path, size in sizes.items() if size > LARGEST} == {}


def test_rows_that_the_first_page_has_no_room_for_are_on_further_ones() -> None:
    rows = publication()
    rows["results"] = [
        result(n, competitor=f"Rider {n}", mark_stated="1:15.1", mark=Decimal("75.1"), mark_unit="s",
               mark_basis="stated", mark_suggested=Decimal("75.2"))
        for n in range(6_000)
    ]  # fmt: skip
    found = site(rows)
    assert max(len(html.encode()) for html in found.values()) < LARGEST
    of_rows = [path for path in found if path == EVENT_PAGE or ".rows" in path]
    shown = [name for path in of_rows for name in re.findall(r">(Rider \d+)</td><td>", found[path])]
    assert shown == [f"Rider {n}" for n in range(6_000)]
    assert re.findall(r'href="([^"]*\.rows[^"]*)"', found[EVENT_PAGE]) == [
        path.partition("/")[2] for path in of_rows[1:]
    ]


def test_a_page_of_endless_quotes_is_cut_and_says_so() -> None:
    rows = publication()
    long = "'" * 5_000
    rows["statements"] += [statement(n, "venue", f"{n}", excerpt=f"{n} {long}") for n in range(2_000, 6_000)]
    rows["checks"] = [
        check(n, "ranks_follow_marks", "fail", "It fails.", *range(2_000 + 50 * n, 2_050 + 50 * n)) for n in range(80)
    ]
    found = site(rows)
    assert max(len(html.encode()) for html in found.values()) < LARGEST
    cut = [html for path, html in found.items() if path.startswith("events/")]
    assert all("The quotes on this page are cut short" in html for html in cut[:2])
    shown = [quote for html in cut for quote in re.findall(r"<q[^>]*>(?:<mark>)?(\d{4})", html)]
    assert set(map(str, range(2_000, 6_000))) <= set(shown)
