"""Archives and pages made to exhaust whoever reads them: refused within limits of time and memory, by name."""

from __future__ import annotations

import bz2
import gzip
import itertools
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from ingest.archives import lbzip2
from tests.archives.writing import FOOTER, article, codes, header_xml, page_xml, read, titles
from tests.pipeline.running import REPOSITORY, run_process
from tests.pipeline.test_dumps import PAIRS, SCULLS, export, page, text_of

TEN_GIGABYTES = 1_000
ZEROS = bytes(10_000_000)
SECONDS = 120
MEGABYTES = 300

_READ = """
import json, resource, sys
from pathlib import Path
from ingest.archives import lbzip2
from tests.archives.writing import codes, read, titles
if sys.argv[2] == "library":
    lbzip2.program = lambda: None
found = read(Path(sys.argv[1]))
# Not ru_maxrss for this process: that is also what the process was that started it, until it became this program.
own = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM:"))
peaks = [own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]
print(json.dumps([titles(found), codes(found), max(peaks) // 1024]))
"""


def within_limits(path: Path, program: str = "library") -> tuple[list[str], list[str]]:
    """Read an archive in a process of its own; return the titles of its pages, and the codes of what is refused."""
    command = [sys.executable, "-c", _READ, str(path), program]
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=env, timeout=SECONDS)
    found, refused, megabytes = json.loads(done.stdout)
    assert megabytes < MEGABYTES
    return found, refused


BEFORE: Mapping[str, str] = {
    "a title": "<page><title>",
    "a text": "<page><title>B</title><revision><text>",
    "pages": "",
}


@pytest.mark.parametrize("program", ["library", "lbzip2"])
@pytest.mark.parametrize("where", ["all of it", *BEFORE])
def test_ten_gigabytes_of_zeros_in_bzip2(tmp_path: Path, program: str, where: str) -> None:
    if program == "lbzip2" and lbzip2.program() is None:
        pytest.skip("apt-get install lbzip2")
    head = (
        b"" if where == "all of it" else bz2.compress((header_xml() + page_xml(article("A")) + BEFORE[where]).encode())
    )
    path = tmp_path / "wiki.xml.bz2"
    path.write_bytes(head + bz2.compress(ZEROS) * TEN_GIGABYTES + bz2.compress(FOOTER.encode()))
    assert path.stat().st_size < 60_000
    found, refused = within_limits(path, program)
    assert found == ([] if where == "all of it" else ["A"])
    assert set(refused) == {"not_an_export" if where == "all of it" else "too_large"}


@pytest.mark.parametrize("name", ["wiki.xml.gz", "wiki.ndjson.gz"])
def test_ten_gigabytes_of_zeros_in_gzip(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(ZEROS) * TEN_GIGABYTES)
    assert within_limits(path) == ([], ["not_an_export" if "xml" in name else "too_large"])


def _nested(opened: str, closed: str = "", count: int = 100_000) -> str:
    """Nest without a line too long: that would be refused for its length."""
    return f"{opened}\n" * count + f"{closed}\n" * (count if closed else 0)


ABSURD: Mapping[str, Callable[[], str]] = {
    "columns": lambda: "{|\n" + "".join(f"! c{n}\n" for n in range(1_000_000)) + "|}",
    "columns spanned": lambda: (
        "{|\n! colspan=1000000 | A\n" + "|-\n| colspan=1000000 rowspan=60000 | x\n" * 1_000 + "|}"
    ),
    "templates": lambda: _nested("{{a|", "}}"),
    "parameters": lambda: _nested("{{{a|", "}}}"),
    "tables": lambda: _nested("{|\n|"),
    "tags": lambda: _nested("<div>", "</div>"),
    "links": lambda: _nested("[[a|", "]]"),
    "references": lambda: _nested("<ref>"),
    "comments": lambda: _nested("<!--"),
    "one line": lambda: "x" * 2_000_000,
    "a text of twelve megabytes": lambda: "In 1952 Ann Other of Norway won.\n\n" * (12_000_000 // 34),
    "an entity bomb": lambda: "".join(f"&amp;a{n};" for n in range(100_000)),
}


def test_absurd_pages_cost_themselves_alone(tmp_path: Path) -> None:
    """Each is refused, or read as the text that it is; none ends by a limit of time or memory."""
    raw = tmp_path / "raw"
    raw.mkdir()
    absurd = [page(f"Absurd {name}", escape(text()), n) for n, (name, text) in enumerate(ABSURD.items(), 10)]
    (raw / "wiki.xml").write_bytes(export(page(SCULLS, text_of(), 1), *absurd, page(PAIRS, text_of("7:20.1"), 2)))
    ran = run_process(raw, tmp_path / "out", "--workers", "2")
    assert ran.status == 1, ran.stderr
    documents = set(ran.frame("documents")["title"])
    rejects = dict(ran.frame("rejects")["path", "error"].rows())
    assert {SCULLS, PAIRS} <= documents
    assert {f"wiki.xml#Absurd {name}" for name in ABSURD if f"Absurd {name}" not in documents} == set(rejects)
    assert set(rejects.values()) == {"too_large"}
    assert {"wiki.xml#Absurd columns", "wiki.xml#Absurd tables", "wiki.xml#Absurd one line"} <= set(rejects)
    assert "wiki.xml#Absurd a text of twelve megabytes" in rejects


DAMAGED: Mapping[str, tuple[bytes, str]] = {
    "a control character": (export(page("B", "a \x01 b")), "control_character"),
    "a bomb of entities": (
        b"<!DOCTYPE m [<!ENTITY a 'ha'>"
        + b"".join(b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
        + b"]>" + export(page("B", "&a11;")),
        "entity",
    ),
    "no end": (export(page("B", "text"))[:-20], "truncated"),
    "elements within each other": (export(page("B", "<x>" * 100_000)), "too_deep"),
    "bytes that are no text": (export(page("B", "marked")).replace(b"marked", b"\xff\xfe"), "not_utf8"),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGED)
def test_damage_is_named_and_the_rest_published(tmp_path: Path, name: str) -> None:
    data, code = DAMAGED[name]
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "damaged.xml").write_bytes(data)
    (raw / "whole.xml").write_bytes(b"".join([b"<mediawiki>", page(SCULLS, text_of()).encode(), b"</mediawiki>"]))
    ran = run_process(raw, tmp_path / "out")
    assert ran.status == 1
    assert SCULLS in set(ran.frame("documents")["title"])
    assert set(ran.frame("rejects")["error"]) == {code}
    assert "refused: damaged.xml" in ran.stderr


def test_lines_without_end_in_a_snapshot_are_given_up(tmp_path: Path) -> None:
    path = tmp_path / "x.ndjson.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        for data in itertools.repeat(b" " * 10_000_000, 80):
            file.write(data)
        file.write(b"\n{}\n")
    found = read(path)
    assert (titles(found), codes(found)) == ([], ["too_large"])
