"""The preview files. What the reader's browser does with them is tested in ``tests/browser``."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from lxml.html import HtmlElement, fragment_fromstring
from support import Built, Project

from sphinx_glossterm.resolve.preview_files import SIZE, file_of

ENTRIES = """\
Terms
=====

.. term:: Token
   :abbr: TK
   :category: Text

   A piece of *text* in a :term:`model <Model>`, see :doc:`/index` or the `web <https://example.org/?a&b>`_.

.. term:: Model

   A program.

.. term:: Older
   :see: token

.. term:: Empty
"""
HINDI = {"Token": "टोकन", "TK": "टी.के.", "A program.": "एक प्रोग्राम।"}


def previews(built: Built) -> dict[str, list[str]]:
    """All previews of a site, read from its files."""
    found: dict[str, list[str]] = {}
    for number, path in enumerate(files(built)):
        assert path.name == f"{number}.js"
        text = path.read_text("utf-8")
        match = re.fullmatch(
            rf'dispatchEvent\(new CustomEvent\("glossterm-{number}",\{{detail:(.*)\}}\)\)\n', text
        )
        assert match, text
        content: dict[str, list[str]] = json.loads(match[1])
        assert list(content) == sorted(content)
        found |= content
    return found


def files(built: Built) -> list[Path]:
    folder = Path(built.app.outdir, "_static", "glossterm-previews")
    return sorted(folder.glob("*"), key=lambda path: int(path.stem))


def scripts(built: Built, page: str) -> list[dict[str, Any]]:
    found = built.page(page).cssselect("script[src*='glossterm.js']")
    return [dict(script.attrib) for script in found]


@pytest.fixture
def glossary(project: Project) -> Project:
    project.write("index.rst", "Home\n====\n\n:term:`Token`\n").write("terms/a.rst", ENTRIES)
    project.write("plain.rst", ":orphan:\n\nPlain\n=====\n\nNothing.\n")
    return project.translate("terms/a", HINDI).translate("glossterm", {"Text": "लेखन"})


@pytest.mark.parametrize(("builder", "suffix"), [("html", ".html"), ("dirhtml", "/")])
def test_a_preview_has_title_category_and_definition(
    glossary: Project, builder: str, suffix: str
) -> None:
    home = "index.html" if builder == "html" else "."
    found = previews(glossary.build(builder))
    title, category, definition = found["terms/a#token"]
    assert title == 'Token <span class="glossterm-abbr">(TK)</span>'
    assert category == "Text"
    assert definition.startswith("A piece of <em>text</em> in a ")
    assert f'<a href="terms/a{suffix}#model">model</a>' in definition
    assert f'<a href="{home}">' in definition
    assert 'href="https://example.org/?a&amp;b">web</a>' in definition


def test_an_entry_that_points_elsewhere_says_so(glossary: Project) -> None:
    definition = previews(glossary.build())["terms/a#older"][2]
    assert '<a class="glossterm-ref reference internal" href="terms/a.html#token">' in definition


def test_an_entry_without_a_definition_has_no_preview(glossary: Project) -> None:
    assert "terms/a#empty" not in previews(glossary.build())


def test_previews_are_translated_as_the_site_is(glossary: Project) -> None:
    found = previews(glossary.build(language="hi"))
    assert found["terms/a#model"] == ['<span lang="en">Model</span>', "", "एक प्रोग्राम।"]
    title, category, definition, _source = found["terms/a#token"]
    assert (title, category) == ('टोकन <span class="glossterm-abbr">(टी.के.)</span>', "लेखन")
    assert definition.startswith('<span lang="en">A piece of')


def above(preview: list[str]) -> list[str]:
    """The title in the source language, and the lines about the status."""
    lines = fragment_fromstring(preview[4], create_parent=True).iter("p")
    return [preview[3], *map(squeezed, lines)]


def squeezed(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_title_in_the_source_language_is_shown_where_the_project_wants_it(
    glossary: Project,
) -> None:
    token = previews(glossary.build(language="hi"))["terms/a#token"]
    assert token[3:] == ['<span lang="en">Token</span>']
    hidden = previews(glossary.build(language="hi", glossterm_show_source_title=False))
    assert len(hidden["terms/a#token"]) == 3
    assert len(previews(glossary.build())["terms/a#token"]) == 3


DEPRECATED = """\
Terms
=====

