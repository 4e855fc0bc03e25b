"""``procon`` with ``pro`` and ``con``: the case for and against."""

from __future__ import annotations

from sphinx_glossterm.doctree.nodes import glossterm_facet
from sphinx_glossterm.messages import Label, Warn
from sphinx_glossterm.read.facets import FacetDirective


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
        """Warn where there are no sides."""
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
