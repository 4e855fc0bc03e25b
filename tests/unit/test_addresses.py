"""The check of addresses names what cannot be one, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.addresses import find_faults


@pytest.mark.parametrize(
    "text",
    [
        "See https://example.org/a_(b) and <https://www.example.org/x#y>.",
        "`Text <https://example.org/>`_",
        "https://{language}.example.org/{page} and https://YOU.github.io/x/",
        'intersphinx = ("https://handbook.example.org/en/", None)',
        "[here](there.md#part), [there](https://example.org)",
        "```markdown\n[not a link](nowhere.md)\n```",
    ],
)
def test_good_addresses_pass(text: str, tmp_path: Path) -> None:
    (tmp_path / "there.md").touch()
    (tmp_path / "text.md").write_text(text, "utf-8")
    assert list(find_faults(tmp_path / "text.md")) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("https:/example.org", "two slashes"),
        ("htps://example.org", "no scheme"),
        ("https://example", "no host"),
        ("https://exa_mple..org/", "no host"),
        ("https://[example.org/", "Invalid IPv6"),
        ("[here](nowhere.md)", "no such file"),
        ('<img src="nowhere.png">', "no such file"),
    ],
)
def test_faults_are_named_with_their_line(text: str, fault: str, tmp_path: Path) -> None:
    (tmp_path / "text.md").write_text(f"One\n\nThree: {text}\n", "utf-8")
    [(line, said)] = find_faults(tmp_path / "text.md")
    assert line == 3
    assert fault in said