.. term:: Lexeme
   :status: deprecated
   :replaced-by: token

   An old word.

.. term:: Bare
   :status: deprecated
   :replaced-by: nobody

.. term:: Alone
   :status: deprecated

   Out of use.

.. term:: Rough
   :status: draft

   Not yet.
"""


def test_a_deprecated_entry_says_what_to_use_instead(glossary: Project) -> None:
    glossary.write("old.rst", f":orphan:\n\n{DEPRECATED}")
    found = previews(glossary.build())
    assert above(found["old#lexeme"]) == ["", "Deprecated", "Use instead: Token"]
    assert 'href="terms/a.html#token"' in found["old#lexeme"][4]
    assert above(found["old#bare"]) == ["", "Deprecated", "Use instead: nobody"]
    assert found["old#bare"][2] == ""
    assert above(found["old#alone"]) == ["", "Deprecated"]
    assert len(found["old#rough"]) == 3
    hindi = previews(glossary.build(language="hi"))
    assert above(hindi["old#lexeme"]) == ["", "अप्रचलित", "इसकी जगह इस्तेमाल करें: टोकन"]


def test_labels_without_a_translation_say_their_language(glossary: Project) -> None:
    glossary.write("old.rst", f":orphan:\n\n{DEPRECATED}")
    shown = previews(glossary.build(language="sw"))["old#alone"][4]
    assert '<span lang="en">Deprecated</span>' in shown


def test_links_to_the_first_page_are_from_the_root(project: Project) -> None:
    """On that page a mere fragment would do; in a preview it would stay on the page it is shown on."""
    project.write(
        "index.rst", "Home\n====\n\n.. term:: Token\n\n   A piece.\n\n.. term:: Older\n   :see: token\n"
    )
    assert 'href="index.html#token"' in previews(project.build())["#older"][2]


def test_other_words_of_the_interface_are_other_previews(glossary: Project) -> None:
    assert "See: " in plain(previews(glossary.build())["terms/a#older"][2])
    named = glossary.build(glossterm_labels={"en": {"See": "Look at"}})
    assert "Look at: " in plain(previews(named)["terms/a#older"][2])


def plain(html: str) -> str:
    return squeezed(fragment_fromstring(html, create_parent=True))


# ---- one page


ONE_PAGE = {
    "index.rst": "Home\n====\n\n:term:`Token`, :term:`Gear`\n\n.. toctree::\n\n   a\n   b\n   plain\n",
    "a.rst": """\
        One
        ===

        .. term:: Token
           :id: same

           A :term:`piece <Model>`, see :doc:`plain`, :doc:`index` and :term:`off`.
        """,
    "b.rst": """\
        Two
        ===

        .. term:: Model
           :id: same

           A program.

        .. term:: Older
           :status: deprecated
           :replaced-by: Model
           :see: Model
        """,
    "plain.rst": "Plain\n=====\n\n.. glossary::\n\n   Gear\n      A wheel.\n",
    "off.rst": ":orphan:\n\nOff\n===\n\n.. term:: Off\n\n   On no page.\n",
}


def test_one_page_has_previews_too(project: Project) -> None:
    for name, source in ONE_PAGE.items():
        project.write(name, source)
    built = project.build("singlehtml", html_use_index=False)
    page = built.page("index")
    assert [script["data-previews"] for script in scripts(built, "index")] == ["1"]
    found = previews(built)
    addresses = [link.get("href", "") for link in page.cssselect(".body p a.glossterm-ref")]
    token, gear = addresses[:2]
    assert found[token][0] == "Token"
    assert found[gear][0] == "Gear"
    ids = {f"#{id_}" for id_ in page.xpath("//@id")}
    assert set(found) <= ids  # and none of what is on no page
    links = [link for shown in found.values() for link in re.findall('href="([^"]*)"', "".join(shown))]
    assert len(links) == 5
    assert set(links) <= ids
    model = next(name for name, shown in found.items() if shown[0] == "Model")
    assert model != token
    assert f'<a href="{model}">piece</a>' in found[token][2]
    older = next(shown for shown in found.values() if shown[0] == "Older")
    assert f'href="{model}"' in older[2]
    assert f'href="{model}"' in older[4]


def test_another_id_on_one_page_is_another_preview(project: Project) -> None:
    for name, source in ONE_PAGE.items():
        project.write(name, source)
    project.build("singlehtml")
    project.write("a.rst", ONE_PAGE["a.rst"].replace("same", "other"))
    changed = previews(project.build("singlehtml"))
    assert {name: shown[0] for name, shown in changed.items()}["#same"] == "Model"
    project.write("a.rst", "One\n===\n").write("b.rst", "Two\n===\n").write(
        "plain.rst", "Plain\n=====\n"
    )
    project.remove("off.rst")
    assert files(project.build("singlehtml")) == []


def test_markup_in_names_is_text(project: Project) -> None:
    source = ".. term:: <script>x</script>\n   :abbr: <b>\n   :category: <i>\n\n   A <u>.\n"
    project.write("index.rst", f"Home\n====\n\n{source}")
    assert list(previews(project.build()).values()) == [
        [
            '&lt;script&gt;x&lt;/script&gt; <span class="glossterm-abbr">(&lt;b&gt;)</span>',
            "&lt;i&gt;",
            "A &lt;u&gt;.",
        ]
    ]


def test_a_page_loads_nothing_it_has_no_use_for(glossary: Project) -> None:
    built = glossary.build()
    assert [script["data-previews"] for script in scripts(built, "index")] == ["1"]
    assert scripts(built, "plain") == []


def test_previews_can_be_switched_off(glossary: Project) -> None:
    glossary.build()
    built = glossary.build(glossterm_previews=False)
    assert files(built) == []
    assert scripts(built, "index") == []


def test_a_large_glossary_has_several_files(project: Project) -> None:
    def write(count: int) -> Project:
        entries = "".join(f".. term:: T{n}\n\n   Text {n}.\n\n" for n in range(count))
        return project.write("terms.rst", f"Terms\n=====\n\n{entries}")

    project.write("index.rst", "Home\n====\n\n:term:`T1`\n")
    write(SIZE + 1)
    built = project.build()
    assert scripts(built, "index")[0]["data-previews"] == "2"
    assert len(files(built)) == 2
    for number, path in enumerate(files(built)):
        names = re.findall(r'"(terms#t\d+)":', path.read_text("utf-8"))
        assert names
        assert {file_of(name, 2) for name in names} == {number}
    write(3)
    built = project.build()
    assert len(files(built)) == 1
    assert scripts(built, "index")[0]["data-previews"] == "1"


def test_only_the_files_that_change_are_written_again(project: Project) -> None:
    entries = [f".. term:: T{n}\n\n   Text {n}.\n\n" for n in range(SIZE + 1)]
    project.write("index.rst", "Home\n====\n\n" + "".join(entries))
    before = {path: path.stat().st_mtime_ns for path in files(project.build())}
    entries[7] = entries[7].replace("Text", "Word")
    project.write("index.rst", "Home\n====\n\n" + "".join(entries))
    built = project.build()
    changed = [path for path in files(built) if path.stat().st_mtime_ns != before[path]]
    assert [path.stem for path in changed] == [str(file_of("#t7", 2))]
    assert previews(built)["#t7"][2] == "Word 7."


def test_a_file_that_is_gone_comes_back(glossary: Project) -> None:
    path = files(glossary.build())[0]
    path.unlink()
    glossary.build()
    assert path.is_file()


@pytest.mark.parametrize("builder", ["text", "epub"])
def test_other_builders_write_none(glossary: Project, builder: str) -> None:
    assert files(glossary.build(builder)) == []
