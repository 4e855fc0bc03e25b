"""Resolve: find the plain mentions of names that become references (``glossterm_autolink``).

If the text of a document has changed, it is searched; if a name has changed, all documents are. The
result is stored, so that pages, mentions and fingerprints agree.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx.util import import_object

from sphinx_glossterm.collect.places import location
from sphinx_glossterm.collect.running_text import Link, Passage
from sphinx_glossterm.messages import Warn, listing, warn
from sphinx_glossterm.resolve.domain import GlosstermDomain, the_domain
from sphinx_glossterm.terms import spelling
from sphinx_glossterm.terms.by_name import Match
from sphinx_glossterm.terms.entry import Entry, Name, PlainMention, exact, join_list
from sphinx_glossterm.terms.fingerprint import digest
from sphinx_glossterm.terms.glossary import Glossary
from sphinx_glossterm.terms.languages import primary_of
from sphinx_glossterm.terms.matching import Matcher, is_too_common
from sphinx_glossterm.terms.stopwords import HINDI_STOPWORDS
from sphinx_glossterm.translate.site import published_languages

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

OFF: Final = "off"
FIRST: Final = "first"
# Languages that share the word list of another one.
_SEARCH_LANGUAGES: Final = {"nb": "no", "nn": "no"}


def site_stop_words(env: BuildEnvironment) -> frozenset[str]:
    """The stop words of all languages of the site, folded by :func:`spelling.fold`."""
    config = env.config
    published = published_languages(Path(env.srcdir), config)
    tags = {config.glossterm_source_language, config.language, *published}
    return frozenset().union(*(stop_words(primary_of(tag)) for tag in tags))


@cache
def stop_words(language: str) -> frozenset[str]:
    """The stop words of a language, folded by :func:`spelling.fold`; empty if there is no list.

    Args:
        language: The language, without its country or script.
    """
    from sphinx.search import languages
    from sphinx.search.en import SearchEnglish

    # Our own lists for these two, because an extension may have replaced Sphinx's by mixed ones.
    if language in {"hi", "en"}:
        words: Iterable[str] = HINDI_STOPWORDS if language == "hi" else SearchEnglish.stopwords
    else:
        found = languages.get(_SEARCH_LANGUAGES.get(language, language))
        words = getattr(import_object(found) if isinstance(found, str) else found, "stopwords", ())
        if set(words) == set(SearchEnglish.stopwords):  # as for Chinese in Sphinx
            words = ()
    return frozenset(map(spelling.fold, words))


def obstacle(name: str, match: Match, stop_words: frozenset[str]) -> str:
    """Why plain mentions of *name* cannot be linked, as a clause for a warning; empty if they can.

    Args:
        name: One of an entry's names.
        match: The match of a reference to it.
        stop_words: The stop words.
    """
    if is_too_common(name, stop_words):
        return "it is a very common word"
    titles = {exact(match.entry.title.source), exact(match.entry.title.text)}
    if match.is_ambiguous and exact(name) not in titles:
        ids = (f"{entry.title.source} ({entry.id})" for entry in match.candidates)
        return f"it could mean {listing(ids, 'or')}"
    return ""


def _names(glossary: Glossary) -> Iterator[tuple[str, Name, Match]]:
    """The names that lead to their own entry, in both languages, without those in ``:no-autolink:``."""
    for entry in glossary:
        for name in entry.names:
            if entry.is_unlinked(name):
                continue
            for text in name.spellings:
                match = glossary.find(text, entry.glossary)
                if match is not None and match.entry is entry:
                    yield text, name, match


def linkable(glossary: Glossary, stop_words: frozenset[str]) -> dict[str, Entry]:
    """The names whose plain mentions are linked, in both languages, each with its entry.

    Args:
        glossary: All entries.
        stop_words: The stop words.
    """
    names = _names(glossary)
    return {text: match.entry for text, _, match in names if not obstacle(text, match, stop_words)}


def linkable_elsewhere(domain: GlosstermDomain, stop_words: frozenset[str]) -> dict[str, Entry]:
    """The names of other projects whose plain mentions are linked (``glossterm_remote_autolink``).

    Such a name may also have another meaning in this project. It is linked only if it has a single
    meaning. Otherwise there is no warning, because this project cannot change it.

    Args:
        domain: The domain.
        stop_words: The stop words.
    """
    found = {}
    for glossary in domain.remotes.of(domain.env.config.glossterm_remote_autolink):
        for text, _name, match in _names(glossary.glossary):
            known = domain.remote(text)
            if known is None or known.match != match or known.name != text:
                continue
            if not match.is_ambiguous and not is_too_common(text, stop_words):
                found[text] = known.remote.meant.entry
    return found


def matcher_for(domain: GlosstermDomain, *, elsewhere: bool = False) -> tuple[Matcher, dict[str, Entry]]:
    """A matcher for the names that can be linked, and these names, each with its entry.

    No name is found inside a name that cannot be linked: not "source" in "open source". The same holds
    for names to avoid.

    Args:
        domain: The domain.
        elsewhere: Whether to include terms of other projects (``glossterm_remote_autolink``).
    """
    stop_words = site_stop_words(domain.env)
    entries = linkable(domain.glossary, stop_words)
    if elsewhere:
        entries = {**linkable_elsewhere(domain, stop_words), **entries}
    avoided = (name.text for entry in domain.glossary for name in entry.avoided)
    kept_out = (text for text in (*domain.glossary.spellings, *avoided) if text not in entries)
    return Matcher(entries, domain.env.config.language, kept_out), entries


def warn_of_obstacles(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of each name that cannot be linked, at its entry (``env-check-consistency``)."""
    if env.config.glossterm_autolink == OFF:
        return
    stop_words = site_stop_words(env)
    for text, name, match in _names(the_domain(env).glossary):
        if why := obstacle(text, match, stop_words):
            meant = name.source or join_list(form.source for form in match.entry.forms if form.source)
            option = f'If you want that, write ":no-autolink: {meant}"'
            if match.entry.is_builtin:
                option = 'Write an entry for it with ":no-autolink:"'
            warn(
                Warn.AUTOLINK,
                f'Plain mentions of "{text}" are not linked: {why}. {option}, or choose another name.',
                location=location(env, match.entry.docname, match.entry.line, match.entry.file),
            )


