"""Six invented articles full of traps: brothers, namesakes, transliterations, crews, nations that changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.link import link
from ingest.link.people import Mention, People, identify
from ingest.link.people.links import with_links
from ingest.link.people.mentions import mentions_over
from parsers.extract import extract
from parsers.plaintext import parse_plaintext
from parsers.wikitext import parse_wikitext
from schemas.decisions import Join
from schemas.extraction import Extraction
from schemas.slugs import slug

MUNICH = """{{Infobox Olympic event
| event = Men's sprint
| games = 1972 Summer
| gold = Willy Holm
| goldNOC = DEN
| silver = Serguei Ivanoff
| silverNOC = URS
| bronze = Gwang-su Park
| bronzeNOC = KOR
}}
== Results ==
=== Heats ===
{| class="wikitable"
! Rank !! Cyclist !! Nation !! Time
|-
| 1 || [[Willy Holm]] || {{flagIOC|DEN|1972 Summer}} || 11.01
|-
| 2 || [[José Pérez (cyclist)|José Pérez]] || {{flagIOC|ESP|1972 Summer}} || 11.05
|-
| 3 || [[Juan Pérez]] || {{flagIOC|ESP|1972 Summer}} || 11.07
|-
| 4 || Sergei Ivanov || {{flagIOC|URS|1972 Summer}} || 11.09
|-
| 5 || Park Gwang-su || {{flagIOC|KOR|1972 Summer}} || 11.11
|-
| 6 || {{sortname|William|Reed}} || {{flagIOC|GBR|1972 Summer}} || 11.12
|-
| 7 || Peter Maier || {{flagIOC|FRG|1972 Summer}} || 11.13
|}
=== Final ===
{| class="wikitable"
! Rank !! Cyclist !! Nation !! Time
|-
| 1 || [[Willy Holm]] || {{flagIOC|DEN|1972 Summer}} || 10.91
|-
| 2 || Sergey Ivanov || {{flagIOC|URS|1972 Summer}} || 10.95
|-
| 3 || Park Gwangsu || {{flagIOC|KOR|1972 Summer}} || 10.97
|-
| 4 || J. Pérez || {{flagIOC|ESP|1972 Summer}} || 10.99
|}
"""

MONTREAL = """{{Infobox Olympic event
| event = Men's sprint
| games = 1976 Summer
| gold = Willy Falck Holm
| goldNOC = DEN
| silver = Bill Reed
| silverNOC = GBR
| bronze = Peter Maier
| bronzeNOC = GDR
}}
== Results ==
{| class="wikitable"
! Rank !! Cyclist !! Nation !! Time
|-
| 1 || Willy Falck Holm || {{flagIOC|DEN|1976 Summer}} || 10.81
|-
| 2 || [[William Reed|Bill Reed]] || {{flagIOC|GBR|1976 Summer}} || 10.85
|-
| 3 || Peter Maier || {{flagIOC|GDR|1976 Summer}} || 10.87
|-
| 4 || Kim Jin-ho || {{flagIOC|KOR|1976 Summer}} || 10.90
|-
| 5 || Kim Jin-ho || {{flagIOC|KOR|1976 Summer}} || 10.92
|-
| 6 || [[José Pérez (boxer)|José Pérez]] || {{flagIOC|ESP|1976 Summer}} || 10.93
|-
| 7 || Jan Novak || {{flagIOC|TCH|1976 Summer}} || 10.94
|-
| 8 || Kim Robin || {{flagIOC|SWE|1976 Summer}} || 10.96
|}
"""

MONTREAL_WOMEN = """{{Infobox Olympic event
| event = Women's sprint
| games = 1976 Summer
}}
== Results ==
{| class="wikitable"
! Rank !! Cyclist !! Nation !! Time
|-
| 1 || Kim Robin || {{flagIOC|SWE|1976 Summer}} || 12.01
|-
| 2 || Ana Costa || {{flagIOC|POR|1976 Summer}} || 12.05
|}
"""

ROWING = """{{Infobox Olympic event
| event = Men's double sculls
| games = 1976 Summer
}}
== Results ==
{| class="wikitable"
! Rank !! Rowers !! Nation !! Time
|-
| 1 || [[Ole Berg]]<br>[[Per Lund]] || {{flagIOC|NOR|1976 Summer}} || 6:12.1
|-
| 2 || Jan Novak<br>Petr Dvorak || {{flagIOC|TCH|1976 Summer}} || 6:13.2
|-
| 3 || [[Per Berg]]<br>[[Ole Lund]] || {{flagIOC|NOR|1976 Summer}} || 6:14.2
|}
"""

SHOOTING = """{{Infobox Olympic event
| event = Men's trap
| games = 2016 Summer
}}
== Results ==
{| class="wikitable"
! Rank !! Shooter !! Nation !! Points
|-
| 1 || Peter Maier || {{flagIOC|GER|2016 Summer}} || 120
|-
| 2 || Willy Holm || {{flagIOC|DEN|2016 Summer}} || 119
|}
"""

OVERVIEW = """== Men ==
{| class="wikitable"
! Games !! Gold !! Silver !! Bronze
|-
| 1972 Munich || {{flagIOCmedalist|[[Willy Holm|Willy Falck Holm]]|DEN|1972 Summer}} || {{flagIOCmedalist|Sergei Ivanov|URS|1972 Summer}} || {{flagIOCmedalist|Park Gwang-su|KOR|1972 Summer}}
|-
| 1976 Montreal || {{flagIOCmedalist|[[Willy Holm]]|DEN|1976 Summer}} || {{flagIOCmedalist|William "Bill" Reed|GBR|1976 Summer}} || {{flagIOCmedalist|Peter Maier|GDR|1976 Summer}}
|}
"""  # noqa: E501 - as a wiki has it

ARTICLES: Mapping[str, str] = {
    "Cycling at the 1972 Summer Olympics – Men's sprint": MUNICH,
    "Cycling at the 1976 Summer Olympics – Men's sprint": MONTREAL,
    "Cycling at the 1976 Summer Olympics – Women's sprint": MONTREAL_WOMEN,
    "Rowing at the 1976 Summer Olympics – Men's double sculls": ROWING,
    "Shooting at the 2016 Summer Olympics – Men's trap": SHOOTING,
    "Sprint at the Olympics": OVERVIEW,
}


def wikitext(title: str, text: str) -> Extraction:
    """Read one article of wikitext."""
    return with_links(extract(parse_wikitext(slug(title), text, title)))


def plaintext(title: str, body: str) -> Extraction:
    """Read one flattened article."""
    return with_links(extract(parse_plaintext(slug(title), f"= {title} =\n\n{body}", title)))


def mentions(*extractions: Extraction) -> list[Mention]:
    """Return the persons whom some articles name."""
    ordered = sorted(extractions, key=lambda extraction: extraction.document.document_id)
    linked = link(ordered)
    return list(mentions_over(ordered, linked.statements, linked.index))


def people(*extractions: Extraction, joins: Sequence[Join] = ()) -> People:
    """Return who is who in some articles."""
    redirects = {e.document.title: e.redirect for e in extractions if e.redirect}
    return identify(mentions(*extractions), redirects, joins)


def shown(found: People) -> str:
    """Return who is who as text: a person a line, then what joined them and what is left open."""
    lines = ["persons"]
    for person in found.persons:
        codes = "/".join(sorted({mention.noc for mention in person.mentions if mention.noc})) or "?"
        years = f"{person.first_year}–{person.last_year}"
        names = ", ".join((person.name, *person.aliases))
        lines.append(f"  {person.competitor_id}: {names}; {codes} {years}; {person.basis}")
    for outcome in ("joined", "open", "apart"):
        lines += ["", outcome]
        for row in found.identities:
            if row.outcome == outcome:
                pair = row.competitor_id if outcome == "joined" else f"{row.competitor_id} / {row.other_id}"
                lines.append(f"  {pair}: {row.name} = {row.other_name}; {row.rule}: {row.reason}")
    return "\n".join(lines) + "\n"
