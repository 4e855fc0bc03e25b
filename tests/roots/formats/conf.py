"""A small glossary with every feature, to test the formats."""

project = "Close to the reader"
author = "The sphinx-glossterm project"
copyright = "The sphinx-glossterm project"  # noqa: A001 - Sphinx's name for it
version = "1"

extensions = ["sphinx_glossterm", "myst_parser"]
myst_enable_extensions = ["colon_fence"]
exclude_patterns = ["locales"]
locale_dirs = ["locales"]
gettext_compact = False
html_theme = "basic"
html_copy_source = False

glossterm_languages = {"en": "English", "hi": "हिन्दी"}
man_pages = [("index", "close", project, author, 7)]
texinfo_documents = [("index", "close", project, author, "Close", "Words of the web.", "Misc")]
