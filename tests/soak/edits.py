"""The edits: each rule changes the model of the project in one way."""

from __future__ import annotations

from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from soak.machine import Machine
from soak.model import LABELS, ORPHAN, Catalogue, Page, Term, Translation

# ---------------------------------------------------------------------------------------------
# What may be drawn. The first of each is the simplest.

TITLES: Final = ("Alpha", "Beta", "Gamma", "Delta", "Alpha beta", "beta", "Zeta & Co", "API")
ALIASES: Final = ("First", "Second", "Alpha", "Reply")
TARGETS: Final = (*TITLES, *ALIASES, "alpha", "the-id", "AB", "अल्फ़ा", "Nobody")
NAMES: Final = ("अल्फ़ा", "बीटा", "गामा", "अंक", "Alpha", "क़लम")
CATEGORIES: Final = ("", "Basics", "Models")
ROLES: Final = ("term", "termdef", "termboth", "termabbr", "any")
CONFIGURATION: Final[dict[str, tuple[Any, ...]]] = {
    "glossterm_previews": (False, True),
    "glossterm_mentions": (False, True),
    "glossterm_show_source_title": (False, True),
    "glossterm_builtin": (False, True),
    "glossterm_deepdive": ("closed", "open"),
    "glossterm_labels": ({"en": {"Why": "Why care?"}, "hi": {"See": "यहाँ देखें"}}, {}),
    "glossterm_languages": ({"en": "English", "hi": "हिन्दी"}, {}),
    "glossterm_language_url": ("/{language}/{page}", "../{language}/{page}"),
    "glossterm_autolink": ("first", "all", "off"),
}


def some(choices: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(choices), max_size=2, unique=True)


PICK: Final = st.integers(0, 11)
"""Which of the things there are, modulo their number."""
REFERENCE: Final = st.builds(
    "[{0}:{1}]".format,
    st.sampled_from(ROLES),
    st.builds("{0}{1}".format, st.sampled_from(("", "words|")), st.sampled_from(TARGETS)),
)
MENTION: Final = st.sampled_from(("an alpha beta", "*Gamma* or API", "AB, zeta & co", "अल्फ़ा, बीटा"))
"""Names without markup, which ``glossterm_autolink`` may link."""
TEXT: Final = st.builds(
    "{0}.".format,
    st.lists(
        st.one_of(st.sampled_from(("Plain", "Other *marked*")), REFERENCE, MENTION),
        min_size=1,
        max_size=3,
    ).map(" and ".join),
)
LIST: Final = st.one_of(
    st.none(),
    st.fixed_dictionaries(
        {},
        optional={
            "group": st.sampled_from(("none", "category", "letter")),
            "style": st.sampled_from(("cards", "table", "list")),
            "category": st.sampled_from(CATEGORIES[1:]),
            "tags": st.sampled_from(("new", "old")),
        },
    ),
)
MAP: Final[st.SearchStrategy[dict[str, str] | None]] = st.one_of(
    st.none(),
    st.just({}),
    st.fixed_dictionaries({"tags": st.sampled_from(("new", "old"))}),
    st.fixed_dictionaries(
        {"around": st.sampled_from(TITLES)}, optional={"depth": st.sampled_from("12")}
    ),
)


# ---------------------------------------------------------------------------------------------
# Edits


