"""Views as text: pages are compared by it, so different views must have different texts."""

from __future__ import annotations

from typing import Any

import pytest

from sphinx_glossterm.resolve import views


def test_views_of_other_kinds_have_other_facts() -> None:
    """Where one of several kinds may stand, nothing but their fields tells them apart."""
    name = views.NameView("")
    places: list[tuple[tuple[Any, ...], ...]] = [
        (views.LinkView("", "", name), views.PageView("", "", "")),
        (views.ReferenceView("", ""), views.PlaceView("", "", "", ""), (None,)),
        (views.LinkView("", "", name), ("",)),
    ]
    for kinds in places:
        assert len({views.facts(kind) for kind in kinds}) == len(kinds)


@pytest.mark.parametrize(
    "different", [("a", "b"), ("1", 1), (1, True), (0, False), (None, "null"), (b"a", b"b"), ((), None)]
)
def test_different_values_have_different_facts(different: tuple[object, object]) -> None:
    one, other = (views.facts((value,)) for value in different)
    assert one != other
