"""Small dumps, written by the tests that read them: what MediaWiki and Wikimedia Enterprise write."""

from __future__ import annotations

import bz2
import gzip
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from ingest.archives import EVERYTHING, WHOLE, Ignored, Outcome, Page, Range, Refused, Selection, open_archive
from ingest.archives.fragment import base36_sha1

VERSIONS = ("0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "0.10", "0.11")
NAMESPACES = {-1: "Special", 1: "Talk", 10: "Vorlage", 14: "Kategorie"}


@dataclass(frozen=True)
class Revision:
    text: str = "Some text."
    number: int = 7
    stamp: str = "2024-05-01T12:00:00Z"
    model: str = "wikitext"
    deleted: bool = False
    sha1: str | None = None
    """In place of the true one."""


@dataclass(frozen=True)
class Written:
    title: str
    revisions: tuple[Revision, ...] = (Revision(),)
    namespace: int = 0
    number: int = 1
    redirect: str | None = None


def article(title: str, text: str = "Some text.", number: int = 1, namespace: int = 0) -> Written:
    return Written(title, (Revision(text),), namespace, number)


def revision_xml(revision: Revision, version: str = "0.10") -> str:
    minor = int(version.split(".")[1])
    kind = f"<model>{revision.model}</model><format>text/x-wiki</format>" if minor >= 8 else ""
    sha1 = revision.sha1 if revision.sha1 is not None else base36_sha1(revision.text)
    digest = f' sha1="{sha1}"' if minor >= 11 else ""
    size = f' bytes="{len(revision.text.encode())}"' if minor >= 5 else ""
    text = f'<text xml:space="preserve"{size}{digest}>{escape(revision.text)}</text>'
    text = '<text deleted="deleted" />' if revision.deleted else text
    after = f"<sha1>{sha1}</sha1>" if minor >= 6 and not revision.deleted else ""
    parts = (text, after, kind) if minor in {8, 9} else (kind, text, after)
    who = "<contributor><username>A &amp; B</username><id>3</id></contributor><comment>c &lt;page&gt;</comment>"
    return (
        f"    <revision>\n      <id>{revision.number}</id>\n      <timestamp>{revision.stamp}</timestamp>\n"
        f"      {who}\n      {''.join(parts)}\n    </revision>\n"
    )


def page_xml(page: Written, version: str = "0.10") -> str:
    minor = int(version.split(".")[1])
    namespace = f"    <ns>{page.namespace}</ns>\n" if minor >= 6 else ""
    redirect = "" if page.redirect is None or minor < 4 else "    <redirect />\n"
    if redirect and page.redirect is not None and minor >= 6:
        redirect = f"    <redirect title={quoteattr(page.redirect)} />\n"
    revisions = "".join(revision_xml(revision, version) for revision in page.revisions)
    head = f"    <title>{escape(page.title)}</title>\n{namespace}    <id>{page.number}</id>\n{redirect}"
    return f"  <page>\n{head}{revisions}  </page>\n"


def header_xml(version: str = "0.10", *, siteinfo: bool = True) -> str:
    address = f"http://www.mediawiki.org/xml/export-{version}/"
    root = f'<mediawiki xmlns="{address}" version="{version}" xml:lang="de">\n'
    names = "".join(
        f'<namespace key="{key}" case="first-letter">{name}</namespace>' for key, name in NAMESPACES.items()
    )
    base = "<base>https://de.wikipedia.org/wiki/Wikipedia:Hauptseite</base>"
    info = f"<sitename>W</sitename>{base}<namespaces>{names}</namespaces>"
    return root + (f"  <siteinfo>{info}</siteinfo>\n" if siteinfo else "")


FOOTER = "</mediawiki>\n"


def export(pages: Iterable[Written], version: str = "0.10", *, siteinfo: bool = True) -> bytes:
    body = "".join(page_xml(page, version) for page in pages)
    return (header_xml(version, siteinfo=siteinfo) + body + FOOTER).encode()


def multistream(path: Path, pages: Sequence[Written], per_stream: int, version: str = "0.10") -> list[int]:
    """Write a multistream dump and its index beside it; return the byte at which each stream of pages begins."""
    content, starts, lines = bz2.compress(header_xml(version).encode()), [], []
    for first in range(0, len(pages), per_stream):
        some = pages[first : first + per_stream]
        starts.append(len(content))
        lines += [f"{len(content)}:{page.number}:{escape(page.title)}\n" for page in some]
        content += bz2.compress("".join(page_xml(page, version) for page in some).encode())
    path.write_bytes(content + bz2.compress(FOOTER.encode()))
    index = path.with_name(path.name.replace(".xml.bz2", "-index.txt.bz2"))
    index.write_bytes(bz2.compress("".join(lines).encode()))
    return starts


def snapshot_line(title: str, number: int = 1, **fields: object) -> bytes:
    record: dict[str, object] = {
        "name": title,
        "identifier": number,
        "version": {"identifier": number + 1000},
        "date_modified": "2024-05-01T12:00:00Z",
        "namespace": {"identifier": 0},
        "url": f"https://en.wikipedia.org/wiki/{quote(title.replace(' ', '_'))}",
        "license": [{"identifier": "CC-BY-SA-4.0", "name": "Creative Commons"}],
        "article_body": {"html": f"<p>{title}</p>", "wikitext": f"'''{title}'''"},
    }
    return json.dumps(record | fields).encode() + b"\n"


def packed(data: bytes, path: Path) -> Path:
    """Write `data` as the end of the path's name says."""
    if path.suffix == ".7z":
        import py7zr

        with py7zr.SevenZipFile(path, "w") as archive:
            archive.writestr(data, path.stem)
        return path
    pack: dict[str, Callable[[bytes], bytes]] = {".bz2": bz2.compress, ".gz": gzip.compress}
    path.write_bytes(pack[path.suffix](data) if path.suffix in pack else data)
    return path


def read(path: Path, selection: Selection = EVERYTHING, part: Range = WHOLE) -> list[Outcome]:
    return list(open_archive(path, selection, part, name=path.name))


def pages_of(outcomes: Iterable[Outcome]) -> list[Page]:
    return [outcome for outcome in outcomes if isinstance(outcome, Page)]


def titles(outcomes: Iterable[Outcome]) -> list[str]:
    return [page.title for page in pages_of(outcomes)]


def codes(outcomes: Iterable[Outcome]) -> list[str]:
    return [outcome.code for outcome in outcomes if isinstance(outcome, Refused)]


def ignored(outcomes: Iterable[Outcome]) -> list[Ignored]:
    return [outcome for outcome in outcomes if isinstance(outcome, Ignored)]


def many(count: int, text: str = "Text of page {}. " * 20) -> list[Written]:
    return [replace(article(f"Page {n}", text.replace("{}", str(n)), n + 1)) for n in range(count)]
