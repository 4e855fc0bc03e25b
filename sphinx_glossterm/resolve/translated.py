"""Keep references that only a translation has inside the project."""

from __future__ import annotations

from typing import Any

from docutils import nodes

from sphinx_glossterm.messages import Warn, warn
from sphinx_glossterm.resolve.post import GlosstermPostTransform
from sphinx_glossterm.translate.addresses import open_sites, site_of
from sphinx_glossterm.translate.judge import short
from sphinx_glossterm.translate.replace import OWN_REFERENCE


class TranslatedReferences(GlosstermPostTransform):
    """Turn a translation's own references into text if they lead out of the project; warn of them.

    An example is a name that only an inventory has.
    """

    default_priority = 11  # after ReferencesResolver (10), which sets the targets

    def run(self, **kwargs: Any) -> None:
        """Check each reference that the source message does not have."""
        allowed = open_sites(self.config)
        for holder in [n for n in self.document.findall(nodes.inline) if OWN_REFERENCE in n]:
            for link in list(holder.findall(nodes.reference)):
                if not link.get("internal") and site_of(link.get("refuri", "")) not in allowed:
                    warn(
                        Warn.TRANSLATION,
                        f'The translation has a reference, "{short(link.astext())}", that leads out'
                        " of the project, but the source text has none to that place, so it is"
                        " shown as text. Remove it, or allow the site with"
                        " glossterm_translation_hosts in conf.py.",
                        location=holder,
                    )
                    link.replace_self(link.children)
            holder.replace_self(holder.children)
