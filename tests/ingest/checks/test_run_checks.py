"""What holds for all checks together."""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.checks import DOCUMENT_CHECKS, GROUP_CHECKS, run_checks
from ingest.checks.model import Check
from ingest.datasets.judged import Judged
from tests.ingest.checks.articles import OVERVIEW, TITLE, article, extraction, judge, judged, results

ARTICLES = sorted((Path(__file__).parents[3] / "raw" / "articles").glob("*.txt"))


@pytest.fixture(scope="module")
def four() -> Judged:
    return judge([extraction(path.read_text(encoding="utf-8")) for path in ARTICLES])


@pytest.fixture(scope="module")
def checks(four: Judged) -> list[Check]:
    return run_checks(four)


def failing(checks: list[Check]) -> Counter[str]:
    return Counter(check.kind for check in checks if check.outcome == "fail")


def test_the_three_splits_and_the_equal_marks_of_1968(checks: list[Check]) -> None:
    found = [check for check in checks if check.outcome == "fail" and "1968" in (check.event_id or "")]
    assert sorted((check.kind, check.found) for check in found) == [
        ("equal_marks_share_a_rank", "ranks 10, 11"),
        ("laps_near_the_field", "27.30"),
        ("laps_near_the_field", "29.10"),
        ("laps_near_the_field", "54.20"),
    ]


def test_what_tables_show_without_any_prose(checks: list[Check]) -> None:
    passed = {check.kind for check in checks if check.outcome == "pass"} - failing(checks).keys()
    assert passed >= {
        "rows_match_competitors", "ranks_follow_marks", "ranks_are_complete", "splits_rise", "medal_table_adds_up",
        "medal_table_follows_order", "medal_table_matches_editions", "records_improve", "record_dates_ascend",
        "record_dates_within_games", "held_lists_agree", "editions_are_neighbours", "weekdays_fit_dates",
        "medallists_hold_their_ranks", "document_is_whole", "title_matches_infobox",
    }  # fmt: skip


def test_checks_are_well_formed(checks: list[Check], four: Judged) -> None:
    assert [check.check_id for check in checks] == sorted({check.check_id for check in checks})
    for check in checks:
        assert check.expected
        assert check.found
        assert check.message
        assert check.statement_ids or check.outcome != "fail"
        assert set(check.statement_ids) <= four.statements.keys()
        assert re.fullmatch("[a-z_]+", check.kind)
        assert check.outcome != "unverifiable" or re.search("missing|told|needed|told apart", check.message), (
            check.message
        )


def test_messages_say_where(checks: list[Check]) -> None:
    titles = [path.read_text(encoding="utf-8").split("\n", 1)[0].strip("= ") for path in ARTICLES]
    assert all(any(check.message.startswith(f"“{title}”") for title in titles) for check in checks)


def test_the_order_of_articles_does_not_matter(checks: list[Check]) -> None:
    texts = [path.read_text(encoding="utf-8") for path in ARTICLES]
    for seed in range(3):
        random.Random(seed).shuffle(texts)
        assert run_checks(judge([extraction(text) for text in texts])) == checks


def test_every_check_says_what_it_forbids() -> None:
    for function in (*GROUP_CHECKS, *DOCUMENT_CHECKS):
        first = (function.__doc__ or "").split("\n", 1)[0]
        assert re.match(r".+: .+\.", first), function.__name__


def test_equal_sentences_are_two_checks() -> None:
    schedule = results("Date | Time | Round", "Friday, 17 October 1968 | 14:00 | Final", heading="Schedule")
    text = article(schedule, results("Rank | Cyclist | Time", "1 | Ann | 1.1", "2 | Bea | 1.2"))
    identifiers = [check.check_id for check in run_checks(judged(text))]
    assert len(identifiers) == len(set(identifiers))


CELLS = st.sampled_from(
    ["", "1", "2", "3", "=2", "7", "DNS", "1:01.1", "1:02.2", "16.00", "27.80", "0", "Ann Ash", "Bea Birch", "France",
     "1968–1976", "1968 Mexico City", "1964 Tokyo", "Friday, 17 October 1968", "1968-10-17", "1968", "Totals", "–",
     "Final"]
)  # fmt: skip
HEADERS = st.sampled_from(
    ["Rank", "Cyclist", "Nation", "Time", "Points", "200 m", "400 m", "Heat", "Gold", "Silver", "Bronze", "Total",
     "Olympics", "Games", "Date", "Round", "Notes", ""]
)  # fmt: skip
HEADINGS = st.sampled_from(["Results", "Heats", "Final", "Medalists", "Olympic record progression", "Schedule", "Men"])


@st.composite
def tables(draw: st.DrawFn) -> str:
    width = draw(st.integers(1, 7))
    header = " | ".join(draw(st.lists(HEADERS, min_size=width, max_size=width)))
    rows = draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=14))
    return results(header, *(" | ".join(row) for row in rows), heading=draw(HEADINGS))


@settings(max_examples=120)
@given(st.lists(tables(), max_size=4), st.lists(tables(), max_size=3), st.integers(0, 40))
def test_no_table_stops_the_checks(event: list[str], overview: list[str], count: int) -> None:
    texts = [
        article(*event, Competitors=count, Nations=count, Gold="Ann Ash", Prev=1964),
        article(*overview, title=OVERVIEW),
    ]
    checks = run_checks(judged(*texts))
    assert checks == run_checks(judged(*reversed(texts)))
    assert all(check.statement_ids for check in checks if check.outcome == "fail")
    assert all(TITLE in check.message or OVERVIEW in check.message for check in checks)
