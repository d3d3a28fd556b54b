"""Where a redirect leads, told from its text: exports before 0.6 do not say where, the first not even that it does."""

from __future__ import annotations

import re

_LINK = re.compile(
    r"\s*#([^\W\d_]+)\s*:?\s*\[\[\s*:?\s*([^\[\]{}|#\n]{1,300}?)\s*(?:#[^\[\]|\n]*)?(?:\|[^\[\]\n]*)?\]\]"
)
_WORDS = frozenset(
    "redirect weiterleitung redirection redirección redireccion redirecionamento rinvia doorverwijzing patrz "
    "перенаправление перенапр перенаправлення ohjaus uudelleenohjaus omdirigering omdiriger viderestilling přesměruj "
    "átirányítás preusmjeri preusmeri преусмери пренасочување пренасочване yönlendirme yönlendi đổi alih suunamine "
    "redirectare birzuzendu redirecció presmeruj tilvísun تحويل הפניה 重定向 転送 リダイレクト 넘겨주기 "
    "přesměrovať adkas athchuir aýdaw айдау ανακατευθυνση".split()
)
"""MediaWiki's own words for it in the languages of the larger wikis."""


def redirect_target(text: str, *, known: bool) -> str | None:
    """Return the title that a text redirects to, or None; `known` where the archive says that it does."""
    found = _LINK.match(text)
    if found is None or not (known or found[1].lower() in _WORDS):
        return None
    return " ".join(found[2].replace("_", " ").split())
