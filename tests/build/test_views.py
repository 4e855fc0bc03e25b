"""Whatever a page shows of others counts when pages are compared: each field of each view.

A field is left out of the comparison, and an edit is made that changes this field alone in what a page
shows. The page then has to be another than a clean build's. With all fields it has to be the same.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from support import CONF, Project, mostly_long

from sphinx_glossterm.freshness import survey
from sphinx_glossterm.resolve import preview_files, views
from sphinx_glossterm.terms.remote import FORMAT_VERSION

TOCTREE = [
    "all",
    "shelves",
    "prose",
    "both",
    "short",
    "said",
    "plain",
    "far",
    "words",
    "builtin",
    "tongues",
    "map",
    "about-own",
    "a",
    "b",
    "c",
    "d",
    "e",
    "g",
    "h",
    "i",
    "o",
    "r",
    "s",
    "t",
    "y",
    "z",
]
BASE = {
    "index.rst": "Home\n====\n\n.. toctree::\n\n   " + "\n   ".join(TOCTREE) + "\n",
    "all.rst": "All\n===\n\n.. termindex::\n",
    "shelves.rst": "Shelves\n=======\n\n.. termindex::\n   :group: category\n",
    "prose.rst": "Prose\n=====\n\n:term:`Beta`\n",
    "both.rst": "Both\n====\n\n:termboth:`beta`\n",
    "short.rst": "Short\n=====\n\n:termabbr:`beta`\n",
    "said.rst": "Said\n====\n\n:termdef:`beta`\n",
    "plain.rst": "Plain\n=====\n\nIt is Echo that is spoken of.\n",
    "far.rst": "Far\n===\n\n:term:`far:thing`\n",
    "words.rst": "Words\n=====\n\n:term:`Echo`\n",
    "builtin.rst": "Builtin\n=======\n\n.. glossary::\n\n   Xylophone\n      An instrument.\n",
    "tongues.rst": "Tongues\n=======\n\n.. termindex::\n   :style: languages\n",
    "map.rst": "Map\n===\n\n.. termmap::\n",
    "a.rst": ".. term:: Alpha\n   :related: beta\n   :category: One\n\n   Definition alpha.\n",
    "b.rst": """\
        .. term:: Beta
           :id: beta
           :abbr: BT
           :category: Two
           :tags: red

           Definition beta.
        """,
    "c.rst": ".. term:: Charlie\n   :see: beta\n",
    "d.rst": ".. term:: Delta\n\n   Definition *delta*, not :term:`alpha`.\n",
    "e.rst": ".. term:: Echo\n\n   Definition echo.\n",
    "g.rst": ".. term:: Golf\n   :related: beta, delta\n\n   Definition golf.\n",
    "h.rst": ".. term:: Hotel\n   :related: echo, charlie, far:thing\n\n   Definition hotel.\n",
    # A glossary of its own.
    "about-own.rst": "About\n=====\n\n.. termindex::\n   :glossary: Own\n",
    "i.rst": ".. term:: India\n   :related: own:oscar\n\n   Definition india.\n",
    "o.rst": ".. term:: Oscar\n   :glossary: Own\n\n   Definition oscar.\n",
    # A definition with references to other things than entries; a section and a figure they lead to.
    "r.rst": """\
        .. term:: Romeo

           Definition romeo: :ref:`place`, :ref:`that <place>`, :numref:`picture`, :ref:`out <outside>`.
        """,
    "s.rst": ".. term:: Sierra\n   :related: romeo\n\n   Definition sierra.\n",
    "t.rst": """\
        Tango
        =====

        .. _place:

        There
        -----

        .. _picture:

        .. figure:: x.png

           Caption
        """,
    "y.rst": ".. term:: Yankee\n   :status: deprecated\n   :replaced-by: beta\n\n   Definition yankee.\n",
    "z.rst": ".. term:: Zulu\n   :see: beta\n",
    # In no toctree: their place follows from the index.
    "k.rst": "Kilo words\n==========\n\n.. term:: Kilo\n\n   Definition kilo.\n",
    "l.rst": "Lima words\n==========\n\n.. term:: Lima\n\n   Definition lima.\n",
}
LABELS = {"Two": "दो", "Second": "दो", "Own": "निज", "Other": "निज"}
HINDI = {"Beta": "बीटा", "Betta": "बीटा", "Definition beta.": "बीटा की परिभाषा।"}
# As in the source, so that the entry has no more names than before.
GERMAN = {"Beta": "Beta", "BT": "BT"}
PREVIEWS = "_static/glossterm-previews/0.js"


@dataclass(frozen=True)
class Edit:
    """Something an author or a translator does."""

    change: Callable[[Project], object]
    language: str = "en"
    conf: dict[str, Any] = field(default_factory=dict)


def text(name: str, old: str, new: str) -> Callable[[Project], object]:
    def change(project: Project) -> None:
        source = (project.folder / name).read_text("utf-8")
        assert old in source
        project.write(name, source.replace(old, new))

    return change


def move(project: Project) -> None:
    entry = (project.folder / "b.rst").read_text("utf-8")
    project.write("b.rst", "Empty\n=====\n")
    project.write("e.rst", f"{entry}\n{BASE['e.rst']}")


def move_relation(project: Project) -> None:
    project.write("g.rst", BASE["g.rst"].replace("beta, delta", "beta"))
    project.write("h.rst", BASE["h.rst"].replace(":related: ", ":related: delta, "))


def move_section(project: Project) -> None:
    section = dedent(BASE["t.rst"]).partition("=====\n")[2]
    project.write("t.rst", "Tango\n=====\n").write("e.rst", f"{BASE['e.rst']}\n{section}")


def inventory(page: str) -> bytes:
    """What another project's ``objects.inv`` holds: one label."""
    head = b"# Sphinx inventory version 2\n# Project: out\n# Version: 1\n# zlib compressed.\n"
    return head + zlib.compress(f"outside std:label -1 {page}#outside Outside\n".encode())


