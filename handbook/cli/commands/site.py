"""``build.py site``: the download pages made anew, or examined where they are published."""

from __future__ import annotations

import argparse
from pathlib import Path

from handbook.cli import reading
from handbook.cli.arguments import folder
from handbook.cli.findings import print_counts, print_json, tell
from handbook.values.diagnostics import sound
from handbook.values.errors import HandbookError, UsageError

PLACE = 15
HELP = "the download pages: made anew of what is published, or examined where they are"
TEXT = """\
Each build makes the download pages beside its files. This makes the pages alone, of what the folder has; with --check
nothing is made: every address that is printed, also by a QR code, must have its page, and every page what it leads to.

  python3 build.py site --check dist                                  the folder, before it is uploaded
  python3 build.py site --check https://www.association.org/guide     what was uploaded
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.description = TEXT
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("-o", "--out", type=folder, metavar="DIR", help="folder of the published files (dist)")
    parser.add_argument("--check", metavar="BASE", help="a web address, or a folder, that the pages were brought to")
    parser.add_argument("--json", action="store_true", help="report as JSON on standard output")
    reading.add_content(parser)


def run(arguments: argparse.Namespace) -> int:
    """Make or examine the pages; return 1 if something is wrong. Raises UsageError where nothing is published."""
    from handbook.build import pipeline
    from handbook.build.publish import manifest
    from handbook.files import folders
    from handbook.site import check
    from handbook.site.publish import publish

    out: Path = (arguments.out or arguments.root / folders.DIST).resolve()
    issue = manifest.issue(out)
    if issue is None:
        msg = f"{out} has no files of this program: build them first, python3 build.py"
        raise UsageError(msg)
    if arguments.check:
        try:
            findings = tuple(check.faults(check.of(arguments.check), issue.guide, manifest.listed(out)))
        except OSError as fault:
            msg = f"{arguments.check}: {fault}"
            raise HandbookError(msg) from fault
    else:
        folders.fit(out, arguments.root, folders.content_of(arguments.root, arguments.content))
        texts = reading.manuscript(arguments)
        watcher = pipeline.Watcher(published=lambda listed, known: publish(texts, listed, out, known))
        findings = pipeline.published_again(arguments.root, out, watcher)
    if arguments.json:
        print_json(findings)
    else:
        tell(findings)
        print_counts(findings)
    return 0 if sound(findings) else 1
