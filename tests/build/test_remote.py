"""Other projects' glossaries: linked to, and shown as text.

How they are fetched and read is tested in ``tests/unit``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from lxml.html import fragment_fromstring
from support import Built, Project, links, mostly_long, texts

from sphinx_glossterm.terms.remote import FORMAT_VERSION

EVIL = "<script>alert(1)</script>`x`_ |y| {{ z }}"


def words(title: str, definition: str | None = None, **others: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {"aliases": [], "abbreviation": None, "forms": [], "avoid": []}
    return {"title": title, "definition": definition, **empty, **others}


def entry(id_: str, page: str = "", languages: object = None, **others: Any) -> dict[str, Any]:
    said = {"en": words(id_.title(), f"What {id_} is.")} if languages is None else languages
    return {"id": id_, "page": page or f"terms.html#{id_}", "languages": said, **others}


def glossary(*entries: object, **others: Any) -> dict[str, Any]:
    return {
        "version": FORMAT_VERSION,
        "title": "The Tools",
        "base": "https://tools.example.org/",
        "source_language": "en",
        "languages": ["en"],
        "labels": {},
        "entries": list(entries),
        **others,
    }


ENTRIES = (
    entry(
        "object",
        languages={
            "en": words("Object", "A *thing* & its parts.", aliases=["item"], abbreviation="OBJ"),
            "hi": words("वस्तु", "एक चीज़।"),
        },
        category="Things",
    ),
    entry("metaclass", languages={"en": words("Metaclass", "A class of classes.")}),
    entry("old", status="deprecated", replaced_by="object"),
    entry("pointer", see="object"),
)
TOOLS = glossary(*ENTRIES, labels={"Things": {"en": "Things"}})


PAGE = """\
Words
=====

See :term:`tools:Object`, :term:`object`, :term:`the class <tools:metaclass>`, :term:`tools:old`.
:termdef:`tools:metaclass`; :termabbr:`tools:object`, :termabbr:`tools:object`; :termboth:`tools:object`.
:term:`tools:item`.

.. term:: Own
   :related: tools:metaclass, other

   Ours, with :term:`tools:item`.

.. term:: Other

   Another one.
"""


@pytest.fixture
def tools(project: Project) -> Project:
    """A project that knows the tools' glossary from a file."""
    project.write("index.rst", PAGE)
    project.write("tools.json", json.dumps(TOOLS))
    project.conf.update(glossterm_remote={"tools": "tools.json"}, nitpicky=True)
    return project


def previews(built: Built) -> dict[str, list[str]]:
    text = built.text("_static/glossterm-previews/0.js")
    found: dict[str, list[str]] = json.loads(text[text.index("detail:") + 7 : -4])
    return found


HOME = "https://tools.example.org/terms.html"


def at(name: str) -> str:
    return f"{HOME}#{name}"


def test_references_lead_to_other_projects(tools: Project) -> None:
    built = tools.build()
    assert built.warnings == []
    page = built.page("index")
    assert links(page, "#words > p a") == [
        ("Object", at("object")),
        ("object", at("object")),
        ("the class", at("metaclass")),
        ("old", at("old")),
        ("from The Tools", at("metaclass")),
        ("Object (OBJ)", at("object")),
        ("OBJ", at("object")),
        ("Object", at("object")),
        ("item", at("object")),
    ]
    for link in page.cssselect("a.glossterm-ref.external"):
        assert link.get("title") == "from The Tools"
        assert "glossterm-ref" in link.get("class", "").split()
    assert texts(page, "#words > p .glossterm-termdef") == ["A class of classes."]


def test_related_terms_of_other_projects_are_cards_that_say_so(tools: Project) -> None:
    page = tools.build().page("index")
    cards = page.cssselect("#own-related .glossterm-card")
    assert [links(card, "a") for card in cards] == [
        [("Metaclass", at("metaclass"))],
        [("Other", "#other")],
    ]
    assert [texts(card, ".glossterm-from") for card in cards] == [["from The Tools"], []]
    assert texts(cards[0], ".glossterm-short") == ["A class of classes."]


