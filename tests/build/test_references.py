"""Roles: what a reference matches, what it shows, and where it leads."""

from __future__ import annotations

import unicodedata

import pytest
from support import Built, Project, links, texts

TERMS = """
    .. term:: Large language model
       :id: llm
       :abbr: LLM
       :aka: Language model
       :forms: language models

       A model of *text*; see :term:`token`.

    .. term:: Token

       A piece of text that a :term:`language model` reads.

    .. term:: क़लम

       A pen.
    """
HINDI = {
    "Large language model": "लार्ज लैंग्वेज मॉडल",
    "Language model": "भाषा मॉडल",
    "language models": "लैंग्वेज मॉडलों",
    "Token": "टोकन",
    "A model of *text*; see :term:`token`.": "*टेक्स्ट* का मॉडल; देखें :term:`टोकन <token>`।",
}


def refer(project: Project, *references: str, suffix: str = "rst") -> Project:
    """A page of references beside a page of terms."""
    project.write("terms.rst", TERMS + "\n    .. termindex::\n").translate("terms", HINDI)
    body = "\n\n".join(references)
    if suffix == "rst":
        return project.write("index.rst", f"Home\n====\n\n.. toctree::\n\n   terms\n\n{body}\n")
    return project.write("index.md", f"# Home\n\n```{{toctree}}\nterms\n```\n\n{body}\n")


def shown(built: Built) -> list[tuple[str, str]]:
    """The references of the page, without the address of the page of terms."""
    found = links(built.page("index"), ".body a.glossterm-ref")
    return [(text, target.removeprefix("terms.html")) for text, target in found]


LLM, NIB = "#llm", "#क़लम"
MATCHES = [
    ("llm", LLM),
    ("Large language model", LLM),
    ("large  LANGUAGE model", LLM),
    ("LLM", LLM),
    ("Language model", LLM),
    ("language models", LLM),
    ("टोकन", "#token"),
    ("लैंग्वेज मॉडलों", LLM),
    ("क\u093cलम", NIB),
    ("\u0958लम", NIB),
]


@pytest.mark.parametrize("suffix", ["rst", "md"])
@pytest.mark.parametrize("language", ["en", "hi"])
def test_every_name_leads_to_its_entry(project: Project, language: str, suffix: str) -> None:
    matches = [(name, to) for name, to in MATCHES if language == "hi" or name.isascii() or to == NIB]
    role = ":term:`{}`" if suffix == "rst" else "{{term}}`{}`"
    refer(project, *(role.format(name) for name, _ in matches), suffix=suffix)
    built = project.build(language=language)
    assert built.warnings == []
    targets = [unicodedata.normalize("NFC", target) for _, target in shown(built)]
    assert targets == [unicodedata.normalize("NFC", to) for _, to in matches]


def test_what_is_shown(project: Project) -> None:
    refer(
        project,
        ":term:`Token`",
        ":term:`token`",
        ":term:`language models`",
        ":term:`pieces <token>`",
        ":term:`llm`",
        ":glossterm:term:`Token`",
    )
    assert [text for text, _ in shown(project.build())] == [
        "Token",
        "token",
        "language models",
        "pieces",
        "llm",
        "Token",
    ]
    assert [text for text, _ in shown(project.build(language="hi"))] == [
        "टोकन",
        "टोकन",
        "language models",
        "pieces",
        "llm",
        "टोकन",
    ]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["Token", "Large language model"]),
        ("hi", ["टोकन (Token)", "लार्ज लैंग्वेज मॉडल (Large language model)"]),
    ],
)
def test_termboth(project: Project, language: str, expected: list[str]) -> None:
    refer(project, ":termboth:`Token` :termboth:`llm`")
    assert [text for text, _ in shown(project.build(language=language))] == expected


