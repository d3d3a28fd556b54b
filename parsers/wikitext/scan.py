"""One linear pass over wikitext: comments, extension tags, templates and links, with their offsets.

What counts as what follows MediaWiki's preprocessor
(<https://www.mediawiki.org/wiki/Preprocessor_ABNF>): braces and brackets match by one stack, what is never closed is
text, and what stands in `<nowiki>`, `<pre>` and the like is not looked at. Each token is looked at once, and each
search for an end goes on from where the last one found it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum, auto

from parsers.errors import TooLargeError

MAX_DEPTH = 60
"""Templates and links in one another. MediaWiki itself expands no more than 40."""

OPAQUE = frozenset("""
    nowiki pre math chem ce gallery timeline score syntaxhighlight source templatestyles hiero graph mapframe maplink
    imagemap inputbox charinsert quiz templatedata categorytree
""".split())  # fmt: skip
"""Extension tags whose content is no wikitext."""
TRANSPARENT = frozenset("""
    noinclude onlyinclude section translate tvar languages
""".split())  # fmt: skip
"""Tags of which only the marks themselves vanish from a page."""
_NAMES = sorted({*OPAQUE, *TRANSPARENT, "ref", "references", "includeonly", "indicator"})
_TOKEN = re.compile(
    r"(?P<link>\[\[[^\[\]{}<>|:\n]+(?:\|[^\[\]{}<>\n]*)?\]\])|(?P<call>\{\{[^{}\[\]<>]+\}\})"
    rf"|<!--|</?(?P<tag>{'|'.join(_NAMES)})(?=[\s/>])|\{{\{{+|\}}\}}+|\[\[+|\]\]+",
    re.IGNORECASE,
)
"""First the links and templates that hold no others: most of them."""

_FILES = frozenset("""
    file image media datei bild fichier archivo imagen ficheiro plik bestand afbeelding fil bilde файл изображение
    tiedosto kuva soubor fájl kép dosya resim slika datoteka dosiero fitxer imatge fișier imagine ファイル 画像
    文件 图像 ملف صورة файл зображення restr delwedd íomhá tập_tin berkas gambar
""".split())  # fmt: skip
_CATEGORIES = frozenset("""
    category kategorie catégorie categoría categoria kategoria categorie kategori категория luokka kategória kategorija
    カテゴリ 分类 تصنيف категорія categoría rummad flokkur
""".split())  # fmt: skip
_LONGEST_NAMESPACE = 16


class Kind(Enum):
    """What a node of the scan is."""

    COMMENT = auto()
    TEMPLATE = auto()
    PARAMETER = auto()
    LINK = auto()
    FILE = auto()
    CATEGORY = auto()
    EXTENSION = auto()


@dataclass(slots=True, eq=False)
class Node:
    """A part of the source. `inner` is an extension tag's content, `name` the tag's, `children` lie in order."""

    kind: Kind
    start: int
    end: int
    children: list[Node] = field(default_factory=list)
    name: str = ""
    inner: tuple[int, int] = (0, 0)


@dataclass(slots=True, eq=False)
class _Piece:
    """An opening that waits for its end: a run of `count` braces or brackets, or (`<`) a tag up to `until`.

    `outer` is the place in the stack of the tag around a tag.
    """

    mark: str
    start: int
    count: int
    until: int = 0
    outer: int = 0
    depth: int = 0
    children: list[Node] = field(default_factory=list)
    node: Node | None = None


@dataclass(frozen=True, slots=True)
class Scan:
    """What a source holds: its nodes from outside in, every template of it, and the references that have a name.

    `unclosed` are the places of comments and the like that are never closed: what follows is in them. `unended` are
    those of calls at the beginning of a line that never end: they are text.
    """

    text: str
    nodes: list[Node]
    templates: list[Node]
    references: dict[str, Node]
    unclosed: list[int]
    unended: list[int]


_REFERENCE_NAME = re.compile(r"""\bname\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'/<>]+))""", re.IGNORECASE)


