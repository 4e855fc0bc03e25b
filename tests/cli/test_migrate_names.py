"""``glossterm migrate`` and names with markup: twenty entries as a real project has them, in three forms."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from textwrap import dedent
from typing import Final

import pytest
from click.testing import CliRunner
from lxml.html import HtmlElement
from support import Built, Project

from cli.helpers import Said
from sphinx_glossterm.cli import main
from sphinx_glossterm.migration.migrate import migrate, read_page
from sphinx_glossterm.read.markup import Markup
from sphinx_glossterm.terms.entry import split_list

ROOT: Final = Path(__file__).parents[1] / "roots" / "names"
FILES: Final = ["directive.rst", "directive.md", "list.md"]
MYST: Final = ["colon_fence", "deflist", "attrs_block"]


def markup_of(name: str) -> Markup:
    return Markup.MYST if name.endswith("md") else Markup.RST


class Pair:
    """A project with one of the files before and after migration."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self.source = (ROOT / name).read_text("utf-8")
        self.before, self.after = (Project(folder / which / "src") for which in ("before", "after"))
        for project, extensions in ((self.before, []), (self.after, ["sphinx_glossterm"])):
            project.conf = {
                "extensions": ["myst_parser", *extensions],
                "myst_enable_extensions": MYST,
            }
            project.folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, project.folder / f"index.{name.rpartition('.')[2]}")
        self.path = next(self.after.folder.glob("index.*"))
        result = CliRunner().invoke(main, ["migrate", str(self.path), "--write"])
        self.said = Said(result.exit_code, result.stdout, result.stderr)
        self.text = self.path.read_text("utf-8")
        self._built: dict[tuple[str, str], Built] = {}

    def build(self, which: str, builder: str = "html") -> Built:
        if (which, builder) not in self._built:
            project: Project = getattr(self, which)
            self._built[which, builder] = project.build(builder)
        return self._built[which, builder]


@pytest.fixture(scope="module", params=FILES)
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    pytest.importorskip("myst_parser")
    return Pair(tmp_path_factory.mktemp("names"), request.param)


def ids(page: HtmlElement) -> set[str]:
    (body,) = page.cssselect("div.body")
    return {str(found) for found in body.xpath(".//@id")}


def test_every_entry_is_migrated(pair: Pair) -> None:
    assert pair.said.status == 0, pair.said.err
    assert "20 entries migrated.\n" in pair.said.err
    assert "left as" not in pair.said.err


def test_names_are_written_as_they_were(pair: Pair) -> None:
    old, new = (read_page(text, markup_of(pair.name)) for text in (pair.source, pair.text))
    names = [[term.name for term in entry.terms] for entry in old.glossaries[0].entries]
    assert sum(map(len, names)) == (20 if pair.name == "list.md" else 30)
    options = pytest.importorskip("myst_parser.parsers.options")
    for (title, *aliases), entry in zip(names, new.entries, strict=True):
        block = pair.text.splitlines()[entry.first : entry.end]
        assert block[0].partition(":: " if pair.name == "directive.rst" else "} ")[2] == title
        value = next((line.strip()[6:] for line in block if line.strip().startswith(":aka: ")), "")
        if pair.name != "directive.rst" and value:
            ((_name, value),) = options.options_to_items(f"aka: {value}")[0]
        assert list(split_list(value)) == aliases


def test_a_second_time_changes_nothing(pair: Pair) -> None:
    again = migrate(pair.text, markup_of(pair.name))
    assert (again.text, again.migrated, again.glossaries) == (pair.text, 0, 0)


def test_names_are_read_as_sphinx_reads_them(pair: Pair) -> None:
    built = pair.build("before")
    assert built.warnings == []
    page = read_page(pair.source, markup_of(pair.name))
    assert {term.reading.words for term in page.terms} == set(built.inventory()["std:term"])
    anchors = {str(term.get("id")) for term in built.page("index").cssselect("dl.glossary > dt")}
    assert {term.anchor for term in page.terms} == anchors


def test_the_result_builds_and_has_every_anchor(pair: Pair) -> None:
    built = pair.build("after")
    assert built.warnings == []
    page = built.page("index")
    assert len(page.cssselect("section.glossterm")) == 20
    assert ids(pair.build("before").page("index")) - ids(page) == set()


def test_every_message_is_the_same(pair: Pair) -> None:
    before, after = (
        set(pair.build(which, "gettext").messages("index")) for which in ("before", "after")
    )
    if pair.name == "list.md":
        # MyST gives translators the text of its terms alone, and the command says so.
        page = read_page(pair.source, Markup.MYST)
        assert before - after == {term.reading.words for term in page.terms} - {
            term.name for term in page.terms
        }
        assert (
            'such as "`git rebase`". Until now the message was the text alone, "git rebase"'
            in pair.said.err
        )
    else:
        assert before - after == set()
        # What Sphinx calls "|prod|".
        assert after - before == ({"prod"} if pair.name == "directive.rst" else set())