def test_termabbr_is_long_at_its_first_use_in_each_document(project: Project) -> None:
    refer(project, ":termabbr:`LLM`", ":termabbr:`LLM`", ":termabbr:`Large language model`")
    project.write("other.rst", "Other\n=====\n\n:termabbr:`large language model` and :termabbr:`LLM`.\n")
    project.write(
        "index.rst",
        (project.folder / "index.rst").read_text("utf-8").replace("   terms", "   terms\n   other"),
    )
    built = project.build()
    assert built.warnings == []
    assert [text for text, _ in shown(built)] == ["Large language model (LLM)", "LLM", "LLM"]
    other = links(built.page("other"), ".body a.glossterm-ref")
    assert [text for text, _ in other] == ["large language model (LLM)", "LLM"]
    one_page = project.build("singlehtml").page("index")
    found = [text for text in texts(one_page, "a.glossterm-ref") if "(LLM)" in text]
    assert sorted(found) == ["Large language model (LLM)", "large language model (LLM)"]
    assert shown(project.build(language="hi"))[0][0] == "लार्ज लैंग्वेज मॉडल (LLM)"


def test_a_title_with_quotes_is_shown_translated(project: Project) -> None:
    """In most languages Sphinx makes the quotes and dashes of a text typographic, but not of a name."""
    body = ":term:`Moore's law`, :termabbr:`Moore's law`, :any:`Moore's law`, :term:`his <Moore's law>`"
    project.write("index.rst", f"Home\n====\n\n.. toctree::\n\n   a\n\n{body}\n\n.. termindex::\n")
    project.write("a.rst", ".. term:: Moore's law\n   :abbr: ML\n\n   Of :term:`Moore's law`.\n")
    project.translate("a", {"Moore's law": "Mooresches Gesetz"}, "de")
    built = project.build(language="de")
    assert [text for text, _ in links(built.page("index"), ".body section > p a.glossterm-ref")] == [
        "Mooresches Gesetz",
        "Mooresches Gesetz (ML)",
        "Mooresches Gesetz",
        "his",
    ]
    assert texts(built.page("index"), "dd") == ["Of Mooresches Gesetz."]
    project.translate("a", {"Moore's law": "Gesetz"}, "de")
    assert texts(project.build(language="de").page("index"), ".body p a.glossterm-ref")[0] == "Gesetz"


def test_termdef_shows_the_definition_with_its_markup(project: Project) -> None:
    refer(project, "It is: :termdef:`LLM`")
    built = project.build()
    assert built.warnings == []
    page = built.page("index")
    assert texts(page, ".glossterm-termdef") == ["A model of text; see token."]
    assert texts(page, ".glossterm-termdef em") == ["text"]
    assert links(page, ".glossterm-termdef a.glossterm-ref") == [("token", "terms.html#token")]
    hindi = project.build(language="hi").page("index")
    assert texts(hindi, ".glossterm-termdef") == ["टेक्स्ट का मॉडल; देखें टोकन।"]


def test_termdef_of_each_other_ends(project: Project) -> None:
    project.write(
        "index.rst",
        """
        .. term:: Hen

           What lays :termdef:`egg`.

        .. term:: Egg

           What becomes :termdef:`hen`.
        """,
    )
    built = project.build()
    assert built.warnings == []
    assert texts(built.page("index"), "#hen .glossterm-definition p") == ["What lays What becomes hen.."]


def test_builtin_glossary_keeps_its_terms(project: Project) -> None:
    refer(project, ":term:`Lexeme`, :term:`lexeme`, :term:`Token`, :any:`token`, :any:`LLM`")
    project.write(
        "own.rst", "Own\n===\n\n.. glossary::\n\n   Lexeme\n      A unit.\n\n   token\n      Another.\n"
    )
    index = (project.folder / "index.rst").read_text("utf-8")
    project.write("index.rst", index.replace("   terms", "   terms\n   own"))
    built = project.build()
    assert built.warnings == []
    assert links(built.page("index"), ".body p a.internal") == [
        ("Lexeme", "own.html#term-Lexeme"),
        ("lexeme", "own.html#term-Lexeme"),
        ("Token", "own.html#term-token"),  # as without us; `:glossterm:term:` is for ours
        ("token", "own.html#term-token"),
        ("LLM", "terms.html#llm"),
    ]


