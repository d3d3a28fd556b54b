"""What the parser of wikitext makes of a case of the suites, in the form that their scorer takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from parsers.wikitext.blocks import find_blocks
from parsers.wikitext.call import plain_text, read_call
from parsers.wikitext.document import parse_wikitext
from parsers.wikitext.expander import Context, expanded
from parsers.wikitext.expansion import Note
from parsers.wikitext.scan import Kind, Node, scan
from parsers.wikitext.tables import TableReader
from schemas.templates import TemplateRegistry, default_templates

_DEEPEST = 8
_OF_MEDIAWIKI = {key: default_templates().meanings[key] for key in ("!", "=")}
_BARE = TemplateRegistry(_OF_MEDIAWIKI, {})
"""A wiki without templates, as those are that the expected values come from."""


def tables(case: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the outermost tables of a case; the templates that it brings are expanded as MediaWiki would."""
    text = with_templates(case["input"], case.get("templates") or {})
    found = scan(text)
    expansion = expanded(Context(found, _BARE), 0, len(text), found.nodes)
    reader = TableReader(expansion, _no_footnote)
    grids = [reader.grid(raw) for raw in find_blocks(expansion.text).tables]
    return [
        {
            "rows": len(grid.rows),
            "cols": grid.width,
            "grid": [[slot and slot.cell.payload.text for slot in row] for row in grid.rows],
        }
        for grid in grids
    ]


def headings(case: Mapping[str, Any]) -> list[tuple[int, str]]:
    """Return level and text of each heading."""
    text = with_templates(case["input"], case.get("templates") or {})
    found = scan(text)
    expansion = expanded(Context(found, _BARE), 0, len(text), found.nodes)
    names = [section.path[-1] for section in parse_wikitext("case", text, "Case").sections[1:]]
    return list(zip([heading.level for heading in find_blocks(expansion.text).headings], names, strict=True))


def _no_footnote(note: Note) -> str:
    return ""


def with_templates(text: str, templates: Mapping[str, str], depth: int = 0) -> str:
    """Return `text` with its templates replaced by their bodies."""
    known = {_key(name): body for name, body in templates.items()}
    if not known or depth > _DEEPEST:
        return text
    found = scan(text)
    return _replaced(text, 0, len(text), found.nodes, known, {}, depth)


def _key(name: str) -> str:
    return name.strip().replace("_", " ").lower()


def _replaced(
    text: str,
    start: int,
    end: int,
    nodes: Sequence[Node],
    templates: Mapping[str, str],
    arguments: Mapping[str, str],
    depth: int,
) -> str:
    parts = []
    for node in nodes:
        parts.append(text[start : node.start])
        parts.append(_node(text, node, templates, arguments, depth))
        start = node.end
    return "".join([*parts, text[start:end]])


def _node(text: str, node: Node, templates: Mapping[str, str], arguments: Mapping[str, str], depth: int) -> str:
    if node.kind is Kind.TEMPLATE:
        return _called(text, node, templates, arguments, depth)
    if node.kind is Kind.PARAMETER and depth:
        return _argument(text, node, templates, arguments, depth)
    if node.kind in {Kind.LINK, Kind.FILE, Kind.CATEGORY, Kind.PARAMETER}:
        return _replaced(text, node.start, node.end, node.children, templates, arguments, depth)
    return text[node.start : node.end]


def _called(text: str, node: Node, templates: Mapping[str, str], arguments: Mapping[str, str], depth: int) -> str:
    call = read_call(text, node)
    name = _key(call.name)
    if name == "!":
        return "{{!}}"
    if name not in templates or depth > _DEEPEST:
        return text[node.start : node.end] if not depth else _replaced(
            text, node.start, node.end, node.children, templates, arguments, depth
        )  # fmt: skip
    values = {}
    for key, argument in call.arguments.items():
        first, last = argument.start, argument.end
        if argument.key_start < 0:  # MediaWiki strips named arguments alone
            first = text.rfind("|", node.start, first) + 1 if not text[node.start : first].isspace() else first
            rest = text[last : node.end]
            last += len(rest) - len(rest.lstrip())
        values[key] = _replaced(text, first, last, argument.nodes, templates, arguments, depth)
    body = _transcluded(templates[name])
    inner = scan(body)
    return _replaced(body, 0, len(body), inner.nodes, templates, values, depth + 1)


def _argument(text: str, node: Node, templates: Mapping[str, str], arguments: Mapping[str, str], depth: int) -> str:
    inner = plain_text(text, node.start + 3, node.end - 3, [])
    name, _, default = inner.partition("|")
    if name.strip() in arguments:
        return arguments[name.strip()]
    return default if "|" in inner else text[node.start : node.end]


def _transcluded(body: str) -> str:
    """Return what a template's page gives to others."""
    for opened, closed, keep in (("<noinclude>", "</noinclude>", False), ("<includeonly>", "</includeonly>", True)):
        while (start := body.find(opened)) >= 0:
            end = body.find(closed, start)
            end = len(body) if end < 0 else end
            inner = body[start + len(opened) : end] if keep else ""
            body = body[:start] + inner + body[end + len(closed) :]
    return body
