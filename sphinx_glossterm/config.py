"""The configuration, as one dataclass: every option with its default, its check and its help."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from string import Formatter
from typing import TYPE_CHECKING, Any, Final, Literal

from sphinx.util.matching import patmatch

from sphinx_glossterm.messages import Label, Warn, did_you_mean, find_label, listing, warn
from sphinx_glossterm.terms.entry import squeeze

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config as SphinxConfig

Rebuild = Literal["env", "html", ""]
PREFIX: Final = "glossterm_"
CHECKS: Final = tuple(kind.subtype for kind in Warn if kind.is_check)
"""The names that ``glossterm_checks`` accepts: the warning subtypes that are off by default."""
ALL_CHECKS: Final = "all"
"""The name for all checks in ``glossterm_checks``."""
IN_CONF: Final = "_raw_config"
"""Attribute of Sphinx's configuration: the values in conf.py, without defaults and the command line."""
FORMATS: Final = ("json", "csv", "tsv", "skos", "tbx", "tbx2", "po")
"""The names that ``glossterm_export`` accepts."""
WORK: Final = ".glossterm"
"""The folder for working files of ``glossterm build``, beside the pages of each language."""


@dataclass(frozen=True, slots=True)
class Validator:
    """A check of an option's value.

    Attributes:
        accepts: Tells whether a value is valid.
        takes: The valid values, for the warning: "it takes ...".
    """

    accepts: Callable[[Any], bool]
    takes: str


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_code(value: object) -> bool:
    """Whether *value* may name a language: ``en``, ``pt_BR``, ``sr@latin``."""
    pattern = "[A-Za-z]{2,3}([-_@][A-Za-z0-9]{2,8})*"
    return isinstance(value, str) and bool(re.fullmatch(pattern, value))


def _is_mapping_of(value: object, accepts: Callable[[Any], bool]) -> bool:
    return isinstance(value, Mapping) and all(
        _is_text(key) and accepts(item) for key, item in value.items()
    )


def _is_address(value: object) -> bool:
    if not isinstance(value, str):
        return False
    try:
        parts = list(Formatter().parse(value))
    except ValueError:  # an unclosed brace
        return False
    fields = {name for _text, name, spec, conversion in parts if not (spec or conversion)}
    return fields - {None} == {"language", "page"} and not any(spec or conv for *_, spec, conv in parts)


def _is_host(value: object) -> bool:
    return isinstance(value, str) and bool(
        re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*(:\d+)?", value.lower())
    )


def _one_of(*values: str) -> Validator:
    return Validator(lambda value: value in values, f"one of {listing(values, 'or')}")


_CODE: Final = Validator(_is_code, 'a language code, such as "en" or "pt_BR"')
_FLAG: Final = Validator(lambda value: isinstance(value, bool), "True or False")
_NAMES: Final = Validator(
    lambda value: isinstance(value, (list, tuple)) and all(map(_is_text, value)),
    "a list of names",
)
_NUMBER: Final = Validator(
    lambda value: isinstance(value, int) and not isinstance(value, bool) and value > 0,
    "a whole number, 1 or more",
)
_HOSTS: Final = Validator(
    lambda value: isinstance(value, (list, tuple)) and all(map(_is_host, value)),
    'a list of hosts, such as ["docs.example.org"]',
)
_LANGUAGES: Final = Validator(
    lambda value: _is_mapping_of(value, _is_text),
    'language codes with their names, such as {"en": "English", "hi": "हिन्दी"}',
)
_LABELS: Final = Validator(
    lambda value: _is_mapping_of(value, lambda words: _is_mapping_of(words, _is_text)),
    'other words by language, such as {"en": {"Why it matters": "Why care?"}}',
)
_GLOSSARIES: Final = Validator(
    lambda value: _is_mapping_of(value, lambda name: _is_text(name) and ":" not in name),
    "patterns of documents, each with the name of a glossary, without colons, such as"
    ' {"rivers/*": "rivers"}',
)
_REMOTE: Final = Validator(
    lambda value: (
        _is_mapping_of(value, lambda place: place is None or _is_text(place))
        and not any(":" in name for name in value)
    ),
    "names without colons, each with the address or path of a glossary or with None, such as"
    ' {"python": "https://docs.example.org/{language}/glossterm.json"}',
)


