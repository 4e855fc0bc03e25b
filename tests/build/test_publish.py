"""What a site publishes of its glossary for other projects."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import jsonschema
import pytest
from support import Built, Project

from sphinx_glossterm.exchange import jsonfile

TERMS = """\
Terms
=====

.. term:: Token
   :abbr: TK
   :note: Of text.

   A *piece* of text.

.. term:: Model
   :related: token

   A program.
"""
HINDI = {"Token": "टोकन", "A *piece* of text.": "*टुकड़ा*।"}


@pytest.fixture
def site(project: Project) -> Project:
    project.conf["glossterm_publish"] = True
    return project.write("index.rst", TERMS).translate("index", HINDI)


def published(built: Built) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(built.text("glossterm.json"))
    return content


def entries(built: Built) -> dict[str, dict[str, Any]]:
    return {entry["id"]: entry for entry in published(built)["entries"]}


@pytest.mark.parametrize("language", ["en", "hi"])
def test_it_follows_the_schema_of_the_export(site: Project, language: str) -> None:
    content = published(site.build(language=language))
    schema = json.loads(Path(jsonfile.__file__).with_name(jsonfile.SCHEMA).read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(content)
    assert content["$schema"] == schema["$id"] == "urn:glossterm:schema:3"
    assert content["version"] == 3


def test_it_is_in_the_language_of_its_build(site: Project) -> None:
    token, model = (entries(site.build())[name]["languages"] for name in ("token", "model"))
    assert list(token) == list(model) == ["en"]
    assert token["en"]["definition"] == "A piece of text."
    hindi = site.build(language="hi")
    assert published(hindi)["languages"] == ["en", "hi"]
    token, model = (entries(hindi)[name]["languages"] for name in ("token", "model"))
    assert token["hi"]["title"] == "टोकन"
    assert token["hi"]["definition"] == "टुकड़ा।"
    assert (token["en"]["title"], token["en"]["definition"]) == ("Token", None)
    assert token["en"]["note"] == "Of text."  # what is not translated is not left out
    assert list(model) == ["en"]
    assert model["en"]["definition"] == "A program."


@pytest.mark.parametrize(
    ("builder", "page"),
    [
        ("html", "/index.html#token"),
        ("dirhtml", "/#token"),
        ("singlehtml", "/index.html#token"),
    ],
)
def test_each_entry_has_the_address_of_its_page(site: Project, builder: str, page: str) -> None:
    built = site.build(builder)
    address = entries(built)["token"]["page"]
    assert urljoin("https://example.org/glossterm.json", address) == f"https://example.org{page}"


def test_it_is_written_again_only_when_it_changes(site: Project) -> None:
    path = Path(site.build().app.outdir, "glossterm.json")
    first = path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino
    site.build()
    assert (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino) == first
    site.write("index.rst", TERMS.replace("A program.", "A big program."))
    site.build()
    assert b"A big program." in path.read_bytes()
    assert path.read_bytes() == Path(site.build(out="again").app.outdir, "glossterm.json").read_bytes()
    path.unlink()
    site.build()
    assert path.is_file()


def test_it_is_there_only_where_it_is_wanted(site: Project) -> None:
    path = Path(site.build().app.outdir, "glossterm.json")
    assert path.is_file()
    site.build(glossterm_publish=False)
    assert not path.exists()
    path.write_text("{}")  # the project's own
    site.build(glossterm_publish=False)
    assert path.read_text() == "{}"
