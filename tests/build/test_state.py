"""What belongs to Sphinx is left alone: builds on one application, on one set of doctrees, and of others.

What Sphinx itself does not keep equal from build to build is named in ``OWN``, each with its reason.
"""

from __future__ import annotations

import gettext
import io
import logging
import pickle
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from soak.compare import search_index
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.testing.util import SphinxTestApp
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx.util.inventory import InventoryFile
from support import Project, mostly_long, needs_myst, texts

from sphinx_glossterm import config
from sphinx_glossterm.freshness import spared
from sphinx_glossterm.read import base, name_markup
from sphinx_glossterm.resolve import parents
from sphinx_glossterm.translate import catalogues
from sphinx_glossterm.write.latex import preset

Files = dict[str, bytes]

BUILDERS = [
    *("html", "dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo"),
    *("xml", "pseudoxml", "gettext", "json", "changes", "dummy"),
]
ONE_SET = ["html", "epub", "html", "latex", "html", "singlehtml"]
CONF: dict[str, Any] = {
    "html_theme": "alabaster",
    "html_last_updated_fmt": None,
    "epub_version": "3",
    "suppress_warnings": ["epub.unknown_project_files"],
}


def write(project: Project, edit: int = 0) -> None:
    """A project with pages in no toctree, and one of three states of it."""
    project.write("index.rst", "Home\n====\n\n.. toctree::\n\n   all\n   prose\n   glossary\n")
    project.write("all.rst", "All\n===\n\n.. termindex::\n")
    project.write(
        "a.rst",
        f".. term:: Alpha\n   :related: beta\n\n   Definition {edit}.\n\n   .. deepdive::\n\n      Deep.\n",
    )
    title = f"Beta {edit}" if edit else "Beta"
    project.write("b.rst", f".. term:: {title}\n   :id: beta\n   :aka: Second\n\n   Definition.\n")
    if edit == 2:
        project.write("c.rst", ".. term:: Gamma\n\n   Of :term:`Alpha`.\n")
    project.write(
        "prose.rst", "Prose\n=====\n\n:term:`Alpha`, :term:`words <Kite>` and :termdef:`beta`.\n"
    )
    project.write("glossary.rst", "Words\n=====\n\n.. glossary::\n\n   Kite\n      It flies.\n")


@contextmanager
def application(project: Project, builder: str, out: str, **conf: Any) -> Iterator[Any]:
    """An application; those of one *out* share their doctrees, as with one ``sphinx-build`` each."""
    gettext._translations.clear()  # type: ignore[attr-defined]  # the stubs leave it out
    overrides = {**project.conf, **CONF, **conf}
    with patch_docutils(project.folder), docutils_namespace():
        folder = project.folder.parent / out
        app = SphinxTestApp(builder, project.folder, builddir=folder, confoverrides=overrides)
        try:
            yield app
        finally:
            app.cleanup()


def fresh(project: Project, builder: str, out: str, **conf: Any) -> Files:
    with application(project, builder, out, **conf) as app:
        app.build()
        return tree(app)


def tree(app: Any) -> Files:
    return {
        path.relative_to(app.outdir).as_posix(): path.read_bytes()
        for path in sorted(Path(app.outdir).rglob("*"))
        if path.is_file()
    }


# ---- what Sphinx does not keep equal


def _navigation(content: bytes) -> bytes:
    """Numbers of points are counted on from one build to the next."""
    return re.sub(rb' (?:id="navPoint\d+"|playOrder="\d+")', b"", content)


def _package(content: bytes) -> bytes:
    """Ids of files are counted on from one build to the next; and it has the date of the build."""
    return re.sub(rb"epub-\d+|\d{4}-\d\d-\d\dT[\d:]+Z", b"", content)


