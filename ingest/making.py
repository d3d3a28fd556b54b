"""Making a version of what is given, and publishing it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ingest.audits import load_audits
from ingest.changes.terms import Terms, guard
from ingest.errors import NoInputError
from ingest.pipeline import Product, produce
from ingest.progress import Step
from ingest.publish import Contents, Datasets, Page, Publication, current_version, publish
from ingest.quarantine import set_aside
from ingest.redo.packing import UNREADABLE
from ingest.report import front_pages
from ingest.shards.store import DamagedShardError, ShardStore
from ingest.sources import Sources
from ingest.stages.reading import parsed
from ingest.stages.setting import SHARDS, Setting
from schemas.audits import Mark
from schemas.contract import DATASETS, SCHEMA_VERSION, ContractViolation

_WRITTEN = "written"
"""The note on what the last version was made of."""


@dataclass(frozen=True, slots=True)
class _Written:
    """What a version was made of by this code: its shards, and the digest of each dataset that they hold."""

    shards: Sequence[str]
    datasets: Mapping[str, str]

    @classmethod
    def of(cls, product: Product) -> _Written:
        return cls(product.shards, product.tables.digests())

    def kept(self, version: str, setting: Setting) -> None:
        """Note it of a version."""
        note = {
            "version": version,
            "code": _code(setting),
            "shards": list(self.shards),
            "datasets": dict(self.datasets),
        }
        setting.cache.keep_note(_WRITTEN, json.dumps(note))

    @classmethod
    def last(cls, output: Path, setting: Setting) -> _Written:
        """Return what the current version was made of; nothing where that is not known, or other code made it."""
        try:
            note = json.loads(setting.cache.note(_WRITTEN) or "{}")
            if (note["version"], note["code"]) == (current_version(output), _code(setting)):
                return cls(tuple(note["shards"]), note["datasets"])
        except (ValueError, KeyError, TypeError):
            pass
        return cls((), {})

    def same(self, other: _Written) -> frozenset[str]:
        """Return the datasets that are the same in another version."""
        return frozenset(name for name, digest in self.datasets.items() if other.datasets.get(name) == digest)


def _code(setting: Setting) -> list[str]:
    """Return what a version made of the same shards may still differ by: the code, and the contract that it keeps."""
    return [setting.code.shards, SCHEMA_VERSION, hashlib.sha256(repr(DATASETS).encode()).hexdigest()]


def made(sources: Sources, setting: Setting, output: Path, terms: Terms) -> tuple[Product, Publication]:
    """Produce and publish; documents whose rows break the contract are set aside, and the others published.

    What cannot be read of the cache is as if it were not there.
    """
    try:
        return _made(sources, setting, output, terms)
    except Exception as error:
        if not _is_unreadable(error):
            raise
        setting.cache.clear()
        setting.shards.forget_all_but(())
        return _made(sources, setting, output, terms)


def _is_unreadable(error: Exception) -> bool:
    """Say whether what earlier runs kept may be damaged: a value of the cache, or a file of a shard."""
    return isinstance(error, (*UNREADABLE, DamagedShardError)) or type(error).__module__.startswith("polars")


def _made(sources: Sources, setting: Setting, output: Path, terms: Terms) -> tuple[Product, Publication]:
    marks, bad_audits = load_audits(setting.raw)
    sources = sources.without(bad_audits)
    while True:
        product = produce(sources, setting)
        if not product.documents:
            raise NoInputError(setting.raw, len(product.rejects))
        setting.progress(Step("publish", 0, 1))
        last, written = _Written.last(output, setting), _Written.of(product)
        contents = Contents(
            product.tables, product.documents, partial(_report, product=product, setting=setting, marks=marks),
            partial(guard, output, terms=terms), written.same(last), product.tables.fresh(last.shards),
        )  # fmt: skip
        try:
            publication = publish(output, contents)
        except ContractViolation as violation:
            refused = set_aside(product, violation)
            if not refused:
                raise
            sources = sources.without(refused)
        else:
            written.kept(publication.version, setting)
            setting.cache.finish(product.used)
            setting.shards.forget_all_but(setting.cache.keys(SHARDS))
            return product, publication


def _report(datasets: Datasets, product: Product, setting: Setting, marks: Sequence[Mark]) -> Iterator[Page]:
    """Yield the pages of the report, those of each shard as they were made with it."""
    lines = product.tables.lines()
    for path, html in front_pages(datasets, lines, parsed(product.documents, setting), marks):
        yield Page(path, partial(str, html))
    for key in product.shards:
        yield from _shard_pages(key, setting.shards)


def _shard_pages(key: str, store: ShardStore) -> Iterator[Page]:
    """Yield the pages of a shard; they are unpacked when one is asked for."""
    unpacked: dict[str, str] = {}

    def html(path: str) -> str:
        if not unpacked:
            unpacked.update(store.pages(key))
        return unpacked[path]

    for path, digest in store.index(key):
        yield Page(path, partial(html, path), digest)