def test_a_project_without_our_entries_sees_no_change(project: Project) -> None:
    project.write(
        "index.rst", "Home\n====\n\n:term:`nothing`\n\n.. glossary::\n\n   some\n      Thing.\n"
    )
    warnings = project.build().warnings
    assert len(warnings) == 1
    assert warnings[0].endswith("term not in glossary: 'nothing' [ref.term]")


@pytest.mark.parametrize("language", ["en", "hi"])
def test_inventory_carries_our_names_as_terms(project: Project, language: str) -> None:
    refer(project, "Text.")
    found = project.build(language=language).inventory()["std:term"]
    expected = {"Large language model": LLM, "Language model": LLM, "LLM": LLM, "Token": "#token"}
    if language == "hi":
        expected |= {"लार्ज लैंग्वेज मॉडल": LLM, "भाषा मॉडल": LLM, "टोकन": "#token"}
    assert (
        expected.items() <= {name: uri.removeprefix("terms.html") for name, uri in found.items()}.items()
    )
    assert "language models" not in found


def test_another_project_links_to_us_without_the_extension(project: Project) -> None:
    refer(project, "Text.")
    inventory = project.build().app.outdir / "objects.inv"
    other = Project(project.folder.parent / "other" / "src")
    other.write(
        "index.rst",
        "Home\n====\n\n:term:`Token`, :term:`llm`, :term:`ours`\n\n.. glossary::\n\n   ours\n      X.\n",
    )
    other.conf["extensions"].remove("sphinx_glossterm")
    other.conf["extensions"].append("sphinx.ext.intersphinx")
    built = other.build(intersphinx_mapping={"ai": ("https://example.org/", str(inventory))})
    assert built.warnings == []
    assert links(built.page("index"), ".body p a")[:2] == [
        ("Token", "https://example.org/terms.html#token"),
        ("llm", "https://example.org/terms.html#llm"),
    ]


def test_intersphinx_terms_of_others_go_on_working(project: Project) -> None:
    other = Project(project.folder.parent / "other" / "src")
    other.write("index.rst", "Home\n====\n\n.. glossary::\n\n   stemming\n      X.\n")
    inventory = other.build().app.outdir / "objects.inv"
    refer(project, ":term:`stemming` :term:`Token`")
    project.conf["extensions"].append("sphinx.ext.intersphinx")
    built = project.build(intersphinx_mapping={"nlp": ("https://example.org/", str(inventory))})
    assert built.warnings == []
    assert links(built.page("index"), ".body p a") == [
        ("stemming", "https://example.org/index.html#term-stemming"),
        ("Token", "terms.html#token"),
    ]


def test_names_are_search_objects_and_index_entries(project: Project) -> None:
    refer(project, "Text.")
    built = project.build(language="hi")
    search = built.text("searchindex.js")
    assert "\\u0932\\u093e\\u0930\\u094d\\u091c" in search or "लार्ज" in search
    assert '"glossterm:term"' in search
    general = texts(built.page("genindex"), ".body li > a, .body td > ul > li > a")
    assert {"लार्ज लैंग्वेज मॉडल", "भाषा मॉडल", "LLM", "टोकन"} <= set(general)


# ---- names with a bracket


@pytest.mark.parametrize(
    ("suffix", "wrong", "says", "right"),
    [
        ("rst", ":term:`List<T>`", r'write "\<" for its "<"', r":term:`List\<T>`"),
        ("md", "{term}`List<T>`", 'write "[](#list-t)"', "[](#list-t)"),
    ],
)
def test_a_name_that_looks_like_words_and_their_target(
    project: Project, suffix: str, wrong: str, says: str, right: str
) -> None:
    project.write("a.rst", ":orphan:\n\n.. term:: List<T>\n\n   A list.\n")
    heading = "Home\n====" if suffix == "rst" else "# Home"
    built = project.write(f"index.{suffix}", f"{heading}\n\n{wrong}\n").build()
    [warning] = built.warnings_of("unknown")
    assert 'There is no term "T". If "List<T>" is one name' in warning
    assert says in warning
    built = project.write(f"index.{suffix}", f"{heading}\n\n{right}\n").build()
    assert built.warnings == []
    assert links(built.page("index"), ".body p a") == [("List<T>", "a.html#list-t")]
