"""Builds a project after each edit, serial or parallel, and compares with a clean build."""

from __future__ import annotations

import difflib
from itertools import pairwise
from textwrap import indent
from typing import ClassVar, Final

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant

from soak.examples import start
from soak.model import Catalogue, Page, Term
from soak.site import LANGUAGES, Manner, Site, State, replay

STEPS: Final = 12
"""How many edits follow each other."""
LONGEST: Final = (STEPS + 1) * len(LANGUAGES)
MANNER: Final = st.builds(Manner, jobs=st.integers(1, 2), other=st.sampled_from(("",) * 7 + ("text",)))


class Machine(RuleBasedStateMachine):
    """What happens between edits."""

    edits: ClassVar[int] = 0
    """How many edits all machines of this process have made."""
    reproductions: ClassVar[dict[str, str]] = {}
    """Known facts about failures, which Hypothesis provokes several times."""

    def __init__(self) -> None:
        super().__init__()
        self.site = Site()
        self.model = start()
        self.story: list[str] = []
        self.history: list[State] = []
        self.uncompiled: set[str] = set()
        self.manners: list[Manner] = []

    def teardown(self) -> None:
        self.site.__exit__(None, None, None)

    @initialize(
        manners=st.lists(MANNER, min_size=LONGEST, max_size=LONGEST),
        autolink=st.sampled_from(("off", "all", "first")),
    )
    def choose_manners(self, manners: list[Manner], autolink: str) -> None:
        """How the builds to come are made, and what becomes of plain mentions."""
        self.manners = manners
        self.model.conf["glossterm_autolink"] = autolink

    @invariant()
    def the_site_is_as_a_clean_build(self) -> None:
        files = self.model.files()
        if files == self.site.files and not self.uncompiled:
            return
        Machine.edits += bool(self.history)
        manners = {language: self.manners.pop() for language in LANGUAGES}
        self.history.append(State(files, frozenset(self.uncompiled), manners))
        self.site.write(files, self.uncompiled)
        self.uncompiled.clear()
        for language, manner in manners.items():
            self.site.build(language, manner)
            if report := self.site.differences(language, self.model.outside):
                self.fail(language, report)

    def fail(self, language: str, report: str) -> None:
        """Say what is stale, and how it comes about."""
        if report not in self.reproductions:
            self.reproductions[report] = self.reproduction(language)
        manner = self.history[-1].manners[language]
        raise AssertionError(
            f"What the {manner} in {language!r} shows is stale.\n{report}\n{self.reproductions[report]}"
        )

    def reproduction(self, language: str) -> str:
        """The least that leads to the stale build: a clean one, and the last edits."""
        for number in range(1, len(self.history) + 1):
            states = self.history[-number:]
            if replay(states, language, self.model.outside):
                break
        else:
            return f"It does not happen again after: {'; '.join(self.story)}"
        if number == 1:
            return "It happens in a first build."
        lines = ["It takes no more than a first build of"]
        lines += (f"  {name}:\n{indent(text, '    | ')}" for name, text in states[0].files.items())
        for before, after in pairwise(states):
            deleted = [f"{name}.mo deleted" for name in sorted(after.uncompiled)]
            lines += ["and a second one after", _changes(before.files, after.files), *deleted]
        return "\n".join(lines)

    # ---- what an edit is about

    def tell(self, what: str) -> None:
        """Record an edit."""
        self.story.append(what)

    def page(self, pick: int) -> tuple[str, Page]:
        """One of the pages, with its name."""
        names = sorted(self.model.pages)
        name = names[pick % len(names)]
        return name, self.model.pages[name]

    def term(self, pick: int) -> Term:
        """One of the entries."""
        terms = self.model.terms
        return terms[pick % len(terms)][1]

    @property
    def catalogues(self) -> dict[str, Catalogue]:
        """The catalogues there are, by document."""
        return {
            name: page.catalogue for name, page in sorted(self.model.pages.items()) if page.catalogue
        }

    def catalogue(self, pick: int) -> tuple[str, Catalogue]:
        """One of them."""
        return list(self.catalogues.items())[pick % len(self.catalogues)]

    def has_catalogues(self) -> bool:
        """Whether there are translations to be edited."""
        return bool(self.catalogues)

    def has_terms(self) -> bool:
        """Whether there are entries to be edited."""
        return bool(self.model.terms)


def _changes(before: dict[str, str], after: dict[str, str]) -> str:
    lines: list[str] = []
    for name in sorted(before.keys() | after.keys()):
        old, new = (files.get(name, "").splitlines() for files in (before, after))
        lines += difflib.unified_diff(old, new, f"{name} before", f"{name} after", lineterm="")
    return "\n".join(f"  {line}" for line in lines)
