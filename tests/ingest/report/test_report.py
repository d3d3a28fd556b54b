"""What the report answers of every fact: what says so, what says otherwise, why this one, what would change it, who."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from random import Random
from typing import cast

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.decisions.reading import read_decisions
from ingest.reconcile.ladder import LADDER, disputed, explained_with_support
from schemas.contract import PUBLISHED
from schemas.decisions import ACTIONS, JOINING
from schemas.frames import frame, validate, validate_publication
from tests.ingest.report.page_tools import by_id, parsed, quotes, words
from tests.ingest.report.report_rows import (
    ARTICLE,
    EVENT,
    OVERVIEW,
    WON,
    Row,
    fact,
    identifier,
    judged,
    publication,
    result,
    statement,
)
from tests.ingest.report.site import (
    ARTICLE_PAGE,
    EVENT_PAGE,
    Rows,
    dispute,
    event_page,
    fact_page,
    pages,
    placed,
    site,
)

SITE = pages(publication())
PAGE = SITE[EVENT_PAGE]
WINNING_TIME, HANSENS_MARK, GRAYS_MARK, COMPETITORS, VENUE, GOLD = (identifier("f", number) for number in range(1, 7))
EVIDENCE = "e-" + "0" * 20 + "-" + "1" * 20


def test_the_rows_of_these_tests_keep_the_contract() -> None:
    rows = publication()
    validate_publication({name: validate(name, frame(name, rows.get(name, []))) for name in PUBLISHED})


def test_there_is_a_page_for_each_event_each_article_and_each_question() -> None:
    assert list(SITE) == [
        "index.html", "facts.html", "checks.html", "articles.html", "decisions.html", "audit.html", "methodology.html",
        EVENT_PAGE, fact_page(3), fact_page(1), fact_page(2), fact_page(4), ARTICLE_PAGE, f"articles/{OVERVIEW}.html",
    ]  # fmt: skip


# A fact in dispute


def candidates(page: BeautifulSoup) -> list[Tag]:
    return list(page.select(".candidates > tbody > tr"))


def answer(number: int, question: str) -> str:
    answers = {
        words(line.select("dt")[0]): words(line.select("dd")[0])
        for line in SITE[fact_page(number)].select(".verdict > div")
    }
    return answers[question]


def test_candidates_stand_side_by_side_with_their_quotes_the_chosen_one_first() -> None:
    chosen, other = candidates(SITE[fact_page(1)])
    assert words(chosen.select("th")[0]) == "1:14.4 chosen 2 statements"
    assert quotes(chosen) == ["1:14.4", WON]
    assert words(other.select("th")[0]) == "1:14.2 not chosen 2 statements"
    assert quotes(other) == ["1:14.2"]
    assert [q["class"] for q in (*chosen.select(".quote"), *other.select(".quote"))] == [
        ["quote", "supporting"], ["quote", "supporting"], ["quote", "opposing"],
    ]  # fmt: skip


def test_a_fact_answers_why_what_would_change_it_and_who_decided() -> None:
    rule = (explained_with_support.__doc__ or "").split("\n")[0]
    assert answer(1, "Published") == "1:14.4 (74.4 s) resolved"
    assert answer(1, "Why this one") == f"{rule} Rule explained_with_support"
    assert answer(1, "How the other value arose").startswith(
        "1:14.2 is 1:14.4 with its fifths written as tenths. Hypothesis fifths_read_as_tenths"
    )
    assert answer(1, "What would change it").startswith("Without the statement marked “decisive”")
    assert answer(1, "Who decided") == "The rule alone; no person has decided on it."
    decisive = [q for q in SITE[fact_page(1)].select(".quote") if q.select(".tag")]
    assert [quotes(q) for q in decisive] == [[WON]]


def test_a_disputed_fact_publishes_nothing_and_takes_no_side() -> None:
    assert answer(3, "Published") == "no value disputed"
    assert answer(3, "Who decided") == "Nobody yet: no rule may, and no person has."
    assert [words(row.select("th")[0]) for row in candidates(SITE[fact_page(3)])] == [
        "1:15.3 candidate 1 statement", "1:15.4 candidate 1 statement",
    ]  # fmt: skip
    assert not SITE[fact_page(3)].select(".opposing, .supporting")


def test_a_curated_fact_names_who_decided_when_and_why() -> None:
    assert answer(4, "Who decided") == (
        f"A. Reader on 2024-05-01, by the decision {identifier('d', 1)}: All sixteen started."
    )


@pytest.mark.parametrize("action", sorted({*ACTIONS} - JOINING))
def test_what_a_person_decided_says_what_that_means_and_leads_to_it(action: str) -> None:
    rows = publication()
    (curated,) = (row for row in rows["reconciliation"] if row["status"] == "curated")
    curated["rule"] = f"decision_{action}"
    found = pages(rows)
    fact_words = words(found[fact_page(4)].select(".verdict")[0])
    assert "Why this one A person " in fact_words
    (link,) = found[fact_page(4)].select(".verdict a[href*=methodology]")
    assert by_id(found["methodology.html"], str(link["href"]).partition("#")[2])


def test_a_stale_decision_is_told_beside_the_rules_verdict() -> None:
    rows = publication()
    rows["decisions"][0] |= {"fact_id": WINNING_TIME, "outcome": "stale", "decided_text": "1:14.2"}
    told = dispute(rows).select(".verdict")[0]
    assert "The rule. A. Reader on 2024-05-01 decided otherwise (1:14.2), but that decision is stale." in words(told)


def test_a_decision_stands_beside_the_verdict_of_the_rules() -> None:
    card = by_id(SITE["decisions.html"], identifier("d", 1))
    assert "The rules alone no value disputed, rule disputed" in words(card)
    assert card.select("h2 a")[0]["href"] == fact_page(4)


def test_decisions_that_need_a_person_come_first() -> None:
    rows = publication()
    rows["decisions"].append(
        rows["decisions"][0] | {"decision_id": identifier("d", 2), "position": 1, "outcome": "stale"}
    )
    assert [card["id"] for card in pages(rows)["decisions.html"].select(".decision")] == [
        identifier("d", 2), identifier("d", 1),
    ]  # fmt: skip
    assert "No decision is recorded" in words(pages({})["decisions.html"].select("main")[0])


def test_an_entry_for_decisions_toml_is_ready_to_be_filled_in() -> None:
    rows = publication()
    rows["reconciliation"][0] |= {"evidence": EVIDENCE, "round": 'fi"nal\\'}
    command, entry = (pre.get_text() for pre in dispute(rows).select(".decide pre"))
    assert command == f"photofinish decide {WINNING_TIME} --choose 1:14.2 --reason WHY --dry-run"
    read, of_mark = tomllib.loads(entry.replace("YYYY-MM-DD", "2024-05-01"))["decision"]
    assert (of_mark["property"], of_mark["value"]) == ("mark", read["value"])
    assert (read["subject"], read["property"], read["value"]) == (EVENT, "winning_time", "1:14.2")
    assert (read["evidence"], read["round"]) == (EVIDENCE, 'fi"nal\\')


def test_the_entry_is_one_that_a_run_reads() -> None:
    from pathlib import Path

    rows = publication()
    rows["reconciliation"][0] |= {"evidence": EVIDENCE}
    entry = dispute(rows).select(".decide pre")[1].get_text()
    found = read_decisions(entry.replace("YYYY-MM-DD", "2024-05-01"), Path("decisions.toml"))
    first, second = found.decisions
    assert (first.action, first.evidence, first.property_name) == ("choose", EVIDENCE, "winning_time")
    assert (second.action, second.property_name) == ("choose", "mark")


def test_facts_on_the_same_statements_stand_together_and_can_both_be_reached() -> None:
    same = by_id(PAGE, HANSENS_MARK)
    assert by_id(PAGE, WINNING_TIME) in same.parents
    assert words(same).startswith("Mark of Willy Hansen: 1:14.4")


def test_facts_on_other_statements_in_the_same_words_are_one_question() -> None:
    rows = publication()
    mark = next(row for row in rows["reconciliation"] if row["fact_id"] == HANSENS_MARK)
    ids = [identifier("s", number) for number in (1, 2, 3)]
    copies = [row | {"statement_id": identifier("s", 90 + n)} for n, row in enumerate(rows["statements"][:3])]
    rows["statements"] += copies
    renamed = dict(zip(ids, (str(row["statement_id"]) for row in copies), strict=True))
    for side in ("supporting", "opposing"):
        mark[side] = [renamed.get(str(each), each) for each in cast("list[str]", mark[side])]
    same = by_id(pages(rows)[EVENT_PAGE], HANSENS_MARK)
    assert words(same).startswith("Mark of Willy Hansen: 1:14.4")


def test_a_fact_in_dispute_is_on_its_events_page_in_brief_and_leads_to_its_own() -> None:
    card, rule = by_id(PAGE, GRAYS_MARK), (disputed.__doc__ or "").split("\n")[0]
    assert words(card) == (
        "Mark of Dunc Gray, Men's track time trial, 1928 Summer Olympics # Published: no value disputed "
        f"{rule} Rule disputed The sources say 1:15.3 (1 statement) or 1:15.4 (1 statement)."
    )
    assert card.select("h3 a")[0]["href"] == f"../{fact_page(3)}"
    assert SITE[fact_page(3)].select(".crumbs a")[1]["href"] == f"../{EVENT_PAGE}#{GRAYS_MARK}"


def test_facts_in_dispute_lead_to_their_neighbours() -> None:
    links = {
        number: [(str(a["rel"][0]), str(a["href"])) for a in SITE[fact_page(number)].select("a[rel]")]
        for number in (3, 1, 2, 4)
    }
    names = {number: f"{identifier('f', number)}.html" for number in links}
    assert links == {
        3: [("next", names[1])], 1: [("prev", names[3]), ("next", names[2])],
        2: [("prev", names[1]), ("next", names[4])], 4: [("prev", names[2])],
    }  # fmt: skip


def test_facts_on_the_same_statements_lead_to_each_other() -> None:
    (link,) = SITE[fact_page(1)].select("section:has(#same-title) a")
    assert (link["href"], words(link)) == (f"../{fact_page(2)}", "Mark of Willy Hansen")


def test_a_hypothesis_is_shown_row_by_row_with_the_reason_where_it_does_not_fit() -> None:
    rows = publication()
    rows["reconciliation"][0]["explanation"] = (
        "1:14.2 is 1:14.4; this fits 1 of 1 rows; not to 1:18.6 (above four fifths)"
    )
    rows["results"] += [result(3, competitor="Aerts", mark_stated="1:18.6"), result(4, mark_stated="1:19.0")]
    page = dispute(rows)
    assert [words(clause) for clause in page.select(".clauses li")] == [
        "this fits 1 of 1 rows", "not to 1:18.6 (above four fifths)",
    ]  # fmt: skip
    assert [[words(cell) for cell in row.select("th, td")] for row in page.select(".applied tbody tr")] == [
        ["1", "Willy Hansen", "1:14.2", "1:14.4", "fits: other statements say the same, and it is published"],
        ["2", "row 2", "1:15.1", "1:15.2", "fits: nothing else says so, the mark is published as stated"],
        ["4", "Aerts", "1:18.6", "as stated", "does not fit: above four fifths"],
        ["5", "row 5", "1:19.0", "as stated", "unchanged"],
    ]  # fmt: skip
    assert not dispute(rows, 4).select(".applied")


def test_two_statements_in_the_same_words_are_one_quote() -> None:
    assert words(candidates(SITE[fact_page(1)])[1].select(".as")[0]) == "also: Mark, Willy Hansen"


def test_a_less_precise_value_agrees_with_the_chosen_one() -> None:
    rows = publication()
    sides = judged({"1:14.4": [1], "1:14": [2]}, "1:14.4", "1:14")
    rows["reconciliation"] = [fact(1, "mark", "1:14.4", "resolved", "independent_vote", **sides)]
    assert [words(row.select("th")[0]) for row in candidates(dispute(rows))] == [
        "1:14.4 chosen 1 statement", "1:14 agrees with it 1 statement",
    ]  # fmt: skip


# A fact that nothing contests


def test_what_is_agreed_says_where_each_statement_stands() -> None:
    venue = by_id(PAGE, VENUE)
    assert words(venue) == "Venue Olympic Stadium agreed Infobox, line 11; “Olympic stadium” Infobox, line 12".replace(
        "“", ""
    ).replace("”", "")
    assert "Single: one statement says it" in words(by_id(PAGE, "quiet"))


def test_every_fact_is_on_a_page_and_in_the_list_of_all() -> None:
    links = [str(a["href"]) for a in SITE["facts.html"].select("#facts a.name")]
    assert len(links) == len(set(links)) == 6
    shown = {path.partition("#")[0] for path in links}
    assert shown == {EVENT_PAGE, *(fact_page(number) for number in (1, 2, 3, 4))}
    for number in range(1, 7):
        assert by_id(PAGE, identifier("f", number))


def test_the_worst_facts_come_first() -> None:
    statuses = [item["data-s"] for item in SITE["facts.html"].select("#facts > li")]
    assert statuses == ["disputed", "resolved", "resolved", "curated", "agreed", "single"]


# Where a statement stands


ARTICLE_TEXT = "= An article =\n\nIt rained. He won the race in 1:14.4, they say. Dry <b>\n"


def test_a_link_from_a_value_leads_to_its_very_characters() -> None:
    rows, documents = placed(ARTICLE_TEXT, {2: "won the race in 1:14.4"})
    found = pages(rows, documents)
    links = [str(a["href"]) for a in found[fact_page(1)].select("a.place")]
    path, _, anchor = links[0].removeprefix("../").partition("#")
    assert by_id(found[path], anchor).get_text() == "won the race in 1:14.4"
    assert all(link.startswith(f"../{ARTICLE_PAGE}#") for link in links)


def test_a_quote_stands_in_its_sentence() -> None:
    rows, documents = placed(ARTICLE_TEXT, {2: "won the race in 1:14.4"})
    rows["statements"][1]["value_text"] = "1:14.4"
    quote = candidates(dispute(rows, 1, documents))[0].select(".quote:has(.around)")[0]
    assert [around.get_text() for around in quote.select(".around")] == ["He ", ", they say."]
    assert [marked.get_text() for marked in quote.select("mark")] == ["1:14.4"]


def test_the_article_is_whole_and_its_lines_are_numbered() -> None:
    rows, documents = placed(ARTICLE_TEXT, {2: "won the race in 1:14.4"})
    source = pages(rows, documents)[ARTICLE_PAGE].select(".source")[0]
    assert [line.get_text() for line in source.select(".line")] == ["1", "2", "3", "4"]
    for line in source.select(".line"):
        line.extract()
    assert source.get_text() == ARTICLE_TEXT


@pytest.mark.parametrize(
    ("value", "excerpt", "marked"),
    [
        ("14", "1:14.2 was beaten by 14 of 140.", ["14"]),
        ("14", "It took 1:14.", []),
        ("14", "Ranks 12, 13, 14.", ["14"]),
        ("Gray (AUS)", "by Gray (AUS), third", ["Gray (AUS)"]),
        ("sixteen", "Sixteen cyclists", []),
        ("x", "x", []),
    ],
)
def test_a_value_is_marked_only_where_it_stands_as_such(value: str, excerpt: str, marked: list[str]) -> None:
    rows = publication()
    rows["statements"][1] |= {"value_text": value, "excerpt": excerpt}
    quote = dispute(rows).select(".quote")[1]
    assert quotes(quote) == [excerpt]
    assert [mark.get_text() for mark in quote.find_all("mark")] == marked


def test_every_quote_says_where_it_stands() -> None:
    title = "Cycling at the 1928 Summer Olympics – Men's track time trial"
    assert [words(place) for place in SITE[fact_page(1)].select(".where")] == [
        f"{title}, Infobox, line 1",
        f"{title}, Lead, characters 200–279",
        f"{title}, Results, row 1, column “Time”, line 3",
    ]
    assert [words(row) for row in SITE[fact_page(1)].select(".row")] == ["Rank 1 Time 1:14.2"]


def test_whom_an_article_names_is_named() -> None:
    assert "the article names Official Report as its source" in words(SITE[fact_page(4)].select("main")[0])


# The overview, checks, and what was inferred


def test_the_overview_counts_everything() -> None:
    overview = SITE["index.html"]
    counts = {row.select("a")[0]["href"]: words(row.select("td")[0]) for row in overview.select(".figures tr:has(a)")}
    assert counts == {
        "facts.html#status=disputed": "1", "facts.html#status=resolved": "2", "facts.html#status=curated": "1",
        "facts.html#status=agreed": "1", "facts.html#status=single": "1", "checks.html#checks-fail": "1",
        "checks.html#checks-unverifiable": "1", "checks.html#checks-pass": "1",
    }  # fmt: skip
    assert "1 file or row refused" in words(overview.select("main")[0])
    (event,) = overview.select("#events tbody tr")
    assert words(event) == "Men's track time trial, 1928 Summer Olympics 1 1 2 1 1 1"


def test_the_forms_of_an_article_are_one_article() -> None:
    assert words(SITE["index.html"].select(".lead")[0]).startswith("2 articles made 12 statements")
    rows = publication()
    rows["documents"].append(rows["documents"][0] | {"document_id": f"{ARTICLE}--html"})
    assert words(pages(rows)["index.html"].select(".lead")[0]).startswith("2 articles in 3 forms made 12 statements")


def test_what_differs_is_on_the_first_page_the_worst_first() -> None:
    lines = [words(line) for line in SITE["index.html"].select("section:has(#dispute-title) li")]
    event = "Men's track time trial, 1928 Summer Olympics"
    assert lines[:2] == [
        f"Mark of Dunc Gray {event} The sources say 1:15.3 or 1:15.4. Published: nothing disputed",
        f"Winning time {event} The sources say 1:14.2 or 1:14.4. Published: 1:14.4 resolved because 1:14.2 is "
        "1:14.4 with its fifths written as tenths The same question: Mark of Willy Hansen",
    ]
    assert by_id(SITE["index.html"], HANSENS_MARK)["href"] == fact_page(2)
    assert by_id(SITE["index.html"], GRAYS_MARK).select("a")[0]["href"] == fact_page(3)


def test_a_medallists_most_likely_mark_is_on_the_first_page() -> None:
    rows = publication()
    rows["results"][1] |= {"competitor": "Dunc Gray", "rank": 3}
    assert "Mark of Dunc Gray, bronze" in words(pages(rows)["index.html"].select("section:has(#suggested-title)")[0])
    assert "Stated and published: 1:15.1; most likely 1:15.2." in words(SITE["index.html"].select("main")[0])


def test_a_failing_check_shows_both_sides() -> None:
    failing = by_id(PAGE, identifier("c", 1))
    assert "The infobox counts 16 competitors, the report 14." in words(failing)
    assert words(failing.select(".sides")[0]) == "Expected 16 Found 14"
    assert quotes(failing) == ["16", "The Official Report lists 14."]
    assert [words(said) for said in failing.select(".as")] == ["Competitors", "Listed count"]


def test_every_check_is_listed_and_a_check_of_no_event_is_shown_with_the_list() -> None:
    rows = publication()
    rows["checks"][0]["event_id"] = None
    page = pages(rows)["checks.html"]
    assert [article["id"] for article in page.select("#checks-fail article")] == [identifier("c", 1)]
    assert page.select("#checks-unverifiable a")[0]["href"] == f"{EVENT_PAGE}#{identifier('c', 2)}"
    assert [words(row) for row in page.select("#kinds tbody tr")] == [
        "Ranks follow marks 0 0 1", "Rows equal competitors 1 0 0", "Weekday fits date 0 1 0",
    ]  # fmt: skip


def test_an_inferred_row_shows_what_was_put_there_and_why() -> None:
    first, second = by_id(PAGE, "results").select("tbody tr")
    assert [ins.get_text() for ins in first.find_all("ins")] == ["Willy Hansen", "DEN", "1:14.4"]
    assert [gone.get_text() for gone in first.find_all("del")] == ["1:14.2"]
    assert quotes(first) == ["1:14.4", "Willy Hansen", "DEN"]
    assert [cell.get_text() for cell in second.find_all("td")][:5] == ["2", "", "", "1:15.1", "1:15.2"]


def test_marks_are_no_evidence_for_a_nation() -> None:
    rows = publication()
    supporting = [identifier("s", number) for number in (1, 3, 9, 10)]
    rows["results"] = [result(0, noc="DEN", noc_basis="inferred", nation="Denmark", supporting=supporting)]
    assert quotes(by_id(event_page(rows), "results")) == ["Willy Hansen", "DEN"]


# Methodology


def test_the_methodology_is_made_from_the_rules_own_documentation() -> None:
    page = SITE["methodology.html"]
    for rule in LADDER:
        shown = words(by_id(page, rule.__name__))
        assert " ".join((rule.__doc__ or "").replace("`", "").split())[:80] in shown.replace(" .", ".")
    assert by_id(page, "fifths_read_as_tenths")
    assert by_id(page, "ranks_follow_marks")


# Order, and what is much


def test_nothing_is_said_to_be_nothing() -> None:
    empty = pages({})
    assert "There are no facts." in words(empty["index.html"].select("main")[0])
    assert "None." in words(by_id(empty["checks.html"], "checks-fail"))
    assert "Nothing was refused." in words(by_id(empty["articles.html"], "rejects"))


@settings(max_examples=5)
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(random: Random) -> None:
    rows = publication()
    for of_dataset in rows.values():
        random.shuffle(of_dataset)
    shuffled = {name: rows[name] for name in random.sample(sorted(rows), len(rows))}
    assert site(shuffled) == site(publication())


def many(count: int) -> Rows:
    rows = publication()
    rows["reconciliation"] = [
        fact(n, "mark", None, "disputed", "disputed", subject=f"{EVENT}#rider-{n}",
             **judged({"1": [2 * n], "2": [2 * n + 1]}))
        for n in range(1000, 1000 + count)
    ]  # fmt: skip
    rows["statements"] += [statement(n, "mark", f"{n % 2 + 1}") for n in range(2000, 2000 + 2 * count)]
    return rows


@cache
def site_of_many() -> dict[str, str]:
    return site(many(3000))


def test_what_is_much_goes_over_several_pages_and_nothing_is_left_out() -> None:
    found = site_of_many()
    lists = {path: parsed(html) for path, html in found.items() if re.fullmatch(r"facts(\.\w+)?\.html", path)}
    listed = [str(a["href"]) for page in lists.values() for a in page.select("#facts a.name")]
    assert len(listed) == len(set(listed)) == 3000
    assert set(listed) < set(found)
    on_event_pages = [
        str(card["id"]) for path, html in found.items() if path.startswith("events/")
        for card in parsed(html).select(".fact, .same li")
    ]  # fmt: skip
    assert sorted(on_event_pages) == sorted(identifier("f", number) for number in range(1000, 4000))
    first = lists.pop("facts.html")
    assert "3,000 in all; here the 1 to " in words(first.select(".lead")[0])
    assert lists
    assert all("here from the disputed facts of 1928-" in words(each.select(".lead")[0]) for each in lists.values())
    assert {str(a["href"]) for a in first.select("nav.pages a")} == {"facts.html", *lists}
    assert "2,940 more" in found["index.html"]


def test_every_page_stays_small() -> None:
    sizes = {path: len(html.encode()) for path, html in site_of_many().items()}
    assert max(sizes.values()) < 2_000_000


def test_no_quote_of_a_fact_in_dispute_is_left_out() -> None:
    rows = publication()
    numbers = range(1000, 3000)
    rows["statements"] += [statement(n, "winning_time", "1:14.4", excerpt=f"{n} {'&' * 300}") for n in numbers]
    rows["reconciliation"] = [
        fact(1, "winning_time", "1:14.4", "resolved", "independent_vote",
             **judged({"1:14.4": list(numbers), "1:14.2": [3]}, "1:14.4"))
    ]  # fmt: skip
    found = site(rows)
    parts = {path: html for path, html in found.items() if path.startswith("facts/")}
    assert len(parts) > 2
    assert max(len(html.encode()) for html in parts.values()) < 1_000_000
    shown = [quote.split()[0] for html in parts.values() for quote in quotes(parsed(html).select(".candidates")[0])]
    assert shown == [*map(str, numbers), "1:14.2"]
    assert all("continued" in html for path, html in parts.items() if path != fact_page(1))


def test_a_long_excerpt_is_cut_and_says_so() -> None:
    rows = publication()
    long = "x" * 10_000
    rows["statements"][0] |= {"excerpt": long, "value_text": long, "char_end": 100 + len(long)}
    card = dispute(rows).select("main")[0]
    assert max(map(len, quotes(card))) == 600
    assert "… and 9,400 characters more" in words(card)


def test_a_subject_with_a_long_name_has_a_page_with_a_short_one() -> None:
    rows: dict[str, list[Row]] = publication()
    for number, row in enumerate(rows["reconciliation"][:2]):
        row["event_id"] = "1928-summer-olympics/" + "x" * 300 + str(number)
    names = [path for path in site(rows) if "xxx" in path]
    assert len(names) == 2
    assert max(map(len, names)) < 160


def test_an_article_that_quotes_come_from_is_named_with_its_licence() -> None:
    article, overview = SITE[ARTICLE_PAGE], SITE[f"articles/{OVERVIEW}.html"]
    assert "Text CC BY-SA 4.0, Wikipedia contributors" in words(article.select(".facts")[0])
    assert "0" * 64 in words(article.select(".facts")[0])
    assert "The licence is not recorded." in words(overview.select(".facts")[0])
    assert "Wikipedia" not in words(overview.select("main")[0])
    assert ARTICLE in str(SITE["articles.html"].select(".rows a")[0]["href"])