class _Scanner:
    """The state of the pass. The lowest piece of the stack stands for the text itself."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.stack = [_Piece("", 0, 0, until=len(text))]
        self.fence = 0
        """The piece of the innermost tag: what was opened before it is not closed in it."""
        self.skip = 0
        self.tag_end = 0
        self.closings: dict[str, int] = {}
        self.templates: list[Node] = []
        self.references: dict[str, Node] = {}
        self.unclosed: list[int] = []

    def run(self) -> Scan:
        for match in _TOKEN.finditer(self.text):
            start = match.start()
            if start < self.skip:
                continue
            while start >= self.until:
                self.leave()
            if start < self.skip:
                continue
            kind = match.lastgroup
            if kind == "call":
                node = Node(Kind.TEMPLATE, start, match.end(), [])
                self.templates.append(node)
                self.add(node, 1)
            elif kind != "link":
                self.token(match[0], start, match["tag"])
            elif len(self.stack) > 1:
                self.add(Node(Kind.LINK, start, match.end(), []), 1)
        while self.fence:
            self.leave()
        unended = [piece.start for piece in self.stack if self.is_call(piece)]
        return Scan(self.text, self.flattened(0), self.templates, self.references, self.unclosed, unended)

    def is_call(self, piece: _Piece) -> bool:
        """Say whether a piece that is open would be a template on lines of its own."""
        at_line = piece.start == 0 or self.text[piece.start - 1] == "\n"
        return piece.mark == "{" and piece.count > 1 and at_line

    @property
    def until(self) -> int:
        """Where the innermost tag's content ends."""
        return self.stack[self.fence].until

    def token(self, token: str, start: int, tag: str | None) -> None:
        mark = token[0]
        if mark in "{[":
            self.stack.append(_Piece(mark, start, len(token)))
        elif mark == "}":
            self.close("{", start, len(token), 3)
        elif mark == "]":
            self.close("[", start, len(token), 2)
        elif tag is None:
            self.comment(start)
        else:
            self.tag(tag.lower(), start, token[1] == "/")

    def add(self, node: Node, depth: int = 0) -> None:
        piece = self.stack[-1]
        piece.children.append(node)
        if depth > piece.depth:
            piece.depth = depth

    def close(self, mark: str, start: int, count: int, most: int) -> None:
        """Close as many of the innermost openings of `mark` as a run of `count` closing marks does."""
        while count > 1 and len(self.stack) - 1 > self.fence and self.stack[-1].mark == mark:
            piece = self.stack[-1]
            length = min(count, piece.count, most)
            depth = piece.depth + 1
            if depth > MAX_DEPTH:
                raise TooLargeError("the depth of templates and links", depth, MAX_DEPTH, f"at offset {piece.start}")
            node = self.closed(mark, piece.start + piece.count - length, start + length, length, piece.children)
            start, count, piece.count = start + length, count - length, piece.count - length
            if piece.count > 1:
                piece.children, piece.depth = [node], depth
            else:
                self.stack.pop()
                self.add(node, depth)

    def closed(self, mark: str, start: int, end: int, length: int, children: list[Node]) -> Node:
        if mark == "[":
            return Node(self.kind_of_link(start, end), start, end, children)
        if length == 3:
            return Node(Kind.PARAMETER, start, end, children)
        node = Node(Kind.TEMPLATE, start, end, children)
        self.templates.append(node)
        return node

    def kind_of_link(self, start: int, end: int) -> Kind:
        colon = self.text.find(":", start + 3, min(start + _LONGEST_NAMESPACE, end))
        if colon < 0:
            return Kind.LINK
        namespace = self.text[start + 2 : colon].strip().lower()
        if namespace in _FILES:
            return Kind.FILE
        return Kind.CATEGORY if namespace in _CATEGORIES else Kind.LINK

    def comment(self, start: int) -> None:
        """Add a comment; one that has lines to itself takes their line break with it."""
        text = self.text
        end = self.comment_end(start)
        self.skip = end
        before = _before_blanks(text, start)
        while text.startswith("<!--", after := _past_blanks(text, end)):
            end = self.skip = self.comment_end(after)
        if before and text[before - 1] == "\n" and text.startswith("\n", after) and after < self.until:
            start, end = before, after + 1
            self.skip = end
        self.add(Node(Kind.COMMENT, start, end))

    def comment_end(self, start: int) -> int:
        end = self.text.find("-->", start + 4)
        if end < 0:
            self.unclosed.append(start)
        return min(len(self.text) if end < 0 else end + 3, self.until)

    def tag(self, name: str, start: int, is_closing: bool) -> None:
        """Add an extension tag, where it is one: with a `>`, and an end if it needs one."""
        opened = self.end_of_tag(start)
        if opened < 0:
            return
        if name in TRANSPARENT:
            self.skip = opened
            self.add(Node(Kind.COMMENT, start, opened))
        elif not is_closing:
            inner, end = self.extent(name, opened)
            if end >= 0:
                self.extension(Node(Kind.EXTENSION, start, end, name=name, inner=(opened, inner)), opened)

    def end_of_tag(self, start: int) -> int:
        if 0 <= self.tag_end <= start:
            found = self.text.find(">", start)
            self.tag_end = found + 1 if found >= 0 else -1
        return self.tag_end

    def extent(self, name: str, opened: int) -> tuple[int, int]:
        """Return where a tag's content ends and where the tag does; -1 where it never does."""
        if self.text[opened - 2] == "/":
            return opened, opened
        start = self.closings.get(name, 0)
        if 0 <= start < opened:
            match = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(self.text, opened)
            start = self.closings[name] = match.start() if match else -1
        if not 0 <= start < self.until:
            if name != "includeonly":
                return -1, -1
            self.unclosed.append(self.text.rfind("<", 0, opened))
            return self.until, self.until
        return start, self.text.index(">", start) + 1

    def extension(self, node: Node, opened: int) -> None:
        if node.name not in {"ref", "references", "indicator"} or node.inner[1] <= opened:
            self.skip = node.end
            self.add(node)
            return
        self.skip = opened
        if node.name == "ref":
            self.name_reference(node)
        self.stack.append(_Piece("<", node.start, 0, until=node.inner[1], node=node, outer=self.fence))
        self.fence = len(self.stack) - 1

    def name_reference(self, node: Node) -> None:
        match = _REFERENCE_NAME.search(self.text, node.start, node.inner[0])
        if match:
            self.references.setdefault((match[1] or match[2] or match[3] or "").strip(), node)

    def leave(self) -> None:
        """End the innermost tag: what is still open in it stays text."""
        fence = self.stack[self.fence]
        node = fence.node
        children = self.flattened(self.fence)
        del self.stack[self.fence :]
        self.fence = fence.outer
        if node is not None:
            node.children = children
            self.skip = max(self.skip, node.end)
            self.add(node, fence.depth)

    def flattened(self, first: int) -> list[Node]:
        return [node for piece in self.stack[first:] for node in piece.children]


def _before_blanks(text: str, start: int) -> int:
    while start and text[start - 1] in " \t":
        start -= 1
    return start


def _past_blanks(text: str, start: int) -> int:
    while start < len(text) and text[start] in " \t":
        start += 1
    return start


def scan(text: str) -> Scan:
    """Scan `text`; raise `TooLargeError` where templates or links stand in one another too deep."""
    return _Scanner(text).run()
