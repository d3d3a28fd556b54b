"""raw/vocabulary.toml as a run reads it: the words that a user adds, and a refusal for each entry that is not clear.

What refers to nothing known, or says two things of one word, is refused by name; all other entries apply.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

from ingest.errors import RunError
from ingest.sources import Reject, Sources
from parsers.values.limits import MAX_VALUE
from schemas.contract import vocabulary as shapes
from schemas.nations import is_noc
from schemas.properties import REGISTRY
from schemas.slugs import slug
from schemas.templates import package_templates, template_key
from schemas.vocabulary import normal, package_vocabulary
from schemas.words import NationWords, Pairs, UserWords

VOCABULARY_FILE = "vocabulary.toml"
STAGE = "vocabulary"
_YEARS = range(1800, 2200)
_SHOWN_WORD = 40
_NATION_FIELDS = ("names", "demonyms", "first_year", "last_year")
_WORDS = ("columns", "column_units", "infobox", "rounds", "sections", "statuses", "units")
_IGNORED = {"ignored_columns": "columns", "ignored_infobox": "infobox"}
"""Sections of words to be ignored, with a reason each, and those of words to be read."""
_TEMPLATES = ("templates", "ignored_templates")
SECTIONS = (*_TEMPLATES, *_WORDS, *_IGNORED, "nations")


class VocabularyFileError(RunError):
    """vocabulary.toml cannot be read at all: to read the articles without it would lose words in silence."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}; correct the file, or move it away to read the articles without it")


class EntryError(Exception):
    """One entry is refused; the sentence names it, what was expected and what to do."""

    def __init__(self, section: str, name: str, said: str) -> None:
        super().__init__(f"{VOCABULARY_FILE}: [{section}] {name}: {said}")


@dataclass(frozen=True, slots=True)
class VocabularyRead:
    """What a vocabulary.toml holds; `rejects` names each entry that was refused."""

    words: UserWords = field(default_factory=UserWords)
    rejects: tuple[Reject, ...] = ()


def load_vocabulary(raw: Path) -> VocabularyRead:
    """Return the words of a folder of sources, none without the file; raise where the file is no TOML."""
    path = raw / VOCABULARY_FILE
    if not path.is_file():
        return VocabularyRead()
    try:
        return read_vocabulary(path.read_text(encoding="utf-8"), path)
    except UnicodeDecodeError as error:
        raise VocabularyFileError(path, f"is not UTF-8: {error}") from error


def with_words(raw: Path, sources: Sources) -> Sources:
    """Return the sources of a folder with its user's words, and the entries refused among the rejects."""
    read = load_vocabulary(raw)
    return replace(sources, words=read.words, rejects=(*sources.rejects, *read.rejects))


