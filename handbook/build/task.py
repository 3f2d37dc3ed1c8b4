"""A task for another process: the jobs of one layout, with what is needed to do them.

What it carries are values; templates, style sheets, pictures and fonts are read by the process that does the work, as
rendering and layout come upon them.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook.catalogs.manuscript import Manuscript
from handbook.files.store import SCRATCH
from handbook.setup import doctor
from handbook.values.errors import MissingProgramError
from handbook.values.model import Job, Made


@dataclass(frozen=True, slots=True)
class Task:
    """The jobs of one layout."""

    batch: tuple[Job, ...]
    manuscript: Manuscript
    """As much of it as the batch and its tickets print."""
    out: Path
    digests: Mapping[str, str]
    """Of the project's files and this program's, from before anything was read."""

    @property
    def label(self) -> str:
        """The name of the layout: "fr screen"."""
        return f"{self.batch[0].language.tag} {self.manuscript.project.first_of(self.batch[0].layout).id}"


def work(task: Task) -> tuple[Made, ...]:
    """Make the files of a batch; here alone is loaded what that needs.

    Raises MissingProgramError where a library of the system cannot be loaded.
    """
    try:
        from handbook.build.batch import make  # noqa: PLC0415  # the process that hands tasks out does without it
    except (OSError, ImportError) as fault:
        if str(getattr(fault, "name", "")).startswith("handbook"):
            raise  # a fault of this program
        missing = [item for item in doctor.system_items(printing=False) if not item.found]
        msg = f"a library cannot be loaded: {fault}\n{doctor.remedy(missing) or 'See: python3 build.py doctor'}"
        raise MissingProgramError(msg) from fault
    scratch = task.manuscript.project.root / SCRATCH
    scratch.mkdir(parents=True, exist_ok=True)
    tempfile.tempdir = str(scratch)  # what is left there when this process is ended is removed by the next build
    return make(task.batch, task.manuscript, task.out, task.digests)
