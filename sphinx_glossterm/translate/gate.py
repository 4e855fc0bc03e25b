"""The gate between a parser and the constructs that a message asks for.

No directive passes. A role passes if it only makes text and references, or if the source message has it
with the same content. The second also holds for an expression. Whatever does not pass is noted.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from docutils import nodes
from docutils.parsers.rst import roles
from sphinx import roles as sphinx_roles
from sphinx.domains.index import IndexRole
from sphinx.util.docutils import CustomReSTDispatcher

if TYPE_CHECKING:
    from types import ModuleType

    from docutils.utils import Reporter
    from sphinx.environment import BuildEnvironment


class Construct(NamedTuple):
    """A construct in a message that is more than text.

    Attributes:
        kind: ``directive``, ``role``, ``expression``, ``attribute`` or ``front matter``.
        name: Its name, if it has one.
        content: Its content.
    """

    kind: str
    name: str
    content: str


NEVER: Final = frozenset({"directive", "front matter"})
"""Kinds of constructs that no translation may have, even if its source message has them."""


@dataclass
class ParsedMessage:
    """A parsed message.

    Attributes:
        document: The doctree.
        refused: The constructs that did not pass.
        problems: The parser's messages about it.
        trusted: The nodes from constructs that the source message has too.
        is_title: Whether the message was parsed as a title.
    """

    document: nodes.document
    refused: list[Construct] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    trusted: list[nodes.Node] = field(default_factory=list)
    is_title: bool = False

    @property
    def blocks(self) -> list[nodes.Node]:
        """The blocks of the doctree, without messages of the parser."""
        return _silent(self.document)

    @property
    def content(self) -> list[nodes.Node] | None:
        """The text with its inline markup; None if the message is not a single paragraph or title."""
        blocks: list[nodes.Node] = self.blocks
        wanted: type[nodes.Element] = nodes.paragraph
        if self.is_title and len(blocks) == 1 and isinstance(blocks[0], nodes.section):
            blocks, wanted = _silent(blocks[0]), nodes.title
        found = blocks[0] if len(blocks) == 1 else None
        return _silent(found) if isinstance(found, wanted) else None


def _silent(node: nodes.Element) -> list[nodes.Node]:
    """The children of *node* without messages of the parser."""
    return [child for child in node.children if not isinstance(child, nodes.system_message)]


# ---------------------------------------------------------------------------------------------
# Roles and directives

_OURS: Final = "sphinx_glossterm."
_EXTLINKS: Final = "sphinx.ext.extlinks"
"""Its roles are functions that make links to sites named in conf.py."""
_INTERSPHINX: Final = "sphinx.ext.intersphinx"
"""Its ``IntersphinxRole`` is textual too. Only projects that use it load it, as that takes long."""
# Roles that only turn their own text into text, references and entries of the general index. Their
# result is judged with the rest.
_TEXTUAL: Final = (
    roles.GenericRole,
    sphinx_roles.Abbreviation,
    sphinx_roles.CVE,
    sphinx_roles.CWE,
    sphinx_roles.EmphasizedLiteral,
    sphinx_roles.GUILabel,
    sphinx_roles.Keyboard,
    sphinx_roles.Manpage,
    sphinx_roles.MenuSelection,
    sphinx_roles.PEP,
    sphinx_roles.RFC,
    IndexRole,
)
_FUNCTIONS: Final = (
    roles.code_role,
    roles.generic_custom_role,
    roles.math_role,
    roles.pep_reference_role,
    roles.rfc_reference_role,
    sphinx_roles.code_role,
)


def is_textual(role: object) -> bool:
    """Whether a role makes nothing but text and references, whatever is given to it.

    References are Sphinx's own and ours. A class of another extension may do more.
    """
    if isinstance(role, roles.CustomRole):
        return is_textual(role.base_role)
    if role in _FUNCTIONS or type(role) in _TEXTUAL:
        return True
    if getattr(role, "__module__", "") == _EXTLINKS:
        return True
    if type(role) is getattr(sys.modules.get(_INTERSPHINX), "IntersphinxRole", None):
        return True
    module = type(role).__module__
    return isinstance(role, sphinx_roles.XRefRole) and module.startswith(("sphinx.", _OURS))


class Gate(CustomReSTDispatcher):
    """While entered, stands between a parser and the roles and directives it looks up.

    Args:
        env: The environment of the build.
        reading: Where what is refused is noted.
        allowed: What the source message has, and so the translation may have.
    """

    def __init__(
        self, env: BuildEnvironment, reading: ParsedMessage, allowed: Collection[Construct] = ()
    ) -> None:
        super().__init__()
        self.env = env
        self.reading = reading
        self.allowed = allowed
        self.is_open = False

    def passes(self, construct: Construct) -> bool:
        """Whether *construct* may do what it does; noted if not."""
        if self.is_open or (construct in self.allowed and construct.kind not in NEVER):
            return True
        self.reading.refused.append(construct)
        return False

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Let everything through: the source message has what is done meanwhile."""
        before, self.is_open = self.is_open, True
        try:
            yield
        finally:
            self.is_open = before

    def trust(self, made: Collection[nodes.Node]) -> None:
        """Take what was made for what the source message makes."""
        self.reading.trusted += made

    def directive(
        self, directive_name: str, language_module: ModuleType, document: nodes.document
    ) -> tuple[Any, list[nodes.system_message]]:
        """Find no directive."""
        if self.passes(Construct("directive", directive_name, "")):
            return super().directive(directive_name, language_module, document)
        return None, []

    def role(
        self, role_name: str, language_module: ModuleType, lineno: int, reporter: Reporter
    ) -> tuple[Any, list[nodes.system_message]]:
        """Find the role, behind the gate unless it is textual."""
        role, messages = super().role(role_name, language_module, lineno, reporter)
        if role is None or self.is_open or is_textual(self._behind(role_name.lower(), role)):
            return role, messages

        def guarded(
            name: str, rawtext: str, text: str, *arguments: Any, **options: Any
        ) -> tuple[list[nodes.Node], list[nodes.system_message]]:
            if not self.passes(Construct("role", role_name.lower(), text)):
                return [], []
            with self.opened():
                made, said = role(name, rawtext, text, *arguments, **options)
            self.trust(made)
            return list(made), list(said)

        return guarded, messages

    def _behind(self, role_name: str, role: object) -> object:
        """The role that *role* calls, where it is a domain's way to call one of its own."""
        prefix, colon, name = role_name.partition(":")
        if not colon:
            name = role_name
        for domain in (
            self.env.domains.get(prefix),
            self.env.current_document.default_domain,
            self.env.domains.standard_domain,
        ):
            if domain is not None and domain.role(name) is role:
                return domain.roles[name]
        return role
