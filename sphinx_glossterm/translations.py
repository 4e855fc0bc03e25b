"""One message and its translation, compared as text; and what a ``.po`` file says of its own lines.

Nothing here parses markup: that is dear, and done only for what :func:`needs_parse` points out.
"""

from __future__ import annotations

import html
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from babel.messages.pofile import PoFileError, read_po


class Dialect(Enum):
    """The markup a message is written in."""

    RST = "rst"
    MYST = "myst"


@dataclass(frozen=True)
class Finding:
    """What is wrong with a translation."""

    text: str
    """A whole sentence or two: what is wrong, and what to write."""
    dangerous: bool = False
    """Whether it must not be shown, whatever warnings are suppressed."""
    withheld: bool = True
    """Whether the source text is shown in its place."""


# ---------------------------------------------------------------------------------------------
# What is dangerous

_SCHEMES: Final = ("javascript:", "vbscript:", "data:")
# Patterns are left as text: ``re`` compiles and keeps each when it is first used, and only builds in
# another language than the documents' use any.
_ADDRESS: Final = r"(?:<|\]\(|\]:)\s*<?([^<>)]*)"
# Directives read files and run code; MyST's substitutions are expressions that Jinja evaluates.
_RUNS: Final = {
    Dialect.RST: r"(?:^|(?<=\s))\.\.\s+(?:\|[^|]+\|\s+)?[\w:+.-]+::",
    Dialect.MYST: r"(?s)(?:`{3,}|~{3,}|:{3,})\s*\{[^}]*\}|\{\{.*?\}\}|\{%.*?%\}",
}


def is_dangerous(address: str) -> bool:
    """Whether a browser may run *address*, however its scheme is disguised."""
    return _bare(address).startswith(_SCHEMES)


def _bare(address: str) -> str:
    text = html.unescape(address).replace("\\", "")
    # Categories C and Z: control and format characters, white space of all kinds.
    return "".join(char for char in text if unicodedata.category(char)[0] not in "CZ").casefold()


def find_danger(source: str, translation: str, dialect: Dialect) -> Finding | None:
    """What must not even be parsed, let alone shown, that *source* does not have.

    Addresses are looked for here too, as Markdown leaves out what it finds dangerous without a word.
    """
    known = set(re.findall(_RUNS[dialect], source))
    for construct in re.findall(_RUNS[dialect], translation):
        if construct not in known:
            return Finding(
                f'"{" ".join(construct.split())}" is not in the source text, and a translation cannot'
                " have directives or expressions of its own. Take it out, or write it as literal text.",
                dangerous=True,
            )
    addresses = {_bare(address) for address in re.findall(_ADDRESS, source)}
    return find_address(
        address for address in re.findall(_ADDRESS, translation) if _bare(address) not in addresses
    )


def find_address(addresses: Iterable[str]) -> Finding | None:
    """The first of *addresses* that a browser may run."""
    for address in addresses:
        if is_dangerous(address):
            return Finding(
                f'The address "{_short(address)}" could run code in the reader\'s browser. Use the'
                " address that the source text has.",
                dangerous=True,
            )
    return None


class _Tags(HTMLParser):
    """The tags of a piece of HTML, without what is text for readers."""

    TEXT: Final = frozenset({"alt", "aria-label", "dir", "lang", "title"})

    def __init__(self) -> None:
        super().__init__()
        self.found: set[object] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        marks = sorted((name, "" if name in self.TEXT else value or "") for name, value in attrs)
        self.found.add((tag, *marks))

    def handle_endtag(self, tag: str) -> None:
        self.found.add(f"/{tag}")


def _tags(markup: str) -> set[object]:
    parser = _Tags()
    parser.feed(markup)
    parser.close()
    return parser.found


