"""Formats other than HTML, LaTeX and EPUB: what their readers see, in both languages.

Text and manual pages are compared with reviewed files in ``tests/references``. After a change that is
meant, write them anew with ``UPDATE_REFERENCES=1`` and read the difference.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections import Counter
from itertools import pairwise
from pathlib import Path

import docutils
import lxml.etree
import lxml.html
import pytest
from docutils import nodes
from lxml.html import HtmlElement
from sphinx import addnodes
from support import Built, Project, links, needs_myst, texts

pytestmark = needs_myst

ROOT = Path(__file__).parents[1] / "roots" / "formats"
REFERENCES = Path(__file__).parents[1] / "references" / "formats"
LANGUAGES = pytest.mark.parametrize("language", ["en", "hi"])


@pytest.fixture
def root(tmp_path: Path) -> Project:
    """The small glossary with everything in it."""
    project = Project(tmp_path / "src")
    shutil.copytree(ROOT, project.folder, dirs_exist_ok=True)
    project.conf = {}
    return project


def compare(found: str, path: Path) -> None:
    if os.environ.get("UPDATE_REFERENCES"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(found, "utf-8")
    assert found == path.read_text("utf-8")


def files(built: Built, suffix: str) -> list[Path]:
    found = sorted(Path(built.app.outdir).rglob(f"*.{suffix}"))
    assert found
    return found


# ---- text and manual pages


@LANGUAGES
def test_text(root: Project, language: str) -> None:
    built = root.build("text", language=language)
    assert built.warnings == []
    for path in files(built, "txt"):
        compare(path.read_text("utf-8") + "\n", REFERENCES / language / path.name)


def test_text_leaves_headings_of_others_alone(project: Project) -> None:
    project.write("index.rst", HEADINGS)
    text = project.build("text").text("index.txt")
    lines = text.splitlines()
    assert [(line, after) for line, after in pairwise(lines) if after and set(after) <= set("*=-~")] == [
        ("Page", "****"),
        ("Term", "===="),
        ("First", "-----"),
        ("Below", "~~~~~"),
        ("Second", "------"),
    ]
    assert "-[ By hand ]-" in lines
    assert "-[ Outside ]-" in lines


HEADINGS = """
    Page
    ====

    .. rubric:: Outside
       :heading-level: 2

    .. term:: Term

       Definition.

       First
       -----

       Text.

       Below
       ~~~~~

       Text.

       Second
       ------

       .. rubric:: By hand
    """


@LANGUAGES
@pytest.mark.skipif(docutils.__version_info__ < (0, 22), reason="the references are docutils 0.22's")
def test_manual_page(root: Project, language: str) -> None:
    built = root.build("man", language=language)
    assert built.warnings == []
    page = built.text("close.7")
    # The beginning has a date, and macros of docutils' own.
    compare(page[page.index(".SH ") :], REFERENCES / language / "close.7")


@LANGUAGES
def test_manual_page_is_valid(root: Project, language: str) -> None:
    page = Path(root.build("man", language=language).app.outdir, "close.7")
    if not shutil.which("groff"):
        pytest.skip("groff is not installed")
    command = ["groff", "-ww", "-K", "utf8", "-T", "utf8", "-man", "-t", str(page)]
    said = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (said.returncode, said.stderr) == (0, "")


def test_nothing_takes_the_indent_of_a_footnote(project: Project) -> None:
    if not shutil.which("groff"):
        pytest.skip("groff is not installed")
    project.conf["man_pages"] = [("index", "notes", "", "Us", 7)]
    project.write("index.rst", NOTES)
    page = Path(project.build("man").app.outdir, "notes.7")
    command = ["groff", "-ww", "-K", "utf8", "-T", "ascii", "-P", "-c", "-man", str(page)]
    said = subprocess.run(command, check=True, capture_output=True, text=True)
    assert said.stderr == ""
    lines = re.sub("\x1b\\[[0-9;]*m|.\b", "", said.stdout).splitlines()
    indents = {line.strip(): len(line) - len(line.lstrip()) for line in lines}
    margin = indents["Definition [2]."]
    for words in ("After it.", "Why it matters", "A reason [3] [4].", "Deep dive", "Depth.", "Outside"):
        assert indents[words] == margin, words
    assert {"[2]  One.", "[3]  Two.", "[4]  Three."} <= indents.keys()


NOTES = """
    Page
    ====

    Text [#]_.

    .. [#] Before a block of ours.

    .. whymatters:: Outside

       Of ours.

    .. term:: Term

       Definition [#]_.

       .. [#] One.

       After it.

       .. whymatters::

          A reason [#]_ [#]_.

          .. [#] Two.
          .. [#] Three.

       .. deepdive::

          Depth.
    """


# ---- Texinfo


EXTRA = """\
Extra
=====

.. _there:

.. whymatters::

   A reason.

.. note::

   .. term:: Boxed

      An entry within a note.
"""


@LANGUAGES
@pytest.mark.parametrize("option", ["--no-split", "--plaintext", "--html"])
def test_texinfo_is_valid(root: Project, language: str, option: str) -> None:
    # Links to an entry that is not a section, and to a labelled part.
    root.write("extra.rst", EXTRA)
    index = (root.folder / "index.rst").read_text("utf-8")
    root.write("index.rst", f"{index}   extra\n\n:ref:`To a part <there>`, and to :term:`boxed`.\n")
    root.conf["suppress_warnings"] = ["glossterm.placement"]
    built = root.build("texinfo", language=language)
    assert built.warnings == []
    # The writer gathers anchors that nothing has written at the beginning of the book.
    assert re.search(
        r"reason.*@anchor\{extra boxed\}.*Boxed.*within a note", built.text("close.texi"), re.DOTALL
    )
    if not shutil.which("makeinfo"):
        pytest.skip("makeinfo is not installed (Debian's package texinfo)")
    command = ["makeinfo", "--no-split", option, "-o", "book", "close.texi"]
    said = subprocess.run(command, cwd=built.app.outdir, check=False, capture_output=True, text=True)
    assert (said.returncode, said.stderr) == (0, "")


# ---- XML and pseudo-XML

# What Sphinx writes into every tree, though no schema of docutils knows it.
SPHINX_OWN = {
    "internal", "anchorname", "level", "force", "language", "linenos", "highlight_args",
    "translation_progress", "translated", "translatable", "iscaption", "toctree", "entries",
}  # fmt: skip


@LANGUAGES
@pytest.mark.skipif(not hasattr(nodes.Element, "validate"), reason="docutils checks trees from 0.22 on")
def test_trees_are_valid(root: Project, language: str) -> None:
    built = root.build("xml", language=language)
    assert built.warnings == []
    for docname in ("all", "caches", "index", "more"):
        document = built.app.env.get_and_resolve_doctree(docname, built.app.builder, tags=built.app.tags)
        for node in list(document.findall(nodes.Element)):
            for name in SPHINX_OWN & node.attributes.keys():
                del node[name]
            # Ids of letters other than ASCII are meant; docutils itself makes none.
            node["ids"] = [
                name.encode("ascii", "replace").decode().replace("?", "x") for name in node["ids"]
            ]
            if isinstance(node, (addnodes.index, addnodes.toctree, addnodes.compact_paragraph)):
                node.parent.remove(node)
        for wrapper in list(document.findall(nodes.compound)):
            wrapper.parent.remove(wrapper)  # of the toctree, and empty now
        document.validate()


@LANGUAGES
@pytest.mark.parametrize("builder", ["xml", "pseudoxml"])
def test_trees_have_standard_elements_in_order(root: Project, language: str, builder: str) -> None:
    built = root.build(builder, language=language)
    text = built.text(f"caches.{builder}")
    if builder == "xml":
        names = [element.tag for element in lxml.etree.fromstring(text.encode()).iter("*")]
    else:
        names = re.findall(r"^\s*<(\w+)", text, re.MULTILINE)
    known = {*nodes.node_class_names, "index", "highlightlang"}
    assert [name for name in names if name not in known] == []
    parts = re.findall(
        r'"glossterm-(aka|definition|why|deepdive|procon|pro|con|related|mentions)"', text
    )
    assert parts[:9] == [
        "aka", "definition", "why", "deepdive", "procon", "pro", "con", "related", "mentions",
    ]  # fmt: skip


# ---- HTML in other shapes


def dangling(page: HtmlElement) -> list[str]:
    ids = set(page.xpath("//@id"))
    ours = "a.glossterm-ref, .glossterm-nav a, .glossterm-letters a, .glossterm-mentions a"
    found = [target for _, target in links(page, ours)]
    assert found
    return [target for target in found if target[0] != "#" or target[1:] not in ids]


AGAIN = """\
Again
=====

.. termindex::
   :category: Storage

.. deepdive:: Once more

   Text.
"""


@LANGUAGES
def test_singlehtml(root: Project, language: str) -> None:
    # The same ids on a second page: a list of terms, and a facet outside an entry.
    root.write("again.rst", AGAIN)
    index = (root.folder / "index.rst").read_text("utf-8")
    root.write("index.rst", f"{index}   again\n")
    built = root.build("singlehtml", language=language)
    assert built.warnings == []
    page = built.page("index")
    ids: Counter[str] = Counter(
        page.xpath("//@id[not(starts-with(., 'id'))]")
    )  # tables of two documents: Sphinx's
    assert [name for name, count in ids.items() if count > 1] == []
    assert {"deepdive", "deepdive-2"} <= ids.keys()
    assert len([name for name in ids if re.fullmatch(r"glossterm-index(-\d)*", name)]) == 4
    assert dangling(page) == []
    assert texts(page, ".glossterm-languages") == []
    [all_terms] = set(links(page, "#cache > .glossterm-nav .glossterm-nav-all a"))
    assert len(page.get_element_by_id(all_terms[1][1:]).cssselect("dt")) == 7, "the whole list"


@LANGUAGES
def test_levels_of_singlehtml(root: Project, language: str) -> None:
    page = root.build("singlehtml", language=language).page("index")
    levels = [
        int(str(h.tag)[1]) for h in page.cssselect("section h1, section h2, section h3, section h4")
    ]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@LANGUAGES
def test_dirhtml(root: Project, language: str) -> None:
    built = root.build("dirhtml", language=language)
    assert built.warnings == []
    folder = Path(built.app.outdir)
    pages = {path.parent: path for path in folder.rglob("index.html")}
    for home, path in pages.items():
        page = lxml.html.fromstring(path.read_text("utf-8"))
        for _, target in links(page, "a.glossterm-ref, .glossterm-nav a, .glossterm-letters a"):
            where, _, anchor = target.partition("#")
            other = pages[(home / where).resolve()]
            assert lxml.html.fromstring(other.read_text("utf-8")).xpath("//*[@id=$id]", id=anchor), (
                target
            )
    other_language = {"en": "hi", "hi": "en"}[language]
    cache = lxml.html.fromstring(pages[folder / "caches"].read_text("utf-8"))
    [link] = links(cache, "#cache > .glossterm-languages a")
    assert link[1] == f"../../{other_language}/caches/#cache"


@LANGUAGES
def test_json(root: Project, language: str) -> None:
    built = root.build("json", language=language)
    page = json.loads(built.text("caches.fjson"))
    body = lxml.html.fromstring(page["body"])
    assert [section.get("id") for section in body.cssselect("section.glossterm")] == [
        "cache", "mirror", "proxy-cache",
    ]  # fmt: skip
    assert page["title"] == {"en": "Cache", "hi": "कैश"}[language]


# ---- a builder that knows nothing of us

MARKDOWN = {
    "en": """\
# Cache
Category: Storage
Also known as: Store of copies; Buffer, in older texts
A store of copies that answers in place of the *original*, such as `localhost`.
Copies age. A [time to live](more.md#time-to-live) says how long each one may be used.
### Why it matters
The fastest request is the one that is never sent.
### Deep dive
* What is kept?
### Where it stands
| The browser
Cache-Control: max-age=600
### Is it worth it?
### Pros
* Fewer requests.
### What it costs
### Related concepts
* [Time to live](more.md#time-to-live) (TTL)
* [Content Delivery Network](more.md#cdn) (CDN)
* [Mirror](#mirror)
### Mentioned in
* [Close to the reader](index.md)
# Mirror
See: [Cache](#cache)
# Proxy cache
Status: Deprecated
Use instead: [Content Delivery Network](more.md#cdn)
""",
    "hi": """\
# कैश
Cache
श्रेणी: भंडारण
अन्य नाम: प्रतियों का भंडार; बफ़र, पुरानी किताबों में
[टाइम टू लिव](more.md#time-to-live)
### यह क्यों मायने रखता है
### विस्तार से
### फ़ायदे
### इसकी कीमत
### संबंधित अवधारणाएँ
* [टाइम टू लिव](more.md#time-to-live) (TTL)
# मिरर
देखें: [कैश](#cache)
# प्रॉक्सी कैश
स्थिति: अप्रचलित
""",
}


@LANGUAGES
def test_markdown(root: Project, language: str) -> None:
    """Words, links and order, by sphinx-markdown-builder."""
    conf = (root.folder / "conf.py").read_text("utf-8")
    root.write("conf.py", f"{conf}\nextensions.append('sphinx_markdown_builder')\n")
    built = root.build("markdown", language=language)
    assert built.warnings == []
    page = built.text("caches.md")
    place = 0
    for line in MARKDOWN[language].splitlines():
        place = page.find(line, place)
        assert place >= 0, line
        place += len(line)
    assert "glossterm" not in page
