"""What every page has: its head with the policy, the way to the other pages, style and script."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ingest.markup import EMPTY, Html, csp_hash, join, template, visible

NAVIGATION = (
    ("index.html", "Overview"),
    ("facts.html", "Facts"),
    ("checks.html", "Checks"),
    ("articles.html", "Articles"),
    ("decisions.html", "Decisions"),
    ("audit.html", "Audit"),
    ("methodology.html", "Methodology"),
)
_PAGE = template("""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
content="default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>%s – photofinish</title>
<style>%s</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="banner"><p class="brand">photofinish</p>
<nav aria-label="Report"><ul>%s</ul></nav></header>
<main id="main" tabindex="-1">
%s</main>
<footer><p>Sheet by photofinish from the files beside this report: <code>reconciliation.parquet</code> holds every
fact with every candidate, <code>statements.parquet</code> every quote with its place,
<code>checks.parquet</code> and <code>coverage.parquet</code> the rest. The same articles give the same pages,
byte for byte.</p></footer>
<script>%s</script>
</body>
</html>
""")
_LINK = template('<li><a href="%s"%s>%s</a></li>')
_HERE = Html(' aria-current="page"')
_PAGES = template('<nav class="pages" aria-label="%s"><ul>%s</ul></nav>\n')
_GAP = Html("<li>…</li>")
_MOST_PARTS = 60
_NEAR = 5
_PART = template('<li><a href="%s"%s>%s</a></li>')


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its path in the report's folder, and what makes its HTML. Pages of one `key` are the same, if it is."""

    path: str
    html: Callable[[], str]
    key: str | None = None


def page(path: str, title: str, body: Html) -> str:
    """Return the whole page at `path`, a place in the report's folder, around what its main part says."""
    up = "../" if "/" in path else ""
    links = join(_LINK(up + target, _HERE if target == path else EMPTY, name) for target, name in NAVIGATION)
    css, js = asset("report.css"), asset("report.js")
    return visible(_PAGE(csp_hash(css), csp_hash(js), title, css, links, body, js))


def parts(names: list[tuple[str, str]], here: str, label: str = "Parts") -> Html:
    """Return links to the parts of something too long for one page; nothing where there is one.

    Of very many, to those around this one, to the first and the last, and to some in between.
    """
    if len(names) < 2:
        return EMPTY
    at = next((number for number, (target, _) in enumerate(names) if target == here), 0)
    shown = range(len(names)) if len(names) <= _MOST_PARTS else _shown_parts(len(names), at)
    links, last = [], -1
    for number in shown:
        if number > last + 1:
            links.append(_GAP)
        target, words = names[number]
        links.append(_PART(target, _HERE if number == at else EMPTY, words))
        last = number
    return _PAGES(label, join(links))


def way(names: list[tuple[str, str]], label: str = "Parts") -> Html:
    """Return links to pages near this one."""
    return _PAGES(label, join(_PART(target, EMPTY, words) for target, words in names))


def _shown_parts(count: int, at: int) -> list[int]:
    step = count // _MOST_PARTS * 2
    near = range(max(0, at - _NEAR), min(count, at + _NEAR + 1))
    return sorted({0, count - 1, *near, *range(0, count, step)})


@cache
def asset(name: str) -> Html:
    """Return a file of ours as it stands in a page: without its comments and indentation."""
    words = (files("ingest.report") / "static" / name).read_text(encoding="utf-8")
    words = re.sub(r"/\*.*?\*/", "", words, flags=re.DOTALL)
    return Html("\n".join(line.strip() for line in words.splitlines() if line.strip()) + "\n")
