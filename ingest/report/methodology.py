"""How values are judged, in the words of the rules' own documentation: what the code says is what is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from inspect import cleandoc

from ingest.markup import EMPTY, Html, join, template, when
from ingest.report.audit import ErrorRates
from ingest.report.frame import page
from ingest.report.words import STATUSES, capital, plain

_PAGE = template("""<h1>Methodology</h1>
<p class="lead">What this page says of a rule is the rule’s own documentation in the code: there is no other text
to keep in step with it.</p>
<section aria-labelledby="statuses-title"><h2 id="statuses-title">What a fact’s status means</h2>
<dl class="terms">%s</dl></section>
<section aria-labelledby="ladder-title"><h2 id="ladder-title">The ladder: the rules in the order in which they
are tried</h2>
<p class="note">A recorded decision of a person comes before all of them, while the evidence is what the person
saw. The first rule that gives a verdict decides; it is named beside the value. A witness is an article: its
forms (plaintext, wikitext, HTML) are one, and an article whose own statements differ votes for neither.</p>
<ol class="terms">%s</ol></section>
<section aria-labelledby="decisions-title"><h2 id="decisions-title">What a person may decide</h2>
<dl class="terms">%s</dl></section>
<section aria-labelledby="hypotheses-title"><h2 id="hypotheses-title">Explanations: how a wrong value may have
arisen</h2>
<p class="note">Each is tested against every comparable row, and must keep what the sources keep: the order of
ranks, ties and totals.</p>
<dl class="terms">%s</dl></section>
<section aria-labelledby="checks-title"><h2 id="checks-title">Checks</h2>
<dl class="terms">%s</dl></section>
""")
_RULE = template('<li id="%s"><strong>%s</strong> <code>%s</code>%s%s</li>\n')
_TERM = template('<div id="%s"><dt>%s <code>%s</code></dt><dd>%s</dd></div>\n')
_STATUS = template('<div><dt><span class="tag is-%s">%s</span></dt><dd>%s</dd></div>\n')
_PARAGRAPH = template("<p>%s</p>")
_RATE = template('<p class="note">%s</p>')
_CODE = re.compile(r"`([^`]*)`")


def methodology_page(rates: ErrorRates) -> tuple[str, str]:
    """Return the page on the rules, each with its error rate where an audit gives one."""
    from ingest.checks import DOCUMENT_CHECKS, GROUP_CHECKS
    from ingest.reconcile import decisions
    from ingest.reconcile.explanations import HYPOTHESES
    from ingest.reconcile.ladder import LADDER

    of_people = [found for name, found in sorted(vars(decisions).items()) if name.startswith("decision_")]
    ladder = join(_rule(rule, rates) for rule in LADDER)
    statuses = join(_STATUS(name, name, meaning) for name, meaning in STATUSES.items())
    body = _PAGE(
        statuses, join((_SINGLE, ladder)), _terms(of_people), _terms(HYPOTHESES),
        _terms(sorted((*GROUP_CHECKS, *DOCUMENT_CHECKS), key=_name)),
    )  # fmt: skip
    return "methodology.html", page("methodology.html", "Methodology", body)


_SINGLE = Html(
    '<li id="single_statement"><strong>Single statement</strong> <code>single_statement</code>'
    "<p>One statement says it, and nothing says otherwise: there is nothing to judge.</p></li>\n"
)


def _rule(function: object, rates: ErrorRates) -> Html:
    name, rate = _name(function), rates.words(_name(function))
    return _RULE(name, capital(plain(name)), name, _documentation(function), when(rate, _RATE, rate))


def _terms(functions: Iterable[object]) -> Html:
    return join(_TERM(_name(f), capital(plain(_name(f))), _name(f), _documentation(f)) for f in functions)


def _name(function: object) -> str:
    return str(getattr(function, "__name__", function))


def _documentation(function: object) -> Html:
    """Return a function's documentation as paragraphs, its code marked as such."""
    paragraphs = cleandoc(getattr(function, "__doc__", None) or "").split("\n\n")
    return join(_PARAGRAPH(_with_code(paragraph)) for paragraph in paragraphs if paragraph) or EMPTY


def _with_code(words: str) -> Html:
    pieces = _CODE.split(words)
    return join(_MARKUP[number % 2](piece) for number, piece in enumerate(pieces))


_MARKUP: tuple[Callable[..., Html], ...] = (template("%s"), template("<code>%s</code>"))
