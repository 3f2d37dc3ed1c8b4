"""The published files that copies are made of: chosen from ``manifest.json``, there, and whole by their SHA-256."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from handbook.build.plan import matching
from handbook.build.publish import manifest
from handbook.files.digests import Digests
from handbook.values.errors import HandbookError
from handbook.values.model import Artifact, Job, Project, Selection


def published(project: Project, dist: Path) -> dict[tuple[str, str], Artifact]:
    """Return what the manifest lists of the project's edition and publisher, by language and format."""
    whom = (project.association.name, project.edition.paper)
    listed = (each for each in manifest.listed(dist) if (each.publisher, each.paper) == whom)
    mine = (each for each in listed if each.path.startswith(f"{project.edition.id}/"))
    return {(each.language, each.format): each for each in mine}


def chosen(project: Project, selection: Selection, dist: Path, known: Digests) -> tuple[Artifact, ...]:
    """Return the published files that were asked for, all that there are where nothing was.

    Raises UsageError for a language or format that nobody knows, HandbookError where a file is not published or is
    not as it was; it says which command makes it.
    """
    there = published(project, dist)
    jobs = [job for job in matching(project, selection) if not job.language.is_pseudo]
    absent = [job for job in jobs if (job.language.tag, job.product.id) not in there]
    found = [there[job.language.tag, job.product.id] for job in jobs if job not in absent]
    if not found or (absent and (selection.languages and selection.formats)):
        _raise(absent or jobs, dist, "are not published yet")
    for what, names in (("language", selection.languages), ("format", selection.formats)):
        said = {(each.language if what == "language" else each.format).lower() for each in found}
        lacking = [name for name in names if name.lower().replace("_", "-") not in said]
        if lacking:
            mine = [job for job in absent if lacking[0].lower() in {job.language.slug, job.product.id}]
            _raise(mine or absent, dist, "are not published yet")
    by_path = {each.path: job for each, job in zip(found, (job for job in jobs if job not in absent), strict=True)}
    if changed := [each for each in found if not is_whole(each, dist, known)]:
        _raise([by_path[each.path] for each in changed], dist, "are not as they were published")
    return tuple(found)


def is_whole(artifact: Artifact, dist: Path, known: Digests) -> bool:
    """Whether a published file and its ticket are there as the manifest says."""
    return all(known.of(dist / each.path) == each.sha256 for each in artifact.files)


def _raise(jobs: Sequence[Job], dist: Path, what: str) -> None:
    names = ", ".join(job.slug for job in jobs[:5]) + (" ..." if len(jobs) > 5 else "")  # noqa: PLR2004  # enough to see
    languages = sorted({job.language.tag for job in jobs})
    formats = sorted({job.product.id for job in jobs})
    options = "".join(f" -l {each}" for each in languages) + "".join(f" -f {each}" for each in formats)
    msg = f"{dist}: {names} {what}. Make them first: python3 build.py{options}"
    raise HandbookError(msg)
