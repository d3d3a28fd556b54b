"""Names: their parts, the shorter forms that sources write for them, and keys that spellings of one name share.

Every relation is found by looking keys up, never by comparing all names with all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from schemas.slugs import slug

_NICKNAME = re.compile(
    r"\s*(?:[\"“„«]([^\"“”„«»]{1,40})[\"”“»]|(?<=\s)['‘]([^'‘’]{2,40})['’](?=\s)|\((?![A-Z]{2,4}\))([^()]{2,40})\))\s*"
)
_COMMA = re.compile(r"^([^\s,]+|[A-Z][A-Z' -]+), ([^\s,]+(?: [^\s,]+)?)$")
_CODE_AT_END = re.compile(r"\s*\([A-Z]{2,4}\)$")
_PARTICLES = frozenset(
    "al abu af ap av bin da das de del della den der di do dos du el la le san st ten ter van von y".split()
)
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv", "junior", "senior"})
_SHORTEST_PREFIX = 3
_MOST_TOKENS = 8
_SPELLINGS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        ("sch|sh|sz", "s"), ("tch|tsch|tz|ts|cz|ch", "c"), ("kh", "h"), ("zh|dzh|dj", "j"), ("ph", "f"), ("ks", "x"),
        ("ck|q", "k"), ("w", "v"), ("ou", "u"), ("oe", "o"), ("ue", "u"), ("ae", "a"), ("(?<=[a-z])h(?![aeiouy])", ""),
        ("iy|ij|yi|yy|ii|ey|ei", "i"), ("[yj]", "i"), ("i(?=[aeou])", ""), ("([a-z])\\1+", "\\1"),
    )
)  # fmt: skip
"""Ways to write one sound in Latin letters (of Russian, Arabic, Polish, German names), put right in this order."""

FAMILY_FIRST = frozenset({
    "CAM", "CHN", "HKG", "HUN", "JPN", "KOR", "MAC", "MAS", "MGL", "PRK", "SGP", "SIN", "TPE", "TWN", "VIE", "VNM",
})  # fmt: skip
"""Nations many of whose names are written family name first at home, and in either order elsewhere."""


@lru_cache(maxsize=1 << 17)
def key(name: str) -> str:
    """Return what two spellings of one name share: `Hoy, Chris` turned, no case, diacritics, punctuation, nickname.

    A code in brackets at the end that no list of nations has (`(REF)`) is no part of it either.
    """
    bare = _CODE_AT_END.sub("", name)
    return slug(_turned(_NICKNAME.sub(" ", bare).strip() or bare))


def is_turned(name: str) -> bool:
    """Say whether a name is written family name first, with a comma: `Hoy, Chris`."""
    return _COMMA.match(name) is not None


def _turned(name: str) -> str:
    match = _COMMA.match(name)
    return f"{match[2]} {match[1]}" if match else name


def tokens(name_key: str) -> tuple[str, ...]:
    """Return the words of a key."""
    return tuple(name_key.split("-"))


@lru_cache(maxsize=1 << 17)
def is_full(name_key: str) -> bool:
    """Say whether a name has a given name in full and a family name, as far as can be seen."""
    words = [word for word in tokens(name_key) if word not in _GENERATIONS]
    return sum(len(word) > 1 and word not in _PARTICLES for word in words) > 1 and len(words[0]) > 1


def nickname_keys(name: str) -> tuple[str, ...]:
    """Return the other full names that a name with a nickname stands for: `Bill Smith` of `William "Bill" Smith`."""
    match = _NICKNAME.search(name)
    if match is None:
        return ()
    nickname, rest = match[1] or match[2] or match[3], tokens(key(name))
    family = name[match.end() :].strip() or rest[-1]
    found = {slug(f"{nickname} {family}"), slug(f"{nickname} {rest[-1]}")}
    return tuple(sorted(found - {key(name)}))


@lru_cache(maxsize=1 << 17)
def spelling(name_key: str) -> str:
    """Return what transliterations of one name share: `Gennadiy Chernovol` and `Gennady Tchernovol`."""
    return "-".join(filter(None, map(_spelt, tokens(name_key))))


def _spelt(word: str) -> str:
    for pattern, to in _SPELLINGS:
        word = pattern.sub(to, word)
    return word


@lru_cache(maxsize=1 << 16)
def in_any_order(name_key: str) -> str:
    """Return what a name shares with itself family name first, and with its given name in one word or two.

    It is the least rotation of its letters: `kim-gwang-seon`, `gwang-seon-kim` and `kim-gwangseon` have the same.
    """
    letters = name_key.replace("-", "")
    return min(letters[n:] + letters[:n] for n in range(len(letters))) if letters else ""


def without_middle(name_key: str) -> Iterator[str]:
    """Yield the forms with fewer middle or last names: `willy-hansen` of `willy-falck-hansen`.

    The first word stays, and one of the last: the second family name may be left out (`jose-perez-garcia`).
    """
    words = tokens(name_key)
    if not 2 < len(words) <= _MOST_TOKENS or words[-1] in _GENERATIONS:
        return
    for start in range(2, len(words)):
        yield "-".join((words[0], *words[start:]))
    for end in range(2, len(words)):
        if words[end - 1] not in _PARTICLES:
            yield "-".join(words[:end])


def with_short_given(name_key: str) -> Iterator[str]:
    """Yield the forms with a shorter first name: `josh-tarling` of `joshua-tarling`."""
    first, _, rest = name_key.partition("-")
    if rest:
        yield from (f"{first[:length]}-{rest}" for length in range(_SHORTEST_PREFIX, len(first)))


def with_initials(name_key: str) -> Iterator[str]:
    """Yield the forms with initials: `j-a-smith`, `j-smith` and `j-albert-smith` of `john-albert-smith`."""
    words = tokens(name_key)
    if not 1 < len(words) <= _MOST_TOKENS:
        return
    for family in range(1, len(words)):
        yield "-".join((*(word[0] for word in words[:family]), *words[family:]))
    yield "-".join((words[0][0], *words[-1:]))
    yield "-".join((words[0][0], *words[1:]))


def family_names(name_key: str) -> Iterator[str]:
    """Yield the forms without the first words: `falck-hansen` and `hansen` of `willy-falck-hansen`."""
    words = tokens(name_key)
    if len(words) <= _MOST_TOKENS:
        yield from ("-".join(words[start:]) for start in range(1, len(words)) if words[start] not in _GENERATIONS)


def is_form_of(a: str, b: str, noc: str | None = None) -> bool:
    """Say whether two keys may be forms of one name, in any of the ways above."""
    if a == b or spelling(a) == spelling(b) or (noc in FAMILY_FIRST and in_any_order(a) == in_any_order(b)):
        return True
    ways = (without_middle, with_short_given, with_initials, family_names)
    return any(short in set(way(full)) for short, full in ((a, b), (b, a)) for way in ways)


def likeness(a: str, b: str) -> float:
    """Return how alike two keys are, 0 to 100, whatever the order of their words (rapidfuzz's token_sort_ratio)."""
    from rapidfuzz.fuzz import token_sort_ratio  # loaded where two names are compared at all

    return float(token_sort_ratio(a.replace("-", " "), b.replace("-", " ")))