def find_plain_mentions(
    docname: str,
    running_text: Iterable[Passage],
    matcher: Matcher,
    meant: Callable[[str, str], Entry | None],
    linked: Callable[[Link, str], Entry | None] | None = None,
) -> Iterator[PlainMention]:
    """The plain mentions in a document that become references.

    They do not include an entry's own names in its own text, or names that are partly marked up.

    Args:
        docname: The document.
        running_text: Its running text.
        matcher: Finds names.
        meant: Gives the entry that a name leads to, from the name and the anchor of the entry around it;
            None if the name must not be linked there.
        linked: Gives the entry that an author's reference leads to, from the reference and that anchor.
            With this argument, only the first mention of each entry in the document counts, and none
            after such a reference.
    """
    seen: set[tuple[str, str]] = set()
    for number, passage in enumerate(running_text):
        links = deque(passage.links)
        for span in matcher.find(passage.text):
            entry = meant(span.name, passage.anchor)
            is_cut = any(span.start < cut < span.end for cut in passage.cuts)
            if entry is None or is_cut or entry.key == (docname, passage.anchor):
                continue
            if linked is not None:
                while links and links[0].place < span.start:
                    _see(linked(links.popleft(), passage.anchor), passage, seen)
                if entry.key in seen:
                    continue
                _see(entry, passage, seen)
            yield PlainMention(passage.anchor, span.name, number, span.start, span.end)
        if linked is not None:
            for link in links:
                _see(linked(link, passage.anchor), passage, seen)


def _see(entry: Entry | None, passage: Passage, seen: set[tuple[str, str]]) -> None:
    # A mention that only some builders show must not be the only link for all others.
    if entry is not None and not passage.is_optional:
        seen.add(entry.key)


