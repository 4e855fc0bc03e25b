"""``glossterm build``: languages, publishing, the summary, and what is wrong with the call."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import lxml.html
import pytest
from support import Project

from cli.helpers import CONF, Run

FAILS_IN_HINDI = """
def setup(app):
    def fail(app, config):
        if config.language == "hi":
            raise RuntimeError("no tea today")

    app.connect("config-inited", fail)
"""


def text(path: Path) -> str:
    return lxml.html.parse(path).getroot().text_content()


def files(folder: Path) -> dict[str, int]:
    """Every file below a folder, with the time it was written."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mtime_ns
        for path in folder.rglob("*")
        if path.is_file()
    }


# ---- what is built


def test_every_language_is_built_into_its_folder(tea: Project, run: Run) -> None:
    said = run("build", "src", "out")
    assert said.status == 0, said.err
    assert "Welcome." in text(Path("out/en/index.html"))
    assert "स्वागत है।" in text(Path("out/hi/index.html"))
    rows = [line.split()[:4] for line in said.out.splitlines()[2:4]]
    # index, terms, the index of terms and search
    assert rows == [["en", "done", "4", "0"], ["hi", "done", "4", "0"]]
    assert said.err == "[1/2] en: done\n[2/2] hi: done\n" or said.err.startswith("[1/2] hi: done")


def test_doctrees_are_not_published(tea: Project, run: Run) -> None:
    run("build", "src", "out")
    published = [name for name in files(Path("out")) if not name.startswith(".glossterm")]
    assert not [name for name in published if "doctree" in name or name.endswith(".pickle")]
    assert Path("out/.glossterm/hi/doctrees/environment.pickle").is_file()


def test_the_work_folder_can_lie_elsewhere(tea: Project, run: Run) -> None:
    assert run("build", "src", "out", "-l", "en", "-d", "work").status == 0
    assert Path("work/en/doctrees").is_dir()
    assert not Path("out/.glossterm").exists()


def test_chosen_languages_only(tea: Project, run: Run) -> None:
    assert run("build", "src", "out", "-l", "hi").status == 0
    assert not Path("out/en").exists()


@pytest.mark.parametrize("asked", [("-l", "hi", "-l", "en"), ("-l", "hi,en,hi")])
def test_languages_keep_the_order_they_are_named_in(tea: Project, run: Run, asked: list[str]) -> None:
    said = run("build", "src", "out", *asked)
    assert [line.split()[0] for line in said.out.splitlines()[2:4]] == ["hi", "en"]


def test_languages_in_the_configuration_come_before_those_with_catalogues(
    tea: Project, run: Run
) -> None:
    tea.write("conf.py", CONF + 'glossterm_languages = {"hi": "हिंदी भाषा"}\n')
    said = run("build", "src", "out")
    assert said.status == 0
    assert Path("out/hi").is_dir()
    assert not Path("out/en").exists()
    assert "हिंदी भाषा" in text(Path("out/index.html"))


def test_another_source_language(tea: Project, run: Run) -> None:
    tea.write("conf.py", CONF + 'glossterm_source_language = "de"\n')
    run("build", "src", "out")
    assert sorted(path.name for path in Path("out").iterdir() if path.is_dir()) == [
        ".glossterm",
        "de",
        "hi",
    ]


def test_dirhtml(tea: Project, run: Run) -> None:
    assert run("build", "src", "out", "-b", "dirhtml", "-l", "en").status == 0
    assert Path("out/en/terms/index.html").is_file()


def test_options_go_to_sphinx(tea: Project, run: Run) -> None:
    run("build", "src", "out", "-l", "en", "--", "-D", "html_title=Other title")
    assert "Other title" in text(Path("out/en/index.html"))


