"""Run the checks in a build: gather what they look at, and give their findings as warnings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_glossterm.collect.places import included_file, location
from sphinx_glossterm.collect.running_text import OWN_WORDS, prose_of
from sphinx_glossterm.config import ALL_CHECKS
from sphinx_glossterm.doctree.nodes import anchor_around, around, glossterm_note, via_of
from sphinx_glossterm.messages import warn
from sphinx_glossterm.resolve.autolinks import OFF, PlainSearch
from sphinx_glossterm.resolve.domain import GlosstermDomain, the_domain
from sphinx_glossterm.terms.entry import Entry, Mention, squeeze
from sphinx_glossterm.terms.matching import Matcher
from sphinx_glossterm.terms.words import quotations

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_glossterm.checks.rules import Check, Finding, Misnamed, Spoken

_Place = tuple[str, int]


def chosen(config: Config, names: Iterable[str]) -> list[Check]:
    """The checks with these names that run in the language of the build.

    A translation runs only the checks that look at text: the others find the same in every language.

    Args:
        config: The configuration.
        names: Names of checks. Unknown names are ignored; the configuration has reported them.
    """
    # Imported late: most projects check nothing.
    from sphinx_glossterm.checks.rules import CHECKS

    wanted = set(names)
    is_source = config.language == config.glossterm_source_language
    return [
        check
        for check in CHECKS
        if not wanted.isdisjoint({check.name, ALL_CHECKS}) and (is_source or check.is_textual)
    ]


def find(env: BuildEnvironment, checks: Iterable[Check]) -> list[Finding]:
    """What some checks find, once everything has been read."""
    from sphinx_glossterm.checks.rules import Material, run_checks

    domain, config = the_domain(env), env.config
    material = Material(
        glossary=domain.glossary,
        references=_references(domain),
        one_sided=domain.one_sided,
        spoken=lambda: _spoken(env),
        misnamed=lambda: _misnamed(env),
        definition_words=config.glossterm_definition_words,
        path=lambda docname: str(env.doc2path(docname, base=False)),
    )
    return _with_lines(env, run_checks(checks, material))


def _references(domain: GlosstermDomain) -> dict[str, list[tuple[Mention, Entry]]]:
    """The references to entries in each document, including auto-links."""
    found: dict[str, list[Mention]] = {}
    for docname, mentions in domain.references.items():
        found.setdefault(docname, []).extend(mentions)
    for docname, plain in domain.plain_mentions.items():
        found.setdefault(docname, []).extend(Mention(each.anchor, each.target) for each in plain)
    return {
        docname: [
            (mention, entry)
            for mention in mentions
            if (entry := domain.meaning(mention.target, mention.via)) is not None
        ]
        for docname, mentions in sorted(found.items())
    }


def _spoken(env: BuildEnvironment) -> Iterator[Spoken]:
    """The first plain mention of each entry in each document, if it comes before any reference to it."""
    from sphinx_glossterm.checks.rules import Spoken

    domain, config = the_domain(env), env.config
    if config.glossterm_autolink != OFF:  # a first mention becomes a link
        return
    is_source = config.language == config.glossterm_source_language
    search = PlainSearch(domain)
    for docname in sorted(env.found_docs):
        prose = prose_of(env.get_doctree(docname), docname, builtin=config.glossterm_builtin)
        running_text = [each.passage for each in prose]
        for mention in search.find(docname, running_text, first=True):
            node = prose[mention.passage].node
            if is_source or node.get("translated"):
                words = running_text[mention.passage].text[mention.start : mention.end]
                file, line = _place(node, docname, env)
                entry = search.meant(docname, mention.target, mention.anchor)
                assert entry is not None
                yield Spoken(docname, line, squeeze(words), entry, file)


def _misnamed(env: BuildEnvironment) -> Iterator[Misnamed]:
    """The uses of names to avoid, in text in the language of the build."""
    from sphinx_glossterm.checks.rules import Misnamed

    domain, config = the_domain(env), env.config
    is_source = config.language == config.glossterm_source_language
    avoided = domain.glossary.avoided(is_source=is_source)
    if not avoided:
        return
    matcher = Matcher(avoided, config.language, domain.glossary.spellings)
    for docname in sorted(env.found_docs):
        doctree, builtin = env.get_doctree(docname), config.glossterm_builtin
        for prose in prose_of(doctree, docname, builtin=builtin, scope=OWN_WORDS):
            node, text = prose.node, prose.passage.text
            if not (is_source or node.get("translated")):
                continue
            quoted = None
            for span in matcher.find(text):
                quoted = quotations(text) if quoted is None else quoted
                entries = avoided[span.name]
                if any(start < span.start and span.end < end for start, end in quoted):
                    continue
                # An entry's usage note may discuss such names.
                key = docname, prose.passage.anchor
                if isinstance(node, glossterm_note) and any(key == entry.key for entry in entries):
                    continue
                file, line = _place(node, docname, env)
                line += text.count("\n", 0, span.start) if line else 0
                yield Misnamed(docname, line, squeeze(text[span.start : span.end]), entries, file)


def _with_lines(env: BuildEnvironment, findings: list[Finding]) -> list[Finding]:
    """One finding for each line of a reference, which only the doctrees know."""
    lines: dict[str, dict[tuple[str, str], list[_Place]]] = {}
    found = []
    for finding in findings:
        reference, docname = finding.reference, finding.docname
        if reference is None:
            found.append(finding)
            continue
        if docname not in lines:
            lines[docname] = _lines(env, docname)
        own = lines[docname].get((reference.anchor, reference.target), [(finding.file, finding.line)])
        found += [replace(finding, file=file, line=line) for file, line in own]
    # Two references in one line may give the same finding.
    alike = {(each.check, each.docname, each.file, each.line, each.message): each for each in found}
    return sorted(alike.values(), key=lambda each: (each.docname, each.file, each.line))


def _lines(env: BuildEnvironment, docname: str) -> dict[tuple[str, str], list[_Place]]:
    """The lines of a document's references to terms, by the entry they stand in and their target."""
    doctree, has_builtin = env.get_doctree(docname), env.config.glossterm_builtin
    places = [
        (anchor_around(node, builtin=has_builtin), node["reftarget"], _place(node, docname, env))
        for node in doctree.findall(addnodes.pending_xref)
        if via_of(node) is not None
    ]
    if plain := the_domain(env).plain_mentions.get(docname):
        prose = prose_of(doctree, docname, builtin=has_builtin)
        places += [
            (each.anchor, each.target, _place(prose[each.passage].node, docname, env)) for each in plain
        ]
    found: dict[tuple[str, str], dict[_Place, None]] = {}
    for anchor, target, place in places:
        found.setdefault((anchor, target), {})[place] = None
    return {key: list(own) for key, own in found.items()}


def _place(node: nodes.Node, docname: str, env: BuildEnvironment) -> _Place:
    """The included file, if any, and the line."""
    place = next((place for place in chain([node], around(node)) if place.line), None)
    return (included_file(place, docname, env), place.line or 0) if place is not None else ("", 0)


def report(app: Sphinx, env: BuildEnvironment) -> None:
    """Run the project's checks, and warn of their findings (``env-check-consistency``)."""
    names = app.config.glossterm_checks
    if names and (checks := chosen(app.config, names)):
        for finding in find(env, checks):
            place = location(env, finding.docname, finding.line, finding.file)
            warn(finding.check, finding.message, location=place)
