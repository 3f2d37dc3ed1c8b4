"""Another machine, as a cluster would be plugged in: other processes, other folders, and a store between them."""

from __future__ import annotations

import hashlib
import pickle
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from handbook.build.task import Done, Task, Tree
from handbook.files import digests, store
from handbook.values.model import Artifact

WORK = """
import pickle, sys
sys.path[:0] = {path!r}
from handbook.build import fingerprint
from handbook.build.work import work
{before}
task, depot = pickle.load(sys.stdin.buffer)
done = pickle.dumps(work(task, depot))
sys.stdout.buffer.write(done)
"""
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Depot:
    """A store that both machines reach, and the other machine's own disk."""

    store: Path
    machine: Path

    def materialise(self, files: Tree, staff: Tree) -> tuple[Path, Path]:
        """Bring the files to the other machine."""
        folders = self.machine / "program", self.machine / "their texts"
        for folder, tree in zip(folders, (files, staff), strict=True):
            for name, digest in tree.items():
                if digest != digests.ABSENT:
                    (folder / name).parent.mkdir(parents=True, exist_ok=True)
                    (folder / name).write_bytes((self.store / digest).read_bytes())
        return folders

    def put(self, data: bytes, path: str) -> str:
        """Keep a content."""
        del path  # it is asked for by what it is
        digest = hashlib.sha256(data).hexdigest()
        (self.store / digest).write_bytes(data)
        return digest

    def get(self, digest: str, path: str) -> bytes:
        """Return a content."""
        del path
        return (self.store / digest).read_bytes()


class Elsewhere:
    """Does one task after the other in a process of that machine, while the driver's folders are out of reach."""

    size = 1

    def __init__(self, depot: Depot, hidden: Collection[Path], out: Path, program: Path, before: str = "") -> None:
        """``program`` is the folder of the program's package there, ``before`` what else is different there."""
        self.depot, self.hidden, self.out = depot, hidden, out
        self.script = WORK.format(path=[str(program), str(HERE)], before=before)
        for path in (path for folder in hidden for path in folder.rglob("*") if path.is_file()):
            depot.put(path.read_bytes(), "")

    def submit(self, task: Task) -> Future[Done]:
        """Do a task."""
        future: Future[Done] = Future()
        self.depot.machine.mkdir(parents=True, exist_ok=True)
        with _away(self.hidden):
            done = subprocess.run(
                [sys.executable, "-c", self.script], input=pickle.dumps((task, self.depot)), capture_output=True,
                cwd=self.depot.machine, check=False,
            )  # fmt: skip
        if done.returncode:
            future.set_exception(RuntimeError(done.stderr.decode()))
        else:
            future.set_result(pickle.loads(done.stdout))  # noqa: S301  # our own
        return future

    def reason(self, fault: BaseException) -> str:
        """Return nothing: a task's own fault says it."""
        del fault
        return ""

    def end(self, at_work: Collection[Future[Done]]) -> None:
        """Do nothing: nothing is at work after ``submit``."""

    def parts(self, artifact: Artifact) -> Mapping[str, Path]:
        """Fetch the files of a finished job."""
        return {
            each.path: store.written_beside(self.out / each.path, (self.depot.store / each.sha256).read_bytes())
            for each in artifact.files
        }


@contextmanager
def _away(folders: Collection[Path]) -> Iterator[None]:
    """Have folders under other names for a while."""
    for folder in folders:
        folder.rename(folder.with_name(f"{folder.name} away"))
    try:
        yield
    finally:
        for folder in folders:
            folder.with_name(f"{folder.name} away").rename(folder)
