from __future__ import annotations

from pathlib import Path

import pytest

from ingest.redo import code
from ingest.redo.cache import Cache
from ingest.redo.fingerprints import CodeBase, digest_of_source
from schemas.document import Form

ENGINE = (
    '"""What it does."""\n\nfrom parsers.wheel import turn\n\n\ndef go() -> int:\n    """Go."""\n    return turn()\n'
)
WHEEL = "import re\n\n\ndef turn() -> int:\n    return 1\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "parsers").mkdir()
    (tmp_path / "parsers" / "__init__.py").write_text("")
    (tmp_path / "parsers" / "engine.py").write_text(ENGINE)
    (tmp_path / "parsers" / "wheel.py").write_text(WHEEL)
    (tmp_path / "parsers" / "other.py").write_text("import lxml\n")
    return tmp_path


@pytest.fixture(autouse=True)
def nothing_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.redo.fingerprints._seen", {})


def fingerprint(root: Path) -> str:
    return CodeBase(root, Cache(Path(":memory:"))).fingerprint(["parsers.engine"])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("engine.py", ENGINE.replace("What it does", "Something else")),
        ("engine.py", ENGINE.replace('"""Go."""', '"""Go on."""')),
        ("engine.py", ENGINE + "\n# A remark.\n"),
        ("wheel.py", WHEEL.replace("return 1", "return  1  # one")),
        ("other.py", "import bs4\n"),
    ],
    ids=["module docstring", "function docstring", "comment", "layout", "a module that is not imported"],
)
def test_an_edit_that_changes_nothing_costs_nothing(root: Path, name: str, text: str) -> None:
    before = fingerprint(root)
    (root / "parsers" / name).write_text(text)
    assert fingerprint(root) == before


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("engine.py", ENGINE.replace("return turn()", "return turn() + 1")),
        ("wheel.py", WHEEL.replace("return 1", "return 2")),
        ("wheel.py", "import lxml\n" + WHEEL),
        ("__init__.py", "X = 1\n"),
        ("words.toml", "a = 1\n"),
        ("static/page.css", "p { margin: 0 }\n"),
    ],
    ids=["the module", "a module that it imports", "a library", "the package", "a data file beside it", "a style"],
)
def test_an_edit_that_may_change_something_counts(root: Path, name: str, text: str) -> None:
    before = fingerprint(root)
    (root / "parsers" / name).parent.mkdir(exist_ok=True)
    (root / "parsers" / name).write_text(text)
    assert fingerprint(root) != before


def test_imports_inside_functions_count() -> None:
    found = digest_of_source("def f():\n    from parsers.html import parse_html\n    return parse_html\n")
    assert found.imports == ("parsers.html", "parsers.html.parse_html")


def test_what_is_remembered_by_its_stamp_is_not_read_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(Path(":memory:"))
    before = CodeBase(root, cache).fingerprint(["parsers.engine"])
    wheel = root / "parsers" / "wheel.py"
    status = wheel.stat()
    cache.keep_module(
        "parsers/wheel.py", f"{status.st_mtime_ns} {status.st_size} {status.st_ino}", digest_of_source("")
    )
    monkeypatch.setattr("ingest.redo.fingerprints._seen", {})  # as in another process
    assert CodeBase(root, cache).fingerprint(["parsers.engine"]) != before


def test_a_root_that_is_no_module_is_an_error(root: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"parsers\.absent is no module"):
        CodeBase(root, Cache(Path(":memory:"))).fingerprint([], ["parsers.absent"])


TOLD_AFTERWARDS = ("ingest.changes", "ingest.runlog")
"""What a run tells of a version that is published already."""
HOW_IT_IS_DONE = (
    "ingest.crew",
    "ingest.redo",
    "ingest.run",
    "ingest.given",
    "ingest.request",
    "ingest.files",
    "ingest.packed",
    "ingest.scratch",
    "ingest.progress",
    "ingest.errors",
)
"""Who does the work, in what order, and what is remembered: the same version comes of it."""
READ_EACH_TIME = ("ingest.decisions", "ingest.vocabulary")
"""What people wrote: read by each run, and told from before by what it says."""


@pytest.mark.parametrize("form", ["plaintext", "wikitext", "html"])
def test_reading_does_not_depend_on_how_facts_are_judged_and_shown(form: Form) -> None:
    base = CodeBase(Path(__file__).parents[2], Cache(Path(":memory:")))
    reached = base.reached(code._FORMS[form], code._GATHERING)
    assert {"parsers.extract", "ingest.link.groups", "ingest.datasets.documents"} <= reached
    later = base.within([*code._RULES, "ingest.checks", "ingest.report", "ingest.judging", "ingest.publish"])
    assert not reached & (set(later) - {"schemas.properties"})
    assert not {"ingest.link", "ingest.link.people", "ingest.datasets", "ingest.datasets.build"} & reached


def test_all_that_a_version_depends_on_is_in_a_fingerprint() -> None:
    base = CodeBase(Path(__file__).parents[2], Cache(Path(":memory:")))
    stages = [part for parts in code._STAGES.values() for part in parts]
    covered = {*base.within([*stages, *code._RULES]), *base.reached(code._JUDGING), *code._FORM_ALONE}
    covered |= base.reached(root for roots in code._FORMS.values() for root in roots)
    reached = base.reached(["ingest.making", "ingest.from_archives", "ingest.run"])
    rest = {name for name in reached - covered if name != "ingest"}
    others = set(base.within([*TOLD_AFTERWARDS, *HOW_IT_IS_DONE, *READ_EACH_TIME]))
    assert rest <= others
    assert {"ingest.link.people", "ingest.identifying", "ingest.shards.build", "parsers.forms"} <= covered