def test_it_runs_as_a_module_and_without_the_working_folder_on_the_path(
    tea: Project, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "sphinx.py").write_text("raise SystemExit(99)")
    command = [sys.executable, "-P", "-m", "sphinx_glossterm", "build", "src", "out", "-j", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "The site is in out" in done.stdout


def test_letters_the_terminal_lacks_are_no_fault(tea: Project, run: Run) -> None:
    command = [sys.executable, "-m", "sphinx_glossterm", "status", "src"]
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(command, capture_output=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    assert rb"\u0939" in done.stdout


# ---- the second time


def test_a_second_build_does_only_what_has_changed(tea: Project, run: Run) -> None:
    run("build", "src", "out")
    before = files(Path("out/hi"))
    tea.write("index.rst", (tea.folder / "index.rst").read_text().replace("Welcome.", "Hello."))
    said = run("build", "src", "out", "-v")
    assert said.status == 0
    after = files(Path("out/hi"))
    pages = {name for name in after if name.endswith(".html") and after[name] != before.get(name)}
    assert pages == {"index.html"}
    assert "1 changed" in said.err


def test_a_second_build_without_changes_writes_no_page(tea: Project, run: Run) -> None:
    run("build", "src", "out")
    before = files(Path("out"))
    run("build", "src", "out")
    after = files(Path("out"))
    # searchindex.js is another at each second build: a bug of Sphinx
    pages = [name for name in after if name.endswith((".html", ".css"))]
    assert [name for name in pages if name[0] != "." and after[name] != before[name]] == []


def test_what_others_have_put_there_stays(tea: Project, run: Run) -> None:
    run("build", "src", "out")
    Path("out/hi/own.txt").write_text("own")
    Path("out/hi/terms.html").unlink()
    run("build", "src", "out")
    assert Path("out/hi/own.txt").is_file()
    assert Path("out/hi/terms.html").is_file(), "what is missing is published again"


# ---- languages that fail


def test_a_language_that_fails_leaves_the_others_and_what_stood_before(tea: Project, run: Run) -> None:
    run("build", "src", "out")
    before = files(Path("out/hi"))
    tea.write("conf.py", CONF + FAILS_IN_HINDI)
    tea.write("index.rst", (tea.folder / "index.rst").read_text().replace("Welcome.", "Hello."))
    said = run("build", "src", "out")
    assert said.status == 1
    assert "no tea today" in said.err
    assert "Not built: hi." in said.err
    assert files(Path("out/hi")) == before
    assert "Hello." in text(Path("out/en/index.html"))
    assert [line.split()[:2] for line in said.out.splitlines()[2:4]] == [
        ["en", "done"],
        ["hi", "failed"],
    ]
    hrefs = lxml.html.parse("out/index.html").xpath("//nav//a/@href")
    assert hrefs == ["en/index.html", "hi/index.html"], "the old site is still there to be read"


def test_warnings_are_shown_and_counted_and_fail_only_if_asked(tea: Project, run: Run) -> None:
    tea.write("terms.rst", (tea.folder / "terms.rst").read_text() + "\n:term:`Teapot`\n")
    said = run("build", "src", "out", "-l", "en")
    assert said.status == 0
    assert said.err.count("Teapot") == 1
    assert said.out.splitlines()[2].split()[:4] == ["en", "done", "4", "1"]


def test_a_build_that_failed_for_its_warnings_fails_again(tea: Project, run: Run) -> None:
    tea.write("terms.rst", (tea.folder / "terms.rst").read_text() + "\n:term:`Teapot`\n")
    for _ in range(2):  # Sphinx alone would not read the document again, and be content
        said = run("build", "src", "out", "-l", "en", "-W")
        assert said.status == 1
        assert "Teapot" in said.err
        assert not Path("out/en").exists()
    assert not Path("out/index.html").exists()


DAMAGED = {
    "not UTF-8": ('msgid "Leaf"\nmsgstr "पत्ती"\n'.encode("utf-16"), 1, "it is not UTF-8"),
    "quotes": ('msgid "Leaf"\nmsgstr "पत्ती\n'.encode(), 2, "the quotes are not balanced"),
    "headers": (
        b'msgid ""\nmsgstr "Language: hi\\n"\n\nmsgid ""\nmsgstr "Language: de\\n"\n',
        4,
        "the headers conflict",
    ),
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_damaged_catalogue_fails_its_language_only(tea: Project, run: Run, kind: str) -> None:
    content, line, problem = DAMAGED[kind]
    run("build", "src", "out")
    before = files(Path("out/hi"))
    path = Path("src/locales/hi/LC_MESSAGES/terms.po")
    path.write_bytes(content)
    said = run("build", "src", "out")
    assert said.status == 1
    assert f"{path}:{line}: {problem}" in said.err
    assert said.err.count("terms.po") == 1
    assert files(Path("out/hi")) == before
    assert path.read_bytes() == content
    assert "en        done" in said.out


def test_a_language_without_catalogues_fails_alone(tea: Project, run: Run) -> None:
    said = run("build", "src", "out", "-l", "de,en")
    assert said.status == 1
    assert "de: there are no catalogues in src/locales/de/LC_MESSAGES." in said.err
    assert "glossterm update src -l de" in said.err
    assert Path("out/en/index.html").is_file()
    assert not Path("out/de").exists()


def test_no_language_at_all_builds_the_source_language_and_says_so(tea: Project, run: Run) -> None:
    for name in ("index", "terms"):
        tea.remove(f"locales/hi/LC_MESSAGES/{name}.po")
    Path("src/locales/hi/LC_MESSAGES").rmdir()
    said = run("build", "src", "out")
    assert said.status == 0
    assert "There are no catalogues and no -l" in said.err
    assert Path("out/en/index.html").is_file()


def test_a_folder_that_cannot_be_written_meanwhile(tea: Project, run: Run) -> None:
    run("build", "src", "out", "-l", "en")
    Path("out/en/terms.html").unlink()
    Path("out/en/terms.html").mkdir()
    said = run("build", "src", "out", "-l", "en,hi")
    assert said.status == 1
    assert "cannot be written" in said.err
    assert Path("out/hi/index.html").is_file()


# ---- calls that are wrong


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("src out -l xx", "'xx' is not a known language code"),
        ("src out -l hindi", 'Did you mean "hi"?'),
        ("src out -l ../hi", "'../hi' is not a known language code"),
        ("src out -l en,", "'' is not a known language code"),
        ("nowhere out", "'nowhere' does not exist"),
        (". out", "'.' has no conf.py."),
        ("src src/conf.py", "'src/conf.py' cannot be written"),
        ("src src/conf.py/out", "'src/conf.py/out' cannot be written"),
        ("src src", "'src' would be written into the source folder"),
        ("src out -d out/hi/work", "would be published"),
        ("src out -j 0", "x>=1"),
        ("src out -b latex", "'latex' is not one of"),
        ("src", "Missing argument 'OUT'"),
        ("src out -- --nonsense", "--nonsense"),
        ("src out -- --help", "only options of a build"),
        ("src out -- -b text", "Do not pass -b"),
        ("src out -- -D language=hi", "with -l"),
        ("src out hi", "Is -l missing?"),
    ],
)
def test_a_wrong_call(tea: Project, run: Run, call: str, message: str) -> None:
    said = run("build", *call.split())
    assert said.status == 2
    assert message in " ".join(said.err.split())
    assert said.err.count("Error: ") == 1
    assert not Path("out/index.html").exists()


def test_the_folder_with_the_configuration_is_named_where_it_is_near(tea: Project, run: Run) -> None:
    Path("docs").mkdir()
    Path("docs/conf.py").touch()
    assert 'Did you mean "docs"?' in run("build", ".", "out").err


def test_a_source_folder_named_like_a_language(tea: Project, run: Run) -> None:
    Path("src").rename("en")
    said = run("build", "en", ".")
    assert said.status == 2
    assert "'en' would be written into the source folder" in said.err


def test_a_configuration_that_cannot_be_read(tea: Project, run: Run) -> None:
    tea.write("conf.py", "1 +\n")
    said = run("build", "src", "out")
    assert said.status == 1
    assert "conf.py cannot be read" in said.err
    assert not Path("out").exists()


def test_what_the_configuration_prints_does_no_harm(tea: Project, run: Run) -> None:
    tea.write("conf.py", CONF + 'print("{ hello", flush=True)\n')
    assert run("build", "src", "out", "-l", "en").status == 0
    assert run("status", "src").status == 0


def test_a_bad_list_of_languages_counts_as_none(tea: Project, run: Run) -> None:
    tea.write("conf.py", CONF + 'glossterm_languages = ["hi"]\n')
    said = run("build", "src", "out")
    assert said.status == 0
    assert Path("out/hi").is_dir()
    assert "glossterm_languages cannot be" in said.err


def test_an_unknown_language_in_the_configuration_is_its_own_affair(tea: Project, run: Run) -> None:
    tea.write("conf.py", CONF + 'glossterm_languages = {"en": "English", "tlh": "tlhIngan Hol"}\n')
    said = run("build", "src", "out")
    assert said.status == 1
    assert "tlh: there are no catalogues" in said.err
    tea.write("conf.py", CONF + 'glossterm_languages = {"../en": "English"}\n')
    said = run("build", "src", "out")
    assert said.status == 2
    assert "glossterm_languages in conf.py" in said.err


@pytest.mark.parametrize("command", ["", "build", "update", "status"])
def test_help_teaches(run: Run, command: str) -> None:
    said = run(*command.split(), "--help")
    assert said.status == 0
    assert "glossterm build docs public" in said.out or "Examples:" in said.out
    for line in ("0  ", "1  ", "2  the command line was wrong"):
        assert line in said.out
