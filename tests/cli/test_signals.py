"""Signals end a command like Ctrl-C: with all its processes, and nothing left over."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support import Project, needs_posix

from cli.helpers import CONF, Run

# Reading a document notes its process, and takes some time.
SLOW = """
import os, pathlib, time

def wait(app, docname, source):
    pathlib.Path(app.srcdir).parent.joinpath("pids", str(os.getpid())).touch()
    time.sleep(100)

def setup(app):
    app.connect("source-read", wait)
    return {"parallel_read_safe": True}
"""
LIMIT = 60.0


def heed_signals() -> None:
    """In the new process: it may inherit ignored signals, from nohup or a shell's background job."""
    for ignored in (signal.SIGHUP, signal.SIGINT):
        signal.signal(ignored, signal.SIG_DFL)


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    (folder / "pids").mkdir()
    (folder / "temporary").mkdir()
    return subprocess.Popen(
        [sys.executable, "-m", "sphinx_glossterm", *arguments],
        cwd=folder,
        preexec_fn=heed_signals,
        env={**os.environ, "TMPDIR": str(folder / "temporary")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def until_reading(folder: Path, process: subprocess.Popen[str]) -> None:
    limit = time.monotonic() + LIMIT
    while not any((folder / "pids").iterdir()):
        assert process.poll() is None, process.communicate()[0]
        assert time.monotonic() < limit
        time.sleep(0.05)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        # A process that has ended still has its number until somebody waits for it.
        return ") Z" not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


@needs_posix
@pytest.mark.parametrize(
    ("call", "name"),
    [
        (("build", "src", "out", "--", "-j", "2"), "SIGTERM"),
        (("update", "src"), "SIGHUP"),
        (("status", "src"), "SIGINT"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else value,
)
def test_it_ends_with_all_that_it_has_begun(
    tea: Project, tmp_path: Path, call: tuple[str, ...], name: str
) -> None:
    for number in range(8):  # enough for Sphinx to read them in several processes
        tea.write(f"page{number}.rst", ":orphan:\n\nPage\n====\n")
    tea.write("conf.py", CONF + SLOW)
    before = {path for path in tea.folder.rglob("*") if "__pycache__" not in path.parts}
    process = start(tmp_path, *call)
    until_reading(tmp_path, process)
    process.send_signal(signal.Signals[name])
    said, _ = process.communicate(timeout=LIMIT)
    assert process.returncode == 128 + signal.Signals[name]
    assert "Traceback" not in said
    pids = [int(path.name) for path in (tmp_path / "pids").iterdir()]
    assert pids
    assert not [pid for pid in pids if is_running(pid)]
    assert not list((tmp_path / "temporary").iterdir())
    assert not list(tmp_path.rglob(".glossterm-*"))
    left = {path for path in tea.folder.rglob("*") if "__pycache__" not in path.parts} - before
    assert not [path for path in left if path.is_file() and path.suffix != ".mo"]


@needs_posix
def test_an_interruption_of_the_start_shows_no_traceback(tmp_path: Path) -> None:
    # What is loaded first waits, as a slow disk would have it.
    (tmp_path / "click.py").write_text("import time\nprint('ready', flush=True)\ntime.sleep(100)\n")
    process = subprocess.Popen(
        [sys.executable, "-m", "sphinx_glossterm", "--help"],
        preexec_fn=heed_signals,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=LIMIT)
    assert said == ""
    # A shell makes 130 of it.
    assert process.returncode == -signal.SIGINT


def test_signals_are_handled_as_before_when_a_command_has_ended(tea: Project, run: Run) -> None:
    before = signal.getsignal(signal.SIGTERM)
    run("status", "nowhere")
    assert signal.getsignal(signal.SIGTERM) == before
