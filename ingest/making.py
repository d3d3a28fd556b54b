"""Making a version of what is given, and publishing it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.audits import load_audits
from ingest.changes.inputs import store_inputs
from ingest.changes.terms import StepTold, Terms, guard, step_of
from ingest.crew.apart import done_apart
from ingest.crew.heap import trim
from ingest.errors import NoInputError, RunError
from ingest.files import system_error_of, system_errors
from ingest.pipeline import Product, produce, tables_of
from ingest.progress import Step
from ingest.publish import Contents, Datasets, Page, Publication, current_version, publish
from ingest.quarantine import set_aside
from ingest.redo.packing import UNREADABLE
from ingest.redo.state import Given, Tally
from ingest.report import Before, Pieces, Sheet, SortedLines, front_pages, sorted_lines
from ingest.runlog import tally_of
from ingest.shards.store import LINES, DamagedShardError, ShardStore
from ingest.sources import Reject
from ingest.stages.reading import parsed
from ingest.stages.setting import SHARDS, Setting
from schemas.audits import Mark
from schemas.contract import DATASETS, SCHEMA_VERSION, ContractViolation

if TYPE_CHECKING:
    from ingest.shards.tables import Differing, Tables

_WRITTEN = "written"
"""The note on what the last version was made of."""
_LISTED = "listed"
"""The note on the pages of lists in the last version: the digest of each by its key."""


@dataclass(frozen=True, slots=True)
class _Written:
    """What a version was made of by this code: its shards, the digest of each dataset that they hold, its lists."""

    shards: Sequence[str]
    datasets: Mapping[str, str]
    lines: Pieces

    @classmethod
    def of(cls, product: Product, tables: Tables, lines: Pieces) -> _Written:
        return cls(product.shards, tables.digests(), lines)

    def kept(self, version: str, setting: Setting) -> None:
        """Note it of a version."""
        note = {
            "version": version,
            "code": _code(setting),
            "shards": list(self.shards),
            "datasets": dict(self.datasets),
            "lines": self.lines.as_json(),
        }
        setting.cache.keep_note(_WRITTEN, json.dumps(note))

    @classmethod
    def last(cls, output: Path, setting: Setting) -> _Written:
        """Return what the current version was made of; nothing where that is not known, or other code made it."""
        try:
            note = json.loads(setting.cache.note(_WRITTEN) or "{}")
            if (note["version"], note["code"]) == (current_version(output), _code(setting)):
                return cls(tuple(note["shards"]), note["datasets"], Pieces.of_json(note["lines"]))
        except (ValueError, KeyError, TypeError):
            pass
        return cls((), {}, Pieces())

    def same(self, tables: Tables) -> frozenset[str]:
        """Return the datasets that are the same in another version."""
        return frozenset(name for name, digest in tables.digests().items() if self.datasets.get(name) == digest)

    def before(self, differing: Differing) -> Before | None:
        """Return what the lists of another version are made of, where it differs little."""
        if LINES not in differing:
            return None
        gone, fresh = ([table.path for table in side] for side in differing[LINES])
        return Before(self.lines, gone, fresh)


def _code(setting: Setting) -> list[str]:
    """Return what a version made of the same shards may still differ by: the code, and the contract that it keeps."""
    return [setting.code.shards, SCHEMA_VERSION, hashlib.sha256(repr(DATASETS).encode()).hexdigest()]


@dataclass(frozen=True, slots=True)
class Made:
    """A version that was published: what is told of it, and what became different."""

    product: Product
    publication: Publication
    tally: Tally
    step: StepTold


@dataclass(frozen=True, slots=True)
class _Put:
    """What became of putting a version together: as `Made`, what it was written from, and its pages of lists by key."""

    publication: Publication
    tally: Tally
    step: StepTold
    written: _Written
    listed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Making:
    """What a version is made of and for: what is `given`, where to and on which terms, and who works on it."""

    given: Given
    setting: Setting
    output: Path
    terms: Terms

    def made(self) -> Made:
        """Produce and publish; documents whose rows break the contract are set aside, and the others published.

        What cannot be read of the cache is as if it were not there.
        """
        with system_errors(self.output):
            try:
                return self._made()
            except Exception as error:
                if not _is_unreadable(error):
                    raise
                self.setting.cache.clear()
                self.setting.shards.forget_all_but(())
                return self._made()

    def _made(self) -> Made:
        setting = self.setting
        marks, bad_audits = load_audits(setting.raw)
        sources = self.given.sources.without(bad_audits)
        while True:
            product = produce(sources, setting)
            if not product.documents:
                error = NoInputError(setting.raw, len(product.rejects))
                error.refused = tuple(product.rejects)
                raise error
            setting.progress(Step("publish", 0, 1))
            # What sorts and checks whole tables is loaded there, and not by the process that hands out the work.
            put = self._put_apart(product, marks)
            if isinstance(put, _Put):
                put.written.kept(put.publication.version, setting)
                setting.cache.keep_note(_LISTED, json.dumps({"code": _code(setting), "pages": dict(put.listed)}))
                setting.cache.finish(product.used)
                setting.shards.forget_all_but(setting.cache.keys(SHARDS), put.written.lines.names())
                return Made(product, put.publication, put.tally, put.step)
            sources = sources.without(put)

    def _put_apart(self, product: Product, marks: Sequence[Mark]) -> _Put | tuple[Reject, ...]:
        trim()  # the copy of this process begins with what it has
        try:
            return done_apart(partial(self._put, product, marks))
        except RunError as error:
            error.refused = tuple(product.rejects)
            raise

    def _put(self, product: Product, marks: Sequence[Mark]) -> _Put | tuple[Reject, ...]:
        """Put a version together and publish it; or return the documents that must be set aside."""
        cache = self.setting.cache.opened_again()
        try:
            return self._put_with(product, marks, replace(self.setting, cache=cache))
        finally:
            cache.close()

    def _put_with(self, product: Product, marks: Sequence[Mark], setting: Setting) -> _Put | tuple[Reject, ...]:
        from ingest.shards.tables import changed

        output, terms = self.output, self.terms
        tables = tables_of(product, setting)
        last = _Written.last(output, setting)
        differing = tables.differing(last.shards)
        became = changed(differing)
        lists = _Lists(setting)
        with sorted_lines(tables.lines(), setting.shards.lists, last.before(differing)) as lines:
            report = partial(_report, lines=lines, product=product, setting=setting, marks=marks, lists=lists)
            contents = Contents(
                tables, product.documents.files, report, partial(guard, output, terms=terms), last.same(tables),
                became,
            )  # fmt: skip
            try:
                publication = publish(output, contents)
            except ContractViolation as violation:
                refused = set_aside(tables, product.documents.files, violation)
                if not refused:
                    raise
                return refused
            written = _Written.of(product, tables, lines.pieces())
        store_inputs(output, publication.version, self.given.inputs)
        tally = tally_of(product, publication.path, self.given.sources)
        step = step_of(output, publication, terms, became)
        return _Put(publication, tally, step, written, lists.listed)


def _is_unreadable(error: Exception) -> bool:
    """Say whether what earlier runs kept may be damaged: a value of the cache, or a file of a shard."""
    if system_error_of(error) is not None:
        return False
    return isinstance(error, (*UNREADABLE, DamagedShardError)) or type(error).__module__.startswith("polars")


def _report(
    datasets: Datasets, lines: SortedLines, product: Product, setting: Setting, marks: Sequence[Mark], lists: _Lists
) -> Iterator[Page]:
    """Yield the pages of the report, those of each shard as they were made with it."""
    for sheet in front_pages(datasets, lines, parsed(product.documents, setting), marks):
        yield lists.page(sheet)
    for key in product.shards:
        yield from _shard_pages(key, setting.shards)


class _Lists:
    """Pages of lists by their keys: the digests of those that are `known` of the last version, and `listed` in this."""

    def __init__(self, setting: Setting) -> None:
        self.known = _known_pages(setting)
        self.listed: dict[str, str] = {}

    def page(self, sheet: Sheet) -> Page:
        """Return a page with its digest; one of a known key is not made for that."""
        if sheet.key is not None and sheet.key in self.known:
            self.listed[sheet.key] = self.known[sheet.key]
            return Page(sheet.path, sheet.html, self.known[sheet.key])
        html = sheet.html()
        digest = hashlib.sha256(html.encode()).hexdigest()
        if sheet.key is not None:
            self.listed[sheet.key] = digest
        return Page(sheet.path, partial(str, html), digest)


def _known_pages(setting: Setting) -> Mapping[str, str]:
    """Return the digests of pages of lists by their keys; none where other code made them."""
    try:
        note = json.loads(setting.cache.note(_LISTED) or "{}")
        return dict(note["pages"]) if note["code"] == _code(setting) else {}
    except (ValueError, KeyError, TypeError):
        return {}


def _shard_pages(key: str, store: ShardStore) -> Iterator[Page]:
    """Yield the pages of a shard; they are unpacked when one is asked for."""
    unpacked: dict[str, str] = {}

    def html(path: str) -> str:
        if not unpacked:
            unpacked.update(store.pages(key))
        return unpacked[path]

    for path, digest in store.index(key):
        yield Page(path, partial(html, path), digest)
