"""Ids made of titles: who gets which, whatever is read first."""

from __future__ import annotations

from typing import Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_glossterm.terms.entry import Entry, make_id
from sphinx_glossterm.terms.ids import free_id, settle, share_out
from unit.test_glossary import entry, glossary

law: Final = settings(deadline=None)
some_ids: Final = st.lists(st.sampled_from(["y", "y-2", "y-2-2", "y-3", "z"]), max_size=8)
some_entries: Final = st.lists(
    st.builds(
        entry,
        st.sampled_from(["y", "Y", "Y!", "Y 2", "y-2", "Z"]),
        id_=st.sampled_from(["", "", "y", "y-2"]),
        at=st.tuples(st.sampled_from("abc"), st.integers(1, 9)),
    ),
    unique_by=lambda entry: entry.key,
    max_size=8,
)


def ids(*entries: Entry) -> list[str]:
    return [each.id for each in settle(entries)]


@law
@given(some_ids, some_ids)
def test_each_gets_another_id_and_the_first_the_one_it_wants(
    wanted: list[str], taken: list[str]
) -> None:
    given_ids = share_out(wanted, taken)
    assert len(set(given_ids)) == len(wanted)
    assert set(given_ids).isdisjoint(taken)
    for wish in set(wanted) - set(taken):
        assert given_ids[wanted.index(wish)] == wish


def test_a_number_is_no_id_that_another_wants() -> None:
    assert share_out(["y", "y", "y-2", "y"], []) == ["y", "y-3", "y-2", "y-4"]
    assert share_out(["y", "y"], ["y-2"]) == ["y", "y-3"]


def test_a_thousand_of_one_id_cost_a_thousand_numbers() -> None:
    class Counted(set[str]):
        asked = 0

        def __contains__(self, id_: object) -> bool:
            Counted.asked += 1
            return super().__contains__(id_)

    assert share_out(["y"] * 1000, Counted())[-1] == "y-1000"
    assert Counted.asked < 3000


def test_a_free_id_is_the_wanted_one_or_has_a_number() -> None:
    assert [free_id("y", taken) for taken in ((), ("y",), ("y", "y-2"))] == ["y", "y-2", "y-3"]


@law
@given(some_entries, st.randoms(use_true_random=False))
def test_the_order_of_reading_decides_no_id(entries: list[Entry], dice: Any) -> None:
    shuffled = entries.copy()
    dice.shuffle(shuffled)
    assert settle(entries) == settle(shuffled) == settle(settle(entries))


@law
@given(some_entries)
def test_no_two_have_an_id_but_those_whose_author_wrote_it(entries: list[Entry]) -> None:
    settled = settle(entries)
    made = [each.id for each in settled if each.made_id]
    written = [each.id for each in settled if not each.made_id]
    assert len(set(made)) == len(made)
    assert set(made).isdisjoint(written)
    assert written == [each.id for each in sorted(entries, key=lambda e: e.place) if not each.made_id]


def test_document_and_line_decide() -> None:
    first, second, third = entry("y", at=("a", 9)), entry("Y", at=("b", 1)), entry("Y!", at=("b", 2))
    assert ids(third, second, first) == ["y", "y-2", "y-3"]


def test_a_written_id_goes_before_a_made_one() -> None:
    assert ids(entry("y", at=("a", 1)), entry("Other", id_="y", at=("b", 1))) == ["y-2", "y"]


def test_what_collides_with_nothing_is_left_as_it_is() -> None:
    entries = (entry("Token"), entry("Y 2"), entry("y"))
    assert all(
        one is other
        for one, other in zip(settle(entries), sorted(entries, key=lambda e: e.place), strict=True)
    )


def test_terms_of_built_in_glossaries_are_left_alone() -> None:
    builtin = entry("y", at=("a", 1), is_builtin=True, made_id="")
    assert ids(builtin, entry("Y", at=("b", 1))) == ["y", "y"]


def test_numbered_entries_are_known_with_who_has_the_id() -> None:
    first, second, again = entry("y", at=("a", 1)), entry("Y", at=("b", 1)), entry("y", at=("c", 1))
    pairs = glossary(again, second, first).numbered
    assert [(one.key, one.id, holder) for one, holder in pairs] == [(second.key, "y-2", first)]
    written = entry("Other", id_=make_id("Y"), at=("z", 1))
    assert [holder for _one, holder in glossary(second, written).numbered] == [written]
