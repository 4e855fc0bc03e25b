"""Sites for the browser: built in processes of their own, and served."""

from __future__ import annotations

import fcntl
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, Final

from support import Project

if TYPE_CHECKING:
    from playwright.sync_api import Page

DEMO: Final = Path(__file__).parents[2] / "example_docs"
LANGUAGES: Final = ("en", "hi")
Visit = Callable[..., "Page"]
"""Opens an address in a new window: see the fixture of that name."""


class Handler(SimpleHTTPRequestHandler):
    """Files, with some headers, and no word about it."""

    def __init__(self, *args: Any, headers: Mapping[str, str], **kwargs: Any) -> None:
        self.more = headers
        super().__init__(*args, **kwargs)

    def end_headers(self) -> None:
        for name, value in self.more.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        pass


@contextmanager
def served(folder: Path, **headers: str) -> Iterator[str]:
    """Serve a folder.

    Args:
        folder: The folder.
        headers: Headers to send with each file, hyphens written as underscores.
    """
    more = {name.replace("_", "-"): value for name, value in headers.items()}
    handler = partial(Handler, directory=folder, headers=more)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def sphinx_build(source: Path, out: Path, *options: str) -> None:
    """Build in a separate process, because Sphinx keeps translations as long as it lives."""
    trees = out.with_name(f"{out.name}.trees")
    command = [sys.executable, "-m", "sphinx", "-q", "-d", str(trees), *options, str(source), str(out)]
    said = subprocess.run(command, check=False, capture_output=True, text=True)
    assert said.returncode == 0, said.stderr


class Sites:
    """Each site is built when it is first asked for, by whichever process of the tests asks first.

    Args:
        folder: A folder that all of them share.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def demo(self, theme: str, language: str) -> Path:
        """The demo, at ``demo/THEME/LANGUAGE``."""
        return self.built(
            f"demo/{theme}/{language}", DEMO, "-D", f"html_theme={theme}", language=language
        )

    def built(
        self, name: str, source: Path | Callable[[Project], object], *options: str, language: str = "en"
    ) -> Path:
        """A site of the name, which is its path as well.

        Args:
            name: The path.
            source: The project; or what writes it.
            options: Options of ``sphinx-build``.
            language: The language to build in.
        """
        out = self.folder / name
        done = out.with_name(f"{out.name}.done")
        out.parent.mkdir(parents=True, exist_ok=True)
        with out.with_name(f"{out.name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                if not isinstance(source, Path):
                    source = written(out.with_name(f"{out.name}.src"), source)
                sphinx_build(source, out, "-D", f"language={language}", *options)
                done.touch()
        return out


def written(folder: Path, write: Callable[[Project], object]) -> Path:
    """A project with its own configuration."""
    project = Project(folder)
    project.conf["root_doc"] = "index"
    write(project)
    project.write("conf.py", "".join(f"{name} = {value!r}\n" for name, value in project.conf.items()))
    return folder
