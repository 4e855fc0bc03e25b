"""Names typed into the search field of built sites, in languages that Sphinx's own search fails in.

Each site is a translation of one English glossary, with several entries on a page. For each language there
are a title, another name, a form, and a part of a text; each must lead to its entry, in one row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urlencode

import pytest
from support import Project, mostly_long

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from browser.sites import Sites, Visit

SOURCE: Final = """
:orphan:

Words
=====

.. term:: Container
   :aka: Box
   :forms: containers

   A process with resources of its own.

   It can be moved.

.. term:: Cluster
   :aka: R&D group

   Several containers that work as one.
"""
DONE: Final = "Search.title && !Search.title.contains(Search.dots)"
ROWS: Final = """
[...document.querySelectorAll("#search-results ul.search > li")].map((item) => {
  const link = item.querySelector("a"), text = item.querySelector("p.context");
  return [link.getAttribute("href"), link.textContent, text?.textContent ?? "", text?.lang ?? "", text?.dir ?? ""];
})
"""


class Words(NamedTuple):
    """The translation of the first entry, and a part of its text.

    Attributes:
        title: Its title.
        alias: Its other name.
        form: Its form.
        definition: Its short definition.
        part: What is looked for in the text.
    """

    title: str
    alias: str
    form: str
    definition: str
    part: str


LANGUAGES: Final = {
    "ar": Words("حاوية", "صندوق", "حاويات", "عملية لها مواردها الخاصة.", "مواردها"),
    "bn": Words("কন্টেইনার", "বাক্স", "কন্টেইনারগুলো", "নিজস্ব সম্পদ সহ একটি প্রক্রিয়া।", "প্রক্রিয়া"),
    "de": Words("Behälter", "Kiste", "Behältern", "Etwas, das eigene Mittel hat.", "eigene Mittel"),
    "gu": Words("કન્ટેનર", "પેટી", "કન્ટેનરો", "પોતાનાં સાધનો ધરાવતી પ્રક્રિયા.", "પ્રક્રિયા"),
    "ja": Words("コンテナ", "箱", "コンテナー", "専用の資源を持つプロセスです。", "資源"),
    "ko": Words("컨테이너", "상자", "컨테이너들", "고유한 자원을 가진 프로세스다.", "자원"),
    "mr": Words("कंटेनर", "पेटी", "कंटेनरांना", "स्वतःची साधने असलेली प्रक्रिया.", "प्रक्रिया"),
    "ta": Words("கொள்கலன்", "பெட்டி", "கொள்கலன்கள்", "தனக்கான வளங்களைக் கொண்ட செயல்முறை.", "செயல்முறை"),
    "te": Words("కంటైనర్", "పెట్టె", "కంటైనర్లు", "సొంత వనరులు ఉన్న ప్రక్రియ.", "ప్రక్రియ"),
    "th": Words("คอนเทนเนอร์", "กล่อง", "ตู้คอนเทนเนอร์", "กระบวนการที่มีทรัพยากรของตนเอง", "ทรัพยากร"),
    "tr": Words(
        "Konteyner", "İçerik kutusu", "konteynerler", "Kendi kaynakları olan bir süreç.", "süreç"
    ),
    "ur": Words("کنٹینر", "ڈبہ", "کنٹینرز", "اپنے وسائل والا عمل۔", "وسائل"),
    "zh_CN": Words("容器", "箱子", "容器们", "拥有自己资源的进程。", "资源"),
    "zh_TW": Words("容器", "箱子", "容器們", "擁有自己資源的行程。", "資源"),
}


def translated(language: str, words: Words) -> Any:
    def write(project: Project) -> None:
        project.write("index.rst", "Home\n====\n")
        project.write("words.rst", SOURCE)
        names = {"Container": words.title, "Box": words.alias, "containers": words.form}
        texts = {"A process with resources of its own.": words.definition}
        project.translate("words", {**names, **texts}, language=language)

    return write


@pytest.fixture
def searched(sites: Sites, address: str, visit: Visit) -> Any:
    """Type into the search field of a language, and return the rows and the summary."""

    pages: dict[str, Page] = {}

    def search(language: str, query: str) -> tuple[list[list[str]], str]:
        name = f"found/{language}"
        sites.built(
            name,
            translated(language, LANGUAGES[language]),
            *("-D", "html_theme=alabaster"),
            language=language,
        )
        if language not in pages:
            pages[language] = visit(f"{address}/{name}/search.html")
        page = pages[language]
        page.locator("#search-documentation ~ form input[name='q']").fill(query)
        page.locator("#search-documentation ~ form input[type='submit']").click()
        page.wait_for_url(f"**/search.html?{urlencode({'q': query})}")
        page.wait_for_function(DONE)
        page.wait_for_function(
            "document.querySelectorAll('#search-results li').length"
            " === document.querySelectorAll('#search-results p.context').length"
        )
        return page.evaluate(ROWS), page.locator("#search-results .search-summary").inner_text()

    return search


@pytest.mark.parametrize("language", mostly_long(LANGUAGES, ["de", "ja", "ur"]))
def test_names_and_texts_are_found_in_one_row_each(searched: Any, language: str) -> None:
    words = LANGUAGES[language]
    for name in (words.title, words.alias):
        rows, summary = searched(language, name)
        assert [row[0] for row in rows] == ["words.html#container"]
        shown = rows[0][1]
        assert shown in {words.title, f"{words.title} ({name})"}
        assert rows[0][2].startswith(words.definition)
        assert summary
    for text in (words.form, words.part):
        rows, _summary = searched(language, text)
        assert {row[0].partition("#")[0] for row in rows} == {"words.html"}


def test_an_entry_found_by_its_text_has_its_title_alone(
    sites: Sites, address: str, visit: Visit
) -> None:
    def write(project: Project) -> None:
        project.write("index.rst", "Home\n====\n")
        project.write(
            "container.rst", ":orphan:\n\n.. term:: Container\n\n   A process with resources.\n"
        )
        names = {"Container": "कंटेनर", "A process with resources.": "संसाधनों वाली प्रक्रिया।"}
        project.translate("container", names)

    sites.built("found/text", write, "-D", "html_theme=alabaster", language="hi")
    page = visit(f"{address}/found/text/search.html?{urlencode({'q': 'संसाधन'})}")
    page.wait_for_function(DONE)
    page.locator("#search-results p.context").wait_for()
    assert [row[:2] for row in page.evaluate(ROWS)] == [["container.html#container", "कंटेनर"]]


def test_what_is_not_there_is_not_found(searched: Any) -> None:
    for language, absent in {"zh_CN": "容量", "bn": "টর", "ta": "கர", "de": "Zug", "ja": "資本"}.items():
        rows, summary = searched(language, absent)
        assert rows == []
        assert summary


def test_a_name_of_the_source_leads_to_the_translated_entry(searched: Any) -> None:
    rows, _summary = searched("ja", "Container")
    assert [row[:2] for row in rows] == [["words.html#container", "コンテナ (Container)"]]


def test_untranslated_results_say_their_language_and_names_are_text(searched: Any) -> None:
    rows, _summary = searched("ur", "R&D group")
    assert rows == [
        [
            "words.html#cluster",
            "Cluster (R&D group)",
            "Several containers that work as one.",
            "en",
            "ltr",
        ]
    ]


@pytest.mark.parametrize(
    "theme",
    mostly_long(["furo", "pydata_sphinx_theme", "sphinx_book_theme", "sphinx_rtd_theme"], ["furo"]),
)
def test_every_theme_shows_one_row(sites: Sites, address: str, visit: Visit, theme: str) -> None:
    name = f"found/{theme}"
    sites.built(
        name, translated("zh_CN", LANGUAGES["zh_CN"]), *("-D", f"html_theme={theme}"), language="zh_CN"
    )
    page = visit(f"{address}/{name}/search.html?q=%E5%AE%B9%E5%99%A8")
    page.wait_for_function(DONE)
    page.locator("#search-results p.context").wait_for()
    rows = page.evaluate(ROWS)
    assert [row[:2] for row in rows] == [["words.html#container", "容器"]]
    assert rows[0][2].startswith("拥有自己资源的进程")


def test_where_sphinx_is_right_its_page_stays_as_it_is(sites: Sites, address: str, visit: Visit) -> None:
    """English results that are not entries look the same as without us."""

    def write(project: Project) -> None:
        project.write(
            "index.rst",
            SOURCE.replace(":orphan:\n\nWords\n=====", "Plain\n=====\n\nSome ordinary words.\n"),
        )
        project.write("other.rst", ":orphan:\n\nOther\n=====\n\nSome ordinary words.\n")

    shown = {}
    for name, script in (("with", ""), ("without", "glossterm-search")):
        sites.built("found/plain", write, "-D", "html_theme=alabaster")
        page = visit("about:blank")
        if script:
            page.route(f"**/{script}*", lambda route: route.abort())
        page.goto(f"{address}/found/plain/search.html?q=ordinary")
        page.wait_for_function(DONE)
        page.wait_for_function("document.querySelectorAll('#search-results p.context').length === 2")
        shown[name] = (page.evaluate(ROWS), page.locator("#search-results .search-summary").inner_text())
    assert shown["with"] == shown["without"]
    assert len(shown["with"][0]) == 2
