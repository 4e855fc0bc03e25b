"""Parse the inline markup of names. Whatever does not parse is text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from docutils.parsers.rst.states import RSTState
from docutils.utils import new_document, normalize_language_tag
from docutils.utils.smartquotes import educate_tokens, smartchars
from sphinx.locale import _
from sphinx.transforms import SphinxSmartQuotes, SphinxTransform
from sphinx.util import logging
from sphinx.util.i18n import format_date

from sphinx_glossterm.doctree.names import SOURCE_TEXT, names_in, tame, words
from sphinx_glossterm.read.markup import Markup
from sphinx_glossterm.read.plain import is_plain
from sphinx_glossterm.terms.entry import is_visible, squeeze

if TYPE_CHECKING:
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

RENDERER: Final = "_renderer"
"""Attribute of the state that MyST gives to directives: its renderer."""
# Substitutions that Sphinx defines from its configuration.
_CONFIGURED: Final = frozenset({"version", "release", "today"})
_MOST: Final = 100
"""The most substitutions that are filled into a name, because they may contain each other."""
_QUOTES: Final = re.compile("[\"']")


def read_name(text: str, state: Any, line: int, env: BuildEnvironment) -> list[nodes.Node]:
    """Parse a name in a directive, without messages from the parser: broken markup is text.

    Args:
        text: The name as the author wrote it.
        state: The state of the directive's parser, rST's or MyST's.
        line: The directive's line (1-based).
        env: The environment of the build.

    Returns:
        The inline nodes of the name.
    """
    markup = Markup.RST if isinstance(state, RSTState) else Markup.MYST
    if is_plain(text, markup, env):
        return [nodes.Text(text)]
    parse = _parse_rst if markup is Markup.RST else _parse_myst
    with logging.suppress_logging():
        found = parse(text, state, line)
    return as_name(found, text, markup)


def as_name(found: Sequence[nodes.Node], text: str, markup: Markup) -> list[nodes.Node]:
    """Turn the nodes from a parser into those of a name.

    Args:
        found: The nodes from the parser.
        text: The name as the author wrote it.
        markup: The markup language it is written in.
    """
    tamed = tame(found, text)
    shown = words(tamed)
    if not is_visible(shown):
        return [nodes.Text(text)]
    is_text = all(isinstance(node, nodes.Text) for node in tamed)
    if is_text and markup is Markup.RST and shown == re.sub(r"\\(\s|(.))", r"\2", text):
        # As in Markdown, a backslash before a letter stays: C:\dir, \n.
        return [nodes.Text(re.sub(r"\\(?:\s|([^\w\s]|_))", r"\1", text))]
    return [nodes.Text(squeeze(shown))] if is_text else tamed


def _parse_rst(text: str, state: RSTState, line: int) -> list[nodes.Node]:
    # In a separate document, so that names of links and footnotes do not get into this one.
    inliner: Any = state.inliner
    kept = dict(vars(inliner))
    memo = copy(state.memo)
    memo.document = _apart(state.document)
    memo.reporter = memo.document.reporter
    try:
        found, _messages = inliner.parse(text, line, memo, state.parent)
    finally:
        vars(inliner).update(kept)
    return list(found)


def _parse_myst(text: str, state: Any, line: int) -> list[nodes.Node]:
    renderer: Any = vars(state).get(RENDERER)
    if renderer is None:
        return [nodes.Text(text)]
    with _standing_in(renderer, _apart(renderer.document)):
        found, _messages = state.inline_text(text, line)
    return list(found)


@contextmanager
def _standing_in(renderer: Any, document: nodes.document) -> Iterator[None]:
    before = renderer.document, renderer.reporter
    renderer.document, renderer.reporter = document, document.reporter
    try:
        yield
    finally:
        renderer.document, renderer.reporter = before


def _apart(document: nodes.document) -> nodes.document:
    """An empty document with the source, settings and reporter of another."""
    apart = new_document(document["source"], document.settings)
    apart.reporter = document.reporter
    return apart


# ---------------------------------------------------------------------------------------------
# After the whole document has been read


class NameSubstitutions(SphinxTransform):
    """Replace substitutions in names, so that a name's text is what readers see.

    An undefined substitution becomes text.
    """

    # Before PreserveTranslatableMessages (10), which stores messages; docutils' own Substitutions
    # (220) would report undefined ones as errors.
    default_priority = 3

    def apply(self, **kwargs: Any) -> None:
        """Replace the substitutions in all names of the document."""
        for name in names_in(self.document):
            if next(name.findall(nodes.substitution_reference), None) is None:
                continue
            filled = fill_in(name.children, self.document, self.config)
            name.children = []
            name.extend(filled)
            name[SOURCE_TEXT] = words(filled)


def fill_in(
    children: Sequence[nodes.Node], document: nodes.document, config: Config
) -> list[nodes.Node]:
    """The nodes of a name, with the values of its substitutions.

    Args:
        children: The nodes; they are not changed.
        document: The document, which defines substitutions.
        config: The configuration, which defines ``|version|``, ``|release|`` and ``|today|``.
    """
    holder = nodes.inline("", "", *(child.deepcopy() for child in children))
    room = _MOST
    while found := next(holder.findall(nodes.substitution_reference), None):
        name = _defined(found["refname"], document)
        definition = document.substitution_defs.get(name)
        put: list[nodes.Node] = [nodes.Text(found.rawsource or f"|{found.astext()}|")]
        if definition is not None and room:
            room -= 1
            put = tame(definition.children, definition.astext())
        elif name in _CONFIGURED:
            put = [nodes.Text(_configured(name, config))]
        found.parent.replace(found, put)
    return tame(holder.children, holder.astext())


def _configured(name: str, config: Config) -> str:
    """The value of one of Sphinx's substitutions."""
    text = str(getattr(config, name))
    if name == "today" and not text:
        text = format_date(config.today_fmt or _("%b %d, %Y"), language=config.language)
    return text


def _defined(name: str, document: nodes.document) -> str:
    """The name of a substitution as the document defines it, if need be without regard to case."""
    if name in document.substitution_defs:
        return name
    return str(document.substitution_names.get(name.lower(), name))


def defines(document: nodes.document, name: str) -> bool:
    """Whether a document, or Sphinx, defines a substitution."""
    return name in _CONFIGURED or _defined(name, document) in document.substitution_defs


class NameQuotes(SphinxSmartQuotes):
    """Give names the typographic quotes of running text, but no other typography.

    Dashes and dots stay as they are, because a name may be ``--force``.
    """

    default_priority = 751  # after SmartQuotes (750), which leaves names alone

    def apply(self, **kwargs: Any) -> None:
        """Replace the quotes in all names of the document."""
        action = str(self.config.smartquotes_action)
        if "q" not in action or not self.is_available():
            return
        for name in names_in(self.document):
            if _QUOTES.search(name.astext()):
                self._educate(name)

    def _educate(self, name: nodes.TextElement) -> None:
        name.attributes.pop("support_smartquotes", None)
        texts = list(name.findall(nodes.Text))
        tags = normalize_language_tag(name.get_language_code(self.document.settings.language_code))
        language = next((tag for tag in tags if tag in smartchars.quotes), "")
        if not language:
            return
        taught = educate_tokens(self.get_tokens(texts), attr="q", language=language)
        for text, new in zip(texts, taught, strict=False):
            text.parent.replace(text, nodes.Text(new))
