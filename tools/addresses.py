"""Check the addresses in texts, without a network.

``python tools/addresses.py FILE...`` reports each malformed external address, and each link from a
Markdown file to a file that does not exist. Sphinx checks links between pages of the guide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import click

_ADDRESS: Final = re.compile(r"(?<![\w@.])[a-z][a-z+-]*:/+[^\s`\"'<>|)\]}]+", re.IGNORECASE)
_LINK: Final = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|\b(?:src|srcset|href)=\"([^\"]+)\"")
_FENCE: Final = re.compile(r"^(```+|~~~+).*?^\1", re.MULTILINE | re.DOTALL)
_HOST: Final = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.IGNORECASE)
# Hosts in examples, and names rather than addresses.
_PLACEHOLDER: Final = re.compile(r"YOU\.|\{|localhost|127\.0\.0\.1")


def find_faults(path: Path) -> Iterator[tuple[int, str]]:
    """The line and the description of each fault of a text."""
    text = path.read_text("utf-8")
    for found in _ADDRESS.finditer(text):
        if problem := _problem(found[0].rstrip(".,;:!?*")):
            yield text.count("\n", 0, found.start()) + 1, f"{found[0]}: {problem}"
    if path.suffix == ".md":
        plain = _FENCE.sub(lambda block: re.sub(r"[^\n]", " ", block[0]), text)
        for link in _LINK.finditer(plain):
            target = (link[1] or link[2]).partition("#")[0]
            if target and not urlsplit(target).scheme and not (path.parent / target).exists():
                yield text.count("\n", 0, link.start()) + 1, f"{target}: there is no such file"


def _problem(address: str) -> str:
    """Why an address is malformed; empty if it is not."""
    if _PLACEHOLDER.search(address):
        return ""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError as error:
        return str(error)
    if parts.scheme not in {"http", "https"}:
        return "" if parts.scheme == "file" else f'"{parts.scheme}" is no scheme that readers can follow'
    if not address.startswith(f"{parts.scheme}://") or not host:
        return "two slashes and a host come after the scheme"
    return "" if _HOST.fullmatch(host) else f'"{host}" is no host'


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_context
def main(context: click.Context, paths: tuple[Path, ...]) -> None:
    """Report what is wrong with the addresses in PATHS."""
    faults = [f"{path}:{line}: {fault}" for path in paths for line, fault in find_faults(path)]
    for fault in faults:
        click.echo(fault)
    if faults:
        context.exit(1)


if __name__ == "__main__":
    main()