class PlainSearch:
    """Finds plain mentions in the documents of a project.

    Args:
        domain: The domain.
        elsewhere: Whether to include terms of other projects (``glossterm_remote_autolink``).
    """

    def __init__(self, domain: GlosstermDomain, *, elsewhere: bool = False) -> None:
        self._domain = domain
        self._has_several = bool(domain.glossary.glossaries)
        self._matcher, self._entries = matcher_for(domain, elsewhere=elsewhere)

    def find(
        self, docname: str, running_text: Iterable[Passage], *, first: bool
    ) -> Iterator[PlainMention]:
        """The plain mentions in a document.

        Args:
            docname: The document.
            running_text: Its running text.
            first: Whether only the first mention of each entry counts, and none after a reference.
        """
        return find_plain_mentions(
            docname,
            running_text,
            self._matcher,
            partial(self.meant, docname),
            partial(self._linked, docname) if first else None,
        )

    def meant(self, docname: str, name: str, anchor: str) -> Entry | None:
        """The entry that a plain mention leads to; None if the name must not be linked there.

        Args:
            docname: The document with the mention.
            name: One of the names that are searched for.
            anchor: The anchor of the entry around the mention; empty outside entries.
        """
        if not self._has_several:
            return self._entries[name]
        match = self._domain.glossary.find(name, self._domain.home_of(docname, anchor))
        if match is None:
            return self._entries[name]  # an entry of another project
        if match.is_across or obstacle(name, match, frozenset()):
            return None
        names = (each for each in match.entry.names if name in each.spellings)
        return None if any(map(match.entry.is_unlinked, names)) else match.entry

    def _linked(self, docname: str, link: Link, anchor: str) -> Entry | None:
        home = self._domain.home_of(docname, anchor)
        if entry := self._domain.meaning(link.target, link.via, home):
            return entry
        found = self._domain.remote(link.target, link.via, home)
        return found.remote.meant.entry if found else None


def refresh(domain: GlosstermDomain) -> None:
    """Search all documents that need it, after everything has been read, and store the result."""
    mode = domain.env.config.glossterm_autolink
    if mode == OFF:
        return
    searched = _fingerprint(domain)
    is_new = searched != domain.searched
    docnames = [name for name in domain.running_text if is_new or name not in domain.plain_mentions]
    found: dict[str, tuple[PlainMention, ...]] = {}
    if docnames:
        search, first = PlainSearch(domain, elsewhere=True), mode == FIRST
        for docname in docnames:
            found[docname] = tuple(search.find(docname, domain.running_text[docname], first=first))
    domain.note_plain_mentions(searched, found)


def _fingerprint(domain: GlosstermDomain) -> str:
    """A fingerprint of everything that decides which entry a name means."""
    facts = []
    for entry in domain.glossary:
        names = [(name.source, name.text) for name in (*entry.names, *entry.avoided)]
        where = entry.keys, entry.glossary, entry.id, entry.made_id
        facts.append((*where, entry.unlinked, names))
    objects = domain.env.domains.standard_domain.objects
    builtin = sorted((name, place) for (kind, name), place in objects.items() if kind == "term")
    wanted = domain.env.config.glossterm_remote_autolink
    homes = sorted(domain.homes.items())
    remote = [each.digest for each in domain.remotes.of(wanted)]
    return f"{_stamp(domain.env)} {digest([repr((facts, builtin, remote, homes))])}"


def _stamp(env: BuildEnvironment) -> str:
    """A fingerprint of the stop words, which depend on the languages of the site."""
    return digest(sorted(site_stop_words(env)))


def has_other_languages(domain: GlosstermDomain) -> bool:
    """Whether texts must be searched again because the stop words have changed."""
    is_off = domain.env.config.glossterm_autolink == OFF or not domain.searched
    return not is_off and domain.searched.partition(" ")[0] != _stamp(domain.env)


def setup(app: Sphinx) -> None:
    """Register the warnings of names that cannot be linked."""
    app.connect("env-check-consistency", warn_of_obstacles)
