"""The project that a command works on."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handbook.values.model import Project


def project(arguments: argparse.Namespace, languages: Iterable[str] = ()) -> Project:
    """Return the project, with those of the pseudo-languages that are asked for by name.

    Raises InvalidConfigurationError where data files have mistakes.
    """
    from handbook.catalogs import pseudo
    from handbook.config.project import load_project

    return pseudo.with_pseudo(load_project(arguments.root), tuple(languages))
