"""Which titles to fetch: those named, those of a category, those that an article links to, those that match."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.fetching.errors import NoTitlesError, PatternError
from ingest.mediawiki.client import Wiki

_SPECIAL = frozenset(".^$*+?{}[]\\|()")
_QUANTIFIERS = frozenset("*?{")
_ESCAPED_LETTER = re.compile(r"\\([^\w\s])")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chose: titles by name, and how to find others. `matching` narrows what the other two find."""

    titles: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    links_from: tuple[str, ...] = ()
    matching: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was chosen."""
        return not (self.titles or self.categories or self.links_from or self.matching)


def titles_of(wiki: Wiki, choice: Choice) -> list[str]:
    """Return the titles chosen, each once; those named as they are, those found narrowed by `matching`.

    Raises `NoTitlesError` where none is found, `PatternError` for an expression that cannot be used.
    """
    pattern = _compiled(choice.matching)
    found = [title for name in choice.categories for title in wiki.category(name)]
    found += [title for name in choice.links_from for title in _links(wiki, name)]
    if pattern and choice.matching and not (choice.categories or choice.links_from):
        found = wiki.titles_from(literal_beginning(choice.matching))
    chosen = [*choice.titles, *(title for title in found if pattern is None or pattern.search(title))]
    if not chosen:
        raise NoTitlesError(_where(choice, len(found)))
    return list(dict.fromkeys(chosen))


def _links(wiki: Wiki, title: str) -> list[str]:
    links = wiki.links_from(title)
    if links is None:
        raise NoTitlesError(f"{title!r}, whose links were to be followed, is not on the wiki")
    return links


def _where(choice: Choice, found: int) -> str:
    places = [f"the category {name!r}" for name in choice.categories]
    places += [f"the links from {name!r}" for name in choice.links_from]
    if not choice.matching:
        return f"{' and '.join(places)} holds none; check how it is written on the wiki"
    return f"of the {found} titles in {' and '.join(places) or 'the wiki'} none matches {choice.matching!r}"


def _compiled(pattern: str | None) -> re.Pattern[str] | None:
    if pattern is None:
        return None
    try:
        return re.compile(pattern)
    except re.error as error:
        raise PatternError(pattern, f"is no regular expression: {error}") from error


def literal_beginning(pattern: str) -> str:
    """Return the text that every title matched by `pattern` begins with; raise `PatternError` where there is none.

    `^Cycling at the (1996|2000) .*` begins with `Cycling at the `.
    """
    if not pattern.startswith("^"):
        raise PatternError(pattern, "does not say how a title begins")
    if _has_outer_choice(pattern):
        raise PatternError(pattern, "begins in several ways")
    text = ""
    rest = pattern[1:]
    while rest:
        escaped = _ESCAPED_LETTER.match(rest)
        letter, length = (escaped[1], 2) if escaped else (rest[0], 1)
        if (not escaped and letter in _SPECIAL) or rest[length : length + 1] in _QUANTIFIERS:
            break
        text, rest = text + letter, rest[length:]
    if not text.strip():
        raise PatternError(pattern, "does not say how a title begins")
    return text


def _has_outer_choice(pattern: str) -> bool:
    """Say whether a `|` stands outside all brackets."""
    bare = re.sub(r"\\.|\[\]?[^\]]*\]", "", pattern)
    inner = 1
    while inner:
        bare, inner = re.subn(r"\([^()]*\)", "", bare)
    return "|" in bare
