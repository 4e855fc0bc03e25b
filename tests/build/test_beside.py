"""Beside other extensions: what authors use with ours, all at once, by every builder."""

from __future__ import annotations

import json
import multiprocessing
import re
from importlib.util import find_spec
from typing import Any, Final

import pytest
from support import Built, Project, texts

EXTENSIONS: Final = (
    "myst_nb",  # in place of MyST-Parser, which it brings
    "sphinx.ext.autodoc",
    "sphinx.ext.intersphinx",
    "sphinx_glossterm",
    "numpydoc",
    "notfound.extension",
    "sphinx_copybutton",
    "sphinx_design",
    "sphinx_external_toc",
    "sphinx_llms_txt",
    "sphinx_markdown_builder",
    "sphinx_sitemap",
    "sphinx_tabs.tabs",
    "sphinx_togglebutton",
    "sphinxcontrib.bibtex",
    "sphinxext.opengraph",
)
FORMATS: Final = ("html", "dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo", "xml")
BUILDERS: Final = (*FORMATS, "pseudoxml", "markdown", "glossterm", "gettext")
BASE: Final = "https://example.org/docs/"


def is_there(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:  # the package that it would be in
        return False


pytestmark = pytest.mark.skipif(
    not all(map(is_there, EXTENSIONS)), reason="Not all of the other extensions are installed"
)

SETTINGS: Final[dict[str, Any]] = {
    "extensions": list(EXTENSIONS),
    "author": "Us",
    "copyright": "Us",
    "project": "Signals",
    "smartquotes": False,
    # Sphinx would note whose files these are in its default, for all builds of the process.
    "source_suffix": {".rst": "restructuredtext", ".md": "myst-nb", ".ipynb": "myst-nb"},
    "bibtex_bibfiles": ["books.bib"],
    "epub_show_urls": "no",
    "exclude_patterns": ["locales", "README*"],
    "external_toc_path": "_toc.yml",
    "html_baseurl": BASE,
    "html_copy_source": True,  # sphinx-llms-txt takes the sources from there
    "html_theme": "alabaster",
    "latex_documents": [("index", "book.tex", "Book", "Us", "manual")],
    "man_pages": [("index", "book", "Book", "Us", 1)],
    "nb_execution_mode": "off",
    "ogp_site_url": BASE,
    "ogp_social_cards": {"enable": False},
    "texinfo_documents": [("index", "book", "Book", "Us", "Book", "A book.", "Misc")],
}
FILES: Final = {
    "_toc.yml": """
        root: index
        subtrees:
          - entries:
              - file: carrier
              - file: noise
              - file: notes
              - file: pulse
              - file: code
              - file: terms
        """,
    "index.md": """
        # Signals

        All about {term}`noise` and {term}`Carrier wave`, by {cite:t}`shannon`.

        ::::{grid} 2
        :::{grid-item-card} {term}`Noise`
        {termdef}`Noise`
        :::
        :::{grid-item-card} Carrier
        :link: term-carrier
        :link-type: ref

        More.
        :::
        ::::

        ```{bibliography}
        ```
        """,
    "carrier.rst": """
        .. _term-carrier:

        .. term:: Carrier wave
           :aka: Carrier
           :abbr: CW
           :category: Physics
           :related: noise

           A wave that carries a :term:`signal <noise>`, says Shannon :cite:p:`shannon`; see [Wiki]_ [#f]_.

           .. tab-set::

              .. tab-item:: Sine

                 A tab about :term:`Noise`.

              .. tab-item:: Square

                 .. code-block:: python

                    wave = 1

           .. tabs::

              .. tab:: Loud

                 Text with :termabbr:`CW`.

              .. group-tab:: Quiet

                 Text.

           .. dropdown:: More of it

              A :bdg:`badge`, and :math:`a^2`.

           .. note::
              :class: dropdown

              It folds.

           .. deepdive::

              Deep.

              .. button-ref:: term-carrier
                 :ref-type: ref

              .. toggle::

                 Hidden, but for :term:`Noise`.

        .. [Wiki] Wikipedia.
        .. [#f] A note.
        """,
    "noise.md": """
        :::::{term} Noise
        :aka: Hiss
        :related: carrier-wave

        What "nobody" sent. {cite:empty}`shannon`[^1]

        ::::{tab-set}
        :::{tab-item} White
        Flat.
        :::
        ::::

        :::{whymatters}
        It hides a [signal](#carrier-wave).
        :::
        :::::

        [^1]: As a rule.
        """,
    "pulse.rst": """
        :og:description: Mine.

        .. term:: Pulse

           A short one.
        """,
    "code.rst": """
        Code
        ====

        .. autofunction:: signals.send
        """,
    "terms.rst": """
        All terms
        =========

        .. card:: A card

           :term:`Carrier wave`

        .. termindex::

        .. termindex::
           :style: table
        """,
    "books.bib": """
        @book{shannon,
          author = {Claude Shannon}, title = {Theory}, year = {1948}, publisher = {Bell}
        }
        """,
    "signals.py": '''
        def send(wave, noise=None):
            """Send a :term:`carrier wave`.

            Parameters
            ----------
            wave : int
                What is sent; see :term:`Noise`.
            noise : int, optional
                What is not.

            Returns
            -------
            int
                How much of it arrived [1]_.

            References
            ----------
            .. [1] Shannon.
            """
        ''',
}
SHORT: Final = "A wave that carries a signal, says Shannon [Sha48]; see [Wiki]."
NOBODY: Final = 'What "nobody" sent.'
STRANGE: Final = re.compile("unknown node type: <(citation|classifier|PassthroughTextElement)[ :]")
"""Nodes of docutils and sphinx-design that sphinx-markdown-builder says it does not know."""
CELLS: Final = [
    "# Notes\n\nA notebook on {term}`Noise`.",
    ":::{term} Cell\n:aka: Box\n\nA part of a notebook; see {term}`CW`.\n:::",
]


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("beside") / "src")
    project.conf |= SETTINGS
    for name, text in FILES.items():
        project.write(name, text)
    cells = [{"cell_type": "markdown", "metadata": {}, "source": text} for text in CELLS]
    code: dict[str, Any] = {
        "cell_type": "code",
        "metadata": {},
        "source": "1",
        "outputs": [],
        "execution_count": None,
    }
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {"nbformat": 4, "nbformat_minor": 4, "metadata": {"kernelspec": kernel}}
    project.write("notes.ipynb", json.dumps(notebook | {"cells": [*cells, code]}))
    return project


