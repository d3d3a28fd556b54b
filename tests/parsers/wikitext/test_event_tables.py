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


def test_a_team_with_its_members_and_their_times_on_lines() -> None:
    found = extraction(
        "! Rank !! Team !! Time",
        "|-\n| 1 || {{flagIOC|URS}}<br>[[Al Ax]]<br>[[Bo Bex]] || 58:58.68<br>30:12.21<br>28:46.47",
        "|-\n| – || {{flagIOC|GBR}}<br>[[Cy Cox]]<br>[[Di Dex]] || DNF<br>(broken ski)",
        title="Cross-country skiing at the 1980 Winter Olympics – Men's 2 × 10 kilometre relay",
    )
    rows_of = [[s for s in found.statements if s.locator.cell_row == number] for number in (1, 2)]
    first, second = [[(s.property, s.value.text) for s in row] for row in rows_of]
    assert ("competitor", "Al Ax, Bo Bex") in first
    assert ("noc", "URS") in first
    assert [text for name, text in first if name == "member"] == ["Al Ax", "Bo Bex"]
    assert [str(s.value.number) for s in rows_of[0] if s.property == "mark"] == ["3538.68"]
    assert ("status", "DNF (broken ski)") in second


def test_a_wind_below_a_distance_is_none_of_it() -> None:
    title = "Athletics at the 1996 Summer Olympics – Women's long jump"
    table = "! Rank !! Athlete !! 1 !! 2 !! Result\n|-\n| 1 || [[Ann Aal]] || 7.12<br>+0.5 || x || 7.12"
    assert rows(table, title=title)[0]["column_1"] == "7.12"


def test_heats_as_rows_below_the_header() -> None:
    found = extraction(
        "! Place !! Swimmer !! Nation !! Time",
        "|-\n! colspan=4 | Heat 1",
        "|-\n| 1 || [[Al Ax]] || {{USA}} || 57.6",
        "|-\n! colspan=4 | Heat 2",
        "|-\n| 1 || [[Bo Bex]] || {{JPN}} || 57.5",
        title="Swimming at the 1936 Summer Olympics – Men's 100 metre freestyle",
        heading="== Semifinals ==",
    )
    marks = [s for s in found.statements if s.property == "mark"]
    assert [(s.value.text, s.qualifiers.round, s.qualifiers.heat) for s in marks] == [
        ("57.6", "semifinal", "1"), ("57.5", "semifinal", "2"),
    ]  # fmt: skip


def test_the_part_of_an_event_that_a_heading_names_tells_the_unit() -> None:
    table = "! Rank !! Name !! Nation !! Total\n|-\n| 1 || [[Al Ax]] || {{NOR}} || 241.0"
    title = "Nordic combined at the 1998 Winter Olympics – Individual"
    found = extraction(table, title=title, heading="== Results ==\n=== Ski jumping ===")
    assert [s.value.unit for s in found.statements if s.property == "mark"] == ["points"]


def test_times_of_a_part_of_the_way_and_records_of_other_wikis() -> None:
    (row,) = rows("! Rank !! Cyclist !! Time 200 m\n|-\n| 1 || [[Al Ax]] || 12.8")
    assert row["mark"] == "12.8"
    found = extraction(
        "! !! Naam !! Tijd !! Plaats !! Datum",
        "|-\n| Wereldrecord || {{NED}} [[Hans van Ax]] || 1.55,61 || [[Medeu]] || 8 februari 1976",
        "|-\n| Olympisch record || {{NED}} [[Ard Bex]] || 2.02,96 || [[Sapporo]] || 6 februari 1972",
        title="Schaatsen op de Olympische Winterspelen 1976",
        heading="== Records ==",
    )
    assert found.tables[0].kind == "record_progression"
    assert [s.property for s in found.statements if s.property.endswith("_record")] == [
        "world_record", "olympic_record",
    ]  # fmt: skip


