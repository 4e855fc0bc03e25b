"""The base of all our directives: lenient options, bodies without sections, and message nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any, ClassVar, TypeVar

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.parsers.rst.states import Explicit, RSTState
from sphinx.util.docutils import SphinxDirective

from sphinx_glossterm.doctree.names import SOURCE_TEXT, words
from sphinx_glossterm.doctree.nodes import (
    EntryNode,
    glossterm_entry,
    glossterm_heading,
    glossterm_misplaced_entry,
)
from sphinx_glossterm.messages import Label, Warn, did_you_mean, label, listing, warn
from sphinx_glossterm.read.name_markup import RENDERER, read_name
from sphinx_glossterm.terms.entry import is_visible, squeeze

_Default = TypeVar("_Default")
_Text = TypeVar("_Text", bound=nodes.TextElement)


class LenientOptions(dict[str, Callable[[str], Any]]):
    """An option specification that accepts any option as text.

    docutils drops a directive with all its content for a single unknown option or bad value. Our
    directives check their options themselves, warn, and keep the content.
    """

    def __missing__(self, key: str) -> Callable[[str], Any]:
        return directives.unchanged


class GlosstermDirective(SphinxDirective):
    """The base class of our directives: an optional title, options, and content that is never lost."""

    required_arguments = 0
    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    known_options: ClassVar[Mapping[str, str]] = {}
    """Each option with its help, which the guide shows."""
    option_spec: ClassVar[dict[str, Callable[[str], Any]] | None] = LenientOptions()

    def __init_subclass__(cls) -> None:
        # MyST and documentation tools read the keys.
        cls.option_spec = LenientOptions(dict.fromkeys(cls.known_options, directives.unchanged))

    @property
    def title(self) -> str:
        """The directive's argument, with white space normalized; empty if nothing in it is visible."""
        title = squeeze(self.arguments[0]) if self.arguments else ""
        return title if is_visible(title) else ""

    def warn(self, subtype: Warn, message: str) -> None:
        """Log a warning that names the place of the directive."""
        warn(subtype, message, location=self.get_location())

    def check_options(self) -> None:
        """Remove all options that the directive does not have, with a warning for each."""
        for name in [name for name in self.options if name not in self.known_options]:
            del self.options[name]
            hint = did_you_mean(get_close_matches(name, self.known_options, n=1))
            if not hint and self.known_options:
                hint = f" It takes {listing(self.known_options)}."
            self.warn(Warn.OPTION, f'"{self.name}" has no option ":{name}:"; it is ignored.{hint}')

    def text_option(self, name: str) -> str:
        """The value of an option as one line of text; empty if the option is missing.

        It warns if the option has no value.

        Args:
            name: The option.
        """
        if name not in self.options:
            return ""
        value = squeeze(self.options[name])
        if is_visible(value):
            return value
        self.warn(Warn.OPTION, f'":{name}:" needs a value; it is ignored.')
        return ""

    def choice_option(self, name: str, choices: Iterable[str], default: str) -> str:
        """The value of an option that takes one of several words.

        It warns if the value is any other word, and returns the default.

        Args:
            name: The option.
            choices: The words it takes.
            default: The value without the option; may be empty.
        """
        choices = tuple(choices)
        value = self.text_option(name) or default
        if value in (*choices, default):
            return value
        self.warn(
            Warn.OPTION,
            f'":{name}:" cannot be "{value}": it takes {listing(choices, "or")}.'
            + (f' "{default}" is used instead.' if default else " It is ignored."),
        )
        return default

    def glossary_option(self, default: _Default) -> str | _Default:
        """The value of ``:glossary:``; empty for the default glossary, which has no name.

        It warns if the name has a colon, and returns *default*.

        Args:
            default: The value without the option.
        """
        if "glossary" not in self.options:
            return default
        name = squeeze(self.options["glossary"])
        if ":" in name:
            self.warn(
                Warn.OPTION,
                f'":glossary:" cannot be "{name}": a colon ends the name of a glossary in references.'
                " It is left out.",
            )
            return default
        return name if is_visible(name) else ""

    def flag_option(self, name: str) -> bool:
        """Whether an option without a value is there. It warns if the option has a value.

        Args:
            name: The option.
        """
        if value := squeeze(self.options.get(name, "")):
            self.warn(Warn.OPTION, f'":{name}:" takes no value; "{value}" is ignored.')
        return name in self.options

    def message(
        self, node: _Text, text: str, *, translatable: bool = True, index_key: str = ""
    ) -> _Text:
        """Put a name into *node*, as one message for translators.

        Args:
            node: An empty node.
            text: The name as the author wrote it, with inline markup.
            translatable: False for text without markup whose translation is not in the document's
                catalogue.
            index_key: Its key in the general index. As in Sphinx's glossary, it is part of the message,
                ``NAME : KEY``, so that translators write the key of their language with the name.

        Returns:
            *node*.
        """
        self.set_source_info(node)
        node.rawsource = text
        if index_key:
            node.rawsource += f" : {index_key}"
            node["index_key"] = index_key
        node["support_smartquotes"] = False  # NameQuotes handles them
        if not translatable:
            node["translatable"] = False
            node.append(nodes.Text(text))
            return node
        node.extend(read_name(text, self.state, self.lineno, self.env))
        if (shown := words(node.children)) != text:
            node[SOURCE_TEXT] = shown
        return node

    def heading(self, default: Label | None = None) -> list[nodes.Node]:
        """The heading of a block: the author's title, or else an interface word.

        Args:
            default: The interface word.

        Returns:
            ``[<glossterm_heading>]``; empty if there is neither a title nor a default.
        """
        if self.title:
            return [self.message(glossterm_heading(), self.title)]
        if default is None:
            return []
        # HeadingWords replaces this text by the word in the language of the output.
        text = label(default, self.config)
        return [self.message(glossterm_heading(label=default.name), text, translatable=False)]

    def parse_body(self) -> list[nodes.Node]:
        """The nodes of the directive's content. Headings in it become rubrics.

        In rST, a heading would be an error without section support, and would be lost. So sections are
        allowed there, and then turned into rubrics. MyST makes rubrics itself.
        """
        body = self.parse_content_to_nodes(allow_section_headings=_is_rst(self.state))
        holder = nodes.Element("", *body)
        _lower_sections(holder, self.state.document)
        return list(holder.children)

    def can_hold_section(self) -> bool:
        """Whether a section is allowed in the place of the directive, in rST and in MyST."""
        if _is_rst(self.state):
            machine: Any = self.state_machine
            if isinstance(self.state, Explicit):
                # A directive immediately after another one has its own state machine. Since docutils
                # 0.22 that one does not know whether titles are allowed; its parent does.
                machine = getattr(machine, "parent_state_machine", machine)
            return bool(machine.match_titles)
        state: Any = self.state
        parent: nodes.Node = state.state_machine.node
        # The second case: another directive parses its body with section support. Only MyST knows this;
        # if MyST changes, the entry becomes a block.
        renderer: Any = vars(state).get(
            RENDERER
        )  # not getattr: MyST's state raises its own error for a missing attribute
        return isinstance(parent, (nodes.document, nodes.section)) or (
            renderer is not None and parent is renderer.md_env.get("temp_root_node")
        )


