"""Rounds and heats named by headings, captions and cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.values.limits import is_too_long
from schemas.caches import remembered
from schemas.records import record
from schemas.vocabulary import Vocabulary, default_vocabulary, normal

_NUMBERED = re.compile(r"^(?P<name>.*?)\s*(?P<number>\d{1,3}|[a-h])$")
_COUNTED = re.compile(r"^(?P<number>\d{1,2})(?:st|nd|rd|th|[aoe]|er|re|eme)? (?P<name>\D+)$")
"""`2nd heat`, `1ª batteria`, `2. Vorlauf`, `1e halve finale`: as `normal` has them."""
_ROUND_NUMBER = re.compile(r"^(?:round (?P<a>\d+)|(?P<b>\w+) round)$")
_BETWEEN_FINALS = re.compile(r"^(?P<name>\D+) (?P<a>[a-h])[ /](?P<b>[a-h]) (?P<number>\d{1,2})$")
"""`Semifinal A/B 1`, of those that lead to the finals A and B."""
_BRACKETED_END = re.compile(r"\s+\([^()]*\)$")
"""`Final A (Medal Round)`."""
_RESULTS_OF = re.compile(r"^results? of (?:the )?(?P<of>.+)$|^(?P<before>.+) results?$")
"""`Qualification results`, `Results of the final`. `Final results` are those of the whole event."""
_PARTS_OF_ROUNDS = frozenset({"heats", "group-stage"})
_ORDINALS = {
    "2nd": "2", "3rd": "3", "4th": "4", "5th": "5", "6th": "6",
    "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6",
}  # fmt: skip
_NUMBER_WORDS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12",
}  # fmt: skip
_OF_THE_WHOLE = frozenset({"final", "finals", "classification"})
_FIRST = frozenset({"round 1", "1st round", "first round"})


@record(frozen=True, slots=True)
class RoundWords:
    """A round of the published vocabulary (or a slug) and the heat within it."""

    round: str | None = None
    heat: str | None = None


def round_of(text: str) -> RoundWords:
    """Read one heading or cell: `Final`, `Heat 2`, `Semifinal 1`, `Final B`, `Round 2`; empty for what is no round."""
    return RoundWords() if is_too_long(text) else _short_round(text, default_vocabulary())


@remembered(8)
def most_words(vocabulary: Vocabulary) -> int:
    """Return how many words a round and the number of a heat in it have at most."""
    return max([2, *(len(name.split()) for name in vocabulary.rounds)]) + 1


@remembered(8_192)
def _short_round(text: str, vocabulary: Vocabulary) -> RoundWords:
    words = normal(text)
    rounds = vocabulary.rounds
    if words in rounds:
        return RoundWords(rounds[words])
    numbered_round = _ROUND_NUMBER.match(words)
    if numbered_round:
        number = numbered_round["a"] or _ORDINALS.get(numbered_round["b"] or "")
        return RoundWords(f"round-{number}") if number else RoundWords()
    counted = _COUNTED.match(words)
    if counted and counted["name"] in rounds:
        return RoundWords(rounds[counted["name"]], counted["number"])
    *stem, last = words.split() or [""]
    words = " ".join([*stem, _NUMBER_WORDS.get(last, last)])
    numbered = _NUMBERED.match(words)
    if numbered and numbered["name"] in rounds:
        return RoundWords(rounds[numbered["name"]], numbered["number"].upper())
    halves = _BETWEEN_FINALS.match(words)
    if halves and halves["name"] in rounds:
        return RoundWords(rounds[halves["name"]], f"{halves['a']}/{halves['b']} {halves['number']}".upper())
    results = _RESULTS_OF.match(words)
    if results and results["before"] not in _OF_THE_WHOLE:
        return _short_round(results["of"] or results["before"], vocabulary)
    alone = _BRACKETED_END.sub("", text) if text.endswith(")") else text
    return _short_round(alone, vocabulary) if alone != text else RoundWords()


def is_first_round(text: str) -> bool:
    """Say whether words count a first round; heats, where it is not counted beside a second one."""
    return not is_too_long(text) and normal(text) in _FIRST


def round_of_path(path: Sequence[str]) -> RoundWords:
    """Read a path of headings: the innermost round counts, but `Heat 1` or `Group A` below `Semifinals` is of it."""
    found = RoundWords()
    for heading in path:
        found = within(found, round_of(heading))
    return found


def within(outer: RoundWords, words: RoundWords) -> RoundWords:
    """Return the round of words that stand below others: `Heat 1` and `Group A` are parts of the round above."""
    if words.round in _PARTS_OF_ROUNDS and words.heat and outer.round:
        return RoundWords(outer.round, words.heat)
    return words if words.round else outer
