"""Resolve references in short definitions to anything but entries, for any output.

Sphinx's domains resolve the references of a page while it is written, for its builder. But short
definitions are also shown on other pages, in files beside them, and in exported data. So this module
asks the domains with a stand-in builder that has every document. It can do so as soon as everything has
been read, because then all numbers and titles are known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import NoUri
from sphinx.util import docname_join
from sphinx.util.logging import suppress_logging
from sphinx.util.nodes import make_refnode

from sphinx_glossterm.doctree.frozen import PLACE

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

_ADDRESS: Final = "glossterm:"
"""The prefix of addresses within the project, in this module."""


class Place(NamedTuple):
    """The target of a reference, and the text it shows.

    Attributes:
        docname: The document; empty if it is not in the project.
        anchor: Its fragment; empty for its beginning.
        uri: The address outside the project; empty if there is none.
        text: The text to show instead of the author's words; empty to keep those.
    """

    docname: str
    anchor: str
    uri: str
    text: str


class _Anywhere:
    """A stand-in for the real builder that has an address for every document."""

    name = ""  # not "latex", for which domains give no numbers
    format = ""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """The address of a document: its name after the prefix."""
        return _ADDRESS + docname

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """The address of a document, the same from every page: its name after the prefix."""
        return _ADDRESS + to

    def __getattr__(self, name: str) -> Any:
        return getattr(self._builder, name)


class TargetFinder:
    """Resolves references to anything but entries.

    Args:
        env: The environment.
        builder: The builder of this run.
    """

    def __init__(self, env: BuildEnvironment, builder: Builder) -> None:
        self._env = env
        self._std = env.domains.standard_domain
        self._builder = cast("Builder", _Anywhere(builder))

    def place(self, reference: addnodes.pending_xref, docname: str) -> Place | None:
        """The target of a reference; None if nothing is found.

        Args:
            reference: The reference; it is not changed.
            docname: The document in which the author wrote it.
        """
        node = reference.deepcopy()
        node["refdoc"] = docname
        # Problems are reported where the author wrote the reference.
        with suppress_logging():
            try:
                found = self._resolve(node, docname)
            except NoUri:
                found = None
        link = found if isinstance(found, nodes.reference) else None
        if found is not None and link is None:
            link = next(found.findall(nodes.reference), None)
        words, typed = found.astext() if found is not None else "", reference.astext()
        text = "" if words == typed else words
        if link is None:
            return Place("", "", "", text) if text else self._titled(node)
        if "refid" in link:
            return Place(docname, link["refid"], "", text)
        uri = str(link.get("refuri", ""))
        if not uri.startswith(_ADDRESS):
            # An address without a scheme is relative to the original page, so it is dropped.
            return Place("", "", uri if ":" in uri.partition("/")[0] else "", text)
        page, _, anchor = uri.removeprefix(_ADDRESS).partition("#")
        return Place(page, anchor, "", text)

    def _titled(self, node: addnodes.pending_xref) -> Place | None:
        """The place of a label, with its title. Used if, for example, a figure has no number."""
        if node["reftype"] not in {"numref", "ref", "any"}:
            return None
        docname, anchor, title = self._std.labels.get(node["reftarget"].lower(), ("", "", ""))
        return Place(docname, anchor, "", title) if title else None

    def _resolve(self, node: addnodes.pending_xref, docname: str) -> nodes.Element | None:
        content, target, kind = node[0].deepcopy(), node["reftarget"], node["reftype"]
        assert isinstance(content, nodes.TextElement)
        if kind == PLACE:
            return self._link(docname, target, content)
        if "intersphinx" in node:
            return self._external(node, content)
        found: nodes.Element | None = None
        if kind == "myst":
            found = self._of_markdown(node, content, docname)
        elif name := node.get("refdomain"):
            found = self._of_domain(name, node, content, docname)
        elif kind == "any":
            args = self._env, docname, self._builder, "doc", target, node, content
            found = self._std.resolve_xref(*args) or self._any(node, content, docname)
        if found is None:
            found = self._env.events.emit_firstresult(
                "missing-reference", self._env, node, content, allowed_exceptions=(NoUri,)
            )
        return found

    def _of_domain(
        self, name: str, node: addnodes.pending_xref, content: nodes.TextElement, docname: str
    ) -> nodes.Element | None:
        domain = self._env.domains.get(name)
        if domain is None:
            return None
        kind, target = node["reftype"], node["reftarget"]
        return domain.resolve_xref(self._env, docname, self._builder, kind, target, node, content)

    def _any(
        self, node: addnodes.pending_xref, content: nodes.TextElement, docname: str
    ) -> nodes.Element | None:
        """The first object of any kind with that name, as for ``:any:``."""
        others = (each for each in self._env.domains.values() if each is not self._std)
        args = self._env, docname, self._builder, node["reftarget"], node, content
        for domain in (self._std, *others):
            try:
                if found := domain.resolve_any_xref(*args):
                    return found[0][1]
            except NotImplementedError:
                continue
        return None

    def _external(self, node: addnodes.pending_xref, content: nodes.TextElement) -> nodes.Element | None:
        """The target of ``:external:``."""
        from sphinx.ext import intersphinx  # only loaded projects have such references

        if node["inventory"] is None:
            return intersphinx.resolve_reference_any_inventory(self._env, False, node, content)
        return intersphinx.resolve_reference_in_inventory(self._env, node["inventory"], node, content)

    # ---- Markdown's links, which MyST resolves by its own rules

    def _of_markdown(
        self, node: addnodes.pending_xref, content: nodes.TextElement, docname: str
    ) -> nodes.Element | None:
        target, is_explicit = node["reftarget"], bool(node["refexplicit"])
        if node["refdomain"] == "doc":
            return self._of_document(target, str(node.get("reftargetid") or ""), content, is_explicit)
        labels = self._std.anonlabels if is_explicit else self._std.labels
        place: tuple[str, ...] = labels.get(target.lower(), ("", "", ""))
        slugs = self._env.metadata[docname].get("myst_slugs", {})
        if target in slugs and place[0] != docname:
            place = docname, *slugs[target][1:3]
        if not place[0] and (page := docname_join(docname, target)) in self._env.all_docs:
            return self._of_document(page, "", content, is_explicit)
        if not place[0]:
            return self._any(node, content, docname)
        return self._link(place[0], place[1], content if is_explicit else place[2])

    def _of_document(
        self, docname: str, anchor: str, content: nodes.TextElement, is_explicit: bool
    ) -> nodes.Element | None:
        """A link to a document, or to a heading or label in it."""
        if docname not in self._env.all_docs:
            return None
        title = "" if anchor else self._env.titles[docname].astext()
        for slug, (_line, id_, heading) in self._env.metadata[docname].get("myst_slugs", {}).items():
            if anchor and anchor in (slug, id_):
                return self._link(docname, id_, content if is_explicit else heading)
        for name, (page, id_, heading) in self._std.labels.items() if anchor else ():
            if page == docname and anchor in (name, id_):
                return self._link(docname, id_, content if is_explicit else heading)
        return self._link(docname, anchor, content if is_explicit or not title else title)

    def _link(self, docname: str, anchor: str, words: nodes.Node | str) -> nodes.reference:
        shown = nodes.inline("", words) if isinstance(words, str) else words
        return make_refnode(self._builder, "", docname, anchor, shown)
