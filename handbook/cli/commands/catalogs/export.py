"""``build.py catalogs export``: a catalog in the format of another tool."""

from __future__ import annotations

import argparse
from pathlib import Path

from handbook.cli import catalog_files, reading

PLACE = 90
HELP = "write a catalog for another tool"


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.description = HELP
    parser.add_argument("language", metavar="LANG")
    parser.add_argument("file", type=Path, metavar="FILE", help="it ends with .xlf, .tmx or .po")
    reading.add_content(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write a catalog in the format of another tool."""
    from handbook.catalogs import exchange
    from handbook.files.store import write_if_changed

    project = reading.project(arguments)
    language = catalog_files.with_catalog(project, arguments.language)
    kind = exchange.kind_of(arguments.file)
    catalog = catalog_files.sound(project, language)
    source = next(each.tag for each in project.languages.values() if each.is_source)
    written = write_if_changed(arguments.file, exchange.export(catalog, language, source, kind))
    print(f"{arguments.file}: {'written' if written else 'unchanged'}")
    return 0
