"""``glossterm migrate``: a whole project before and after, and files that are not as they should be."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner
from lxml.html import HtmlElement
from support import Built, Project, needs_posix, texts

from cli.helpers import Run, Said
from sphinx_glossterm.cli import main
from sphinx_glossterm.terms.order import collator

ROOT = Path(__file__).parents[1] / "roots" / "builtin"
PAGES = ["glossary", "network"]


def copy(folder: Path, extensions: list[str]) -> Project:
    project = Project(folder)
    shutil.copytree(ROOT, folder, dirs_exist_ok=True)
    project.conf = {"extensions": extensions, "nitpicky": True, "version": "1", "copyright": "all"}
    return project


class Pair:
    """The project before and after migration; each build is made once."""

    def __init__(self, folder: Path) -> None:
        self.before = copy(folder / "before" / "src", ["myst_parser"])
        self.after = copy(folder / "after" / "src", ["myst_parser", "sphinx_glossterm"])
        self.files = [str(self.after.folder / name) for name in ("glossary.rst", "network.md")]
        result = CliRunner().invoke(main, ["migrate", *self.files, "--write"])
        self.said = Said(result.exit_code, result.stdout, result.stderr)
        self._built: dict[tuple[str, str, str], Built] = {}

    def build(self, which: str, builder: str = "html", language: str = "en") -> Built:
        key = which, builder, language
        if key not in self._built:
            project: Project = getattr(self, which)
            self._built[key] = project.build(builder, language=language)
        return self._built[key]

    def pages(self, name: str, language: str = "en") -> tuple[HtmlElement, HtmlElement]:
        before, after = (self.build(which, language=language) for which in ("before", "after"))
        return before.page(name), after.page(name)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    return Pair(tmp_path_factory.mktemp("migrate"))


def words(page: HtmlElement) -> set[str]:
    (body,) = page.cssselect("div.body")
    return set(" ".join(body.itertext()).split())


def ids(page: HtmlElement) -> set[str]:
    (body,) = page.cssselect("div.body")
    return {str(found) for found in body.xpath(".//@id")}


def terms(page: HtmlElement) -> list[str]:
    """The terms of the built-in glossaries of a page, in order."""
    return [text.removesuffix("¶") for text in texts(page, "dl.glossary > dt")]


# ---- the stand-in of a real project


def test_the_project_is_what_it_stands_for(pair: Pair) -> None:
    built = pair.build("before")
    assert built.warnings == []
    assert pair.build("before", language="hi").warnings == []
    entries = [entry for name in PAGES for entry in built.page(name).cssselect("dl.glossary > dd")]
    assert len(entries) > 100


def test_terms_with_markup_are_migrated_too(pair: Pair) -> None:
    assert pair.said.status == 0, pair.said.err
    built = pair.build("after")
    assert sum(len(built.page(name).cssselect("section.glossterm")) for name in PAGES) > 100
    assert {term for name in PAGES for term in terms(built.page(name))} == set()


@pytest.mark.parametrize("language", ["en", "hi"])
def test_no_warnings_afterwards(pair: Pair, language: str) -> None:
    assert pair.build("after", language=language).warnings == []


@pytest.mark.parametrize("name", ["index", "guide", *PAGES])
def test_every_message_is_the_same(pair: Pair, name: str) -> None:
    before, after = (pair.build(which, "gettext").messages(name) for which in ("before", "after"))
    assert sorted(before) == sorted(after)


@pytest.mark.parametrize("name", PAGES)
def test_every_anchor_goes_on_working(pair: Pair, name: str) -> None:
    before, after = pair.pages(name)
    assert ids(before) - ids(after) == set()
    for term in before.cssselect("dl.glossary > dt"):
        anchor, text = str(term.get("id")), term.text_content().removesuffix("¶")
        (found,) = after.xpath("//*[@id=$id]", id=anchor)
        around = found.xpath("ancestor-or-self::section[1]")[0]
        assert text in around.text_content(), anchor


@pytest.mark.parametrize("name", PAGES)
def test_no_word_is_lost(pair: Pair, name: str) -> None:
    before, after = pair.pages(name)
    assert words(before) - words(after) == set()


def test_hindi_shows_the_same_translations(pair: Pair) -> None:
    for name in PAGES:
        before, after = pair.pages(name, "hi")
        shown = {*texts(after, "dfn"), *terms(after)}
        for line in texts(after, "p.glossterm-aka"):
            shown.update(re.split(", ", line.partition(":")[2].strip()))
        assert {term for term in terms(before) if term not in shown} == set()
        # What is not translated shows references in their entries' language now, which it did not.
        translated = [
            text for text in texts(before, "dl.glossary p") if re.search("[\u0900-\u097f]", text)
        ]
        assert set(translated) - set(texts(after, "p")) == set()
        assert translated
    assert "तालिका" in texts(pair.build("after", language="hi").page("glossary"), "dfn")


def rows(built: Built) -> set[tuple[str, str]]:
    """Heading and text of each row of the general index."""
    page = built.page("genindex")
    return {
        (heading.text_content(), text)
        for heading in page.cssselect("h2")
        for table in [heading.getnext()]
        if table is not None
        for text in texts(table, "li > a:first-child")
    }


@pytest.mark.parametrize("language", ["en", "hi"])
def test_the_general_index_is_the_same(pair: Pair, language: str) -> None:
    before, after = (rows(pair.build(which, language=language)) for which in ("before", "after"))
    # A key of Sphinx's glossary is a heading, such as "फ़"; that of an entry is a reading, with a letter.
    letter = collator(language).letter
    assert {(letter(each) if len(each) < 3 else each, text) for each, text in before} == after
    assert ({"en": "T", "hi": "त"}[language], {"en": "table", "hi": "तालिका"}[language]) in after


def test_references_lead_to_the_entries(pair: Pair) -> None:
    before, after = pair.pages("guide")
    assert texts(before, "a span.std-term") == texts(after, "a span.std-term")
    page = pair.build("after").page("glossary")
    for link in after.cssselect("a.glossterm-ref"):
        href = str(link.get("href"))
        document, anchor = href.split("#")
        target = page if document == "glossary.html" else pair.build("after").page(document[:-5])
        assert target.xpath("//section[@id=$id]", id=anchor), href
    assert len(after.cssselect("a.glossterm-ref")) == len(after.cssselect("a span.std-term")) > 10


def test_other_projects_still_find_every_term(pair: Pair) -> None:
    before, after = (pair.build(which).inventory()["std:term"] for which in ("before", "after"))
    assert before.keys() - after.keys() == set()
    for name in before:
        document, anchor = after[name].split("#")
        page = pair.build("after").page(document[:-5])
        assert page.xpath("//*[@id=$id]", id=anchor.replace("$", name)), name


def test_the_order_is_the_one_that_readers_saw(pair: Pair) -> None:
    before, after = pair.pages("glossary")
    known = set(texts(after, "dfn"))
    assert [term for term in terms(before) if term in known] == texts(after, "dfn")


def test_comments_are_kept_and_targets_in_them_stay_dead(pair: Pair) -> None:
    for name in ("glossary.rst", "network.md"):
        old = (ROOT / name).read_text("utf-8")
        new = (pair.after.folder / name).read_text("utf-8")
        for comment in re.findall(r"^ *\.\. ((?!glossary|term|[\w-]+::|[|\[]).*)$", old, re.MULTILINE):
            assert comment in new
    assert "an-old-target-nobody-uses" not in ids(pair.build("after").page("glossary"))


def test_a_second_time_changes_nothing(pair: Pair) -> None:
    before = [Path(file).read_bytes() for file in pair.files]
    result = CliRunner().invoke(main, ["migrate", *pair.files, "--write"])
    assert (result.exit_code, result.stdout) == (0, "")
    assert [Path(file).read_bytes() for file in pair.files] == before


def test_other_builders_take_the_result(pair: Pair) -> None:
    for builder in ("latex", "text", "epub"):
        assert pair.build("after", builder).warnings == []


# ---- one file

Migrate = Callable[..., tuple[str, Said]]


@pytest.fixture
def migrate(run: Run, tmp_path: Path) -> Migrate:
    """Write a file, migrate it, and read it again."""

    def call(text: str, name: str = "a.rst", *options: str) -> tuple[str, Said]:
        path = tmp_path / name
        path.write_bytes(dedent(text).lstrip("\n").encode())
        said = run("migrate", name, *(options or ["--write"]))
        return path.read_bytes().decode(), said

    return call


def test_restructuredtext(migrate: Migrate) -> None:
    text, said = migrate(
        """
        Words
        =====

        .. glossary::

            Foo : F
            Foos
             One
             line.

               Quote.

             ::

                code
            .. comment

            bar
               Baz. \n
        After
        =====
        """
    )
    assert text == dedent(
        """\
        Words
        =====

        .. term:: Foo
            :aka: Foos
            :index-key: F
            :anchors: term-Foo, term-Foos

            One
            line.

              Quote.

            ::

               code

        .. comment

        .. term:: bar
            :anchors: term-bar

            Baz. \n
        After
        =====
        """
    )
    assert said.err == "a.rst: 2 entries migrated.\n"
    assert said.status == 0


@pytest.mark.parametrize("fence", ["```", "::::", "~~~"])
def test_myst(migrate: Migrate, fence: str) -> None:
    text, _said = migrate(
        f"""
        # Words

        {fence}{{glossary}}
        Foo, or so : F
        "Foos" # so
          *One*

              code

        .. comment

           goes on
        bar
            Baz.
        {fence}
        """,
        "a.md",
    )
    assert text == dedent(
        f"""\
        # Words

        {fence}{{term}} Foo, or so
        :aka: '"Foos" # so'
        :index-key: F
        :anchors: term-Foo-or-so, term-Foos-so

        *One*

            code
        {fence}

        % comment
        %
        %    goes on

        {fence}{{term}} bar
        :anchors: term-bar

        Baz.
        {fence}
        """
    )


def test_options_as_yaml(migrate: Migrate) -> None:
    source = "# W\n\n```{glossary}\n---\nsorted: true\n---\nb\n  B.\n\na\n  A.\n```\n"
    text, said = migrate(source, "a.md")
    assert '":sorted:" takes no value' in said.err
    assert text == source
    text, _said = migrate(source.replace(" true", ""), "a.md")
    assert text.index("{term} a") < text.index("{term} b")


def test_nothing_is_written_without_being_asked(migrate: Migrate) -> None:
    source = "W\n=\n\n.. glossary::\n\n   Foo\n     Bar."
    text, said = migrate(source, "a.rst", "--")
    assert text == source
    assert said.out.splitlines() == [
        "--- a.rst",
        "+++ a.rst",
        "@@ -1,7 +1,7 @@",
        " W",
        " =",
        " ",
        "-.. glossary::",
        "+.. term:: Foo",
        "+   :anchors: term-Foo",
        " ",
        "-   Foo",
        "-     Bar.",
        "\\ No newline at end of file",
        "+   Bar.",
        "\\ No newline at end of file",
    ]
    assert "Add --write" in said.err
    assert "can be migrated" in said.err


def test_line_ends_and_byte_order_mark(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.rst"
    source = (
        b"\xef\xbb\xbfW\r\n=\r\n\r\n.. glossary::\r\n\r\n   Foo\r\n     Bar.\r\n\r\n   b\r\n     Baz."
    )
    path.write_bytes(source)
    if os.name != "nt":  # which knows no such modes
        path.chmod(0o640)
    mode = path.stat().st_mode
    assert run("migrate", "a.rst", "--write").status == 0
    assert path.read_bytes() == (
        b"\xef\xbb\xbfW\r\n=\r\n\r\n.. term:: Foo\r\n   :anchors: term-Foo\r\n\r\n   Bar.\r\n\r\n"
        b".. term:: b\r\n   :anchors: term-b\r\n\r\n   Baz."
    )
    assert path.stat().st_mode == mode
    assert [found.name for found in tmp_path.iterdir()] == ["a.rst"]


@needs_posix
def test_a_symbolic_link_stays_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "real.rst").write_text("W\n=\n\n.. glossary::\n\n   Foo\n     Bar.\n")
    (tmp_path / "a.rst").symlink_to("real.rst")
    run("migrate", "a.rst", "--write")
    assert (tmp_path / "a.rst").is_symlink()
    assert ".. term:: Foo" in (tmp_path / "real.rst").read_text()


def test_tabs(migrate: Migrate) -> None:
    text, _said = migrate("W\n=\n\n.. glossary::\n\n\tFoo\n\t\tBar.\n\n\t\t- a\n\t\t- b\n")
    assert text.splitlines()[3:] == [
        ".. term:: Foo",
        "        :anchors: term-Foo",
        "",
        "        Bar.",
        "",
        "        - a",
        "        - b",
    ]


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ("see https://example.org\n  x", "has a link in it"),
        ("Foo  bar\n  x", "several spaces in a row"),
        (":sorted: foo\n  x", "begins like an option"),
        ("Foo : a : b\n  x", "more than one classifier"),
        ("Foo  :  a\n  x", "more than one space"),
        ("Foo\na; b\n  x", "one of its names has a semicolon"),
        ("Foo : a;b\n  x", "one of its classifiers has a semicolon"),
        ("Foo\n  ..", "it has no definition"),
        ("Foo\n  .. only a comment", "it has no definition"),
        ("Foo\n\nbar\n  x", '"Foo" has no definition of its own'),
        ("Foo\n    x\n  y", "is indented less than the first line"),
        ("Foo\nFoo\n  x", '"Foo" is defined again in line 7'),
        ("Foo\nFoo\nFoo\n  x", '"Foo" is defined again in lines 7 and 8'),
        ("Good\n  x", '"Good" is defined again in line 8'),
        ("..\n  x", '".." begins a comment'),
    ],
)
def test_what_cannot_be_carried_over_stays(migrate: Migrate, entry: str, why: str) -> None:
    lines = entry.splitlines()
    source = "W\n=\n\n.. glossary::\n\n" + "".join(f"   {line}".rstrip() + "\n" for line in lines)
    rest = "\n   Good\n     Word.\n\n   other\n     Word.\n"
    if "line 8" in why:
        rest = "\n" + rest.lstrip("\n")
        why = why.replace("line 8", f"line {7 + len(lines)}")
    text, said = migrate(source + rest)
    assert said.status == 0
    assert "a.rst:6: " in said.err
    assert why in said.err
    assert ".. term:: other" in text
    kept = [line.strip() for line in text.splitlines()]
    assert [line for line in lines if line.strip() not in kept] == []
    assert migrate(text)[0] == text


def test_terms_that_differ_by_case_are_two_entries(migrate: Migrate) -> None:
    text, said = migrate("W\n=\n\n.. glossary::\n\n   good\n     x\n\n   Good\n     Word.\n")
    assert said.err == "a.rst: 2 entries migrated.\n"
    assert ".. term:: good\n   :anchors: term-good\n" in text
    assert ".. term:: Good\n   :id: good-2\n   :anchors: term-Good\n" in text


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ("[Foo](x)\n  x", "has a link in it"),
        ("{doc}`Foo`\n  x", "has a link in it"),
        ("Foo  bar\n  x", "several spaces in a row"),
        ("Foo\n  % only a comment", "it has no definition"),
    ],
)
def test_what_cannot_be_carried_over_in_myst(migrate: Migrate, entry: str, why: str) -> None:
    text, said = migrate(f"# W\n\n```{{glossary}}\n{entry}\n\nother\n  x\n```\n", "a.md")
    assert "a.md:4: " in said.err
    assert why in said.err
    assert f"```{{glossary}}\n{entry}\n```\n\n```{{term}} other\n" in text


@pytest.mark.parametrize(
    ("source", "line", "why"),
    [
        (".. note::\n\n   .. glossary::\n\n      Foo\n        x\n", 3, "inside other markup"),
        ("- a\n\n  .. glossary::\n\n     Foo\n       x\n", 3, "inside other markup"),
        (".. only:: html\n\n   .. glossary::\n\n      Foo\n        x\n", 3, "inside other markup"),
        (".. glossary::\n", 1, "the glossary is empty"),
        (".. glossary::\n   :sorted:\n", 1, "the glossary is empty"),
        (".. glossary::\n\n   .. comment\n", 1, "the glossary is empty"),
        (".. glossary::\n   :sort:\n\n   Foo\n     x\n", 1, 'no option ":sort:"'),
        (".. glossary:: Foo\n     x\n", 1, "on the line of the directive"),
        (".. glossary::\n\n     stray\n\n   Foo\n     x\n", 1, "begins with indented text"),
    ],
)
def test_glossaries_that_stay(migrate: Migrate, source: str, line: int, why: str) -> None:
    text, said = migrate(source)
    assert text == source
    assert f"a.rst:{line}: This glossary is left as it was: " in said.err
    assert why in said.err
    assert said.status == 0


@pytest.mark.parametrize(
    ("source", "line", "why"),
    [
        ("- a\n\n  ```{glossary}\n  Foo\n    x\n  ```\n", 3, "inside other markup"),
        ("````{note}\n:name: n\n\n```{glossary}\nFoo\n  x\n```\n````\n", 4, "inside other markup"),
        ("```{eval-rst}\n.. glossary::\n\n   Foo\n     x\n```\n", 2, "reStructuredText within Markdown"),
        ("```{glossary}\n```\n", 1, "the glossary is empty"),
        ("```{glossary} Foo\n  x\n```\n", 1, "on the line of the directive"),
    ],
)
def test_glossaries_that_stay_in_myst(migrate: Migrate, source: str, line: int, why: str) -> None:
    text, said = migrate(source, "a.md")
    assert text == source
    assert f"a.md:{line}: This glossary is left as it was: " in said.err
    assert why in said.err


@pytest.mark.parametrize(
    "source",
    [
        "Text.\n",
        "",
        "::\n\n   .. glossary::\n\n      Foo\n        x\n",
        ".. code-block:: rst\n\n   .. glossary::\n\n      Foo\n        x\n",
        "..\n   .. glossary::\n\n      Foo\n        x\n",
    ],
)
def test_files_without_a_glossary(migrate: Migrate, source: str) -> None:
    text, said = migrate(source)
    assert (text, said.status, said.out) == (source, 0, "")
    assert said.err == "a.rst: no built-in glossary found.\n"


def test_examples_in_markdown_are_none(migrate: Migrate) -> None:
    source = "````md\n```{glossary}\nFoo\n  x\n```\n````\n"
    assert migrate(source, "a.md")[1].err == "a.md: no built-in glossary found.\n"


def test_what_reads_otherwise_is_named(migrate: Migrate) -> None:
    _text, said = migrate(".. glossary::\n\n   Foo\n     x\n\nAfter.\n")
    assert "a.rst:1: There is no heading before this glossary" in said.err
    assert "a.rst:6: This now follows the last entry" in said.err
    _text, said = migrate("```{glossary}\nFoo\n  x\n```\n\nAfter.\n", "a.md")
    assert "a.md:1: There is no heading before this glossary" in said.err
    assert "a.md:6: This now follows the last entry" in said.err


def test_ids_leave_headings_and_labels_where_they_are(migrate: Migrate) -> None:
    text, _said = migrate(
        """
        Foo
        ===

        .. _bar:

        Text.

        .. glossary::

           foo
              x

           Bar
              x

           C
              x

           C!
              x
        """
    )
    entries = re.findall(r"^\.\. term:: (.*)\n((?:   :.*\n)*)", text, re.MULTILINE)
    assert [(title, re.findall(":id: (.*)", options)) for title, options in entries] == [
        ("foo", ["term-foo"]),
        ("Bar", ["term-bar"]),
        ("C", []),
        ("C!", ["term-c"]),
    ]


def test_ids_of_several_files(run: Run, tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.rst").write_text(
            f"{name}\n=\n\n.. glossary::\n\n   {'!' * ord(name)}\n     x\n"
        )
    run("migrate", "a.rst", "b.rst", "c.rst", "--write")
    found = [re.findall(":id: (.*)", (tmp_path / f"{name}.rst").read_text()) for name in ("a", "b", "c")]
    assert found == [[], ["term-term"], ["term-2"]]


def test_a_project_that_does_not_know_entries_yet(run: Run, tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "a.rst").write_text("A\n=\n\n.. glossary::\n\n   Foo\n     x\n")
    (tmp_path / "conf.py").write_text('extensions = ["sphinx.ext.todo"]\n')
    hint = f"{tmp_path / 'conf.py'} does not load this extension"
    assert hint in run("migrate", "words/a.rst").err
    (tmp_path / "conf.py").write_text('extensions = ["sphinx_glossterm"]\n')
    assert hint not in run("migrate", "words/a.rst").err


# ---- files that cannot be


def test_a_file_that_is_not_utf_8(run: Run, tmp_path: Path) -> None:
    content = "Zürich\n\n.. glossary::\n\n   Foo\n     x\n".encode("latin-1")
    (tmp_path / "a.rst").write_bytes(content)
    (tmp_path / "b.rst").write_text("W\n=\n\n.. glossary::\n\n   Foo\n     x\n")
    said = run("migrate", "a.rst", "b.rst", "--write")
    assert said.status == 1
    assert "a.rst:1: it is not UTF-8" in said.err
    assert (tmp_path / "a.rst").read_bytes() == content
    assert ".. term:: Foo" in (tmp_path / "b.rst").read_text()


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("missing.rst", "does not exist"),
        (".", "is a directory"),
        ("a.ipynb", "not named as reStructuredText or MyST Markdown"),
    ],
)
def test_calls_that_are_wrong(run: Run, tmp_path: Path, name: str, why: str) -> None:
    source = "W\n=\n\n.. glossary::\n\n   Foo\n     x\n"
    (tmp_path / "b.rst").write_text(source)
    (tmp_path / "a.ipynb").write_text("{}")
    said = run("migrate", "b.rst", name, "--write")
    assert said.status == 2
    assert why in said.err
    assert (tmp_path / "b.rst").read_text() == source


def test_a_file_that_cannot_be_written(
    migrate: Migrate, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    source = "W\n=\n\n.. glossary::\n\n   Foo\n     x\n"
    (tmp_path / "a.rst").write_text(source)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Path, "replace", refuse)
    result = CliRunner().invoke(main, ["migrate", "a.rst", "--write"])
    assert result.exit_code == 1
    assert "a.rst cannot be written: Permission denied. It is as it was." in result.stderr
    assert (tmp_path / "a.rst").read_text() == source
    assert [path.name for path in tmp_path.iterdir()] == ["a.rst"]


# ---- half of it


@pytest.mark.parametrize("name", ["glossary.rst", "network.md"])
def test_a_half_migrated_project_works(tmp_path: Path, name: str) -> None:
    project = copy(tmp_path / "src", ["myst_parser", "sphinx_glossterm"])
    result = CliRunner().invoke(main, ["migrate", str(project.folder / name), "--write"])
    assert result.exit_code == 0
    built = project.build()
    assert built.warnings == []
    assert len(built.page("guide").cssselect("a span.std-term")) == 14


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("index.rst", "W\n=\n\n.. glossary::\n\n   Foo\n     Bar.\n\nAfter.\n\nDeep\n----\n\nEnd.\n"),
        ("index.md", "# W\n\n```{glossary}\nFoo\n  Bar.\n```\n\nAfter.\n\n## Deep\n\nEnd.\n"),
    ],
)
def test_what_follows_stays_outside_of_the_entry(project: Project, name: str, source: str) -> None:
    project.write(name, source)
    CliRunner().invoke(main, ["migrate", str(project.folder / name), "--write"])
    built = project.build()
    assert built.warnings == []
    page = built.page("index")
    sections = {
        text: [str(found.get("id")) for found in page.xpath(f"//p[.='{text}']/ancestor::section")]
        for text in ("Bar.", "After.", "End.")
    }
    assert sections == {"Bar.": ["w", "foo"], "After.": ["w"], "End.": ["w", "deep"]}


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("index.rst", ".. glossary::\n\n   Foo\n     Bar.\n\n   baz\n     Bar.\n"),
        ("index.md", "```{glossary}\nFoo\n  Bar.\n\nbaz\n  Bar.\n```\n"),
    ],
)
def test_a_page_without_a_heading(project: Project, name: str, source: str) -> None:
    project.write(name, source)
    CliRunner().invoke(main, ["migrate", str(project.folder / name), "--write"])
    built = project.build()
    assert built.warnings == []
    assert texts(built.page("index"), "section.glossterm > h1 dfn") == ["Foo", "baz"]
