"""``build.py check``: mistakes in data, templates and catalogs, without making anything."""

from __future__ import annotations

import argparse

from handbook.cli import reading, selecting
from handbook.cli.findings import print_counts, print_json, tell
from handbook.values.diagnostics import sound

PLACE = 20
HELP = "look for mistakes in data, templates and catalogs, in seconds; a build alone sees what does not fit"


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.description = HELP
    selecting.add_selection(parser)
    selecting.add_release(parser)
    parser.add_argument("--json", action="store_true", help="report as JSON on standard output")
    reading.add_content(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print what is wrong; return 1 if one of it is an error."""
    from handbook.build import survey
    from handbook.cli import progress

    texts = reading.manuscript(arguments, arguments.language)
    with progress.shown(quiet=arguments.json) as say:
        say("Reading data")
        findings = survey.check(texts, selection=selecting.selection(arguments), say=say)
    if arguments.json:
        print_json(findings)
    else:
        tell(findings, every=True)
        print_counts(findings)
    return 0 if sound(findings) else 1