def read_vocabulary(text: str, path: Path) -> VocabularyRead:
    """Return the words of the text of a file; `path` is for the messages."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise VocabularyFileError(path, f"is not TOML: {error}") from error
    reader = _Reader(content)
    words = UserWords(
        templates=reader.templates(),
        ignored_templates=reader.ignored_templates(),
        **{name: reader.words(name) for name in _WORDS},
        **{name: reader.ignored_words(name) for name in _IGNORED},
        nations=reader.nations(),
    )
    return VocabularyRead(words, tuple(Reject(VOCABULARY_FILE, STAGE, "bad_word", said) for said in reader.problems))


class _Reader:
    """Reads the sections of a file; `problems` collects what is said of the entries that are refused."""

    def __init__(self, content: Mapping[str, object]) -> None:
        self.problems: list[str] = []
        self._sections: dict[str, Mapping[str, object]] = {}
        for name, table in content.items():
            if name not in SECTIONS:
                said = f"{VOCABULARY_FILE}: `{name}` is unknown; {_expected(name, SECTIONS)}"
                self.problems.append(said)
            elif not isinstance(table, dict):
                self.problems.append(f"{VOCABULARY_FILE}: `{name}` is no table; write [{name}] with its entries below")
            else:
                self._sections[name] = table

    def templates(self) -> Pairs:
        """Return the names of templates with the known one that each stands for."""
        ignored = set(map(template_key, self._sections.get("ignored_templates", {})))
        found: dict[str, tuple[str, str]] = {}
        for name, value in self._entries("templates"):
            with self.told():
                pair = (_template_name("templates", name), _known_template(name, value))
                if template_key(name) in ignored:
                    raise EntryError("templates", name, "is in [ignored_templates] as well; remove one of the two")
                if found.setdefault(template_key(name), pair)[1] != pair[1]:
                    del found[template_key(name)]
                    raise EntryError("templates", name, "stands for two templates; keep one of them")
        return tuple(sorted(found.values()))

    def ignored_templates(self) -> Pairs:
        """Return the names of templates to be ignored, with the reasons; one to be read as well is told there."""
        read_too = set(map(template_key, self._sections.get("templates", {})))
        pairs = []
        for name, value in self._entries("ignored_templates"):
            with self.told():
                reason = _reason("ignored_templates", name, value, "the template tells nothing of an event")
                if template_key(name) not in read_too:
                    pairs.append((_template_name("ignored_templates", name), reason))
        return tuple(sorted(pairs))

    def ignored_words(self, section: str) -> Pairs:
        """Return the headers or keys to be ignored, with the reasons; a word to be read as well is refused here."""
        read_as = _IGNORED[section]
        entries = self._sections.get(read_as, {}).values()
        read = {normal(word) for words in entries if isinstance(words, list) for word in words if isinstance(word, str)}
        found: dict[str, tuple[str, str]] = {}
        for word, value in self._entries(section):
            with self.told():
                reason = _reason(section, word, value, "it is not to be read")
                if not normal(word) or len(word) > MAX_VALUE:
                    raise EntryError(section, word[:_SHOWN_WORD], "is no word; write it as the article has it")
                if normal(word) in read:
                    raise EntryError(section, word, f"stands in [{read_as}] as well; remove one of the two")
                if found.setdefault(normal(word), (word.strip(), reason))[1] != reason:
                    raise EntryError(section, word, "has two reasons; keep one of them")
        return tuple(sorted(found.values()))

    def words(self, section: str) -> Pairs:
        """Return the words of a section with what they name; a word that names two things names nothing."""
        named: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for name, value in self._entries(section):
            with self.told():
                _refuse_unknown(section, name)
                for word in _texts(section, name, value):
                    named[normal(word)].append((word, name))
        pairs = []
        for found in named.values():
            names = sorted({name for _, name in found})
            if len(names) == 1:
                pairs.append(found[0])
            else:
                said = f"the word {found[0][0]!r} stands at {' and '.join(names)}; keep it at one of them"
                self.problems.append(str(EntryError(section, names[0], said)))
        return tuple(sorted(pairs))

    def nations(self) -> tuple[NationWords, ...]:
        """Return the names of nations; one name that stands for two codes in one year is refused."""
        found = []
        for noc, value in self._entries("nations"):
            with self.told():
                found.append(_nation(noc, value))
        clashing = {name: codes for name, codes in _codes_of_names(found).items() if codes}
        for key, codes in sorted(clashing.items()):
            said = f"the name {key!r} is given to {' and '.join(codes)} in the same years; keep it at one of them"
            self.problems.append(str(EntryError("nations", codes[0], said)))
        kept = [_without(each, clashing) for each in found]
        return tuple(sorted((each for each in kept if each.names or each.demonyms), key=lambda each: each.noc))

    def _entries(self, section: str) -> Iterator[tuple[str, object]]:
        yield from self._sections.get(section, {}).items()

    def told(self) -> _Told:
        """Collect the problem of one entry, and go on with the next."""
        return _Told(self.problems.append)


class _Told:
    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell

    def __enter__(self) -> None: ...

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if isinstance(error, EntryError):
            self._tell(str(error))
            return True
        return False


def _reason(section: str, name: str, value: object, what: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise EntryError(section, name, f"has no reason; say in a text why {what}")
    return value.strip()


def _expected(word: str, known: Collection[str]) -> str:
    """Say what was expected, the most alike first: all of it would be too long to read."""
    near = get_close_matches(word, sorted(known), 3, 0.6)
    rest = [name for name in sorted(known) if name not in near]
    shown = [*near, *rest][:40]
    return f"expected one of {', '.join(shown)}{', ...' if len(shown) < len(known) else ''}"


# Templates


def _template_name(section: str, name: str) -> str:
    if not template_key(name) or re.search(r"[{}\[\]|<>#]", name):
        raise EntryError(section, name, "is no name of a template; write it as it stands after {{")
    return name


def _known_template(name: str, value: object) -> str:
    known = package_templates().meanings
    target = value.strip() if isinstance(value, str) else ""
    if template_key(target) in known:
        return target
    if template_key(target).startswith("infobox "):
        return "infobox"  # any infobox is read alike
    near = get_close_matches(template_key(target), known, 3, 0.6)
    hint = f"; near it are {', '.join(near)}" if near else "; as flagIOCathlete, nowrap or infobox"
    said = f"stands for {value!r}, which is no template that photofinish knows{hint}"
    raise EntryError("templates", name, f"{said}; or name it in [ignored_templates] with a reason")


# Words


def _refuse_unknown(section: str, name: str) -> None:
    known: set[str] = set(getattr(package_vocabulary(), section).values())
    if section == "infobox":
        known |= REGISTRY.keys()
    if section == "rounds" and re.fullmatch(shapes.SLUG, name):
        return
    if section in {"units", "column_units"}:
        known |= {"s", "m", "kg", "points"}
    if name not in known:
        raise EntryError(section, name, f"is unknown; {_expected(name, known)}")


def _texts(section: str, name: str, value: object) -> list[str]:
    if not isinstance(value, list) or not value or not all(isinstance(word, str) for word in value):
        raise EntryError(section, name, f'is no list of words; write it as {name} = ["one", "another"]')
    for word in value:
        if not normal(word) or len(word) > MAX_VALUE:
            raise EntryError(section, name, f"holds {word[:40]!r}, which is no word; remove it")
    return [word.strip() for word in value]


# Nations


def _nation(noc: str, value: object) -> NationWords:
    if not re.fullmatch(shapes.NOC, noc):
        raise EntryError("nations", noc, "is no code; expected three capitals or digits, as NED")
    table = value if isinstance(value, dict) else {"names": value}
    unknown = sorted(set(table) - set(_NATION_FIELDS))
    if unknown:
        raise EntryError(
            "nations", noc, f"has unknown fields {', '.join(unknown)}; expected {', '.join(_NATION_FIELDS)}"
        )
    names, demonyms = _names_of(noc, table)
    for name in (*names, *demonyms):
        if is_noc(name) or not slug(name):
            raise EntryError("nations", noc, f"has the name {name!r}, which is a code or no word; remove it")
    first, last = (_year(noc, key, table.get(key)) for key in ("first_year", "last_year"))
    if first is not None and last is not None and first > last:
        raise EntryError("nations", noc, f"begins in {first} after it ends in {last}; correct one of them")
    return NationWords(noc, names, first, last, demonyms)


def _names_of(noc: str, table: Mapping[str, object]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names and the demonyms of a code; a code that is known may have demonyms alone."""
    demonyms = table.get("demonyms")
    adjectives = tuple(dict.fromkeys(_words_of(noc, "demonyms", demonyms))) if demonyms is not None else ()
    if adjectives and table.get("names") is None:
        if not is_noc(noc):
            raise EntryError("nations", noc, "is a code that is not known, with demonyms alone; add its names")
        return (), adjectives
    return tuple(dict.fromkeys(_words_of(noc, "names", table.get("names")))), adjectives


