"""Where the program begins: so little that whoever stops it at once is told so, however far it has come."""

from __future__ import annotations

import os
import sys

STOPPED = 130
"""128 + SIGINT, as shells tell of a program that was interrupted."""


def main() -> None:
    """Run the command line; end quietly where it is interrupted while its modules are read."""
    try:
        from ingest.cli import main as run

        run()
    except KeyboardInterrupt:
        os.write(2, b"stopped; the last publication stands\n")  # sys.stderr may be in the middle of a line
        sys.exit(STOPPED)


if __name__ == "__main__":
    main()
