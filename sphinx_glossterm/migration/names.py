"""Read a name: what it means to Sphinx, and whether the name of an entry can say the same.

Most roles exist only in a build. For Sphinx's own roles, the source text is enough to know what they
show.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from docutils import nodes
from sphinx.roles import specific_docroles

from sphinx_glossterm.migration.model import NameReading

LINK: Final = (
    "has a link in it, which would be lost, because the name of an entry leads to the"
    " entry: write its words alone"
)
IMAGE: Final = "has an image in it, but the name of an entry is text"
# Roles that only show their text, and one for backquotes without a role.
_WORDS: Final = frozenset(
    {
        "",
        *("ab", "abbreviation", "ac", "acronym", "sub", "subscript", "sup", "superscript"),
        *("code", "emphasis", "literal", "strong", "t", "title", "title-reference"),
        *(
            "command",
            "dfn",
            "kbd",
            "mailheader",
            "makevar",
            "mimetype",
            "newsgroup",
            "program",
            "regexp",
        ),
    }
)
_SHAPED: Final = frozenset({"abbr", "file", "guilabel", "menuselection", "samp"})
"""Roles that show only a part of their text, or replace some characters."""
_ROLES: Final[dict[str, Any]] = specific_docroles
# In other domains, any role may be one.
_LINKS: Final = re.compile(
    r".+:.+|any|confval|cve|cwe|doc|download|envvar|eq|keyword|manpage|numref|option|pep|pep-reference|ref"
    r"|rfc|rfc-reference|term|token"
)
_TERM: Final = frozenset({"term", "std:term"})
_TARGET: Final = re.compile(r"(.+?)\s*<([^<]*)>", re.DOTALL)
# Text that a role for links would change, if the default role is one.
_UNCLEAR: Final = re.compile(r"[!~.].*|.*<[^<]*>", re.DOTALL)

_ESCAPE: Final = re.compile(r"\\(.)|\\$", re.DOTALL)
_BACKSLASH: Final = "\ufdd0"
"""Stands for a backslash while a name is read. No text can have it, because it is not a character."""


class Role(nodes.inline):
    """A role whose result only a build knows."""

    role = ""
    target = ""


class Substitution(nodes.inline):
    """Text that MyST replaces while reading, so that Sphinx's anchor comes from the replacement."""


def read_role(name: str, rawtext: str, text: str) -> nodes.Element:
    """The nodes that a role makes.

    Args:
        name: The role; empty for the default one.
        rawtext: The whole role, as written.
        text: The text between the backquotes.
    """
    name = name.lower()
    if name in _WORDS and (name or not _UNCLEAR.fullmatch(nodes.unescape(text))):
        # Whether ``:code:`` shows backslashes depends on who defines it. In Sphinx, Sphinx does.
        return nodes.inline(rawtext, text)
    if name == "raw":
        return nodes.raw(rawtext, text)
    if name == "math":
        return nodes.math(rawtext, nodes.unescape(text, restore_backslashes=True))
    if name in _SHAPED:
        shape = nodes.inline(rawtext)
        shape += _ROLES[name](name, rawtext, text, 0, None)[0]  # these do not use the inliner
        return shape
    text = nodes.unescape(text)
    words, target = match.groups() if (match := _TARGET.fullmatch(text)) else (text, text)
    role = Role(rawtext, words)
    role.role, role.target = name, target
    return role


def keep_backslashes(name: str) -> str:
    """*name* with a placeholder for each backslash that Sphinx and an entry treat differently.

    Before a letter, before a digit and at the end, Sphinx drops a backslash, but an entry shows it.
    """

    def keep(match: re.Match[str]) -> str:
        char = match[1] or ""
        return match[0] if char and not char.isalnum() else _BACKSLASH + char

    return _ESCAPE.sub(keep, name)


def read_nodes(found: Iterable[nodes.Node]) -> NameReading:
    """The reading of a name, from its nodes."""
    words = shown = problem = ""
    terms, links, is_known = [], [], True
    for node in (inner for outer in found for inner in _leaves(outer)):
        text, literal = _text(node)
        words += literal
        shown += text
        if text != literal:
            problem = problem or (
                "has a backslash before a letter, before a digit or at its end. Sphinx leaves it out,"
                " but an entry shows it: remove it, or write \\\\"
            )
        if isinstance(node, Role) and node.role in _TERM:
            terms.append(node.target)
        elif isinstance(node, nodes.reference) and _is_word(node):
            links.append(node["refname"])
            shown += "_"
        elif isinstance(node, nodes.substitution_reference):
            links.append(f"|{text.lower()}|")
            is_known = False
        else:
            problem = problem or _problem(node)
    return NameReading(words, shown if is_known else None, problem, tuple(terms), tuple(links))


def _leaves(node: nodes.Node) -> Iterable[nodes.Node]:
    """The parts of *node* to look at, with emphasis resolved."""
    plain = type(node) in {nodes.emphasis, nodes.strong, nodes.inline}
    return [leaf for child in node.children for leaf in _leaves(child)] if plain else [node]


def _text(node: nodes.Node) -> tuple[str, str]:
    """The text of *node* as an entry shows it, with kept backslashes, and as Sphinx shows it."""
    text = node.astext()
    kept = text.replace(_BACKSLASH, "\\")
    is_literal = isinstance(node, nodes.math) or (
        isinstance(node, nodes.literal) and node.rawsource.startswith("``")
    )
    return kept, kept if is_literal else text.replace(_BACKSLASH, "")


def _is_word(node: nodes.reference) -> bool:
    """Whether it is a word with an underscore, which is a link only if it leads anywhere."""
    return "refname" in node and node.rawsource.replace(_BACKSLASH, "") == f"{node.astext()}_"


def _problem(node: nodes.Node) -> str:
    """Why the name of an entry cannot hold *node*; empty if it can."""
    if isinstance(node, Role):
        if _LINKS.fullmatch(node.role):
            return LINK
        role = f'the role "{node.role}"' if node.role else "the default role"
        return f"has {role} in it, and only a build knows what that shows"
    for kind, why in _PROBLEMS.items():
        if isinstance(node, kind):
            return why
    return ""


_PROBLEMS: Final[dict[type[nodes.Node] | tuple[type[nodes.Node], ...], str]] = {
    nodes.raw: "has raw HTML in it, which an entry drops from its names: remove it, or write \\<",
    nodes.image: IMAGE,
    (nodes.footnote_reference, nodes.citation_reference): (
        "has a footnote in it, which belongs in the definition"
    ),
    Substitution: (
        "has a substitution in it. The old anchor is made from its text, which only a build"
        " knows: write the text itself"
    ),
    nodes.target: "has a target in it: move it before the glossary, or into the definition",
    nodes.reference: LINK,
}
