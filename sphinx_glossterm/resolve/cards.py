"""Turn views into standard nodes: links, cards and lines that show entries of other pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from sphinx_glossterm.doctree.frozen import thaw
from sphinx_glossterm.doctree.mathml import mathml
from sphinx_glossterm.doctree.names import merged, thaw_name
from sphinx_glossterm.doctree.nodes import (
    glossterm_block,
    glossterm_heading,
    language_class,
    plain_words,
)
from sphinx_glossterm.doctree.words import NO_SEARCH, interface_word
from sphinx_glossterm.messages import Label, Word, word
from sphinx_glossterm.resolve.views import (
    CardView,
    DefinitionView,
    LinkView,
    NameView,
    PageView,
    PlaceView,
    ReferenceView,
    RemoteView,
)

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.config import Config


Shown = ReferenceView | PlaceView | None
Resolve = Callable[[addnodes.pending_xref, Shown], list[nodes.Node]]


class Cards:
    """Turns views into nodes for one document.

    Args:
        builder: The builder, which knows the addresses of documents.
        docname: The document that will contain the nodes.
    """

    def __init__(self, builder: Builder, docname: str) -> None:
        self.builder = builder
        self.docname = docname
        self.config = builder.config

    def name(self, name: NameView, *classes: str) -> nodes.inline:
        """A name or label, marked with its language if that is not the build's.

        The doctree::

            <inline classes="CLASSES language-en">
        """
        return nodes.inline(
            "", "", *words_in(name, self.builder), classes=[*classes, *marks_of(name, self.config)]
        )

    def link(self, link: LinkView) -> nodes.TextElement:
        """The title as a link to the entry, or as plain words if the entry is not in the output.

        The doctree::

            <reference classes="glossterm-ref"> <inline>
        """
        name = self.name(link.title)
        if link.remote:
            return remote_reference(link.remote, name, self.config)
        try:
            return reference_to(self.builder, self.docname, link.docname, link.anchor, name)
        except NoUri:
            return name

    def page(self, page: PageView, words: nodes.inline | None = None) -> nodes.TextElement:
        """A link to a document, or to a place in it; plain words if the document is not in the output.

        Args:
            page: The document.
            words: The text of the link; by default the document's title.
        """
        words = words or nodes.inline("", page.title)
        try:
            uri = self.builder.get_relative_uri(self.docname, page.docname)
        except NoUri:
            return words
        refuri = f"{uri}#{page.anchor}" if page.anchor else uri
        return nodes.reference("", "", words, internal=True, refuri=refuri)

    def linked(self, node: addnodes.pending_xref, shown: PlaceView) -> nodes.Node:
        """A link for a reference that only its own page can resolve; plain words if it leads nowhere.

        Args:
            node: The reference.
            shown: Its view.
        """
        words = nodes.inline("", "", *plain_reference(node, shown, self.builder))
        if shown.uri:
            return nodes.reference("", "", words, internal=False, refuri=shown.uri)
        if not shown.docname:
            return words
        try:
            return make_refnode(self.builder, self.docname, shown.docname, shown.anchor, words)
        except NoUri:
            return words

    def place(self, view: LinkView | PageView) -> nodes.TextElement:
        """A link to an entry or to a document."""
        return self.link(view) if isinstance(view, LinkView) else self.page(view)

    def title(self, card: CardView) -> list[nodes.Node]:
        """The title of a card as a link, its abbreviation, and its glossary."""
        return [self.link(card.link), *self.abbreviation(card.abbreviation), *self.glossary(card)]

    def glossary(self, card: CardView) -> list[nodes.Node]:
        """The glossary of a card in parentheses, with the space before it, if the card names it."""
        if card.glossary is None:
            return []
        words = in_parentheses([self.name(card.glossary)])
        return [nodes.Text(" "), nodes.inline("", "", *words, classes=["glossterm-from"])]

    def abbreviation(self, name: NameView | None) -> list[nodes.Node]:
        """An abbreviation in parentheses, with the space before it; empty if there is none."""
        if name is None:
            return []
        shown = self.name(name, "glossterm-abbr")
        shown.children = in_parentheses(shown.children)
        return [nodes.Text(" "), shown]

    def definition(self, view: DefinitionView | None) -> list[nodes.Node]:
        """A short definition as a paragraph, or a pointer to another entry; empty if there is neither.

        The doctree::

            <paragraph classes="glossterm-short"> | <paragraph classes="glossterm-see">
        """
        if view is None:
            return []
        if view.see is not None:
            return [self.see(Label.SEE, view.see)]
        classes = ["glossterm-short", *marks_of(view, self.config)]
        words = words_of(view, self.builder, self.docname)
        return [nodes.paragraph("", "", *words, classes=classes)]

    def see(self, which: Label, other: LinkView | str) -> nodes.paragraph:
        """``See: Title``, with a link if the target is known.

        Args:
            which: The interface word.
            other: The entry, or a name if there is no such entry.
        """
        words = nodes.inline("", other) if isinstance(other, str) else self.link(other)
        return self.line(which, [words], "glossterm-see")

    def line(self, which: Label, items: Iterable[nodes.Node], *classes: str) -> nodes.paragraph:
        """``Label: item, item``.

        The doctree::

            <paragraph classes="CLASSES">
                <inline classes="glossterm-label no-search"> " " item ", " item ...

        Args:
            which: The interface word.
            items: The items.
            classes: Classes of the paragraph.
        """
        items = list(items)
        joint = joint_of(item.astext() for item in items)
        paragraph = nodes.paragraph("", "", classes=list(classes))
        paragraph += interface_word(which, self.config, "glossterm-label", is_label=True)
        for n, item in enumerate(items):
            paragraph += nodes.Text(joint if n else " ")
            paragraph += item
        return paragraph

    def category(self, name: NameView) -> nodes.paragraph:
        """A category's label as a separate line."""
        return nodes.paragraph("", "", self.name(name), classes=["glossterm-category"])

    def way(
        self,
        glossary: NameView | None,
        category: NameView | None,
        shelf: PageView | None,
        root: PageView | None,
    ) -> nodes.paragraph:
        """``All terms / Category``, each with a link if a page lists them.

        The name of a glossary takes the place of "All terms".

        Args:
            glossary: The glossary, if it has a name.
            category: The category, if there is one.
            shelf: The list of the entries of the category.
            root: The list of the entries of the glossary.
        """
        steps: list[nodes.Node] = []
        if glossary or root:
            words = self.name(glossary) if glossary else interface_word(Label.ALL_TERMS, self.config)
            steps.append(self.page(root, words) if root else words)
        if category:
            name = self.name(category)
            steps += [nodes.Text(" / ")] if steps else []
            steps.append(self.page(shelf, name) if shelf else name)
        return nodes.paragraph("", "", *steps, classes=["glossterm-category"])

    def card(self, card: CardView, category: NameView | None = None) -> nodes.list_item:
        """An entry as a card.

        The doctree::

            <list_item classes="glossterm-card">
                <paragraph classes="glossterm-category">        if *category* is given
                <paragraph classes="glossterm-card-title">
                <paragraph classes="glossterm-short">
                <paragraph classes="glossterm-from">            for an entry of another project

        Args:
            card: The entry.
            category: The category to show.
        """
        item = nodes.list_item("", classes=["glossterm-card"])
        if category is not None:
            item += self.category(category)
        item += nodes.paragraph("", "", *self.title(card), classes=["glossterm-card-title"])
        item += self.definition(card.definition)
        if card.link.remote:
            words = self.origin(card.link.remote)
            item += nodes.paragraph("", "", words, classes=["glossterm-from"])
        return item

    def origin(self, remote: RemoteView) -> nodes.inline:
        """The words ``from PROJECT`` for an entry of another project."""
        shown = from_project(remote, self.config)
        marks = [language_class(shown.language)] if shown.language else []
        return nodes.inline("", shown.text, classes=[NO_SEARCH, *marks])

    def cards(self, items: Iterable[nodes.list_item]) -> nodes.bullet_list:
        """A list of cards."""
        return nodes.bullet_list("", *items, classes=["glossterm-cards"], bullet="*")

    def block(
        self, heading: nodes.Node, kind: str, ids: list[str], *content: nodes.Node
    ) -> glossterm_block:
        """A block of an entry or an index, with a heading.

        The doctree::

            <glossterm_block classes="glossterm-KIND" ids="IDS">
                <glossterm_heading>
                ...

        Args:
            heading: The content of the heading.
            kind: The class of the block, without ``glossterm-``.
            ids: Its ids.
            content: The nodes after the heading.
        """
        title = glossterm_heading("", "", heading)
        return glossterm_block("", title, *content, classes=[f"glossterm-{kind}"], ids=ids)