def test_previews_are_those_of_the_terms_that_are_used(tools: Project) -> None:
    found = previews(tools.build())
    assert {name for name in found if ":" in name} == {at("object"), at("metaclass"), at("old")}
    title, category, definition, source, status = found[at("object")]
    assert title == 'Object <span class="glossterm-abbr">(OBJ)</span>'
    assert (category, definition, source) == ("Things", "A *thing* &amp; its parts.", "")
    assert status == '<p class="glossterm-from">from The Tools</p>'
    old = fragment_fromstring(found[at("old")][4], create_parent=True)
    assert texts(old, ".glossterm-deprecated p") == ["Deprecated", "Use instead: Object"]
    assert links(old, "a") == [("Object", at("object"))]
    # A short definition of ours leads there too.
    assert links(fragment_fromstring(found["#own"][2], create_parent=True), "a") == [
        ("item", at("object"))
    ]


BUILDERS = ("text", "latex", "man", "texinfo", "epub", "singlehtml", "gettext")


@pytest.mark.parametrize("builder", mostly_long(BUILDERS, {"text", "latex", "singlehtml"}))
def test_every_builder_shows_them(tools: Project, builder: str) -> None:
    built = tools.build(builder)
    assert built.warnings_of("unknown") == []
    if builder == "text":
        text = " ".join(built.text("index.txt").split())
        assert "A class of classes. (from The Tools); *Object (OBJ)*, *OBJ*; *Object*." in text
        assert "Metaclass A class of classes. from The Tools Other" in text
    if builder == "latex":
        [tex] = Path(built.app.outdir).glob("*.tex")
        content = " ".join(tex.read_text("utf-8").split())
        assert content.count("A class of classes.") == 2  # in the text, and at the title of a card
        assert r"https://tools.example.org/terms.html\#metaclass" in content
    if builder == "singlehtml":
        assert at("object") in previews(built)


def test_e_books_have_notes_of_them(tools: Project) -> None:
    built = tools.build("epub", language="hi", copyright="Us", epub_show_urls="no")
    assert built.warnings == []
    page = lxml.html.fromstring(Path(built.app.outdir, "index.xhtml").read_bytes())
    notes = {note.get("id"): note for note in page.cssselect("aside")}
    [link, *others] = page.cssselect("#words > p a[role=doc-glossref]")
    assert (link.text_content(), link.get("epub:type")) == ("वस्तु", "noteref")
    # "from The Tools" behind a definition is no reference.
    assert [each.get("epub:type") for each in others].count("noteref") == 7
    note = notes[link.attrib["href"].removeprefix("#")]
    assert texts(note, "p") == ["वस्तु (OBJ)", "एक चीज़। ↩\ufe0e", "The Tools से"]
    assert links(note, "p.glossterm-note-term a") == [("वस्तु", at("object"))]
    assert texts(note, "[lang=en]") == ["(OBJ)"]
    assert len(notes) == 3  # one for each entry with a definition


def test_they_are_shown_in_the_language_of_the_build_or_marked(tools: Project) -> None:
    page = tools.build(language="hi").page("index")
    first, *_others, last = page.cssselect("#words > p a[href$='#object']")
    assert first.text_content() == "वस्तु"
    assert last.text_content() == "item"
    assert texts(page, "#words > p .glossterm-termboth") == ["वस्तु (Object)"]
    assert texts(page, "#words > p .glossterm-termboth [lang=en]") == ["Object"]
    assert texts(page, "#words > p .glossterm-termdef[lang=en]") == ["A class of classes."]
    card = page.cssselect("#own-related .glossterm-card")[0]
    assert texts(card, "[lang=en]")[:2] == ["Metaclass", "A class of classes."]
    found = previews(tools.build(language="hi"))
    assert found[at("object")][2] == "एक चीज़।"
    assert found[at("metaclass")][2] == '<span lang="en">A class of classes.</span>'


def test_another_direction_is_marked(tools: Project) -> None:
    arabic = {"ar": words("كائن", "شيء.")}
    content = glossary(entry("object", languages=arabic), source_language="ar")
    tools.write("tools.json", json.dumps(content)).write(
        "index.rst", "Words\n=====\n\n:termdef:`tools:object`, :term:`tools:كائن`.\n"
    )
    built = tools.build()
    assert texts(built.page("index"), "[lang=ar][dir=rtl]") == ["شيء.", "كائن"]
    assert previews(built)[at("object")][:3] == [
        '<span lang="ar" dir="rtl">كائن</span>',
        "",
        '<span lang="ar" dir="rtl">شيء.</span>',
    ]


