"""Resolve: what the domain tells Sphinx's own parts, of unknown names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_glossterm.doctree.nodes import (
    DOMAIN,
    conditions_around,
    is_term_reference,
)
from sphinx_glossterm.messages import Warn, did_you_mean, listing, warn
from sphinx_glossterm.resolve.domain import GlosstermDomain, the_domain

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.domains import Domain


def on_missing_reference(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Say what is closest to an unknown term (``warn-missing-reference``).

    Returns:
        True if the warning has been given; None to leave it to Sphinx, as in a project that has
        none of our entries.
    """
    own = the_domain(app.env)
    if domain is None or not is_term_reference(node):
        return None
    if domain.name != DOMAIN and not own.entries:
        return None
    if not own.is_here(conditions_around(node)):
        return True  # nobody sees it
    warn_of_unknown(own, node["reftarget"], node)
    return True


def warn_of_unknown(domain: GlosstermDomain, target: str, node: Element) -> None:
    """Warn that nobody knows *target*, and name what is closest to it."""
    if domain.builtin_place(target):
        warn(
            Warn.UNKNOWN,
            f'"{target}" is a term of a built-in glossary, of which only a link can be shown while'
            f' "glossterm_builtin" is False: write ":term:`{target}`".',
            location=node,
        )
        return
    if absent := domain.absent(target):
        warn(
            Warn.UNKNOWN,
            f'The entry "{absent.title.source}" is not in this output, as it stands under the condition'
            f' {listing(absent.only)}. Put the reference into an "only" directive too.',
            location=node,
        )
        return
    std = domain.env.domains.standard_domain
    builtin = (name for kind, name in std.objects if kind == "term")
    hint = did_you_mean(domain.glossary.closest(target, builtin))
    warn(
        Warn.UNKNOWN,
        f'There is no term "{target}".' + (hint or " Write an entry for it, or mend the name."),
        location=node,
    )


def setup(app: Sphinx) -> None:
    """Answer Sphinx's questions."""
    app.connect("warn-missing-reference", on_missing_reference)
