"""The nation that a flag template stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from schemas.document import Annotation
from schemas.nations import is_noc, names_elsewhere, nation_name, nation_names, noc_of
from schemas.templates import TemplateRegistry

_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_CODE = re.compile(r"[A-Z]{3}")
_NAMED = re.compile(r"(?P<nation>[A-Z]{3})(?P<flag>-d|b|-VLAG)?(?:[ -]\d{4}(?:-(?:\d{4})?)?)?")
"""Templates of other wikis: `{{USA-d}}` and `{{USA-VLAG}}` are the flag alone, `{{JPN 1947-1999}}` and
`{{JPN-1998}}` have the flag of those years.
"""


@dataclass(frozen=True, slots=True)
class FlagNation:
    """A nation as a template names it: its name, and the IOC's code where it can be told, or else the code given."""

    name: str
    code: str | None

    @property
    def annotation(self) -> Annotation | None:
        """What is kept beside the text where the flag stands."""
        return Annotation("noc", self.code) if self.code else None


def flag_nation(registry: TemplateRegistry, word: str, games: str = "") -> FlagNation:
    """Return the nation of a code (`NED`, `NLD`) or a name, at the Games named (`1928 Summer`)."""
    year = _YEAR.search(games)
    with_years = _NAMED.fullmatch(word)
    word = with_years["nation"] if with_years else word
    if is_noc(word):
        return FlagNation(nation_name(word) or word, word)
    code = registry.codes.get(word)
    if code:
        return FlagNation(nation_name(code) or word, code)
    found = noc_of(word, int(year[0]) if year else None) or noc_of(word)
    return FlagNation(word, found or (word if _CODE.fullmatch(word) else None))


def flag_named(registry: TemplateRegistry, name: str) -> tuple[str, bool] | None:
    """Return the nation of a template that is named by it (`{{NED}}`, `{{États-Unis}}`), and whether it is shown.

    By its name in another language, or by its code, which may have the years of a flag or a sign of a flag alone.
    """
    if name in names_elsewhere() or name in nation_names():
        return name, True
    match = _NAMED.fullmatch(name)
    if match is None or not (is_noc(match["nation"]) or match["nation"] in registry.codes):
        return None
    return match["nation"], not match["flag"]
