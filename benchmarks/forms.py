"""The forms of a glossary: the same words for plain Sphinx, its glossary, sphinx-needs and ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import indent
from typing import Any, Final, Protocol

from benchmarks.markup import Markup, blocks
from benchmarks.words import Term, category, hindi

Lookup = Callable[[int], Term]
"""Gives a term for its number."""


@dataclass
class Page:
    """A document being written.

    Attributes:
        markup: Its markup.
        link: How a reference to a term is written: role and target; a plain mention without a role.
        parts: Its blocks.
        messages: Its translations.
    """

    markup: Markup
    link: Callable[[Term], tuple[str, str]]
    parts: list[str] = field(default_factory=list)
    messages: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The source."""
        return blocks(self.parts) + "\n"

    def say(self, text: str, translation: str = "") -> str:
        """Note *text* as a message, and return it."""
        self.messages[text] = translation or hindi(text)
        return text

    def refer(self, template: str, terms: Sequence[Term]) -> str:
        """A paragraph with references to terms in its gaps, noted as a message."""
        source: list[str] = []
        translated: list[str] = []
        for term in terms:
            role, target = self.link(term)
            for texts, text in ((source, term.title), (translated, hindi(term.title))):
                texts.append(self.markup.role(role, text, target) if role else text)
        return self.say(template.format(*source), hindi(template).format(*translated))

    def rubric(self, text: str) -> str:
        """One of the headings inside an entry."""
        return self.markup.directive("rubric", self.say(text))


class Form(Protocol):
    """How a glossary is written.

    Attributes:
        conf: What ``conf.py`` needs for it.
        index: Whether there is a page that lists all terms.
    """

    conf: Mapping[str, Any]
    index: bool

    def link(self, term: Term) -> tuple[str, str]:
        """The role and the target of a reference to a term; an empty role for a plain mention."""

    def write(self, page: Page, terms: Sequence[Term], lookup: Lookup, level: int) -> None:
        """Write terms onto a page, each as a heading of *level* where it is a heading."""


def _body(page: Page, term: Term, lookup: Lookup) -> str:
    """All text about a term, for forms without facets."""
    related = [lookup(number) for number in term.related]
    return blocks(
        [
            page.say(category(term.number)),
            page.say(term.definition, term.definition_in_hindi),
            page.rubric("Why it matters"),
            page.say(term.why),
            page.rubric("Deep dive"),
            *(page.refer(paragraph, related[:1]) for paragraph in term.deep),
            page.rubric("Pros"),
            page.say(term.pro),
            page.rubric("Cons"),
            page.say(term.con),
            page.rubric("Related concepts"),
            page.refer(", ".join("{}" for _ in related), related),
        ]
    )


def _also_known_as(page: Page, term: Term) -> str:
    heading, names = "Also known as", ", ".join(term.aliases)
    return page.say(f"{heading} {names}.", f"{hindi(heading)} {hindi(names)}।")


class Plain:
    """Sections with rubrics: the floor, which is the cost of the text without any glossary."""

    conf: Mapping[str, Any] = {"extensions": []}
    index = False

    def link(self, term: Term) -> tuple[str, str]:
        """A reference to a heading."""
        return "ref", f"term-{term.number}"

    def write(self, page: Page, terms: Sequence[Term], lookup: Lookup, level: int) -> None:
        """Write sections."""
        for term in terms:
            page.parts += [
                page.markup.label(f"term-{term.number}"),
                page.markup.heading(page.say(term.title), level),
                _also_known_as(page, term),
                _body(page, term, lookup),
            ]


class Builtin:
    """Sphinx's own ``glossary``: the facets are further paragraphs of the definition."""

    conf: Mapping[str, Any] = {"extensions": []}
    index = False

    def link(self, term: Term) -> tuple[str, str]:
        """A reference to a term."""
        return "term", term.title

    def write(self, page: Page, terms: Sequence[Term], lookup: Lookup, level: int) -> None:
        """Write one glossary; other names are further terms of the same definition."""
        entries = []
        for term in terms:
            names = [page.say(name) for name in (term.title, *term.aliases)]
            entries.append("\n".join([*names, indent(_body(page, term, lookup), "   ")]))
        page.parts.append(page.markup.directive("glossary", body=blocks(entries)))


class Needs:
    """sphinx-needs: a need for each term."""

    index = False
    conf: Mapping[str, Any] = {
        "extensions": ["sphinx_needs"],
        "needs_id_regex": "term-[0-9]+",
        "needs_types": [
            {"directive": "concept", "title": "Concept", "prefix": "C", "color": "", "style": "node"}
        ],
    }

    def link(self, term: Term) -> tuple[str, str]:
        """A reference to a need."""
        return "need", f"term-{term.number}"

    def write(self, page: Page, terms: Sequence[Term], lookup: Lookup, level: int) -> None:
        """Write needs."""
        for term in terms:
            body = blocks([_also_known_as(page, term), _body(page, term, lookup)])
            options = {"id": f"term-{term.number}"}
            page.parts.append(page.markup.directive("concept", page.say(term.title), options, body))


class Ours:
    """``term`` with its facets, and a page with the index."""

    conf: Mapping[str, Any] = {"extensions": ["sphinx_glossterm"]}
    index = True

    def link(self, term: Term) -> tuple[str, str]:
        """A reference to a term."""
        return "term", term.title

    def write(self, page: Page, terms: Sequence[Term], lookup: Lookup, level: int) -> None:
        """Write entries."""
        for term in terms:
            options = {
                "id": f"term-{term.number}",
                "aka": ", ".join(page.say(name) for name in term.aliases),
                "category": category(term.number),
                "related": ", ".join(lookup(number).title for number in term.related),
            }
            body = self._body(page, term, lookup)
            page.parts.append(page.markup.directive("term", page.say(term.title), options, body))

    def _body(self, page: Page, term: Term, lookup: Lookup) -> str:
        directive = page.markup.directive
        related = [lookup(number) for number in term.related[:1]]
        deep = blocks(page.refer(paragraph, related) for paragraph in term.deep)
        sides = blocks(
            directive(name, body=page.say(text)) for name, text in (("pro", term.pro), ("con", term.con))
        )
        return blocks(
            [
                page.say(term.definition, term.definition_in_hindi),
                directive("whymatters", body=page.say(term.why)),
                directive("deepdive", body=deep),
                directive("procon", body=sides),
            ]
        )


class Autolink(Ours):
    """The same with plain mentions instead of references; auto-linking must find all of them."""

    conf: Mapping[str, Any] = {**Ours.conf, "glossterm_autolink": "all"}

    def link(self, term: Term) -> tuple[str, str]:
        """No role."""
        return "", term.title


FORMS: Final[Mapping[str, Form]] = {
    "plain": Plain(),
    "builtin": Builtin(),
    "needs": Needs(),
    "ours": Ours(),
    "autolink": Autolink(),
}