def test_the_score_of_a_team_beside_those_of_its_members() -> None:
    found = extraction(
        "! Rank !! Nation !! Gymnast !! VT !! AA !! Team",
        "|-\n| rowspan=2|1 || rowspan=2|{{URS}} || [[Ann Aal]] || 19.19 || 76.78 || rowspan=2|527.03",
        "|-\n| [[Bea Bek]] || 18.99 || 75.94",
        "|-\n| rowspan=2|2 || rowspan=2|{{HUN}} || [[Cia Cox]] || 18.40 || 75.82 || rowspan=2|520.96",
        "|-\n| [[Dea Dex]] || 18.80 || 75.98",
        title="Gymnastics at the 1952 Summer Olympics – Women's artistic team all-around",
    )
    assert [(s.value.text, s.value.unit) for s in found.statements if s.property == "mark"] == [
        ("527.03", "points"), ("520.96", "points"),
    ]  # fmt: skip
    assert [s.value.text for s in found.statements if s.property == "member"] == [
        "Ann Aal", "Bea Bek", "Cia Cox", "Dea Dex",
    ]  # fmt: skip


def test_a_round_in_the_column_of_events_of_a_schedule() -> None:
    found = extraction(
        "! Date !! Time !! Event\n|-\n| Saturday, 25 August 2018 || 18:50 || Final",
        title="Athletics at the 2018 Asian Games – Women's hammer throw",
        heading="== Schedule ==",
    )
    assert [s.qualifiers.round for s in found.statements if s.property == "date"] == ["final"]


def test_words_in_brackets_behind_a_mark() -> None:
    table = "! Place !! Name !! Score\n|-\n| 1 || [[Al Ax]] || 17 {{small|(shoot-off: 13)}}"
    assert rows(table, title="Shooting at the 1900 Summer Olympics – Men's trap")[0]["mark"] == "17"


def test_ranks_and_medals_by_templates_of_the_french_wiki() -> None:
    found = rows(
        "! Rang !! Athlète !! Pays !! Temps",
        "|-\n| {{1er}} || [[Al Ax]] || {{Italie}} || 8 min 08 s 57 (RC)",
        "|-\n| 2{{e}} || [[Bo Bex]] || {{France}} || 8 min 10 s 32",
        "|-\n| {{Bronze}} || [[Cy Cox]] || {{Portugal}} || 8 min 12 s 18",
    )
    assert [(row["rank"], row["mark"], row["noc"]) for row in found] == [
        ("1", "488.57", "ITA"), ("2", "490.32", "FRA"), ("3", "492.18", "POR"),
    ]  # fmt: skip
    medals = "|-\n| {{Or}} || [[Al Ax]] || 8 min 08 s 57\n|-\n| {{Argent}} || [[Bo Bex]] || 8 min 10 s 32"
    assert extraction(medals, heading="== Médaillés ==").tables[0].kind == "medalists_by_games"


def test_medals_leave_ranks_blank_and_words_do_not_make_them_places() -> None:
    found = rows(
        "! Rank !! Athlete !! Total",
        "|-\n| {{gold1}} || [[Al Ax]] || 360.0",
        "|-\n| {{silver2}} || [[Bo Bex]] || 350.0",
        "|-\n| AC || [[Cy Cox]] || DNF",
    )
    assert [row["rank"] for row in found] == ["1", "2", "AC"]


def test_a_total_without_the_worst_race_is_net() -> None:
    table = "! Rank !! Helm !! Total Points !! Total<br />-1\n|-\n| 1 || {{flagicon|USA}} [[Al Ax]] || 11.0 || 3.0"
    (row,) = rows(table, title="Sailing at the 1972 Summer Olympics – Soling")
    assert (row["mark"], row["points"]) == ("3.0", "11.0")