# ---- one name

WORDS: Final = """
    Words
    =====

    .. |lock| replace:: Lock
    .. |logo| image:: logo.png
    .. _site: https://example.org
    .. role:: red
    .. role:: python(code)
    .. role:: html(raw)
       :format: html

    .. glossary::

       {}
          It is.
"""


def of_rst(name: str, head: str = WORDS) -> tuple[str, str]:
    """The lines of the entry made from a name, and the notes about it."""
    found = migrate(dedent(head).format(name), Markup.RST)
    entry = re.search(r"^\.\. term:: .*\n(?:   :.*\n)*", found.text, re.MULTILINE)
    return entry[0] if entry else "", "\n".join(note.text for note in found.notes)


def of_myst(name: str) -> tuple[str, str]:
    found = migrate(f"# Words\n\n```{{glossary}}\n{name}\n  It is.\n```\n", Markup.MYST)
    entry = re.search(r"^\S*\{term\} .*\n(?::.*\n)*", found.text, re.MULTILINE)
    return entry[0] if entry else "", "\n".join(note.text for note in found.notes)


@pytest.mark.parametrize(
    ("name", "anchor"),
    [
        ("``code``", "term-code"),
        (r"``C:\temp``", "term-C-temp"),
        (r"C:\\temp", "term-C-temp"),
        ("**strong** and *weak*", "term-strong-and-weak"),
        (r"a\ b", "term-ab"),
        (r"foo\_", "term-foo_"),
        ("__init__", "term-__init__"),
        ("*args", "term-args"),
        ("|x", "term-x"),
        ("`x", "term-x"),
        ("`keep-alive`", "term-keep-alive"),
        (":red:`alert`", "term-alert"),
        (":python:`print()`", "term-print"),
        (r":math:`\alpha`", "term-alpha"),
        (":kbd:`Ctrl+C`", "term-Ctrl-C"),
        (":file:`{home}/.x`", "term-home-.x"),
        (":guilabel:`&Open`", "term-Open"),
        (":menuselection:`File --> Open`", "term-File-Open"),
        (":abbr:`LLM (large language model)`", "term-LLM"),
        # A link to itself, as glossaries have it that let readers copy the address: nothing is lost.
        (":term:`Foo`", "term-Foo"),
        (":term:`the words <the Words>`", "term-the-words"),
    ],
)
def test_what_is_carried_over(name: str, anchor: str) -> None:
    assert of_rst(name) == (f".. term:: {name}\n   :anchors: {anchor}\n", "")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("see https://example.org", "has a link"),
        ("someone@example.org", "has a link"),
        ("`the site`_", "has a link"),
        ("`the site <https://example.org>`_", "has a link"),
        ("site_", "has a link"),
        ("Words_", "has a link"),
        ("site__", "has a link"),
        (":ref:`words`", "has a link"),
        (":doc:`Words <words>`", "has a link"),
        (":term:`foo <bar>`", "has a link"),
        (":py:func:`foo`", "has a link"),
        (":download:`x.zip`", "has a link"),
        (":envvar:`PATH`", "has a link"),
        ("|logo|", "has an image"),
        (":html:`<b>`", "has raw HTML"),
        ("_`foo`", "has a target"),
        ("foo [1]_", "has a footnote"),
        (":foo:`x`", 'has the role "foo"'),
        ("`List<T>`", "has the default role"),
        (r"C:\temp", "has a backslash"),
        (r":file:`C:\temp`", "has a backslash"),
        ("foo\\", "has a backslash"),
    ],
)
def test_what_is_left(name: str, why: str) -> None:
    entry, said = of_rst(name)
    assert entry == ""
    assert f'"{name}" is left as it was: "{name}" {why}' in said


def test_a_default_role_of_the_file() -> None:
    heads = {
        role: WORDS.replace(".. glossary::", f".. default-role:: {role}\n\n    .. glossary::")
        for role in ("py:obj", "python", "")
    }
    assert {role: bool(of_rst("`foo`", head)[0]) for role, head in heads.items()} == {
        "py:obj": False,
        "python": True,
        "": True,
    }


def test_what_a_build_alone_knows_gets_an_id_and_the_words_it_was_found_by() -> None:
    entry, said = of_rst("|lock| of iron")
    options = "   :id: lock-of-iron\n   :forms: lock of iron\n   :anchors: term-lock-of-iron\n"
    assert (entry, said) == (f".. term:: |lock| of iron\n{options}", "")


def test_a_word_that_seems_to_be_a_link_and_leads_nowhere() -> None:
    entry, said = of_rst("foo_")
    assert entry == ".. term:: foo_\n   :forms: foo\n   :anchors: term-foo\n"
    assert '"foo_" becomes plain text, because nothing in this file is called "foo"' in said


