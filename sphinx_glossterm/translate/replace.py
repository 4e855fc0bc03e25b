"""Put a translation in the place of its source message.

The document must know the references and targets of the translation just as those of the message. Ids
stay the same in every language, footnotes keep their numbers, and link targets remain. Sphinx does the
same, except for targets and repeated references.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.domains.std import make_glossary_term
from sphinx.util.nodes import get_node_line, get_node_source

from sphinx_glossterm.translate.judge import is_place
from sphinx_glossterm.translate.parts import footnote_label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx.environment import BuildEnvironment

    from sphinx_glossterm.translate.judge import Pair

OWN_REFERENCE: Final = "glossterm_own_reference"
"""Attribute of an ``inline`` around a reference that the source message does not have."""
# The text of a reference is up to the translation.
_OWN: Final = frozenset({"refexplicit"})


def replace(
    node: nodes.Element, translation: Sequence[nodes.Node], pair: Pair, document: nodes.document
) -> None:
    """Replace the content of *node* by *translation*.

    Args:
        node: The message.
        translation: The nodes of its translation, still with another parent.
        pair: The parts of both.
        document: The document.
    """
    holder = nodes.Element("", *translation)
    if pair.source or pair.translation:
        _hand_over_footnotes(pair, document)
        _hand_over_names(pair, document)
        _hand_over_references(node, pair)
        _hand_over_index_entries(pair, document)
        _hand_over_targets(node, holder, pair, document)
    for part in holder.findall():
        # A node refers to the document it was parsed for, which would be pickled with it.
        part.document = document
    node.children = []
    node.extend(holder.children)


def _matches(
    old: Iterable[nodes.Element], new: Iterable[nodes.Element], key: Callable[[nodes.Element], Hashable]
) -> Iterator[tuple[nodes.Element | None, nodes.Element | None]]:
    """Pairs of old and new nodes with the same key, in order; None for a missing counterpart."""
    waiting: dict[Hashable, list[nodes.Element]] = {}
    for node in old:
        waiting.setdefault(key(node), []).append(node)
    for node in new:
        found = waiting.get(key(node))
        yield (found.pop(0) if found else None), node
    for rest in waiting.values():
        for node in rest:
            yield node, None


def _exchange(document: nodes.document, old: nodes.Element, new: nodes.Element | None) -> None:
    """Replace *old* by *new* in the document's lists of references."""
    name = old.get("refname", "")
    lists: tuple[list[Any], ...] = (
        document.autofootnote_refs,
        document.symbol_footnote_refs,
        document.footnote_refs.get(name, []),
        document.citation_refs.get(name, []),
        document.refnames.get(name, []),
    )
    for known in lists:
        for place, node in enumerate(known):
            if node is old:
                known[place : place + 1] = [] if new is None else [new]
                break
    for id_ in old["ids"]:
        if new is None:
            document.ids.pop(id_, None)
        else:
            document.ids[id_] = new


def _hand_over_footnotes(pair: Pair, document: nodes.document) -> None:
    """Footnotes and citations: a dropped reference gets no link back."""
    for old, new in (
        *_matches(pair.source.footnotes, pair.translation.footnotes, footnote_label),
        *_matches(pair.source.citations, pair.translation.citations, lambda node: node.astext()),
    ):
        if old is None:
            continue
        if new is not None:
            new["ids"] = old["ids"]
        _exchange(document, old, new)


def _hand_over_names(pair: Pair, document: nodes.document) -> None:
    """References by name, ``name_``: a translated name stands for that of the source."""
    old = pair.source.named
    new = pair.translation.named
    used = {node["refname"] for node in new}
    unused = [name for name in dict.fromkeys(node["refname"] for node in old) if name not in used]
    for node in new:
        if unused and not document.has_name(node["refname"]):
            node["refname"] = unused.pop(0)
    for before, after in _matches(old, new, lambda node: str(node["refname"])):
        if before is not None:
            _exchange(document, before, after)
        elif after is not None:
            document.note_refname(after)


def _hand_over_references(message: nodes.Element, pair: Pair) -> None:
    """References inside the project know their context: class, module, document."""
    # MyST resolves links within the page later, and not only on the page.
    old, new = (
        [*parts.references, *(node for node in parts.links if "id_link" in node)]
        for parts in (pair.source, pair.translation)
    )
    known = {_target(node): node.attributes for node in old}
    for node in new:
        if _target(node) not in known:
            holder = nodes.inline()
            holder[OWN_REFERENCE] = True
            holder.source, holder.line = get_node_source(message), get_node_line(message)
            node.replace_self(holder)
            holder += node
            continue
        for name, value in known[_target(node)].items():
            if name not in _OWN:
                node[name] = value


