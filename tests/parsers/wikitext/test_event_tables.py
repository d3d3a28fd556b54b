"""Tables of events as editors write them: the smallest article that shows how each was once misread."""

from __future__ import annotations

import pytest

from parsers.extract import extract
from parsers.html import parse_html
from parsers.wikitext import parse_wikitext
from schemas.extraction import Extraction

TITLE = "Alpine skiing at the 1988 Winter Olympics – Men's slalom"


def extraction(*lines: str, title: str = TITLE, heading: str = "== Results ==") -> Extraction:
    return extract(parse_wikitext("made", "\n".join([heading, '{| class="wikitable"', *lines, "|}", ""]), title))


def rows(*lines: str, title: str = TITLE, heading: str = "== Results ==") -> list[dict[str, str]]:
    """Return what each row of the one table says, by property, with numbers where they are told."""
    found = extraction(*lines, title=title, heading=heading)
    said = {s.statement_id: s for s in found.statements}
    return [
        {said[i].property: str(said[i].value.number or said[i].value.text) for i in row.statement_ids}
        for row in found.tables[0].rows
    ]


def test_ranks_behind_the_runs_are_not_the_rank() -> None:
    first, second, out = rows(
        "! Rank !! Name !! Nation !! Run 1 !! Rank !! Run 2 !! Rank !! Total",
        "|-\n| {{gold1}} || [[Al Tom]] || {{ITA}} || 51.62 || 3 || 47.85 || 2 || 1:39.47",
        "|-\n| 2 || [[Frank Wörn]] || {{FRG}} || 50.99 || 1 || 48.54 || 6 || 1:39.53",
        "|-\n| || [[Armin Bitt]] || {{FRG}} || 51.50 || 2 || DNF || || ",
    )
    assert (first["rank"], first["mark"], second["rank"]) == ("1", "99.47", "2")
    assert "rank" not in out
    assert out["status"] == "DNF"


@pytest.mark.parametrize("code", ["DNF1", "DSQ2"])
def test_a_status_may_have_the_run_it_is_of(code: str) -> None:
    found = rows(
        "! Rank !! Name !! Nation !! Time",
        "|-\n| 1 || [[Al Tom]] || {{ITA}} || 51.62",
        f"|-\n| || [[Armin Bitt]] || {{{{FRG}}}} || {code}",
    )
    assert found[1]["status"] == code


def test_a_total_outweighs_the_final_beside_it() -> None:
    found = extraction(
        "! Rank !! Gymnast !! Prelim !! Final !! Total",
        "|-\n| {{gold1}} || {{flagathlete|[[Ann Aal]]|ROU}} || 9.950 || 10.000 || 19.950",
        "|-\n| T-2 || {{flagathlete|[[Bea Bek]]|URS}} || 9.825 || 9.900 || 19.725",
        title="Gymnastics at the 1976 Summer Olympics – Women's balance beam",
    )
    said = [(s.property, s.value.text) for s in found.statements if s.property.endswith("mark")]
    assert said[:3] == [("preliminary_mark", "9.950"), ("final_mark", "10.000"), ("mark", "19.950")]
    assert found.tables[0].rounds == ("preliminary", "final")


def test_a_column_of_records_is_not_the_mark_and_rounds_are_counted() -> None:
    first, _ = rows(
        "! Place !! Archer !! Nation !! 1st Round !! 2nd Round !! Total !! Record",
        "|-\n| {{gold1}} || [[Ann Aal]] || {{USA}} || 1198 || 1226 || 2,424 || WR",
        "|-\n| 2 || [[Bea Bek]] || {{POL}} || 1224 || 1183 || 2,407 ||",
        title="Archery at the 1972 Summer Olympics – Women's individual",
    )
    assert (first["round_1_mark"], first["round_2_mark"], first["mark"], first["notes"]) == (
        "1198", "1226", "2424", "WR",
    )  # fmt: skip


def test_faults_are_counted_as_such_before_the_round_or_behind_it() -> None:
    found = extraction(
        "! rowspan=2|Rank !! rowspan=2|Rider !! colspan=2|Faults !! rowspan=2|Total faults\n|-\n! Round 1 !! Round 2",
        "|-\n| 1 || [[Ann Aal]] || 4.00 || 0.00 || 4.00",
        "|-\n| 2 || [[Bea Bek]] || 8.00 || Eliminated || DNF",
        title="Equestrian at the 1956 Summer Olympics – Individual jumping",
    )
    marks = {s.property: (str(s.value.number), s.value.unit) for s in found.statements if s.property.endswith("mark")}
    assert marks["round_1_mark"] == ("8.00", "faults")
    assert marks["mark"] == ("4.00", "faults")
    assert [s.value.text for s in found.statements if s.property == "status"] == ["DNF"]


