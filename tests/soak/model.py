"""A small bilingual project as plain data, and the files it is written to.

Texts know no markup: a reference is written ``[role:target]`` or ``[role:text|target]`` and becomes a
role of reStructuredText or of MyST with the page that it stands on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

LABELS: Final = "glossterm"
"""Name of the catalogue of categories and tags."""
CATALOGUES: Final = "locales/hi/LC_MESSAGES"
ORPHAN: Final = "orphan"
"""The place of a page that is meant to be in no toctree."""
CONF: Final[dict[str, Any]] = {
    "project": "Soak",
    "version": "1",
    "extensions": ["sphinx_glossterm", "myst_parser"],
    "myst_enable_extensions": ["colon_fence"],
    "locale_dirs": ["locales"],
    "gettext_compact": False,
    "exclude_patterns": ["locales"],
    "html_theme": "basic",
    "html_copy_source": False,
}
_REFERENCE: Final = re.compile(r"\[(\w+):(?:([^]|]+)\|)?([^]|]+)\]")


@dataclass
class Translation:
    """One message of a catalogue."""

    text: str
    fuzzy: bool = False


Catalogue = dict[str, Translation]


@dataclass
class Term:
    """One entry; texts that are empty are left out, as is the condition it stands under."""

    title: str
    definition: list[str] = field(default_factory=list)
    id: str = ""
    abbr: str = ""
    category: str = ""
    glossary: str = ""
    see: str = ""
    status: str = ""
    replaced_by: str = ""
    aka: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    avoid: list[str] = field(default_factory=list)
    note: str = ""
    tags: list[str] = field(default_factory=list)
    related: list[str] = field(default_factory=list)
    unlinked: list[str] = field(default_factory=list)
    why: str = ""
    deepdive: str = ""
    pro: str = ""
    only: str = ""

    @property
    def options(self) -> dict[str, str]:
        """The directive's options."""
        options = {
            "id": self.id,
            "aka": ", ".join(self.aka),
            "abbr": self.abbr,
            "forms": ", ".join(self.forms),
            "avoid": ", ".join(self.avoid),
            "note": self.note,
            "glossary": self.glossary,
            "category": self.category,
            "tags": ", ".join(self.tags),
            "related": ", ".join(self.related),
            "see": self.see,
            "status": self.status,
            "replaced-by": self.replaced_by,
            "no-autolink": ", ".join(self.unlinked),
        }
        return {name: value for name, value in options.items() if value}

    @property
    def messages(self) -> Iterator[str]:
        """What translators see of it."""
        yield from (self.title, *self.aka, *filter(None, [self.abbr]), *self.forms, *self.definition)
        yield from filter(None, (", ".join(self.avoid), self.note, self.why, self.deepdive))
        if self.pro:
            yield from (self.pro, f"Not so: {self.pro}")


@dataclass
class Page:
    """One document.

    Attributes:
        title: Empty where the first entry's title is the page's.
        markup: ``rst`` or ``md``.
        place: The page whose toctree names it; empty for none, or :data:`ORPHAN`.
        text: Paragraphs before everything else.
        terms: Entries.
        glossary: Terms of a built-in glossary, each with its definition; one without shares the next's.
        index: The options of a ``termindex``; None for no such list.
        map: The options of a ``termmap``; None for no map.
        catalogue: Its Hindi; None for no catalogue.
    """

    title: str = ""
    markup: str = "rst"
    place: str = ""
    text: list[str] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    glossary: dict[str, str] = field(default_factory=dict)
    index: dict[str, str] | None = None
    map: dict[str, str] | None = None
    catalogue: Catalogue | None = None

    @property
    def heading(self) -> str:
        """The page's own title, which it needs unless it begins with an entry."""
        has_lists = self.index is not None or self.map is not None
        begins_with_entry = self.terms and not (
            self.text or self.glossary or has_lists or self.terms[0].only
        )
        return self.title or ("" if begins_with_entry else "Untitled")

    @property
    def messages(self) -> list[str]:
        """What translators see of it, as it is written in its markup."""
        found = [self.heading, *self.text, *self.glossary, *self.glossary.values()]
        found += (message for term in self.terms for message in term.messages)
        return [marked_up(text, self.markup) for text in dict.fromkeys(filter(None, found))]


@dataclass
class Model:
    """The whole project."""

    pages: dict[str, Page]
    labels: Catalogue | None = None
    conf: dict[str, Any] = field(default_factory=dict)
    setup: str = ""

    @property
    def terms(self) -> list[tuple[str, Term]]:
        """Every entry, with the name of its page."""
        return [(name, term) for name, page in sorted(self.pages.items()) for term in page.terms]

    @property
    def outside(self) -> set[str]:
        """The pages of entries in no toctree, which the list of terms takes care of."""
        places = {*self.pages, ORPHAN}
        return {name for name, page in self.pages.items() if page.terms and page.place not in places}

    def children(self, name: str) -> list[str]:
        """The pages that a page's toctree names."""
        return sorted(child for child, page in self.pages.items() if page.place == name)

    def files(self) -> dict[str, str]:
        """The text of every file."""
        conf = "\n".join(f"{name} = {value!r}" for name, value in {**CONF, **self.conf}.items())
        files = {"conf.py": f"{conf}\n{self.setup}"}
        for name, page in self.pages.items():
            write = _Rst if page.markup == "rst" else _Myst
            files[f"{name}.{page.markup}"] = write(page, self.children(name)).written()
            if page.catalogue is not None:
                files[f"{CATALOGUES}/{name}.po"] = _catalogue(page.catalogue)
        if self.labels is not None:
            files[f"{CATALOGUES}/{LABELS}.po"] = _catalogue(self.labels)
        return files


