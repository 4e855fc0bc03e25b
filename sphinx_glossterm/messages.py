"""The messages of the package: warning subtypes, and the words of its interface.

Warnings have the type ``glossterm`` and a subtype from :class:`Warn`, so ``suppress_warnings`` accepts
``glossterm`` or ``glossterm.unknown``. Notes have a subtype from :class:`Notice`. The interface's words
come from the catalogue ``sphinx_glossterm`` in the package, unless ``glossterm_labels`` has others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx.locale import get_translator, translators
from sphinx.locale import init as init_locale
from sphinx.util import logging

from sphinx_glossterm.terms.entry import is_visible, squeeze
from sphinx_glossterm.terms.languages import catalogue_names

if TYPE_CHECKING:
    from gettext import NullTranslations

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config

CATALOGUE: Final = "sphinx_glossterm"
"""Name of the interface's own message catalogue."""
LABEL_CATALOGUE: Final = "glossterm"
"""Name of a project's catalogue of category and tag labels, ``glossterm.pot``."""
ENGLISH: Final = "en"
LOCALE_DIR: Final = Path(__file__).parent / "locale"

TYPE: Final = "glossterm"
"""The type of our warnings. Their subtypes are in :class:`Warn`."""

logger = logging.getLogger(__name__)


class Warn(Enum):
    """All warning subtypes: the name and meaning of each, and whether it is an opt-in check.

    The checks of :mod:`~sphinx_glossterm.checks.rules` run only if ``glossterm_checks`` or ``glossterm
    check`` asks for them.
    """

    AMBIGUOUS = "ambiguous", "A reference that could mean several entries."
    AUTOLINK = "autolink", "A name whose plain mentions cannot be linked."
    CONFIG = "config", "A configuration value that cannot be used, or values that contradict each other."
    DEFINITION = (
        "definition",
        "An entry without a definition, or whose definition has no sentence that can stand alone.",
    )
    DUPLICATE = "duplicate", 'Two entries with the same title, or with the same ":id:".'
    ENCODING = "encoding", "A document that is not UTF-8 and therefore stopped the build."
    EXPORT = "export", "An export without entries, or with terms that have no address."
    LABEL = "label", "An entry without a title, or a category or tag spelled in two ways."
    OPTION = (
        "option",
        "An option that a directive does not have, or a value that the option does not accept.",
    )
    PLACEMENT = "placement", "A directive in a place where it does not work."
    PROCON = "procon", "A comparison without any side, or a side outside a comparison."
    RELATED = (
        "related",
        'An entry named in ":related:", ":replaced-by:" or ":see:" that does not exist, or'
        " entries that lead to each other in a circle.",
    )
    STATUS = "status", "A status that contradicts the other options."
    TRANSLATION = "translation", "A translation that is broken, dangerous or out of place."
    UNKNOWN = "unknown", "A reference to an entry that does not exist."

    ORPHAN = "orphan", "An entry that nobody refers to.", True
    UNLINKED = (
        "unlinked",
        "A plain mention of an entry, in a document that links to it later or not at all.",
        True,
    )
    AVOID = "avoid", "A name in running text that its entry says not to use.", True
    KEEP = "keep", "A translation that changes a name that should stay as it is.", True
    ONE_WAY = (
        "one-way",
        "An entry that another one names as related, but that does not name it back.",
        True,
    )
    ONE_SIDED = "one-sided", "A comparison with only pros or only cons.", True
    LONG_DEFINITION = (
        "long-definition",
        "A short definition of more words than glossterm_definition_words allows.",
        True,
    )
    REPEATED_TERM = "repeated-term", "A short definition that begins by repeating its term.", True
    CIRCULAR = "circular", "Short definitions whose references lead in a circle.", True
    DEPRECATED = "deprecated", "A reference to a deprecated entry.", True
    LONE_LABEL = "lone-label", "A category or tag that only one entry has.", True
    NUMBERED_ID = (
        "numbered-id",
        "An entry whose id got a number, because an earlier entry has the id made from its title.",
        True,
    )

    def __init__(self, subtype: str, meaning: str, is_check: bool = False) -> None:
        self.subtype = subtype
        self.meaning = meaning
        self.is_check = is_check


def warn(subtype: Warn, message: str, location: nodes.Node | tuple[str, int] | str | None) -> None:
    """Log a warning with its place. Authors can suppress it as ``glossterm.SUBTYPE``.

    Args:
        subtype: Which warning it is.
        message: What is wrong and what to do, in whole sentences. It is not a format string.
        location: A node with source and line, a document name with a line, or neither.
    """
    logger.warning("%s", message, type=TYPE, subtype=subtype.subtype, location=location)


class Notice(Enum):
    """All notes. A note is printed once in each build, and does not count as a warning."""

    ORDER = "order", "A language whose dictionary order needs ICU, which is not installed."

    def __init__(self, subtype: str, meaning: str) -> None:
        self.subtype = subtype
        self.meaning = meaning


