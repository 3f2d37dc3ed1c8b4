"""How a worker does a task, in a process that is fit for it or says what it lacks."""

from __future__ import annotations

import tempfile
from dataclasses import replace

from handbook.build import fingerprint
from handbook.build.task import Blobs, Done, Task
from handbook.files.store import SCRATCH
from handbook.setup import doctor
from handbook.values.errors import MissingProgramError


def work(task: Task, blobs: Blobs) -> Done:
    """Make the files of a batch, or its pages alone; here alone is loaded what that needs.

    Raises MissingProgramError where a library of the system cannot be loaded, OSError where a file cannot be kept.
    """
    fingerprint.program()
    try:
        from handbook.build.batch import make  # noqa: PLC0415  # the process that hands tasks out does without it
    except (OSError, ImportError) as fault:
        if str(getattr(fault, "name", "")).startswith("handbook"):
            raise  # a fault of this program
        missing = [item for item in doctor.system_items(printing=False) if not item.found]
        msg = f"a library cannot be loaded: {fault}\n{doctor.remedy(missing) or 'See: python3 build.py doctor'}"
        raise MissingProgramError(msg) from fault
    root, staff = blobs.materialise(task.files, task.staff)
    scratch = root / SCRATCH
    scratch.mkdir(parents=True, exist_ok=True)
    tempfile.tempdir = str(scratch)  # what is left there when this process is ended is removed by the next build
    manuscript = replace(task.manuscript, project=task.manuscript.project.at(root, staff))
    return make(task, manuscript, blobs)
