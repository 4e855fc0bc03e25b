"""``glossterm status``: the numbers, counted by hand; tables, JSON and exit status."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support import Project, needs_myst

from cli.helpers import CONF, Run, Said
from sphinx_glossterm.cli.table import table, width

HINDI = Path("src/locales/hi/LC_MESSAGES")


def parsed(said: Said) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(said.out)
    return found


def numbers(record: dict[str, Any]) -> list[float]:
    return [record[key] for key in ("messages", "translated", "fuzzy", "missing", "percent")]


# The index: Tea, Welcome. Terms: Terms; Kettle, It boils water; Leaf, Flavour comes from here. Labels: Things.
def test_the_numbers(tea: Project, run: Run) -> None:
    said = run("status", "src", "--format", "json")
    assert said.status == 0, said.err
    found = parsed(said)
    assert list(found) == ["source_language", "languages"]
    (hindi,) = found["languages"]
    assert (hindi["language"], hindi["name"]) == ("hi", "हिन्दी")
    assert numbers(hindi) == [8, 4, 0, 4, 50.0]
    assert [(part["document"], part["catalogue"], numbers(part)) for part in hindi["documents"]] == [
        ("index", "index", [2, 2, 0, 0, 100.0]),
        ("terms", "terms", [5, 2, 0, 3, 40.0]),
        ("", "glossterm", [1, 0, 0, 1, 0.0]),
    ]
    assert [(term["id"], term["title"], numbers(term)) for term in hindi["terms"]] == [
        ("kettle", "Kettle", [2, 2, 0, 0, 100.0]),
        ("leaf", "Leaf", [2, 0, 0, 2, 0.0]),
    ]


def test_fuzzy_is_not_translated_and_obsolete_is_nothing(tea: Project, run: Run) -> None:
    run("update", "src")
    text = (HINDI / "terms.po").read_text("utf-8")
    text = text.replace('msgid "Kettle"', '#, fuzzy\nmsgid "Kettle"')
    (HINDI / "terms.po").write_text(text + '\n#~ msgid "Pot"\n#~ msgstr "बर्तन"\n', "utf-8")
    (hindi,) = parsed(run("status", "src", "-f", "json"))["languages"]
    assert numbers(hindi) == [8, 3, 1, 4, 37.5]
    assert numbers(hindi["terms"][0]) == [2, 1, 1, 0, 50.0]


def test_white_space_is_no_translation(tea: Project, run: Run) -> None:
    text = (HINDI / "terms.po").read_text("utf-8")
    (HINDI / "terms.po").write_text(text + '\nmsgid "Leaf"\nmsgstr " "\n', "utf-8")
    (hindi,) = parsed(run("status", "src", "-f", "json"))["languages"]
    assert numbers(hindi) == [8, 4, 0, 4, 50.0]


def numbers_and_withheld(record: dict[str, Any]) -> list[float]:
    return [record[key] for key in ("messages", "translated", "fuzzy", "missing", "withheld", "percent")]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param("rst", "यहाँ से `स्वाद <https://evil.example>`_ आता है।", id="link"),
        pytest.param("rst", "यहाँ से **स्वाद आता है।", id="broken markup"),
        pytest.param("md", "यहाँ से <script>alert(1)</script> स्वाद आता है।", id="html", marks=needs_myst),
        pytest.param("md", "यहाँ से {nonsense}`स्वाद` आता है।", id="myst role", marks=needs_myst),
    ],
)
def test_what_is_withheld_is_not_translated(tea: Project, run: Run, markup: str, text: str) -> None:
    if markup == "md":
        tea.write("conf.py", CONF + 'extensions += ["myst_parser"]\n').remove("terms.rst")
        tea.write(
            "terms.md",
            """
            # Terms

            ```{term} Kettle
            :id: kettle
            :category: Things

            It boils water.
            ```

            ```{term} Leaf
            :id: leaf
            :category: Things

            Flavour comes from here.
            ```
            """,
        )
    messages = {"Kettle": "केतली", "It boils water.": "यह पानी उबालती है।", "Leaf": "पत्ती"}
    tea.translate("terms", messages | {"Flavour comes from here.": text})
    said = run("status", "src", "-f", "json", "--fail-under", "75")
    assert said.status == 1
    assert said.err == "hi: 62.5 % is less than 75 %.\n"
    (hindi,) = parsed(said)["languages"]
    assert numbers_and_withheld(hindi) == [8, 5, 0, 3, 1, 62.5]
    assert numbers_and_withheld(hindi["documents"][1]) == [5, 3, 0, 2, 1, 60.0]
    assert numbers_and_withheld(hindi["terms"][1]) == [2, 1, 0, 1, 1, 50.0]


def test_names_are_withheld_too(tea: Project, run: Run) -> None:
    tea.write("terms.rst", ".. term:: Leaf\n   :forms: leaves, leaf's\n\n   It grows.\n")
    bad = "पत्तियाँ, `पत्तों <javascript:alert(1)>`_"
    tea.translate("terms", {"Leaf": "`पत्ती <https://evil.example>`_", "leaves, leaf's": bad})
    (hindi,) = parsed(run("status", "src", "-f", "json"))["languages"]
    assert numbers_and_withheld(hindi["terms"][0]) == [3, 0, 0, 3, 2, 0.0]
    out = run("status", "src").out
    assert "Leaf  terms            3           0      0        3  0.0" in out
    assert "2 translations are withheld" in out
    tea.translate("terms", {"Leaf": "पत्ती", "leaves, leaf's": "पत्तियाँ, पत्तों, पत्तियों"})
    (hindi,) = parsed(run("status", "src", "-f", "json"))["languages"]
    assert numbers_and_withheld(hindi["terms"][0]) == [3, 2, 0, 1, 0, 66.6]


def test_what_stays_as_it_is_is_not_missing(tea: Project, run: Run) -> None:
    tea.write("terms.rst", ".. term:: Leaf\n   :abbr: LF\n   :aka: blade\n   :keep:\n\n   It grows.\n")
    tea.translate("terms", {"It grows.": "यह बढ़ती है।"})
    (hindi,) = parsed(run("status", "src", "-f", "json"))["languages"]
    assert numbers_and_withheld(hindi["terms"][0]) == [4, 3, 0, 1, 0, 75.0]
    assert numbers_and_withheld(hindi["documents"][1]) == [4, 3, 0, 1, 0, 75.0]
    # The same words in a place of their own have to be translated.
    tea.write("terms.rst", ".. term:: Leaf\n   :abbr: LF\n   :keep:\n\n   LF\n")
    (hindi,) = parsed(run("status", "src", "-f", "json"))["languages"]
    assert numbers_and_withheld(hindi["terms"][0]) == [2, 1, 0, 1, 0, 50.0]


def test_what_is_shown_with_a_warning_is_translated(tea: Project, run: Run) -> None:
    tea.write("terms.rst", ".. term:: Leaf\n\n   See :doc:`index`.\n")
    tea.translate("terms", {"Leaf": "पत्ती", "See :doc:`index`.": "देखिए।"})
    (hindi,) = parsed(run("status", "src", "-f", "json"))["languages"]
    assert numbers_and_withheld(hindi["terms"][0]) == [2, 2, 0, 0, 0, 100.0]


def test_what_nobody_sees_is_no_translation(tea: Project, run: Run) -> None:
    tea.translate("terms", {"Leaf": "\u200b", "Kettle": "केतली"})
    (hindi,) = parsed(run("status", "src", "-f", "json"))["languages"]
    assert numbers_and_withheld(hindi["documents"][1]) == [5, 1, 0, 4, 0, 20.0]


def test_text_written_since_the_last_update_is_missing(tea: Project, run: Run) -> None:
    tea.write("index.rst", (tea.folder / "index.rst").read_text() + "\nNew text.\n")
    (hindi,) = parsed(run("status", "src", "-f", "json"))["languages"]
    assert numbers(hindi["documents"][0]) == [3, 2, 0, 1, 66.6]


def test_compact_catalogues_are_still_shown_by_document(tea: Project, run: Run) -> None:
    tea.write("conf.py", CONF + 'gettext_compact = "all"\n')
    tea.translate("all", {"Tea": "चाय", "Leaf": "पत्ती"})
    (hindi,) = parsed(run("status", "src", "-f", "json"))["languages"]
    assert [
        (part["document"], part["catalogue"], part["translated"]) for part in hindi["documents"]
    ] == [
        ("index", "all", 1),
        ("terms", "all", 1),
        ("", "glossterm", 0),
    ]


def test_the_second_folder_of_catalogues_fills_in(tea: Project, run: Run) -> None:
    tea.write("conf.py", CONF + 'locale_dirs = ["locales", "more"]\n')
    path = tea.folder / "more/hi/LC_MESSAGES/terms.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgid "Leaf"\nmsgstr "पत्ती"\n', "utf-8")
    (hindi,) = parsed(run("status", "src", "-f", "json"))["languages"]
    assert hindi["translated"] == 5


def test_a_project_without_the_extension(tea: Project, run: Run) -> None:
    tea.write("conf.py", 'extensions = []\ngettext_compact = False\nexclude_patterns = ["terms.rst"]\n')
    tea.write("index.rst", "Tea\n===\n\nWelcome.\n")
    (hindi,) = parsed(run("status", "src", "-f", "json"))["languages"]
    assert numbers(hindi) == [2, 2, 0, 0, 100.0]
    assert hindi["terms"] == []


def test_the_table(tea: Project, run: Run) -> None:
    out = run("status", "src").out
    assert "हिन्दी (hi), by document" in out
    assert "terms               5           2      0        3   40.0" in out
    assert "(glossterm)         1           0      0        1    0.0" in out
    assert "Leaf  terms            2           0      0        2  0.0" in out
    assert "Kettle" not in out
    assert "1 term is completely translated" in out
    assert "Kettle" in run("status", "src", "--terms").out


def test_it_changes_nothing(tea: Project, run: Run) -> None:
    before = {path for path in tea.folder.rglob("*") if path.suffix != ".mo"}
    run("status", "src")
    assert {path for path in tea.folder.rglob("*") if path.suffix != ".mo"} == before


@pytest.mark.parametrize(("least", "status"), [("50", 0), ("50.1", 1), ("0", 0), ("100", 1)])
def test_fail_under(tea: Project, run: Run, least: str, status: int) -> None:
    said = run("status", "src", "--fail-under", least)
    assert said.status == status
    assert ("hi: 50.0 % is less than" in said.err) == bool(status)


def test_a_damaged_catalogue_is_named_and_counts_as_missing(tea: Project, run: Run) -> None:
    path = HINDI / "terms.po"
    path.write_bytes(b'msgid "Leaf"\nmsgstr "\xe4"\n')
    said = run("status", "src", "-f", "json")
    assert said.status == 1
    assert said.err == f"{path}:2: it is not UTF-8: save it as UTF-8.\n"
    (hindi,) = parsed(said)["languages"]
    assert numbers(hindi) == [8, 2, 0, 6, 25.0]
    assert hindi["damaged"] == [
        {"catalogue": str(path), "line": 2, "problem": "it is not UTF-8: save it as UTF-8."}
    ]


def test_a_language_without_catalogues(tea: Project, run: Run) -> None:
    said = run("status", "src", "-l", "de,hi", "-f", "json")
    assert said.status == 1
    assert "de: there are no catalogues in src/locales/de/LC_MESSAGES." in said.err
    assert [language["translated"] for language in parsed(said)["languages"]] == [0, 4]


def test_calls_that_are_wrong(tea: Project, run: Run) -> None:
    assert run("status", "src", "-l", "xx").status == 2
    assert run("status", "src", "--fail-under", "101").status == 2
    assert run("status", "src", "-f", "xml").status == 2
    assert run("status", ".").status == 2
    tea.write("conf.py", CONF + 'glossterm_languages = {"en": "English"}\n')
    said = run("status", "src")
    assert said.status == 2
    assert "There is no language" in said.err


def test_a_project_that_cannot_be_read(tea: Project, run: Run) -> None:
    tea.write("conf.py", CONF + 'extensions.append("nonsense")\n')
    said = run("status", "src")
    assert said.status == 1
    assert "src cannot be read" in said.err
    assert "nonsense" in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("ज्ञान", 4), ("हिन्दी", 5), ("क़", 1), ("茶", 2), ("", 0)]
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


def test_columns_are_aligned_in_devanagari() -> None:
    lines = table(["term", "n"], [["ज्ञान", "11"], ["tea", "22"]]).splitlines()
    assert {width(line) for line in lines[1:]} == {8}
