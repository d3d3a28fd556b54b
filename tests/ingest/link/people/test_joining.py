"""Which mentions are one person, and which are left apart."""

from __future__ import annotations

import pytest

from ingest.link.people import Mention, identify
from tests.ingest.link.people.made import are_one, ids, reasons, row, said

ONE = {
    "the same name in the same event": [said("Chris Hoy"), said("Chris Hoy")],
    "diacritics": [said("José Pittaro", "ARG"), said("Jose Pittaro", "ARG", 2000)],
    "a family name with a comma": [said("Hoy, Chris"), said("Chris Hoy", year=2000)],
    "a pause of three Olympiads": [said("Reg Harris", year=1936), said("Reg Harris", year=1948)],
    "a career of seven Olympiads": [said("Ann Lee", year=year) for year in (1972, 1984, 1996, 2000)],
    "no nation, but the same series": [said("Dunc Gray", None, 1928), said("Dunc Gray", "AUS", 1932)],
    "a code that was only replaced": [said("Ali Haddad", "LIB", 2012), said("Ali Haddad", "LBN", 2016)],
    "the family name, in the event": [said("Aerts", None), said("Jef Aerts", "BEL")],
    "an initial, in the event": [said("J. Aerts", "BEL"), said("Jef Aerts", "BEL")],
    "middle names, in the event": [said("Willy Hansen", "DEN"), said("Willy Falck Hansen", "DEN")],
    "middle names, in another year": [said("Willy Hansen", "DEN", 1928), said("Willy Falck Hansen", "DEN", 1924)],
    "a second family name": [said("José Pérez", "ESP", 1928), said("José Pérez García", "ESP", 1924)],
    "spellings, in the event": [said("Gennadiy Chernovol", "KAZ"), said("Gennady Tchernovol", "KAZ")],
    "spellings, in another year": [said("Sergei Klugin", "RUS"), said("Sergey Klugin", "RUS", 2000)],
    "family name first": [said("Kim Gwang-seon", "KOR"), said("Gwang-seon Kim", "KOR", 2000)],
    "a given name in one word": [said("Kim Gwang-seon", "KOR"), said("Kim Gwangseon", "KOR", 2000)],
    "a Hungarian name": [said("Lendvai Tibor", "HUN"), said("Tibor Lendvai", "HUN")],
    "a nickname": [said('William "Bill" Smith'), said("Bill Smith", year=2000)],
    "a nickname beside the given name": [said('William "Bill" Smith'), said("William Smith", year=2000)],
    "the same medal": [said("Josh Tarling", slot="x|bronze"), said("Joshua Tarling", slot="x|bronze")],
    "the same medal, spelt otherwise": [said("Maximilian Levy", slot="x|g"), said("Maximillian Levy", slot="x|g")],
    "a link, another nation": [
        said("Ivan Petrov", "URS", 1988, link="Ivan Petrov"), said("Iwan Petrow", "GER", 1996, link="Ivan Petrov"),
    ],
    "a link, another sport": [
        said("Ann Lee", link="Ann Lee"), said("Ann Lee-Ray", sport="rowing", event="mens-eight", link="Ann Lee"),
    ],
    "a piped link": [said("Chris Brown", link="Chris Brown (cyclist)"), said("C. Brown", link="Chris Brown (cyclist)")],
}  # fmt: skip

