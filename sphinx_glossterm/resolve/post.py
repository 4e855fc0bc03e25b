"""The base of all our post-transforms: access to the domain, and a check of the builder."""

from __future__ import annotations

from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_glossterm.resolve.domain import GlosstermDomain, the_domain


class GlosstermPostTransform(SphinxPostTransform):
    """A post-transform that does not run when messages are extracted.

    Sphinx resolves documents to extract messages too, and there names must stay as they are.
    """

    for_messages = False
    """Whether it also runs when messages are extracted."""

    def is_supported(self) -> bool:
        """Whether it runs for this builder."""
        shows = self.for_messages or self.domain.builder.use_message_catalog
        return bool(super().is_supported() and shows)

    @property
    def domain(self) -> GlosstermDomain:
        """The domain, which is also the store."""
        return the_domain(self.env)
