"""A project with Sphinx's own glossaries, before it uses this extension."""

project = "Harbour"
extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence"]
exclude_patterns = ["locales", "_build"]
html_theme = "basic"
html_copy_source = False
locale_dirs = ["locales"]
gettext_compact = False
