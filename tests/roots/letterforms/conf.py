"""A small handbook in MyST Markdown, with an honest Spanish translation."""

project = "Letterforms"
extensions = ["myst_parser", "sphinx.ext.mathjax"]
root_doc = "index"
exclude_patterns = ["locales"]

language = "en"
locale_dirs = ["locales"]
gettext_compact = False
gettext_additional_targets = ["index", "literal-block"]

numfig = True

html_theme = "basic"
html_copy_source = False

myst_enable_extensions = [
    "colon_fence",
    "deflist",
    "dollarmath",
    "amsmath",
    "fieldlist",
    "html_image",
    "attrs_inline",
    "attrs_block",
    "substitution",
    "smartquotes",
    "replacements",
    "strikethrough",
    "tasklist",
]
myst_heading_anchors = 3
suppress_warnings = ["myst.strikethrough"]
myst_substitutions = {
    "prog": "*Serifcheck*",
    "version": "2.4",
}