def _option(default: Any, check: Validator, rebuild: Rebuild, description: str) -> Any:
    """A field of :class:`Options`.

    Args:
        default: The default value.
        check: The check of its value.
        rebuild: What to rebuild when it changes, as Sphinx's ``add_config_value`` takes it.
        description: The help text, for the guide.
    """
    factory = (lambda: type(default)(default)) if isinstance(default, (dict, list)) else None
    metadata = {"validator": check, "rebuild": rebuild, "help": description}
    if factory:
        return field(default_factory=factory, metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass
class Options:
    """All configuration values, without the prefix ``glossterm_``."""

    source_language: str | None = _option(
        None,
        Validator(lambda value: value is None or _is_code(value), _CODE.takes),
        "env",
        "The language that the documents are written in. If unset, it is the language in conf.py"
        " if the project has no catalogues for it, and otherwise English.",
    )
    languages: dict[str, str] = _option(
        {}, _LANGUAGES, "html", "The languages the site is published in, with their own names."
    )
    translation_hosts: list[str] = _option(
        [],
        _HOSTS,
        "env",
        "Hosts that translations may link to, in addition to those that the source text links to.",
    )
    language_url: str = _option(
        "../{language}/{page}",
        Validator(
            _is_address,
            'an address with "{language}" and "{page}" in it, and no other braces',
        ),
        "html",
        "The address of the same page in another language, relative to the site's root.",
    )
    show_source_title: bool = _option(
        True, _FLAG, "html", "Show the source title under a translated one."
    )
    show_avoided: bool = _option(
        False, _FLAG, "html", 'Show the names of ":avoid:" under the title of their entry.'
    )
    deepdive: str = _option(
        "open", _one_of("open", "closed"), "html", "Whether deep dives begin open or closed."
    )
    previews: bool = _option(True, _FLAG, "html", "Show previews on references to terms.")
    mentions: bool = _option(True, _FLAG, "html", 'Show "Mentioned in" under each entry.')
    jsonld: bool = _option(
        True, _FLAG, "html", "Describe entries to search engines, as JSON-LD in their pages."
    )
    labels: dict[str, dict[str, str]] = _option(
        {}, _LABELS, "env", "Your own words for the labels of the interface, for each language."
    )
    autolink: str = _option(
        "off",
        _one_of("off", "first", "all"),
        "env",
        "Which plain mentions become links: none, the first in each document, or all.",
    )
    builtin: bool = _option(
        True,
        _FLAG,
        "env",
        "Give the terms of Sphinx's own glossaries previews, mentions and a place in the index too.",
    )
    # Not "": otherwise a build in which nothing else has changed would not run a new check.
    checks: list[str] = _option(
        [], _NAMES, "env", 'Checks that every build runs, by name; "all" for all of them.'
    )
    definition_words: int = _option(
        60,
        _NUMBER,
        "env",
        'The most words that the check "long-definition" allows in a short definition.',
    )
    glossary: dict[str, str] = _option(
        {},
        _GLOSSARIES,
        "env",
        "The glossary of the entries in documents, by patterns of document names. The first pattern"
        " that fits counts. All other entries are in the default glossary, which has no name.",
    )
    publish: bool = _option(
        False,
        _FLAG,
        "html",
        'Publish the glossary for other projects: HTML builds write it to "glossterm.json" beside'
        ' "objects.inv", in the language of the build. Other projects read it with'
        " glossterm_remote.",
    )
    # "": views know which pages must be written again.
    remote: dict[str, str | None] = _option(
        {},
        _REMOTE,
        "",
        'The glossaries of other projects, by name: the address or path of each "glossterm.json".'
        ' "{language}" in it stands for the language of the build. None means: beside the'
        " inventory of that name in intersphinx_mapping.",
    )
    remote_autolink: list[str] = _option(
        [],
        _NAMES,
        "env",
        "Projects of glossterm_remote whose terms glossterm_autolink links too.",
    )
    export: list[str] = _option(
        [],
        _NAMES,
        "",
        "Formats that the builder glossterm writes. If empty, all formats that need no further library.",
    )


def register(app: Sphinx) -> None:
    """Register every option with Sphinx, and the check of their values."""
    for option in fields(Options):
        default = _default(option.name)
        # Text is allowed, so that a bad flag on the command line gives our warning, not Sphinx's error.
        types = (bool, str) if isinstance(default, bool) else ()
        app.add_config_value(PREFIX + option.name, default, option.metadata["rebuild"], types)
    # Before Sphinx's own check of types (800), which would otherwise warn a second time.
    app.connect("config-inited", check_values, priority=400)
    app.connect("config-inited", leave_work_out)


def _default(name: str) -> Any:
    return getattr(Options(), name)


def is_chosen(config: SphinxConfig, name: str) -> bool:
    """Whether an option is set in conf.py or on the command line, even to its default.

    Sphinx has no interface for this. If its table of the values in conf.py changes, nothing in conf.py
    counts as set.

    Args:
        config: The configuration.
        name: The option.
    """
    return name in config.overrides or name in getattr(config, IN_CONF, {})


def glossary_of(config: SphinxConfig, docname: str) -> str:
    """The glossary of the entries in a document, for those without ``:glossary:``.

    Args:
        config: The configuration.
        docname: The document.

    Returns:
        The glossary of the first pattern that matches; empty for the default one, which has no name.
    """
    return glossary_by(config.glossterm_glossary, docname)


def glossary_by(patterns: Mapping[str, str], docname: str) -> str:
    """The glossary of the entries in a document, from the patterns alone.

    Args:
        patterns: The value of ``glossterm_glossary``.
        docname: The document.

    Returns:
        The glossary of the first pattern that matches; empty for the default one, which has no name.
    """
    names = (squeeze(name) for pattern, name in patterns.items() if patmatch(docname, pattern))
    return next(names, "")


def leave_work_out(_app: Sphinx, config: SphinxConfig) -> None:
    """Exclude the working folder of ``glossterm build``, in case the site is in the source folder.

    Some extensions write documents beside the output. If a project does not exclude ``_build``, the next
    build would read them.
    """
    config.exclude_patterns = [*config.exclude_patterns, WORK, f"**/{WORK}"]


def check_values(_app: Sphinx, config: SphinxConfig) -> None:
    """Replace each invalid value by its default, with a warning; also warn of unknown names."""
    for option in fields(Options):
        name, check = PREFIX + option.name, option.metadata["validator"]
        value, default = config[name], _default(option.name)
        if not check.accepts(value):
            warn(
                Warn.CONFIG,
                f"{name} cannot be {value!r}: it takes {check.takes}. "
                + ("It counts as unset." if default is None else f"{default!r} is used instead."),
                location=None,
            )
            config[name] = default
    for listed, what, known in (
        ("checks", "check", (ALL_CHECKS, *CHECKS)),
        ("export", "format", FORMATS),
        ("remote_autolink", "project of glossterm_remote", tuple(config.glossterm_remote)),
    ):
        for item in config[PREFIX + listed]:
            if item not in known:
                _warn_of_unknown(listed, item, what, known)
    for language, words in config.glossterm_labels.items():
        for name in words:
            if find_label(name) is None:
                _warn_of_unknown_label(language, name)


def _warn_of_unknown(option: str, name: str, what: str, known: Sequence[str]) -> None:
    takes = f" It takes {listing(known, 'or')}." if known else ""
    hint = did_you_mean(get_close_matches(name, known, n=1)) or takes
    warn(
        Warn.CONFIG,
        f'{PREFIX}{option} has "{name}", which is not a {what}; it is ignored.{hint}',
        location=None,
    )


def _warn_of_unknown_label(language: str, name: str) -> None:
    known = {label.value.casefold(): label.value for label in Label}
    closest = [known[found] for found in get_close_matches(name.casefold(), known, n=1)]
    hint = did_you_mean(closest) or f" It takes {listing(known.values(), 'or')}."
    warn(
        Warn.CONFIG,
        f'glossterm_labels[{language!r}] has "{name}", which is not a label of the interface; it'
        f" is ignored.{hint}",
        location=None,
    )
