"""Source and nodes to the expanded text: each template is replaced by what it shows."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from parsers.pictures import picture_note
from parsers.title import year_of
from parsers.values.limits import MAX_VALUE
from parsers.wikitext.call import Argument, Call, call_name, plain_text, read_call
from parsers.wikitext.expansion import CELL, LITERAL, MARK, NOTE, PICTURE, ROWS, Builder, Expansion, Note, Verbatim
from parsers.wikitext.nations import FlagNation, flag_named, flag_nation
from parsers.wikitext.patterns import Field, Optional, Pattern, compiled
from parsers.wikitext.readers import READERS
from parsers.wikitext.scan import Kind, Node, Scan
from schemas.document import Annotation
from schemas.templates import TemplateMeaning, TemplateRegistry, template_key
from schemas.vocabulary import default_vocabulary, normal

_SHOWN_AS_IT_IS = frozenset({"nowiki", "pre", "math", "chem", "ce", "syntaxhighlight", "source", "hiero"})
_INFOBOX = re.compile(
    r"^(?:infobox|info/|info |infobo(?:ks|kso|xa)\b|infokast|infotaula|infokutija|infocaixa|infocaja|infoskreine"
    r"|infolåda|ficha(?: de)? |картка|карточка|tietolaatikko|inligtingskas|bilgi kutusu|hộp thông tin"
    r"|قالب معلومات|صندوق معلومات)|\binfobox$"
)
_FEWEST_FIELDS, _FEWEST_SAID = 5, 3
"""So many arguments, and different things said by them, make an unknown template an infobox."""
_OF_EVENTS = frozenset({"event", "games", "venue", "date", "competitors", "nations", "gold", "silver", "bronze"})
_OF_ENTRANTS = frozenset({"event", "games", "competitors", "gold"})
_HAS_BLOCKS = re.compile(r"\n[*#:;{|!=\n]|\{\|")
_CELLS_OF_A_ROW = 3
"""A template of fewer arguments is hardly a row."""
_FLAG = TemplateMeaning(show="{nation}", noc="name")
_WORDS = re.compile(r"[^\W\d_]{3}")
_FLAG_ALONE = TemplateMeaning(show="", noc="name")
_INTRODUCED = re.compile(r"^(?:safesubst|subst|msg|msgnw|raw)\s*:\s*", re.IGNORECASE)


@dataclass(slots=True)
class Context:
    """What all expansions of a document share; `infoboxes` are found on the way, by their place."""

    scan: Scan
    registry: TemplateRegistry
    infoboxes: dict[int, Call] = field(default_factory=dict)
    known: dict[str, tuple[bool, TemplateMeaning | None]] = field(default_factory=dict)
    nations: dict[tuple[str, str], FlagNation] = field(default_factory=dict)
    title: str = ""

    @property
    def year(self) -> int | None:
        """The year in the page's title."""
        return year_of(self.title)

    def meaning(self, name: str) -> tuple[bool, TemplateMeaning | None]:
        """Return whether a template is an infobox, and what it means."""
        if name not in self.known:
            self.known[name] = is_infobox(self.registry, name), meaning_of(self.registry, name)
        return self.known[name]

    def nation(self, word: str, games: str = "") -> FlagNation:
        """Return the nation of a code or name at the Games named, else in the year of the page's title."""
        key = (word, games)
        if key not in self.nations:
            self.nations[key] = flag_nation(self.registry, word, games or self.title)
        return self.nations[key]


def is_infobox(registry: TemplateRegistry, name: str) -> bool:
    """Say whether a template is an infobox, by its name or the registry."""
    key = template_key(name)
    meaning = registry.meanings.get(key)
    return bool(_INFOBOX.search(key)) if meaning is None else meaning.reader == "infobox"


def has_fields_of_box(keys: Collection[str]) -> bool:
    """Say whether an unknown template is an infobox of an event, by its arguments' names, in any language.

    Three of them must say different things of an event, one of these what it is or who took part.
    """
    if len(keys) < _FEWEST_FIELDS:
        return False
    known = default_vocabulary().infobox
    said = {known.get(normal(key[:MAX_VALUE])) for key in keys if not key.isdecimal()}
    return len(said & _OF_EVENTS) >= _FEWEST_SAID and not said.isdisjoint(_OF_ENTRANTS)


def meaning_of(registry: TemplateRegistry, name: str) -> TemplateMeaning | None:
    """Return what a template or parser function means, or None for an unknown one."""
    meaning = registry.meaning(name)
    if meaning is None and ":" in name:
        meaning = registry.meaning(name[: name.index(":") + 1])
    named = flag_named(registry, name) if meaning is None else None
    if named is not None:
        return _FLAG if named[1] else _FLAG_ALONE
    return meaning


