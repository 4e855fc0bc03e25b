"""The checks of a glossary's quality in a build: opt-in, each with its place, and suppressible."""

from __future__ import annotations

import pytest
from support import Built, Project

from sphinx_glossterm.config import CHECKS

INDEX = """\
Top
===

Text with :term:`Old` and :term:`the old <old>`, and :term:`none <egg>`.

Once more :term:`old`, and an egg; then alone and alone.
"""
TERMS = """\
Terms
=====

.. term:: Old
   :status: deprecated
   :replaced-by: new

   Something.

.. term:: New
   :tags: alone
   :related: egg

   New is what has far more words than are allowed.

   .. procon::

      .. pro::

         Good.

.. term:: Egg

   What comes from a :term:`chicken`.

.. term:: Alone

   Something else.

.. term:: EGG
   :see: egg
   :avoid: else
"""
MORE = """\
# More

```{term} Chicken
What comes from an {term}`egg`, not from {term}`old` ones.
```

```{procon}
:::{con}
Bad.
:::
```
"""
EXPECTED = [
    ("index.rst", 4, "deprecated"),
    ("index.rst", 6, "deprecated"),
    ("index.rst", 6, "unlinked"),
    ("more.md", 3, "circular"),
    ("more.md", 4, "deprecated"),
    ("more.md", 7, "one-sided"),
    ("terms.rst", 10, "long-definition"),
    ("terms.rst", 10, "repeated-term"),
    ("terms.rst", 10, "lone-label"),
    ("terms.rst", 16, "one-sided"),
    ("terms.rst", 22, "one-way"),
    ("terms.rst", 26, "orphan"),
    ("terms.rst", 28, "avoid"),
    ("terms.rst", 30, "numbered-id"),
]


@pytest.fixture
def checked(project: Project) -> Project:
    project.write("index.rst", INDEX).write("terms.rst", TERMS).write("more.md", MORE)
    project.conf |= {"glossterm_definition_words": 9, "suppress_warnings": ["toc.not_included"]}
    return project


def found(built: Built) -> list[tuple[str, int, str]]:
    """File, line and subtype of each warning."""
    warnings = []
    for warning in built.warnings:
        file, line, _ = warning.split(":", 2)
        warnings.append((file, int(line), warning.rpartition("[glossterm.")[2].rstrip("]")))
    return warnings


def test_nothing_is_checked_unless_asked_for(checked: Project) -> None:
    assert checked.build("dummy").warnings == []


def test_each_check_names_its_place(checked: Project) -> None:
    built = checked.build("dummy", glossterm_checks=["all"])
    assert sorted(found(built)) == sorted(EXPECTED)
    assert {subtype for *_place, subtype in EXPECTED} == {*CHECKS} - {"keep"}  # of translations
    # Asking for them is enough: a build in which nothing else has changed runs what is asked for now.
    again = checked.build("dummy", glossterm_checks=["one-sided", "oprhan", "all-round"])
    config, other, *sides = again.warnings
    assert 'has "oprhan", which is not a check; it is ignored. Did you mean "orphan"?' in config
    assert 'has "all-round"' in other
    assert [warning.endswith("[glossterm.one-sided]") for warning in sides] == [True, True]
    # And what is known of documents that are not read again counts.
    checked.write("index.rst", INDEX.replace("more", "less"))
    assert len(checked.build("dummy", glossterm_checks=["one-sided"]).warnings) == 2


def test_they_can_be_suppressed(checked: Project) -> None:
    suppressed = [f"glossterm.{name}" for name in CHECKS]
    checked.conf["suppress_warnings"] += suppressed
    assert checked.build("dummy", glossterm_checks=["all"]).warnings == []


def test_a_translation_is_checked_for_what_it_says(checked: Project) -> None:
    terms = {"Egg": "अंडा", "What comes from a :term:`chicken`.": "अंडा :term:`मुर्गी <chicken>` का है।"}
    checked.translate("terms", terms | {"Alone": "अकेला"})
    source = "Once more :term:`old`, and an egg; then alone and alone."
    checked.translate("index", {source: "फिर :term:`पुराना <old>`, और अंडा; फिर अकेला।"})
    built = checked.build("dummy", language="hi", glossterm_checks=["all"])
    [repeated] = built.warnings_of("repeated-term")
    assert repeated.startswith("terms.rst:22: WARNING: ")
    assert 'begins with "अंडा"' in repeated
    [unlinked] = built.warnings_of("unlinked")
    assert unlinked.startswith('index.rst:6: WARNING: The first mention of "अकेला"')
    assert {line for line in built.warnings if "[glossterm." in line} == {repeated, unlinked}


def test_mentions_that_become_links_are_references(checked: Project) -> None:
    checked.write("more.md", "# More\n\nText.\n\nAn old chicken.\n")
    names = ["unlinked", "orphan", "deprecated"]
    built = checked.build("dummy", glossterm_checks=names, glossterm_autolink="first")
    ours = [each for each in found(built) if each[2] in names]
    assert ours == [
        ("index.rst", 4, "deprecated"),
        ("index.rst", 6, "deprecated"),
        ("more.md", 5, "deprecated"),
    ]


def test_parallel_reading_knows_the_same(checked: Project) -> None:
    for number in range(12):
        checked.write(f"page{number}.rst", "Page\n====\n")
    built = checked.build("dummy", jobs=2, glossterm_checks=["one-sided"])
    assert found(built) == [row for row in EXPECTED if row[2] == "one-sided"]
