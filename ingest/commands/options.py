"""What several commands share: the options of where things are, exit statuses, and how an error is told."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

USAGE_ERROR = 64
"""EX_USAGE of sysexits.h: click's own 2 means here that nothing was published."""

FAULT = 2
"""`current` does not reflect the sources, or there is nothing to look into."""

UNREAD = 141
"""128 + SIGPIPE, as shells tell of a program whose reader has gone."""

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


_CONTROLS = {number: "\N{REPLACEMENT CHARACTER}" for number in (*range(32), *range(127, 160)) if number not in b"\t\n"}


def say(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Print; on a terminal without the control characters that articles and names of files may hold.

    They might rewrite what it shows. Whoever reads a pipe gets everything as it is.
    """
    stream = sys.stderr if err else sys.stdout
    click.echo(text.translate(_CONTROLS) if stream.isatty() else text, err=err, nl=nl)


@contextmanager
def told_errors() -> Iterator[None]:
    """Say a `RunError`, or what the system does not permit, on stderr without a traceback; exit with status 2."""
    from ingest.errors import RunError
    from ingest.files import told

    try:
        yield
    except RunError as error:
        say(f"photofinish: {error}", err=True)
        sys.exit(FAULT)
    except PermissionError as error:
        say(
            f"photofinish: {error.filename}: {error.strerror}; give yourself the right, or name another folder",
            err=True,
        )
        sys.exit(FAULT)
    except BrokenPipeError:  # whoever read what we print has gone: no fault
        raise
    except OSError as error:
        say(f"photofinish: {told(error)}", err=True)
        sys.exit(FAULT)


@contextmanager
def told_if_read() -> Iterator[None]:
    """Print what is inside as long as somebody reads it: `head` leaves when it has enough, and the work goes on."""
    try:
        yield
    except BrokenPipeError:
        fall_silent()


def fall_silent() -> None:
    """Have what is printed to a closed pipe go nowhere: the interpreter would stumble over it again when it ends.

    https://docs.python.org/3/library/signal.html#note-on-sigpipe
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def said(_context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Refuse an option's text that says nothing."""
    if value is not None and not value.strip():
        raise click.BadParameter("it is empty; say why, for those who read it", param=option)
    return value