def find_html(source: Iterable[str], translation: Iterable[str]) -> Finding | None:
    """The first piece of raw markup of a translation that its source does not have.

    Attributes that readers see or hear may be translated.
    """
    source = set(source)
    known = set().union(*map(_tags, source))
    for piece in translation:
        tags = _tags(piece)
        if piece not in source and (not tags or not tags <= known):
            return Finding(
                f'The raw HTML "{_short(piece)}" is not in the source text. Write the tags as they are'
                r' there; for a "<" that is meant as text, "\<".',
                dangerous=True,
            )
    return None


def _short(text: str, length: int = 60) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else f"{text[:length]}..."


# ---------------------------------------------------------------------------------------------
# What is suspicious

# Narrower than docutils: what does not match is parsed for nothing, never the other way round.
_START: Final = r"(?<![^\s'\"(\[{<\-/:])"
_END: Final = r"(?![^\s'\")\]}>\-/:.,;!?।])"
_INNER: Final = r"(?=[^\s'\")\]}>])"  # not a sign in quotes, as in "*"
_RST_MARKUP: Final = rf"""(?x){_START}(?:
        ``{_INNER}[^`]+(?<=\S)``
      | :(?P<role>[\w.:+-]+):`{_INNER}(?P<content>[^`\\]+)(?<=\S)`(?!:[\w.+-]+:)
      | (?<!:)`{_INNER}(?P<link>[^`\\]+)(?<=\S)`__?
      | \*\*{_INNER}[^*\\]+(?<=\S)\*\*
      | \*{_INNER}[^*\\]+(?<=\S)\*
    ){_END}"""
_RST_LEFT: Final = r"[`*|\\]|\S_(?!\w)"
_MYST_MARKUP: Final = r"""(?sx)\{(?P<role>[^{}\s]+)\}(?P<ticks>`+)(?P<content>.+?)(?P=ticks)
      | (?P<other>\]\(\s*<?[^)\s>]* | <[A-Za-z/!?][^>]*>? | \]\[ | \[\^)"""
_MARKUP: Final = {Dialect.RST: _RST_MARKUP, Dialect.MYST: _MYST_MARKUP}
_URL: Final = r"\w+://[^\s<>`)\]]+"
_SCHEME: Final = rf"(?:{'|'.join(_SCHEMES)})\S"
# What may begin something else than a paragraph, in either dialect.
_BLOCK: Final = r"""(?x)\s | [-+*•‣⁃>|%]\s | \#+\s | \(?(?:\w{1,6}|\#)[.)]\s | \.\.(?:\s|$) | __\s | >
      | :[^`]+?:\s | --?\w | /\w | ([^\w\s])\1\1 | \(.+\)="""
_TARGET: Final = r"(?s).*<([^<>]*)>"
TERM_ROLES: Final = frozenset({"term", "termdef", "termboth", "termabbr"})
"""Roles whose targets may be translated: a translated name leads to the same entry."""


def needs_parse(source: str, translation: str, dialect: Dialect) -> bool:
    """Whether a translation may have something wrong that only its parser can tell.

    It has not where it is one line of text with the same roles, links and tags as its source, and,
    in reStructuredText, where all inline markup is plainly closed.
    """
    if "\n" in translation or re.match(_BLOCK, translation):
        return True
    if re.search(_SCHEME, _bare(translation)) and _bare(translation) != _bare(source):
        return True
    if dialect is Dialect.RST and re.search(_RST_LEFT, re.sub(_RST_MARKUP, "", translation)):
        return True
    return _signature(source, dialect) != _signature(translation, dialect)


def _signature(text: str, dialect: Dialect) -> Counter[tuple[str, ...]]:
    return Counter([*_marks(text, dialect), *(("url", url) for url in re.findall(_URL, text))])


def _marks(text: str, dialect: Dialect) -> Iterator[tuple[str, ...]]:
    for match in re.finditer(_MARKUP[dialect], text):
        found = match.groupdict()
        if role := found["role"]:
            is_term = role.rpartition(":")[2] in TERM_ROLES
            yield (role, "" if is_term else _between(found["content"], found["content"]))
        elif found.get("link") is not None:
            yield ("link", _between(found["link"], ""))
        elif found.get("other"):
            yield (found["other"],)