@pytest.mark.parametrize(("others", "named"), [("", None), ("== Semifinal 1 ==", "classification")])
def test_a_classification_is_a_round_beside_others(others: str, named: str | None) -> None:
    race = ["! Pos !! Driver !! Time", "|-\n| 1 || {{flagicon|GER}} [[Max Emm]] || 1:53:11.258"]
    found = extraction(*race, title="1995 Monaco Grand Prix", heading=f"{others}\n== Classification ==")
    assert {s.qualifiers.round for s in found.statements if s.property == "mark"} == {named}


def test_a_column_without_a_header_ranks_by_medals_and_numbers() -> None:
    found = rows(
        "! !! Name !! Nation !! Time",
        "|-\n| {{gold1}} || [[Ann Aal]] || {{USA}} || 1:09.3",
        "|-\n| {{silver2}} || [[Bea Bek]] || {{GBR}} || 1:10.8",
        "|-\n| 3 || [[Cia Cox]] || {{RSA}} || 1:11.4",
    )
    assert [row["rank"] for row in found] == ["1", "2", "3"]


def test_a_cross_table_has_totals_of_halves() -> None:
    found = rows(
        "! !! Player !! 1 !! 2 !! 3 !! Total",
        "|-\n| 1 || {{flagathlete|[[Ann Aal]]|URS}} || — || ½ ½ || 1 ½ || 2½",
        "|-\n| 2 || {{flagathlete|[[Bea Bek]]|URS}} || ½ ½ || — || 0 1 || 2",
        title="Zürich 1953 chess tournament",
    )
    assert [(row["rank"], row["mark"]) for row in found] == [("1", "2.5"), ("2", "2")]


def test_golf_scores_count_strokes() -> None:
    found = extraction(
        "! Place !! Player !! Score !! To par",
        "|-\n| T5 || {{flagicon|USA}} [[Ann Aal]] || 68-70-65-65=268 || −12",
        title="1977 Open Championship",
    )
    assert [(str(s.value.number), s.value.unit) for s in found.statements if s.property == "mark"] == [
        ("268", "strokes")
    ]


def test_brackets_of_a_name_and_signs_of_a_legend() -> None:
    table = "! Rank !! Name !! Time\n|-\n| 1 || {{flagathlete|[[Yang Yang (A)]]|CHN}} || 45.2"
    assert rows(table)[0] | {"noc": "CHN"} == rows(table)[0]
    assert rows(table)[0]["competitor"] == "Yang Yang (A)"
    medals = "! Nation !! Gold !! Silver !! Bronze\n|-\n| {{flagcountry|USA}}* || 2 || – || 1"
    (row,) = rows(medals, heading="== Medal table ==")
    assert (row["nation"], row["gold_count"], row["silver_count"]) == ("United States", "2", "–")


def test_records_of_a_page_of_records() -> None:
    table = "! Time !! Athlete !! Date\n|-\n| 4:17.3 || {{flagathlete|[[Ann Aal]]|GBR}} || 3 June 1967"
    (row,) = rows(table, title="Women's 1500 metres world record progression", heading="== Record progression ==")
    assert row["world_record"] == "257.3"
    (row,) = rows(table, title="1967 World Championships – Women's 1500 metres", heading="== Records ==")
    assert row["unknown_record"] == "257.3"


def test_the_best_of_a_season_is_no_record() -> None:
    found = extraction(
        "!scope=row|World record\n| {{flagathlete|[[Ann Aal]]|KEN}} || 2:02:57 || 28 September 2014",
        "|-\n!scope=row|World leading\n| {{flagathlete|[[Bea Bek]]|KEN}} || 2:04:42 || 26 April 2015",
        title="2015 World Championships in Athletics – Men's marathon",
        heading="== Records ==",
    )
    assert found.tables[0].roles[:2] == ("record", "competitor")


def test_the_rounds_that_seeds_reached_are_no_results() -> None:
    table = "! Seed !! Player !! Result\n|-\n| 1 || {{flagathlete|[[Ann Aal]]|USA}} || Quarterfinals"
    assert extraction(table, heading="== Seeds ==").tables[0].kind == "unknown"


def test_a_ranking_below_goalscorers_is_one_of_teams() -> None:
    table = "! Rank !! Team !! Points\n|-\n| 1 || {{fb|URU}} || 9\n|-\n| 2 || {{fb|ARG}} || 7"
    heading = "== Top goalscorers ==\nNone.\n=== Final ranking ==="
    assert extraction(table, heading=heading).tables[0].kind == "results"
    assert extraction(table, heading="== Top goalscorers ==").tables[0].kind == "unknown"


