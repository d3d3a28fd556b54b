from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from parsers.infobox import infobox_event, property_of_key, read_infoboxes
from parsers.plaintext import parse_plaintext
from parsers.title import event_words
from schemas.statements import EventWords, Gender
from schemas.values import PartialDate
from tests.parsers.made import EVENT, SEEDS, document, infobox

SERIES = EventWords(None, "Olympics", None, "Track time trial", "unknown")
KEYS = {
    "Event": "event", "Games": "games", "Venue": "venue", "Date": "date", "Competitors": "competitors",
    "Nations": "nations",
    "Win Value": "winning_time", "Longnames": None, "Gold": "gold", "Goldnoc": "gold_noc", "Silver": "silver",
    "Silvernoc": "silver_noc", "Bronze": "bronze", "Bronzenoc": "bronze_noc", "Prev": "previous_games",
    "Next": "next_games",
    "Gender": "gender", "Yearsheld": "held_in",
}  # fmt: skip


def values(*fields: str) -> dict[str, tuple[str, str | None]]:
    """Return text and number of what an infobox says, by property."""
    return {
        s.property: (s.value.text, None if s.value.number is None else str(s.value.number)) for s in infobox(*fields)
    }


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem[:40])
def test_every_key_of_the_seed_articles_is_known(path: Path) -> None:
    made = document(path.read_bytes().decode())
    assert made.infoboxes
    for field in made.infoboxes[0].fields:
        assert property_of_key(field.key) == KEYS[field.key]
    coverage = read_infoboxes(made, event_words(made.title)).coverage
    assert {entry.outcome for entry in coverage} <= {"read", "ignored"}


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("gold_noc", "gold_noc"), ("GoldNOC", "gold_noc"), ("Host city", "host_city"), ("winvalue", "winning_time"),
        ("No. of competitors", "competitors"), ("Winning time", "winning_time"), ("prev_games", "previous_games"),
        ("Website", None),
    ],
)  # fmt: skip
def test_a_key_is_known_in_several_spellings(key: str, name: str | None) -> None:
    assert property_of_key(key) == name


def test_a_statement_is_found_at_the_value_of_its_field() -> None:
    (statement,) = infobox("Venue: Olympic Velodrome, Mexico City")
    assert (statement.property, statement.value.text) == ("venue", "Olympic Velodrome, Mexico City")
    assert (statement.excerpt, statement.locator.source_line) == ("Olympic Velodrome, Mexico City", 2)
    assert (statement.source_kind, statement.extractor, statement.subject.kind) == ("infobox", "infobox.venue", "event")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("17 October 1968", PartialDate(1968, 10, 17), None),
        ("13 August", PartialDate(None, 8, 13), None),
        ("22–23 July 1952", PartialDate(1952, 7, 22), PartialDate(1952, 7, 23)),
        ("February 18–19, 1980", PartialDate(1980, 2, 18), PartialDate(1980, 2, 19)),
        ("30 July – 2 August 2004", PartialDate(2004, 7, 30), PartialDate(2004, 8, 2)),
        ("24 September 1988 (heats & final)", PartialDate(1988, 9, 24), None),
    ],
)
def test_a_date_has_a_first_day_and_of_several_days_a_last(
    text: str, first: PartialDate, last: PartialDate | None
) -> None:
    found = {s.property: s.value.date for s in infobox(f"Date: {text}")}
    assert found == {"date": first} | ({"date_end": last} if last else {})


def test_a_partial_date_is_whole_with_the_year_of_its_games() -> None:
    (statement,) = infobox("Date: 13 August")
    assert statement.value.date is not None
    assert statement.value.date.as_date() is None
    assert statement.value.date.as_date(2004) == date(2004, 8, 13)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("32", {"competitors": ("32", "32")}),
        ("1,234", {"competitors": ("1,234", "1234")}),
        ("Sixteen", {"competitors": ("Sixteen", "16")}),
        ("39 from 31 nations", {"competitors": ("39 from 31 nations", "39"), "nations": ("31", "31")}),
        ("30 from 6 countries", {"competitors": ("30 from 6 countries", "30"), "nations": ("6", "6")}),
        ("about thirty", {"competitors": ("about thirty", None)}),
        ("1:14", {"competitors": ("1:14", None)}),
        ("9" * 5000, {"competitors": ("9" * 5000, None)}),
    ],
)
def test_competitors_are_counted_and_may_tell_the_nations(
    text: str, expected: dict[str, tuple[str, str | None]]
) -> None:
    assert values(f"Competitors: {text}") == expected


