"""The rules that hold the rooms and the suite together, each shown to fail on a broken example.

Imports point one way, schemas <- parsers <- ingest. The first two are pure, and so are the parts of the third that
judge: no disk (but the package data of `schemas`), network, clock, randomness or processes. A skipped test fails the
suite where no skips are allowed.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

MAY_IMPORT = {
    "schemas": {"schemas"},
    "parsers": {"schemas", "parsers"},
    "ingest": {"schemas", "parsers", "ingest"},
    "judging": {"schemas", "parsers", "ingest"},
}
JUDGING = ("link", "reconcile", "checks", "datasets")
"""The parts of `ingest` that are pure all the same; they import no other part of it."""
OURS = {"schemas", "parsers", "ingest", "tests"}
PURE_LIBRARIES: dict[str, set[str]] = {
    "judging": {"rapidfuzz"},
    "schemas": {"pandera", "polars"},
    "parsers": {"bs4", "lxml", "mwparserfromhell"},
}
"""What a pure room may use beside the standard library. `ingest` may use anything."""

IMPURE_MODULES = {
    "_thread", "asyncio", "builtins", "concurrent", "ctypes", "curses", "dbm", "fcntl", "fileinput", "ftplib",
    "getpass", "glob", "http", "imaplib", "importlib", "io", "linecache", "locale", "logging", "mmap",
    "multiprocessing", "os", "pathlib", "pickle", "platform", "poplib", "pty", "random", "runpy", "secrets",
    "select", "selectors", "shelve", "shutil", "signal", "smtplib", "socket", "socketserver", "sqlite3", "ssl",
    "subprocess", "sys", "sysconfig", "syslog", "tempfile", "threading", "time", "urllib", "uuid", "webbrowser",
    "xmlrpc", "zoneinfo",
}  # fmt: skip
"""Modules of the standard library that reach outside, or whose answers depend on the machine."""

STILL_PURE = {
    "judging": {"pathlib.PurePosixPath"},
    "parsers": {"pathlib.PurePosixPath", "urllib.parse"},
    "schemas": {"importlib.resources", "pathlib.PurePosixPath", "urllib.parse"},
}
IMPURE_CALLS = {"open", "input", "print", "breakpoint", "eval", "exec", "__import__"}
CLOCKS = {"now", "utcnow", "today"}


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and full name of every import; `from a import b` is `a.b`, as b may be a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def calls(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and what is called: `open` for open(...), `.now` for anything.now(...)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.lineno, node.func.id
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.lineno, f".{node.func.attr}"


def is_impure(room: str, name: str) -> bool:
    """Say whether a pure room must not import `name`."""
    top = name.split(".")[0]
    if any(name == pure or name.startswith(f"{pure}.") for pure in STILL_PURE[room]):
        return False
    return top in IMPURE_MODULES or top not in {*sys.stdlib_module_names, *PURE_LIBRARIES[room], *OURS}


def violations(room: str, source: str) -> list[str]:
    """Return what a module of `room` does against the architecture, with its line."""
    tree = ast.parse(source)
    imported = list(imports(tree))
    found = [
        f"{line}: {room} imports {name}"
        for line, name in imported
        if name.split(".")[0] in OURS - MAY_IMPORT[room] or (room in PURE_LIBRARIES and is_impure(room, name))
    ]
    if room == "judging":
        own = tuple(f"ingest.{part}" for part in JUDGING)
        found += [
            f"{n}: judging imports {name}"
            for n, name in imported
            if name.startswith("ingest.") and not name.startswith(own)
        ]
    if room in PURE_LIBRARIES:
        found += [f"{line}: {room} calls {name}" for line, name in calls(tree) if name in IMPURE_CALLS]
        found += [
            f"{line}: {room} asks a clock: {name}" for line, name in calls(tree) if name.removeprefix(".") in CLOCKS
        ]
    return found


MODULES = sorted(path.relative_to(ROOT) for room in OURS - {"tests"} for path in (ROOT / room).rglob("*.py"))


def room_of(path: Path) -> str:
    """Return the room that a module lives in."""
    is_judging = path.parts[0] == "ingest" and len(path.parts) > 2 and path.parts[1] in JUDGING
    return "judging" if is_judging else path.parts[0]


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_module_keeps_to_its_room(path: Path) -> None:
    assert violations(room_of(path), (ROOT / path).read_text(encoding="utf-8")) == []


def test_every_room_has_modules() -> None:
    assert {room_of(path) for path in MODULES} == MAY_IMPORT.keys()


@pytest.mark.parametrize(
    ("room", "source", "violation"),
    [
        ("schemas", "import parsers", "1: schemas imports parsers"),
        ("schemas", "from parsers.title import year_of", "1: schemas imports parsers.title.year_of"),
        ("schemas", "def f():\n    from ingest import cli", "2: schemas imports ingest.cli"),
        ("parsers", "if TYPE_CHECKING:\n    import ingest.cli", "2: parsers imports ingest.cli"),
        ("ingest", "from tests.conftest import CORPUS", "1: ingest imports tests.conftest.CORPUS"),
        ("parsers", "import os", "1: parsers imports os"),
        ("parsers", "import re, os.path", "1: parsers imports os.path"),
        ("schemas", "from pathlib import Path", "1: schemas imports pathlib.Path"),
        ("schemas", "from importlib import import_module", "1: schemas imports importlib.import_module"),
        ("parsers", "from importlib.resources import files", "1: parsers imports importlib.resources.files"),
        ("parsers", "import urllib.request", "1: parsers imports urllib.request"),
        ("parsers", "import httpx", "1: parsers imports httpx"),
        ("parsers", "import polars as pl", "1: parsers imports polars"),
        ("schemas", "from random import shuffle", "1: schemas imports random.shuffle"),
        ("schemas", "x = datetime.datetime.now()", "1: schemas asks a clock: .now"),
        ("parsers", "x = date.today()", "1: parsers asks a clock: .today"),
        ("parsers", "x = open('a').read()", "1: parsers calls open"),
        ("schemas", "print('a')", "1: schemas calls print"),
        ("judging", "import os", "1: judging imports os"),
        ("judging", "import polars", "1: judging imports polars"),
        ("judging", "from ingest.sources import Reject", "1: judging imports ingest.sources.Reject"),
        ("judging", "x = date.today()", "1: judging asks a clock: .today"),
    ],
)  # fmt: skip
def test_a_broken_module_is_found(room: str, source: str, violation: str) -> None:
    assert violations(room, source) == [violation]


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("parsers", "from pathlib import PurePosixPath"),
        ("schemas", "from importlib.resources import files\nimport re\nimport polars\nfrom schemas.slugs import slug"),
        (
            "parsers",
            "from urllib.parse import unquote\nimport bs4\nfrom schemas import slugs\nfrom . import title",
        ),
        ("ingest", "import os, time, httpx\nimport polars\nfrom parsers import title\nopen('a')"),
    ],
)
def test_a_proper_module_is_not_found(room: str, source: str) -> None:
    assert violations(room, source) == []


SUITE = {
    "test_skip.py": "import pytest\n\ndef test_it():\n    pytest.skip('no reason')\n",
    "test_mark.py": "import pytest\n\n@pytest.mark.skip(reason='no reason')\ndef test_it(): ...\n",
    "test_module.py": "import pytest\n\npytest.importorskip('no_such_module')\n",
    "test_xfail.py": "import pytest\n\n@pytest.mark.xfail\ndef test_it():\n    raise ValueError\n",
    "test_corpus.py": "import pytest\n\n@pytest.mark.corpus\ndef test_it(): ...\n",
}


def outcome_of(folder: Path, module: str, **environment: str) -> str:
    """Run one module of SUITE under this suite's conftest and return the closing line of pytest."""
    shutil.copy(ROOT / "tests" / "conftest.py", folder)
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = corpus\n", encoding="utf-8")
    (folder / module).write_text(SUITE[module], encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PHOTOFINISH_", "PYTEST_"))}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", module]
    done = subprocess.run(
        command, cwd=folder, env={**kept, **environment}, capture_output=True, text=True, timeout=120, check=False
    )
    return done.stdout.strip().splitlines()[-1]


@pytest.mark.parametrize("module", ["test_skip.py", "test_mark.py", "test_module.py"])
def test_a_skip_is_a_failure_where_none_is_allowed(tmp_path: Path, module: str) -> None:
    assert outcome_of(tmp_path, module).startswith("1 skipped")
    assert outcome_of(tmp_path, module, PHOTOFINISH_NO_SKIPS="1").startswith(("1 failed", "1 error"))


def test_an_expected_failure_is_no_skip(tmp_path: Path) -> None:
    assert outcome_of(tmp_path, "test_xfail.py", PHOTOFINISH_NO_SKIPS="1").startswith("1 xfailed")


def test_what_wants_a_corpus_is_deselected_without_one(tmp_path: Path) -> None:
    assert outcome_of(tmp_path, "test_corpus.py", PHOTOFINISH_NO_SKIPS="1").startswith("1 deselected")
    assert outcome_of(tmp_path, "test_corpus.py", PHOTOFINISH_CORPUS=str(tmp_path)).startswith("1 passed")
