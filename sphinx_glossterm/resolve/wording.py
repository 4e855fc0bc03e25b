"""Resolve: what a reference to an entry shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_glossterm.doctree.nodes import in_language, is_unnamed, language_class, typed_words
from sphinx_glossterm.terms.entry import Entry, fold

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.config import Config


def words(typ: str, entry: Entry, node: Element, contnode: Element, config: Config) -> nodes.inline:
    """What a reference to *entry* shows.

    Args:
        typ: The role without its domain.
        entry: The entry it leads to.
        node: The reference, with what the author wrote.
        contnode: What it would show by itself.
        config: The configuration.
    """
    typed = typed_words(node)
    text, classes = contnode.astext(), list(contnode.get("classes", []))
    language, source = config.language, config.glossterm_source_language
    is_title = fold(typed) == fold(entry.title.source)
    is_changed = is_title and entry.title.text != entry.title.source
    if is_unnamed(node) or (is_changed and not node.get("refexplicit")):
        text = entry.title.text
    if is_unnamed(node) or is_title:
        classes += in_language(entry.title, source, language)
    if typ == "termabbr" and entry.abbr:
        abbreviations = {fold(entry.abbr.text), fold(entry.abbr.source), fold(entry.id)}
        if not node.get("glossterm_first"):
            text = entry.abbr.text
        else:
            full = entry.title.text if fold(typed) in abbreviations else text
            text = f"{full} ({entry.abbr.text})"
    elif typ == "termboth" and not node.get("refexplicit"):
        text = entry.title.text
    content = nodes.inline(contnode.rawsource, text, classes=classes)
    if typ == "termboth" and entry.title.text != entry.title.source:
        mark = nodes.inline("", entry.title.source, classes=[language_class(source)])
        content += [nodes.Text(" ("), mark, nodes.Text(")")]
    return content
