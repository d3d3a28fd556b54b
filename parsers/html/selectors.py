"""CSS selectors that find exactly one element of a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from parsers.errors import TooLargeError

Element = Any
"""An element of lxml, which has no types."""

MAX_CHARACTERS = 100_000_000
"""Of all selectors of a page together; many elements at a great depth would take all memory."""

_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_TAG = re.compile(r"[a-z][a-z0-9]*")
_USUAL = frozenset("table tbody tr td th div p span ul ol li dl dd a b".split())
_ROW_GROUPS = frozenset({"tbody", "thead", "tfoot"})


class Selectors:
    """Makes selectors for the elements of one page: the nearest id that is unique, and the way down from there."""

    def __init__(self, identified: Mapping[Element, str]) -> None:
        ids = Counter(identified.values())
        self._unique = {element: name for element, name in identified.items() if ids[name] == 1 and name.strip()}
        """The elements that an id alone finds. To look an element up is cheaper than to read its attribute."""
        self._known: dict[Element, str] = {}
        self._spent = 0

    def of(self, element: Element) -> str:
        """Return the selector of an element; raise `TooLargeError` where all of them together are too long."""
        known = self._known.get(element)
        if known is not None:
            return known
        way = [element]
        node = element.getparent()
        while node is not None and node not in self._known:
            way.append(node)
            node = node.getparent()
        for node in reversed(way):
            if node not in self._known:
                self._learn(node)
        return self._known[element]

    def _learn(self, element: Element) -> None:
        """Make the selectors of an element and all its siblings; the parent's is known."""
        parent = element.getparent()
        if parent is None:
            self._known[element] = element.tag
            return
        known, unique = self._known, self._unique
        base = known[parent]
        counts: dict[str, int] = {}
        below, row_arrow = f"{base} > ", " " if _may_gain_a_body(parent) else " > "
        spent = 0
        for position, child in enumerate(parent[:], 1):  # a slice takes half of the time of an iterator
            tag = child.tag
            count = counts[tag] = counts.get(tag, 0) + 1
            if tag == "body":
                selector = "body"
            elif child in unique:
                name = unique[child]
                selector = f"#{name}" if _IDENTIFIER.fullmatch(name) else f"[id={_quoted(name)}]"
            elif tag == "tr":
                selector = f"{base}{row_arrow}tr:nth-of-type({count})"
            elif tag in _USUAL or _TAG.fullmatch(tag):
                selector = f"{below}{tag}:nth-of-type({count})"
            else:
                selector = f"{below}:nth-child({position})"
            known[child] = selector
            spent += len(selector)
        self._spent += spent
        if self._spent > MAX_CHARACTERS:
            raise TooLargeError("the length of all selectors", self._spent, MAX_CHARACTERS, "of the page")


def _quoted(name: str) -> str:
    escaped = re.sub(r'[\\"]|[\x00-\x1f\x7f]', lambda match: f"\\{ord(match.group()):x} ", name)
    return f'"{escaped}"'


def _may_gain_a_body(parent: Element) -> bool:
    """Say whether a browser would put a `<tbody>` between this table and its rows, and ` tr` finds them all the same.

    libxml2 does not add it.
    """
    if parent.tag != "table" or any(child.tag in _ROW_GROUPS for child in parent):
        return False
    return parent.find(".//table") is None
