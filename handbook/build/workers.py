"""Worker processes of this machine: each task in one, with a time limit."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import multiprocessing.connection
import multiprocessing.forkserver
import os
import signal
import sys
import threading
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

import pebble

NAME = "handbook-worker"
ALL = os.cpu_count() or 1
"""How many a build has where nobody says how many: one for each core."""
END_S = 10.0
"""How long a process may take to end when it is told to."""

Task = TypeVar("Task")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Crew(Generic[Task, Result]):
    """How tasks are done: each in a process of its own.

    WeasyPrint's memory grows with each file, and what one task does to a library's state must not reach another. A
    process is a fork of a server that has loaded everything already, which takes some ten milliseconds.
    """

    work: Callable[[Task], Result]
    """A function of a module; it and the tasks go to other processes."""
    size: int
    """How many processes are at work at once."""
    limit_s: float
    """How long a task may take."""
    preload: tuple[str, ...] = ()
    """Modules that the server loads; Windows has none, each process loads them itself."""

    def submit(self, task: Task) -> Future[Result]:
        """Begin a task in a new process. Raises OSError if none can be started."""
        # The argument is "context", whatever the types of pebble 5 say: with the name they give, it forks this process.
        how = {"context": context(self.preload)}
        begin = pebble.concurrent.process(name=NAME, timeout=self.limit_s, **how)(_begin)
        future: Future[Result] = begin(partial(self.work, task))
        return future

    def reason(self, fault: BaseException) -> str:
        """Return in words why a task gave nothing back; empty where it raised the fault itself."""
        if isinstance(fault, TimeoutError) and not hasattr(fault, "traceback"):
            return f"it took longer than {self.limit_s:g} seconds and was ended"
        return _ended_by(fault.exitcode) if isinstance(fault, pebble.ProcessExpired) else ""

    def end(self, at_work: Collection[Future[Result]]) -> None:
        """End what is still at work, and wait until it has ended."""
        for future in at_work:
            future.cancel()
        for process in multiprocessing.active_children() if at_work else ():
            if process.name == NAME:
                process.join(END_S)


def _ended_by(code: int | None) -> str:
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            return f"its process was ended by {signal.Signals(-code).name}"
    return f"its process ended unexpectedly, with status {code}"


def context(preload: tuple[str, ...]) -> Any:  # noqa: ANN401  # a context of the standard library, of private types
    """Return how workers are started: forked from a server with all they need, on Windows anew."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(preload))
    with _interrupts_later():
        multiprocessing.forkserver.ensure_running()
    return context


@contextlib.contextmanager
def _interrupts_later() -> Iterator[None]:
    """Hold Ctrl-C back while the fork server starts: it would print a traceback of its own."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(work: Callable[[], Result]) -> Result:
    """Do a task in this process."""
    settle()
    return work()


def settle() -> None:
    """Make this process a worker: it ends with the parent process, which alone hears Ctrl-C."""
    if hasattr(os, "setsid"):
        # A group of its own: what it has started, such as Ghostscript, ends with it.
        os.setsid()
        signal.signal(signal.SIGTERM, lambda *_: _end_group())
    collect_seldom()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def collect_seldom() -> None:
    """Say that what is loaded stays: the collector need not look at it again, nor look so often.

    That is 9 percent of a book's time.
    """
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


def _end_with_parent() -> None:
    """End this worker when the build's own process has ended, however it did.

    A killed build would leave workers that wait for tasks, and with them the fork server, for ever.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        _end_group()


def _end_group() -> None:
    """End this process and all that it has started."""
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)
    os._exit(1)
