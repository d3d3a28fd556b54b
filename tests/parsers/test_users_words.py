"""What a user's own words change in what is read of an article: ignored with a reason, demonyms, statuses."""

from __future__ import annotations

from parsers.extract import extract
from parsers.plaintext import parse_plaintext
from schemas.extraction import CoverageEntry, Extraction
from schemas.nations import noc_of
from schemas.words import NO_WORDS, NationWords, UserWords, using

ARTICLE = """= Cycling at the 1952 Summer Olympics – Men's sprint =
Infobox
- Venue: Old Oval
- Foto van: Piet

Twelve Norske cyclists took part.

== Results ==

| Rank | Cyclist | Nation | Time | Fiets |
| 1 | Ann Aal | Norway | 11.8 | Gazelle |
| 2 | Bea Bek | Denmark | Uit koers | Batavus |
"""
WORDS = UserWords(
    statuses=(("Uit koers", "dnf"),),
    ignored_columns=(("Fiets", "the make of the bicycle"),),
    ignored_infobox=(("Foto van", "who took the picture"),),
    nations=(NationWords("NOR", (), None, None, ("Norske",)),),
)


def _read(words: UserWords) -> Extraction:
    with using(words):
        return extract(parse_plaintext("a", ARTICLE, "A"))


def _entry(extraction: Extraction, part: str) -> CoverageEntry:
    return next(entry for entry in extraction.coverage if part in entry.name)


def test_an_ignored_column_says_nothing_and_the_ledger_why() -> None:
    without, ignored = _read(NO_WORDS), _read(WORDS)
    assert [s.value.text for s in without.statements if s.property == "fiets"] == ["Gazelle", "Batavus"]
    assert _entry(without, "Fiets").outcome == "unread"
    assert not any(s.value.text in {"Gazelle", "Batavus"} for s in ignored.statements)
    entry = _entry(ignored, "Fiets")
    assert (entry.outcome, entry.count, entry.reason) == ("ignored", 2, "vocabulary.toml: the make of the bicycle")


def test_an_ignored_key_of_an_infobox_says_nothing_and_the_ledger_why() -> None:
    assert any(s.value.text == "Piet" for s in _read(NO_WORDS).statements)
    extraction = _read(WORDS)
    assert not any(s.value.text == "Piet" for s in extraction.statements)
    entry = _entry(extraction, "Foto van")
    assert (entry.outcome, entry.reason) == ("ignored", "vocabulary.toml: who took the picture")
    assert any(field.value == "Piet" for field in extraction.document.infoboxes[0].fields)  # the article has it


def test_to_ignore_a_known_word_takes_its_column_away() -> None:
    extraction = _read(UserWords(ignored_columns=(("time", "measured by hand"),)))
    assert not any(s.property == "mark" for s in extraction.statements)
    assert _entry(extraction, "Time").outcome == "ignored"


def test_a_status_in_the_user_s_words_is_one() -> None:
    def told(words: UserWords) -> list[str]:
        return [s.value.text for s in _read(words).statements if s.property == "status"]

    assert (told(NO_WORDS), told(WORDS)) == ([], ["Uit koers"])


def test_demonyms_alone_add_no_name_to_a_code() -> None:
    with using(WORDS):
        assert noc_of("norske") == "NOR"
        assert noc_of("Norway") == "NOR"
        assert noc_of("") is None
    assert noc_of("norske") is None
