"""Tasks in processes of this machine, on the project's own files: nothing is copied, finished files wait in place."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path

from handbook.build.task import Done, Task, Tree
from handbook.build.work import work
from handbook.build.workers import Crew
from handbook.files import store
from handbook.values.model import Artifact, Project

LIMIT_S = 900.0
"""How long the files of one layout may take: a book takes ten seconds, on a busy machine a hundred."""
PRELOAD = ("__main__", "handbook.build.warm")


@dataclass(frozen=True, slots=True)
class InPlace:
    """Contents where they are: a project's files below its root, finished ones beside the places that they get.

    A file that was changed since the task was made is read as it is now; its record has what it was, so that the next
    build makes anew what shows it.
    """

    root: Path
    staff: Path
    out: Path

    def materialise(self, files: Tree, staff: Tree) -> tuple[Path, Path]:
        """Return the project's own folders."""
        del files, staff  # these are they
        return self.root, self.staff

    def put(self, data: bytes, path: str) -> str:
        """Write a file beside its place; return its SHA-256. Raises OSError that names its place."""
        digest = sha256(data).hexdigest()
        store.written_beside(self.out / path, data).replace(self.part(path, digest))
        return digest

    def get(self, digest: str, path: str) -> bytes:
        """Read a file where it waits. Raises OSError if it is not there."""
        return self.part(path, digest).read_bytes()

    def part(self, path: str, digest: str) -> Path:
        """Return where a finished file waits."""
        place = self.out / path
        return place.with_name(f"{store.PART}{digest[:16]}-{place.name}")


@dataclass(frozen=True)
class Local:
    """Does tasks in so many processes of this machine."""

    project: Project
    out: Path
    size: int

    @cached_property
    def _blobs(self) -> InPlace:
        return InPlace(self.project.root, self.project.staff, self.out)

    @cached_property
    def _crew(self) -> Crew[Task, Done]:
        return Crew(partial(work, blobs=self._blobs), self.size, LIMIT_S, PRELOAD)

    def submit(self, task: Task) -> Future[Done]:
        """Begin a task in a new process. Raises OSError if none can be started."""
        return self._crew.submit(task)

    def reason(self, fault: BaseException) -> str:
        """Return in words why a task gave nothing back; empty where it raised the fault itself."""
        return self._crew.reason(fault)

    def end(self, at_work: Collection[Future[Done]]) -> None:
        """End tasks, with all that they have started, and wait until they have ended."""
        self._crew.end(at_work)

    def parts(self, artifact: Artifact) -> Mapping[str, Path]:
        """Return where each file of a finished job waits: a worker has written it there."""
        return {each.path: self._blobs.part(each.path, each.sha256) for each in artifact.files}
