"""Names for nameless rows: from ranks and marks that other places give, never by guessing."""

from __future__ import annotations

from tests.ingest.articles import linked

TITLE = "Rowing at the 1952 Summer Olympics – Men's single sculls"
TABLE = """
==Results==

| Rank | Rower | Nation | Time |
| 1 | | | 8:12.8 |
| 2 | | | 8:14.5 |
| 3 | | | 8:19.4 |
| | | 8:19.4 | |
| 5 | | | 8:20.1 |
| 6 | Cy Dale | | 8:22.0 |
"""


def _names(body: str, *others: tuple[str, str]) -> dict[int, tuple[str, int]]:
    _, links = linked((TITLE, body), *others)
    return {key[2]: (identity.name, identity.interchangeable) for key, identity in links.identities.items()}


def _infobox(**fields: str) -> str:
    return "Infobox\n" + "".join(f"- {key}: {value}\n" for key, value in fields.items()) + TABLE


def test_medallists_of_the_infobox_have_their_rows() -> None:
    assert _names(_infobox(Gold="Ann Other", Silver="Bo Berg")) == {0: ("Ann Other", 1), 1: ("Bo Berg", 1)}


def test_rows_that_are_not_told_apart_take_a_name_and_say_so() -> None:
    assert _names(_infobox(Bronze="Di Early")) == {2: ("Di Early", 2)}


def test_a_person_who_has_a_row_gets_no_second() -> None:
    assert _names(_infobox(Gold="Cy Dale")) == {}


OVERVIEW = "Single sculls at the Olympics"
RECORDS = """
==Olympic record progression==

===Men===

| Time | Rower | Games | Date |
| {} | Ed Fox | 1952 | 1952-07-23 |
"""


def test_a_unique_mark_of_a_record_table_names_its_row() -> None:
    assert _names(TABLE, (OVERVIEW, RECORDS.format("8:20.1"))) == {4: ("Ed Fox", 1)}


def test_a_mark_that_two_rows_share_names_none() -> None:
    assert _names(TABLE, (OVERVIEW, RECORDS.format("8:19.4"))) == {}


def test_two_names_for_one_row_leave_it_without() -> None:
    body = _infobox(Gold="Ann Other")
    assert _names(body, (OVERVIEW, RECORDS.format("8:12.8"))) == {}


def test_one_name_for_two_rows_leaves_both_without() -> None:
    body = _infobox(Gold="Ed Fox")
    assert _names(body, (OVERVIEW, RECORDS.format("8:20.1"))) == {}


def test_an_identity_has_its_evidence() -> None:
    extractions, links = linked((TITLE, _infobox(Gold="Ann Other")))
    (identity,) = links.identities.values()
    said = {s.statement_id: s for s in extractions[0].statements}
    assert {(said[i].property, said[i].value.text) for i in identity.supporting} == {
        ("gold", "Ann Other"),
        ("rank", "1"),
    }


def test_the_statements_of_a_named_row_are_about_the_person() -> None:
    _, links = linked((TITLE, _infobox(Gold="Ann Other")))
    subjects = {s.subject for s in links.statements if s.statement.subject.row == 0}
    assert subjects == {"1952-summer-olympics/rowing/mens-single-sculls#ann-other"}


HEATS = """
==Results==
===Heat 1===

| Rank | Rower | Nation | Time |
| 1 | Al Ax | FRA | 8:12.8 |
| 2 | Bo Bell | GBR | 8:14.5 |
| 3 | | BEL | 8:19.4 |
"""


def test_who_is_third_in_a_heat_is_not_the_third_of_the_event() -> None:
    assert _names("Infobox\n- Bronze: Di Early\n" + HEATS) == {}
    assert _names("Infobox\n- Bronze: Di Early\n" + HEATS.replace("Heat 1", "Final")) == {2: ("Di Early", 1)}
