"""Which form a text is in, told by its content, and the title that it gives itself."""

from __future__ import annotations

import re
from html import unescape
from itertools import islice

from schemas.document import Form

_HTML = re.compile(
    r"^\ufeff?\s*(?:<!doctype html|<html\b|<\?xml[^>]*>\s*<html\b|<(?:div|body|section|table|p)\b)", re.IGNORECASE
)
_WIKITEXT = re.compile(r"^\{\||\{\{[^{}\n]{1,200}|\[\[[^\[\]\n]{1,200}\]\]|^'''|<ref[ >]", re.MULTILINE)
_TITLE_LINE = re.compile(r"^\ufeff?\s*=\s*(?P<title>[^=\s](?:[^=\n]*[^=\s])?)\s*=[ \t]*\r?(?:\n|$)")
_PAGE_TITLE = re.compile(r"<title\b[^>]*>(?P<title>[^<]{1,1000})</title>", re.IGNORECASE)
_SITE = re.compile(r"\s+[-–—|]\s+(?:[^-–—|]*\bWikipedia\b|Wikimedia)[^-–—|]*$")
_ENOUGH_MARKUP = 2


def sniff_form(text: str, suffix: str) -> Form:
    """Tell the form of a text; `suffix` (`.txt`, `.html`, ...) counts only where the content does not tell."""
    if _HTML.match(text):
        return "html"
    if suffix in {".html", ".htm"} and "<" in text:
        return "html"
    marks = len(list(islice(_WIKITEXT.finditer(text), _ENOUGH_MARKUP)))
    if suffix in {".wikitext", ".wiki"} or marks == _ENOUGH_MARKUP:
        return "wikitext"
    return "plaintext"


def text_title(text: str, form: Form) -> str | None:
    """Return the title that the text gives itself: a `= Title =` line, a page's `<title>` without its site."""
    if form == "html":
        page = _PAGE_TITLE.search(text)
        return _SITE.sub("", " ".join(unescape(page["title"]).split())) or None if page else None
    match = _TITLE_LINE.match(text) if form == "plaintext" else None
    return match["title"] if match else None
