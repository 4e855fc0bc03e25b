"""``term``: one glossary entry."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from itertools import chain
from typing import Any, ClassVar

from docutils import nodes

from sphinx_glossterm.config import glossary_of
from sphinx_glossterm.doctree.names import source_text, written
from sphinx_glossterm.doctree.nodes import (
    glossterm_block,
    glossterm_definition,
    glossterm_entry,
    glossterm_facet,
    glossterm_list,
    glossterm_name,
    glossterm_names,
    glossterm_note,
    glossterm_origin,
)
from sphinx_glossterm.messages import Warn, did_you_mean, listing
from sphinx_glossterm.read.base import GlosstermDirective, as_block
from sphinx_glossterm.read.ids import claim, labels_before
from sphinx_glossterm.terms.entry import (
    IN_LISTS,
    STAYING,
    Kind,
    PartOfSpeech,
    Status,
    differ_by_sharp_s,
    exact,
    fold_for,
    is_id,
    list_message,
    make_id,
    split_keys,
    split_list,
)


class TermDirective(GlosstermDirective):
    """``term TITLE``: one glossary entry, as a section.

    The doctree::

        <glossterm_entry ids="ANCHOR" anchor="ANCHOR" glossterm_id="ID" made_id="ID or empty"
                         classes="glossterm" glossary=... category=...>
            <title>                     a message, with inline markup
            <glossterm_names>
                <glossterm_name kind="alias"> ...   a message each
                <glossterm_name kind="form" translatable="0"> ...
                <glossterm_list kind="form">        a message: the whole list
            <glossterm_definition>
                <paragraph>             the short definition
                ...
            <glossterm_origin classes="glossterm-origin">   a message, with inline markup
            <glossterm_note classes="glossterm-note">       a message, with inline markup
            <glossterm_facet> ...

    Without a title, it warns, and returns the content in a
    ``<glossterm_block classes="glossterm-untitled">``.
    """

    known_options: ClassVar = {
        "id": (
            "Anchor of the entry, and its permanent id, the same in every language. Without it,"
            " the id is made from the title in the source language."
        ),
        "aka": 'Other names, shown as "Also known as". References find the entry by them.',
        "abbr": "Abbreviation, shown with the title. References find the entry by it.",
        "forms": (
            "Names by which references find the entry, but that readers do not see: plurals,"
            " inflected forms, spellings in another script."
        ),
        "avoid": (
            'Names that nobody should use for it. They link nowhere, and the check "avoid"'
            " finds them in texts."
        ),
        "keep": "The title and the abbreviation stay as they are in every language.",
        "pos": 'Part of speech: "noun", "verb", "adjective", "adverb", "properNoun" or "other".',
        "source": "Where the definition comes from.",
        "note": "A note on how to use the names.",
        "glossary": (
            "The glossary of the entry, if the project has several. Without a value: the default one,"
            " which has no name. Without the option, glossterm_glossary decides."
        ),
        "category": "One label, shown above the title.",
        "tags": "Labels by which readers can filter an index.",
        "related": "Ids or names of related entries, shown as cards with their short definitions.",
        "see": "Id or name of the entry to read instead. This entry only points to it.",
        "status": (
            '"draft", "stable" or "deprecated". Readers see the status of a draft and of a'
            " deprecated entry."
        ),
        "replaced-by": "Id or name of the entry that replaces a deprecated one.",
        "index-key": (
            "How the title and the other names are read, in their order. Indexes sort the names"
            " by these readings and file them under their letters."
        ),
        "anchors": "More anchors that lead to the entry, such as those it used to have.",
        "no-autolink": (
            "Names whose plain mentions glossterm_autolink should not link. Without a value:"
            " all names of the entry."
        ),
    }

    def run(self) -> list[nodes.Node]:
        """Return the entry: a section, or a block where no section is allowed."""
        self.check_options()
        if not self.title:
            self.warn(Warn.LABEL, '"term" needs a title: write it after the directive\'s name.')
            return [glossterm_block("", *self.parse_body(), classes=["glossterm-untitled"])]
        self._keys = split_keys(self.text_option("index-key"))
        self._title = self.message(nodes.title(), self.title, index_key=self._index_key(0))
        self._names = self._other_names()
        section = self._make_section()
        names = [*self._names, *self._avoided()]
        if names:
            section += glossterm_names("", *names, *self._list_messages(names))
        if self.flag_option("keep"):
            self._keep()
        self._add_body(section, self.parse_body())
        return [section if self.can_hold_section() else as_block(section)]

    def _make_section(self) -> glossterm_entry:
        section = glossterm_entry(
            classes=["glossterm"],
            glossterm_id=self._written_id(),
            docname=self.env.docname,
            glossary=self.glossary_option(glossary_of(self.config, self.env.docname)),
            category=self.text_option("category"),
            tags=list(self._list_option("tags")),
            related=list(self._list_option("related")),
            see=self.text_option("see"),
            status=self.choice_option("status", list(Status), Status.STABLE),
            replaced_by=self.text_option("replaced-by"),
            pos=self.choice_option("pos", list(PartOfSpeech), ""),
            unlinked=self._unlinked(),
        )
        self.set_source_info(section)
        self._check_status(section)
        section += self._title
        self._claim_id(section)
        return section

    def _claim_id(self, section: glossterm_entry) -> None:
        """Claim the anchor of an id that the author wrote. All others get one from ``EntryAnchors``."""
        section["anchor"] = section["made_id"] = ""
        section["former"] = list(self._list_option("anchors"))
        if id_ := section["glossterm_id"]:
            machine: Any = self.state.state_machine
            labels = labels_before(machine.node.children)
            section["anchor"] = claim(self.state.document, section, id_, labels=labels)
        else:
            section["glossterm_id"] = section["made_id"] = make_id(source_text(self._title))

    def _index_key(self, position: int) -> str:
        """The key in ``:index-key:`` for the title (0) or another name (1, ...); empty without one."""
        return self._keys[position] if position < len(self._keys) else ""

    def _written_id(self) -> str:
        """The id that the author wrote, made valid with a warning; empty if there is none."""
        wanted = self.text_option("id")
        if not wanted or is_id(wanted):
            return wanted
        usable = make_id(wanted)
        self.warn(
            Warn.OPTION,
            f'":id:" cannot be "{wanted}": an id begins with a letter, and has letters, digits,'
            f' "-", "_" and ".". "{usable}" is used instead.',
        )
        return usable

    def _list_option(self, name: str) -> tuple[str, ...]:
        return split_list(self.options[name]) if self.text_option(name) else ()

    def _other_names(self) -> list[glossterm_name]:
        abbr = self.text_option("abbr")
        names = [
            *((Kind.ALIAS, name) for name in self._list_option("aka")),
            *([(Kind.ABBR, abbr)] if abbr else []),
            *((Kind.FORM, name) for name in self._list_option("forms")),
        ]
        found = []
        for position, (kind, text) in enumerate(names, 1):
            # Forms are not in the general index, and the title has the first key.
            key = "" if kind is Kind.FORM else self._index_key(position)
            name = self.message(glossterm_name(kind=str(kind)), text, index_key=key)
            if kind in IN_LISTS:
                name["translatable"] = False  # its list is the message: see _list_messages
            found.append(name)
        return found

    def _avoided(self) -> list[glossterm_name]:
        """The names to avoid, with a warning for those that are also names of the entry."""
        own = {exact(source_text(name)) for name in (self._title, *self._names)}
        found = []
        for text in self._list_option("avoid"):
            name = self.message(glossterm_name(kind=str(Kind.AVOIDED)), text)
            name["translatable"] = False
            if exact(source_text(name)) not in own:
                found.append(name)
                continue
            self.warn(
                Warn.OPTION,
                f'":avoid:" has "{text}", which is also a name of this entry; it is ignored. Remove'
                " one of the two.",
            )
        return found

    def _list_messages(self, names: list[glossterm_name]) -> Iterator[glossterm_list]:
        """Forms and names to avoid, each list as one message, because languages differ in number."""
        kinds = {name["kind"] for name in names}
        for kind, option in ((Kind.FORM, "forms"), (Kind.AVOIDED, "avoid")):
            if kind in kinds:
                text = list_message(self.options[option])
                message = glossterm_list(text, text, kind=str(kind), support_smartquotes=False)
                self.set_source_info(message)
                yield message

    def _keep(self) -> None:
        """Mark the names that stay the same in every language."""
        for name in (self._title, *self._names):
            if name.get("kind", Kind.TITLE) in STAYING:
                name["keep"] = True

    def _remarks(self) -> Iterator[nodes.Node]:
        """The nodes of ``:source:`` and ``:note:``, then messages from parsing them."""
        said: list[nodes.Node] = []
        for option, kind, name in (
            ("source", glossterm_origin, "glossterm-origin"),
            ("note", glossterm_note, "glossterm-note"),
        ):
            if text := self.text_option(option):
                found, messages = self.parse_inline(text, lineno=self.lineno)
                remark = kind(text, "", *found, classes=[name])
                self.set_source_info(remark)
                said += messages
                yield remark
        yield from said

    def _unlinked(self) -> list[str]:
        """The names that auto-linking leaves alone: those in ``:no-autolink:``; all if it is empty."""
        if "no-autolink" not in self.options:
            return []
        fold = fold_for(self.config.glossterm_source_language)
        known = (self._title, *self._names)
        names = list(dict.fromkeys(map(source_text, known)))
        spelled: dict[str, list[str]] = {}
        folded: dict[str, list[str]] = {}
        for node in known:
            name = source_text(node)
            for spelling in dict.fromkeys((name, written(node))):
                spelled.setdefault(exact(spelling), []).append(name)
                folded.setdefault(fold(spelling), []).append(name)
        wanted = split_list(self.options["no-autolink"])
        meant = [
            spelled.get(exact(name))
            or [each for each in folded.get(fold(name), []) if not differ_by_sharp_s(each, name)]
            for name in wanted
        ]
        for name, found in zip(wanted, meant, strict=True):
            if not found:
                hint = did_you_mean(get_close_matches(name, names, n=1))
                self.warn(
                    Warn.OPTION,
                    f'":no-autolink:" has "{name}", which is not a name of this entry; it is ignored.'
                    + (hint or f" It takes {listing(names)}, or nothing for all of them."),
                )
        return list(dict.fromkeys(chain.from_iterable(meant))) if wanted else names

    def _check_status(self, section: glossterm_entry) -> None:
        if section["replaced_by"] and section["status"] != Status.DEPRECATED:
            self.warn(
                Warn.STATUS,
                f'"{self.title}" has ":replaced-by:" but is not deprecated. Add ":status:'
                ' deprecated", or remove ":replaced-by:".',
            )

    def _add_body(self, section: glossterm_entry, body: list[nodes.Node]) -> None:
        first_facet = next(
            (n for n, node in enumerate(body) if isinstance(node, glossterm_facet)), len(body)
        )
        definition = glossterm_definition("", *body[:first_facet], classes=["glossterm-definition"])
        if definition.astext().strip():
            section += definition
        else:
            section += body[:first_facet]
            if not section["see"]:
                self.warn(
                    Warn.DEFINITION,
                    f'"{self.title}" has no definition. Begin the entry with a paragraph that says what'
                    " it is.",
                )
        section += [*self._remarks(), *body[first_facet:]]
