"""A task in a process of another machine: where its files are there, and whether the machine is like this one."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handbook.build import fingerprint
from handbook.setup import doctor
from handbook.values.errors import HandbookError
from handbook.values.model import Project

PROGRAM, STAFF, PUBLISHED = "program", "staff", "published"
"""The folders of a run, beside each other; a process is started in the first one."""
BEGIN = "from handbook.build.abroad import main; main()"


@dataclass(frozen=True, slots=True)
class Alike:
    """What a machine must have for the same bytes to come out."""

    environment: str
    packages: tuple[str, ...]

    @classmethod
    def this(cls) -> Alike:
        """Return what this machine has."""
        return cls(fingerprint.environment(), tuple(doctor.installed()))

    def require(self) -> None:
        """Raise HandbookError if this machine has other packages or libraries."""
        mine = self.this()
        if mine.environment != self.environment:
            odd = sorted({*mine.packages} ^ {*self.packages})
            what = ", ".join(odd[:5]) or "its Python, or its system's libraries"
            msg = f"the worker has another environment: {what}. Set it up as here: pip install -r requirements.txt"
            raise HandbookError(msg)


def here(project: Project) -> Project:
    """Return a project as it stands on the machine of this process, which was started in the program's folder."""
    root = Path.cwd()
    return project.at(root, root.parent / STAFF)


def published() -> Path:
    """Return the folder of published files on the machine of this process."""
    return Path.cwd().parent / PUBLISHED


def main() -> None:
    """Do the task that comes in; write its result, or the fault that it raised, pickled."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what libraries print is no result
    size = int.from_bytes(sys.stdin.buffer.read(8), "big")
    task = sys.stdin.buffer.read(size)
    has_said = threading.Event()
    threading.Thread(target=_end_with_worker, args=(has_said,), daemon=True).start()
    out.write(_done(task))
    out.flush()
    has_said.set()  # before the end of what is said is seen: the worker then closes what the thread reads
    out.close()
    os._exit(0)  # whatever is still open: the thread would wait for the worker


def _done(task: bytes) -> bytes:
    try:
        work, given = _read(task)
        return pickle.dumps((True, work(given)))
    except Exception as fault:  # noqa: BLE001  # whoever handed the task out raises it
        try:
            return pickle.dumps((False, pickle.loads(pickle.dumps(fault))))  # noqa: S301  # our own
        except Exception:  # noqa: BLE001  # some faults cannot travel
            return pickle.dumps((False, RuntimeError(f"{type(fault).__name__}: {fault}")))


def _read(task: bytes) -> tuple[Callable[[Any], object], Any]:
    """Return a function and what it is given, of whatever kind that is."""
    work, given = pickle.loads(task)  # noqa: S301  # from the program that started this process
    return work, given


def _end_with_worker(has_said: threading.Event) -> None:
    """End this process, with all that it has started, when its worker has ended, however it did."""
    sys.stdin.buffer.read()
    if has_said.is_set():
        return
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)
    os._exit(1)
