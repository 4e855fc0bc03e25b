"""A small documentation project about a private weather station."""

project = "Weather station"
author = "The station group"
version = "2.4"
release = "2.4.1"

extensions = ["sphinx.ext.mathjax", "sphinx.ext.extlinks"]

root_doc = "index"
language = "en"
exclude_patterns = ["locales"]

locale_dirs = ["locales"]
gettext_compact = False
gettext_additional_targets = ["index", "literal-block", "doctest-block"]

numfig = True
extlinks = {"sheet": ("https://example.org/sheets/%s", "sheet %s")}

rst_prolog = """
.. role:: button

.. |logger| replace:: :program:`dewlog`
"""

html_theme = "basic"
html_copy_source = False
