"""How one name comes to be written in two ways."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher

from ingest.link.names import is_short_form
from ingest.link.people.names import spelling
from ingest.reconcile.candidates import Candidate, Case
from ingest.reconcile.explanations.model import Explanation, ExplanationContext
from ingest.reconcile.values import HOLDERS_APART
from schemas.slugs import slug

MAX_LETTERS = 60
MIN_LETTERS = 5
"""Shorter words that differ in a letter may be two names (Lee, Lea)."""

MIN_OF_SHORT = 3
"""Two letters begin too many names (Al, Jo)."""


def name_shortened(case: Case, loser: Candidate, winner: Candidate, _context: ExplanationContext) -> Explanation | None:
    """A part of a longer name was left out: Willy Hansen for Willy Falck Hansen."""
    if case.registered.value_type != "name" or HOLDERS_APART in loser.meaning.key + winner.meaning.key:
        return None
    short, full = loser.meaning.key.split("-"), winner.meaning.key.split("-")
    if not 2 <= len(short) < len(full) or short[0] != full[0] or short[-1] != full[-1]:
        return None
    rest = iter(full)
    if not all(word in rest for word in short):
        return None
    text = (
        f"{loser.value.text} is {winner.value.text} without {len(full) - len(short)} of its {len(full)} words; "
        f"{len(short)} of the {len(short)} that are left stand in the same order"
    )
    return Explanation("name_shortened", text)


def name_spelled_otherwise(
    case: Case, loser: Candidate, winner: Candidate, context: ExplanationContext
) -> Explanation | None:
    """Two spellings of one name: transliterated by other rules, given name last, or a letter doubled, lost or swapped.

    It fits in both directions: only independent witnesses tell which spelling to publish. Two names that one table of
    results has in two rows are two persons, however alike.
    """
    a, b = loser.meaning.key, winner.meaning.key
    if case.registered.value_type != "name" or a == b:
        return None
    if HOLDERS_APART not in a + b and (is_short_form(a, b) or is_short_form(b, a)):
        return None
    how = _how(a, b)
    if how is None and HOLDERS_APART not in a + b and _adds_surname(loser.value.text, winner.value.text):
        how = "with and without the second of two surnames"
    if how is None or any({a, b} <= names for names in context.named.get(case.event_id or "", ())):
        return None
    words = _words(a)
    same = sum((Counter(words) & Counter(_words(b))).values())
    text = (
        f"{loser.value.text} and {winner.value.text} are one name, {how}; {same} of its {len(words)} words are the same"
    )
    return Explanation("name_spelled_otherwise", text)


def _how(a: str, b: str) -> str | None:
    first, second = _words(a), _words(b)
    if first == second:
        return "its parts in another order"
    if sorted(map(spelling, first)) == sorted(map(spelling, second)):
        return "transliterated by other rules"
    if _is_nickname(a.split("-"), b.split("-")):
        return "the given name in short"
    only, other = (
        list((Counter(first) - Counter(second)).elements()),
        list((Counter(second) - Counter(first)).elements()),
    )
    return "one letter apart" if len(only) == len(other) == 1 and is_misspelt(only[0], other[0]) else None


def _adds_surname(a: str, b: str) -> bool:
    """Say whether one name is the other with a hyphen and a second surname: `Ann Poe`, `Ann Poe-Doe`."""
    short, full = sorted((a, b), key=len)
    return " " in short and slug(full[: len(short)]) == slug(short) and full[len(short) :][:1] in {"-", "‐", "–"}


def _is_nickname(a: list[str], b: list[str]) -> bool:
    """Say whether two names differ in the first word alone, and one is the beginning of the other: Ken, Kennedy."""
    short, full = sorted((a[0], b[0]), key=len)
    return len(a) > 1 and a[1:] == b[1:] and MIN_OF_SHORT <= len(short) < len(full) and full.startswith(short)


def _words(key: str) -> list[str]:
    """Return the words of a name, or of the names of joint holders, sorted."""
    return sorted(word for word in key.replace(HOLDERS_APART, "-").split("-") if word != "and")


def is_misspelt(a: str, b: str) -> bool:
    """Say whether one letter was added, left out or changed, or two neighbours swapped; not the first of the word."""
    if not MIN_LETTERS <= min(len(a), len(b)) <= max(len(a), len(b)) <= MAX_LETTERS:
        return False
    if not (a + b).isalpha() or a[0] != b[0]:
        return False
    blocks = [op for op in SequenceMatcher(None, a, b, autojunk=False).get_opcodes() if op[0] != "equal"]
    changed = sum(max(i2 - i1, j2 - j1) for _, i1, i2, j1, j2 in blocks)
    return changed == 1 or (changed == 2 and len(blocks) == 2 and sorted(a) == sorted(b))
