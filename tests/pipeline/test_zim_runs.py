"""Whole runs over a ZIM file that libzim wrote: what comes of its pages is what comes of the same pages as files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pipeline.forms import HTML, TITLE
from tests.pipeline.running import Ran, run

pytest.importorskip("libzim", reason="pip install 'photofinish[zim]'")
from tests.archives.test_zim import Entry, write  # behind the line that skips

PAGES = {
    TITLE: HTML,
    **{
        TITLE.replace("1952", str(year)): HTML.replace("1952", str(year)).replace("8:12.8", f"8:{seconds}.8")
        for year, seconds in ((1956, 2), (1960, 13), (1964, 22))
    },
}
BOOK = "<p>Rowing at the Olympics is told of in a book.</p>"
"""A page that says nothing of an event."""


def zim(folder: Path) -> Path:
    """Write the pages as a ZIM file, with what such files hold besides: styles, pictures, redirects."""
    (folder / "raw").mkdir()
    entries = [Entry(title.replace(" ", "_"), title, html) for title, html in {**PAGES, "Book": BOOK}.items()]
    others = [Entry("-/style.css", "style", "p {}", "text/css"), Entry("I/icon.png", "icon", b"\x89PNG", "image/png")]
    write(folder / "raw", *entries, *others, redirects={"Single sculls (1952)": TITLE.replace(" ", "_")})
    return folder / "raw"


@pytest.fixture(scope="module")
def from_zim(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    folder = tmp_path_factory.mktemp("zim")
    return run(zim(folder), folder / "out")


def test_a_zim_file_gives_what_its_pages_give_as_files(from_zim: Ran, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    for title, html in {**PAGES, "Book": BOOK}.items():
        (raw / f"{title}.html").write_text(html, encoding="utf-8")
    from_files = run(raw, tmp_path / "out")
    assert (from_zim.status, from_files.status) == (0, 0), from_zim.stderr
    assert len(from_zim.frame("events")) == len(PAGES)
    told_of_files = {"documents", "decisions", "rejects"}
    for path in sorted(from_files.current.glob("*.parquet")):
        if path.stem not in told_of_files:
            assert from_zim.frame(path.stem).equals(from_files.frame(path.stem)), path.stem
    columns = ["document_id", "title", "form", "sha256", "size_bytes"]
    assert from_zim.frame("documents").select(columns).equals(from_files.frame("documents").select(columns))
    assert from_zim.frame("rejects").is_empty()


def test_its_documents_have_its_name_its_licence_and_no_address(from_zim: Ran) -> None:
    documents = from_zim.frame("documents")
    assert documents.filter(title=TITLE)["path"].to_list() == [f"wiki.zim#{TITLE}"]
    assert documents.select("license", "source_url", "revision_id").unique().rows() == [("CC BY-SA 4.0", None, None)]


def test_titles_choose_and_nothing_is_read_again(tmp_path: Path) -> None:
    raw = zim(tmp_path)
    ran = run(raw, tmp_path / "out", "--title", "19[56][06]")
    assert sorted(ran.frame("events")["year"]) == [1956, 1960]
    assert run(raw, tmp_path / "out", "--title", "19[56][06]").last_line["read"] == 0
    assert run(raw, tmp_path / "out").last_line["read"] == len(PAGES) + 1 - 2


def test_the_report_shows_the_quotes_of_its_pages(from_zim: Ran) -> None:
    (page,) = (from_zim.current / "report/articles").glob("*1964*.html")
    assert "8:22.8" in page.read_text(encoding="utf-8")