def move_outside(project: Project) -> None:
    (project.folder / "out.inv").write_bytes(inventory("other.html"))
    # Something has to change in the project for Sphinx to ask at all.
    project.write("plain.rst", BASE["plain.rst"] + "\nMore.\n")


def elsewhere(
    page: str = "page.html#thing", project: str = "Far", title: str = "fr", definition: str = "fr"
) -> str:
    """What another project publishes: one entry, with title and definition in some language."""
    said: dict[str, dict[str, str]] = {title: {"title": "Thing"}}
    said.setdefault(definition, {})["definition"] = "What it is."
    languages = [*said]
    content = {"title": project, "base": "https://far.example.org/", "source_language": "fr"}
    entries = [{"id": "thing", "page": page, "languages": said}]
    return json.dumps({**content, "version": FORMAT_VERSION, "languages": languages, "entries": entries})


def far(**changes: str) -> Edit:
    """Something that another project does, which this one refers to."""
    content = elsewhere(**changes)
    conf = {"glossterm_remote": {"far": "far.json"}}
    return Edit(lambda project: project.write("far.json", content), conf=conf)


def rename(project: Project) -> None:
    project.remove("prose.rst").write("zzz.rst", BASE["prose.rst"])
    project.write("index.rst", BASE["index.rst"].replace("   prose\n", "") + "   zzz\n")


def label(**labels: str) -> Callable[[Project], object]:
    return lambda project: project.translate("glossterm", {**LABELS, **labels})


