"""Turn plain mentions of names into references like those that authors write."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docutils import nodes
from sphinx import addnodes

from sphinx_glossterm.collect.running_text import Prose, prose_of
from sphinx_glossterm.doctree.nodes import DOMAIN
from sphinx_glossterm.resolve.languages import is_site
from sphinx_glossterm.resolve.post import GlosstermPostTransform
from sphinx_glossterm.terms.entry import PlainMention
from sphinx_glossterm.terms.matching import fold_loosely


class PlainMentions(GlosstermPostTransform):
    """Turn the plain mentions that :mod:`~sphinx_glossterm.resolve.autolinks` found into references.

    The doctree, in place of the words::

        <pending_xref refdomain="glossterm" reftype="term" reftarget=NAME refexplicit="True">
            <inline classes="glossterm-term"> the words
    """

    # Before the transforms that add text (EntryParts, 3), so that passages are as they were searched.
    default_priority = 2

    def run(self, **kwargs: Any) -> None:
        """Link the plain mentions of the document, or of all documents assembled into one."""
        plain = self.domain.plain_mentions
        if not plain or (is_site(self.domain.builder) and not plain.get(self.env.docname)):
            return
        found: dict[str, dict[int, list[PlainMention]]] = {}
        has_builtin = self.config.glossterm_builtin
        for prose in prose_of(self.document, self.env.docname, builtin=has_builtin):
            if prose.docname not in found:
                running_text = found[prose.docname] = {}
                for mention in plain.get(prose.docname, ()):
                    running_text.setdefault(mention.passage, []).append(mention)
            mentions = found[prose.docname].get(prose.number)
            if mentions and prose.parts:
                self._link(prose, mentions)

    def _link(self, prose: Prose, mentions: list[PlainMention]) -> None:
        """Link the plain mentions of one passage."""
        ends = [*prose.passage.cuts, len(prose.passage.text)]
        language = self.config.language
        for (place, texts), end in zip(prose.parts, ends, strict=True):
            text = "".join(node.astext() for node in texts)
            content: list[nodes.Node] = []
            done = 0
            for mention in mentions:
                start, stop = mention.start - place, mention.end - place
                # Another extension may have changed the text since.
                words = fold_loosely(text[start:stop], language)
                is_name = words == fold_loosely(mention.target, language)
                if place <= mention.start and mention.end <= end and is_name:
                    content += _text(text[done:start])
                    content.append(_reference(prose, mention, text[start:stop]))
                    done = stop
            if content:
                _replace(texts, content + _text(text[done:]))


def _reference(prose: Prose, mention: PlainMention, words: str) -> addnodes.pending_xref:
    # Without the class "xref", which plain text output marks with asterisks.
    content = nodes.inline(words, words, classes=[f"{DOMAIN}-term"])
    reference = addnodes.pending_xref(
        "",
        content,
        refdoc=prose.docname,
        refdomain=DOMAIN,
        reftype="term",
        reftarget=mention.target,
        refexplicit=True,
        refwarn=False,
    )
    reference.source, reference.line = prose.node.source, prose.node.line
    return reference


def _text(words: str) -> list[nodes.Node]:
    return [nodes.Text(words)] if words else []


def _replace(texts: Sequence[nodes.Text], content: list[nodes.Node]) -> None:
    """Replace adjacent text nodes by *content*."""
    # Not the parent's `replace`, which would replace the first node with equal text.
    parent = texts[0].parent
    place = next(n for n, child in enumerate(parent.children) if child is texts[0])
    parent[place : place + len(texts)] = content
