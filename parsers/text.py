"""Bytes to text, strictly, and text to lines with their offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_LE
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from parsers.errors import EmptyDocumentError, NotTextError, NotUtf8Error, SavedArchiveError, TooLargeError
from schemas.document import PlacedNote, Span

MAX_BYTES = 64_000_000
MAX_LINE = 1_000_000
"""Code points. No article has such a line; every cost that grows with a line is bounded by it."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_MIME = re.compile(
    rb"\A\s*(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*(multipart/related)", re.IGNORECASE
)
_MIME_HEAD = 4_000
_HEAD = 400
_NEWLINE = re.compile(r"\r\n|\r|\n")


def decode(data: bytes) -> str:
    """Decode an article strictly as UTF-8, without newline translation; raise `DocumentError` where it is none."""
    if len(data) > MAX_BYTES:
        raise TooLargeError("the size in bytes", len(data), MAX_BYTES, "of the file")
    archive = _MIME.match(data[:_MIME_HEAD])
    if archive:
        raise SavedArchiveError(archive[1].decode().lower())
    nul = data.find(b"\0")
    if nul >= 0:
        raise NotTextError(nul, is_utf16=_is_utf16(data[:_HEAD]))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotUtf8Error(error.start, data.count(b"\n", 0, error.start) + 1) from error
    if not text.strip("\ufeff \t\r\n"):
        raise EmptyDocumentError
    return text


def _is_utf16(head: bytes) -> bool:
    """Say whether a file begins as UTF-16 does: by its mark, or with a NUL beside every byte of Latin words."""
    if head.startswith(BOM_UTF32_LE):  # which begins as the mark of UTF-16 does
        return False
    filled = [len(head[start::2]) - head[start::2].count(0) for start in (0, 1)]
    return head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or min(filled) * 4 < len(head) // 2 < max(filled) * 2


def lines(text: str) -> Iterator[Span]:
    """Yield the span of each line without its newline; refuse lines beyond `MAX_LINE`."""
    start = 0
    number = 1
    while start < len(text):
        match = _LINE.match(text, start)
        end = match.end() if match else len(text)
        content = text[start:end].rstrip("\r\n")
        if len(content) > MAX_LINE:
            raise TooLargeError("the length", len(content), MAX_LINE, f"of line {number}")
        yield Span(start, start + len(content))
        start = end
        number += 1


def stripped(text: str, span: Span) -> Span:
    """Return `span` without the white space at its ends."""
    content = span.of(text)
    lead = len(content) - len(content.lstrip())
    return Span(span.start + lead, max(span.start + lead, span.start + len(content.rstrip())))


@lru_cache(maxsize=2)
def line_starts(text: str) -> Sequence[int]:
    """Return where each line but the first begins."""
    return [match.end() for match in _NEWLINE.finditer(text)]


def line_number(text: str, offset: int) -> int:
    """Return the 1-based line of an offset, a line feed, a carriage return or both in a row being one newline."""
    return 1 + bisect_right(line_starts(text), offset)


def placed_notes(parts: Sequence[str | None], marks: Iterable[tuple[int, str]]) -> tuple[PlacedNote, ...]:
    """Return footnotes at their places in a text whose white space is collapsed.

    `parts` make up the text; a mark is the number of parts before it and the footnote's text.
    """
    found = []
    first = length = 0
    is_parted = False
    for index, text in marks:
        piece = "".join(filter(None, parts[first:index]))
        first = index
        words = piece.split()
        if words:
            length += bool(length and (is_parted or piece[0].isspace())) + len(" ".join(words))
        is_parted = piece[-1].isspace() if piece else is_parted
        found.append(PlacedNote(length, text))
    return tuple(found)