SEVERAL = {
    "two rows of one table": [row("Kim Min-jung", 1, "KOR"), row("Kim Min-jung", 2, "KOR")],
    "two rows of one table, with one link": [row("Hal Ray", 1, link="Hal Ray"), row("Hal Ray", 2, link="Hal Ray")],
    "brothers by their initials": [row("J. Smith", 1), row("P. Smith", 2)],
    "brothers by their names": [row("John Smith", 1), row("Paul Smith", 2)],
    "names of one round": [row("Maria Silva", 1, "BRA"), row("Maria da Silva", 2, "BRA")],
    "an initial for two": [said("J. Smith"), said("John Smith"), said("Jack Smith")],
    "an initial in another event": [said("J. Smith"), said("John Smith", year=2000)],
    "the same initials in another event": [said("J. Smith"), said("J. Smith", year=2000)],
    "the same family name in another event": [said("Smith"), said("Smith", year=2000)],
    "a series that has the name of two sports' events": [
        said("Hal Ray", year=1996, sport="archery", event="mens-individual"),
        said("Hal Ray", year=2000, sport=None, event="mens-individual"),
        said("Hal Ray", year=2004, sport="fencing", event="mens-individual"),
    ],
    "a family name in another event": [said("Smith"), said("John Smith", year=2000)],
    "a short given name": [said("Dan Smith"), said("Daniel Smith", year=2000)],
    "another nation": [said("Ivan Petrov", "URS", 1988), said("Ivan Petrov", "GER", 1992)],
    "a state that fell apart": [said("Ivan Petrov", "URS", 1988), said("Ivan Petrov", "RUS", 1996)],
    "another nation, in one event": [said("Peter Maier", "FRG"), said("Peter Maier", "GDR")],
    "no nation beside two nations": [said("Hal Ray", None), said("Hal Ray", "GBR", 1992), said("Hal Ray", "USA", 1992)],
    "no nation, another series": [said("Hal Ray", None), said("Hal Ray", "GBR", 2000, event="mens-keirin")],
    "another sport": [said("Hal Ray"), said("Hal Ray", sport="rowing", event="mens-eight")],
    "two sports forty years apart": [said("Hal Ray", year=1960), said("Hal Ray", year=2000, sport="judo", event="m")],
    "father and son": [said("Hal Ray", year=1936), said("Hal Ray", year=1960)],
    "a man and a woman": [said("Kim Robin", "SWE"), said("Kim Robin", "SWE", event="womens-sprint", sex="f")],
    "pages of one name": [said("Hal Ray", link="Hal Ray (a)"), said("Hal Ray", year=2000, link="Hal Ray (b)")],
    "different pages": [said("Hal Ray", link="Halbert Ray"), said("Hal Ray", year=2000, link="Harold Ray")],
    "one link, a century": [said("Hal Ray", year=1908, link="Hal Ray"), said("Hal Ray", year=1996, link="Hal Ray")],
    "given name and family name turned": [said("James Thomas"), said("Thomas James")],
    "generations": [said("Ken Ray Jr."), said("Ken Ray Sr.", year=2000)],
    "holders of different medals": [said("Lin Yu-chun", "TPE", slot="x|g"), said("Lin Yu-hsun", "TPE", slot="x|s")],
    "a name that two extend": [
        said("Juan Pérez", "ESP"), said("Juan Pérez García", "ESP", 1992), said("Juan Pérez López", "ESP", 2000),
    ],
}  # fmt: skip


@pytest.mark.parametrize("mentions", ONE.values(), ids=ONE)
def test_one_person(mentions: list[Mention]) -> None:
    assert are_one(*mentions)


@pytest.mark.parametrize("mentions", SEVERAL.values(), ids=SEVERAL)
def test_several_persons(mentions: list[Mention]) -> None:
    assert len(set(ids(*mentions))) == len(mentions)


def test_a_longer_chain_than_a_career_is_parted_where_the_pause_is_longest() -> None:
    years = (1900, 1904, 1916, 1920, 1932, 1936)
    found = ids(*(said("Hal Ray", year=year) for year in years))
    assert [found[n] == found[n + 1] for n in (0, 2, 4)] == [True, True, True]
    assert len(set(found)) == 3


def test_links_to_a_redirect_are_links_to_its_page() -> None:
    mentions = [said("Ivan Petrov", "URS", 1988, link="Ivan Petroff"), said("Ivan Petrov", "GER", link="Ivan Petrov")]
    assert not are_one(*mentions)
    assert are_one(*mentions, redirects={"Ivan Petroff": "Ivan petrov", "Ivan petrov": "Ivan Petrov"})


