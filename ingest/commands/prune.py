"""`photofinish prune`: remove old revisions."""

from __future__ import annotations

from pathlib import Path

import click

from ingest.commands.options import output_option, raw_option, say, told_errors


@click.command(short_help="Remove old revisions that no kept version was made from.")
@click.option("--dry-run", "only_tell", is_flag=True, help="Say what would be removed, and remove nothing.")
@raw_option
@output_option
def prune(only_tell: bool, raw: Path, output: Path) -> None:
    """Remove files of superseded revisions, but none that a version under --output was made from."""
    from ingest.commands.fetching import tell_healed
    from ingest.fetching.prune import prune as remove
    from ingest.fetching.writing import heal, writing

    with told_errors(), writing(raw) as record:
        if not only_tell:
            tell_healed(heal(raw, record))
        pruned = remove(raw, output, record, only_tell)
        for path in pruned.removed:
            say(f"{'would remove' if only_tell else 'removed'}: {path}")
        for path in pruned.kept:
            say(f"kept: {path}: a version in {output} was made from it")
        files = "file" if len(pruned.removed) == 1 else "files"
        done = "would be removed" if only_tell else "removed"
        say(f"{len(pruned.removed)} superseded {files} {done}, {len(pruned.kept)} kept")
