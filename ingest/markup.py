"""HTML that cannot be forgotten to escape: a template escapes whatever it is filled with that is not HTML already."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from html import escape

Fill = Callable[..., "Html"]
"""A template: takes one value for each `%s`."""


class Html(str):
    """Text that is HTML. Made by templates alone, from words that were written here."""

    __slots__ = ()


EMPTY = Html("")


@lru_cache(maxsize=1 << 14)
def escaped(words: str) -> str:
    """Return words as HTML text, fit for an attribute in double quotes as well."""
    return escape(words)


def template(source: str) -> Fill:
    """Return a function that puts values, escaped, where `source` has `%s`; `%%` is a percent sign."""

    def fill(*values: object) -> Html:
        return Html(source % tuple([value if type(value) is Html else escaped(str(value)) for value in values]))

    return fill


def join(parts: Iterable[Html], between: str = "") -> Html:
    """Return pieces of HTML one after the other."""
    return Html(between.join(parts))


def when(condition: object, fill: Fill, *values: object) -> Html:
    """Return a filled template where a condition holds, else nothing."""
    return fill(*values) if condition else EMPTY


def listed(tag: str, items: Iterable[Html]) -> Html:
    """Return a list element (`ul class="x"`) around items that are `<li>` each; nothing where there are none."""
    inside = join(items)
    return Html(f"<{tag}>{inside}</{tag.split()[0]}>") if inside else EMPTY


@lru_cache(maxsize=16)
def csp_hash(words: str) -> str:
    """Return the source expression that lets a policy allow exactly this inline text (CSP 3, section 2.3.1)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(words.encode()).digest()).decode()


_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def visible(page: str) -> str:
    """Return a page with control characters, which HTML forbids, as their pictures."""
    return _INVISIBLE.sub(lambda found: "␡" if found[0] == "\x7f" else chr(0x2400 + ord(found[0])), page)
