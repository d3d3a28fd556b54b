"""What kind of thing a cell holds, as far as its text alone tells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from parsers.rounds import round_of
from parsers.values import parse_date_range, parse_gap, parse_mark, parse_rank, parse_time
from parsers.values.limits import MAX_VALUE, has_digit, is_too_long
from schemas.caches import remembered
from schemas.vocabulary import Vocabulary, default_vocabulary, normal
from schemas.words import WordsInUse, words_in_use

CellType = Literal["blank", "integer", "year", "mark", "clock", "date", "status", "text"]

_YEAR_DIGITS = 4
_BLANKS = frozenset({"", "–", "-", "—", "?"})
_BRACKETED_END = re.compile(r"\s*[(\[][^()\[\]]{1,80}[)\]]$")
_CODE_AND_WHY = re.compile(r"^(?P<code>[A-Z]{2,4})(?:\s*[–—:,;/]|\s-)\s*\D")
_CODE_OF_RUN = re.compile(r"^(?P<code>[A-Z]{2,4})[1-4]$")
"""A status with the run or leg that it is of: `DNF1`, `DSQ2`."""
_LAPS_BEHIND = re.compile(
    r"^\+?\s?\d{1,2} (?:laps?|tours?|runden?|gir[io]|vueltas?|voltas?|ronden?|varv|kierrosta?)(?: behind| down)?$",
    re.IGNORECASE,
)
_YEARS = re.compile(r"^(?:1[89]|20)\d\d(?:\s*[–-]\s*(?:(?:1[89]|20)\d\d|\d\d))?$")
_INTEGER = re.compile(r"^\d{1,3}(?:,\d{3})*$|^\d+$")
_MOST_WORDS = 5
"""Of a name."""
_TOTALS = re.compile(r"^(?:grand )?(?:totals?|sum|gesamt|totale|razem)(?: medals)?:?(?:\s*\([^()]*\))?$", re.IGNORECASE)


def status_of(text: str) -> str | None:
    """Return the published status that a text stands for (`DNF`, `Did not start`, `DSQ (false start)`), or None."""
    return None if len(text) > MAX_VALUE or not text else _short_status(words_in_use(), text)


def is_laps_behind(text: str) -> bool:
    """Say whether a text stands for a gap of whole laps to the leader, of one who came in: `+1 lap`, `+ 2 Runden`."""
    return len(text) <= MAX_VALUE and bool(_LAPS_BEHIND.match(text.strip()))


def is_same_time(text: str) -> bool:
    """Say whether a text stands for the time of the one before: `s.t.`, `même temps`."""
    return len(text) <= MAX_VALUE and normal(text.replace(".", " ")) in default_vocabulary().same_time


@remembered(8_192)  # not in words by itself, as `_short_type`
def _short_status(_words: WordsInUse, text: str) -> str | None:
    vocabulary = default_vocabulary()
    statuses = vocabulary.statuses
    words = text.strip()
    if not _may_begin(words, vocabulary):
        return None
    found = statuses.get(normal(words))
    if found is None and "." in words:
        found = statuses.get(normal(words.replace(".", "")))
    if found is None and words.endswith((")", "]")):
        found = statuses.get(normal(_BRACKETED_END.sub("", words)))
    code = (_CODE_AND_WHY.match(words) or _CODE_OF_RUN.match(words)) if found is None else None
    return statuses.get(normal(code["code"])) if code else found


@remembered(8)
def _beginnings(vocabulary: Vocabulary) -> frozenset[str]:
    """Return the first character and the first two of all words of statuses."""
    return frozenset(word[:count] for word in vocabulary.statuses for count in (1, 2))


def _may_begin(text: str, vocabulary: Vocabulary) -> bool:
    """Say whether a text may be a status by how it begins, True where that is unsure: most are numbers and names."""
    beginnings = _beginnings(vocabulary)
    for beginning in (text[:1], text[:2]):
        if beginning.isascii() and beginning.isalnum() and beginning.lower() not in beginnings:
            return False
    return True


def is_blank(text: str) -> bool:
    """Say whether the type of a text is `blank`, without telling its type where it is not."""
    return len(text) <= MAX_VALUE and text.strip() in _BLANKS


def cell_type(text: str) -> CellType:
    """Return the type of a cell's text. A clock without decimals (`14:00`, `2:15`) may be a time of day or a mark."""
    return "text" if len(text) > MAX_VALUE else _short_type(words_in_use(), text.strip())


def cell_types(texts: Iterable[str]) -> list[CellType]:
    """Return the type of each text, as `cell_type` does; which words are in use is asked once for all of them."""
    words = words_in_use()
    return ["text" if len(text) > MAX_VALUE else _short_type(words, text.strip()) for text in texts]


@remembered(16_384)  # not in words by itself: this is asked of every cell, and each call more counts
def _short_type(_words: WordsInUse, stripped: str) -> CellType:
    if stripped in _BLANKS:
        return "blank"
    if stripped.isdecimal() and len(stripped) < _YEAR_DIGITS:  # most ranks, numbers and counts
        return "integer"
    if not has_digit(stripped):
        return "status" if status_of(stripped) else "text"
    if _YEARS.match(stripped):
        return "year"
    if stripped.isdecimal() or _INTEGER.match(stripped) or parse_rank(stripped):
        return "integer"
    if status_of(stripped):
        return "status"
    if ":" in stripped and parse_time(stripped):
        return "clock"
    if parse_mark(stripped) or parse_gap(stripped):
        return "mark"
    return "date" if parse_date_range(stripped) else "text"


def is_totals_label(text: str) -> bool:
    """Say whether a cell labels a row of sums: `Total`, `Totals (12 entries)`."""
    return not is_too_long(text) and bool(_TOTALS.match(text.strip()))


def is_remark(text: str) -> bool:
    """Say whether a text that stands alone in a row is nobody's name: a round, capitals throughout or many words."""
    if cell_type(text) != "text":
        return False
    return text.isupper() or len(text.split()) > _MOST_WORDS or bool(round_of(text).round)
