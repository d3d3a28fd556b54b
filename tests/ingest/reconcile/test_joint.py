"""Joint holders of one medal."""

from __future__ import annotations

import pytest

from ingest.datasets.events import medalists_rows
from ingest.datasets.judged import Judged
from ingest.reconcile import reconcile
from ingest.reconcile.values import is_less_precise, meaning
from schemas.properties import property_of
from schemas.values import Value
from tests.ingest.articles import linked

TITLE = "Judo at the 2001 Invented Games – Women's 48 kg"
BOX = """Infobox
- Event: Women's 48 kg
- Games: 2001 Invented Games
- Bronze: Ann Aal
- Bronzenoc: FRA
- Bronze2: Bea Bek
- Bronze2noc: ITA
"""
GOLD, NOC = property_of("gold"), property_of("gold_noc")


def judged(*articles: tuple[str, str]) -> Judged:
    extractions, links = linked(*articles)
    return Judged(extractions, links, reconcile(links, extractions))


def test_two_holders_of_one_article_are_no_conflict() -> None:
    found = judged((TITLE, BOX))
    facts = [fact for fact in found.facts.all() if fact.key.property_name in {"bronze", "bronze_noc"}]
    assert {fact.value.text for fact in facts if fact.value} == {"Ann Aal; Bea Bek", "FRA; ITA"}
    assert {fact.status for fact in facts} <= {"single", "agreed"}
    rows = [(row["position"], row["competitor"], row["noc"]) for row in medalists_rows(found)]
    assert rows == [(0, "Ann Aal", "FRA"), (1, "Bea Bek", "ITA")]


@pytest.mark.parametrize(
    ("less", "more", "expected"),
    [
        ("Ann Aal", "Ann Aal; Bea Bek", True),
        ("Cy Cee", "Ann Aal; Bea Bek", False),
        ("Ann Aal; Bea Bek", "Ann Aal", False),
    ],
)
def test_one_of_joint_holders_is_a_part_of_the_value(less: str, more: str, expected: bool) -> None:
    assert is_less_precise(meaning(Value(less), GOLD, None), meaning(Value(more), GOLD, None), GOLD) is expected


def test_the_order_of_joint_holders_means_nothing() -> None:
    assert meaning(Value("Ann Aal; Bea Bek"), GOLD, None) == meaning(Value("Bea Bek; Ann Aal"), GOLD, None)
    assert meaning(Value("France; ITA"), NOC, 2001) == meaning(Value("ITA; FRA"), NOC, 2001)


@pytest.mark.parametrize("other", ["Bea Bek, Ann Aal", "Ann Aal; Bea Bek"])
def test_a_team_may_be_named_in_any_order(other: str) -> None:
    pair = [meaning(Value(text), GOLD, None) for text in ("Ann Aal and Bea Bek", other)]
    assert sum(is_less_precise(a, b, GOLD) for a in pair for b in pair) == 1
