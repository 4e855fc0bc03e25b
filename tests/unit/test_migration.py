"""Reading, migrating and writing source text; laws that hold for any glossary."""

from __future__ import annotations

import re
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from support import Project

from sphinx_glossterm.migration.migrate import Migration, migrate, read_page
from sphinx_glossterm.migration.model import Page
from sphinx_glossterm.migration.writing import keys_value, list_value, yaml_scalar
from sphinx_glossterm.read.markup import Markup
from sphinx_glossterm.terms.entry import is_visible, split_key, split_keys, split_list, squeeze

options = pytest.importorskip("myst_parser.parsers.options")
LINES = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])).map(squeeze)


@given(LINES)
def test_yaml_gives_back_what_was_written(text: str) -> None:
    assert options.options_to_items(f"name: {yaml_scalar(text)}\nother: x")[0] == [
        ("name", text),
        ("other", "x"),
    ]


SEMICOLONS = frozenset(";\u061b\u1364\uff1b")


@given(st.lists(LINES.filter(is_visible), unique=True))
@example(["\u061b"])
def test_lists_give_back_what_was_written(items: list[str]) -> None:
    value = list_value(items)
    if value is not None:
        assert split_list(value) == tuple(items)
    else:  # the semicolons of any keyboard
        assert not SEMICOLONS.isdisjoint("".join(items))


@given(st.lists(LINES))
def test_keys_give_back_what_was_written(keys: list[str]) -> None:
    value = keys_value(keys)
    if value is None:
        assert any(";" in key for key in keys)
        return
    assert all(a == b for a, b in zip_longest(keys, split_keys(value), fillvalue=""))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Foo", ("Foo", "")),
        ("Foo : F", ("Foo", "F")),
        ("Foo  :   F : G", ("Foo", "F")),
        ("Foo: F", ("Foo: F", "")),
        ("Foo :F", ("Foo :F", "")),
    ],
)
def test_names_and_keys_are_parted_as_sphinx_does(text: str, parts: tuple[str, str]) -> None:
    assert split_key(text) == parts


# ---- generated glossaries

WORDS = st.sampled_from(
    [
        "alpha",
        "Beta",
        "GAMMA",
        "delta-ray",
        "x2",
        "C++",
        "naïve",
        "ß",
        "शब्द",
        "क़लम",
        "a, b",
        "≤",
        "*bold*",
        "``git rebase``",
        r"\*args",
        r"H\ :sub:`2`\ O",
        r"foo\_",
    ]
)
NAMES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
KEYS = st.sampled_from(["", "", "", " : F", " : क", " : a, b", "  :  F"])
BODIES = st.sampled_from(
    [
        ["A plain sentence."],
        ["Two lines", "of one sentence.", "", "And more."],
        ["A list:", "", "- one", "", "  - two", "- three"],
        ["A quote", "", "    stands here.", "", "And not here."],
        ["1. one", "2. two"],
        [],
    ]
)
OF_MARKUP = {
    Markup.RST: [["Code::", "", "    print()", "", ".. note:: Take care.", "", "   Really."]],
    Markup.MYST: [["```python", "print()", "```", "", ":::{note}", "Take care.", ":::"]],
}
COMMENTS = st.sampled_from([[], [], [], [".. said", "   in passing"], [".. _target:"], [".. note:: no"]])


@dataclass(frozen=True)
class Source:
    """A file with a glossary."""

    text: str
    markup: Markup
    name: str

    def migrate(self) -> Migration:
        return migrate(self.text, self.markup)


@st.composite
def sources(draw: st.DrawFn) -> Source:
    markup = draw(st.sampled_from(Markup))
    content: list[str] = []
    for _entry in range(draw(st.integers(0, 6))):
        indent = " " * draw(st.integers(1, 5))
        body = draw(BODIES | st.sampled_from(OF_MARKUP[markup]))
        content += [*draw(COMMENTS), ""]
        content += [draw(NAMES) + draw(KEYS) for _ in range(draw(st.integers(1, 3)))]
        content += [(indent + line).rstrip() for line in body] + [""]
    option = draw(st.sampled_from([[], [":sorted:"]]))
    after = draw(st.sampled_from([[], ["", "After it."]]))
    if markup is Markup.MYST:
        lines = ["# A heading", "", "````{glossary}", *option, *content, "````", *after]
    else:
        inner = [f"   {line}".rstrip() for line in [*option, "", *content]]
        lines = ["A heading", "=========", "", ".. glossary::", *inner, *after]
    return Source("\n".join(lines) + "\n", markup, "md" if markup is Markup.MYST else "rst")


def words(text: str) -> Counter[str]:
    """How often each word is there, but for those that make a glossary or an entry."""
    found = Counter(re.findall(r"[^\s.,;:`{}%']+", text))
    for name in ("glossary", "sorted", "term", "aka", "index-key", "anchors", "id"):
        del found[name]
    return found


