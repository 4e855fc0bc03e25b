"""References to terms: those of Sphinx's ``:term:`` that lead to our entries become ours.

Sphinx resolves those that lead to its own glossaries. Here they only get a class.
"""

from __future__ import annotations

from collections import deque
from typing import Any

from docutils import nodes
from sphinx import addnodes

from sphinx_glossterm.doctree.nodes import (
    DOMAIN,
    conditions_around,
    is_term_reference,
    plain_words,
)
from sphinx_glossterm.resolve.cards import (
    Cards,
    Shown,
    in_text,
    is_counted,
    marks_of,
    remote_reference,
    resolved,
)
from sphinx_glossterm.resolve.languages import has_previews, is_site
from sphinx_glossterm.resolve.lookup import HOME
from sphinx_glossterm.resolve.post import GlosstermPostTransform
from sphinx_glossterm.resolve.views import DefinitionView, PlaceView, RemoteView


class TermReferences(GlosstermPostTransform):
    """Prepare references to terms for Sphinx's resolver.

    A reference to one of our entries gets our domain; all others are left to Sphinx. A ``:termdef:`` is
    replaced by the short definition here, because that may contain references itself::

        <inline classes="glossterm-termdef"> " (" <reference> from another project ")"
    """

    # After EntryParts (3), which adds references; before LaTeX's MathReferenceTransform (5), which also
    # resolves references in short definitions, and ReferencesResolver (10).
    default_priority = 4
    for_messages = True  # broken references are reported there too

    def run(self, **kwargs: Any) -> None:
        """Prepare each reference to a term, in document order."""
        domain = self.domain
        if not (domain.entries or domain.builtin or domain.remotes):
            return
        # Documents may have been assembled into one: each has its own first use.
        seen: set[tuple[str, ...]] = set()
        waiting = deque(filter(is_term_reference, self.document.findall(addnodes.pending_xref)))
        while waiting:
            node = waiting.popleft()
            target = node["reftarget"]
            home = domain.home_around(node)
            view, match = domain.views.reference_of(node), domain.glossary.find(target, home)
            if view is None:
                continue
            node["refdomain"] = DOMAIN
            key = (view.remote.uri,) if view.remote else match.entry.key if match else ()
            if node["reftype"] == "termabbr" and domain.is_here(conditions_around(node)):
                use = (node.get("refdoc", ""), *key)
                node["glossterm_first"] = use not in seen
                seen.add(use)
            elif view.definition and view.definition.see is None:
                if node.get("refwarn"):  # the resolver, which usually warns, will not see it
                    domain.warn_of_ambiguity(target, node, home=home)
                refdoc = node.get("refdoc", view.docname)
                inner = self._define(view.definition, node, refdoc, view.remote)
                for reference in inner:
                    reference[HOME] = match.entry.glossary if match else ""
                waiting.extendleft(reversed(inner))

    def _define(
        self,
        view: DefinitionView,
        node: addnodes.pending_xref,
        refdoc: str,
        remote: RemoteView | None,
    ) -> list[addnodes.pending_xref]:
        """Replace *node* by the short definition.

        After the definition of another project comes a link, ``(from PROJECT)``.

        Returns:
            The references to terms in the definition.
        """
        builder = self.domain.builder
        cards = Cards(builder, refdoc)

        def resolve(node: addnodes.pending_xref, shown: Shown) -> list[nodes.Node]:
            if is_term_reference(node) or (shown and not isinstance(shown, PlaceView)):
                # Broken references are reported where the author wrote them.
                node.attributes.update(refdoc=refdoc, refwarn=False)
                return [node]
            if not isinstance(shown, PlaceView):
                return plain_words(node)
            is_sphinx = not is_counted(node) or builder.format == "latex"
            if node["refdomain"] and is_sphinx:
                return [in_text(node, shown, refdoc)]
            return [cards.linked(node, shown)]

        content = resolved(view, resolve, builder)
        content["classes"] += ["glossterm-termdef", *marks_of(view, self.config)]
        found: list[nodes.Node] = [content]
        if remote:
            link = remote_reference(remote, cards.origin(remote), self.config)
            found += [nodes.Text(" ("), link, nodes.Text(")")]
        node.parent.replace(node, found)
        inner = list(filter(is_term_reference, content.findall(addnodes.pending_xref)))
        for reference in inner:
            if reference["reftype"] == "termdef":
                # Definitions inside definitions might never end.
                reference["reftype"] = "term"
        return inner


class BuiltinReferences(GlosstermPostTransform):
    """Mark the references to terms of Sphinx's own glossaries, so that pages show their previews.

    Only the class is new. The doctree::

        <reference internal="True" classes="glossterm-ref" ...>
            <inline classes="xref std std-term">
    """

    default_priority = 11  # after ReferencesResolver (10)
    formats = ("html",)

    def is_supported(self) -> bool:
        """Whether there are such terms, and the builder makes pages for a browser."""
        domain = self.domain
        return bool(domain.builtin) and has_previews(domain.builder) and super().is_supported()

    def run(self, **kwargs: Any) -> None:
        """Mark the references that Sphinx has resolved within the project."""
        if is_site(self.domain.builder) and self.env.docname not in self.domain.references:
            return
        for reference in filter(_is_builtin, self.document.findall(nodes.reference)):
            reference["classes"].append("glossterm-ref")


def _is_builtin(node: nodes.reference) -> bool:
    """Whether *node* is a reference by Sphinx's ``:term:`` that we have not resolved."""
    content = node[0] if node.get("internal") and node.children else None
    is_term = isinstance(content, nodes.Element) and "std-term" in content["classes"]
    return is_term and "glossterm-ref" not in node["classes"]