def test_what_strangers_say_is_text(tools: Project) -> None:
    evil = entry(
        "object",
        languages={"en": words(EVIL, EVIL, aliases=[EVIL], abbreviation=EVIL, forms=["item", "Object"])},
        category="Things",
    )
    other = entry("metaclass", languages={"en": words(EVIL)}, see="object")
    old = entry("old", languages={"en": words(EVIL)}, status="deprecated", replaced_by="object")
    content = glossary(evil, other, old, title=EVIL, labels={"Things": {"en": EVIL}})
    tools.write("tools.json", json.dumps(content))
    built = tools.build()
    assert built.warnings == []
    page = built.page("index")
    assert "alert(1)" not in "".join(page.xpath("//script/text()"))
    assert page.cssselect("#words script, #words [onclick], #words strong") == []
    shown = " ".join(EVIL.split())
    assert any(shown in text for text in texts(page, "#own-related .glossterm-card"))
    assert {link.get("title") for link in page.cssselect("a.glossterm-ref.external")} == {f"from {EVIL}"}
    for preview in previews(built).values():
        for html in preview:
            piece = fragment_fromstring(html, create_parent=True)
            assert piece.cssselect("script") == []
    for builder in ("latex", "epub", "text"):
        assert tools.build(builder).warnings_of("unknown") == []
    tex = Path(tools.build("latex").app.outdir).glob("*.tex")
    assert all("|y|" in file.read_text("utf-8") for file in tex)


def test_our_own_names_go_first_and_others_are_left_to_intersphinx(tools: Project) -> None:
    inventory = tools.folder.parent / "inventory"
    other = Project(inventory)
    other.write(
        "index.rst",
        "X\n=\n\n.. glossary::\n\n   plain\n      P.\n   object\n      O.\n   only there\n      T.\n",
    )
    objects = Path(other.build().app.outdir, "objects.inv")
    tools.conf["extensions"] = [*tools.conf["extensions"], "sphinx.ext.intersphinx"]
    tools.conf["intersphinx_mapping"] = {
        "inv": ("https://inv.example.org/", str(objects)),
        "tools": ("https://tools.example.org/", str(objects)),
    }
    tools.write(
        "index.rst",
        """
        Words
        =====

        :term:`own`, :term:`tools:own`, :term:`object`, :term:`inv:object`, :term:`plain`,
        :term:`tools:only there`, :term:`tools:metaclas`.

        .. term:: Own

           Ours.

        .. term:: tools:metaclass

           Ours too: :term:`tools:metaclass`.
        """,
    )
    content = glossary(*ENTRIES, entry("own"))
    built = tools.write("tools.json", json.dumps(content)).build()
    found = dict(links(built.page("index"), "a.reference"))
    assert found["own"] in {"#own", at("own")}
    addresses = [address for _text, address in links(built.page("index"), "#words > p a")]
    assert addresses == [
        "#own",
        at("own"),
        at("object"),
        "https://inv.example.org/index.html#term-object",
        "https://tools.example.org/index.html#term-plain",
        "https://tools.example.org/index.html#term-only-there",
    ]
    assert [
        href for _text, href in links(built.page("index"), "#tools-metaclass .glossterm-definition a")
    ] == ["#tools-metaclass"]
    [warning] = built.warnings
    assert 'There is no term "tools:metaclas". Did you mean "tools:Metaclass"?' in warning


def test_a_project_may_have_nothing_but_references_to_others(tools: Project) -> None:
    built = tools.write("index.rst", "Words\n=====\n\nSee :term:`object`.\n").build()
    assert links(built.page("index"), "#words a.glossterm-ref") == [("object", at("object"))]
    assert list(previews(built)) == [at("object")]
    assert built.page("index").cssselect("script[data-previews='1']")