def test_records_with_flags_and_names_of_the_german_wiki() -> None:
    found = extraction(
        "| Weltrekord || 22,63 m || {{URS|Natalja Ax}} || [[Moskau]], [[Sowjetunion]] || 7. Juni 1987",
        "|-\n| Weltmeisterschaftsrekord || 21,24 m || {{URS|Natalja Ax}} || [[Rom]], [[Italien]] || 5. September 1987",
        title="Leichtathletik-Weltmeisterschaften 1991/Kugelstoßen der Frauen",
        heading="== Rekorde ==",
    )
    said = [(s.property, s.value.text) for s in found.statements if s.property in {"competitor", "noc"}]
    assert said == [("competitor", "Natalja Ax"), ("noc", "URS")] * 2
    assert [s.property for s in found.statements if s.property.endswith("_record")] == [
        "world_record", "championship_record",
    ]  # fmt: skip


def test_a_group_by_the_module_of_sports_tables() -> None:
    group = """== Group A ==
{{#invoke:Sports table|main|style=WDL|source=[https://example.org FIFA]
|team_order=BRA, ITA |team1=ITA|team2=BRA|adjust_points_ITA=-1
|name_BRA={{fb|BRA}}|name_ITA={{fb|ITA}}
|win_BRA=2|draw_BRA=1|loss_BRA=0|gf_BRA=5|ga_BRA=2
|win_ITA=1|draw_ITA=1|loss_ITA=1|gf_ITA=3|ga_ITA=3
}}
{{#invoke:RoundN|main|columns=2|a=1}}"""
    found = extract(parse_wikitext("made", group, "Football at the 1984 Summer Olympics – Men's tournament"))
    (table,) = found.document.tables
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Pos", "Team", "W", "D", "L", "GF", "GA", "Pts"],
        ["1", "Brazil", "2", "1", "0", "5", "2", "7"],
        ["2", "Italy", "1", "1", "1", "3", "3", "3"],
    ]
    assert found.tables[0].kind == "results"
    said = [s for s in found.statements if s.property == "mark"]
    assert [(str(s.value.number), s.value.unit, s.qualifiers.heat) for s in said] == [
        ("7", "points", "A"), ("3", "points", "A"),
    ]  # fmt: skip
    assert all(s.locator.span and s.locator.span.of(group) == s.excerpt for s in said)


def test_headers_of_medal_icons_and_marks_beside_medallists() -> None:
    icons = "! Rank !! Nation !! {{gold medal}} !! {{silver medal}} !! {{bronze medal}} !! Total"
    found = extraction(icons, "|-\n| =2 || {{AUS}} || 8 || 9 || 6 || 23", heading="== Medal table ==")
    assert (found.tables[0].kind, found.tables[0].roles[2:5]) == ("medal_table", ("gold", "silver", "bronze"))
    events = extract(
        parse_wikitext(
            "made",
            "== Men ==\n{| {{MedalistTable|type=Event|columns=2}}"
            "\n|-\n| 100 yards <small>(wind: 0.0 m/s)</small> || {{flagathlete|[[Al Ax]]|CAN}} || 9.41"
            " || {{flagathlete|[[Bo Bex]]|BAH}} || 9.44 || {{flagathlete|[[Cy Cox]]|TRI}} || 9.52"
            "\n|-\n| High jump || {{flagathlete|[[Di Dex]]|AUS}} || 6 ft 10 in (2.08 m)"
            " || {{flagathlete|[[Ed Eex]]|NGR}} || 6 ft 8 in (2.03 m)"
            " || {{flagathlete|[[Fi Fex]]|BAR}} || 6 ft 7 in (2.00 m)\n|}",
            "Athletics at the 1966 British Empire and Commonwealth Games",
        )
    )
    golds = [s for s in events.statements if s.property in {"gold", "gold_noc", "winning_time"}]
    assert [(s.subject.event.event if s.subject.event else None, s.property, s.value.text) for s in golds] == [
        ("100 yards", "gold", "Al Ax"), ("100 yards", "gold_noc", "CAN"), ("100 yards", "winning_time", "9.41"),
        ("High jump", "gold", "Di Dex"), ("High jump", "gold_noc", "AUS"),
        ("High jump", "winning_time", "6 ft 10 in (2.08 m)"),
    ]  # fmt: skip
    assert [str(s.value.number) for s in golds if s.property == "winning_time"] == ["9.41", "2.08"]


