"""Job to file name; pure, no two jobs share one."""

from __future__ import annotations

from pathlib import PurePosixPath

from handbook.values.model import EVERY, Job

LATEST = "latest"
"""The folder of names that stay when the edition changes."""


def path(job: Job) -> PurePosixPath:
    """Return the place below the output folder: ``2026-11/fr/handbook_fr_screen_2026-11.pdf``.

    ASCII, lower case, no spaces, so that every file system, mail program and print shop takes it.
    Pseudo-languages have a folder of their own, which is no part of the edition.
    """
    folder = "pseudo" if job.language.is_pseudo else job.edition
    return PurePosixPath(folder, job.language.slug, f"{job.key.file}.pdf")


def tickets(job: Job) -> tuple[PurePosixPath, ...]:
    """Return the places of the job ticket beside a print file: ``..._ticket.pdf`` and ``..._ticket.json``."""
    file = path(job)
    return tuple(file.with_name(f"{file.stem}_ticket.{kind}") for kind in ("pdf", "json") if job.product.is_printed)


def files(job: Job) -> tuple[PurePosixPath, ...]:
    """Return every place where a job publishes something."""
    return (path(job), *tickets(job))


def latest(path: str, edition: str) -> str:
    """Return the name that stays, of a file of an edition: ``latest/handbook_fr_screen.pdf``."""
    return f"{LATEST}/{PurePosixPath(path).name.replace(f'_{edition}', '', 1)}"


def bundle(edition: str, slug: str = EVERY) -> str:
    """Return the place of the zip of a language, or of all: ``2027-01/handbook_fr_2027-01.zip``."""
    return f"{edition}/handbook_{slug}_{edition}.zip"
