"""``build.py check``: mistakes in data, templates and catalogs, without making anything."""

from __future__ import annotations

import argparse

from handbook.cli import findings as told
from handbook.cli import reading, selecting

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

    project = reading.project(arguments, arguments.language)
    with progress.shown(quiet=arguments.json) as say:
        say("Reading data")
        findings = survey.check(project, selection=selecting.selection(arguments), say=say)
    if arguments.json:
        told.print_json(findings)
    else:
        told.tell(findings, every=True)
        told.print_counts(findings)
    return 1 if told.has_errors(findings) else 0