def test_pages_are_written_again_where_what_they_show_has_changed(tools: Project) -> None:
    tools.write("index.rst", PAGE + "\n.. toctree::\n\n   link\n   define\n   none\n")
    tools.write("link.rst", "Link\n====\n\n:term:`tools:metaclass`\n")
    tools.write("define.rst", "Define\n======\n\n:termdef:`tools:metaclass`\n")
    tools.write("none.rst", "None\n====\n\nText.\n")
    tools.build()
    changed = json.dumps(TOOLS).replace("A class of classes.", "Another text.")
    tools.write("tools.json", changed)
    built = tools.build()
    assert built.written == {"index", "define"}  # a card and a definition; else there are previews
    assert texts(built.page("define"), ".glossterm-termdef") == ["Another text."]
    assert previews(built)[at("metaclass")][2] == "Another text."
    clean = tools.build(out="clean")
    for name in ("index.html", "link.html", "define.html", "_static/glossterm-previews/0.js"):
        assert clean.text(name) == built.text(name)
    tools.write("tools.json", changed.replace("The Tools", "Their Tools"))
    assert tools.build().written == {"index", "define", "link"}
    assert tools.build().written == set()
    assert tools.build(glossterm_remote={}).written == {"index", "define", "link"}


POINTERS = """\
Words
=====

:term:`tools:pointer`, :term:`handle`, :term:`these <tools:handle>`, :termdef:`tools:handle`,
:termboth:`tools:pointer`; :term:`tools:ring`, :termdef:`tools:ring`.

.. term:: Own
   :related: tools:handle, tools:object

   Ours.
"""


def test_an_entry_that_points_to_another_one_leads_there(tools: Project) -> None:
    far = entry("handle", see="pointer", languages={"en": words("Handle"), "hi": words("हत्था")})
    rings = [entry("ring", see="loop"), entry("loop", see="ring"), entry("lost", see="nowhere")]
    content = glossary(far, *ENTRIES, *rings, labels={"Things": {"en": "Things"}})
    tools.write("tools.json", json.dumps(content)).write("index.rst", POINTERS)
    built = tools.build()
    assert built.warnings == []
    page = built.page("index")
    assert links(page, "#words > p a") == [
        ("pointer", at("object")),
        ("handle", at("object")),
        ("these", at("object")),
        ("from The Tools", at("object")),
        ("Pointer", at("object")),
        # A circle leads nowhere, so there is nothing to follow.
        ("ring", at("ring")),
        ("from The Tools", at("ring")),
    ]
    definitions = texts(page, "#words > p .glossterm-termdef")
    assert definitions == ["A *thing* & its parts.", "What ring is."]
    # Two names of one entry are one card, and one preview.
    assert links(page, "#own-related .glossterm-card a") == [("Object", at("object"))]
    assert {name for name in previews(built) if ":" in name} == {at("object"), at("ring")}
    # The reader sees the words of the entry that was named, in the language of the build.
    shown = links(tools.build(language="hi").page("index"), "#words > p a")
    assert shown[1] == ("हत्था", at("object"))


def test_parallel_builds_show_the_same(tools: Project) -> None:
    for number in range(8):
        tools.write(f"p{number}.rst", ":orphan:\n\nP\n=\n\n:termdef:`tools:object` :term:`item`.\n")
    serial, parallel = tools.build(), tools.build(jobs=2, out="parallel")
    for name in ("index", "p0", "p7"):
        assert serial.text(f"{name}.html") == parallel.text(f"{name}.html")
    assert parallel.warnings == []


def test_one_project_reads_what_another_one_publishes(project: Project, tmp_path: Path) -> None:
    other = Project(tmp_path / "other")
    other.write(
        "index.rst",
        "T\n=\n\n.. term:: Token\n   :aka: Piece\n\n   A *piece* of text.\n",
    ).translate("index", {"Token": "टोकन"})
    built = other.build(
        "dirhtml", language="hi", glossterm_publish=True, html_baseurl="https://other.example.org/hi/"
    )
    path = Path(built.app.outdir, "glossterm.json")
    project.write("index.rst", "W\n=\n\n:term:`other:Token` :termdef:`other:piece`\n")
    page = project.build(language="hi", glossterm_remote={"other": str(path)}).page("index")
    assert links(page, "#w p a")[0] == ("टोकन", "https://other.example.org/hi/#token")
    assert texts(page, ".glossterm-termdef[lang=en]") == ["A piece of text."]


