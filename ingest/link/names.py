"""Short forms of names: which full name a surname stands for, among the competitors of one event."""

from __future__ import annotations

import re
from collections.abc import Iterable

from schemas.slugs import slug

_SEVERAL = re.compile(r"[,;&/]")


def is_short_form(short: str, full: str) -> bool:
    """Say whether `short` is `full` without its first words: `Hansen` or `Falck Hansen` of `Willy Falck Hansen`."""
    if _SEVERAL.search(full):
        return False  # the last of several persons is no short form of them all
    a, b = slug(short).split("-"), slug(full).split("-")
    return 0 < len(a) < len(b) and b[-len(a) :] == a and "and" not in b


def full_names(names: Iterable[str]) -> dict[str, str]:
    """Map each name to the one longer name that it is a short form of; names of none or several to themselves."""
    distinct = sorted(set(names))
    result = {}
    for name in distinct:
        longer = {other for other in distinct if is_short_form(name, other)}
        # "Hansen" of "Falck Hansen" of "Willy Falck Hansen": the longest counts, if the others are forms of it.
        longest = max(longer, key=lambda other: (len(other), other), default=name)
        chain = all(other == longest or is_short_form(other, longest) for other in longer)
        result[name] = longest if chain else name
    return result
