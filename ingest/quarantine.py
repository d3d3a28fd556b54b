"""Which documents brought rows that break the contract: they are set aside, and the rest is published.

Such a row is a fault of photofinish, not of the article; but one article that meets it must not keep all others from
being published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ingest.publish import Datasets
from ingest.sources import Reject, SourceFile
from schemas.contract import DATASETS, ContractViolation
from schemas.contract.vocabulary import STATEMENT_LISTS

_OF_NO_DOCUMENT = "key_sorted"
"""The rule that no document breaks: who writes a file puts its rows in order."""


def set_aside(datasets: Datasets, documents: Iterable[SourceFile], violation: ContractViolation) -> tuple[Reject, ...]:
    """Return a `Reject` for each document behind the broken rows; none where no document can be told."""
    found = sorted({document for row in _broken(datasets, violation) for document in _documents(datasets, row)})
    paths = {file.document_id: file.path for file in documents}
    rule = str(violation.violations[0]) if violation.violations else str(violation)
    return tuple(
        Reject(
            paths[document_id],
            "contract",
            "contract_violation",
            f"{paths[document_id]}: what was read of it breaks the contract of {violation.dataset} ({rule}); "
            "this is a fault of photofinish: please report it with the article",
            document_id,
        )
        for document_id in found
        if document_id in paths
    )


def _broken(datasets: Datasets, violation: ContractViolation) -> Iterator[dict[str, object]]:
    """Yield the whole rows that the violation shows by their keys."""
    import polars as pl

    from schemas.frames import polars_schema

    if violation.dataset not in DATASETS:
        return
    data = datasets.scan(violation.dataset)
    schema, key = polars_schema(violation.dataset), DATASETS[violation.dataset].key
    entries = [entry for entry in violation.violations if entry.rule != _OF_NO_DOCUMENT]
    for shown in (row for entry in entries for row in entry.rows):
        same = [pl.col(name).eq_missing(pl.lit(shown.get(name), dtype=schema[name])) for name in key]
        yield from data.filter(*same).collect().iter_rows(named=True)


def _documents(datasets: Datasets, row: dict[str, object]) -> set[str]:
    import polars as pl

    own = row.get("document_id")
    if isinstance(own, str):
        return {own}
    ids = [identifier for name in STATEMENT_LISTS for identifier in _list(row.get(name))]
    found = datasets.scan("statements").filter(pl.col("statement_id").is_in(ids)).select("document_id").unique()
    return set(found.collect()["document_id"])


def _list(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list | tuple) else []
