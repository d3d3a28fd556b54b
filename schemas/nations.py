"""Nations: their IOC codes, and which code a name stood for in a year.

The facts are in `data/nations.csv`, one row a code. A code is valid in the years of its row (lists of first and last
years, `;` between them; blank is open). The years are those of the team, not of the state: between 1956 and 1964
"Germany" is EUA, and in 1968 it is no code, because two teams could be meant. Codes about whose years sources differ
(`ambiguous`) are known as codes, but never chosen from a name. `data/nation_names.toml` has names in other languages;
they stand in cells and templates, and are not looked for in prose, which is read in English.

Names that the user gives (`schemas.words`) outweigh the table's in the years that they are given for.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from schemas.caches import remembered, remembered_in_words, table_of_words
from schemas.slugs import slug
from schemas.words import NationWords, WordsInUse, words_in_use

_ABBREVIATION = re.compile(r"(?:[A-Z]\.?){2,4}")
_ARTICLE = "the-"
_LONGEST_REMEMBERED = 200
_CODE_LENGTH = 3


@dataclass(frozen=True, slots=True)
class Nation:
    """A code and what it stood for. `periods` are first and last years, both inclusive, None where open."""

    noc: str
    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    periods: tuple[tuple[int | None, int | None], ...]
    successor: str | None
    ambiguous: bool

    @property
    def names(self) -> tuple[str, ...]:
        """The usual name, then the others; none of a code to which a user adds demonyms alone."""
        return tuple(filter(None, (self.name, *self.aliases)))

    @property
    def is_current(self) -> bool:
        """Whether the code is still in use."""
        return self.periods[-1][1] is None

    def valid_in(self, year: int) -> bool:
        """Say whether the code was in use in `year`."""
        return any((first is None or first <= year) and (last is None or year <= last) for first, last in self.periods)


def _words(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()


def _years(cell: str, count: int) -> list[int | None]:
    years = [int(year) if year else None for year in cell.split(";")]
    return years if len(years) == count else years * count


def _nation(row: Mapping[str, str]) -> Nation:
    firsts, lasts = row["first_year"], row["last_year"]
    count = max(firsts.count(";"), lasts.count(";")) + 1
    return Nation(
        noc=row["noc"],
        name=row["name"],
        aliases=_words(row["aliases"]),
        demonyms=_words(row["demonyms"]),
        periods=tuple(zip(_years(firsts, count), _years(lasts, count), strict=True)),
        successor=row["successor"] or None,
        ambiguous=row["ambiguous"] == "yes",
    )


@cache
def package_nations() -> tuple[Nation, ...]:
    """Return the nations of the table alone, in the order of the codes."""
    with (files("schemas") / "data" / "nations.csv").open(encoding="utf-8") as file:
        return tuple(_nation(row) for row in csv.DictReader(file))


@cache
def _package_codes() -> dict[str, Nation]:
    return {nation.noc: nation for nation in package_nations()}


@table_of_words
def _users_nations() -> tuple[Nation, ...]:
    return tuple(map(_users_nation, words_in_use().words.nations))


def _users_nation(given: NationWords) -> Nation:
    """Return what a user says of a code; without years, its names hold in those of the code."""
    known = _package_codes().get(given.noc)
    periods: tuple[tuple[int | None, int | None], ...] = ((given.first_year, given.last_year),)
    if known and given.first_year is None and given.last_year is None:
        periods = known.periods
    name, *aliases = given.names or ("",)
    successor = known.successor if known else None
    return Nation(given.noc, name, tuple(aliases), given.demonyms, periods, successor, ambiguous=False)


def all_nations() -> tuple[Nation, ...]:
    """Return every nation, in the order of the codes, then what the user adds: a code may be among both."""
    return (*package_nations(), *_users_nations())


@table_of_words
def _by_code() -> dict[str, Nation]:
    return {nation.noc: nation for nation in reversed(all_nations())}


@cache
def other_codes() -> Mapping[str, str]:
    """Return the codes that other bodies give a nation, with the IOC's."""
    return tomllib.loads(files("schemas").joinpath("data/codes.toml").read_text(encoding="utf-8"))


@cache
def names_elsewhere() -> Mapping[str, str]:
    """Return names of nations in other languages, each with the English one that the table has."""
    named = tomllib.loads(files("schemas").joinpath("data/nation_names.toml").read_text(encoding="utf-8"))
    return {word: english for english, words in named.items() for word in words}


@cache
def _by_key_elsewhere() -> Mapping[str, str]:
    return {_key(word): _key(english) for word, english in names_elsewhere().items()}


def _key(text: str) -> str:
    """Return what two spellings of one name have in common.

    Abbreviations keep their case: "US" is a nation, "us" is a word.
    """
    stripped = text.strip()
    if _ABBREVIATION.fullmatch(stripped):
        return stripped.replace(".", "")
    return slug(stripped).removeprefix(_ARTICLE)


@cache
def _by_key() -> dict[str, tuple[Nation, ...]]:
    return _keyed(package_nations())


@table_of_words
def _by_users_key() -> dict[str, tuple[Nation, ...]]:
    return _keyed(_users_nations())


def _keyed(nations: Iterable[Nation]) -> dict[str, tuple[Nation, ...]]:
    found: dict[str, list[Nation]] = {}
    for nation in nations:
        if nation.ambiguous:
            continue
        for key in sorted({_key(word) for word in (*nation.names, *nation.demonyms)}):
            found.setdefault(key, []).append(nation)
    return {key: tuple(nations) for key, nations in found.items()}


