"""``glossterm new``: where the entry goes, in what style, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import Project, texts

from cli.helpers import CONF, Run

MYST = 'extensions.append("myst_parser")\nmyst_enable_extensions = ["colon_fence"]\n'
INDEX = "Tea\n===\n\n.. termindex::\n"


@pytest.fixture
def pages(project: Project) -> Project:
    """A file for each entry, in the folder ``words``; one in another folder, in the other markup."""
    project.write("conf.py", CONF + MYST)
    project.write("index.rst", INDEX)
    for name in ("Leaf", "Pot"):
        project.write(
            f"words/{name.lower()}.md", f"::::{{term}} {name}\n:category: Things\n\nIt is.\n::::\n"
        )
    project.write("other/water.rst", ".. term:: Water\n\n  It is.\n")
    return project


@pytest.fixture
def page(project: Project) -> Project:
    """One page for all entries, in alphabetical order."""
    project.write("conf.py", CONF)
    project.write("index.rst", INDEX)
    text = "Words\n=====\n\n.. term:: Leaf\n\n    It is.\n\n.. A label:\n\n.. _the-pot:\n\n.. term:: Pot\n\n    It is."
    project.write("words.rst", text)
    return project


def build(project: Project) -> None:
    project.conf = {}
    assert project.build().warnings == []


def test_a_file_of_its_own_in_the_markup_of_the_others(pages: Project, run: Run) -> None:
    said = run("new", "Black tea", "src", "--category", "things")
    assert (said.status, said.err) == (0, "")
    assert said.out == 'src/words/black-tea.md:1: the entry "Black tea" begins here. Fill it in.\n'
    text = (pages.folder / "words" / "black-tea.md").read_text()
    assert text.startswith("::::{term} Black tea\n:category: Things\n:status: draft\n\nTODO: ")
    assert text.endswith("::::\n")
    pages.conf = {}
    built = pages.build()
    assert built.warnings == []
    page = built.page("words/black-tea")
    assert texts(page, "h1 dfn") == ["Black tea"]
    assert texts(page, ".glossterm-definition") == ["TODO: say in one sentence what this is."]
    assert texts(page, ".glossterm-status") == ["Draft"]


def test_a_title_in_hindi(pages: Project, run: Run) -> None:
    pages.write("conf.py", CONF + MYST + 'language = glossterm_source_language = "hi"\n')
    said = run("new", "काली चाय", "src")
    assert said.status == 0
    text = (pages.folder / "words" / "काली-चाय.md").read_text()
    assert text.startswith("::::{term} काली चाय\n:status: draft\n\nTODO: एक वाक्य में बताएँ कि यह क्या है।\n")
    pages.conf = {}
    built = pages.build(language="hi")
    assert built.warnings == []
    assert built.page("words/काली-चाय").xpath("//section[@id='काली-चाय']")


def test_in_alphabetical_order_on_a_page(page: Project, run: Run) -> None:
    said = run("new", "Milk", "src")
    assert said.out == 'src/words.rst:8: the entry "Milk" begins here. Fill it in.\n'
    text = (page.folder / "words.rst").read_text()
    assert "    It is.\n\n.. term:: Milk\n    :status: draft\n\n    TODO" in text
    assert "deepdive and procon.\n\n.. A label:\n\n.. _the-pot:\n\n.. term:: Pot" in text
    run("new", "Zest", "src")
    run("new", "Acid", "src")
    run("new", "Lemon", "src")
    page.conf = {}
    built = page.build()
    assert built.warnings == []
    assert texts(built.page("words"), "dfn") == ["Acid", "Leaf", "Lemon", "Milk", "Pot", "Zest"]


def test_at_the_end_of_a_page_without_order(page: Project, run: Run) -> None:
    text = (page.folder / "words.rst").read_text().replace("Leaf", "Zest")
    page.write("words.rst", text)
    run("new", "Milk", "src")
    assert (page.folder / "words.rst").read_text().startswith(text + "\n\n.. term:: Milk\n")


def test_the_page_of_the_letter_or_of_the_category(project: Project, run: Run) -> None:
    project.write("conf.py", CONF)
    project.write("index.rst", INDEX)
    for name, titles, category in [
        ("a", ("Aroma", "Assam"), "Kinds"),
        ("b", ("Bag", "Blend", "Brew"), "Things"),
    ]:
        entries = [f".. term:: {title}\n   :category: {category}\n\n   It is.\n" for title in titles]
        project.write(f"{name}.rst", f"Letter {name}\n========\n\n" + "\n".join(entries))
    assert run("new", "Zest", "src").out.startswith("src/b.rst:")
    assert run("new", "Acid", "src").out.startswith("src/a.rst:4: ")
    assert run("new", "Bud", "src").out.startswith("src/b.rst:")
    assert run("new", "Bouquet", "src", "-c", "Kinds").out.startswith("src/a.rst:")
    build(project)


def test_a_project_without_entries(project: Project, run: Run) -> None:
    project.write("conf.py", CONF).write("index.rst", "Tea\n===\n\nText.\n")
    said = run("new", "Leaf", "src")
    assert said.status == 0
    assert (project.folder / "terms" / "leaf.rst").is_file()
    assert 'put "terms/leaf" into a toctree, or a termindex on a page' in said.err
    project.write("index.rst", INDEX)
    build(project)


def test_a_file_that_is_named(pages: Project, run: Run) -> None:
    said = run("new", "Kettle", "src", "--to", "src/things.md", "--id", "the-kettle")
    assert said.status == 0
    assert (pages.folder / "things.md").read_text().startswith("::::{term} Kettle\n:id: the-kettle\n")
    assert run("new", "Cup", "src", "--to", "src/index.rst").status == 0
    assert (
        (pages.folder / "index.rst")
        .read_text()
        .startswith(f"{INDEX}\n.. term:: Cup\n  :status: draft\n")
    )
    assert run("new", "Bag", "src", "--to", "src/other/water.rst").status == 0
    build(pages)


def test_without_colon_fences(pages: Project, run: Run) -> None:
    pages.write("conf.py", CONF + 'extensions.append("myst_parser")\n')
    for name in ("leaf", "pot"):
        pages.remove(f"words/{name}.md")
    run("new", "Leaf", "src", "--to", "src/leaf.md")
    assert (pages.folder / "leaf.md").read_text().startswith("```{term} Leaf\n")
    build(pages)


def test_values_that_yaml_would_misread(pages: Project, run: Run) -> None:
    run("new", "'Pu' #1: erh", "src", "-c", '"Dark": 10 # and more')
    pages.conf = {}
    built = pages.build()
    assert built.warnings == []
    assert texts(built.page("words/pu-1-erh"), ".glossterm-category") == ['"Dark": 10 # and more']
    assert texts(built.page("words/pu-1-erh"), "dfn") == ["'Pu' #1: erh"]


def test_nothing_is_written_on_trial(pages: Project, run: Run) -> None:
    said = run("new", "Cup", "src", "--dry-run")
    assert said.status == 0
    assert "+++ src/words/cup.md" in said.out
    assert "+::::{term} Cup" in said.out
    assert said.err == "Nothing has been written.\n"
    assert not (pages.folder / "words" / "cup.md").exists()


def test_line_ends_are_those_of_the_page(page: Project, run: Run) -> None:
    path = page.folder / "words.rst"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    run("new", "Zest", "src")
    assert b"\n" not in path.read_bytes().replace(b"\r\n", b"")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["Leaf"], 'There is an entry with the name "Leaf": src/words/leaf.md:1.'),
        (["LEAF"], 'There is an entry with the name "LEAF": src/words/leaf.md:1.'),
        (["Leaves", "--id", "leaf"], 'The entry "Leaf" has the id "leaf": src/words/leaf.md:1.'),
        (["Pot!"], 'The entry "Pot" has the id "pot": src/words/pot.md:1.'),
        (["Spout"], 'A built-in glossary has the term "Spout": src/old.rst:6.'),
        (["Handle"], "src/words/handle.md exists"),
        ([" "], "needs at least one letter"),
        (["a\nb"], "U+000A"),
        (["a\x1bb"], "U+001B"),
        (["Cup", "-c", "a\tb"], "U+0009"),
        (["Cup", "--id", "a b"], "'a-b' would do"),
        (["Cup", "--to", "src/cup.txt"], "is in no markup of this project"),
        (["Cup", "--to", "cup.rst"], "is not in 'src'"),
        (["Cup", "--to", "src"], "is a directory"),
        (["Cup", "--to", "src/conf.py/x.rst"], "'--to': 'src/conf.py' cannot be written: it is a file"),
        ([":status: x", "--to", "src/x.rst"], "begins like an option of a directive"),
        (["a `b`"], "has a backquote"),
    ],
)
def test_calls_that_are_wrong(pages: Project, run: Run, arguments: list[str], why: str) -> None:
    pages.write("old.rst", "Old\n===\n\n.. glossary::\n\n   Spout\n     It is.\n")
    pages.write("words/handle.md", "# Something else\n")
    before = {path: path.read_bytes() for path in pages.folder.rglob("*.*") if path.is_file()}
    title, *options = arguments
    said = run("new", title, "src", *options)
    assert said.status == 2
    assert why in " ".join(said.err.split())
    assert {path: path.read_bytes() for path in pages.folder.rglob("*.*") if path.is_file()} == before


def test_a_folder_without_a_project(run: Run, tmp_path: Path) -> None:
    said = run("new", "Leaf")
    assert said.status == 2
    assert "has no conf.py" in said.err


def test_a_project_that_cannot_be_read(pages: Project, run: Run) -> None:
    pages.write("conf.py", 'extensions = ["nonsense"]\n')
    said = run("new", "Cup", "src")
    assert said.status == 1
    assert "nonsense" in said.err


def test_a_file_that_is_not_utf_8_is_named_and_passed_over(pages: Project, run: Run) -> None:
    (pages.folder / "bad.rst").write_bytes(b"\xe4 glossary")
    said = run("new", "Cup", "src")
    assert said.status == 0
    assert "src/bad.rst:1: it is not UTF-8" in said.err