def _is_rst(state: object) -> bool:
    """Whether docutils' own parser reads the document; MyST has its own class of states."""
    return isinstance(state, RSTState)


def _lower_sections(holder: nodes.Element, document: nodes.document, level: int = 1) -> None:
    """Replace every section directly in *holder* by a rubric and the section's content.

    The rubric keeps the section's ids and names, so that labels and references still work.

    Args:
        holder: The node with the sections.
        document: The document, in which ids are registered.
        level: The level of the rubrics.
    """
    for section in [child for child in holder.children if isinstance(child, nodes.section)]:
        if isinstance(section, glossterm_entry):
            section.replace_self(as_block(section))
            continue
        _lower_sections(section, document, level + 1)
        title = section[0]
        assert isinstance(title, nodes.title)
        rubric = nodes.rubric(title.rawsource, "", *title.children)
        rubric["level"] = level
        rubric.source, rubric.line = title.source or section.source, title.line or section.line
        for attribute in ("ids", "names", "classes"):
            rubric[attribute] = section[attribute]
        for id_ in rubric["ids"]:
            document.ids[id_] = rubric
        section.replace_self([rubric, *section.children[1:]])


def as_block(section: glossterm_entry) -> EntryNode:
    """Turn the entry *section* into a block, because no section is allowed here; warn of it.

    The doctree::

        <glossterm_misplaced_entry ...>     with all attributes of the section
            <glossterm_heading>             the title
            ...                             the rest of the section
    """
    warn(
        Warn.PLACEMENT,
        f'The entry "{section[0].astext()}" is in a place where no section is allowed, so it'
        " is shown as a block. Move it out to the level of headings, so that it appears in"
        " the table of contents.",
        location=section,
    )
    title = section[0]
    assert isinstance(title, nodes.title)
    heading = glossterm_heading(title.rawsource, "", *title.children, **title.attributes)
    heading.source, heading.line = title.source, title.line
    block = glossterm_misplaced_entry("", heading, *section.children[1:], **section.attributes)
    block.source, block.line = section.source, section.line
    return block
