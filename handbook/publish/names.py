"""Job to file name: no two jobs share one; and which files are ours."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from handbook.model import Job


def path(job: Job) -> PurePosixPath:
    """Return the place below the output folder: ``2026-11/fr/handbook_fr_screen_2026-11.pdf``.

    ASCII, lower case, no spaces, so that every file system, mail program and print shop takes it.
    Pseudo-languages have a folder of their own, which is no part of the edition.
    """
    language, edition = job.language.slug, job.edition
    folder = "pseudo" if job.language.is_pseudo else edition
    return PurePosixPath(folder, language, f"handbook_{language}_{job.format.id}_{edition}.pdf")


def tickets(job: Job) -> tuple[PurePosixPath, ...]:
    """Return the places of the job ticket beside a print file: ``..._ticket.pdf`` and ``..._ticket.json``."""
    file = path(job)
    return tuple(file.with_name(f"{file.stem}_ticket.{kind}") for kind in ("pdf", "json") if job.format.is_printed)


def files(job: Job) -> tuple[PurePosixPath, ...]:
    """Return every place where a job publishes something."""
    return (path(job), *tickets(job))


def is_ours(path: str) -> bool:
    """Whether a path has the form that this program gives to the files of an edition: nothing else is ever removed."""
    slug = r"[a-z0-9][a-z0-9-]*"
    return re.fullmatch(rf"({slug})/({slug})/handbook_\2_{slug}_\1(\.pdf|_ticket\.(pdf|json))", path) is not None


def present(out: Path) -> tuple[str, ...]:
    """Return the files below an output folder that have such names, of any edition, sorted."""
    found = (path.relative_to(out).as_posix() for path in out.glob("*/*/handbook_*") if path.is_file())
    return tuple(sorted(path for path in found if is_ours(path)))
