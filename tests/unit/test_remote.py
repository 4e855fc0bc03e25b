"""Other projects' glossaries: what we accept from strangers, without a build."""

from __future__ import annotations

import gzip
import json
import os
import threading
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_glossterm.messages import Warn
from sphinx_glossterm.remote import fetch, load, parse
from sphinx_glossterm.terms.remote import FORMAT_VERSION, RemoteGlossaries

BASE = "https://tools.example.org/en/glossterm.json"


def words(title: object, definition: object = None, **others: object) -> dict[str, object]:
    return {"title": title, "definition": definition, **others}


def entry(id_: object = "object", **others: object) -> dict[str, object]:
    languages = {"en": words("Object", "A thing.")}
    return {"id": id_, "page": f"terms.html#{id_}", "languages": languages, **others}


def glossary(*entries: object, **others: object) -> dict[str, object]:
    return {
        "version": FORMAT_VERSION,
        "title": "The Tools",
        "base": "https://tools.example.org/",
        "source_language": "en",
        "languages": ["en"],
        "labels": {},
        "entries": list(entries),
        **others,
    }


GOOD = json.dumps(glossary(entry())).encode()


def parsed(*entries: object, language: str = "en", **others: object) -> parse.Parsed:
    content = json.dumps(glossary(*entries, **others)).encode()
    return parse.parse(content, "tools", BASE, language)


# ---- parsing


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<!DOCTYPE html><p>Not found", "not JSON"),
        (b"", "not JSON"),
        (b"\xff\xfe{}", "not JSON"),
        (b"[" * 500_000, "not JSON"),
        (b'{"version": 1' + b"1" * 5000 + b"}", "not JSON"),
        (b"[" + b"[]," * 1_000_000 + b"[]]", "too large"),
        (b"[]", "not a glossary"),
        (json.dumps(glossary(version=2)).encode(), "not of version 3"),
        (json.dumps(glossary(version=4)).encode(), "not of version 3"),
        (json.dumps(glossary(entries=[1] * 50_001)).encode(), "more than 50000 entries"),
        (json.dumps(glossary(entries={})).encode(), "no entries"),
        (json.dumps(glossary(source_language=["en"])).encode(), "no entries"),
        (json.dumps(glossary(source_language="../x")).encode(), "no entries"),
    ],
)
def test_what_is_no_glossary_is_told(content: bytes, why: str) -> None:
    with pytest.raises(parse.RemoteError, match=why):
        parse.parse(content, "tools", BASE, "en")


@pytest.mark.parametrize("base", ["urn:glossterm:tools", "javascript:alert(1)", "", "//x.org", 7])
def test_pages_need_an_address(base: object) -> None:
    content = json.dumps(glossary(entry(), base=base)).encode()
    with pytest.raises(parse.RemoteError, match="the address of its pages"):
        parse.parse(content, "tools", "", "en")


@pytest.mark.parametrize(
    "bad",
    [
        7,
        {},
        entry(7),
        entry(""),
        entry("x" * 1000),
        entry(page=None),
        entry(page="https://evil.example.org/#x"),
        entry(page="//evil.example.org/#x"),
        entry(page="javascript:alert(1)"),
        entry(page="http://tools.example.org/#other-scheme"),
        entry(page="http://[::1"),
        entry(languages=[]),
        entry(languages={"en": words(None, "No title.")}),
        entry(languages={"en": words(["Object"])}),
        entry(languages={"en": words("\u200b \u202e")}),
    ],
)
def test_an_entry_that_is_none_is_left_out(bad: object) -> None:
    found = parsed(bad, entry("good"))
    assert [each.entry.id for each in found.glossary.entries.values()] == ["good"]
    assert found.left_out == 1


