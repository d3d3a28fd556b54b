"""Fingerprints of code: what a piece of work depends on, so that it is redone when that changes and only then.

The fingerprint of a module is that of what its text compiles to, without docstrings, comments and lines, so an edit
that changes nothing costs nothing. That of a root is over every module of ours that it imports, at any depth, the data
files beside them, and the versions of the libraries that they use.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from opcode import opmap
from pathlib import Path
from types import CodeType
from typing import Protocol

ROOMS = ("schemas", "parsers", "ingest")
_DATA = frozenset({".csv", ".toml", ".j2", ".css", ".js", ".html"})
_DISTRIBUTIONS = {"bs4": "beautifulsoup4"}
"""Import names whose distribution is named otherwise."""


@dataclass(frozen=True, slots=True)
class ModuleDigest:
    """What one file of code amounts to: the digest of its meaning and the names that it imports."""

    digest: str
    imports: tuple[str, ...]


class ModuleStore(Protocol):
    """Remembers the digest of a file while its size and time of change stay the same."""

    def module(self, path: str, stamp: str) -> ModuleDigest | None:
        """Return what was remembered of a file with this stamp."""
        ...

    def keep_module(self, path: str, stamp: str, found: ModuleDigest) -> None:
        """Remember it."""
        ...


def digest_of_source(source: str) -> ModuleDigest:
    """Return digest and imports of a module's text. Raises SyntaxError where it is no Python."""
    # Compiled, not walked as a tree: the compiler drops comments, layout and (at this level) docstrings just so, in C.
    code = compile(source, "<module>", "exec", dont_inherit=True, optimize=2)
    digest = hashlib.sha256()
    imports: set[str] = set()
    for part in _parts(code):
        digest.update(repr([getattr(part, name) for name in _MEANING]).encode())
        digest.update(repr([_constant(each) for each in part.co_consts]).encode())
        imports.update(_imported(part))
    return ModuleDigest(digest.hexdigest(), tuple(sorted(imports)))


_MEANING = (
    "co_name", "co_code", "co_names", "co_varnames", "co_freevars", "co_cellvars", "co_argcount",
    "co_posonlyargcount", "co_kwonlyargcount", "co_flags",
)  # fmt: skip
"""All that code does, without where in the file it stands."""
_IMPORT_NAME, _IMPORT_FROM, _EXTENDED = (opmap[name] for name in ("IMPORT_NAME", "IMPORT_FROM", "EXTENDED_ARG"))


