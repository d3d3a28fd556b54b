"""Which documents brought rows that break the contract: they are set aside, and the rest is published.

Such a row is a fault of photofinish, not of the article; but one article that meets it must not keep all others from
being published.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ingest.pipeline import Product
from ingest.sources import Reject
from schemas.contract import DATASETS, ContractViolation

_STATEMENT_LISTS = ("supporting", "opposing", "statement_ids")


def set_aside(product: Product, violation: ContractViolation) -> tuple[Reject, ...]:
    """Return a `Reject` for each document behind the broken rows; none where no document can be told."""
    found = sorted({document for row in _broken(product, violation) for document in _documents(product, row)})
    paths = {file.document_id: file.path for file in product.documents}
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


def _broken(product: Product, violation: ContractViolation) -> Iterator[Mapping[str, object]]:
    """Yield the whole rows that the violation shows by their keys."""
    key = DATASETS[violation.dataset].key if violation.dataset in DATASETS else ()
    wanted = {tuple(row.get(name) for name in key) for entry in violation.violations for row in entry.rows}
    for row in product.rows.get(violation.dataset, ()):
        if key and tuple(row.get(name) for name in key) in wanted:
            yield row


def _documents(product: Product, row: Mapping[str, object]) -> set[str]:
    own = row.get("document_id")
    if isinstance(own, str):
        return {own}
    ids = [identifier for name in _STATEMENT_LISTS for identifier in _list(row.get(name))]
    return {product.judged.statements[identifier].document_id for identifier in ids}


def _list(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list | tuple) else []
