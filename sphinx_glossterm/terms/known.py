"""The names by which others find entries: inventories, and the search of pages."""

from __future__ import annotations

from typing import NamedTuple

from sphinx_glossterm.terms.glossary import Glossary


class KnownName(NamedTuple):
    """A name as others write it.

    Attributes:
        name: The name; with that of its glossary before it where several have it, and once more.
        shown: The name alone.
        docname: The document of the first entry that has it.
        anchor: The fragment of that entry.
        is_searched: Whether the search of pages finds it; of two that lead to one place, one is.
    """

    name: str
    shown: str
    docname: str
    anchor: str
    is_searched: bool


def known_names(glossary: Glossary) -> tuple[KnownName, ...]:
    """The names of all entries of ours that readers see, in both languages.

    A plain name leads where it does in a document of the default glossary; where it could mean entries
    of several others, it leads nowhere. Those of a glossary with a name are there as ``GLOSSARY:name``
    too.
    """
    found: dict[str, KnownName] = {}
    spelled = [
        (text, entry)
        for entry in glossary.own
        for name in entry.shown_names
        for text in dict.fromkeys((name.text, name.source))
    ]
    # Who has a plain name: the entries of the default glossary, else those of the only other one.
    holders: dict[str, set[str]] = {}
    for text, entry in spelled:
        holders.setdefault(text, set()).add(glossary.fold(entry.glossary))
    for text, entry in spelled:
        glossaries = holders[text]
        is_plain = not entry.glossary or len(glossaries) == 1
        if is_plain:
            found.setdefault(text, KnownName(text, text, *entry.key, True))
        if entry.glossary:
            name = f"{entry.glossary}:{text}"
            found.setdefault(name, KnownName(name, text, *entry.key, not is_plain))
    return tuple(found.values())
