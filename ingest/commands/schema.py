"""`photofinish schema`: the contract of the datasets, and what a change of it means to those who read them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ingest.commands.options import json_option, say, told_errors

if TYPE_CHECKING:
    from schemas.compatibility import Comparison, Descriptor

_UNANNOUNCED = 1
"""The exit status where the version does not say how much changed."""


@click.group(short_help="The contract of the datasets, and what changed in it.")
def schema() -> None:
    """Show the contract of the datasets, or what changed in it."""


@schema.command()
def show() -> None:
    """Print the contract as JSON: what a release keeps in schemas/data/released.json."""
    from schemas.datapackage import as_json, contract_descriptor

    say(as_json(contract_descriptor()), nl=False)


@schema.command()
@click.argument("old", required=False, type=click.Path(path_type=Path))
@click.argument("new", required=False, type=click.Path(path_type=Path))
@json_option
def diff(old: Path | None, new: Path | None, as_json: bool) -> None:
    """Say what differs from contract OLD to NEW, and which version must rise: major, minor or patch.

    Each is a publication's folder, its datapackage.json, or what `schema show` printed. Without OLD it is the contract
    of the last release, without NEW that of this program. Exit status 1: the version does not announce the change.
    """
    from ingest.contracts import contract_of
    from schemas.compatibility import compare, last_release
    from schemas.datapackage import contract_descriptor

    with told_errors():
        before = last_release() if old is None else contract_of(old)
        after = contract_descriptor() if new is None else contract_of(new)
    comparison = compare(before, after)
    say(_content(comparison, before, after) if as_json else "\n".join(_lines(comparison, before, after)))
    if not comparison.allows(before["schema_version"], after["schema_version"]):
        sys.exit(_UNANNOUNCED)


def _lines(comparison: Comparison, old: Descriptor, new: Descriptor) -> list[str]:
    from ingest.words import counted
    from schemas.compatibility import Bump, raised

    before, after = old["schema_version"], new["schema_version"]
    bump = comparison.required_bump
    if bump is Bump.NONE:
        return [f"{before} to {after}: the contract did not change"]
    said = f"{before} to {after}: {counted(len(comparison.differences), 'difference')}, {bump.name.lower()} in all"
    if not comparison.allows(before, after):
        said += f"; schema_version must rise to {raised(before, bump)}"
    return [*map(str, comparison.differences), said]


def _content(comparison: Comparison, old: Descriptor, new: Descriptor) -> str:
    from schemas.compatibility import raised

    before, after = old["schema_version"], new["schema_version"]
    differences = [
        {"dataset": each.dataset, "column": each.column, "what": each.what, "bump": each.bump.name.lower()}
        for each in comparison.differences
    ]
    content = {
        "old_version": before,
        "new_version": after,
        "bump": comparison.required_bump.name.lower(),
        "least_version": raised(before, comparison.required_bump),
        "announced": comparison.allows(before, after),
        "differences": differences,
    }
    return json.dumps(content, ensure_ascii=False, indent=2)
