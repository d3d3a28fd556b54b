"""How languages name genders, sports and events, and the English slug of each.

The words are in `data/event_words.toml`. The name of an event is translated whole or not at all: one word that is not
known leaves all of it in its own language.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from schemas.caches import remembered
from schemas.slugs import slug

Gender = Literal["men", "women", "mixed", "boys", "girls", "open", "unknown"]
_GENDERS: tuple[Gender, ...] = ("men", "women", "mixed", "boys", "girls", "open")
_ARTICLES = frozenset({"der", "des", "de", "dei", "delle", "degli", "di", "voor", "for"})
_OF_EVENTS = frozenset(
    "event events competition competitions wettbewerb wettbewerbe epreuve epreuves prueba pruebas gara gare prova "
    "provas onderdeel onderdelen konkurencje zavody grenar ovelser lajit sorevnovaniia result results ergebnisse "
    "resultats resultados risultati".split()
)
_LEGS = re.compile(r"\d{1,2}-x-\d{1,5}(?:point\d{1,2})?-(?:kilo)?metre(?:s|-freestyle|-medley)?")
_NUMBER = re.compile(r"\d{1,5}(?:point\d{1,2})?")
_OF_RELAY = re.compile(r"(\d{1,2})x(\d{1,5}(?:point\d{1,2})?)(k?m|)")
_WITH_UNIT = re.compile(r"(\d{1,5}(?:point\d{1,2})?)(k?m)")
_THOUSANDS = re.compile(r"(?<![\w-])(\d{1,3})[ ,.\u00a0\u202f](\d{3})(?!\d)")
_DECIMALS = re.compile(r"(?<=\d)[.,](?=\d{1,2}(?!\d))")
_POINT = "point"
"""Stands for a decimal point until the slug is made, in which it is a dash like others."""
_BETWEEN_DIGITS = re.compile(rf"(?<=\d){_POINT}(?=\d)")
_MOST_WORDS = 5
_PLURAL_BEFORE = frozenset({"hurdles", "steeplechase", "walk", "race-walk"})
_LAST = ("relay", "medley-relay", "freestyle-relay")
_ENGLISH_ABBREVIATIONS = frozenset({"m", "km", "meter", "meters", "kilometer", "kilometers"})


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of the file as slugs. `events` has "" for words that say nothing."""

    genders: Mapping[str, Gender]
    sports: Mapping[str, str]
    events: Mapping[str, str]
    measures: Mapping[str, str]


@cache
def _words() -> _Words:
    raw = tomllib.loads(files("schemas").joinpath("data/event_words.toml").read_text(encoding="utf-8"))
    genders = {slug(word): gender for gender in _GENDERS for word in raw["genders"][gender]}
    sports = {slug(word): sport for sport, words in raw["sports"].items() for word in (sport, *words)}
    events = {slug(word): slug(name) for name, words in raw["events"].items() for word in (*words, name) if word}
    return _Words(genders, sports, events, {slug(word): to for to, words in raw["measures"].items() for word in words})


def gender_named(word: str) -> Gender | None:
    """Return the gender that a word names, in any language of the table: `Men's`, `Männer`, `femminile`."""
    return _words().genders.get(slug(word))


@cache
def gender_words() -> tuple[str, ...]:
    """Return the slugs of all words that name a gender."""
    return tuple(_words().genders)


@remembered(4096)
def sport_named(text: str) -> str | None:
    """Return the English name of the sport that a text is the name of, or None for what is not in the table."""
    return _words().sports.get(slug(text))


def sport_slug(text: str) -> str:
    """Return the slug of a sport's English name, where the table has it, else of its own name."""
    return slug(sport_named(text) or text)


@remembered(4096)
def sport_within(text: str) -> str | None:
    """Return the longest words of a text that name a sport: `cyclisme sur route` of `Épreuve de cyclisme sur route`."""
    words = text.split()
    for count in range(min(len(words), _MOST_WORDS), 0, -1):
        for start in range(len(words) - count + 1):
            part = " ".join(words[start : start + count]).strip("(),:;")
            if sport_named(part):
                return part
    return None


@remembered(8192)
def event_name_slug(text: str) -> str:
    """Return the slug of an event's name without its gender, in English where all its words are known.

    "Men's track time trial" is `track-time-trial`, "100 m butterfly" and "100 m Schmetterling (Männer)" are
    `100-metre-butterfly`. A name that is nothing but a gender keeps it.
    """
    whole = _DECIMALS.sub(_POINT, _THOUSANDS.sub(r"\1\2", text))
    words = _without_gender(slug(whole).split("-"))
    return _BETWEEN_DIGITS.sub("-", _with_relay(_named(words))) if words else slug(text)


def _with_relay(name: str) -> str:
    """Return the name of a relay that is told by its legs alone: `4 × 100 m`, `4 × 100 m medley`."""
    return f"{name.replace('kilometres', 'kilometre')}-relay" if _LEGS.fullmatch(name) else name


@remembered(4096)
def is_only_gender(text: str) -> bool:
    """Say whether a text names a gender and no event: `Women's`, `Men's events`, `Wettbewerbe der Frauen`."""
    words = slug(text).split("-")
    return any(word in _words().genders for word in words) and _OF_EVENTS.issuperset(_without_gender(words))


