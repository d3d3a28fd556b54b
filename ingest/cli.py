"""The command line. Heavy modules are imported inside the commands, so that `--help` is instant."""

from __future__ import annotations

import os
import sys
import traceback

import click

from ingest.commands.decide import decide
from ingest.commands.dictionary import dictionary
from ingest.commands.diff import diff
from ingest.commands.fetch import fetch
from ingest.commands.inspect import conflicts, explain
from ingest.commands.options import FAULT, UNREAD, USAGE_ERROR, fall_silent
from ingest.commands.prune import prune
from ingest.commands.rollback import rollback
from ingest.commands.run import run
from ingest.commands.schema import schema
from ingest.commands.status import status
from ingest.commands.talk import talk
from ingest.commands.update import update
from ingest.commands.verify import verify
from ingest.commands.versions import versions
from ingest.commands.watch import watch


class _Commands(click.Group):
    def invoke(self, ctx: click.Context) -> object:
        """Run the command; where nobody reads on, end as a program does that the system ends for it."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            fall_silent()
            sys.exit(UNREAD)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="photofinish", prog_name="photofinish")
def cli() -> None:
    """Read articles on sports events, reconcile what they say, publish checked Parquet with the evidence."""


for _command in (
    run,
    fetch,
    update,
    prune,
    status,
    decide,
    conflicts,
    explain,
    talk,
    verify,
    dictionary,
    schema,
    diff,
    versions,
    rollback,
    watch,
):
    cli.add_command(_command)


def main() -> None:
    """Run the command line; wrong usage exits with 64, as sysexits.h has it."""
    _use_utf8()
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(USAGE_ERROR)
    except click.UsageError as error:
        error.show()
        sys.exit(USAGE_ERROR)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.Abort:
        click.echo("stopped; the last publication stands", err=True)
        sys.exit(130)
    except Exception:  # what is unforeseen must not pass for status 1, which says that something was published
        traceback.print_exc()
        click.echo("photofinish: a fault of photofinish; nothing was published: please report it", err=True)
        sys.exit(FAULT)


def _use_utf8() -> None:
    """Begin again in UTF-8 mode where the locale has file names in another encoding: what is published names files.

    https://docs.python.org/3/library/os.html#python-utf-8-mode
    """
    if sys.getfilesystemencoding() != "utf-8" and os.environ.get("PYTHONUTF8") != "1":
        os.environ["PYTHONUTF8"] = "1"
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


if __name__ == "__main__":
    main()
