"""What all our post-transforms share: the store, and builders that are not meant."""

from __future__ import annotations

from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_glossterm.resolve.domain import GlosstermDomain, the_domain


class GlosstermPostTransform(SphinxPostTransform):
    """A post-transform that leaves alone what is only looked through for messages.

    Sphinx resolves documents for the extraction of messages too; there, names must stay the messages
    they are.
    """

    for_messages = False
    """Whether it is wanted even where documents are only looked through."""

    def is_supported(self) -> bool:
        """Whether the builder is one of those meant."""
        shows = self.for_messages or self.domain.builder.use_message_catalog
        return bool(super().is_supported() and shows)

    @property
    def domain(self) -> GlosstermDomain:
        """The store."""
        return the_domain(self.env)
