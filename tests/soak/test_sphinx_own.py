"""What :mod:`soak.compare` leaves out is Sphinx's own doing: it happens without this package.

A test that fails here tells that Sphinx has become better, and an exception can go.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from soak.model import Model, Page
from soak.site import Site


def plain() -> Model:
    """A project that has never heard of this package."""
    return Model(
        {
            "index": Page("Home"),
            "a": Page("First", place="index", text=["Apples."], glossary={"Apple": "Red."}),
            "b": Page("Second", place="index", text=["Bread."], glossary={"Loaf": "Brown."}),
        },
        conf={"extensions": []},
    )


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        site.write(plain().files())
        site.build("en")
        yield site


def rebuild(site: Site, model: Model) -> tuple[Path, Path]:
    """Build incrementally and from nothing; the comparison finds nothing, a closer look does."""
    site.write(model.files())
    site.build("en")
    assert site.differences("en", model.outside) == ""
    return site.folder / "built" / "en", site.folder / "clean" / "en"


def search_index(folder: Path) -> dict[str, Any]:
    text = (folder / "searchindex.js").read_text("utf-8")
    index: dict[str, Any] = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    return index


def test_neighbours_keep_the_old_title_of_a_page(site: Site) -> None:
    model = plain()
    model.pages["a"].title = "Renamed"
    built, clean = ((folder / "b.html").read_text("utf-8") for folder in rebuild(site, model))
    assert 'title="First"' in built
    assert 'title="First"' not in clean


def test_the_search_forgets_index_entries_of_pages_not_written(site: Site) -> None:
    model = plain()
    model.pages["a"].text = ["Pears."]
    built, clean = map(search_index, rebuild(site, model))
    assert set(clean["indexentries"]) == {"apple", "loaf"}
    assert set(built["indexentries"]) == {"apple"}
    assert built["terms"]["bread"] == clean["terms"]["bread"]


def test_the_search_keeps_words_that_have_gone(site: Site) -> None:
    model = plain()
    model.pages["a"].text = ["Pears."]
    model.pages["b"].text = ["Apples and bread."]
    rebuild(site, model)
    model.pages["b"].text = ["Bread."]
    built, clean = map(search_index, rebuild(site, model))
    gone = built["terms"].keys() - clean["terms"].keys()
    assert all(built["terms"][word] == [] for word in gone)


def test_a_removed_page_stays(site: Site) -> None:
    model = plain()
    del model.pages["b"]
    built, clean = rebuild(site, model)
    assert (built / "b.html").exists()
    assert not (clean / "b.html").exists()


def test_a_changed_configuration_leaves_the_record_of_the_old_one(site: Site) -> None:
    model = plain()
    model.conf["html_title"] = "Another"
    built, clean = rebuild(site, model)
    assert (built / ".buildinfo.bak").exists()
    assert not (clean / ".buildinfo.bak").exists()
