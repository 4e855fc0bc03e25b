"""Bad input: each warning names its place and what to do, and nothing that was written is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from support import Project, texts

from sphinx_glossterm.messages import Warn


@dataclass(frozen=True)
class Case:
    """A mistake: its source, and the expected warning."""

    subtype: str
    source: str
    line: int
    says: tuple[str, ...]
    keeps: tuple[str, ...] = ("The words.",)
    suffix: str = "rst"


TERM = ".. term:: Token\n\n   The words.\n"
CASES = {
    "no title": Case("label", ".. term::\n\n   The words.\n", 1, ("needs a title",)),
    "invisible title": Case("label", ".. term:: \u200f\n\n   The words.\n", 1, ("needs a title",)),
    "invisible option": Case(
        "option", ".. term:: Token\n   :abbr: \u200f\n\n   The words.\n", 1, ('":abbr:" needs a value',)
    ),
    "no title in MyST": Case(
        "label", ":::{term}\nThe words.\n:::\n", 1, ("needs a title",), suffix="md"
    ),
    "no definition": Case(
        "definition",
        ".. term:: Token\n\n   .. whymatters::\n\n      The words.\n",
        1,
        ('"Token" has no definition', "paragraph"),
    ),
    "empty entry": Case("definition", ".. term:: Token\n", 1, ("no definition",), ("Token",)),
    "unknown option": Case(
        "option",
        ".. term:: Token\n   :categry: Words\n   :tags: a\n\n   The words.\n",
        1,
        ('no option ":categry:"', 'Did you mean "category"?'),
    ),
    "unknown option in MyST": Case(
        "option",
        ":::{term} Token\n:colour: red\n\nThe words.\n:::\n",
        1,
        ('":colour:"', '"category"'),
        suffix="md",
    ),
    "empty option": Case(
        "option", ".. term:: Token\n   :category:\n\n   The words.\n", 1, ("needs a value",)
    ),
    "bad id": Case(
        "option",
        ".. term:: Token\n   :id: 4 you\n\n   The words.\n",
        1,
        ('cannot be "4 you"', '"term-4-you"'),
    ),
    "bad status": Case(
        "option",
        ".. term:: Token\n   :status: wip\n\n   The words.\n",
        1,
        ('cannot be "wip"', '"draft", "stable" or "deprecated"', '"stable" is used'),
    ),
    "bad group": Case(
        "option",
        TERM + "\n.. termindex::\n   :group: size\n",
        5,
        ('"letter", "category" or "none"', '"letter" is used'),
    ),
    "flag with a value": Case(
        "option", ".. deepdive::\n   :open: yes\n\n   The words.\n", 1, ("takes no value",)
    ),
    "open and closed": Case(
        "option", ".. deepdive::\n   :open:\n   :closed:\n\n   The words.\n", 1, ("begins open",)
    ),
    "index with a title": Case("option", TERM + "\n.. termindex:: Everything\n", 5, ("takes no title",)),
    "in a list": Case(
        "placement",
        "* item\n\n  .. term:: Token\n\n     The words.\n",
        3,
        ('"Token"', "no section is allowed"),
    ),
    "in an entry": Case(
        "placement",
        ".. term:: Outer\n\n   Outer words.\n\n   .. term:: Token\n\n      The words.\n",
        5,
        ('"Token"',),
        ("Outer words.", "The words."),
    ),
    "in a list in MyST": Case(
        "placement", "- item\n\n  :::{term} Token\n  The words.\n  :::\n", 3, ('"Token"',), suffix="md"
    ),
    "side alone": Case("procon", ".. pro::\n\n   The words.\n", 1, ('"pro" stands outside', '"procon"')),
    "no sides": Case("procon", ".. procon::\n\n   The words.\n", 1, ("has no sides", '"con"')),
    "unknown term": Case(
        "unknown",
        TERM + "\nSee :term:`tokan`.\n",
        5,
        ('no term "tokan"', 'Did you mean "Token"?'),
        ("See tokan.",),
    ),
    "unknown term, nothing near": Case(
        "unknown",
        TERM + "\nSee :termdef:`xyzzy`.\n",
        5,
        ('no term "xyzzy"', "Write an entry"),
        ("See xyzzy.",),
    ),
    "unknown related": Case(
        "related",
        ".. term:: Token\n   :related: tokem\n\n   The words.\n",
        1,
        ('":related:" names "tokem"', 'Did you mean "Token"?'),
    ),
    "unknown see": Case(
        "related", ".. term:: Token\n   :see: abc\n\n   The words.\n", 1, ('":see:" names "abc"',)
    ),
    "ambiguous definition": Case(
        "ambiguous",
        "See :termdef:`piece`.\n\n.. term:: Token\n   :aka: piece\n\n   The words.\n\n"
        ".. term:: Part\n   :aka: piece\n\n   More.\n",
        1,
        ('"piece" could mean "Token (token)" or "Part (part)"', '"text <token>"'),
    ),
    "a circle": Case(
        "related",
        ".. term:: One\n   :see: two\n\n.. term:: Two\n   :see: one\n\n   The words.\n",
        1,
        (
            '":see:" leads in a circle: "One" points to "Two" (index.rst, line ',
            'points to "One". Let one',
        ),
    ),
    "an entry that points to itself": Case(
        "related",
        ".. term:: One\n   :see: one\n\n   The words.\n",
        1,
        ('circle: "One" points to "One". Let',),
    ),
    "ambiguous related": Case(
        "ambiguous",
        ".. term:: Token\n   :aka: piece\n\n   The words.\n\n.. term:: Part\n   :aka: piece\n\n   More.\n\n"
        ".. term:: Whole\n   :related: piece\n\n   All.\n",
        11,
        ('"piece" in ":related:" could mean "Token (token)" or "Part (part)"', 'Write "token"'),
    ),
    "ambiguous": Case(
        "ambiguous",
        ".. term:: A\n   :aka: Both\n\n   The words.\n\n.. term:: B\n   :aka: Both\n\n   Others.\n\n:term:`both`\n",
        11,
        ('"both" could mean "A (a)" or "B (b)"', '"text <a>"'),
        ("The words.", "both"),
    ),
    "replaced but not deprecated": Case(
        "status",
        TERM + "\n.. term:: Old\n   :replaced-by: token\n\n   Old words.\n",
        5,
        ('":replaced-by:" but is not deprecated', '":status: deprecated"'),
    ),
    "same title": Case(
        "duplicate",
        TERM + "\n.. term:: Token\n   :id: two\n\n   Others.\n",
        5,
        ('title "Token"', "line 1"),
        ("Others.",),
    ),
    "same id": Case(
        "duplicate",
        ".. term:: C\n   :id: c\n\n   The words.\n\n.. term:: D\n   :id: c\n\n   Others.\n",
        6,
        ('id "c"', '":id:"'),
    ),
    "a third spelling": Case(
        "ambiguous",
        ".. term:: MySQL\n\n   The words.\n\n.. term:: mysql\n\n   Others.\n\n:term:`MYSQL`, :term:`mysql`\n",
        9,
        ('"MYSQL" could mean "MySQL (mysql)" or "mysql (mysql-2)"', '"text <MySQL>", or another of'),
    ),
    "label in two spellings": Case(
        "label",
        ".. term:: A\n   :category: Words\n\n   The words.\n\n.. term:: B\n   :category: words\n\n   Others.\n",
        6,
        ('"words" is spelled "Words"',),
    ),
    "index of an unknown category": Case(
        "option",
        ".. term:: A\n   :category: Training\n\n   The words.\n\n.. termindex::\n   :category: Training set\n",
        6,
        ('":category:" of "termindex" names "Training set"', 'Did you mean "Training"?'),
    ),
    "index of an unknown tag": Case(
        "option",
        ".. term:: A\n   :tags: one, two\n\n   The words.\n\n.. termindex::\n   :tags: One, seventeen\n",
        6,
        ('":tags:" of "termindex" names "seventeen"', "remove it here"),
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_mistake_is_named_and_loses_nothing(project: Project, case: Case) -> None:
    built = project.write(f"index.{case.suffix}", case.source).build()
    assert len(built.warnings) == 1, built.warnings
    [warning] = built.warnings_of(case.subtype)
    assert warning.startswith(f"index.{case.suffix}:{case.line}: WARNING:"), warning
    for words in case.says:
        assert words in warning
    [body] = texts(built.page("index"), ".body")
    for words in case.keeps:
        assert words in body


def test_every_subtype_is_provoked_here() -> None:
    # These: below, or in files of their own.
    elsewhere = {"autolink", "config", "encoding", "export", "translation"}
    unasked = {kind.subtype for kind in Warn if not kind.is_check}  # the others: test_checks.py
    assert {case.subtype for case in CASES.values()} | elsewhere == unasked


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_warning_can_be_suppressed(project: Project, case: Case) -> None:
    project.write(f"index.{case.suffix}", case.source)
    assert project.build(suppress_warnings=[f"glossterm.{case.subtype}"]).warnings == []


@pytest.mark.parametrize(
    ("value", "takes"),
    [
        ({"glossterm_deepdive": "ajar"}, '"open" or "closed". \'open\' is used'),
        ({"glossterm_languages": ["en"]}, "language codes"),
        ({"glossterm_language_url": "../hi"}, '"{language}"'),
        ({"glossterm_show_source_title": "yes"}, "True or False"),
        ({"glossterm_previews": 3}, "True or False"),
        ({"glossterm_mentions": None}, "True or False"),
        ({"glossterm_labels": {"hi": "words"}}, "other words by language"),
        ({"glossterm_labels": {"hi": {"Why it mattrs": "x"}}}, 'Did you mean "Why it matters"?'),
        ({"glossterm_autolink": "some"}, '"off", "first" or "all"'),
        ({"glossterm_source_language": ""}, "a language code"),
        ({"glossterm_builtin": "maybe"}, "True or False"),
        ({"glossterm_checks": "unused"}, "a list of names"),
        ({"glossterm_definition_words": -1}, "a whole number"),
        ({"glossterm_export": 7}, "a list of names"),
    ],
    ids=str,
)
def test_bad_configuration_is_one_warning_and_the_default(
    project: Project, value: dict[str, Any], takes: str
) -> None:
    [(name, wrong)] = value.items()
    built = project.write("conf.py", f"{name} = {wrong!r}").write("index.rst", TERM).build()
    [warning] = built.warnings
    assert warning.startswith(f"WARNING: {name}")
    assert takes in warning
    assert warning.endswith("[glossterm.config]")


def test_bad_configuration_on_the_command_line_is_a_warning_too(project: Project) -> None:
    project.write("index.rst", TERM)
    assert len(project.build(glossterm_mentions="maybe").warnings_of("config")) == 1
    built = project.build(glossterm_mentions="0")
    assert built.warnings == []
    assert built.app.config.glossterm_mentions is False


def test_lists_of_nothing_are_empty(project: Project) -> None:
    project.write(
        "index.rst", ".. term:: T\n   :related: ,,\n   :aka: ;\n   :tags: ,\n\n   The words.\n"
    )
    built = project.build()
    assert built.warnings == []
    assert texts(built.page("index"), ".glossterm-aka") == []


# ---- files that a document includes

INCLUDED = """\
Filler.

