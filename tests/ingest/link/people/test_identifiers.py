"""Identifiers: the slug of the fullest name, longer only where two persons would share it."""

from __future__ import annotations

import pytest

from ingest.link.people import Mention, identify
from tests.ingest.link.people.made import ids, row, said

NAMES = {
    "willy-falck-hansen": [said("Willy Hansen", "DEN", 1924), said("Willy Falck Hansen", "DEN", 1928)],
    "jef-aerts": [said("Aerts"), said("Jef Aerts")],
    "jose-pittaro": [said("Jose Pittaro"), said("José Pittaro")],
    "kelly-willie": [said("Kelly Willie*"), said("Kelly Willie")],
    "sergey-ivanov": [said("Sergey Ivanov", link="Sergey Ivanov"), said("Serguei Ivanoff", link="Sergey Ivanov")],
}


@pytest.mark.parametrize(("identifier", "mentions"), NAMES.items(), ids=NAMES)
def test_the_slug_of_the_fullest_name(identifier: str, mentions: list[Mention]) -> None:
    assert set(ids(*mentions)) == {identifier}


def test_the_name_keeps_its_diacritics() -> None:
    (person,) = identify([said("Jose Pittaro"), said("José Pittaro")]).persons
    assert (person.name, person.aliases) == ("José Pittaro", ("Jose Pittaro",))


def test_namesakes_all_get_the_nation_then_the_year_then_a_number() -> None:
    mentions = [
        said("Hal Ray"), said("Hal Ray", "USA", 1900), said("Hal Ray", "USA", 1980), said("Hal Ray", None, 1936),
        row("Hal Ray", 1, "FIJ"), row("Hal Ray", 2, "FIJ"),
    ]  # fmt: skip
    assert ids(*mentions) == [
        "hal-ray-gbr", "hal-ray-usa-1900", "hal-ray-usa-1980", "hal-ray-1936",
        "hal-ray-fij-1996-1", "hal-ray-fij-1996-2",
    ]  # fmt: skip


def test_an_identifier_does_not_pass_to_another_person_whose_name_was_an_alias() -> None:
    hansen = said("Willy Hansen", "DEN", 1928)
    stranger = said("Willy Hansen", "NOR", 1996)
    assert ids(hansen) == ["willy-hansen"]
    assert ids(hansen, stranger, said("Willy Falck Hansen", "DEN", 1924)) == [
        "willy-falck-hansen", "willy-hansen-nor", "willy-falck-hansen",
    ]  # fmt: skip


def test_a_numbered_identifier_never_meets_a_name_that_is_so() -> None:
    mentions = [row("Hal Ray", 1), row("Hal Ray", 2), said("Hal Ray GBR 1996 1", "USA")]
    assert len(set(ids(*mentions))) == 3


def test_a_stranger_changes_no_identifier() -> None:
    mentions = [said("Hal Ray"), said("Hal Ray", "USA"), said("J. Smith"), row("Kim Lee", 1), row("Kim Lee", 2)]
    assert ids(*mentions, said("Zoe Stranger", "NZL"))[:-1] == ids(*mentions)
