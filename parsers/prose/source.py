"""Where in wikitext the words of a paragraph come from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from schemas.document import Span

_BRACKETS = (("{{", "}}"), ("[[", "]]"))
_QUOTES = re.compile("''+")


def source_span(offsets: Sequence[int], whole: Span, text: str) -> Span:
    """Return what the source has for characters that come from these places of it, within `whole` at most.

    What a template makes comes from the template's start, also behind an argument of it (`Jane Doe (FRA)` of
    `{{flagathlete|Jane Doe|FRA}}`): the whole template says it. A link, bold or italic that begins or ends in the part
    is whole in it as well.
    """
    found = Span(min(offsets), max(offsets) + 1)
    for opening, closing in _BRACKETS:
        found = _closed(found, whole, text, opening, closing)
    return _with_quotes(found, whole, text)


def _closed(found: Span, whole: Span, text: str, opening: str, closing: str) -> Span:
    """Return a part of the source with the rest of what it begins or ends in the middle of."""
    while (over := _over(found.of(text), opening, closing)) > 0:
        end = text.find(closing, found.end, whole.end)
        if end < 0:
            break
        found = Span(found.start, end + 2)
    while over < 0:
        start = text.rfind(opening, whole.start, found.start)
        if start < 0:
            break
        found = Span(start, found.end)
        over = _over(found.of(text), opening, closing)
    return found


def _over(source: str, opening: str, closing: str) -> int:
    """Return how many more openings than closings there are."""
    return source.count(opening) - source.count(closing)


def _with_quotes(found: Span, whole: Span, text: str) -> Span:
    """Return a part of the source with the mark of bold or italic before or after it, where it has the other."""
    if len(_QUOTES.findall(text, found.start, found.end)) % 2 == 0:
        return found
    before = re.search("''+$", text[max(whole.start, found.start - 5) : found.start])
    if before:
        return Span(found.start - len(before[0]), found.end)
    after = _QUOTES.match(text, found.end, whole.end)
    return Span(found.start, after.end()) if after else found
