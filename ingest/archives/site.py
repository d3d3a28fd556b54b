"""What an export says of its wiki before the first page: where it is, and what its namespaces are called.

Read by expressions, not as XML: a declaration of entities there is never followed, and a header that is cut or missing
costs only what it would have said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import quote

_BASE = re.compile(rb"<base>\s*(https?://[^<\s]{1,1000})\s*</base>")
_VERSION = re.compile(rb"<mediawiki\b[^>]{0,2000}?\sversion\s*=\s*[\"']([0-9.]{1,10})[\"']")
_NAMESPACE = re.compile(
    rb"<namespace\b[^>]{0,200}?\bkey\s*=\s*[\"'](-?\d{1,6})[\"'][^>]{0,200}>([^<]{1,300})</namespace>"
)
_ROOT = re.compile(rb"<mediawiki[\s>]")
_CANONICAL = (
    "Talk", "User", "User talk", "Project", "Project talk", "File", "File talk", "MediaWiki", "MediaWiki talk",
    "Template", "Template talk", "Help", "Help talk", "Category", "Category talk",
)  # fmt: skip
CANONICAL: Mapping[str, int] = {
    "media": -2, "special": -1, "image": 6, "image talk": 7,
    **{name.lower(): number for number, name in enumerate(_CANONICAL, start=1)},
}  # fmt: skip
"""The names that MediaWiki knows in every wiki, in lower case."""


@dataclass(frozen=True, slots=True)
class Site:
    """A wiki: the version of the schema, the address of its main page, its namespaces by name in lower case."""

    version: str | None = None
    base: str | None = None
    namespaces: Mapping[str, int] = field(default_factory=lambda: CANONICAL)
    has_root: bool = False

    def namespace(self, title: str) -> int:
        """Return the namespace that a title's prefix tells; exports before 0.6 do not state it."""
        prefix, colon, _ = title.partition(":")
        return self.namespaces.get(prefix.replace("_", " ").strip().lower(), 0) if colon else 0

    def url(self, title: str) -> str | None:
        """Return the address of a page, made as that of the main page is."""
        if self.base is None:
            return None
        mark = next((mark for mark in ("title=", "/wiki/", "index.php/") if mark in self.base), "/")
        start = self.base[: self.base.rindex(mark) + len(mark)]
        return start + quote(title.replace(" ", "_"), safe="/:@!$*(),;~'")


def read_site(header: bytes) -> Site:
    """Return what the bytes before the first page say."""
    base, version = _BASE.search(header), _VERSION.search(header)
    named = {
        unescape(name.decode("utf-8", "replace")).strip().lower(): int(key) for key, name in _NAMESPACE.findall(header)
    }
    return Site(
        version[1].decode() if version else None,
        unescape(base[1].decode("utf-8", "replace")) if base else None,
        {**CANONICAL, **named},
        _ROOT.search(header) is not None,
    )
