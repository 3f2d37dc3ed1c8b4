"""A task for another process, which may be one of another machine: the jobs of one layout, with what they are made of.

A task is a value. It has no path that anybody opens: the files that its pages are made of (templates, style sheets,
pictures, profiles) are named by what they contain, and who does the task says where they stand on its own disk. What
becomes of it is a value, too, but for the finished files: each is kept by its SHA-256 as soon as it is whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from handbook.catalogs.manuscript import Manuscript
from handbook.values.model import Job

Tree = Mapping[str, str]
"""Files of a folder by their paths in it, each by its SHA-256; "absent" for what cannot be read."""
NOWHERE = Path()


class Blobs(Protocol):
    """Contents by SHA-256, as a worker gets and leaves them. It goes to the worker with each task."""

    def materialise(self, files: Tree, staff: Tree) -> tuple[Path, Path]:
        """Return two folders on this machine, absolute: the project's files, and those of staff's folder.

        Below the first one there is room for what the work can make again (``store.CACHE``).
        """

    def put(self, data: bytes, path: str) -> str:
        """Keep a finished file, which is to be published under this path; return its SHA-256.

        Raises OSError if it cannot be kept.
        """


@dataclass(frozen=True, slots=True)
class Task:
    """The jobs of one layout."""

    batch: tuple[Job, ...]
    manuscript: Manuscript
    """As much of it as the batch and its tickets print, of a project that stands nowhere yet."""
    files: Tree
    """The project's files, from before anything was read."""
    staff: Tree
    """Those of staff's folder, likewise."""

    @property
    def label(self) -> str:
        """The name of the layout: "fr screen"."""
        return f"{self.batch[0].language.tag} {self.manuscript.project.first_of(self.batch[0].layout).id}"

    @property
    def digests(self) -> Mapping[str, str]:
        """The files by the names that findings and records give them."""
        content = self.manuscript.project.content
        return {**self.files, **{(content / name).as_posix(): digest for name, digest in self.staff.items()}}


def tasks(batches: Iterable[tuple[Job, ...]], manuscript: Manuscript, digests: Mapping[str, str]) -> list[Task]:
    """Return a task for each batch; ``digests`` are those of the project's files, by name."""
    project = manuscript.project
    staff = {Path(name): digest for name, digest in digests.items() if Path(name).is_relative_to(project.content)}
    files = {name: digest for name, digest in digests.items() if Path(name) not in staff}
    of_staff = {path.relative_to(project.content).as_posix(): digest for path, digest in staff.items()}
    shop = project.languages[project.edition.ticket_language]

    def spoken(batch: tuple[Job, ...]) -> Manuscript:
        is_printed = any(job.product.is_printed for job in batch)
        languages = [*([shop] if is_printed else []), *(each for job in batch for each in (job.language, *job.voices))]
        part = manuscript.of(languages)
        return replace(part, project=replace(project, root=NOWHERE, staff=NOWHERE))

    return [Task(batch, spoken(batch), files, of_staff) for batch in batches]
