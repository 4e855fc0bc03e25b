"""Run a function, or any program, in a separate process.

Python keeps catalogues as long as a process lives, and conf.py may do anything. So the caller loads
neither. :func:`ask` calls a function in a child process and returns its result; :func:`run_command` runs
a program.

No child outlives its parent: see :func:`supervised`.
"""

from __future__ import annotations

import os
import pickle
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType, MappingProxyType
from typing import Final, NoReturn, ParamSpec, TypeVar

from sphinx_glossterm.exchange.failures import explain

# Not "-m": the package already loads this module, and it would exist twice.
_PROGRAM: Final = "from sphinx_glossterm.exchange.child import answer; answer()"
_WARNING: Final = re.compile(r"(?:^|: )(?:WARNING|ERROR|SEVERE|CRITICAL): ", re.MULTILINE)
_COLOUR: Final = re.compile(r"\x1b\[[0-9;]*m")
# The signals that end a process. Windows has no hang-up.
_SIGNALS: Final = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
_GRACE: Final = 5.0
"""How many seconds a child has to clean up before it is killed."""

Listen = Callable[[str], None]
"""Called with each line of output while a process runs."""

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a process ended, and its output.

    Attributes:
        status: Its exit status; negative if a signal ended it.
        said: What it wrote on its standard output.
        complaints: What it wrote on its standard error: warnings and errors, without colours.
    """

    status: int
    said: str
    complaints: str

    @property
    def warnings(self) -> int:
        """How many warnings and errors Sphinx has given."""
        return len(_WARNING.findall(self.complaints))

    @property
    def end(self) -> str:
        """How a failed process ended, as the end of a sentence.

        >>> Outcome(2, "", "").end
        'ended with exit status 2'
        """
        if self.status == 0:
            return "ended before its work was done"
        if self.status > 0:
            return f"ended with exit status {self.status}"
        try:
            name = signal.Signals(-self.status).name
        except ValueError:
            name = str(-self.status)
        # This is how the system ends a process that wants too much memory.
        memory = " (there may be too little memory)" if name == "SIGKILL" else ""
        return f"was ended by the signal {name}{memory}"


class ChildError(Exception):
    """A child process failed. The text is its standard error, and how it ended.

    Attributes:
        outcome: The outcome of the process.
    """

    def __init__(self, outcome: Outcome) -> None:
        # A function that fails prints why. A process that is killed has no time to.
        end = "" if outcome.status > 0 and outcome.complaints else f"The process {outcome.end}."
        super().__init__("\n".join(filter(None, [outcome.complaints, end])))
        self.outcome = outcome


class Terminated(BaseException):
    """A signal from outside ends this process.

    Like KeyboardInterrupt, it is not an Exception: code on the way catches it only to clean up.

    Attributes:
        number: The number of the signal.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


# ---- running


def ask(
    function: Callable[P, T], listen: Listen | None = None, *args: P.args, **kwargs: P.kwargs
) -> tuple[T, Outcome]:
    """Call a function in a child process.

    Arguments and result are pickled into a folder that only this user can read.

    Args:
        function: A function of a module.
        listen: Called with each line of output while the process runs.
        args: Arguments for the function.
        kwargs: Keyword arguments for it.

    Returns:
        What the function returned, and what the process wrote.

    Raises:
        ChildError: The function raised, or the process ended before it was done.
    """
    with tempfile.TemporaryDirectory(prefix="glossterm-") as folder:
        question, reply = Path(folder, "question"), Path(folder, "reply")
        question.write_bytes(pickle.dumps((function, args, kwargs)))
        # -P: do not import from the working folder, just like the sphinx-build script.
        command = [sys.executable, "-P", "-c", _PROGRAM, str(question), str(reply)]
        outcome = run_command(command, listen)
        # conf.py may end the process early, with exit status 0.
        if outcome.status or not reply.is_file():
            raise ChildError(outcome)
        found: T = pickle.loads(reply.read_bytes())
    return found, outcome


def argument(path: Path) -> str:
    """A path as an argument of a program. One that begins with a dash is not taken for an option.

    >>> argument(Path("-dash")).endswith(f".{os.sep}-dash"), argument(Path("docs"))
    (True, 'docs')
    """
    return f".{os.sep}{path}" if str(path).startswith("-") else str(path)