def test_days_of_the_games_beside_dates() -> None:
    found = extraction(
        "! Day !! Date !! Start !! Event !! Phase",
        "|-\n| Day 9 || Saturday July 18, 2015 || 14:00 || Men's individual || Finals",
        title="Archery at the 2015 Pan American Games",
        heading="== Competition schedule ==",
    )
    said = {s.property: s.value for s in found.statements}
    assert (said["date"].text, said["local_time"].text) == ("Saturday July 18, 2015", "14:00")
    assert said["date"].date is not None


def test_positions_by_medals_under_a_heading_of_medallists() -> None:
    table = [
        "! Position !! Judoka !! Country",
        "|-\n| {{gold1}} || [[Ann Aal]] || {{flag|Kosovo}}",
        "|-\n| {{silver2}} || [[Bea Bek]] || {{flag|Romania}}",
        "|-\n| {{bronze3}} || [[Cia Cox]] || {{flag|Russia}}",
        "|-\n| {{bronze3}} || [[Dea Dex]] || {{flag|France}}",
    ]
    title = "2016 European Judo Championships – Women's 52 kg"
    assert extraction(*table, title=title, heading="== Medalists ==").tables[0].kind == "medalists_by_games"
    assert extraction(*table, title=title, heading="== Results ==").tables[0].kind == "results"


def test_the_names_of_a_team_in_a_row_below_it() -> None:
    found = extraction(
        "! Rank !! Heat !! Team !! Time !! Notes",
        "|-\n| 1 || 2 || {{flagIOCteam|CHN}} || 3:51.83 ||",
        "|-\n| || colspan=4 | ''[[Fu Yong]], [[Zeng Qiliang]], [[Zhang Xiao]]''",
        "|-\n| 2 || 1 || {{flagIOCteam|JPN}} || 3:52.48 ||",
        title="Swimming at the 1998 Asian Games – Men's 4 × 100 metre medley relay",
    )
    assert [row.row_index for row in found.tables[0].rows] == [0, 2]
    members = [s for s in found.statements if s.property == "member"]
    assert [(s.value.text, s.subject.row) for s in members] == [
        ("Fu Yong", 0), ("Zeng Qiliang", 0), ("Zhang Xiao", 0),
    ]  # fmt: skip


def test_a_sign_of_qualification_behind_a_mark() -> None:
    assert rows("! Pos !! Atleta !! Marca\n|-\n| 1.º || [[Al Ax]] || 1:43,82 '''{{abbr|Q}}'''")[0]["mark"] == "103.82"


def test_the_sport_in_the_name_of_championships_tells_the_unit() -> None:
    table = "! Pos !! Ginnasta !! Nazione !! Penalità !! Totale\n|-\n| 1 || [[Al Ax]] || {{FRA}} || 0,1 || 16,400"
    found = extraction(table, title="Ginnastica artistica ai Campionati europei 2011 – Volteggio maschile")
    assert [(str(s.value.number), s.value.unit) for s in found.statements if s.property == "mark"] == [
        ("16.400", "points")
    ]


def test_a_difference_of_goals_is_no_gap() -> None:
    found = rows(
        "! Pl. !! Land !! Diff. !! Punkte",
        "|-\n| 1 || {{HUN}} || +14 || 4",
        "|-\n| 2 || {{GER}} || −2 || 2",
        heading="== Gruppe 2 ==",
    )
    assert "gap" not in found[0]
    assert found[0]["diff"] == "+14"


def test_headings_across_a_table_are_of_no_column() -> None:
    found = extraction(
        "! Event !! Record !! Athlete !! Nation !! Date !! Place",
        "|-\n! colspan=6 | 56 kg",
        "|-\n| Snatch || 136 kg || {{sortname|Wu|Ax}} || {{CHN}} || 13 November 2010 || Guangzhou, China",
        "|-\n| Total || 298 kg || {{sortname|Om|Bex}} || {{PRK}} || 20 September 2014 || Incheon, South Korea",
        title="List of Asian Games records in weightlifting",
        heading="== Current records ==",
    )
    assert (found.tables[0].kind, found.tables[0].roles[-1]) == ("record_progression", "place")


