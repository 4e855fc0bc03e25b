"""Looks into what is about to be released, and uses it as somebody who has nothing else.

``python tools/release.py FOLDER`` takes the wheel and the sdist in FOLDER. It installs the wheel into an
empty environment, with what that brings along, and builds a project in Hindi there.
"""

from __future__ import annotations

import subprocess
import tarfile
import venv
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import click

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = "sphinx_glossterm"
# What one needs to work on the project: files, and folders with something in them.
WORK: Final = (
    *("CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md", "SECURITY.md"),
    *("pyproject.toml", "tox.ini", "pictures/entry-light.png"),
    *("benchmarks/run.py", "tests/unit/test_house.py", "tools/release.py"),
    *("example_docs/conf.py", "example_docs/guide/tutorial.rst"),
    "example_docs/locales/hi/LC_MESSAGES/index.po",
)
_PROJECT: Final = {
    "conf.py": "extensions = ['sphinx_glossterm']\nlanguage = 'hi'\n",
    "index.rst": "Terms\n=====\n\n.. term:: Token\n\n   A piece.\n\n   .. whymatters::\n\n      So.\n",
}


def package_files() -> set[str]:
    """Every file of the package: code, catalogues, styles, scripts, and what TeX reads."""
    files = (path for path in (ROOT / PACKAGE).rglob("*") if path.is_file())
    return {str(path.relative_to(ROOT)) for path in files if "__pycache__" not in path.parts}


def wheel_faults(wheel: Path) -> list[str]:
    """What is missing from a wheel, and what is in it that should not be."""
    names = set(zipfile.ZipFile(wheel).namelist())
    about = {name for name in names if ".dist-info/" in name}
    faults = [f"{name} is missing" for name in sorted(package_files() - names)]
    faults += [f"{name} does not belong there" for name in sorted(names - about - package_files())]
    if not any(name.endswith("licenses/LICENSE") for name in about):
        faults.append("the licence is missing")
    return faults


def sdist_faults(sdist: Path) -> list[str]:
    """What is missing from an sdist, and what is in it that is made and not written."""
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    faults = [f"{name} is missing" for name in sorted({*WORK, *package_files()} - names)]
    made = ("_build", "__pycache__", ".venv", "result.md")
    faults += [
        f"{name} does not belong there" for name in sorted(names) if set(made) & {*Path(name).parts}
    ]
    return faults


def use(wheel: Path, folder: Path) -> str:
    """Install the wheel into an environment of its own, and give the page that it builds."""
    venv.create(folder / "env", with_pip=True)
    programs = folder / "env" / ("Scripts" if (folder / "env" / "Scripts").exists() else "bin")
    subprocess.run([programs / "python", "-m", "pip", "install", "--quiet", wheel], check=True)
    for name, text in _PROJECT.items():
        (folder / "docs").mkdir(exist_ok=True)
        (folder / "docs" / name).write_text(text, "utf-8")
    out = folder / "out"
    subprocess.run([programs / "sphinx-build", "-q", "-W", folder / "docs", out], check=True)
    subprocess.run([programs / "glossterm", "--version"], check=True)
    return (out / "index.html").read_text("utf-8")


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(folder: Path) -> None:
    """Look at the wheel and the sdist in FOLDER."""
    [wheel], [sdist] = folder.glob("*.whl"), folder.glob("*.tar.gz")
    faults = [f"{wheel.name}: {fault}" for fault in wheel_faults(wheel)]
    faults += [f"{sdist.name}: {fault}" for fault in sdist_faults(sdist)]
    if faults:
        raise click.ClickException("\n".join(faults))
    with TemporaryDirectory() as temporary:
        if "यह क्यों मायने रखता है" not in use(wheel.resolve(), Path(temporary)):
            raise click.ClickException(f"{wheel.name}: the interface does not speak Hindi")
    click.echo(f"{wheel.name} and {sdist.name} are complete, and work.")


if __name__ == "__main__":
    main()