@table_of_words
def _first_words() -> frozenset[str]:
    keys = (*_by_key(), *_by_users_key(), *_by_key_elsewhere())
    return frozenset({_ARTICLE.rstrip("-"), *(key.partition("-")[0].lower() for key in keys)})


def _may_begin(text: str) -> bool:
    """Say whether a text may be a nation's name by its first word, True where it is unsure: most are persons' names."""
    first = text.partition(" ")[0]
    return not (first.isascii() and first.isalpha()) or first.lower() in _first_words()


def _only(nations: Iterable[Nation]) -> str | None:
    codes = {nation.noc for nation in nations}
    return codes.pop() if len(codes) == 1 else None


def noc_of(text: str, year: int | None = None) -> str | None:
    """Return the IOC code that `text` stands for in `year`, or None where it cannot be told.

    `text` is a name, a demonym or a code. A known code (upper case) is what the source gives and is returned as it
    is, whatever the year; that of another body (`NLD`) is the IOC's. A name may differ from the usual one in case,
    diacritics, hyphens, spaces and a leading "the". Without a year it is the code in use today or, of a nation that is
    no more, its last.

    "Lebanon" is LIB in 1968 and LBN in 2016; "Germany" is GER in 1928, EUA in 1960 and None in 1968; the demonyms of
    the home nations ("Scottish") and those that two nations share ("Dominican") are None.
    """
    return _remembered_noc(words_in_use(), text, year) if len(text) <= _LONGEST_REMEMBERED else _noc_of(text, year)


def _noc_of(text: str, year: int | None) -> str | None:
    stripped = text.strip()
    if is_noc(stripped):
        return stripped
    found = _noc_of_key(_key(text), year) if _may_begin(stripped) else None
    return other_codes().get(stripped) if found is None and len(stripped) == _CODE_LENGTH else found


def _noc_of_key(key: str, year: int | None) -> str | None:
    found = _chosen_of(_by_users_key().get(key, ()), year) or _chosen_of(_by_key().get(key, ()), year)
    if found is not None or key not in _by_key_elsewhere():
        return found
    return _chosen_of(_by_key().get(_by_key_elsewhere()[key], ()), year)


def _chosen_of(candidates: Sequence[Nation], year: int | None) -> str | None:
    if not candidates:  # most texts name no nation
        return None
    if year is not None:
        return _only(nation for nation in candidates if nation.valid_in(year))
    return _only(nation for nation in candidates if nation.is_current) or _only(candidates)


@cache
def _keys_by_noc() -> Mapping[str, Sequence[str]]:
    """Return what the table alone takes for each nation in some year: all in one pass, for most codes are asked for."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, nations in _by_key().items():
        for noc in {nation.noc for nation in nations}:  # a flag has the code of its year: SIN of Singapore until 2015
            found[noc].append(key)
    for code, noc in other_codes().items():
        found[noc].append(code)
    for key, english in _by_key_elsewhere().items():
        for noc in {nation.noc for nation in _by_key().get(english, ())}:
            found[noc].append(key)
    return found


@remembered_in_words(512)
def _keys_of(noc: str) -> tuple[str, ...]:
    users = (key for key, nations in _by_users_key().items() if any(nation.noc == noc for nation in nations))
    return (*_keys_by_noc().get(noc, ()), *users)


def names_code(text: str, noc: str) -> bool:
    """Say whether `text` is a name, a demonym or the code of a nation that has had the code `noc` in some year."""
    if noc_of(text) == noc:
        return True
    if not _may_begin(text.strip()):
        return False
    key = _key(text)
    english = _by_key_elsewhere().get(key, key)
    return any(nation.noc == noc for nation in (*_by_users_key().get(key, ()), *_by_key().get(english, ())))


def may_name(text: str, noc: str) -> bool:
    """Say whether some words of `text` may be what `noc_of` takes for a nation: quick, and True where it is unsure."""
    if noc in text or not text.isascii():
        return True
    words, letters = slug(text), text.replace(".", "")
    return any(key in words or key in letters for key in _keys_of(noc))


@remembered(16_384)  # not in words by itself: this is asked of every cell, and each call more counts
def _remembered_noc(_words: WordsInUse, text: str, year: int | None) -> str | None:
    return _noc_of(text, year)


def is_noc(code: str) -> bool:
    """Say whether `code` is a code of the IOC or of other Games, today's or former."""
    return code in _by_code()


def nation_name(noc: str) -> str | None:
    """Return the usual English name of a code, or None for an unknown one."""
    nation = _by_code().get(noc)
    return nation.name if nation else None


@table_of_words
def nation_names() -> dict[str, str]:
    """Return every name and alias as written, with the code it stands for today, or last stood for."""
    return _chosen({name for nation in all_nations() if not nation.ambiguous for name in nation.names})


@table_of_words
def demonyms() -> dict[str, str]:
    """Return every demonym as written ("Danish", "Dane"), with the code it stands for today, or last stood for."""
    return _chosen({word for nation in all_nations() if not nation.ambiguous for word in nation.demonyms})


def _chosen(words: Iterable[str]) -> dict[str, str]:
    codes = ((word, noc_of(word)) for word in sorted(words))
    return {word: noc for word, noc in codes if noc is not None}