EDITS = {
    "another place": Edit(move),
    "another anchor": Edit(text("b.rst", ":id: beta", ":id: second\n   :anchors: beta")),
    "an id that another entry has": Edit(text("a.rst", ":related:", ":id: echo\n   :related:")),
    "another title": Edit(text("b.rst", "Beta\n", "Beth\n   :aka: Beta\n")),
    "other markup of a title": Edit(text("b.rst", "Beta\n", "*Beta*\n")),
    "another title of the same translation": Edit(text("b.rst", "Beta\n", "Betta\n"), "hi"),
    "another translation of a title": Edit(
        lambda project: project.translate("b", {**HINDI, "Beta": "बेटा"}), "hi"
    ),
    "a title that is translated by itself": Edit(
        lambda project: project.translate("e", {"Echo": "Echo"}), "hi"
    ),
    "a definition that is translated by itself": Edit(
        lambda project: project.translate("e", {"Definition echo.": "Definition echo."}), "hi"
    ),
    "a label that is translated by itself": Edit(label(One="One"), "hi"),
    "another translation of a label": Edit(label(Two="दूसरा"), "hi"),
    "another label of the same translation": Edit(text("b.rst", "Two", "Second"), "hi"),
    "another label": Edit(text("b.rst", "Two", "Three")),
    "another translation of a glossary": Edit(
        label(Own="अपना"), "hi", {"glossterm_jsonld": False, "glossterm_glossary": {"builtin": "Own"}}
    ),
    "another translation of a glossary, told to search engines": Edit(
        label(Own="अपना"), "hi", {"glossterm_glossary": {"builtin": "Own"}}
    ),
    "another glossary of the same translation": Edit(text("o.rst", "Own", "Other"), "hi"),
    "a list of all glossaries": Edit(text("about-own.rst", "   :glossary: Own\n", "")),
    "another status": Edit(text("a.rst", ":related:", ":status: deprecated\n   :related:")),
    "another entry to use instead": Edit(text("y.rst", "beta", "delta")),
    "another kind of relation": Edit(text("z.rst", ":see:", ":related:")),
    "a relation that another entry names": Edit(move_relation),
    "another tag": Edit(text("b.rst", "red", "blue")),
    "another form": Edit(text("b.rst", ":tags:", ":forms: Betas\n   :tags:")),
    "another abbreviation": Edit(text("b.rst", "BT", "BTA")),
    "another definition": Edit(text("b.rst", "Definition beta.", "Another.")),
    "other markup": Edit(text("d.rst", "*delta*", "**delta**")),
    "another translation of a title in a definition": Edit(
        lambda project: project.translate("a", {"Alpha": "अल्फ़ा"}), "hi"
    ),
    "another title before": Edit(text("d.rst", "Delta\n", "Delto\n   :aka: Delta\n")),
    "another entry on the page before": Edit(
        text("d.rst", ":term:`alpha`.\n", ":term:`alpha`.\n\n.. term:: Yard\n\n   An area.\n")
    ),
    "another title behind": Edit(text("e.rst", "Echo\n", "Echoes\n   :aka: Echo\n")),
    "another anchor of a plain mention": Edit(
        text("e.rst", "Echo\n", "Echo\n   :id: reply\n"), conf={"glossterm_autolink": "all"}
    ),
    "a mention": Edit(text("plain.rst", "Echo that", ":term:`Golf` that")),
    "another file that mentions": Edit(rename),
    "another title of a page that mentions": Edit(text("prose.rst", "Prose\n=====", "Poems\n=====")),
    "another anchor of the list": Edit(
        text("all.rst", "All\n===\n", "All\n===\n\nGlossterm index\n---------------\n"),
        conf={"glossterm_jsonld": False},
    ),
    "another anchor of the categories": Edit(
        text(
            "shelves.rst", "Shelves\n=======\n", "Shelves\n=======\n\nGlossterm index\n---------------\n"
        )
    ),
    "another anchor of the list, told to search engines": Edit(
        text("all.rst", "All\n===\n", "All\n===\n\nGlossterm index\n---------------\n"),
        conf={"glossterm_builtin": True},
    ),
    "another title of the main page": Edit(text("index.rst", "Home\n====", "Main\n====")),
    "another title of the page above": Edit(
        text("all.rst", "All\n===", "All of them\n==========="),
        conf={"glossterm_jsonld": False},
    ),
    "another title of a section in a definition": Edit(
        text("t.rst", "There\n-----", "Elsewhere\n---------")
    ),
    "another number in a definition": Edit(
        text("t.rst", ".. _picture:", ".. figure:: x.png\n\n   Another\n\n.. _picture:"),
        conf={"numfig": True},
    ),
    "another document of a section in a definition": Edit(move_section),
    "another anchor of a section in a definition": Edit(
        text("t.rst", ".. _place:", "Place\n-----\n\n.. _place:")
    ),
    "another address in a definition": Edit(
        move_outside,
        conf={
            "extensions": [*CONF["extensions"], "sphinx.ext.intersphinx"],
            "intersphinx_mapping": {"out": ("https://example.org/", "out.inv")},
        },
    ),
    "a title that is not translated elsewhere any more": Edit(
        lambda project: project.translate("b", {"BT": "BT"}, "de")
    ),
    "an abbreviation that is not translated elsewhere any more": Edit(
        lambda project: project.translate("b", {"Beta": "Beta"}, "de")
    ),
    "a title that is translated by itself elsewhere": Edit(
        lambda project: project.translate("e", {"Echo": "Echo"}, "de")
    ),
    "another language": Edit(
        lambda project: project.translate("e", {"Definition echo.": "D'écho."}, "fr")
    ),
    "another address elsewhere": far(page="page.html#that"),
    "another project elsewhere": far(project="Away"),
    "another language of a title elsewhere": far(title="de"),
    "another language of a definition elsewhere": far(definition="de"),
    "an entry more": Edit(
        lambda project: project.write("zz.rst", ":orphan:\n\n.. term:: Zz\n\n   Last.\n")
    ),
}
# For each field: the edit that changes it, and the file that shows it.
FIELDS = {
    views.NameView: {
        "text": ("another translation of a label", "b.html"),
        "is_source": ("a label that is translated by itself", "a.html"),
        "markup": ("other markup of a title", "a.html"),
        "language": ("another language of a title elsewhere", "h.html"),
    },
    views.RemoteView: {
        "uri": ("another address elsewhere", "far.html"),
        "project": ("another project elsewhere", "far.html"),
    },
    views.LinkView: {
        "docname": ("another place", "y.html"),
        "anchor": ("another anchor", "a.html"),
        "title": ("another title", "a.html"),
        "remote": ("another address elsewhere", "h.html"),
    },
    views.PageView: {
        "docname": ("another file that mentions", "b.html"),
        "title": ("another title of a page that mentions", "b.html"),
        "anchor": ("another anchor of the list", "g.html"),
    },
    views.ReferenceView: {
        "docname": ("another place", "prose.html"),
        "anchor": ("another anchor", "prose.html"),
        "name": ("another translation of a title", "prose.html"),
        "is_source": ("a title that is translated by itself", "words.html"),
        "abbreviation": ("another abbreviation", "short.html"),
        "source": ("another title of the same translation", "both.html"),
        "definition": ("another definition", "said.html"),
        "remote": ("another address elsewhere", "far.html"),
    },
    views.PlaceView: {
        "docname": ("another document of a section in a definition", "all.html"),
        "anchor": ("another anchor of a section in a definition", "all.html"),
        "uri": ("another address in a definition", "all.html"),
        "text": ("another number in a definition", "s.html"),
    },
    views.DefinitionView: {
        "see": ("another anchor", "h.html"),
        "text": ("another definition", "a.html"),
        "markup": ("other markup", "g.html"),
        "is_source": ("a definition that is translated by itself", "h.html"),
        "references": ("another translation of a title in a definition", "g.html"),
        "language": ("another language of a definition elsewhere", "h.html"),
    },
    views.CardView: {
        "link": ("another title", "g.html"),
        "abbreviation": ("another abbreviation", "g.html"),
        "definition": ("another definition", "g.html"),
        "glossary": ("another translation of a glossary", "i.html"),
    },
    views.PreviewView: {
        "card": ("another definition", PREVIEWS),
        "category": ("another label", PREVIEWS),
        "source": ("another title of the same translation", PREVIEWS),
        "is_deprecated": ("another status", PREVIEWS),
        "replaced_by": ("another entry to use instead", PREVIEWS),
    },
    views.LabelView: {
        "source": ("another label of the same translation", "all.html"),
        "shown": ("another translation of a label", "all.html"),
    },
    views.NamesView: {
        "title": ("a title that is not translated elsewhere any more", "tongues.html"),
        "others": ("an abbreviation that is not translated elsewhere any more", "tongues.html"),
    },
    views.RowView: {
        "card": ("another definition", "all.html"),
        "category": ("another label", "all.html"),
        "tags": ("another tag", "all.html"),
        "found_by": ("another form", "all.html"),
        "names": ("a title that is translated by itself elsewhere", "tongues.html"),
        "glossary": ("another glossary of the same translation", "all.html"),
    },
    views.GroupView: {
        "label": ("another translation of a label", "shelves.html"),
        "rows": ("another definition", "shelves.html"),
    },
    views.IndexView: {
        "groups": ("another definition", "all.html"),
        "languages": ("another language", "tongues.html"),
    },
    views.LineView: {
        "start": ("a relation that another entry names", "map.html"),
        "end": ("another entry to use instead", "map.html"),
        "kind": ("another kind of relation", "map.html"),
    },
    views.MapView: {
        "entries": ("another title", "map.html"),
        "lines": ("another entry to use instead", "map.html"),
    },
    views.HeadView: {
        "glossary": ("another translation of a glossary", "o.html"),
        "category": ("another translation of a label", "b.html"),
        "shelf": ("another anchor of the categories", "b.html"),
        "see": ("another title", "z.html"),
        "replaced_by": ("another title", "y.html"),
    },
    views.RelationsView: {
        "related": ("another definition", "a.html"),
        "mentions": ("a mention", "g.html"),
        "all_terms": ("another anchor of the list", "g.html"),
        "previous": ("another title before", "e.html"),
        "next": ("another title behind", "d.html"),
    },
    views.NeighbourView: {
        "link": ("another title before", "e.html"),
        "is_page": ("another entry on the page before", "e.html"),
    },
    views.SetView: {
        "title": ("another translation of a glossary, told to search engines", "builtin.html"),
        "page": ("another anchor of the list, told to search engines", "builtin.html"),
        "is_own": ("a list of all glossaries", "o.html"),
    },
    views.WayView: {
        "above": ("another title of the main page", "b.html"),
        "sets": ("another anchor of the list, told to search engines", "builtin.html"),
    },
    views.DocumentView: {
        "references": ("another definition", "said.html"),
        "plain": ("another anchor of a plain mention", "plain.html"),
        "ids": ("an id that another entry has", "e.html"),
        "entries": ("another definition", "a.html"),
        "indexes": ("another definition", "all.html"),
        "maps": ("another entry to use instead", "map.html"),
        "way": ("another title of the main page", "b.html"),
        "around": ("another title of the page above", "k.html"),
        "described": ("another title of a section in a definition", "r.html"),
        "preview_files": ("an entry more", "prose.html"),
    },
}
CASES = [(view, name, *shown) for view, fields in FIELDS.items() for name, shown in fields.items()]


