"""What became different between two versions: every row and value, each with its cause."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import polars as pl

from ingest.changes.causes import DIGEST, input_changes
from ingest.changes.cells import cell_text, key_text, row_text
from ingest.changes.errors import DamagedVersionError, IncomparableError, UnknownDatasetError
from ingest.changes.evidence import CAUSES, ROW, Versions, as_evidence, evidence
from ingest.changes.facts import NO_FACTS, fact_rows
from ingest.changes.folders import Folder, datasets_of, opened
from ingest.changes.inputs import DocumentInput, Inputs, renamed
from ingest.changes.rows import Delta, Within, differs_in, pieces, pieces_within
from ingest.changes.spilled import Spilled
from schemas.contract import DATASETS
from schemas.frames import polars_schema, validate

WHOLE_ROW = "*"
_FACTS = "reconciliation"
_SIGNATURE = (*CAUSES, "same", "both", "rule_before", "rule_after")


@dataclass(frozen=True, slots=True)
class Difference:
    """What became different. `rows` keep the contract of `changes`, in no order; `facts` are as of `fact_rows`.

    `counts` tells how many rows of each dataset were added, removed and changed; `causes` how many rows each cause (its
    kind and text) made different, the most first.
    """

    old: Folder
    new: Folder
    rows: Spilled
    facts: Spilled
    counts: Mapping[str, Mapping[str, int]]
    causes: Mapping[tuple[str, str], int]
    versions: Versions

    @property
    def changes(self) -> pl.DataFrame:
        """Everything that became different, in memory."""
        return validate("changes", pl.concat(self.batches()))

    def batches(self) -> Iterator[pl.DataFrame]:
        """Yield everything that became different in its order, some at a time."""
        yield from self.rows.sorted(DATASETS["changes"].key, pl.concat_str("dataset", "key", separator="\0"))


def compare(
    old: Path,
    new: Path,
    inputs_old: Inputs | None,
    inputs_new: Inputs | None,
    only: str | None = None,
    within: Within | None = None,
) -> Difference:
    """Compare two versions' folders, or one dataset of them. None stands for inputs that are not recorded.

    Memory holds one range of rows. `within` has all rows of a dataset that differ: of one that it does not name, any
    may. Raises `RunError` where a version is damaged.
    """
    folders = (opened(old), opened(new))
    names = datasets_of(*folders)
    if only is not None and only not in names:
        raise UnknownDatasetError(only, names)
    with told_damage(old, new):
        return _compared(*folders, (inputs_old, inputs_new), [only] if only else names, within or {})


@contextmanager
def told_damage(old: Path, new: Path) -> Iterator[None]:
    """Say that a version is damaged where a file of either cannot be read."""
    try:
        yield
    except (pl.exceptions.PolarsError, OSError) as error:
        raise DamagedVersionError(new, [f"it or {old} cannot be read: {error}"]) from error


def _compared(
    old: Folder, new: Folder, inputs: tuple[Inputs | None, Inputs | None], names: Sequence[str], within: Within
) -> Difference:
    documents = document_changes(old, new, *inputs)
    changed = input_changes(documents, *inputs, (old.version, new.version))
    versions = Versions(old, new, changed)
    rows, facts = Spilled(polars_schema("changes")), Spilled(NO_FACTS)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    causes: Counter[tuple[str, str]] = Counter()
    for piece in _pieces(names, old, new, within):
        told = row_causes(piece, versions)
        rows.add(_changes(piece, told))
        if piece.dataset == _FACTS:
            facts.add(fact_rows(piece, told))
        counts[piece.dataset].update(piece.counts())
        causes.update(told.select("cause_kind", "cause").rows())
    most_first = dict(sorted(causes.items(), key=lambda cause: (-cause[1], cause[0])))
    return Difference(old, new, rows, facts, counts, most_first, versions)


def _pieces(names: Sequence[str], old: Folder, new: Folder, within: Within) -> Iterator[Delta]:
    """Yield what differs of all datasets, some rows at a time."""
    for name in names:
        if old.files.get(name) == new.files.get(name):  # files of one digest are not read
            continue
        key = _key(name, old, new)
        found = (
            pieces_within(name, key, within[name])
            if name in within
            else pieces(name, key, old.file(name), new.file(name))
        )
        yield from (piece for piece in found if not piece.is_empty)


def _key(name: str, old: Folder, new: Folder) -> tuple[str, ...]:
    keys = {folder.keys[name] for folder in (old, new) if name in folder.keys}
    if len(keys) != 1:
        raise IncomparableError(name, old.version, new.version)
    return keys.pop()


def document_changes(old: Folder, new: Folder, inputs_old: Inputs | None, inputs_new: Inputs | None) -> dict[str, str]:
    """Return what became of each document that differs, by document_id: an edit with both revisions and digests."""
    before, after = (_documents(*side) for side in ((old, inputs_old), (new, inputs_new)))
    found = {
        name: _document_step(name, before.get(name), after.get(name))
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    }
    for now, was in renamed(Inputs(before), Inputs(after)).items():
        found[was] = found[now] = f"{was}: renamed to {now}, the same file"
    described = [piece.after["document_id"].to_list() for piece in _pieces(["documents"], old, new, {})]
    for name in chain.from_iterable(described):
        found.setdefault(name, f"{name}: described otherwise (path, title or sources.toml)")
    return found


def _documents(folder: Folder, inputs: Inputs | None) -> dict[str, DocumentInput]:
    columns = ["document_id", "sha256", "revision_id"]
    rows = folder.scan("documents").select(columns).collect().rows()
    return {**(inputs.documents if inputs else {}), **{name: DocumentInput(*rest) for name, *rest in rows}}


def _document_step(name: str, before: DocumentInput | None, after: DocumentInput | None) -> str:
    if before is None or after is None:
        return f"{name}: {'added' if before is None else 'removed'}"
    digests = f"sha256 {before.sha256[:DIGEST]} → {after.sha256[:DIGEST]}"
    if before.revision == after.revision:
        return f"{name}: {digests}"
    revisions = f"revision {before.revision or 'unknown'} → {after.revision or 'unknown'}"
    return f"{name}: {revisions}" + (f", {digests}" if before.sha256 != after.sha256 else "")


def _changes(found: Delta, causes: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of `changes` for rows of a dataset; `causes` are by their keys."""
    cells = pl.concat([*_whole_rows(found), *_cells(found)])
    whole = cells.join(causes, left_on="key", right_on=ROW, how="left").with_columns(dataset=pl.lit(found.dataset))
    return whole.select(DATASETS["changes"].column_names)


