"""What themes show around the page of an entry: one way on, and its place in the table of contents."""

from __future__ import annotations

from typing import Any, Final

import pytest
from lxml.html import HtmlElement
from sphinx.builders.html import StandaloneHTMLBuilder
from support import Built, Project, links, mostly_long, texts

from sphinx_glossterm.write.html import place, themes

# For each theme: the options with which it shows the previous and the next page, those without, and
# where it shows which.
SHOWN: Final[dict[str, tuple[dict[str, Any], dict[str, Any], str, str]]] = {
    "alabaster": (
        {"show_relbar_bottom": True},
        {},
        ".related.bottom li:has(a[title='Previous document']) a",
        ".related.bottom a[title='Next document']",
    ),
    "furo": ({}, {}, ".related-pages a.prev-page", ".related-pages a.next-page"),
    "pydata_sphinx_theme": (
        {},
        {"show_prev_next": False},
        ".prev-next-area a.left-prev",
        ".prev-next-area a.right-next",
    ),
    "sphinx_book_theme": (
        {},
        {"show_prev_next": False},
        ".prev-next-area a.left-prev",
        ".prev-next-area a.right-next",
    ),
    "sphinx_rtd_theme": (
        {},
        {"prev_next_buttons_location": "None"},
        "a.btn.float-left",
        "a.btn.float-right",
    ),
    "shibuya": ({}, {}, ".navigation-prev a", ".navigation-next a"),
    "sphinxawesome_theme": (
        {"show_prev_next": True},
        {},
        "main div.mr-auto > a",
        "main div.ml-auto > a",
    ),
    "classic": (
        {},
        {},
        ".sphinxsidebar a[title='previous chapter']",
        ".sphinxsidebar a[title='next chapter']",
    ),
}
SHORT: Final = [theme for theme in SHOWN if theme not in {"shibuya", "sphinxawesome_theme"}]
OURS: Final = (".glossterm-nav-previous", ".glossterm-nav-next")


@pytest.fixture(autouse=True)
def as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """sphinxawesome puts methods of its own into Sphinx's builder, and other themes fail on them."""
    for name in ("init_highlighter", "create_pygments_style_file"):
        monkeypatch.setattr(StandaloneHTMLBuilder, name, getattr(StandaloneHTMLBuilder, name))


def made(project: Project) -> Project:
    """Entries a to f: on pages of their own, in a toctree and in none, and two on one page."""
    project.write(
        "index.rst",
        "Home\n====\n\n.. toctree::\n\n   guide/index\n   a\n   other\n",
    )
    project.write("guide/index.rst", "Guide\n=====\n\n.. toctree::\n\n   more/all\n   chapter\n")
    project.write("guide/more/all.rst", "All of them\n===========\n\n.. termindex::\n")
    project.write(
        "guide/chapter.rst", "Chapter\n=======\n\nText.\n\n.. term:: Fig\n\n   Text.\n\nMore.\n"
    )
    project.write("other.rst", "Other\n=====\n\nText.\n")
    project.write("a.rst", ".. term:: Ant & *bee*\n\n   Text.\n")
    project.write("words/b.rst", ".. term:: Bat\n\n   Text.\n")
    project.write("words/c.rst", ".. term:: Cat\n\n   Text.\n")
    return project.write("words/two.rst", ".. term:: Dog\n\n   Text.\n\n.. term:: Eel\n\n   Text.\n")


def ways(page: HtmlElement, theme: str) -> list[list[tuple[str, str]]]:
    """What the theme shows before and behind: words and addresses."""
    return [links(page, selector) for selector in SHOWN[theme][2:]]


def addresses(page: HtmlElement, theme: str) -> list[list[str]]:
    return [[address for _words, address in found] for found in ways(page, theme)]


def ours(page: HtmlElement) -> list[int]:
    return [len(page.cssselect(selector)) for selector in OURS]