@pytest.mark.parametrize(
    ("field", "number", "unit"),
    [
        ("Win Value: 1:14.4", "74.4", "s"),
        ("Win Value: 6.24 m", "6.24", "m"),
        ("Win Value: 340.0 kg", "340.0", "kg"),
        ("Win Value: 8,847 points", "8847", "points"),
        ("Winning time: 55.05", "55.05", "s"),
        ("Winning distance: 6.24", "6.24", "m"),
        ("Win Value: 55.05", "55.05", "s"),  # of the 100 metres
    ],
)
def test_the_winning_mark_has_the_unit_that_value_or_key_tells(field: str, number: str, unit: str | None) -> None:
    (statement,) = infobox(field)
    assert statement.property == "winning_time"
    assert (str(statement.value.number), statement.value.unit) == (number, unit)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (
            "Men: 1896, 1928–2004 , Women: 2000–2004",
            [
                ("men", "1896", Decimal(1896)),
                ("men", "1928–2004", Decimal(1928)),
                ("women", "2000–2004", Decimal(2000)),
            ],
        ),
        (
            "Men: 1900–1972; Women: 2000–present",
            [("men", "1900–1972", Decimal(1900)), ("women", "2000–present", Decimal(2000))],
        ),
        ("Men's: 1896–1904", [("men", "1896–1904", Decimal(1896))]),
        ("1896, 1900–08", [("unknown", "1896", Decimal(1896)), ("unknown", "1900–08", Decimal(1900))]),
    ],
)
def test_the_years_held_are_one_statement_each_for_the_gender_before_them(
    text: str, held: list[tuple[Gender, str, Decimal]]
) -> None:
    statements = infobox(f"Yearsheld: {text}", event=SERIES)
    found = [(s.subject.event.gender, s.value.text, s.value.number) for s in statements if s.subject.event]
    assert found == held
    for statement in statements:
        assert (statement.property, statement.subject.kind) == ("held_in", "series")
        assert statement.excerpt == statement.value.text
        assert statement.locator.span is not None
        assert statement.locator.span.end - statement.locator.span.start == len(statement.excerpt)


def test_years_that_none_can_read_stay_text() -> None:
    assert values("Yearsheld: always") == {"held_in": ("always", None)}


def test_the_nations_of_the_first_three_of_a_race_are_those_of_its_medallists() -> None:
    found = values("First: Jane", "First_nat: GBR", "Second: Ann", "Second_nat: NED", "Third: Bea", "Third_nat: FRA")
    assert {name: text for name, (text, _) in found.items() if name.endswith("_noc")} == {
        "gold_noc": "GBR", "silver_noc": "NED", "bronze_noc": "FRA",
    }  # fmt: skip


def test_an_unknown_key_is_kept_in_its_own_words() -> None:
    assert values("Opened: 19 March 1932", "Total cost (£): 5") == {
        "opened": ("19 March 1932", None), "total_cost": ("5", None),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("field", "outcome", "reason"),
    [
        ("Venue: Here", "read", None),
        ("Website:", "ignored", "blank"),
        ("Longnames: yes", "ignored", "display"),
        ("Image size: 200px", "ignored", "display"),
        ("Opened: 1932", "unread", "no property"),
        ("Competitors: many", "unread", "type"),
        ("Date: in spring", "unread", "type"),
    ],
)
def test_each_field_is_read_ignored_or_unread_with_its_reason(field: str, outcome: str, reason: str | None) -> None:
    made = document(f"Infobox\n- {field}\n")
    (entry,) = read_infoboxes(made, EVENT).coverage
    assert (entry.kind, entry.outcome, entry.count) == ("field", outcome, 1)
    assert entry.reason is None if reason is None else reason in (entry.reason or "")


def test_the_infobox_tells_games_event_and_gender_of_its_article() -> None:
    made = document("Infobox\n- Event: Women's final\n- Games: 1968 Summer\nInfobox\n- Games: 1972 Summer\n")
    assert infobox_event(made) == EventWords(1968, "1968 Summer", None, "Women's final", "women")


def test_several_infoboxes_are_all_read() -> None:
    made = document("Infobox\n- Gold: Jane\nInfobox\n- Gold: Ann\n")
    reading = read_infoboxes(made, EVENT)
    assert [s.value.text for s in reading.statements] == ["Jane", "Ann"]
    assert [entry.name for entry in reading.coverage] == ["0/0 Gold", "1/0 Gold"]


def test_a_dash_is_no_value() -> None:
    document = parse_plaintext("a", "Infobox\n- Venue: –\n- Competitors: 4\n", "A")
    reading = read_infoboxes(document, EventWords(year=1952, games="1952 Games", event="Race"))
    assert [statement.property for statement in reading.statements] == ["competitors"]
    assert [(entry.name, entry.outcome) for entry in reading.coverage] == [
        ("0/0 Venue", "ignored"),
        ("0/1 Competitors", "read"),
    ]


@pytest.mark.parametrize(
    ("text", "competitors", "nations"),
    [
        ("68 from 16 nations", "68", ("16", "16")),
        ("Sixty-eight from sixteen nations", "68", ("sixteen", "16")),
        ("Eleven rowers from nine countries", "11", ("nine", "9")),
        ("1,204 (in 26 NOCs)", "1204", ("26", "26")),
        ("51 (34 nations)", "51", ("34", "34")),
        ("63 Athleten aus 19 Ländern", "63", ("19", "19")),
        ("12 teams", "12", None),
        ("87 in 4 races", "87", None),
        ("Many from several nations", None, None),
    ],
)
def test_how_many_and_from_how_many_nations(
    text: str, competitors: str | None, nations: tuple[str, str] | None
) -> None:
    found = values(f"Competitors: {text}")
    assert found["competitors"] == (text, competitors)
    assert found.get("nations") == nations


