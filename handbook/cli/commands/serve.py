"""``build.py serve``: the download pages served, with the form of a hotel."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
from pathlib import Path

from handbook.cli import reading
from handbook.cli.arguments import folder, port, positive_number

PLACE = 16
HELP = "serve the download pages, with a form that puts a hotel's name into the files"
ADDRESS = "127.0.0.1"
PORT = 8600
TEXT = """\
Serves the download pages of dist/, with a form: a hotel types its name once and fetches every file with it. Nothing of
it is stored. What a build publishes meanwhile is served as soon as it stands. Ctrl-C or SIGTERM ends it, after the
requests at work. How to put it on the web: docs/deploying.md.

  python3 build.py serve                                   http://127.0.0.1:8600, for this machine alone
  python3 build.py serve --proxy-header X-Forwarded-For    behind a proxy that writes this header
  python3 build.py stats --downloads                       how often files were downloaded
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    from handbook.web.counts import FILE

    parser.description = TEXT
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("-o", "--out", type=folder, metavar="DIR", help="folder of the published files (dist)")
    parser.add_argument("--address", default=ADDRESS, metavar="IP", help=f"address to listen on ({ADDRESS})")
    parser.add_argument(
        "--port", type=port, default=PORT, metavar="N", help=f"port to listen on ({PORT}); 0: a free one"
    )
    help_ = "header in which a proxy says whom a request comes from; without a proxy anybody could write it"
    parser.add_argument("--proxy-header", default="", metavar="NAME", help=help_)
    help_ = "forms that one address may send in a minute (40); 0: as many as it likes"
    parser.add_argument("--forms", type=float, default=40.0, metavar="N", help=help_)
    help_ = "worker processes; without it, as many as the machine has cores"
    parser.add_argument("-j", "--jobs", type=positive_number, metavar="N", help=help_)
    parser.add_argument("--counts", type=Path, metavar="FILE", help=f"where downloads are counted ({FILE})")
    reading.add_content(parser)


def run(arguments: argparse.Namespace) -> int:
    """Serve until Ctrl-C."""
    from handbook.build.workers import ALL
    from handbook.cli import progress
    from handbook.files import folders
    from handbook.web import counts
    from handbook.web.application import Rules
    from handbook.web.serve import Place, serve

    out = (arguments.out or arguments.root / folders.DIST).resolve()
    file = arguments.counts or arguments.root / counts.FILE
    place = Place(lambda: reading.manuscript(arguments), out, arguments.address, arguments.port, arguments.jobs or ALL)
    rules = Rules(arguments.proxy_header, arguments.forms)
    waiting = contextlib.ExitStack()
    waiting.enter_context(progress.shown())("Reading the project")

    def started(address: str) -> None:
        waiting.close()
        print(f"Serving {out}: {address}/   (Ctrl-C ends it)", flush=True)

    with waiting:
        serve(place, counts.Counts(file, lambda: dt.datetime.now().astimezone().date()), rules, started)
    return 0