@pytest.fixture(autouse=True)
def full_file(monkeypatch: pytest.MonkeyPatch, edit: str) -> None:
    """The previews of the project fill one file: with one entry more they take two."""
    if edit == "an entry more":
        monkeypatch.setattr(preview_files, "SIZE", 16)


def incremental(project: Project, name: str) -> Path:
    """The output folder of a build after the edit, which found that of one before it."""
    edit = EDITS[name]
    for file, source in BASE.items():
        project.write(file, source)
    (project.folder / "out.inv").write_bytes(inventory("index.html"))
    project.write("far.json", elsewhere())
    project.translate("b", HINDI).translate("b", GERMAN, "de").translate("glossterm", LABELS)
    project.build(language=edit.language, **deepcopy(edit.conf))
    edit.change(project)
    return Path(project.build(language=edit.language, **deepcopy(edit.conf)).app.outdir)


CLEAN: dict[str, dict[str, bytes]] = {}
"""Of each edit, once it has been built from nothing: the files that show it."""


def clean(project: Project, name: str) -> dict[str, bytes]:
    """The files that show an edit, from a build that found nothing."""
    if name not in CLEAN:
        edit = EDITS[name]
        folder = Path(
            project.build(language=edit.language, out="clean", **deepcopy(edit.conf)).app.outdir
        )
        pages = {page for _view, _field, other, page in CASES if other == name}
        CLEAN[name] = {page: (folder / page).read_bytes() for page in pages}
    return CLEAN[name]


