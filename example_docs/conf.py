"""The demo: a glossary of AI terms, in English and in Hindi."""

import shutil
import sys
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "AI terms, explained"
author = "The sphinx-glossterm project"
copyright = "The sphinx-glossterm project"  # noqa: A001 - Sphinx's name for it
version = "0.1"

extensions = [
    "myst_parser",
    "sphinx_glossterm",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "showcase",
    "reference",
    "untranslated",
]
if shutil.which("dot"):  # else the guide's map is a list
    extensions.append("sphinx.ext.graphviz")
myst_enable_extensions = ["colon_fence"]
exclude_patterns = ["_build", "locales", "guide/examples"]

autodoc_member_order = "bysource"
napoleon_use_ivar = True
napoleon_use_rtype = False
# What has no description here is named, not linked: other modules, Python's own library, docutils.
DESCRIBED = "api|entry|glossary|collation|spelling|messages"
nitpick_ignore_regex = [("py:.*", rf"(?!sphinx_glossterm\.({DESCRIBED})\b).*")]

language = "en"
locale_dirs = ["locales"]
gettext_compact = False
gettext_additional_targets: list[str] = []

html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["guide.css"]
html_copy_source = False
html_title = project

epub_contributor = author
# The guide's pages are in toctrees that pages of HTML hide; and no page is to be listed below itself.
epub_tocscope = "includehidden"
epub_tocdup = False

TITLES = {"hi": "AI के शब्द, आसान भाषा में"}
CONTENTS = {"hi": "विषय-सूची"}

# The PDF is meant to be read on a screen: no empty pages.
latex_elements = {"extraclassoptions": "openany,oneside"}
ABOUT = {
    "en": "A small glossary of the words that artificial intelligence brings with it.",
    "hi": "आर्टिफ़िशियल इंटेलिजेंस के साथ आए शब्दों की एक छोटी शब्दावली।",
}

# The guide's examples are words of another field: a second glossary, which the guide lists.
glossterm_glossary = {"guide/**": "Guide"}
glossterm_languages = {"en": "English", "hi": "हिन्दी"}


def translate_title(_app: Sphinx, config: Config) -> None:
    """Give the site and the book their titles in the language of the build, which is known only now."""
    title = TITLES.get(config.language, project)
    config.project = config.html_title = config.epub_title = title
    config.epub_description = ABOUT.get(config.language, ABOUT["en"])
    config.epub_identifier = config.epub_uid = f"ai-terms-explained-{config.language}"
    config.latex_documents = [("index", "ai-terms.tex", title, author, "manual")]
    # Sphinx would call the table of contents as its first part is called: "Reading".
    contents = rf"\renewcommand{{\contentsname}}{{{CONTENTS.get(config.language, 'Contents')}}}"
    config.latex_elements["tableofcontents"] = contents + r"\sphinxtableofcontents"


def keep_colon(
    _app: Sphinx, what: str, _name: str, _object: object, _options: object, lines: list[str]
) -> None:
    """Keep napoleon (500) from taking what stands before a colon for the type of an attribute."""
    if what in {"attribute", "data", "property"} and lines:
        lines[0] = lines[0].replace(": ", " \N{EN DASH} ")


def setup(app: Sphinx) -> None:
    """Let the title follow the language, and docstrings be what they say."""
    app.connect("config-inited", translate_title)
    app.connect("autodoc-process-docstring", keep_colon, priority=400)
