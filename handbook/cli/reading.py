"""What a command works on: read here, once, and handed on."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from handbook.cli.arguments import folder

if TYPE_CHECKING:
    from handbook.catalogs.manuscript import Manuscript
    from handbook.values.model import Project


VARIABLE = "HANDBOOK_CONTENT"
"""Of the environment: staff's folder, where the command line names none."""


def add_content(parser: argparse.ArgumentParser) -> None:
    """Add the option that names staff's folder."""
    help_ = f"staff's folder, with the association's texts and data (content/); else that of {VARIABLE}"
    given = os.environ.get(VARIABLE) or None
    parser.add_argument("--content", type=folder, default=given, metavar="DIR", help=help_)


def project(arguments: argparse.Namespace, languages: Iterable[str] = ()) -> Project:
    """Return the project, with those of the pseudo-languages that are asked for by name.

    Raises UsageError where there is no such folder of staff, InvalidConfigurationError where data files have mistakes.
    """
    from handbook.catalogs import pseudo
    from handbook.config.project import load_project
    from handbook.files.folders import content_of

    content = content_of(arguments.root, arguments.content)
    return pseudo.with_pseudo(load_project(arguments.root, content), tuple(languages))


def manuscript(arguments: argparse.Namespace, languages: Iterable[str] = ()) -> Manuscript:
    """Return the project with its texts in every language.

    Raises UsageError where there is no such folder of staff, InvalidConfigurationError where data files have mistakes;
    those of catalogs are told by who asks for a text.
    """
    from handbook.catalogs import manuscript

    return manuscript.read(project(arguments, languages))