def build(project: Project, theme: str, *, shows: bool = True, **conf: Any) -> Built:
    options = SHOWN[theme][0 if shows else 1]
    # A list of its own: some themes add to Sphinx's, and so to that of the next project.
    return project.build(html_theme=theme, html_theme_options=options, templates_path=[], **conf)


@pytest.mark.parametrize("theme", SHOWN)
def test_there_is_one_way_on(project: Project, theme: str) -> None:
    built = build(made(project), theme)
    assert built.warnings == []
    page = built.page("words/b")
    assert addresses(page, theme) == [["../a.html"], ["c.html"]]
    assert ours(page) == [0, 0]
    assert texts(page, ".glossterm-nav a") == ["All terms"]
    [before] = page.cssselect("head link[rel='prev']")
    assert (before.get("href"), before.get("title")) == ("../a.html", "Ant & bee")
    # Where the author has given the page a place, too; at the ends there is no way on.
    first = built.page("a")
    assert addresses(first, theme) == [[], ["words/b.html"]]
    assert ours(first) == [0, 0]
    # The neighbour shares its page with another.
    assert addresses(built.page("words/c"), theme) == [["b.html"], ["two.html#dog"]]


@pytest.mark.parametrize("theme", mostly_long(SHOWN, SHORT))
def test_other_pages_have_both(project: Project, theme: str) -> None:
    """Several entries, the list of terms, a chapter that is about more than the entry in it."""
    built = build(made(project), theme)
    several = built.page("words/two")
    assert ours(several) == [2, 2]
    assert addresses(several, theme)[0] == ["c.html"]  # in the order of the list, as ever
    chapter = built.page("guide/chapter")
    assert ours(chapter) == [1, 0]
    assert addresses(chapter, theme)[1] == ["../a.html"]
    assert addresses(built.page("guide/more/all"), theme)[0] == ["../index.html"]


@pytest.mark.parametrize(
    "theme", mostly_long([theme for theme, shown in SHOWN.items() if shown[0] != shown[1]], SHORT)
)
def test_where_the_theme_shows_none_ours_are_shown(project: Project, theme: str) -> None:
    page = build(made(project), theme, shows=False).page("words/b")
    assert addresses(page, theme) == [[], []]
    assert ours(page) == [1, 1]


def test_the_title_is_the_glossarys(project: Project) -> None:
    """With its markup, in the language of the page."""
    made(project).translate("a", {"Ant & *bee*": "चींटी & *मधु*"})
    built = build(project, "furo", language="hi")
    [title] = built.page("words/b").cssselect(".prev-page .title")
    assert (title.text_content(), title[0].tag) == ("चींटी & मधु", "em")


def test_in_folders_addresses_lead_to_folders(project: Project) -> None:
    project.conf["html_theme"] = "furo"
    page = made(project).build("dirhtml").page("words/c/index")
    assert addresses(page, "furo") == [["../b/"], ["../two/#dog"]]


def test_another_title_is_written_again(project: Project) -> None:
    """On a page, too, that has its own place in a toctree: Sphinx sees no reason to."""
    build(made(project), "furo")
    project.write("words/b.rst", ".. term:: Bay\n\n   Text.\n")
    built = build(project, "furo")
    assert "a" in built.written
    assert "other" not in built.written
    [(words, address)] = ways(built.page("a"), "furo")[1]
    assert (words.split()[-1], address) == ("Bay", "words/b.html")
    project.write("words/bb.rst", ".. term:: Bad\n\n   Text.\n")
    assert addresses(build(project, "furo").page("a"), "furo")[1] == ["words/bb.html"]
    project.remove("words/bb.rst")
    assert addresses(build(project, "furo").page("a"), "furo")[1] == ["words/b.html"]