def _words_of(noc: str, key: str, value: object) -> list[str]:
    try:
        return _texts("nations", noc, value)
    except EntryError as error:
        if key == "names":
            raise
        raise EntryError(
            "nations", noc, 'has demonyms that are no list of words; write them as demonyms = ["one"]'
        ) from error


def _year(noc: str, key: str, value: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value not in _YEARS:
        raise EntryError("nations", noc, f"has the {key} {value!r}; expected a year as 1962, or leave it out")
    return value


def _codes_of_names(nations: list[NationWords]) -> dict[str, tuple[str, ...]]:
    """Return, for each name given more than once, the codes that share a year; none where no two do."""
    by_name: dict[str, list[NationWords]] = defaultdict(list)
    for nation in nations:
        for name in {slug(each) for each in (*nation.names, *nation.demonyms)}:
            by_name[name].append(nation)
    counts = Counter({name: len(found) for name, found in by_name.items()})
    return {name: _sharing_years(by_name[name]) for name, count in counts.items() if count > 1}


def _without(nation: NationWords, clashing: Collection[str]) -> NationWords:
    def kept(words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(word for word in words if slug(word) not in clashing)

    return replace(nation, names=kept(nation.names), demonyms=kept(nation.demonyms))


def _sharing_years(nations: list[NationWords]) -> tuple[str, ...]:
    def years(nation: NationWords) -> tuple[int, int]:
        return nation.first_year or _YEARS[0], nation.last_year or _YEARS[-1]

    pairs = ((a, b) for i, a in enumerate(nations) for b in nations[i + 1 :])
    sharing = {n.noc for a, b in pairs if years(a)[0] <= years(b)[1] and years(b)[0] <= years(a)[1] for n in (a, b)}
    return tuple(sorted(sharing))
