from __future__ import annotations

from tests.ingest.articles import judged

ARTICLE = """Infobox
- Event: Men's single sculls

==Results==

| Rank | Rower | Nation | Time |
| 1 | Ann Other | Norway | 8:12.8 |
| 2 | Bo Berg | Sweden | 8:14.5 |
| {rank} | Cy Dale | France | {time} |
"""


def statuses(rank: str, time: str) -> list[str]:
    facts = judged(("Rowing at the 1952 Summer Olympics – Men's single sculls", ARTICLE.format(rank=rank, time=time)))
    return [fact.status for fact in facts.all() if fact.key.property_name == "status"]


def test_a_status_and_its_abbreviation_are_one() -> None:
    assert statuses("DNS", "Did not start") == ["agreed"]


def test_two_statuses_are_not() -> None:
    assert statuses("DNS", "Disqualified") == ["disputed"]
