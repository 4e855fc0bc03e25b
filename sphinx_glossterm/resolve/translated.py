"""References that only a translation has: they lead to pages of the project, and nowhere else."""

from __future__ import annotations

from typing import Any

from docutils import nodes

from sphinx_glossterm.messages import Warn, warn
from sphinx_glossterm.resolve.post import GlosstermPostTransform
from sphinx_glossterm.translate.addresses import open_sites, site_of
from sphinx_glossterm.translate.judge import short
from sphinx_glossterm.translate.replace import OWN_REFERENCE


class TranslatedReferences(GlosstermPostTransform):
    """Show as text what leads out of the project, such as a name that only an inventory knows."""

    default_priority = 11  # after ReferencesResolver (10), when it is known where each one leads

    def run(self, **kwargs: Any) -> None:
        """Look at each reference that its source message does not have."""
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
