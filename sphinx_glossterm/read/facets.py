"""``whymatters``, ``deepdive`` and ``procon``: parts of an entry, also allowed outside entries."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes

from sphinx_glossterm.doctree.nodes import glossterm_deepdive, glossterm_facet
from sphinx_glossterm.messages import Label, Warn
from sphinx_glossterm.read.base import GlosstermDirective


class FacetDirective(GlosstermDirective):
    """A block with a heading and content.

    The doctree::

        <glossterm_facet classes="glossterm-KIND" kind="KIND">
            <glossterm_heading> ...
            ... the content

    It gets its anchor, ``ID-KIND``, after the whole document has been read
    (:class:`sphinx_glossterm.read.anchors.FacetAnchors`).
    """

    kind: ClassVar[str]
    default_title: ClassVar[Label | None] = None
    node_class: ClassVar[type[glossterm_facet]] = glossterm_facet

    def run(self) -> list[nodes.Node]:
        """Return the facet."""
        self.check_options()
        facet = self.node_class(classes=[f"glossterm-{self.kind}"], kind=self.kind)
        self.set_source_info(facet)
        facet += self.heading(self.default_title)
        facet += self.parse_body()
        self.finish(facet)
        return [facet]

    def finish(self, facet: glossterm_facet) -> None:
        """Check the options and content of the complete facet, and note what follows from them."""


class WhyMattersDirective(FacetDirective):
    """``whymatters [TITLE]``: why the reader should care."""

    kind = "why"
    default_title = Label.WHY


class DeepDiveDirective(FacetDirective):
    """``deepdive [TITLE]``: the long explanation, collapsible in HTML.

    ``:open:`` and ``:closed:`` set its attribute ``open``; without them ``glossterm_deepdive`` decides.
    """

    kind = "deepdive"
    default_title = Label.DEEPDIVE
    node_class = glossterm_deepdive
    known_options: ClassVar = {
        "open": 'Begin open, even if glossterm_deepdive is "closed".',
        "closed": 'Begin closed, even if glossterm_deepdive is "open".',
    }

    def finish(self, facet: glossterm_facet) -> None:
        """Note whether the deep dive begins open, if the author says so."""
        is_open, is_closed = self.flag_option("open"), self.flag_option("closed")
        if is_open and is_closed:
            self.warn(
                Warn.OPTION,
                '"deepdive" has both ":open:" and ":closed:"; it begins open. Remove one of them.',
            )
        if is_open or is_closed:
            facet["open"] = is_open


class ProConDirective(FacetDirective):
    """``procon [TITLE]``: two or more sides.

    The doctree::

        <glossterm_facet classes="glossterm-procon" kind="procon">
            <glossterm_heading> only if the author gave a title
            <glossterm_facet classes="glossterm-pro" kind="pro"> ...
            <glossterm_facet classes="glossterm-con" kind="con"> ...
    """

    kind = "procon"

    def finish(self, facet: glossterm_facet) -> None:
        """Warn if there are no sides."""
        if not any(side["kind"] in {"pro", "con"} for side in facet.findall(glossterm_facet)):
            self.warn(
                Warn.PROCON,
                '"procon" has no sides: put a "pro" and a "con" directive into it.',
            )


class ProDirective(FacetDirective):
    """``pro [TITLE]``: the case for."""

    kind = "pro"
    default_title = Label.PROS


class ConDirective(FacetDirective):
    """``con [TITLE]``: the case against."""

    kind = "con"
    default_title = Label.CONS
