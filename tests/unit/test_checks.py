"""The checks of a glossary's quality, on records: what each finds, and what it passes over."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import pytest

from sphinx_glossterm.checks.rules import (
    CHECKS,
    Finding,
    Material,
    Misnamed,
    Spoken,
    begins_with,
    count_words,
    run_checks,
)
from sphinx_glossterm.config import CHECKS as NAMES
from sphinx_glossterm.messages import Warn
from sphinx_glossterm.terms.entry import Entry, Kind, Mention, Name, OneSided, Status
from unit.test_glossary import entry, glossary

OLD: Final[dict[str, Any]] = {"status": Status.DEPRECATED}


def term(title: str, line: int = 1, **more: Any) -> Entry:
    return entry(title, at=("terms", line), translated=True, **more)


def find(
    check: Warn,
    *entries: Entry,
    mentions: dict[str, list[Mention]] | None = None,
    one_sided: dict[str, list[OneSided]] | None = None,
    words: int = 60,
    spoken: tuple[Spoken, ...] = (),
    misnamed: tuple[Misnamed, ...] = (),
) -> list[Finding]:
    known = glossary(*entries)
    references = {
        docname: [(mention, match.entry) for mention in found if (match := known.find(mention.target))]
        for docname, found in (mentions or {}).items()
    }
    material = Material(
        glossary=known,
        references=references,
        one_sided=one_sided or {},
        spoken=lambda: spoken,
        misnamed=lambda: misnamed,
        definition_words=words,
        path=lambda docname: f"{docname}.rst",
    )
    return run_checks([each for each in CHECKS if each.warn is check], material)


def places(findings: list[Finding]) -> list[tuple[str, int]]:
    return [(finding.term, finding.line) for finding in findings]


def test_the_table_has_every_check_that_may_be_asked_for() -> None:
    assert [check.name for check in CHECKS] == list(NAMES)
    assert len(set(NAMES)) == len(NAMES) == len(CHECKS)
    assert all(check.warn.meaning.endswith(".") for check in CHECKS)


def test_findings_come_by_document_and_line() -> None:
    entries = [entry("A", at=("b", 2)), entry("B", at=("b", 1)), entry("C", at=("a", 3))]
    assert [finding.term for finding in find(Warn.ORPHAN, *entries)] == ["c", "b", "a"]


# ---- orphans


def test_an_entry_that_nobody_refers_to() -> None:
    found = find(
        Warn.ORPHAN,
        term("Told", 1),
        term("Lonely", 5),
        mentions={"page": [Mention("", "told")], "terms": [Mention("lonely", "lonely")]},
    )
    assert places(found) == [("lonely", 5)]  # a reference to itself does not help
    assert '"Lonely"' in found[0].message


@pytest.mark.parametrize("option", [{"related": ("B",)}, {"see": "b"}, {"replaced_by": "B"}])
def test_an_option_is_a_reference_too(option: dict[str, Any]) -> None:
    assert "b" not in [finding.term for finding in find(Warn.ORPHAN, term("A", **option), term("B", 2))]


def test_text_around_an_entry_refers_to_it() -> None:
    assert find(Warn.ORPHAN, term("A"), mentions={"terms": [Mention("", "A")]}) == []


def test_pointers_deprecated_and_second_entries_need_no_reference() -> None:
    entries = [term("A", see="B"), term("B", 2, **OLD), term("C", 3), term("C", 4, anchor="c2")]
    assert places(find(Warn.ORPHAN, *entries)) == [("c", 3)]


def test_a_first_mention_that_is_no_link() -> None:
    token = term("Token")
    mentions = (Spoken("page", 3, "tokens", token), Spoken("page", 4, "token", token))
    old = term("Old", 2, **OLD)
    found, same = find(Warn.UNLINKED, token, old, spoken=(*mentions, Spoken("page", 5, "old", old)))
    assert same.message.startswith('The first mention of "Token" in this document is not a link')
    assert (found.docname, found.line, found.term) == ("page", 3, "token")
    assert '"tokens" is the first mention of "Token"' in found.message


def test_a_name_to_avoid_names_what_to_write() -> None:
    one, other = term("Token"), term("Model", 2)
    uses = (Misnamed("page", 3, "tok", (one,)), Misnamed("page", 4, "it", (one, other)))
    found, several = find(Warn.AVOID, one, other, misnamed=uses)
    assert (found.docname, found.line, found.term) == ("page", 3, "token")
    assert found.message == 'Do not use "tok": write "Token".'
    assert several.message == 'Do not use "it": write "Token" or "Model".'


def test_a_name_that_stays_and_is_translated() -> None:
    changed = Name(Kind.TITLE, "Kubernetes", "कुबेर", True)
    abbr = Name(Kind.ABBR, "K8s", "K8s", True)
    alias = Name(Kind.ALIAS, "Helmsman", "कर्णधार", True)
    kept = replace(term("K"), title=changed, abbr=abbr, aliases=(alias,), keep=True)
    [found] = find(Warn.KEEP, kept)
    assert '"Kubernetes" should stay as it is' in found.message
    assert '"कुबेर"' in found.message
    assert find(Warn.KEEP, replace(kept, keep=False)) == []


# ---- relations


def test_a_relation_that_goes_one_way_is_told_where_it_is_mended() -> None:
    [found] = find(
        Warn.ONE_WAY,
        term("A", 1, related=("c",)),
        term("B", 2, related=("C", "d")),
        term("C", 3, related=("nothing", "c")),
        term("D", 4, related=("b",)),
    )
    assert (found.term, found.line) == ("c", 3)
    assert '"A" (terms.rst, line 1) and "B" (terms.rst, line 2)' in found.message
    assert "add a, b to its" in found.message


def test_nobody_need_name_a_deprecated_entry_or_be_named_by_a_pointer() -> None:
    entries = [term("A", related=("b", "c")), term("B", 2, **OLD), term("C", 3, see="a")]
    assert find(Warn.ONE_WAY, *entries) == []
    assert find(Warn.ONE_WAY, term("A", related=("b",), **OLD), term("B", 2)) == []


def test_a_built_in_glossary_has_no_options() -> None:
    assert find(Warn.ONE_WAY, term("A", related=("B",)), term("B", 2, is_builtin=True)) == []
    assert places(find(Warn.ORPHAN, term("B", 2, is_builtin=True))) == [("b", 2)]


def test_many_that_name_one_are_not_all_listed() -> None:
    entries = [term(f"T{number}", number, related=("hub",)) for number in range(1, 10)]
    [found] = find(Warn.ONE_WAY, *entries, term("Hub", 20))
    assert "and 4 more, but" in found.message


# ---- deprecated


def test_references_to_a_deprecated_entry_name_what_replaces_it() -> None:
    chain = [
        term("Old", 1, replaced_by="mid", **OLD),
        term("Mid", 2, replaced_by="new", **OLD),
        term("New", 3),
    ]
    [found] = find(Warn.DEPRECATED, *chain, mentions={"page": [Mention("", "old", text="x")]})
    assert (found.docname, found.line, found.term) == ("page", 0, "old")
    assert found.message.endswith('use "New" (new) instead.')
    assert found.reference == Mention("", "old", text="x")


def test_references_of_one_target_in_one_entry_are_one_finding_until_their_lines_are_known() -> None:
    mentions = [Mention("a", "old", text="x"), Mention("a", "old", text="y"), Mention("", "old")]
    found = find(Warn.DEPRECATED, term("A", 7), term("Old", 1, **OLD), mentions={"terms": mentions})
    assert [finding.line for finding in found] == [0, 7]


@pytest.mark.parametrize("option", ["related", "see"])
def test_options_that_name_a_deprecated_entry(option: str) -> None:
    value: Any = ("old",) if option == "related" else "old"
    [found] = find(Warn.DEPRECATED, term("Old", 1, **OLD), term("A", 4, **{option: value}))
    assert found.line == 4
    assert f'":{option}:" names "Old"' in found.message
    assert 'give the entry a ":replaced-by:" (terms.rst, line 1)' in found.message


def test_who_is_deprecated_or_replaces_it_may_name_a_deprecated_entry() -> None:
    entries = [
        term("Old", 1, replaced_by="new", **OLD),
        term("Older", 2, related=("old",), **OLD),
        term("New", 3, related=("old",)),
    ]
    mentions = {"terms": [Mention("older", "old"), Mention("new", "old")]}
    assert find(Warn.DEPRECATED, *entries, mentions=mentions) == []


def test_entries_that_replace_each_other_have_no_successor() -> None:
    entries = [term("A", 1, replaced_by="b", **OLD), term("B", 2, replaced_by="a", **OLD)]
    [found] = find(Warn.DEPRECATED, *entries, mentions={"page": [Mention("", "a")]})
    assert "remove the reference" in found.message


# ---- labels


def test_labels_on_one_entry() -> None:
    found = find(
        Warn.LONE_LABEL,
        term("A", 1, category="Words", tags=("x", "y")),
        term("B", 2, category="words", tags=("X",)),
        term("C", 3, category="y"),
    )
    assert [finding.message.partition(":")[0] for finding in found] == [
        'Only "A" has the tag "y"',
        'Only "C" has the category "y"',
    ]


# ---- ids


def test_an_id_with_a_number() -> None:
    first, written = term("y", 1, anchor="a"), term("Other", 9, id_="z", anchor="b")
    second, third = term("Y", 2, anchor="c"), term("Z", 3, anchor="d")
    found = find(Warn.NUMBERED_ID, first, second, third, written, term("y", 4, anchor="e"))
    assert places(found) == [("y-2", 2), ("z-2", 3)]
    assert '"Y" has the id "y-2", because "y" (terms.rst, line 1) already has "y"' in found[0].message
    assert '":id:"' in found[0].message


# ---- comparisons


def test_a_comparison_with_one_side() -> None:
    sides = {"terms": [OneSided(4, "pro", "a")], "page": [OneSided(9, "con")]}
    outside, inside = find(Warn.ONE_SIDED, term("A"), one_sided=sides)
    assert (outside.docname, outside.line, outside.term) == ("page", 9, "")
    assert 'only "con": add a "pro"' in outside.message
    assert (inside.docname, inside.line, inside.term) == ("terms", 4, "a")


# ---- definitions


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("A model, trained once.", 4),
        ("open-weight models – and more", 4),
        ("मॉडल का वह हिस्सा है ।", 5),
        ("क्\u200dष की ज़रूरत", 3),
        ("कंटेनर\u00a0क़लम", 2),
    ],
)
def test_words_are_counted_in_both_scripts(text: str, words: int) -> None:
    assert count_words(text) == words


def test_a_long_definition() -> None:
    long, short = "एक दो तीन चार", "one two three"
    found = find(
        Warn.LONG_DEFINITION, term("A", definition=long), term("B", 2, definition=short), words=3
    )
    assert places(found) == [("a", 1)]
    assert "has 4 words" in found[0].message


def test_what_is_not_translated_is_looked_at_in_its_own_language() -> None:
    english = entry("A", at=("terms", 1), definition="A is the first letter.")
    assert find(Warn.LONG_DEFINITION, english, words=1) == []
    assert find(Warn.REPEATED_TERM, english) == []


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("token is a word", "token", True),
        ("token", "token", True),
        ("tokens are words", "token", False),
        ("token-based", "token", False),
        ("मॉडल: वह", "मॉडल", True),
        ("मॉडलों का", "मॉडल", False),
        ("कलम\u200dकार", "कलम", False),
        ("anything", "", False),
    ],
)
def test_a_name_is_found_as_a_word_of_its_own(text: str, name: str, expected: bool) -> None:
    assert begins_with(text, name) is expected


@pytest.mark.parametrize(
    ("title", "abbr", "definition", "repeats"),
    [
        ("Token", "", "A token is a piece of text.", True),
        ("Token", "", "The smallest piece of text: a token.", False),
        ("The Cloud", "", "“Cloud” computing is …", True),
        ("Large Language Model", "LLM", "An LLM predicts words.", True),
        ("Model", "", "Models are …", False),
        ("क़लम", "", "\u0958लम वह है जिससे लिखते हैं।", True),
    ],
)
def test_a_definition_that_begins_with_its_term(
    title: str, abbr: str, definition: str, repeats: bool
) -> None:
    found = find(Warn.REPEATED_TERM, term(title, abbr=abbr, definition=definition))
    assert bool(found) is repeats


def test_definitions_that_lead_in_a_circle_are_one_finding() -> None:
    entries = [
        term("A", 1, refers=("b", "free")),
        term("B", 2, refers=("C",)),
        term("C", 3, refers=("a", "builtin")),
        term("Free", 4),
        term("Self", 5, refers=("self",)),
    ]
    mentions = {"terms": [Mention(each.anchor, target) for each in entries for target in each.refers]}
    circle, itself = find(Warn.CIRCULAR, *entries, mentions=mentions)
    assert circle.line == 1
    assert (
        'circle: "A" refers to "B" (terms.rst, line 2), which refers to "C" (terms.rst, line 3),'
        ' which refers to "A".'
    ) in circle.message
    assert itself.message.startswith('The short definition of "Self" refers to "Self"')


def test_a_definition_counts_by_what_its_references_mean() -> None:
    entries = [term("A", 1, refers=("b",)), term("B", 2, refers=("a",))]
    assert find(Warn.CIRCULAR, *entries, mentions={"terms": [Mention("a", "b")]}) == []


def refers(*targets: tuple[str, ...]) -> list[Finding]:
    """The findings if T1 refers to the first targets, T2 to the second, and so on."""
    entries = [term(f"T{n}", n, refers=each) for n, each in enumerate(targets, 1)]
    mentions = {"terms": [Mention(each.anchor, target) for each in entries for target in each.refers]}
    return find(Warn.CIRCULAR, *entries, mentions=mentions)


def test_a_tangle_is_told_by_one_way_through_it() -> None:
    [found] = refers(("t2",), ("t3", "t1"), ("t1",))
    assert '"T1" refers to "T2" (terms.rst, line 2), which refers to "T1".' in found.message
    assert found.message.endswith("3 entries lead to each other in this way.")


def test_a_long_circle_is_shortened() -> None:
    [found] = refers(*((f"t{n % 8 + 1}",) for n in range(1, 9)))
    assert '"T4" (terms.rst, line 4), which refers to ..., which refers to "T8"' in found.message