def test_an_entry_is_read_in_the_language_of_the_build_or_in_another_one() -> None:
    both = entry(
        languages={
            "en": words("Object", "A thing.", abbreviation="OBJ", aliases=["item"]),
            "hi": words("वस्तु", None, forms=["वस्तुएँ"]),
        }
    )
    [found] = parsed(both, language="hi_IN").glossary.entries.values()
    assert (found.entry.title.text, found.entry.title.source) == ("वस्तु", "Object")
    assert found.entry.title.translated
    assert (found.source, found.said, found.entry.definition) == ("en", "en", "A thing.")
    assert found.entry.abbr is not None
    assert (found.entry.abbr.text, found.entry.abbr.translated) == ("OBJ", False)
    [found] = parsed(both, language="de").glossary.entries.values()
    assert (found.entry.title.text, found.source, found.said) == ("Object", "en", "en")
    [found] = parsed(both, language="en").glossary.entries.values()
    assert (found.source, found.said) == ("", "")
    project = parsed(both, language="hi").glossary
    for name in ("object", "Object", "OBJECT", "वस्तु", "वस्तुएँ", "item", "obj"):
        assert project.find(name), name
    assert project.find("thing") is None


def test_text_is_cut_and_has_no_signs_that_do_harm() -> None:
    text = "a\x00b\x1b[31m\ud800 \u202ec\n" + "d" * 10_000
    [found] = parsed(entry(languages={"en": words("T", text)})).glossary.entries.values()
    shown = found.entry.definition
    shown.encode()
    assert shown.startswith("a b [31m c ddd")
    assert len(shown) == parse.TEXT_LENGTH
    assert shown.endswith("d\u2026")


def test_addresses_stay_on_the_site_and_are_escaped() -> None:
    [found] = parsed(entry(page='../hi/a b.html#"<x>')).glossary.entries.values()
    assert found.uri == "https://tools.example.org/hi/a%20b.html#%22%3Cx%3E"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(["en", "title"]), inner),
    max_leaves=8,
)
KEYS = ("id", "page", "languages", "status", "category", "see", "replaced_by")


@settings(max_examples=25)
@given(st.dictionaries(st.sampled_from(KEYS), JSON), JSON, JSON, JSON)
def test_no_value_of_any_type_is_an_error(
    changes: dict[str, object], said: object, labels: object, languages: object
) -> None:
    one = {**entry(category="x"), **changes}
    two = entry("two", languages={"en": said})
    found = parsed(one, two, entry("three"), labels=labels, languages=languages)
    assert found.glossary.find("three")


def test_pointers_are_followed_to_their_end() -> None:
    chain = [entry(f"e{number}", see=f"e{number + 1}") for number in range(5000)]  # at once
    found = parsed(*chain, entry("e5000"), entry("a", see="b"), entry("b", see="a"), entry("c", see="?"))
    entries = {each.entry.id: each for each in found.glossary.entries.values()}
    assert all(entries[f"e{number}"].meant is entries["e5000"] for number in range(5001))
    assert [entries[name].meant.entry.id for name in "abc"] == ["a", "b", "c"]


# ---- finding


def test_projects_are_asked_by_name_and_else_in_order() -> None:
    def project(name: str, *ids: str) -> Any:
        content = json.dumps(glossary(*(entry(each, languages=titled(each)) for each in ids))).encode()
        return parse.parse(content, name, f"https://{name}.example.org/", "en").glossary

    def titled(text: str) -> dict[str, object]:
        return {"en": words(text)}

    remotes = RemoteGlossaries((project("b", "x", "y", "std::vector", "a:y"), project("a", "x", "z")))
    assert remotes

    def where(target: str) -> str:
        found = remotes.find(target)
        return f"{found.remote.uri[8]} {found.name}" if found else ""

    assert [where(name) for name in ("x", "a:x", "b:x", "z", "X")] == ["b x", "a x", "b x", "a z", "b X"]
    assert where("a:y") == "b a:y"  # no term of that project
    assert where("std::vector") == "b std::vector"
    assert [where(name) for name in ("c:x", "b:z", "", ":", "b:")] == [""] * 5


# ---- fetching