def notice(subtype: Notice, message: str, config: Config) -> None:
    """Log a note, unless ``suppress_warnings`` has ``glossterm`` or ``glossterm.SUBTYPE``.

    Sphinx itself suppresses only warnings.

    Args:
        subtype: Which note it is.
        message: What is the case and what to do, in whole sentences. It is not a format string.
        config: The configuration.
    """
    if not logging.is_suppressed_warning(TYPE, subtype.subtype, config.suppress_warnings):
        logger.info("%s [%s.%s]", message, TYPE, subtype.subtype)


def listing(items: Iterable[str], joint: str = "and") -> str:
    """*items* quoted and joined for a sentence: ``"a", "b" and "c"``."""
    quoted = [f'"{item}"' for item in items]
    return f" {joint} ".join([", ".join(quoted[:-1]), quoted[-1]] if quoted[1:] else quoted)


def did_you_mean(names: Iterable[str]) -> str:
    """The end of a message about an unknown name, with the closest known names, if any."""
    names = tuple(names)
    return f" Did you mean {listing(names, 'or')}?" if names else ""


def _(message: str) -> str:
    """Mark *message* for extraction; it is translated when it is shown."""
    return message


_SINGULARS: Final[dict[str, str]] = {}
"""The singular of each English message with a number, by its plural."""


def ngettext(singular: str, plural: str) -> str:
    """Mark a message with a number in it for extraction, as :func:`_` does."""
    _SINGULARS[plural] = singular
    return plural


class Label(Enum):
    """The interface's own words, each with its English text."""

    # NOTE: Heading of the part of an entry that says why readers should care.
    WHY = _("Why it matters")
    # NOTE: Heading of the long explanation, which readers can fold away.
    DEEPDIVE = _("Deep dive")
    # NOTE: Heading of one side of a comparison: the case for something.
    PROS = _("Pros")
    # NOTE: Heading of the other side of a comparison: the case against it.
    CONS = _("Cons")
    # NOTE: Heading above the cards of related entries.
    RELATED = _("Related concepts")
    # NOTE: Link to the index of all terms.
    ALL_TERMS = _("All terms")
    # NOTE: Label before the other names of a term. A colon and the names follow.
    AKA = _("Also known as")
    # NOTE: Heading above a list of what refers to the entry.
    MENTIONED = _("Mentioned in")
    # NOTE: Link to the entry before this one in dictionary order.
    PREVIOUS = _("Previous term")
    # NOTE: Link to the entry behind this one in dictionary order.
    NEXT = _("Next term")
    # NOTE: Label before the entry to read instead. A colon and its title follow.
    SEE = _("See")
    # NOTE: Status of an entry that is not finished.
    DRAFT = _("Draft")
    # NOTE: Status of an entry whose term is no longer to be used.
    DEPRECATED = _("Deprecated")
    # NOTE: Label of a deprecated entry before the one that replaces it. A colon and its title follow.
    INSTEAD = _("Use instead")
    # NOTE: Head of a table column.
    TERM = _("Term")
    # NOTE: Head of a table column.
    DEFINITION = _("Definition")
    # NOTE: Head of a table column, and label of a choice in the filter of an index.
    CATEGORY = _("Category")
    # NOTE: Heading of the terms without a category, below those that have one.
    UNCATEGORIZED = _("Other terms")
    # NOTE: Name of the bar of letters above an index, for screen readers.
    LETTERS = _("Index letters")
    # NOTE: Name of the links below an entry, for screen readers. In e-books, heading of the short
    # definitions at the end of a page.
    NAVIGATION = _("Glossary")
    # NOTE: Label before links to the same page in other languages. A colon follows.
    LANGUAGES = _("In other languages")
    # NOTE: Shown in place of an empty index.
    NO_TERMS = _("There are no terms yet.")
    # NOTE: Label of a choice in the filter of an index.
    TAGS = _("Tags")
    # NOTE: Label of the text field that narrows an index down.
    FILTER = _("Filter terms")
    # NOTE: Button that opens a choice of categories and tags, which narrow an index down.
    FILTERS = _("Filters")
    # NOTE: For screen readers: what keys do in the text field that narrows an index down.
    KEYS = _("Arrow keys lead through the terms, Enter to the first; Escape clears the field.")
    # NOTE: How many terms of an index the filter leaves. {total} decides the plural form.
    COUNT = ngettext("{count} of {total} term", "{count} of {total} terms")
    # NOTE: Shown where the filter leaves no term.
    NO_MATCH = _("No term matches.")
    # NOTE: Button that takes the filter away.
    SHOW_ALL = _("Show all terms")
    # NOTE: Link to the site's search.
    SEARCH_SITE = _("Search the whole site")
    # NOTE: Whether an entry is a draft, stable or deprecated.
    STATUS = _("Status")
    # NOTE: In an e-book, link from a note back to the place that it was opened from.
    BACK = _("Back to the text")
    # NOTE: Part of speech, shown small under a term, as in a dictionary.
    NOUN = _("noun")
    # NOTE: Part of speech, shown small under a term, as in a dictionary.
    VERB = _("verb")
    # NOTE: Part of speech, shown small under a term, as in a dictionary.
    ADJECTIVE = _("adjective")
    # NOTE: Part of speech, shown small under a term, as in a dictionary.
    ADVERB = _("adverb")
    # NOTE: Part of speech, shown small under a term, as in a dictionary: the name of one thing.
    PROPER_NOUN = _("proper noun")
    # NOTE: Label before what a definition is taken from: a book, a standard. A colon and that follow.
    ORIGIN = _("Source")
    # NOTE: Label before a remark on how a term is used. A colon and the remark follow.
    NOTE = _("Usage note")
    # NOTE: Label before names that are not to be used for a term. A colon and the names follow.
    AVOID = _("Do not use")
    # NOTE: Of a term of another project: where it is from. {project} is the name of that project.
    FROM = _("from {project}")
    # NOTE: How a label stands before what it names, as in "See: Token".
    LABELLED = _("{label}:")


