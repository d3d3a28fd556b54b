"""raw/vocabulary.toml as it is read: good entries apply, each bad one is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.vocabulary import VocabularyFileError, load_vocabulary, read_vocabulary
from schemas.words import NO_WORDS, NationWords, UserWords

PATH = Path("raw/vocabulary.toml")
WHOLE = """
[templates]
"vlag atleet" = "flagIOCathlete"
Wettkampf = "Infobox sport event"

[ignored_templates]
Fahnenreihe = "draws a row of flags"

[columns]
competitor = ["Hiihtäjä", "Renster"]
mark = ["Loppuaika"]

[column_units]
s = ["Loppuaika"]

[infobox]
venue = ["Austragungsort"]

[rounds]
repechage = ["Hoffnungslauf"]
small-final = ["Kleines Finale"]

[sections]
navigation = ["Einzelnachweise"]

[units]
s = ["tandem"]

[statuses]
dnf = ["Uit koers"]

[ignored_columns]
Fiets = "the make of the bicycle"

[ignored_infobox]
"Foto van" = "who took the picture"

[nations]
BEL = ["Koninkrijk België"]
NOR = { demonyms = ["norske"] }
RUU = { names = ["Ruanda-Urundi"], first_year = 1924, last_year = 1962 }
"""


def refused(text: str) -> list[str]:
    read = read_vocabulary(text, PATH)
    assert all((r.path, r.stage, r.is_document) == ("vocabulary.toml", "vocabulary", True) for r in read.rejects)
    return [reject.message for reject in read.rejects]


def test_every_section_is_read() -> None:
    read = read_vocabulary(WHOLE, PATH)
    assert read.rejects == ()
    assert read.words == UserWords(
        templates=(("Wettkampf", "infobox"), ("vlag atleet", "flagIOCathlete")),
        ignored_templates=(("Fahnenreihe", "draws a row of flags"),),
        columns=(("Hiihtäjä", "competitor"), ("Loppuaika", "mark"), ("Renster", "competitor")),
        column_units=(("Loppuaika", "s"),),
        infobox=(("Austragungsort", "venue"),),
        rounds=(("Hoffnungslauf", "repechage"), ("Kleines Finale", "small-final")),
        sections=(("Einzelnachweise", "navigation"),),
        units=(("tandem", "s"),),
        statuses=(("Uit koers", "dnf"),),
        ignored_columns=(("Fiets", "the make of the bicycle"),),
        ignored_infobox=(("Foto van", "who took the picture"),),
        nations=(
            NationWords("BEL", ("Koninkrijk België",)),
            NationWords("NOR", (), None, None, ("norske",)),
            NationWords("RUU", ("Ruanda-Urundi",), 1924, 1962),
        ),
    )


def test_comments_and_order_change_no_words() -> None:
    one = read_vocabulary('[columns]\nmark = ["A", "B"]\nrank = ["C"]', PATH).words
    other = read_vocabulary('# said twice\n[columns]\nrank = ["C"]\nmark = ["B", "A", "A"]', PATH).words
    assert one.digest == other.digest


def test_without_the_file_nothing_is_added(tmp_path: Path) -> None:
    assert load_vocabulary(tmp_path).words == NO_WORDS


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[colums]\nmark = ["A"]', "`colums` is unknown; expected one of columns, column_units"),
        ('columns = ["A"]', "`columns` is no table; write [columns]"),
        ('[columns]\nathlete = ["A"]', "[columns] athlete: is unknown; expected one of "),
        ('[columns]\nmark = "A"', '[columns] mark: is no list of words; write it as mark = ["one", "another"]'),
        ("[columns]\nmark = []", "[columns] mark: is no list of words"),
        ('[columns]\nmark = ["A", 3]', "[columns] mark: is no list of words"),
        ('[columns]\nmark = ["–"]', "[columns] mark: holds '–', which is no word; remove it"),
        ('[columns]\nmark = ["Aika"]\nrank = ["AIKA"]', "[columns] mark: the word 'Aika' stands at mark and rank"),
        ('[infobox]\nstadion = ["A"]', "[infobox] stadion: is unknown; expected one of "),
        ('[rounds]\n"Small final" = ["A"]', "[rounds] Small final: is unknown; expected one of small-final, final"),
        (
            '[units]\nfurlongs = ["A"]',
            "[units] furlongs: is unknown; expected one of faults, kg, m, penalties, points, s, strokes",
        ),
        ('[templates]\nx = "flagIOCatlete"', "near it are flagiocathlete"),
        ('[templates]\nx = "qqqqqqq"', "; or name it in [ignored_templates] with a reason"),
        ("[templates]\nx = 3", "[templates] x: stands for 3, which is no template"),
        ('[templates]\n"{{x}}" = "flag"', "{{x}}: is no name of a template; write it as it stands after {{"),
        ('[templates]\nx = "flag"\nX = "nowrap"', "[templates] X: stands for two templates; keep one of them"),
        ('[ignored_templates]\nx = ""', "[ignored_templates] x: has no reason; say in a text why"),
        ('[templates]\nx = "flag"\n[ignored_templates]\nX = "y"', "[templates] x: is in [ignored_templates] as well"),
        ('[nations]\nNetherlands = ["A"]', "[nations] Netherlands: is no code; expected three capitals or digits"),
        ('[nations]\nNED = ["BEL"]', "[nations] NED: has the name 'BEL', which is a code or no word"),
        ('[nations]\nNED = { names = ["A"], from = 1 }', "has unknown fields from; expected names, demonyms"),
        ('[nations]\nNED = { first_year = 1950 }', "[nations] NED: is no list of words"),
        ('[nations]\nNED = { names = ["A"], first_year = "1950" }', "the first_year '1950'; expected a year as 1962"),
        ('[nations]\nNED = { names = ["A"], first_year = 1960, last_year = 1950}', "begins in 1960 after it ends"),
        ('[ignored_columns]\nFiets = ""', "Fiets: has no reason; say in a text why it is not to be read"),
        ("[ignored_infobox]\nFoto = 3", "[ignored_infobox] Foto: has no reason"),
        ('[ignored_columns]\n"–" = "x"', "[ignored_columns] –: is no word; write it as the article has it"),
        ('[ignored_columns]\nFiets = "a"\nFIETS = "b"', "[ignored_columns] FIETS: has two reasons; keep one of them"),
        ('[columns]\nmark = ["Aika"]\n[ignored_columns]\naika = "x"', "aika: stands in [columns] as well; remove one"),
        ('[infobox]\nvenue = ["Hal"]\n[ignored_infobox]\nHal = "x"', "Hal: stands in [infobox] as well; remove one"),
        ('[statuses]\nfell = ["Fiel"]', "[statuses] fell: is unknown; expected one of "),
        ('[nations]\nXQX = { demonyms = ["xq"] }', "is a code that is not known, with demonyms alone; add its names"),
        ('[nations]\nNED = { demonyms = "x" }', "has demonyms that are no list of words; write them as demonyms ="),
        ('[nations]\nNED = { demonyms = ["BEL"] }', "[nations] NED: has the name 'BEL', which is a code or no word"),
        ('[nations]\nNED = { demonyms = ["abc"] }\nBEL = ["abc"]', "the name 'abc' is given to BEL and NED in"),
        ('[nations]\nNED = ["Abc"]\nBEL = ["abc"]', "the name 'abc' is given to BEL and NED in the same years"),
    ],
)  # fmt: skip
def test_a_bad_entry_is_refused_by_name_and_the_rest_applies(text: str, said: str) -> None:
    messages = refused(f"{text}\n[sections]\nmedalists = ['Podest']")
    assert [message for message in messages if said in message] == messages
    assert len(messages) == 1
    assert messages[0].startswith("vocabulary.toml: ")
    words = read_vocabulary(f"{text}\n[sections]\nmedalists = ['Podest']", PATH).words
    assert words.sections == (("Podest", "medalists"),)


def test_of_a_refused_entry_nothing_applies_and_of_its_section_the_others_do() -> None:
    words = read_vocabulary('[columns]\nmark = ["Aika", "Loppuaika"]\nrank = ["aika"]', PATH).words
    assert words.columns == (("Loppuaika", "mark"),)
    words = read_vocabulary('[nations]\nNED = ["Abc", "Def"]\nBEL = ["abc"]', PATH).words
    assert words.nations == (NationWords("NED", ("Def",)),)
    words = read_vocabulary('[templates]\nx = "flag"\n[ignored_templates]\nx = "y"', PATH).words
    assert (words.templates, words.ignored_templates) == ((), ())


def test_one_name_for_two_codes_in_years_apart_is_clear() -> None:
    both = '[nations]\nRHO = { names = ["Abc"], last_year = 1979 }\nZIM = { names = ["Abc"], first_year = 1980 }'
    assert refused(both) == []


@pytest.mark.parametrize(("content", "said"), [(b"[columns", "is not TOML"), (b"\xff", "is not UTF-8")])
def test_a_file_that_is_no_toml_cannot_be_trusted(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "vocabulary.toml").write_bytes(content)
    with pytest.raises(VocabularyFileError, match=said):
        load_vocabulary(tmp_path)
