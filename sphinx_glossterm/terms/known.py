"""The names of entries for inventories and for the search page."""

from __future__ import annotations

from typing import NamedTuple

from sphinx_glossterm.terms.glossary import Glossary


class KnownName(NamedTuple):
    """A name as other projects and readers write it.

    Attributes:
        name: The plain name, or ``GLOSSARY:name``.
        shown: The plain name.
        docname: The document of the first entry with this name.
        anchor: The fragment of that entry.
        is_searched: Whether the search page finds it. If both the plain name and ``GLOSSARY:name`` lead
            to an entry, it finds only the plain one.
    """

    name: str
    shown: str
    docname: str
    anchor: str
    is_searched: bool


def known_names(glossary: Glossary) -> tuple[KnownName, ...]:
    """The titles, aliases and abbreviations of our entries, in the source and the build's language.

    A plain name leads to the same entry as in a document of the default glossary. If several other
    glossaries have it, there is no plain name. Entries of a named glossary have ``GLOSSARY:name`` too.
    """
    found: dict[str, KnownName] = {}
    spelled = [
        (text, entry)
        for entry in glossary.own
        for name in entry.shown_names
        for text in dict.fromkeys((name.text, name.source))
    ]
    # An entry has a plain name if it is in the default glossary, or no other glossary has that name.
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
