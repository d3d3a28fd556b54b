"""Wikitext that says just what it is given: text without effect, links that lead nowhere else, tables that hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

# What a reader of wikitext takes as it stands: https://www.mediawiki.org/wiki/Help:Formatting
_HARMLESS = re.compile(r"^[^\W_][\w .,:;()'’“”\"–—%+/°?-]*$")
_HARMFUL = re.compile(r"''|--|__|:(?![\d\s]|$)|\b(?:ISBN|RFC|PMID)\b")
_NOT_IN_LINKS = re.compile(r"[\[\]{}|<>#&\x00-\x1f\x7f~_]|''")
_SPACES = re.compile(r"\s+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def plain(text: str) -> str:
    """Return a text that shows as it is: within `<nowiki>` where it holds anything that could be markup.

    Runs of white space become one space, as a browser shows them; control characters, which wikis refuse, go.
    """
    flat = _SPACES.sub(" ", _CONTROLS.sub("", text)).strip()
    if not flat or (_HARMLESS.match(flat) and not _HARMFUL.search(flat)):
        return flat
    escaped = flat.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<nowiki>{escaped}</nowiki>"


def link(title: str, section: str | None = None, shown: str | None = None) -> str:
    """Return a link to an article or one of its sections; the words alone where no link can be made of them.

    The colon keeps a title with a namespace (a file's, a category's) from having an effect.
    """
    words = shown if shown is not None else (section or title)
    target = f"{title}#{section}" if section else title
    if _NOT_IN_LINKS.search(title) or (section and _NOT_IN_LINKS.search(section)):
        return plain(words)
    if words == target == plain(words):
        return f"[[:{target}]]"
    return f"[[:{target}|{plain(words)}]]"


def heading(level: int, text: str) -> str:
    """Return a heading; `level` 2 is that of a section."""
    return f"{'=' * level} {plain(text)} {'=' * level}"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; its cells are wikitext already."""
    lines = ['{| class="wikitable"', *(f"! {name}" for name in header)]
    for row in rows:
        lines += ["|-", *(f"| {cell}" for cell in row)]
    return "\n".join([*lines, "|}"])


def comment(text: str) -> str:
    """Return a comment that nothing in it can end."""
    return f"<!-- {re.sub('[<>-]{2,}', ' ', _SPACES.sub(' ', text)).strip()} -->"
