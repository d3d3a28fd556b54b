"""What several commands share: the options of where things are, exit statuses, and how an error is told."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

USAGE_ERROR = 64
"""EX_USAGE of sysexits.h: click's own 2 means here that nothing was published."""

FAULT = 2
"""`current` does not reflect the sources, or there is nothing to look into."""

raw_option = click.option(
    "--raw",
    type=click.Path(path_type=Path, readable=False),  # a run says itself what it may not read
    default=Path("raw"),
    show_default=True,
    help="The folder of sources.",
)
output_option = click.option(
    "--output",
    type=click.Path(path_type=Path, readable=False),
    default=Path("output"),
    show_default=True,
    help="The folder of publications.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")


@contextmanager
def told_errors() -> Iterator[None]:
    """Say a `RunError`, or what the system does not permit, on stderr without a traceback; exit with status 2."""
    from ingest.errors import RunError

    try:
        yield
    except RunError as error:
        click.echo(f"photofinish: {error}", err=True)
        sys.exit(FAULT)
    except PermissionError as error:
        told = f"{error.filename}: {error.strerror}; give yourself the right, or name another folder"
        click.echo(f"photofinish: {told}", err=True)
        sys.exit(FAULT)
    except BrokenPipeError:  # whoever read what we print has gone: no fault
        raise
    except OSError as error:
        told = f"{error.filename or 'a file'}: {error.strerror or error}"
        click.echo(f"photofinish: {told}", err=True)
        sys.exit(FAULT)
