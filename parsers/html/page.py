"""The tree of a page, which flavour of HTML it is, where in it the article stands, and its title."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from parsers.errors import TooLargeError
from parsers.html.selectors import Element
from parsers.html.visible import MAX_DEPTH, Context, visible

Flavour = Literal["fragment", "saved", "mobile", "parsoid", "kiwix", "other"]

MAX_TAGS = 2_000_000
"""Of one page, counted by their `<`. A page of a thousand riders has some 50,000."""

MAX_ATTRIBUTES = 1_000
"""Of one tag; the time that libxml2 takes grows with their square."""

_PARSER_DEPTH = 2_048
"""The depth from which libxml2 drops all elements, with a note in its log."""

_LONG = 4_000
_LONG_TAG = re.compile(rf"<[a-zA-Z][^<>]{{{_LONG},}}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_identified = etree.XPath("descendant-or-self::*[@id]")
_EARLY_END = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_BODY_START = re.compile(r"<tbody\b", re.IGNORECASE)
_BODY_END = re.compile(r"</tbody\s*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[a-z/]", re.IGNORECASE)
_SITE = re.compile(
    r"\s+[-–—|]\s+[^-–—|]*(?:wiki|вики|вікі|ウィキ|維基|维基|위키|ويكي|विकि|ויקי)[^–—|]*$", re.IGNORECASE
)
_TITLE_IDS = frozenset({"firstHeading", "openzim-page-title", "titleHeading", "title_0", "section_0"})
_TITLE_CLASSES = ("firstHeading", "article-header", "pcs-edit-section-title")
_KIWIX_IDS = frozenset({"openzim-page-title", "titleHeading", "title_0"})
_SAVED_IDS = frozenset({"mw-content-text", "bodyContent", "firstHeading"})
_CONTENT_IDS = ("mw-content-text", "bodyContent", "content")
_WITH_CHROME = frozenset({"saved", "mobile", "kiwix"})


@dataclass(frozen=True, slots=True)
class Page:
    """A page as a tree.

    `identified` are the elements with an id, in order, with it, `by_id` the first of each; `content` holds the article;
    `heading` is the title's element, where the page has one.
    """

    root: Element
    by_id: Mapping[str, Element]
    identified: Mapping[Element, str]
    content: Element
    flavour: Flavour
    title: str | None
    heading: Element | None


def read_tree(text: str) -> Element | None:
    """Return the root of a page's tree, or None where the text has no markup but comments.

    Without `huge_tree` libxml2 drops in silence what stands deeper than 255. Raises `TooLargeError`.
    """
    _limited(text)
    # Elements are found by their ids otherwise: libxml2's own table of these takes a tenth of its time.
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False
    )
    try:
        root = etree.fromstring(_mended(text).encode(), parser)
    except etree.ParserError:  # nothing that makes a document
        return None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise TooLargeError("the depth", _PARSER_DEPTH + 1, MAX_DEPTH, "of elements")
    return root


def _limited(text: str) -> None:
    """Refuse what takes libxml2 too long or too much memory."""
    tags = text.count("<")
    if tags > MAX_TAGS:
        raise TooLargeError("the number of tags", tags, MAX_TAGS, "of the page")
    # The pattern reads every tag to its end. A tag so long has a whole step of half its length without a `<`.
    step = _LONG // 2
    if all(text.find("<", start, start + step) >= 0 for start in range(0, len(text) - step + 1, step)):
        return
    for tag in _LONG_TAG.finditer(text):
        attributes = len(_QUOTED.sub("", tag.group()).split()) - 1
        if attributes > MAX_ATTRIBUTES:
            raise TooLargeError("the number of attributes", attributes, MAX_ATTRIBUTES, "of a tag")


def _mended(text: str) -> str:
    """Bring what libxml2 takes otherwise than browsers to what both take alike.

    `</body>` and `</html>` where more markup follows are passed over. Rows stand in a `<tbody>`, also where no tag
    says so: then `</tbody>` ends cell and row.
    """
    if "<tbody" not in text and _BODY_END.search(text) and not _BODY_START.search(text):
        text = _BODY_END.sub("</td></tr>", text)
    ends = list(_EARLY_END.finditer(text))
    early = [end for end in ends if _ANY_TAG.search(_EARLY_END.sub("", text[end.end() :]))] if ends else []
    for end in reversed(early):
        text = text[: end.start()] + " " * (end.end() - end.start()) + text[end.end() :]
    return text


def flavour_of(text: str, root: Element, ids: Set[str]) -> Flavour:
    """Tell the flavour of a page by its content: `text` is its source, `ids` are those in it."""
    body = root.find("body")
    words = (body.get("class") or "") if body is not None else ""
    if "parsoid-body" in words or "<section data-mw-section-id" in text:
        return "parsoid"
    if not ids.isdisjoint(_KIWIX_IDS) or "kiwix" in words.lower():
        return "kiwix"
    if "skin-minerva" in words or "section-heading" in text:
        return "mobile"
    if not ids.isdisjoint(_SAVED_IDS):
        return "saved"
    return "fragment" if root.find("head/title") is None else "other"


def _content(root: Element, flavour: Flavour, by_id: Mapping[str, Element]) -> Element:
    places = [by_id.get(name) for name in _CONTENT_IDS] if flavour in _WITH_CHROME else []
    places += [root.find(f".//{tag}") for tag in ("main", "article")] if flavour == "other" else []
    return next((place for place in (*places, root.find("body")) if place is not None), root)


def _title(root: Element, flavour: Flavour) -> tuple[str | None, Element | None]:
    for heading in root.iter("h1"):
        names = heading.get("class") or ""
        if flavour == "other" or heading.get("id") in _TITLE_IDS or any(name in names for name in _TITLE_CLASSES):
            text = visible(heading, Context()).text
            if text:
                return text, heading
    element = root.find("head/title")
    text = visible(element, Context()).text if element is not None else ""
    return _SITE.sub("", text) or None, None


def read_page(text: str) -> Page | None:
    """Read a text as a page; None where there is no markup at all. Raises `TooLargeError`."""
    root = read_tree(text)
    if root is None:
        return None
    identified = {element: element.get("id") for element in _identified(root)}
    by_id = {name: element for element, name in reversed(identified.items())}
    flavour = flavour_of(text, root, by_id.keys())
    title, heading = _title(root, flavour)
    return Page(root, by_id, identified, _content(root, flavour, by_id), flavour, title, heading)