@pytest.mark.parametrize(
    ("theme", "options", "shows"),
    [
        ("alabaster", {"show_related": "true"}, True),
        ("alabaster", {"show_relbars": True}, True),
        ("alabaster", {"show_relbars": "false"}, False),
        ("sphinx_rtd_theme", {"prev_next_buttons_location": "both"}, True),
        ("sphinx_rtd_theme", {"prev_next_buttons_location": None}, False),
        ("pydata_sphinx_theme", {"show_prev_next": False, "article_footer_items": ["prev-next"]}, True),
        pytest.param("sphinxawesome_theme", {}, False, marks=pytest.mark.long),
        ("nonav", {}, False),
        *((theme, {}, True) for theme in sorted(themes._SPHINX)),
    ],
)
def test_options(project: Project, theme: str, options: dict[str, Any], shows: bool) -> None:
    """What is known of a theme is what it does."""
    project.write("index.rst", "Home\n====\n\n.. toctree::\n\n   next\n\n.. termindex::\n")
    project.write("next.rst", ".. term:: Next\n\n   Text.\n")
    project.write("last.rst", ".. term:: Last\n\n   Text.\n")
    page = project.build(html_theme=theme, html_theme_options=options).page("next")
    assert ours(page) == [int(not shows), 0]
    outside = page.xpath("//body//a[@href='last.html'][not(ancestor::dl) and not(ancestor::nav)]")
    hidden = theme == "alabaster" and not shows  # it is there, and the theme's style hides it
    assert bool(outside) == (shows or hidden)


