"""Prose to sentences.

Invariant: the sentences of a span lie in it, in order, without overlap, and leave out nothing but white space.
"""

from __future__ import annotations

import re

from schemas.document import Span

ABBREVIATIONS = frozenset(
    "st ste mt ft dr mr mrs ms jr sr prof gen col lt sgt capt maj rev hon vs cf ca approx no nos etc e.g i.e viz al pp "
    "vol fig inc ltd co dept est jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs "
    "fri sat sun".split()
)
"""Words that a full stop shortens, without it."""

_STOP = re.compile(r"[.!?]+[\"'”’»)\]]*(?=\s)|(?<=[a-z0-9)\]\"”])\.(?=[A-Z][a-z])|[\r\n]+")
_LAST_WORD = re.compile(r"[^\s(\[\"'“‘/–—]*$")


def _is_abbreviation(word: str) -> bool:
    """Say whether the full stop after `word` belongs to it: `St`, an initial, `U.S`."""
    return (
        word.lower() in ABBREVIATIONS or (len(word) == 1 and word.isupper()) or (word.count(".") > 0 and len(word) < 6)
    )


def _ends(text: str, stop: re.Match[str], start: int, end: int) -> bool:
    """Say whether a sentence ends at `stop`: not after an abbreviation, not before a word in lower case."""
    if stop.group()[0] in "\r\n":
        return True
    after = stop.end()
    while after < end and text[after] in " \t\u00a0\"'“‘«([":
        after += 1
    if after < end and text[after].islower():
        return False
    last = _LAST_WORD.search(text, max(start, stop.start() - 20), stop.start())
    return stop.group()[0] != "." or last is None or not _is_abbreviation(last.group())


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def sentences(text: str, span: Span) -> list[Span]:
    """Return the sentences of a span of `text`, each with the stop that ends it.

    "St. Moritz", "J. P. Smith" and "1 minute, 14.4 seconds" are not split; "was reached.The period" is.
    """
    found = []
    start = span.start
    for stop in _STOP.finditer(text, span.start, span.end):
        if _ends(text, stop, start, span.end):
            found.append(_trimmed(text, start, stop.end()))
            start = stop.end()
    found.append(_trimmed(text, start, span.end))
    return [sentence for sentence in found if sentence]