def run_command(
    command: Sequence[str],
    listen: Listen | None = None,
    folder: Path | None = None,
    variables: Mapping[str, str] = MappingProxyType({}),
) -> Outcome:
    """Run any command.

    Args:
        command: The program and its arguments.
        listen: Called with each line of output while the process runs.
        folder: Its working folder; by default that of this process.
        variables: Environment variables, in addition to those of this process.
    """
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONUNBUFFERED": "1", **variables}
    said = []
    # Standard error goes through a file: reading two pipes one after the other can block.
    with (
        tempfile.TemporaryFile() as complaints,
        _children.started(command, complaints.fileno(), environment, folder) as process,
    ):
        assert process.stdout is not None
        for line in process.stdout:
            said.append(line)
            if listen is not None:
                listen(line.strip())
        process.wait()
        complaints.seek(0)
        text = _COLOUR.sub("", complaints.read().decode("utf-8", "replace"))
    return Outcome(process.returncode, "".join(said), text.strip())


# ---- ending


@dataclass(slots=True)
class _Children:
    """The processes that run now.

    Attributes:
        running: The processes.
        lock: Held while a process is started, and while all are ended, so that none slips through.
        is_grouped: Whether each leads a process group, so that its own children end with it.
        is_over: Whether no more may be started.
    """

    running: set[subprocess.Popen[str]] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)
    is_grouped: bool = False
    is_over: bool = False

    @contextmanager
    def started(
        self,
        command: Sequence[str],
        complaints: int,
        environment: Mapping[str, str],
        folder: Path | None,
    ) -> Iterator[subprocess.Popen[str]]:
        """Start a process. It has ended when the context is left."""
        with self.lock:
            if self.is_over:
                raise ChildError(Outcome(-signal.SIGTERM, "", ""))
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=complaints,
                env=environment,
                cwd=folder,
                encoding="utf-8",
                errors="replace",
                process_group=0 if self.is_grouped else None,
            )
            self.running.add(process)
        try:
            with process:
                try:
                    yield process
                except BaseException:
                    self.end([process])
                    raise
        finally:
            self.running.discard(process)

    def end_all(self) -> None:
        """End all running processes, and start no more until :func:`supervised` is left."""
        with self.lock:
            self.is_over = True
            running = list(self.running)
        self.end(running)

    def end(self, processes: Sequence[subprocess.Popen[str]]) -> None:
        """Ask processes to end, and kill those that do not."""
        for process in processes:
            self._send(process, signal.SIGTERM)
        limit = time.monotonic() + _GRACE
        for process in processes:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, limit - time.monotonic()))
        for process in processes:
            # When the leader of a group has ended, others may still run.
            if self.is_grouped or process.poll() is None:
                self._send(process, getattr(signal, "SIGKILL", signal.SIGTERM))

    def _send(self, process: subprocess.Popen[str], number: int) -> None:
        with suppress(ProcessLookupError, PermissionError):
            if self.is_grouped:
                os.killpg(process.pid, number)
            else:
                process.send_signal(number)


_children: Final = _Children()


def end_children() -> None:
    """End the child processes that other threads wait for."""
    _children.end_all()


@contextmanager
def supervised() -> Iterator[None]:
    """End all child processes when the context is left, for whatever reason.

    A signal that would end this process raises :class:`Terminated` instead, so that everything is
    cleaned up on the way out.
    """
    _children.is_grouped = os.name == "posix"
    with _handling(_raise):
        try:
            yield
        except BaseException:
            _children.end_all()
            raise
        finally:
            _children.is_grouped = _children.is_over = False


def _raise(number: int, _frame: FrameType | None) -> NoReturn:
    for each in _SIGNALS:  # finish cleaning up first
        signal.signal(each, signal.SIG_IGN)
    raise Terminated(number)


@contextmanager
def _handling(handler: Callable[[int, FrameType | None], NoReturn]) -> Iterator[None]:
    """Handle the signals that end a process. Only the main thread may do this."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    # A signal that the caller ignores, as nohup does, stays ignored.
    chosen = [number for number in _SIGNALS if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, handler) for number in chosen}
    try:
        yield
    finally:
        for number, old in before.items():
            signal.signal(number, old if old is not None else signal.SIG_DFL)


# ---- the child


def _answer(question: Path, reply: Path) -> None:
    """Call the function. Print errors on standard error, without a traceback."""
    try:
        function, args, kwargs = pickle.loads(question.read_bytes())
        reply.write_bytes(pickle.dumps(function(*args, **kwargs)))
    except Exception as error:
        sys.exit(explain(error))


def _exit(number: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(128 + number)


def answer() -> None:
    """Run the request on this process's command line. A signal ends it after cleaning up."""
    if hasattr(os, "register_at_fork"):
        # Sphinx ends the processes of a parallel build by a signal; they have nothing to clean up.
        os.register_at_fork(after_in_child=_end_at_once)
    with _handling(_exit):
        _answer(*map(Path, sys.argv[1:]))


def _end_at_once() -> None:
    for number in _SIGNALS:
        if signal.getsignal(number) is _exit:
            signal.signal(number, signal.SIG_DFL)
