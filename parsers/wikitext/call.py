"""A template's name and arguments, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.wikitext.scan import Kind, Node

_SEPARATOR = re.compile(r"[|=]")


@dataclass(slots=True, eq=False)
class Argument:
    """An argument's value without the blanks at its ends, and the nodes that stand in it."""

    start: int
    end: int
    nodes: Sequence[Node]
    key_start: int = -1

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return self.start == self.end


@dataclass(slots=True, eq=False)
class Call:
    """A template as it is called; unnamed arguments have their numbers as keys."""

    node: Node
    name: str
    arguments: dict[str, Argument]

    def get(self, key: str) -> Argument | None:
        """Return the argument of a name if it is not blank."""
        argument = self.arguments.get(key)
        return None if argument is None or argument.is_blank else argument

    def numbered(self) -> Iterator[Argument]:
        """Yield the arguments whose names are numbers, in the order of these, up to the first that is missing."""
        number = 1
        while argument := self.arguments.get(str(number)):
            yield argument
            number += 1


def plain_text(text: str, start: int, end: int, nodes: Sequence[Node]) -> str:
    """Return a part of the source without the comments in it."""
    if not nodes:
        return text[start:end].strip()
    parts = []
    for node in nodes:
        if node.kind is Kind.COMMENT:
            parts.append(text[start : node.start])
            start = node.end
    parts.append(text[start:end])
    return "".join(parts).strip()


def _segments(text: str, node: Node) -> Iterator[tuple[int, int, int, list[Node]]]:
    """Yield start, end, place of the first equals sign (or -1) and nodes of each part between a call's pipes."""
    start = position = node.start + 2
    equals = -1
    nodes: list[Node] = []
    for child in (*node.children, None):
        end = child.start if child else node.end - 2
        for match in _SEPARATOR.finditer(text, position, end):
            if match[0] == "=":
                equals = match.start() if equals < 0 else equals
            else:
                yield start, match.start(), equals, nodes
                start, equals, nodes = match.end(), -1, []
        if child:
            nodes.append(child)
            position = child.end
    yield start, node.end - 2, equals, nodes


def _plain_segments(text: str, node: Node) -> Iterator[tuple[int, int, int, list[Node]]]:
    """Yield what `_segments` does of a call that holds no nodes."""
    start = node.start + 2
    for part in text[start : node.end - 2].split("|"):
        equals = part.find("=")
        end = start + len(part)
        yield start, end, start + equals if equals >= 0 else -1, []
        start = end + 1


def _value(text: str, start: int, end: int, nodes: Sequence[Node], key_start: int = -1) -> Argument:
    """Return an argument without blanks and comments at its ends."""
    start, end = _stripped(text, start, end)
    while nodes and nodes[0].kind is Kind.COMMENT and nodes[0].start == start:
        start, end = _stripped(text, min(nodes[0].end, end), end)
        nodes = nodes[1:]
    while nodes and nodes[-1].kind is Kind.COMMENT and nodes[-1].end == end:
        start, end = _stripped(text, start, max(start, nodes[-1].start))
        nodes = nodes[:-1]
    return Argument(start, end, nodes, key_start)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    content = text[start:end]
    inner = content.strip()
    if len(inner) == len(content):
        return start, end
    start += len(content) - len(content.lstrip())
    return start, start + len(inner)


def call_name(text: str, node: Node) -> str:
    """Return the name by which a template is called, of a parser function up to its colon."""
    first = node.children[0].start if node.children else node.end - 2
    pipe = text.find("|", node.start + 2, first)
    if pipe >= 0 or not node.children:
        return text[node.start + 2 : pipe if pipe >= 0 else first].strip()
    start, end, _, nodes = next(_segments(text, node))
    return plain_text(text, start, end, nodes)


def read_call(text: str, node: Node) -> Call:
    """Split a template into its name and arguments; of two of one name the later counts, as in MediaWiki."""
    segments = _segments(text, node) if node.children else _plain_segments(text, node)
    start, end, _, nodes = next(segments)
    name = plain_text(text, start, end, nodes)
    arguments: dict[str, Argument] = {}
    number = 0
    colon = text.find(":", start, nodes[0].start if nodes else end)
    if colon >= 0:
        number = 1
        arguments["1"] = _value(text, colon + 1, end, [node for node in nodes if node.start > colon])
    for start, end, equals, nodes in segments:
        if equals < 0:
            number += 1
            arguments[str(number)] = _value(text, start, end, nodes)
        elif not nodes:
            arguments[text[start:equals].strip()] = _value(text, equals + 1, end, nodes, start)
        else:
            key = plain_text(text, start, equals, [node for node in nodes if node.start < equals])
            value = [node for node in nodes if node.start > equals]
            arguments[key] = _value(text, equals + 1, end, value, start)
    return Call(node, name, arguments)
