"""Where references to other things than entries lead, and what they show, whatever the output.

Sphinx asks its domains while it writes a page, and they answer for the page and its builder. A short
definition is shown on other pages, in files beside them, and in data that no builder writes. The domains
are asked the same here, for a builder that has every document; which numbers and titles there are is
known as soon as everything has been read.
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
"""What addresses within the project begin with here."""


class Place(NamedTuple):
    """Where a reference leads, and what it shows.

    Attributes:
        docname: The document; empty for none of the project.
        anchor: The fragment of it; empty for its beginning.
        uri: The address outside of the project; empty for none.
        text: What is shown in place of the author's words; empty where they stand.
    """

    docname: str
    anchor: str
    uri: str
    text: str


class _Anywhere:
    """A builder that has an address for every document, and else is the real one."""

    name = ""  # LaTeX is given other answers, as it counts by itself
    format = ""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """The document."""
        return _ADDRESS + docname

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """The document, from wherever it is asked."""
        return _ADDRESS + to

    def __getattr__(self, name: str) -> Any:
        return getattr(self._builder, name)


class TargetFinder:
    """Looks up references to other things than entries.

    Args:
        env: The environment.
        builder: The builder of this run.
    """

    def __init__(self, env: BuildEnvironment, builder: Builder) -> None:
        self._env = env
        self._std = env.domains.standard_domain
        self._builder = cast("Builder", _Anywhere(builder))

    def place(self, reference: addnodes.pending_xref, docname: str) -> Place | None:
        """Where a reference leads; None if nobody knows.

        Args:
            reference: The reference, which is not changed.
            docname: The document it was written in.
        """
        node = reference.deepcopy()
        node["refdoc"] = docname
        # What is wrong is said where the reference was written.
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
            # One without a scheme is relative to the page that the reference was written on.
            return Place("", "", uri if ":" in uri.partition("/")[0] else "", text)
        page, _, anchor = uri.removeprefix(_ADDRESS).partition("#")
        return Place(page, anchor, "", text)

    def _titled(self, node: addnodes.pending_xref) -> Place | None:
        """The place of a label by its title: a number may be asked for that nothing has."""
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
        """The first thing of any kind with the name, as ``:any:`` has it."""
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
        """What ``:external:`` leads to."""
        from sphinx.ext import intersphinx  # such references are there only where it is loaded

        if node["inventory"] is None:
            return intersphinx.resolve_reference_any_inventory(self._env, False, node, content)
        return intersphinx.resolve_reference_in_inventory(self._env, node["inventory"], node, content)

    # ---- Markdown's links, which MyST resolves by rules of its own

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
