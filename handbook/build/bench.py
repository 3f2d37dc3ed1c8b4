"""What a worker of a Dask cluster has of a run: the program, published files, and a process for each task.

Dask sends this module to the workers by value, so that they need not have the program: what it takes from there are
texts. A worker that joins later, or is started again, gets everything when it joins.
"""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from distributed import Reschedule, Worker, WorkerPlugin, get_worker

from handbook.build.abroad import BEGIN, PROGRAM, PUBLISHED


class EndedError(Exception):
    """A process gave nothing back; the text says why."""


class Bench(WorkerPlugin):
    """A folder with the program and staff's texts, and the processes that are at work in it. It goes with its run."""

    def __init__(self, name: str, archive: bytes, limit_s: float) -> None:
        self.name, self.archive, self.limit_s = name, archive, limit_s
        self.folder = Path()
        self.at_work: set[subprocess.Popen[bytes]] = set()
        self.is_over = False

    def setup(self, worker: Worker) -> None:
        """Unpack the program."""
        self.folder = _folder(worker, self.name)
        with zipfile.ZipFile(io.BytesIO(self.archive)) as packed:
            packed.extractall(self.folder)
        self.archive = b""

    def teardown(self, worker: Worker) -> None:
        """End what is at work, and remove all that came for this run."""
        self.is_over = True
        for process in tuple(self.at_work):
            _end(process)
        shutil.rmtree(_folder(worker, self.name), ignore_errors=True)

    def do(self, task: bytes) -> bytes:
        """Do a task in a process of its own; return what it gave back, pickled. Raises EndedError."""
        process = subprocess.Popen(  # noqa: S603  # this Python
            [sys.executable, "-c", BEGIN], cwd=self.folder / PROGRAM, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            start_new_session=True,
        )  # fmt: skip
        self.at_work.add(process)
        late = threading.Timer(self.limit_s, _end, [process])
        late.start()
        try:
            return self._heard(process, task)
        finally:
            is_late = late.finished.is_set()
            late.cancel()
            _end(process)
            self.at_work.discard(process)
            if is_late:
                msg = f"it took longer than {self.limit_s:g} seconds and was ended"
                raise EndedError(msg)

    def _heard(self, process: subprocess.Popen[bytes], task: bytes) -> bytes:
        """Hand a process its task and wait for what it says; its input stays open for as long as this worker lives."""
        assert process.stdin is not None  # noqa: S101  # both are pipes
        assert process.stdout is not None  # noqa: S101
        with process.stdout, suppress(BrokenPipeError):
            if self.is_over:
                _end(process)
            process.stdin.write(len(task).to_bytes(8, "big") + task)
            process.stdin.flush()
            said = process.stdout.read()
        with suppress(BrokenPipeError):
            process.stdin.close()
        if status := process.wait():
            if self.is_over:  # this worker leaves: another one does the task
                raise Reschedule
            word = signal.Signals(-status).name if status < 0 else f"status {status}"
            msg = f"its process was ended by {word}"
            raise EndedError(msg)
        return said


class File(WorkerPlugin):
    """A published file, for all tasks of a run: it is sent once to each worker."""

    def __init__(self, run: str, path: str, sha256: str, data: bytes) -> None:
        self.name = f"{run}-{sha256}"
        self.run, self.path, self.data = run, path, data

    def setup(self, worker: Worker) -> None:
        """Write it."""
        place = _folder(worker, self.run) / PUBLISHED / self.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(self.data)
        self.data = b""


def doing() -> Callable[[str, bytes], bytes]:
    """Return a function that does a task of a run on the worker that calls it: a local one, which travels by value."""

    def do(run: str, task: bytes) -> bytes:
        bench: Bench = get_worker().plugins[run]  # type: ignore[assignment]  # plugins of all kinds, by name
        return bench.do(task)

    return do


def _folder(worker: Worker, run: str) -> Path:
    return Path(worker.local_directory) / run


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process with all that it has started."""
    if process.poll() is None:
        with suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        process.wait()
