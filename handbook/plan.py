"""Project and selection to jobs; pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from handbook.config import near
from handbook.errors import UsageError
from handbook.model import Format, Job, Project, Scope, Selection

EVERY = "mul"
"""The tag of what belongs to all languages of an edition together (ISO 639-2: multiple languages)."""


def plan(project: Project, selection: Selection) -> tuple[Job, ...]:
    """Return the jobs asked for, sorted by language row and format row.

    Raises UsageError for a language or format that the data files do not have.
    """
    languages = _chosen(selection.languages, (*project.languages, EVERY), "language")
    formats = _chosen(selection.formats, tuple(project.formats), "format")
    jobs = (_job(project, language, project.formats[name]) for language in languages for name in formats)
    return tuple(job for job in jobs if job)


def layouts(project: Project, jobs: Iterable[Job]) -> tuple[Job, ...]:
    """Return the jobs whose pages are laid out for the jobs given, each once."""
    laid_out = (replace(job, format=project.formats[job.format.of]) for job in jobs)
    return tuple({job.slug: job for job in laid_out}.values())


def alone(project: Project, language: str, format_: str | None) -> Job:
    """Return the layout of a language and a format, or of the first format.

    Raises UsageError for a format in several languages, which the desk cannot show.
    """
    asked = plan(project, Selection((language,), (format_,) if format_ else ()))
    job = next(iter(layouts(project, asked)), None)
    if job is None or job.voices:
        msg = (
            f"format {format_!r} is not that of one language; for its texts: python3 build.py locate TEXT -f {format_}"
        )
        raise UsageError(msg)
    return job


def _job(project: Project, tag: str, row: Format) -> Job | None:
    """Return the job of a language and a format; None if the format is not made for it."""
    published = tuple(each for each in project.languages.values() if not each.is_pseudo)
    if (row.scope is Scope.EDITION) != (tag == EVERY):
        return None
    if tag == EVERY:
        source = next(each for each in published if each.is_source)
        return Job(project.edition.id, replace(source, tag=EVERY, region=source.locale), row, published)
    language = project.languages[tag]
    if row.scope is Scope.PAIR:
        other = next((project.languages[each] for each in project.edition.companions if each != tag), None)
        return Job(project.edition.id, language, row, (language, *([other] if other else [])))
    return Job(project.edition.id, language, row)


def _chosen(asked: Iterable[str], available: tuple[str, ...], what: str) -> tuple[str, ...]:
    lowered = {name.lower().replace("_", "-"): name for name in available}
    chosen: set[str] = set()
    for name in asked:
        key = name.lower().replace("_", "-")
        if key not in lowered:
            msg = f"unknown {what} {name!r}. {near(name, available)}"
            raise UsageError(msg)
        chosen.add(lowered[key])
    return tuple(name for name in available if not chosen or name in chosen)
