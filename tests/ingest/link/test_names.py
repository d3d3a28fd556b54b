from __future__ import annotations

import pytest

from ingest.link.names import full_names, is_short_form


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Hansen", "Willy Hansen"),
        ("van Drakestein", "Gerard Bosch van Drakestein"),
        ("Rodriguez", "Francisco Rodríguez"),
    ],
)
def test_a_surname_is_a_short_form(short: str, full: str) -> None:
    assert is_short_form(short, full)


@pytest.mark.parametrize(
    ("short", "full"), [("Willy", "Willy Hansen"), ("Hansen", "Hansen"), ("ansen", "Willy Hansen")]
)
def test_what_is_no_short_form(short: str, full: str) -> None:
    assert not is_short_form(short, full)


def test_a_surname_stands_for_the_one_who_has_it() -> None:
    assert full_names(["Hansen", "Willy Hansen", "Dunc Gray"])["Hansen"] == "Willy Hansen"


def test_a_surname_of_two_stands_for_neither() -> None:
    assert full_names(["Hansen", "Willy Hansen", "Ole Hansen"])["Hansen"] == "Hansen"


def test_the_longest_of_a_chain_counts() -> None:
    names = full_names(["Hansen", "Falck Hansen", "Willy Falck Hansen"])
    assert set(names.values()) == {"Willy Falck Hansen"}


@pytest.mark.parametrize("team", ["Ann Aal and Bea Bek", "Ann Aal, Bea Bek", "Ann Aal; Bea Bek"])
def test_the_last_of_several_is_no_short_form_of_them(team: str) -> None:
    assert not is_short_form("Bek", team)
    assert not is_short_form("Bea Bek", team)
