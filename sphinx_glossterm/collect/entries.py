"""Collect: turn the nodes of a translated document into records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx import addnodes

from sphinx_glossterm.collect.places import included_file
from sphinx_glossterm.collect.short import is_translated, short_definition
from sphinx_glossterm.doctree.frozen import freeze
from sphinx_glossterm.doctree.names import (
    TEXT,
    freeze_name,
    list_message,
    name_text,
    other_names,
    source_text,
    source_title,
    written,
)
from sphinx_glossterm.doctree.nodes import (
    EntryNode,
    anchor_around,
    blocks_of,
    conditions_around,
    entries_of,
    glossterm_definition,
    glossterm_facet,
    glossterm_index,
    glossterm_map,
    glossterm_name,
    glossterm_note,
    glossterm_origin,
    is_anchor_link,
    is_entry,
    is_unnamed,
    typed_words,
    via_of,
)
from sphinx_glossterm.terms.entry import (
    STAYING,
    Entry,
    IndexPage,
    Kind,
    MapPage,
    Mention,
    Name,
    OneSided,
    PartOfSpeech,
    Remark,
    Status,
    Via,
    Wording,
)
from sphinx_glossterm.translate.names import NameTexts
from sphinx_glossterm.translate.site import Forms, OtherLanguages

if TYPE_CHECKING:
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

_WEB: Final = ("http://", "https://")


def collect_entries(
    document: nodes.document, docname: str, env: BuildEnvironment, other_languages: OtherLanguages
) -> Iterator[Entry]:
    """The records of a document's entries, after translation, in order.

    Args:
        document: The translated document.
        docname: Its name.
        env: The environment.
        other_languages: The catalogues of the site's other languages.
    """
    found = list(entries_of(document))
    catalogues = other_languages.read(docname) if found else {}
    texts = NameTexts(document, env)
    for node in found:
        entry = _record(node, docname, env)
        shown = entry.shown_names
        sources = (name.rawsource for name in _names_of(node)[: len(shown)])
        messages = list(zip(sources, shown, strict=True))
        message = list_message(node, Kind.FORM)
        forms = None
        if message is not None:
            forms = Forms(message.rawsource, [form for form in entry.forms if form.source])
        staying = STAYING if entry.keep else ()
        by_language = other_languages.names(catalogues, messages, texts, forms, staying)
        yield replace(entry, by_language=by_language)


def _record(node: EntryNode, docname: str, env: BuildEnvironment) -> Entry:
    """The record of an entry's node, after translation, without its names in other languages."""
    config = env.config
    names: dict[Kind, list[Name]] = {kind: [] for kind in Kind}
    source = source_title(node)
    for name in _names_of(node):
        kind = Kind(name.get("kind", Kind.TITLE))
        names[kind].append(_name(kind, name, source if kind is Kind.TITLE else None))
    definition = next((node for node in node.children if isinstance(node, glossterm_definition)), None)
    paragraph = short_definition(definition, config)
    text, markup = freeze(paragraph, docname)
    parts = {type(child): child for child in node.children if isinstance(child, nodes.Element)}
    return Entry(
        id=node["glossterm_id"],
        docname=docname,
        anchor=node["anchor"],
        line=node.line or 0,
        title=names[Kind.TITLE][0],
        aliases=tuple(names[Kind.ALIAS]),
        abbr=names[Kind.ABBR][0] if names[Kind.ABBR] else None,
        forms=tuple(names[Kind.FORM]),
        category=node["category"],
        tags=tuple(node["tags"]),
        related=tuple(node["related"]),
        see=node["see"],
        status=Status(node["status"]),
        replaced_by=node["replaced_by"],
        definition=text,
        markup=markup,
        refers=targets(paragraph),
        translated=is_translated(paragraph, config),
        unlinked=tuple(node["unlinked"]),
        only=conditions_around(node),
        made_id=node["made_id"],
        file=included_file(node, docname, env),
        avoided=tuple(names[Kind.AVOIDED]),
        pos=PartOfSpeech(node["pos"]) if node["pos"] else None,
        origin=_remark(parts.get(glossterm_origin), docname, config),
        note=_remark(parts.get(glossterm_note), docname, config),
        keep=bool(_names_of(node)[0].get("keep")),
        glossary=node["glossary"],
    )


def _remark(node: nodes.Element | None, docname: str, config: Config) -> Remark | None:
    if node is None:
        return None
    text, _markup = freeze(node, docname)
    links = (str(link.get("refuri")) for link in node.findall(nodes.reference))
    outside = dict.fromkeys(link for link in links if link.startswith(_WEB))
    return Remark(text, tuple(outside), is_translated(node, config))


def targets(paragraph: nodes.paragraph) -> tuple[str, ...]:
    """The targets of the references to terms in a short definition."""
    return tuple(mention.target for mention in collect_mentions(paragraph))