def _target(node: nodes.Element) -> tuple[Any, ...]:
    # A reference whose role leads to another project is not a reference to a name in this one.
    names = ("refdomain", "reftype", "reftarget", "intersphinx", "refuri")
    return tuple(node.get(name) for name in names)


def _hand_over_index_entries(pair: Pair, document: nodes.document) -> None:
    """Entries of the general index keep their ids in every language."""
    for old, new in zip(pair.source.index, pair.translation.index, strict=False):
        ids = {
            after[2]: before[2] for before, after in zip(old["entries"], new["entries"], strict=False)
        }
        new["entries"] = [
            (kind, text, ids.get(target, target), *rest) for kind, text, target, *rest in new["entries"]
        ]
        for target in pair.translation.targets:
            target["ids"] = [ids.get(id_, id_) for id_ in target["ids"]]


def _hand_over_targets(
    node: nodes.Element, holder: nodes.Element, pair: Pair, document: nodes.document
) -> None:
    """Targets: those that the translation lacks are added after it."""
    places = [target for target in pair.source.targets if is_place(target)]
    new = [target for target in pair.translation.targets if is_place(target)]
    names = {name for target in new for name in target["names"]}
    unnamed = [target for target in places if names.isdisjoint(target["names"])]
    for target in pair.translation.targets:
        if "refuri" in target or "refname" in target:
            # The source's own target, which follows, serves all links to its name.
            target.parent.remove(target)
        elif is_place(target):
            same = [old for old in places if set(old["names"]) & set(target["names"])]
            old = same[0] if same else unnamed.pop(0)
            target["ids"], target["names"] = old["ids"], old["names"]
    _keep_ids(node, holder)
    there = {id_ for target in (node, *holder.findall(nodes.Element)) for id_ in target["ids"]}
    references = (nodes.footnote_reference, nodes.citation_reference)
    for target in list(node.findall(nodes.Element)):
        if isinstance(target, references) or target is node:
            continue
        if isinstance(target, addnodes.index):
            if not there.issuperset(entry[2] for entry in target["entries"]):
                holder += target
        elif target["ids"] and not there.issuperset(target["ids"]):
            holder += nodes.target("", "", **_place(target))
    for target in holder.findall(nodes.Element):
        for id_ in target["ids"]:
            document.ids[id_] = target


def _keep_ids(node: nodes.Element, holder: nodes.Element) -> None:
    """Give elements with Markdown attributes the ids that they have in the source message."""
    ids = {
        name: part["ids"]
        for part in node.findall(nodes.Element)
        for name in part["names"]
        if part["ids"]
    }
    for part in holder.findall(nodes.Element):
        if part["names"] and not isinstance(part, nodes.target):
            part["ids"] = [id_ for name in part["names"] for id_ in ids.get(name, ())]


def _place(target: nodes.Element) -> dict[str, Any]:
    kept = ("ids", "names", "refuri", "refid", "refname")
    return {name: target[name] for name in kept if name in target}


# ---------------------------------------------------------------------------------------------
# Titles, and terms of Sphinx's own glossaries


def rename_section(
    title: nodes.title, text: str, document: nodes.document, indirect: Mapping[str, list[nodes.target]]
) -> None:
    """Let references find a section by its translated title too.

    Args:
        title: The title of a section, still in the source language.
        text: The translated title.
        document: The document.
        indirect: The document's targets that lead to a name, by that name.
    """
    section = title.parent
    old, new = nodes.fully_normalize_name(title.astext()), nodes.fully_normalize_name(text)
    if not isinstance(section, nodes.section) or old == new or document.has_name(new):
        return  # the present owner of the name keeps it
    section["names"].append(new)
    if id_ := document.nameids.get(old):
        if not document.nametypes.get(old):
            # The id comes from the title, and stays with the section under its new name.
            for table in (document.nameids, document.nametypes):
                table.pop(old, None)
            document.ids.pop(id_, None)
        document.note_implicit_target(section)
    for target in indirect.get(old, ()):
        target["refname"] = new


def note_term(
    term: nodes.Element, translation: Sequence[nodes.Node], key: str | None, env: BuildEnvironment
) -> list[nodes.Node]:
    """Let references find a term of Sphinx's glossary by its translated name too.

    Args:
        term: The term.
        translation: Its name in the language of the build.
        key: The translation's key in the general index, if it has one.
        env: The environment of the build.

    Returns:
        The nodes to show in place of the term.
    """
    shown = list(translation)
    for id_ in term["ids"]:
        made = make_glossary_term(
            env,
            [node.deepcopy() for node in translation],
            key,
            term.source or "",
            term.line or 0,
            id_,
            term.document,  # type: ignore[arg-type]  # the stubs leave out that it is the document
        )
        shown = list(made.children)
    return shown
