"""The demo: a glossary of AI terms, in English and in Hindi."""

project = "AI terms, explained"
author = "The sphinx-glossterm project"
copyright = "The sphinx-glossterm project"  # noqa: A001 - Sphinx's name for it

extensions = ["myst_parser", "sphinx_glossterm"]
myst_enable_extensions = ["colon_fence"]
exclude_patterns = ["_build", "locales"]

language = "en"
locale_dirs = ["locales"]
gettext_compact = False
gettext_additional_targets: list[str] = []

html_theme = "furo"
html_title = project
html_copy_source = False

# The words of the page the project began with, in place of the standard Hindi of the extension.
glossterm_labels = {
    "hi": {
        "Why it matters": "यह क्यों matter करता है",
        "Related concepts": "संबंधित अवधारणाएँ",
        "All terms": "सभी Terms",
    },
}
