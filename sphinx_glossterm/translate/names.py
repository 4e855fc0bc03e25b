"""Translations of names: judged like other messages, and shown as names."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Final

from docutils import nodes

from sphinx_glossterm.doctree.languages import is_written_in
from sphinx_glossterm.doctree.names import SOURCE, names_block, words
from sphinx_glossterm.doctree.nodes import (
    EntryNode,
    glossterm_name,
    glossterm_names,
    language_class,
    place_after_title,
)
from sphinx_glossterm.read.markup import Markup
from sphinx_glossterm.read.name_markup import as_name, defines
from sphinx_glossterm.read.plain import is_plain
from sphinx_glossterm.translate import judge, refusals
from sphinx_glossterm.translate.judge import Objection, Pair
from sphinx_glossterm.translate.parts import address_of, parts_of
from sphinx_glossterm.translate.sandbox import Sandbox

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

# What a name turns into text or drops is harmless.
_HARMLESS: Final = ("named", "anonymous", "footnotes", "citations", "targets", "index")


def read_translated_name(
    sandbox: Sandbox,
    message: str,
    text: str,
    line: int | None,
    find: Callable[[str], str | None] = lambda _name: None,
) -> list[nodes.Node] | Objection:
    """The nodes of a translated name, or what is wrong.

    As in the source, markup that does not parse counts as text.

    Args:
        sandbox: Parses messages of the document.
        message: The name as its author wrote it.
        text: The translation.
        line: The line of the name (1-based).
        find: Gives the target of a name in the document; see :class:`Pair`.
    """
    markup, document = sandbox.markup, sandbox.document
    if is_plain(text, markup, sandbox.env):
        return [nodes.Text(text)]
    try:
        # As a title, so that nothing begins a list or a block.
        reading = sandbox.read_like(text, message, line, is_title=True)
        source = sandbox.read(message, line, is_title=True)
    except Exception as error:  # whatever a parser or a role makes of bad input
        return Objection(refusals.of_error(error))
    if reading.refused:
        return Objection(refusals.of_construct(reading.refused[0], markup))
    if reading.content is None:  # a list or such, as blocks know it
        return [nodes.Text(text)]
    known, parts = parts_of(source.content or ()), parts_of(reading.content, reading.trusted)
    for kind in _HARMLESS:
        setattr(known, kind, [])
        setattr(parts, kind, [])
    # In a name, HTML of the source is text: List<T>.
    parts.raw = [node for node in parts.raw if node.astext() not in message]
    # Nor is an address a link.
    parts.links = [node for node in parts.links if node.astext() != address_of(node)]
    parts.substitutions = [node for node in parts.substitutions if defines(document, node["refname"])]
    hosts = sandbox.env.config.glossterm_translation_hosts
    pair = Pair(known, parts, hosts, find)
    problem = judge.judge(pair) or judge.foreign(pair)
    if markup is Markup.MYST and not problem:
        problem = refusals.of_brackets(nodes.inline("", "", *(source.content or ())), reading.content)
    return Objection(problem) if problem else as_name(reading.content, text, markup)


class NameTexts:
    """The translated names of one document, in languages other than the build's.

    Args:
        document: The document.
        env: The environment of the build.
    """

    def __init__(self, document: nodes.document, env: BuildEnvironment) -> None:
        self._document = document
        self._env = env

    @cached_property
    def _sandbox(self) -> Sandbox:
        return Sandbox(self._document, self._env)

    def text(self, message: str, translation: str) -> str:
        """The text of a translated name; empty if the build of its language withholds it."""
        found = read_translated_name(self._sandbox, message, translation, None)
        return "" if isinstance(found, Objection) else words(found)


def keep_source(title: nodes.TextElement, language: str) -> None:
    """Keep the source title of an entry, if it has markup.

    The doctree, in which this disappears when the entry is completed::

        <glossterm_names> <glossterm_name kind="source" classes="language-en">

    Args:
        title: The title of an entry before translation. Other names are ignored.
        language: The source language.
    """
    entry = title.parent
    shown = title.astext()
    is_text = all(isinstance(child, nodes.Text) for child in title.children)
    if not isinstance(entry, EntryNode) or entry[0] is not title:
        return
    if is_text and not {*"\"'"} & {*shown}:
        return
    names = names_block(entry)
    if names is None:
        names = glossterm_names()
        entry.insert(place_after_title(entry), names)
    kept = glossterm_name("", "", *(child.deepcopy() for child in title.children), kind=SOURCE)
    kept["classes"] = [language_class(language)] if is_written_in(shown, language) else []
    names += kept
