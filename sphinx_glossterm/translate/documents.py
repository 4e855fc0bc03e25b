"""Translate a document into the language of the build.

Every message is parsed once, in the sandbox; exactly what has been judged is shown. Sphinx's own
translation parses each message twice and runs directives, so it must find the document empty. For a
sound translation the result is the same; otherwise readers get the source text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, Final, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.domains.std import split_term_classifiers
from sphinx.transforms import SphinxTransform
from sphinx.transforms.i18n import parse_noqa
from sphinx.util.index_entries import split_index_msg
from sphinx.util.nodes import (
    LITERAL_TYPE_NODES,
    extract_messages,
    traverse_translatable_index,
)

from sphinx_glossterm.doctree.names import TEXT, is_name, names_beside, names_in, words, written
from sphinx_glossterm.doctree.nodes import (
    around,
    blocks_of,
    glossterm_list,
    glossterm_name,
    is_message,
    may_be_message,
)
from sphinx_glossterm.messages import Warn, warn
from sphinx_glossterm.read.markup import Markup
from sphinx_glossterm.read.name_markup import fill_in
from sphinx_glossterm.read.plain import is_plain
from sphinx_glossterm.terms.entry import is_visible, split_key, split_list, squeeze
from sphinx_glossterm.translate import judge, refusals
from sphinx_glossterm.translate.catalogue import DocumentCatalogue
from sphinx_glossterm.translate.examples import is_run, run_the_same
from sphinx_glossterm.translate.forms import translated_lists
from sphinx_glossterm.translate.judge import Objection, Pair
from sphinx_glossterm.translate.names import keep_source, read_translated_name
from sphinx_glossterm.translate.parts import Parts, parts_of
from sphinx_glossterm.translate.replace import note_term, rename_section, replace
from sphinx_glossterm.translate.sandbox import Sandbox

if TYPE_CHECKING:
    from sphinx.application import Sphinx

WITHHELD: Final = "glossterm_withheld"
"""Attribute of a document: its messages with a withheld translation, until it is collected."""
# A target has one of these attributes.
_LEADING: Final = frozenset({"refid", "refname", "refuri"})


class TranslatedChildren(nodes.Element):
    """Holds the translated children of a document that is otherwise empty.

    Attributes:
        document_children: The children.
    """

    document_children: list[nodes.Node]


class TranslateMessages(SphinxTransform):
    """Translate each message of the document, and withhold what must not be shown.

    The document afterwards::

        <document>
            <TranslatedChildren>    the children are in its attribute ``document_children``
    """

    # After PreserveTranslatableMessages (10), and before Locale (20), which must find nothing.
    default_priority = 19

    def apply(self, **kwargs: Any) -> None:
        """Translate the document, and hide it from Locale."""
        catalogue = DocumentCatalogue(self.env)
        for file in catalogue.files:
            # If a catalogue disappears, the document must be read again.
            self.env.note_dependency(file)
        translation = _Translation(self, catalogue)
        translation.run()
        if translation.withheld:
            self.document[WITHHELD] = tuple(translation.withheld)
        stand_in = TranslatedChildren()
        stand_in.document_children = self.document.children
        self.document.children = [stand_in]


class RestoreChildren(SphinxTransform):
    """Put the document's children back."""

    default_priority = (
        21  # after Locale (20), and before transforms that look at translated nodes (22 and later)
    )

    def apply(self, **kwargs: Any) -> None:
        """Undo the last step of :class:`TranslateMessages`."""
        [stand_in] = [node for node in self.document.children if isinstance(node, TranslatedChildren)]
        self.document.children = stand_in.document_children


@dataclass(frozen=True)
class _Sound:
    """A translation that may be shown.

    Attributes:
        nodes: What is shown.
        pair: The parts of the message and of the translation.
    """

    nodes: list[nodes.Node]
    pair: Pair


class _Candidates:
    """A stand-in for a document, in which Sphinx looks for messages.

    Args:
        document: The document.
    """

    def __init__(self, document: nodes.document) -> None:
        self._document = document

    def findall(self, condition: Callable[[nodes.Node], bool]) -> Iterator[nodes.Node]:
        """The nodes that meet a condition of Sphinx for messages."""
        return filter(condition, self._document.findall(may_be_message))


