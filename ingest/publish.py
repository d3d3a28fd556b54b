"""Publication: a version is built beside, validated, written, and only then becomes `current`."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from filecmp import cmp
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ingest.files import replace_link, sha256_of, sync, write_whole
from ingest.sources import SourceFile
from ingest.sources_toml import Entry
from schemas.contract import DATASETS, PUBLISHED
from schemas.datapackage import FileInfo, Source, as_json, datapackage

if TYPE_CHECKING:
    import polars as pl

    from ingest.ordering import Changes

_STAGING = ".staging"
DIGEST_LENGTH = 16
_AT_ONCE = 16
_FEW_ROWS_AT_ONCE = 2
"""Datasets, where it is known what changed: polars and SHA-256 leave the interpreter to others."""
REPORT = "report/index.html"
REPORT_SUMS = "report/SHA256SUMS"
"""The digest of each page of the report, as `sha256sum --check` reads it."""
MANIFEST = "datapackage.json"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the report: its path in the report's folder, and what gives its HTML. `sha256` where it is known."""

    path: str
    html: Callable[[], str]
    sha256: str | None = None


Pages = Iterable[Page]


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


class Datasets(Protocol):
    """Something that holds the datasets of a version."""

    def scan(self, dataset: str) -> pl.LazyFrame:
        """Return a dataset lazily, in the order of its key."""
        ...


class Unwritten(Protocol):
    """Something that gives the datasets of a version."""

    def batches(self, dataset: str) -> Iterator[pl.DataFrame]:
        """Yield the rows of a dataset in the order of its key, some at a time."""
        ...


@dataclass(frozen=True, slots=True)
class Contents:
    """What a version is made of. `report` and `check` are given the datasets once they are written and valid.

    `check` raises where they must not be published. `report` is taken page by page, each written before the next.
    `unchanged` are datasets of which it is known that they are those of the last version; `changed` has what became
    different since then of those of which that is known.
    """

    datasets: Unwritten
    documents: Sequence[SourceFile]
    report: Callable[[Datasets], Pages]
    check: Callable[[Datasets], None] = lambda datasets: None
    unchanged: Collection[str] = frozenset()
    changed: Mapping[str, Changes] = field(default_factory=dict)


def publish(output: Path, contents: Contents) -> Publication:
    """Write a version, validate it, then make it current. Raises `ContractViolation` and leaves nothing if it breaks.

    A version that is there already is not written again.
    """
    versions = output / "versions"
    versions.mkdir(parents=True, exist_ok=True)
    staging = versions / f"{_STAGING}-{os.getpid()}"
    _remove_stale_staging(versions)
    staging.mkdir()
    try:
        version = _write(staging, contents, output / "current")
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


@dataclass(frozen=True, slots=True)
class _Staged:
    """The datasets of a version that is being written."""

    folder: Path

    def scan(self, dataset: str) -> pl.LazyFrame:
        """Return a dataset lazily, in the order of its key."""
        import polars as pl

        return pl.scan_parquet(self.folder / f"{dataset}.parquet")


def _write(staging: Path, contents: Contents, before: Path) -> str:
    """Write every file and, last, the manifest; return the version. `before` is the folder of the last one."""
    files = _write_datasets(staging, contents, before)
    staged = _Staged(staging)
    _validate_references(staged, contents, before)
    contents.check(staged)
    files |= _write_report(staging, contents.report(staged), before)
    sources = [_source(file) for file in contents.documents]
    descriptor = datapackage(files, sources, "")
    version = hashlib.sha256(as_json(descriptor).encode()).hexdigest()[:DIGEST_LENGTH]
    write_whole(staging / MANIFEST, as_json({**descriptor, "version": version}))
    sync(staging)
    return version


def _write_datasets(staging: Path, contents: Contents, before: Path) -> dict[str, FileInfo]:
    """Write the datasets and check each against its contract; return their files.

    Where all rows are sorted anew, one after another: two would be in memory together.
    """
    made = partial(_made_dataset, _Staged(staging), contents, before, _hashes(before))
    with ThreadPoolExecutor(_FEW_ROWS_AT_ONCE if contents.changed else 1) as pool:
        try:
            files = dict(zip(PUBLISHED, pool.map(made, PUBLISHED), strict=True))
        finally:
            pool.shutdown(cancel_futures=True)
    return files


def _made_dataset(staged: _Staged, contents: Contents, before: Path, hashes: Mapping[str, str], name: str) -> FileInfo:
    """Write a dataset that is not the last version's, and check it."""
    known = _taken_over(staged.folder, before, name, hashes) if name in contents.unchanged else None
    if known:
        return known
    info = _write_dataset(staged.folder, name, _rows(name, contents, before, hashes))
    _validate(staged, name, contents)
    _share(staged.folder, before, info, hashes)
    return info


def _validate(staged: _Staged, name: str, contents: Contents) -> None:
    """Check a dataset against its contract: rows of the last version were checked when it was made."""
    from schemas.frames import validate_order, validate_whole

    if name in contents.changed:
        validate_whole(name, contents.changed[name].fresh.lazy())
        validate_order(name, staged.scan(name))
    else:
        validate_whole(name, staged.scan(name))


def _validate_references(staged: _Staged, contents: Contents, before: Path) -> None:
    """Check that references lead somewhere: where it is known what became different, those of it and to it."""
    from schemas.frames import Since, validate_publication

    since = Since()
    if contents.changed:
        hashes = _hashes(before)
        told = {name: (changes.fresh.lazy(), changes.gone.lazy()) for name, changes in contents.changed.items()}
        # Of the others what was there is as good as gone: they are small.
        others = [name for name in PUBLISHED if name not in told and _is_whole(before, name, hashes)]
        gone = {name: _Staged(before).scan(name) for name in others} | {name: gone for name, (_, gone) in told.items()}
        since = Since({name: fresh for name, (fresh, _) in told.items()}, gone)
    validate_publication({name: staged.scan(name) for name in PUBLISHED}, since)


