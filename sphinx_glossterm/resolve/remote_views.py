"""Make views of other projects' entries."""

from __future__ import annotations

from collections.abc import Callable

from sphinx_glossterm.doctree.languages import is_written_in
from sphinx_glossterm.resolve.views import (
    CardView,
    DefinitionView,
    LinkView,
    NameView,
    PreviewView,
    ReferenceView,
    RemoteView,
)
from sphinx_glossterm.terms.entry import Name, Status
from sphinx_glossterm.terms.remote import RemoteEntry, RemoteTitle


class RemoteViews:
    """Makes the views of entries of other projects, which have no markup.

    Args:
        fold: Folds names in the source language.
        is_translation: Whether the build's language is not the source language.
    """

    def __init__(self, fold: Callable[[str], str], *, is_translation: bool) -> None:
        self._fold = fold
        self._is_translation = is_translation

    @staticmethod
    def _name(name: Name, remote: RemoteEntry) -> NameView:
        return NameView(name.text, language="" if name.translated else _mark(name.text, remote.source))

    @staticmethod
    def _at(remote: RemoteEntry) -> RemoteView:
        return RemoteView(remote.uri, remote.project)

    @staticmethod
    def _other(title: RemoteTitle | None, remote: RemoteEntry) -> LinkView | None:
        if title is None:
            return None
        name = NameView(title.text, language=_mark(title.text, title.language))
        return LinkView("", "", name, RemoteView(title.uri, remote.project))

    def _definition(self, remote: RemoteEntry) -> DefinitionView | None:
        text = remote.entry.definition
        if not text:
            return None
        return DefinitionView(None, text, b"", is_source=False, language=_mark(text, remote.said))

    def card(self, remote: RemoteEntry) -> CardView:
        """An entry as a card."""
        entry = remote.entry
        abbreviation = self._name(entry.abbr, remote) if entry.abbr else None
        link = LinkView("", "", self._name(entry.title, remote), self._at(remote))
        return CardView(link, abbreviation, self._definition(remote))

    def preview(self, remote: RemoteEntry) -> PreviewView:
        """The preview of an entry."""
        label = remote.category
        return PreviewView(
            self.card(remote),
            NameView(label, language=_mark(label, remote.labelled)) if label else None,
            None,
            remote.entry.status is Status.DEPRECATED,
            self._other(remote.replaced_by, remote) or "",
        )

    def reference(
        self, remote: RemoteEntry, role: str, typed: str, *, is_explicit: bool
    ) -> ReferenceView:
        """The view of a reference, by the same rules as for our own entries.

        Args:
            remote: The entry.
            role: The role without its domain; empty for a link without text.
            typed: The text of the reference, without the name of the project.
            is_explicit: Whether the author wrote that text besides the target.
        """
        entry, fold = remote.entry, self._fold
        title, abbreviation = entry.title, entry.abbr if role == "termabbr" else None
        is_title = not is_explicit and fold(typed) == fold(title.source)
        named, shown = self._name(title, remote), None
        is_both = role == "termboth" and not is_explicit
        if not role or is_both or (is_title and title.text != title.source):
            shown = named
        elif is_title and named.language:
            shown = NameView(typed, language=named.language)
        if abbreviation and fold(typed) in map(fold, (abbreviation.text, abbreviation.source, entry.id)):
            shown = named
        source = None
        if role == "termboth" and self._is_translation and title.text != title.source:
            source = NameView(title.source, language=_mark(title.source, remote.source))
        return ReferenceView(
            "",
            "",
            shown,
            abbreviation=self._name(abbreviation, remote) if abbreviation else None,
            source=source,
            definition=self._definition(remote.meant) if role == "termdef" else None,
            remote=self._at(remote.meant),
        )


def _mark(text: str, language: str) -> str:
    """The language to mark *text* with; empty if the text cannot be in that language."""
    return language if language and is_written_in(text, language) else ""