def test_without_an_answer_the_build_goes_on(tools: Project) -> None:
    built = tools.build(glossterm_remote={"tools": "https://127.0.0.1:1/glossterm.json"})
    [warning] = built.warnings_of("config")
    assert "Its terms are left to intersphinx." in warning
    assert len(built.warnings_of("unknown")) == 10


AUTO = """
Words
=====

Some object, an item and a metaclass; the old local thing.

.. term:: Local

   Ours.
"""


def auto(tools: Project, mode: str, *names: str) -> list[tuple[str, str]]:
    tools.write("index.rst", AUTO)
    built = tools.build(glossterm_autolink=mode, glossterm_remote_autolink=list(names))
    assert built.warnings == []
    return links(built.page("index"), "#words > p a")


def test_plain_mentions_lead_to_other_projects_where_that_is_wanted(tools: Project) -> None:
    assert auto(tools, "all") == [("local", "#local")]
    assert auto(tools, "off", "tools") == []
    assert auto(tools, "all", "tools") == [
        ("object", at("object")),
        ("item", at("object")),
        ("metaclass", at("metaclass")),
        ("old", at("old")),
        ("local", "#local"),
    ]
    assert auto(tools, "first", "tools") == [
        ("object", at("object")),
        ("metaclass", at("metaclass")),
        ("old", at("old")),
        ("local", "#local"),
    ]
    changed = json.dumps(TOOLS).replace("Metaclass", "Kind").replace("A class of", "Sort of")
    tools.write("tools.json", changed)
    assert [text for text, _href in auto(tools, "first", "tools")] == ["object", "old", "local"]
    built = tools.build(glossterm_autolink="first", glossterm_remote_autolink=["tools"])
    assert {name for name in previews(built) if ":" in name} == {at("object"), at("old")}


def test_an_unknown_project_is_told(tools: Project) -> None:
    built = tools.write("index.rst", AUTO).build(glossterm_remote_autolink=["tool"])
    [warning] = built.warnings_of("config")
    assert 'Did you mean "tools"?' in warning


def test_a_name_that_means_several_terms_there_is_told(tools: Project) -> None:
    both = [entry(id_, languages={"en": words(id_, aliases=["same"])}) for id_ in ("one", "two")]
    tools.write("tools.json", json.dumps(glossary(*both)))
    tools.write(
        "index.rst", "W\n=\n\n:term:`tools:same`\n\n.. term:: Own\n   :related: same\n\n   Ours.\n"
    )
    built = tools.build()
    assert [warning.partition("WARNING: ")[2] for warning in built.warnings] == [
        '"same" in ":related:" could mean "one (one)" or "two (two)"; it leads to "one". Write'
        ' "tools:one", or another id. [glossterm.ambiguous]',
        '"tools:same" could mean "one (one)" or "two (two)"; it leads to "one". Write'
        ' "text <tools:one>", or another id. [glossterm.ambiguous]',
    ]


def test_a_translation_brings_no_references_to_other_projects(tools: Project) -> None:
    tools.write("index.rst", "W\n=\n\nText.\n\n.. term:: Own\n\n   Ours.\n\n.. termindex::\n")
    hindi = {"Text.": "देखिए :term:`tools:object`।", "Ours.": "हमारा :term:`tools:metaclass`।"}
    tools.translate("index", hindi)
    built = tools.build(language="hi")
    assert len(built.warnings_of("translation")) == 2
    page = built.page("index")
    assert links(page, "a.external.glossterm-ref") == []
    assert texts(page, ".glossterm-index .glossterm-short") == ["हमारा metaclass।"]
    assert "tools.example.org" not in previews(built)["#own"][2]
    hosts = ["tools.example.org"]
    built = tools.build(language="hi", glossterm_translation_hosts=hosts, out="open")
    assert built.warnings_of("translation") == []
    assert {href for _text, href in links(built.page("index"), "a.external.glossterm-ref")} == {
        at("object"),
        at("metaclass"),
    }
    assert "tools.example.org" in previews(built)["#own"][2]
