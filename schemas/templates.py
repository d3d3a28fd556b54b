"""What templates of wikitext mean, as data, with the names that the user adds."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from schemas.caches import remembered, table_of_words
from schemas.nations import other_codes
from schemas.words import words_in_use

_SPACES = re.compile(r"[\s_]+")
_NAMESPACE = re.compile(r"^:?\s*(?:template|vorlage|modèle|plantilla|modelo|szablon|шаблон)\s*:\s*")


@dataclass(frozen=True, slots=True)
class TemplateMeaning:
    """What a template shows and carries; the fields are those of data/templates.toml."""

    show: str | None = None
    reader: str | None = None
    noc: str | None = None
    games: str | None = None
    medal: str | None = None
    sort_key: str | None = None
    footnote: str | None = None
    link: str | None = None
    cell: bool = False
    ignored: str | None = None

    @property
    def is_constant(self) -> bool:
        """Whether the template shows the same whatever its arguments are, and carries nothing."""
        return self.ignored is not None and self.link is None and "{" not in (self.show or "").replace("{|", "")


@dataclass(frozen=True, slots=True)
class TemplateRegistry:
    """Meanings by the key of a name, and the IOC's codes for those of other bodies."""

    meanings: Mapping[str, TemplateMeaning]
    codes: Mapping[str, str]

    def meaning(self, name: str) -> TemplateMeaning | None:
        """Return what the template of this name means, or None for an unknown one."""
        return self.meanings.get(template_key(name))

    def with_aliases(self, aliases: Mapping[str, str]) -> TemplateRegistry:
        """Return a registry that knows more names: `aliases` maps a new one to one that is known.

        Raises KeyError where the name that an alias stands for is unknown.
        """
        added = {template_key(alias): self.meanings[template_key(name)] for alias, name in aliases.items()}
        return replace(self, meanings={**self.meanings, **added})

    def with_ignored(self, reasons: Mapping[str, str]) -> TemplateRegistry:
        """Return a registry that ignores more templates: `reasons` says for each name why it says nothing."""
        added = {template_key(name): TemplateMeaning(ignored=reason) for name, reason in reasons.items()}
        return replace(self, meanings={**self.meanings, **added})


@remembered(4096)
def template_key(name: str) -> str:
    """Return what two spellings of one template's name have in common."""
    key = _SPACES.sub(" ", name).strip().lower()
    return _NAMESPACE.sub("", key) if ":" in key else key


@table_of_words
def default_templates() -> TemplateRegistry:
    """Return the registry in use where no other is given: the package's, with the user's own names."""
    package, words = package_templates(), words_in_use().words
    if not words.templates and not words.ignored_templates:
        return package
    return package.with_aliases(dict(words.templates)).with_ignored(dict(words.ignored_templates))


@cache
def package_templates() -> TemplateRegistry:
    """Return the registry that comes with the package, alone."""
    raw = tomllib.loads(resources.files("schemas").joinpath("data/templates.toml").read_text(encoding="utf-8"))
    meanings: dict[str, TemplateMeaning] = {}
    for entry in raw["template"]:
        meaning = TemplateMeaning(**{key: value for key, value in entry.items() if key != "names"})
        for name in entry["names"]:
            meanings.setdefault(template_key(name), meaning)
    return TemplateRegistry(meanings, other_codes())
