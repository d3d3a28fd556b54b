"""XML in another encoding than UTF-8, turned into UTF-8 while it is read."""

from __future__ import annotations

import codecs
import re
from itertools import chain

from ingest.archives.model import START
from ingest.archives.parts import Chunk, Damage, Parts

_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"),
)  # fmt: skip
_UTF8 = frozenset({"utf-8", "ascii"})
_DAMAGED = "photofinish-damaged"


def _control_character(error: UnicodeError) -> tuple[str, int]:
    """Stand in for what cannot be decoded: a character that XML forbids, so that the page it is in is refused."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "\x00", error.end


codecs.register_error(_DAMAGED, _control_character)


def encoding_of(head: bytes) -> str | None:
    """Return the encoding that the first bytes of an XML file tell if it is not UTF-8, or None.

    Raises LookupError for one that Python does not know or whose `<` is not that of ASCII.
    """
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    declared = _DECLARED.match(head)
    if not declared:
        return None
    name = codecs.lookup(declared[1].decode("ascii")).name
    if name in _UTF8:
        return None
    if "<é".encode(name, "replace")[:1] != b"<":
        raise LookupError(f"unknown encoding: {name}")
    return name


def in_utf8(parts: Parts) -> Parts:
    """Yield `parts`, which are a whole XML file, in UTF-8; positions count the bytes of that."""
    head: list[Chunk | Damage] = []
    for part in parts:
        head.append(part)
        if isinstance(part, Chunk) and len(part.data) > 1:
            break
    first = b"".join(part.data for part in head if isinstance(part, Chunk))
    try:
        encoding = encoding_of(first)
    except LookupError as error:
        yield Damage("unknown_encoding", f"{error}; expected UTF-8 or UTF-16", START)
        return
    everything = chain(head, parts)
    yield from everything if encoding is None else _decoded(everything, encoding)


def _decoded(parts: Parts, encoding: str) -> Parts:
    decoder = codecs.getincrementaldecoder(encoding)(_DAMAGED)
    offset = 0
    for part in parts:
        if isinstance(part, Damage):
            decoder.reset()
            yield part
            continue
        data = decoder.decode(part.data).encode()
        if data:
            yield Chunk(data, 0, offset, part.is_suspect)
        offset += len(data)
