"""The report: one self-contained page for a reader who wants to decide whether to trust the data.

It is a pure function of the published rows: the same rows, in any order, give the same bytes. What articles say is
hostile until it is escaped: the page runs no script, loads nothing, and its Content-Security-Policy says so.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from ingest.report.page import Page, page_of
from ingest.report.rows import Rows
from ingest.report.words import visible

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["LIMIT", "render_report"]

LIMIT = 500
"""How many facts of a status, checks of an outcome or entries of a list are shown in full; the rest is counted."""


def render_report(rows: Rows, limit: int = LIMIT) -> str:
    """Return report/index.html for the rows of the published datasets, by dataset; a missing dataset has no rows."""
    return _render(page_of(rows, limit))


def _render(page: Page) -> str:
    css = (files("ingest.report") / "templates" / "report.css").read_text(encoding="utf-8")
    return visible(_template().render(page=page, css=css, style_hash=_csp_hash(css)))


@cache
def _template() -> Template:
    # Imported here: the command line must start without it.
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("ingest.report", "templates"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        optimized=False,  # a run renders the page once: folding constants costs more than it saves
    )
    environment.filters["thousands"] = "{:,}".format
    return environment.get_template("report.html.j2")


def _csp_hash(text: str) -> str:
    """Return the source expression that lets a policy allow exactly this inline text (CSP 3, section 2.3.1)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
