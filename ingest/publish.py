"""Publication: a version is built beside, validated, written, and only then becomes `current`."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from filecmp import cmp
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.files import replace_link, sha256_of, sync, write_whole
from ingest.sources import SourceFile
from ingest.sources_toml import Entry
from schemas.contract import DATASETS, PUBLISHED, SCHEMA_VERSION
from schemas.datapackage import FileInfo, Source, as_json, datapackage

if TYPE_CHECKING:
    import polars as pl

_STAGING = ".staging"
_ROW_GROUP_ROWS = 100_000
DIGEST_LENGTH = 16
_AT_ONCE = 16
REPORT = "report/index.html"
REPORT_SUMS = "report/SHA256SUMS"
"""The digest of each page of the report, as `sha256sum --check` reads it."""
MANIFEST = "datapackage.json"
Pages = Iterable[tuple[str, str]]
"""The report: the path in its folder and the HTML of each page."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What became of a run: the version that `current` now is, and whether it is new."""

    version: str
    path: Path
    is_new: bool
    previous: str | None


def current_version(output: Path) -> str | None:
    """Return the version that `current` points at, or None before the first publication."""
    link = output / "current"
    return Path(os.readlink(link)).name if link.is_symlink() else None


def publish(
    output: Path, frames: Mapping[str, pl.DataFrame], report: Pages, documents: Sequence[SourceFile]
) -> Publication:
    """Validate and write a version, then make it current. Raises `ContractViolation` and writes nothing if it breaks.

    A version that is there already is not written again. `report` is taken page by page, each written before the next.
    """
    _validate(frames)
    versions = output / "versions"
    versions.mkdir(parents=True, exist_ok=True)
    staging = versions / f"{_STAGING}-{os.getpid()}"
    _remove_stale_staging(versions)
    staging.mkdir()
    try:
        version = _write(staging, frames, report, documents)
        _share(staging, output / "current")
        is_new = _place(staging, versions / version)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    previous = current_version(output)
    if previous != version:
        replace_link(output / "current", f"versions/{version}")
    pointer = output / "current.json"
    if not pointer.is_file() or pointer.read_text(encoding="utf-8") != _pointer(version):
        write_whole(pointer, _pointer(version))  # also after a run that was stopped between the two
    return Publication(version, versions / version, is_new, previous)


def _pointer(version: str) -> str:
    return json.dumps({"version": version, "path": f"versions/{version}"}) + "\n"


def _remove_stale_staging(versions: Path) -> None:
    """Remove what a run left that was stopped while writing: we hold the lock, so nobody is writing there."""
    for left in versions.glob(f"{_STAGING}-*"):
        shutil.rmtree(left, ignore_errors=True)


def _validate(frames: Mapping[str, pl.DataFrame]) -> None:
    from schemas.frames import validate, validate_publication

    for name in PUBLISHED:
        validate(name, frames[name])
    validate_publication(frames)


def _write(staging: Path, frames: Mapping[str, pl.DataFrame], report: Pages, documents: Sequence[SourceFile]) -> str:
    """Write every file and, last, the manifest; return the version."""
    files = {name: _write_dataset(staging, name, data) for name, data in frames.items()}
    files |= _write_report(staging, report)
    sources = [_source(file) for file in documents]
    digest = hashlib.sha256(as_json(datapackage(files, sources, "")).encode()).hexdigest()
    version = digest[:DIGEST_LENGTH]
    write_whole(staging / MANIFEST, as_json(datapackage(files, sources, version)))
    sync(staging)
    return version


def _write_report(staging: Path, report: Pages) -> dict[str, FileInfo]:
    """Write every page and, last, their digests: the manifest names the first page and that list."""
    folder = (staging / REPORT).parent
    sums: dict[str, str] = {}
    for path, html in report:
        page = folder / path
        page.parent.mkdir(parents=True, exist_ok=True)
        data = html.encode()
        page.write_bytes(data)
        sums[path] = hashlib.sha256(data).hexdigest()
    # One by one, thousands of pages would wait for the disk longer than they took to make.
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        deque(pool.map(sync, [folder / path for path in sums]), maxlen=0)
    write_whole(staging / REPORT_SUMS, "".join(f"{digest}  {path}\n" for path, digest in sorted(sums.items())))
    return {"report": _info(staging, REPORT, None), "report-pages": _info(staging, REPORT_SUMS, None)}


def _share(staging: Path, current: Path) -> None:
    """Let files that are as they were take no room twice: hard links, where the file system has them."""
    if not current.is_dir():
        return
    for made in sorted(path for path in staging.rglob("*") if path.is_file()):
        before = current / made.relative_to(staging)
        if before.is_file() and before.stat().st_size == made.stat().st_size and cmp(before, made, shallow=False):
            link = made.with_name(f".{made.name}")
            try:
                os.link(before.resolve(), link)
            except OSError:
                return
            os.replace(link, made)


def _write_dataset(staging: Path, name: str, data: pl.DataFrame) -> FileInfo:
    path = staging / f"{name}.parquet"
    data.write_parquet(
        path,
        compression="zstd",
        row_group_size=_ROW_GROUP_ROWS,
        metadata={"photofinish:schema_version": SCHEMA_VERSION, "photofinish:dataset": _contract_json(name)},
    )
    sync(path)
    return _info(staging, path.name, len(data))


def _contract_json(name: str) -> str:
    """Return the dataset's contract as the Parquet file carries it: key, and each column's meaning and unit."""
    dataset = DATASETS[name]
    columns = {column.name: {"description": column.description, "unit": column.unit} for column in dataset.columns}
    content = {"name": name, "description": dataset.description, "key": list(dataset.key), "columns": columns}
    return json.dumps(content, ensure_ascii=False, sort_keys=True)


def _info(staging: Path, path: str, rows: int | None) -> FileInfo:
    whole = staging / path
    return FileInfo(path, sha256_of(whole), whole.stat().st_size, rows)


def _source(file: SourceFile) -> Source:
    entry = file.entry or Entry(file.path)
    return Source(file.title, entry.url, str(entry.revision) if entry.revision else None, entry.license)


def _place(staging: Path, target: Path) -> bool:
    """Move the finished folder to its version's name; say whether it is new. One that is damaged is replaced."""
    if target.is_dir():
        if _same_files(staging, target):
            return False
        shutil.rmtree(target)
    os.rename(staging, target)
    sync(target.parent)
    return True


def _same_files(staging: Path, target: Path) -> bool:
    """Say whether a version that is there holds the very files just made."""
    made = {path.relative_to(staging): sha256_of(path) for path in staging.rglob("*") if path.is_file()}
    there = {path.relative_to(target): sha256_of(path) for path in target.rglob("*") if path.is_file()}
    return made == there