def test_the_number_of_the_semifinal_and_a_penalty() -> None:
    found = extraction(
        "! Rank !! Semifinal !! Country !! Athletes !! Time",
        "|-\n| 1 || 2 || {{HUN}} || [[Al Ax]]<br>[[Bo Bex]] || 6:38.846",
        "|-\n| 4 || 1 || {{JPN}} || [[Cy Cox]]<br>[[Di Dex]] || {{small|PEN}}",
        heading="== Semifinals ==",
    )
    assert {(s.value.text, s.qualifiers.heat) for s in found.statements if s.property == "competitor"} == {
        ("Al Ax, Bo Bex", "2"), ("Cy Cox, Di Dex", "1"),
    }  # fmt: skip
    assert [s.value.text for s in found.statements if s.property == "status"] == ["PEN"]


def test_a_table_of_the_swedish_wiki() -> None:
    found = rows(
        "! Plac. !! Namn !! Land !! Tid",
        "|-\n| {{guld}} || [[Al Ax]] || {{flagga|Västtyskland}} Västtyskland || 1.11.52,7",
        "|-\n| 4 || [[Bo Bex]] || {{flagga|Sverige}} Sverige || bröt",
    )
    assert [(row["rank"], row["noc"]) for row in found] == [("1", "FRG"), ("4", "SWE")]
    assert found[0]["mark"] == "4312.7"


@pytest.mark.parametrize("header", ["Nation !! Name", "colspan=2|Name", "!! Name"])
def test_flags_alone_tell_the_nations(header: str) -> None:
    found = rows(
        f"! Rank !! {header} !! Time",
        "|-\n| 1 || {{flagicon|POL}} || [[Ann Aal]] || 2:29:53",
        "|-\n| 2 || {{flagicon|FRA}} || [[Bea Bek]] || 2:29:54",
        "|-\n| 3 || || [[Cia Cox]] || 2:29:55",
    )
    assert [(row["competitor"], row.get("noc")) for row in found] == [
        ("Ann Aal", "POL"), ("Bea Bek", "FRA"), ("Cia Cox", None),
    ]  # fmt: skip


def test_championships_whose_rows_are_events_each_with_marks_beside_the_medallists() -> None:
    found = extraction(
        "! Event\n| colspan=2|'''Gold'''\n| colspan=2|'''Silver'''\n| colspan=2|'''Bronze'''",
        "|-\n| [[100 metres]] || [[Al Ax]] || 10.09 || [[Bo Bell]] || 10.17 || [[Cy Coe]] || 10.19",
        "|-\n| [[High jump]] || [[Di Dee]] || 2.28 m || [[Ed Eze]] || 2.28 m || colspan=2|Not awarded",
        title="2011 British Athletics Championships",
        heading="== Medal summary ==\n=== Men ===",
    )
    said = [(s.subject.event and s.subject.event.event, s.property, s.value.text) for s in found.statements]
    assert ("100 metres", "gold", "Al Ax") in said
    assert ("High jump", "silver", "Ed Eze") in said
    assert {s.subject.event and s.subject.event.games for s in found.statements} == {
        "2011 British Athletics Championships"
    }
    assert [text for _, name, text in said if name == "bronze"] == ["Cy Coe"]
    assert ("High jump", "bronze_notes", "Not awarded") in said


def test_ordinals_rank_and_horses_that_were_pulled_up_did_not_finish() -> None:
    found = rows(
        "! Rank !! Horse !! Jockey !! SP",
        "|-\n| 1st || Red || [[Al Ax]] || 9/4",
        "|-\n| 2nd || Blue || [[Bo Bell]] || 11/2",
        "|-\n| PU || Green || [[Cy Coe]] || 20/1",
        title="1973 Ascot Stakes",
    )
    assert [(row["competitor"], row.get("rank"), row.get("status")) for row in found] == [
        ("Al Ax", "1", None), ("Bo Bell", "2", None), ("Cy Coe", None, "PU"),
    ]  # fmt: skip