class Expander:
    """Expands parts of a document one after the other into one text."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.source = context.scan.text
        self.out = Builder(self.source)
        self.cycling_columns: frozenset[str] = frozenset()

    def expand(self, start: int, end: int, nodes: Sequence[Node]) -> None:
        """Add the source from `start` to `end`; `nodes` are those in it, from outside in."""
        for node in nodes:
            if node.kind is Kind.LINK and not node.children:
                continue
            self.out.copy(start, node.start)
            self.node(node)
            start = node.end
        self.out.copy(start, end)

    def node(self, node: Node) -> None:
        """Add what a node shows."""
        if node.kind is Kind.TEMPLATE:
            first = len(self.out.runs)
            self._template(node)
            self.out.bound(first, node.start, node.end)
        elif node.kind is Kind.LINK:
            self.expand(node.start, node.end, node.children)
        elif node.kind is Kind.EXTENSION:
            self.extension(node)
        elif node.kind is Kind.FILE:
            self.file(node)
        elif node.kind is Kind.PARAMETER:
            self.parameter(node)

    def _template(self, node: Node) -> None:
        name = call_name(self.source, node)
        if ":" in name:
            name = _INTRODUCED.sub("", name)
        is_box, meaning = self.context.meaning(name)
        if is_box:
            self.context.infoboxes[node.start] = read_call(self.source, node)
            return
        if meaning is not None and meaning.is_constant:
            self.out.make(meaning.show or "", node.start, node.end)
            return
        call = read_call(self.source, node)
        if meaning is None and has_fields_of_box(call.arguments):
            self.context.infoboxes[node.start] = call
        elif meaning is None:
            self.unknown(call)
        else:
            self.known(call, meaning, name)

    def known(self, call: Call, meaning: TemplateMeaning, name: str) -> None:
        """Add what a template carries, then what it shows."""
        node = call.node
        if meaning.cell:
            self.out.stand(CELL, None, node.start, node.end)
        nation = self._nation(call, meaning, name)
        if nation is not None and nation.annotation is not None:
            self.out.stand(MARK, nation.annotation, node.start, node.end)
        if meaning.medal in {"gold", "silver", "bronze"}:
            self.out.stand(MARK, Annotation("medal", meaning.medal), node.start, node.end)
        if meaning.sort_key:
            self._annotate("sort_key", call, meaning.sort_key)
        if meaning.link:
            self._annotate("link", call, meaning.link)
        if meaning.footnote:
            self.note(call.get(meaning.footnote))
        reader = READERS.get(meaning.reader or "")
        if reader is not None:
            reader(self, call)
        elif meaning is _FLAG and (own := call.get("1")) and _WORDS.search(self.word(call, "1")):
            self.argument(own)  # `{{URS|Jane Doe}}` shows the flag and these words
        elif meaning.show is not None:
            self.show(compiled(meaning.show), call, nation)

    def _nation(self, call: Call, meaning: TemplateMeaning, name: str) -> FlagNation | None:
        if meaning.noc is None:
            return None
        word = name if meaning is _FLAG or meaning is _FLAG_ALONE else self.word(call, meaning.noc)
        return self.context.nation(word, self.word(call, meaning.games or "")) if word else None

    def _annotate(self, kind: Literal["sort_key", "link"], call: Call, key: str) -> None:
        self.annotate_text(kind, self.word(call, key), call.node)

    def annotate_text(self, kind: Literal["sort_key", "link"], text: str, node: Node) -> None:
        """Add what a template carries beside what it shows."""
        if text:
            self.out.stand(MARK, Annotation(kind, text), node.start, node.end)

    def note(self, argument: Argument | None) -> None:
        """Add a footnote whose text is an argument's."""
        if argument is not None:
            note = Note(argument.start, argument.end, argument.nodes)
            self.out.stand(NOTE, note, argument.start, argument.end)

    def word(self, call: Call, key: str) -> str:
        """Return an argument as it is written, without comments."""
        argument = call.get(key)
        return plain_text(self.source, argument.start, argument.end, argument.nodes) if argument else ""

    def unknown(self, call: Call) -> None:
        """Add the numbered arguments of a template whose meaning is not known, that nothing is dropped in silence.

        Those of a parser function (`#invoke:`) are no text.
        """
        if call.name.startswith("#"):
            return
        if len(call.arguments) >= _CELLS_OF_A_ROW and _stands_alone(self.source, call.node):
            self.out.stand(ROWS, None, call.node.start, call.node.end)
        for number, argument in enumerate(a for a in call.numbered() if not a.is_blank):
            if number:
                self.out.make(" ", argument.start, argument.start)
            before = self.out.is_flat
            self.out.is_flat = before or not _HAS_BLOCKS.search(self.source, argument.start, argument.end)
            self.argument(argument)
            self.out.is_flat = before

    def argument(self, argument: Argument) -> None:
        """Add an argument; one that begins a block begins a line."""
        if self.source[argument.start : argument.start + 2] in {"{|", "* ", "# "}:
            self.out.make("\n", argument.start, argument.start)
        self.expand(argument.start, argument.end, argument.nodes)

    def show(self, pattern: Pattern, call: Call, nation: FlagNation | None = None) -> None:
        """Add what a pattern says."""
        values = {"nation": nation.name, "code": nation.code or ""} if nation is not None else {}
        for part in pattern:
            if isinstance(part, Optional):
                if all(self.chosen(entry, call, values) for entry in part.fields):
                    self._parts(part.parts, call, values)
            else:
                self._parts((part,), call, values)

    def _parts(self, parts: Sequence[str | Field], call: Call, values: Mapping[str, str]) -> None:
        node = call.node
        for part in parts:
            if isinstance(part, str):
                self.out.make(part, node.start, node.end)
            elif part.keys[0] in {"*", "*br"}:
                self._all(call, "<br>" if part.keys[0] == "*br" else " ")
            else:
                found = self.chosen(part, call, values)
                if isinstance(found, Argument):
                    self.argument(found)
                elif found:
                    self.out.make(found, node.start, node.end)

    def _all(self, call: Call, separator: str) -> None:
        for number, argument in enumerate(a for a in call.numbered() if not a.is_blank):
            if number:
                self.out.make(separator, argument.start, argument.start)
            self.expand(argument.start, argument.end, argument.nodes)

    def chosen(self, part: Field, call: Call, values: Mapping[str, str]) -> Argument | str | None:
        """Return the first value that a field has: a text of the nation, words in quotes, or an argument."""
        for key in part.keys:
            found = values.get(key) or (key.strip("'") if key.startswith("'") else call.get(key))
            if found:
                return found
        return None

    def extension(self, node: Node) -> None:
        """Add what a tag of an extension shows: a footnote's mark, text without markup, or nothing."""
        start, end = node.inner
        if node.name == "ref":
            name = "" if start < end else reference_name(self.source, node)
            self.out.stand(NOTE, Note(start, end, node.children, name), node.start, node.end)
        elif node.name in _SHOWN_AS_IT_IS:
            self.out.stand(LITERAL, Verbatim(start, end), node.start, node.end)

    def file(self, node: Node) -> None:
        """Add what a picture shows: nothing, unless its caption has tables or headings."""
        if "\n{|" in (inner := self.source[node.start : node.end]) or "\n=" in inner:
            pipe = self.source.index("\n", node.start)
            self.out.make("\n", node.start, node.start)
            self.expand(pipe, node.end - 2, [child for child in node.children if child.start >= pipe])
            self.out.make("\n", node.end, node.end)
        else:
            self.out.stand(PICTURE, None, node.start, node.end)
            self._picture(inner, node)

    def _picture(self, inner: str, node: Node) -> None:
        """Add what a small picture says that has no caption: the medal of an icon, the nation of a flag."""
        name, *options = (part.strip() for part in inner.strip("[]").split("|"))
        named = dict(option.partition("=")[::2] for option in options if "=" in option)
        address, alt, link = name.partition(":")[2], named.get("alt", ""), named.get("link", "")
        if note := picture_note(address.strip(), alt, link, False, self.context.year):
            self.out.stand(MARK, note, node.start, node.end)

    def parameter(self, node: Node) -> None:
        """Add a template's parameter outside of a template: its default, or itself as text."""
        pipe = self.source.find("|", node.start, node.children[0].start if node.children else node.end)
        if pipe < 0:
            self.out.stand(LITERAL, Verbatim(node.start, node.end), node.start, node.end)
        else:
            self.expand(pipe + 1, node.end - 3, node.children)


def _stands_alone(source: str, node: Node) -> bool:
    """Say whether a call begins and ends lines."""
    return source[max(0, node.start - 1) : node.start] in {"", "\n"} and source[node.end : node.end + 1] in {"", "\n"}


def reference_name(source: str, node: Node) -> str:
    """Return the name of a reference that has its text elsewhere."""
    match = re.search(r"""\bname\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'/>]+))""", source[node.start : node.end])
    return (match[1] or match[2] or match[3] or "").strip() if match else ""


def expanded(context: Context, start: int, end: int, nodes: Sequence[Node]) -> Expansion:
    """Return a part of a document expanded by itself."""
    expander = Expander(context)
    expander.expand(start, end, nodes)
    return expander.out.done()
