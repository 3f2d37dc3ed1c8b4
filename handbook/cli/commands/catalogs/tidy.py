"""``build.py catalogs tidy``: the catalogs as the project writes them, after a tool that writes otherwise."""

from __future__ import annotations

import argparse
import sys

from handbook.cli import catalog_files, reading
from handbook.cli.findings import tell
from handbook.files.folders import named

PLACE = 25
HELP = "undo a tool's wrapping, so that a changed text is a changed line"


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.description = "Write the catalogs as this project does: unwrapped, the switches of checks as comments."
    catalog_files.add_languages(parser)
    help_ = "leave out what no page says any more (#~); it does not come back"
    parser.add_argument("--drop-obsolete", action="store_true", help=help_)
    reading.add_content(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write each catalog anew; fail where one has faults that would be lost or made worse."""
    from dataclasses import replace

    from handbook.catalogs import manuscript, po
    from handbook.catalogs.tidy import tidied
    from handbook.files.store import write_if_changed

    project = reading.project(arguments)
    status = 0
    for language in catalog_files.with_catalogs(project, arguments.language):
        file = catalog_files.file_of(project, language)
        name = named(file, project.root)
        # Each just before it is written: what a translator saves meanwhile must not be lost.
        catalog, faults = manuscript.read(project, [language]).editable(language)
        if catalog is None or faults:
            tell(faults)
            print(f"{name}: not tidied", file=sys.stderr)
            status = 1
            continue
        kept = replace(catalog, entries=catalog.live) if arguments.drop_obsolete else catalog
        written = write_if_changed(file, po.write(tidied(kept)).encode())
        dropped = len(catalog.entries) - len(kept.entries)
        print(f"{name}: {'written' if written else 'unchanged'}" + (f" ({dropped} dropped)" if dropped else ""))
    return status
