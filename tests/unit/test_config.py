"""Every option: its default, what it takes, and the warning about what it does not take."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sphinx.config import Config

from sphinx_glossterm import config as module
from sphinx_glossterm.config import PREFIX, Options, check_values, leave_work_out, register
from sphinx_glossterm.messages import Warn

NAMES: Final = [option.name for option in fields(Options)]


class App:
    """As much of Sphinx as options need to be registered and checked."""

    def __init__(self, values: dict[str, object], typed: dict[str, str] | None = None) -> None:
        given, overrides = (
            {PREFIX + name: value for name, value in source.items()} for source in (values, typed or {})
        )
        self.config = Config(given, overrides)
        self.events: list[str] = []
        stand_in: Any = self
        register(stand_in)

    def add_config_value(self, name: str, default: object, rebuild: Any, types: Any = ()) -> None:
        self.config.add(name, default, rebuild, types)

    def connect(self, event: str, callback: object, priority: int = 500) -> None:
        self.events.append(event)
        if callback is check_values:
            assert priority < 800  # when Sphinx checks them itself
        else:
            assert callback is leave_work_out


def check(app: App) -> Config:
    stand_in: Any = app
    check_values(stand_in, app.config)
    return app.config


def checked(**values: object) -> Config:
    return check(App(values))


@pytest.fixture
def warnings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []

    def warn(subtype: Warn, message: str, location: object) -> None:
        assert (subtype, location) == (Warn.CONFIG, None)
        found.append(message)

    monkeypatch.setattr(module, "warn", warn)
    return found


def test_the_defaults_are_those_of_the_contract(warnings: list[str]) -> None:
    promised: dict[str, object] = {
        "source_language": None,  # determined if it is not set
        "languages": {},
        "translation_hosts": [],
        "language_url": "../{language}/{page}",
        "show_source_title": True,
        "show_avoided": False,
        "deepdive": "open",
        "previews": True,
        "mentions": True,
        "labels": {},
        "jsonld": True,  # of our own accord
        "autolink": "off",
        "builtin": True,
        "checks": [],
        "definition_words": 60,
        "glossary": {},
        "publish": False,
        "remote": {},
        "remote_autolink": [],
        "export": [],
    }
    assert asdict(Options()) == promised
    config = checked()
    assert {name: config[PREFIX + name] for name in NAMES} == promised
    assert warnings == []


def test_values_are_checked_once_they_have_been_read() -> None:
    assert App({}).events == ["config-inited", "config-inited"]


@pytest.mark.parametrize("name", NAMES)
def test_every_option_has_a_help_text(name: str) -> None:
    (option,) = (option for option in fields(Options) if option.name == name)
    assert option.metadata["help"].endswith(".")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("source_language", None),
        ("source_language", "hi"),
        ("source_language", "sr@latin"),
        ("source_language", "zh-Hant"),
        ("languages", {"en": "English", "hi": "हिन्दी"}),
        ("language_url", "https://example.org/{language}/{page}"),
        ("show_source_title", False),
        ("deepdive", "closed"),
        ("previews", False),
        ("mentions", False),
        ("labels", {"en": {"why": "Why care?"}, "hi": {}}),
        ("autolink", "first"),
        ("autolink", "all"),
        ("builtin", False),
        ("checks", ["orphan"]),
        ("checks", ("all",)),
        ("definition_words", 1),
        ("publish", True),
        ("remote", {"python": "https://example.org/{language}/glossterm.json", "c": "../c", "d": None}),
        ("export", ("json", "tbx")),
    ],
)
def test_a_good_value_is_kept(name: str, value: object, warnings: list[str]) -> None:
    assert checked(**{name: value})[PREFIX + name] == value
    assert warnings == []


@pytest.mark.parametrize(
    ("name", "value", "takes"),
    [
        ("source_language", "", "a language code"),
        ("source_language", "English", "a language code"),
        ("source_language", "e n", "a language code"),
        ("languages", ["en", "hi"], "language codes"),
        ("languages", {"en": ""}, "language codes"),
        ("languages", {1: "English"}, "language codes"),
        ("language_url", "../{page}", '"{language}"'),
        ("language_url", "../{language}", '"{page}"'),
        ("language_url", 1, '"{page}"'),
        ("language_url", "../{language}/{page}.{format}", "no other braces"),
        ("language_url", "../{language}/{page}/{}", "no other braces"),
        ("language_url", "../{language}/{page}{", "no other braces"),
        ("show_source_title", "yes", "True or False"),
        ("deepdive", "ajar", '"open" or "closed"'),
        ("previews", 1, "True or False"),
        ("mentions", None, "True or False"),
        ("labels", {"Why it matters": "Why care?"}, "by language"),
        ("labels", {"en": {"why": 1}}, "by language"),
        ("labels", [], "by language"),
        ("autolink", True, '"off", "first" or "all"'),
        ("builtin", "no", "True or False"),
        ("checks", "links", "a list of names"),
        ("definition_words", 0, "a whole number"),
        ("definition_words", "60", "a whole number"),
        ("definition_words", True, "a whole number"),
        ("publish", "yes", "True or False"),
        ("remote_autolink", "python", "a list of names"),
        ("remote", ["https://example.org/glossterm.json"], "names without colons"),
        ("remote", {"python": ""}, "names without colons"),
        ("remote", {"a:b": None}, "names without colons"),
        ("export", ["json", ""], "a list of names"),
        ("export", {"json"}, "a list of names"),  # has no order
    ],
)
def test_a_bad_value_gives_one_warning_and_the_default(
    name: str, value: object, takes: str, warnings: list[str]
) -> None:
    default = getattr(Options(), name)
    assert checked(**{name: value})[PREFIX + name] == default
    (message,) = warnings
    assert message.startswith(f"{PREFIX}{name} cannot be {value!r}: it takes ")
    assert takes in message
    last = "It counts as unset." if default is None else f"{default!r} is used instead."
    assert message.endswith(f" {last}")


def test_several_bad_values_give_a_warning_each(warnings: list[str]) -> None:
    checked(deepdive=0, export=0, autolink="first")
    assert [message.split()[0] for message in warnings] == ["glossterm_deepdive", "glossterm_export"]


@pytest.mark.parametrize(("typed", "value"), [("0", False), ("1", True)])
def test_a_flag_on_the_command_line(typed: str, value: bool, warnings: list[str]) -> None:
    assert check(App({}, {"previews": typed})).glossterm_previews is value
    assert warnings == []


def test_a_bad_flag_on_the_command_line_is_no_error(warnings: list[str]) -> None:
    assert check(App({}, {"previews": "no"})).glossterm_previews is True
    assert warnings == [
        "glossterm_previews cannot be 'no': it takes True or False. True is used instead."
    ]


junk: Final = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.binary(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["en", "why", "", 1]), inner, max_size=2)
    ),
    max_leaves=6,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.fixed_dictionaries(dict.fromkeys(NAMES, junk)))
def test_whatever_is_written_the_values_can_be_used(
    warnings: list[str], values: dict[str, object]
) -> None:
    warnings.clear()
    config = checked(**values)
    kept = [name for name in NAMES if config[PREFIX + name] is values[name]]
    for option in fields(Options):
        assert option.metadata["validator"].accepts(config[PREFIX + option.name])
    assert len([message for message in warnings if " cannot be " in message]) == len(NAMES) - len(kept)


def test_an_unknown_check_is_reported_with_the_closest(warnings: list[str]) -> None:
    assert checked(checks=["orphn", "orphan", "zzzz"]).glossterm_checks == ["orphn", "orphan", "zzzz"]
    near, far = warnings
    assert near.startswith('glossterm_checks has "orphn", which is not a check; it is ignored.')
    assert near.endswith(' Did you mean "orphan"?')
    assert ' It takes "all", "orphan", ' in far


def test_an_unknown_label_is_reported_with_the_closest(warnings: list[str]) -> None:
    labels = {"en": {"Deep dve": "Depths", "pros": "Upsides"}}
    assert checked(labels=labels).glossterm_labels == labels
    (message,) = warnings
    assert """glossterm_labels['en'] has "Deep dve", which is not a label""" in message
    assert message.endswith(' Did you mean "Deep dive"?')


def test_an_unknown_label_without_a_closest_one_lists_them_all(warnings: list[str]) -> None:
    checked(labels={"hi": {"zzzz": "x"}})
    (message,) = warnings
    assert 'It takes "Why it matters", "Deep dive", ' in message
