"""Bounded memories of pure functions of texts, and one place to empty them all.

A page says the same few things in cell after cell: nations, headers, dates, statuses. What a text means depends on
the text and on the vocabulary in use alone, so it is worked out once for each.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from schemas.words import WordsInUse, words_in_use

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")

_WORDS_REMEMBERED = 8
_forgetters: list[Callable[[], None]] = []


def remembered(size: int) -> Callable[[Callable[_Arguments, _Result]], Callable[_Arguments, _Result]]:
    """Let a pure function remember what it returned for its last `size` arguments.

    Its arguments must be hashable, and its results immutable. A caller keeps overlong texts away from it.
    """

    def wrap(function: Callable[_Arguments, _Result]) -> Callable[_Arguments, _Result]:
        wrapped = lru_cache(maxsize=size)(function)
        _forgetters.append(wrapped.cache_clear)
        # lru_cache takes the arguments' types away from the checker; it calls the function as it is called.
        return wrapped  # type: ignore[return-value]

    return wrap


def remembered_in_words(size: int) -> Callable[[Callable[_Arguments, _Result]], Callable[_Arguments, _Result]]:
    """Let a function remember its last results, each for the words that were in use (`schemas.words`)."""

    def wrap(function: Callable[_Arguments, _Result]) -> Callable[_Arguments, _Result]:
        @remembered(size)
        def inner(_words: WordsInUse, *args: _Arguments.args, **kwargs: _Arguments.kwargs) -> _Result:
            return function(*args, **kwargs)

        @wraps(function)
        def call(*args: _Arguments.args, **kwargs: _Arguments.kwargs) -> _Result:
            return inner(words_in_use(), *args, **kwargs)

        return call

    return wrap


def table_of_words(function: Callable[[], _Result]) -> Callable[[], _Result]:
    """Let a table of the package's and the user's words be made once for each words in use.

    It is no memory of texts, and is not forgotten with them. Tables are asked for at every word of a sentence: a call
    without arguments to hand on takes half the time.
    """

    @lru_cache(maxsize=_WORDS_REMEMBERED)
    def made(_words: WordsInUse) -> _Result:
        return function()

    @wraps(function)
    def call() -> _Result:
        return made(words_in_use())

    return call


def forget_all() -> None:
    """Empty every memory; what was remembered is worked out anew."""
    for forget in _forgetters:
        forget()