class Word(NamedTuple):
    """One of the interface's words.

    Attributes:
        text: The word as it is shown.
        language: ``en`` if there is no translation and the build is not in English; otherwise empty.
    """

    text: str
    language: str = ""


def word(which: Label, config: Config, number: int = 0) -> Word:
    """One of the interface's words, in the language of the build.

    ``glossterm_labels`` takes precedence, then the project's own ``sphinx_glossterm.po``, then the
    package's. Without a translation, the English word is used.

    Args:
        which: The word.
        config: The configuration.
        number: The number that decides its plural form, if it has one.
    """
    labels = config.glossterm_labels
    if own := _own_labels(labels, config.language).get(which) if labels else None:
        return Word(own)
    return _translated(get_translator(CATALOGUE), which.value, number, config.language)


@lru_cache(maxsize=256)  # each entry has some ten of them
def _translated(translator: NullTranslations, message: str, number: int, language: str) -> Word:
    singular = _SINGULARS.get(message)
    if singular is None:
        text = look_up(translator, message)
    else:
        text = translator.ngettext(singular, asked := _Asked(message), number)
        text = "" if text is asked or text == singular else text
    is_english = re.split("[-_]", language)[0] == ENGLISH
    if text and not is_english:
        return Word(text)
    english = singular if singular and number == 1 else message
    return Word(text or english, "" if is_english else ENGLISH)


def label(which: Label, config: Config) -> str:
    """The text of an interface word, for places that cannot be marked with a language."""
    return word(which, config).text


class _Asked(str):
    """A message to look up, as an object that is in no catalogue."""

    __slots__ = ()


def look_up(translator: NullTranslations, message: str) -> str:
    """The translation of *message*; empty if there is none.

    If gettext finds nothing, it returns the same object. This distinguishes a missing translation from
    one that is equal to its message.
    """
    asked = _Asked(message)
    text = translator.gettext(asked) if message else asked
    return "" if text is asked else text


def project_label(text: str) -> tuple[str, bool]:
    """A category or tag in the language of the build, and whether it is translated.

    An invisible translation does not count.
    """
    found = squeeze(look_up(get_translator(LABEL_CATALOGUE), text))
    return (found, True) if is_visible(found) else (text, False)


def load_catalogues(app: Sphinx, *_args: object) -> None:
    """Load the project's ``glossterm.mo``, and its own ``sphinx_glossterm.mo`` before the package's.

    Runs at ``env-before-read-docs``, after Sphinx has compiled the catalogues.
    """
    directories = [app.srcdir / directory for directory in app.config.locale_dirs]
    folders = {LABEL_CATALOGUE: directories, CATALOGUE: [*directories, LOCALE_DIR]}
    for name, places in folders.items():
        translators.pop(("general", name), None)  # the first one loaded takes precedence
        for place in places:
            for language in catalogue_names(app.config.language):
                init_locale([place], language, name)
    _translated.cache_clear()  # a translator may have more words now


def find_label(name: str) -> Label | None:
    """The word that *name* means in ``glossterm_labels``: its English text, or a short name of it.

    Case, spaces and punctuation do not count: ``"Why it matters"``, ``"why"`` and the directive's
    name ``"whymatters"`` are all :attr:`Label.WHY`.
    """
    return _LABEL_NAMES.get(_plain(name))


def _own_labels(labels: Mapping[str, Mapping[str, str]], language: str) -> dict[Label, str]:
    words: dict[Label, str] = {}
    # The words of "hi" serve "hi_IN" too; those of "hi_IN" come before them.
    for tag in (language.replace("-", "_").split("_")[0], language):
        for name, text in labels.get(tag, {}).items():
            if which := find_label(name):
                words[which] = text
    return words


def _plain(name: str) -> str:
    return re.sub(r"\W|_", "", name).casefold()


_LABEL_NAMES: Final[dict[str, Label]] = {
    **{_plain(which.name): which for which in Label},
    **{_plain(which.value): which for which in Label},
    "whymatters": Label.WHY,
    "pro": Label.PROS,
    "con": Label.CONS,
    "mentions": Label.MENTIONED,
}


def setup(app: Sphinx) -> None:
    """Register the package's catalogue, and load the project's labels."""
    app.add_message_catalog(CATALOGUE, str(LOCALE_DIR))
    app.connect("env-before-read-docs", load_catalogues)