@dataclass
class Site:
    """A server: what it sends for each path, and what it was asked for."""

    answers: dict[str, tuple[int, dict[str, str], Iterable[bytes]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    spared: list[str] = field(default_factory=list)
    address: str = ""

    def has(self, path: str, headers: Mapping[str, str]) -> bool:
        """Whether the reader has what is at a path already, as HTTP says it."""
        said = self.answers.get(path, (404, {}, ()))[1]
        for name, condition in (("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since")):
            if condition in headers:
                return headers[condition] == said.get(name)
        return False

    def put(self, path: str, *body: bytes, status: int = 200, **headers: str) -> str:
        head = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = status, head, body
        return self.address + path


@pytest.fixture
def site() -> Iterator[Site]:
    found = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append(self.path)
            status, headers, body = found.answers.get(self.path, (404, {}, (b"none",)))
            if found.has(self.path, dict(self.headers)):
                found.spared.append(self.path)
                status, body = 304, ()
            try:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                for piece in body:
                    self.wfile.write(piece)
            except OSError:
                pass  # nobody listens any more

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    found.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield found
    server.shutdown()
    server.server_close()


class Loader:
    """Reads glossaries as a build does, and keeps its warnings."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.config: dict[str, Any] = {
            "user_agent": "",
            "tls_verify": True,
            "tls_cacerts": None,
            "language": "en",
            "glossterm_source_language": "en",
        }
        self.warnings: list[str] = []
        monkeypatch.setattr(load, "warn", self._warn)

    def _warn(self, subtype: Warn, message: str, location: object) -> None:
        assert (subtype, location) == (Warn.CONFIG, None)
        self.warnings.append(message)

    def __call__(self, **remote: str | None) -> RemoteGlossaries:
        self.warnings.clear()
        config = SimpleNamespace(**self.config, glossterm_remote=remote)
        app: Any = SimpleNamespace(
            config=config, srcdir=str(self.folder), doctreedir=str(self.folder / "doctrees")
        )
        return load.load(app)


@pytest.fixture
def loader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Loader:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    return Loader(tmp_path, monkeypatch)


def uri_of(remotes: RemoteGlossaries, target: str = "tools:object") -> str:
    found = remotes.find(target)
    return found.remote.uri if found else ""


@pytest.mark.parametrize("packing", ["", "gzip", "deflate"])
def test_a_glossary_is_fetched(site: Site, loader: Loader, packing: str) -> None:
    content = {"": GOOD, "gzip": gzip.compress(GOOD), "deflate": zlib.compress(GOOD)}[packing]
    headers: dict[str, Any] = {"Content_Encoding": packing} if packing else {}
    url = site.put("/en/glossterm.json", content, **headers)
    assert uri_of(loader(tools=url)) == f"{site.address}/en/terms.html#object"
    assert loader.warnings == []


def drip() -> Iterator[bytes]:
    """An answer that never ends."""
    for _ in range(100):
        time.sleep(0.1)
        yield b" "


BOMB = gzip.compress(b" " * 3_000_000)
HOSTILE: dict[str, tuple[str, dict[str, Any]]] = {
    "html": ("not JSON", {"body": [b"<!DOCTYPE html><p>Welcome"]}),
    "version": ("version", {"body": [json.dumps(glossary(version=99)).encode()]}),
    "large": ("too large", {"body": [b" " * 100_000] * 20}),
    "bomb": ("too large", {"body": [BOMB], "Content_Encoding": "gzip"}),
    "cut": ("too early", {"body": [gzip.compress(GOOD)[:-20]], "Content_Encoding": "gzip"}),
    "not packed": ("incorrect", {"body": [GOOD], "Content_Encoding": "gzip"}),
    "packed twice": ("packed", {"body": [GOOD], "Content_Encoding": "gzip, br"}),
    "shorter": ("", {"body": [GOOD[:50]], "Content_Length": "5000"}),
    "error": ("500", {"body": [GOOD], "status": 500}),
    "missing": ("no such page", {"body": [GOOD], "status": 404}),
    "to a file": ("", {"status": 302, "Location": "file:///etc/passwd"}),
    "to ftp": ("", {"status": 302, "Location": "ftp://127.0.0.1/glossterm.json"}),
    "to data": ("", {"status": 302, "Location": "data:application/json,{}"}),
    "in a circle": ("redirects", {"status": 302, "Location": "/x"}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_hostile_gives_one_warning(
    site: Site, loader: Loader, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "LARGEST", 1_000_000)
    why, answer = HOSTILE[name]
    url = site.put("/x", *answer.get("body", ()), **{k: v for k, v in answer.items() if k != "body"})
    good = site.put("/good", GOOD)
    remotes = loader(tools=url, other=good)
    assert uri_of(remotes) == ""
    assert uri_of(remotes, "other:object")  # all else is as it was
    [warning] = loader.warnings
    assert warning.startswith(f'glossterm_remote: the glossary of "tools" cannot be read from {url}: ')
    assert why in warning
    assert warning.endswith("Its terms are left to intersphinx.")


def test_a_bomb_is_not_unpacked(site: Site, loader: Loader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "LARGEST", 100_000)
    unpacked: list[int] = []
    make = zlib.decompressobj

    class Counting:
        def __init__(self, bits: int) -> None:
            self.inner = make(bits)
            self.eof = False

        def decompress(self, data: bytes, most: int) -> bytes:
            found = self.inner.decompress(data, most)
            unpacked.append(len(found))
            return found

    monkeypatch.setattr(zlib, "decompressobj", Counting)
    loader(tools=site.put("/x", BOMB, Content_Encoding="gzip"))
    assert len(loader.warnings) == 1
    assert 0 < sum(unpacked) <= 100_001


def test_an_answer_has_to_end(site: Site, loader: Loader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "SECONDS", 0.3)
    monkeypatch.setattr(fetch, "STEP_SECONDS", 0.2)
    site.answers["/slow"] = 200, {}, drip()
    start = time.monotonic()
    loader(tools=f"{site.address}/slow")
    assert time.monotonic() - start < 5
    [warning] = loader.warnings
    assert "too long" in warning


def test_redirects_within_the_web_are_followed(site: Site, loader: Loader) -> None:
    site.put("/latest.json", status=302, Location="/en/2.0/glossterm.json")
    site.put("/en/2.0/glossterm.json", GOOD)
    assert uri_of(loader(tools=f"{site.address}/latest.json")).endswith("/en/2.0/terms.html#object")


@pytest.mark.parametrize(
    ("before", "after", "is_good"),
    [("https", "https", True), ("http", "https", True), ("https", "http", False)],
)
def test_a_redirect_does_not_leave_https(
    monkeypatch: pytest.MonkeyPatch, before: str, after: str, *, is_good: bool
) -> None:
    def get(_url: str, **_options: object) -> Any:
        pieces = iter([GOOD, b""])
        return SimpleNamespace(
            history=[SimpleNamespace(url=f"{before}://a.example.org/")],
            url=f"{after}://b.example.org/",
            status_code=200,
            headers={},
            close=lambda: None,
            raw=SimpleNamespace(read=lambda _size, **_how: next(pieces)),
        )

    monkeypatch.setattr("sphinx.util.requests.get", get)
    config: Any = SimpleNamespace(user_agent="", tls_verify=True, tls_cacerts=None)
    answer = fetch.Question(f"{before}://a.example.org/", config).answer()
    assert bool(answer.content) is is_good
    assert ("another scheme" in answer.why) is not is_good


def test_names_and_passwords_are_neither_shown_nor_linked(site: Site, loader: Loader) -> None:
    url = site.put("/glossterm.json", GOOD).replace("http://", "http://me:secret@")
    assert uri_of(loader(tools=url)) == f"{site.address}/terms.html#object"
    site.put("/broken", status=500)
    for bad in ("nothing.json", "broken", "x[::1"):
        loader(tools=url.replace("glossterm.json", bad))
        [warning] = loader.warnings
        assert "secret" not in warning
    loader(tools="http://me:secret@[::1")
    [warning] = loader.warnings
    assert "secret" not in warning
    for copy in loader.folder.rglob("doctrees/**/*.json"):
        assert b"secret" not in copy.read_bytes()


def test_a_copy_serves_until_it_is_too_old(site: Site, loader: Loader) -> None:
    url = site.put("/glossterm.json", GOOD)
    for _ in range(2):
        assert uri_of(loader(tools=url))
    assert len(site.asked) == 1
    [copy] = loader.folder.rglob("doctrees/**/*.json")
    os.utime(copy, (0, 0))
    assert uri_of(loader(tools=url))
    assert len(site.asked) == 2
    os.utime(copy, (0, 0))
    loader.config["intersphinx_cache_limit"] = -1
    assert uri_of(loader(tools=url))
    assert len(site.asked) == 2
    copy.write_bytes(b"damaged")
    assert uri_of(loader(tools=url))
    assert len(site.asked) == 3
    assert loader.warnings == []


def make_old(loader: Loader) -> Path:
    """Let the only copy be too old."""
    [copy] = loader.folder.rglob("doctrees/**/*.json")
    os.utime(copy, (0, 0))
    return copy


TAG: dict[str, Any] = {"ETag": 'W/"a-1"'}
DATE: dict[str, Any] = {"Last_Modified": "Sun, 29 Nov 2026 10:00:00 GMT"}


@pytest.mark.parametrize("known", [TAG, DATE, {**TAG, **DATE}], ids=["tag", "date", "both"])
@pytest.mark.parametrize("packing", ["", "gzip"])
def test_what_has_not_changed_is_not_sent_again(
    site: Site, loader: Loader, known: dict[str, Any], packing: str
) -> None:
    packed: dict[str, Any] = {"Content_Encoding": packing} if packing else {}
    body = gzip.compress if packing else bytes
    url = site.put("/x.json", body(GOOD), **packed, **known)
    first = loader(tools=url)
    old = make_old(loader).read_bytes()
    again = loader(tools=url)
    assert uri_of(again) == uri_of(first) == f"{site.address}/terms.html#object"
    assert again.digests == first.digests
    assert site.spared == ["/x.json"]
    loader(tools=url)  # the copy counts as new again
    assert len(site.asked) == 2
    assert make_old(loader).read_bytes() == old
    new: dict[str, Any] = {name: value.replace("1", "2") for name, value in known.items()}
    site.put("/x.json", body(GOOD.replace(b"A thing", b"Something")), **packed, **new)
    assert loader(tools=url).digests != first.digests
    assert site.spared == ["/x.json"]
    assert loader.warnings == []


def test_a_damaged_copy_is_sent_again(site: Site, loader: Loader) -> None:
    url = site.put("/x.json", GOOD, **TAG)
    loader(tools=url)
    head = make_old(loader).read_bytes().partition(b"\n")[0]
    make_old(loader).write_bytes(head + b"\n{")
    make_old(loader)
    assert uri_of(loader(tools=url))
    assert (len(site.asked), len(site.spared)) == (3, 1)
    make_old(loader).write_bytes(b"{}\n" + GOOD)
    make_old(loader)
    assert uri_of(loader(tools=url))
    assert (len(site.asked), len(site.spared)) == (4, 1)
    assert loader.warnings == []


def test_a_copy_says_nothing_of_another_address(site: Site, loader: Loader) -> None:
    loader.config["language"] = "de"
    site.put("/en.json", GOOD, **TAG)
    url = f"{site.address}/{{language}}.json"
    loader(tools=url)
    make_old(loader)
    site.put("/de.json", GOOD.replace(b"terms.html", b"de.html"), **TAG)
    assert uri_of(loader(tools=url)) == f"{site.address}/de.html#object"
    assert site.spared == []
    # The address leads elsewhere now, where another file has the same tag.
    url = site.put("/latest.json", status=302, Location="/en.json")
    (Path(loader.folder) / "doctrees").rename(Path(loader.folder) / "other")
    loader(tools=url)
    make_old(loader)
    site.put("/latest.json", status=302, Location="/de.json")
    assert uri_of(loader(tools=url)) == f"{site.address}/de.html#object"
    assert loader.warnings == []


def test_a_tag_that_is_none_is_not_sent_back(site: Site, loader: Loader) -> None:
    url = site.put("/x.json", GOOD, ETag='"a\tb"', Last_Modified="x" * 500)
    loader(tools=url)
    make_old(loader)
    assert uri_of(loader(tools=url))
    assert (len(site.asked), site.spared, loader.warnings) == (2, [], [])
    # Nor is an answer believed that nobody asked for.
    site.put("/x.json", status=304)
    make_old(loader)
    assert uri_of(loader(tools=url))
    [warning] = loader.warnings
    assert "answers 304. The last copy is used." in warning


@pytest.mark.parametrize("change", ["status", "content", "gone"])
def test_the_last_copy_serves_where_there_is_nothing_better(
    site: Site, loader: Loader, change: str
) -> None:
    url = site.put("/glossterm.json", GOOD)
    loader.config["intersphinx_cache_limit"] = 0
    assert uri_of(loader(tools=url))
    [copy] = loader.folder.rglob("doctrees/**/*.json")
    os.utime(copy, (0, 0))
    if change == "content":
        site.put("/glossterm.json", b"<html>")
    elif change == "status":
        site.put("/glossterm.json", status=503)
    else:
        site.answers.clear()
    assert uri_of(loader(tools=url)) == f"{site.address}/terms.html#object"
    [warning] = loader.warnings
    assert warning.endswith("The last copy is used.")


def test_it_is_asked_for_in_the_language_of_the_build_then_in_ours(site: Site, loader: Loader) -> None:
    loader.config["language"] = "hi_IN"
    site.put("/en/glossterm.json", GOOD)
    url = f"{site.address}/{{language}}/glossterm.json"
    assert uri_of(loader(tools=url)) == f"{site.address}/en/terms.html#object"
    assert site.asked == [f"/{tag}/glossterm.json" for tag in ("hi_IN", "hi-IN", "hi", "en")]
    assert loader.warnings == []
    assert uri_of(loader(tools=url))
    assert len(site.asked) == 4  # the copy serves whatever the language
    site.put("/hi/glossterm.json", GOOD)
    [copy] = loader.folder.rglob("doctrees/**/*.json")
    copy.unlink()
    assert uri_of(loader(tools=url)) == f"{site.address}/hi/terms.html#object"


def test_a_file_is_read_with_every_build(loader: Loader) -> None:
    loader.config["language"] = "de"
    path = loader.folder / "en.json"
    path.write_bytes(GOOD)
    first = loader(tools="{language}.json")
    assert uri_of(first) == "https://tools.example.org/terms.html#object"
    path.write_bytes(GOOD.replace(b"A thing", b"Something"))
    assert loader(tools="{language}.json").digests != first.digests
    path.unlink()
    assert not loader(tools="{language}.json")
    [warning] = loader.warnings
    assert "en.json: there is no such file." in warning
    path.mkdir()
    assert not loader(tools="{language}.json")
    assert len(loader.warnings) == 1


def test_intersphinx_says_where_a_project_is(site: Site, loader: Loader) -> None:
    site.put("/en/glossterm.json", GOOD)
    site.put("/inv/glossterm.json", GOOD)
    at = f"{site.address}/en"
    mapping = {
        "tools": ("tools", (at, (None,))),
        "slash": ("slash", (f"{at}/", (None,))),
        "inv": ("inv", (at, ("nowhere/objects.inv", f"{site.address}/inv/objects.inv"))),
        "file": ("file", ("https://file.example.org/docs", ("objects.inv",))),
    }
    loader.config["intersphinx_mapping"] = mapping
    (loader.folder / "glossterm.json").write_bytes(GOOD)
    remotes = loader(tools=None, slash=None, inv=None, file=None)
    assert loader.warnings == []
    assert (
        uri_of(remotes, "tools:object") == uri_of(remotes, "slash:object") == f"{at}/terms.html#object"
    )
    assert uri_of(remotes, "inv:object") == f"{site.address}/inv/terms.html#object"
    assert uri_of(remotes, "file:object") == "https://file.example.org/docs/terms.html#object"
    assert not loader(other=None)
    [warning] = loader.warnings
    assert "intersphinx_mapping has no such project" in warning


def test_what_is_left_out_is_counted_in_one_warning(site: Site, loader: Loader) -> None:
    url = site.put("/x.json", json.dumps(glossary(entry(), 1, 2, entry(page=""))).encode())
    assert uri_of(loader(tools=url))
    [warning] = loader.warnings
    assert '2 entries of the glossary of "tools" are ignored' not in warning
    assert '3 entries of the glossary of "tools" are ignored' in warning