def test_events_under_a_header_of_games() -> None:
    found = extraction(
        "! Games !! Gold !! Silver !! Bronze",
        "|-\n| Half-lightweight || {{flagIOCmedalist|[[Al Ax]]|BRA}} || {{flagIOCmedalist|[[Bo Bex]]|HUN}} || {{GER}}",
        title="Judo at the 1992 Summer Olympics",
        heading="== Medal summary ==\n=== Men's events ===",
    )
    (gold,) = [s for s in found.statements if s.property == "gold"]
    assert gold.subject.event is not None
    assert (gold.subject.event.event, gold.subject.event.gender, gold.subject.event.year) == (
        "Half-lightweight", "men", 1992,
    )  # fmt: skip


def test_tables_of_other_wikis() -> None:
    french = extraction(
        "! Rang !! Nageur !! Pays !! Temps",
        "|-\n| {{médaille|or|JO}} || {{nobr|[[Al Ax]]}} || {{États-Unis}} || '''3 min 51 s 93''' (RM)",
        "|-\n| {{médaille|argent|JO}} || {{USA-d}} [[Bo Bex]] || || 3 min 52 s 54",
        title="Natation aux Jeux olympiques d'été de 1976",
        heading="== 2e série ==",
    )
    said = [(s.property, str(s.value.number or s.value.text)) for s in french.statements if s.source_kind == "table"]
    assert said == [
        ("rank", "1"), ("competitor", "Al Ax"), ("nation", "États-Unis"), ("noc", "USA"), ("mark", "231.93"),
        ("rank", "2"), ("competitor", "Bo Bex"), ("noc", "USA"), ("mark", "232.54"),
    ]  # fmt: skip
    assert {(s.qualifiers.round, s.qualifiers.heat) for s in french.statements if s.property == "mark"} == {
        ("heats", "2")
    }
    (table,) = french.document.tables
    assert [[n.text for n in cell.annotations if n.kind == "noc"] for cell in table.rows[1]] == [[], [], ["USA"], []]
    assert [n.text for n in table.rows[2][1].annotations if n.kind == "noc"] == ["USA"]


@pytest.mark.parametrize(
    ("flag", "shown", "noc"),
    [
        ("{{JPN 1947-1999}}", "Japan", "JPN"),
        ("{{bandera|Italia}} [[Italia]]", "Italia", "ITA"),
        ("{{bandiera|RSA 1928-1994}} [[Sudafrica]]", "Sudafrica", "RSA"),
        ("{{Allemagne}}", "Allemagne", "EUA"),
    ],
)
def test_nations_of_other_wikis(flag: str, shown: str, noc: str) -> None:
    found = extraction(f"! Pos !! Nome !! Naz.\n|-\n| 1 || Al Ax || {flag}", title="Nuoto ai Giochi olimpici 1960")
    cell = found.document.tables[0].rows[1][2]
    assert (cell.text, [note.text for note in cell.annotations if note.kind == "noc"]) == (shown, [noc])


@pytest.mark.parametrize("struck", ["<s>141</s>", "{{strike|141}}", "'''<del>141</del>'''"])
def test_what_is_struck_out_does_not_count(struck: str) -> None:
    table = f"! Rank !! Athlete !! Lift 1 !! Lift 2 !! Total\n|-\n| 1 || [[Ann Aal]] || 130 || {struck} || <s>24</s>0"
    title = "Weightlifting at the 2012 Summer Olympics – Women's 63 kg"
    found = extraction(table, title=title)
    said = {s.property: (s.value.text, s.value.number) for s in found.statements}
    assert said["lift_2"] == ("141", None)
    assert [str(said[name][1]) for name in ("lift_1", "mark")] == ["130", "240"]
    html = (
        "<h2>Results</h2><table><tr><th>Rank</th><th>Athlete</th><th>Lift 1</th><th>Lift 2</th><th>Total</th></tr>"
        "<tr><td>1</td><td>Ann Aal</td><td>130</td><td><b><s>141</s></b></td><td><s>24</s>0</td></tr></table>"
    )
    rendered = extract(parse_html("made", html, title, lambda part: parse_wikitext("made", part, title)))
    assert {s.property: (s.value.text, s.value.number) for s in rendered.statements if s.source_kind == "table"} == {
        s.property: (s.value.text, s.value.number) for s in found.statements if s.source_kind == "table"
    }
