"""Counts and ordinals in digits or English words."""

from __future__ import annotations

import re

from parsers.values.limits import is_too_long

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_CARDINALS = {word: number for number, word in enumerate(_UNITS)} | {
    word: 10 * number for number, word in enumerate(_TENS, start=2)
}
_IRREGULAR_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12,
}  # fmt: skip
_ORDINALS = (
    {f"{word}th": number for word, number in _CARDINALS.items() if not word.endswith(("y", "e", "t"))}
    | {f"{word[:-1]}ieth": number for word, number in _CARDINALS.items() if word.endswith("ty")}
    | _IRREGULAR_ORDINALS
)
_MULTIPLIERS = {"hundred": 100, "thousand": 1000}
NUMBER_WORDS = frozenset({*_CARDINALS, *_ORDINALS, *_MULTIPLIERS})
"""The words of counts and ordinals up to twenty, of the tens, and of a hundred and a thousand."""
_FILLERS = {"a", "an", "and"}

_DIGITS = re.compile(r"^\d{1,3}(?:[, \u00a0\u202f]\d{3}){1,4}$|^\d{1,15}$")
_NUMERIC_ORDINAL = re.compile(r"^(\d{1,9})(?:st|nd|rd|th)$", re.IGNORECASE)
_RANK_DIGITS = 4
_RANK = re.compile(
    rf"^(?P<tie>=|T-?)?(?P<number>\d{{1,{_RANK_DIGITS}}})(?P<after>[=T])?[.)]?(?:[ºª°]|er|re|ère|[eè]me|e)?$"
)

_units = "|".join(sorted(_UNITS[1:], key=len, reverse=True))
_tens = "|".join(_TENS)
_to_nine = "|".join(_UNITS[1:10])
_below_hundred = rf"(?:(?:{_tens})(?:[- ](?:{_to_nine}))?|{_units})"
_hundreds = rf"(?:a|{_to_nine}) hundred(?! (?:and |to )?(?:\d|thousand))(?:(?: and|,)? {_below_hundred})?"
CARDINAL_WORD = rf"(?:{_hundreds}|{_below_hundred}|zero)(?![\w])"
"""A pattern for counts in words up to nine hundred and ninety-nine (to be used with re.IGNORECASE)."""
ORDINAL_WORD = (
    rf"(?:(?:{_tens})-(?:{'|'.join(w for w, n in _ORDINALS.items() if n < 10)})"
    rf"|{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})(?![\w])"
)
"""A pattern for ordinals in words up to ninety-ninth (to be used with re.IGNORECASE)."""

_ICON = re.compile(
    r"\W*(?:0?[123]\W+)?(?P<number>[123])(?:st|nd|rd) place, (?:gold|silver|bronze) medal(?:l?ists?)?(?:\(s\))?\W*"
)


def parse_cardinal(text: str) -> int | None:
    """Read a count: `32`, `1,234`, `Sixteen`, `twenty-one`, `one hundred and five`."""
    if is_too_long(text):
        return None
    stripped = text.strip()
    if _DIGITS.match(stripped):
        return int(re.sub(r"\D", "", stripped))
    words = re.split(r"[\s-]+", stripped.lower())
    return _from_words(words, _CARDINALS)


def parse_ordinal(text: str) -> int | None:
    """Read an ordinal: `10th`, `second`, `twenty-first`."""
    if is_too_long(text):
        return None
    stripped = text.strip().lower()
    match = _NUMERIC_ORDINAL.match(stripped)
    if match:
        return int(match.group(1))
    *front, last = re.split(r"[\s-]+", stripped)
    if last not in _ORDINALS:
        return None
    if not front:
        return _ORDINALS[last]
    before = _from_words(front, _CARDINALS)
    return None if before is None else before + _ORDINALS[last]


def parse_rank(text: str) -> tuple[int, bool] | None:
    """Read a rank as (rank, marked as tied): `4`, `=6`, `6=`, `T6`, `T-6`, `3.`, `3.º`, `3e`.

    The words of a medal's icon are one too, which some who flatten pages write for it: `1st place, gold medalist(s)`.
    """
    stripped = "" if is_too_long(text) else text.strip()
    if len(stripped) <= _RANK_DIGITS and stripped.isdecimal():  # most ranks
        return (int(stripped), False) if int(stripped) else None
    icon = _ICON.fullmatch(stripped) if "place" in stripped else None
    if icon:
        return int(icon["number"]), False
    match = _RANK.match(stripped)
    if not match or int(match["number"]) == 0:
        return None
    return int(match["number"]), bool(match["tie"] or match["after"])


def _from_words(words: list[str], numbers: dict[str, int]) -> int | None:
    total = 0
    current = 0
    read = False
    for word in words:
        if word in numbers:
            current += numbers[word]
        elif word in _MULTIPLIERS:
            current = max(current, 1) * _MULTIPLIERS[word]
            total, current = (total + current, 0) if word == "thousand" else (total, current)
        elif word in _FILLERS and len(words) > 1:
            continue
        else:
            return None
        read = True
    return total + current if read else None
