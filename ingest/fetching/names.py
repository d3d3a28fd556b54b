"""The names of fetched files: readable, and safe on every file system."""

from __future__ import annotations

from collections.abc import Collection
from itertools import count

from schemas.document import Form
from schemas.slugs import slug

FOLDER = "articles"
_SUFFIXES: dict[Form, str] = {"wikitext": "wikitext", "html": "html", "plaintext": "txt"}
_LONGEST_SLUG = 120
"""Characters, all ASCII: with the revision and the suffix, and the prefix of a temporary file, far below 255 bytes."""


def file_name(title: str, revision_id: int, form: Form, taken: Collection[str]) -> str:
    """Return the path of a revision's file, relative to the folder of sources and not among those `taken`.

    The revision comes after a dash, not a dot: a name that begins with `con.` or `nul.` is no file's on Windows.
    """
    stem = f"{slug(title)[:_LONGEST_SLUG].rstrip('-')}-r{revision_id}"
    names = (f"{FOLDER}/{stem}{f'-{n}' if n > 1 else ''}.{_SUFFIXES[form]}" for n in count(1))
    return next(name for name in names if name not in taken)
