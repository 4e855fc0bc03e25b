"""For translators: each mistake is named once, at its line, and what is dangerous is not shown."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from docutils import nodes
from support import Built, Project, texts

from sphinx_glossterm.translate.documents import TranslatedChildren

FOLDER = "locales/hi/LC_MESSAGES"
RST = """
    Home
    ====

    .. _install:

    Section
    -------

    {message}

    .. term:: Open Weights
       :aka: Free weights

       A definition.
    """
MYST = """
    # Home

    (install)=
    ## Section

    {message}

    :::{{term}} Open Weights
    :aka: Free weights

    A definition.
    :::
    """


def write(project: Project, message: str, translation: str, suffix: str = "rst") -> Project:
    source = (RST if suffix == "rst" else MYST).format(message=message)
    project.write(f"index.{suffix}", source)
    return project.translate("index", {"Home": "घर", message: translation, "Open Weights": "खुले भार"})


def line_of(project: Project, message: str, domain: str = "index") -> int:
    lines = (project.folder / FOLDER / f"{domain}.po").read_text("utf-8").splitlines()
    return next(
        number for number, line in enumerate(lines, 1) if line.startswith(f'msgid "{message[:20]}')
    )


def body(built: Built) -> str:
    [text] = texts(built.page("index"), ".body")
    return text


@dataclass(frozen=True)
class Case:
    """A message, a bad translation of it, and the expected warning."""

    message: str
    translation: str
    says: tuple[str, ...]
    suffix: str = "rst"
    withheld: bool = True


HINDI = re.compile("[\u0900-\u097f]")
JS = "javascript:alert(1)"
CASES = {
    # ---- broken markup
    "open literal": Case("A ``b`` text.", "एक ``b पाठ।", ("broken markup", "without end-string")),
    "open emphasis": Case("A *b* text.", "एक *b पाठ।", ("broken markup", "Inline emphasis")),
    "no space": Case("A *b* text.", "एक *b*का पाठ।", ("broken markup", r'"\ "')),
    "open strong": Case("A **b** text.", "एक **b पाठ।", ("Inline strong",)),
    "open interpreted text": Case("A plain text.", "एक `b पाठ।", ("broken markup",)),
    "open role": Case("See :ref:`install`.", ":ref:`install देखें।", ("broken markup",)),
    "open substitution": Case("A plain text.", "एक |b पाठ।", ("broken markup",)),
    "in a title": Case("Section", "खंड *क", ("broken markup",)),
    # ---- unknown roles
    "unknown role": Case(
        "See :ref:`install`.", ":reff:`install` देखें।", ('no role ":reff:"', 'Write ":ref:"')
    ),
    "role from nowhere": Case("A plain text.", ":xyz:`पाठ` है।", ('no role ":xyz:"', "Remove it")),
    "unknown role in MyST": Case(
        "See {ref}`install`.", "{reff}`install` देखें।", ('no role "{reff}"', 'Write "{ref}"'), "md"
    ),
    # ---- raw HTML
    "script": Case("A plain text.", "पाठ <script>alert(1)</script>।", ("raw HTML", "<script>"), "md"),
    "script block": Case("A plain text.", "<script>alert(1)</script>", ("raw HTML",), "md"),
    "handler": Case("A <b>c</b>.", '<b onclick="alert(1)">c</b>।', ("raw HTML", "onclick"), "md"),
    "image": Case("A plain text.", "पाठ <img src=x onerror=alert(1)>", ("raw HTML",), "md"),
    "end tag": Case("A plain text.", "पाठ </div>", ("raw HTML", "</div>"), "md"),
    "comment": Case("A plain text.", "पाठ\n\n<!-- बाकी", ("raw HTML",), "md"),
    # ---- addresses
    "address": Case("A `b <https://x.org>`_.", f"`b <{JS}>`_।", ("could run code", JS[:-1])),
    "bare address": Case("A plain text.", f"पाठ {JS} है।", ("could run code",)),
    "case": Case("A plain text.", "`b <JavaScript:alert(1)>`__", ("could run code",)),
    "escaped": Case("A plain text.", "`b <java\\script:alert(1)>`__", ("could run code",)),
    "space": Case("A plain text.", "`b <java\tscript:alert(1)>`__", ("could run code",)),
    "vbscript": Case("A plain text.", "`b <vbscript:x>`__", ("could run code",)),
    "data": Case("A plain text.", "`b <data:text/html,x>`__", ("could run code",)),
    "address in MyST": Case("A [b](https://x.org).", f"[b]({JS})।", ("could run code",), "md"),
    "entity": Case("A plain text.", "[b](&#106;avascript:alert(1))", ("could run code",), "md"),
    "autolink": Case("A plain text.", f"<{JS}>", ("could run code",), "md"),
    "data in MyST": Case("A plain text.", "[b](data:text/html,x)", ("could run code",), "md"),
    # ---- what runs
    "directive": Case("A plain text.", ".. include:: /etc/passwd", ('".. include::"', "directives")),
    "nested directive": Case("A plain text.", "- .. raw:: html\n\n     <b>", ("directives",)),
    "fence": Case("A plain text.", "```{include} /etc/passwd\n```", ("directives",), "md"),
    "expression": Case("A plain text.", "{{ env.docname }}", ("expressions",), "md"),
    # ---- what Sphinx drops without a word
    "list": Case("A plain text.", "- एक पाठ", ("not a single paragraph",)),
    "numbered": Case("A plain text.", "1. एक पाठ", ("not a single paragraph",)),
    "two paragraphs": Case("A plain text.", "एक पाठ\n\nऔर एक", ("not a single paragraph",)),
    "two paragraphs in MyST": Case(
        "A plain text.", "एक पाठ\n\nऔर एक", ("not a single paragraph",), "md"
    ),
    "heading in MyST": Case("A plain text.", "## एक पाठ", ("not a single paragraph",), "md"),
    # ---- references
    "missing reference": Case(
        "See :ref:`x <install>`.", "देखें।", ('leaves out ":ref:`install`"',), withheld=False
    ),
    "altered reference": Case(
        "See :doc:`x <index>` or :ref:`y <install>`.",
        ":doc:`x <index>` या :doc:`y </index>`।",
        ('leaves out ":ref:`install`"', 'refers to ":doc:`/index`"'),
        withheld=False,
    ),
    "missing term": Case(
        "A :term:`Open Weights`.",
        "खुले भार।",
        ("no references to terms where the source text has 1", ":term:`text <target>`"),
        withheld=False,
    ),
    "missing link": Case("A `b <https://x.org>`_.", "एक b।", ("no links",), withheld=False),
    "missing reference in MyST": Case(
        "See {ref}`x <install>`.", "देखें।", ('leaves out "{ref}`install`"',), "md", withheld=False
    ),
    "missing link in MyST": Case("A [b](https://x.org).", "एक b।", ("no links",), "md", withheld=False),
    "link that is no more in MyST": Case(
        "See [b](#install).", "[b] (#install)।", ("leaves out", "#install"), "md", withheld=False
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_mistake_is_named_once_at_its_line(project: Project, case: Case) -> None:
    if case.message == "Section":
        project.write("index.rst", RST.format(message="A text."))
        project.translate("index", {"Home": "घर", "Section": case.translation})
    else:
        write(project, case.message, case.translation, case.suffix)
    built = project.build(language="hi")
    assert len(built.warnings) == 1, built.warnings
    [warning] = built.warnings_of("translation")
    line = line_of(project, case.message)
    assert warning.startswith(f"{FOLDER}/index.po:{line}: WARNING: "), warning
    for words in case.says:
        assert words in warning
    assert ("The source text is shown" in warning) is case.withheld
    assert body(built).startswith("घर")
    [shown] = texts(built.page("index"), ".body h2" if case.message == "Section" else ".body p")[:1]
    assert bool(HINDI.search(shown)) is not case.withheld
    html = built.text("index.html").casefold()
    for word in ("javascript:", "vbscript:", "data:text", "alert(1)", "root:", "<!-- बाकी"):
        assert word not in html


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.withheld])
def test_suppressed_warnings_are_not_given_and_mistakes_not_shown(project: Project, name: str) -> None:
    case = CASES[name]
    if case.message == "Section":
        project.write("index.rst", RST.format(message="A text."))
        project.translate("index", {"Section": case.translation})
    else:
        write(project, case.message, case.translation, case.suffix)
    built = project.build(language="hi", suppress_warnings=["glossterm.translation"])
    assert built.warnings == []
    shown = texts(built.page("index"), ".body h2" if case.message == "Section" else ".body p")[0]
    assert not HINDI.search(shown)


GOOD = {
    "term by its name": (":term:`Open Weights`.", ":term:`Open Weights` देखें।", "खुले भार देखें।"),
    "term with text": (":term:`Open Weights`.", ":term:`मुक्त <Open Weights>` है।", "मुक्त है।"),
    "own role": (":termboth:`Open Weights`.", ":termboth:`मुक्त <Open Weights>`।", "(Open Weights)।"),
    "reordered": (
        ":ref:`x <install>` and :doc:`index`.",
        ":doc:`index` तथा :ref:`य <install>` है।",
        "घर तथा य है।",
    ),
    "text of a role": ("Press :kbd:`Ctrl`.", ":kbd:`कंट्रोल` दबाएँ।", "कंट्रोल दबाएँ।"),
    "abbreviation": ("An :abbr:`L (large)`.", "एक :abbr:`ल (बड़ा)`।", "एक ल।"),
    "link elsewhere": ("A `b <https://en.x.org>`_.", "एक `ब <https://hi.x.org>`_।", "एक ब।"),
    "noqa": ("See :ref:`x <install>`.", "देखें। # noqa", "देखें।"),
    "danda": ("A *b* and ``c``.", "*ब*। और ``c``।", "ब। और c।"),
    "more emphasis": ("A plain text.", "**एक** *पाठ* ``c``।", "एक पाठ c।"),
    "escape": ("A \\* text.", "एक \\* पाठ।", "एक * पाठ।"),
    "null space": ("The *b* text.", "*ब*\\ का पाठ।", "बका पाठ।"),
    "script in words": ("On data.", "data: और javascript के बारे में।", "data: और javascript के बारे में।"),
    "number": ("In 2024 it was.", "2024 में।", "2024 में।"),
}
GOOD_MYST = {
    "code": ("A `b` text.", "एक `<b>` पाठ `<https://x.org>`।", "एक <b> पाठ <https://x.org>।"),
    "autolink": ("See <https://x.org/en>.", "<https://x.org/hi> देखें।", "https://x.org/hi देखें।"),
    "tags": ("A <b>c</b> d.", "<b>ग</b> घ <b>च</b>।", "ग घ च।"),
    "title of a tag": ('<abbr title="Big">B</abbr> d.', '<abbr title="बड़ा">ब</abbr> घ।', "ब घ।"),
    "role": ("{term}`Open Weights`.", "{term}`मुक्त <Open Weights>` है।", "मुक्त है।"),
    "link": ("See [x](#install).", "[य](#install) देखें।", "य देखें।"),
    "less than": ("If a < b.", "यदि a < b।", "यदि a < b।"),
    "stars": ("A *b*.", "एक **ब।", "एक **ब।"),
}


@pytest.mark.parametrize(("message", "translation", "shown"), GOOD.values(), ids=GOOD)
def test_good_translations_are_shown_without_a_word(
    project: Project, message: str, translation: str, shown: str
) -> None:
    built = write(project, message, translation).build(language="hi")
    assert built.warnings == []
    assert texts(built.page("index"), ".body p")[0].endswith(shown)


@pytest.mark.parametrize(("message", "translation", "shown"), GOOD_MYST.values(), ids=GOOD_MYST)
def test_good_translations_in_myst_are_shown_without_a_word(
    project: Project, message: str, translation: str, shown: str
) -> None:
    built = write(project, message, translation, "md").build(language="hi")
    assert built.warnings == []
    assert texts(built.page("index"), ".body p")[0] == shown


def test_an_introduction_to_literal_text(project: Project) -> None:
    project.write("index.rst", "Home\n====\n\nLike this::\n\n   code\n")
    built = project.translate("index", {"Like this::": "*इस* तरह::"}).build(language="hi")
    assert built.warnings == []
    assert texts(built.page("index"), ".body p") == ["इस तरह:"]


def test_numbers_may_begin_a_title(project: Project) -> None:
    project.write("index.rst", "1. Home\n=======\n\n1. Part\n-------\n")
    built = project.translate("index", {"1. Part": "1. भाग", "1. Home": "1. घर"}).build(language="hi")
    assert built.warnings == []


def test_the_target_of_a_term_may_be_translated(project: Project) -> None:
    built = write(project, "See :term:`Open Weights`.", ":term:`खुले भार` देखें।").build(language="hi")
    assert built.warnings == []
    assert texts(built.page("index"), "a.glossterm-ref") == ["खुले भार"]


def test_names_and_titles_of_entries_are_text(project: Project) -> None:
    project.write("index.rst", RST.format(message="Text."))
    names = {"Open Weights": "खुले `भार <javascript:x>", "Free weights": "*मुक्त https://x.example"}
    built = project.translate("index", names).build(language="hi")
    assert built.warnings == []
    assert texts(built.page("index"), "dfn") == [names["Open Weights"]]


def test_a_catalogue_of_the_source_language_is_judged_too(project: Project) -> None:
    write(project, "A plain text.", "एक *पाठ")
    project.translate("index", {"A plain text.": "A *text"}, language="en")
    [warning] = project.build().warnings_of("translation")
    assert warning.startswith("locales/en/LC_MESSAGES/index.po:")


def test_no_traces_are_left_in_the_doctree(project: Project) -> None:
    write(project, "See :ref:`x <install>`.", "देखें।")
    project.write("more.rst", ":orphan:\n\nText.\n").translate("more", {"Text.": "*पाठ"})
    built = project.build(language="hi")
    for name in ("index", "more"):
        for node in built.doctree(name).findall(nodes.Element):
            assert not isinstance(node, TranslatedChildren)
            assert "translatable" not in node
    [paragraph] = built.doctree("more").findall(nodes.paragraph)
    assert paragraph["translated"] is False


def test_the_doctree_keeps_no_document_of_a_message(project: Project) -> None:
    write(project, "See :ref:`x <install>`.", ":ref:`य <install>` *देखें*।")
    document = project.build(language="hi").doctree("index")
    assert {id(node.document) for node in document.findall() if node.document} == {id(document)}


def test_withheld_definition_counts_as_untranslated(project: Project) -> None:
    project.write("index.rst", RST.format(message="Text."))
    project.translate("index", {"A definition.": "एक *परिभाषा"})
    page = project.build(language="hi").page("index")
    assert texts(page, ".glossterm-definition .language-en, .glossterm-definition [lang=en]") == [
        "A definition."
    ]


def test_parallel_reading_names_the_same(project: Project) -> None:
    names = [f"page{number}" for number in range(8)]
    project.write("index.rst", "Home\n====\n\n.. toctree::\n   :glob:\n\n   page*\n")
    for name in names:
        project.write(f"{name}.rst", f"{name}\n=====\n\nA *b* text.\n")
        project.translate(name, {"A *b* text.": "एक *b पाठ।"})
    warnings = project.build(language="hi", jobs=2).warnings
    assert len(warnings) == 8
    assert {Path(warning.partition(":")[0]).stem for warning in warnings} == set(names)


def test_one_catalogue_for_several_documents(project: Project) -> None:
    project.write("index.rst", "Home\n====\n\n.. toctree::\n\n   a/b\n")
    project.write("a/b.rst", "B\n=\n\nA *b* text.\n").translate("a", {"A *b* text.": "एक *b पाठ।"})
    [warning] = project.build(language="hi", gettext_compact=True).warnings
    assert warning.startswith(f"{FOLDER}/a.po:{line_of(project, 'A *b*', 'a')}: ")


def test_the_second_build_of_what_has_not_changed_is_silent(project: Project) -> None:
    write(project, "A *b* text.", "एक *b पाठ।").build(language="hi")
    assert project.build(language="hi").warnings == []


# ---- catalogues


def catalogue(project: Project, name: str = "index.po") -> Path:
    return project.folder / FOLDER / name


def simple(project: Project) -> Project:
    project.write("index.rst", "Home\n====\n\n.. toctree::\n\n   other\n\nText.\n")
    project.write("other.rst", "Other\n=====\n")
    project.translate("other", {"Other": "दूसरा"})
    return project.translate("index", {"Home": "घर", "Text.": "पाठ।"})


def test_a_compiled_catalogue_left_over_is_named(project: Project) -> None:
    simple(project).build(language="hi")
    catalogue(project).unlink()
    built = project.build(language="hi")
    [warning] = built.warnings
    assert warning.startswith(f"{FOLDER}/index.mo:1: WARNING: ")
    assert "still used" in warning
    assert "पाठ।" in body(built)
    assert project.build(language="hi", suppress_warnings=["glossterm.translation"]).warnings == []


def test_one_that_nobody_uses_is_to_be_deleted(project: Project) -> None:
    simple(project).build(language="hi")
    catalogue(project).rename(catalogue(project, "gone.po"))
    catalogue(project).with_suffix(".mo").rename(catalogue(project, "old.mo"))
    warnings = project.build(language="hi").warnings_of("translation")
    assert any("old.mo:1" in warning and "no document uses it" in warning for warning in warnings)


@pytest.mark.parametrize("jobs", [0, 2])
def test_a_catalogue_that_has_gone_is_named_once_and_its_documents_read_again(
    project: Project, jobs: int
) -> None:
    simple(project).build(language="hi", jobs=jobs)
    catalogue(project).unlink()
    catalogue(project, "index.mo").unlink()
    built = project.build(language="hi", jobs=jobs)
    [warning] = built.warnings
    assert warning.startswith(f"{FOLDER}/index.po:1: WARNING: ")
    assert 'is gone, so "index" fell back to the source text' in warning
    assert body(built).startswith("Home")
    assert built.written == {"index"}
    assert project.build(language="hi", jobs=jobs).warnings == []


def test_a_catalogue_that_comes_back_is_used(project: Project) -> None:
    simple(project).build(language="hi")
    kept = catalogue(project).read_bytes()
    catalogue(project).unlink()
    catalogue(project, "index.mo").unlink()
    project.build(language="hi")
    catalogue(project).write_bytes(kept)
    built = project.build(language="hi")
    assert built.warnings == []
    assert body(built).startswith("घर")


DAMAGED = {
    "quotes": (b'msgid "Home"\nmsgstr "\xe0\xa4\x98\n', 2, "quotes are not balanced"),
    "conflict": (b'msgid "Home"\nmsgstr "x"\n<<<<<<< HEAD\n', 3, "merge conflict"),
    "not UTF-8": (b'msgid "Home"\nmsgstr "\xff"\n', 2, "not UTF-8"),
    "no msgstr": (b'msgid "Home"\n\nmsgid "Text."\nmsgstr "x"\n', 1, "missing msgstr"),
    "keyword": (b'mgsid "Home"\nmsgstr "x"\n', 1, "neither a comment nor a quoted text"),
    "two translations": (b'msgid "Home"\nmsgstr "x"\n\nmsgid "Home"\nmsgstr "y"\n', 4, "in two ways"),
    "other language": (b'msgid ""\nmsgstr "Language: de\\n"\n', 1, "Language: de"),
}


@pytest.mark.parametrize(("content", "line", "says"), DAMAGED.values(), ids=DAMAGED)
def test_a_broken_catalogue_is_named_once_at_its_line(
    project: Project, content: bytes, line: int, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    simple(project)
    catalogue(project).write_bytes(content)
    built = project.build(language="hi")
    [warning] = built.warnings
    assert warning.startswith(f"{FOLDER}/index.po:{line}: WARNING: The catalogue is damaged: "), warning
    assert says in warning
    assert warning.endswith("[glossterm.translation]")
    quiet = project.build(language="hi", out="other", suppress_warnings=["glossterm.translation"])
    assert quiet.warnings_of("translation") == []


@pytest.mark.parametrize("place", ["index", "index.po.d"])
def test_a_broken_catalogue_is_named_beside_a_folder_with_its_name(project: Project, place: str) -> None:
    simple(project)
    catalogue(project).write_bytes(b"nonsense")
    catalogue(project).with_name(place).mkdir()
    [warning] = project.build(language="hi").warnings
    assert warning.startswith(f"{FOLDER}/index.po:1: WARNING: The catalogue is damaged: "), warning


def test_good_catalogues_are_not_read_again(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    simple(project).build(language="hi")
    read: list[object] = []
    monkeypatch.setattr("sphinx_glossterm.translate.catalogues.read_catalogue", read.append)
    assert project.build(language="hi").warnings == []
    assert read == []


def test_a_broken_compiled_catalogue_is_named(project: Project) -> None:
    simple(project)
    compiled = catalogue(project, "index.mo")
    compiled.write_bytes(b"nonsense")
    later = catalogue(project).stat().st_mtime + 100
    os.utime(compiled, (later, later))
    [warning] = project.build(language="hi", gettext_auto_build=False).warnings_of("translation")
    assert warning.startswith(f"{FOLDER}/index.mo:1: ")
    assert "Delete it" in warning
