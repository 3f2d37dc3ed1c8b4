"""``build.py preview``: pages and translations side by side, while they are edited."""

from __future__ import annotations

import argparse
import contextlib

from handbook.cli import reading
from handbook.cli.arguments import port
from handbook.cli.programs import show

PLACE = 60
HELP = "see pages and translations side by side while you edit"
TEXT = """\
Shows the pages beside the catalog's entries, in your browser, and follows every file that you save:
catalogs, templates, style sheets, drawings and data. It listens on this machine only. Ctrl-C ends it.
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.description = TEXT
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("language", metavar="LANG", help="the language (fr)")
    parser.add_argument("-f", "--format", metavar="FORMAT", help="the format; without it the first one")
    parser.add_argument("--port", type=port, default=0, metavar="N", help="port on 127.0.0.1; without it any free one")
    parser.add_argument("--no-open", action="store_true", help="print the address, do not open it")
    reading.add_content(parser)


def run(arguments: argparse.Namespace) -> int:
    """Serve the live proof of one file until Ctrl-C."""
    from handbook.cli import progress
    from handbook.desk import server

    waiting = contextlib.ExitStack()
    waiting.enter_context(progress.shown())("Reading the project")

    def started(address: str) -> None:
        waiting.close()
        print(f"Preview: {address}   (Ctrl-C ends it)", flush=True)
        if not arguments.no_open:
            show(address)

    with waiting:
        project = reading.project(arguments)
        server.serve(project, arguments.language, arguments.format, arguments.port, started)
    return 0
