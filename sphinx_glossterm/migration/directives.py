"""What reading a file needs to know of directives, in both markups."""

from __future__ import annotations

from typing import Final

from sphinx_glossterm.migration.model import Item, Line, SourceEntry, SourceTerm
from sphinx_glossterm.terms.entry import is_id, make_id, split_key, split_list, squeeze

GLOSSARY: Final = frozenset({"glossary", "std:glossary"})
TERM: Final = "term"
INDEX: Final = "termindex"
# Directives whose content is no markup, or none of the document's own: what looks like a glossary
# there is an example of one.
LITERAL: Final = frozenset(
    {
        "code",
        "code-block",
        "code-cell",
        "csv-table",
        "digraph",
        "doctest",
        "graph",
        "graphviz",
        "highlight",
        "inheritance-diagram",
        "ipython",
        "literalinclude",
        "math",
        "mermaid",
        "parsed-literal",
        "plantuml",
        "productionlist",
        "prompt",
        "raw",
        "sourcecode",
        "testcleanup",
        "testcode",
        "testoutput",
        "testsetup",
        "toctree",
        "uml",
    }
)


def split_term(line: Line) -> tuple[str, str]:
    """The name and the classifiers of a glossary's line."""
    text = line.text.rstrip()
    name, _key = split_key(text)
    return name, text[len(name) :].strip().removeprefix(":").strip()


def make_term(line: Line, anchor: str, *, is_plain: bool) -> SourceTerm:
    """The record of a term."""
    name, key = split_term(line)
    return SourceTerm(line.number, line.text.rstrip(), name, key, anchor, is_plain)


def make_entry(title: str, options: dict[str, str], first: int, end: int) -> SourceEntry:
    """The record of one of our entries; where it stands and how is left to the caller."""
    title = squeeze(title)
    wanted = squeeze(options.get("id", ""))
    names = [*split_list(options.get("aka", "")), squeeze(options.get("abbr", ""))]
    names += split_list(options.get("forms", ""))
    return SourceEntry(
        first,
        end,
        title,
        tuple(filter(None, names)),
        wanted if is_id(wanted) else make_id(wanted or title),
        squeeze(options.get("category", "")),
    )


def option_problem(options: dict[str, str]) -> str:
    """Why Sphinx does not take a glossary's options; empty if it does."""
    for name, value in options.items():
        if name != "sorted":
            return f'Sphinx\'s glossary has no option ":{name}:", and shows nothing of it'
        if value:
            return '":sorted:" takes no value, and Sphinx shows nothing of the glossary'
    return ""


def content_problem(items: list[Item], problem: str) -> str:
    """Why a glossary as a whole cannot be migrated, as far as its content shows."""
    return problem if items or problem else "the glossary is empty"
