"""Project and selection to jobs; pure."""

from __future__ import annotations

from collections.abc import Iterable

from handbook.config import near
from handbook.errors import UsageError
from handbook.model import Job, Project, Selection


def plan(project: Project, selection: Selection) -> tuple[Job, ...]:
    """Return the jobs asked for, sorted by language row and format row.

    Raises UsageError for a language or format that the data files do not have.
    """
    languages = _chosen(selection.languages, tuple(project.languages), "language")
    formats = _chosen(selection.formats, tuple(project.formats), "format")
    return tuple(
        Job(project.edition.id, project.languages[language], project.formats[name])
        for language in languages
        for name in formats
    )


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
