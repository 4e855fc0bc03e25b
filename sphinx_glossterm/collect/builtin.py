"""Collect: the entries of Sphinx's own glossaries, as the same records as ours.

The glossaries themselves stay as they are, with their anchors, their rows in the general index and the
references to them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from sphinx_glossterm.collect.entries import targets
from sphinx_glossterm.collect.places import included_file
from sphinx_glossterm.collect.short import is_translated, short_definition
from sphinx_glossterm.config import glossary_of
from sphinx_glossterm.doctree.frozen import freeze
from sphinx_glossterm.doctree.names import freeze_name, tame
from sphinx_glossterm.doctree.nodes import builtin_items, builtin_terms, conditions_around
from sphinx_glossterm.terms.entry import Entry, Kind, Name, make_id, split_key, squeeze
from sphinx_glossterm.translate.names import NameTexts
from sphinx_glossterm.translate.site import OtherLanguages

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_SOURCE: Final = "glossterm_source"


class SourceTerms(SphinxTransform):
    """Store the text of each term of a built-in glossary before it is translated.

    MyST does not set ``rawsource`` for a term of ``{.glossary}``, so it would not be a message. This
    transform sets it.
    """

    default_priority = 9  # before PreserveTranslatableMessages (10)

    def apply(self, **kwargs: Any) -> None:
        """Store the text of each term for :func:`collect_builtin_entries`, which removes it again."""
        if self.config.glossterm_builtin:
            for item in builtin_items(self.document):
                for term in builtin_terms(item):
                    term[_SOURCE] = squeeze(term.astext())
                    if not term.rawsource and all(
                        isinstance(node, nodes.Text) for node in term.children
                    ):
                        term.rawsource = term.astext()


def collect_builtin_entries(
    document: nodes.document, docname: str, env: BuildEnvironment, other_languages: OtherLanguages
) -> Iterator[Entry]:
    """The records of a document's built-in glossaries, after translation, in order.

    The first term of an item is the title, and the others are aliases. Text after a colon is a key of
    the general index, and not part of the name.

    Args:
        document: The translated document.
        docname: Its name.
        env: The environment.
        other_languages: The catalogues of the site's other languages.
    """
    ids: set[str] = set()
    items = list(builtin_items(document))
    catalogues = other_languages.read(docname) if items else {}
    texts = NameTexts(document, env)
    for item in items:
        terms = builtin_terms(item)
        names = [_name(term, Kind.ALIAS if n else Kind.TITLE) for n, term in enumerate(terms)]
        entry = _record(item, terms, names, docname, env)
        if entry.id == make_id("") or entry.id in ids:  # from signs only, or the id of another title
            entry = replace(entry, id=entry.anchor)
        ids.add(entry.id)
        messages = [(term.rawsource, name) for term, name in zip(terms, names, strict=True)]
        yield replace(entry, by_language=other_languages.names(catalogues, messages, texts))


def _record(
    item: nodes.definition_list_item,
    terms: list[nodes.term],
    names: list[Name],
    docname: str,
    env: BuildEnvironment,
) -> Entry:
    anchor, *others = (term["ids"][0] for term in terms)
    definition = next((node for node in item.children if isinstance(node, nodes.definition)), None)
    paragraph = short_definition(definition, env.config)
    text, markup = freeze(paragraph, docname)
    return Entry(
        id=make_id(names[0].source),
        docname=docname,
        anchor=anchor,
        # Sphinx counts these from 0; in MyST, from the directive.
        line=(terms[0].line or 0) + isinstance(item.parent.parent, addnodes.glossary),
        title=names[0],
        aliases=tuple(names[1:]),
        definition=text,
        markup=markup,
        refers=targets(paragraph),
        translated=is_translated(paragraph, env.config),
        is_builtin=True,
        anchors=tuple(others),
        only=conditions_around(item),
        file=included_file(terms[0], docname, env),
        glossary=glossary_of(env.config, docname),
    )


def _name(term: nodes.term, kind: Kind) -> Name:
    source = term.attributes.pop(_SOURCE)
    is_translated = bool(term.get("translated"))
    text = squeeze(term.astext()) if is_translated else source
    as_written = squeeze(split_key(term.rawsource)[0])
    shown = freeze_name(tame(term.children, term.rawsource))
    # After translation, the node has only the markup of the translation.
    return Name(
        kind,
        source,
        text,
        is_translated,
        as_written if as_written != source else "",
        "" if isinstance(shown, str) else shown,
        "" if isinstance(shown, str) or is_translated else shown,
        next((key for *_row, key in _rows(term) if key), ""),
    )


def _rows(term: nodes.term) -> Iterator[tuple[Any, ...]]:
    """A term's rows in the general index, as Sphinx stores them: ``(kind, text, anchor, main, key)``."""
    for index in term.findall(addnodes.index):
        yield from index["entries"]
