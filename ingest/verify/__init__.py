"""Is a publication what it says it is? Its hashes, those of its sources, and a sample of its values derived again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import polars as pl

from ingest.decisions import with_decisions
from ingest.errors import RunError
from ingest.from_archives import Asked, with_archives
from ingest.inspection import NoPublicationError
from ingest.publish import MANIFEST
from ingest.sources import Sources, load_sources
from ingest.stages.setting import Setting
from ingest.verify.hashes import check_files, check_raw
from ingest.verify.model import Difference, Verified
from ingest.vocabulary import with_words

__all__ = ["Difference", "Verified", "verify"]


class UnknownVersionError(RunError):
    """There is no such version."""

    def __init__(self, version: str, output: Path) -> None:
        versions = output / "versions"
        known = sorted(path.name for path in versions.glob("[!.]*")) if versions.is_dir() else []
        hint = f"there are {', '.join(known)}" if known else f"{output} holds none"
        super().__init__(f"{version} is no version and no folder of a publication; {hint}")


def folder_of(output: Path, version: str | None) -> Path:
    """Return the folder of a version, of a folder given itself, or of the current publication."""
    if version is None:
        folder = (output / "current").resolve()
        if not folder.is_dir():
            raise NoPublicationError(output)
        return folder
    for folder in (output / "versions" / version, Path(version)):
        if folder.is_dir() and (folder / MANIFEST).exists():
            return folder.resolve()
    raise UnknownVersionError(version, output)


def verify(folder: Path, raw: Path | None, sample: int, seed: int, asked: Asked | None = None) -> Verified:
    """Verify a publication; without `raw` its hashes alone. `sample` is the number of rows derived again.

    `asked` is what the run asked of archives.

    Values are derived only where the hashes hold: from other articles come other values.
    """
    found = Verified(folder.name, str(folder))
    check_files(folder, found)
    if raw is None:
        found.left_out.append("no folder of sources is at hand: only the hashes of the publication were compared")
    elif not _is_readable(folder, found):
        found.left_out.append("the datasets cannot be read: the sources were not compared with them")
    else:
        from ingest.verify.derive import nothing_known

        sources = with_words(raw, with_decisions(raw, load_sources(raw)))
        with nothing_known(raw, sources.words) as setting:
            sources = _with_archives(sources, asked or Asked(), setting)
            check_raw(folder, sources, found)
            _check_values(folder, sources, setting, (sample, seed), found)
    return found


def with_all_archives(raw: Path, sources: Sources, asked: Asked) -> Sources:
    """Return the sources with the pages of archives, read as by a first run."""
    from ingest.verify.derive import nothing_known

    with nothing_known(raw, sources.words) as setting:
        return _with_archives(sources, asked, setting)


def _with_archives(sources: Sources, asked: Asked, setting: Setting) -> Sources:
    present = replace(asked, paths=tuple(path for path in asked.paths if path.is_file()))
    return with_archives(sources, present, setting)


def _is_readable(folder: Path, found: Verified) -> bool:
    """Say whether every dataset can be read; one that cannot is a difference."""
    from schemas.contract import PUBLISHED

    sound = True
    for name in PUBLISHED:
        path = folder / f"{name}.parquet"
        try:
            pl.read_parquet_schema(path)
            pl.read_parquet(path, n_rows=1)
        except (OSError, pl.exceptions.PolarsError) as error:
            found.differ("unreadable", path.name, "a Parquet file", str(error).splitlines()[0])
            sound = False
    return sound


def _check_values(folder: Path, sources: Sources, setting: Setting, sample: tuple[int, int], found: Verified) -> None:
    from ingest.verify.derive import check_derived, derived, sampled, sampled_rows, statements_behind
    from ingest.verify.places import check_places

    if sample[0] == 0:
        found.left_out.append("no sample was asked for: no value was derived again")
        return
    rows = sampled_rows(folder, sampled(folder, *sample))
    statements = statements_behind(folder, rows)
    named = {row["document_id"] for row in statements}
    quoted = {file.document_id: file for file in sources.files if file.document_id in named}
    check_places(setting.raw, quoted, statements, found)
    if any(each.kind.endswith(("_raw", "_decision")) for each in found.differences):
        found.left_out.append("raw is not what was published from: no value was derived again")
        return
    check_derived(folder, derived(sources, folder, setting), rows, found)


def check_pointer(output: Path, found: Verified) -> None:
    """Compare current.json with the link `current`."""
    try:
        pointer = json.loads((output / "current.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        found.differ("pointer", "current.json", f"the version {found.version}", error)
        return
    named = pointer.get("version") if isinstance(pointer, dict) else pointer
    if named != found.version:
        found.differ("pointer", "current.json", f"the version {found.version}", named)
