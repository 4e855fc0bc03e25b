"""HTML: visitors, fragments and files for pages in a browser.

Whatever a page shows of entries on other pages comes from views.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_glossterm.write.html import description, inventory, jsonld, place, previews, visitors
from sphinx_glossterm.write.html.directions import DirectionMarks
from sphinx_glossterm.write.html.maps import Drawings
from sphinx_glossterm.write.html.outline import HtmlOutline
from sphinx_glossterm.write.html.single_page import SinglePage

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the shape of pages, their style and script, and the files beside them."""
    app.add_post_transform(Drawings)
    app.add_post_transform(HtmlOutline)
    app.add_post_transform(DirectionMarks)
    app.add_post_transform(SinglePage)
    visitors.setup(app)
    previews.setup(app)
    jsonld.setup(app)
    description.setup(app)
    place.setup(app)
    inventory.setup(app)
