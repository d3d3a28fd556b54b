"""Making a version of what is given, and publishing it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
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
from schemas.contract import ContractViolation

_WRITTEN = "written"
"""The note on what the datasets of the last version were written from."""


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
        written_from = product.tables.digests()
        contents = Contents(
            product.tables, product.documents, partial(_report, product=product, setting=setting, marks=marks),
            partial(guard, output, terms=terms), _unchanged(output, written_from, setting),
        )  # fmt: skip
        try:
            publication = publish(output, contents)
        except ContractViolation as violation:
            refused = set_aside(product, violation)
            if not refused:
                raise
            sources = sources.without(refused)
        else:
            note = {"version": publication.version, "from": written_from, "code": setting.code.shards}
            setting.cache.keep_note(_WRITTEN, json.dumps(note))
            setting.cache.finish(product.used)
            setting.shards.forget_all_but(setting.cache.keys(SHARDS))
            return product, publication


def _unchanged(output: Path, written_from: Mapping[str, str], setting: Setting) -> frozenset[str]:
    """Return the datasets that are in the current version as they would be written now."""
    note = json.loads(setting.cache.note(_WRITTEN) or "{}")
    if not note or (note["version"], note["code"]) != (current_version(output), setting.code.shards):
        return frozenset()
    return frozenset(name for name, digest in written_from.items() if note["from"].get(name) == digest)


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