.. term:: Kettle
   :category: things

   It boils water. A Cup is plain.

   .. procon::

      .. pro::

         Yes. See :term:`Old`.

.. term:: Twice

   It is included in two documents.

.. glossary::

   Saucer
      It holds a cup.
"""
MARKDOWN = """\
Filler.

```{term} Kettle
:category: things

It boils water. A Cup is plain.

:::{procon}
:::{pro}
Yes. See {term}`Old`.
:::
:::
```

```{term} Twice
It is included in two documents.
```
"""


@pytest.mark.parametrize(
    ("suffix", "title", "directive", "text", "lines"),
    [
        ("rst", "{0}\n=\n\n", ".. include:: parts/part.txt\n", INCLUDED, (3, 6, 8, 12, 14)),
        # MyST counts one line more within a directive of another one.
        ("md", "# {0}\n\n", "```{{include}} parts/part.txt\n```\n", MARKDOWN, (3, 6, 8, 11, 15)),
    ],
)
def test_warnings_name_the_file_that_is_included(
    project: Project, suffix: str, title: str, directive: str, text: str, lines: tuple[int, ...]
) -> None:
    project.conf["glossterm_checks"] = ["orphan", "one-sided", "unlinked", "deprecated"]
    project.write(
        "index.rst",
        """
        Home
        ====

        .. term:: Kettle
           :category: Things

           The first one.

        .. term:: Cup

           One drinks from it.

        .. term:: Old
           :status: deprecated

           It is not used.
        """,
    )
    project.write("parts/part.txt", text)
    for name in ("one", "two"):
        project.write(f"{name}.{suffix}", f"{title}{directive}".format(name))
    warnings = project.build().warnings
    kettle, plain, sides, reference, twice = (f"parts/part.txt:{line}: WARNING: " for line in lines)

    def given(place: str, words: str) -> int:
        return sum(line.startswith(place) and words in line for line in warnings)

    assert given(kettle, 'title "Kettle": this one and the one in index.rst, line 4') == 2
    assert given(kettle, 'The label "things"') == 2
    assert given(plain, 'The first mention of "Cup" in this document') == 2
    assert given(sides, 'nothing but "pro"') == 2
    assert given(reference, 'This refers to "Old"') == 2
    names = f"one.{suffix} and two.{suffix}"
    assert given(twice, f'"Twice", as {names} both include this one') == 1
    assert given(twice, 'Nothing refers to "Twice"') == 1
    saucers = given("parts/part.txt:20: WARNING: ", 'Nothing refers to "Saucer"')
    assert saucers == (suffix == "rst")


# ---- what docutils refuses

REFUSED = {
    "an option given twice": ".. term:: Token\n   :aka: Piece\n   :aka: Bit\n\n   The words.\n",
    "an option of two words": ".. term:: Token\n   :also known: Piece\n\n   The words.\n",
    "a line that is no option": ".. term:: Token\n   :aka: Piece\n   Bit\n\n   The words.\n",
    "a part with an option twice": ".. term:: Token\n\n   A piece.\n\n   .. deepdive:: Token, deep\n"
    "      :open:\n      :open:\n\n      The words.\n",
    "an index": ".. termindex::\n   :group: none\n   :group: none\n\n   Token. The words.\n",
}


@pytest.mark.parametrize("source", REFUSED.values(), ids=REFUSED)
def test_what_docutils_refuses_is_shown_as_it_is_written(project: Project, source: str) -> None:
    built = project.write("index.rst", f"Home\n====\n\n{source}\nMore.\n").build()
    assert any("invalid option" in line or "Error in" in line for line in built.warnings)
    [shown] = built.page("index").cssselect("div.body .glossterm-refused pre")
    assert "Token" in shown.text_content()
    assert "The words." in shown.text_content()


def test_what_docutils_refuses_of_others_is_left_to_sphinx(project: Project) -> None:
    source = f".. note::\n   :class: a\n   :class: b\n\n   Left out.\n\n{TERM}"
    page = project.write("index.rst", source).build().page("index")
    assert not page.cssselect(".glossterm-refused")
    assert "Left out." not in page.text_content()
