"""The tasks of a build on a Dask cluster: files come back with what became of a task, and wait beside their places."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from handbook.build.abroad import STAFF
from handbook.build.cluster import Cluster, connected
from handbook.build.local import LIMIT_S, InPlace
from handbook.build.task import Done, Task, Tree
from handbook.build.work import work
from handbook.values.model import Artifact, Project

Given = tuple[Task, bytes]
"""A task, and its pages if they are laid out already."""
Back = tuple[Done, dict[str, bytes]]
"""What became of it, and the files that it kept, by the paths that they get."""


@dataclass(frozen=True, slots=True)
class Carried:
    """Contents in a process there: the program's own folders, and files that are carried back."""

    pages: bytes
    kept: dict[str, bytes] = field(default_factory=dict)

    def materialise(self, files: Tree, staff: Tree) -> tuple[Path, Path]:
        """Return the folders that the run has sent."""
        del files, staff  # these are they
        return Path.cwd(), Path.cwd().parent / STAFF

    def put(self, data: bytes, path: str) -> str:
        """Keep a finished file; return its SHA-256."""
        self.kept[path] = data
        return sha256(data).hexdigest()

    def get(self, digest: str, path: str) -> bytes:
        """Return the pages that came with the task. Raises OSError for anything else."""
        if sha256(self.pages).hexdigest() != digest:
            msg = f"{path} did not come with the task"
            raise OSError(msg)
        return self.pages


def work_far(given: Given) -> Back:
    """Do a task in a process of the cluster."""
    task, pages = given
    blobs = Carried(pages)
    return work(task, blobs), blobs.kept


@dataclass(frozen=True)
class Far:
    """Does tasks by the workers of a cluster."""

    cluster: Cluster[Given, Back]
    blobs: InPlace
    at_work: dict[Future[Done], Future[Back]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many tasks are at work at once."""
        return self.cluster.size

    def submit(self, task: Task) -> Future[Done]:
        """Begin a task. Raises OSError if its pages are gone or the scheduler is lost."""
        pages = self.blobs.get(task.laid.sha256, task.laid.path) if task.laid else b""
        future: Future[Done] = Future()
        future.set_running_or_notify_cancel()
        self.at_work[future] = far = self.cluster.submit((task, pages))
        far.add_done_callback(lambda back: self._take(future, back))
        return future

    def _take(self, future: Future[Done], back: Future[Back]) -> None:
        """Have the files wait where the build looks for them, and say so."""
        try:
            done, kept = back.result()
            for path, data in kept.items():
                self.blobs.put(data, path)
        except BaseException as fault:  # noqa: BLE001  # whatever it is, the build hears of it
            future.set_exception(fault)
        else:
            future.set_result(done)
        self.at_work.pop(future, None)

    def reason(self, fault: BaseException) -> str:
        """Return in words why a task gave nothing back; empty where it raised the fault itself."""
        return self.cluster.reason(fault)

    def end(self, at_work: Collection[Future[Done]]) -> None:
        """End tasks, with all that they have started, and wait until they have ended."""
        self.cluster.end([self.at_work[each] for each in at_work if each in self.at_work])

    def parts(self, artifact: Artifact) -> Mapping[str, Path]:
        """Return where each file of a finished job waits."""
        return {each.path: self.blobs.part(each.path, each.sha256) for each in artifact.files}


@contextmanager
def executor(address: str, project: Project, out: Path) -> Iterator[Far]:
    """Lend the workers of a cluster to a build. Raises HandbookError where nobody is there to work."""
    with connected(address, project, work_far, LIMIT_S) as cluster:
        yield Far(cluster, InPlace(project.root, project.staff, out))
