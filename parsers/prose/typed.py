"""Typed text: a sentence in which what was recognised is replaced by placeholders.

"Anna Berg of France took silver" becomes "⟨P0⟩ of ⟨N1⟩ took silver", then "⟨W2⟩ took silver". A pattern over
such text says what a sentence is about without knowing any name.

Invariant: every position of a typed text maps to a position of the source, so a match gives an exact excerpt.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from operator import itemgetter

from parsers.prose.caseless import Caseless
from schemas.document import Span

OPEN, CLOSE = "⟨", "⟩"
_PLAIN = str.maketrans({OPEN: "<", CLOSE: ">", "\u00a0": " ", "’": "'", "‘": "'", "\t": " ", "‑": "-"})
_SPACES = re.compile(r"[ \t\u00a0]{2,}")


@dataclass(slots=True)
class Node:
    """Something recognised: its kind (one letter), its source span, and what it means.

    Kinds: M mark, L length, D date, R range of dates, Y year, G an edition of these Games, X another competition,
    B these Games without a year, O ordinal, C cardinal, N nation, J demonym, T host city, V venue, U another proper
    noun, P person, S source, K time zone, Z offset, E the event, Q a description of a competitor, W a competitor
    with what is said about it; H and F a role noun, singular and plural, A a verb of winning. `head` is the part of
    `span` that names it; `other` says that it belongs to another competition, `definite` that
    an article stands before it.
    """

    kind: str
    span: Span
    text: str
    number: int | None = None
    years: tuple[int, ...] = ()
    label: str = ""
    nation: Node | None = None
    mark: Node | None = None
    about: tuple[Node, ...] = ()
    head: Span | None = None
    other: bool = False
    definite: bool = False


@dataclass(slots=True)
class Typed:
    """A typed text with its nodes and the map back to the source.

    `pieces` are (position here, source start, source end, is a placeholder), in order.
    """

    text: str
    pieces: list[tuple[int, int, int, bool]]
    nodes: list[Node] = field(default_factory=list)

    def _piece(self, position: int) -> tuple[int, int, int, bool]:
        index = bisect_right(self.pieces, position, key=itemgetter(0)) - 1
        return self.pieces[max(index, 0)]

    def source(self, start: int, end: int) -> Span:
        """Return the source span of `[start:end]` of this text; a placeholder in part counts whole."""
        here, first, _, whole = self._piece(start)
        begin = first if whole else first + start - here
        if end <= start:
            return Span(begin, begin)
        here, first, last, whole = self._piece(end - 1)
        return Span(begin, last if whole else first + end - here)

    def node(self, number: str | int) -> Node:
        """Return a node by its number."""
        return self.nodes[int(number)]

    def nodes_in(self, start: int, end: int, kinds: str) -> list[Node]:
        """Return the nodes of these kinds in `[start:end]` of this text, in order."""
        found = _placeholders(kinds).finditer(self.text, start, end)
        return [self.nodes[int(match[1])] for match in found]


@cache  # of the few sets of kinds that rules ask for
def _placeholders(kinds: str) -> re.Pattern[str]:
    return re.compile(rf"{OPEN}[{kinds}](\d+){CLOSE}")


def typed_text(text: str, span: Span, nodes: Iterable[Node]) -> Typed:
    """Return the source's `span` with `nodes` (in order, not overlapping) as placeholders."""
    result = Typed("", [], [])
    parts: list[str] = []
    length, at = 0, span.start
    for node in nodes:
        length = _literal(result, parts, length, text, at, node.span.start)
        length = _placeholder(result, parts, length, node)
        at = node.span.end
    _literal(result, parts, length, text, at, span.end)
    result.text = "".join(parts)
    result.pieces = result.pieces or [(0, span.start, span.end, False)]
    return result


def _literal(result: Typed, parts: list[str], length: int, text: str, start: int, end: int) -> int:
    """Add a piece of the source; of a run of spaces only the first, as a browser shows it."""
    while start < end:
        run = _SPACES.search(text, start, end)
        stop = run.start() + 1 if run else end
        result.pieces.append((length, start, stop, False))
        parts.append(text[start:stop].translate(_PLAIN))
        length, start = length + stop - start, run.end() if run else end
    return length


def _placeholder(result: Typed, parts: list[str], length: int, node: Node) -> int:
    part = f"{OPEN}{node.kind}{len(result.nodes)}{CLOSE}"
    result.nodes.append(node)
    result.pieces.append((length, node.span.start, node.span.end, True))
    parts.append(part)
    return length + len(part)


def rewritten(typed: Typed, pattern: Caseless, make: Callable[[Typed, re.Match[str]], Node | None]) -> Typed:
    """Return `typed` with each match of `pattern` for which `make` gives a node replaced by that node."""
    result = Typed("", [], list(typed.nodes))
    parts: list[str] = []
    length, at = 0, 0
    for match in pattern.finditer(typed.text):
        node = make(typed, match)
        if node is None:
            continue
        length = _copied(typed, result, parts, length, at, match.start())
        length = _placeholder(result, parts, length, node)
        at = match.end()
    if at == 0:
        return typed
    _copied(typed, result, parts, length, at, len(typed.text))
    result.text = "".join(parts)
    return result


def _copied(typed: Typed, result: Typed, parts: list[str], length: int, start: int, end: int) -> int:
    """Copy `[start:end]` of `typed`, with its map."""
    if end <= start:
        return length
    pieces = typed.pieces
    for index in range(max(bisect_right(pieces, start, key=itemgetter(0)) - 1, 0), len(pieces)):
        here, first, last, whole = pieces[index]
        if here >= end:
            break
        stop = pieces[index + 1][0] if index + 1 < len(pieces) else len(typed.text)
        low, high = max(here, start), min(stop, end)
        if low >= high:
            continue
        if whole:
            result.pieces.append((length + low - start, first, last, True))
        else:
            result.pieces.append((length + low - start, first + low - here, first + high - here, False))
    parts.append(typed.text[start:end])
    return length + end - start