@pytest.mark.parametrize("edit", [""])  # for the fixture
def test_each_field_has_a_case(edit: str) -> None:
    known = {view for name, view in vars(views).items() if name.endswith("View")}
    assert {view: tuple(fields) for view, fields in FIELDS.items()} == {
        view: view._fields for view in known
    }


def without(view: object, kind: type, name: str) -> object:
    """A view, and all views in it, without a field of one kind of view."""
    if not isinstance(view, tuple):
        return view
    fields = getattr(view, "_fields", None)
    parts = zip(fields, view, strict=True) if fields else enumerate(view)
    return tuple(
        without(part, kind, name) for place, part in parts if (type(view), place) != (kind, name)
    )


# Much like the others of another project.
SELDOM = {"another project elsewhere", "another language of a definition elsewhere"}


@pytest.mark.parametrize("edit", mostly_long(EDITS, EDITS.keys() - SELDOM))
def test_pages_are_those_of_a_clean_build(project: Project, edit: str) -> None:
    found = incremental(project, edit)
    for page, content in clean(project, edit).items():
        assert (found / page).read_bytes() == content, page


@pytest.mark.long  # that each field is needed changes seldom, and takes two builds to tell
@pytest.mark.parametrize(
    ("view", "name", "edit", "page"), CASES, ids=[f"{view.__name__}.{name}" for view, name, *_ in CASES]
)
def test_without_a_field_a_page_stays_as_it_was(
    project: Project,
    view: type,
    name: str,
    edit: str,
    page: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(survey, "facts", lambda shown: views.facts(without(shown, view, name)))
        found = incremental(project, edit)
    assert (found / page).read_bytes() != clean(project, edit)[page]
