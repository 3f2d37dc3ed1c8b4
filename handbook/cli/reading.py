"""What a command works on: read here, once, and handed on."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handbook.catalogs.manuscript import Manuscript
    from handbook.values.model import Project


def project(arguments: argparse.Namespace, languages: Iterable[str] = ()) -> Project:
    """Return the project, with those of the pseudo-languages that are asked for by name.

    Raises InvalidConfigurationError where data files have mistakes.
    """
    from handbook.catalogs import pseudo
    from handbook.config.project import load_project

    return pseudo.with_pseudo(load_project(arguments.root), tuple(languages))


def manuscript(arguments: argparse.Namespace, languages: Iterable[str] = ()) -> Manuscript:
    """Return the project with its texts in every language.

    Raises InvalidConfigurationError where data files have mistakes; those of catalogs are told by who asks for a text.
    """
    from handbook.catalogs import manuscript

    return manuscript.read(project(arguments, languages))
