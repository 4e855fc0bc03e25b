"""The wheel: what is in it, and that it works where nothing else of the project is."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from flit_core import buildapi  # type: ignore[import-untyped]  # it has no types

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


def test_wheel_holds_data_files(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for name in (
        "py.typed",
        "static/glossterm.css",
        "texinputs/glossterm.sty",
        "texinputs/glosstermfonts.lua",
        "locale/hi/LC_MESSAGES/sphinx_glossterm.mo",
    ):
        assert f"sphinx_glossterm/{name}" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests", "example_docs"))]


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
