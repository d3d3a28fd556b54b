"""Running the commands on a folder of sources."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl
from click.testing import CliRunner

from ingest.cli import cli
from ingest.sources_toml import Entry, read_entries


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    status: int
    stdout: str
    stderr: str

    def line(self, start: str) -> str:
        """Return the one line that begins so."""
        (line,) = [line for line in self.stdout.splitlines() if line.startswith(start)]
        return line


@dataclass(frozen=True)
class Fetched:
    """A folder of sources and one of publications, with the commands run on them in this process."""

    raw: Path
    output: Path

    def fetch(self, *arguments: str, api: str | None = None, **environment: str) -> Said:
        return self._do("fetch", *(["--api", api] if api else []), *arguments, **environment)

    def update(self, **environment: str) -> Said:
        return self._do("update", **environment)

    def prune(self, *arguments: str) -> Said:
        return self._do("prune", "--output", str(self.output), *arguments)

    def run(self) -> Said:
        return self._do("run", "--workers", "1", "--output", str(self.output))

    def _do(self, command: str, *arguments: str, **environment: str) -> Said:
        result = CliRunner().invoke(cli, [command, "--raw", str(self.raw), *arguments], env=environment)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Said(result.exit_code, result.stdout, result.stderr)

    @property
    def entries(self) -> dict[str, Entry]:
        return read_entries(self.raw / "sources.toml")

    def entry(self, title: str, form: str = "wikitext") -> Entry:
        """Return the one entry of a title that is read."""
        (found,) = [e for e in self.entries.values() if (e.title, e.form, e.current) == (title, form, True)]
        return found

    def text(self, entry: Entry) -> str:
        return (self.raw / entry.path).read_bytes().decode("utf-8")

    @property
    def files(self) -> set[str]:
        """All files there are, hidden ones, too."""
        found = (path for path in self.raw.rglob("*") if path.is_file())
        return {path.relative_to(self.raw).as_posix() for path in found}

    def published(self, dataset: str) -> pl.DataFrame:
        return pl.read_parquet(self.output / "current" / f"{dataset}.parquet")
