"""Keep the text of directives that docutils rejects on the page."""

from __future__ import annotations

import re
from typing import Any, Final

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_glossterm.doctree.nodes import glossterm_block
from sphinx_glossterm.read.base import GlosstermDirective
from sphinx_glossterm.read.names import registered

_OPENING: Final = re.compile(r"\.\. +(\S+) ?::")


class RefusedDirectives(SphinxTransform):
    """Show the source of each of our directives that docutils has rejected.

    docutils rejects a directive if it cannot read the options: one is there twice, its name has two
    words, or a line among the options is not an option. It reports an error and does not run the
    directive. Sphinx then removes the message, and with it the author's text. This transform adds that
    text after the message::

        <system_message>
        <glossterm_block classes="glossterm-refused">
            <literal_block>     the directive as the author wrote it
    """

    default_priority = 3  # before EntryAnchors (4); FilterSystemMessages (999) removes the messages

    def apply(self, **kwargs: Any) -> None:
        """Add the source of each rejected directive after its message."""
        if self.document.reporter.max_level < self.document.reporter.ERROR_LEVEL:
            return  # as with most documents
        for message in list(self.document.findall(nodes.system_message)):
            source = next((child for child in message if isinstance(child, nodes.literal_block)), None)
            if source is None or not _is_ours(source):
                continue
            shown = nodes.literal_block(source.rawsource, source.astext(), language="none")
            shown.source, shown.line = message.get("source"), message.get("line")
            message.parent.insert(
                message.parent.index(message) + 1,
                glossterm_block("", shown, classes=["glossterm-refused"]),
            )


def _is_ours(source: nodes.literal_block) -> bool:
    opening = _OPENING.match(source.astext())
    directive = registered(opening[1]) if opening else None
    return isinstance(directive, type) and issubclass(directive, GlosstermDirective)