@pytest.mark.parametrize(
    ("name", "anchor", "fence"),
    [
        ("`code`", "term-code", "~~~"),
        ("*Homo sapiens*", "term-Homo-sapiens", "```"),
        ("H{sub}`2`O", "term-H2O", "~~~"),
        (r"List\<T>", "term-List-T", "```"),
        ("*args", "term-args", "```"),
        ("__init__", "term-init", "```"),
        ("foo_", "term-foo_", "```"),
        (r"C:\temp", "term-C-temp", "```"),
        ("R&amp;D", "term-R-D", "```"),
        ("``a ` b``", "term-a-b", "~~~"),
        ("a ` b", "term-a-b", "~~~"),
        ("$x$", "term-x", "```"),
        ("~~old~~", "term-old", "```"),
        ("{term}`Foo`", "term-Foo", "~~~"),
        (r"{math}`\alpha`", "term-alpha", "~~~"),
    ],
)
def test_what_is_carried_over_in_myst(name: str, anchor: str, fence: str) -> None:
    assert of_myst(name) == (f"{fence}{{term}} {name}\n:anchors: {anchor}\n", "")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("[foo](bar)", "has a link"),
        ("<https://example.org>", "has a link"),
        ("{ref}`foo`", "has a link"),
        ("{term}`foo <bar>`", "has a link"),
        ("![foo](bar.png)", "has an image"),
        ("foo[^1]", "has a footnote"),
        ("List<T>", "has raw HTML"),
        ("{{ foo }}", "has a substitution"),
        ("{foo}`x`", 'has the role "foo"'),
        ("`foo`{.x}", "has something that is markup only in some projects"),
    ],
)
def test_what_is_left_in_myst(name: str, why: str) -> None:
    entry, said = of_myst(name)
    assert entry == ""
    assert f'"{name}" is left as it was: "{name}" {why}' in said


def test_tildes_in_the_definition() -> None:
    source = "# W\n\n```{glossary}\n`foo`\n  ~~~~\n  code\n  ~~~~\n```\n"
    found = migrate(source, Markup.MYST)
    assert "~~~~~{term} `foo`\n:anchors: term-foo\n\n~~~~\ncode\n~~~~\n~~~~~\n" in found.text
    assert migrate(found.text, Markup.MYST).text == found.text


def test_a_fence_of_colons_stands_before_backquotes() -> None:
    found = migrate("# W\n\n:::{glossary}\n`foo`\n  x\n:::\n", Markup.MYST)
    assert ":::{term} `foo`\n:anchors: term-foo\n\nx\n:::\n" in found.text


@pytest.mark.parametrize(
    ("alias", "value"),
    [
        ("*b*", "'*b*'"),
        ("`b`", "'`b`'"),
        ("a `b`", "a `b`"),
        ("**b** # c", "'**b** # c'"),
        ("*b*: 'c'", "'*b*: ''c'''"),
        (r"\*b", r"'\*b'"),
        (r"a\*b", r"a\*b"),
    ],
)
def test_markup_in_values_of_yaml(alias: str, value: str) -> None:
    options = pytest.importorskip("myst_parser.parsers.options")
    found = migrate(f"# W\n\n```{{glossary}}\na\n{alias}\n  x\n```\n", Markup.MYST)
    assert f":aka: {value}\n" in found.text
    assert options.options_to_items(f"aka: {value}")[0] == [("aka", alias)]


@pytest.mark.parametrize("names", [["``a, b``", "*c*"], ["*c*", "``a, b``"]])
def test_lists_of_names_with_commas(names: list[str]) -> None:
    head = WORDS.replace("       {}", "       foo\n" + "\n".join(f"       {name}" for name in names))
    assert f"   :aka: {'; '.join(names)}\n" in of_rst("", head)[0]


def test_names_of_one_text_are_one_name() -> None:
    head = WORDS + "\n       *foo*\n          It is, too.\n"
    entry, said = of_rst("``foo``", head)
    assert entry == ""
    assert '"``foo``" is defined again in line ' in said


def test_an_entry_with_markup_is_known_by_its_text() -> None:
    for name, source in (
        ("x.rst", ".. term:: ``foo``\n   :aka: *bar*\n\n   x\n"),
        ("x.md", "~~~{term} `foo`\n:aka: '*bar*'\n\nx\n~~~\n"),
    ):
        (entry,) = read_page(f"{source}", markup_of(name)).entries
        assert (entry.title, entry.names, entry.id) == ("foo", ("bar",), "foo")


def test_the_order_goes_by_the_text() -> None:
    head = WORDS.replace(".. glossary::", ".. glossary::\n       :sorted:")
    head += "\n       *alpha*\n          It is.\n\n       beta\n          It is.\n"
    found = migrate(dedent(head).format("``zeta``"), Markup.RST)
    assert re.findall(r"term:: (.*)", found.text) == ["*alpha*", "beta", "``zeta``"]
