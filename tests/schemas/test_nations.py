"""Nations: names, demonyms and codes, each in its years."""

from __future__ import annotations

from collections import Counter
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import nations
from schemas.nations import all_nations, demonyms, is_noc, may_name, names_code, nation_name, noc_of

FIRST_GAMES, FAR_FUTURE = 1896, 2040
NAMES = {name for nation in all_nations() if not nation.ambiguous for name in nation.names if noc_of(name)}
"""Every name and alias as written that stands for a nation today, or last did."""


@pytest.mark.parametrize(
    ("text", "year", "noc"),
    [
        ("Lebanon", 1968, "LIB"),
        ("Lebanon", 2016, "LBN"),
        ("Lebanon", None, "LBN"),
        ("Trinidad and Tobago", 1968, "TRI"),
        ("Trinidad and Tobago", 2012, "TRI"),
        ("Trinidad & Tobago", 2016, "TTO"),
        ("Singapore", 2012, "SIN"),
        ("Singapore", 2016, "SGP"),
        ("Iran", 1976, "IRN"),
        ("Iran", 2000, "IRI"),
        ("Burma", 1960, "BIR"),
        ("Germany", 1928, "GER"),
        ("Germany", 1952, "GER"),
        ("Germany", 1956, "EUA"),
        ("Germany", 1964, "EUA"),
        ("United Team of Germany", 1964, "EUA"),
        ("Germany", 1968, None),
        ("West Germany", 1968, "FRG"),
        ("West German", 1988, "FRG"),
        ("East Germany", 1988, "GDR"),
        ("Germany", 1992, "GER"),
        ("Germany", None, "GER"),
        ("Soviet Union", 1952, "URS"),
        ("Unified Team", 1992, "EUN"),
        ("Russia", 1908, "RUS"),
        ("Russia", 1960, None),
        ("Russia", 2004, "RUS"),
        ("Serbia", 1912, "SRB"),
        ("Serbia", 2000, None),
        ("Yugoslavia", 2000, "YUG"),
        ("Serbia and Montenegro", 2004, "SCG"),
        ("Czech", 1908, "BOH"),
        ("Czech", 1968, "TCH"),
        ("Czech", 1996, "CZE"),
        ("Australian", 1912, "ANZ"),
        ("Australia", 1928, "AUS"),
        ("Egypt", 1964, "UAR"),
        ("Egypt", 1972, "EGY"),
        ("Netherlands", 1928, "NED"),
        ("Romania", 1976, "ROU"),
        ("Zaire", 1992, "ZAI"),
        ("DR Congo", 1992, None),
        ("Taiwan", 1964, None),
        ("Taiwan", 2004, "TPE"),
        ("Estonia", 1936, "EST"),
        ("Estonia", 1960, None),
    ],
)
def test_a_name_is_the_code_in_use_that_year(text: str, year: int | None, noc: str | None) -> None:
    assert noc_of(text, year) == noc


@pytest.mark.parametrize(
    ("text", "noc"),
    [
        ("the Netherlands", "NED"),
        ("The Gambia", "GAM"),
        ("Bahamas", "BAH"),
        ("great\u00a0britain", "GBR"),
        ("  Great  Britain ", "GBR"),
        ("Cote d’Ivoire", "CIV"),
        ("Turkiye", "TUR"),
        ("Türkiye", "TUR"),
        ("Guinea Bissau", "GBS"),
        ("Islamic Republic of Iran", "IRI"),
        ("U.S.", "USA"),
        ("USSR", "URS"),
        ("UK", "GBR"),
        ("Dutchman", "NED"),
        ("Dane", "DEN"),
        ("Briton", "GBR"),
        ("Swiss", "SUI"),
        ("Congo", "CGO"),
        ("Niger", "NIG"),
        ("Nigeria", "NGR"),
        ("England", "ENG"),
    ],
)
def test_spellings_of_a_name(text: str, noc: str) -> None:
    assert noc_of(text) == noc


@pytest.mark.parametrize(
    "text", ["", "Ruritania", "us", "can", "Dominican", "Congolese", "English", "Scottish", "XYZ", "-", "the"]
)
def test_what_names_no_nation_or_two_is_none(text: str) -> None:
    assert noc_of(text) is None


@pytest.mark.parametrize(("code", "year"), [("NED", 1928), ("HOL", 2004), ("LBN", 1968), ("ROC", 1900), ("EUA", None)])
def test_a_code_from_a_source_stays_whatever_the_year(code: str, year: int | None) -> None:
    assert noc_of(code, year) == code
    assert is_noc(code)


def test_codes_are_case_sensitive() -> None:
    assert noc_of("gbr") is None
    assert not is_noc("gbr")


def test_every_code_has_one_row_in_order() -> None:
    codes = [nation.noc for nation in all_nations()]
    assert codes == sorted(set(codes))


