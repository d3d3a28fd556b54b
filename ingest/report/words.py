"""The report's words: for properties, rules, statuses, numbers, and for what would not show."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from urllib.parse import urlsplit

from schemas.properties import REGISTRY, property_of

STATUSES: Mapping[str, str] = MappingProxyType(
    {
        "disputed": "The sources differ and no rule may decide: no value is published, a person is asked.",
        "resolved": "The sources differ, and a rule decides.",
        "curated": "A recorded human decision decides.",
        "agreed": "Several statements say the same; a less precise form counts as the same.",
        "single": "One statement says it, and nothing says otherwise.",
    }
)
"""Every status of a fact in the order of the report, with its meaning."""

OUTCOMES: Mapping[str, str] = MappingProxyType(
    {
        "fail": "The sources contradict each other or themselves.",
        "unverifiable": "Something is missing to decide it.",
        "pass": "Both sides agree.",
    }
)

_RULES = {
    "single_statement": "One statement says it, and nothing says otherwise.",
    "decision": "A recorded human decision, whose evidence is still what it was, decides.",
}
"""What verdicts are named that no rule of the ladder is."""

_PROPER = re.compile(r"\b(?:noc|utc|olympic)", re.IGNORECASE)
_ACRONYM_LENGTH = 3
_SECONDS_IN_MINUTE = 60
_CREATIVE_COMMONS = re.compile(r"CC[ -](BY(?:-[A-Z]{2})*)[ -](\d\.\d)", re.IGNORECASE)


def plain(name: str) -> str:
    """Return an identifier as words: `gold_noc` is `gold NOC`."""
    words = name.replace("_", " ").replace("-", " ")
    return _PROPER.sub(lambda found: capital(found[0]) if len(found[0]) > _ACRONYM_LENGTH else found[0].upper(), words)


def capital(words: str) -> str:
    """Return `words` with a capital first letter and the rest as it is."""
    return words[:1].upper() + words[1:]


def property_name(name: str) -> str:
    """Return the name of a property in words; a field that is not registered keeps the article's own."""
    return plain(name.removesuffix("_m")) if name in REGISTRY else name


def property_meaning(name: str) -> str:
    """Return the sentence that says what a property is."""
    return property_of(name).description


@cache
def _ladder() -> Mapping[str, str]:
    from ingest.reconcile.ladder import LADDER

    return {rule.__name__: (rule.__doc__ or "").strip().split("\n")[0] for rule in LADDER}


@cache
def _of_people() -> Mapping[str, str]:
    """The rules that publish what a person decided."""
    from ingest.reconcile import decisions

    found = {name: function.__doc__ or "" for name, function in vars(decisions).items() if name.startswith("decision_")}
    return {name: words.strip().split("\n")[0] for name, words in found.items()}


def rules() -> list[tuple[str, str]]:
    """Return the rules of the ladder in order, each with the first line of its documentation."""
    return [(plain(name), words) for name, words in _ladder().items()]


def rule_meaning(name: str) -> str:
    """Return a rule in words; of one that is not known its name."""
    return _ladder().get(name) or _of_people().get(name) or _RULES.get(name) or capital(plain(name)) + "."


def number(value: object) -> str:
    """Return a number without needless zeros: `74.4`, `16`."""
    if value is None:
        return ""
    exact = Decimal(str(value))
    return f"{exact.normalize():f}" if exact else "0"


def mark(value: object, unit: str) -> str:
    """Return a mark as people write it: 74.4 s is `1:14.4`, 8.95 m is `8.95 m`; empty where it is null."""
    if value is None:
        return ""
    if unit != "s" or Decimal(str(value)) < _SECONDS_IN_MINUTE:
        return f"{number(value)} {unit}".strip()
    minutes, seconds = divmod(Decimal(str(value)), _SECONDS_IN_MINUTE)
    decimals = number(seconds).partition(".")[2]
    shown = f"{int(seconds):02}" + (f".{decimals}" if decimals else "")
    hours, minute = divmod(int(minutes), _SECONDS_IN_MINUTE)
    return f"{hours}:{minute:02}:{shown}" if hours else f"{minute}:{shown}"


def web_address(url: str | None) -> str | None:
    """Return an address that a reader may follow, or None for one of any other kind than http and https."""
    if not url or url != url.strip() or not url.isprintable():
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def license_address(name: str) -> str | None:
    """Return where a Creative Commons licence can be read, or None for any other."""
    found = _CREATIVE_COMMONS.fullmatch(name)
    return f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/" if found else None
