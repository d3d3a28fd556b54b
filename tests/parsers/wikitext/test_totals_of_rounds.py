"""Totals beside the marks of rounds, each under the round's name."""

from __future__ import annotations

from tests.parsers.wikitext.test_event_tables import extraction, rows

TWO_HEADS = """! rowspan=2|Rank !! rowspan=2|Name !! colspan=3|Semifinal !! colspan=3|Final !! rowspan=2|Total
|-
! Time !! Pen. !! Result !! Time !! Pen. !! Result
|-
| 1 || {{flagIOCathlete|[[Ann Aal]]|SVK}} || 94.94 || 0 || 94.94 || 97.70 || 0 || 97.70 || 192.64
|-
| 2 || {{flagIOCathlete|[[Bea Bek]]|AUS}} || 98.44 || 0 || 98.44 || 106.50 || 2 || 108.50 || 206.94"""


def test_the_times_of_a_final_beside_those_of_the_semifinal_are_no_marks_of_the_event() -> None:
    first, second = rows(TWO_HEADS, title="Canoeing at the 2008 Summer Olympics – Women's slalom K-1")
    assert (first["mark"], first["semifinal_mark"], first["final_mark"]) == ("192.64", "94.94", "97.70")
    assert (second["final_time"], second["final_mark"], second["mark"]) == ("106.50", "108.50", "206.94")
    assert first["winning_time"] == "192.64"


def test_a_final_time_without_another_round_stays_the_mark() -> None:
    found = rows("! Rank !! Name !! Nation !! Final time\n|-\n| 1 || [[Ann Aal]] || {{flag|Austria}} || 97.70")
    assert found[0]["mark"] == "97.70"


def test_a_total_below_the_words_over_the_rounds_is_the_mark() -> None:
    found = rows(
        "! rowspan=2|Rank !! rowspan=2|Rider !! colspan=3|Faults !! colspan=2|Jump-off",
        "|-\n! Round 1 !! Round 2 !! Total !! Faults !! Time",
        "|-\n| 1 || {{flagIOCathlete|[[Ann Aal]]|USA}} || 4 || 0 || 4 || 0 || 58.06",
        "|-\n| 2 || {{flagIOCathlete|[[Bea Bek]]|SUI}} || 4 || 4 || 8 || 8 || 51.03",
        title="Equestrian at the 1984 Summer Olympics – Individual jumping",
    )
    assert [(row["mark"], row["round_1_mark"], row["round_2_mark"]) for row in found] == [
        ("4", "4", "0"),
        ("8", "4", "4"),
    ]


def test_a_total_without_the_discards_is_the_mark() -> None:
    found = rows(
        "! Rank !! Helmsman !! Nation !! Race 1 !! Race 2 !! Total !! Total - discard",
        "|-\n| 1 || [[Ann Aal]] || {{flag|France}} || 11.7 || 0.0 || 11.7 || 0.0",
        "|-\n| 2 || [[Bea Bek]] || {{flag|Greece}} || 5.7 || 15.0 || 20.7 || 5.7",
        title="Sailing at the 1972 Summer Olympics – Finn",
    )
    assert [row["mark"] for row in found] == ["0.0", "5.7"]


def test_words_across_all_but_a_blank_rank_are_of_the_race() -> None:
    found = extraction(
        "! Rank !! Athlete !! Nation !! Time !! Notes",
        "|-\n| 1 || [[Ann Aal]] || {{flag|Finland}} || 13.79 ||",
        "|-\n| || colspan=4 | {{small|Wind: +0.2 m/s}}",
        title="Athletics at the 2012 Summer Paralympics – Women's 100 metres T54",
    )
    assert [row.row_index for row in found.tables[0].rows] == [0]


def test_members_in_brackets_below_the_nation_of_their_team() -> None:
    found = extraction(
        "! Place !! Team !! Time",
        "|-\n| 1 || {{flagIOC|USA}}<br><small>([[Al Ax]], [[Bo Bell]], [[Vic d'Arcy]])</small> || 42.2",
        "|-\n| 2 || {{flagIOC|FRA}}<br><small>([[Cy Coe]], [[Di Dee]], [[Ed Eze]])</small> || 42.5",
        title="Athletics at the 1920 Summer Olympics – Men's 4 × 100 metres relay",
    )
    said = [(s.property, s.value.text) for s in found.statements if s.property in {"member", "noc"}]
    assert said[:4] == [("member", "Al Ax"), ("member", "Bo Bell"), ("member", "Vic d'Arcy"), ("noc", "USA")]


def test_commas_before_three_digits_are_decimal_where_the_language_has_them_so() -> None:
    table = "! Platz !! Turner !! Nation !! Gesamt\n|-\n| 1 || [[Al Ax]] || {{DEU-1935}} || 19,200"
    german = rows(table, title="Olympische Sommerspiele 1936/Turnen – Pferdsprung (Männer)")[0]
    assert (german["mark"], german["noc"]) == ("19.200", "GER")
    assert rows(table, title="Gymnastics at the 1936 Summer Olympics – Men's vault")[0]["mark"] == "19200"


def test_a_status_across_the_columns_of_a_round_is_that_of_its_mark() -> None:
    found = rows(
        "! rowspan=2|Rank !! rowspan=2|Archer !! colspan=2|1st round !! colspan=2|2nd round !! colspan=2|Total",
        "|-\n! Hits !! Score !! Hits !! Score !! Hits !! Score",
        "|-\n| 1 || {{flagIOCathlete|[[Ann Aal]]|GBR}} || 92 || 403 || 93 || 412 || 185 || 815",
        "|-\n| — || {{flagIOCathlete|[[Bea Bek]]|FRA}} || 40 || 150 || colspan=2|DNF || 40 || DNF",
        title="Archery at the 1908 Summer Olympics – Women's double National round",
    )
    assert [row["round_2_mark"] for row in found] == ["412", "DNF"]