def _names_of(entry: EntryNode) -> list[nodes.TextElement]:
    """The nodes of an entry's names, in the order of :attr:`Entry.names`."""
    order = list(Kind)
    title = entry[0]
    assert isinstance(title, nodes.TextElement)
    return [title, *sorted(other_names(entry), key=lambda name: order.index(Kind(name["kind"])))]


def _name(kind: Kind, node: nodes.TextElement, before: glossterm_name | None) -> Name:
    source, text = source_text(node), name_text(node)
    as_written, shown = written(node), shown_of(node, text)
    shown_source = shown_of(before, source) if before else shown if TEXT not in node else ""
    return Name(
        kind,
        source,
        text,
        bool(node.get("translated")),
        as_written if as_written != source else "",
        shown,
        shown_source,
        node.get("index_key", ""),
    )


def shown_of(node: nodes.TextElement, text: str) -> Wording:
    """The frozen nodes of a name; empty if they are just *text*.

    Args:
        node: The node of the name.
        text: The text of the name.
    """
    shown = freeze_name(node.children)
    return "" if shown == text else shown


def collect_indexes(document: nodes.document) -> Iterator[IndexPage]:
    """The records of a document's lists of terms, in order."""
    return map(index_page, blocks_of(document, glossterm_index))


def index_page(node: glossterm_index) -> IndexPage:
    """The record of a list of terms."""
    return IndexPage(
        docname=node["docname"],
        anchor=node["ids"][0],
        line=node.line or 0,
        category=node["category"],
        tags=tuple(node["tags"]),
        group=node["group"],
        style=node["style"],
        scope=node["scope"],
        only=conditions_around(node),
        glossary=node["glossary"],
    )


def collect_maps(document: nodes.document) -> Iterator[MapPage]:
    """The records of a document's maps, in order."""
    return map(map_page, blocks_of(document, glossterm_map))


def map_page(node: glossterm_map) -> MapPage:
    """The record of a map."""
    return MapPage(
        docname=node["docname"],
        anchor=node["ids"][0],
        line=node.line or 0,
        category=node["category"],
        tags=tuple(node["tags"]),
        around=node["around"],
        depth=node["depth"],
        only=conditions_around(node),
        glossary=node["glossary"],
    )


def collect_one_sided(
    document: nodes.document, docname: str, env: BuildEnvironment
) -> Iterator[OneSided]:
    """The records of a document's comparisons with pros only or cons only, in order.

    Args:
        document: The document.
        docname: Its name.
        env: The environment.
    """
    for node in blocks_of(document, glossterm_facet):
        if node["kind"] == "procon":
            sides = {side["kind"] for side in blocks_of(node, glossterm_facet)} & {"pro", "con"}
            if len(sides) == 1:
                yield OneSided(
                    line=node.line or 0,
                    side=sides.pop(),
                    anchor=anchor_around(node, builtin=False),
                    file=included_file(node, docname, env),
                )


def collect_mentions(content: nodes.Element, *, builtin: bool = False) -> Iterator[Mention]:
    """The records of the references in a document, or in a part of one, in order.

    Args:
        content: The document or the part.
        builtin: Whether the items of built-in glossaries count as entries.
    """
    for node in content.findall(is_link):
        assert isinstance(node, nodes.Element)
        if is_anchor_link(node):
            if target := anchor_target(node):
                text, only = node.astext(), conditions_around(node)
                anchor = anchor_around(node, builtin=builtin)
                yield Mention(anchor, target, Via.ANY, "any" if text else "", text, bool(text), only)
        elif (via := via_of(node)) is not None:
            yield Mention(
                anchor=anchor_around(node, builtin=builtin),
                target=node["reftarget"],
                via=via,
                role="" if is_unnamed(node) else node["reftype"],
                text=typed_words(node),
                is_explicit=bool(node.get("refexplicit")),
                only=conditions_around(node),
            )


def is_link(node: nodes.Node) -> bool:
    """Whether *node* may be a reference to a term; see :func:`via_of` and :func:`anchor_target`."""
    return isinstance(node, (addnodes.pending_xref, nodes.reference))


def anchor_target(link: nodes.Element) -> str:
    """The target of Markdown's ``[text](#target)``; empty if it is a label or heading of the page.

    The target of a heading is its slug, if ``myst_heading_anchors`` gives it one.
    """
    if not is_anchor_link(link):
        return ""
    document, target = link.document, str(link["refuri"][1:])
    if document is None:
        return target
    found: nodes.Element | None
    if document.nametypes.get(target):
        found = document.ids.get(document.nameids[target] or "")
    else:
        sections = blocks_of(document, nodes.section)
        found = next((section for section in sections if section.get("slug") == target), None)
    return target if found is None or is_entry(found) else ""