def test_flags_and_medals_as_dutch_and_czech_articles_draw_them() -> None:
    found = rows(
        "! Pos !! Schaatser !! Land !! Tijd",
        "|-\n| {{Zlatá medaile}} || [[Ann Aal]] || {{NED-VLAG}} || 14.50,59",
        "|-\n| {{Stříbrná medaile}} || [[Bea Bek]] || {{NOR-VLAG}} || 14.53,30",
    )
    assert [(row["rank"], row["noc"]) for row in found] == [("1", "NED"), ("2", "NOR")]


def test_the_total_of_an_italian_team_beside_its_members() -> None:
    found = extraction(
        "! Pos. !! Squadra !! Cavaliere !! Cavallo !! Punti !! Totale squadra",
        "|-\n| rowspan=2|1 || rowspan=2|{{bandiera|ITA}} Italia || [[Al Ax]] || Red || 64,40 || rowspan=2|85,80",
        "|-\n| [[Bo Bell]] || Blue || 17,87",
        "|-\n| rowspan=2|2 || rowspan=2|{{bandiera|USA}} Stati Uniti || [[Cy Coe]] || Oak || 47,40 || rowspan=2|65,86",
        "|-\n| [[Di Dee]] || Elm || 17,13",
        title="Equitazione ai Giochi della XVIII Olimpiade - Concorso completo a squadre",
    )
    said = [(s.subject.row, s.property, s.value.text) for s in found.statements]
    assert (0, "mark", "85,80") in said
    assert (0, "member", "Al Ax") in said
    assert (0, "member", "Bo Bell") in said


@pytest.mark.parametrize(
    ("cells", "competitor"),
    [
        (("{{flagicon|BEL}} Gaston Roe", "Herb Ell, {{AUS}}"), "Gaston Roe"),
        (("{{BEL}}", "{{AUS}}"), None),
        (("{{flagicon|BEL}} Belgium II", "{{flagicon|AUS}} Australia 1"), None),
        (("Gaston Roe", "Herb Ell"), "Gaston Roe"),  # nothing tells whom these ran for
    ],
)
def test_who_stands_beside_flags_of_teams_competes(cells: tuple[str, str], competitor: str | None) -> None:
    found = rows("! Rank !! Team !! Time", *(f"|-\n| {i} || {cell} || 43:33" for i, cell in enumerate(cells, start=1)))
    assert found[0].get("competitor") == competitor
    assert found[0].get("nation") in {None, "Belgium", "Belgium II", "Gaston Roe"}


def test_the_details_that_a_label_of_games_leads_to_name_the_event() -> None:
    details = "{{DetailsLink|Triathlon at the 2000 Summer Olympics – Men's}}"
    found = extraction(
        "! Games !! Gold !! Silver !! Bronze",
        f"|-\n| [[2000 Summer Olympics|2000 Sydney]]<br/>{details}",
        "| [[Si Whi]] {{CAN}}\n| [[St Vuc]] {{GER}}\n| [[Ja Reh]] {{CZE}}",
        f"|-\n| 2004 Athens<br/>{details}",
        "| [[Ha Car]] {{NZL}}\n| [[Be Doc]] {{NZL}}\n| [[Sv Rie]] {{SUI}}",
        title="List of Olympic medalists in triathlon",
        heading="== Men's individual ==",
    )
    first, other = (s.subject.event for s in found.statements if s.property == "gold")
    assert first
    assert other
    assert (first.year, first.games, first.event) == (2000, "2000 Summer Olympics", "Men's")
    assert (other.year, other.sport, other.event) == (2004, "triathlon", "Men's individual")  # it leads elsewhere


