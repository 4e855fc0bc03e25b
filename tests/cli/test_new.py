"""``glossterm new``: where the entry goes, in what style, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import Project, texts

from cli.helpers import CONF, Run
from sphinx_glossterm.cli.home import Known, find_neighbour
from sphinx_glossterm.cli.source import Source
from sphinx_glossterm.migration.migrate import read_page
from sphinx_glossterm.read.markup import Markup

MYST = 'extensions.append("myst_parser")\nmyst_enable_extensions = ["colon_fence"]\n'
INDEX = "Tea\n===\n\n.. termindex::\n"


@pytest.fixture
def pages(project: Project) -> Project:
    """A page for each entry: two in the folder ``words``, one in another folder and in the other markup."""
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
    """One page for all entries; a comment of two lines and a target belong to the second."""
    project.write("conf.py", CONF)
    project.write("index.rst", INDEX)
    text = "Words\n=====\n\n.. term:: Leaf\n\n    It is.\n\n.. A label\n   for all:\n\n.. _the-pot:\n\n.. term:: Pot\n\n    It is."
    project.write("words.rst", text)
    return project


def build(project: Project) -> None:
    project.conf = {}
    assert project.build().warnings == []


# ---- the neighbour


def neighbour(title: str, *pages: str, category: str = "", language: str = "en") -> str:
    """The neighbour's title, behind what says on which side of it the new entry goes.

    A page is written ``Category: Title, Title``.
    """
    files = []
    for page in pages:
        label, _, titles = page.rpartition(": ")
        option = f"   :category: {label}\n" if label else ""
        text = "Page\n====\n\n"
        text += "".join(f".. term:: {name}\n{option}\n   It is.\n\n" for name in titles.split(", "))
        files.append(Known(Source(Path("page.rst"), text), read_page(text, Markup.RST)))
    found = find_neighbour(files, title, category, language)
    assert found is not None
    return f"{'before' if found.is_after else 'behind'} {found.entry.title}"


def test_it_is_the_entry_before_in_dictionary_order() -> None:
    assert neighbour("Milk", "Leaf, Pot") == "behind Leaf"
    assert neighbour("Zest", "Leaf, Pot") == "behind Pot"
    assert neighbour("Milk", "Zest, Pot, Leaf") == "behind Leaf"  # whatever the order of the page
    assert neighbour("Milk", "Zest, Leaf", "Acid, Pot, Mate") == "behind Mate"
    assert neighbour("état", "Estate, Zest") == "behind Estate"


def test_it_is_the_entry_after_if_none_is_before() -> None:
    assert neighbour("Acid", "Pot, Leaf") == "before Leaf"


def test_it_is_the_entry_after_if_only_that_one_begins_with_the_letter() -> None:
    assert neighbour("Bag", "Acid, Aroma", "Blend, Brew") == "before Blend"
    assert neighbour("Brew", "Acid, Bag", "Bud, Cup") == "behind Bag"
    assert neighbour("Bag", "Acid", "Cup") == "behind Acid"
    assert neighbour("2 cups", "Acid, #") == "behind #"


def test_entries_of_its_category_go_before_others() -> None:
    pages = "Kinds: Assam, Mate", "Things: Leaf, Milk jug"
    assert neighbour("Milk", *pages, category="Kinds") == "behind Mate"
    assert neighbour("Milk", *pages, category="kinds") == "behind Mate"
    assert neighbour("Aroma", *pages, category="Things") == "before Leaf"
    assert neighbour("Milk pot", *pages, category="Places") == "behind Milk jug"
    assert neighbour("Milk pot", *pages) == "behind Milk jug"


def test_the_order_and_the_letters_are_those_of_the_source_language() -> None:
    assert neighbour("केतली", "कप, चाय, खपत", language="hi") == "behind कप"
    assert neighbour("चीनी", "कप, Tea", "चूर्ण", language="hi") == "before चूर्ण"
    assert neighbour("क़हवा", "कप, खपत", language="hi") == "behind कप"
    assert neighbour("Tea", "चाय, Zest", language="hi") == "behind चाय"
    assert neighbour("Tea", "चाय, Zest", language="en") == "before Zest"


def test_entries_inside_other_markup_are_nobody_s_neighbours() -> None:
    text = ".. note::\n\n   .. term:: Leaf\n\n      It is.\n"
    file = Known(Source(Path("page.rst"), text), read_page(text, Markup.RST))
    assert find_neighbour([file], "Milk", "", "en") is None


# ---- the page


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


def test_behind_its_neighbour_on_the_page(page: Project, run: Run) -> None:
    said = run("new", "Milk", "src")
    assert said.out == 'src/words.rst:8: the entry "Milk" begins here. Fill it in.\n'
    text = (page.folder / "words.rst").read_text()
    assert "    It is.\n\n.. term:: Milk\n    :status: draft\n\n    TODO" in text
    assert "deepdive and procon.\n\n.. A label\n   for all:\n\n.. _the-pot:\n\n.. term:: Pot" in text
    assert run("new", "Zest", "src").out.startswith("src/words.rst:25: ")
    page.conf = {}
    built = page.build()
    assert built.warnings == []
    assert texts(built.page("words"), "dfn") == ["Leaf", "Milk", "Pot", "Zest"]


def test_before_its_neighbour_with_all_that_belongs_to_that(page: Project, run: Run) -> None:
    said = run("new", "Pan", "src")
    assert said.out.startswith("src/words.rst:8: ")
    text = (page.folder / "words.rst").read_text()
    assert "procon.\n\n.. A label\n   for all:\n\n.. _the-pot:\n\n.. term:: Pot" in text
    assert run("new", "Acid", "src").out.startswith("src/words.rst:4: ")
    assert (page.folder / "words.rst").read_text().startswith("Words\n=====\n\n.. term:: Acid\n    :st")
    build(page)


def test_in_myst_before_its_neighbour_with_all_that_belongs_to_that(project: Project, run: Run) -> None:
    project.write("conf.py", CONF + MYST).write("index.rst", INDEX)
    above = "# Words\n\nText.\n\n"
    pot = "% A label\n(the-pot)=\n\n:::{term} Pot\nIt is.\n:::\n"
    project.write("words.md", above + pot)
    assert run("new", "Pan", "src").out.startswith("src/words.md:5: ")
    text = (project.folder / "words.md").read_text()
    assert text.startswith(f"{above}:::{{term}} Pan\n:status: draft\n\nTODO")
    assert text.endswith(f"procon.\n:::\n\n{pot}")
    build(project)


def test_pages_of_letters_stay_so(project: Project, run: Run) -> None:
    project.write("conf.py", CONF).write("index.rst", INDEX)
    for name, titles in [("a", ("Aroma", "Assam")), ("b", ("Bag", "Blend")), ("c", ("Cup",))]:
        entries = "\n".join(f".. term:: {title}\n\n   It is.\n" for title in titles)
        project.write(f"{name}.rst", f"Letter {name}\n========\n\n{entries}")
    assert run("new", "Acid", "src").out.startswith("src/a.rst:4: ")
    assert run("new", "Bacon", "src").out.startswith("src/b.rst:4: ")
    assert run("new", "Brew", "src").out.startswith("src/b.rst:")
    assert run("new", "Cream", "src").out.startswith("src/c.rst:4: ")
    build(project)


def test_a_page_of_its_own_or_a_shared_one_as_the_neighbour_has(pages: Project, run: Run) -> None:
    pages.write("more.rst", "More\n====\n\n.. term:: Cup\n   :category: Cups\n\n   It is.\n")
    assert run("new", "Tea", "src").out.startswith("src/words/tea.md:1: ")
    assert run("new", "Zest", "src").out.startswith("src/other/zest.rst:1: ")
    assert (pages.folder / "other" / "zest.rst").read_text().startswith(".. term:: Zest\n  :status:")
    assert run("new", "Mug", "src", "-c", "Cups").out.startswith("src/more.rst:9: ")
    build(pages)


def test_a_project_without_entries(project: Project, run: Run) -> None:
    project.write("conf.py", CONF).write("index.rst", "Tea\n===\n\nText.\n")
    said = run("new", "Leaf", "src")
    assert said.status == 0
    assert (project.folder / "terms" / "leaf.rst").is_file()
    assert 'put "terms/leaf" into a toctree, or a termindex on a page' in said.err
    project.write("index.rst", INDEX)
    build(project)


def test_a_project_without_entries_in_myst(project: Project, run: Run) -> None:
    project.write("conf.py", CONF + MYST).write("index.md", "# Tea\n\nText.\n")
    run("new", "Leaf", "src", "-c", "Things")
    text = (project.folder / "terms" / "leaf.md").read_text()
    assert text.startswith(":::{term} Leaf\n:category: Things\n:status: draft\n\nTODO")


def test_a_project_without_documents(project: Project, run: Run) -> None:
    project.write("conf.py", CONF)
    assert run("new", "Leaf", "src").out.startswith("src/terms/leaf.rst:1: ")


def test_a_file_that_is_named(pages: Project, run: Run) -> None:
    said = run("new", "Kettle", "src", "--to", "src/things.md", "--id", "the-kettle")
    assert said.status == 0
    assert (pages.folder / "things.md").read_text().startswith(":::{term} Kettle\n:id: the-kettle\n")
    assert run("new", "Cup", "src", "--to", "src/index.rst").status == 0
    text = (pages.folder / "index.rst").read_text()
    assert text.startswith(f"{INDEX}\n.. term:: Cup\n   :status: draft\n")
    said = run("new", "Bag", "src", "--to", "src/../src/other/water.rst", "-c", "Things")
    assert said.out.startswith("src/other/water.rst:1: ")
    text = (pages.folder / "other" / "water.rst").read_text()
    assert text.startswith(".. term:: Bag\n  :category: Things\n")
    assert text.endswith("procon.\n\n.. term:: Water\n\n  It is.\n")
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
    assert texts(built.page("words/pu-1-erh"), ".glossterm-category") == [
        'All terms / "Dark": 10 # and more'
    ]
    assert texts(built.page("words/pu-1-erh"), "dfn") == ["‘Pu’ #1: erh"]


def test_nothing_is_written_on_trial(pages: Project, run: Run) -> None:
    said = run("new", "Cup", "src", "--dry-run")
    assert said.status == 0
    assert "+++ src/words/cup.md" in said.out
    assert "+::::{term} Cup" in said.out
    assert said.err == "Nothing has been written.\n"
    assert not (pages.folder / "words" / "cup.md").exists()


def test_the_line_is_that_of_the_new_entry(page: Project, run: Run) -> None:
    text = (page.folder / "words.rst").read_text().replace("Leaf", "Pot holder")
    page.write("words.rst", text)
    assert run("new", "Po", "src").out.startswith("src/words.rst:8: ")


def test_line_ends_are_those_of_the_page(page: Project, run: Run) -> None:
    path = page.folder / "words.rst"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    run("new", "Zest", "src")
    assert b"\n" not in path.read_bytes().replace(b"\r\n", b"")


def test_a_title_with_a_backquote_stands_behind_tildes(pages: Project, run: Run) -> None:
    said = run("new", "a `b`", "src", "--to", "src/words/x.md", "--dry-run")
    assert "+:::{term} a `b`" in said.out or "+~~~{term} a `b`" in said.out


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["Leaf"], 'There is an entry with the name "Leaf": src/words/leaf.md:1.'),
        (["LEAF"], 'The entry "Leaf" has the id "leaf": src/words/leaf.md:1.'),
        (["Leaves", "--id", "leaf"], 'The entry "Leaf" has the id "leaf": src/words/leaf.md:1.'),
        (["Pot!"], 'The entry "Pot" has the id "pot": src/words/pot.md:1.'),
        (["Spout"], 'A built-in glossary has the term "Spout": src/old.rst:6.'),
        (["Handle"], "src/words/handle.md exists"),
        ([" "], "needs at least one letter"),
        (["a\nb"], "U+000A"),
        (["a\x1bb"], "U+001B"),
        (["Cup", "-c", "a\tb"], "U+0009"),
        (["Cup", "--id", "a b"], "'a-b' would do"),
        (["Cup", "--to", "src/cup.txt"], "does not end in a suffix that this project reads"),
        (["Cup", "--to", "cup.rst"], "is not in 'src'"),
        (["Cup", "--to", "src"], "is a directory"),
        (["Cup", "--to", "src/conf.py/x.rst"], "'--to': 'src/conf.py' cannot be written: it is a file"),
        ([":status: x", "--to", "src/x.rst"], "begins like an option of a directive"),
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


def test_a_title_with_markup_is_called_what_it_shows(pages: Project, run: Run) -> None:
    run("new", "*Lantern*", "src")
    assert ":id:" not in (pages.folder / "words" / "lantern.md").read_text()
    for title in ("Lantern", "**Lantern**"):
        assert 'There is an entry with the name "Lantern"' in run("new", title, "src").err