def _rows(name: str, contents: Contents, before: Path, hashes: Mapping[str, str]) -> Iterator[pl.DataFrame]:
    """Return the rows of a dataset: from the last version's, where that is whole, to sort but what is new."""
    if name in contents.changed and _is_whole(before, name, hashes):
        from ingest.ordering import with_changes

        return with_changes((before / f"{name}.parquet").resolve(), contents.changed[name], DATASETS[name].key)
    return contents.datasets.batches(name)


def _is_whole(version: Path, name: str, hashes: Mapping[str, str]) -> bool:
    """Say whether a dataset of a version is there as it was written."""
    path = version / f"{name}.parquet"
    return path.is_file() and sha256_of(path) == hashes.get(path.name)


def _share(staging: Path, before: Path, made: FileInfo, hashes: Mapping[str, str]) -> None:
    """Let a file that is as it was take no room twice, where the file system has hard links."""
    if hashes.get(made.path) == made.sha256:
        link = staging / f".{made.path}"
        if _linked(before / made.path, link, made.sha256):
            os.replace(link, staging / made.path)


def _write_report(staging: Path, report: Pages, before: Path) -> dict[str, FileInfo]:
    """Write every page and, last, their digests: the manifest names the first page and that list.

    A page that is in the last version too is taken from there: it need not even be unpacked.
    """
    folder = (staging / REPORT).parent
    last = _LastPages(before)
    sums: dict[str, str] = {}
    written: list[str] = []
    folders: set[str] = set()
    for page in report:
        path = os.path.join(folder, page.path)
        parent = os.path.dirname(path)
        if parent not in folders:
            os.makedirs(parent, exist_ok=True)
            folders.add(parent)
        if page.path in sums:
            os.unlink(path)  # never write through a link to what is published
        html = None if page.sha256 else page.html().encode()
        sums[page.path] = page.sha256 or hashlib.sha256(html or b"").hexdigest()
        if not last.linked(page.path, path, sums[page.path]):
            Path(path).write_bytes(page.html().encode() if html is None else html)
            written.append(path)
    # One by one, thousands of pages would wait for the disk longer than they took to make.
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        deque(pool.map(sync, map(Path, written)), maxlen=0)
    write_whole(staging / REPORT_SUMS, "".join(f"{digest}  {path}\n" for path, digest in sorted(sums.items())))
    return {"report": _info(staging, REPORT, None), "report-pages": _info(staging, REPORT_SUMS, None)}


class _LastPages:
    """The pages of the last version: one of the same content takes no room twice.

    Its list of digests says what they were when it was made; one that was written to since is looked at.
    """

    def __init__(self, before: Path) -> None:
        self._folder = os.path.join(before, os.path.dirname(REPORT))
        self._sums: Mapping[str, str] = {}
        try:
            self._made = os.stat(before / MANIFEST).st_mtime_ns
            if _hashes(before).get(REPORT_SUMS) == sha256_of(before / REPORT_SUMS):
                lines = (before / REPORT_SUMS).read_text(encoding="utf-8").splitlines()
                self._sums = {path: digest for digest, _, path in (line.partition("  ") for line in lines)}
        except OSError:
            pass  # there is no last version, or it is damaged

    def linked(self, page: str, here: str, sha256: str) -> bool:
        """Take a page from there where it has this content, and the file system hard links; say whether it was."""
        if self._sums.get(page) != sha256:
            return False
        there = os.path.join(self._folder, page)
        try:
            if os.stat(there).st_mtime_ns > self._made and sha256_of(Path(there)) != sha256:
                return False
            os.link(there, here)
        except OSError:
            return False
        return True


def _linked(there: Path, here: Path, sha256: str, *, or_copied: bool = False) -> bool:
    """Let a file of this content take no room twice, where the file system has hard links; say whether it is here.

    `or_copied`: else it is copied, where it can be read.
    """
    try:
        if sha256_of(there) != sha256:
            return False
        try:
            os.link(there, here)
        except OSError:
            if or_copied:
                shutil.copyfile(there, here)
                sync(here)
            return or_copied
    except OSError:
        return False
    return True


def _write_dataset(staging: Path, name: str, rows: Iterable[pl.DataFrame]) -> FileInfo:
    from ingest.parquet import write_dataset

    path = staging / f"{name}.parquet"
    height = write_dataset(path, name, rows)
    sync(path)
    return _info(staging, path.name, height)


def _hashes(version: Path) -> dict[str, str]:
    """Return the hash of every file of a version, as its manifest has it; none where there is no such version."""
    try:
        resources = json.loads((version / MANIFEST).read_text(encoding="utf-8"))["resources"]
        return {each["path"]: each["hash"].removeprefix("sha256:") for each in resources}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _taken_over(staging: Path, before: Path, name: str, hashes: Mapping[str, str]) -> FileInfo | None:
    """Take a dataset from the last version without writing it again; None where its file is not what it was."""
    path = staging / f"{name}.parquet"
    digest = hashes.get(path.name)
    if digest is None or not _linked(before / path.name, path, digest, or_copied=True):
        return None
    return FileInfo(path.name, digest, path.stat().st_size, _height(path))


def _height(path: Path) -> int:
    import polars as pl

    height: int = pl.scan_parquet(path).select(pl.len()).collect().item()
    return height


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
    made = _names(staging)
    return made == _names(target) and all(_same_file(staging / path, target / path) for path in made)


def _names(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}


def _same_file(made: Path, there: Path) -> bool:
    return made.samefile(there) or cmp(made, there, shallow=False)
