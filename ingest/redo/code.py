"""The fingerprints of the code behind each piece of work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ingest.redo.cache import Cache
from ingest.redo.fingerprints import CodeBase
from schemas.document import Form

_ROOT = Path(__file__).parents[2]
_EXTRACT = ("parsers.extract", "ingest.link.groups", "ingest.link.people.links", "ingest.datasets.documents")
_GATHERING = frozenset({"ingest.link", "ingest.link.people", "ingest.datasets"})
"""Packages whose own modules do the work of later stages: importing a module in them runs no work of theirs."""
_FORMS: Mapping[Form, tuple[str, ...]] = {
    "plaintext": ("parsers.plaintext", *_EXTRACT),
    "wikitext": ("parsers.wikitext", *_EXTRACT),
    "html": ("parsers.html", "parsers.wikitext", *_EXTRACT),
}
_FORM_ALONE = ("ingest.extraction", "ingest.columns", "ingest.redo.packing")
"""What reading goes through, without all that it may call for other forms."""
_EXTRACTORS: Mapping[str, tuple[str, ...]] = {
    "infobox": ("parsers.infobox",),
    "prose": ("parsers.prose",),
    "table": ("parsers.tables",),
}
"""The modules of each family of extractors, by the first word of their names in `statements.extractor`."""
_STAGES: Mapping[str, tuple[str, ...]] = {
    "sources": ("ingest.sources", "ingest.sources_toml", "parsers.forms", "parsers.text", "schemas.slugs"),
    "archives": ("ingest.archives", "ingest.from_archives"),
    "link": ("ingest.link",),
    "checks": ("ingest.checks",),
    "datasets": ("ingest.datasets",),
    "report": ("ingest.report", "ingest.markup", "ingest.words"),
    "publication": (
        "ingest.publish",
        "ingest.ordering",
        "ingest.parquet",
        "ingest.making",
        "ingest.quarantine",
        "ingest.audits",
        "schemas.audits",
        "ingest.pipeline",
        "ingest.shards",
        "ingest.stages",
        "schemas.datapackage",
        "schemas.frames",
    ),
}
"""Each stage's own modules."""
_RULES = ("ingest.reconcile", "schemas.properties")
_JUDGING = ("ingest.judging", "ingest.identifying")
"""What the rows of a group, and who is who, depend on: all that is imported from here."""
EXTRACTORS = tuple(_EXTRACTORS)
"""The families of extractors."""
_COMMON = "common"
"""What judging uses that belongs to none of its stages."""


@dataclass(frozen=True, slots=True)
class CodePrints:
    """Fingerprints: of reading each form, of each stage alone, of the rules of reconciling, of judging as a whole.

    `readers` tells reading apart: each form without the extractors, and each family of extractors.
    """

    forms: Mapping[Form, str]
    stages: Mapping[str, str]
    rules: str
    judging: str
    readers: Mapping[str, str] = field(default_factory=dict)

    @property
    def shards(self) -> str:
        """The fingerprint of what makes shards."""
        return " ".join(self.stages.get(stage, "") for stage in ("report", "publication"))

    def as_mapping(self) -> dict[str, str]:
        """Return what a version was made by, as `Inputs.code` has it."""
        return dict([*self.forms.items(), *self.readers.items(), *self.stages.items()])


def code_prints(cache: Cache) -> CodePrints:
    """Return the fingerprints of the code as it is now."""
    code = CodeBase(_ROOT, cache)
    extractors = {name: code.within(parts) for name, parts in _EXTRACTORS.items()}
    extracting = frozenset(module for modules in extractors.values() for module in modules)
    told = set(code.within([*_RULES, *(part for parts in _STAGES.values() for part in parts)]))
    with cache.transaction():
        return CodePrints(
            {form: code.fingerprint(roots, _FORM_ALONE, apart=_GATHERING) for form, roots in _FORMS.items()},
            {
                **{stage: code.fingerprint((), code.within(parts)) for stage, parts in _STAGES.items()},
                _COMMON: code.fingerprint((), sorted(code.reached(_JUDGING) - told)),
            },
            code.fingerprint((), code.within(_RULES)),
            code.fingerprint(_JUDGING),
            {
                **{
                    form: code.fingerprint(roots, _FORM_ALONE, extracting, apart=_GATHERING)
                    for form, roots in _FORMS.items()
                },
                **{name: code.fingerprint((), modules) for name, modules in extractors.items()},
            },
        )