def terms(page: Page) -> list[tuple[str, str]]:
    """The terms of built-in glossaries, with their anchors."""
    entries = [entry for glossary in page.glossaries for entry in glossary.entries]
    return [(term.text, term.anchor) for entry in entries for term in entry.terms]


@given(sources())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_laws_of_migration(source: Source) -> None:
    done = source.migrate()
    before, after = (read_page(text, source.markup) for text in (source.text, done.text))
    assert words(source.text) - words(done.text) == Counter(), "a word is lost"
    assert migrate(done.text, source.markup).text == done.text, "a second time changes something"
    assert done.migrated == len(after.entries)
    assert done.left == sum(len(glossary.entries) for glossary in after.glossaries)
    assert set(terms(after)) <= set(terms(before)), "what is left has another anchor"
    anchors = {anchor for _text, anchor in terms(after)} | after.ids
    assert {anchor for _text, anchor in terms(before)} <= anchors, "an anchor is lost"
    ids = [entry.id for entry in after.entries]
    assert len(ids) == len(set(ids))
    assert not before.ids & set(ids), "a heading loses its anchor"


@given(st.lists(sources(), min_size=4, max_size=8))
@settings(
    deadline=None,
    max_examples=5,
    suppress_health_check=[HealthCheck.too_slow],
    phases=set(Phase) - {Phase.shrink},  # each try is two builds
)
def test_catalogues_match_message_for_message(files: list[Source]) -> None:
    found = {}
    for which in ("before", "after"):
        with tempfile.TemporaryDirectory() as folder:
            project = Project(Path(folder, "src"))
            for number, source in enumerate(files):
                text = source.text if which == "before" else source.migrate().text
                project.write(f"doc{number}.{source.name}", text)
            built = project.write("index.rst", "Start\n=====\n").build("gettext")
            found[which] = [set(built.messages(f"doc{number}")) for number in range(len(files))]
    for number, source in enumerate(files):
        assert found["before"][number] == found["after"][number], source.text


# ---- definition lists of MyST


LIST = """# Words

{.glossary}
Row
: A line of a `table`.
  It has cells.

  ```
  code
  ```

Cell
:   A place in a row.

After.
"""


def test_a_definition_list_becomes_entries() -> None:
    found = migrate(LIST, Markup.MYST)
    assert (
        found.text
        == """# Words

````{term} Row
:anchors: term-Row

A line of a `table`.
It has cells.

```
code
```
````

````{term} Cell
:anchors: term-Cell

A place in a row.
````

After.
"""
    )
    assert (found.migrated, found.left, found.glossaries) == (2, 0, 1)
    assert [note.line for note in found.notes] == [15]


def test_what_an_entry_cannot_be_stays_in_a_list() -> None:
    text = "{#a .glossary}\n\n[Row](x)\n: One.\n\nCell\n: A place.\n: Another.\n\nTable\n: Rows.\n"
    found = migrate(text, Markup.MYST)
    assert found.text.startswith(
        "{#a .glossary}\n\n[Row](x)\n: One.\n\nCell\n: A place.\n: Another.\n\n```{term} Table\n"
    )
    assert (found.migrated, found.left) == (1, 2)
    assert any("more than one definition" in note.text for note in found.notes)


def test_a_list_inside_other_markup_is_named_and_left() -> None:
    text = "> {.glossary}\n> Row\n> : A line.\n"
    found = migrate(text, Markup.MYST)
    assert found.text == text
    assert (found.migrated, found.left) == (0, 1)


def test_a_list_without_the_class_is_none() -> None:
    text = "Row\n: A line.\n"
    assert migrate(text, Markup.MYST).glossaries == 0


@pytest.mark.parametrize(
    "entry",
    [
        "\n   Term number {0}\n      It is number {0}.\n",
        "\n   Term; {0}\n   Other; {0}\n      It is left.\n\n   Term {0}\n      It is number {0}.\n",
        "\n   Term\u2200{1}\n      The ids of these are alike.\n",
    ],
    ids=["plain", "some are left", "one id"],
)
def test_the_work_grows_with_the_glossary_and_no_faster(entry: str) -> None:
    def seconds(count: int) -> float:
        # Signs that no id has.
        bodies = (entry.format(number, chr(0x2200 + number)) for number in range(count))
        text = "Glossary\n========\n\n.. glossary::\n" + "".join(bodies)
        start = time.process_time()
        assert migrate(text, Markup.RST).migrated == count
        return time.process_time() - start

    # The least of several, because the machine does other work too. If each entry looked at all others,
    # it would take 36 times as long.
    few = min(seconds(250) for _ in range(5))
    assert min(seconds(1500) for _ in range(3)) < 20 * few  # 6 times as many
