"""``build.py catalogs extract``: templates and data to the template catalog, which translators get."""

from __future__ import annotations

import argparse

from handbook.cli import reading
from handbook.cli.findings import tell
from handbook.files.folders import CONTENT, LOCALES
from handbook.values.errors import UsageError

PLACE = 10
HELP = "templates and data to locales/handbook.pot"


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.description = HELP
    reading.add_content(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the template catalog; fail with every fault of the templates, and where it is not that of these texts."""
    from handbook.catalogs import extract as extraction
    from handbook.catalogs.manuscript import pot_path
    from handbook.catalogs.merge import only_date_differs
    from handbook.files.store import write_if_changed

    project = reading.project(arguments)
    if project.content != CONTENT and project.locales == LOCALES:
        own, first = project.root / project.content / LOCALES.name, project.root / LOCALES
        msg = f"these texts would change the program's own catalogs; to have others, copy {first} to {own}"
        raise UsageError(msg)
    text, findings = extraction.extract(project)
    tell(findings)
    if findings:
        return 1
    name = pot_path(project.locales)
    file = project.root / name
    same = file.is_file() and only_date_differs(file.read_text(encoding="utf-8"), text)
    written = not same and write_if_changed(file, text.encode())
    print(f"{name.as_posix()}: {'written' if written else 'unchanged'}")
    return 0
