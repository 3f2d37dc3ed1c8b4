"""Job to file name; pure, no two jobs share one."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from handbook.model import Job


def path(job: Job) -> PurePosixPath:
    """Return the place below the output folder: ``2026-11/fr/handbook_fr_screen_2026-11.pdf``.

    ASCII, lower case, no spaces, so that every file system, mail program and print shop takes it.
    Pseudo-languages have a folder of their own, which is no part of the edition.
    """
    language, edition = job.language.slug, job.edition
    folder = "pseudo" if job.language.is_pseudo else edition
    return PurePosixPath(folder, language, f"handbook_{language}_{job.format.id}_{edition}.pdf")


def is_ours(path: str, edition: str) -> bool:
    """Whether a path has the form that this program gives to an edition's files: nothing else is ever removed."""
    slug = r"[a-z0-9][a-z0-9-]*"
    return (
        re.fullmatch(rf"{re.escape(edition)}/{slug}/handbook_{slug}_{slug}_{re.escape(edition)}\.pdf", path) is not None
    )