def _named(words: Sequence[str]) -> str:
    parts = list(_parts(words))
    if all(part.english is not None for part in parts) and any(part.is_translated for part in parts):
        return "-".join(_in_english_order([part.english or "" for part in parts])) or "-".join(words)
    return "-".join(_spelled(parts))


def _without_gender(words: Sequence[str]) -> list[str]:
    """Return the words without those of a gender, an article before one, and the `s` that an apostrophe left."""
    genders = _words().genders
    return [
        word
        for i, word in enumerate(words)
        if word not in genders and not (word in _ARTICLES and i + 1 < len(words) and words[i + 1] in genders)
    ]


@dataclass(frozen=True, slots=True)
class _Part:
    """Words of a name: what they are in English (None where that is not known), and whether they were not English."""

    words: tuple[str, ...]
    english: str | None
    is_translated: bool = False
    is_length: bool = False


def _parts(words: Sequence[str]) -> Iterator[_Part]:
    place = 0
    while place < len(words):
        part = _length(words, place) or _phrase(words, place)
        yield part
        place += len(part.words)


def _phrase(words: Sequence[str], place: int) -> _Part:
    events = _words().events
    for count in range(min(_MOST_WORDS, len(words) - place), 0, -1):
        phrase = "-".join(words[place : place + count])
        if phrase in events:
            return _Part(tuple(words[place : place + count]), events[phrase], events[phrase] != phrase)
    return _Part((words[place],), words[place] if words[place].isdecimal() else None)


def _length(words: Sequence[str], place: int) -> _Part | None:
    """Read `100 m`, `10 000 metros`, `4 x 100 m`, `4x100m`, `7 5 km` (of 7.5 km) at a place; None for what is none."""
    glued = _OF_RELAY.fullmatch(words[place])
    if glued:
        return _with_measure((words[place],), f"{glued[1]}-x-{glued[2]}", glued[3], words, place + 1)
    short = _WITH_UNIT.fullmatch(words[place])
    if short:
        return _with_measure((words[place],), short[1], short[2], words, place + 1)
    if not _NUMBER.fullmatch(words[place]):
        return None
    end, number = place + 1, words[place]
    if end + 1 < len(words) and words[end] == "x":
        glued_end = _WITH_UNIT.fullmatch(words[end + 1])
        if glued_end:
            return _with_measure(
                tuple(words[place : end + 2]), f"{number}-x-{glued_end[1]}", glued_end[2], words, end + 2
            )
        number, end = f"{number}-x-{words[end + 1]}", end + 2
    return _with_measure(tuple(words[place:end]), number, "", words, end)


def _with_measure(own: tuple[str, ...], number: str, unit: str, words: Sequence[str], end: int) -> _Part | None:
    """Return a length with the word for metres that stands at its end or behind it, spelled as English titles do."""
    measures = _words().measures
    word = unit or (words[end] if end < len(words) else "")
    if word not in measures:
        return None
    taken = own if unit else (*own, word)
    rest = words[end if unit else end + 1 :]
    count = int(number) if number.isdecimal() else 0
    shown = f"{number[:-3]}-{number[-3:]}" if count >= 10_000 else number
    named = measures[word]
    if not rest or (_phrase(rest, 0).english or rest[0]) in _PLURAL_BEFORE or (rest == ["relay"] and named == "metre"):
        named += "s"
    if word in {"metre", "metres", "kilometre", "kilometres"}:
        named = word
    is_foreign = word not in _ENGLISH_ABBREVIATIONS and not word.startswith(("metre", "kilometre"))
    return _Part(taken, f"{shown}-{named}", is_foreign, is_length=True)


def _spelled(parts: Sequence[_Part]) -> list[str]:
    """Return the words of a name that is not translated; its lengths alone are spelled in one way."""
    return [word for part in parts for word in ((part.english or "",) if part.is_length else part.words)]


def _in_english_order(parts: Sequence[str]) -> list[str]:
    """Return the parts as English has them: the length first, a relay last."""
    told = [part for part in parts if part]
    lengths = [part for part in told if part[:1].isdecimal()]
    relays = [part for part in told if part in _LAST]
    if "relay" in relays and "individual-medley" in told:
        told, relays = [part for part in told if part not in {"individual-medley", "relay"}], ["medley-relay"]
    ordered = [*lengths, *(part for part in told if part not in lengths and part not in relays), *relays]
    return list(_agreeing(ordered))


def _agreeing(parts: Sequence[str]) -> Iterator[str]:
    """Yield the parts; a length before another word of its own is singular (`100-metre-butterfly`)."""
    for place, part in enumerate(parts):
        after = parts[place + 1] if place + 1 < len(parts) else None
        stem = re.sub(r"(kilometre|metre)s$", r"\1", part)
        if stem == part and not part.endswith("metre"):
            yield part
        elif after is None or after in _PLURAL_BEFORE or (after == "relay" and "kilometre" not in stem):
            yield f"{stem}s"
        else:
            yield stem
