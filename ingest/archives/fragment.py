"""One page with one revision, cut out of an export, read as XML.

Cut out, it has no document type, so that no entity but XML's own five can stand in it, and a fault in it is its own.
Expat is used as it reads a text of any length without building a tree; what it may meet is counted.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from hashlib import sha1
from html import unescape
from xml.parsers import expat

from ingest.archives.limits import MAX_DEPTH, MAX_ELEMENTS

_RAW_TEXT = re.compile(rb"<text\b[^>]*>(.*)</text>", re.DOTALL)
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_SHA1_LENGTH = 31
_WANTED = frozenset(
    {
        "page/title", "page/id", "page/redirect", "page/revision/id", "page/revision/timestamp", "page/revision/model",
        "page/revision/format", "page/revision/text", "page/revision/sha1",
    }
)  # fmt: skip


class FragmentError(Exception):
    """A page that is no XML, or too much of it."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code


@dataclass(slots=True)
class Fragment:
    """The elements of a page by their path, the last of each, with its attributes."""

    texts: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)

    def text(self, path: str) -> str | None:
        """Return the content of an element, None where there is none or it is empty."""
        return self.texts.get(path) or None

    def number(self, path: str) -> int | None:
        """Return the content of an element as a number."""
        text = self.texts.get(path, "").strip()
        return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None

    def attribute(self, path: str, name: str) -> str | None:
        """Return an attribute of an element."""
        return self.attributes.get(path, {}).get(name)


class _Builder:
    """What expat calls."""

    def __init__(self) -> None:
        self.fragment = Fragment()
        self._path: list[str] = []
        self._count = 0
        self._wanted: str | None = None
        self._pieces: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(name)
        self._count += 1
        if len(self._path) > MAX_DEPTH:
            raise FragmentError("too_deep", f"more than {MAX_DEPTH} elements stand within each other")
        if self._count > MAX_ELEMENTS:
            raise FragmentError("too_large", f"it has more than {MAX_ELEMENTS:,} elements")
        path = "/".join(self._path)
        self._wanted = path if path in _WANTED else None
        if self._wanted:
            self._pieces.clear()
            self.fragment.attributes[path] = attributes

    def end(self, _name: str) -> None:
        if self._wanted:
            self.fragment.texts[self._wanted] = "".join(self._pieces)
        self._wanted = None
        self._path.pop()

    def text(self, text: str) -> None:
        if self._wanted:
            self._pieces.append(text)


def read_fragment(xml: bytes) -> Fragment:
    """Return the elements of `<page>...</page>`; raise FragmentError."""
    parser, builder = expat.ParserCreate("utf-8"), _Builder()
    parser.buffer_text = True
    parser.buffer_size = 1 << 20
    parser.StartElementHandler, parser.EndElementHandler = builder.start, builder.end
    parser.CharacterDataHandler = builder.text
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise _fault(xml, parser.ErrorByteIndex, str(error).partition(":")[0]) from error
    return builder.fragment


def _fault(xml: bytes, at: int, reason: str) -> FragmentError:
    around = xml[max(0, at - 20) : at + 20].decode("utf-8", "backslashreplace")
    where = f"byte {at:,} of it, at {around!r}"
    if reason.startswith("reference to invalid character") or _CONTROL.match(xml, at):
        return FragmentError("control_character", f"{where}: a character that XML forbids")
    if reason.startswith("undefined entity"):
        return FragmentError("entity", f"{where}: an entity that is not one of XML's own")
    try:
        xml[at : at + 4].decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start == 0 and error.reason != "unexpected end of data":
            return FragmentError("not_utf8", f"{where}: not UTF-8")
    return FragmentError("not_well_formed", f"{where}: {reason}")


def base36_sha1(text: str) -> str:
    """Return the SHA-1 of a text in UTF-8 as MediaWiki writes it: base 36, 31 digits."""
    number, digits = int.from_bytes(sha1(text.encode("utf-8"), usedforsecurity=False).digest()), ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits.rjust(_SHA1_LENGTH, "0")


def matching_text(text: str, revision: bytes, digest: str) -> str | None:
    """Return the text that has the digest: as XML reads it, decomposed, or with the newlines that stand in the file."""
    for read in (text, unicodedata.normalize("NFD", text)):  # an export is always in NFC, a text need not be
        if base36_sha1(read) == digest:
            return read
    raw = _RAW_TEXT.search(revision)
    if raw is None or b"\r" not in raw[1] or b"<![CDATA[" in raw[1]:
        return None
    as_it_stands = unescape(raw[1].decode("utf-8", "replace"))
    return as_it_stands if base36_sha1(as_it_stands) == digest else None
