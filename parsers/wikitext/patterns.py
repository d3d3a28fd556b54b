"""What a template shows, as data: `{1}«, {name}»`; the words are explained in schemas/data/templates.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_PART = re.compile(r"«([^»]*)»|\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Field:
    """Arguments of which the first that is not blank is shown."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Optional:
    """Parts that are shown only where each field in them has a value."""

    parts: tuple[str | Field, ...]
    fields: tuple[Field, ...]


Pattern = tuple[str | Field | Optional, ...]


def _optional(text: str) -> Optional:
    parts = tuple(part for part in compiled(text) if not isinstance(part, Optional))
    return Optional(parts, tuple(part for part in parts if isinstance(part, Field)))


@lru_cache(maxsize=1024)
def compiled(show: str) -> Pattern:
    """Return the parts of a pattern."""
    parts: list[str | Field | Optional] = []
    position = 0
    for match in _PART.finditer(show):
        if match.start() > position:
            parts.append(show[position : match.start()])
        parts.append(_optional(match[1]) if match[1] is not None else Field(tuple(match[2].split("|"))))
        position = match.end()
    if position < len(show):
        parts.append(show[position:])
    return tuple(parts)
