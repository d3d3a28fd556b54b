"""Which of the articles that say the same are witnesses of their own.

An article is one witness, whatever its forms and however often it says so. Two are one all the same where one of them
says nothing of the matter that it does not share with the other: the same sentence, word for word, or the same source
that both name, in words or in a footnote. Who copied from whom need not be known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from schemas.slugs import slug
from schemas.statements import Statement

MIN_SENTENCE = 6
"""Words. A shorter run of words is how anybody would say it ("16 cyclists from 12 nations"), no copied sentence; and a
shorter footnote ("Final results") names no source."""


def origins(statement: Statement) -> frozenset[str]:
    """Return where a statement may come from other than its article: its sentence, and the sources that it names.

    Names of sources are compared as slugs without a year: the `1928 Official Report` is the `Official Report` of an
    event of that year.
    """
    found = set()
    words = slug(statement.excerpt)
    if statement.source_kind == "prose" and words.count("-") + 1 >= MIN_SENTENCE:
        found.add(f"sentence:{words}")
    if statement.attributed_to:
        found.add(f"source:{_source(statement.attributed_to)}")
    found.update(
        f"reference:{slug(text)}" for text in statement.references if slug(text).count("-") + 1 >= MIN_SENTENCE
    )
    return frozenset(found)


def _source(text: str) -> str:
    words = [word for word in slug(text).split("-") if word != "the" and not (word.isdecimal() and len(word) == 4)]
    return "-".join(words) or slug(text)


def independent(said: Mapping[str, Iterable[Statement]]) -> tuple[frozenset[str], ...]:
    """Return articles, given with what each says of one matter, in groups of which each is one witness; sorted."""
    found = {article: [origins(statement) for statement in statements] for article, statements in said.items()}
    groups = {article: frozenset({article}) for article in sorted(found)}
    for one in sorted(name for name, own in found.items() if own and all(own)):
        for other in sorted(found):
            if one != other and _rests_on(found[one], found[other]):
                joined = groups[one] | groups[other]
                groups.update(dict.fromkeys(joined, joined))
    return tuple(sorted(set(groups.values()), key=sorted))


def _rests_on(own: list[frozenset[str]], others: list[frozenset[str]]) -> bool:
    """Say whether each statement of one article shares its origin with some statement of another."""
    theirs = frozenset().union(*others)
    return all(origin & theirs for origin in own)
