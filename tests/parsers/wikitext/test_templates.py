"""What templates show and carry, and that the registry holds together."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib import resources
from typing import Any

import pytest

from parsers.wikitext import parse_wikitext, visible_text
from parsers.wikitext.patterns import compiled
from parsers.wikitext.readers import READERS
from schemas.nations import is_noc
from schemas.templates import default_templates, template_key

SHOWN = [
    ("{{flagIOCathlete|[[Ana Ax]]|NED|2008 Summer}}", "Ana Ax (NED)", [("noc", "NED"), ("link", "Ana Ax")]),
    ("{{flagIOCathlete|1=[[Ana Ax]]|2=NED}}", "Ana Ax (NED)", [("noc", "NED"), ("link", "Ana Ax")]),
    ("{{flagIGFathlete|Ana Ax|AUS|2006 Commonwealth}}", "Ana Ax (AUS)", [("noc", "AUS")]),
    ("{{flagIGF|AUS|2006 Commonwealth}}", "Australia", [("noc", "AUS")]),
    ("{{flagIGFteam|AUS|2006 Commonwealth}}", "Australia (AUS)", [("noc", "AUS")]),
    (
        "{{FlagIOCmedalist|[[Ana Ax]]|NED|2008 Summer}}",
        "Ana Ax Netherlands",
        [("noc", "NED"), ("link", "Ana Ax"), ("line", "Ana Ax"), ("line", "Netherlands")],
    ),
    ("Bo Bex{{dagger}} 9.15{{double-dagger}}", "Bo Bex† 9.15‡", []),
    ("{{flagIOCteam|GBR|2008 Summer}}", "Great Britain (GBR)", [("noc", "GBR")]),
    ("{{flagIOC|FRA|1924 Summer|12}}", "France (12)", [("noc", "FRA")]),
    ("{{flagUCIRoad|AFG||2}}", "Afghanistan (2)", [("noc", "AFG")]),
    ("{{flagicon|CHE}} [[Bo Bex]]", "Bo Bex", [("noc", "SUI"), ("link", "Bo Bex")]),
    ("{{flag|Norway}}", "Norway", [("noc", "NOR")]),
    ("{{flag|Norway|name=Norge}}", "Norge", [("noc", "NOR")]),
    ("{{NED}}", "Netherlands", [("noc", "NED")]),
    ("{{NLD}}", "Netherlands", [("noc", "NED")]),
    ("{{flagicon|Nowhere}} x", "x", []),
    ("{{gold01}}", "", [("medal", "gold")]),
    ("{{Silver_medal}} 2", "2", [("medal", "silver")]),
    ("{{bronze3}}", "", [("medal", "bronze")]),
    ("{{sort|0915|9.15}}", "9.15", [("sort_key", "0915")]),
    ("{{hs|07}}7", "7", [("sort_key", "07")]),
    ("{{sortname|Ana|Ax}}", "Ana Ax", [("sort_key", "Ax, Ana"), ("link", "Ana Ax")]),
    ("{{sortname|Ana|Ax|nolink=1}}", "Ana Ax", [("sort_key", "Ax, Ana")]),
    ("{{nts|1234}}", "1234", []),
    ("{{nowrap|4:15.031 {{small|(OR)}}}}", "4:15.031 (OR)", []),
    ("{{abbr|DNF|Did not finish}}", "DNF", []),
    ("{{convert|13.4|km|mi}}", "13.4 km", []),
    ("{{convert|5|to|10|km}}", "5 to 10 km", []),
    ("{{start date|2008|8|13|df=y}}", "13 August 2008", []),
    ("{{start date|2008|08|13}}", "August 13, 2008", []),
    ("{{dts|2008|8|13}}", "13 August 2008", []),
    ("{{dts|13 August 2008}}", "13 August 2008", []),
    ("{{start date|2008|8}}", "August 2008", []),
    ("{{birth date and age|1984|5|2}}", "May 2, 1984", []),
    ("{{duration|m=4|s=7}}", "4:07", []),
    ("{{frac|3|1|2}}", "3 1⁄2", []),
    ("{{ordinal|12}} {{ordinal|22}}", "12th 22nd", []),
    ("a{{nbsp}}b{{spaces|2}}c&nbsp;d", "a b c d", []),
    ("a{{snd}}b{{'}}s", "a – b's", []),
    ("{{ubl|A|B}}", "A B", [("line", "A"), ("line", "B")]),
    ("{{plainlist|\n* A\n* B\n}}", "A B", [("line", "A"), ("line", "B")]),
    ("x{{efn|a [[b]]}}", "x", [("footnote", "a b")]),
    ("x<ref>{{cite web|title=A report|url=http://a}}</ref>", "x", [("footnote", "A report")]),
    ("x{{sfn|A|2008}}{{citation needed|date=May 2008}}", "x", []),
    ("x<br/>{{DetailsLink|A at B}}", "x", [("link", "A at B")]),
    ("{{WR}}", "WR", []),
    ("{{PB}} {{DNF}}", "PB DNF", []),
    ("{{n/a}}", "N/A", []),
    ("{{yes|Q}}", "Q", []),
    ("{{formatnum:1234}} {{lc:AB}}", "1234 AB", []),
    ("{{#if: | a | b}} {{#if: x | c | d}} {{#ifeq: e | e | f | g}}", "b c f", []),
    ("{{#invoke: module | function | a}}", "", []),
    ("{{nobody knows|a|b=c|[[d|e]]}}", "a e", [("link", "D")]),
    ("{{nobody knows}}", "", []),
    ("{{{1|default}}}", "default", []),
    ("a {{=}} b {{!}} c", "a = b | c", []),
]


@pytest.mark.parametrize(("text", "shown", "annotations"), SHOWN, ids=[text for text, _, _ in SHOWN])
def test_what_a_template_shows(text: str, shown: str, annotations: list[tuple[str, str]]) -> None:
    found = visible_text(text)
    assert found.text == shown
    assert [(annotation.kind, annotation.text) for annotation in found.annotations] == annotations


def test_a_reference_by_name_has_the_text_of_the_one_that_defines_it() -> None:
    found = visible_text('a<ref name="x" /> b<ref name=x>The text</ref>')
    assert [annotation.text for annotation in found.annotations] == ["The text", "The text"]


def test_a_reference_that_names_itself_has_no_text() -> None:
    assert visible_text('<ref name="a">b<ref name="a"/></ref>').text == ""


@pytest.mark.parametrize(
    ("code", "games", "expected"), [("Germany", "1960 Summer", "EUA"), ("Germany", "2008 Summer", "GER")]
)
def test_a_nation_has_its_code_of_the_games(code: str, games: str, expected: str) -> None:
    (annotation,) = visible_text(f"{{{{flagIOC|{code}|{games}}}}}").annotations
    assert annotation.text == expected


def test_users_add_aliases() -> None:
    aliases = {"my Flag": "flagicon"}
    found = visible_text("{{My_flag|SUI}}x", aliases)
    assert [annotation.text for annotation in found.annotations] == ["SUI"]
    (use,) = parse_wikitext("a", "{{My_flag|SUI}}x", "A", aliases).templates
    assert (use.name, use.outcome) == ("My_flag", "read")


def test_an_alias_of_an_unknown_template_is_an_error() -> None:
    with pytest.raises(KeyError):
        visible_text("x", {"a": "no such template"})


def test_every_template_is_counted_as_read_ignored_or_unread() -> None:
    text = "{{Infobox event|a={{flag|NOR}}}}\n{{flag|NED}} {{Nobody|b}} {{nobody|c}}<ref>{{cite web|title=x}}</ref>"
    uses = {use.name: (use.count, use.outcome, bool(use.reason)) for use in parse_wikitext("a", text, "A").templates}
    assert uses == {
        "Infobox event": (1, "read", False),
        "flag": (2, "read", False),
        "Nobody": (2, "unread", True),
        "cite web": (1, "ignored", True),
    }


def raw_registry() -> dict[str, Any]:
    return tomllib.loads(resources.files("schemas").joinpath("data/templates.toml").read_text(encoding="utf-8"))


def test_no_name_stands_twice_in_the_registry() -> None:
    names = Counter(template_key(name) for entry in raw_registry()["template"] for name in entry["names"])
    assert [name for name, count in names.items() if count > 1] == []


def test_every_meaning_is_of_use() -> None:
    for entry in raw_registry()["template"]:
        assert ("show" in entry) != ("reader" in entry), entry["names"]
        assert entry.get("reader", "infobox") in {*READERS, "infobox"}, entry["names"]
        compiled(entry.get("show", ""))


def test_every_code_of_other_bodies_stands_for_one_of_the_ioc() -> None:
    codes = default_templates().codes
    assert [code for code, noc in codes.items() if not is_noc(noc) or code == noc] == []


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Swimming at the 2013 Southeast Asian Games", "SIN"), ("Swimming at the 2019 Southeast Asian Games", "SGP"),
        ("Swimming", "SGP"),
    ],
)  # fmt: skip
def test_a_nation_by_its_name_has_the_code_of_the_title_s_year(title: str, code: str) -> None:
    (table,) = parse_wikitext("a", "{|\n| {{flag|Singapore}}\n|}", title).tables
    assert [note.text for note in table.rows[0][0].annotations if note.kind == "noc"] == [code]


def test_the_games_that_a_flag_names_outweigh_the_title() -> None:
    text = "{|\n| {{flagIOC|Singapore|2008 Summer}}\n|}"
    (table,) = parse_wikitext("a", text, "Swimming at the 2019 Southeast Asian Games").tables
    assert [note.text for note in table.rows[0][0].annotations if note.kind == "noc"] == ["SIN"]


@pytest.mark.parametrize(
    ("fields", "is_box"),
    [
        ("|Дисциплина=Бег |Место=Лужники |Дата=20—21 июля 1980 |Участников=33 |Золото=Ан Аль", True),
        ("|date=1 May 1980 |team1=A |team2=B |score=1–0 |stadium=C", False),
        ("|date=1 May 1980 |venue=A |event=B", False),
    ],
    ids=["of an event", "of a match", "too few"],
)
def test_an_unknown_template_is_an_infobox_by_its_fields(fields: str, is_box: bool) -> None:
    made = parse_wikitext("made", f"{{{{Что-то {fields}}}}}\nText.\n", "Title")
    assert bool(made.infoboxes) is is_box
