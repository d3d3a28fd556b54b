"""Template calls in Parsoid's HTML (`typeof="mw:Transclusion"`, `data-mw`).

A wiki that lacks a template leaves a link to it, and the call in `data-mw` is all there is. What reads wikitext can
read it: the caller gives it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from parsers.html.selectors import Element
from schemas.document import Document

WikitextReader = Callable[[str], Document]
"""Reads wikitext as a document; what it says of places does not matter."""

_TYPE = "mw:Transclusion"
_has_types = etree.XPath("boolean(descendant-or-self::*/@typeof)")
_links_of_calls = etree.XPath(f"//a[contains(@typeof, '{_TYPE}')]")
_holders = etree.XPath(f"//*[contains(@typeof, '{_TYPE}') and @data-mw]")
_about = etree.XPath("//*[@about]")
_links = etree.XPath("descendant-or-self::a[@href]")


def _data(element: Element) -> dict[str, Any]:
    try:
        data = json.loads(element.get("data-mw") or "{}")
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _parts(element: Element) -> list[Any]:
    parts = _data(element).get("parts")
    return parts if isinstance(parts, list) else []


def _calls(element: Element) -> Iterator[dict[str, Any]]:
    for part in _parts(element):
        call = part.get("template") if isinstance(part, dict) else None
        if isinstance(call, dict) and isinstance(call.get("target"), dict):
            yield call


def _target(call: dict[str, Any], key: str) -> str:
    return str(call["target"].get(key) or "").strip()


def template_name(element: Element) -> str | None:
    """Return the name of the template that made an element, where `data-mw` tells it."""
    return next((_target(call, "wt") for call in _calls(element)), None) or None


def _wikitext_of_call(call: dict[str, Any]) -> str:
    params = call.get("params")
    pairs = params.items() if isinstance(params, dict) else ()
    values = [(key, value.get("wt")) for key, value in pairs if isinstance(value, dict)]
    arguments = "".join(f"|{key}={value}" for key, value in values if isinstance(value, str))
    return "{{" + _target(call, "wt") + arguments + "}}"


def call_wikitext(element: Element) -> str:
    """Return the wikitext of an element's calls, each argument with its name, and of the text between them."""
    made = [part if isinstance(part, str) else "".join(map(_wikitext_of_call, _one(part))) for part in _parts(element)]
    return "".join(made)


def _one(part: object) -> list[dict[str, Any]]:
    call = part.get("template") if isinstance(part, dict) else None
    return [call] if isinstance(call, dict) and isinstance(call.get("target"), dict) else []


def has_types(root: Element) -> bool:
    """Say whether any element of a page bears a type, as calls do: the quick way to tell that there are none."""
    return bool(_has_types(root))


def unexpanded_calls(root: Element) -> list[Element]:
    """Return the links that stand for calls of templates that the wiki lacked, in the page's order."""
    links = _links_of_calls(root)
    return [link for link in links if any(_target(call, "href") == link.get("href") for call in _calls(link))]


@dataclass(frozen=True, slots=True)
class Piece:
    """A larger piece of a page, calls in it among other wikitext, of which at least one was left unexpanded.

    `holder` has the wikitext, `links` stand for the calls, `tables` are what the page shows of tables in the piece.
    """

    holder: Element
    links: tuple[Element, ...]
    tables: tuple[Element, ...]


def broken_pieces(root: Element) -> list[Piece]:
    """Return the pieces in which a link stands for a call that is not all of the piece: a row of a table, mostly.

    Such a link is put before the table, and has no call of its own; all of the piece has one `about`.
    """
    holders = {holder.get("about"): holder for holder in reversed(_holders(root)) if holder.get("about")}
    groups: dict[str, list[Element]] = {}
    for element in _about(root):
        groups.setdefault(element.get("about"), []).append(element)
    found = []
    for about, holder in sorted(holders.items(), key=lambda pair: pair[1].sourceline or 0):
        targets = {_target(call, "href") for call in _calls(holder)}
        inside = [node for element in groups[about] for node in _links(element)]
        links = dict.fromkeys(link for link in inside if link.get("href") in targets and _shows_its_title(link))
        tables = tuple(element for element in groups[about] if element.tag == "table")
        if links and (tables or holder not in links):
            found.append(Piece(holder, tuple(links), tables))
    return found


def _shows_its_title(link: Element) -> bool:
    return (link.get("href") or "").lstrip("./").replace("_", " ") == "".join(link.itertext()).strip()


def head_wikitext(table: Element) -> str | None:
    """Return a table with nothing but the call that was to make the attributes and the head of this one.

    `{{MedalistTable}}` is such a one.
    """
    if "mw:ExpandedAttrs" not in (table.get("typeof") or ""):
        return None
    attributes = _data(table).get("attribs")
    for pair in attributes if isinstance(attributes, list) else ():
        html = pair[0].get("html") if isinstance(pair, list) and pair and isinstance(pair[0], dict) else None
        if isinstance(html, str):
            call = _call_in(html)
            return "{| " + call + "\n|}" if call else None
    return None


def _call_in(html: str) -> str | None:
    """Return the wikitext of the call in a fragment of Parsoid's HTML, which stands in an attribute."""
    root = etree.fromstring(html.encode(), etree.HTMLParser(encoding="utf-8"))
    found = [] if root is None else root.xpath(f"//*[contains(@typeof, '{_TYPE}')]")
    return call_wikitext(found[0]) if found else None
