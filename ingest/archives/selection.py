"""Which pages are wanted, told from what stands before a page's text, and from its bytes before they are parsed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from html import unescape

from ingest.archives.errors import SelectionError
from ingest.archives.model import FORMS, PageForm

_INSTANT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?")
_NAMESPACE = re.compile(r"^\s*:?\s*template\s*:\s*", re.IGNORECASE)
_BLANKS = re.compile(r"[\s_]+")
_CLASS = re.compile(r"""\bclass\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TARGET = re.compile(
    r'(?:"|&quot;)target(?:"|&quot;):\{(?:"|&quot;)wt(?:"|&quot;):(?:"|&quot;)(.{0,400}?)(?:"|&quot;)[,}]'
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Selection:
    """What to take of an archive; by default everything.

    title: regular expression that a title holds somewhere; templates: names of which a page calls at least one (its
    redirects must be named too: which they are stands elsewhere in the archive); namespaces: their numbers; as_of: the
    last revision up to the end of this day (`2024-05-01`), or up to this instant of UTC; redirects: whether to take
    them; forms: where an archive holds several; check_sha1: whether to refuse a text that has not the digest that its
    archive gives it (someone changed the file, or it was not in NFC, which MediaWiki's export always is). Raises
    SelectionError where a value means nothing.
    """

    title: str | None = None
    templates: tuple[str, ...] = ()
    namespaces: frozenset[int] | None = None
    as_of: str | None = None
    redirects: bool = True
    forms: frozenset[PageForm] = FORMS
    check_sha1: bool = True

    def __post_init__(self) -> None:
        if self.title is not None:
            try:
                re.compile(self.title)
            except re.error as error:
                raise SelectionError("--title", self.title, f"a regular expression ({error})") from error
        if self.as_of is not None and not _is_instant(self.as_of):
            raise SelectionError("--as-of", self.as_of, "a date as 2024-05-01 or a time as 2024-05-01T12:00:00Z")
        for name in self.templates:
            if not template_name(name):
                raise SelectionError("--template", name, "the name of a template")

    @property
    def latest(self) -> str | None:
        """The last instant at which a revision may have been made, or None."""
        return f"{self.as_of}T23:59:59Z" if self.as_of and len(self.as_of) == len("2024-05-01") else self.as_of


EVERYTHING = Selection()


def _is_instant(text: str) -> bool:
    if not _INSTANT.fullmatch(text):
        return False
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return False
    return True


def template_name(name: str) -> str:
    """Return a template's name as MediaWiki knows it: blanks single, no namespace, the first letter large."""
    bare = _BLANKS.sub(" ", _NAMESPACE.sub("", _BLANKS.sub(" ", _COMMENT.sub("", name)))).strip()
    return bare[:1].upper() + bare[1:]


class Matcher:
    """A selection made ready; one for each reading, as it is not handed to other processes."""

    def __init__(self, selection: Selection) -> None:
        self.selection = selection
        self._title = re.compile(selection.title) if selection.title is not None else None
        self._names = frozenset(template_name(name) for name in selection.templates)

    def takes_title(self, title: str) -> bool:
        """Say whether a page's title is wanted."""
        return self._title is None or self._title.search(title) is not None

    def takes_namespace(self, number: int) -> bool:
        """Say whether a namespace is wanted."""
        return self.selection.namespaces is None or number in self.selection.namespaces

    def takes_wikitext(self, text: bytes) -> bool:
        """Say whether wikitext, as it stands escaped in XML, calls a template that is wanted."""
        return not self._names or any(call.search(text) for word, call in self._calls if word in text)

    def takes_html(self, text: str, called: Iterable[str] = ()) -> bool:
        """Say whether HTML shows a template that is wanted; `called` are the names that metadata gives.

        Parsoid's HTML names its templates. Other HTML has their classes alone: a name that is one (`ib-olympic-event`,
        `infobox-olympic-event`), or, for the name of an infobox, any infobox.
        """
        if not self._names:
            return True
        given = {template_name(name) for name in called}
        if given or "data-mw" in text:
            given.update(template_name(_written(name)) for name in _TARGET.findall(text))
            return bool(given & self._names)
        return not self._classes.isdisjoint(" ".join("".join(found) for found in _CLASS.findall(text)).lower().split())

    @cached_property
    def _calls(self) -> tuple[tuple[bytes, re.Pattern[bytes]], ...]:
        return tuple((_rarest_word(name), _call(name)) for name in sorted(self._names))

    @cached_property
    def _classes(self) -> frozenset[str]:
        words = {name.lower().replace(" ", "-") for name in self._names}
        short = {f"ib-{word.removeprefix('infobox-')}" for word in words if word.startswith("infobox-")}
        return frozenset(words | short | ({"infobox"} if short or "infobox" in words else set()))


def _written(name: str) -> str:
    """Return a name as wikitext has it from how the JSON in an attribute of HTML has it."""
    return unescape(name).replace(r"\n", " ").replace(r"\"", '"').replace(r"\/", "/")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _rarest_word(name: str) -> bytes:
    """Return the longest run that each spelling of a name holds: to look for it is cheaper than the expression."""
    words = [name[1:].split(" ")[0], *name.split(" ")[1:]]
    plain = [part for word in words for part in re.split("[\"'&<>]", word)]
    return max(plain, key=len).encode()


def _call(name: str) -> re.Pattern[bytes]:
    """Return what finds a call in escaped wikitext: blanks and underscores, either case of the first letter."""
    first, rest = name[0], name[1:]
    letters = {_escaped(first), _escaped(first.lower())}
    start = "|".join(re.escape(letter) for letter in sorted(letters))
    words = r"[\s_]+".join(re.escape(_escaped(word)).replace('"', '(?:"|&quot;)') for word in rest.split(" "))
    words = words.replace("'", "(?:'|&#0*39;|&apos;)")
    comment = r"(?:&lt;!--(?:(?!--&gt;).){0,400}--&gt;|[\s_])*"
    pattern = rf"\{{\{{{comment}:?(?:(?i:template)[\s_]*:{comment})?(?:{start}){words}{comment}(?:\||\}}\}})"
    return re.compile(pattern.encode(), re.DOTALL)