def _between(text: str, otherwise: str) -> str:
    match = re.fullmatch(_TARGET, text)
    return match[1] if match else otherwise


def roles_of(text: str, dialect: Dialect) -> list[str]:
    """The names of the roles in a message, in order."""
    return [match["role"] for match in re.finditer(_MARKUP[dialect], text) if match["role"]]


# ---------------------------------------------------------------------------------------------
# References


@dataclass(frozen=True)
class Target:
    """What a reference leads to, as far as one message tells.

    Where only the number of references counts, because their targets may differ with good reason,
    the target is empty.
    """

    kind: str
    """The role, or a word for what is no role, in the plural: ``links``."""
    target: str = ""


def find_lost(
    source: Counter[Target], translation: Counter[Target], wording: Mapping[str, str]
) -> Finding | None:
    """References that a translation leaves out or leads elsewhere.

    Args:
        source: The references of the source text, with their number.
        translation: Those of the translation.
        wording: How a reference to a target is to be written, by kind; ``{target}`` stands for it.
    """

    def written(targets: Iterable[Target]) -> str:
        shown = (wording.get(item.kind, wording[""]).format(**vars(item)) for item in targets)
        return " and ".join(f'"{text}"' for text in shown)

    said = [
        f"has {translation[item] or 'no'} {item.kind} where the source text has {number}"
        for item, number in source.items()
        if not item.target and translation[item] < number
    ]
    if lost := written(item for item in source if item.target and not translation[item]):
        said.append(f"leaves out {lost}")
    if strange := written(item for item in translation if item.target and not source[item]):
        said.append(f"refers to {strange}, which the source text does not")
    if not said:
        return None
    return Finding(
        f"The translation {' and '.join(said)}. Keep each reference, and its target as it is in the"
        f' source text; only what is shown is translated: "{wording["example"]}".',
        withheld=False,
    )


# ---------------------------------------------------------------------------------------------
# Catalogues

_PO_LINE: Final = r'(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s*)?"(?:[^"\\]|\\.)*"'


def line_of(catalogue: Path, message: str) -> int:
    """The line of *message* in a ``.po`` file, 0 where it has no translation there."""
    try:
        return _lines(catalogue, catalogue.stat().st_mtime_ns).get(message, 0)
    except OSError:
        return 0


@lru_cache(maxsize=8)
def _lines(catalogue: Path, _modified: int) -> dict[str, int]:
    text = catalogue.read_text("utf-8-sig", errors="replace")
    try:
        found = read_po(io.StringIO(text), abort_invalid=True)
    except PoFileError as error:
        found = error.catalog  # up to the line that is wrong
    except Exception:  # whatever a header may hold
        return {}
    return {item.id: item.lineno or 0 for item in found if isinstance(item.id, str) and item.string}


def find_damage(catalogue: Path, language: str, encoding: str) -> tuple[int, str] | None:
    """Why a ``.po`` file cannot be read: the line, and what is wrong with it.

    Babel makes the best of unbalanced quotes, so each line is looked at too.
    """
    data = catalogue.read_bytes()
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1, f"the line is not {encoding.removesuffix('-sig')}"
    for number, line in enumerate(map(str.strip, text.split("\n")), 1):
        if line and not line.startswith("#") and not re.fullmatch(_PO_LINE, line):
            return number, f"{_short(line)} is no keyword with a text in double quotes"
    try:
        read_po(io.StringIO(text), locale=language, abort_invalid=True)
    except PoFileError as error:
        return error.lineno + 1, str(error).rpartition(" on ")[0]
    except Exception as error:  # whatever a header may hold
        return 1, f"{type(error).__name__}: {error}"
    return None
