"""A user's own words: in use inside `using` alone, and remembered apart from those of others."""

from __future__ import annotations

import pickle
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from schemas.caches import forget_all, remembered_in_words
from schemas.nations import all_nations, is_noc, may_name, nation_name, noc_of
from schemas.templates import default_templates
from schemas.vocabulary import default_vocabulary
from schemas.words import NO_WORDS, NationWords, UserWords, using, words_in_use

RUANDA = UserWords(nations=(NationWords("RUU", ("Ruanda-Urundi", "Ruanda"), 1924, 1962),))
OTHER = UserWords(nations=(NationWords("BEL", ("Ruanda-Urundi",)),))
WORDS = UserWords(
    templates=(("vlag atleet", "flagIOCathlete"),),
    ignored_templates=(("Fahnenreihe", "draws a row of flags"),),
    columns=(("Hiihtäjä", "competitor"), ("Rank", "lane")),
    column_units=(("Maaliaika", "s"),),
    infobox=(("Austragungsort", "venue"), ("caption", "notes")),
    rounds=(("Hoffnungslauf", "repechage"),),
    sections=(("Einzelnachweise", "navigation"),),
    units=(("tandem", "s"),),
)


def test_a_nation_that_the_table_lacks_is_one_where_the_user_says_so() -> None:
    assert noc_of("Ruanda-Urundi", 1960) is None
    with using(RUANDA):
        assert noc_of("Ruanda-Urundi", 1960) == noc_of("RUANDA URUNDI") == "RUU"
        assert noc_of("Ruanda-Urundi", 1964) is None
        assert is_noc("RUU")
        assert nation_name("RUU") == "Ruanda-Urundi"
        assert may_name("Ann Other Ruanda", "RUU")
        assert all_nations()[-1].names == ("Ruanda-Urundi", "Ruanda")
    assert noc_of("Ruanda-Urundi", 1960) is None
    assert not is_noc("RUU")


def test_a_users_name_outweighs_the_tables_in_its_years_alone() -> None:
    with using(UserWords(nations=(NationWords("GDR", ("Germany",), 1950, 1952),))):
        assert noc_of("Germany", 1952) == "GDR"
        assert noc_of("Germany", 1928) == "GER"


def test_a_further_name_of_a_known_code_holds_in_the_years_of_the_code() -> None:
    with using(UserWords(nations=(NationWords("TCH", ("ČSR",)),))):
        assert noc_of("ČSR", 1932) == "TCH"
        assert noc_of("ČSR", 2012) is None
        assert nation_name("TCH") == "Czechoslovakia"


def test_words_name_columns_fields_rounds_sections_and_templates() -> None:
    with using(WORDS):
        vocabulary = default_vocabulary()
        assert vocabulary.columns["hiihtaja"] == "competitor"
        assert vocabulary.columns["rank"] == "lane"  # the user's word outweighs the package's
        assert vocabulary.columns["rider"] == "competitor"
        assert vocabulary.column_units["loppuaika"] == "s"
        assert vocabulary.infobox["austragungsort"] == "venue"
        assert "caption" not in vocabulary.infobox_display
        assert vocabulary.rounds["hoffnungslauf"] == "repechage"
        assert vocabulary.sections["einzelnachweise"] == "navigation"
        assert vocabulary.unit_of("Tandem race") == "s"
        registry = default_templates()
        assert registry.meaning("Vlag_atleet") == registry.meaning("flagIOCathlete")
        ignored = registry.meaning("fahnenreihe")
        assert ignored is not None
        assert ignored.ignored == "draws a row of flags"
    assert "hiihtaja" not in default_vocabulary().columns
    assert default_vocabulary().columns["rank"] == "rank"
    assert default_templates().meaning("vlag atleet") is None


def test_what_is_remembered_of_words_is_remembered_for_those_words() -> None:
    asked = []

    @remembered_in_words(8)
    def name(text: str) -> str | None:
        asked.append(text)
        return noc_of(text, 1960)

    for words, expected in ((RUANDA, "RUU"), (OTHER, "BEL"), (NO_WORDS, None), (RUANDA, "RUU")):
        with using(words):
            assert name("Ruanda-Urundi") == expected
    assert len(asked) == 3
    forget_all()


def test_equal_words_that_came_another_way_share_what_is_remembered() -> None:
    sent = pickle.loads(pickle.dumps(RUANDA))
    with using(RUANDA):
        first = words_in_use()
    with using(sent):
        assert words_in_use() is first
    with using(UserWords()):
        assert words_in_use().words == NO_WORDS


def test_threads_of_one_process_do_not_see_each_others_words() -> None:
    both = threading.Barrier(2, timeout=30)

    def read(words: UserWords) -> list[str | None]:
        with using(words):
            found = []
            for _ in range(50):
                both.wait()
                found.append(noc_of("Ruanda-Urundi", 1960))
            return found

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(read, (RUANDA, OTHER))
    assert (set(first), set(second)) == ({"RUU"}, {"BEL"})
    assert noc_of("Ruanda-Urundi", 1960) is None


def test_an_error_inside_leaves_nothing_behind() -> None:
    with pytest.raises(ZeroDivisionError), using(RUANDA):
        _ = 1 // 0
    assert words_in_use().words == NO_WORDS


def test_the_digest_is_of_the_words_alone() -> None:
    assert NO_WORDS.digest == UserWords().digest == ""
    assert RUANDA.digest == pickle.loads(pickle.dumps(RUANDA)).digest
    others = [replace(RUANDA, rounds=(("a", "b"),)), replace(RUANDA, sections=(("a", "b"),)), OTHER, WORDS]
    assert len({RUANDA.digest, *(words.digest for words in others)}) == 5
