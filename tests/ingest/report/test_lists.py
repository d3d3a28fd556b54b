"""Lists too long for a page go over several, and each thing in them can be reached; so can what shares an element."""

from __future__ import annotations

from ingest.report.fact_list import MOST
from ingest.report.sources import Sources
from parsers.html import parse_html
from tests.ingest.report.page_tools import by_id, words
from tests.ingest.report.report_rows import ARTICLE, EVENT, check, fact, identifier, publication, result
from tests.ingest.report.site import ARTICLE_PAGE, pages


def test_a_status_leads_to_the_part_of_the_list_on_which_its_facts_begin() -> None:
    rows = publication()
    statuses = ["single"] + ["agreed"] * MOST
    rows["reconciliation"] = [
        fact(n, "mark", "1", status, "all_equal", subject=f"{EVENT}#rider-{n}") for n, status in enumerate(statuses)
    ]
    found = pages(rows)
    links = {str(a["href"]) for a in found["index.html"].select(".panel .figures a")}
    assert {"facts.html#status=agreed", "facts.html#status=disputed"} <= links
    (of_single,) = (link.partition("#")[0] for link in links if link.endswith("#status=single"))
    assert of_single != "facts.html"
    assert "single" in [str(line["data-s"]) for line in found[of_single].select("#facts > li")]


def test_what_an_event_says_of_a_nation_is_found_by_the_event() -> None:
    rows = publication()
    rows["reconciliation"][0]["subject"] = "nation:DEN"
    found = pages(rows)["facts.html"].select("#facts > li")
    told = {str(line.get("data-of") or words(line.select(".of")[0])) for line in found}
    assert told == {"Men's track time trial, 1928 Summer Olympics"}
    assert sum(line.has_attr("data-of") for line in found) == 1


def test_who_may_be_one_person_waits_for_a_decision() -> None:
    rows = publication()
    pair: dict[str, object] = {
        "competitor_id": "jo-gray-1924", "other_id": "jo-gray-1948", "name": "Jo Gray", "other_name": "Joe Gray",
        "rule": "same_name", "outcome": "open", "reason": "no nation is known of one of them", "decision": None,
        "supporting": [identifier("s", 1)],
    }  # fmt: skip
    rows["competitor_joins"] = [pair, pair | {"other_id": "jo-gray-1928", "outcome": "joined"}]
    waiting = pages(rows)["decisions.html"].select("#joins li.card")
    assert len(waiting) == 1
    assert "Jo Gray jo-gray-1924 and Joe Gray jo-gray-1948: no nation is known of one of them." in words(waiting[0])
    assert waiting[0].select("q")
    assert not pages(publication())["decisions.html"].select("#joins")


def test_checks_on_a_further_part_are_not_said_to_be_none() -> None:
    rows = publication()
    rows["checks"] = [
        check(n, "rows_equal_competitors", "fail", "16 and 14.", 1) | {"event_id": None} for n in range(1000, 1600)
    ]
    rows["checks"].append(check(1600, "weekday_fits_date", "unverifiable", "No weekday.") | {"event_id": None})
    found = pages(rows)
    told = found["checks.html"].select("#checks-unverifiable")[0]
    target, _, anchor = str(told.select("a")[0]["href"]).partition("#")
    assert "None." not in words(told)
    assert [str(each["id"]) for each in by_id(found[target], anchor).select("article")] == [identifier("c", 1600)]
    assert words(found["checks.html"].select("#checks-pass .none")[0]) == "None."


def test_marks_that_were_others_have_a_list_where_the_first_page_has_no_room() -> None:
    rows = publication()
    rows["results"] = [
        result(n, mark_stated="1:15.1", mark=75.1, mark_unit="s", mark_basis="stated", mark_suggested=75.2)
        for n in range(70)
    ]
    found = pages(rows)
    more = found["index.html"].select("section:has(#suggested-title) .more")[0]
    assert words(more).startswith("10 more")
    assert len(found[str(more.select("a")[0]["href"])].select(".rows li")) == 70
    assert "suggested.html" not in pages(publication())


def test_fields_in_one_element_of_a_page_are_told_apart() -> None:
    table = (
        '<table class="infobox"><tr><th>Venue</th><td>Velodrome</td></tr><tr><td>← <a href="/wiki/A_2007">2007</a> '
        '<a href="/wiki/A_2009">2009</a> →</td></tr></table>'
    )
    document = parse_html(ARTICLE, f"<html><body>{table}<p>Words.</p></body></html>", "An article")
    stated = [each for box in document.infoboxes for each in box.fields if each.value in {"2007", "2009"}]
    assert len({each.locator.selector for each in stated}) == 1
    rows = publication()
    for each, row in zip(stated, rows["statements"][:2], strict=True):
        place = {"char_start": None, "char_end": None, "selector": each.locator.selector, "excerpt": each.value}
        row |= {"document_id": ARTICLE, "source_kind": "infobox", **place}
    sources = Sources(lambda _: document)
    article = pages(rows, lambda name: document if name == ARTICLE else None)[ARTICLE_PAGE]
    anchors = [str(sources.link(row)).partition("#")[2] for row in rows["statements"][:2]]
    assert [words(by_id(article, anchor)) for anchor in anchors] == ["2007", "2009"]
    ids = [str(tag["id"]) for tag in article.find_all(id=True)]
    assert len(ids) == len(set(ids))
