"""The fingerprints of the code behind each piece of work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest.redo.cache import Cache
from ingest.redo.fingerprints import CodeBase
from schemas.document import Form

_ROOT = Path(__file__).parents[2]
_EXTRACT = ("parsers.extract", "ingest.link.groups", "ingest.link.people.links", "ingest.datasets.sources")
_FORMS: Mapping[Form, tuple[str, ...]] = {
    "plaintext": ("parsers.plaintext", *_EXTRACT),
    "wikitext": ("parsers.wikitext", *_EXTRACT),
    "html": ("parsers.html", "parsers.wikitext", *_EXTRACT),
}
_FORM_ALONE = ("ingest.extraction", "ingest.columns", "ingest.redo.packing")
"""What reading goes through, without all that it may call for other forms."""
_STAGES: Mapping[str, tuple[str, ...]] = {
    "archives": ("ingest.archives", "ingest.from_archives"),
    "link": ("ingest.link",),
    "checks": ("ingest.checks",),
    "datasets": ("ingest.datasets",),
    "report": ("ingest.report",),
    "publication": (
        "ingest.assembly",
        "ingest.publish",
        "ingest.pipeline",
        "ingest.stages",
        "schemas.datapackage",
        "schemas.frames",
    ),
}
"""Each stage's own modules."""
_RULES = ("ingest.reconcile", "schemas.properties")
_JUDGING = ("ingest.judging",)
"""What a group's rows depend on: all that is imported from here."""
_COMMON = "common"
"""What judging uses that belongs to none of its stages."""


@dataclass(frozen=True, slots=True)
class CodePrints:
    """Fingerprints: of reading each form, of each stage alone, of the rules of reconciling, of judging as a whole."""

    forms: Mapping[Form, str]
    stages: Mapping[str, str]
    rules: str
    judging: str

    @property
    def whole(self) -> str:
        """The fingerprint of all the code together."""
        return f"{sorted(self.as_mapping().items())} {self.rules} {self.judging}"

    def as_mapping(self) -> dict[str, str]:
        """Return what a version was made by, as `Inputs.code` has it."""
        return dict([*self.forms.items(), *self.stages.items()])


def code_prints(cache: Cache) -> CodePrints:
    """Return the fingerprints of the code as it is now."""
    code = CodeBase(_ROOT, cache)
    told = set(code.within([*_RULES, *(part for parts in _STAGES.values() for part in parts)]))
    with cache.transaction():
        return CodePrints(
            {form: code.fingerprint(roots, _FORM_ALONE) for form, roots in _FORMS.items()},
            {
                **{stage: code.fingerprint((), code.within(parts)) for stage, parts in _STAGES.items()},
                _COMMON: code.fingerprint((), sorted(code.reached(_JUDGING) - told)),
            },
            code.fingerprint((), code.within(_RULES)),
            code.fingerprint(_JUDGING),
        )