def joint_of(items: Iterable[str]) -> str:
    """The separator between items: a comma, or a semicolon if an item has a comma."""
    return "; " if any("," in item for item in items) else ", "


def marks_of(view: NameView | DefinitionView | ReferenceView, config: Config) -> list[str]:
    """The class that marks the language of a view; none if it is the page's."""
    language = config.glossterm_source_language if view.is_source else ""
    of = view.name if isinstance(view, ReferenceView) else view
    language = of.language or language if of else language
    return [language_class(language)] if language else []


def from_project(remote: RemoteView, config: Config) -> Word:
    """The words ``from PROJECT`` for an entry of another project."""
    shown = word(Label.FROM, config)
    return shown._replace(text=shown.text.replace("{project}", remote.project))


def remote_reference(remote: RemoteView, content: nodes.Element, config: Config) -> nodes.reference:
    """A reference to an entry of another project, around *content*.

    The doctree::

        <reference internal="False" classes="glossterm-ref" refuri=... reftitle="from PROJECT">
    """
    return nodes.reference(
        "",
        "",
        content,
        internal=False,
        refuri=remote.uri,
        reftitle=from_project(remote, config).text,
        classes=["glossterm-ref"],
    )


def reference_to(
    builder: Builder, fromdocname: str, docname: str, anchor: str, content: nodes.Element
) -> nodes.reference:
    """A reference to an entry of this project, around *content*.

    The doctree::

        <reference internal="True" classes="glossterm-ref" refuri=... | refid=...>

    Args:
        builder: The builder, which knows the addresses of documents.
        fromdocname: The document that will contain the reference.
        docname: The document of the entry.
        anchor: The entry's fragment.
        content: The content of the reference.

    Raises:
        sphinx.errors.NoUri: The entry's document is not in the output.
    """
    reference = make_refnode(builder, fromdocname, docname, anchor, content)
    reference["classes"].append("glossterm-ref")
    return reference


