"""Nations: their IOC codes, and which code a name stood for in a year.

The facts are in `data/nations.csv`, one row a code. A code is valid in the years of its row (lists of first and last
years, `;` between them; blank is open). The years are those of the team, not of the state: between 1956 and 1964
"Germany" is EUA, and in 1968 it is no code, because two teams could be meant. Codes about whose years sources differ
(`ambiguous`) are known as codes, but never chosen from a name.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from schemas.slugs import slug

_ABBREVIATION = re.compile(r"(?:[A-Z]\.?){2,4}")
_ARTICLE = "the-"


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
        """The usual name, then the others."""
        return (self.name, *self.aliases)

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
def all_nations() -> tuple[Nation, ...]:
    """Return every nation, in the order of the codes."""
    with (files("schemas") / "data" / "nations.csv").open(encoding="utf-8") as file:
        return tuple(_nation(row) for row in csv.DictReader(file))


@cache
def _by_code() -> dict[str, Nation]:
    return {nation.noc: nation for nation in all_nations()}


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
    found: dict[str, list[Nation]] = {}
    for nation in all_nations():
        if nation.ambiguous:
            continue
        for key in sorted({_key(word) for word in (*nation.names, *nation.demonyms)}):
            found.setdefault(key, []).append(nation)
    return {key: tuple(nations) for key, nations in found.items()}


def _only(nations: Iterable[Nation]) -> str | None:
    codes = [nation.noc for nation in nations]
    return codes[0] if len(codes) == 1 else None


def noc_of(text: str, year: int | None = None) -> str | None:
    """Return the IOC code that `text` stands for in `year`, or None where it cannot be told.

    `text` is a name, a demonym or a code. A known code (upper case) is what the source gives and is returned as it
    is, whatever the year. A name may differ from the usual one in case, diacritics, hyphens, spaces and a leading
    "the". Without a year it is the code in use today or, of a nation that is no more, its last.

    "Lebanon" is LIB in 1968 and LBN in 2016; "Germany" is GER in 1928, EUA in 1960 and None in 1968; the demonyms of
    the home nations ("Scottish") and those that two nations share ("Dominican") are None.
    """
    if is_noc(text.strip()):
        return text.strip()
    candidates = _by_key().get(_key(text), ())
    if year is not None:
        return _only(nation for nation in candidates if nation.valid_in(year))
    return _only(nation for nation in candidates if nation.is_current) or _only(candidates)


def is_noc(code: str) -> bool:
    """Say whether `code` is a code of the IOC or of other Games, today's or former."""
    return code in _by_code()


def nation_name(noc: str) -> str | None:
    """Return the usual English name of a code, or None for an unknown one."""
    nation = _by_code().get(noc)
    return nation.name if nation else None


def _chosen(words: Iterable[str]) -> dict[str, str]:
    codes = ((word, noc_of(word)) for word in sorted(words))
    return {word: noc for word, noc in codes if noc is not None}


@cache
def nation_names() -> dict[str, str]:
    """Return every name and alias as written, with the code it stands for today, or last stood for."""
    return _chosen({name for nation in all_nations() if not nation.ambiguous for name in nation.names})


@cache
def demonyms() -> dict[str, str]:
    """Return every demonym as written ("Danish", "Dane"), with the code it stands for today, or last stood for."""
    return _chosen({word for nation in all_nations() if not nation.ambiguous for word in nation.demonyms})