def write(files: dict[str, str], folder: Path, before: dict[str, str]) -> None:
    """Bring a folder up to date, touching only what differs from what it held *before*."""
    for name in before.keys() - files.keys():
        (folder / name).unlink()
    for name, text in files.items():
        if before.get(name) != text:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")


# ---------------------------------------------------------------------------------------------
# Markup


class _Reference(NamedTuple):
    role: str
    text: str | None
    target: str

    def written(self, markup: str) -> str:
        role = f":{self.role}:" if markup == "rst" else f"{{{self.role}}}"
        target = f"{self.text} <{self.target}>" if self.text else self.target
        return f"{role}`{target}`"


def marked_up(text: str, markup: str) -> str:
    """A text as it is written in a markup language."""
    return _REFERENCE.sub(lambda match: _Reference(*match.groups()).written(markup), text)


class _Writer:
    """Writes one page.

    Args:
        page: The page.
        children: What its toctree names.
    """

    markup: str
    orphan: str
    title: str

    def __init__(self, page: Page, children: list[str]) -> None:
        self.page = page
        self.children = children

    def directive(
        self, name: str, title: str = "", options: dict[str, str] | None = None, *body: str
    ) -> str:
        """A directive whose body is made of blocks."""
        raise NotImplementedError

    def written(self) -> str:
        """The whole page."""
        page = self.page
        blocks = [self.orphan] if page.place == ORPHAN else []
        if heading := page.heading:
            blocks.append(self.title.format(heading, line="=" * len(heading)))
        blocks += (marked_up(text, self.markup) for text in page.text)
        if page.glossary:
            defined = (
                f"{name}\n   {marked_up(text, self.markup)}\n\n" if text else f"{name}\n"
                for name, text in page.glossary.items()
            )
            blocks.append(self.directive("glossary", "", None, "".join(defined).rstrip()))
        if self.children:
            names = "\n".join(self.children)
            blocks.append(self.directive("toctree", "", {"maxdepth": "1"}, names))
        if page.index is not None:
            blocks.append(self.directive("termindex", "", page.index))
        if page.map is not None:
            blocks.append(self.directive("termmap", "", page.map))
        blocks += map(self.term, page.terms)
        return "\n\n".join(blocks) + "\n"

    def term(self, term: Term) -> str:
        """One entry."""
        body = list(term.definition)
        if term.why:
            body.append(self.directive("whymatters", "", None, term.why))
        if term.deepdive:
            body.append(self.directive("deepdive", "", None, term.deepdive))
        if term.pro:
            sides = (
                self.directive("pro", "", None, term.pro),
                self.directive("con", "", None, f"Not so: {term.pro}"),
            )
            body.append(self.directive("procon", "", None, *sides))
        texts = (marked_up(text, self.markup) for text in body)
        entry = self.directive("term", term.title, term.options, *texts)
        return self.directive("only", term.only, None, entry) if term.only else entry


class _Rst(_Writer):
    markup = "rst"
    orphan = ":orphan:"
    title = "{0}\n{line}"

    def directive(
        self, name: str, title: str = "", options: dict[str, str] | None = None, *body: str
    ) -> str:
        head = [f".. {name}:: {title}".rstrip()]
        head += (f"   :{option}: {value}".rstrip() for option, value in (options or {}).items())
        blocks = ["\n".join(head)]
        for block in body:
            lines = (f"   {line}".rstrip() for line in block.splitlines())
            blocks.append("\n".join(lines))
        return "\n\n".join(blocks)


class _Myst(_Writer):
    markup = "md"
    orphan = "---\norphan: true\n---"
    title = "# {0}"

    def directive(
        self, name: str, title: str = "", options: dict[str, str] | None = None, *body: str
    ) -> str:
        text = "\n\n".join(body)
        fence = ":" * (3 + max((len(found) - 2 for found in re.findall("^:::+", text, re.M)), default=0))
        head = [f"{fence}{{{name}}} {title}".rstrip()]
        head += (f":{option}: {value}".rstrip() for option, value in (options or {}).items())
        return "\n".join([*head, *(["", text] if body else []), fence])


# ---------------------------------------------------------------------------------------------
# Catalogues


def _catalogue(messages: Catalogue) -> str:
    blocks = ['msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"']
    for source, translation in messages.items():
        lines = ["#, fuzzy"] if translation.fuzzy else []
        lines += [f"msgid {_quoted(source)}", f"msgstr {_quoted(translation.text)}"]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
