"""What a user's own vocabulary adds to that of the package, and which one is in use where.

The words in use belong to the context of execution (a thread, a task), not to the process: two runs in one process, or
two tasks of different runs in one worker, do not see each other's. Whoever reads or judges enters them by `using`;
what is remembered of words is remembered for the words in use (`schemas.caches.remembered_in_words`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict
from functools import lru_cache

from schemas.records import record

Pairs = tuple[tuple[str, str], ...]
_SETS_REMEMBERED = 8


@record(frozen=True, slots=True)
class NationWords:
    """Names and demonyms that a user gives a code, in the years given (inclusive; else in those of the code)."""

    noc: str
    names: tuple[str, ...]
    first_year: int | None = None
    last_year: int | None = None
    demonyms: tuple[str, ...] = ()


@record(frozen=True, slots=True)
class UserWords:
    """What a user adds. Each pair is a word and what it names; a user's word outweighs the package's.

    `templates` are names of templates with the known one that each stands for, `ignored_templates` names with the
    reason why the template says nothing; `ignored_columns` and `ignored_infobox` are headers and keys with theirs. The
    others are as in `data/vocabulary.toml`.
    """

    templates: Pairs = ()
    ignored_templates: Pairs = ()
    columns: Pairs = ()
    column_units: Pairs = ()
    infobox: Pairs = ()
    rounds: Pairs = ()
    sections: Pairs = ()
    units: Pairs = ()
    statuses: Pairs = ()
    ignored_columns: Pairs = ()
    ignored_infobox: Pairs = ()
    nations: tuple[NationWords, ...] = ()

    @property
    def digest(self) -> str:
        """Return a digest of what is added, "" where that is nothing: equal words, whatever file says them."""
        if self == NO_WORDS:
            return ""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


NO_WORDS = UserWords()


class WordsInUse:
    """The words of one context. Equal only to itself, so that what is remembered by it is found at once."""

    __slots__ = ("words",)

    def __init__(self, words: UserWords) -> None:
        self.words = words


_PLAIN = WordsInUse(NO_WORDS)
_in_use: ContextVar[WordsInUse] = ContextVar("words", default=_PLAIN)


@lru_cache(maxsize=_SETS_REMEMBERED)
def _entered(words: UserWords) -> WordsInUse:
    return _PLAIN if words == NO_WORDS else WordsInUse(words)


def words_in_use() -> WordsInUse:
    """Return the words in use here; outside of any `using`, those of the package alone."""
    return _in_use.get()


@contextmanager
def using(words: UserWords) -> Iterator[None]:
    """Use a user's words inside, and what was in use before after it."""
    token = _in_use.set(_entered(words))
    try:
        yield
    finally:
        _in_use.reset(token)
