"""The content of an imported file: a termbase, and what has no place in one.

Reading is the inverse of writing, and both use the same records. This module knows nothing about the
project that the entries go to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from sphinx_glossterm.exchange.termbase import Concept, Termbase, Words
from sphinx_glossterm.terms.entry import Kind, Name, PartOfSpeech, Remark, Status, squeeze
from sphinx_glossterm.terms.languages import gettext_name

_LINE_END: Final = re.compile(rb"\r\n|\r|\n")
# Characters that no text of an entry can have: control characters and the two Unicode line ends.
_CONTROL: Final = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029]+")


class UnreadableError(Exception):
    """A file that is cut off, of the wrong kind, or in a wrong encoding.

    Attributes:
        line: The line of the fault (1-based).
        problem: What is wrong, as the end of a sentence.
    """

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(f"line {line}: {problem}")
        self.line = line
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that cannot be imported.

    Attributes:
        line: Its line in the file (1-based); 0 if it is in many places.
        text: What it is and why, as a sentence.
    """

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """The content of a file.

    Attributes:
        termbase: Its entries. A concept's ``id`` is its name within the file, even if no entry may have
            such an id. ``related`` and the like use these names too.
        losses: What cannot be imported.
        lines: The line of each concept in the file.
    """

    termbase: Termbase
    losses: tuple[Loss, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)


def decoded(content: bytes, encoding: str = "utf-8-sig") -> str:
    """The text of a file.

    Raises:
        UnreadableError: It is in another encoding.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content[:4]:
        raise UnreadableError(1, "it is UTF-16 or UTF-32: save it as UTF-8.")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = len(_LINE_END.split(content[: error.start]))
        raise UnreadableError(line, "it is not UTF-8: save it as UTF-8.") from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise UnreadableError(line, "it has zero bytes: it is damaged, or not text.")
    return text


def one_line(text: str) -> str:
    r"""A text in one line, as entries need it, without control characters.

    >>> one_line(" It is\n  hot. ")
    'It is hot.'
    """
    return squeeze(_CONTROL.sub(" ", text))


def words_of(
    names: Iterable[tuple[Kind, str]],
    definition: str = "",
    origin: tuple[str, Sequence[str]] = ("", ()),
    note: str = "",
) -> Words:
    """The words of a concept in a language, made from the texts of a file.

    Args:
        names: Its names, each with its kind. The first title and the first abbreviation count; further
            ones become other names.
        definition: Its definition.
        origin: The source of the definition: words and addresses.
        note: How its names are used.
    """
    seen: set[str] = set()
    found: list[Name] = []
    single: set[Kind] = set()
    for kind, text in names:
        text = one_line(text)
        if not text or text in seen:
            continue
        seen.add(text)
        if kind in {Kind.TITLE, Kind.ABBR}:
            if kind in single:
                kind = Kind.ALIAS
            single.add(kind)
        found.append(Name(kind, text, text))
    order = list(Kind)
    found.sort(key=lambda name: order.index(name.kind))
    text, links = one_line(origin[0]), tuple(dict.fromkeys(filter(None, map(one_line, origin[1]))))
    said = one_line(note)
    return Words(
        tuple(found),
        one_line(definition),
        Remark(text or links[0], links) if text or links else None,
        Remark(said) if said else None,
    )


def concept_of(
    id_: str,
    words: Mapping[str, Words],
    *,
    status: Status = Status.STABLE,
    category: str = "",
    tags: Iterable[str] = (),
    related: Iterable[str] = (),
    see: str = "",
    replaced_by: str = "",
    pos: PartOfSpeech | None = None,
    keep: bool = False,
    glossary: str = "",
) -> Concept:
    """A concept made from the data of a file; it has no place in a project yet.

    Args:
        id_: Its name within the file.
        words: Its words in each language, by language tag.
        status: How settled it is.
        category: The label above its title.
        tags: Labels for filtering.
        related: The concepts it is related to.
        see: The one it points to.
        replaced_by: The one to use instead.
        pos: What kind of word its title is.
        keep: Whether its title and its abbreviation stay as they are in every language.
        glossary: The glossary it belongs to, whose name has no colon.
    """
    return Concept(
        id=id_,
        document="",
        anchor="",
        status=status,
        category=one_line(category),
        tags=tuple(dict.fromkeys(filter(None, map(one_line, tags)))),
        related=tuple(dict.fromkeys(each for each in related if each and each != id_)),
        see=see,
        replaced_by=replaced_by,
        words={tag: found for tag, found in words.items() if not found.is_empty},
        pos=pos,
        keep=keep,
        glossary=one_line(glossary).replace(":", " "),
    )


def choice_of(kind: type[Status] | type[PartOfSpeech], text: str) -> str:
    """The value of a status or part of speech, in any spelling; empty if there is none.

    >>> choice_of(PartOfSpeech, "proper noun"), choice_of(Status, "new")
    ('properNoun', '')
    """
    wanted = re.sub(r"[\W_]", "", text).casefold()
    return next((str(value) for value in kind if str(value).casefold() == wanted), "")


def termbase_of(
    concepts: Iterable[Concept],
    source: str,
    *,
    title: str = "",
    labels: Mapping[str, Mapping[str, str]] | None = None,
) -> Termbase:
    """A termbase of concepts, with the names that gettext has for the languages.

    Args:
        concepts: The concepts, by the tags of their languages.
        source: The tag of the file's main language; empty if it names none.
        title: The title of the file.
        labels: Labels in other languages, by tag.
    """
    concepts = list(concepts)
    tags = dict.fromkeys([source] if source else [])
    tags |= dict.fromkeys(tag for concept in concepts for tag in concept.words)
    named = {tag: gettext_name(tag) for tag in tags}
    return Termbase(
        title=one_line(title),
        base="",
        source=named.get(source, ""),
        languages=tuple(dict.fromkeys(named.values())),
        concepts=tuple(map(_with_gettext_names, concepts)),
        labels={
            one_line(label): {gettext_name(tag): one_line(text) for tag, text in texts.items()}
            for label, texts in (labels or {}).items()
        },
    )


def _with_gettext_names(concept: Concept) -> Concept:
    return replace(concept, words={gettext_name(tag): found for tag, found in concept.words.items()})


def counted(counts: Mapping[str, int], why: str) -> Iterator[Loss]:
    """A loss for each thing that is in many places.

    Args:
        counts: How often each is in the file.
        why: What becomes of it.
    """
    for name, count in counts.items():
        yield Loss(0, f"{name} ({count} time{'s' * (count != 1)}): {why}")