def words(built: Built, name: str) -> str:
    """A file of the output, white space in order."""
    return " ".join(built.text(name).split())


def meta(built: Built, page: str, name: str) -> list[str]:
    """The values of one kind of metadata in the head of a page."""
    return [str(value) for value in built.page(page).xpath(f"//meta[@{name}]/@content")]


def test_no_builder_has_anything_to_say(everything: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(everything.folder)
    built = {}
    for name in BUILDERS:
        # Sphinx lets all share what they have read but gettext.
        out = "own" if name == "gettext" else "all"
        built[name] = everything.build(name, out=out, nitpicky=True, glossterm_export=["json"])
    said = {
        name: [line for line in each.warnings if not STRANGE.search(line)]
        for name, each in built.items()
    }
    assert said == {name: [] for name in BUILDERS}

    html = built["html"]
    assert texts(html.page("terms"), "dd p") == [
        SHORT,
        "A part of a notebook; see CW.",
        NOBODY,
        "A short one.",
    ]
    assert json.dumps(">[Sha48]</a>; see <a href=")[1:-1] in html.text("_static/glossterm-previews/0.js")
    for name in ("text/terms.txt", "markdown/terms.md", "html/carrier.html"):
        assert SHORT in words(html, f"../{name}"), name
    assert "says Shannon {[}Sha48{]}; see {[}Wiki{]}." in words(built["latex"], "book.tex")
    assert SHORT in words(built["glossterm"], "glossary.json")

    for page, expected in {"carrier": [SHORT], "noise": [NOBODY]}.items():
        assert meta(html, page, "name='description'") == expected
        assert meta(html, page, "property='og:description'") == expected
    assert meta(html, "pulse", "name='description'") == ["A short one."]
    assert meta(html, "pulse", "property='og:description'") == ["Mine."]
    # Two headings, and more than an entry: the page's text, as without us.
    assert "A notebook" in meta(html, "notes", "property='og:description'")[0]


def test_what_others_write_is_translated(everything: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(everything.folder)
    everything.translate(
        "carrier", {"Carrier wave": "वाहक तरंग", "A tab about :term:`Noise`.": ":term:`Noise` वाली टैब।"}
    )
    everything.translate("noise", {"Noise": "शोर", "Flat.": "समतल।"})
    everything.translate(
        "notes",
        {"Cell": "कोष्ठ", "A part of a notebook; see {term}`CW`.": "{term}`CW` वाली एक पुस्तिका का भाग।"},
    )
    built = everything.build(language="hi", nitpicky=True)
    assert multiprocessing.active_children() == []
    assert built.warnings == []
    assert sorted(texts(built.page("terms"), "dt a")) == ["Pulse", "कोष्ठ", "वाहक तरंग", "शोर"]
    assert "शोर वाली टैब।" in built.page("carrier").text_content()
    assert "समतल।" in built.page("noise").text_content()
    assert "CW वाली एक पुस्तिका का भाग।" in built.page("notes").text_content()
