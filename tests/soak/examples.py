"""The projects that the tests begin with."""

from __future__ import annotations

from typing import Final

from soak.model import Model, Page, Term, Translation

BUILTIN: Final = {"Other 1": "", "Term 6": "Built in, as is [term:Other 1]; see [term:Term 2]."}
"""Two names of one item that are also names of entries."""


def start() -> Model:
    """Two pages in the table of contents, the list of terms, and pages of entries outside."""
    letters = Page(
        "Letters",
        terms=[
            Term("Gamma", ["Third, see [term:Alpha]."], related=["alpha", "Beta"]),
            Term("Delta", ["Fourth."], id="the-id", tags=["new"], abbr="AB"),
        ],
        catalogue={"Gamma": Translation("गामा"), "Letters": Translation("अक्षर")},
    )
    return Model(
        {
            "index": Page("Home", text=["Hello [termdef:Gamma]."]),
            "all": Page("All", place="index", index={}),
            "prose": Page(
                "Prose", place="index", text=["[term:Beta] and [termboth:Delta]."], markup="md"
            ),
            "own": Page(
                "Own",
                place="index",
                glossary={"Zeta & Co": "", "API": "Built in, see [term:Alpha]."},
                catalogue={"API": Translation("एपीआई")},
            ),
            "a": Page(terms=[Term("Alpha", ["The first."], category="Basics", aka=["First"])]),
            "b": Page(
                terms=[Term("Beta", ["The *second*."], category="Models", related=["Alpha"])],
                markup="md",
                catalogue={"Beta": Translation("बीटा"), "The *second*.": Translation("*दूसरा*।")},
            ),
            "letters": letters,
        },
        labels={"Basics": Translation("मूल")},
    )


def glossary() -> Model:
    """A list of terms and ten pages, half of them in Hindi."""
    pages = {
        "index": Page("Home", text=["Hello [termdef:Term 3].", "To [term:Term 1]."]),
        "all": Page("All", place="index", index={}),
        "prose": Page(
            "Prose", place="index", text=["[term:Term 2] and [termboth:Term 4]."], markup="md"
        ),
    }
    for number in range(8):
        title = f"Term {number}"
        text = [f"What [term:Term {(number + 3) % 8}] is not.", "More of it."]
        term = Term(title, text, related=[f"Term {(number + 1) % 8}"], category="Basics")
        page = pages[f"t{number}"] = Page(terms=[term], markup="rst" if number % 2 else "md")
        if number < 5:
            page.catalogue = {title: Translation(f"शब्द {number}"), "More of it.": Translation("और भी।")}
    return Model(pages, labels={"Basics": Translation("मूल")})


def quarrel() -> Model:
    """Names that mean several things, and everything else whose order could be left to chance."""
    model = glossary()
    model.conf["glossterm_languages"] = {"en": "English", "hi": "हिन्दी"}
    for number in range(8):
        term = model.pages[f"t{number}"].terms[0]
        term.aka = ["Same", f"Other {number % 3}", "API"]
        term.forms = ["Formed", f"Form {number}"]
        term.tags = ["new", "old"][: number % 3]
        term.abbr = "AB" if number % 2 else ""
        term.why, term.deepdive, term.pro = "So that.", "Deeper.", "Cheap."
        term.definition[0] += " Nor [term:Same], nor [termabbr:AB], nor [any:api]."
    for name in ("m1", "m2"):
        model.pages[name] = Page(terms=[Term("Twice", [f"In {name}."], category="basics")])
    model.pages["lists"] = Page("Lists", place="index", index={"group": "category", "style": "cards"})
    model.pages["builtin"] = Page("Built in", place="index", glossary=BUILTIN)
    return model
