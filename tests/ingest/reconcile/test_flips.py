"""What would change a verdict is shown by taking it away."""

from __future__ import annotations

import pytest

from ingest.link import Linked
from ingest.reconcile import reconcile
from schemas.facts import Fact
from tests.ingest.articles import linked

TITLE = "Rowing at the 1952 Summer Olympics – Men's single sculls"
EVENT = "1952-summer-olympics/rowing/mens-single-sculls"
ROWS = "\n==Results==\n\n| Rank | Rower | Time |\n| 1 | Ann Other | 8:12.8 |\n| 2 | Bo Berg | 8:14.5 |\n"
RECORD = """==Olympic record progression==

===Men===

| Time | Rower | Games | Date |
| 8:12.8 | Ann Other | 1952 | 1952-07-23 |
"""
ARTICLES = {
    "single": [(TITLE, "Infobox\n- Venue: Lake\n")],
    "agreed": [(TITLE, f"Infobox\n- Win Value: 8:12.8\n{ROWS}")],
    "resolved": [
        (TITLE, f"Infobox\n- Win Value: 8:12.1\n- Gold: Ann Other\n{ROWS}"),
        ("Single sculls at the Olympics", RECORD),
    ],
    "disputed": [(TITLE, f"Infobox\n- Win Value: 8:12.1\n{ROWS}")],
}


def _fact(name: str, without: frozenset[str] = frozenset()) -> Fact | None:
    extractions, links = linked(*ARTICLES[name])
    rest = tuple(s for s in links.statements if s.statement_id not in without)
    facts = reconcile(Linked(links.index, rest, links.identities, links.event_of_document), extractions)
    return facts.get(EVENT, "venue" if name == "single" else "winning_time")


@pytest.mark.parametrize("name", ARTICLES)
def test_without_these_statements_the_value_is_another(name: str) -> None:
    fact = _fact(name)
    assert fact
    assert fact.status == name
    assert fact.flips_if
    after = _fact(name, frozenset(fact.flips_if))
    assert after is None or after.value != fact.value


@pytest.mark.parametrize("name", ["resolved", "disputed"])
def test_no_smaller_set_would_do(name: str) -> None:
    fact = _fact(name)
    assert fact
    assert len(fact.flips_if) == 1