def test_redirects_in_a_circle_end() -> None:
    assert are_one(said("A. Ray", link="A"), said("A. Ray", year=2000, link="A"), redirects={"A": "B", "B": "A"})


OPEN = {
    "one is of URS, the other of GER": [said("Ivan Petrov", "URS", 1988), said("Ivan Petrov", "GER", 1992)],
    "the sports differ": [said("Hal Ray"), said("Hal Ray", sport="rowing", event="mens-eight")],
    "the sport of one of them is not known": [said("Hal Ray"), said("Hal Ray", sport=None, event="mens-road-race")],
    "24 years lie between them": [said("Hal Ray", year=1936), said("Hal Ray", year=1960)],
    "no nation is known of one of them": [said("Hal Ray", None), said("Hal Ray", "GBR", 2000, event="mens-keirin")],
    "which alone proves nothing": [said("J. Smith"), said("John Smith", year=2000)],
    "and of 1 more": [said("J. Smith"), said("John Smith"), said("Jack Smith")],
    "spelt almost alike": [said("Kim Jong-su", "KOR"), said("Kim Jong-soo", "KOR")],
}


@pytest.mark.parametrize(("reason", "mentions"), OPEN.items(), ids=OPEN)
def test_what_is_left_apart_is_listed_with_what_is_missing(reason: str, mentions: list[Mention]) -> None:
    found = identify(mentions)
    assert reasons(found)
    assert all(reason in words for words in reasons(found))
    open_pairs = [identity for identity in found.identities if identity.outcome == "open"]
    assert all(pair.competitor_id < pair.other_id and len(pair.supporting) == 2 for pair in open_pairs)


NOT_OPEN = {
    "two sports forty years apart": SEVERAL["two sports forty years apart"],
    "two rows of one table": SEVERAL["two rows of one table"],
    "brothers by their names": SEVERAL["brothers by their names"],
    "a man and a woman": SEVERAL["a man and a woman"],
    "pages of one name": SEVERAL["pages of one name"],
    "another nation and another sport": [said("Hal Ray"), said("Hal Ray", "USA", sport="rowing", event="mens-eight")],
    "a century": [said("Hal Ray", year=1896), said("Hal Ray", year=1996)],
    "one person": ONE["a nickname"],
}


@pytest.mark.parametrize("mentions", NOT_OPEN.values(), ids=NOT_OPEN)
def test_what_is_certain_is_not_listed(mentions: list[Mention]) -> None:
    assert reasons(identify(mentions)) == []


def test_a_third_row_that_two_namesakes_may_be_is_left_open_to_both() -> None:
    rows = [row("Kim Min-jung", 1, "KOR"), row("Kim Min-jung", 2, "KOR"), row("Kim Min-jung", 1, "KOR", document="b")]
    found = identify(rows)
    assert len(found.persons) == 3
    assert len(reasons(found)) == 2


def test_every_join_has_its_rule_and_the_statements_of_both_names() -> None:
    short, full = said("Willy Hansen", "DEN", 1928), said("Willy Falck Hansen", "DEN", 1924)
    found = identify([short, full])
    (joined,) = found.identities
    assert (joined.rule, joined.outcome, joined.name, joined.other_name) == (
        "middle_names", "joined", "Willy Falck Hansen", "Willy Hansen",
    )  # fmt: skip
    assert joined.supporting == tuple(sorted(short.statement_ids + full.statement_ids))


@pytest.mark.parametrize(
    ("mentions", "basis"),
    [
        ([said("Hal Ray")], "stated"),
        ([said("Hal Ray"), said("Hal Ray")], "stated"),
        ([said("Hal Ray", link="Hal Ray"), said("Hal Ray", "USA", 2000, link="Hal Ray")], "stated"),
        ([said("Hal Ray"), said("Hal Ray", year=2000)], "inferred"),
    ],
)
def test_the_basis_says_whether_names_alone_made_the_person(mentions: list[Mention], basis: str) -> None:
    (person,) = identify(mentions).persons
    assert person.basis == basis