def test_a_word_means_one_nation_in_any_year() -> None:
    for year in range(FIRST_GAMES, FAR_FUTURE):
        words: Counter[str] = Counter()
        for nation in all_nations():
            if nation.valid_in(year) and not nation.ambiguous:
                words.update({nations._key(word) for word in (*nation.names, *nation.demonyms)})
        assert [word for word, count in words.items() if count > 1] == [], year


def test_no_name_is_written_like_another_nations_code() -> None:
    assert [name for name in NAMES if is_noc(name) and noc_of(name) != name] == []


@pytest.mark.parametrize("nation", all_nations(), ids=lambda nation: nation.noc)
def test_a_row_is_well_formed(nation: nations.Nation) -> None:
    assert len(nation.noc) == 3
    assert nation.noc == nation.noc.upper()
    assert all(word == word.strip() != "" for word in (*nation.names, *nation.demonyms))
    assert nation.name not in nation.aliases
    assert nation.successor is None or is_noc(nation.successor)
    ends = [year for period in nation.periods for year in period if year is not None]
    assert ends == sorted(ends)


@pytest.mark.parametrize("nation", all_nations(), ids=lambda nation: nation.noc)
def test_the_usual_name_leads_back_to_the_code_in_its_years(nation: nations.Nation) -> None:
    years = [year for year in range(FIRST_GAMES, FAR_FUTURE) if nation.valid_in(year)]
    expected = set() if nation.ambiguous else {nation.noc}
    found = {noc_of(nation.name, year) for year in years} - {None}
    assert found == expected or (nation.ambiguous and nation.noc not in found)


def test_ambiguous_codes_are_never_chosen_from_a_word() -> None:
    ambiguous = {nation.noc for nation in all_nations() if nation.ambiguous}
    assert {"HOL", "ROM"} <= ambiguous
    assert not ambiguous & {*map(noc_of, NAMES), *demonyms().values()}


def test_tables_of_words() -> None:
    assert [noc_of(name) for name in ("Lebanon", "Soviet Union", "United States of America")] == ["LBN", "URS", "USA"]
    assert demonyms()["Danish"] == "DEN"
    assert demonyms()["East German"] == "GDR"
    assert not NAMES & demonyms().keys()


@pytest.mark.parametrize(
    ("noc", "name"), [("KOR", "South Korea"), ("CIV", "Ivory Coast"), ("GBR", "Great Britain"), ("XXX", None)]
)
def test_the_usual_name(noc: str, name: str | None) -> None:
    assert nation_name(noc) == name


@given(st.text(), st.none() | st.integers(1890, 2050))
def test_any_text_gives_a_known_code_or_none(text: str, year: int | None) -> None:
    noc = noc_of(text, year)
    assert noc is None or is_noc(noc)


_WORDS = st.sampled_from(["Jane", "van", "der", "Berg,", "O'Neil", "Korea", "(KOR)", "the", "U.S.A.", "St.", "Łódź"])


@given(st.lists(_WORDS | st.sampled_from(sorted(NAMES)), max_size=5), st.sampled_from(all_nations()))
def test_the_quick_look_for_a_nation_misses_none(parts: list[str], nation: nations.Nation) -> None:
    text = " ".join(parts)
    words = text.split()
    named = {noc_of(" ".join(words[i:j])) for i in range(len(words)) for j in range(i + 1, len(words) + 1)}
    assert may_name(text, nation.noc) or nation.noc not in named


def test_the_quick_look_spares_names_of_people() -> None:
    assert not may_name("Jane van der Berg", "NED")
    assert may_name("Jane van der Berg Netherlands", "NED")


def test_a_code_of_another_body_is_the_iocs() -> None:
    assert (noc_of("NLD"), noc_of("CHE", 1928), noc_of("nld"), is_noc("NLD")) == ("NED", "SUI", None, False)
    assert may_name("Ann Other NLD", "NED")


def test_a_team_of_refugees_has_a_code_that_no_name_stands_for() -> None:
    assert (noc_of("REF"), nation_name("REF"), noc_of("Refugee Team")) == ("REF", "Refugee Team", "EOR")


def test_no_name_of_a_nation_is_passed_over_by_its_first_word() -> None:
    names = sorted({name for nation in all_nations() for name in (*nation.names, *nation.demonyms)})
    for text in (text for name in names for text in (name, name.lower(), f"the {name}", f" {name.upper()} ")):
        whole = nations._noc_of_key(nations._key(text), None)
        assert is_noc(text.strip()) or noc_of(text) == (whole or nations.other_codes().get(text.strip()))


def test_names_of_persons_are_passed_over_by_their_first_word() -> None:
    with patch.object(nations, "_key", side_effect=AssertionError("the whole name was looked at")):
        assert noc_of("Fabian Testperson") is None
        assert not names_code("Fabian Testperson", "SUI")
