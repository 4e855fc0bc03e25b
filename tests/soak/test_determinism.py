"""The same source always gives the same site, for any user, number of processes, place and time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final
from zipfile import ZipFile

import pytest
from support import mostly_long

from soak.compare import differences
from soak.examples import quarrel
from soak.forks import Build, Forks
from soak.site import Site

EPOCH: Final = "1700000000"
"""For ``SOURCE_DATE_EPOCH``. Without it Sphinx writes the moment of the build into catalogue templates
(POT-Creation-Date), EPUB's metadata and titles of LaTeX, man and Texinfo; with it, it does not."""
ENVIRONMENTS: Final[dict[str, dict[str, str]]] = {
    "home": {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
    "same place": {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
    # Whether or not the system has this locale, what looks at the variables alone will see it.
    "India": {"TZ": "Asia/Kolkata", "LC_ALL": "hi_IN.UTF-8", "LANGUAGE": "hi", "PYTHONHASHSEED": "3"},
    # A day ahead; and files opened without an encoding are taken for ASCII.
    "Kiribati": {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONHASHSEED": "4",
    },
}
BUILDERS: Final = {
    "en": ("html", "dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo", "gettext"),
    "hi": ("html", "dirhtml", "singlehtml", "epub", "latex", "text"),
}
OUTPUTS: Final = [(language, builder) for language, names in BUILDERS.items() for builder in names]
every_output = pytest.mark.parametrize(("language", "builder"), OUTPUTS)


@cache
def forks(environment: str) -> Forks:
    return Forks(SOURCE_DATE_EPOCH=EPOCH, **ENVIRONMENTS[environment])


Output = tuple[dict[str, bytes], list[str]]


class Builds:
    """Clean builds of one folder, which everything is compared with."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._number = 0
        self._first: dict[tuple[str, str], Output] = {}

    def first(self, language: str, builder: str) -> Output:
        """What a serial build at home gives."""
        if (language, builder) not in self._first:
            self._first[language, builder] = self(language, builder)
        return self._first[language, builder]

    def __call__(self, language: str, builder: str, environment: str = "home", jobs: int = 1) -> Output:
        """Every file of the output, and every warning, in order of the alphabet."""
        self._number += 1
        out = self._site.folder / str(self._number) / "out"
        build = Build(self._site.source, out, out.parent / "doctrees", language, jobs, builder)
        forks(environment).run(build)
        said = re.sub(r"\x1b\[[0-9;]*m", "", build.log.read_text("utf-8", "backslashreplace"))
        return files(out), sorted(line for line in said.splitlines() if "WARNING" in line)


def files(folder: Path) -> dict[str, bytes]:
    """The content of every file, and instead of an EPUB, which tells when its files were written, of all in it."""
    found: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".epub":
            with ZipFile(path) as archive:
                found |= {f"{name}:{member}": archive.read(member) for member in archive.namelist()}
        elif path.is_file():
            found[name] = path.read_bytes()
    return found


@pytest.fixture(scope="module")
def builds() -> Iterator[Builds]:
    with Site() as site:
        site.write(quarrel().files())
        yield Builds(site)


@every_output
@pytest.mark.parametrize("jobs", mostly_long([2, 3], [3]))
def test_parallel_builds_give_what_serial_ones_give(
    builds: Builds, language: str, builder: str, jobs: int
) -> None:
    serial, serial_warnings = builds.first(language, builder)
    parallel, parallel_warnings = builds(language, builder, jobs=jobs)
    assert differences(parallel, serial) == ""
    assert parallel_warnings == serial_warnings


@every_output
@pytest.mark.parametrize("environment", mostly_long(ENVIRONMENTS, ["Kiribati"]))
def test_where_and_when_it_is_built_does_not_show(
    builds: Builds, language: str, builder: str, environment: str
) -> None:
    once, _ = builds.first(language, builder)
    again, _ = builds(language, builder, environment)
    assert differences(again, once) == ""