def test_a_page_of_many_is_not_looked_through_for_each(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[object] = []
    monkeypatch.setattr(place, "is_about_one", lambda doctree: looked.append(doctree))
    project.write("index.rst", "".join(f".. term:: T{n}\n\n   Text.\n\n" for n in range(5)))
    project.build(html_theme="furo")
    assert looked == []


def test_a_sidebar_without_them_has_none(project: Project) -> None:
    made(project).conf["html_sidebars"] = {"words/*": ["navigation.html"]}
    built = project.build(html_theme="alabaster", html_theme_options={"show_related": "true"})
    assert ours(built.page("words/b")) == [1, 1]
    assert ours(built.page("a")) == [0, 0]


@pytest.mark.parametrize(
    ("base", "has_layout", "shows"),
    [("furo", False, True), ("furo", True, True), ("basic", False, True), ("basic", True, False)],
)
def test_a_theme_is_known_by_what_it_inherits(
    project: Project, base: str, has_layout: bool, shows: bool
) -> None:
    project.write("themes/mine/theme.conf", f"[theme]\ninherit = {base}\n")
    if has_layout:
        layout = "page" if base == "furo" else "layout"
        project.write(
            f"themes/mine/{layout}.html", "<main>{% block body %}{{ body }}{% endblock %}</main>"
        )
    conf = {"html_theme": "mine", "html_theme_path": ["themes"], "exclude_patterns": ["themes"]}
    made(project).conf |= conf
    page = project.build().page("words/b")
    assert ours(page) == [int(not shows)] * 2


# ---------------------------------------------------------------------------------------------
# The table of contents

SIDEBARS: Final = {
    "alabaster": ".sphinxsidebarwrapper > ul",
    "furo": ".sidebar-tree",
    "pydata_sphinx_theme": ".bd-sidebar-primary .bd-docs-nav",
    "sphinx_book_theme": ".bd-sidebar-primary .bd-docs-nav",
    "sphinx_rtd_theme": ".wy-menu-vertical",
    "shibuya": ".globaltoc",
    "sphinxawesome_theme": "#left-sidebar",
}


def current(page: HtmlElement, theme: str) -> list[tuple[str, str]]:
    return links(page, f"{SIDEBARS[theme]} li.current > a")


@pytest.mark.parametrize("theme", mostly_long(SIDEBARS, SHORT))
def test_the_list_is_marked_where_its_entries_are(project: Project, theme: str) -> None:
    built = build(made(project), theme)
    page = built.page("words/b")
    guide = [("Guide", "../guide/index.html")] if theme != "pydata_sphinx_theme" else []
    assert current(page, theme) == [*guide, ("All of them", "../guide/more/all.html")]
    [link] = page.cssselect(f"{SIDEBARS[theme]} li.current a[href$='all.html']")
    [branch] = link.xpath("../..")
    assert "current" in link.get("class", "").split()
    assert "current" in branch.get("class", "").split()
    # Marked as the list's own page is.
    own = built.page("guide/more/all")
    assert [words for words, _ in current(own, theme)] == [words for words, _ in current(page, theme)]
    shape = [
        [
            (each.tag, sorted(each.get("class", "").split()))
            for each in found.cssselect(f"{SIDEBARS[theme]} *")
        ]
        for found in (own, page)
    ]
    assert shape[0] == shape[1]


@pytest.mark.parametrize("theme", mostly_long(SIDEBARS, SHORT))
def test_a_page_in_a_toctree_is_marked_itself(project: Project, theme: str) -> None:
    made(project).write(
        "guide/index.rst", "Guide\n=====\n\n.. toctree::\n\n   more/all\n   chapter\n   /words/b\n"
    )
    page = build(project, theme).page("words/b")
    assert current(page, theme)[-1] == ("Bat", "#")


@pytest.mark.parametrize("theme", mostly_long(SIDEBARS, SHORT))
def test_a_list_on_the_first_page_is_in_no_table(project: Project, theme: str) -> None:
    made(project).write("guide/more/all.rst", "All of them\n===========\n\nText.\n")
    project.write(
        "index.rst", "Home\n====\n\n.. toctree::\n\n   guide/index\n   other\n\n.. termindex::\n"
    )
    built = build(project, theme)
    assert built.warnings == []
    assert current(built.page("words/b"), theme) == []


@pytest.mark.parametrize(
    ("theme", "selector"),
    [
        ("classic", "div.related:first-of-type .nav-item a"),
        ("pydata_sphinx_theme", ".bd-breadcrumbs a"),
        ("sphinx_rtd_theme", ".wy-breadcrumbs a"),
        pytest.param("shibuya", ".sy-breadcrumbs a", marks=pytest.mark.long),
        pytest.param(
            "sphinxawesome_theme", "main nav[aria-label=breadcrumbs] a", marks=pytest.mark.long
        ),
    ],
)
def test_the_way_up_leads_to_the_list(project: Project, theme: str, selector: str) -> None:
    page = build(made(project), theme).page("words/b")
    up = [address for _words, address in links(page, selector)]
    assert [address for address in up if "guide" in address] == [
        "../guide/index.html",
        "../guide/more/all.html",
    ]


def test_folded_branches_open_there(project: Project) -> None:
    for theme, options in (("alabaster", {}), ("sphinx_rtd_theme", {"collapse_navigation": True})):
        page = made(project).build(html_theme=theme, html_theme_options=options).page("words/b")
        assert current(page, theme)[-1][0] == "All of them"
    page = project.build(html_theme="furo").page("words/b")
    [box] = page.cssselect(".sidebar-tree li.current > input")
    assert "checked" in box.attrib


def test_a_part_that_is_folded_shows_the_way(project: Project) -> None:
    """PyData's table is folded before we see it: the nearest page that it shows is marked."""
    made(project).write("guide/index.rst", "Guide\n=====\n\n.. toctree::\n\n   part\n   chapter\n")
    project.write("guide/part.rst", "Part\n====\n\n.. toctree::\n\n   more/all\n")
    for is_folded, shown in ((True, ["Part"]), (False, ["Part", "All of them"])):
        options = {"collapse_navigation": is_folded}
        page = project.build(html_theme="pydata_sphinx_theme", html_theme_options=options).page(
            "words/b"
        )
        assert [words for words, _ in current(page, "pydata_sphinx_theme")] == shown
        branches = page.cssselect(f"{SIDEBARS['pydata_sphinx_theme']} li.current > details")
        assert all("open" in branch.attrib for branch in branches)
        assert len(branches) == int(not is_folded)
