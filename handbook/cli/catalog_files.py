"""The catalogs that the actions of ``build.py catalogs`` work on: which, where, and what stands in them."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.values.errors import ConfigurationError, HandbookError, UsageError

if TYPE_CHECKING:
    from handbook.catalogs.manuscript import Manuscript
    from handbook.catalogs.po import PoFile
    from handbook.values.model import Language, Project


def add_languages(parser: argparse.ArgumentParser) -> None:
    """Add the languages that an action is for; none stands for all."""
    parser.add_argument("language", nargs="*", metavar="LANG", help="only these languages (fr)")


def chosen(project: Project, asked: Iterable[str]) -> tuple[Language, ...]:
    """Return the languages that have catalogs, or those of them that were asked for."""
    from handbook.build.plan import plan
    from handbook.catalogs.pseudo import with_pseudo
    from handbook.values.model import Selection

    names = tuple(asked)
    jobs = plan(with_pseudo(project, names), Selection(names))
    found = {job.language.tag: job.language for job in jobs if names or not job.language.is_source}
    return tuple(found.values())


def with_catalog(project: Project, asked: str) -> Language:
    """Return a language that has a catalog."""
    (language,) = with_catalogs(project, [asked])
    return language


def with_catalogs(project: Project, asked: Iterable[str]) -> tuple[Language, ...]:
    """Return languages like ``chosen``, but no source and no pseudo-language: these have no catalog."""
    languages = chosen(project, asked)
    for language in languages:
        if language.is_source or language.is_pseudo:
            msg = f"{language.tag} has no catalog: " + (
                "its texts are the templates'." if language.is_source else "it is made when a build asks for it."
            )
            raise UsageError(msg)
    return languages


def pot_of(texts: Manuscript) -> PoFile:
    """Return the template catalog; raises ConfigurationError if it cannot be read."""
    if texts.faults:
        raise ConfigurationError("\n".join(map(str, texts.faults)))
    return texts.pot


def file_of(project: Project, language: Language) -> Path:
    """Return where a language's catalog stands."""
    from handbook.catalogs.manuscript import catalog_path

    return project.root / catalog_path(language)


def sound(project: Project, language: Language) -> PoFile:
    """Return a catalog, read just now; raises HandbookError with what makes it unfit to be rewritten."""
    from handbook.catalogs import manuscript

    catalog, faults = manuscript.read(project, [language]).editable(language)
    if catalog is None or faults:
        raise HandbookError("\n".join(map(str, faults)))
    return catalog
