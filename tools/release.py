"""Check a release before it is published, and use it in an empty environment.

``python tools/release.py FOLDER`` takes the wheel and the sdist in FOLDER. It installs the wheel and its
dependencies into an empty environment, and builds a project in Hindi there. It can also run the tests of
the sdist on the installed wheel, compare a tag with the version, and write the release notes.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tarfile
import venv
import zipfile
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import click

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = "sphinx_glossterm"
# What contributors need: files, and folders that are not empty.
WORK: Final = (
    *("CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md", "SECURITY.md"),
    *("pyproject.toml", "tox.ini", "pictures/entry-light.png", ".ci/run", ".readthedocs.yaml"),
    ".github/workflows/release.yml",
    *("benchmarks/run.py", "tests/unit/test_house.py", "tools/release.py"),
    *("example_docs/conf.py", "example_docs/guide/tutorial.rst"),
    "example_docs/locales/hi/LC_MESSAGES/index.po",
)
# Tests that build or install the package themselves.
_OF_SOURCE: Final = ("tests/build/test_package.py", "tests/build/test_tutorial.py")
_PROJECT: Final = {
    "conf.py": "extensions = ['sphinx_glossterm']\nlanguage = 'hi'\n",
    "index.rst": "Terms\n=====\n\n.. term:: Token\n\n   A piece.\n\n   .. whymatters::\n\n      So.\n",
}


def package_files() -> set[str]:
    """Every file of the package: code, catalogues, styles, scripts, and what TeX reads."""
    files = (path for path in (ROOT / PACKAGE).rglob("*") if path.is_file())
    return {path.relative_to(ROOT).as_posix() for path in files if "__pycache__" not in path.parts}


def wheel_faults(wheel: Path) -> list[str]:
    """What a wheel lacks, and what it should not have."""
    names = set(zipfile.ZipFile(wheel).namelist())
    about = {name for name in names if ".dist-info/" in name}
    faults = [f"{name} is missing" for name in sorted(package_files() - names)]
    faults += [f"{name} does not belong there" for name in sorted(names - about - package_files())]
    if not any(name.endswith("licenses/LICENSE") for name in about):
        faults.append("the licence is missing")
    return faults


def sdist_faults(sdist: Path) -> list[str]:
    """What an sdist lacks, and which generated files it should not have."""
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    faults = [f"{name} is missing" for name in sorted({*WORK, *package_files()} - names)]
    made = ("_build", "__pycache__", ".venv", "result.md")
    faults += [
        f"{name} does not belong there" for name in sorted(names) if set(made) & {*Path(name).parts}
    ]
    return faults


def release_notes(version: str, changelog: str) -> str:
    """The section of the change log for a version.

    Raises:
        click.ClickException: It has no section with the version and a date.
    """
    found = re.search(
        rf"^## {re.escape(version)} \(\d{{4}}-\d\d-\d\d\)\n(.*?)(?=^## |\Z)",
        changelog,
        re.MULTILINE | re.DOTALL,
    )
    if found is None:
        raise click.ClickException(
            f'CHANGELOG.md has no section "## {version} (YYYY-MM-DD)": what is released has a date.'
        )
    return found[1].strip() + "\n"


def check_tag(tag: str, wheel: Path) -> str:
    """The version of the wheel, which must agree with the tag.

    Raises:
        click.ClickException: The tag names another version.
    """
    version = wheel.name.split("-")[1]
    if tag != f"v{version}":
        raise click.ClickException(f'The tag is "{tag}", but the version is {version}: "v{version}".')
    return version


def install(wheel: Path, folder: Path) -> Path:
    """Install the wheel into a new environment, and return the folder of its programs."""
    venv.create(folder / "env", with_pip=True)
    programs = folder / "env" / ("Scripts" if (folder / "env" / "Scripts").exists() else "bin")
    subprocess.run([programs / "python", "-m", "pip", "install", "--quiet", wheel], check=True)
    return programs


def run_tests(programs: Path, sdist: Path, folder: Path, tests: Sequence[str]) -> None:
    """Run tests of the sdist on the installed wheel.

    Raises:
        click.ClickException: Some have failed.
    """
    with tarfile.open(sdist) as archive:
        archive.extractall(folder / "source", filter="data")
    [source] = (folder / "source").iterdir()
    shutil.rmtree(source / PACKAGE)  # so that it can only be imported from the wheel
    python = str(programs / "python")
    pip = [python, "-m", "pip", "install", "--quiet"]
    subprocess.run([*pip, "--upgrade", "pip >=25.1"], check=True)
    subprocess.run([*pip, "--group", f"{source / 'pyproject.toml'}:test"], check=True)
    command = [python, "-m", "pytest", "-n", "auto", *tests]
    command += [f"--ignore={name}" for name in _OF_SOURCE]
    # Without CI a test may be skipped, where its program is not installed; ".ci/run" runs them all.
    if subprocess.run(command, cwd=source, env={**os.environ, "CI": ""}).returncode:
        raise click.ClickException("The tests fail on the wheel.")


def use(programs: Path, folder: Path) -> str:
    """Build a project with the installed wheel, and return its page."""
    for name, text in _PROJECT.items():
        (folder / "docs").mkdir(exist_ok=True)
        (folder / "docs" / name).write_text(text, "utf-8")
    out = folder / "out"
    subprocess.run([programs / "sphinx-build", "-q", "-W", folder / "docs", out], check=True)
    subprocess.run([programs / "glossterm", "--version"], check=True)
    return (out / "index.html").read_text("utf-8")


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--tag", help="The tag of the release, which has to be v and the version.")
@click.option(
    "--notes",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write what the change log says of the tag's version.",
)
@click.option(
    "--test",
    "tests",
    metavar="PATH",
    multiple=True,
    help="Tests of the sdist to run on the installed wheel; may be given several times.",
)
def main(folder: Path, tag: str | None, notes: Path | None, tests: tuple[str, ...]) -> None:
    """Check the wheel and the sdist in FOLDER."""
    [wheel], [sdist] = folder.glob("*.whl"), folder.glob("*.tar.gz")
    if tag is not None:
        news = release_notes(check_tag(tag, wheel), (ROOT / "CHANGELOG.md").read_text("utf-8"))
        if notes is not None:
            notes.write_text(news, "utf-8")
    elif notes is not None:
        raise click.UsageError("--notes are those of a --tag.")
    faults = [f"{wheel.name}: {fault}" for fault in wheel_faults(wheel)]
    faults += [f"{sdist.name}: {fault}" for fault in sdist_faults(sdist)]
    if faults:
        raise click.ClickException("\n".join(faults))
    with TemporaryDirectory() as temporary:
        programs = install(wheel.resolve(), Path(temporary))
        if "यह क्यों मायने रखता है" not in use(programs, Path(temporary)):
            raise click.ClickException(f"{wheel.name}: the interface does not speak Hindi")
        if tests:
            run_tests(programs, sdist.resolve(), Path(temporary), tests)
    click.echo(f"{wheel.name} and {sdist.name} are complete, and work.")


if __name__ == "__main__":
    main()