def reference_words(
    view: ReferenceView, content: nodes.Element, builder: Builder, *, is_first: bool = False
) -> nodes.inline:
    """The content of a reference.

    Args:
        view: The view of the reference.
        content: The author's words, which it shows if the view has none.
        builder: The builder, which decides how formulas are shown.
        is_first: Whether it is the document's first reference to the entry.
    """
    classes = [*content.get("classes", []), *marks_of(view, builder.config)]
    shown = [child.deepcopy() for child in content.children]
    if view.name:
        shown = words_in(view.name, builder)
    if view.abbreviation:
        short = words_in(view.abbreviation, builder)
        shown = [*shown, nodes.Text(" "), *in_parentheses(short)] if is_first else short
    words = nodes.inline(content.rawsource, "", *merged(shown), classes=classes)
    if view.source:
        source = words_in(view.source, builder)
        mark = nodes.inline("", "", *source, classes=marks_of(view.source, builder.config))
        words += [nodes.Text(" ("), mark, nodes.Text(")")]
    return words


def words_in(name: NameView, builder: Builder) -> list[nodes.Node]:
    """The nodes of a name."""
    shown = nodes.inline("", "", *thaw_name(name.markup or name.text))
    if name.markup:
        _make_readable(shown, builder)
    return list(shown.children)