class Edits(Machine):
    """Each rule is one edit."""

    # ---- entries

    @precondition(Machine.has_terms)
    @rule(pick=PICK, title=st.sampled_from(TITLES))
    def retitle(self, pick: int, title: str) -> None:
        term = self.term(pick)
        self.tell(f"title {term.title!r} -> {title!r}")
        term.title = title

    @precondition(Machine.has_terms)
    @rule(pick=PICK, text=st.lists(TEXT, max_size=2))
    def define(self, pick: int, text: list[str]) -> None:
        term = self.term(pick)
        self.tell(f"definition of {term.title!r}: {text}")
        term.definition = text

    @precondition(Machine.has_terms)
    @rule(pick=PICK, facet=st.sampled_from(("why", "deepdive", "pro", "note")), text=st.just("") | TEXT)
    def facet(self, pick: int, facet: str, text: str) -> None:
        term = self.term(pick)
        self.tell(f"{facet} of {term.title!r}: {text!r}")
        setattr(term, facet, text)

    @precondition(Machine.has_terms)
    @rule(pick=PICK, kind=st.sampled_from(("aka", "forms", "avoid")), names=some(ALIASES))
    def name(self, pick: int, kind: str, names: list[str]) -> None:
        term = self.term(pick)
        self.tell(f"{kind} of {term.title!r}: {names}")
        setattr(term, kind, names)

    @precondition(Machine.has_terms)
    @rule(pick=PICK, abbr=st.sampled_from(("", "AB", "API")))
    def abbreviate(self, pick: int, abbr: str) -> None:
        term = self.term(pick)
        self.tell(f"abbreviation of {term.title!r}: {abbr!r}")
        term.abbr = abbr

    @precondition(Machine.has_terms)
    @rule(pick=PICK, names=some((*TITLES, *ALIASES)))
    def keep_unlinked(self, pick: int, names: list[str]) -> None:
        term = self.term(pick)
        self.tell(f"names of {term.title!r} that are not linked: {names}")
        term.unlinked = names

    @precondition(Machine.has_terms)
    @rule(pick=PICK, others=some(TARGETS))
    def relate(self, pick: int, others: list[str]) -> None:
        term = self.term(pick)
        self.tell(f"related to {term.title!r}: {others}")
        term.related = others

    @precondition(Machine.has_terms)
    @rule(pick=PICK, kind=st.sampled_from(("see", "replaced_by")), other=st.sampled_from(("", *TARGETS)))
    def point(self, pick: int, kind: str, other: str) -> None:
        term = self.term(pick)
        self.tell(f"{kind} of {term.title!r}: {other!r}")
        setattr(term, kind, other)

    @precondition(Machine.has_terms)
    @rule(pick=PICK, category=st.sampled_from(CATEGORIES))
    def categorize(self, pick: int, category: str) -> None:
        term = self.term(pick)
        self.tell(f"category of {term.title!r}: {category!r}")
        term.category = category

    @precondition(Machine.has_terms)
    @rule(pick=PICK, tags=some(("new", "old")))
    def tag(self, pick: int, tags: list[str]) -> None:
        term = self.term(pick)
        self.tell(f"tags of {term.title!r}: {tags}")
        term.tags = tags

    @precondition(Machine.has_terms)
    @rule(pick=PICK, new=st.sampled_from(("", "the-id", "other-id", "alpha")))
    def identify(self, pick: int, new: str) -> None:
        term = self.term(pick)
        self.tell(f"id of {term.title!r}: {new!r}")
        term.id = new

    @precondition(Machine.has_terms)
    @rule(pick=PICK, status=st.sampled_from(("", "draft", "deprecated")))
    def settle(self, pick: int, status: str) -> None:
        term = self.term(pick)
        self.tell(f"status of {term.title!r}: {status!r}")
        term.status = status

    @precondition(Machine.has_terms)
    @rule(pick=PICK, only=st.sampled_from(("", "html", "latex")))
    def hide(self, pick: int, only: str) -> None:
        term = self.term(pick)
        self.tell(f"{term.title!r} only in {only or 'everything'}")
        term.only = only

    @rule(pick=PICK, title=st.sampled_from(TITLES), first=st.booleans())
    def add_term(self, pick: int, title: str, first: bool) -> None:
        name, page = self.page(pick)
        self.tell(f"{title!r} added to {name}")
        page.terms.insert(0 if first else len(page.terms), Term(title, [f"About {title}."]))

    @precondition(Machine.has_terms)
    @rule(pick=PICK)
    def remove_term(self, pick: int) -> None:
        terms = self.model.terms
        name, term = terms[pick % len(terms)]
        self.tell(f"{term.title!r} removed from {name}")
        self.model.pages[name].terms.remove(term)

    @precondition(Machine.has_terms)
    @rule(pick=PICK, to=PICK, with_translations=st.booleans())
    def move_term(self, pick: int, to: int, with_translations: bool) -> None:
        terms = self.model.terms
        name, term = terms[pick % len(terms)]
        target, page = self.page(to)
        self.tell(f"{term.title!r} moved from {name} to {target}")
        self.model.pages[name].terms.remove(term)
        page.terms.append(term)
        catalogue = self.model.pages[name].catalogue
        if with_translations and catalogue is not None:
            page.catalogue = {**catalogue, **(page.catalogue or {})}

    # ---- pages

    @rule(
        name=st.sampled_from(("c", "guide", "a", "deep/new")),
        markup=st.sampled_from(("rst", "md")),
        title=st.sampled_from(("", *TITLES)),
        place=st.sampled_from(("", "index", "guide", ORPHAN)),
        with_title=st.booleans(),
    )
    def add_page(self, name: str, markup: str, title: str, place: str, with_title: bool) -> None:
        if name in self.model.pages:
            return
        page = Page(f"Page {name}" if with_title or not title else "", markup)
        page.place = "" if place == name else place
        if title:
            page.terms.append(Term(title, [f"About {title}."]))
        self.tell(f"page {name}.{markup} added in {page.place or 'no'} toctree, term {title!r}")
        self.model.pages[name] = page

    @rule(pick=PICK)
    def remove_page(self, pick: int) -> None:
        name, _ = self.page(pick)
        if name != "index":
            self.tell(f"page {name} removed")
            del self.model.pages[name]

    @rule(pick=PICK, to=st.sampled_from(("c", "zzz", "deep/new")))
    def rename_page(self, pick: int, to: str) -> None:
        name, _ = self.page(pick)
        if name not in {"index", "guide"} and to not in self.model.pages:
            self.tell(f"page {name} renamed to {to}")
            self.model.pages[to] = self.model.pages.pop(name)

    @rule(pick=PICK, place=st.sampled_from(("", "index", "guide", ORPHAN)))
    def place(self, pick: int, place: str) -> None:
        name, page = self.page(pick)
        if name not in {"index", place}:
            self.tell(f"page {name} put into {place or 'no'} toctree")
            page.place = "" if name == "guide" and place != "index" else place

    @rule(pick=PICK, title=st.sampled_from(("", "Plain", "Zeta")))
    def retitle_page(self, pick: int, title: str) -> None:
        name, page = self.page(pick)
        self.tell(f"title of page {name}: {title!r}")
        page.title = title

    @rule(pick=PICK, text=st.lists(TEXT, max_size=2))
    def write_text(self, pick: int, text: list[str]) -> None:
        name, page = self.page(pick)
        self.tell(f"text of page {name}: {text}")
        page.text = text

    @rule(pick=PICK, terms=st.dictionaries(st.sampled_from(TITLES), st.just("") | TEXT, max_size=3))
    def write_glossary(self, pick: int, terms: dict[str, str]) -> None:
        name, page = self.page(pick)
        # Which of two built-in terms of one name Sphinx knows depends on which was read last.
        others = {
            text.lower()
            for other in self.model.pages.values()
            if other is not page
            for text in other.glossary
        }
        page.glossary = {
            text: terms[text]
            for text in {text.lower(): text for text in terms}.values()
            if text.lower() not in others
        }
        self.tell(f"built-in glossary of page {name}: {page.glossary}")

    @rule(pick=PICK, options=LIST)
    def list_terms(self, pick: int, options: dict[str, str] | None) -> None:
        name, page = self.page(pick)
        self.tell(f"list of terms on page {name}: {options}")
        page.index = options

    @rule(pick=PICK, options=MAP)
    def map_terms(self, pick: int, options: dict[str, str] | None) -> None:
        name, page = self.page(pick)
        self.tell(f"map on page {name}: {options}")
        page.map = options

    @rule(pick=PICK)
    def switch_markup(self, pick: int) -> None:
        name, page = self.page(pick)
        page.markup = "md" if page.markup == "rst" else "rst"
        self.tell(f"page {name} now in {page.markup}")

    # ---- translations

    @rule(
        pick=PICK, message=PICK, text=st.sampled_from(NAMES), fuzzy=st.sampled_from((False, False, True))
    )
    def translate(self, pick: int, message: int, text: str, fuzzy: bool) -> None:
        name, page = self.page(pick)
        source = page.messages[message % len(page.messages)]
        if source.endswith("."):  # a sentence, with the references of the source text
            text = f"{text} {source}"
        self.tell(f"{source!r} on page {name} translated: {text!r}{', fuzzy' if fuzzy else ''}")
        page.catalogue = {**(page.catalogue or {}), source: Translation(text, fuzzy)}

    @precondition(Machine.has_catalogues)
    @rule(pick=PICK, message=PICK, change=st.sampled_from(("forgotten", "emptied", "fuzzy", "sure")))
    def change_translation(self, pick: int, message: int, change: str) -> None:
        self.change(*self.catalogue(pick), message, change)

    @precondition(lambda self: self.model.labels)
    @rule(message=PICK, change=st.sampled_from(("forgotten", "emptied", "fuzzy", "sure")))
    def change_label(self, message: int, change: str) -> None:
        assert self.model.labels
        self.change("labels", self.model.labels, message, change)

    def change(self, name: str, catalogue: Catalogue, message: int, change: str) -> None:
        source = sorted(catalogue)[message % len(catalogue)]
        self.tell(f"translation of {source!r} in {name} {change}")
        if change == "forgotten":
            del catalogue[source]
        elif change == "emptied":
            catalogue[source].text = ""
        else:
            catalogue[source].fuzzy = change == "fuzzy"

    @rule(label=st.sampled_from((*CATEGORIES[1:], "new")), text=st.sampled_from(("मूल", "नमूने", "Basics")))
    def translate_label(self, label: str, text: str) -> None:
        self.tell(f"label {label!r} translated: {text!r}")
        self.model.labels = {**(self.model.labels or {}), label: Translation(text)}

    @precondition(Machine.has_catalogues)
    @rule(pick=PICK, leave_compiled=st.booleans())
    def remove_catalogue(self, pick: int, leave_compiled: bool) -> None:
        name, _ = self.catalogue(pick)
        self.tell(f"catalogue of {name} removed{', the compiled one not' if leave_compiled else ''}")
        self.model.pages[name].catalogue = None
        if not leave_compiled:
            self.uncompiled.add(name)

    @precondition(lambda self: self.model.labels is not None)
    @rule(leave_compiled=st.booleans())
    def remove_labels(self, leave_compiled: bool) -> None:
        self.tell(f"labels removed{', the compiled ones not' if leave_compiled else ''}")
        self.model.labels = None
        if not leave_compiled:
            self.uncompiled.add(LABELS)

    @precondition(Machine.has_catalogues)
    @rule(pick=PICK)
    def remove_compiled(self, pick: int) -> None:
        name = [*self.catalogues, LABELS][pick % (len(self.catalogues) + 1)]
        self.tell(f"compiled catalogue {name} removed")
        self.uncompiled.add(name)

    # ---- configuration

    @rule(option=st.sampled_from(tuple(CONFIGURATION)), pick=st.integers(0, 2))
    def configure(self, option: str, pick: int) -> None:
        value = CONFIGURATION[option][pick % len(CONFIGURATION[option])]
        self.tell(f"{option} = {value!r}")
        self.model.conf[option] = value
