"""Joint holders of one medal."""

from __future__ import annotations

import pytest

from ingest.datasets.events import medalists_rows
from ingest.datasets.judged import Judged
from ingest.link import link
from ingest.reconcile import reconcile
from ingest.reconcile.values import is_less_precise, meaning
from parsers.extract import extract
from parsers.html import parse_html
from parsers.wikitext import parse_wikitext
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


_TWO_BRONZES = {
    "wikitext": """==Medalists==
{| class="wikitable"
! Event !! Gold !! Silver !! Bronze
|-
| Men's 60 kg || {{flagIOCmedalist|[[Al Ash]]|KOR|1988 Summer}} || {{flagIOCmedalist|[[Bo Oak]]|USA|1988 Summer}}
| {{flagIOCmedalist|[[Yves Elm]]|JPN|1988 Summer}}<br />{{flagIOCmedalist|[[Abe Fir]]|URS|1988 Summer}}
|}
""",
    "html": """<h2>Medalists</h2><table><tr><th>Event</th><th>Gold</th><th>Silver</th><th>Bronze</th></tr>
<tr><td>Men's 60 kg</td><td>Al Ash<br><img alt="" src="Flag_of_South_Korea.svg.png"> South Korea</td>
<td>Bo Oak<br><img alt="" src="Flag_of_the_United_States.svg.png"> United States</td>
<td>Yves Elm<br><span class="flagicon"><img alt="" src="Flag_of_Japan.svg.png"></span> <a title="Japan">Japan</a><br>
Abe Fir<br><span class="flagicon"><img alt="" src="Flag_of_the_Soviet_Union.svg.png"></span>
<a title="Soviet Union">Soviet Union</a></td></tr></table>""",
}


@pytest.mark.parametrize("form", _TWO_BRONZES)
def test_two_in_one_cell_have_each_a_nation(form: str) -> None:
    title = "Judo at the 1988 Summer Olympics"
    parse = parse_wikitext if form == "wikitext" else parse_html
    extraction = extract(parse("a", _TWO_BRONZES[form], title))
    found = link([extraction])
    rows = list(medalists_rows(Judged([extraction], found, reconcile(found, [extraction]))))
    holders = [(row["competitor"], row["noc"]) for row in rows if row["medal"] == "bronze"]
    assert holders == [("Yves Elm", "JPN"), ("Abe Fir", "URS")]