class _Translation:
    """The translation of one document."""

    def __init__(self, transform: SphinxTransform, catalogue: DocumentCatalogue) -> None:
        self.document: nodes.document = transform.document
        self.env = transform.env
        self.config = transform.config
        self.catalogue = catalogue
        self.named: set[str] = set()
        self.withheld: dict[str, None] = {}

    @cached_property
    def sandbox(self) -> Sandbox:
        return Sandbox(self.document, self.env)

    @cached_property
    def _indirect_targets(self) -> dict[str, list[nodes.target]]:
        found = defaultdict(list)
        for target in self.document.findall(nodes.target):
            found[target.get("refname", "")].append(target)
        return found

    def run(self) -> None:
        """Translate every message: titles and terms first, as references lead to their names."""
        if not self.catalogue.files:
            self._count_names()
            return
        messages = list(extract_messages(cast("nodes.Element", _Candidates(self.document))))
        for are_first in (True, False):
            for node, message in messages:
                if isinstance(node, (nodes.title, nodes.term)) is are_first and self._is_there(node):
                    self._translate(node, message)
        if "index" in self.config.gettext_additional_targets:
            self._translate_index()

    def _count_names(self) -> None:
        """Mark the names of a document without a catalogue, as Sphinx counts what is translated."""
        lists = blocks_of(self.document, glossterm_list)
        for node in chain(names_in(self.document), lists):
            if node.rawsource and is_message(node):
                node["translated"] = bool(node.get("keep"))

    def _is_there(self, node: nodes.Element) -> bool:
        """Whether *node* is still in the document. An image goes with the text around it."""
        places = [node, *around(node)]
        return not isinstance(node, nodes.image) or all(
            child in parent.children for child, parent in pairwise(places)
        )

    # ---- one message

    def _translate(self, node: nodes.Element, message: str) -> None:
        if is_name(node):
            assert isinstance(node, nodes.TextElement)
            self._translate_name(node)
            return
        if isinstance(node, glossterm_list):
            self._translate_list(node)
            return
        text = self.catalogue.translation(message)
        is_literal = isinstance(node, LITERAL_TYPE_NODES)
        has_noqa = False
        if not is_literal:  # which has no references, and may end in these characters
            text, has_noqa = parse_noqa(text)
        if text == message:
            node["translated"] = True
            return
        node.setdefault("translated", False)
        if not text.strip() or self._is_setting(node):
            return
        if problem := refusals.of_characters(message, text):
            self._name(Objection(problem), message)
            return
        if isinstance(node, addnodes.translatable):
            node.apply_translated_message(message, text)
        elif isinstance(node, (nodes.image, nodes.meta)):
            self._translate_attribute(node, message, text)
        elif is_literal:
            self._translate_literal(node, message, text)
        else:
            self._translate_text(node, message, text, has_noqa=has_noqa)

    def _translate_name(self, node: nodes.TextElement) -> None:
        """Translate a name. Its key in the general index is part of the message.

        A name that stays as it is needs no translation.
        """
        message, known = split_key(node.rawsource) if "index_key" in node else (node.rawsource, "")
        whole = squeeze(self.catalogue.translation(node.rawsource))
        text, key = split_key(whole) if "index_key" in node else (whole, "")
        node["translated"] = bool(node.get("keep"))
        problem = refusals.of_characters(node.rawsource, whole) or refusals.of_key(key, known)
        found = Objection(problem) if problem else self._read_name(node, message, text)
        if isinstance(found, Objection):
            self._name(found, node.rawsource)
            return
        if not is_visible(whole):
            return
        node["translated"] = True
        if "index_key" in node:  # a translated name has its own key
            node["index_key"] = key or (known if text == message else "")
        if text != message:
            keep_source(node, self.config.glossterm_source_language)
            node.children = []
            node.extend(found)
            node[TEXT] = words(found)

    def _read_name(
        self, node: nodes.TextElement, message: str, text: str
    ) -> list[nodes.Node] | Objection:
        return [] if text == message or not text else self._read_words(node, message, text)

    def _read_words(
        self, node: nodes.TextElement, message: str, text: str
    ) -> list[nodes.Node] | Objection:
        found = read_translated_name(self.sandbox, message, text, node.line, self._find)
        if isinstance(found, Objection):
            return found
        return fill_in(found, self.document, self.config)

    def _translate_list(self, node: glossterm_list) -> None:
        """Add the names in a translated list after those of the source, which stay.

        A name that is the same in both languages is marked as translated.
        """
        known = {written(name): name for name in names_beside(node)}
        lists = translated_lists(node.rawsource, known, self.catalogue.translation)
        node["translated"] = node.rawsource in lists or lists.keys() == known.keys()
        for message, text in lists.items():
            made = self._read_list(node, message, [*split_list(text)], known)
            if isinstance(made, Objection):
                self._name(made, message)
                node["translated"] = False
                continue
            for name in made:
                name["translated"] = True
            node.parent += [name for name in made if name.parent is None]

    def _read_list(
        self, node: glossterm_list, message: str, items: list[str], known: dict[str, glossterm_name]
    ) -> list[glossterm_name] | Objection:
        """The nodes of a translated list of names, including those of the source; or what is wrong."""
        made = []
        for item in items:
            if item in known:
                made.append(known[item])
                continue
            problem = refusals.of_characters(message, item)
            found = Objection(problem) if problem else self._read_words(node, node.rawsource, item)
            if isinstance(found, Objection):
                return found
            name = glossterm_name("", "", *found, kind=node["kind"], translatable=False)
            name.source, name.line, name[TEXT] = node.source, node.line, words(found)
            made.append(name)
        return made

    def _translate_attribute(self, node: nodes.Element, message: str, text: str) -> None:
        """Translate the text of an image, or metadata of a page."""
        if isinstance(node, nodes.image):
            if node.get("alt") == message:
                node["alt"] = text
            else:  # its address, if gettext_additional_targets has "image"
                self._name(Objection(refusals.of_image(text)), message)
        elif problem := refusals.of_description(node, message, text):
            self._name(Objection(problem), message)
        else:
            node["content"] = text
            node["translated"] = True

    def _translate_literal(self, node: nodes.Element, message: str, text: str) -> None:
        """Translate literal text and raw text."""
        problem = ""
        if isinstance(node, nodes.math_block):
            problem = judge.strange_formula([message], text)
        elif is_run(node):
            problem = "" if run_the_same(message, text) else refusals.of_example()
        elif isinstance(node, nodes.raw):
            is_html = node["format"].split() == ["html"]
            problem = judge.strange_html([message], [text]) if is_html else refusals.of_raw(text)
        if problem:
            self._name(Objection(problem), message)
            return
        # A parsed literal may have references, and may drop all of them.
        replace(node, [nodes.Text(text)], Pair(parts_of(node.children), Parts()), self.document)
        node.rawsource = text  # compared with the text before highlighting
        node["translated"] = True

    def _translate_text(self, node: nodes.Element, message: str, text: str, *, has_noqa: bool) -> None:
        found = self._read(node, message, text, has_noqa=has_noqa)
        if isinstance(found, Objection):
            return
        shown, words = found.nodes, "".join(part.astext() for part in found.nodes)
        if isinstance(node, nodes.title):
            rename_section(node, words, self.document, self._indirect_targets)
        elif isinstance(node, nodes.term):
            term, key = split_term_classifiers(text)
            if key is not None:
                if problem := refusals.of_key(key, split_term_classifiers(message)[1] or ""):
                    self._name(Objection(problem), message)
                    return
                name = self._read(node, message, term or "", has_noqa=True)
                if isinstance(name, Objection):
                    return
                shown = name.nodes
            shown = note_term(node, shown, key, self.env)
        replace(node, shown, found.pair, self.document)
        node["translated"] = True

    def _translate_index(self) -> None:
        """Translate entries of the general index, which are text."""
        for node, rows in traverse_translatable_index(self.document):
            node["raw_entries"] = rows
            node["entries"] = [
                (kind, self._translate_row(kind, text), target, main, None)
                for kind, text, target, main, _key in rows
            ]

    def _translate_row(self, kind: str, text: str) -> str:
        return ";".join(map(self._translate_part, split_index_msg(kind, text)))

    def _translate_part(self, part: str) -> str:
        text = self.catalogue.translation(part)
        problem = refusals.of_characters(part, text) or (";" in text and refusals.of_row(text))
        if problem:
            self._name(Objection(problem), part)
        return part if problem or not text.strip() else text

    @cached_property
    def _settings(self) -> nodes.Node | None:
        """The fields at the start of the document, which tell Sphinx what to do."""
        children = (
            child for child in self.document.children if not isinstance(child, nodes.PreBibliographic)
        )
        found = next(children, None)
        return found if isinstance(found, nodes.field_list) else None

    def _is_setting(self, node: nodes.Element) -> bool:
        return any(place is self._settings for place in around(node))

    # ---- reading and judging

    def _read(
        self, node: nodes.Element, message: str, text: str, *, has_noqa: bool
    ) -> _Sound | Objection:
        """A translation, parsed and judged. If it is withheld, a warning has been given."""
        source = parts_of(node.children)
        found: _Sound | Objection
        if is_plain(text, self.sandbox.markup, self.env):
            pair = Pair(source, Parts())
            problem = judge.judge(pair)
            found = Objection(problem) if problem else _Sound([nodes.Text(text)], pair)
        else:
            try:
                found = self._judge(node, message, text, source)
            except Exception as error:  # bad input can raise anything in a parser or role
                found = Objection(refusals.of_error(error))
        if isinstance(found, Objection):
            self._name(found, message)
        elif not has_noqa and (lost := judge.lost_references(found.pair, self.sandbox.markup)):
            self._name(lost, message)
        return found

    def _judge(self, node: nodes.Element, message: str, text: str, source: Parts) -> _Sound | Objection:
        """A translation that is more than plain text, parsed and judged.

        Raises:
            Exception: Bad input can raise anything in a parser or role.
        """
        may_be = isinstance(node, nodes.title)
        reading = self.sandbox.read_like(text, message, node.line, may_be_title=may_be)
        markup = self.sandbox.markup
        if reading.refused:
            return Objection(refusals.of_construct(reading.refused[0], markup))
        hosts = self.config.glossterm_translation_hosts
        translation = parts_of(reading.blocks, reading.trusted)
        pair = Pair(source, translation, hosts, self._find)
        shown = reading.content
        problem = judge.judge(pair) or refusals.of_shape(shown)
        if shown is not None and not problem:
            problem = (
                refusals.of_markup(reading.problems, message, markup)
                or (markup is Markup.MYST and refusals.of_brackets(node, shown))
                or judge.foreign(pair)
            )
        if problem or shown is None:
            return Objection(problem or "")
        return _Sound(shown, pair)

    def _find(self, name: str) -> str | None:
        """Where a reference to a name in the document leads, as far as the document knows."""
        if not self.document.has_name(name):
            return None
        seen = set()
        while name not in seen:  # targets may lead to each other in a circle
            seen.add(name)
            target: nodes.Node | None = self.document.ids.get(self.document.nameids.get(name) or "")
            # A target without an address leads to the same place as the next one.
            while isinstance(target, nodes.target) and not _LEADING.intersection(target.attributes):
                target = target.next_node(ascend=True)
            if not isinstance(target, nodes.target):
                break
            if "refuri" in target:
                return str(target["refuri"])
            name = target.get("refname", name)
        return ""

    def _name(self, finding: Objection, message: str) -> None:
        """Warn of what is wrong with a message, once for a document."""
        if finding.withheld:
            self.withheld[message] = None
        if message not in self.named:
            self.named.add(message)
            shown = " The source text is shown instead." if finding.withheld else ""
            warn(Warn.TRANSLATION, finding.text + shown, location=self.catalogue.place(message))


def setup(app: Sphinx) -> None:
    """Register the transforms."""
    app.add_transform(TranslateMessages)
    app.add_transform(RestoreChildren)
