"""What is broken, and every command: one sentence that names the file, exit status 1 or 2, nothing lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from support import Project, needs_posix

from cli.helpers import CONF, Run

COMMANDS = {
    "new": ("new", "Cup", "src"),
    "update": ("update", "src"),
    "status": ("status", "src"),
    "check": ("check", "src"),
    "build": ("build", "src", "out", "-l", "hi"),
    "export": ("export", "src", "data", "-f", "json"),
    "migrate": ("migrate", "src/terms.rst", "--write"),
}
WRITING = ("update", "build", "export")
READING = ("new", "status", "check", *WRITING)


@dataclass(frozen=True)
class Broken:
    """One way of being broken.

    Attributes:
        make: What breaks the project.
        said: What every command says of it.
        commands: Those that say it; the others have nothing to do with it.
    """

    make: Callable[[Project], object]
    said: tuple[str, ...]
    commands: tuple[str, ...] = READING


def conf(text: str) -> Callable[[Project], object]:
    return lambda project: project.write("conf.py", f"{CONF}{text}\n")


def catalogue(path: str) -> Path:
    return Path("src/locales/hi/LC_MESSAGES", path)


def loop(project: Project) -> None:
    (project.folder / "index.rst").unlink()
    (project.folder / "index.rst").symlink_to("index.rst")


def folders_as_files(_project: Project) -> None:
    for name in (
        "src/_build/gettext/terms.pot",
        "out/.glossterm/hi/html/terms.html",
        "data/glossary.json",
    ):
        Path(name, "kept").mkdir(parents=True)


def catalogue_as_folder(_project: Project) -> None:
    for name in ("index.po", "terms.po"):
        catalogue(name).unlink()
    catalogue("terms.po").mkdir()
    catalogue("terms.po/kept").write_text("kept")


def without_room(project: Project) -> None:
    """Let each Sphinx find the disk full: all but small files are too large for it."""
    project.write(
        "many.rst", ":orphan:\n\nMany\n====\n\n" + "".join(f"Word {n}.\n\n" for n in range(3000))
    )
    project.write(
        "conf.py",
        f"""{CONF}
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))
""",
    )


BROKEN = {
    "no conf.py": Broken(lambda project: project.remove("conf.py"), ("'src' has no conf.py.",)),
    "conf.py raises": Broken(
        conf("1 / 0"), ("src/conf.py cannot be read:", "conf.py:7: ZeroDivisionError: division by zero")
    ),
    "conf.py exits": Broken(
        conf("import sys; sys.exit(0)"),
        ("src/conf.py cannot be read:", "it calls sys.exit()"),
        ("check",),
    ),
    "conf.py ends its process": Broken(
        conf("import os; os._exit(0)"),
        ("src/conf.py cannot be read:", "The process ended before its work was done."),
        ("build",),
    ),
    "conf.py is no Python": Broken(
        conf("def ("), ("src/conf.py cannot be read:", "(conf.py, line 7)"), ("export",)
    ),
    "a setup that exits": Broken(
        conf("def setup(app): raise SystemExit(0)"), ("ended before its work was done",), ("build",)
    ),
    "no root document": Broken(lambda project: project.remove("index.rst"), ("index.rst",)),
    "a catalogue that is a folder": Broken(
        catalogue_as_folder,
        ("src/locales/hi/LC_MESSAGES/terms.po:1: ", "it cannot be read: Is a directory"),
        ("update", "status", "build", "export"),
    ),
    "locale_dirs that name a file": Broken(
        conf('locale_dirs = ["index.rst"]\nglossterm_languages = {"en": "E", "hi": "H"}'),
        ("index.rst",),
        ("update", "status", "build"),
    ),
    "an output folder that is a file": Broken(
        lambda project: [Path(name).write_text("kept") for name in ("out", "data", "src/_build")],
        ("cannot be written: ",),
        WRITING,
    ),
    "a folder in the place of an output file": Broken(
        folders_as_files,
        ("Is a directory",),
        WRITING,
    ),
    "a full disk": Broken(without_room, ("cannot be written: File too large.",), ("update", "build")),
    "a document that links to itself": Broken(loop, ("index.rst",), ("new", "build")),
}
NEEDS_POSIX = {
    "a full disk",
    "a document that links to itself",
    "a folder in the place of an output file",
}


def cases() -> Iterator[object]:
    for name, broken in BROKEN.items():
        for command in broken.commands:
            marks = needs_posix if name in NEEDS_POSIX else ()
            yield pytest.param(broken, COMMANDS[command], id=f"{command}, {name}", marks=marks)


def contents(folder: Path) -> dict[str, bytes | str]:
    """Every file, and the target of each link."""
    found: dict[str, bytes | str] = {}
    for path in folder.rglob("*"):
        # Compiled files, doctrees and extracted text do not count as losses.
        if path.suffix in {".mo", ".pyc"} or not {".glossterm", "_build"}.isdisjoint(path.parts):
            continue
        if path.is_symlink():
            found[path.as_posix()] = str(path.readlink())
        elif path.is_file():
            found[path.as_posix()] = path.read_bytes()
    return found


@pytest.mark.parametrize(("broken", "call"), cases())
def test_it_is_said_in_a_sentence_and_nothing_is_lost(
    tea: Project, run: Run, broken: Broken, call: tuple[str, ...]
) -> None:
    broken.make(tea)
    before = contents(Path())
    said = run(*call)
    text = said.out + said.err
    assert said.status in {1, 2}, text
    for words in broken.said:
        assert words in text
    for words in ("Traceback", "report this", "The full traceback"):
        assert words not in text
    # Sphinx's own report of a crash has 45 lines; what a command found has its table on the other stream.
    assert len(said.err.splitlines()) < 10
    assert before.items() <= contents(Path()).items()
    assert not list(Path().rglob(".glossterm-*"))


def test_who_asks_for_a_traceback_gets_the_report_of_sphinx(tea: Project, run: Run) -> None:
    conf("def setup(app): app.connect('builder-inited', lambda app: 1 / 0)")(tea)
    said = run("build", "src", "out", "-l", "en")
    assert said.status == 1
    assert "threw an exception (exception: division by zero)" in said.err
    assert "Traceback" not in said.err
    said = run("build", "src", "out", "-l", "en", "--", "-T")
    assert said.status == 1
    assert "Traceback" in said.err


@needs_posix
def test_an_entry_goes_to_the_file_itself_where_a_link_leads_back(tea: Project, run: Run) -> None:
    (tea.folder / "loop").symlink_to(".")
    said = run("new", "Cup", "src")
    assert said.status == 0, said.err
    assert said.out.startswith("src/terms.rst:")
