"""Medallists by the icons of a table of results, and winners who lost their medal."""

from __future__ import annotations

from ingest.checks.model import Check
from ingest.datasets.build import build_rows
from ingest.datasets.judged import Judged, Row
from ingest.link import link
from ingest.reconcile import reconcile
from parsers.extract import extract
from parsers.wikitext import parse_wikitext

TITLE = "Athletics at the 1988 Summer Olympics – Men's 100 metres"
EVENT = "1988-summer-olympics/athletics/mens-100-metres"
BOX = """{{Infobox Olympic event
|event=Men's 100 metres
|games=1988 Summer
|winvalue=9.79
}}
"""
TABLE = """==Results==
===Final===
{| class="wikitable"
! Rank !! Athlete !! Nation !! Time
|-
| {{gold1}} || [[Carl Lewis]] || {{flagIOC|USA|1988 Summer}} || 9.92
|-
| {{silver2}} || [[Linford Christie]] || {{flagIOC|GBR|1988 Summer}} || 9.97
|-
| DSQ || [[Ben Johnson]] || {{flagIOC|CAN|1988 Summer}} || <s>9.79</s>
|}
"""
RECORDS = """==Records==
{| class="wikitable"
! colspan=4 | Standing records prior to the event
|-
| World record || {{flagathlete|[[Calvin Smith]]|USA}} || 9.93 || 3 July 1983
|-
| Olympic record || colspan=3 | ''New event''
|}
"""
NO_CHECKS: tuple[Check, ...] = ()


def rows_of(text: str) -> tuple[dict[str, list[Row]], Judged]:
    extractions = [extract(parse_wikitext("made", text, TITLE))]
    links = link(extractions)
    judged = Judged(extractions, links, reconcile(links, extractions))
    return build_rows(judged, NO_CHECKS), judged


def test_a_medal_that_nothing_else_tells_is_told_by_its_icon() -> None:
    rows, _ = rows_of(TABLE)
    assert [(row["medal"], row["competitor"], row["noc"], row["basis"]) for row in rows["medalists"]] == [
        ("gold", "Carl Lewis", "USA", "inferred"),
        ("silver", "Linford Christie", "GBR", "inferred"),
    ]
    assert all(row["supporting"] for row in rows["medalists"])


def test_a_medal_in_words_where_the_rank_would_be_tells_it_too() -> None:
    rows, _ = rows_of(TABLE.replace("{{gold1}}", "Gold").replace("{{silver2}}", "Silber"))
    assert [(row["medal"], row["competitor"]) for row in rows["medalists"]] == [
        ("gold", "Carl Lewis"), ("silver", "Linford Christie"),
    ]  # fmt: skip


def test_a_picture_of_a_medal_tells_it_as_the_template_does() -> None:
    pictures = {"{{gold1}}": "[[File:Gold medal icon.svg|16px]]", "{{silver2}}": "[[Image:A.svg|alt=2nd place|link=]]"}
    text = TABLE
    for template, picture in pictures.items():
        text = text.replace(template, picture)
    rows, judged = rows_of(text)
    assert [(row["medal"], row["competitor"]) for row in rows["medalists"]] == [
        ("gold", "Carl Lewis"), ("silver", "Linford Christie"),
    ]  # fmt: skip
    ranks = {s.statement.value.text: s.statement.excerpt for s in judged.statements.values() if s.property == "rank"}
    assert ranks == {
        "gold": "[[File:Gold medal icon.svg|16px]]",
        "silver": "[[Image:A.svg|alt=2nd place|link=]]",
    }


def test_an_icon_in_a_heat_is_no_medal() -> None:
    rows, _ = rows_of(TABLE.replace("===Final===", "===Heat 1==="))
    assert rows["medalists"] == []


def test_the_mark_of_one_disqualified_is_not_the_winning_mark() -> None:
    rows, judged = rows_of(BOX + TABLE)
    fact = judged.facts.get(EVENT, "winning_time")
    assert fact is not None
    assert (fact.status, fact.explanation_code) == ("resolved", "of_one_disqualified")
    assert rows["events"][0]["winning_mark_text"] == "9.92"


def test_a_mark_that_the_table_lets_stand_stays_in_dispute() -> None:
    _, judged = rows_of(BOX + TABLE.replace("DSQ ||", "4 ||").replace("<s>9.79</s>", "10.11"))
    fact = judged.facts.get(EVENT, "winning_time")
    assert fact is not None
    assert fact.status == "disputed"


def test_records_under_a_title_are_read_and_a_new_event_is_no_record() -> None:
    rows, judged = rows_of(RECORDS)
    records = rows["record_progression"]
    found = [(row["record"], str(row["mark"]), row["competitor"], str(row["date"])) for row in records]
    assert found == [("world", "9.93", "Calvin Smith", "1983-07-03")]
    assert judged.rejects == []


def test_two_teams_with_bronze_are_two_medallists() -> None:
    table = """==Medalists==
{| class="wikitable"
! Event !! Gold !! Silver !! Bronze
|-
| rowspan=2 | Men's 100 metres || rowspan=2 | {{JPN}} || rowspan=2 | {{KOR}} || {{MGL}}
|-
| {{UZB}}
|}
"""
    medals = [(row["medal"], row["competitor"], row["noc"]) for row in rows_of(table)[0]["medalists"]]
    assert sorted(medals, key=str) == [
        ("bronze", None, "MGL"), ("bronze", None, "UZB"), ("gold", None, "JPN"), ("silver", None, "KOR"),
    ]  # fmt: skip


def test_two_with_bronze_in_one_cell_have_their_own_nations() -> None:
    table = """==Medalists==
{| class="wikitable"
! Event !! Gold !! Silver !! Bronze
|-
| Men's 100 metres || {{flagathlete|[[Al Aal]]|KEN}} || {{flagathlete|[[Bo Bek]]|UGA}}
| {{flagathlete|[[Zed Cee]]|SCO}}<br>{{flagathlete|[[Di Dee]]|SIN}}
|}
"""
    medals = [(row["competitor"], row["noc"]) for row in rows_of(table)[0]["medalists"] if row["medal"] == "bronze"]
    assert sorted(medals) == [("Di Dee", "SIN"), ("Zed Cee", "SCO")]


def test_two_with_bronze_in_one_field_have_their_own_nations() -> None:
    box = BOX.replace("}}", "|bronze={{flagathlete|[[Zed Cee]]|SCO}}<br>{{flagathlete|[[Di Dee]]|SIN}}\n}}")
    medals = [(row["competitor"], row["noc"]) for row in rows_of(box)[0]["medalists"] if row["medal"] == "bronze"]
    assert sorted(medals) == [("Di Dee", "SIN"), ("Zed Cee", "SCO")]
