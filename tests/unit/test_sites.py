"""Where links of translations lead."""

from __future__ import annotations

import pytest

from sphinx_glossterm.translate.addresses import OWN_SITE, site_of


@pytest.mark.parametrize(
    ("address", "other"),
    [
        ("https://en.wikipedia.org/wiki/Token", "https://hi.wikipedia.org/wiki/टोकन"),
        ("https://en.wikipedia.org/a", "https://wikipedia.org/b"),
        ("https://www.example.org/", "http://example.org/x?y#z"),
        ("https://pt-br.example.org", "https://zh-hant.example.org"),
        ("https://EXAMPLE.org", "https://example.org"),
        ("mailto:A@example.org", "mailto:a@example.org"),
        ("page.html", "../other/page.html#part"),
    ],
)
def test_one_site(address: str, other: str) -> None:
    assert site_of(address) == site_of(other) is not None


@pytest.mark.parametrize(
    ("address", "other"),
    [
        ("https://example.org", "https://example.com"),
        ("https://example.org", "https://api.example.org.evil.example"),
        ("https://example.org", "https://evilexample.org"),
        ("https://example.org", "https://example.org:8080"),
        ("https://docs.example.org", "https://cdn.example.org"),
        ("https://example.org", "page.html"),
        ("mailto:a@example.org", "mailto:b@example.org"),
        ("https://hi.com", "https://com"),  # the label of a language is not all there is
    ],
)
def test_two_sites(address: str, other: str) -> None:
    assert site_of(address) != site_of(other)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:x",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://example.org",
        "//example.org",
        "///example.org",
        "/\\example.org",
        "\\\\example.org",
        "https:example.org",
        "https:/example.org",
        "https:///example.org",
        "https://example.org\\@evil.example",
        "https://user@example.org",
        "https://example.org@evil.example",
        "https://ｅxample.org",
        "https://example。org",
        "https://exam\nple.org",
        "https://example.org/a b",
        "https://[::1]/",
        "https://[",
        "https://%65xample.org",
        "java\tscript:x",
        " javascript:x",
        "\x01javascript:x",
        "mailto:a@example.org?bcc=b@example.com",
        "mailto:",
        "https://example.org/}\\input{x}",
    ],
)
def test_addresses_that_no_translation_brings(address: str) -> None:
    assert site_of(address) is None


def test_own_site() -> None:
    assert site_of("a/b.html") == site_of("#x") == site_of("/a") == site_of("?q=a:b") == OWN_SITE
