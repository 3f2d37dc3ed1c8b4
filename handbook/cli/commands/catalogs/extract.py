"""``build.py catalogs extract``: templates and data to the template catalog, which translators get."""

from __future__ import annotations

import argparse

from handbook.cli import reading
from handbook.cli.findings import tell

PLACE = 10
HELP = "templates and data to locales/handbook.pot"


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.description = HELP


def run(arguments: argparse.Namespace) -> int:
    """Write the template catalog; fail with every fault of the templates."""
    from handbook.catalogs import extract as extraction
    from handbook.catalogs.merge import only_date_differs
    from handbook.files.store import write_if_changed

    text, findings = extraction.extract(reading.project(arguments))
    tell(findings)
    if findings:
        return 1
    file = arguments.root / extraction.POT
    same = file.is_file() and only_date_differs(file.read_text(encoding="utf-8"), text)
    written = not same and write_if_changed(file, text.encode())
    print(f"{extraction.POT.as_posix()}: {'written' if written else 'unchanged'}")
    return 0