def _parts(code: CodeType) -> Iterator[CodeType]:
    """Yield a module's code, and that of the functions and classes in it, at any depth."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _parts(constant)


def _constant(value: object) -> object:
    """Return a constant with a representation that is the same in every process."""
    if isinstance(value, CodeType):
        return value.co_name
    return sorted(map(repr, value)) if isinstance(value, frozenset) else (type(value).__name__, value)


def _imported(code: CodeType) -> Iterator[str]:
    """Yield the modules that code imports, and the names that it takes of them: each may be a module."""
    operations = code.co_code[::2]
    if _IMPORT_NAME not in operations:
        return
    module, high = "", 0
    for operation, argument in zip(operations, code.co_code[1::2], strict=True):
        number = high | argument
        high = number << 8 if operation == _EXTENDED else 0
        if operation == _IMPORT_NAME:
            module = code.co_names[number]
            yield module
        elif operation == _IMPORT_FROM:
            yield f"{module}.{code.co_names[number]}"


_seen: dict[tuple[Path, str], ModuleDigest] = {}
"""What this process has looked at, by file and stamp."""


class CodeBase:
    """The project's own files, and the fingerprints of parts of them."""

    def __init__(self, root: Path, store: ModuleStore) -> None:
        self._root = root
        self._store = store
        self._found: dict[str, ModuleDigest] = {}
        self._files: dict[str, Path | None] = {}

    def fingerprint(
        self,
        roots: Sequence[str],
        alone: Sequence[str] = (),
        without: Collection[str] = frozenset(),
        apart: Collection[str] = frozenset(),
    ) -> str:
        """Return the fingerprint of the modules `roots` with all that they import, and of the modules `alone`.

        The modules `without` are left out of what is imported, not the libraries that they need. The packages `apart`
        count only where something is imported from themselves, not as the parents of a module.
        The same on every machine with the same code, libraries and minor version of Python.
        """
        modules, libraries = self._closure(roots, apart)
        modules = (modules - set(without)) | set(alone)
        parts = {
            "python": ".".join(map(str, sys.version_info[:2])),
            "modules": {name: self._module(name).digest for name in sorted(modules)},
            "data": self._data(modules),
            "libraries": {name: _version(name) for name in sorted(libraries)},
        }
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:20]

    def reached(self, roots: Iterable[str], apart: Collection[str] = frozenset()) -> set[str]:
        """Return the modules of ours that `roots` are and import, at any depth; `apart` as of `fingerprint`."""
        return self._closure(roots, apart)[0]

    def within(self, names: Iterable[str]) -> list[str]:
        """Return the modules of ours that are, or are in, the modules and packages named."""
        found: set[str] = set()
        for name in names:
            path = self._file(name)
            inside = sorted(path.parent.rglob("*.py")) if path and path.name == "__init__.py" else []
            found.add(name)
            found.update(_module_name(each.relative_to(self._root)) for each in inside)
        return sorted(found)

    def _closure(self, roots: Iterable[str], apart: Collection[str]) -> tuple[set[str], set[str]]:
        """Return our modules that `roots` reach, and the top-level names of the libraries that those import."""
        modules: set[str] = set()
        libraries: set[str] = set()
        waiting = [name for name in roots if self._file(name)]
        while waiting:
            name = waiting.pop()
            if name in modules:
                continue
            modules.add(name)
            parents = [parent for parent in _parents(name) if parent not in apart]
            for imported in (*self._module(name).imports, *parents):
                if imported.split(".")[0] not in ROOMS:
                    libraries.add(imported.split(".")[0])
                elif self._file(imported):
                    waiting.append(imported)
        return modules, libraries - set(sys.stdlib_module_names)

    def _file(self, name: str) -> Path | None:
        """Return the file of a module or package of ours, or None: what is imported may be a name in a module."""
        if name not in self._files:
            base = self._root.joinpath(*name.split("."))
            paths = (base.with_suffix(".py"), base / "__init__.py")
            self._files[name] = next((path for path in paths if path.is_file()), None)
        return self._files[name]

    def _module(self, name: str) -> ModuleDigest:
        if name not in self._found:
            path = self._file(name)
            if path is None:
                raise FileNotFoundError(f"{name} is no module of photofinish")
            self._found[name] = self._remembered(path, digest_of_source)
        return self._found[name]

    def _data(self, modules: Iterable[str]) -> Mapping[str, str]:
        """Return the digests of the data files in the packages' own folders and the folders below without modules."""
        folders = {path.parent for name in modules if (path := self._file(name)) and path.name == "__init__.py"}
        files = sorted(file for folder in folders for file in _data_files(folder))
        return {
            file.relative_to(self._root).as_posix(): self._remembered(file, _digest_of_data).digest for file in files
        }

    def _remembered(self, path: Path, digest: Callable[[str], ModuleDigest]) -> ModuleDigest:
        status = path.stat()
        name = path.relative_to(self._root).as_posix()
        stamp = f"{status.st_mtime_ns} {status.st_size} {status.st_ino}"
        known = _seen.get((path, stamp)) or self._store.module(name, stamp)
        if known is None:
            known = digest(path.read_text(encoding="utf-8"))
            self._store.keep_module(name, stamp, known)
        _seen[path, stamp] = known
        return known


def _digest_of_data(text: str) -> ModuleDigest:
    return ModuleDigest(hashlib.sha256(text.encode()).hexdigest(), ())


def _data_files(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_file() and path.suffix in _DATA:
            yield path
        elif path.is_dir() and path.name in {"data", "static", "templates"}:
            yield from _data_files(path)


def _module_name(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _parents(name: str) -> Iterator[str]:
    """Yield the packages that importing `name` runs as well."""
    parts = name.split(".")
    yield from (".".join(parts[:count]) for count in range(1, len(parts)))


def _version(library: str) -> str:
    try:
        return metadata.version(_DISTRIBUTIONS.get(library, library))
    except metadata.PackageNotFoundError:
        return "absent"
