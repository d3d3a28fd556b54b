"""Which form a text is in, told by its content, and the title that it gives itself."""

from __future__ import annotations

import re
from html import unescape
from itertools import islice

from parsers.aloneheadings import alone_title
from schemas.document import Form

_BEFORE = re.compile(r"\ufeff?\s*(?:(?:<!--.*?-->|<\?xml[^<>]*\?>)\s*)*", re.DOTALL)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)(?=[\s>])", re.IGNORECASE)
_TAG = re.compile(
    r"<(?:a|abbr|article|aside|b|blockquote|br|center|details|div|dl|em|figure|font|footer|h[1-6]|header|hr|i|img|link"
    r"|main|meta|nav|ol|p|pre|script|section|small|span|strong|style|sub|sup|table|title|u|ul)"
    r"(?=[\s/>])(?!\s(?:begin|end)=)",
    re.IGNORECASE,
)
"""How a fragment of HTML begins. `<section begin=a />` is wikitext's."""
_HTML_ALONE = re.compile(
    r"<(?:p|h[1-6]|article|aside|footer|header|main|nav|section)(?=[\s>])(?!\s(?:begin|end)=)"
    r"|<(?:a|img)\s[^<>]*(?:href|src)=",
    re.IGNORECASE,
)
"""Tags that wikitext does without, or does not have."""
_WIKITEXT_LINE = re.compile(
    r"^(?:\{\||\|-|\{\{[^{}\n]+|'''|\[\[[^\[\]\n]+\]\]|(={2,6})[^=\n]+\1[ \t]*\r?$)", re.MULTILINE
)
_MARKS = re.compile(r"^\{\||\{\{[^{}\n]{1,200}|\[\[[^\[\]\n]{1,200}\]\]|^'''|<ref[ >]", re.MULTILINE)
_TELLING = re.compile(
    r"^[ \t:]*\{\|[^\n]*\n\s*(?:[|!]|\{\{)|^\{\{[^{}|\n]{1,80}\n\s*\||^<(?:no|only)?include(?:only)?>"
    r"|\A\ufeff?\s*#\w{4,20}:?\s*\[\[|^<table(?=[\s>])",
    re.MULTILINE | re.IGNORECASE,
)
"""What stands in no flattened text: a table's start with a row, a call over several lines, a redirect, HTML tables."""
_TITLE_LINE = re.compile(r"^\ufeff?\s*=\s*(?P<title>[^=\s](?:[^=\r\n]*[^=\s])?)\s*=[ \t]*(?:\r|\n|$)")
_MARKDOWN_TITLE = re.compile(
    r"\ufeff?\s*#[ \t]+(?P<title>[^\s#][^\n#]*[^\s#])[ \t]*\r?\n\s*\n(?=[^\0]*^##)", re.MULTILINE
)
_PAGE_TITLE = re.compile(r"<title\b[^>]*>(?P<title>[^<]{1,1000})</title>", re.IGNORECASE)
_HEADING = re.compile(r"<h1\b(?P<attributes>[^<>]{0,1000})>(?P<inside>.{0,2000}?)</h1\s*>", re.IGNORECASE | re.DOTALL)
_MARKUP = re.compile(r"<[^<>]*>")
_MAIN = re.compile(r"<(?:main|article)(?=[\s>])", re.IGNORECASE)
_BETWEEN_TITLES = re.compile(r"\s+(?:[-–—|·•»]|::)\s+")
_SITE = re.compile(r"\s+[-–—|]\s+(?:[^-–—|]*\bWikipedia\b|Wikimedia)[^-–—|]*$")
_ENOUGH_MARKS = 2
_MANY_MARKS = 5
"""So many where a line `= Title =` says that the text is flattened: some remain in such texts."""


def sniff_form(text: str, suffix: str) -> Form:
    """Tell the form of a text; `suffix` (`.txt`, `.html`, ...) counts only where the content does not tell."""
    begin = _after_comments(text)
    if _PAGE.match(text, begin):
        return "html"
    is_named = suffix in {".wikitext", ".wiki"}
    if _TAG.match(text, begin) or (suffix in {".html", ".htm"} and _TAG.search(text)):
        is_wikitext = (is_named or not _HTML_ALONE.search(text)) and _WIKITEXT_LINE.search(text)
        return "wikitext" if is_wikitext else "html"
    return "wikitext" if is_named or _TELLING.search(text) or _has_marks(text) else "plaintext"


def _after_comments(text: str) -> int:
    """Return where a text begins after comments: browsers put one before the pages that they save."""
    match = _BEFORE.match(text)
    return match.end() if match else 0


def _has_marks(text: str) -> bool:
    enough = _MANY_MARKS if _TITLE_LINE.match(text) else _ENOUGH_MARKS
    return len(list(islice(_MARKS.finditer(text), enough))) == enough


def text_title(text: str, form: Form) -> str | None:
    """Return the title that the text gives itself: a `= Title =` line, a page's `<title>` without its site."""
    if form == "html":
        page = _PAGE_TITLE.search(text)
        title = _SITE.sub("", _words(page["title"])) if page else ""
        return _headed(text, title) or title or None
    if form != "plaintext":
        return None
    match = _TITLE_LINE.match(text) or _MARKDOWN_TITLE.match(text)
    return match["title"] if match else alone_title(text)


def _headed(text: str, title: str) -> str | None:
    """Return the words of a page's only `<h1>`, where its title has more than these, or the article begins with it.

    What a title has more is the name of the site: `1977 Regatta | Rowing Wiki | Fandom`.
    """
    start = re.search(r"<h1[\s>]", text, re.IGNORECASE)
    heading = _HEADING.match(text, start.start()) if start else None
    if start is None or heading is None or re.search(r"<h1[\s>]", text[heading.end() :], re.IGNORECASE):
        return None
    words = _words(_MARKUP.sub("", re.sub(r"(?i)<br\b[^<>]*>", " ", heading["inside"])))
    return words if words in _leading(title) or (words and _MAIN.search(text, 0, start.start())) else None


def _leading(title: str) -> list[str]:
    """Return what a title begins with before each of its separators."""
    return [title[: gap.start()] for gap in _BETWEEN_TITLES.finditer(title)]


def _words(source: str) -> str:
    return " ".join(unescape(source).split())
