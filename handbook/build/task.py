"""A task for another process, which may be one of another machine: jobs of one layout, with what they are made of.

A task is a value. It has no path that anybody opens: the files that its pages are made of (templates, style sheets,
pictures, profiles) are named by what they contain, and who does the task says where they stand on its own disk. What
becomes of it is a value, too, but for the finished files: each is kept by its SHA-256 as soon as it is whole.

A book's task ends when its pages are laid out. These are kept likewise, and files are made of them by tasks of their
own: one for the screen, one for the press, one for offices, which share nothing but the pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from handbook.catalogs.manuscript import Manuscript
from handbook.values.model import Job, Made, Purpose

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

    def get(self, digest: str, path: str) -> bytes:
        """Return what was put under a path, by whatever worker. Raises OSError if it cannot be had."""


@dataclass(frozen=True, slots=True)
class Laid:
    """Laid-out pages that wait with the blobs for files to be made of them."""

    path: str
    """Where they wait, as what is to be published does."""
    sha256: str
    state: str
    """What laid them out: a worker of any other state does that again."""


@dataclass(frozen=True, slots=True)
class Task:
    """Jobs of one layout."""

    batch: tuple[Job, ...]
    manuscript: Manuscript
    """As much of it as the batch and its tickets print, of a project that stands nowhere yet."""
    files: Tree
    """The project's files, from before anything was read."""
    staff: Tree
    """Those of staff's folder, likewise."""
    laid: Laid | None = None
    """Its pages, if they are laid out already."""

    @property
    def label(self) -> str:
        """The name of the layout, or of the first file that is made of its pages: "fr screen"."""
        job = self.batch[0]
        return f"{job.language.tag} {(job.product if self.laid else self.manuscript.project.first_of(job.layout)).id}"

    def finishing(self, laid: Laid) -> list[Task]:
        """Return the tasks that make the files, now that the pages are laid out: most files first."""
        of_purpose = (tuple(job for job in self.batch if job.product.purpose is each) for each in Purpose)
        return [
            replace(self, batch=part, laid=laid) for part in sorted(filter(None, of_purpose), key=len, reverse=True)
        ]

    @property
    def digests(self) -> Mapping[str, str]:
        """The files by the names that findings and records give them."""
        content = self.manuscript.project.content
        return {**self.files, **{(content / name).as_posix(): digest for name, digest in self.staff.items()}}


Done = tuple[Made, ...] | Laid
"""What a worker gives back: what became of each job, or pages that became so many that others go on from there."""


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
