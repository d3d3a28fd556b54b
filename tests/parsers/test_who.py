"""Columns of teams: nations, clubs that take part, and clubs of those who do."""

from __future__ import annotations

from parsers.extract import extract
from parsers.wikitext import parse_wikitext
from tests.parsers.made import read, said


def test_a_column_of_clubs_beside_their_nations_holds_who_took_part() -> None:
    draft = read("| Place | Team | Nation |", "| 1 | City Police | Great Britain |", "| 2 | Sweden | Sweden |",
                 "| 3 | Port Police | Great Britain |")  # fmt: skip
    assert [row.subject.name for row in draft.rows] == ["City Police", "Sweden", "Port Police"]


def test_a_column_of_clubs_alone_holds_who_took_part() -> None:
    draft = read("| Rank | Team | Time |", "| 1 | OGE | 25:56 |", "| 2 | Port Police | 25:57 |")
    assert [row.subject.name for row in draft.rows] == ["OGE", "Port Police"]


def test_a_column_of_nations_stays_one() -> None:
    draft = read(
        "| Rank | Team | Time |", "| 1 | France | 25:56 |", "| 2 | Atlantis | 25:57 |", "| 3 | Italy | 26:00 |"
    )
    assert said(draft, 0) == {"rank": "1", "nation": "France", "mark": "25:56"}


CLUBS = """==Stage 1==
{| class="wikitable"
! Rank !! Rider !! Team !! Time
|-
| 1 || {{flagathlete|[[Ann Aal]]|GER}} || ARG || 4:56:52
|-
| 2 || {{flagathlete|[[Bea Bek]]|NOR}} || KAT || 4:56:55
|}
"""


def test_the_club_of_one_with_a_nation_is_no_nation() -> None:
    found = extract(parse_wikitext("made", CLUBS, "2013 Tour")).statements
    assert [s.value.text for s in found if s.property == "team"] == ["ARG", "KAT"]
    assert [s.value.text for s in found if s.property in {"nation", "noc"}] == ["GER", "NOR"]


ENTRIES = """==Start list==
===Women===
{| class="wikitable"
! No. !! Name !! Country !! Season best
|-
| 1 || [[Ann Aal]] || {{flag|FRA}} || 59.1
|-
| 2 || [[Bea Bek]] || {{flag|ITA}} || 58.7
|}
"""


def test_a_start_list_ranks_nobody_and_measures_nothing() -> None:
    found = extract(parse_wikitext("made", ENTRIES, "Swimming at the 2000 Summer Olympics – Women's sprint"))
    assert [table.kind for table in found.tables] == ["entries"]
    assert {s.property for s in found.statements if s.source_kind == "table"} == {
        "no", "competitor", "nation", "noc", "season_best",
    }  # fmt: skip


CYCLING = """{{Cyclingresult start|title=General classification after Stage 1}}
{{Cyclingresult|1|[[Ann Aal]]|GER {{jersey|yellow}}|{{ct|OGE|2013}}|4h 56' 52"}}
{{Cyclingresult|2|[[Bea Bek]]|{{flagicon|NOR}}|{{ct|KAT|2013}}|+ 3"}}
{{Cyclingresult end}}
"""


def test_a_jersey_behind_the_nation_of_a_cycling_result_is_not_shown() -> None:
    found = extract(parse_wikitext("made", CYCLING, "2013 Tour, Stage 1")).statements
    assert [(s.property, s.value.text) for s in found if s.property in {"competitor", "noc"}] == [
        ("competitor", "Ann Aal"), ("noc", "GER"), ("competitor", "Bea Bek"), ("noc", "NOR"),
    ]  # fmt: skip


LABELS = """{| class="wikitable"
! Rank !! Name !! Time
|-
| 1 || [[Ann Aal|Ann<br/>Aal]] || 59.1
|-
| 2 || [[Bea Bek|{{flagicon|ITA}} Bea Bek]] || 59.8
|}
"""


def test_breaks_and_flags_in_the_label_of_a_link_are_none_of_the_name() -> None:
    found = extract(parse_wikitext("made", LABELS, "2013 Made Games")).statements
    assert [s.value.text for s in found if s.property in {"competitor", "noc"}] == ["Ann Aal", "Bea Bek", "ITA"]


CREWS = """{| class="wikitable"
! Rang !! Land !! Boot !! Zeit
|-
| 1 || {{URS}} || Ann Aal<br>Bea Bek || 3:18,30
|-
| 2 || {{POL}} || Cea Cek<br>Dea Dek || 3:18,75
|}
"""
FINAL = """{| class="wikitable"
! RANK !! FINAL !! TIME
|-
| 1 || {{flagathlete|[[Ann Aal]]|MEX}} || 1:20:49
|-
| 2 || {{flagathlete|[[Bea Bek]]|TCH}} || 1:20:59
|}
"""
ON_THE_WAY = """==Intermediates==
{| class="wikitable"
! Rank !! Athlete !! HEADER !! Time
|-
| 1 || {{flagathlete|[[Ann Aal]]|MEX}} || 5:01 || 20:19
|-
| 2 || {{flagathlete|[[Bea Bek]]|TCH}} || 5:02 || 20:21
|}
"""


def test_crews_and_names_with_nations_compete_whatever_the_header_calls_them() -> None:
    crews = extract(parse_wikitext("made", CREWS, "Kajak 1970")).statements
    assert [s.value.text for s in crews if s.property == "competitor"] == ["Ann Aal, Bea Bek", "Cea Cek, Dea Dek"]
    final = extract(parse_wikitext("made", FINAL, "1983 Made Games")).statements
    assert [s.value.text for s in final if s.property in {"competitor", "noc"}] == ["Ann Aal", "MEX", "Bea Bek", "TCH"]


def test_who_was_ahead_on_the_way_has_no_result() -> None:
    kinds = [
        extract(parse_wikitext("made", ON_THE_WAY.replace("HEADER", header), "1983 Made Games")).tables[0].kind
        for header in ("Gap", "1500 m")
    ]
    assert kinds == ["unknown", "results"]  # splits are of a result