def _book(content: bytes) -> bytes:
    """What is in the book, without the dates of the files."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        found = {name: mend({name: book.read(name)}) for name in sorted(book.namelist())}
    return repr(found).encode()


def _nothing(_content: bytes) -> bytes:
    return b""


OWN: dict[str, Callable[[bytes], bytes]] = {
    r"(.*/)?searchindex\.(js|json)": search_index,
    r"toc\.ncx": _navigation,
    r".*\.epub": _book,
    # Those of earlier builds stay in the catalogue.
    r".*\.pot": _nothing,
    # Pickled as it was when the build ended, with what the pages were written from.
    r"environment\.pickle|last_build|.*\.buildinfo\.bak": _nothing,
    r"(.*/)?content\.opf": _package,
}


def mend(files: Files) -> Files:
    """Files, as far as Sphinx keeps them equal."""
    found = {}
    for name, content in files.items():
        for pattern, mended in OWN.items():
            if re.fullmatch(pattern, name):
                content = mended(content)
        found[name] = content
    return found


def differing(one: Files, other: Files) -> list[str]:
    one, other = mend(one), mend(other)
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


# ---- builds one after the other


@pytest.mark.parametrize("builder", BUILDERS)
def test_three_builds_on_one_application_are_as_fresh_ones(project: Project, builder: str) -> None:
    write(project)
    with application(project, builder, "one") as app:
        app.build()
        for edit in (1, 2):
            write(project, edit)
            app.build()
        assert differing(tree(app), fresh(project, builder, "fresh")) == []


def test_builders_on_one_set_of_doctrees_write_what_they_write_alone(project: Project) -> None:
    write(project)
    for number, builder in enumerate(ONE_SET):
        write(project, number % 3)
        # Each with its own application, like sphinx-build.
        with application(project, builder, "one") as app:
            app.build()
            found = tree(app)
        assert differing(found, fresh(project, builder, f"fresh-{number}")) == [], builder


def test_writing_puts_nothing_into_the_pickled_environment(project: Project) -> None:
    """The next process reads it: what it holds is what was read."""
    write(project)
    with application(project, "dummy", "read") as app:
        app.build()
        read = facts(app)
    for builder in ONE_SET:
        with application(project, builder, "one") as app:
            for _ in range(2):  # the second time it is pickled after pages have been written
                write(project)  # again, which makes the files new
                app.build(force_all=True)
                assert facts(app) == read, builder


def facts(app: Any) -> dict[str, Any]:
    """What the pickled environment says of the project, by attribute."""
    with Path(app.doctreedir, "environment.pickle").open("rb") as file:
        env: BuildEnvironment = pickle.load(file)
    left_out = {"all_docs", "config", "master_doctree", "project", "settings", "_doctreedir"}
    # The configuration is the application's, times and places are of each build, and the tables of the
    # search and the tree of the root document are Sphinx's, which fills them as it writes.
    found = {
        name: described(value)
        for name, value in vars(env).items()
        if name not in left_out and not name.startswith("_search_index_")
    }
    found["domaindata"] = described(env.domaindata)
    return found


def described(value: Any, above: tuple[int, ...] = ()) -> Any:
    """A value without regard to the order of tables; nodes as the elements they are."""
    if hasattr(value, "pformat"):
        return value.pformat()
    if id(value) in above:
        return "a circle"
    above = (*above, id(value))
    if isinstance(value, dict):
        return {repr(key): described(item, above) for key, item in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(map(repr, value))
    if isinstance(value, (list, tuple)):
        return [described(item, above) for item in value]
    if type(value).__module__.startswith(("sphinx", "docutils")) and not isinstance(value, type):
        slots = [name for kind in type(value).__mro__ for name in getattr(kind, "__slots__", ())]
        names = {*getattr(value, "__dict__", {}), *slots} - {"app", "env"}
        return {name: described(getattr(value, name, None), above) for name in sorted(names)}
    return repr(value)


def test_the_standard_domain_knows_none_of_our_names(project: Project) -> None:
    write(project)
    with application(project, "html", "out") as app:
        for edit in range(3):
            write(project, edit)
            app.build()
            names = {name for kind, name in app.env.domains.standard_domain.objects if kind == "term"}
            assert names == {"Kite"}
        inventory = InventoryFile.loads(Path(app.outdir, "objects.inv").read_bytes(), uri="").data
        assert {"Alpha", "Beta 2", "Gamma", "Kite", "Second"} <= inventory["std:term"].keys()
        page = Path(app.outdir, "prose.html").read_text("utf-8")
        assert "glossterm-ref" in page


# ---- projects without terms


@pytest.mark.parametrize("builder", [*BUILDERS, "linkcheck"])
@pytest.mark.parametrize("language", mostly_long(["en", "de"], ["de"]))
def test_a_project_without_terms_has_nothing_of_ours(
    project: Project, builder: str, language: str
) -> None:
    project.write("index.rst", "Home\n====\n\n.. toctree::\n\n   a\n\nSee :ref:`search`.\n")
    project.write("a.rst", "A\n=\n\n.. index:: thing\n\nText, *emphasis*, [1]_.\n\n.. [1] A note.\n")
    project.translate("a", {"Text, *emphasis*, [1]_.": "Text, *Betonung*, [1]_."}, language="de")
    extensions = project.conf["extensions"]
    outputs = []
    for number, own in enumerate(
        (extensions, [name for name in extensions if name != "sphinx_glossterm"])
    ):
        with application(project, builder, f"out-{number}", extensions=own, language=language) as app:
            before = {
                name: getattr(app.builder, name) for name in dir(type(app.builder)) if name in METHODS
            }
            app.build()
            assert not METHODS.intersection(vars(app.builder))
            assert {name: getattr(app.builder, name) for name in before} == before
            outputs.append(tree(app))
    assert differing(*(map(without_registrations, outputs))) == []
    assert not any("glossterm" in name for name in outputs[0])


def without_registrations(files: Files) -> Files:
    """Leave out what Sphinx writes about everything registered, used or not."""
    found = {}
    for name, content in files.items():
        if name == ".buildinfo":  # a digest of the configuration, which has our options
            continue
        if Path(name).suffix in {".xml", ".pseudoxml"}:  # the domains
            content = re.sub(rb' xmlns:glossterm="[^"]*"', b"", content)
        if name.startswith("searchindex."):  # the versions of environments
            content = re.sub(rb',\s*"sphinx_glossterm":\s*\d+', b"", content)
        found[name] = content
    return found


METHODS = {name for name in dir(StandaloneHTMLBuilder) if callable(getattr(StandaloneHTMLBuilder, name))}


def test_methods_are_replaced_for_the_length_of_a_build(project: Project) -> None:
    write(project)
    with application(project, "html", "out") as app:
        seen: list[set[str]] = []
        app.connect(
            "html-page-context", lambda *_arguments: seen.append(METHODS & set(vars(app.builder)))
        )
        app.build()
        assert set().union(*seen) == set(spared.REPLACED)
        assert not METHODS.intersection(vars(app.builder))


# ---- what is Sphinx's own affair, and may go


@pytest.mark.parametrize("name", spared.REPLACED)
def test_the_methods_that_are_replaced_are_there(name: str) -> None:
    assert hasattr(StandaloneHTMLBuilder, name), (
        f"Sphinx's builder has no {name}() any more: a build that has nothing to write takes as long as"
        " any other. Look for another way in freshness/spared.py."
    )


@pytest.mark.parametrize("name", parents.TABLES)
def test_the_tables_that_are_written_are_there(project: Project, name: str) -> None:
    env = project.write("index.rst", "Home\n====\n").build("dummy").app.env
    assert isinstance(getattr(env, name, None), dict), (
        f"Sphinx's environment has no {name} any more: pages of entries need a toctree again. Look for"
        " another way in resolve/parents.py."
    )


def test_without_the_methods_a_build_is_right_and_slower(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spared, "REPLACED", (*spared.REPLACED, "gone"))
    write(project)
    with application(project, "html", "one") as app:
        app.build()
        inventory = Path(app.outdir, "objects.inv")
        before = inventory.stat().st_mtime_ns
        app.build()
        assert inventory.stat().st_mtime_ns > before
        write(project, 1)
        app.build()
        assert differing(tree(app), fresh(project, "html", "fresh")) == []


def test_without_the_tables_pages_have_the_place_that_sphinx_gives_them(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parents, "TABLES", (*parents.TABLES, "gone"))
    write(project)
    built = project.build()
    assert [line for line in built.warnings if "toc.not_included" in line]
    assert "Definition 0." in texts(built.page("a"), ".glossterm-definition")[0]


NESTED = """
# Home