@pytest.mark.parametrize(
    ("title", "heading", "event"),
    [
        ("Curling at the 2005 Winter Universiade – Women's tournament", "Medalists", "Women's tournament"),
        ("Curling at the 2005 Winter Universiade – Tournament", "Medalists", "Women Tournament"),
        ("Curling at the 2005 Winter Universiade", "Medalists", "Women"),
        ("Curling at the 2005 Winter Universiade", "Team curling", "Women Team curling"),
        ("Curling at the 2005 Winter Universiade – Men's tournament", "Medalists", "Women"),
    ],
)
def test_a_label_of_a_gender_alone_is_of_no_event_called_medalists(title: str, heading: str, event: str) -> None:
    lines = ("! Event !! Gold !! Silver !! Bronze", "|-\n| Women || Ann Aal || Bea Bek || Cea Cek")
    found = extraction(*lines, title=title, heading=f"== {heading} ==")
    assert {s.subject.event.event for s in found.statements if s.property == "gold" and s.subject.event} == {event}


SHOOTERS = (
    "! rowspan=2|Place !! rowspan=2|Shooter !! colspan=2|Score !! rowspan=2|Total",
    "|-\n! 200 m !! 400 m",
    "|-\n! rowspan=2|1\n! {{flagIOC|USA|1912 Summer}} !! 580 !! 560 !! 1140",
    "|-\n| Al Ada || 96 || 95 || 191",
    "|-\n! rowspan=2|2\n! {{flagIOC|GBR|1912 Summer}} !! 570 !! 540 !! 1110",
    "|-\n| Ed Omm || 95 || 94 || 189",
)


def test_a_row_of_header_cells_whose_first_spans_data_is_no_header() -> None:
    team, member, *_ = found = rows(*SHOOTERS, title="Shooting at the 1912 Summer Olympics – Team rifle")
    assert len(found) == 4
    assert (team["rank"], team["noc"], team["member"]) == ("1", "USA", "Al Ada")
    # Scores at several distances are parts of the total.
    assert (team["mark"], team["score_200_m"], member["mark"]) == ("1140", "580", "191")


def test_a_second_header_row_under_a_cell_that_spans_it_stays_one() -> None:
    found = rows(*SHOOTERS[:2], "|-\n| 1 || Al Ada || 96 || 95 || 191", "|-\n| 2 || Ed Omm || 95 || 94 || 189")
    assert [row["competitor"] for row in found] == ["Al Ada", "Ed Omm"]


@pytest.mark.parametrize(
    ("cells", "name"), [(("{{AUT}}", "{{NOR}}"), "nation"), (("Ann {{AUT}}", "Bea {{NOR}}"), "competitor")]
)
def test_what_stands_beside_flags_under_an_unknown_header_tells_who_it_is(cells: tuple[str, str], name: str) -> None:
    lines = (f"|-\n| {rank} || {cell} || {90 - rank}" for rank, cell in enumerate(cells, start=1))
    assert name in rows("! Rank !! after 25 events !! Points", *lines)[0]


def test_a_record_may_have_its_code_behind_its_name_and_nobody_holds_one_on_a_dash() -> None:
    first, second = rows(
        "|-\n| [[World record]] (WR) || {{USA}}<br>[[Mike Sta]], [[Mark Spi]] || 3:48.16 || Munich || 4 September 1972",
        "|-\n| Competition record (CR) || New event || – || – || –",
        heading="== Records ==",
    )
    assert (first["world_record"], first["competitor"]) == ("228.16", "Mike Sta, Mark Spi")
    assert "date" not in second


def test_events_of_championships_of_one_sport_are_those_that_their_labels_lead_to() -> None:
    found = extraction(
        "! Event !! Gold !! Silver !! Bronze",
        "|-\n| Extra-lightweight −60 kg<br>{{DetailsLink|2011 Asian Judo Championships – Men's 60 kg}}",
        "| Ann Aal {{JPN}}\n| Bea Bek {{KOR}}\n| Cea Cek {{MGL}}",
        title="2011 Asian Judo Championships",
        heading="== Men ==",
    )
    assert {s.subject.event.event for s in found.statements if s.property == "gold" and s.subject.event} == {
        "Men's 60 kg"
    }
