"""The rules of joining by name, each with what it found in words: for `competitor_joins` and the report."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

RULES: Mapping[str, str] = MappingProxyType({
    "decision": "a recorded decision says so",
    "link": "the links lead to the same page",
    "name_in_event": "the name is the same, in the same event",
    "medal": "both are said to have won the same medal, under forms of one name",
    "spelling_in_event": "two spellings of one name in the same event, which no third one shares",
    "middle_names_in_event": "the one is the other without some of its names, in the same event, and nobody else is",
    "initials_in_event": "the one is the other with initials, in the same event, and nobody else is",
    "family_name_in_event": "the one is the family name of the other, in the same event, and nobody else's",
    "name_nation_years": "the full name, the nation and the sport are the same, the years close to each other",
    "name_in_article": "the full name is the same, in the same article",
    "name_in_series": "the full name is the same, in the same series of events, the years close to each other",
    "nickname": "the one is the other by its nickname, of the same nation and sport, and nobody else is",
    "spelling": "two spellings of one name, of the same nation and sport, which no third one shares",
    "middle_names": "the one is the other without some of its names, of the same nation and sport, and nobody else is",
    "same_name": "the names are the same",
    "short_form": "one name may be a short form of the other",
    "spelt_alike": "the names are spelt almost alike",
})  # fmt: skip
"""Every rule: what it found."""

CERTAIN = frozenset({"decision", "link", "name_in_event"})
"""The rules that the sources or a person vouch for: what they join is `stated`, what any other joins is `inferred`."""
