"""Keep the compiled templates of pages for the next build.

Sphinx lets Jinja compile the theme's templates anew in each build, which is a tenth of a build that has
nothing to write. Jinja can keep them (its *bytecode cache*), and notices if a template changes.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from jinja2 import FileSystemBytecodeCache
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.jinja2glue import BuiltinTemplateLoader

from sphinx_glossterm.resolve.domain import the_domain

if TYPE_CHECKING:
    from jinja2.bccache import Bucket
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

FOLDER: Final = "glossterm-templates"
"""The folder for compiled templates, beside the doctrees."""


class CompiledTemplates(FileSystemBytecodeCache):
    """Jinja's bytecode cache, which compiles a template anew if its file is damaged."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load a template, if it is there and as Jinja has written it."""
        try:
            super().load_bytecode(bucket)
        except Exception:
            bucket.reset()


def keep(app: Sphinx, builder: Builder) -> None:
    """Let Jinja keep what it compiles, in projects with entries (``write-started``).

    A project that replaces Sphinx's templates, or has a bytecode cache, is left alone.
    """
    if not isinstance(builder, StandaloneHTMLBuilder) or not the_domain(app.env).entries:
        return
    templates = builder.templates
    if isinstance(templates, BuiltinTemplateLoader) and not templates.environment.bytecode_cache:
        folder = Path(app.doctreedir, FOLDER)
        folder.mkdir(exist_ok=True)
        templates.environment.bytecode_cache = CompiledTemplates(str(folder))


def setup(app: Sphinx) -> None:
    """Register the event."""
    app.connect("write-started", keep)
