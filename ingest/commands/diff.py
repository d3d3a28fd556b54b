"""`photofinish diff`: what became different between two versions, and why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ingest.commands.options import json_option, output_option, say, told_errors

if TYPE_CHECKING:
    from ingest.changes.diff import Difference
    from ingest.changes.facts import FactChanges
    from ingest.changes.write import ChangeSummary


@click.command(short_help="What became different between versions, and why.")
@click.argument("old", required=False)
@click.argument("new", required=False)
@click.option("--dataset", help="Only this dataset, value by value.")
@click.option(
    "--limit", type=click.IntRange(min=0), default=20, show_default=True, help="How many entries of a kind to print."
)
@json_option
@output_option
def diff(old: str | None, new: str | None, dataset: str | None, limit: int, as_json: bool, output: Path) -> None:
    """Show what became different from version OLD to NEW, the worst first, each with its cause.

    Without NEW it is the current version, without OLD the one that was current before it. The beginning of a name is
    enough; `photofinish versions` lists them. --json prints every changed value.
    """
    from ingest.changes.history import previous_version
    from ingest.changes.inputs import load_inputs
    from ingest.changes.versions import resolved
    from ingest.changes.write import summarised
    from ingest.inspection import publication_folder

    with told_errors():
        after = resolved(output, new) if new else publication_folder(output).name
        before = resolved(output, old or previous_version(output))
        inputs = load_inputs(output, before), load_inputs(output, after)
        _show(*summarised(output, before, after, *inputs, only=dataset), dataset, limit, as_json)


def _show(
    found: Difference, facts: FactChanges, summary: ChangeSummary, dataset: str | None, limit: int, as_json: bool
) -> None:
    from ingest.changes.text import dataset_lines, summary_lines

    if as_json:
        say(json.dumps(_content(found, summary), ensure_ascii=False, indent=2))
    elif dataset:
        say("\n".join(dataset_lines(found.changes, limit)))
    else:
        say("\n".join(summary_lines(found, facts, summary, limit)))


def _content(found: Difference, summary: ChangeSummary) -> dict[str, object]:
    return {
        "old": summary.old,
        "new": summary.new,
        "losses": [str(loss) for loss in (*summary.losses, *summary.shrunken)],
        "facts": dict(summary.facts),
        "rows": {name: dict(counts) for name, counts in summary.rows.items()},
        "changes": found.changes.to_dicts(),
    }
