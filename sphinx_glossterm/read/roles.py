"""Read: the roles. Each makes a ``pending_xref``, and nothing else.

``:term:`` stays Sphinx's own role. When references are resolved, those to our entries become ours. A
translation may be parsed more than once, so no role keeps any state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.roles import XRefRole

from sphinx_glossterm.doctree.nodes import DOMAIN
from sphinx_glossterm.terms.entry import squeeze

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class TermRole(XRefRole):
    """A reference to an entry: ``text <target>``, or the target alone.

    The doctree::

        <pending_xref refdomain="glossterm" reftype="term" reftarget=... refexplicit=...>
            <inline classes="xref glossterm glossterm-term">

    Args:
        reftype: ``term``, ``termdef``, ``termboth`` or ``termabbr``.
        meaning: The help text, for the guide.
    """

    def __init__(self, reftype: str, meaning: str) -> None:
        super().__init__(innernodeclass=nodes.inline, warn_dangling=True)
        self._reftype = reftype
        self.meaning = meaning

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Make a reference of our domain, also if the role has no domain prefix."""
        self.name = f"{DOMAIN}:{self._reftype}"
        return super().run()

    def process_link(
        self,
        env: Any,
        refnode: nodes.Element,
        has_explicit_title: bool,
        title: str,
        target: str,
    ) -> tuple[str, str]:
        """Normalize the white space of the target."""
        return title, squeeze(target)


ROLES: Final = {
    role: TermRole(role, meaning)
    for role, meaning in {
        "term": "A link to the entry, with its short definition as a preview.",
        "termdef": "The short definition of the entry, right in the text.",
        "termboth": "The title in the language of the build, then the source title in parentheses.",
        "termabbr": (
            "Title and abbreviation at the first use in a document, and only the abbreviation"
            " after that."
        ),
    }.items()
}
"""The domain's roles. All have plain names too, except ``term``, which is Sphinx's."""


def setup(app: Sphinx) -> None:
    """Register the roles that do not need the domain's prefix."""
    for name in ("termdef", "termboth", "termabbr"):
        app.add_role(name, ROLES[name])
