"""`photofinish verify`: is a publication what it says it is?"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ingest.commands.options import FAULT, json_option, output_option, raw_option, say, told_errors

if TYPE_CHECKING:
    from ingest.verify import Verified

_IN_FOLDER = frozenset({"altered_file", "missing_file", "extra_file", "unreadable"})
"""Differences that are in the folder of the publication, not in the sources."""


@click.command(short_help="Compare a version with its manifest and with the sources.")
@click.argument("version", required=False)
@click.option("--sample", type=click.IntRange(min=0), default=100, show_default=True, help="Rows to derive again.")
@click.option("--seed", type=int, default=0, show_default=True, help="Which rows: the same seed, the same rows.")
@raw_option
@json_option
@output_option
@click.pass_context
def verify(
    context: click.Context, version: str | None, sample: int, seed: int, raw: Path, as_json: bool, output: Path
) -> None:
    """Verify VERSION (a version, or the folder of a publication; the current one by default).

    Compares every file with the manifest and every article in raw with its published hash, looks quotes up in the raw
    files, reads and judges everything anew, and compares a random sample of the published rows with what comes of it:
    that takes as long as a first run. Without the folder of sources, hashes alone are compared. Exit status 0: no
    difference. 2: some, each told, or nothing to verify. 64: wrong usage.
    """
    from ingest.from_archives import last_asked
    from ingest.given import CACHE_FILE
    from ingest.verify import check_pointer, folder_of
    from ingest.verify import verify as verified

    is_meant = context.get_parameter_source("raw") is not click.core.ParameterSource.DEFAULT
    with told_errors():
        folder = folder_of(output, version)
        asked = last_asked(output / CACHE_FILE)
        found = verified(folder, raw if raw.is_dir() or is_meant else None, sample, seed, asked)
        if version is None:
            check_pointer(output, found)
    if as_json:
        say(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
    else:
        _tell(found)
    if not found.is_sound:
        sys.exit(FAULT)


def _tell(found: Verified) -> None:
    for difference in found.differences:
        say(str(difference), err=True)
    for said in found.left_out:
        say(said)
    if any(difference.kind in _IN_FOLDER for difference in found.differences):
        say(f"to make this version anew from the sources it came of, remove {found.folder} and run photofinish")
    if found.in_templates:
        say(f"{found.in_templates} quotes stand in templates of which the page holds the arguments alone")
    looked = f"{found.files} files, {found.documents} documents, {found.quotes} quotes, {found.rows} rows derived again"
    count = len(found.differences)
    verdict = "no difference" if found.is_sound else f"{count} difference{'s' if count > 1 else ''}"
    say(f"{found.version}: {verdict} in {looked}")