def row_causes(found: Delta, versions: Versions) -> pl.DataFrame:
    """Return the cause of each row that differs: `row` (its key as text), `cause_kind`, `cause`."""
    rows = evidence(found, versions)
    distinct = rows.select(_SIGNATURE).unique(maintain_order=True)
    told = [versions.inputs.cause(found.dataset, as_evidence(row)) for row in distinct.to_dicts()]
    kinds, texts = [cause.kind for cause in told], [cause.text for cause in told]
    named = distinct.with_columns(cause_kind=pl.Series(kinds, dtype=pl.String), cause=pl.Series(texts, dtype=pl.String))
    joined = rows.join(named, on=list(_SIGNATURE), how="left", nulls_equal=True)
    return joined.select(ROW, "cause_kind", "cause")


def _whole_rows(found: Delta) -> Iterator[pl.DataFrame]:
    none = pl.lit(None, dtype=pl.String)
    for change, rows in (("removed", found.removed), ("added", found.added)):
        text = row_text(rows.columns)
        yield rows.select(
            key=key_text(found.key, rows.schema),
            column=pl.lit(WHOLE_ROW),
            change=pl.lit(change),
            before=text if change == "removed" else none,
            after=text if change == "added" else none,
        )


def _cells(found: Delta) -> Iterator[pl.DataFrame]:
    """Yield the values that differ, column by column; none where no row changed."""
    keys = found.after.select(key=key_text(found.key, found.after.schema))
    for name in found.changed_columns() if len(keys) else ():
        differs = differs_in(name, found.before, found.after)
        sides = {"before": found.before, "after": found.after}
        cells = {side: _text(name, rows.filter(differs)) for side, rows in sides.items()}
        yield keys.filter(differs).select("key", column=pl.lit(name), change=pl.lit("changed"), **cells)


def _text(name: str, rows: pl.DataFrame) -> pl.Series:
    if name not in rows.columns:
        return pl.repeat(None, len(rows), dtype=pl.String, eager=True)
    return rows.select(cell_text(name, rows.schema[name])).to_series()
