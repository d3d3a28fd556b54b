"""The nation that a flag template stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from schemas.document import Annotation
from schemas.nations import is_noc, nation_name, noc_of
from schemas.templates import TemplateRegistry

_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_CODE = re.compile(r"[A-Z]{3}")


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
    if is_noc(word):
        return FlagNation(nation_name(word) or word, word)
    code = registry.codes.get(word)
    if code:
        return FlagNation(nation_name(code) or word, code)
    found = noc_of(word, int(year[0]) if year else None) or noc_of(word)
    return FlagNation(word, found or (word if _CODE.fullmatch(word) else None))


def is_flag_name(registry: TemplateRegistry, name: str) -> bool:
    """Say whether a template is named by a nation's code (`{{NED}}`)."""
    return bool(_CODE.fullmatch(name)) and (is_noc(name) or name in registry.codes)