:::{admonition} Note
A note.
:::

:::{only} html
:::{term} Alpha
A letter.
:::
:::
"""


@needs_myst
@pytest.mark.parametrize("name", [name_markup.RENDERER, "gone"])
def test_without_the_renderer_entries_in_directives_become_blocks(
    project: Project, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(base, "RENDERER", name)
    built = project.write("index.md", NESTED).build()
    is_section = bool(built.page("index").cssselect("section.glossterm"))
    assert is_section is (name != "gone"), "MyST's state has no renderer any more: see read/base.py."
    assert texts(built.page("index"), ".glossterm-definition") == ["A letter."]


@pytest.mark.parametrize("name", [config.IN_CONF, "gone"])
def test_without_the_table_of_conf_py_the_engine_is_chosen(
    project: Project, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(config, "IN_CONF", name)
    project.write("index.rst", "Home\n====\n\n.. term:: Alpha\n\n   A letter.\n")
    project.write("conf.py", "latex_engine = 'pdflatex'\n")
    built = project.build("latex", language="hi")
    expected = preset.ENGINE if name == "gone" else "pdflatex"
    assert built.app.config.latex_engine == expected, "Config has no _raw_config any more."


@needs_myst
@pytest.mark.parametrize("is_known", [True, False])
def test_what_the_renderer_notes_is_known(
    project: Project, monkeypatch: pytest.MonkeyPatch, is_known: bool
) -> None:
    """Else it is set up for each message, which takes longer."""
    from sphinx_glossterm.translate import markdown

    if not is_known:
        monkeypatch.setattr(markdown, "PER_MESSAGE", frozenset())
    calls: list[object] = []
    set_up = markdown.SandboxRenderer.setup_render

    def count(self: Any, *arguments: Any) -> None:
        calls.append(self)
        set_up(self, *arguments)

    monkeypatch.setattr(markdown.SandboxRenderer, "setup_render", count)
    project.write("index.md", "# Home\n\nA *b*.\n\nC **d**.\n")
    built = project.translate("index", {"A *b*.": "*ख*", "C **d**.": "**घ**"}).build(language="hi")
    assert texts(built.page("index"), ".body p") == ["ख", "घ"]
    assert (len(calls) == 1) is is_known, "MyST's renderer notes more than PER_MESSAGE says."


@pytest.mark.parametrize("is_there", [True, False])
def test_without_sphinx_s_logger_a_damaged_catalogue_is_named_twice(
    project: Project, monkeypatch: pytest.MonkeyPatch, is_there: bool
) -> None:
    if not is_there:
        monkeypatch.setattr(catalogues, "_logger", logging.getLogger("gone"))
    project.write("index.rst", "Home\n====\n\nText.\n").translate("index", {"Text.": "पाठ"})
    catalogue = project.folder / "locales/hi/LC_MESSAGES/index.po"
    catalogue.write_bytes(b'msgid "Home"\nmsgstr "\xff"\n')
    built = project.build(language="hi")
    assert len(built.warnings_of("translation")) == 1
    others = [line for line in built.warnings if "not_readable" in line]
    assert len(others) == (0 if is_there else 1), "Sphinx has another logger for catalogues."
    assert texts(built.page("index"), ".body p") == ["Text."]
