"""Wheel and sdist: their content, and that the wheel works without the rest of the project."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from flit_core import buildapi  # type: ignore[import-untyped]  # it has no types

from sphinx_glossterm.messages import LOCALE_DIR
from tools.release import sdist_faults, wheel_faults

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        return folder / str(buildapi.build_wheel(str(folder)))
    finally:
        os.chdir(before)


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sdist")
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        return folder / str(buildapi.build_sdist(str(folder)))
    finally:
        os.chdir(before)


def test_wheel_holds_data_files(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for name in (
        "py.typed",
        "static/glossterm.css",
        "texinputs/glossterm.sty",
        "texinputs/glosstermfonts.lua",
        "exchange/glossary.schema.json",
        "locale/hi/LC_MESSAGES/sphinx_glossterm.mo",
    ):
        assert f"sphinx_glossterm/{name}" in names


def test_wheel_brings_its_builder_to_projects_that_do_not_name_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        [name] = [name for name in archive.namelist() if name.endswith("entry_points.txt")]
        found = archive.read(name).decode()
    assert "[sphinx.builders]\nglossterm=sphinx_glossterm\n" in found.replace(" ", "")


def test_wheel_is_complete(wheel: Path) -> None:
    assert wheel_faults(wheel) == []


def test_sdist_is_complete(sdist: Path) -> None:
    assert sdist_faults(sdist) == []


def test_what_is_missing_is_named(wheel: Path, sdist: Path, tmp_path: Path) -> None:
    poor = tmp_path / wheel.name
    with zipfile.ZipFile(wheel) as whole, zipfile.ZipFile(poor, "w") as part:
        for name in whole.namelist():
            if not name.endswith((".mo", "LICENSE")):
                part.writestr(name, whole.read(name))
        part.writestr("tests/test_x.py", "")
    tags = sorted(path.name for path in LOCALE_DIR.iterdir() if path.is_dir())
    assert wheel_faults(poor) == [
        *(f"sphinx_glossterm/locale/{tag}/LC_MESSAGES/sphinx_glossterm.mo is missing" for tag in tags),
        "tests/test_x.py does not belong there",
        "the licence is missing",
    ]
    with tarfile.open(sdist) as whole_archive, tarfile.open(tmp_path / sdist.name, "w:gz") as archive:
        for member in whole_archive.getmembers():
            if not member.name.endswith("py.typed"):
                archive.addfile(member, whole_archive.extractfile(member))
        archive.addfile(tarfile.TarInfo("x/example_docs/_build/index.html"))
    assert sdist_faults(tmp_path / sdist.name) == [
        "sphinx_glossterm/py.typed is missing",
        "example_docs/_build/index.html does not belong there",
    ]


def test_wheel_builds_a_project_in_hindi(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    source = tmp_path / "src"
    source.mkdir()
    (source / "conf.py").write_text("extensions = ['sphinx_glossterm']\nlanguage = 'hi'\n", "utf-8")
    (source / "index.rst").write_text(
        ".. term:: Token\n\n   A piece.\n\n   .. whymatters::\n\n      W.\n", "utf-8"
    )
    code = "import sphinx_glossterm, sys; assert 'site' in sphinx_glossterm.__file__; from sphinx.cmd.build import main; "
    code += "sys.exit(main(['-W', '-q', 'src', 'out']))"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    subprocess.run([sys.executable, "-c", code], check=True, cwd=tmp_path, env=environment)
    page = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert "यह क्यों मायने रखता है" in page
    assert (tmp_path / "out" / "_static" / "glossterm.css").is_file()


def test_works_without_myst(tmp_path: Path) -> None:
    source = tmp_path / "src"
    source.mkdir()
    (source / "conf.py").write_text("extensions = ['sphinx_glossterm']\n", "utf-8")
    (source / "index.rst").write_text(".. term:: Token\n\n   A piece.\n", "utf-8")
    code = "import sys; sys.modules['myst_parser'] = None; from sphinx.cmd.build import main; "
    code += "sys.exit(main(['-W', '-q', 'src', 'out']))"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=tmp_path)
