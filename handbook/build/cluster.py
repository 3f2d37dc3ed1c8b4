"""Tasks on a Dask cluster: the same functions, in processes of other machines that have the same packages.

The program, staff's texts and published files are sent to each worker once. A task goes there as a value and comes back
as one. When a worker is lost, Dask gives its tasks to another one.
"""

from __future__ import annotations

import hashlib
import io
import pickle
import uuid
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import Future, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from handbook.build import abroad
from handbook.build.snapshot import CODE, inputs
from handbook.files.digests import tree
from handbook.values.errors import HandbookError, MissingProgramError
from handbook.values.model import Project

try:
    import cloudpickle
    from distributed import Client, KilledWorker
    from distributed import Future as Far
    from distributed.client import FutureCancelledError

    from handbook.build import bench
except ImportError as fault:
    _MSG = f"{fault}. For a cluster install more: .venv/bin/python -m pip install -r requirements-cluster.txt"
    raise MissingProgramError(_MSG) from fault

Task = TypeVar("Task")
Result = TypeVar("Result")
CONNECT_S, END_S = 10.0, 15.0
"""How long a scheduler may take to answer, and tasks to end when they are told to."""


@dataclass(slots=True)
class Cluster(Generic[Task, Result]):
    """Whoever works for a scheduler, as hands of a run (``executor.Hands``)."""

    client: Client
    run: str
    """Names what the workers have of this run."""
    work: Callable[[Task], Result]
    limit_s: float
    needs: Callable[[Task], Mapping[str, tuple[Path, str]]]
    """Published files of a task by SHA-256: each with the file here and its path there."""
    sent: set[str] = field(default_factory=set)
    far: dict[Future[Result], Far[bytes]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many tasks are at work at once: those of the workers that there are now."""
        with suppress(OSError):
            return max(1, sum(map(int, self.client.nthreads().values())))
        return 1

    def submit(self, task: Task) -> Future[Result]:
        """Begin a task. Raises OSError if a file cannot be read or the scheduler is lost."""
        for sha256, (file, path) in self.needs(task).items():
            if sha256 not in self.sent:
                self.client.register_plugin(bench.File(self.run, path, sha256, _read(file, sha256)))
                self.sent.add(sha256)
        future: Future[Result] = Future()
        future.set_running_or_notify_cancel()
        far = self.client.submit(bench.doing(), self.run, pickle.dumps((self.work, task)), pure=False)
        self.far[future] = far
        far.add_done_callback(lambda done: self._take(future, done))
        return future

    def _take(self, future: Future[Result], done: Far[bytes]) -> None:
        """Give a future what has come back."""
        try:
            is_done, value = pickle.loads(done.result())  # noqa: S301  # of the program that was sent there
            future.set_result(value) if is_done else future.set_exception(value)
        except BaseException as fault:  # noqa: BLE001  # whatever it is, the run hears of it
            future.set_exception(fault)
        self.far.pop(future, None)

    def reason(self, fault: BaseException) -> str:
        """Return in words why a task gave nothing back; empty where it raised the fault itself."""
        if isinstance(fault, KilledWorker):
            return "the workers that had it were lost, one after the other"
        if isinstance(fault, FutureCancelledError):
            return "the scheduler was lost, or has dropped it"
        return str(fault) if type(fault).__name__ == bench.EndedError.__name__ else ""

    def end(self, at_work: Collection[Future[Result]]) -> None:
        """End tasks, with all that they have started, and wait until they have ended."""
        if at_work:
            with suppress(Exception):  # a scheduler that is lost has nothing at work for us
                self.client.cancel([self.far[each] for each in at_work if each in self.far], force=True)
                self.client.unregister_worker_plugin(self.run)
            wait(at_work, END_S)


@contextmanager
def connected(
    address: str,
    project: Project,
    work: Callable[[Task], Result],
    limit_s: float,
    needs: Callable[[Task], Mapping[str, tuple[Path, str]]] = lambda _task: {},
) -> Iterator[Cluster[Task, Result]]:
    """Send the program to a cluster, and remove it in the end. Raises HandbookError where nobody is there to work."""
    cloudpickle.register_pickle_by_value(bench)
    run = f"handbook-{uuid.uuid4().hex[:12]}"
    with _client(address) as client:
        cluster = Cluster(client, run, work, limit_s, needs)
        client.register_plugin(bench.Bench(run, _packed(project), limit_s))
        try:
            yield cluster
        finally:
            with suppress(Exception):  # as above
                for name in [run, *(f"{run}-{sha256}" for sha256 in cluster.sent)]:
                    client.unregister_worker_plugin(name)


@contextmanager
def _client(address: str) -> Iterator[Client]:
    try:
        client = Client(address, timeout=CONNECT_S, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as fault:
        msg = f"{address}: no scheduler answers. Start one: .venv/bin/dask scheduler; it says its address"
        raise HandbookError(msg) from fault
    with client:
        if not client.nthreads():
            msg = f"{address}: no workers are there. On each machine: .venv/bin/dask worker {address} --nthreads 1"
            raise HandbookError(msg)
        yield client


def _packed(project: Project) -> bytes:
    """Return the program, the project's files and staff's, as a ZIP archive."""
    code = [Path(name) for name in tree([CODE]) if not name.endswith(".pyc")] + [CODE.parent / "requirements.txt"]
    own = [Path(name) for name in inputs(project.root, project.content, project.locales)]
    places = {Path(abroad.PROGRAM, file.relative_to(CODE.parent)): file for file in code}
    for file in (project.root / name for name in own):
        if file.is_relative_to(project.staff):
            places[Path(abroad.STAFF, file.relative_to(project.staff))] = file
        else:
            places[Path(abroad.PROGRAM, file.relative_to(project.root))] = file
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        for place, file in sorted(places.items()):
            if file.is_file():
                out.write(file, place)
    return packed.getvalue()


def _read(file: Path, sha256: str) -> bytes:
    data = file.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        msg = f"{file} has changed since the copies were begun"
        raise OSError(msg)
    return data
