"""`photofinish versions`: which versions there are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ingest.commands.options import json_option, output_option, say, told_errors

if TYPE_CHECKING:
    from ingest.changes.versions import Version


@click.command(short_help="Which versions there are, and whether each is whole.")
@json_option
@output_option
def versions(as_json: bool, output: Path) -> None:
    """List the versions, the one published last first; each file is compared with its version's manifest."""
    from ingest.changes.versions import versions as find

    with told_errors():
        found = find(output)
    if as_json:
        say(json.dumps([version.as_json() for version in found], ensure_ascii=False, indent=2))
    elif found:
        say("\n".join(map(_line, found)))
    else:
        say(f"{output} holds no version; run photofinish first")


def _line(version: Version) -> str:
    sign = "*" if version.is_current else " "
    when = version.first_published or "not in runs.jsonl"
    if version.last_published != version.first_published:
        when += f", last {version.last_published}"
    held = f"{version.documents:,} documents, {version.rows:,} rows" if version.rows is not None else "unknown content"
    state = f"damaged: {'; '.join(version.damage)}" if version.damage else "whole"
    return f"{sign} {version.version}  {when}  {held}, {version.size_bytes / 1e6:,.1f} MB  {state}"
