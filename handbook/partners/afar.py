"""Copies made on other machines: the same work, into a place that all of them reach."""

from __future__ import annotations

import contextlib
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from handbook.build import abroad
from handbook.files import store
from handbook.partners.bucket import Bucket
from handbook.partners.place import Place
from handbook.partners.task import Done, Task
from handbook.values.errors import HandbookError


@dataclass(frozen=True, slots=True)
class Shared:
    """A folder that a worker must see as well: a mark stands in it while the run lasts."""

    folder: Path
    mark: str

    def require(self) -> None:
        """Raise HandbookError if this machine has not the same folder."""
        if not (self.folder / self.mark).is_file():
            msg = (
                f"a worker does not see {self.folder}. Choose a folder that all machines share, or a store of objects: "
                "-o s3://bucket/path"
            )
            raise HandbookError(msg)


@contextlib.contextmanager
def shared(folder: Path) -> Iterator[Shared]:
    """Mark a folder for as long as a run lasts. Raises OSError."""
    mark = f"{store.PART}shared-{uuid.uuid4().hex[:12]}"
    folder.mkdir(parents=True, exist_ok=True)
    store.remove_parts(folder)  # the mark of a run that was killed
    (folder / mark).touch()
    try:
        yield Shared(folder, mark)
    finally:
        (folder / mark).unlink(missing_ok=True)


def needs(task: Task, dist: Path) -> Mapping[str, tuple[Path, str]]:
    """Return the published files of a task by their SHA-256: each with the file here and its path there."""
    files = [file for each in task.artifacts for file in each.files if file.path.endswith((".pdf", ".json"))]
    return {file.sha256: (dist / file.path, file.path) for file in files}


def work(task: Task, where: Shared | str, like: abroad.Alike) -> Done:
    """Do a task on the machine of this process; ``where`` is a folder, or the address of another place.

    Raises HandbookError where the bytes would be others, or would be lost, beside what ``partners.work`` raises.
    """
    like.require()
    from handbook.partners.making import Making  # noqa: PLC0415  # what a machine lacks is told before
    from handbook.partners.work import work as done  # noqa: PLC0415

    local = replace(task, manuscript=replace(task.manuscript, project=abroad.here(task.manuscript.project)))
    if isinstance(where, Shared):
        where.require()
        return done(local, Place(abroad.published(), where.folder), Making)
    with tempfile.TemporaryDirectory(prefix="handbook-parts-", ignore_cleanup_errors=True) as parts:
        return done(local, Bucket(abroad.published(), where, Path(parts)), Making)


def worker(where: Shared | str) -> partial[Done]:
    """Return what workers are to do."""
    return partial(work, where=where, like=abroad.Alike.this())