def in_parentheses(shown: Iterable[nodes.Node]) -> list[nodes.Node]:
    """*shown* in parentheses."""
    return merged([nodes.Text("("), *shown, nodes.Text(")")])


def words_of(view: DefinitionView, builder: Builder, docname: str) -> list[nodes.Node]:
    """A short definition with plain words for its references, as in a card that is itself a link.

    Args:
        view: The definition.
        builder: The builder, which decides how formulas are shown.
        docname: The document that will contain it.
    """

    def words(node: addnodes.pending_xref, shown: Shown) -> list[nodes.Node]:
        if isinstance(shown, PlaceView) and is_counted(node) and builder.format == "latex":
            return [in_text(node, shown, docname)]
        return plain_reference(node, shown, builder)

    holder = resolved(view, words, builder)
    for link in list(holder.findall(nodes.reference)):
        link.parent.replace(link, list(link.children))
    return list(holder.children)


def is_counted(node: addnodes.pending_xref) -> bool:
    """Whether *node* shows a number.

    LaTeX finds the number itself, and writers of plain text show "Fig. %s".
    """
    return node["reftype"] in {"numref", "eq"}


def resolved(view: DefinitionView, resolve: Resolve, builder: Builder) -> nodes.inline:
    """The markup of a short definition, with its references replaced.

    Args:
        view: The definition.
        resolve: Gives the nodes for a reference, from its node and its view.
        builder: The builder, which decides how formulas are shown.
    """
    holder = thaw(view.markup, view.text)
    found = list(holder.findall(addnodes.pending_xref))
    for node, shown in zip(found, view.references, strict=True):
        node.parent.replace(node, resolve(node, shown))
    _make_readable(holder, builder)
    return holder


def _make_readable(holder: nodes.Element, builder: Builder) -> None:
    """Replace formulas by nodes that every HTML page can show."""
    if builder.format == "html":
        for formula in list(holder.findall(nodes.math)):
            formula.parent.replace(formula, _readable(formula, builder))


def _readable(formula: nodes.math, builder: Builder) -> nodes.Node:
    """A formula as a node that every HTML page can show, without a script or another page's image."""
    tex = formula.astext()
    # An e-book must declare in its list of files which contain MathML, but Sphinx does not.
    if builder.name == "epub":
        renderer = getattr(builder, "math_renderer_name", "mathjax")
        return nodes.Text(tex) if renderer == "mathjax" else formula
    if html := mathml(tex):
        return nodes.raw("", html, format="html")
    return nodes.inline("", tex, classes=["notranslate"])


def plain_reference(node: addnodes.pending_xref, shown: Shown, builder: Builder) -> list[nodes.Node]:
    """The content of a reference as plain words, without a link.

    Args:
        node: The reference.
        shown: Its view; None to keep the author's words.
        builder: The builder, which decides how formulas are shown.
    """
    if isinstance(shown, PlaceView):
        return [nodes.Text(shown.text)] if shown.text else plain_words(node)
    if shown is None or not isinstance(node[0], nodes.Element):
        return plain_words(node)
    words = reference_words(shown._replace(abbreviation=None, source=None), node[0], builder)
    marks = [name for name in words["classes"] if name.startswith("language-")]
    return [nodes.inline("", "", *words.children, classes=marks)] if marks else list(words.children)


def in_text(node: addnodes.pending_xref, shown: PlaceView, docname: str) -> addnodes.pending_xref:
    """Prepare a reference for Sphinx to resolve in running text, with words in case it cannot.

    Args:
        node: The reference; it is changed.
        shown: Its view.
        docname: The document that will contain it.

    Returns:
        *node*.
    """
    # Broken references are reported where the author wrote them.
    node.attributes.update(refdoc=docname, refwarn=False)
    if shown.text and not node.get("refexplicit"):
        node.children = []
        node += nodes.inline("", shown.text)
    return node