def test_nothing_from_nothing_is_ignored_as_a_dash_is() -> None:
    made = document("Infobox\n- Competitors: - from - nations")
    entry = read_infoboxes(made, EVENT).coverage[-1]
    assert (entry.outcome, entry.reason) == ("ignored", "the field holds a dash for nothing")


def test_nations_beside_all_medallists_are_theirs_and_no_part_of_their_names() -> None:
    found = {
        s.property: s.value.text
        for s in infobox("Gold: Ann Aal Great Britain", "Silver: Bea Bek Latvia", "Bronze: Cee Dee Italy")
    }
    assert (found["gold"], found["gold_noc"]) == ("Ann Aal", "Great Britain")
    assert (found["bronze"], found["bronze_noc"]) == ("Cee Dee", "Italy")


def test_one_name_like_a_nation_among_others_stays_whole() -> None:
    found = {s.property: s.value.text for s in infobox("Gold: Michael Jordan", "Silver: Bea Bek", "Bronze: Cee Dee")}
    assert found["gold"] == "Michael Jordan"
    assert "gold_noc" not in found


@pytest.mark.parametrize(
    ("key", "name"), [("Silber", "silver"), ("Ort", "host_city"), ("Guld", "gold"), ("Antal deltagare", "competitors")]
)
def test_keys_in_other_languages(key: str, name: str) -> None:
    assert property_of_key(key) == name


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("Champions: United States (1st title)", {"gold_noc": "United States"}),
        ("Runners-up: China", {"silver_noc": "China"}),
        ("Third place: South Korea", {"bronze_noc": "South Korea"}),
        ("Gold: Jordan Belchos", {"gold": "Jordan Belchos"}),
        ("Gold: Chad", {"gold_noc": "Chad"}),
    ],
)
def test_a_nation_alone_is_nobody_s_name(field: str, told: dict[str, str]) -> None:
    assert {s.property: s.value.text for s in infobox(field)} == told


def test_a_number_of_medals_is_nobody_s_name() -> None:
    text = "= Canada at the 1976 Summer Olympics =\n\nInfobox\n- Gold: 0\n- Silver: 5\n"
    document = parse_plaintext("canada", text, "Canada at the 1976 Summer Olympics")
    found = read_infoboxes(document, EventWords(1976, "1976 Summer Olympics", "Canada"))
    assert {(s.property, s.value.text) for s in found.statements} == {("gold_medals", "0"), ("silver_medals", "5")}


def test_gold_in_french_is_told_by_the_other_medals_from_an_olympic_record() -> None:
    assert values("Or: Ann Aal", "Argent: Bea Bek", "Bronze: Cia Cox")["gold"][0] == "Ann Aal"
    assert "gold" not in values("OR: Ann Aal", "WR: Bea Bek")
    assert "olympic_record" in values("OR: 9.9", "Gold: Ann Aal", "Silver: Bea Bek", "Bronze: Cia Cox")


@pytest.mark.parametrize(
    ("label", "unit"), [("Points", "points"), ("Score", "points"), ("Height", "m"), ("Weight", "kg"), ("Margin", None)]
)
def test_the_label_of_the_winning_mark_tells_its_unit(label: str, unit: str | None) -> None:
    found = read_infoboxes(document(f"Infobox\n- Winvalue: 423.39\n- Winlabel: {label}"), EventWords(year=1976))
    assert [s.value.unit for s in found.statements if s.property == "winning_time"] == [unit]


@pytest.mark.parametrize(
    ("distance", "unit", "metres"), [("5.4", "km", "5400.0"), ("200 m", "km", "200"), ("long", "km", None)]
)
def test_a_length_has_the_unit_that_another_field_tells(distance: str, unit: str, metres: str | None) -> None:
    assert values(f"Distance: {distance}", f"Unit: {unit}")["distance_m"] == (distance, metres)


@pytest.mark.parametrize(("label", "unit"), [("Points", "points"), ("Score", "s"), ("Time", "s")])
def test_the_label_of_points_outweighs_the_usual_unit_of_the_sport(label: str, unit: str) -> None:
    event = EventWords(1912, "1912 Summer Olympics", "Athletics", "Men's team 3000 metres steeplechase", "men")
    usual = read_infoboxes(document("Infobox\n- Winvalue: 10"), event)
    found = read_infoboxes(document(f"Infobox\n- Winvalue: 10\n- Winlabel: {label}"), event)
    assert [s.value.unit for s in usual.statements if s.property == "winning_time"] == ["s"]
    assert [s.value.unit for s in found.statements if s.property == "winning_time"] == [unit]


def test_teams_beside_nations_are_no_nations() -> None:
    assert {name: values("Teams: 8", "Nations: 7")[name][0] for name in ("teams", "nations")} == {
        "teams": "8",
        "nations": "7",
    }
    assert values("Teams: 8")["nations"][0] == "8"
